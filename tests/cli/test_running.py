"""plan, run, quick-sync and runs against destinations that really receive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from census_desktop.destinations.webhook import WebhookWriter
from census_desktop.domain.ports import Batch, CancelToken, Reply
from census_desktop.usecases.received import Received
from census_desktop.usecases.receiver import Receiver, ScriptedReply, json_reply
from tests.cli.conftest import Shell

COUNTS = ["processed", "added", "changed", "removed", "unchanged", "updated", "invalid", "rejected", "retried"]
COUNTS += ["accepted", "unknown", "unnamed"]
CRM = "Big spenders to the CRM"
FILES = "Everyone to files"


@pytest.fixture
def crm(sh: Shell, shop: Path, tmp_path: Path) -> Iterator[Receiver]:
    """The CRM that the workspace sends to; it rejects what `bad` holds."""
    with Receiver(tmp_path / "crm", 0, rule=_rejects) as receiver:
        config = {"name": "CRM hook", "type": "webhook", "config": {"url": receiver.url, "batch_size": 2}}
        assert sh("destinations", "add", "--file", "-", stdin=json.dumps(config)).code == 0
        yield receiver


def _rejects(request: Received) -> ScriptedReply | None:
    if '"clara@example.org"' in str(request.body):
        return json_reply(200, {"rejected": [{"id": 3, "reason": "The domain is blocked"}]})
    return None


def run_counts(run: dict[str, Any]) -> dict[str, int]:
    return {name: n for name, n in run["counts"].items() if n}


def test_a_plan_shows_what_would_change_and_sends_nothing(sh: Shell, shop: Path) -> None:
    plan = sh("plan", FILES, "--json").json
    assert (plan["sync"], plan["total"], plan["batches"], plan["warnings"]) == (FILES, 4, 1, [])
    assert list(plan["counts"]) == COUNTS
    assert plan["counts"]["added"] == 4
    assert plan["changes"][0] == {
        "kind": "added", "key": "1", "before": None, "after": {"email": "••••••", "origin": "shop"},
        "reason": None, "retried": False, "excluded": False,
    }  # fmt: skip
    assert sh("plan", FILES, "--json", "--reveal").json["changes"][0]["after"]["email"] == "anna@example.com"
    text = sh("plan", FILES, "--rows", "1")
    assert "Added       4" in text.out
    assert plan["digest"] in text.out
    assert "anna@" not in text.out
    assert "3 more" in text.err
    assert f"--plan {plan['digest'][:12]}" in text.err
    assert not (shop / "out").exists()
    assert sh("runs", "list", "--json").json == []


def test_what_was_reviewed_is_what_runs_or_nothing(sh: Shell, shop: Path) -> None:
    digest = sh("plan", FILES, "--json").json["digest"]
    ran = sh("run", FILES, "--plan", digest[:12], "--json")
    assert ran.code == 0
    assert run_counts(ran.json) == {"processed": 4, "added": 4, "updated": 4}
    assert "Clara 😀" not in (shop / "out" / "customers.csv").read_text(encoding="utf-8")
    assert "clara@example.org" in (shop / "out" / "customers.csv").read_text(encoding="utf-8")
    stale = sh("run", FILES, "--plan", digest)
    assert (stale.code, stale.out) == (1, "")
    assert "out of date" in stale.err
    unknown = sh("run", FILES, "--plan", "0" * 12)
    assert unknown.code == 1
    assert "There is no plan 000000000000" in unknown.err


def test_a_second_run_has_nothing_to_send_and_a_leaver_is_removed(sh: Shell, shop: Path) -> None:
    first = sh("run", FILES, "--json")
    assert set(first.json) == {
        *("id", "sync", "status", "counts", "started_at", "finished_at", "error"),
        *("plan", "held", "undo_of", "note", "notes"),
    }
    assert (first.json["sync"], first.json["status"], first.json["error"]) == (FILES, "completed", None)
    again = sh("run", FILES)
    assert again.code == 0
    assert "nothing to send, 4 unchanged" in again.out
    customers = shop / "shop" / "customers.csv"
    lines = customers.read_text(encoding="utf-8").splitlines()
    customers.write_text("\n".join([lines[0], lines[1].replace("anna@", "anne@"), *lines[3:]]) + "\n", encoding="utf-8")
    assert run_counts(sh("run", FILES, "--json").json) == {
        "processed": 2,
        "changed": 1,
        "removed": 1,
        "unchanged": 2,
        "updated": 2,
    }
    written = (shop / "out" / "customers.csv").read_text(encoding="utf-8")
    assert "anne@" in written
    assert "ben@" not in written


def test_rejected_records_are_exit_code_three_and_can_be_looked_at(sh: Shell, crm: Receiver) -> None:
    ran = sh("run", CRM, "--json")
    assert ran.code == 3
    assert ran.json["status"] == "completed"
    assert run_counts(ran.json) == {"processed": 2, "added": 2, "updated": 1, "rejected": 1}
    again = sh("run", CRM)
    assert again.code == 3
    assert "1 rejected" in again.out
    assert "runs records" in again.err
    run_id = sh("runs", "list", "--json").json[0]["id"]
    (record,) = sh("runs", "records", run_id[:8], "--json").json
    assert (record["kind"], record["key"], record["reason"]) == ("rejected", "3", "The domain is blocked")
    assert record["values"]["email"] == "••••••"
    assert sh("runs", "records", run_id, "--reveal", "--json").json[0]["values"]["email"] == "clara@example.org"
    assert "The domain is blocked" in sh("runs", "records", run_id[:8]).out
    assert sh("runs", "records", run_id, "--kind", "invalid", "--json").json == []


@pytest.fixture
def vague(monkeypatch: pytest.MonkeyPatch) -> None:
    """The webhook's receiver is one of those that say little: the first batch is accepted, the second counts and is silent."""
    send = WebhookWriter.send

    def vaguely(writer: WebhookWriter, batch: Batch, cancel: CancelToken) -> Reply:
        send(writer, batch, cancel)
        if batch.number:
            return Reply(unknown={0: "It was not in the answer."}, notes=("Custom fields are ignored.",))
        return Reply(accepted=True, unnamed=1)

    monkeypatch.setattr(WebhookWriter, "send", vaguely)


def test_what_nobody_knows_and_what_is_not_named_is_exit_code_three(sh: Shell, crm: Receiver, vague: None) -> None:
    crm_all = {"name": "All", "source": {"dataset": "Customers"}, "destination": "CRM hook", "object": "people"}
    mapped = {"operation": "upsert", "sync_key": {"column": "customer_id", "field": "id"}, "status": "active"}
    mappings = [{"field": "email", "column": "email"}]
    added = sh("syncs", "add", "--file", "-", stdin=json.dumps({**crm_all, **mapped, "mappings": mappings}))
    assert added.code == 0, added.err
    ran = sh("run", "All", "--json")
    assert ran.code == 3
    assert ran.json["status"] == "completed"
    counts = {"processed": 4, "added": 4, "updated": 2, "accepted": 1, "unnamed": 1, "unknown": 1}
    assert run_counts(ran.json) == counts
    assert ran.json["notes"] == ["Custom fields are ignored."]
    assert "1 was refused and not named" in ran.err
    assert "--kind unknown" in ran.err
    id_ = ran.json["id"]
    shown = sh("runs", "show", id_)
    assert "2 of 4 arrived" in shown.out
    assert "1 refused, not named, 1 of which nobody knows" in shown.out
    assert "Custom fields are ignored." in shown.out
    assert "1 accepted by the destination, not confirmed one by one." in shown.out
    assert sh("runs", "show", id_, "--json").json["notes"] == ["Custom fields are ignored."]
    (record,) = sh("runs", "records", id_, "--kind", "unknown", "--json").json
    assert (record["kind"], record["key"], record["reason"]) == ("unknown", "3", "It was not in the answer.")
    written = sh.workspace.parent / "unknown.jsonl"
    assert sh("runs", "records", id_, "--kind", "unknown", "--output", str(written), "--reveal").code == 0
    assert [(line["key"], line["reason"]) for line in map(json.loads, written.read_text(encoding="utf-8").splitlines())] == [
        ("3", "It was not in the answer.")
    ]
    assert "1 unknown: see with --kind unknown." in sh("runs", "records", id_).err
    (row,) = [s for s in sh("syncs", "list", "--json").json if s["name"] == "All"]
    assert row["last_run"]["counts"]["unknown"] == 1
    assert "1 of which nobody knows" in sh("syncs", "show", "All").out
    explained = sh("explain", "All", "3", "--json").json
    assert explained["events"][0]["outcome"] == "unknown"
    assert "Nobody knows" in explained["retry"]
    assert sh("explain", "All", "1", "--json").json["events"][0]["outcome"] == "accepted"
    again = sh("run", "All", "--json").json["counts"]
    assert (again["processed"], again["unnamed"]) == (1, 1)


def test_invalid_records_are_set_aside_and_named(sh: Shell, shop: Path) -> None:
    customers = shop / "shop" / "customers.csv"
    customers.write_text(customers.read_text(encoding="utf-8") + "4,dan@example.com,Dan,US,1,true,\n", encoding="utf-8")
    ran = sh("run", FILES, "--json")
    assert ran.json["counts"]["invalid"] == 2
    records = sh("runs", "records", ran.json["id"], "--kind", "invalid", "--json").json
    assert {r["key"] for r in records} == {"4"}
    assert "set aside as invalid" in sh("runs", "show", ran.json["id"]).out
    assert f"runs records {ran.json['id'][:8]} --kind invalid" in ran.err
    assert "2 invalid" in sh("runs", "records", ran.json["id"]).err


def test_a_destination_that_is_down_is_exit_code_one_with_the_reason(sh: Shell, crm: Receiver) -> None:
    crm.require_auth = "Bearer right"
    ran = sh("run", CRM, "--json")
    assert ran.code == 1
    assert ran.json["status"] == "failed"
    assert ran.json["error"]
    assert ran.json["error"] in ran.err
    assert sh("runs", "list", "--status", "failed", "--json").json[0]["id"] == ran.json["id"]
    assert sh("runs", "list", "--status", "completed", "--json").json == []


def test_runs_are_listed_newest_first_and_filtered(sh: Shell, crm: Receiver) -> None:
    sh("run", FILES)
    sh("run", CRM)
    assert [r["sync"] for r in sh("runs", "list", "--json").json] == [CRM, FILES]
    assert [r["sync"] for r in sh("runs", "list", "--limit", "1", "--json").json] == [CRM]
    (only,) = sh("runs", "list", "--sync", FILES, "--json").json
    assert sh("runs", "show", only["id"], "--json").json == only
    assert "Started by" in sh("runs", "show", only["id"][:8]).out
    assert "completed" in sh("runs", "list").out
    unknown = sh("runs", "show", "ffffffff")
    assert unknown.code == 2


def test_a_draft_does_not_run(sh: Shell, shop: Path) -> None:
    draft = "name: D\nsource: {dataset: Customers}\ndestination: Files out\noperation: upsert\nstatus: draft\n"
    assert sh("syncs", "add", "--file", "-", stdin=draft).code == 0
    said = sh("run", "D")
    assert said.code == 2
    assert "draft" in said.err


# Quick Sync -------------------------------------------------------------------------------------------------------------


def test_quick_sync_offers_and_copies(sh: Shell, crm: Receiver) -> None:
    offers = sh("quick-sync", "list", "Readers", "--json").json
    assert all(isinstance(warning, str) for offer in offers for warning in offer["warnings"])
    assert [{**offer, "warnings": []} for offer in offers] == [
        {
            "template": CRM, "destination": "CRM hook", "object": "records", "operation": "mirror",
            "schedule": {"every": "15m"}, "fields": 3, "audience": None, "warnings": [],
        },
        {
            "template": FILES, "destination": "Files out", "object": "Readers", "operation": "mirror",
            "schedule": {"after": CRM}, "fields": 3, "audience": None, "warnings": [],
        },
    ]  # fmt: skip
    assert "every 15 min" in sh("quick-sync", "list", "Readers").out
    made = sh("quick-sync", "create", "Readers", "--template", CRM, "--name", "😀 Readers", "--json")
    assert made.code == 0
    assert (made.json["name"], made.json["segment"], made.json["status"], made.json["schedule"], made.json["last_run"]) == (
        "😀 Readers", "Readers", "active", {"every": "15m"}, None,
    )  # fmt: skip
    assert sh("quick-sync", "list", "Readers", "--json").json[0]["template"] == "😀 Readers", "the newest active one"


def test_quick_sync_can_run_at_once(sh: Shell, shop: Path) -> None:
    made = sh("quick-sync", "create", "Readers", "--template", FILES, "--run", "--json")
    assert made.code == 0
    assert made.json["name"] == "Readers → Files out"
    assert made.json["last_run"]["status"] == "completed"
    assert made.json["last_run"]["counts"]["added"] == 3


def test_quick_sync_says_how_the_run_went(sh: Shell, crm: Receiver) -> None:
    made = sh("quick-sync", "create", "Readers", "--template", CRM, "--run")
    assert made.code == 3
    assert "“Readers → CRM hook” is active: Readers → CRM hook, every 15 min." in made.out
    assert "1 rejected" in made.out


def test_paused_and_draft_syncs_are_no_templates(sh: Shell, shop: Path) -> None:
    sh("syncs", "pause", FILES)
    assert "Not offered: 1 paused" in sh("quick-sync", "list", "Readers").err
    refused = sh("quick-sync", "create", "Readers", "--template", FILES)
    assert refused.code == 2
    assert "paused" in refused.err
    sh("syncs", "pause", CRM)
    nothing = sh("quick-sync", "list", "Readers")
    assert (nothing.code, nothing.out) == (0, "")
    assert "2 paused syncs" in nothing.err
    assert sh("quick-sync", "list", "Readers", "--json").json == []


def test_the_plan_of_a_draft_says_how_to_activate_it_and_a_dash_is_kept_from_being_an_option(sh: Shell, shop: Path) -> None:
    import json

    item = {"name": "-draft", "source": {"segment": "Readers"}, "destination": "Files out", "object": "readers",
            "operation": "mirror", "sync_key": {"column": "customer_id"}, "status": "draft",
            "mappings": [{"field": "email", "column": "email"}]}  # fmt: skip
    assert sh("syncs", "add", "--file", "-", stdin=json.dumps(item)).code == 0
    assert "syncs resume -- -draft" in sh("plan", "--", "-draft").err
    assert sh("syncs", "resume", "--", "-draft").code == 0
    said = sh("plan", "--", "-draft").err
    words = next(line for line in said.splitlines() if "--plan" in line).partition("census-desktop ")[2].split()
    assert sh(*words).code == 0


def test_without_a_template_the_list_says_what_to_do(sh: Shell, shop: Path) -> None:
    sh("syncs", "pause", CRM)
    sh("syncs", "pause", FILES)
    assert "syncs add --file FILE" in sh("quick-sync", "list", "Readers").err
