"""A rehearsal: any destination without a credential, records held against what it takes, nothing sent and nothing moved."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import Limits, ObjectSpec, TargetField
from census_desktop.domain.model import Connection, Operation, Run, SyncStatus
from census_desktop.domain.ports import Batch, CancelToken
from census_desktop.engine.state import SyncState
from census_desktop.usecases.rehearsing import Rehearsed, imitated, words
from tests.usecases.conftest import add_sync

META = {"account_id": "123456"}


@pytest.fixture
def tools(app: App) -> App:
    """Tools of whose accounts nothing is known, and people of whom some cannot be sent."""
    for name, type_, config in (
        ("SendGrid", "sendgrid", {}),
        ("Meta", "meta", META),
        ("Mailchimp", "mailchimp", {"list_id": "a1b2c3"}),
    ):
        app.destinations.save(Connection(type_, name, type_, config))
    lines = [f"{n},Name {n},p{n}@example.com,Berlin,30" for n in range(1, 41)]
    lines[3] = f"4,{'N' * 60},p4@example.com,Berlin,30"
    lines[5] = "6,Name 6,,Berlin,30"
    people = app.paths.root / "data" / "people.csv"
    people.write_text("\n".join(["id,name,email,city,age", *lines]) + "\n", encoding="utf-8")
    return app


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a rehearsal asks nobody")

    monkeypatch.setattr("socket.socket.connect", refused)
    monkeypatch.setattr("census_desktop.destinations.open_destination", refused)


def add(app: App, destination: str, object_: str, key: str, mappings: str, extra: str = "", source: str = "id") -> None:
    app.document.add(
        "syncs",
        f"""
name: s
source: {{segment: Berlin}}
destination: {destination}
object: {object_}
operation: upsert
sync_key: {{column: {source}, field: {key}}}
mappings: [{mappings}]
status: active
{extra}
""",
        app.paths.root,
    )


def rehearse(app: App, **options: bool) -> Rehearsed:
    return app.rehearsing.rehearse(app.syncs.get("s"), **options)


def test_lengths_of_the_manifest_are_held_against_records(tools: App) -> None:
    add(tools, "SendGrid", "contacts", "external_id", "{field: first_name, column: name}")
    told = rehearse(tools)
    assert (told.title, told.object, told.sent, told.rejected) == ("SendGrid", "contacts", 40, 1)
    assert told.reasons == (("“first_name” has more than 50 characters.", 1),)
    assert [(s.kind, s.key) for s in told.samples] == [("rejected", "4")]
    assert (told.estimate.calls, told.bytes > 1000, told.is_fine) == (1, True, False)
    assert "count towards the contacts" in told.cost
    assert words(told) == "40 would be sent in 1 request (about 1 s), 1 would be rejected"
    assert (told.unchecked, told.unverified) == ((), tools.destinations.manifest("sendgrid").unverified)


def test_nothing_is_kept_of_it(tools: App) -> None:
    add(tools, "SendGrid", "contacts", "external_id", "{field: first_name, column: name}")
    sync = tools.syncs.get("s")
    first = rehearse(tools)
    assert rehearse(tools) == first
    assert tools.runs.list() == ()
    assert SyncState(tools.paths.state / sync.id).version == 0
    assert list(tools.paths.plans.iterdir()) == []
    assert tools.syncs.get("s") == sync


def test_records_without_a_key_are_set_aside_and_told(tools: App) -> None:
    add(tools, "Mailchimp", "members", "email_address", "{field: FNAME, column: name}", source="email")
    told = rehearse(tools)
    assert (told.sent, told.counts.invalid, told.rejected) == (39, 1, 0)
    assert told.reasons == (("email is empty", 1),)
    assert [s.kind for s in told.samples] == ["invalid"]
    assert words(told) == "39 would be sent in 1 request (about 1 s), 1 would be set aside as invalid"


def test_digests_pass_and_clear_text_does_not(tools: App) -> None:
    add(tools, "Meta", "audience", "EMAIL", "{field: FN, column: name}", "audience: Berlin", source="email")
    told = rehearse(tools)
    assert (told.sent, told.rejected) == (39, 0)
    assert any("The destination does not answer for each record" in note for note in told.notes)
    assert any("would have 39 members; the destination uses it from 100 on" in note for note in told.notes)
    add(tools, "Meta", "audience", "EXTERN_ID", "{field: EMAIL, column: email, hash: already}", "audience: Berlin 2")
    sync = tools.syncs.get("s")
    assert sync.key.field == "EXTERN_ID"
    told = rehearse(tools)
    assert (told.sent, told.rejected, told.counts.invalid) == (1, 0, 39)
    ((reason, number),) = told.reasons
    assert (number, "sha256" in reason.lower().replace("-", ""), "@" in reason) == (39, True, False)


def test_the_gate_stands_before_an_imitation_too() -> None:
    email = TargetField("email", hash="sha256")
    spec = ObjectSpec("audience", "Audience", (Operation.UPSERT,), (email, TargetField("id")), keys=("id",))
    texts = [f'{{"id": "1", "email": "{"a" * 64}"}}', '{"id": "2", "email": "anna@example.com"}', '{"id": "3", "other": 1}']
    rows = pa.record_batch({"id": ["1", "2", "3"]})
    batch = Batch("s", "r", 0, Operation.UPSERT, "id", rows, "k", texts)
    rejected = imitated(spec, Limits(), ("id", "email")).send(batch, CancelToken()).rejected
    assert sorted(rejected) == [1, 2]
    assert "was not sent" in rejected[1]
    assert rejected[2] == "There is no field “other”."
    read_only = replace(spec, fields=(email, TargetField("id"), TargetField("other", read_only=True)))
    assert "read-only" in imitated(read_only, Limits(), ("id",)).send(batch, CancelToken()).rejected[2]
    gone = replace(batch, operation=Operation.DELETE, json=['{"id": "1"}'] * 3)
    assert not imitated(spec, Limits(), ("id",)).send(gone, CancelToken()).rejected


def test_only_what_differs_is_rehearsed_unless_all_is_asked_for(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # this one sends first
    add_sync(app, "s", destination="Table", key="id")
    app.runs.run("s")
    assert rehearse(app).sent == 0
    assert words(rehearse(app)) == "nothing would be sent"
    told = rehearse(app, everything=True)
    assert (told.sent, told.is_fine, told.estimate.calls) == (20, True, 1)
    assert app.runs.plan("s").to_send == 0
    assert len(app.runs.list()) == 1


def test_requests_fall_as_the_limits_say(tools: App, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tools, "SendGrid", "contacts", "external_id", "{field: first_name, column: name}")
    limits = Limits(batch_rows=15, batch_bytes=400, record_bytes=90, concurrency=1, rate=1.0)
    monkeypatch.setattr(type(tools.destinations), "limits", lambda *_: limits)
    told = rehearse(tools)
    assert told.estimate.calls >= 5
    assert told.estimate.seconds >= told.estimate.calls - 1
    assert told.rejected == 1, "refused for its size before anybody counts its characters"
    assert "bytes; the destination takes 90 of a record" in told.reasons[0][0]


def test_a_sync_that_is_not_saved_is_rehearsed_with_what_is_known_of_its_object(tools: App) -> None:
    add(tools, "SendGrid", "contacts", "external_id", "{field: first_name, column: name}, {field: own, column: city}")
    saved = tools.syncs.get("s")
    fields = (
        TargetField("external_id"),
        TargetField("first_name", most=10, choices=()),
        TargetField("own", choices=("Paris",)),
        TargetField("needed", required=True),
    )
    spec = ObjectSpec("contacts", "Contacts", (Operation.UPSERT,), fields, keys=("external_id",))
    draft = replace(saved, id="not-saved", name="Draft", status=SyncStatus.DRAFT)
    with pytest.raises(ConfigError, match="requires needed"):
        tools.rehearsing.rehearse(draft, spec)
    told = tools.rehearsing.rehearse(draft, replace(spec, fields=fields[:3]))
    assert told.sync == "Draft"
    assert told.reasons == (("“own” must be one of Paris.", 39), ("“first_name” has more than 10 characters.", 1))
    assert not (tools.paths.state / "not-saved").exists()
    assert all(not isinstance(run, Run) for run in tools.runs.list())


def test_a_sync_that_cannot_run_is_refused_as_a_run_would_be(tools: App) -> None:
    add(tools, "SendGrid", "contacts", "external_id", "{field: first_name, column: name}")
    sync = tools.syncs.get("s")
    with pytest.raises(ConfigError, match="more than once"):
        tools.rehearsing.rehearse(replace(sync, mappings=sync.mappings * 2))
