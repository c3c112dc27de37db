"""SendGrid: contacts by jobs whose errors stand in a file, refusals that name an e-mail, and contacts that are deleted."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.errors import BatchRejected, DestinationError, JobLost, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import JobWriter, Reply, Target
from tests.destinations.batches import batch_of, schema_of
from tests.destinations.fakes.sendgrid import refused
from tests.destinations.fakes.vendor import Said
from tests.destinations.sendgrid_room import (
    CANCEL,
    CONTACTS,
    MEMBERS,
    SCHEMA,
    Room,
    finished,
    people,
    person,
    the_room,  # noqa: F401  the fixture
    the_rooms,  # noqa: F401  the fixture
)


def test_contacts_are_made_and_updated_by_one_job(room: Room) -> None:
    room.vendor.has(email="person0@mail.example", city="Stays")
    assert room.send([person(0, email="Person0@mail.example"), person(1)]) == Reply()
    assert room.vendor.person(email="person0@mail.example")["city"] == "Stays"
    assert room.vendor.person(email="person1@mail.example")["custom_fields"] == {"w1_T": "basic"}
    assert "list_ids" not in room.put()


def test_custom_fields_go_by_their_ids_and_types(room: Room) -> None:
    schema = schema_of(email=pa.string(), orders=pa.string(), since=pa.date32(), plan=pa.bool_())
    rows = [
        {"email": "a@mail.example", "orders": "7", "since": None, "plan": True},
        {"email": "b@mail.example", "orders": "many", "since": None, "plan": None},
    ]
    reply = room.send(rows, schema=schema)
    assert reply.rejected == {1: "“orders” is not a number."}
    assert room.vendor.person(email="a@mail.example")["custom_fields"] == {"e2_N": 7.0, "w1_T": "true"}


def test_texts_are_emptied_and_what_cannot_be_is_told(room: Room) -> None:
    room.vendor.has(email="a@mail.example", first_name="Old", custom_fields={"w1_T": "pro", "e2_N": 7, "e3_D": "2026-01-01"})
    schema = schema_of(email=pa.string(), first_name=pa.string(), plan=pa.string(), Orders=pa.int64(), since=pa.date32())
    reply = room.send([{"email": "a@mail.example"}], schema=schema)
    assert reply == Reply(
        notes=("Numbers and dates that are empty here keep what they have there: SendGrid cannot empty them.",)
    )
    contact = room.vendor.person(email="a@mail.example")
    assert contact["first_name"] == ""
    assert contact["custom_fields"] == {"w1_T": "", "e2_N": 7, "e3_D": "2026-01-01"}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"email": "Anna Keller"}, "not an e-mail"),
        ({"email": None}, "needs an e-mail"),
        ({"first_name": "x" * 51}, "longer than 50"),
    ],
)
def test_what_would_refuse_the_whole_request_is_rejected_here(room: Room, more: dict[str, Any], why: str) -> None:
    reply = room.send([person(0), person(1, **more), person(2)])
    assert list(reply.rejected) == [1]
    assert why in reply.rejected[1]
    assert len(room.put()["contacts"]) == 2


@pytest.mark.parametrize("value", ["nan", "-inf", "1e999", "many"])
def test_a_number_that_json_cannot_hold_rejects_its_record_alone(room: Room, value: str) -> None:
    schema = schema_of(email=pa.string(), Orders=pa.string())
    reply = room.send(
        [{"email": "a@mail.example", "Orders": "7.5"}, {"email": "b@mail.example", "Orders": value}], schema=schema
    )
    assert reply.rejected == {1: "“Orders” is not a number."}
    assert room.put()["contacts"] == [{"email": "a@mail.example", "custom_fields": {"e2_N": 7.5}}]


def test_alternate_emails_are_at_most_five(room: Room) -> None:
    schema = schema_of(email=pa.string(), alternate_emails=pa.list_(pa.string()))
    rows = [{"email": f"p{n}@mail.example", "alternate_emails": ["x@mail.example"] * n} for n in (5, 6)]
    assert list(room.send(rows, schema=schema).rejected) == [1]


@pytest.mark.parametrize("wrong", ["Person17@mail.example", "o'neil@mail.example"])
def test_a_refusal_that_names_an_email_takes_it_out_and_sends_the_others_once_more(room: Room, wrong: str) -> None:
    rows = [person(n) if n != 17 else person(n, email=wrong) for n in range(1_000)]
    room.vendor.fail_next(refused(400, (f"email '{wrong.lower()}' is not valid", "contacts")), path="PUT")
    reply = room.send(rows)
    assert reply.rejected == {17: "email '•••' is not valid"}
    assert len(room.vendor.keys()) == 999
    assert len(room.vendor.called("PUT")) == 2


def test_a_second_refusal_is_left_to_halving(room: Room) -> None:
    for n in (0, 1):
        room.vendor.fail_next(refused(400, (f"email 'person{n}@mail.example' is not valid", None)), path="PUT")
    with pytest.raises(BatchRejected, match="is not valid") as failure:
        room.writer().submit(batch_of(SCHEMA, people(4)), CANCEL)
    assert "person" not in str(failure.value)
    assert len(room.vendor.called("PUT")) == 2


def test_a_refusal_that_names_nobody_is_halved_at_once(room: Room) -> None:
    room.vendor.fail_next(refused(400, ("something is odd", None)), path="PUT")
    with pytest.raises(BatchRejected, match="something is odd"):
        room.writer().submit(batch_of(SCHEMA, people(4)), CANCEL)
    assert len(room.vendor.called("PUT")) == 1


def test_a_field_or_list_that_is_gone_is_one_clear_error(room: Room) -> None:
    writer = room.writer()
    room.vendor.custom.clear()
    with pytest.raises(DestinationError, match="invalid custom field ids") as failure:
        writer.submit(batch_of(SCHEMA, people(2)), CANCEL)
    assert type(failure.value) is DestinationError
    members = room.destination.open(MEMBERS, schema_of(email=pa.string()))
    room.vendor.lists.clear()
    assert isinstance(members, JobWriter)
    with pytest.raises(DestinationError, match="invalid list ids"):
        members.submit(batch_of(schema_of(email=pa.string()), people(2)), CANCEL)
    assert len(room.vendor.called("PUT")) == 2


def test_errors_of_a_job_are_read_from_their_file_without_the_key(rooms: Callable[..., Room]) -> None:
    room = rooms(fails=lambda c: f"{c['first_name']} bounced" if c["email"][6] in "37" else "")
    assert room.send(people(10)).rejected == {3: "••• bounced", 7: "••• bounced"}
    (file,) = room.vendor.called("/files/")
    assert "authorization" not in file.headers
    assert all(call.headers["authorization"] for call in room.vendor.called("/v3/"))


def test_a_contact_that_lacks_one_of_its_identifiers_is_rejected_by_the_job(room: Room) -> None:
    room.vendor.has(email="a@mail.example", external_id="E1")
    schema = schema_of(external_id=pa.string(), first_name=pa.string())
    target = Target("contacts", Operation.UPSERT, "external_id")
    reply = room.send([{"external_id": "E1"}, {"external_id": "E2"}], target=target, schema=schema)
    assert reply.rejected == {0: "all identifiers of the contact must be present"}
    assert room.vendor.keys(name="external_id") == {"E1", "E2"}


def test_a_failed_job_rejects_all(rooms: Callable[..., Room]) -> None:
    room = rooms(fails=lambda c: "bounced")
    assert room.send(people(2)).rejected == {0: "bounced", 1: "bounced"}
    room.vendor.file_fails = Said(403)
    assert set(room.send(people(2)).rejected.values()) == {
        "SendGrid took none of the contacts of this job, and did not say why."
    }


def test_a_file_that_cannot_be_had_leaves_the_refused_unnamed(rooms: Callable[..., Room]) -> None:
    room = rooms(fails=lambda c: "bounced" if "person1" in c["email"] else "")
    room.vendor.file_fails = Said(403, "<Error/>", {"Content-Type": "application/xml"})
    reply = room.send(people(3))
    assert (reply.rejected, reply.unnamed) == ({}, 1)
    room.vendor.file_fails = Said(503)
    with pytest.raises(TransientError):
        room.send(people(3))


def test_a_file_that_is_no_csv_is_read_as_far_as_it_is_one(rooms: Callable[..., Room]) -> None:
    room = rooms(fails=lambda c: "bounced" if c["email"][6] in "12" else "")
    csv.field_size_limit(131_072)  # of the process: others may have raised it
    far_too_long = "x" * (csv.field_size_limit() + 1)
    room.vendor.file_fails = Said(200, f"email,error\nperson1@mail.example,bounced\nperson2@mail.example,{far_too_long}\n")
    reply = room.send(people(4))
    assert (reply.rejected, reply.unnamed) == ({1: "bounced"}, 1)


def test_a_job_that_had_errors_and_does_not_say_how_many_claims_nothing(rooms: Callable[..., Room]) -> None:
    room = rooms(fails=lambda c: "bounced" if "person1" in c["email"] else "")
    errored = Said(200, {"id": "x", "status": "errored", "results": None})
    writer, batch = room.writer(), batch_of(SCHEMA, [person(0, email="Anna"), person(1), person(2)])
    job = writer.submit(batch, CANCEL)
    room.vendor.fail_next(errored, path="/imports/")
    reply = writer.results(job, batch, CANCEL)
    assert (list(reply.rejected), set(reply.unknown), reply.unnamed) == ([0], {1, 2}, 0)
    room.vendor.has(email="person5@mail.example")
    writer = room.writer(Target("contacts", Operation.DELETE, "email"))
    batch = batch_of(SCHEMA, [person(5)], Operation.DELETE)
    job = writer.submit(batch, CANCEL)
    room.vendor.fail_next(errored, path="/imports/")
    assert set(writer.results(job, batch, CANCEL).unknown) == {0}


def test_a_file_may_have_other_columns(rooms: Callable[..., Room]) -> None:
    room = rooms(fails=lambda c: "bounced" if "person1" in c["email"] else "")
    for lines in (
        [["PERSON1@mail.example", "Person 1", "no good"]],
        [["Reason", "Contact"], ["no good", "person1@mail.example"], ["who is this", "stranger@mail.example"]],
    ):
        writer, batch = room.writer(), batch_of(SCHEMA, people(3))
        job = writer.submit(batch, CANCEL)
        while not writer.poll(job, CANCEL).done:
            pass
        list(room.vendor.jobs.values())[-1].lines = list(lines)
        assert writer.results(job, batch, CANCEL).rejected == {1: "no good"}


def test_a_job_is_asked_for_by_another_process_and_not_sent_again(rooms: Callable[..., Room]) -> None:
    room = rooms(polls=2, fails=lambda c: "bounced" if "person3" in c["email"] else "")
    rows = [person(0), person(1, email="odd"), person(2), person(3)]
    job = room.writer().submit(batch_of(SCHEMA, rows), CANCEL)
    assert "mail.example" not in job
    other = room.connect().open(CONTACTS, SCHEMA)
    assert isinstance(other, JobWriter)
    assert [other.poll(job, CANCEL).done for _ in range(3)] == [False, False, True]
    assert set(other.results(job, batch_of(SCHEMA, rows), CANCEL).rejected) == {1, 3}
    assert len(room.vendor.called("PUT")) == 1


def test_a_job_that_sendgrid_does_not_know_is_lost(room: Room) -> None:
    writer = room.writer()
    job = writer.submit(batch_of(SCHEMA, people(1)), CANCEL)
    room.vendor.jobs.clear()
    with pytest.raises(JobLost):
        writer.poll(job, CANCEL)


def test_a_request_over_six_megabytes_is_halved_and_never_sent(room: Room) -> None:
    writer = room.writer()
    with pytest.raises(BatchRejected, match="6 MB"):
        writer.submit(batch_of(SCHEMA, [person(n, plan="x" * 100_000) for n in range(61)]), CANCEL)
    assert not room.vendor.called("PUT")
    assert 0 < writer.limits.batch_bytes < 6_000_000
    assert writer.limits.batch_rows == 30_000


def test_contacts_are_deleted_by_their_ids_alone(room: Room) -> None:
    for n in range(150):
        room.vendor.has(email=f"person{n}@mail.example")
    target = Target("contacts", Operation.DELETE, "email")
    assert room.send(people(130), Operation.DELETE, target) == Reply()
    assert room.vendor.keys() == {f"person{n}@mail.example" for n in range(130, 150)}
    assert [len(call.one("ids").split(",")) for call in room.vendor.called("DELETE")] == [100, 30]
    assert room.send(people(3), Operation.DELETE, target) == Reply(), "who is not there is deleted already"
    assert len(room.vendor.called("DELETE")) == 2


def test_a_deletion_that_is_repeated_finds_who_is_left(room: Room) -> None:
    for n in range(130):
        room.vendor.has(email=f"person{n}@mail.example")
    writer = room.writer(Target("contacts", Operation.DELETE, "email"))
    batch = batch_of(SCHEMA, people(130), Operation.DELETE)
    room.vendor.fail_next(Said(202, {"job_id": "lost"}), path="DELETE")
    room.vendor.fail_next(Said(503), path="DELETE")
    with pytest.raises(TransientError):
        writer.submit(batch, CANCEL)
    for id_, contact in list(room.vendor.contacts.items()):
        if contact["email"] in {f"person{n}@mail.example" for n in range(100)}:
            del room.vendor.contacts[id_]
    assert finished(writer, batch) == Reply()
    assert room.vendor.keys() == set()


def test_whoever_has_the_email_that_is_named_is_rejected(rooms: Callable[..., Room]) -> None:
    room = rooms(fails=lambda c: "bounced" if c["email"].startswith("person1") else "")
    rows = [person(0), person(1), person(1, email="PERSON1@mail.example")]
    assert set(room.send(rows).rejected) == {1, 2}
    room.vendor.fail_next(refused(400, ("email 'person0@mail.example' is not valid", None)), path="PUT")
    assert set(room.send([person(0), person(0, email="Person0@mail.example"), person(2)]).rejected) == {0, 1}


def test_who_was_sent_lately_and_is_not_found_does_not_count_as_deleted(rooms: Callable[..., Room]) -> None:
    room = rooms(lag=120.0)
    target = Target("contacts", Operation.DELETE, "email")
    room.send(people(1))
    assert set(room.send(people(2), Operation.DELETE, target).unknown) == {0}
    assert room.vendor.keys() == {"person0@mail.example"}
    room.vendor.now += 120
    assert room.send(people(1), Operation.DELETE, target) == Reply()
    assert room.vendor.keys() == set()
    assert room.send(people(1), Operation.DELETE, target) == Reply(), "who was deleted is not waited for"


def test_a_deletion_that_failed_is_told(room: Room) -> None:
    room.vendor.has(email="person0@mail.example")
    writer, batch = room.writer(Target("contacts", Operation.DELETE, "email")), batch_of(SCHEMA, people(2), Operation.DELETE)
    job = writer.submit(batch, CANCEL)
    (begun,) = room.vendor.jobs.values()
    begun.status = "failed"
    assert writer.results(job, batch, CANCEL).rejected == {0: "SendGrid deleted none of the contacts of this job."}
