"""What holds a delivery back: rate, requests to wait, outages, its own time, a person's pause, and refusals without end."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from typing import Any

import pytest

from census_desktop.domain.errors import BatchRejected, Cancelled, CredentialError, DestinationError, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import RunStatus
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import Batch, CancelToken, Reply
from census_desktop.engine.pace import BREAKER_FAILURES, Breaker, Pace
from census_desktop.engine.run import Sent
from census_desktop.engine.shipment import FRUITLESS_RECORDS
from tests.conftest import FakeClock
from tests.engine.conftest import Bench, ScriptedDestination


def people(count: int) -> dict[Any, str]:
    return {n: f"Name {n}" for n in range(1, count + 1)}


class Waits(CancelToken):
    """Notes how long it was asked to wait, and does not."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def wait(self, seconds: float) -> None:
        self.seconds.append(round(seconds, 6))


# Pace -------------------------------------------------------------------------------------------------------------------


def test_a_rate_spaces_requests_evenly(clock: FakeClock) -> None:
    pace, token = Pace(Limits(rate=4), clock), Waits()
    for _ in range(3):
        pace.wait(token)
    clock.advance(10)
    pace.wait(token)
    assert token.seconds == [0.25, 0.5]


def test_without_a_rate_nothing_waits(clock: FakeClock) -> None:
    pace, token = Pace(Limits(), clock), Waits()
    for _ in range(3):
        pace.wait(token)
    assert token.seconds == []


def test_what_one_request_is_asked_to_wait_all_wait(clock: FakeClock) -> None:
    pace, token = Pace(Limits(), clock), Waits()
    pace.hold(30)
    pace.wait(token)
    pace.hold(10)
    pace.wait(token)
    clock.advance(30)
    pace.wait(token)
    assert token.seconds == [30, 30]


def test_a_hold_that_comes_while_waiting_is_respected(clock: FakeClock) -> None:
    pace = Pace(Limits(rate=1), clock)

    class Held(Waits):
        def wait(self, seconds: float) -> None:
            super().wait(seconds)
            if len(self.seconds) == 1:
                pace.hold(60)
            clock.advance(seconds)

    token = Held()
    pace.wait(token)
    pace.wait(token)
    assert token.seconds == [1, 59]


# Breaker ----------------------------------------------------------------------------------------------------------------


def test_while_a_destination_is_away_one_probes_and_all_others_wait() -> None:
    breaker, token = Breaker(2), CancelToken()
    breaker.failed()
    breaker.enter(token)
    breaker.failed()
    assert breaker.is_open
    breaker.enter(token)
    breaker.enter(token)
    passed: Future[None] = Future()
    other = threading.Thread(target=lambda: passed.set_result(breaker.enter(token)))
    other.start()
    breaker.failed()
    assert not passed.done()
    breaker.passed()
    passed.result(timeout=10)
    other.join()
    assert not breaker.is_open


def test_when_the_probe_gives_up_another_one_takes_its_place_and_cancel_ends_all_waits() -> None:
    breaker, token = Breaker(1), CancelToken()
    breaker.failed()
    breaker.enter(token)
    outcomes: list[str] = []
    probing, may_leave = threading.Event(), threading.Event()

    def wait() -> None:
        try:
            breaker.enter(token)
        except Cancelled:
            outcomes.append("cancelled")
            return
        outcomes.append("probes")
        probing.set()
        may_leave.wait(10)

    threads = [threading.Thread(target=wait) for _ in range(2)]
    for thread in threads:
        thread.start()
    breaker.leave()
    assert probing.wait(10)
    token.cancel()
    may_leave.set()
    for thread in threads:
        thread.join(10)
    assert sorted(outcomes) == ["cancelled", "probes"]


def test_an_outage_costs_few_requests_however_many_are_in_flight(bench: Bench) -> None:
    away = TransientError("503", retry_after=0)
    destination = ScriptedDestination(Limits(batch_rows=1, concurrency=8, attempts=5), deque([away] * 200))
    bench.write(people(100))
    sent = bench.run(destination, batch_rows=1)
    assert sent.status is RunStatus.FAILED
    assert len(destination.batches) <= 8 + BREAKER_FAILURES + 5


def test_after_an_outage_everything_arrives(bench: Bench) -> None:
    away = TransientError("503", retry_after=0)
    destination = ScriptedDestination(Limits(batch_rows=1, concurrency=4, attempts=9), deque([away] * 8))
    bench.write(people(30))
    assert bench.run(destination, batch_rows=1).counts.updated == 30
    assert len(destination.batches) == 38


# Tries ------------------------------------------------------------------------------------------------------------------


def test_tries_are_counted_in_the_ledger(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(20))
    busy = TransientError("busy", retry_after=0)
    destination.answers.extend([busy, busy])
    plan = bench.plan()
    bench.send(plan, destination)
    (run,) = bench.store.ledger.last_runs([bench.sync.id]).values()
    assert [b.attempt for b in bench.store.ledger.batches(run.id)] == [3, 1]


def test_all_tries_of_a_batch_share_its_time(bench: Bench) -> None:
    destination = ScriptedDestination(Limits(batch_rows=10, attempts=50, batch_timeout=100))

    def slow(batch: Batch) -> Reply:
        bench.clock.advance(40)
        raise TransientError("It did not answer within 40 seconds.", retry_after=0)

    destination.answers.extend([slow] * 50)
    bench.write(people(10))
    sent = bench.run(destination)
    assert (sent.status, len(destination.batches)) == (RunStatus.FAILED, 3)


def test_a_refused_credential_ends_the_waits_of_all_others(bench: Bench) -> None:
    together = threading.Barrier(2, timeout=20)

    def busy(batch: Batch) -> Reply:
        together.wait()
        raise TransientError("429", retry_after=3000)

    def refused(batch: Batch) -> Reply:
        together.wait()
        raise CredentialError("403")

    destination = ScriptedDestination(Limits(batch_rows=1, concurrency=2), deque([busy, refused]))
    bench.write(people(9))
    sent = bench.run(destination, batch_rows=1)
    assert (sent.status, len(destination.batches)) == (RunStatus.FAILED, 2)
    assert "403" in sent.error


# Halving ----------------------------------------------------------------------------------------------------------------


def refuse(*bad: int) -> Any:
    def answer(batch: Batch) -> Reply:
        if set(bad) & set(batch.keys()):
            raise BatchRejected("the postal code is wrong")
        return Reply()

    return answer


def test_many_bad_records_are_found_one_by_one(bench: Bench) -> None:
    destination = ScriptedDestination(Limits(batch_rows=500))
    bad = range(2, 501, 2)
    destination.answers.extend([refuse(*bad)] * 2000)
    bench.write(people(500))
    sent = bench.run(destination, batch_rows=500)
    assert (sent.counts.updated, sent.counts.rejected) == (250, 250)
    assert sorted(destination.held) == list(range(1, 501, 2))


def test_a_batch_that_is_refused_whatever_is_in_it_costs_few_requests(bench: Bench) -> None:
    destination = ScriptedDestination(Limits(batch_rows=500))
    destination.answers.extend([refuse(*range(1, 501))] * 2000)
    bench.write(people(500))
    sent = bench.run(destination, batch_rows=500)
    assert (sent.counts.updated, sent.counts.rejected) == (0, 500)
    assert FRUITLESS_RECORDS < len(destination.batches) < 8 * FRUITLESS_RECORDS
    (run,) = bench.store.ledger.last_runs([bench.sync.id]).values()
    reasons = {reason for _, reason in bench.store.ledger.rejected_rows(run.id)}
    assert len(reasons) == 2
    assert any("Refused together with others" in reason for reason in reasons)


# The run's own limits ---------------------------------------------------------------------------------------------------


def test_a_limit_of_records_stops_at_exactly_that_many_and_the_next_run_goes_on(bench: Bench) -> None:
    destination = ScriptedDestination(Limits(batch_rows=10, concurrency=3))
    bench.write(people(50))
    sent = bench.run(destination, limits={"records": 25})
    assert sent.status is RunStatus.CANCELLED
    assert sent.error == "Stopped after 25 records, as set; 25 of 50 arrived, the rest goes with the next run."
    assert sent.counts.updated == len(destination.held) == 25
    assert destination.finished == 0
    again = bench.run(destination)
    assert (again.counts.processed, again.counts.unchanged, again.status) == (25, 25, RunStatus.COMPLETED)
    assert sorted(destination.held) == list(range(1, 51))


def test_a_limit_that_is_just_enough_stops_nothing(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(30))
    assert bench.run(destination, limits={"records": 30, "minutes": 1}).status is RunStatus.COMPLETED
    assert destination.finished == 1


def test_a_failure_is_told_though_a_limit_would_have_ended_the_run(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(30))
    destination.answers.append(DestinationError("The list is gone."))
    sent = bench.run(destination, limits={"records": 5})
    assert sent.status is RunStatus.FAILED
    assert sent.error.startswith("The list is gone. 0 records were acknowledged")


def test_when_the_time_is_over_nothing_more_begins(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(50))

    def slow(batch: Batch) -> Reply:
        bench.clock.advance(31)
        return Reply()

    destination.answers.extend([slow] * 5)
    sent = bench.run(destination, limits={"minutes": 1})
    assert sent.status is RunStatus.CANCELLED
    assert sent.error == "Stopped after 1 minute, as set; 20 of 50 arrived, the rest goes with the next run."
    assert bench.state.members == 20


def test_when_the_time_is_over_a_long_wait_ends(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(10))

    def busy(batch: Batch) -> Reply:
        bench.clock.advance(61)
        raise TransientError("429", retry_after=3000)

    destination.answers.append(busy)
    sent = bench.run(destination, limits={"minutes": 1})
    assert sent.error.startswith("Stopped after 1 minute, as set; 0 of 10 arrived")
    assert bench.run(destination, limits={}).counts.updated == 10


# Pause ------------------------------------------------------------------------------------------------------------------


class Paused:
    """A run in a thread of its own, and an event for when it tells that it is paused."""

    def __init__(self, bench: Bench, destination: ScriptedDestination) -> None:
        self.bench = bench
        self.holds = threading.Event()
        self.sent: Future[Sent] = Future()
        plan = bench.plan()
        self._thread = threading.Thread(target=lambda: self.sent.set_result(bench.send(plan, destination, self)))

    def progress(self, progress: Progress) -> None:
        if progress.phase == "paused":
            self.holds.set()

    def start(self) -> None:
        self._thread.start()
        assert self.holds.wait(20)

    def end(self) -> Sent:
        sent = self.sent.result(timeout=20)
        self._thread.join()
        return sent


def test_a_pause_finishes_what_is_in_flight_and_begins_nothing(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(50))

    def pause(batch: Batch) -> Reply:
        bench.cancel.pause()
        return Reply()

    destination.answers.extend([Reply(), pause])
    run = Paused(bench, destination)
    run.start()
    assert len(destination.held) == 20
    (working,) = bench.store.ledger.last_runs([bench.sync.id]).values()
    assert [b.state for b in bench.store.ledger.batches(working.id)] == ["acknowledged"] * 2
    bench.cancel.resume()
    assert run.end().counts.updated == 50


def test_cancel_ends_a_pause_at_once(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(50))
    bench.cancel.pause()
    run = Paused(bench, destination)
    run.start()
    bench.cancel.cancel()
    assert run.end().status is RunStatus.CANCELLED
    assert destination.batches == []


def test_a_pause_holds_further_tries_too(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(10))
    tried = threading.Event()

    def busy(batch: Batch) -> Reply:
        bench.cancel.pause()
        tried.set()
        raise TransientError("busy", retry_after=0)

    destination.answers.append(busy)
    plan = bench.plan()
    sent: Future[Sent] = Future()
    thread = threading.Thread(target=lambda: sent.set_result(bench.send(plan, destination)))
    thread.start()
    assert tried.wait(20)
    assert not sent.done()
    assert len(destination.batches) == 1
    bench.cancel.resume()
    assert sent.result(timeout=20).counts.updated == 10
    thread.join()


def test_a_failure_while_paused_ends_the_run(bench: Bench) -> None:
    destination = ScriptedDestination(Limits(batch_rows=1, concurrency=2))
    together = threading.Barrier(2, timeout=20)

    def busy(batch: Batch) -> Reply:
        together.wait()
        bench.cancel.pause()
        raise TransientError("busy", retry_after=0)

    def broken(batch: Batch) -> Reply:
        together.wait()
        raise DestinationError("The table is gone.")

    destination.answers.extend([busy, broken])
    bench.write(people(9))
    sent = bench.run(destination, batch_rows=1)
    assert sent.status is RunStatus.FAILED
    assert "The table is gone." in sent.error


@pytest.mark.parametrize("limits", [{}, {"minutes": 60}])
def test_a_pause_does_not_use_up_the_time_of_a_run(
    bench: Bench, destination: ScriptedDestination, limits: dict[str, int]
) -> None:
    bench.write(people(20))
    bench.plan(limits=limits)
    bench.cancel.pause()
    run = Paused(bench, destination)
    run.start()
    bench.clock.advance(7200)
    bench.cancel.resume()
    assert run.end().status is RunStatus.COMPLETED
