"""Data sets: columns and their annotations, profiles, relationships, computed columns, drift and history."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QPushButton, QTableView

from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.model import Computed
from tests.gui.datasets_room import Hands, the_hands  # noqa: F401  the fixture
from tests.gui.hands import find, names
from tests.gui.market import Market


def test_a_narrow_page_leaves_out_what_the_panel_tells(hands: Hands, market: Market):
    hands.open(dataset=market.customers.id)
    table = find(hands.page, QTableView, "Columns")
    for width, hidden in ((900, True), (1500, False)):
        hands.page.resize(width, 560)
        hands.settle()
        assert [table.isColumnHidden(n) for n in range(5)] == [False, False, hidden, hidden, hidden]
        assert table.columnWidth(1) > 80
        assert table.height() >= 260


def test_annotations_say_what_follows_from_them(hands: Hands, market: Market):
    hands.open(dataset=market.customers.id)
    hands.select("Columns", 2)
    assert hands.says("Conditions take what is typed.")
    find(hands.page, QCheckBox, "Offer its values in a list").click()
    hands.settle()
    assert hands.says("read anew once a day")
    assert [c.name for c in market.app.datasets.get("Customers").columns if c.enumerated] == ["country"]
    find(hands.page, QCheckBox, "Personal data").click()
    hands.settle()
    assert hands.says("Its values are hidden in every view")
    country = market.app.datasets.get("Customers").column("country")
    assert country is not None
    assert (country.pii, country.enumerated) == (True, False)
    assert not find(hands.page, QCheckBox, "Offer its values in a list").isEnabled()


def test_a_profile_is_made_shown_and_kept_without_personal_values(hands: Hands, market: Market):
    hands.open(dataset=market.customers.id)
    assert hands.says("Nothing is known of its values yet.")
    hands.press("Profile the columns")
    hands.select("Columns", 2)
    panel = hands.page._detail.columns.panel
    assert hands.says("6 records, just now")
    assert panel._top.summary().startswith("DE: 2, 33.3 %")
    hands.select("Columns", 1)
    assert hands.says("hidden in every view")
    assert not panel._top.isVisibleTo(panel)
    hands.select("Columns", 3)
    assert panel._bars.isVisibleTo(panel)
    kept = [p.read_text() for p in market.app.paths.cache.iterdir()]
    assert kept
    assert not any("example" in text for text in kept)


def test_relationships_are_found_used_checked_and_removed(hands: Hands, market: Market):
    hands.open(dataset=market.orders.id)
    hands.tab("Relationships")
    assert hands.rows("Relationships") == [("Orders", "declared on Customers")]
    hands.press("Edit the relationship")
    assert find(hands.page, QComboBox, "Kind").currentText() == "Many to one"
    hands.press("Check against the data")
    assert hands.says("100 % of Orders find a record of Customers")
    hands.choose("Kind", "One to one")
    hands.press("Check against the data")
    assert hands.says("customer_id does not identify a record of “Orders” (6 with a value that another one has)")
    hands.choose("Kind", "Many to one")
    hands.press("Save relationship")
    assert [(r.name, r.kind) for r in market.app.datasets.get("Orders").relationships] == [("Customers", "many_to_one")]
    assert hands.rows("Relationships")[0] == ("Customers", "to Customers")
    market.app.datasets.compute("Orders", Computed("land", "Customers", lookup="country"))
    hands.select("Relationships", 0)
    hands.press("Remove the relationship")
    assert "used by the computed column “land” of “Orders”" in hands.banner
    market.app.datasets.uncompute("Orders", "land")
    hands.press("Remove the relationship")
    assert not market.app.datasets.get("Orders").relationships


def test_keys_propose_relationships_and_nothing_is_applied_by_itself(hands: Hands, market: Market):
    market.app.relations.withdraw("Customers", "Orders")
    hands.open(dataset=market.customers.id)
    hands.tab("Relationships")
    hands.press("Find relationships from keys")
    assert hands.rows("Relationships") == [("Orders", "Proposed: both are named customer_id")]
    assert not market.app.datasets.get("Customers").relationships
    hands.press("Edit the relationship")
    hands.press("Save relationship")
    assert [r.kind for r in market.app.datasets.get("Customers").relationships] == ["one_to_many"]
    assert [(r.name, r.kind) for r in market.app.datasets.get("Orders").relationships] == [("Customers", "many_to_one")]


def test_a_computed_column_is_tried_before_it_is_saved(hands: Hands, market: Market):
    hands.open(dataset=market.customers.id)
    hands.tab("Computed")
    hands.press("Add a computed column")
    form = hands.page._detail.computed.form
    hands.choose("Of related records", "Orders")
    hands.choose("What", "Look up one value")
    assert hands.says("so there is no one value to look up")
    hands.choose("What", "Sum")
    hands.choose("Of the column", "amount")
    hands.qtbot.waitUntil(lambda: "2: 80" in form._values.accessibleName())
    assert not find(hands.page, QPushButton, "Save column").isEnabled()
    line = find(hands.page, QLineEdit, "Name of the column")
    hands.qtbot.keyClicks(line, "email")
    hands.press("Save column")
    assert hands.says("has a column “email” already")
    line.clear()
    hands.qtbot.keyClicks(line, "turnover")
    hands.press("Save column")
    assert hands.rows("Computed columns") == [("turnover", "sum amount of Orders")]
    segment = replace(market.rich, where=Group("all", (Condition("turnover", "at_least", 100),)))
    assert market.app.segments.count(market.app.segments.save(segment)).count == 5
    hands.press("Remove the computed column")
    assert "used by the segment “High value”" in hands.banner


def test_drift_names_what_it_breaks_until_somebody_took_note(hands: Hands, market: Market):
    hands.open(dataset=market.customers.id)
    path = market.app.paths.root / "shop" / "customers.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("spent", "cost").replace("born", "birth"), encoding="utf-8")
    hands.press("Refresh columns")
    assert "new: cost, birth; gone: spent, born" in hands.banner
    assert "The segment “High value” does not work: “Customers” has no column “spent”" in hands.banner
    assert ("spent", "no longer in the source") in hands.rows("Columns")
    hands.page._detail.columns.drift.dismiss()
    hands.settle()
    assert "gone" not in hands.banner
    assert "High value" in hands.banner  # still broken
    names_ = [name for name, _ in hands.rows("Columns")]
    assert "spent" in names_  # a segment names it
    assert "born" not in names_


def test_a_change_is_taken_back_from_the_history(hands: Hands, market: Market):
    hands.open(dataset=market.orders.id)
    hands.choose("Unique identifier", "amount")
    hands.tab("Activity")
    hands.select("Changes of the data set", 0)
    hands.press("Restore what was before")
    assert market.app.datasets.get("Orders").unique_identifier == "order_id"
    last = hands.page._detail.history.model.rowCount() - 1
    hands.select("Changes of the data set", last)
    assert not find(hands.page, QPushButton, "Restore what was before").isEnabled()


@pytest.mark.parametrize("tab", ["Relationships", "Computed", "Activity"])
def test_every_control_of_a_tab_has_a_name(hands: Hands, market: Market, tab: str):
    hands.open(dataset=market.customers.id)
    hands.tab(tab)
    for name in ("Add a relationship", "Add a computed column"):
        if name in names(hands.page, QPushButton):
            hands.press(name)
    for kind in (QAbstractButton, QComboBox, QLineEdit, QTableView, QCheckBox):
        assert all(names(hands.page, kind)), names(hands.page, kind)
