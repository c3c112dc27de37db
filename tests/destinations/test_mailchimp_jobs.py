"""Mailchimp: people by jobs, what their results say of each, and what is kept of calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from census_desktop.destinations import open_destination
from census_desktop.domain.errors import JobLost, TransientError
from census_desktop.domain.model import Connection, Operation
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext, JobWriter, Reply, Target, Writer
from census_desktop.domain.records import Call
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, send
from tests.destinations.fakes.mailchimp import KEY, LIST, md5, packed
from tests.destinations.fakes.vendor import Said
from tests.destinations.mailchimp_room import ANN, BEN, CAT, KEYS, SCHEMA, There, the_there  # noqa: F401  the fixture


@dataclass
class CallsKept:
    """A call log that renders everything."""

    kept: list[Call]

    def record(self, call: Callable[[], Call]) -> None:
        self.kept.append(call())


def worked_off(writer: Writer, batch: Batch) -> Reply:
    """The job's results, once it is done."""
    assert isinstance(writer, JobWriter)
    job = writer.submit(batch, CancelToken())
    states = [writer.poll(job, CancelToken()) for _ in range(2)]
    assert [state.done for state in states] == [False, True]
    assert states[0].retry_after
    return writer.results(job, batch, CancelToken())


def test_jobs_carry_the_same_as_single_calls_and_say_who_was_refused(there: There) -> None:
    there.vendor.add("p0@mail.example", "unsubscribed", FNAME="Anna")
    rows = [{"email_address": f"p{n}@mail.example", "FNAME": "Ann"} for n in range(10)]
    there.vendor.gone |= {"p3@mail.example", "p7@mail.example", "p8@mail.example"}
    reply = worked_off(there.writer(sending="as jobs", new_people="subscribed"), batch_of(SCHEMA, rows))
    assert set(reply.rejected) == {3, 7, 8}
    assert reply.unknown == {}
    assert "permanently deleted" in reply.rejected[7]
    assert "p7@" not in reply.rejected[7]
    assert there.vendor._batch("b000000001")["errored_operations"] == 3
    assert there.vendor.consent()["p0@mail.example"] == "unsubscribed"
    assert there.vendor.members[md5("p0@mail.example")]["merge_fields"] == {"FNAME": "Ann"}
    assert '"status":' not in there.vendor.called("batches")[0].body.decode()


def test_the_archive_of_results_never_gets_the_key(there: There) -> None:
    worked_off(there.writer(sending="as jobs"), batch_of(SCHEMA, [ANN]))
    (asked,) = there.vendor.archive.calls
    assert "authorization" not in asked.headers
    assert KEY not in str(asked)


def test_jobs_update_only_who_is_there(there: There) -> None:
    there.vendor.merge_fields[0]["required"] = True
    there.vendor.add("ann@mail.example")
    target = Target("members", Operation.UPDATE, "email_address")
    writer = there.writer(target, sending="as jobs", skip_required=True)
    reply = worked_off(writer, batch_of(SCHEMA, [ANN, BEN], Operation.UPDATE))
    assert (reply.rejected, reply.unknown, len(reply.notes)) == ({}, {}, 1)
    (operation, _) = there.bodies("batches")[0]["operations"]
    assert operation["method"] == "PATCH"
    assert operation["params"] == {"skip_merge_validation": "true"}


def test_results_that_say_nothing_of_a_person_leave_it_unknown(there: There) -> None:
    writer = there.writer(sending="as jobs")
    assert isinstance(writer, JobWriter)
    batch = batch_of(SCHEMA, [ANN, BEN, CAT, ANN])
    job = writer.submit(batch, CancelToken())
    for _ in range(2):
        writer.poll(job, CancelToken())
    results: list[Any] = [
        {"status_code": 200, "operation_id": "0", "response": "not JSON"},
        {"status_code": 500, "operation_id": "1", "response": "{}"},
        {"status_code": 404, "operation_id": "2", "response": "{}"},
        {"status_code": 200, "operation_id": "99", "response": "{}"},
        {"status_code": 200, "operation_id": None, "response": "{}"},
        "nothing",
    ]
    there.vendor.archive.files[f"{job}.tar.gz"] = packed(results)
    reply = writer.results(job, batch, CancelToken())
    assert (reply.rejected, set(reply.unknown)) == ({}, {1, 2, 3})


def test_a_job_that_is_not_known_is_lost_and_a_dead_link_is_asked_for_again(there: There) -> None:
    writer = there.writer(sending="as jobs")
    assert isinstance(writer, JobWriter)
    batch = batch_of(SCHEMA, [ANN])
    with pytest.raises(JobLost):
        writer.poll("b999999999", CancelToken())
    job = writer.submit(batch, CancelToken())
    for _ in range(2):
        writer.poll(job, CancelToken())
    whole = there.vendor.archive.files[f"{job}.tar.gz"]
    there.vendor.archive.fail_next(Said(403, "<Error>Request has expired</Error>"))
    there.vendor.archive.fail_next(Said(200, whole[:60], {"Content-Type": "application/x-gzip"}))
    there.vendor.archive.fail_next(Said(200, b"nothing of that kind", {"Content-Type": "application/x-gzip"}))
    for _ in range(3):
        with pytest.raises(TransientError):
            writer.results(job, batch, CancelToken())
    assert writer.results(job, batch, CancelToken()) == Reply({})


@pytest.mark.parametrize(("object_", "sending"), [("members", "one by one"), ("members", "as jobs"), ("tag", "one by one")])
def test_what_is_kept_of_calls_tells_nothing_of_people(
    there: There, tmp_path: Path, clock: FakeClock, object_: str, sending: str
) -> None:
    kept: list[Call] = []
    connection = Connection("c", "M", "mailchimp", {"list_id": LIST, "base_url": there.vendor.url, "sending": sending})
    log = CallsKept(kept)
    destination = open_destination(DestinationContext(connection, {"api_key": KEY}, tmp_path, clock, calls=log))
    there.opened.append(destination)
    address = {"email_address": "anna.keller@mail.example"}
    there.vendor.add("Anna.Keller@mail.example", FNAME="Annabella", HOME={"addr1": 'Elm "5"', "city": "Ulm{"})
    writer = destination.open(Target(object_, Operation.UPSERT, "email_address", "High value"), KEYS)
    if isinstance(writer, JobWriter):
        worked_off(writer, batch_of(KEYS, [address]))
    else:
        send(writer, batch_of(KEYS, [address]))
    told = repr(kept)
    assert len(kept) == len(there.vendor.calls) + len(there.vendor.archive.calls)
    for value in (
        "Annabella",
        "Marlene",
        "203.0.113.7",
        "Elm",
        "Ulm",
        "keller",
        md5("anna.keller@mail.example")[:12],
        KEY,
        "x1f",
    ):
        assert value not in told
