"""SendGrid: its keys, hosts and throttles, what is refused before it is sent, and calls that are never made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations import manifest, open_destination
from census_desktop.domain.errors import ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Connection, Operation, Removal
from census_desktop.domain.ports import DestinationContext, JobWriter, Target
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, schema_of
from tests.destinations.fakes.sendgrid import KEY, refused
from tests.destinations.sendgrid_room import (
    CANCEL,
    CONTACTS,
    MEMBERS,
    SCHEMA,
    Room,
    finished,
    people,
    the_room,  # noqa: F401  the fixture
    the_rooms,  # noqa: F401  the fixture
)

# The connection -------------------------------------------------------------------------------------------------------------


def test_a_test_counts_and_writes_nothing(room: Room) -> None:
    room.vendor.has(email="a@mail.example")
    room.vendor.has_list("One")
    assert room.destination.test() == "SendGrid answers (contacts: 1, lists: 1)."
    assert {call.method for call in room.vendor.calls} == {"GET"}


def test_a_wrong_key_is_a_matter_of_the_credential(room: Room) -> None:
    with pytest.raises(CredentialError, match="API key of “Under test”"):
        room.connect("SG.wrong").test()
    with pytest.raises(CredentialError, match="no API key"):
        room.connect(" ")


@pytest.mark.parametrize(("region", "host"), [("Global", "api.sendgrid.com"), ("EU", "api.eu.sendgrid.com")])
def test_the_region_decides_the_host(room: Room, region: str, host: str) -> None:
    destination: Any = room.connect(base_url="", region=region)
    assert destination._api.host == host


def test_throttling_waits_until_the_moment_that_is_named(room: Room) -> None:
    reset = int(room.clock.now().timestamp()) + 42
    writer = room.writer()
    room.vendor.fail_next(refused(429, ("too many requests", None), headers={"X-RateLimit-Reset": str(reset)}))
    with pytest.raises(TransientError) as failure:
        writer.submit(batch_of(SCHEMA, people(1)), CANCEL)
    assert failure.value.retry_after == 42
    assert failure.value.outcome_known
    room.vendor.fail_next(refused(429, ("too many requests", None), headers={"X-RateLimit-Reset": str(reset * 10)}))
    with pytest.raises(TransientError) as failure:
        writer.submit(batch_of(SCHEMA, people(1)), CANCEL)
    assert failure.value.retry_after == 3600


@pytest.mark.parametrize(
    ("target", "schema", "why"),
    [
        (Target("events", Operation.UPSERT, "email"), SCHEMA, "no object “events”"),
        (Target("contacts", Operation.CREATE, "email"), SCHEMA, "do not support “Create only”"),
        (Target("list", Operation.MIRROR, "email", "L", removal=Removal.NULL_OUT), SCHEMA, "empty the mapped fields"),
        (Target("contacts", Operation.UPSERT, "first_name"), SCHEMA, "cannot be the sync key"),
        (Target("list", Operation.UPSERT, "email", "x" * 101), SCHEMA, "1 to 100 characters"),
        (CONTACTS, schema_of(email=pa.string(), moon=pa.string()), "no field moon"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_sent(room: Room, target: Target, schema: pa.Schema, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        room.destination.open(target, schema)
    assert all(call.method == "GET" for call in room.vendor.calls)


def test_objects_have_the_custom_fields_of_the_account(room: Room) -> None:
    contacts, members = room.destination.objects()
    assert [(f.name, f.type) for f in contacts.fields][-3:] == [("plan", "text"), ("Orders", "number"), ("since", "datetime")]
    assert not contacts.open_fields
    assert contacts.fields == members.fields
    assert "last_clicked" not in {f.name for f in contacts.fields}


# What is never done ---------------------------------------------------------------------------------------------------------


def test_a_whole_mirror_leaves_unsubscribes_alone(room: Room) -> None:
    room.vendor.unsubscribed.add("person0@mail.example")
    room.send(people(3), target=MEMBERS)
    room.send(people(3), Operation.DELETE, MEMBERS)
    assert room.vendor.unsubscribed == {"person0@mail.example"}
    assert not room.vendor.called("/asm/|delete_")


def test_a_record_of_the_calls_holds_nobody(rooms: Callable[..., Room], clock: FakeClock, tmp_path: Path) -> None:
    room = rooms(fails=lambda c: "Anna Keller bounced" if "person2" in c["email"] else "")
    kept: list[Callable[[], Any]] = []
    calls: Any = SimpleNamespace(record=kept.append)
    connection = Connection("c0ffee", "Under test", "sendgrid", {"base_url": room.vendor.origin})
    destination = open_destination(DestinationContext(connection, {"api_key": KEY}, tmp_path, clock, calls))
    room.vendor.has(email="person1@mail.example", last_name="Keller", city="Köln")
    writer = destination.open(MEMBERS, SCHEMA)
    assert isinstance(writer, JobWriter)
    finished(writer, batch_of(SCHEMA, people(3)))
    finished(writer, batch_of(SCHEMA, people(2), Operation.DELETE))
    destination.close()
    shown = " ".join(str(call()) for call in kept)
    assert len(kept) == len(room.vendor.calls)
    assert "/files/" in shown
    for secret in ("Keller", "Köln", "Person 2", "mail.example", "Signature=signed", KEY):
        assert secret not in shown


@pytest.mark.parametrize(
    ("method", "path", "query"),
    [
        ("DELETE", "v3/marketing/contacts", {"delete_all_contacts": "true"}),
        ("DELETE", "v3/marketing/contacts", {"ids": "1", "Delete_All_Contacts": "true"}),
        ("DELETE", "v3/marketing/lists/7c9e6679-7425-40de-944b-e07fc1f90ae7", {"delete_contacts": "true"}),
        ("DELETE", "v3/marketing/lists/7c9e6679-7425-40de-944b-e07fc1f90ae7", {}),
        ("POST", "v3/asm/suppressions/global", {}),
        ("DELETE", "v3/suppression/unsubscribes", {}),
    ],
)
def test_calls_that_are_never_made_do_not_reach_the_socket(room: Room, method: str, path: str, query: dict[str, str]) -> None:
    destination: Any = room.destination
    with pytest.raises(DestinationError, match="never makes"):
        destination._api.call(method, path, query=query, cancel=CANCEL)
    assert not room.vendor.calls


def test_the_manifest_names_its_pages_and_what_is_not_verified() -> None:
    told = manifest("sendgrid")
    assert all(d.url.startswith("https://www.twilio.com/docs/sendgrid/") and d.read == "2026-11-24" for d in told.documents)
    assert any("file of a job's errors" in sentence for sentence in told.unverified)
