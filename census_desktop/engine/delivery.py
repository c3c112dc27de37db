"""Batches on their way: a window of requests in flight, and the ledger ahead of each request.

All waiting is on the cancel token, never in a library. The promise in words: at least once with stable keys, at most the
batches in flight at a crash repeat; never "exactly once".
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from census_desktop.domain.errors import Cancelled, CensusError, JobLost
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import Answer, BatchRecord, CancelToken, Clock, Ledger, Listener, Writer
from census_desktop.engine.pace import Pace
from census_desktop.engine.packages import Package
from census_desktop.engine.shipment import Batches, Decided, Shipment, Shipper

PROGRESS_SECONDS = 0.1
QUICK_SECONDS = 0.02
MOMENT_SECONDS = 0.003
LOOK_SECONDS = 1.0
"""How often a delivery that only waits looks at its time and tells that it is there."""


@dataclass(slots=True)
class Delivered:
    """What became of a delivery so far. `stopped`: the run's own limit ended it; what to tell of that (`failure` is then
    Cancelled with the same words)."""

    acknowledged: int = 0
    rejected: int = 0
    unknown: int = 0
    unnamed: int = 0
    accepted: int = 0
    failure: CensusError | None = None
    done: int = field(default=0)
    stopped: str = ""

    def add(self, decided: Decided, rows: int) -> None:
        """A batch of so many rows was answered."""
        self.acknowledged += decided.taken(rows)
        self.rejected += len(decided.rejected)
        self.unknown += len(decided.unknown)
        self.unnamed += decided.unnamed
        self.accepted += decided.accepted
        self.done += rows

    def forget_outcomes(self) -> None:
        """Nothing of it counts (a swap that did not happen)."""
        self.acknowledged = self.rejected = self.unknown = self.unnamed = self.accepted = 0


class Delivery:
    """Sends the packages of one run through one writer.

    `staged`: what is taken counts only once the writer has finished (a swap). `limits` end the run early: {"minutes": n,
    "records": n}.
    """

    def __init__(
        self,
        *,
        run_id: str,
        sync_id: str,
        sync_name: str,
        digest: str,
        writer: Writer,
        ledger: Ledger,
        clock: Clock,
        cancel: CancelToken,
        listener: Listener,
        jitter: Callable[[], float] = random.random,
        staged: bool = False,
        limits: Mapping[str, int] | None = None,
        keep_if_null: frozenset[str] = frozenset(),
        only_if_empty: frozenset[str] = frozenset(),
    ) -> None:
        self._run_id = run_id
        self._sync_id = sync_id
        self._writer = writer
        self._ledger = ledger
        self._clock = clock
        self._cancel = cancel
        self._listener = listener
        self._jitter = jitter
        self._taken = "staged" if staged else "acknowledged"
        self._limits = limits or {}
        self._batches = Batches(run_id, sync_name, digest, keep_if_null, only_if_empty)
        self._pace = Pace(writer.limits, clock)
        self._started = clock.monotonic()
        self._ends_at = self._end()
        self._reported = float("-inf")
        self._total = 0
        self._result = Delivered()
        self._answers: list[Answer] = []
        self._took = 0.0
        """How long a batch takes lately, in seconds."""

    def deliver(self, stream: Iterator[Package], total: int) -> Delivered:
        """Send everything, or stop at the first failure for good; never raises CensusError, it is in the result."""
        self._total = total
        with ExitStack() as tokens:
            # `stop` ends what is under way too: the user cancelled, or a batch failed for good. `begin` lets it end.
            self._stop = tokens.enter_context(self._cancel.child())
            self._begin = tokens.enter_context(self._stop.child())
            self._shipper = self._shipper_of(self._begin, self._stop)
            self._send_all(stream)
        if self._result.stopped and self._result.done < total and self._result.failure is None:
            arrived = f"{self._result.acknowledged:,} of {total:,} arrived, the rest goes with the next run."
            self._result.stopped = f"{self._result.stopped}; {arrived}"
            self._result.failure = Cancelled(self._result.stopped)
        else:  # a failure is told as one, whatever else would have ended the run
            self._result.stopped = ""
        if self._cancel.is_cancelled and self._result.failure is None:
            self._result.failure = Cancelled()
        self._report("finishing", force=True)
        return self._result

    def finish(self) -> None:
        """Let the writer finish what was delivered, with the patience that requests get. Raises what it raises for good."""
        with self._cancel.child() as stop:
            self._shipper_of(stop, stop).attempt(self._writer.finish)

    def _shipper_of(self, begin: CancelToken, stop: CancelToken) -> Shipper:
        return Shipper(
            writer=self._writer,
            batches=self._batches,
            pace=self._pace,
            clock=self._clock,
            begin=begin,
            stop=stop,
            jitter=self._jitter,
        )

    def _send_all(self, stream: Iterator[Package]) -> None:
        limits = self._writer.limits
        limit = max(1, limits.concurrency)
        in_flight: _InFlight = {}
        begun: list[tuple[Package, BatchRecord]] = []
        with ThreadPoolExecutor(limit, thread_name_prefix="delivery") as pool:
            try:
                stage = None
                for package in self._within_records(stream):
                    if stage not in (None, (package.operation, package.leaving)):
                        # Removals wait until every write before them is answered.
                        self._begin_all(begun, in_flight, pool)
                        self._await_room(in_flight, 1)
                    stage = (package.operation, package.leaving)
                    if not begun:
                        self._await_room(in_flight, limit)
                        self._await_more(in_flight, limit // 2)
                        self._await_moment(in_flight)
                    begun.append((package, self._record(package)))
                    if len(in_flight) + len(begun) >= limit or limits.rate > 0 or self._begin.is_paused:
                        self._begin_all(begun, in_flight, pool)
                    self._report("sending")
                self._begin_all(begun, in_flight, pool)
            except Cancelled:
                pass
            except CensusError as error:
                self._fail(error)
            finally:
                try:
                    while in_flight:
                        self._collect(in_flight)
                finally:
                    self._write_down()

    def _begin_all(self, begun: list[tuple[Package, BatchRecord]], in_flight: _InFlight, pool: ThreadPoolExecutor) -> None:
        """Write these down as in flight, then hand them over. Nothing of them is known to anybody before."""
        if begun:
            self._begin.check()
            self._write_down([record for _, record in begun])
            for package, record in begun:
                in_flight[pool.submit(self._ship, self._shipment(package, record))] = package
            begun.clear()

    def _ship(self, shipment: Shipment) -> Decided:
        began = self._clock.monotonic()
        try:
            return self._shipper.ship(shipment)
        finally:
            self._took += (self._clock.monotonic() - began - self._took) / 8

    # Before a batch is begun ----------------------------------------------------------------------------------------

    def _within_records(self, stream: Iterator[Package]) -> Iterator[Package]:
        """The packages up to the run's limit of records; the last one may be cut."""
        most = self._limits.get("records", 0)
        left = most
        for package in stream:
            if not most:
                yield package
            elif len(package) <= left:
                left -= len(package)
                yield package
            else:
                if left:
                    yield replace(package, rows=package.rows.slice(0, left), json=package.json[:left])
                self._result.stopped = self._result.stopped or f"Stopped after {most:,} records, as set"
                return

    def _await_room(self, in_flight: _InFlight, room: int) -> None:
        """Wait until there is room for one more, nothing is paused, and no batch probes whether the destination is back."""
        while in_flight and (len(in_flight) >= room or self._shipper.breaker.is_open or self._begin.is_paused):
            self._collect(in_flight)
        if self._begin.is_paused:
            self._write_down()
            self._report("paused", force=True)
            paused_at = self._clock.monotonic()
            self._begin.wait_while_paused()
            self._ends_at += self._clock.monotonic() - paused_at
        self._begin.check()

    def _await_more(self, in_flight: _InFlight, enough: int) -> None:
        """Where answers come quickly, the ledger is what takes time: it is told of several batches at once."""
        if self._writer.limits.rate > 0 or self._took > QUICK_SECONDS:
            return
        before = len(in_flight) + 1
        while enough < len(in_flight) < before:
            before = len(in_flight)
            self._collect(in_flight, MOMENT_SECONDS, write=False)

    def _await_moment(self, in_flight: _InFlight) -> None:
        """Wait for the pace of the destination, and write down meanwhile what is answered."""
        while True:
            delay, holds = self._pace.reserve()
            while delay > 0:
                slice_ = min(delay, LOOK_SECONDS)
                if in_flight:
                    began = self._clock.monotonic()
                    self._collect(in_flight, slice_)
                    slice_ = self._clock.monotonic() - began or slice_
                else:
                    self._write_down()
                    self._begin.wait(slice_)
                    self._look()
                delay -= slice_
                self._begin.check()
            if not self._pace.is_held_since(holds):
                return

    def _record(self, package: Package) -> BatchRecord:
        key = self._batches.key(package.first_row, len(package))
        return BatchRecord(self._run_id, package.number, package.operation, package.first_row, len(package), key)

    def _shipment(self, package: Package, record: BatchRecord) -> Shipment:
        return Shipment(
            package,
            told=lambda tries, job: self._ledger.sending(replace(record, attempt=tries, job=job), self._clock.now()),
            submitted=lambda job: self._ledger.submitted(self._run_id, package.number, job, self._clock.now()),
            paced=self._writer.limits.rate > 0,  # its moment was taken before it was written down
        )

    # What comes back ------------------------------------------------------------------------------------------------

    def _collect(self, in_flight: _InFlight, seconds: float = LOOK_SECONDS, *, write: bool = True) -> None:
        """Wait for at least one answer."""
        if write:
            self._write_down()
        done, _ = wait(in_flight, timeout=seconds, return_when=FIRST_COMPLETED)
        self._look()
        for future in done:
            package = in_flight.pop(future)
            try:
                decided = future.result()
            except Cancelled:
                self._answered(package, "unknown")
            except JobLost as error:
                # Its records go with the next run; the others can still arrive with this one.
                self._answered(package, "unknown")
                self._result.failure = self._result.failure or error
            except CensusError as error:
                self._answered(package, "unknown")
                self._fail(error)
            except Exception:
                self._stop.cancel()  # a defect of the connector: the pool must not go on trying while it is told
                raise
            else:
                self._answered(package, self._taken, decided)
                self._result.add(decided, len(package))

    def _answered(self, package: Package, state: str, decided: Decided | None = None) -> None:
        self._answers.append((decided or Decided()).answer(package.number, state))

    def _write_down(self, sending: Sequence[BatchRecord] = ()) -> None:
        """Answers are written before anything is waited for longer than a moment, and with the batches that are begun next:
        one commit for all."""
        if self._answers or sending:
            answers, self._answers = self._answers, []
            self._ledger.moved_on(self._run_id, answers, sending, self._clock.now())

    def _fail(self, error: CensusError) -> None:
        if self._result.failure is None or isinstance(self._result.failure, JobLost):
            self._result.failure = error
        self._stop.cancel()

    # Time -----------------------------------------------------------------------------------------------------------

    def _end(self) -> float:
        """When the run's time is over; counted from when it was started, not from when sending began."""
        minutes = self._limits.get("minutes", 0)
        if not minutes:
            return float("inf")
        started = self._ledger.run(self._run_id).started_at
        elapsed = (self._clock.now() - started).total_seconds() if started else 0.0
        return self._started + minutes * 60 - elapsed

    def _look(self) -> None:
        if self._clock.monotonic() >= self._ends_at and not self._begin.is_paused:
            minutes = self._limits["minutes"]
            if self._result.done < self._total:
                words = f"Stopped after {minutes:,} minute{'s' if minutes != 1 else ''}, as set"
                self._result.stopped = self._result.stopped or words
            self._begin.cancel()
        self._report("sending")

    def _report(self, phase: str, *, force: bool = False) -> None:
        now = self._clock.monotonic()
        if force or now - self._reported >= PROGRESS_SECONDS:
            self._reported = now
            elapsed = now - self._started
            rate = self._result.done / elapsed if elapsed > 0 else 0.0
            refused = self._result.rejected + self._result.unnamed
            self._listener.progress(
                Progress(self._run_id, self._sync_id, phase, self._result.done, self._total, refused, rate, elapsed)
            )


_InFlight = dict[Future[Decided], Package]
