"""Data sets: the list, properties, personal data, refreshing, adding a file or folder, removing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.model import Column, Dataset, Operation, Sync, SyncKey, SyncSource, SyncStatus
from census_desktop.gui.datasets import dataset_lines
from census_desktop.gui.datasets.datasets_page import DatasetsPage
from census_desktop.gui.session import Session
from tests.gui.hands import find, names
from tests.gui.market import Market

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


class Hands:
    def __init__(self, page: DatasetsPage, qtbot: QtBot, settle: Settle) -> None:
        self.page, self.qtbot, self.settle = page, qtbot, settle
        self.went: list[tuple[str, dict[str, Any]]] = []
        page.session.page_requested.connect(lambda name, args: self.went.append((name, args)))

    def open(self, **args: Any) -> Hands:
        self.page.open(**args)
        self.settle()
        return self

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, name: str, text: str) -> None:
        box = find(self.page, QComboBox, name)
        assert box.findText(text) >= 0
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())
        self.settle()

    def toggle(self, table: str, column: str) -> None:
        """Go to the column and press Space."""
        view = find(self.page, QTableView, table)
        model = view.model()
        row = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == column)
        view.setCurrentIndex(model.index(row, 0))
        self.qtbot.keyClick(view, Qt.Key.Key_Space)
        self.settle()

    @property
    def banner(self) -> str:
        banners = (self.page._detail._banner, self.page._adding._banner)
        return " ".join(b.accessibleName() for b in banners if b.isVisibleTo(self.page))

    @property
    def lines(self) -> list[str]:
        model = find(self.page, QTableView, "Data sets").model()
        return [model.index(n, 0).data() for n in range(model.rowCount())]


@pytest.fixture
def hands(session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    page = DatasetsPage(session)
    session.changed.connect(page.refresh)
    show(page)
    return Hands(page, qtbot, settle)


def test_data_sets_are_listed_with_where_they_come_from(hands: Hands, market: Market):
    hands.open(dataset=market.customers.id)
    assert hands.lines == ["Customers", "Orders"]
    assert "Shop files · customers.csv · 3 segments, 0 syncs" in hands.page._detail._facts.accessibleName()
    assert find(hands.page, QComboBox, "Unique identifier").currentText() == "customer_id"
    hands.page._search.setText("orders.csv")
    hands.qtbot.waitUntil(lambda: hands.lines == ["Orders"])


def test_properties_are_changed_and_saved_at_once(hands: Hands, market: Market):
    hands.open(dataset=market.orders.id)
    assert not [b for b in names(hands.page, QComboBox) if b.startswith("Event")]
    hands.choose("Records are", "Events")
    assert "Events need the column" in hands.page._detail._form._rows["unique_identifier"].error
    assert market.app.datasets.get("Orders").type == "generic"
    hands.choose("Event name", "state")
    hands.choose("Event time", "amount")
    saved = market.app.datasets.get("Orders")
    assert (saved.type, saved.event_name, saved.event_time) == ("event", "state", "amount")
    line = find(hands.page, QLineEdit, "Data set name")
    line.setText("Purchases")
    line.editingFinished.emit()
    hands.settle()
    assert hands.lines == ["Customers", "Purchases"]


def test_personal_data_is_marked_with_one_key(hands: Hands, market: Market):
    hands.open(dataset=market.customers.id)
    hands.toggle("Columns", "country")
    hands.toggle("Columns", "email")
    pii = {c.name for c in market.app.datasets.get("Customers").columns if c.pii}
    assert pii == {"country"}


def test_refreshing_says_what_is_new_and_what_is_gone(hands: Hands, market: Market):
    said: list[str] = []
    hands.page.session.toast_requested.connect(lambda text, _label, _undo: said.append(text))
    hands.open(dataset=market.orders.id)
    path = market.app.paths.root / "shop" / "orders.csv"
    path.write_text("order_id,customer_id,amount,state,tax\n1,1,10,paid,2\n", encoding="utf-8")
    hands.press("Refresh columns")
    assert said == ["Columns read: new: tax"]
    path.write_text("order_id,customer_id,amount,tax\n1,1,10,2\n", encoding="utf-8")
    hands.press("Refresh columns")
    assert "gone: state" in hands.banner
    path.unlink()
    hands.press("Refresh columns")
    assert "no longer in" in hands.banner
    assert market.app.datasets.get("Orders").column_names == ("order_id", "customer_id", "amount", "tax")


def test_a_segment_and_a_sync_begin_here(hands: Hands, market: Market):
    hands.open(dataset=market.orders.id)
    hands.press("New segment")
    made = next(s for s in market.app.segments.all() if s.dataset_id == market.orders.id)
    hands.press("New Sync")
    assert hands.went == [
        ("segments", {"segment": made.id, "tab": "Definition"}),
        ("sync-editor", {"dataset": market.orders.id}),
    ]


def test_removing_can_be_undone_and_is_refused_while_in_use(hands: Hands, market: Market):
    undo: list[Callable[[], None]] = []
    hands.page.session.toast_requested.connect(lambda _text, _label, back: undo.append(back))
    hands.open(dataset=market.customers.id)
    hands.press("Remove the data set")
    assert "Customers" in hands.banner
    spare = replace(market.orders, id="spare", name="Spare")
    market.app.datasets.save(spare)
    hands.open(dataset=spare.id)
    hands.press("Remove the data set")
    assert hands.lines == ["Customers", "Orders"]
    undo[-1]()
    hands.qtbot.waitUntil(lambda: hands.lines == ["Customers", "Orders", "Spare"])
    hands.settle()


@pytest.fixture
def contacts(market: Market) -> Path:
    path = market.app.paths.root / "shop" / "contacts.csv"
    path.write_text("contact_id,email,phone,city\n1,a@example.com,030,Rome\n2,b@example.com,031,Oslo\n", encoding="utf-8")
    return path


def test_a_file_is_added_with_what_was_found_in_it(hands: Hands, market: Market, contacts: Path):
    hands.open()
    hands.press("Add a data set")
    hands.press("Choose a file…")
    dialog = hands.page._adding.findChild(QFileDialog)
    dialog.fileSelected.emit(str(contacts))
    dialog.close()
    hands.settle()
    assert find(hands.page, QLineEdit, "Data set name").text() == "Contacts"
    assert find(hands.page, QComboBox, "Unique identifier").currentText() == "contact_id"
    assert find(hands.page, QComboBox, "E-mail address").currentText() == "email"
    hands.toggle("Detected columns", "city")
    hands.press("Add data set")
    made = market.app.datasets.get("Contacts")
    assert (made.type, made.table, made.unique_identifier) == ("person", "contacts.csv", "contact_id")
    assert [c.name for c in made.columns if c.pii] == ["email", "phone", "city"]
    assert market.app.sources.get(made.source_id).config == {"path": "shop/contacts.csv"}
    assert market.app.segments.count(market.app.segments.new(made.id)).count == 2
    assert "Contacts" in hands.lines


def test_a_folder_that_is_known_is_not_added_twice(hands: Hands, market: Market, contacts: Path):
    hands.open(add=True)
    hands.page._adding.look_into(None, market.app.paths.root / "shop")
    hands.settle()
    assert not find(hands.page, QPushButton, "Add data set").isEnabled()
    hands.choose("File or table", "contacts.csv")
    hands.press("Add data set")
    assert len(market.app.sources.all()) == 1
    assert market.app.datasets.get("Contacts").source_id == market.source.id


def test_a_known_source_is_chosen_by_name(hands: Hands, market: Market, contacts: Path):
    hands.open(add=True)
    hands.choose("Source", "Shop files")
    assert find(hands.page, QComboBox, "File or table").count() == 3


def test_a_file_outside_the_workspace_keeps_its_whole_path(hands: Hands, market: Market, tmp_path: Path):
    path = tmp_path / "plain.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    hands.open(add=True)
    hands.page._adding.look_into(None, path)
    hands.settle()
    hands.press("Add data set")
    made = market.app.datasets.get("Plain")
    assert (made.type, made.unique_identifier) == ("generic", "")
    assert market.app.sources.get(made.source_id).config == {"path": str(path)}


@pytest.mark.parametrize(
    ("name", "content", "said"), [("e.csv", "", "is empty"), ("b.parquet", "no", "Parquet"), ("x.doc", "x", "no file in it")]
)
def test_a_file_that_cannot_be_read_says_why(hands: Hands, market: Market, tmp_path: Path, name: str, content: str, said: str):
    (tmp_path / name).write_text(content, encoding="utf-8")
    hands.open(add=True)
    hands.page._adding.look_into(None, tmp_path / name)
    hands.settle()
    assert said in hands.banner
    assert not find(hands.page, QPushButton, "Add data set").isEnabled()


def test_an_incomplete_data_set_is_not_saved(hands: Hands, market: Market, contacts: Path):
    hands.open(add=True)
    hands.page._adding.look_into(None, contacts)
    hands.settle()
    hands.choose("Unique identifier", "none")
    hands.press("Add data set")
    assert "identifies a record" in hands.page._adding._form._rows["unique_identifier"].error
    hands.press("Cancel")
    assert hands.lines == ["Customers", "Orders"]


def test_an_empty_workspace_says_what_to_do(hands: Hands):
    hands.open()
    hands.press("Add the first data set")
    assert hands.page._layers.currentIndex() == 1


def test_every_control_has_a_name(hands: Hands, market: Market, contacts: Path):
    hands.open()
    for kind in (QAbstractButton, QComboBox, QLineEdit, QTableView):
        assert all(names(hands.page, kind)), names(hands.page, kind)
    hands.page.show_add()
    hands.page._adding.look_into(None, contacts)
    hands.settle()
    for kind in (QAbstractButton, QComboBox, QLineEdit, QTableView):
        assert all(names(hands.page, kind)), names(hands.page, kind)


def test_the_models_are_sound(hands: Hands, market: Market, qtmodeltester: ModelTester):
    hands.open()
    qtmodeltester.check(hands.page._model)
    qtmodeltester.check(hands.page._detail._model)


@pytest.mark.parametrize(
    ("table", "columns", "type_", "unique"),
    [
        ("people.csv", {"id": "integer", "email": "text"}, "person", "id"),
        ("orders.csv", {"customer_id": "integer", "order_id": "integer"}, "generic", "order_id"),
        ("events.parquet", {"event_id": "integer", "event": "text", "at": "datetime"}, "event", "event_id"),
        ("log.csv", {"line": "text"}, "generic", ""),
        ("log.csv", {"event": "text"}, "generic", ""),
    ],
)
def test_likely_properties_come_from_the_names(table: str, columns: dict[str, str], type_: str, unique: str):
    dataset = Dataset("d", "", "s", table, columns=tuple(Column(n, ColumnType(t)) for n, t in columns.items()))
    found = dataset_lines.likely(dataset)
    assert (found.type, found.unique_identifier) == (type_, unique)
    assert bool(found.event_name) == (type_ == "event")


def test_syncs_of_the_whole_data_set_are_here_with_all_their_acts(hands: Hands, market: Market):
    app = market.app
    files = app.destinations.save(replace(app.destinations.new("folder", "Files"), config={"path": "out"}))
    whole = Sync(
        "whole",
        "Everyone → Files",
        SyncSource("dataset", market.customers.id),
        files.id,
        "all",
        Operation.MIRROR,
        SyncKey("email", "email"),
    )
    app.syncs.save(replace(whole, status=SyncStatus.ACTIVE))
    app.syncs.save(replace(whole, id="part", name="Rich → Files", source=SyncSource("segment", market.rich.id), object="rich"))
    hands.open(dataset=market.customers.id, sync="whole")
    table = find(hands.page, QTableView, "Syncs")
    assert [table.model().index(n, 0).data() for n in range(table.model().rowCount())] == ["Files"]
    with hands.qtbot.waitSignal(hands.page.session.jobs.run_finished) as finished:
        hands.qtbot.mouseClick(find(hands.page, QPushButton, "Run now"), Qt.MouseButton.LeftButton)
    assert finished.args[0].counts.updated == 6
    hands.settle()
    hands.press("Pause")
    assert app.syncs.get("whole").status is SyncStatus.PAUSED


def test_a_data_set_without_syncs_says_where_those_of_segments_are(hands: Hands, market: Market):
    hands.open(dataset=market.orders.id)
    hands.page._detail._tabs.setCurrentIndex(1)
    hands.press("New Sync of the whole data set")
    assert hands.went == [("sync-editor", {"dataset": market.orders.id})]
