"""Answers: refusals, haste, trouble and what is no answer at all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from census_desktop.domain.errors import (
    BatchRejected,
    Cancelled,
    CensusError,
    CredentialError,
    DestinationError,
    TransientError,
)
from census_desktop.domain.ports import CancelToken, Reply
from tests.destinations.fakes.vendor import Asked, Said, Vendor
from tests.destinations.suite import check, secret
from tests.destinations.suite.world import OURS, World

MOST_WAIT = 3600.0
PAGE = "<!DOCTYPE html><html><head><title>Sign in to the guest network</title></head><body>Welcome</body></html>"
HTML = {"Content-Type": "text/html"}
TEXT = {"Content-Type": "text/plain"}


def transient(world: World, said: Said | str) -> TransientError:
    """What the answer comes to, which has to be worth another try; and that the other try arrives."""
    writer = world.writer()
    error = world.error_of(said, writer)
    assert type(error) is TransientError, f"{type(error).__name__}: {error}"
    assert error.message
    assert world.deliver(writer, world.people(2, 3)).is_clean
    assert world.keys(2, 3) <= world.stands()
    return error


def claims_nothing(world: World, said: CensusError | Reply) -> bool:
    """An error, or an answer that counts as acknowledged at most who is there, as a look at the vendor may have told."""
    if isinstance(said, Reply):
        decided = said.accepted or len({*said.rejected, *said.unknown}) + said.unnamed >= 2
        return decided or world.keys(2, 3) <= world.stands()
    return not isinstance(said, BatchRejected)


@check("a wrong credential is told in the test, by the connection's name", secret)
def _(world: World) -> None:
    with pytest.raises(CredentialError) as failure:
        world.open(world.case.wrong_secrets).test()
    assert OURS in str(failure.value) or failure.value.hint
    assert not [s for s in world.secrets() if s in str(failure.value)]
    assert len(world.vendor.calls) <= 2


@check("a wrong credential stops the run and is not tried again", secret)
def _(world: World) -> None:
    with pytest.raises(CredentialError) as failure:
        world.deliver(world.writer(world.open(world.case.wrong_secrets)), world.people(2))
    assert failure.value.hint
    assert len(world.vendor.calls) <= 2
    assert world.stands() == world.prepared()


@check("a credential that ends in mid-run stops it", secret)
def _(world: World) -> None:
    writer = world.arrived(4)
    world.forget_calls()
    error = world.error_of(world.case.expired, writer)
    assert isinstance(error, CredentialError), repr(error)
    assert len(world.writes()) == 1
    assert world.keys(4) <= world.stands()


@check("a scope that is missing is no bad record", secret)
def _(world: World) -> None:
    error = world.error_of(Said(403, {"message": "You do not have the scope for this"}))
    assert isinstance(error, DestinationError)
    assert not isinstance(error, BatchRejected | TransientError)


@check("429 with seconds waits so long")
def _(world: World) -> None:
    assert transient(world, Said(429, {"message": "slow down"}, {"Retry-After": "7"})).retry_after == 7.0


@check("429 with a date waits until then")
def _(world: World) -> None:
    at = format_datetime(world.clock.now() + timedelta(seconds=40), usegmt=True)
    assert transient(world, Said(429, {"message": "slow down"}, {"Retry-After": at})).retry_after == 40.0


@check("429 with an absurd time waits an hour at most")
def _(world: World) -> None:
    for absurd in ("99999999999", "-5", "soon"):
        wait = transient(world, Said(429, {"message": "slow down"}, {"Retry-After": absurd})).retry_after
        assert wait is None or 0 <= wait <= MOST_WAIT


@check("the vendor's own way to say “slow down” is understood")
def _(world: World) -> None:
    wait = transient(world, world.case.throttled).retry_after
    assert wait is None or 0 <= wait <= MOST_WAIT


@check("500 is tried again")
def _(world: World) -> None:
    transient(world, Said(500, {"message": "out of memory"}))


@check("503 with seconds is tried again then")
def _(world: World) -> None:
    assert transient(world, Said(503, {"message": "back soon"}, {"Retry-After": "3"})).retry_after == 3.0


@check("a gateway's error page is tried again and not shown")
def _(world: World) -> None:
    assert "Bad" not in str(transient(world, Said(502, "<html><body><h1>Bad gateway</h1></body></html>", HTML)))


@check("a sign-in page with 200 is no success")
def _(world: World) -> None:
    said = world.error_of(Said(200, PAGE, HTML), times=3)
    assert claims_nothing(world, said), said
    assert "guest network</title>" not in str(said)


@check("an empty body claims nothing")
def _(world: World) -> None:
    said = world.error_of(Said(200), times=3)
    assert claims_nothing(world, said), said


@check("an answer that is not JSON claims nothing")
def _(world: World) -> None:
    for body, headers in (("OK", TEXT), ('{"results": [', {"Content-Type": "application/json"}), ("[]", {}), ('"x"', {})):
        said = world.error_of(Said(200, body, headers), times=3)
        assert claims_nothing(world, said), (body, said)
        world.vendor._faults.clear()


@check("an answer of 10 MB is not read to its end")
def _(world: World) -> None:
    error = world.error_of(Said(200, b" " * (10 * 1024 * 1024), {"Content-Type": "application/json"}))
    assert isinstance(error, DestinationError), error
    assert "8 MB" in error.message


@check("a batch that is too large for the vendor is halved, not lost")
def _(world: World) -> None:
    writer = world.writer()
    world.vendor.fail_next(Said(413, {"message": "request entity too large"}), 1, world.case.writes)
    outcome = world.deliver(writer, world.people(2, 3, 4, 5))
    assert outcome.is_clean, outcome
    assert world.keys(2, 3, 4, 5) <= world.stands()


@check("an answer that was lost is asked for again, and nobody is there twice")
def _(world: World) -> None:
    writer = world.writer()
    world.vendor.fail_next("drop", 1, world.case.writes)
    batch = world.batch(world.people(2, 3), idempotency_key="the same")
    with pytest.raises(TransientError) as failure:
        world.settle(writer, batch)
    assert not failure.value.outcome_known
    reply = world.settle(writer, batch)
    assert not reply.rejected
    assert world.stands() == world.prepared() | world.keys(2, 3)


@check("a connection that breaks is tried again")
def _(world: World) -> None:
    transient(world, "reset")


@check("records are not sent on to another host")
def _(world: World) -> None:
    with Vendor() as elsewhere:
        for status in (302, 307):
            error = world.error_of(Said(status, None, {"Location": f"{elsewhere.origin}/in"}))
            assert type(error) is DestinationError, error
            assert error.hint
        assert elsewhere.calls == []


@check("a clock that is wrong by an hour changes nothing")
def _(world: World) -> None:
    world.clock.advance(-3600)
    world.arrived(2)
    world.clock.advance(7200)
    world.arrived(3)
    assert world.keys(2, 3) <= world.stands()


@check("batches that go at once do not disturb one another")
def _(world: World) -> None:
    writer = world.writer()
    at_once = max(1, min(4, writer.limits.concurrency))
    batches = [world.batch(world.people(n, n + 1, n + 2)) for n in range(2, 14, 3)]
    with ThreadPoolExecutor(at_once) as pool:
        replies = list(pool.map(lambda batch: world.settle(writer, batch), batches))
    assert not any(reply.rejected or reply.unknown or reply.unnamed for reply in replies)
    assert world.stands() == world.prepared() | world.keys(*range(2, 14))


@check("cancel ends a call that is under way")
def _(world: World) -> None:
    writer, token, ended = world.writer(), CancelToken(), threading.Event()
    world.forget_calls()
    answer = world.vendor.answer

    def held(asked: Asked) -> Any:
        token.cancel()
        ended.wait(20)
        return answer(asked)

    world.vendor.answer = held
    try:
        with pytest.raises(Cancelled):
            world.settle(writer, world.batch(world.people(2)), token)
    finally:
        ended.set()
        del world.vendor.answer


@check("what was cancelled before is not begun")
def _(world: World) -> None:
    writer, token = world.writer(), CancelToken()
    world.forget_calls()
    token.cancel()
    with pytest.raises(Cancelled):
        world.settle(writer, world.batch(world.people(2)), token)
    assert world.vendor.calls == []
