"""Data sets: the list, properties, personal data, refreshing, removing, and syncs of a whole data set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPushButton, QTableView
from pytestqt.modeltest import ModelTester

from census_desktop.domain.model import Operation, Sync, SyncKey, SyncSource, SyncStatus
from tests.gui.datasets_room import Hands, the_contacts, the_hands  # noqa: F401  the fixture
from tests.gui.hands import find, names
from tests.gui.market import Market


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
    assert "Events need the column" in hands.page._detail.columns.form._rows["unique_identifier"].error
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
    qtmodeltester.check(hands.page._detail.columns.model)


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
    hands.tab("Syncs")
    hands.press("New Sync of the whole data set")
    assert hands.went == [("sync-editor", {"dataset": market.orders.id})]
