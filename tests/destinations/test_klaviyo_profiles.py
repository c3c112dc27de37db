"""Klaviyo: profiles imported by jobs, what a refusal names, values that are cleared, and who is made or updated only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.errors import BatchRejected, DestinationError, JobLost, TransientError
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import JobWriter, Reply, Target
from tests.destinations.batches import batch_of, schema_of
from tests.destinations.fakes.klaviyo import error, refused
from tests.destinations.fakes.vendor import Said
from tests.destinations.klaviyo_room import (
    CANCEL,
    PROFILES,
    SCHEMA,
    Room,
    finished,
    people,
    person,
    the_room,  # noqa: F401  the fixture
    the_rooms,  # noqa: F401  the fixture
)

ROW = "/data/attributes/profiles/data/"


def test_profiles_are_made_and_updated_by_one_job(room: Room) -> None:
    room.vendor.has(email="person0@mail.example", last_name="Stays")
    assert room.send(people(3)) == Reply()
    assert room.vendor.person(email="person0@mail.example")["last_name"] == "Stays"
    assert room.vendor.person(email="person2@mail.example")["properties"] == {"plan": "basic"}
    assert len(room.vendor.called("POST")) == 1


def test_fields_go_where_klaviyo_has_them(room: Room) -> None:
    row = {
        "external_id": 7,
        "email": "a@mail.example",
        "location.city": "Köln",
        "location.latitude": 50.9,
        "properties.title": "Dr.",
        "tags": ["a", "b"],
        "title": 3,
    }
    schema = pa.schema([pa.field(n, pa.array([v]).type) for n, v in row.items()])
    assert room.send([row], target=Target("profiles", Operation.UPSERT, "external_id"), schema=schema) == Reply()
    (profile,) = room.imported()
    assert profile == {
        "type": "profile",
        "attributes": {
            "external_id": "7",
            "email": "a@mail.example",
            "title": "3",
            "location": {"city": "Köln", "latitude": 50.9},
            "properties": {"title": "Dr.", "tags": ["a", "b"]},
        },
    }


def test_a_null_goes_by_itself_and_really_clears(room: Room) -> None:
    room.vendor.has(email="person1@mail.example", first_name="Old", properties={"plan": "pro", "other": 1})
    reply = room.send([person(0), person(1, first_name=None, plan=None), person(2)])
    assert reply == Reply()
    cleared = room.vendor.person(email="person1@mail.example")
    assert "first_name" not in cleared
    assert cleared["properties"] == {"other": 1}
    assert [p["attributes"]["email"] for p in room.imported()] == ["person0@mail.example", "person2@mail.example"]
    assert len(room.vendor.called("POST /api/profile-import")) == 1


def test_a_field_that_keeps_its_value_when_empty_goes_in_bulk(room: Room) -> None:
    room.vendor.has(email="person1@mail.example", properties={"plan": "pro"})
    room.send([person(1, plan=None)], keep_if_null=["plan"])
    assert room.vendor.person(email="person1@mail.example")["properties"] == {"plan": "pro"}
    assert not room.vendor.called("POST /api/profile-import")


def test_a_batch_with_many_values_to_clear_goes_in_parts(room: Room) -> None:
    writer = room.writer()
    with pytest.raises(BatchRejected, match="smaller parts"):
        writer.submit(batch_of(SCHEMA, [person(n, plan=None) for n in range(101)]), CANCEL)
    assert not room.vendor.calls


def test_clearing_that_was_throttled_goes_on_where_it_stopped(room: Room) -> None:
    writer = room.writer()
    batch = batch_of(SCHEMA, [person(n, plan=None) for n in range(4)])
    room.vendor.fail_next(Said(200, {"data": {"id": "X"}}), times=2)
    room.vendor.fail_next(refused(429, error(429, "Throttled."), headers={"Retry-After": "3"}))
    with pytest.raises(TransientError) as failure:
        writer.submit(batch, CANCEL)
    assert failure.value.retry_after == 3
    assert finished(writer, batch) == Reply()
    assert len(room.vendor.called("POST /api/profile-import")) == 5


def test_single_calls_reject_single_records_without_their_values(room: Room) -> None:
    room.vendor.has(email="person1@mail.example")
    room.vendor.has(external_id="E1")
    schema = schema_of(email=pa.string(), external_id=pa.string(), plan=pa.string())
    rows = [{"email": "person1@mail.example", "external_id": "E1"}, {"email": "person2@mail.example", "external_id": "E2"}]
    assert room.send(rows, schema=schema).rejected == {0: "The identifiers belong to more than one profile."}
    room.vendor.fail_next(refused(400, error(400, "person2@mail.example is odd", "/data/attributes/email")))
    assert room.send(rows[1:], schema=schema).rejected == {0: "email: ••• is odd"}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"email": "Anna Keller"}, "not an e-mail"),
        ({"email": "a@b"}, "not an e-mail"),
        ({"email": None}, "needs an e-mail"),
        ({"plan": "x" * 100_000}, "100 KB"),
    ],
)
def test_what_would_refuse_the_whole_request_is_rejected_here(room: Room, more: dict[str, Any], why: str) -> None:
    reply = room.send([person(0), person(1, **more), person(2)])
    assert list(reply.rejected) == [1]
    assert why in reply.rejected[1]
    assert len(room.imported()) == 2


def test_phone_numbers_need_their_country_code(room: Room) -> None:
    schema = schema_of(phone_number=pa.string())
    target = Target("profiles", Operation.UPSERT, "phone_number")
    reply = room.send([{"phone_number": "0170 1234567"}, {"phone_number": "+491701234567"}], target=target, schema=schema)
    assert list(reply.rejected) == [0]
    assert room.vendor.keys("phone_number") == {"+491701234567"}


def test_a_refusal_at_the_door_takes_out_whom_it_names_and_sends_the_others_once_more(room: Room) -> None:
    named = [error(400, "person3@mail.example is not valid.", f"{ROW}3/attributes/email"), error(400, "Odd.", f"{ROW}7")]
    room.vendor.fail_next(refused(400, *named))
    reply = room.send(people(10))
    assert reply.rejected == {3: "email: ••• is not valid.", 7: "Odd."}
    assert len(room.vendor.called("POST")) == 2
    assert room.vendor.keys() == {f"person{n}@mail.example" for n in range(10) if n not in (3, 7)}


def test_errors_of_a_job_that_was_stripped_are_placed_in_the_whole_batch(rooms: Callable[..., Room]) -> None:
    room = rooms(fails=lambda attributes: "Bounced." if attributes["email"].startswith("person5") else "")
    room.vendor.fail_next(refused(400, error(400, "Odd.", f"{ROW}2/attributes/email")))
    assert room.send(people(7)).rejected == {2: "email: Odd.", 5: "Bounced."}


def test_a_second_refusal_is_left_to_halving(room: Room) -> None:
    room.vendor.fail_next(refused(400, error(400, "Odd.", f"{ROW}0/attributes/email")), times=2)
    with pytest.raises(BatchRejected, match=r"Odd\."):
        room.writer().submit(batch_of(SCHEMA, people(4)), CANCEL)
    assert len(room.vendor.calls) == 2


def test_a_refusal_that_names_nobody_is_one_clear_error(room: Room) -> None:
    writer = room.writer(Target("list", Operation.UPSERT, "email", "Gone"))
    room.vendor.lists.clear()
    with pytest.raises(DestinationError, match=r"List ID L\w+ does not exist") as failure:
        writer.submit(batch_of(SCHEMA, people(2)), CANCEL)
    assert type(failure.value) is DestinationError
    assert len(room.vendor.called("POST /api/profile-bulk-import-jobs")) == 1


def test_a_refusal_that_points_to_a_list_is_about_no_profile(room: Room) -> None:
    writer = room.writer()
    wrong = error(400, "The list does not exist.", "/data/relationships/lists/data/0/id")
    room.vendor.fail_next(refused(400, wrong), path="POST .*bulk-import")
    with pytest.raises(DestinationError, match="refused the whole request") as failure:
        writer.submit(batch_of(SCHEMA, people(3)), CANCEL)
    assert type(failure.value) is DestinationError
    assert len(room.vendor.called("bulk-import")) == 1


def test_errors_of_a_job_are_read_over_all_pages(rooms: Callable[..., Room]) -> None:
    room = rooms(fails=lambda attributes: "Bounced." if "person1" in attributes["email"] else "")
    room.vendor.page_links = "https://elsewhere.example"  # only the cursor of the link counts
    reply = room.send(people(200))
    assert len(reply.rejected) == 111
    assert set(reply.rejected) == {n for n in range(200) if str(n).startswith("1")}
    assert len(room.vendor.called("import-errors")) == 2
    assert all("original_payload" not in call.path for call in room.vendor.called("import-errors"))


def test_failures_that_are_not_named_are_counted(rooms: Callable[..., Room]) -> None:
    room = rooms(fails=lambda attributes: "Bounced.")
    batch = batch_of(SCHEMA, people(3))
    writer = room.writer()
    job = writer.submit(batch, CANCEL)
    (made,) = room.vendor.jobs.values()
    made.errors[0]["source"] = {}
    while not writer.poll(job, CANCEL).done:
        pass
    reply = writer.results(job, batch, CANCEL)
    assert (set(reply.rejected), reply.unnamed) == ({1, 2}, 1)


def test_a_cancelled_job_claims_nothing(room: Room) -> None:
    batch = batch_of(SCHEMA, [*people(2), person(2, email="odd")])
    writer = room.writer()
    job = writer.submit(batch, CANCEL)
    next(iter(room.vendor.jobs.values())).status = "cancelled"
    assert writer.poll(job, CANCEL).done
    reply = writer.results(job, batch, CANCEL)
    assert (set(reply.unknown), set(reply.rejected)) == ({0, 1}, {2})


def test_a_job_is_asked_for_by_another_process_and_not_sent_again(rooms: Callable[..., Room]) -> None:
    room = rooms(polls=3, fails=lambda attributes: "Bounced." if "person4" in attributes["email"] else "")
    rows = [person(0), person(1, email="odd"), person(2, plan=None), person(3), person(4)]
    batch = batch_of(SCHEMA, rows, idempotency_key="same")
    job = room.writer().submit(batch, CANCEL)
    assert "mail.example" not in job
    other = room.connect().open(PROFILES, SCHEMA)
    assert isinstance(other, JobWriter)
    assert [other.poll(job, CANCEL).done for _ in range(4)] == [False, False, False, True]
    reply = other.results(job, batch_of(SCHEMA, rows, idempotency_key="same"), CANCEL)
    assert set(reply.rejected) == {1, 4}
    assert len(room.vendor.called("POST /api/profile-bulk-import-jobs")) == 1


def test_a_job_that_klaviyo_does_not_know_is_lost(room: Room) -> None:
    writer = room.writer()
    job = writer.submit(batch_of(SCHEMA, people(1)), CANCEL)
    room.vendor.jobs.clear()
    with pytest.raises(JobLost):
        writer.poll(job, CANCEL)


def test_a_request_over_five_megabytes_is_halved_and_never_sent(room: Room) -> None:
    rows = [person(n, plan="x" * 90_000) for n in range(60)]
    writer = room.writer()
    with pytest.raises(BatchRejected, match="5 MB"):
        writer.submit(batch_of(SCHEMA, rows), CANCEL)
    assert not room.vendor.calls
    assert finished(writer, batch_of(SCHEMA, rows[:30])) == Reply()
    assert 0 < writer.limits.batch_bytes < 5_000_000
    assert 0 < writer.limits.record_bytes < 100_000


def test_update_skips_whom_klaviyo_does_not_have(room: Room) -> None:
    there = room.vendor.has(email="person1@mail.example", properties={"plan": "old"})
    target = Target("profiles", Operation.UPDATE, "email")
    reply = room.send(people(3), Operation.UPDATE, target)
    assert reply == Reply(notes=("Profiles that Klaviyo does not have were skipped.",))
    assert room.vendor.keys() == {"person1@mail.example"}
    assert room.imported()[0]["id"] == there
    lookups = len(room.vendor.called("GET /api/profiles"))
    room.send([person(1)], Operation.UPDATE, target)
    assert len(room.vendor.called("GET /api/profiles")) == lookups, "an id that is known is not asked for again"


def test_an_id_that_is_refused_is_looked_up_anew_the_next_time(room: Room) -> None:
    target = Target("profiles", Operation.UPDATE, "email")
    room.ids.remember("profile by email", {"person1@mail.example": "merged", "person2@mail.example": "merged"})
    rows = [person(1), person(2, plan=None)]
    assert set(room.send(rows, Operation.UPDATE, target).rejected) == {0, 1}
    for n in (1, 2):
        room.vendor.has(email=f"person{n}@mail.example")
    assert not room.send(rows, Operation.UPDATE, target).rejected


def test_create_leaves_those_who_are_there_as_they_are(room: Room) -> None:
    room.vendor.has(email="Person1@mail.example", properties={"plan": "old"})
    target = Target("profiles", Operation.CREATE, "email")
    reply = room.send([person(1), person(2, plan=None)], Operation.CREATE, target)
    assert reply == Reply(notes=("Profiles that were there already were skipped.",))
    assert room.vendor.person(email="Person1@mail.example")["properties"] == {"plan": "old"}
    assert not room.vendor.called("POST /api/profile-import"), "a new profile has nothing to clear"


def test_a_mirror_of_profiles_empties_and_never_makes_or_deletes(room: Room) -> None:
    room.vendor.has(email="person1@mail.example", first_name="Old", last_name="Stays", properties={"plan": "x"})
    target = Target("profiles", Operation.MIRROR, "email", removal=Removal.NULL_OUT)
    rows = [{"email": f"person{n}@mail.example"} for n in (1, 2)]
    room.send(rows, Operation.UPDATE, target)
    assert room.vendor.keys() == {"person1@mail.example"}
    left = room.vendor.person(email="person1@mail.example")
    assert (left["last_name"], left["properties"], "first_name" in left) == ("Stays", {}, False)


def test_profiles_are_never_deleted(room: Room) -> None:
    with pytest.raises(DestinationError, match="never deleted"):
        room.writer().submit(batch_of(SCHEMA, people(1), Operation.DELETE), CANCEL)
    assert not room.vendor.calls
