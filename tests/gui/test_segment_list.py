"""The list of segments with folders and tags, several segments at once, and the way back to an earlier version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QSettings, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.rows import SegmentFilter, SegmentOrder
from census_desktop.gui.kit.picker import Picker
from census_desktop.gui.segments.activity_tab import ActivityTab
from census_desktop.gui.segments.definition_tab import DefinitionTab
from census_desktop.gui.segments.members_tab import MembersTab
from census_desktop.gui.segments.segments_page import SegmentsPage
from census_desktop.gui.session import Session
from tests.gui.hands import find, popup
from tests.gui.shop import Shop

Settle = Callable[[], None]


@pytest.fixture
def page(shop: Shop, session: Session, show: Callable[[QWidget], QWidget], settle: Settle) -> SegmentsPage:
    QSettings().setValue("segments/order", SegmentOrder.NAME.value)
    made = SegmentsPage(session)
    show(made)
    made.open()
    settle()
    return made


def listed(page: SegmentsPage) -> list[str]:
    return [page.model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole).split(",")[0] for n in range(page.model.rowCount())]


def select(page: SegmentsPage, *rows: int) -> None:
    for row in rows:
        page.list.selectionModel().select(page.model.index(row, 0), QItemSelectionModel.SelectionFlag.Select)


def test_several_are_moved_tagged_and_put_back(page: SegmentsPage, session: Session, qtbot: QtBot, settle: Settle):
    toasts: list[tuple[str, Callable[[], None]]] = []
    session.toast_requested.connect(lambda text, _label, undo: toasts.append((text, undo)))
    select(page, 0, 2)
    assert page.bulk.isVisible()
    assert page.bulk.said.text() == "2 selected"
    qtbot.mouseClick(find(page, QPushButton, "Move to a folder"), Qt.MouseButton.LeftButton)
    picker = popup(Picker)
    picker.search.setText("Countries")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    settle()
    assert {session.app.segments.get(i).folder for i in ("seg-de", "seg-all")} == {"Countries"}
    session.commands.run("tag-segment")
    picker = popup(Picker)
    picker.search.setText("q4")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    settle()
    assert session.app.segments.get("seg-all").tags == ("q4",)
    page._set_by_folder(True)
    settle()
    assert listed(page) == ["Countries", "Germany", "Newsletter readers", "In no folder", "High value customers"]
    page.list.setCurrentIndex(page.model.index(0, 0))
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle()
    assert listed(page) == ["Countries", "In no folder", "High value customers"]
    assert page._count.text().startswith("3 segments")
    page._set_by_folder(False)
    page.show_only(SegmentFilter(tags=("q4",)))
    settle()
    assert listed(page) == ["Germany", "Newsletter readers"]
    assert page._count.text() == "2 segments · q4"
    assert [text for text, _ in toasts] == ["2 segments moved to “Countries”", "2 segments tagged “q4”"]
    toasts[0][1]()
    settle()
    assert session.app.segments.get("seg-all").tags == ("q4",), "undoing one act leaves the other"
    assert session.app.segment_list.shelves().folders == {"": 3}
    qtbot.mouseClick(find(page, QPushButton, "Folders and tags"), Qt.MouseButton.LeftButton)
    menu = popup(QMenu)
    next(a for a in menu.actions() if a.text() == "All segments").trigger()
    menu.close()
    settle()
    assert len(listed(page)) == 3


def test_the_folder_that_is_listed_gets_another_name(
    page: SegmentsPage, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    toasts: list[tuple[str, Callable[[], None]]] = []
    session.toast_requested.connect(lambda text, _label, undo: toasts.append((text, undo)))
    session.app.segment_list.move(["seg-de", "seg-all"], "Countries")
    settle()
    page.show_only(SegmentFilter(folder="Countries"))
    settle()
    qtbot.mouseClick(find(page, QPushButton, "Folders and tags"), Qt.MouseButton.LeftButton)
    menu = popup(QMenu)
    next(a for a in menu.actions() if a.text() == "Rename “Countries”…").trigger()
    menu.close()
    picker = popup(Picker)
    picker.search.setText("Europe")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    settle()
    assert session.app.segment_list.shelves().folders == {"Europe": 2, "": 1}
    assert listed(page) == ["Germany", "Newsletter readers"]
    assert page._count.text() == "2 segments · Europe"
    ((text, undo),) = toasts
    assert text == "2 segments moved to “Europe”"
    undo()
    settle()
    assert session.app.segment_list.shelves().folders == {"Countries": 2, "": 1}


def test_several_are_deleted_together_or_not_at_all(page: SegmentsPage, session: Session, qtbot: QtBot, settle: Settle):
    failures, toasts = [], []
    session.failure_shown.connect(failures.append)
    session.toast_requested.connect(lambda text, _label, undo: toasts.append((text, undo)))
    select(page, 0, 1, 2)
    page.list.deleted.emit()
    settle()
    assert "still used" in str(failures[0])
    assert len(listed(page)) == 3
    page.list.clearSelection()
    select(page, 1, 2)
    session.commands.run("duplicate-segment")
    settle()
    assert {"High value customers copy", "Newsletter readers copy"} < set(listed(page))
    page.list.clearSelection()
    select(page, *(n for n, name in enumerate(listed(page)) if name.endswith("copy")))
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    settle()
    assert len(listed(page)) == 3
    toasts[-1][1]()
    settle()
    assert len(listed(page)) == 5


def test_an_edit_tells_what_it_changed_and_is_taken_back(page: SegmentsPage, session: Session, qtbot: QtBot, settle: Settle):
    segments, toasts = session.app.segments, []
    session.toast_requested.connect(lambda text, _label, undo: toasts.append((text, undo)))
    before = segments.get("seg-de").where
    segments.save(replace(segments.get("seg-de"), where=Group("all", (Condition("country", "is", "FR"),)), name="France"))
    page.open(segment="seg-de", tab="Activity")
    settle()
    tab = page.view.tab(page.view.tabs.currentIndex())
    assert isinstance(tab, ActivityTab)
    tab.table.setCurrentIndex(tab.model.index(0, 0))
    lines = [w.accessibleName() for w in tab.panel.findChildren(QWidget) if w.accessibleName().startswith(("added", "changed"))]
    assert lines[:2] == ["changed: country is DE → country is FR", "changed: name: Germany → name: France"]
    qtbot.mouseClick(find(tab, QPushButton, "Restore the version before"), Qt.MouseButton.LeftButton)
    settle()
    assert segments.get("seg-de").where == before
    assert segments.get("seg-de").name == "France"
    toasts[-1][1]()
    settle()
    assert segments.get("seg-de").where.items == (Condition("country", "is", "FR"),)


def test_members_are_those_of_the_definition_that_is_being_edited(page: SegmentsPage, session: Session, settle: Settle):
    page.open(segment="seg-vip", tab="Definition")
    settle()
    editor = page.view.tab(0)
    assert isinstance(editor, DefinitionTab)
    editor._view.remove((0,))
    page.view.tabs.setCurrentIndex(1)
    settle()
    members = page.view.tab(1)
    assert isinstance(members, MembersTab)
    assert "not saved yet" in members._banner.accessibleName()
    members.rows.setCurrentIndex(1)
    members.rows.activated.emit(1)
    settle()
    assert members.model.rowCount() >= 100
    editor.discard()
    page.view.tabs.setCurrentIndex(0)
    page.view.tabs.setCurrentIndex(1)
    settle()
    assert members.model.rowCount() == 54
    assert not members._banner.isVisible()
