"""A sync whose audiences a column names, as a person at a shell uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

NAME = "Everyone by country"
DOCUMENT = """
destinations:
  - {name: Mail, type: rehearsal, config: {imitates: Mail tool}}
syncs:
  - name: Everyone by country
    source: {dataset: Customers}
    destination: Mail
    object: list
    audience: {column: country}
    operation: mirror
    sync_key: {column: email, field: email}
    guards: {hold_over_removed: never}
"""


def customers(shop: Path, **countries: str) -> None:
    file = shop / "shop" / "customers.csv"
    header = file.read_text(encoding="utf-8").splitlines()[0]
    rows = []
    for number, (name, country) in enumerate(countries.items()):
        values = {"customer_id": str(number), "email": f"{name}@example.com", "country": country}
        rows.append(",".join(values.get(column, "") for column in header.split(",")))
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


@pytest.fixture
def sync(sh: Shell, shop: Path) -> str:
    document = shop / "many.yaml"
    document.write_text(f"version: 1\n{DOCUMENT}", encoding="utf-8")
    added = sh("import", str(document))
    assert added.code == 0, added.err
    customers(shop, ann="DE", bob="FR", cem="FR")
    return NAME


def test_plan_run_and_what_is_told_of_it(sh: Shell, shop: Path, sync: str) -> None:
    plan = sh("plan", sync, "--json").json
    assert [c["audience"] for c in plan["changes"]] == ["DE", "FR", "FR"]
    assert plan["batches"] == 2
    of_one = sh("plan", sync, "--audience", "FR", "--reveal")
    assert "AUDIENCE" in of_one.out
    assert "bob@example.com" in of_one.out
    assert "ann@example.com" not in of_one.out
    assert sh("run", sync).code == 0
    assert "list by country" in sh("syncs", "list").out
    assert "column: country" in sh("syncs", "show", sync).out
    customers(shop, ann="FR", bob="FR", cem="")
    ran = sh("run", sync, "--json")
    run = ran.json
    assert (run["counts"]["added"], run["counts"]["removed"], run["counts"]["invalid"]) == (1, 2, 1)
    told = sh("explain", sync, "ann@example.com").out
    assert "There it is in “FR”." in told
    assert "removed in “DE”, the destination took it" in told
    issues = sh("runs", "records", run["id"], "--kind", "invalid", "--reveal").out
    assert "It has no audience: country is empty" in issues


def test_a_key_is_taken_out_of_every_audience(sh: Shell, shop: Path, sync: str) -> None:
    plan = sh("plan", sync, "--exclude", "bob@example.com", "--json").json
    assert plan["excluded"] == 1
    assert sh("run", sync, "--plan", plan["digest"]).code == 0
    assert "There it is in no audience of this sync." in sh("explain", sync, "bob@example.com").out
