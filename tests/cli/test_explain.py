"""explain, runs calls and diagnostics, as a user gives them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from census_desktop.usecases.received import Received
from census_desktop.usecases.receiver import Receiver, ScriptedReply, json_reply
from tests.cli.conftest import Shell

CRM = "Big spenders to the CRM"
FILES = "Everyone to files"


@pytest.fixture
def crm(sh: Shell, shop: Path, tmp_path: Path) -> Iterator[Receiver]:
    """The CRM that the workspace sends to; it refuses Clara."""
    with Receiver(tmp_path / "crm", 0, rule=_answer) as receiver:
        connect(sh, receiver)
        where = "{name: Big spenders, dataset: Customers, where: {all: [{column: spent, op: at_least, value: 1000}]}}"
        assert sh("segments", "add", "--file", "-", stdin=where).code == 0
        yield receiver


def connect(sh: Shell, receiver: Receiver) -> None:
    config = {"name": "CRM hook", "type": "webhook", "config": {"url": receiver.url, "batch_size": 2}}
    assert sh("destinations", "add", "--file", "-", stdin=json.dumps(config)).code == 0


def _answer(request: Received) -> ScriptedReply | None:
    if '"clara@example.org"' in str(request.body):
        return json_reply(200, {"rejected": [{"id": 3, "reason": "The domain is blocked"}]})
    return None


def test_a_record_is_explained_in_words(sh: Shell, crm: Receiver) -> None:
    assert sh("run", CRM).code == 3
    said = sh("explain", CRM, "3")
    assert said.code == 0
    assert "customer_id 3 of “Big spenders to the CRM”, for CRM hook, records" in said.out
    assert "It is in the segment “Big spenders” now." in said.out
    assert "yes  spent at least 1000   (spent is 2500" in said.out
    assert "The destination has nothing of it yet. Now would be sent:" in said.out
    assert "so the next run sends it again" in said.out
    assert "added, the destination refused it" in said.out
    assert "The domain is blocked" in said.out
    assert "clara@" not in said.out
    assert "clara@example.org" in sh("explain", CRM, "3", "--reveal").out
    assert "The destination has taken, and it is still so:" in sh("explain", CRM, "1").out
    left = sh("explain", CRM, "2")
    assert "but not in the segment “Big spenders”: “spent at least 1000” does not hold." in left.out
    assert "nothing would be sent" in left.out
    gone = sh("explain", CRM, "77")
    assert gone.code == 0
    assert "It is not in the data set “Customers” now." in gone.out
    assert "No run whose records are kept" in gone.out


def test_changes_are_told_value_by_value(sh: Shell, shop: Path) -> None:
    assert sh("syncs", "resume", FILES).code == 0
    assert sh("run", FILES).code == 0
    customers = shop / "shop" / "customers.csv"
    text = customers.read_text(encoding="utf-8")
    customers.write_text(text.replace("ben@example.com", ""), encoding="utf-8")
    said = sh("explain", FILES, "2", "--reveal")
    assert "The destination has taken → now would be sent:" in said.out
    assert "email   ben@example.com → null" in said.out
    assert "    email: ben@example.com" in said.out
    customers.unlink()
    said = sh("explain", FILES, "2")
    assert said.code == 0
    assert "the source cannot be asked" in said.out
    assert "no longer" in said.err


def test_the_document_of_a_record(sh: Shell, crm: Receiver) -> None:
    run = sh("run", CRM, "--json").json
    told = sh("explain", CRM, "3", "--json").json
    assert told["definition"] == [
        {"path": "where.all[0]", "line": "spent at least 1000", "holds": True, "column": "spent", "value": 2500}
    ]
    (event,) = told.pop("events")
    assert event.pop("at")
    assert event == {
        "run": run["id"], "kind": "added", "outcome": "rejected", "before": None,
        "after": {"email": "••••••", "paid": 700}, "reply": "The domain is blocked",
    }  # fmt: skip
    assert (told["present"], told["member"], told["acknowledged"]) == (True, True, None)
    assert told["now"] == {"email": "••••••", "paid": 700}
    assert told["retry"]
    assert told["kept_from"]
    assert told["warnings"] == []
    assert sh("explain", "No such sync", "3").code == 2


def test_requests_of_a_run_are_listed_without_values(sh: Shell, crm: Receiver) -> None:
    run = sh("run", CRM, "--json").json
    (call,) = sh("runs", "calls", run["id"][:8], "--json").json
    assert (call["method"], call["status"], call["records"], call["error"]) == ("POST", 200, 2, None)
    assert call["address"].startswith("http://127.0.0.1:")
    assert "email" in call["request"]["body"]
    said = sh("runs", "calls", run["id"])
    assert "POST" in said.out
    bodies = sh("runs", "calls", run["id"], "--bodies")
    assert "Answer" in bodies.out
    for text in (json.dumps(call), said.out, bodies.out):
        assert "anna@" not in text
        assert "2500" not in text
    assert sh("runs", "calls", run["id"], "--failed", "--json").json == []
    assert "No request of this run failed." in sh("runs", "calls", run["id"], "--failed").err
    assert sh("runs", "calls", "ffffffff").code == 2


def test_a_request_that_was_refused_is_among_the_failed(sh: Shell, crm: Receiver, tmp_path: Path) -> None:
    with Receiver(tmp_path / "closed", 0, rule=lambda _request: json_reply(401, {"message": "who are you"})) as closed:
        connect(sh, closed)
        run = sh("run", CRM, "--json")
    assert run.code == 1
    (call,) = sh("runs", "calls", run.json["id"], "--failed", "--json").json
    assert call["status"] == 401
    assert "401" in sh("runs", "calls", run.json["id"], "--failed").out


def test_what_a_destination_says_cannot_steer_the_terminal(sh: Shell, crm: Receiver, tmp_path: Path) -> None:
    with Receiver(tmp_path / "odd", 0, rule=lambda _request: json_reply(403, {"message": "\x1b[2Jwho"})) as odd:
        connect(sh, odd)
        said = sh("run", CRM)
    assert said.code == 1
    assert "␛[2Jwho" in said.err
    assert "\x1b" not in said.err + said.out


def test_refused_records_go_into_a_file(sh: Shell, crm: Receiver, tmp_path: Path) -> None:
    run = sh("run", CRM, "--json").json
    path = tmp_path / "refused.csv"
    said = sh("runs", "records", run["id"], "--output", str(path), "--json")
    assert (said.code, said.json["records"], said.json["file"]) == (0, 1, str(path))
    assert "The domain is blocked" in path.read_text(encoding="utf-8-sig")
    assert "clara@" not in path.read_text(encoding="utf-8-sig")
    wrong = sh("runs", "records", run["id"], "--output", str(sh.workspace / "x.csv"))
    assert (wrong.code, "inside the workspace" in wrong.err) == (2, True)


def test_a_report_is_one_file(sh: Shell, crm: Receiver, tmp_path: Path) -> None:
    sh("run", CRM)
    path = tmp_path / "report.zip"
    assert sh("diagnostics", str(path), "--json").json == {"file": str(path)}
    with zipfile.ZipFile(path) as file:
        texts = {name: file.read(name).decode() for name in file.namelist()}
    assert '"event": "run.ended"' in texts["logs/command-line.log"]
    for text in texts.values():
        for name in ("Big spenders", "CRM hook", "anna@", "127.0.0.1"):
            assert name not in text
    assert "look through it" in sh("diagnostics", str(path)).err
    assert sh("diagnostics", str(tmp_path / "nowhere" / "x.zip")).code == 1


def test_what_a_field_that_is_no_longer_mapped_held_stays_masked(sh: Shell, shop: Path, tmp_path: Path) -> None:
    assert sh("run", FILES).code == 0
    item = yaml.safe_load(sh("export").out)["syncs"]
    (sync,) = [s for s in item if s["name"] == FILES]
    sync["mappings"] = [m for m in sync["mappings"] if m["field"] != "email"]
    assert sh("syncs", "add", "--file", "-", stdin=json.dumps(sync)).code == 0
    for words in (("explain", FILES, "1"), ("plan", FILES), ("plan", FILES, "--json")):
        said = sh(*words)
        assert said.code == 0
        assert "••••••" in said.out
        assert "anna@" not in said.out
    assert "anna@" in sh("explain", FILES, "1", "--reveal").out
