"""Klaviyo: its keys and revision, what is refused before it is sent, and consent that nothing touches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations import manifest, open_destination
from census_desktop.domain.errors import ConfigError, CredentialError, DestinationError
from census_desktop.domain.model import Connection, Operation
from census_desktop.domain.ports import DestinationContext, JobWriter, Target
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, schema_of
from tests.destinations.fakes.klaviyo import KEY, error, refused
from tests.destinations.fakes.vendor import Said
from tests.destinations.klaviyo_room import (
    CANCEL,
    MEMBERS,
    PROFILES,
    SCHEMA,
    Room,
    finished,
    people,
    person,
    the_room,  # noqa: F401  the fixture
    the_rooms,  # noqa: F401  the fixture
)

# The connection -------------------------------------------------------------------------------------------------------------


def test_a_test_names_the_account_and_writes_nothing(room: Room) -> None:
    assert room.destination.test() == "Klaviyo answers: Acme Tea (AbC123)."
    assert [call.method for call in room.vendor.calls] == ["GET"]


def test_every_call_names_the_revision_and_the_media_type(room: Room) -> None:
    room.send([person(1), person(2, plan=None)], target=MEMBERS)
    room.send([person(1)], Operation.DELETE, MEMBERS)
    room.destination.test()
    assert {call.headers["revision"] for call in room.vendor.calls} == {"2026-07-15"}
    assert {call.headers["content-type"] for call in room.vendor.calls if call.body} == {"application/vnd.api+json"}


@pytest.mark.parametrize(
    "said",
    [
        refused(401, error(401, "Incorrect authentication credentials.", code="authentication_failed")),
        refused(400, error(400, "Missing or invalid private key.")),
        refused(400, error(400, "No.", code="not_authenticated")),
        refused(403, error(403, "The key lacks scopes.", code="permission_denied")),
    ],
)
def test_a_key_that_is_refused_is_a_matter_of_the_credential_whatever_the_status(room: Room, said: Said) -> None:
    room.vendor.fail_next(said)
    with pytest.raises(CredentialError, match="private API key of “Under test”") as failure:
        room.send([person(1)])
    assert failure.value.kept
    assert KEY not in str(failure.value)


def test_a_connection_without_a_key_asks_for_it(room: Room) -> None:
    with pytest.raises(CredentialError, match="no private API key"):
        room.connect(key=" ")


@pytest.mark.parametrize(
    ("target", "schema", "why"),
    [
        (Target("events", Operation.UPSERT, "email"), SCHEMA, "no object “events”"),
        (Target("profiles", Operation.DELETE, "email"), SCHEMA, "do not support “Delete”"),
        (Target("profiles", Operation.MIRROR, "email"), SCHEMA, "Remove the record"),
        (Target("profiles", Operation.UPSERT, "plan"), SCHEMA, "cannot be the sync key"),
        (Target("list", Operation.UPSERT, "email", " "), SCHEMA, "no name"),
        (PROFILES, schema_of(**{"email": pa.string(), "$consent": pa.string()}), "Klaviyo's own names"),
        (PROFILES, schema_of(**{"email": pa.string(), "properties.$consent": pa.string()}), "Klaviyo's own names"),
        (PROFILES, schema_of(**{"email": pa.string(), "location.moon": pa.string()}), "no “moon”"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_sent(room: Room, target: Target, schema: pa.Schema, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        room.destination.open(target, schema)
    assert not room.vendor.calls


def test_objects_show_the_custom_properties_that_profiles_have(room: Room) -> None:
    room.vendor.has(email="a@mail.example", properties={"plan": "pro", "$source": -6, "Birthday": "1980-01-01"})
    profiles, members = room.destination.objects()
    assert [f.name for f in profiles.fields][-2:] == ["Birthday", "plan"]
    assert profiles.fields == members.fields


# What is never done ---------------------------------------------------------------------------------------------------------


def test_a_whole_mirror_changes_nobodys_consent(room: Room) -> None:
    room.vendor.has(email="person0@mail.example", subscribed="UNSUBSCRIBED")
    room.vendor.has(email="person1@mail.example", subscribed="SUBSCRIBED")
    before = dict(room.vendor.subscriptions)
    room.send([person(0), person(1, plan=None), person(2)], target=MEMBERS)
    room.send(people(3), Operation.DELETE, MEMBERS)
    assert {i: room.vendor.subscriptions[i] for i in before} == before
    assert set(room.vendor.subscriptions.values()) == {"UNSUBSCRIBED", "SUBSCRIBED", "NEVER_SUBSCRIBED"}
    assert not room.vendor.called("subscription|suppression|privacy")


def test_a_record_of_the_calls_holds_nobody(room: Room, clock: FakeClock, tmp_path: Path) -> None:
    kept: list[Callable[[], Any]] = []
    calls: Any = SimpleNamespace(record=kept.append)
    connection = Connection("c0ffee", "Under test", "klaviyo", {"base_url": room.vendor.url})
    destination = open_destination(DestinationContext(connection, {"api_key": KEY}, tmp_path, clock, calls))
    room.vendor.has(email="person1@mail.example", last_name="Keller", location={"city": "Köln"}, external_id="Ext")
    room.vendor.fails = lambda attributes: "Odd." if attributes["email"].startswith("person2") else ""
    writer = destination.open(MEMBERS, SCHEMA)
    assert isinstance(writer, JobWriter)
    finished(writer, batch_of(SCHEMA, [person(1, plan=None), person(2), person(3)]))
    finished(writer, batch_of(SCHEMA, people(3), Operation.DELETE))
    destination.objects()
    destination.close()
    shown = " ".join(str(call()) for call in kept)
    assert len(kept) == len(room.vendor.calls)
    assert "/import-errors" in shown
    for secret in ("Keller", "Köln", "Person 2", "mail.example", KEY):
        assert secret not in shown


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "api/profile-subscription-bulk-create-jobs"),
        ("POST", "api/profile-subscription-bulk-delete-jobs"),
        ("POST", "api/profile-suppression-bulk-create-jobs"),
        ("POST", "api/data-privacy-deletion-jobs"),
        ("POST", "api/profile-merge"),
        ("DELETE", "api/lists/Ab12Cd"),
    ],
)
def test_calls_that_are_never_made_do_not_reach_the_socket(room: Room, method: str, path: str) -> None:
    api: Any = room.destination
    with pytest.raises(DestinationError, match="never makes"):
        api._api.call(method, path, {}, cancel=CANCEL)
    assert not room.vendor.calls


def test_the_manifest_warns_of_flows_and_names_its_pages() -> None:
    told = manifest("klaviyo")
    assert "flow" in told.facts["Flows"]
    assert all(d.url.startswith("https://developers.klaviyo.com/") and d.read == "2026-11-24" for d in told.documents)
