"""The shared widgets: what they show, say and do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import SourceError
from census_desktop.gui.kit import palette, states
from census_desktop.gui.kit.icons import set_icon
from census_desktop.gui.kit.toast import Toast
from census_desktop.gui.kit.widgets import Badge, Banner, ElidedLabel, EmptyState, SearchField, Tile, button


def test_an_icon_button_has_a_name_and_shows_it_as_tooltip(qtbot: QtBot) -> None:
    made = button("", "plus", kind="icon", name="New segment")
    qtbot.addWidget(made)
    assert made.accessibleName() == "New segment"
    assert made.toolTip() == "New segment"


def test_icons_of_buttons_follow_the_scheme(qtbot: QtBot, qapp: object) -> None:
    made = button("Run", "play")
    qtbot.addWidget(made)
    light = made.icon().pixmap(16, 16).toImage()
    try:
        palette.apply_theme(qapp, palette.Theme.DARK)  # type: ignore[arg-type]
        assert made.icon().pixmap(16, 16).toImage() != light
    finally:
        palette.apply_theme(qapp, palette.Theme.LIGHT)  # type: ignore[arg-type]
    assert made.icon().pixmap(16, 16).toImage() == light


def test_an_icon_keeps_its_role_when_it_changes(qtbot: QtBot) -> None:
    made = button("", "x", kind="flat", name="Close")
    qtbot.addWidget(made)
    set_icon(made, "check")
    assert made.property("icon_role") == "secondary"


def test_a_long_text_gives_way_and_stays_whole_for_those_who_ask(qtbot: QtBot) -> None:
    label = ElidedLabel("A very long name of a segment\nthat goes on and on")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.accessibleName() == "A very long name of a segment that goes on and on"
    label.resize(900, 20)
    assert label.text() == label.accessibleName()
    assert label.toolTip() == ""


def test_the_search_field_speaks_once_after_the_last_key(qtbot: QtBot) -> None:
    field = SearchField("Search segments", "Ctrl+F")
    qtbot.addWidget(field)
    field.show()
    heard: list[str] = []
    field.searched.connect(heard.append)
    with qtbot.waitSignal(field.searched):
        qtbot.keyClicks(field, "vip ")
    assert heard == ["vip"]
    with qtbot.waitSignal(field.searched):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["vip", ""]
    assert not field.grab().isNull()


def test_a_banner_says_what_happened_what_is_kept_and_what_to_do(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_error(SourceError("The file moved.", kept="Nothing was sent.", hint="Choose it again."), "Choose…")
    assert banner.accessibleName() == "The source could not be read. The file moved. Nothing was sent. Choose it again."
    assert banner.action.isVisibleTo(banner)
    with qtbot.waitSignal(banner.closed):
        banner.dismiss()
    assert banner.isHidden()


@pytest.mark.parametrize("state", [states.ACTIVE, states.RUNNING, states.PAUSED, states.DRAFT, states.FAILED])
def test_a_badge_is_as_wide_as_its_word_and_named_by_it(qtbot: QtBot, state: states.State) -> None:
    badge = Badge(state)
    qtbot.addWidget(badge)
    assert badge.accessibleName() == state.word
    assert badge.sizeHint().width() > badge.fontMetrics().horizontalAdvance(state.word)
    badge.set_state(None)
    assert badge.isHidden()


def test_tiles_and_empty_states_paint(qtbot: QtBot) -> None:
    tile = Tile("mail", "rose")
    empty = EmptyState("segments", "Nothing", "Make the first one. " * 8, button("New", kind="primary"))
    for widget in (tile, empty):
        qtbot.addWidget(widget)
        widget.show()
        assert not widget.grab().isNull()
    empty.set_texts("Other", "Words")


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    made.setCentralWidget(QWidget())
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def test_a_toast_offers_undo_once_and_stays_in_its_place(window: QMainWindow, qtbot: QtBot) -> None:
    toast = Toast(window.centralWidget())
    undone: list[int] = []
    toast.say("Deleted", "Undo", lambda: undone.append(1))
    assert toast.isVisible()
    assert toast.accessibleName() == "Deleted"
    before = toast.pos()
    window.resize(1000, 700)
    assert toast.pos() != before
    qtbot.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert toast.isHidden()


def test_a_toast_of_a_long_name_stays_in_the_window(window: QMainWindow) -> None:
    toast = Toast(window.centralWidget())
    toast.say(f"{'Customers who came back ' * 20}: 500 sent", "Undo…", lambda: None)
    over = window.centralWidget().rect()
    assert over.contains(toast.geometry())
    assert toast.height() > 60, "in lines"
    toast.say("Deleted")
    assert toast.height() < 60
    assert toast.width() < 200


def test_a_toast_passes_unless_the_keyboard_is_on_it(window: QMainWindow, qtbot: QtBot) -> None:
    toast = Toast(window.centralWidget())
    toast.say("Deleted", "Undo", lambda: None)
    window.activateWindow()
    toast.action.setFocus()
    toast._pass()
    assert toast.isVisible()
    toast.action.clearFocus()
    toast._pass()
    assert toast.isHidden()
    toast.say("Copied")
    assert not toast.action.isVisible()
    qtbot.keyClick(toast, Qt.Key.Key_Escape)
    assert toast.isHidden()


class Paintings(QObject):
    """Counts how often anything in the program is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.number += event.type() == QEvent.Type.Paint
        return False


def test_a_banner_that_is_shown_is_painted_once_and_rests(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    banner = Banner(window)
    column = QVBoxLayout(window)
    column.addWidget(banner)
    column.addStretch(1)
    qtbot.addWidget(window)
    banner.show_text(
        "Held: 60 of 120 members would be removed; this sync holds over 25 %. " * 3, "warn", "shield", "Edit guard"
    )
    window.resize(420, 300)
    window.show()
    qtbot.waitExposed(window)
    for _ in range(20):
        qapp.processEvents()
    counted = Paintings()
    qapp.installEventFilter(counted)
    try:
        for _ in range(50):
            qapp.processEvents()
        window.repaint()
        asked = counted.number
        for _ in range(50):
            qapp.processEvents()
        assert asked > 0
        assert counted.number == asked, "what is painted asks for no other painting"
    finally:
        qapp.removeEventFilter(counted)
