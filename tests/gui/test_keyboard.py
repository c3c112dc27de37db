"""By keyboard alone: Tab reads as the page does, the focus goes where the next act is, never to a dangerous button."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.conditions import Condition, Group
from census_desktop.gui.datasets.datasets_page import DatasetsPage
from census_desktop.gui.destinations.connect_panel import ConnectPanel
from census_desktop.gui.destinations.destinations_page import DestinationsPage
from census_desktop.gui.kit.choose_file import ask_file
from census_desktop.gui.kit.forms import OpenChoice
from census_desktop.gui.kit.widgets import SearchField
from census_desktop.gui.segments.condition_view import ConditionView
from census_desktop.gui.segments.scope import World
from census_desktop.gui.segments.segments_page import SegmentsPage
from census_desktop.gui.session import Session
from tests.gui.hands import find, popup
from tests.gui.market import Market
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


def chain(start: QWidget, within: QWidget) -> Iterator[str]:
    """Accessible names in the order of Tab."""
    widget = start
    while within.isAncestorOf(widget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(within):
            yield widget.accessibleName()
        widget = widget.nextInFocusChain()
        if widget is start:
            return


def test_tab_goes_through_a_condition_from_left_to_right(market: Market, session: Session, show: Show) -> None:
    view = ConditionView(session)
    show(view)
    world = World(market.customers)
    first = Group("all", (Condition("country", "one_of", ("DE", "FR")),))
    view.show_tree(first, world)
    both = Group("all", (*first.items, Condition("spent", "between", (1, 2))))
    view.show_tree(both, world)
    order = list(chain(view._join, view))
    assert order == [
        "Records match",
        "Field country",
        "Operator of country",
        "Value of country: add a value",
        "Value of country: choose from known values",
        "Remove the condition on country",
        "Field spent",
        "Operator of spent",
        *[name for name in order if name.startswith("Value of spent")],
        "Remove the condition on spent",
    ]
    assert not [w for w in view.findChildren(QWidget) if w.focusProxy() is not None and w.isAncestorOf(w.focusProxy())]


def test_tab_in_a_connection_ends_with_its_buttons(shop: Shop, session: Session, show: Show, settle: Settle) -> None:
    page = DestinationsPage(session)
    show(page)
    page.open(connection="con-files")
    settle()
    panel = find(page, ConnectPanel, "Marketing files")
    order = list(chain(find(page, QLineEdit, "Connection name"), panel))
    assert order.index("Folder") < order.index("Environment") < order.index("Test the connection")
    assert order[-1] == "Save connection"


def test_a_tested_connection_is_saved_as_tested(shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot) -> None:
    page = DestinationsPage(session)
    show(page)
    page.open(add=True)
    settle()
    panel = page._panel
    panel.begin("rehearsal")
    settle()
    panel.show()
    test = find(page, QPushButton, "Test the connection")
    test.setFocus()
    qtbot.keyClick(test, Qt.Key.Key_Space)
    assert page.focusWidget() is test
    settle()
    qtbot.mouseClick(find(page, QPushButton, "Save connection"), Qt.MouseButton.LeftButton)
    settle()
    saved = session.app.destinations.get("Rehearsal")
    assert saved.test_ok is True
    assert saved.tested_at is not None


def test_after_a_search_enter_selects_what_was_found(
    shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot
) -> None:
    page = SegmentsPage(session)
    show(page)
    page.open(segment="seg-de")
    settle()
    qtbot.keyClicks(page.search, "high")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.list.hasFocus()
    settle()
    assert find(page, QLineEdit, "Segment name").text() == "High value customers"


def test_a_new_segment_is_named_by_typing(shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot) -> None:
    page = SegmentsPage(session)
    show(page)
    page.open()
    settle()
    session.commands.run("new-segment")
    settle()
    name = find(page, QLineEdit, "Segment name")
    assert (name.text(), name.selectedText()) == ("New segment", "New segment")
    qtbot.keyClicks(name, "Regulars")
    assert name.text() == "Regulars"


def test_another_tab_of_the_same_segment_is_really_opened(shop: Shop, session: Session, show: Show, settle: Settle) -> None:
    page = SegmentsPage(session)
    show(page)
    page.open(segment="seg-vip", tab="Definition")
    settle()
    page.open(segment="seg-vip", tab="Members")
    settle()
    assert page.view._stack.currentWidget() is page.view.tab(1)


def test_without_a_data_set_the_next_step_is_below_the_button(
    session: Session, show: Show, settle: Settle, qtbot: QtBot
) -> None:
    page = SegmentsPage(session)
    show(page)
    page.open()
    settle()
    went: list[tuple[str, object]] = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    session.commands.run("new-segment")
    settle()
    menu = popup(QMenu)
    make = page._make_first
    assert menu.pos().y() - make.mapToGlobal(make.rect().bottomLeft()).y() < 10
    menu.actions()[0].trigger()
    menu.close()
    assert went == [("datasets", {"add": True})]


def test_a_choice_that_cannot_be_typed_in_opens_by_click_and_space(show: Show, qtbot: QtBot) -> None:
    choice = OpenChoice("Object", "Choose an object")
    choice.offer([("contacts", "contacts"), ("events", "events")])
    line = choice.lineEdit()
    assert line is not None
    line.setReadOnly(True)
    show(choice)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert choice.view().isVisible()
    choice.hidePopup()
    qtbot.keyClick(choice, Qt.Key.Key_Space)
    assert choice.view().isVisible()
    choice.hidePopup()


def test_adding_a_data_set_begins_at_the_file_and_ends_in_the_list(
    session: Session, show: Show, settle: Settle, tmp_path: Path
) -> None:
    page = DatasetsPage(session)
    show(page)
    page.open(add=True)
    settle()
    assert find(page, QAbstractButton, "Choose a file…").hasFocus()
    (tmp_path / "people.csv").write_text("id,email\n1,a@example.com\n", encoding="utf-8")
    page._adding.look_into(None, tmp_path / "people.csv")
    settle()
    page._adding.save()
    settle()
    assert find(page, QTableView, "Data sets").hasFocus()


def test_enter_in_a_search_does_not_wait(show: Show, qtbot: QtBot) -> None:
    field = SearchField("Search")
    show(field)
    field.setText("vip")
    with qtbot.waitSignals([field.searched, field.finished], timeout=1000, order="strict"):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_a_file_dialog_does_not_offer_a_folder_that_is_not_there(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = str(tmp_path / "Documents")
    monkeypatch.setattr(QStandardPaths, "writableLocation", staticmethod(lambda _where: missing))
    parent = show(QWidget())
    dialog: QFileDialog = ask_file(parent, "Choose a file", "All files (*)", lambda _path: None)
    assert Path(dialog.directory().absolutePath()) == Path.home()
    assert dialog.selectedFiles() in ([], [str(Path.home())])
    dialog.reject()
