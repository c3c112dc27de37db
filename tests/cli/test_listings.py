"""What is there: every listing as text and as the JSON that scripts rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

SYNC_KEYS = {
    "id", "name", "segment", "dataset", "destination", "object", "operation", "status", "schedule", "created_at", "last_run",
}  # fmt: skip


@pytest.mark.parametrize("noun", ["sources", "datasets", "segments", "destinations", "syncs", "runs"])
def test_an_empty_workspace_lists_nothing_and_says_what_to_do(sh: Shell, noun: str) -> None:
    assert sh(noun, "list", "--json").json == []
    said = sh(noun, "list")
    assert (said.code, said.out) == (0, "")
    assert "census-desktop" in said.err
    assert sh(noun, "list", "-q").err == ""


def test_segments(sh: Shell, shop: Path) -> None:
    listed = sh("segments", "list", "--json").json
    assert [(s["name"], s["dataset"], s["size"], s["syncs"], s["health"]) for s in listed] == [
        ("Big spenders", "Customers", None, 1, "never"),
        ("Readers", "Customers", None, 0, "never"),
    ]
    assert sh("segments", "count", "Readers", "--json").json == {"segment": "Readers", "count": 3, "of": 4}
    assert sh("segments", "count", "Readers").out == "3 of 4 in Customers (75.0%)\n"
    assert sh("segments", "list", "--search", "read", "--json").json[0]["size"] == 3
    assert "No segment has “nothing”" in sh("segments", "list", "--search", "nothing").err
    shown = sh("segments", "show", "Readers", "--json").json
    assert shown["where"] == {"all": [{"column": "opted_in", "op": "is_true"}]}
    assert (shown["size"], shown["size_of"], shown["syncs"]) == (3, 4, [])
    text = sh("segments", "show", "Big spenders").out
    assert "- {column: spent, op: at_least, value: 1000}" in text
    assert "Big spenders to the CRM" in text
    sql = sh("segments", "sql", "Readers", "--json").json
    assert sql["dialect"] == "duckdb"
    assert "opted_in" in sql["sql"]
    assert sh("segments", "sql", "Readers").out.startswith("SELECT")


def test_cohorts_copies_and_history_of_a_segment(sh: Shell, shop: Path) -> None:
    document = "{name: Readers, dataset: Customers, folder: News, cohorts: [{name: a, share: 50}, {name: b, share: 50}]}"
    assert sh("segments", "add", "--file", "-", stdin=document).code == 0
    counts = [sh("segments", "count", "Readers", "--cohort", c, "--json").json for c in ("a", "b")]
    assert sum(c["count"] for c in counts) == 4
    assert (counts[0]["cohort"], counts[0]["of"]) == ("a", 4)
    assert "Its cohorts: a, b." in sh("segments", "preview", "Readers", "--cohort", "c").err
    assert "MD5" in sh("segments", "sql", "Readers", "--cohort", "a").out
    copy = sh("segments", "duplicate", "Readers", "--name", "Again", "--json").json
    assert (copy["name"], copy["folder"], [c["name"] for c in copy["cohorts"]]) == ("Again", "News", ["a", "b"])
    (edited, created) = sh("segments", "history", "Readers", "--json").json
    assert (edited["restorable"], created["what"], created["restorable"]) == (True, "created", False)
    assert "restored" not in sh("segments", "history", "Again").out
    back = sh("segments", "restore", "Readers", "--at", str(edited["id"]), "--json").json
    assert (back["cohorts"], back["where"]) == ([], {"all": [{"column": "opted_in", "op": "is_true"}]})
    assert sh("segments", "restore", "Readers", "--at", str(created["id"])).code == 2


def test_a_segment_can_be_named_by_its_id(sh: Shell, shop: Path) -> None:
    id_ = sh("segments", "show", "Readers", "--json").json["id"]
    assert sh("segments", "count", id_, "--json").json["segment"] == "Readers"


def test_preview_masks_personal_data_until_it_is_asked_for(sh: Shell, shop: Path) -> None:
    found = sh("segments", "preview", "Readers", "--rows", "2", "--json").json
    assert found["columns"] == ["customer_id", "email", "first_name", "country", "spent", "opted_in", "seen", "paid"]
    assert found["rows"] == [
        [1, "••••••", "Anna", "DE", 1200.5, True, "2026-10-01", 100],
        [3, "••••••", "Clara 😀", "DE", 2500, True, "2026-11-20", 700],
    ]
    revealed = sh("segments", "preview", "Readers", "--rows", "1", "--reveal", "--json").json
    assert revealed["rows"][0][1] == "anna@example.com"
    said = sh("segments", "preview", "Readers")
    assert "anna@" not in said.out
    assert "Masked: email" in said.err


def test_syncs(sh: Shell, shop: Path) -> None:
    first, second = sh("syncs", "list", "--json").json
    assert set(first) == SYNC_KEYS
    assert (first["name"], first["segment"], first["dataset"], first["schedule"]) == (
        "Everyone to files", None, "Customers", {"after": "Big spenders to the CRM"},
    )  # fmt: skip
    assert (second["segment"], second["destination"], second["object"], second["operation"], second["status"]) == (
        "Big spenders", "CRM hook", "records", "mirror", "active",
    )  # fmt: skip
    assert second["schedule"] == {"every": "15m"}
    assert second["last_run"] is None
    assert second["created_at"].endswith("Z")
    assert [s["name"] for s in sh("syncs", "list", "--segment", "Big spenders", "--json").json] == [second["name"]]
    assert [s["name"] for s in sh("syncs", "list", "--destination", "Files out", "--json").json] == [first["name"]]
    assert set(sh("syncs", "show", first["id"], "--json").json) > SYNC_KEYS
    text = sh("syncs", "list").out
    assert "after “Big spenders to the CRM”" in text
    assert "all of Customers" in text
    assert "operation: mirror" in sh("syncs", "show", "Everyone to files").out


def test_pause_resume_and_remove(sh: Shell, shop: Path) -> None:
    assert sh("syncs", "pause", "Everyone to files", "--json").json["status"] == "paused"
    assert sh("syncs", "resume", "Everyone to files", "--json").json["status"] == "active"
    assert sh("syncs", "pause", "Everyone to files").out == "“Everyone to files” is paused.\n"
    assert sh("syncs", "schedules", "off").out == "Schedules are off\n"
    assert sh("syncs", "schedules", "--json").json == {"schedules": "off"}
    assert sh("syncs", "schedules", "on", "--json").json == {"schedules": "on"}
    assert sh("syncs", "remove", "Everyone to files", "--json").json["name"] == "Everyone to files"
    assert len(sh("syncs", "list", "--json").json) == 1
    gone = sh("syncs", "show", "Everyone to files")
    assert gone.code == 2
    assert "Everyone to files" in gone.err


def test_the_history_of_a_sync_and_the_way_back(sh: Shell, shop: Path) -> None:
    name = sh("syncs", "list", "--json").json[0]["name"]
    item = sh("syncs", "show", name, "--json").json["definition"]
    sh("syncs", "add", "--file", "-", stdin=json.dumps({**item, "schedule": {"every": "15m"}}))
    edited, *_ = sh("syncs", "history", name, "--json").json
    assert edited["restorable"]
    assert [c["text"] for c in edited["changes"]] == ["schedule: every 15 min"]
    at = str(edited["id"])
    look = sh("syncs", "restore", name, "--at", at, "--dry-run", "--json").json
    assert (look["restored"], look["schedule"]) == (False, {"every": "15m"})
    assert [c["before"] for c in look["changes"]] == ["schedule: every 15 min"]
    assert "is as it was before change" in sh("syncs", "restore", name, "--at", at).out
    assert sh("syncs", "show", name, "--json").json["definition"] == item
    assert sh("syncs", "restore", name, "--at", "999999").code == 2


def test_sources_datasets_and_destinations(sh: Shell, shop: Path) -> None:
    assert sh("sources", "list", "--json").json[0]["config"] == {"path": str(shop / "shop")}
    assert sh("sources", "test", "Shop files", "--json").json == {
        "source": "Shop files", "ok": True, "tables": ["customers.csv", "orders.csv"],
    }  # fmt: skip
    assert "orders.csv" in sh("sources", "test", "Shop files").out
    customers = next(d for d in sh("datasets", "list", "--json").json if d["name"] == "Customers")
    assert (customers["source"], customers["table"], customers["unique_identifier"]) == (
        "Shop files",
        "customers.csv",
        "customer_id",
    )
    shown = sh("datasets", "show", "Customers", "--json").json
    assert {c["name"]: c["type"] for c in shown["columns"]}["seen"] == "date"
    assert shown["relationships"][0]["dataset"] == "Orders"
    assert "paid" in sh("datasets", "show", "Customers").out
    hook = sh("destinations", "list", "--json").json[0]
    assert (hook["name"], hook["type"], hook["syncs"], hook["test_ok"]) == ("CRM hook", "webhook", 1, None)
    types = {t["type"]: t for t in sh("destinations", "types", "--json").json}
    assert {"folder", "webhook", "rehearsal", "sql_table"} <= set(types)
    assert "auth" in {f["name"] for f in types["webhook"]["secrets"]}
    assert "auth" not in {f["name"] for f in types["webhook"]["config"]}
    assert "credential" in sh("destinations", "types").out


def test_doctor_says_what_a_report_needs(sh: Shell) -> None:
    found = sh("doctor", "--json").json
    assert found["workspace"] == str(sh.workspace)
    assert found["packages"]["duckdb"][0].isdigit()
    assert found["keyring"]
    assert found["store"]
    checks = {check["id"]: check for check in found["checks"]}
    assert (checks["file"]["standing"], checks["network"]["standing"]) == ("ok", "note")
    assert checks["keyring"]["advice"]
    told = sh("doctor")
    assert told.code == 0
    assert "SQLite" in told.out
    assert "in order" in told.out


def test_the_json_option_may_stand_before_or_behind_the_command(sh: Shell) -> None:
    assert sh("--json", "syncs", "list").out == sh("syncs", "list", "--json").out == sh("syncs", "--json", "list").out
