"""HubSpot: what throttles and refusals mean, answers that say nothing, and calls that are never made."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop.domain.errors import CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken
from tests.conftest import FakeClock
from tests.destinations.batches import opened
from tests.destinations.fakes.vendor import Said
from tests.destinations.hubspot_room import ANN, BOB, WRITES, Account, the_account  # noqa: F401  the fixture

# What refusals mean ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        (Said(429, {"policyName": "TEN_SECONDLY_ROLLING", "errorType": "RATE_LIMIT"}), 10.0),
        (Said(429, {"policyName": "SECONDLY"}, {"Retry-After": "3"}), 3.0),
        (Said(423, {"message": "locked"}), 2.0),
        (Said(477, {"message": "migrating"}, {"Retry-After": "900"}), 900.0),
    ],
)
def test_short_refusals_are_waited_for(account: Account, said: Said, wait: float) -> None:
    account.vendor.fail_next(said, path="upsert")
    with pytest.raises(TransientError) as failure:
        account.send(ANN)
    assert failure.value.retry_after == wait
    assert failure.value.outcome_known


@pytest.mark.parametrize(
    "said",
    [
        Said(429, {"errorType": "RATE_LIMIT", "policyName": "DAILY"}),
        Said(429, {"errorType": "RATE_LIMIT"}, {"X-HubSpot-RateLimit-Daily-Remaining": "0"}),
    ],
)
def test_a_day_that_is_used_up_ends_the_run_and_says_when(account: Account, said: Said) -> None:
    account.vendor.fail_next(said, path="upsert")
    with pytest.raises(DestinationError, match="calls of this day") as failure:
        account.send(ANN)
    assert not isinstance(failure.value, TransientError)
    assert "midnight" in failure.value.hint


NOTHING_SAID = [b"", b"ok", b"[]"]
NO_RESULTS = [b"{}", b'{"results": {}}', b'{"results": null}']


@pytest.mark.parametrize(
    ("path", "body"),
    [
        *((path, body) for path in ("properties", "batch/read") for body in (*NOTHING_SAID, *NO_RESULTS)),
        *(("name/VIP", body) for body in NOTHING_SAID),
    ],
)
def test_an_answer_that_says_nothing_is_no_answer(account: Account, path: str, body: bytes) -> None:
    account.vendor.add_list("VIP")
    account.vendor.fail_next(Said(200, body, {"Content-Type": "text/plain"}), path=path)
    with pytest.raises(DestinationError) as failure:
        account.fill("ann@x.example", by=Operation.DELETE)
    assert failure.value.hint
    assert not account.vendor.called(WRITES)


def test_leaving_that_is_not_confirmed_is_unknown(account: Account) -> None:
    account.send(ANN)
    account.vendor.fail_next(Said(200), path="archive")
    assert list(account.send(ANN, BOB, by=Operation.DELETE).unknown) == [0]
    account.fill("ann@x.example")
    account.vendor.fail_next(Said(200, {}), path="add-and-remove")
    assert list(account.fill("ann@x.example", "never@x.example", by=Operation.DELETE).unknown) == [0]


def test_a_test_says_what_the_token_may_do(account: Account, tmp_path: Path, clock: FakeClock) -> None:
    account.vendor.add_list("VIP")
    said = account.open().test()
    assert said == "HubSpot takes the token for contacts, companies, deals, tickets, cars; 1 list."
    account.vendor.scopes -= {"lists", "companies", "deals", "tickets", "schemas"}
    assert "for contacts. For lists it needs the scopes crm.lists.read" in account.open().test()
    assert not account.vendor.called(WRITES)
    config = {"base_url": account.vendor.url}
    with pytest.raises(CredentialError, match="401"):
        opened("hubspot", config, tmp_path, clock, {"token": "pat-wrong"}).test()
    with pytest.raises(CredentialError, match="no access token"):
        opened("hubspot", config, tmp_path, clock)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/crm/v3/objects/contacts/gdpr-delete"),
        ("POST", "/crm/v3/objects/contacts/merge"),
        ("POST", "/communication-preferences/v4/statuses/batch/write"),
        ("DELETE", "/crm/v3/lists/7/memberships"),
        ("DELETE", "/crm/v3/lists/7"),
    ],
)
def test_calls_that_cannot_be_taken_back_or_change_consent_are_never_made(account: Account, method: str, path: str) -> None:
    portal = account.open()._portal
    with pytest.raises(DestinationError, match="never makes"):
        portal.call(method, path, cancel=CancelToken())
    assert account.vendor.calls == []


# Answers that lead in a circle, or name nothing -----------------------------------------------------------------------


def test_pages_of_lists_and_of_members_that_lead_in_a_circle_end(account: Account) -> None:
    lists = {"lists": [{"listId": "7", "name": "Else"}], "offset": 0, "hasMore": True, "total": "x"}
    account.vendor.fail_next(Said(200, lists), times=5, path="/lists/search")
    destination = account.open()
    assert destination.audiences("list", "VIP") == []
    page = {"results": [], "paging": {"next": {"after": "a"}}}
    account.vendor.fail_next(Said(200, page), times=5, path="/memberships")
    assert list(destination.members("list", "7", "email", CancelToken())) == []
    assert len(account.vendor.called("/memberships")) == 2


def test_a_result_without_an_id_is_looked_up_and_no_empty_id_is_remembered(account: Account) -> None:
    account.vendor.add(email="ann@x.example", firstname="Ann")
    account.said(200, results=[{"objectWriteTraceId": "0", "properties": {}}, {"objectWriteTraceId": "1", "id": None}])
    reply = account.send(ANN, BOB)
    assert (list(reply.unknown), list(account.ids.ids.values())) == ([1], ["101"])
