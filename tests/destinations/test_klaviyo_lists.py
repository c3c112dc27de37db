"""Klaviyo: who joins and leaves a list, how lists are found, made, renamed and read, and their number of a day."""

from __future__ import annotations

import pytest

from census_desktop.domain.errors import DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import AudienceKeeper, MemberReader, Reply, Target
from tests.destinations.batches import batch_of
from tests.destinations.fakes.klaviyo import error, refused
from tests.destinations.klaviyo_room import (
    CANCEL,
    MEMBERS,
    SCHEMA,
    Room,
    people,
    person,
    the_room,  # noqa: F401  the fixture
    the_rooms,  # noqa: F401  the fixture
)


def test_members_join_by_the_import_and_by_their_ids(room: Room) -> None:
    reply = room.send([*people(3), person(3, plan=None)], target=MEMBERS)
    assert reply == Reply()
    assert room.vendor.keys(list_name="Loyal customers") == {f"person{n}@mail.example" for n in range(4)}


def test_members_leave_by_their_ids_in_a_delete_with_a_body(room: Room) -> None:
    room.send(people(3), target=MEMBERS)
    assert room.send([person(0), person(7)], Operation.DELETE, MEMBERS) == Reply()
    assert room.vendor.keys(list_name="Loyal customers") == {"person1@mail.example", "person2@mail.example"}
    assert len(room.vendor.keys()) == 3, "they stay profiles"
    (call,) = room.vendor.called("DELETE")
    assert call.path.endswith("/relationships/profiles")
    assert [item["type"] for item in call.json["data"]] == ["profile"]


def test_nobody_to_remove_is_no_call(room: Room) -> None:
    room.send(people(1), target=MEMBERS)
    assert room.send([person(7)], Operation.DELETE, MEMBERS) == Reply()
    assert not room.vendor.called("DELETE")


def test_members_are_looked_up_by_the_hundred_and_leave_by_the_thousand(room: Room) -> None:
    list_id = room.vendor.has_list("Loyal customers", *(room.vendor.has(email=f"P{n}@mail.example") for n in range(1_050)))
    assert room.send([{"email": f"p{n}@mail.example"} for n in range(1_050)], Operation.DELETE, MEMBERS) == Reply()
    assert not room.vendor.lists[list_id].members
    assert [len(call.json["data"]) for call in room.vendor.called("DELETE")] == [1_000, 50]
    assert len(room.vendor.called("GET /api/profiles")) == 11
    assert all(len(call.path) < 8_000 for call in room.vendor.calls)


def test_removal_looks_ids_up_again_when_one_is_gone(room: Room) -> None:
    room.send(people(2), target=MEMBERS)
    room.ids.remember("profile by email", {"person0@mail.example": "merged"})
    assert room.send(people(2), Operation.DELETE, MEMBERS) == Reply()
    assert room.vendor.keys(list_name="Loyal customers") == set()


def test_a_list_that_is_gone_fails_with_what_to_do(room: Room) -> None:
    gone = Target("list", Operation.MIRROR, "email", "Loyal customers", "L00000")
    with pytest.raises(DestinationError, match="does not exist in Klaviyo any more") as failure:
        room.destination.open(gone, SCHEMA)
    assert failure.value.hint
    writer = room.writer(MEMBERS)
    room.vendor.has(email="person0@mail.example")
    room.vendor.lists.clear()
    with pytest.raises(DestinationError, match="does not know the list"):
        writer.submit(batch_of(SCHEMA, people(1), Operation.DELETE), CANCEL)


def test_a_list_is_found_by_its_exact_name_or_made_once(room: Room) -> None:
    for n in range(12):
        room.vendor.has_list(f"loyal customers {n}")
    made = room.writer(MEMBERS).audience_id
    assert room.vendor.lists[made].name == "Loyal customers"
    assert room.writer(MEMBERS).audience_id == made
    assert len(room.vendor.called("POST /api/lists")) == 1
    by_id = Target("list", Operation.MIRROR, "email", "Renamed here", made)
    assert room.writer(by_id).audience_id == made
    assert "filter=equals%28name%2C%22Loyal%20customers%22%29" in room.vendor.called("filter")[0].path
    quoted = Target("list", Operation.MIRROR, "email", 'The "best", one')
    assert room.vendor.lists[room.writer(quoted).audience_id].name == 'The "best", one'


def test_the_151st_list_of_a_day_waits_and_says_why(room: Room) -> None:
    room.vendor.lists_left = 0
    with pytest.raises(TransientError, match="150 a day") as failure:
        room.destination.open(MEMBERS, SCHEMA)
    assert failure.value.retry_after == 3600
    assert len(room.vendor.called("POST")) == 1


def test_lists_can_be_searched_counted_and_renamed(room: Room) -> None:
    there = [room.vendor.has_list(f"List {n:02d}") for n in range(25)]
    keeper = room.destination
    assert isinstance(keeper, AudienceKeeper)
    assert [a.name for a in keeper.audiences("list")] == [f"List {n:02d}" for n in range(25)]
    assert [a.id for a in keeper.audiences("list", "LIST 07")] == [there[7]]
    room.vendor.lists[there[3]].members.add(room.vendor.has(email="a@mail.example"))
    found = keeper.audience("list", there[3])
    assert found is not None
    assert (found.name, found.members, found.trouble) == ("List 03", 1, "")
    room.vendor.fail_next(refused(429, error(429, "Throttled.")), path="additional-fields")
    assert keeper.audience("list", there[3]) is not None
    keeper.rename_audience("list", there[3], "Renamed")
    assert room.vendor.lists[there[3]].name == "Renamed"
    assert keeper.audience("list", "nobody") is None


def test_members_are_read_over_all_pages(room: Room) -> None:
    ids = [room.vendor.has(email=f"p{n}@mail.example") for n in range(120)]
    list_id = room.vendor.has_list("All", *ids, room.vendor.has(phone_number="+491701234567"))
    assert isinstance(room.destination, MemberReader)
    assert set(room.destination.members("list", list_id, "email", CANCEL)) == {f"p{n}@mail.example" for n in range(120)}
