"""One batch of a plan on its way: tried again, halved, or submitted as a job, until each of its records is decided."""

from __future__ import annotations

import hashlib
import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from census_desktop.domain.errors import BatchRejected, JobLost, TransientError
from census_desktop.domain.model import Sync
from census_desktop.domain.ports import Answer, Batch, CancelToken, Clock, JobWriter, Reply, Writer
from census_desktop.engine.pace import Breaker, Pace
from census_desktop.engine.packages import Package
from census_desktop.engine.part_jobs import PartJob, written
from census_desktop.engine.parts import parts_of

BACKOFF_SECONDS = 0.5
BACKOFF_CAP = 60.0
POLL_SECONDS = 1.0
POLL_CAP = 30.0
MAX_WAIT = 3600.0
FRUITLESS_RECORDS = 25
"""Records of one batch, from all over it, that were refused one by one before any was taken: then the rest is taken to be
refused alike. It is rejected with the reason of the others, and like all that is rejected sent again by the next run."""

T = TypeVar("T")


def kept_if_null(sync: Sync) -> frozenset[str]:
    """Fields whose empty values are not sent."""
    return frozenset(m.field for m in sync.mappings if not m.send_nulls)


def only_if_empty(sync: Sync) -> frozenset[str]:
    return frozenset(m.field for m in sync.mappings if m.only_if_empty)


@dataclass(frozen=True, slots=True)
class Batches:
    """Makes the batches of one run."""

    run_id: str
    sync_name: str
    digest: str
    keep_if_null: frozenset[str] = frozenset()
    only_if_empty: frozenset[str] = frozenset()

    def key(self, first_row: int, rows: int) -> str:
        """The same for the same records of the same plan."""
        return hashlib.sha256(f"{self.digest}:{first_row}:{rows}".encode()).hexdigest()[:32]

    def part(self, package: Package, start: int, count: int) -> Batch:
        return Batch(
            sync_name=self.sync_name,
            run_id=self.run_id,
            number=package.number,
            operation=package.operation,
            key_field=package.rows.schema.names[0],
            rows=package.rows.slice(start, count),
            idempotency_key=self.key(package.first_row + start, count),
            json=package.json[start : start + count],
            # Where a record leaves, its nulls are to be written.
            keep_if_null=frozenset() if package.leaving else self.keep_if_null,
            only_if_empty=frozenset() if package.leaving else self.only_if_empty,
            audience=package.audience,
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a package: rows of the plan that were refused (with reasons) or of which the answers said nothing (with
    what is known), and of the others how many were refused unnamed or taken without a word on each."""

    rejected: tuple[tuple[int, str], ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()
    unnamed: int = 0
    accepted: int = 0
    notes: tuple[str, ...] = ()

    def taken(self, rows: int) -> int:
        """How many of so many rows the destination took."""
        return rows - len(self.rejected) - len(self.unknown) - self.unnamed

    def answer(self, number: int, state: str) -> Answer:
        """As the ledger writes it down."""
        return Answer(number, state, self.rejected, self.unknown, self.unnamed, self.accepted, self.notes)


@dataclass(slots=True)
class Tally:
    """Collects replies to the parts of a package, by position in it."""

    rejected: dict[int, str] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    unnamed: int = 0
    accepted: int = 0
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, reply: Reply, start: int, count: int) -> int:
        """Take a reply to `count` records from `start`; how many of them were taken. What it says of others is left aside."""
        rejected = {n: why for n, why in reply.rejected.items() if 0 <= n < count}
        unknown = {n: what for n, what in reply.unknown.items() if 0 <= n < count and n not in rejected}
        left = count - len(rejected) - len(unknown)
        unnamed = min(max(reply.unnamed, 0), left)
        self.rejected.update({start + n: why for n, why in rejected.items()})
        self.unknown.update({start + n: what for n, what in unknown.items()})
        self.unnamed += unnamed
        self.accepted += left - unnamed if reply.accepted else 0
        self.notes.update(dict.fromkeys(reply.notes))
        return left - unnamed

    def decided(self, first_row: int) -> Decided:
        return Decided(
            tuple((first_row + n, why) for n, why in sorted(self.rejected.items())),
            tuple((first_row + n, what) for n, what in sorted(self.unknown.items())),
            self.unnamed,
            self.accepted,
            tuple(self.notes),
        )


@dataclass(slots=True)
class Shipment:
    """A package under way. `told` hears of every further try, and as `submitted` of its jobs, as the ledger keeps them."""

    package: Package
    told: Callable[[int, str], None]
    submitted: Callable[[str], None]
    tries: int = 1
    paced: bool = True
    """The first request's moment was taken before it was begun."""
    refused: int = 0
    taken: int = 0
    tally: Tally = field(default_factory=Tally)
    jobs: dict[int, PartJob] = field(default_factory=dict)
    """What was submitted, by the first record: also what is answered already, for the ledger hears of the whole only."""

    @property
    def job(self) -> str:
        return written(self.jobs.values(), len(self.package))

    def keep(self, job: PartJob) -> None:
        self.jobs[job.start] = job
        self.submitted(self.job)

    def let_go(self, start: int) -> None:
        """The part was refused: its job answers for nothing."""
        if self.jobs.pop(start, None):
            self.submitted(self.job)


class Shipper:
    """Sends shipments through one writer. Called from all threads of a delivery.

    `begin` is waited on and asked before every request; `stop` ends a request that is under way.
    """

    def __init__(
        self,
        *,
        writer: Writer,
        batches: Batches,
        pace: Pace,
        clock: Clock,
        begin: CancelToken,
        stop: CancelToken,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._writer = writer
        self._batches = batches
        self._pace = pace
        self._clock = clock
        self._begin = begin
        self._stop = stop
        self._jitter = jitter
        self.breaker = Breaker()

    def ship(self, shipment: Shipment) -> Decided:
        """What became of the package, once every record of it is decided.

        A package may be larger than what the open destination takes at once; then it goes out in parts, without the records
        that are too large for it. A part that is refused as a whole is halved until each bad record stands alone. Each search
        goes down to one record and the next one begins in the largest part that is left: if whatever is sent is refused, that
        shows after few requests.
        """
        package = shipment.package
        cut, shipment.tally.rejected = parts_of(package, self._writer.limits)
        parts = sorted((-count, start) for start, count in cut)
        following: tuple[int, int] | None = None
        while parts or following:
            size, start = following or heapq.heappop(parts)
            count, following = -size, None
            try:
                reply = self._answer(shipment, start, count)
            except BatchRejected as refusal:
                shipment.let_go(start)
                if count > 1:
                    half = count // 2
                    halves = [(-half, start), (half - count, start + half)]
                    following = halves.pop(self._jitter() < 0.5)
                    heapq.heappush(parts, halves[0])
                    continue
                shipment.tally.rejected[start] = refusal.message
                shipment.refused += 1
                if shipment.refused >= FRUITLESS_RECORDS and not shipment.taken:
                    self._give_up(shipment, parts, refusal.message)
                    break
            else:
                shipment.taken += shipment.tally.add(reply, start, count)
        return shipment.tally.decided(package.first_row)

    def _give_up(self, shipment: Shipment, parts: list[tuple[int, int]], reason: str) -> None:
        reason = f"{reason} (Refused together with others, after {shipment.refused} were refused one by one.)"
        for size, start in parts:
            shipment.tally.rejected.update(dict.fromkeys(range(start, start - size), reason))

    def _answer(self, shipment: Shipment, start: int, count: int) -> Reply:
        batch = self._batches.part(shipment.package, start, count)
        writer = self._writer
        if not isinstance(writer, JobWriter):
            return self.attempt(lambda: writer.send(batch, self._stop), shipment)
        job = self.attempt(lambda: writer.submit(batch, self._stop), shipment)
        shipment.keep(PartJob(start, count, job))
        return self.results(writer, job, batch)

    def results(self, writer: JobWriter, job: str, batch: Batch) -> Reply:
        """Ask until the job is done, then for what became of each record. A pause does not hold it: it is under way."""
        pause = POLL_SECONDS
        while True:
            try:
                state = self.attempt(lambda: writer.poll(job, self._stop))
            except BatchRejected as refusal:  # of the question: no half of the batch would be answered otherwise
                raise JobLost(
                    f"The destination refuses to say what became of a batch that it took: {refusal.message}",
                    kept="Nothing is lost: the next run sends its records again.",
                    hint="Run the sync again.",
                ) from None
            if state.done:
                return self.attempt(lambda: writer.results(job, batch, self._stop))
            self._begin.wait(pause if state.retry_after is None else min(max(state.retry_after, 0.0), MAX_WAIT))
            pause = min(POLL_CAP, pause * 1.5)

    def attempt(self, call: Callable[[], T], shipment: Shipment | None = None) -> T:
        """Call until it is answered; between tries wait as the destination asks, or back off with jitter.

        All tries together get the batch's time. What the destination asks to wait is its own choice and does not count.
        """
        limits = self._writer.limits
        attempts, spent, attempt = max(1, limits.attempts), 0.0, 0
        try:
            while True:
                attempt += 1
                self._await_turn(shipment)
                began = self._clock.monotonic()
                try:
                    answer = call()
                except TransientError as error:
                    self.breaker.failed()
                    spent += self._clock.monotonic() - began
                    if attempt >= attempts or spent >= limits.batch_timeout:
                        raise
                    if error.retry_after is not None:
                        self._pace.hold(min(max(error.retry_after, 0.0), MAX_WAIT))
                    else:
                        backoff = min(BACKOFF_CAP, BACKOFF_SECONDS * 2**attempt) * (0.5 + self._jitter() / 2)
                        self._begin.wait(backoff)
                        spent += backoff
                except BatchRejected:
                    self.breaker.passed()
                    raise
                else:
                    self.breaker.passed()
                    return answer
                if shipment is not None:
                    shipment.tries += 1
                    shipment.told(shipment.tries, shipment.job)
        finally:
            self.breaker.leave()

    def _await_turn(self, shipment: Shipment | None) -> None:
        self._begin.check()
        self.breaker.enter(self._begin)
        if shipment is not None and shipment.paced:
            shipment.paced = False
        else:
            self._pace.wait(self._begin)
        if shipment is not None:
            self._begin.wait_while_paused()
