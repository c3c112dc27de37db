"""Exclusion and priority lists of a data set: made, counted before they are saved, ordered by hand, refused, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.conditions import Condition, Group, Member
from census_desktop.domain.model import Exclusion, Operation, PriorityList, Sync, SyncKey, SyncSource, SyncStatus
from census_desktop.gui.datasets.datasets_page import DatasetsPage
from census_desktop.gui.datasets.lists_tab import ListsTab
from census_desktop.gui.kit.models import SecondRole
from census_desktop.gui.kit.picker import Picker
from census_desktop.gui.segments.field_list import FieldPopup
from census_desktop.gui.session import Session
from tests.gui.hands import end_pause, find, names, popup
from tests.gui.market import Market

GERMANS = Exclusion("Germans", Group("all", (Condition("country", "is", "DE"),)))
OPTED_IN = Group("all", (Condition("opted_in", "is_true"),))


class Hands:
    def __init__(self, page: DatasetsPage, market: Market, qtbot: QtBot, settle: Callable[[], None]) -> None:
        self.page, self.market, self.qtbot, self.settle = page, market, qtbot, settle
        self.undo: list[Callable[[], None]] = []
        page.session.toast_requested.connect(lambda _text, _label, back: self.undo.append(back))
        page.open(dataset=market.customers.id)
        settle()
        page._detail._tabs.setCurrentIndex(3)
        settle()

    @property
    def tab(self) -> ListsTab:
        return self.page._detail.lists

    def have(self, *lists: Exclusion | PriorityList) -> None:
        exclusions = [one for one in lists if isinstance(one, Exclusion)]
        priorities = [one for one in lists if isinstance(one, PriorityList)]
        self.market.app.segments.save_lists(self.market.customers.id, exclusions, priorities)
        self.settle()

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.wait()

    def wait(self) -> None:
        """Until what was edited is counted."""
        for form in (self.tab.exclusion_form, self.tab.priority_form):
            end_pause(form._soon)
        self.settle()

    def type(self, name: str, text: str) -> None:
        line = find(self.page, QLineEdit, name)
        line.clear()
        self.qtbot.keyClicks(line, text)

    def select(self, row: int) -> None:
        self.tab.table.setCurrentIndex(self.tab.model.index(row, 0))

    def pick(self, name: str) -> None:
        """Add a segment to the priority list."""
        self.press("Add a segment to the list")
        picker = popup(Picker)
        row = picker.texts().index(name)
        picker.view.clicked.emit(picker.view.model().index(row, 0))
        self.wait()

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """Name, what it is made of, what it does, its state."""
        model = self.tab.model
        at = model.index
        return [
            (at(n, 0).data(), at(n, 0).data(SecondRole), at(n, 1).data(SecondRole), at(n, 2).data())
            for n in range(model.rowCount())
        ]

    @property
    def order(self) -> list[tuple[str, ...]]:
        model = find(self.page, QTableView, "Segments in order, the highest first").model()
        return [tuple(model.index(n, c).data() for c in range(4)) for n in range(model.rowCount())]

    @property
    def told(self) -> str:
        return " ".join(w.text() for w in self.tab._layers.currentWidget().findChildren(QLabel) if w.isVisibleTo(self.page))


@pytest.fixture
def hands(session: Session, market: Market, show: Callable[[QWidget], QWidget], qtbot: QtBot, settle: Any) -> Hands:
    page = DatasetsPage(session)
    session.changed.connect(page.refresh)
    show(page)
    return Hands(page, market, qtbot, settle)


@pytest.fixture
def syncs(market: Market) -> None:
    """A mirror of everyone, one of the rich (a German, a Frenchman), a draft, an upsert, and a sync of Americans."""
    files = market.app.destinations.save(replace(market.app.destinations.new("folder", "Files"), config={"path": "out"}))
    key = SyncKey("customer_id", "customer_id")
    for name, segment, operation, status in (
        ("All of them", market.everyone, Operation.MIRROR, SyncStatus.ACTIVE),
        ("The rich", market.rich, Operation.MIRROR, SyncStatus.PAUSED),
        ("A draft", market.everyone, Operation.MIRROR, SyncStatus.DRAFT),
        ("Update", market.everyone, Operation.UPSERT, SyncStatus.ACTIVE),
        ("Americans", market.suppressed, Operation.APPEND, SyncStatus.ACTIVE),
    ):
        source = SyncSource("segment", segment.id)
        market.app.syncs.save(Sync(name, name, source, files.id, name, operation, key, status=status))


def test_an_exclusion_list_says_what_it_takes_out_before_it_is_saved(hands: Hands, market: Market, syncs: None):
    assert "No list yet" in hands.told
    hands.press("Add an exclusion list")
    assert "until then it takes nobody out" in hands.told
    hands.type("Name of the exclusion list", "Germans")
    assert not find(hands.page, QPushButton, "Save the exclusion list").isEnabled()
    hands.press("Add a condition to the list")
    popup(FieldPopup).list.chosen.emit("country")
    hands.tab.exclusion_form._on_where(GERMANS.where, "", "")
    hands.wait()
    assert "Takes 2 of 6 records out of every segment and sync." in hands.told
    assert "2 mirrors will remove records: “All of them” 2, “The rich” 1." in hands.told
    assert "1 other sync stops sending them; what was sent stays there." in hands.told
    assert [line.left.accessibleName()[:6] for line in hands.tab.exclusion_form._conditions._box.lines] == ["2 left"]
    assert not market.app.datasets.get("Customers").exclusions
    hands.press("Save the exclusion list")
    assert market.app.datasets.get("Customers").exclusions == (GERMANS,)
    assert hands.rows == [("Germans", "country is DE", "Takes out 2 of 6", "On")]


def test_it_is_turned_off_and_on_with_the_consequence_in_sight(hands: Hands, market: Market, syncs: None):
    hands.have(GERMANS)
    hands.press("Turn the list on or off")
    assert not find(hands.page, QCheckBox, "The exclusion list is on").isChecked()
    assert "Off: the 2 of 6 records on it stay in. Lets 2 records back into every segment and sync." in hands.told
    assert "2 mirrors will add records" in hands.told
    assert market.app.datasets.get("Customers").exclusions[0].enabled
    hands.press("Save the exclusion list")
    assert hands.rows == [("Germans", "country is DE", "Would take out 2 of 6", "Off")]
    assert market.app.segments.count(market.everyone).count == 6
    hands.press("Turn the list on or off")
    hands.press("Cancel the exclusion list")
    assert not market.app.datasets.get("Customers").exclusions[0].enabled


def test_editing_counts_against_what_is_saved_and_what_other_lists_have(hands: Hands, market: Market):
    hands.have(GERMANS, Exclusion("Suppressed", Group("all", (Member(market.suppressed.id),))))
    assert hands.rows[1][1:3] == ("in the segment “Suppression list”", "Takes out 1 of 6")
    hands.press("Edit the list")
    form = hands.tab.exclusion_form
    assert "Takes 2 of 6 records" in hands.told
    assert "than now" not in hands.told
    form._on_where(OPTED_IN, "", "")
    hands.wait()
    assert "Takes 3 of 6 records out of every segment and sync. 1 more than now." in hands.told
    hands.type("Name of the exclusion list", "Suppressed")
    assert "Another exclusion list is called so." in hands.told
    assert not find(hands.page, QPushButton, "Save the exclusion list").isEnabled()
    hands.press("Cancel the exclusion list")
    hands.press("Add an exclusion list")
    form._on_where(OPTED_IN, "", "")
    hands.wait()
    assert "1 of them are on another list already." in hands.told
    form._on_where(Group("all", (Condition("gone", "is", 1),)), "", "")
    hands.wait()
    assert "no column “gone”" in hands.told


def test_a_priority_list_is_ordered_by_hand_with_sizes_as_they_will_be(hands: Hands, market: Market, syncs: None):
    hands.press("Add a priority list")
    hands.type("Name of the priority list", "Offers")
    assert not find(hands.page, QPushButton, "Save the priority list").isEnabled()
    hands.pick("Everyone")
    hands.pick("High value")
    assert hands.order == [("1", "Everyone", "6", "6"), ("2", "High value", "2", "0")]
    assert "Keeps members of higher segments out of lower ones: 2 in all." in hands.told
    assert "1 mirror will remove records: “The rich” 2." in hands.told
    table = hands.tab.priority_form.table
    hands.qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    hands.wait()
    assert hands.order == [("1", "High value", "2", "2"), ("2", "Everyone", "6", "4")]
    assert table.row == 0
    data = table.model_.mimeData([table.model_.index(0, 1)])
    table.model_.dropMimeData(data, Qt.DropAction.MoveAction, 2, 0, table.rootIndex())
    hands.wait()
    assert [row[1] for row in hands.order] == ["Everyone", "High value"]
    hands.press("Move up")
    hands.press("Save the priority list")
    assert market.app.datasets.get("Customers").priorities == (PriorityList("Offers", (market.rich.id, market.everyone.id)),)
    assert hands.rows == [("Offers", "High value → Everyone", "Keeps 2 out of lower segments", "On")]
    hands.press("Edit the list")
    hands.press("Take the segment out of the list")
    assert hands.order == [("1", "Everyone", "6", "6")]
    assert "Nobody is in two of these segments." in hands.told


def test_what_cannot_be_is_refused_in_words(hands: Hands, market: Market):
    hands.have(PriorityList("Offers", (market.everyone.id,)))
    hands.press("Add a priority list")
    hands.pick("Everyone")
    assert "“Everyone” stands in the priority lists “Offers” and “this list”" in hands.told
    hands.press("Take the segment out of the list")
    hands.pick("High value")
    hands.pick("Suppression list")
    assert "in a circle: High value → Suppression list → High value" in hands.told
    hands.type("Name of the priority list", "Second")
    hands.press("Save the priority list")
    assert "in a circle" in hands.told
    assert len(market.app.datasets.get("Customers").priorities) == 1


def test_removing_can_be_undone_and_keeps_the_place(hands: Hands, market: Market):
    lists = (GERMANS, Exclusion("Opted in", OPTED_IN), PriorityList("Offers", (market.everyone.id,)))
    hands.have(*lists)
    hands.select(0)
    hands.press("Remove the list")
    hands.select(1)
    hands.press("Remove the list")
    assert [row[0] for row in hands.rows] == ["Opted in"]
    for back in hands.undo:
        back()
        hands.settle()
    assert [row[0] for row in hands.rows] == ["Germans", "Opted in", "Offers"]
    assert market.app.datasets.get("Customers").exclusions == lists[:2]


def test_lists_of_a_source_that_is_gone_are_still_seen(hands: Hands, market: Market):
    hands.have(GERMANS)
    path = market.app.paths.root / "shop" / "customers.csv"
    content = path.read_text(encoding="utf-8")
    path.unlink()
    hands.press("Count the lists again")
    assert hands.rows == [("Germans", "country is DE", "not known", "On")]
    assert "no longer in" in hands.tab.banner.accessibleName()
    path.write_text(content, encoding="utf-8")
    hands.press("Count the lists again")
    assert hands.rows[0][2] == "Takes out 2 of 6"
    assert not hands.tab.banner.isVisible()


def test_every_control_has_a_name_and_the_models_are_sound(hands: Hands, market: Market, qtmodeltester: ModelTester):
    hands.have(GERMANS, PriorityList("Offers", (market.rich.id, market.everyone.id)))
    for row in (0, 1):
        hands.select(row)
        hands.press("Edit the list")
        for kind in (QAbstractButton, QComboBox, QLineEdit, QTableView):
            assert all(names(hands.page, kind)), names(hands.page, kind)
        hands.tab._close()
    qtmodeltester.check(hands.tab.model)
    qtmodeltester.check(hands.tab.priority_form.table.model_)
