"""The Segments section: finding, choosing, making, renaming and deleting segments, with 5,000 of them too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import Segment
from census_desktop.domain.rows import SegmentOrder
from census_desktop.gui.kit.models import PLACEHOLDER
from census_desktop.gui.segments.segment_view import TABS
from census_desktop.gui.segments.segments_page import SegmentsPage
from census_desktop.gui.session import Session
from tests.gui.hands import find, popup
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


@pytest.fixture
def page(shop: Shop, session: Session, show: Show, settle: Settle) -> SegmentsPage:
    QSettings().setValue("segments/order", SegmentOrder.NAME.value)
    made = SegmentsPage(session)
    show(made)
    made.open()
    settle()
    return made


def listed(page: SegmentsPage) -> list[str]:
    return [page.model.index(n, 0).data() for n in range(page.model.rowCount())]


def test_the_list_shows_name_data_set_size_and_state(page: SegmentsPage, settle: Settle) -> None:
    assert find(page, QTableView, "Segments") is page.list
    assert listed(page) == ["Germany", "High value customers", "Newsletter readers"]
    page.open(segment="seg-vip")
    settle()
    spoken = page.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "High value customers, Customers, 54, never sent"


def test_the_first_segment_is_shown_and_arrows_move(page: SegmentsPage, qtbot: QtBot, settle: Settle) -> None:
    name = find(page, QLineEdit, "Segment name")
    assert name.text() == "Germany"
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    settle()
    assert name.text() == "High value customers"
    assert find(page, QLineEdit, "Description").text() == "Spent two thousand or more"


def test_the_header_counts_and_remembers_the_size(page: SegmentsPage, session: Session, settle: Settle) -> None:
    page.open(segment="seg-vip")
    settle()
    assert page.view._size.text() == "54"
    assert page.view._share.text() == "27.0 % of 200"
    assert session.app.segments.get("seg-vip").size == 54


def test_search_finds_by_name_and_esc_shows_all_again(page: SegmentsPage, qtbot: QtBot, settle: Settle) -> None:
    assert session_find(page)
    qtbot.keyClicks(page.search, "value")
    qtbot.waitUntil(lambda: listed(page) == ["High value customers"])
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)


def session_find(page: SegmentsPage) -> bool:
    """Ctrl+F, as the command does it."""
    return page.session.commands.run("find") and page.search.hasFocus()


def test_a_search_that_finds_nothing_keeps_what_is_shown(page: SegmentsPage, qtbot: QtBot, settle: Settle) -> None:
    qtbot.keyClicks(page.search, "%_nothing")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    settle()
    assert find(page, QLineEdit, "Segment name").text() == "Germany"


def test_sorting_by_size_puts_the_largest_first(page: SegmentsPage, session: Session, qtbot: QtBot, settle: Settle) -> None:
    for id_ in ("seg-vip", "seg-de", "seg-all"):
        session.app.segments.count(session.app.segments.get(id_), remember=True)
    qtbot.mouseClick(find(page, QPushButton, "Sort segments"), Qt.MouseButton.LeftButton)
    menu = popup(QMenu)
    next(a for a in menu.actions() if a.text() == "Size").trigger()
    menu.close()
    settle()
    assert listed(page) == ["Newsletter readers", "High value customers", "Germany"]


def test_renaming_in_place_is_kept_by_enter_and_taken_back_by_esc(
    page: SegmentsPage, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    session.commands.run("rename-segment")
    name = find(page, QLineEdit, "Segment name")
    assert name.selectedText() == "Germany"
    qtbot.keyClicks(name, "Germany, active")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    settle()
    assert session.app.segments.get("seg-de").name == "Germany, active"
    qtbot.waitUntil(lambda: "Germany, active" in listed(page))
    qtbot.keyClicks(name, " and more")
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    settle()
    assert name.text() == "Germany, active"


def test_a_name_that_is_taken_is_refused_and_put_back(
    page: SegmentsPage, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    name = find(page, QLineEdit, "Segment name")
    name.setText("Newsletter readers")
    with qtbot.waitSignal(session.failure_shown):
        name.editingFinished.emit()
    settle()
    assert name.text() == "Germany"


def test_an_empty_name_is_not_kept(page: SegmentsPage, session: Session, settle: Settle) -> None:
    name = find(page, QLineEdit, "Segment name")
    name.clear()
    name.editingFinished.emit()
    settle()
    assert name.text() == "Germany"
    assert session.app.segments.get("seg-de").name == "Germany"


def test_a_renamed_segment_keeps_its_definition(page: SegmentsPage, session: Session, settle: Settle) -> None:
    where = session.app.segments.get("seg-de").where
    name = find(page, QLineEdit, "Segment name")
    name.setText("Deutschland")
    name.editingFinished.emit()
    settle()
    assert session.app.segments.get("seg-de").where == where


def test_new_segment_of_the_only_data_set_opens_its_definition(page: SegmentsPage, session: Session, settle: Settle) -> None:
    session.commands.run("new-segment")
    settle()
    assert session.app.segments.get("New segment").dataset_id == "ds-customers"
    assert find(page, QLineEdit, "Segment name").text() == "New segment"
    assert TABS[page.view.tabs.currentIndex()][0] == "Definition"
    page.view.tabs.setCurrentIndex(2)
    settle()


def test_duplicate_and_delete_with_undo(page: SegmentsPage, session: Session, qtbot: QtBot, settle: Settle) -> None:
    page.open(segment="seg-all")
    settle()
    session.commands.run("duplicate-segment")
    settle()
    assert "Newsletter readers copy" in listed(page)
    with qtbot.waitSignal(session.toast_requested) as toast:
        session.commands.run("delete-segment")
    settle()
    assert "Newsletter readers copy" not in listed(page)
    text, action, undo = toast.args
    assert text == "Segment “Newsletter readers copy” deleted"
    assert action == "Undo"
    undo()
    settle()
    qtbot.waitUntil(lambda: "Newsletter readers copy" in listed(page))


def test_a_segment_in_use_is_not_deleted_and_the_banner_says_why(page: SegmentsPage, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.failure_shown) as told:
        session.commands.run("delete-segment")
    assert "Germany → Archive" in str(told.args[0])


def test_without_segments_the_page_says_what_to_do(session: Session, show: Show, settle: Settle, qtbot: QtBot) -> None:
    page = SegmentsPage(session)
    show(page)
    page.open()
    settle()
    make = next(b for b in page.findChildren(QPushButton) if b.text() == "New segment")
    assert make.isVisible()
    qtbot.mouseClick(make, Qt.MouseButton.LeftButton)
    settle()
    menu = popup(QMenu)
    assert [a.text() for a in menu.actions()] == ["Add a data set first…"]
    menu.close()


def test_thousands_of_segments_scroll_and_search(page: SegmentsPage, session: Session, qtbot: QtBot, settle: Settle) -> None:
    with session.app.catalog.transaction():
        for n in range(1000):
            session.app.catalog.put(Segment(f"s{n}", f"Segment {n:04}", "ds-customers"))
    page.open()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1003)
    page.list.scrollToBottom()
    last = page.model.index(1002, 0)
    qtbot.waitUntil(lambda: last.data() == "Segment 0999")
    assert page.model.index(500, 0).data() == PLACEHOLDER
    qtbot.waitUntil(lambda: page.model.index(500, 0).data() != PLACEHOLDER)
    qtbot.keyClicks(page.search, "0998")
    qtbot.waitUntil(lambda: listed(page) == ["Segment 0998"])
    settle()


def test_what_was_looked_at_last_is_remembered(page: SegmentsPage, session: Session, show: Show, settle: Settle) -> None:
    page.open(segment="seg-all", tab="Activity")
    settle()
    page.leave()
    page.hide()
    again = SegmentsPage(session)
    show(again)
    again.open()
    settle()
    assert find(again, QLineEdit, "Segment name").text() == "Newsletter readers"
    assert TABS[again.view.tabs.currentIndex()][0] == "Activity"
    again.hide()
