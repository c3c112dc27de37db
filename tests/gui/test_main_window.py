"""The frame: opens and closes quietly, says what is wrong, keeps its place, and every command is reachable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import SourceError
from census_desktop.gui.command_palette.command_palette import CommandPalette
from census_desktop.gui.commands import COMMANDS
from census_desktop.gui.help import AboutDialog, ShortcutSheet
from census_desktop.gui.kit import palette
from census_desktop.gui.kit.toast import Toast
from census_desktop.gui.main_window import FOOT, PAGES, SECTIONS, MainWindow
from census_desktop.gui.rail import RailButton
from census_desktop.gui.segments.segment_view import TABS
from census_desktop.gui.syncs.quick_sync_menu import QuickSyncMenu
from tests.gui.hands import find, popup, rest
from tests.gui.shop import Shop


@pytest.fixture
def window(shop: Shop, workspace: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.show()
    made.open_workspace()
    qtbot.waitUntil(lambda: made.session is not None, timeout=20_000)
    quiet(made, qtbot)
    yield made
    made.close()


def quiet(window: MainWindow, qtbot: QtBot) -> None:
    rest(window.jobs, seconds=20)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_the_window_shows_bones_first_and_then_the_segments(shop: Shop, workspace: Path, qtbot: QtBot) -> None:
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.show()
    assert "Opening the workspace…" in texts(window)
    assert not find(window, RailButton, "Segments").isEnabled()
    window.open_workspace()
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    quiet(window, qtbot)
    assert find(window, RailButton, "Segments").isChecked()
    assert find(window, QLineEdit, "Search segments").isVisible()
    assert window.windowTitle() == "workspace – Census Desktop"
    window.close()


def test_a_workspace_that_cannot_be_opened_says_why_and_can_be_tried_again(tmp_path: Path, qtbot: QtBot) -> None:
    root = tmp_path / "workspace"
    root.mkdir()
    (root / "workspace.db").write_bytes(b"this is no database" * 100)
    window = MainWindow(root)
    qtbot.addWidget(window)
    window.show()
    window.open_workspace()
    retry = next(b for b in window.findChildren(QPushButton) if b.text() == "Try again")
    qtbot.waitUntil(retry.isVisible, timeout=20_000)
    assert "The workspace cannot be opened" in texts(window)
    assert f"Workspace: {root}" in texts(window)
    (root / "workspace.db").unlink()
    qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    quiet(window, qtbot)
    window.close()


def test_closing_while_opening_leaves_nothing_open(shop: Shop, workspace: Path, qtbot: QtBot) -> None:
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.show()
    window.open_workspace()
    assert window.session is not None
    store = window.session.app.store
    window.close()
    assert not store.is_open
    assert window.jobs.is_idle


def test_failures_are_banners_and_passing_words_are_toasts(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.fail(SourceError("The file moved.", kept="Nothing was sent.", hint="Choose it again."))
    told = "The source could not be read. The file moved. Nothing was sent. Choose it again."
    assert told in texts(window)
    qtbot.mouseClick(
        next(b for b in window._banner.findChildren(QPushButton) if b.accessibleName() == "Dismiss"), Qt.LeftButton
    )
    assert told not in texts(window)
    undone = []
    window.session.toast("Deleted", "Undo", lambda: undone.append(True))
    toast = window.findChild(Toast)
    assert toast is not None
    assert toast.isVisible()
    qtbot.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not toast.isVisible()


def test_the_status_line_counts_and_tells(window: MainWindow, qtbot: QtBot) -> None:
    assert "0 running · 0 queued" in texts(window)
    assert "A run is due" in texts(window)
    assert window.session is not None
    window.session.status("Counted in 38 ms by DuckDB")
    assert "Counted in 38 ms by DuckDB" in [w.accessibleName() for w in window.findChildren(QLabel)]


def test_a_run_that_ends_is_told_in_the_status_line(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.app.syncs.set_schedules(False)  # what is due would be told too
    qtbot.waitUntil(lambda: not window.jobs.running and not window.jobs.queued, timeout=20_000)
    quiet(window, qtbot)
    with qtbot.waitSignal(window.jobs.run_finished, timeout=20_000):
        window.jobs.run_sync("sync-vip")
    quiet(window, qtbot)
    said = [w.accessibleName() for w in window.findChildren(QLabel)]
    assert "High value customers → Marketing files: 54 sent" in said


def test_what_another_process_writes_is_noticed(window: MainWindow, workspace: Path, qtbot: QtBot) -> None:
    from census_desktop.bootstrap import open_workspace

    other = open_workspace(workspace)
    other.segments.save(replace(other.segments.get("seg-de"), name="Germany and friends"))
    other.close()
    page = window.page("segments")
    model = page.model  # type: ignore[attr-defined]
    qtbot.waitUntil(
        lambda: "Germany and friends" in [model.index(n, 0).data() for n in range(model.rowCount())], timeout=10_000
    )
    quiet(window, qtbot)


def test_the_theme_changes_at_once_and_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    try:
        window.commands.run("theme-dark")
        assert palette.scheme() is palette.Scheme.DARK
        assert QSettings().value("look/theme") == "dark"
        assert not window.grab().isNull()
    finally:
        window.commands.run("theme-light")
    assert palette.scheme() is palette.Scheme.LIGHT


def test_the_rail_becomes_narrow_and_that_is_remembered(window: MainWindow, workspace: Path, qtbot: QtBot) -> None:
    window.commands.run("collapse-rail")
    assert find(window, RailButton, "Runs").toolTip() == "Runs"
    window.close()
    again = MainWindow(workspace)
    qtbot.addWidget(again)
    again.show()
    assert again._rail.is_narrow
    again.close()


def test_help_shows_shortcuts_and_about(window: MainWindow, qtbot: QtBot) -> None:
    kinds: tuple[tuple[str, type[QDialog]], ...] = (("shortcuts", ShortcutSheet), ("about", AboutDialog))
    for command, kind in kinds:
        assert window.commands.run(command)
        dialog = popup(kind)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(
            lambda kind=kind: not [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        )


def test_each_section_of_the_rail_has_a_page() -> None:
    assert {name for name, _, _ in (*SECTIONS, FOOT)} <= set(PAGES)
    assert {spec.section for spec in PAGES.values()} == {name for name, _, _ in (*SECTIONS, FOOT)}


def focusable(window: QWidget) -> list[QWidget]:
    """What Tab or a click can reach; the line edit inside a spin box is the spin box."""
    return [
        w
        for w in window.findChildren(QWidget)
        if w.isVisible()
        and (isinstance(w, QAbstractButton) or w.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not isinstance(w.parentWidget(), QAbstractSpinBox)
    ]


def nameless(window: QWidget) -> list[str]:
    left = []
    for widget in focusable(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None and not interface.text(QAccessible.Text.Name).strip():
            left.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return left


@pytest.mark.parametrize("tab", [1, 2, 3, 4, 5])
def test_every_control_of_the_segments_screens_has_a_name(window: MainWindow, qtbot: QtBot, tab: int) -> None:
    window.commands.run(f"tab-{tab}")
    quiet(window, qtbot)
    assert nameless(window) == []


def test_tab_reaches_every_control_and_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    wanted = {w for w in focusable(window) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled()}
    start: Callable[[], QWidget | None] = QApplication.focusWidget
    window.activateWindow()
    find(window, QLineEdit, "Search segments").setFocus()
    seen: list[QWidget] = []
    for _ in range(len(wanted) + 5):
        at = start()
        assert at is not None
        seen.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
        if start() is seen[0]:
            break
    assert start() is seen[0], "Tab does not come back"
    missing = [f"{type(w).__name__} {w.accessibleName()}" for w in wanted if w not in seen]
    assert missing == [], [f"{type(w).__name__} {w.accessibleName()}" for w in seen]


def test_shortcuts_reach_their_commands(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    quiet(window, qtbot)
    page = window.page("segments")
    assert page.view.tabs.currentIndex() == 3  # type: ignore[attr-defined]
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    quiet(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert find(window, QLineEdit, "Search segments").hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    quiet(window, qtbot)
    menu = window.findChild(QuickSyncMenu)
    assert menu is not None
    assert menu.isVisible()
    qtbot.keyClick(menu.list, Qt.Key.Key_Escape)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "segments"])
def test_every_page_opens_and_names_its_controls(window: MainWindow, qtbot: QtBot, name: str) -> None:
    assert window.session is not None
    args = {"sync": "sync-vip"} if name in ("review", "sync-editor") else {}
    window.session.open_page(name, **args)
    quiet(window, qtbot)
    assert window._stack.currentWidget() is window.page(name)
    assert nameless(window) == []
    for theme in ("theme-dark", "theme-light"):
        window.commands.run(theme)
        assert not window.grab().isNull()
    window.back()
    quiet(window, qtbot)
    assert window._stack.currentWidget() is window.page("segments")


def test_schedules_are_turned_on_and_off_in_settings_too(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    window.show_page("settings")
    (box,) = [b for b in window.findChildren(QCheckBox) if "by their schedule" in b.text()]
    qtbot.waitUntil(lambda: box.isChecked())
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    qtbot.waitUntil(lambda: not session.app.syncs.schedules_on)
    assert all(row.next_run_at is None for row in session.app.syncs.rows())
    assert session.app.syncs.due() == ()
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    assert not box.isChecked()


def test_the_status_line_does_not_tick_off_what_failed(window: MainWindow) -> None:
    window._status.say("It failed", "fail")
    assert window._status._tone == "fail"
    window._status.say("Counted")
    assert window._status._tone == ""


def test_in_a_small_window_the_rail_makes_room(window: MainWindow) -> None:
    assert not window._rail.is_narrow
    window.resize(880, 560)
    assert window._rail.is_narrow
    window.resize(1280, 800)
    assert not window._rail.is_narrow
    assert window.commands.run("collapse-rail")
    window.resize(880, 560)
    window.resize(1280, 800)
    assert window._rail.is_narrow


def test_every_command_can_be_done_somewhere_and_every_menu_has_it(window: MainWindow, qtbot: QtBot) -> None:
    """Each page is looked at once; a command that nothing there is bound to has a shortcut that does nothing."""
    assert window.session is not None
    in_menus = {action.objectName() for menu in window.menuBar().actions() for action in menu.menu().actions()}
    assert in_menus >= {command.id for command in COMMANDS}
    bound: set[str] = set()
    for page, args in (
        *((name, {}) for name in PAGES if name not in ("segments", "sync-editor", "review")),
        *(("segments", {"segment": "seg-vip", "tab": title}) for title, _, _ in TABS),
        ("sync-editor", {"sync": "sync-de"}),
        ("review", {"sync": "sync-de"}),
    ):
        window.session.open_page(page, **args)
        quiet(window, qtbot)
        bound |= {command.id for command in COMMANDS if window.commands.is_bound(command.id)}
    by_the_start = {"restart"}  # test_crash.py
    assert {command.id for command in COMMANDS} - bound == by_the_start


def test_a_shortcut_does_what_its_menu_says(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("home")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette_ = window.findChild(CommandPalette)
    assert palette_ is not None
    assert palette_.isVisible()
    quiet(window, qtbot)
    qtbot.keyClick(palette_.field, Qt.Key.Key_Escape)
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    quiet(window, qtbot)
    assert window.page("settings").isVisible()


class Shown(QObject):
    """Windows that were shown, however briefly."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} “{watched.accessibleName()}”")
        return False


def test_no_part_of_a_page_is_a_window_of_its_own_for_a_moment(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown()
    qapp.installEventFilter(shown)
    for name in PAGES:
        window.show_page(name)
        quiet(window, qtbot)
    assert window.session is not None
    for title, *_ in TABS:
        window.session.open_page("segments", segment="seg-de", tab=title)
        quiet(window, qtbot)
    qapp.removeEventFilter(shown)
    assert shown.windows == []
    assert qapp.activeWindow() is window
