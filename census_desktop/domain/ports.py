"""What the engine asks of the world. Implementations live in sources, destinations, store and secrets."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from census_desktop.domain.errors import Cancelled

if TYPE_CHECKING:
    from census_desktop.domain.conditions import Group
    from census_desktop.domain.manifest import Limits, Manifest, ObjectSpec
    from census_desktop.domain.model import (
        Connection,
        Counts,
        Dataset,
        Operation,
        Run,
        RunStatus,
        Segment,
        Source,
        Sync,
        Trigger,
    )
    from census_desktop.domain.plan import Progress
    from census_desktop.domain.rows import ActivityRow, Overview, RunFilter, SegmentOrder, SegmentPage


class Clock(Protocol):
    """Time, replaceable in tests."""

    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        import time

        return time.monotonic()


class CancelToken:
    """Set once by whoever asks to stop; checked between batches and waited on instead of sleeping."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._callbacks: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def cancel(self) -> None:
        with self._lock:
            self._event.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if asked to stop."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Wait that long, or raise `Cancelled` as soon as asked to stop."""
        if self._event.wait(max(0.0, seconds)):
            raise Cancelled

    def on_cancel(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back when cancelled (at once if it already is). Returns a function that forgets the callback."""
        with self._lock:
            if not self._event.is_set():
                self._callbacks.append(callback)
                return lambda: self._forget(callback)
        callback()
        return lambda: None

    def _forget(self, callback: Callable[[], None]) -> None:
        with self._lock:
            if callback in self._callbacks:
                self._callbacks.remove(callback)


# A record batch is a pyarrow.RecordBatch; the domain stays free of the import.
RecordBatch = Any
Schema = Any


@dataclass(frozen=True, slots=True)
class Preview:
    """First rows of a segment: column names, native type names, and rows of plain Python values."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Reader(Protocol):
    """An open source. Not shared between threads; `cancel` stops a running query from another thread."""

    dialect: str

    def tables(self) -> Sequence[str]:
        """Names that can be data sets: files, or tables and views."""
        ...

    def describe(self, dataset: Dataset) -> Dataset: ...
    def count(self, dataset: Dataset, segment: Segment | None) -> int: ...
    def tally(self, dataset: Dataset, wheres: Sequence[Group]) -> tuple[int, ...]:
        """Records that match each tree, counted in one pass."""
        ...

    def preview(self, dataset: Dataset, segment: Segment | None, rows: int, offset: int = 0) -> Preview: ...
    def sql(self, dataset: Dataset, segment: Segment | None) -> str: ...
    def extract(
        self, dataset: Dataset, segment: Segment | None, columns: Sequence[str]
    ) -> AbstractContextManager[tuple[Schema, Iterator[RecordBatch]]]: ...
    def cancel(self) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Target:
    """Where a run's records go: the object, and the audience for audience objects."""

    object: str
    operation: Operation
    key_field: str
    audience: str = ""
    audience_id: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one request.

    `operation` is what to do with them: upsert | update | create | append | delete (a mirror sends upserts and deletes).
    `rows` is a pyarrow.RecordBatch, one column per destination field in mapping order, the key field first; a delete
    carries the key column alone. `json` holds each record as a JSON object text, for destinations whose manifest asks.
    `idempotency_key` is the same whenever the same records are sent again.
    """

    sync_name: str
    run_id: str
    number: int
    operation: Operation
    key_field: str
    rows: RecordBatch
    idempotency_key: str
    json: Sequence[str] = ()

    def __len__(self) -> int:
        return int(self.rows.num_rows)

    def keys(self) -> list[Any]:
        """The sync key of each record, as Python values."""
        return list(self.rows.column(0).to_pylist())


@dataclass(frozen=True, slots=True)
class Reply:
    """The destination's answer to a batch: rejected records by position in the batch, with reason. All others count as
    acknowledged, or as `accepted` when the destination only queued them."""

    rejected: Mapping[int, str] = field(default_factory=dict)
    accepted: bool = False


class Writer(Protocol):
    """A run's way into one destination object. `send` is called from up to `limits.concurrency` threads at once.

    `send` raises TransientError (try again), BatchRejected (halve it), CredentialError (stop and ask) or
    DestinationError (fail the run). `finish` makes everything durable (a file renamed into place); after an error or a
    cancel `close` alone is called, and what `send` acknowledged must still be there.
    """

    limits: Limits
    audience_id: str

    def send(self, batch: Batch, cancel: CancelToken) -> Reply: ...
    def finish(self) -> None: ...
    def close(self) -> None: ...


class Destination(Protocol):
    """An open connection to a destination."""

    manifest: Manifest

    def test(self) -> str:
        """Check that it answers and takes the credential; a line for the user ("18 lists, 12,400 profiles")."""
        ...

    def objects(self) -> Sequence[ObjectSpec]: ...
    def open(self, target: Target, schema: Schema) -> Writer:
        """Begin a run. `schema` is the pyarrow schema of the batches to come, key field first."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class DestinationContext:
    """What a destination is built from. `folder` is the workspace (relative paths start there)."""

    connection: Connection
    secrets: Mapping[str, str]
    folder: Path
    clock: Clock


class Listener(Protocol):
    """Who wants to know how a run gets on. Called from the run's thread, at most ten times a second."""

    def progress(self, progress: Progress) -> None: ...


class Silent:
    """A listener that does not care."""

    def progress(self, progress: Progress) -> None:
        return None


class Secrets(Protocol):
    """Credentials by connection id. Every call may wait on the operating system: never from the GUI thread.

    Raises SecretsError when no trustworthy keyring can be used.
    """

    def get(self, connection_id: str, *, in_keyring: bool = True) -> dict[str, str]:
        """{} when there is none. `in_keyring` False when it is known that the keyring has none: it is not asked then, and
        no prompt to unlock it appears for a connection that needs no credential."""
        ...

    def set(self, connection_id: str, values: Mapping[str, str]) -> None: ...
    def set_for_session(self, connection_id: str, values: Mapping[str, str]) -> None:
        """Keep them in memory until the program ends; offered when `set` raised."""
        ...

    def delete(self, connection_id: str) -> None: ...
    def state(self) -> str:
        """One line on what is used, for diagnostics and the Destinations page."""
        ...


T = TypeVar("T", "Source", "Dataset", "Segment", "Connection", "Sync")


class Catalog(Protocol):
    """What the workspace knows: sources, data sets, segments, connections, syncs, settings. One file, many threads.

    Things are found by id or by exact name. `put` inserts or updates by id and writes an audit event in the same
    transaction; a taken name is a ConfigError. `remove` hides (soft delete, undone by `restore`); it refuses with
    ConfigError while something that is not hidden still needs the thing (a data set its segments, a connection its syncs …).
    """

    def all(self, kind: type[T]) -> tuple[T, ...]: ...
    def get(self, kind: type[T], ref: str) -> T: ...
    def find(self, kind: type[T], ref: str) -> T | None: ...
    def put(self, thing: T, *, detail: str = "") -> None: ...
    def remove(self, kind: type[T], id_: str) -> None: ...
    def restore(self, kind: type[T], id_: str) -> None: ...
    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing for the writes of this thread inside it; nests."""
        ...

    def segment_page(self, search: str, order: SegmentOrder, descending: bool, offset: int, limit: int) -> SegmentPage: ...
    def syncs_of(self, *, segment_id: str = "", dataset_id: str = "", connection_id: str = "") -> tuple[Sync, ...]: ...
    def set_size(self, segment_id: str, count: int, of: int, at: datetime) -> None: ...
    def sizes(self, segment_id: str, limit: int = 60) -> tuple[tuple[datetime, int], ...]:
        """Known sizes over time, oldest first."""
        ...

    def activity(self, *, segment_id: str = "", sync_id: str = "", limit: int = 200) -> tuple[ActivityRow, ...]: ...
    def setting(self, name: str) -> str: ...
    def set_setting(self, name: str, value: str) -> None: ...
    def version(self) -> int:
        """A number that moves whenever this or another process changed the workspace (cheap; for polling)."""
        ...


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """A batch as the ledger keeps it: which rows of which plan. State: in_flight | acknowledged | unknown."""

    run_id: str
    number: int
    operation: Operation
    first_row: int
    rows: int
    idempotency_key: str
    state: str = "in_flight"
    attempt: int = 1
    rejected: int = 0


class Ledger(Protocol):
    """Runs and batches, written ahead: a batch is *in flight* before its request and answered after it.

    Only row numbers of the plan file are kept for rejected records, never keys or values (those stay in the plan).
    """

    def create_run(self, sync_id: str, trigger: Trigger, at: datetime) -> Run: ...
    def begin(self, run_id: str, owner: str, at: datetime) -> bool:
        """Take the sync's lease and set the run working. False (and the run is `skipped`) if another run holds it."""
        ...

    def heartbeat(self, run_id: str, at: datetime) -> None: ...
    def set_plan(self, run_id: str, plan_id: str, digest: str, counts: Counts) -> None: ...
    def sending(self, batch: BatchRecord, at: datetime) -> None: ...
    def answered(self, run_id: str, number: int, state: str, rejected: Sequence[tuple[int, str]], at: datetime) -> None:
        """`rejected` holds (row of the plan, reason)."""
        ...

    def finish(self, run_id: str, status: RunStatus, counts: Counts, error: str, at: datetime) -> Run: ...
    def run(self, run_id: str) -> Run: ...
    def runs(self, filter_: RunFilter) -> tuple[Run, ...]: ...
    def last_runs(self, sync_ids: Sequence[str]) -> Mapping[str, Run]: ...
    def batches(self, run_id: str) -> tuple[BatchRecord, ...]: ...
    def rejected_rows(self, run_id: str, offset: int = 0, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        """(row of the plan, reason), ordered by row."""
        ...

    def plan_of(self, run_id: str) -> str:
        """Id of the plan that the run sends; "" before it has one."""
        ...

    def unapplied(self, sync_id: str = "") -> tuple[str, ...]:
        """Runs, oldest first, that are over or abandoned (lease run out) and whose acknowledged batches are not yet in the
        sync's state; of all syncs when none is named."""
        ...

    def applied(self, run_id: str, state_version: int, members: int, counts: Counts | None = None) -> None:
        """The run's acknowledged batches are in the sync's state. `counts` says what arrived, for a run whose process died
        before it could."""
        ...

    def state(self, sync_id: str) -> tuple[int, int]:
        """(state version, members) of a sync; (0, 0) before its first acknowledged batch."""
        ...

    def members(self, sync_ids: Sequence[str]) -> Mapping[str, int]:
        """Members of many syncs; without those that have no state yet."""
        ...

    def abandoned(self, at: datetime) -> tuple[Run, ...]:
        """Working runs whose lease has run out (their process died)."""
        ...

    def overview(self) -> Overview: ...
