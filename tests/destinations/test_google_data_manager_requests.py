"""Google's customer lists: requests that are asked about later, and what their answers mean."""

from __future__ import annotations

from typing import Any

import pytest

from census_desktop.domain.errors import BatchRejected, CredentialError, DestinationError, JobLost, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken, JobWriter, Reply
from tests.destinations.batches import MemoryIds, batch_of
from tests.destinations.fakes.google import QUOTA, failed, invalid
from tests.destinations.fakes.google_data_manager import GoogleDataManager
from tests.destinations.fakes.vendor import Said
from tests.destinations.google_data_manager_room import (
    MIRROR,
    SCHEMA,
    Open,
    bodies,
    done,
    person,
    the_google,  # noqa: F401  the fixture
    the_ids,  # noqa: F401  the fixture
    the_open_,  # noqa: F401  the fixture
)
from tests.destinations.vendors.google_data_manager import sha


def test_a_request_is_asked_about_until_it_is_done_by_another_process_too(google: GoogleDataManager, open_: Open) -> None:
    google.polls, cancel = 2, CancelToken()
    batch = batch_of(SCHEMA, [person("a")])
    writer = open_().open(MIRROR, SCHEMA)
    assert isinstance(writer, JobWriter)
    job = writer.submit(batch, cancel)
    assert not writer.poll(job, cancel).done
    later = open_().open(MIRROR, SCHEMA)
    assert isinstance(later, JobWriter)
    state = later.poll(job, cancel)
    assert (state.done, state.retry_after) == (False, 15.0)
    assert later.poll(job, cancel).done
    assert later.results(job, batch, cancel) == Reply(accepted=True)
    assert len(bodies(google)) == 1


def test_a_partial_success_counts_who_was_refused_by_reason(google: GoogleDataManager, open_: Open) -> None:
    counts = [
        {"reason": "PROCESSING_ERROR_REASON_NO_CONSENT", "recordCount": "2"},
        {"reason": "PROCESSING_ERROR_REASON_INVALID_FORMAT", "recordCount": "1"},
    ]
    google.outcome = {"requestStatus": "PARTIAL_SUCCESS", "errorInfo": {"errorCounts": counts}}
    reply = done(open_().open(MIRROR, SCHEMA), batch_of(SCHEMA, [person(str(n)) for n in range(5)]))
    assert (reply.accepted, reply.unnamed, reply.rejected) == (True, 3, {})
    assert reply.notes == ("Google did not take: 2 × NO_CONSENT, 1 × INVALID_FORMAT.",)


def test_a_failure_is_everybodys(google: GoogleDataManager, open_: Open) -> None:
    counts = [{"reason": "PROCESSING_ERROR_REASON_DENIED_CONSENT", "recordCount": "2"}]
    google.outcome = {"requestStatus": "FAILED", "errorInfo": {"errorCounts": counts}}
    reply = done(open_().open(MIRROR, SCHEMA), batch_of(SCHEMA, [person("a"), person("b")]))
    assert list(reply.rejected) == [0, 1]
    assert "DENIED_CONSENT" in reply.rejected[0]


def test_a_removal_that_was_not_whole_keeps_what_is_known(google: GoogleDataManager, open_: Open, ids: MemoryIds) -> None:
    writer = open_().open(MIRROR, SCHEMA)
    done(writer, batch_of(SCHEMA, [person("a", phone=sha("+1"))]))
    google.outcome = {"requestStatus": "FAILED", "errorInfo": {"errorCounts": [{"reason": "X", "recordCount": "1"}]}}
    done(writer, batch_of(SCHEMA, [person("a")], Operation.DELETE))
    assert len(ids.ids) == 1


def test_a_request_that_is_not_known_any_more_is_lost(open_: Open) -> None:
    writer = open_().open(MIRROR, SCHEMA)
    assert isinstance(writer, JobWriter)
    with pytest.raises(JobLost):
        writer.poll("request-9", CancelToken())


@pytest.mark.parametrize(
    ("said", "error", "says"),
    [
        (QUOTA, TransientError, "quota"),
        (failed(401, "UNAUTHENTICATED", "Expired"), CredentialError, "refused"),
        (failed(403, "PERMISSION_DENIED", "No access", "PERMISSION_DENIED"), DestinationError, "needs access"),
        (failed(403, "PERMISSION_DENIED", "Off", "SERVICE_DISABLED"), DestinationError, "not switched on"),
        (failed(503, "UNAVAILABLE", "Later"), TransientError, "trouble"),
        (invalid("Not signed", "TERMS_AND_CONDITIONS_NOT_SIGNED"), DestinationError, "TERMS_AND_CONDITIONS_NOT_SIGNED"),
        (invalid("Declare", "EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED"), DestinationError, "EU_POLITICAL"),
        (invalid(f"Bad {sha('a')}", "INVALID_POSTAL_CODE"), BatchRejected, "INVALID_POSTAL_CODE"),
        (Said(200, {}), TransientError, "does not name"),
    ],
)
def test_what_its_answers_mean(google: GoogleDataManager, open_: Open, said: Said, error: type[Exception], says: str) -> None:
    writer = open_().open(MIRROR, SCHEMA)
    assert isinstance(writer, JobWriter)
    google.fail_next(said, path="ingest")
    with pytest.raises(error) as told:
        writer.submit(batch_of(SCHEMA, [person("a")]), CancelToken())
    assert type(told.value) is error
    assert says in str(told.value)
    assert sha("a") not in str(told.value)


@pytest.mark.parametrize(("state", "unknown"), [("SOMETHING_NEW", [0]), ("PARTIAL_SUCCESS", []), ("SUCCESS", [])])
def test_an_end_of_another_name_than_success_confirms_nobody(
    google: GoogleDataManager, open_: Open, state: str, unknown: list[int]
) -> None:
    google.outcome = {"requestStatus": state}
    reply = done(open_().open(MIRROR, SCHEMA), batch_of(SCHEMA, [person("a")]))
    assert list(reply.unknown) == unknown
    assert ("a part alone" in " ".join(reply.notes)) is (state == "PARTIAL_SUCCESS")


@pytest.mark.parametrize("said", [{}, {"requestStatusPerDestination": []}, {"requestStatusPerDestination": [{}]}, []])
def test_a_request_of_which_nothing_is_said_is_not_asked_about_for_ever(
    google: GoogleDataManager, open_: Open, said: Any
) -> None:
    writer, cancel = open_().open(MIRROR, SCHEMA), CancelToken()
    assert isinstance(writer, JobWriter)
    job = writer.submit(batch_of(SCHEMA, [person("a")]), cancel)
    google.fail_next(Said(200, said), path="requestStatus")
    with pytest.raises(DestinationError, match="requestStatus"):
        writer.poll(job, cancel)
