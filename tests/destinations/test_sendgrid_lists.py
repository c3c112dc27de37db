"""SendGrid: who joins and leaves a list, ids that are looked up for it, and how lists are found and renamed."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from census_desktop.domain.errors import BatchRejected, DestinationError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import AudienceKeeper, Reply, Target
from tests.destinations.batches import batch_of, schema_of
from tests.destinations.sendgrid_room import (
    CANCEL,
    MEMBERS,
    SCHEMA,
    Room,
    finished,
    people,
    person,
    the_room,  # noqa: F401  the fixture
    the_rooms,  # noqa: F401  the fixture
)


def test_members_join_by_the_import_and_leave_by_their_ids(room: Room) -> None:
    assert room.send(people(3), target=MEMBERS) == Reply()
    assert room.vendor.keys("Loyal customers") == {f"person{n}@mail.example" for n in range(3)}
    assert room.put()["list_ids"] == [next(iter(room.vendor.lists))]
    reply = room.send([person(0, email="PERSON0@mail.example"), person(1)], Operation.DELETE, MEMBERS)
    assert reply == Reply(accepted=True)
    assert room.vendor.keys("Loyal customers") == {"person2@mail.example"}
    assert len(room.vendor.keys()) == 3, "they stay contacts"


def test_a_search_that_finds_none_is_no_error(room: Room) -> None:
    room.vendor.has_list("Loyal customers")
    assert room.send(people(2), Operation.DELETE, MEMBERS) == Reply(accepted=True)
    assert not room.vendor.called("DELETE")


def test_of_some_who_are_not_there_only_the_others_leave(room: Room) -> None:
    there = room.vendor.has(email="person1@mail.example")
    room.vendor.has_list("Loyal customers", there)
    rows = [*people(3), person(4, email="not an address")]
    assert room.send(rows, Operation.DELETE, MEMBERS) == Reply(accepted=True)
    (call,) = room.vendor.called("DELETE")
    assert call.one("contact_ids") == there
    (search,) = room.vendor.called("search")
    assert len(search.json["emails"]) == 3, "an address that is none would refuse the whole search"


def test_ids_are_looked_up_once_and_anew_when_one_is_gone(room: Room) -> None:
    room.send(people(2), target=MEMBERS)
    room.ids.remember("contact by email", {"person0@mail.example": "00000000-0000-0000-0000-00000000dead"})
    assert room.send(people(2), Operation.DELETE, MEMBERS) == Reply(accepted=True)
    assert room.vendor.keys("Loyal customers") == set()
    searches = len(room.vendor.called("search"))
    room.send(people(2), Operation.DELETE, MEMBERS)
    assert len(room.vendor.called("search")) == searches


def test_added_and_removed_in_one_run_ends_outside(room: Room) -> None:
    writer = room.writer(MEMBERS)
    assert finished(writer, batch_of(SCHEMA, people(2))) == Reply()
    assert finished(writer, batch_of(SCHEMA, people(1), Operation.DELETE)) == Reply(accepted=True)
    assert room.vendor.keys("Loyal customers") == {"person1@mail.example"}


def test_who_cannot_be_found_yet_stays_unknown_until_it_can_be_said(rooms: Callable[..., Room]) -> None:
    room = rooms(lag=600.0)
    room.send(people(1), target=MEMBERS)
    reply = room.send([person(0), person(7)], Operation.DELETE, MEMBERS)
    assert list(reply.unknown) == [0]
    assert "does not find this contact yet" in reply.unknown[0]
    assert room.vendor.keys("Loyal customers") == {"person0@mail.example"}
    room.vendor.now += 600
    room.clock.advance(600)
    assert room.send(people(1), Operation.DELETE, MEMBERS) == Reply(accepted=True)
    assert room.vendor.keys("Loyal customers") == set()


def test_who_is_never_found_is_gone_after_an_hour(room: Room) -> None:
    room.send(people(1), target=MEMBERS)
    room.vendor.contacts.clear()
    room.clock.advance(3601)
    assert room.send(people(1), Operation.DELETE, MEMBERS) == Reply(accepted=True)


def test_removals_by_another_identifier_search_for_that(room: Room) -> None:
    ids = [room.vendor.has(external_id=f"E{n}") for n in range(3)]
    room.vendor.has_list("Loyal customers", *ids)
    schema = schema_of(external_id=pa.string())
    target = Target("list", Operation.MIRROR, "external_id", "Loyal customers")
    room.send([{"external_id": "E0"}, {"external_id": "E9"}], Operation.DELETE, target, schema)
    assert room.vendor.keys("Loyal customers", "external_id") == {"E1", "E2"}
    assert [call.path for call in room.vendor.called("search")] == ["/v3/marketing/contacts/search/identifiers/external_id"]


def test_removals_go_by_the_hundred_and_many_in_parts(room: Room) -> None:
    ids = [room.vendor.has(email=f"person{n}@mail.example") for n in range(250)]
    room.vendor.has_list("Loyal customers", *ids)
    room.send(people(250), Operation.DELETE, MEMBERS)
    assert room.vendor.keys("Loyal customers") == set()
    assert [len(call.one("contact_ids").split(",")) for call in room.vendor.called("DELETE")] == [100, 100, 50]
    with pytest.raises(BatchRejected, match="smaller parts"):
        room.writer(MEMBERS).submit(batch_of(SCHEMA, people(1_001), Operation.DELETE), CANCEL)


def test_an_email_too_long_to_search_for_stays_unknown(room: Room) -> None:
    long = f"{'x' * 60}@{'y' * 60}.example"
    reply = room.send([{"email": long}], Operation.DELETE, MEMBERS)
    assert "at most 100 characters" in reply.unknown[0]


def test_a_list_that_is_gone_fails_with_what_to_do(room: Room) -> None:
    gone = Target("list", Operation.MIRROR, "email", "Loyal customers", "00000000-0000-0000-0000-00000000dead")
    with pytest.raises(DestinationError, match="does not exist in SendGrid any more") as failure:
        room.destination.open(gone, SCHEMA)
    assert failure.value.hint
    room.vendor.has(email="person0@mail.example")
    writer = room.writer(MEMBERS)
    room.vendor.lists.clear()
    with pytest.raises(DestinationError, match="does not know the list"):
        writer.submit(batch_of(SCHEMA, people(1), Operation.DELETE), CANCEL)


def test_a_list_is_found_by_its_exact_name_or_made_once(room: Room) -> None:
    made = room.writer(MEMBERS).audience_id
    assert room.writer(MEMBERS).audience_id == made
    assert len(room.vendor.called("POST /v3/marketing/lists")) == 1
    assert room.writer(Target("list", Operation.MIRROR, "email", "Renamed here", made)).audience_id == made
    with pytest.raises(DestinationError, match="name must be unique"):
        room.destination.open(Target("list", Operation.UPSERT, "email", "LOYAL customers"), SCHEMA)


def test_lists_can_be_searched_counted_and_renamed(room: Room) -> None:
    there = [room.vendor.has_list(f"List {n:04d}") for n in range(1_005)]
    keeper = room.destination
    assert isinstance(keeper, AudienceKeeper)
    assert len(keeper.audiences("list")) == 500
    assert [a.id for a in keeper.audiences("list", "LIST 1004")] == [there[1004]]
    assert len(room.vendor.called("GET /v3/marketing/lists")) == 4
    room.vendor.lists[there[3]].members.add(room.vendor.has(email="a@mail.example"))
    found = keeper.audience("list", there[3])
    assert found is not None
    assert (found.name, found.members) == ("List 0003", 1)
    keeper.rename_audience("list", there[3], "Renamed")
    assert room.vendor.lists[there[3]].name == "Renamed"
    assert keeper.audience("list", "00000000-0000-0000-0000-00000000dead") is None
