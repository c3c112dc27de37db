"""From one workspace to another, back to a backup, and documents that come in: what the window says and does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from census_desktop.bootstrap import open_workspace
from census_desktop.domain.merging import Side
from census_desktop.domain.model import Segment
from census_desktop.gui import main_window
from census_desktop.gui.kit.forms import Choice
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.settings.backups_card import BackupsCard
from census_desktop.gui.settings.sharing_card import SharingCard
from census_desktop.gui.workspaces import recent
from census_desktop.gui.workspaces.import_page import CONFLICTS, ImportPage
from census_desktop.gui.workspaces.workspaces import Next
from tests.gui.hands import find, rest
from tests.gui.shop import Shop


@pytest.fixture
def window(shop: Shop, workspace: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    yield from opened(MainWindow(workspace), qtbot)


def opened(made: MainWindow, qtbot: QtBot) -> Iterator[MainWindow]:
    qtbot.addWidget(made)
    made.show()
    made.open_workspace()
    qtbot.waitUntil(lambda: made.is_opened or made._opening.retry.isVisible(), timeout=20_000)
    assert made.is_opened, made._opening._message.text()
    rest(made.jobs, seconds=20)
    yield made
    made.close()


def change(window: MainWindow, name: str, description: str) -> None:
    assert window.session is not None
    app = window.session.app
    app.catalog.put(replace(app.segments.get(name), description=description))


# Another workspace ------------------------------------------------------------------------------------------------------


def test_the_window_closes_for_another_workspace_and_leaves_word_of_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other"
    open_workspace(other).close()
    window.workspaces.open(other)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert window.workspaces.next == Next(other)
    assert not list(window.root.glob("session-*")), "the workspace is closed"


def test_runs_that_work_are_asked_about_first(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(window.jobs), "running", property(lambda _: ("a",)))
    monkeypatch.setattr(main_window, "may_stop_runs", lambda _window, _count: False)
    window.workspaces.leave_for(tmp_path / "other")
    assert window.isVisible()
    assert window.workspaces.next is None
    monkeypatch.undo()


def test_a_program_that_is_told_to_end_waits_for_no_answer(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(window.jobs), "running", property(lambda _: ("a",)))
    QTimer.singleShot(0, window.end)  # while the question is there
    late = QTimer(window, singleShot=True, interval=5000)
    late.timeout.connect(lambda: [box.reject() for box in window.findChildren(QMessageBox)])
    late.start()
    assert window.close()
    assert late.isActive()
    monkeypatch.undo()


@pytest.mark.parametrize(("made", "said"), [(False, "is not there"), (True, "holds no workspace")])
def test_a_folder_without_a_workspace_is_not_opened(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, made: bool, said: str
) -> None:
    gone = tmp_path / "gone"
    if made:
        gone.mkdir()
    recent.remember(gone, "Gone")
    window.workspaces.open(gone)
    rest(window.jobs)
    assert said in window._banner.accessibleName()
    assert window.isVisible()
    assert not (gone / "workspace.db").exists()


def test_recent_workspaces_are_in_the_popup_of_the_name(window: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "other"
    recent.remember(other, "Other")
    recent.remember(window.root, "Shop")
    find(window, QPushButton, "Switch workspace").click()
    menu = next(m for m in window.findChildren(QMenu) if m.accessibleName() == "Workspaces")
    texts = {action.text(): action.isChecked() for action in menu.actions() if not action.isSeparator()}
    assert [text.partition("  ·")[0] for text in texts][:2] == ["Shop", "Other  ·  other".partition("  ·")[0]]
    assert list(texts.values())[:2] == [True, False]
    menu.close()
    recent.forget(other)
    assert [one.folder for one in recent.recent()] == [window.root]


def test_a_workspace_that_cannot_be_opened_offers_the_newest_backup(shop: Shop, workspace: Path, qtbot: QtBot) -> None:
    app = open_workspace(workspace)
    name = app.backups.make().name
    app.close()
    (workspace / "workspace.db").write_bytes(b"")
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.show()
    window.open_workspace()
    qtbot.waitUntil(window._opening.retry.isVisible, timeout=20_000)
    find(window, QPushButton, "Restore the newest backup").click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert window.workspaces.next == Next(workspace, name)


# Backups ----------------------------------------------------------------------------------------------------------------


def test_going_back_to_a_backup_rests_the_schedules_and_says_so(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    segment = session.app.catalog.all(Segment)[0]
    session.open_page("settings", card="backups")
    card = window.findChildren(BackupsCard)[0]
    rest(window.jobs)
    find(card, QPushButton, "Back up now").click()
    rest(window.jobs)
    backup = session.app.backups.all()[0]
    change(window, segment.name, "after the backup")
    next(b for b in card.findChildren(QPushButton) if b.text() == "Restore…" and b.isVisible()).click()
    box = card.findChildren(QMessageBox)[0]
    assert "may hold newer data" in box.informativeText()
    next(b for b in box.buttons() if b.text() == "Restore").click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert window.workspaces.next == Next(window.root, backup.name)

    for again in opened(MainWindow(window.root, backup.name), qtbot):
        assert again.session is not None
        app = again.session.app
        assert app.segments.get(segment.name).description == segment.description
        assert not app.syncs.schedules_on
        notice = again.workspaces.notice
        qtbot.waitUntil(notice.isVisible)
        assert "went back to the backup" in notice.accessibleName()
        assert "Schedules off" in again._status._next.text()
        for _ in range(2):  # a double click
            qtbot.mouseClick(notice.action, Qt.MouseButton.LeftButton)
        rest(again.jobs)
        qtbot.waitUntil(notice.isHidden)
        assert app.syncs.schedules_on


# Documents --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def team(window: MainWindow, tmp_path: Path) -> Path:
    """The linked document, with a value that both sides changed and one that only the file changed."""
    assert window.session is not None
    sharing = window.session.app.sharing
    names = [s.name for s in window.session.app.catalog.all(Segment)][:2]
    for name in names:
        change(window, name, f"about {names.index(name)}")
    file = tmp_path / "team.yaml"
    sharing.link(file)
    rest(window.jobs)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("about 0", "theirs 0").replace("about 1", "theirs 1"), encoding="utf-8")
    change(window, names[0], "ours 0")
    return file


def review(window: MainWindow, file: Path) -> ImportPage:
    window.workspaces.review(file)
    rest(window.jobs)
    page = window.page("import")
    assert isinstance(page, ImportPage)
    return page


def test_a_conflict_is_decided_before_anything_is_imported(window: MainWindow, team: Path) -> None:
    page = review(window, team)
    found = {line.there: line.state.text for line in page.all_lines() if line.may_choose}
    assert found == {"theirs 0": "Decide", "theirs 1": "Takes the file"}
    assert not page._go.isEnabled()
    choice = find(page, Choice, "Show")
    choice.choose(CONFLICTS)
    page._fill()
    assert [line.here for line in page.lines.rows] == ["ours 0"]
    find(page, QTableView, "What the document would change").selectRow(0)
    find(page, QPushButton, "Keep this workspace’s").click()
    assert page._go.text() == "Import 1 change"
    page._go.click()
    rest(window.jobs)
    assert window.session is not None
    described = {s.description for s in window.session.app.catalog.all(Segment)}
    assert {"ours 0", "theirs 1"} <= described
    assert window.session.app.backups.all(), "a backup was made first"


def test_a_change_of_the_linked_document_is_offered_never_taken(window: MainWindow, team: Path, qtbot: QtBot) -> None:
    notice = window.workspaces.notice
    notice.look()
    rest(window.jobs)
    assert "team.yaml changed" in notice.accessibleName()
    notice.action.click()
    rest(window.jobs)
    assert window._stack.currentWidget() is window.page("import")
    assert window.session is not None
    assert "theirs 1" not in {s.description for s in window.session.app.catalog.all(Segment)}
    notice.dismiss()
    notice.look()
    rest(window.jobs)
    assert notice.isHidden(), "once dismissed it stays away"


def test_the_card_says_who_changed_and_writes_only_what_was_reviewed(window: MainWindow, team: Path) -> None:
    assert window.session is not None
    window.session.open_page("settings", card="sharing")
    card = window.findChildren(SharingCard)[0]
    rest(window.jobs)
    assert str(team) in card._file.text()
    assert not card._write.isEnabled(), "the file has changes that were not reviewed"
    page = review(window, team)
    page._chosen = dict.fromkeys(page._review.compared.conflicts, Side.HERE) if page._review else {}
    page.take()
    rest(window.jobs)
    window.session.open_page("settings", card="sharing")
    rest(window.jobs)
    assert card._write.isEnabled()
    card._write.click()
    rest(window.jobs)
    assert "ours 0" in team.read_text(encoding="utf-8")
    find(card, QPushButton, "Unlink").click()
    rest(window.jobs)
    assert "No document is linked" in card._file.text()


def test_a_document_with_a_mistake_names_its_line(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("version: 1\nsegments:\n  - {name: X, dataset: Nowhere}\n", encoding="utf-8")
    page = review(window, file)
    assert "line 3" in page.banner.accessibleName()
    assert not page._go.isEnabled()


def test_pack_and_export_from_the_menu(window: MainWindow, tmp_path: Path) -> None:
    window.workspaces.pack(tmp_path / "pack.zip")
    window.workspaces.export(tmp_path / "out.yaml")
    window.workspaces.export(tmp_path / "out.json")
    rest(window.jobs)
    assert (tmp_path / "pack.zip").stat().st_size
    assert window._status._message.accessibleName().startswith("Packed ")
    assert (tmp_path / "out.yaml").read_text(encoding="utf-8").startswith("version: 1")
    assert (tmp_path / "out.json").read_text(encoding="utf-8").startswith("{")
