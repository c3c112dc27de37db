"""plan --exclude, held runs, undo and records in files, as a person at a shell uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

FILES = "Everyone to files"


def customers(shop: Path, number: int, **names: str) -> None:
    """Write a customers file of so many people."""
    header = (shop / "shop" / "customers.csv").read_text(encoding="utf-8").splitlines()[0]
    rows = []
    for n in range(1, number + 1):
        values = {"customer_id": str(n), "email": names.get(f"c{n}", f"c{n}@example.com")}
        rows.append(",".join(values.get(column, "") for column in header.split(",")))
    (shop / "shop" / "customers.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


def written(shop: Path) -> str:
    return (shop / "out" / "customers.csv").read_text(encoding="utf-8")


@pytest.fixture
def held(sh: Shell, shop: Path) -> dict[str, object]:
    """A run that would remove half of 120 members."""
    customers(shop, 120)
    assert sh("run", FILES).code == 0
    customers(shop, 60)
    ran = sh("run", FILES, "--json")
    assert ran.code == 1
    run: dict[str, object] = ran.json
    return run


def test_a_held_run_is_exit_code_one_with_the_reason_and_the_way_on(sh: Shell, shop: Path, held: dict[str, object]) -> None:
    assert held["status"] == "failed"
    assert held["held"] == "Held: 60 of 120 members (50 %) would be removed; this sync holds over 25 %."
    again = sh("run", FILES)
    assert again.code == 1
    assert "held, 60 changes wait" in again.out
    assert "Held: 60 of 120 members (50 %)" in again.err
    digest = sh("runs", "list", "--json").json[0]["plan"]
    assert f"run --plan {digest[:12]}" in again.err
    assert "held" in sh("runs", "list").out
    assert "c120@" in written(shop)
    sent = sh("run", FILES, "--plan", digest[:12], "--json")
    assert (sent.code, sent.json["counts"]["removed"], sent.json["held"]) == (0, 60, None)
    assert "c120@" not in written(shop)


def test_a_held_run_can_be_dismissed(sh: Shell, held: dict[str, object]) -> None:
    run_id = str(held["id"])
    assert sh("syncs", "show", FILES).out.splitlines()[0].split() == ["State", "held"]
    dismissed = sh("runs", "dismiss", run_id[:8], "--json")
    assert (dismissed.code, dismissed.json["status"], dismissed.json["held"]) == (0, "cancelled", None)
    again = sh("runs", "dismiss", run_id)
    assert again.code == 2
    assert "not held" in again.err


def test_records_can_be_taken_out_of_a_plan(sh: Shell, shop: Path) -> None:
    whole = sh("plan", FILES, "--json").json
    plan = sh("plan", FILES, "--exclude", "1", "--exclude", "3", "--json").json
    assert (plan["excluded"], plan["counts"]["processed"]) == (2, whole["counts"]["processed"] - 2)
    assert plan["digest"] != whole["digest"]
    assert {c["key"] for c in plan["changes"] if c["excluded"]} == {"1", "3"}
    assert plan["estimate"] == {"calls": 1, "seconds": plan["estimate"]["seconds"], "learnt": False}
    unknown = sh("plan", FILES, "--exclude", "99")
    assert unknown.code == 2
    assert "no change of the record “99”" in unknown.err
    ran = sh("run", FILES, "--plan", plan["digest"], "--json")
    assert (ran.code, ran.json["counts"]["updated"]) == (0, 2)
    assert "anna@" not in written(shop)
    shown = sh("plan", FILES, "--field", "email", "--rows", "1", "--offset", "1", "--search", "clara", "--json").json
    assert shown["changes"] == []
    assert "about 0" in sh("plan", FILES).out


def test_a_run_is_undone_and_the_undo_too(sh: Shell, shop: Path) -> None:
    sh("run", FILES)
    before = written(shop)
    customers(shop, 4, c1="anna@new.example")
    run = sh("run", FILES, "--json").json
    after = written(shop)
    plan = sh("undo", run["id"][:8], "--plan-only", "--json")
    assert plan.code == 0
    assert plan.json["undo_of"] == run["id"]
    assert "Send exactly this with" in sh("undo", run["id"], "--plan-only").err
    assert written(shop) == after
    undone = sh("undo", run["id"][:8], "--json")
    assert (undone.code, undone.json["status"], undone.json["undo_of"]) == (0, "completed", run["id"])
    assert "is paused" in undone.json["note"]
    assert sorted(written(shop).splitlines()) == sorted(before.splitlines())
    assert sh("syncs", "show", FILES, "--json").json["status"] == "paused"
    assert "an undo" in sh("runs", "show", undone.json["id"]).out
    refused = sh("undo", run["id"])
    assert refused.code == 1
    assert "cannot be undone: It was undone already" in refused.err
    redone = sh("undo", undone.json["id"], "--yes")
    assert redone.code == 0
    assert "Undo a run of Everyone to files" in redone.err
    assert sorted(written(shop).splitlines()) == sorted(after.splitlines())


def test_an_unknown_run_is_a_usage_error(sh: Shell, shop: Path) -> None:
    assert sh("undo", "ffffffff").code == 2


def test_records_are_paged_and_written_to_a_file(sh: Shell, shop: Path, tmp_path: Path) -> None:
    file = shop / "shop" / "customers.csv"
    file.write_text(file.read_text(encoding="utf-8") + "4,dan@example.com,Dan,US,1,true,\n", encoding="utf-8")
    run = sh("run", FILES, "--json").json
    pages = [sh("runs", "records", run["id"], "--kind", "invalid", "--limit", "1", "--offset", n, "--json").json for n in "012"]
    assert [len(page) for page in pages] == [1, 1, 0]
    target = tmp_path / "records.csv"
    out = sh("runs", "records", run["id"], "--kind", "invalid", "--output", str(target), "--json")
    assert out.json == {"file": str(target), "kind": "invalid", "records": 2}
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3
    assert "2 invalid records are in" in sh("runs", "records", run["id"], "--kind", "invalid", "--output", str(target)).out
    assert sh("runs", "records", run["id"], "--output", str(tmp_path / "records.xyz")).code == 2
