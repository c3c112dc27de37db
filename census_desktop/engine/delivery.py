"""Batches on their way: a window of requests in flight, rate, retry, halving, and the ledger ahead of each request.

All waiting is on the cancel token, never in a library. The promise in words: at least once with stable keys, at most the
batches in flight at a crash repeat; never "exactly once".
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from census_desktop.domain.errors import BatchRejected, Cancelled, CensusError, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import Batch, BatchRecord, CancelToken, Clock, Ledger, Listener, Writer
from census_desktop.engine.database import path_literal, scratch_database
from census_desktop.engine.planfile import PlanFiles, PlanPage

BACKOFF_SECONDS = 0.5
BACKOFF_CAP = 60.0
PROGRESS_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Package:
    """A batch of the plan with its place in it."""

    number: int
    operation: Operation
    first_row: int
    rows: Any
    json: list[str]

    def __len__(self) -> int:
        return int(self.rows.num_rows)


@dataclass(slots=True)
class Delivered:
    """What became of a delivery so far."""

    acknowledged: int = 0
    rejected: int = 0
    failure: CensusError | None = None
    done: int = field(default=0)


def packages(page: PlanPage, plans: PlanFiles, with_json: bool, cancel: CancelToken) -> Generator[Package, None, None]:
    """The plan's batches in order, streamed from its file."""
    columns = [f"f{n}" for n in range(len(page.fields))]
    file = path_literal(plans.rows_file(page.plan.id))
    key = page.fields[0]
    with scratch_database(cancel=cancel) as db:
        text = "CASE WHEN kind = 'removed' THEN CAST(to_json(struct_pack(k := f0)) AS VARCHAR) ELSE after END AS json"
        shown = f", {text}" if with_json else ""
        # Rows of one file keep their order (preserve_insertion_order is DuckDB's default).
        reader = db.execute(
            f"SELECT {', '.join(columns)}{shown} FROM read_parquet({file}) WHERE kind <> 'invalid'"
        ).to_arrow_reader(max(page.batch_rows, 2_000))
        rows = _Rows(reader)
        for number, operation, first, count in page.batches():
            taken = rows.take(count)
            names = list(page.fields) if operation is not Operation.DELETE else [key]
            batch = pa.RecordBatch.from_arrays(taken.columns[: len(names)], names=names)
            json = [_renamed(t, key, operation) for t in taken.column("json").to_pylist()] if with_json else []
            yield Package(number, operation, first, batch, json)


def _renamed(text: str, key: str, operation: Operation) -> str:
    """A delete carries the sync key alone, under the destination's name for it."""
    if operation is not Operation.DELETE or not text.startswith('{"k":'):
        return text
    import json

    return "{" + json.dumps(key, ensure_ascii=False) + text[4:]


class _Rows:
    """Exactly n rows at a time from a stream of Arrow batches."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._rest: Any = None

    def take(self, count: int) -> Any:
        """One record batch; what it shares with the next ones is not copied."""
        parts = [] if self._rest is None else [self._rest]
        have = sum(p.num_rows for p in parts)
        while have < count:
            parts.append(self._reader.read_next_batch())
            have += parts[-1].num_rows
        whole = parts[0] if len(parts) == 1 else pa.concat_batches(parts)
        self._rest = whole.slice(count) if have > count else None
        return whole.slice(0, count)


class Delivery:
    """Sends the packages of one run through one writer."""

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
    ) -> None:
        self._run_id = run_id
        self._sync_id = sync_id
        self._sync_name = sync_name
        self._digest = digest
        self._writer = writer
        self._ledger = ledger
        self._clock = clock
        self._cancel = cancel
        self._listener = listener
        self._jitter = jitter
        self._stop = CancelToken()
        """Set when the run must end: by the user, or because a batch failed for good. Ends every wait of this run."""
        self._pace = _Pace(writer.limits, clock)
        self._started = clock.monotonic()
        self._reported = float("-inf")
        self._total = 0
        self._result = Delivered()

    def deliver(self, stream: Iterator[Package], total: int) -> Delivered:
        """Send everything, or stop at the first failure for good; never raises CensusError, it is in the result."""
        self._total = total
        forget = self._cancel.on_cancel(self._stop.cancel)
        in_flight: dict[Future[list[tuple[int, str]]], Package] = {}
        limit = max(1, self._writer.limits.concurrency)
        try:
            with ThreadPoolExecutor(limit, thread_name_prefix="delivery") as pool:
                try:
                    operation: Operation | None = None
                    for package in stream:
                        # Removals wait until every write before them is answered.
                        room = limit if operation in (None, package.operation) else 1
                        while len(in_flight) >= room and in_flight:
                            self._collect(in_flight)
                        operation = package.operation
                        self._stop.check()
                        self._pace.wait(self._stop)
                        self._ledger.sending(self._record(package), self._clock.now())
                        in_flight[pool.submit(self._send, package)] = package
                        self._report("sending")
                except Cancelled:
                    pass
                except CensusError as error:
                    self._fail(error)
                finally:
                    while in_flight:
                        self._collect(in_flight)
        finally:
            forget()
        if self._cancel.is_cancelled and self._result.failure is None:
            self._result.failure = Cancelled()
        self._report("finishing", force=True)
        return self._result

    def _record(self, package: Package) -> BatchRecord:
        key = self._idempotency_key(package.first_row, len(package))
        return BatchRecord(self._run_id, package.number, package.operation, package.first_row, len(package), key)

    def _idempotency_key(self, first_row: int, rows: int) -> str:
        return hashlib.sha256(f"{self._digest}:{first_row}:{rows}".encode()).hexdigest()[:32]

    def _collect(self, in_flight: dict[Future[list[tuple[int, str]]], Package]) -> None:
        """Wait for at least one answer and write it down."""
        done, _ = wait(in_flight, timeout=1.0, return_when=FIRST_COMPLETED)
        self._report("sending")
        for future in done:
            package = in_flight.pop(future)
            try:
                rejected = future.result()
            except Cancelled:
                self._ledger.answered(self._run_id, package.number, "unknown", (), self._clock.now())
            except CensusError as error:
                self._ledger.answered(self._run_id, package.number, "unknown", (), self._clock.now())
                self._fail(error)
            except Exception:
                self._stop.cancel()  # a defect of the connector: the pool must not go on trying while it is told
                raise
            else:
                self._ledger.answered(self._run_id, package.number, "acknowledged", rejected, self._clock.now())
                self._result.rejected += len(rejected)
                self._result.acknowledged += len(package) - len(rejected)
                self._result.done += len(package)

    def _fail(self, error: CensusError) -> None:
        if self._result.failure is None:
            self._result.failure = error
        self._stop.cancel()

    def _report(self, phase: str, *, force: bool = False) -> None:
        now = self._clock.monotonic()
        if force or now - self._reported >= PROGRESS_SECONDS:
            self._reported = now
            elapsed = now - self._started
            rate = self._result.done / elapsed if elapsed > 0 else 0.0
            self._listener.progress(
                Progress(
                    self._run_id, self._sync_id, phase, self._result.done, self._total, self._result.rejected, rate, elapsed
                )
            )

    # In the pool ----------------------------------------------------------------------------------------------------

    def _send(self, package: Package) -> list[tuple[int, str]]:
        """Rejected rows (row of the plan, reason) once every record of the package is decided.

        A plan's batch may be larger than what the open destination takes at once; then it goes out in parts.
        """
        most = max(1, self._writer.limits.batch_rows)
        rejected: list[tuple[int, str]] = []
        for start in range(0, len(package), most):
            rejected += self._decide(package, start, min(most, len(package) - start))
        return rejected

    def _decide(self, package: Package, start: int, count: int) -> list[tuple[int, str]]:
        """Send a part; halve it when refused as a whole, until each bad record stands alone."""
        batch = self._part(package, start, count)
        try:
            reply = self._attempt(batch)
        except BatchRejected as error:
            if count == 1:
                return [(package.first_row + start, error.message)]
            half = count // 2
            return self._decide(package, start, half) + self._decide(package, start + half, count - half)
        return [(package.first_row + start + position, reason) for position, reason in sorted(reply.rejected.items())]

    def _part(self, package: Package, start: int, count: int) -> Batch:
        return Batch(
            sync_name=self._sync_name,
            run_id=self._run_id,
            number=package.number,
            operation=package.operation,
            key_field=package.rows.schema.names[0],
            rows=package.rows.slice(start, count),
            idempotency_key=self._idempotency_key(package.first_row + start, count),
            json=package.json[start : start + count],
        )

    def _attempt(self, batch: Batch) -> Any:
        """One part, sent until it is answered; waits between tries as the destination asks, or backs off with jitter."""
        attempts = max(1, self._writer.limits.attempts)
        for attempt in range(1, attempts + 1):
            self._stop.check()
            try:
                return self._writer.send(batch, self._stop)
            except TransientError as error:
                if attempt == attempts:
                    raise
                backoff = min(BACKOFF_CAP, BACKOFF_SECONDS * 2**attempt) * (0.5 + self._jitter() / 2)
                self._stop.wait(backoff if error.retry_after is None else error.retry_after)
        raise AssertionError("unreachable")


class _Pace:
    """At most `rate` requests a second, evenly spaced; 0 means no limit."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._gap = 1.0 / limits.rate if limits.rate > 0 else 0.0
        self._clock = clock
        self._next = float("-inf")

    def wait(self, token: CancelToken) -> None:
        if not self._gap:
            return
        now = self._clock.monotonic()
        if self._next > now:
            token.wait(self._next - now)
        self._next = max(self._next, now) + self._gap
