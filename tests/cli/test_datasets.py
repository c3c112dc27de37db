"""datasets show, refresh, profile, related, history and restore, as a user gives them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Shell


def test_drift_is_shown_refreshed_and_named_with_what_it_breaks(sh: Shell, shop: Path) -> None:
    path = shop / "shop" / "customers.csv"
    assert sh("datasets", "show", "Customers", "--json").json["drift"]["vanished"] == []
    path.write_text(path.read_text(encoding="utf-8").replace("spent", "cost"), encoding="utf-8")
    shown = sh("datasets", "show", "Customers", "--json").json
    assert (shown["drift"]["appeared"], shown["drift"]["vanished"]) == (["cost"], ["spent"])
    assert {"kind": "segment", "name": "Big spenders", "why": "“Customers” has no column “spent”"} in shown["broken"]
    assert "spent" in [c["name"] for c in shown["columns"]]  # nothing was saved
    assert "Does not work: the segment “Big spenders”" in sh("datasets", "refresh", "Customers").out
    offline = sh("datasets", "show", "Customers", "--offline", "--json").json
    assert "spent" not in [c["name"] for c in offline["columns"]]
    assert offline["drift"]["vanished"] == ["spent"]
    path.unlink()
    said = sh("datasets", "show", "Customers")
    assert said.code == 0
    assert "could not be looked at: The file “customers.csv” is no longer" in said.err
    assert "“Customers” relates to it as “Orders” (one to many)." in sh("datasets", "show", "Orders").out


def test_a_profile_is_printed_without_personal_values(sh: Shell, shop: Path) -> None:
    found = sh("datasets", "profile", "Customers", "--json").json
    columns = {c["name"]: c for c in found["columns"]}
    assert found["rows"] == 4
    assert columns["email"] == {
        "name": "email", "type": "text", "native": "string", "nulls": 1, "distinct": 3, "unique": False, "hidden": True,
    }  # fmt: skip
    assert columns["country"]["top"][0] == {"value": "DE", "count": 2}
    assert (columns["spent"]["min"], columns["spent"]["max"], columns["customer_id"]["unique"]) == (10, 2500, True)
    assert columns["paid"]["mean"] == 200
    again = sh("datasets", "profile", "Customers", "--json").json
    assert again["at"] == found["at"]
    assert "example" not in sh("datasets", "profile", "Customers", "--refresh").out


def test_relationships_are_measured_and_proposed(sh: Shell, shop: Path) -> None:
    (own,) = sh("datasets", "related", "Customers", "--json").json["relationships"]
    assert (own["name"], own["coverage"], own["contradiction"]) == (
        "Orders",
        "100 % of Orders find a record of Customers",
        None,
    )
    said = sh("datasets", "related", "Orders", "--json").json
    assert said["relationships"] == []
    (proposal,) = said["proposals"]
    assert (proposal["dataset"], proposal["kind"], proposal["why"]) == (
        "Customers",
        "many_to_one",
        "both are named customer_id",
    )
    assert "Many to one" in sh("datasets", "related", "Orders").out
    assert sh("datasets", "related", "Orders", "--json").json == said  # none was declared


def test_a_change_is_taken_back(sh: Shell, shop: Path) -> None:
    add = ("datasets", "add", "--name", "Orders", "--source", "Shop files", "--table", "orders.csv")
    assert sh(*add, "--unique-identifier", "customer_id").code == 0
    last, *_, first = sh("datasets", "history", "Orders", "--json").json
    assert (last["what"], last["restorable"], first["restorable"]) == ("edited", True, False)
    assert sh("datasets", "restore", "Orders", "--at", str(last["id"])).code == 0
    assert sh("datasets", "show", "Orders", "--json").json["unique_identifier"] == "order_id"
    assert sh("datasets", "restore", "Orders", "--at", str(first["id"])).code == 2


def test_exclusion_and_priority_lists_are_shown(sh: Shell, shop: Path) -> None:
    small = {"name": "Small", "where": {"all": [{"column": "amount", "op": "less_than", "value": 5}]}, "enabled": False}
    item = {"name": "Orders", "source": "Shop files", "table": "orders.csv", "unique_identifier": "order_id"}
    orders = shop / "orders.json"
    orders.write_text(json.dumps({**item, "exclusions": [small]}), encoding="utf-8")
    assert sh("datasets", "add", "--file", str(orders)).code == 0
    shown = sh("datasets", "show", "Orders", "--json").json
    assert (shown["exclusions"], shown["priorities"]) == ([small], [])
    said = sh("datasets", "show", "Orders").out
    assert "exclusions:" in said
    assert "name: Small" in said
    assert "enabled: false" in said
