"""The rehearsal: rules, audiences and practice failures of the tools that it imitates."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations.rehearsal import Rehearsal
from census_desktop.domain.errors import BatchRejected, Cancelled, ConfigError, DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.normalise import RULES
from census_desktop.domain.ports import CancelToken, Reply, Target
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, run, schema_of, send

HASHED = hashlib.sha256(b"anna@mail.example").hexdigest()
TEXT = pa.string()


class Tool:
    """An imitated tool, opened with practice settings, that sends in one line."""

    def __init__(self, destination: Any) -> None:
        self.destination = destination

    def send(
        self,
        object_: str,
        rows: Sequence[dict[str, Any]],
        operation: Operation = Operation.UPSERT,
        *,
        audience: str = "",
        audience_id: str = "",
    ) -> Reply:
        names = list(dict.fromkeys(name for row in rows for name in row))
        schema = schema_of(**{n: _type([row.get(n) for row in rows]) for n in names})
        target = Target(
            object_, Operation.MIRROR if operation is Operation.DELETE else operation, names[0], audience, audience_id
        )
        (reply,) = run(self.destination.open(target, schema), batch_of(schema, rows, operation))
        return reply


def _type(values: Sequence[Any]) -> Any:
    return pa.array([v for v in values if v is not None]).type if any(v is not None for v in values) else TEXT


@pytest.fixture
def tool(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., Tool]]:
    made: list[Any] = []

    def open_(imitates: str, **settings: Any) -> Tool:
        destination: Any = opened("rehearsal", {"imitates": imitates, **settings}, tmp_path, clock)
        made.append(destination)
        return Tool(destination)

    yield open_
    for destination in made:
        destination.close()


Open = Callable[..., Tool]

# Rules ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("imitates", "object_", "row", "reason"),
    [
        ("Mail tool", "contacts", {"external_id": "1", "email": "anna@mail"}, "“email” is not an e-mail address."),
        ("Mail tool", "contacts", {"external_id": "1", "email": "a b@mail.example"}, "“email” is not an e-mail address."),
        ("Mail tool", "contacts", {"external_id": "1", "email": None}, "“email” is required."),
        ("Mail tool", "contacts", {"external_id": "1", "email": ""}, "“email” is required."),
        ("Mail tool", "contacts", {"external_id": "1"}, "“email” is required."),
        (
            "Mail tool",
            "contacts",
            {"external_id": "1", "email": "a@mail.example", "status": "gone"},
            "“status” must be one of subscribed, unsubscribed, pending, cleaned.",
        ),
        (
            "Mail tool",
            "contacts",
            {"external_id": "x" * 256, "email": "a@mail.example"},
            "“external_id” has more than 255 characters.",
        ),
        ("CRM", "contacts", {"external_id": "1", "score": "high"}, "“score” must be a number."),
        ("CRM", "contacts", {"external_id": "1", "score": True}, "“score” must be a number."),
        ("CRM", "contacts", {"external_id": "1", "open_deals": 1.5}, "“open_deals” must be a whole number."),
        ("CRM", "contacts", {"external_id": "1", "open_deals": True}, "“open_deals” must be a whole number."),
        ("CRM", "contacts", {"external_id": "1", "do_not_call": "yes"}, "“do_not_call” must be true or false."),
        ("CRM", "contacts", {"external_id": "1", "birth_date": "24.11.1990"}, "“birth_date” must be a date as in 2026-11-24."),
        ("CRM", "contacts", {"external_id": "1", "birth_date": "2026-02-30"}, "“birth_date” must be a date as in 2026-11-24."),
        ("CRM", "contacts", {"external_id": "1", "last_seen_at": 7}, "“last_seen_at” must be a time in ISO 8601."),
        (
            "CRM",
            "contacts",
            {"external_id": "1", "lifecycle_stage": "gone"},
            "“lifecycle_stage” must be one of subscriber, lead, opportunity, customer.",
        ),
        ("CRM", "contacts", {"external_id": "1", "note": "x" * 65_537}, "“note” has more than 65,536 characters."),
    ],
)
def test_a_record_that_breaks_a_rule_is_rejected_alone_and_not_quoted(
    tool: Open, imitates: str, object_: str, row: dict[str, Any], reason: str
) -> None:
    there = tool(imitates)
    good = {**dict.fromkeys(row), "external_id": "2"} | ({"email": "ben@mail.example"} if "email" in row else {})
    rejected = there.send(object_, [row, good]).rejected
    assert rejected[0] == reason
    assert [r["external_id"] for r in there.destination.records(object_)] == ([] if 1 in rejected else ["2"])


def test_typed_fields_take_values_of_their_type(tool: Open) -> None:
    there = tool("CRM")
    row = {
        "external_id": "1", "open_deals": 3, "score": 1.5, "do_not_call": False, "birth_date": "1990-11-24",
        "last_seen_at": "2026-11-24T10:20:00Z", "lifecycle_stage": "lead",
    }  # fmt: skip
    assert there.send("contacts", [row]).rejected == {}
    assert there.destination.records("contacts") == [row]
    spec = next(s for s in there.destination.objects() if s.name == "contacts")
    fields = {f.name: f for f in spec.fields}
    types = [fields[n].type for n in ("open_deals", "score", "do_not_call", "birth_date", "last_seen_at", "external_id")]
    assert types == ["integer", "number", "boolean", "date", "datetime", "text"]
    assert fields["lifecycle_stage"].choices == ("subscriber", "lead", "opportunity", "customer")


def test_what_is_an_object_is_replaced_and_not_mixed_with_the_old_one(tool: Open) -> None:
    there = tool("CRM")
    schema = schema_of(external_id=TEXT, address=pa.map_(TEXT, TEXT))
    for address in ({"city": "Oslo", "street": "Storgata"}, {"city": "Bergen"}):
        batch = batch_of(schema, [{"external_id": "1", "address": list(address.items())}])
        text = f'{{"external_id": "1", "address": {json.dumps(address)}}}'
        run(there.destination.open(Target("contacts", Operation.UPSERT, "external_id"), schema), replace(batch, json=[text]))
    assert there.destination.records("contacts") == [{"external_id": "1", "address": {"city": "Bergen"}}]


def test_the_ad_network_says_how_identifiers_are_hashed(tool: Open) -> None:
    specs = {s.name: {f.name: f for f in s.fields} for s in tool("Ad network").destination.objects()}
    for name in ("audience", "customer_file"):
        email, phone = specs[name]["email"], specs[name]["phone"]
        assert (email.hash, email.normalise, phone.hash, phone.normalise) == ("sha256", "email", "sha256", "phone_e164")
        assert {email.normalise, phone.normalise} <= set(RULES)
        assert email.help == "SHA-256 in lower-case hex; clear text is refused."


def test_events_need_a_time_in_iso_8601(tool: Open) -> None:
    rows = [
        {"event_id": 1, "name": "login", "happened_at": "2026-11-24T10:20:00Z"},
        {"event_id": 2, "name": "login", "happened_at": "yesterday"},
        {"event_id": 3, "name": None, "happened_at": None},
    ]
    rejected = tool("Mail tool").send("events", rows, Operation.APPEND).rejected
    assert rejected == {1: "“happened_at” must be a time in ISO 8601.", 2: "“name” is required."}


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "anna@mail.example"), ("email", HASHED.upper()), ("email", "0" * 40), ("phone", "+49 170 1234567")],
)
def test_an_ad_network_never_gets_clear_text_of_a_person(tool: Open, tmp_path: Path, field: str, value: str) -> None:
    there = tool("Ad network")
    reply = there.send("audience", [{"external_id": "1", field: value}, {"external_id": "2", field: HASHED}], audience="A")
    assert list(reply.rejected) == [0]
    assert "SHA-256 in lower-case hex only" in reply.rejected[0]
    assert [r["external_id"] for r in there.destination.records("audience", "A")] == ["2"]
    there.destination.close()
    for path in (tmp_path / "rehearsal").iterdir():
        assert value.encode() not in path.read_bytes()


def test_what_the_tool_does_not_have_is_refused_when_opening(tool: Open) -> None:
    ads = tool("Ad network").destination
    for target, fields, why in [
        (Target("contacts", Operation.UPSERT, "external_id"), {"external_id": TEXT}, "no object “contacts”"),
        (Target("audience", Operation.UPDATE, "external_id", "A"), {"external_id": TEXT}, "does not support “Update only”"),
        (Target("audience", Operation.UPSERT, "country", "A"), {"country": TEXT}, "cannot be the key"),
        (Target("audience", Operation.UPSERT, "external_id", "A"), {"external_id": TEXT, "hobby": TEXT}, "no field hobby"),
        (Target("audience", Operation.UPSERT, "external_id", ""), {"external_id": TEXT}, "needs a name"),
        (Target("audience", Operation.UPSERT, "external_id", "x" * 51), {"external_id": TEXT}, "1 to 50 characters"),
    ]:
        with pytest.raises(ConfigError, match=why) as failure:
            ads.open(target, schema_of(**fields))
        assert failure.value.hint


def test_a_batch_larger_than_the_tool_takes_is_refused_whole(tool: Open) -> None:
    there = tool("CRM")
    with pytest.raises(BatchRejected, match="500 records a request"):
        there.send("contacts", [{"external_id": str(n)} for n in range(501)])


def test_objects_and_limits_are_those_of_the_imitated_tool(tool: Open) -> None:
    names = {
        imitates: [s.name for s in tool(imitates).destination.objects()] for imitates in ("Mail tool", "Ad network", "CRM")
    }
    assert names == {
        "Mail tool": ["contacts", "list", "events"],
        "Ad network": ["audience", "customer_file", "conversions"],
        "CRM": ["contacts", "companies", "activities"],
    }
    manifest = Rehearsal.manifest
    assert {o.name for o in manifest.objects} == {n for found in names.values() for n in found}
    contacts = next(o for o in manifest.objects if o.name == "contacts")
    assert not any(f.required for f in contacts.fields)
    assert {"status", "lifecycle_stage"} <= {f.name for f in contacts.fields}


# Audiences --------------------------------------------------------------------------------------------------------------------


def test_a_list_is_made_by_name_and_its_members_stay_contacts_when_they_leave(tool: Open) -> None:
    there = tool("Mail tool")
    there.send("list", [{"external_id": "1", "email": "a@mail.example"}, {"external_id": "2"}], audience="VIP")
    (made,) = there.destination.audiences("list")
    assert (made.name, made.object, made.members) == ("VIP", "list", 2)
    there.send("list", [{"external_id": "2"}], Operation.DELETE, audience="VIP", audience_id=made.id)
    assert [r["external_id"] for r in there.destination.records("list", "VIP")] == ["1"]
    assert [r["external_id"] for r in there.destination.records("contacts")] == ["1", "2"]
    assert there.destination.test() == "Mail tool: 2 contacts, VIP (1 members)."


def test_audiences_are_kept_apart(tool: Open) -> None:
    there = tool("Mail tool")
    there.send("list", [{"external_id": "1"}], audience="A")
    there.send("list", [{"external_id": "2"}], audience="B")
    assert there.destination.records("list", "A") == [{"external_id": "1"}]
    assert there.destination.records("list", "B") == [{"external_id": "2"}]
    with pytest.raises(ConfigError, match="no “C”"):
        there.destination.records("list", "C")


def test_a_mail_tool_reuses_a_list_of_the_same_name(tool: Open) -> None:
    there = tool("Mail tool")
    there.send("list", [{"external_id": "1"}], audience="VIP")
    there.send("list", [{"external_id": "2"}], audience="VIP")
    assert [a.members for a in there.destination.audiences("list")] == [2]


def test_an_ad_network_refuses_a_name_that_another_sync_has_filled(tool: Open) -> None:
    there = tool("Ad network")
    there.send("audience", [{"external_id": "1"}], audience="VIP")
    (first,) = there.destination.audiences("audience")
    with pytest.raises(ConfigError, match="another audience “VIP” already") as failure:
        there.send("audience", [{"external_id": "2"}], audience="VIP")
    assert "another name" in failure.value.hint
    there.send("audience", [{"external_id": "3"}], audience="VIP", audience_id=first.id)
    there.send("audience", [{"external_id": "1"}, {"external_id": "3"}], Operation.DELETE, audience="VIP", audience_id=first.id)
    with pytest.raises(ConfigError, match="another audience"):
        there.send("audience", [{"external_id": "2"}], audience="VIP")


def test_an_audience_that_a_killed_run_made_and_never_filled_is_taken_over(tool: Open) -> None:
    there = tool("Ad network")
    target = Target("audience", Operation.UPSERT, "external_id", "VIP")
    lost = there.destination.open(target, schema_of(external_id=TEXT)).audience_id
    assert there.destination.open(target, schema_of(external_id=TEXT)).audience_id == lost
    assert len(there.destination.audiences("audience")) == 1


def test_an_audience_that_was_deleted_there_fails_the_run(tool: Open) -> None:
    with pytest.raises(DestinationError, match="does not exist there any more") as failure:
        tool("Mail tool").send("list", [{"external_id": "1"}], audience="VIP", audience_id="gone")
    assert failure.value.kept
    assert failure.value.hint


# Practice ---------------------------------------------------------------------------------------------------------------------


def test_every_nth_record_can_be_rejected_with_reasons_in_turn(tool: Open) -> None:
    rejected = (
        tool("Mail tool", reject_every=3).send("list", [{"external_id": str(n)} for n in range(10)], audience="A").rejected
    )
    assert list(rejected) == [2, 5, 8]
    assert len(set(rejected.values())) == 3


def test_it_can_fail_after_some_requests_and_answers_again_in_the_next_run(tool: Open) -> None:
    there = tool("CRM", fail_after=2)
    schema = schema_of(external_id=TEXT)
    for _ in range(2):
        writer = there.destination.open(Target("contacts", Operation.UPSERT, "external_id"), schema)
        assert writer.limits.concurrency == 1
        for _ in range(2):
            send(writer, batch_of(schema, [{"external_id": "1"}]))
        with pytest.raises(TransientError, match="503") as failure:
            send(writer, batch_of(schema, [{"external_id": "2"}]))
        assert failure.value.retry_after == 1.0
        assert "Fail after" in failure.value.hint
    assert [r["external_id"] for r in there.destination.records("contacts")] == ["1"]


def test_requests_that_come_too_fast_are_answered_429_where_that_is_practised(tool: Open, clock: FakeClock) -> None:
    schema = schema_of(external_id=TEXT)
    target = Target("contacts", Operation.UPSERT, "external_id")
    free = tool("CRM").destination.open(target, schema)
    for n in range(25):
        send(free, batch_of(schema, [{"external_id": str(n)}]))
    writer = tool("CRM", enforce_rate=True).destination.open(target, schema)
    for n in range(20):
        send(writer, batch_of(schema, [{"external_id": str(n)}]))
    with pytest.raises(TransientError, match="more than 20 requests a second") as failure:
        send(writer, batch_of(schema, [{"external_id": "20"}]))
    assert (failure.value.retry_after, failure.value.outcome_known) == (0.05, True)
    clock.advance(0.05)
    send(writer, batch_of(schema, [{"external_id": "20"}]))
    clock.advance(3600)
    for n in range(20):
        send(writer, batch_of(schema, [{"external_id": str(n)}]))
    with pytest.raises(TransientError):
        send(writer, batch_of(schema, [{"external_id": "0"}]))


def test_cancel_ends_a_wait_for_a_slow_answer(tool: Open) -> None:
    there = tool("CRM", latency_ms=60_000)
    schema = schema_of(external_id=TEXT)
    writer = there.destination.open(Target("contacts", Operation.UPSERT, "external_id"), schema)
    cancel = CancelToken()
    timer = threading.Timer(0.05, cancel.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        writer.send(batch_of(schema, [{"external_id": "1"}]), cancel)
    timer.join()
    assert there.destination.records("contacts") == []


def test_requests_are_noted_and_a_repeat_gets_the_same_answer(tool: Open, clock: FakeClock) -> None:
    there = tool("CRM", reject_every=2)
    schema = schema_of(external_id=TEXT)
    writer = there.destination.open(Target("contacts", Operation.UPSERT, "external_id"), schema)
    batch = batch_of(schema, [{"external_id": "1"}, {"external_id": "2"}, {"external_id": "3"}])
    assert send(writer, batch).rejected == send(writer, batch).rejected
    (request,) = there.destination.requests()
    assert (request.at, request.object, request.operation, request.records) == (clock.now(), "contacts", Operation.UPSERT, 3)
    assert list(request.rejected) == [1]


# Its file ---------------------------------------------------------------------------------------------------------------------


def test_a_test_writes_nothing(tool: Open, tmp_path: Path) -> None:
    assert "nothing was sent yet" in tool("CRM").destination.test()
    assert not (tmp_path / "rehearsal").exists()


def test_its_file_belongs_to_the_connection_and_is_for_its_owner_only(tool: Open, tmp_path: Path) -> None:
    there = tool("CRM")
    there.send("contacts", [{"external_id": "1"}])
    file = tmp_path / "rehearsal" / "c0ffee.sqlite"
    assert file.stat().st_mode & 0o077 == 0
    assert tool("CRM").destination.records("contacts") == [{"external_id": "1"}]


def test_a_damaged_file_is_named_with_what_to_do(tool: Open, tmp_path: Path) -> None:
    (tmp_path / "rehearsal").mkdir()
    (tmp_path / "rehearsal" / "c0ffee.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DestinationError, match=r"c0ffee\.sqlite cannot be used") as failure:
        tool("CRM").send("contacts", [{"external_id": "1"}])
    assert "moved away" in failure.value.hint


def test_a_folder_that_cannot_be_made_is_named(tool: Open, tmp_path: Path) -> None:
    (tmp_path / "rehearsal").write_text("a file in its place")
    with pytest.raises(DestinationError, match="cannot be made"):
        tool("CRM").send("contacts", [{"external_id": "1"}])
