"""What the engine asks of the workspace's store: the catalog of what it knows, and the ledger of what was sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from census_desktop.domain.rows import EVERY

if TYPE_CHECKING:
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
    from census_desktop.domain.ports import RemoteIds
    from census_desktop.domain.rows import (
        ActivityRow,
        Named,
        Overview,
        Past,
        RunFilter,
        SegmentFilter,
        SegmentOrder,
        SegmentPage,
    )

T = TypeVar("T", "Source", "Dataset", "Segment", "Connection", "Sync")
Kept = TypeVar("Kept", "Dataset", "Segment", "Sync")


class Catalog(Protocol):
    """What the workspace knows: sources, data sets, segments, connections, syncs, settings. One file, many threads.

    Things are found by id or by exact name. `put` inserts or updates by id and writes an audit event in the same
    transaction; a taken name is a ConfigError. `remove` hides (soft delete, undone by `restore`); it refuses with
    ConfigError while something that is not hidden still needs the thing (a data set its segments, a connection its syncs …).
    """

    def all(self, kind: type[T]) -> tuple[T, ...]: ...
    def get(self, kind: type[T], ref: str) -> T: ...
    def find(self, kind: type[T], ref: str) -> T | None: ...
    def some(self, kind: type[T], ids: Collection[str]) -> Mapping[str, T]:
        """Those of these ids that are there, by id."""
        ...

    def put(self, thing: T, *, detail: str = "") -> None: ...
    def remove(self, kind: type[T], id_: str) -> None: ...
    def restore(self, kind: type[T], id_: str) -> None: ...
    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing for the writes of this thread inside it; nests."""
        ...

    def segment_page(
        self, search: str, order: SegmentOrder, descending: bool, offset: int, limit: int, among: SegmentFilter = EVERY
    ) -> SegmentPage: ...
    def folders(self, search: str = "", among: SegmentFilter = EVERY) -> Mapping[str, int]:
        """How many segments match, by folder; "" are those in none."""
        ...

    def tags(self) -> Mapping[str, int]:
        """How many segments have each tag."""
        ...

    def named(self, wanted: str, limit: int) -> tuple[Named, ...]:
        """At most `limit` of each kind whose names have the letters of every word of `wanted` in their order."""
        ...

    def named_by_id(self, refs: Sequence[tuple[str, str]]) -> tuple[Named, ...]:
        """Those of these (kind, id) that are there, in this order."""
        ...

    def syncs_of(self, *, segment_id: str = "", dataset_id: str = "", connection_id: str = "") -> tuple[Sync, ...]: ...
    def set_size(self, segment_id: str, count: int, of: int, at: datetime) -> None: ...
    def sizes(self, segment_id: str, limit: int = 60) -> tuple[tuple[datetime, int], ...]:
        """Known sizes over time, oldest first."""
        ...

    def sizes_since(self, segment_ids: Sequence[str], since: datetime) -> Mapping[str, tuple[tuple[datetime, int], ...]]:
        """Known sizes of these segments from then on, oldest first; a segment without any is left out."""
        ...

    def size_history(self, segment_id: str) -> tuple[tuple[datetime, int, int], ...]:
        """All sizes that are kept, oldest first: (when, members, of how many in the data set)."""
        ...

    def marks(self, name: str = "") -> Mapping[tuple[str, str], tuple[str, datetime]]:
        """(value, when) by (sync id, name): what schedules and alerts must remember of a sync; with `name`, those alone."""
        ...

    def set_mark(self, sync_id: str, name: str, value: str, at: datetime) -> None: ...
    def drop_mark(self, sync_id: str, name: str) -> None: ...
    def swap_mark(self, sync_id: str, name: str, before: str | None, after: str | None, at: datetime) -> bool:
        """Put a value in the place of another (None: no mark), if that is still there; False when another program was first."""
        ...

    def activity(self, *, segment_id: str = "", sync_id: str = "", limit: int = 200) -> tuple[ActivityRow, ...]: ...
    def history(self, kind: type[Kept], id_: str, limit: int = 200) -> tuple[Past[Kept], ...]:
        """Changes of one thing, newest first, each with what it replaced."""
        ...

    def setting(self, name: str) -> str: ...
    def set_setting(self, name: str, value: str) -> None: ...
    def version(self) -> int:
        """A number that moves whenever this or another process changed the workspace (cheap; for polling)."""
        ...


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """A batch as the ledger keeps it: which rows of which plan.

    State: in_flight | staged (a swap's, before its finish) | acknowledged | unknown. `job` is the destination's id of a
    submitted job, or those of its parts (see engine.part_jobs). Of an answered batch: `rejected` records were refused by name,
    `unnamed` by number alone, of `unknown` ones the answer says nothing, and `accepted` were taken without a word on each.
    """

    run_id: str
    number: int
    operation: Operation
    first_row: int
    rows: int
    idempotency_key: str
    state: str = "in_flight"
    attempt: int = 1
    rejected: int = 0
    job: str = ""
    unknown: int = 0
    unnamed: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a batch: acknowledged | staged | unknown; its rejected rows and those of which the answer says nothing
    (row of the plan, reason or what is known); how many were refused unnamed, how many taken without a word on each; and what
    the destination remarked."""

    number: int
    state: str
    rejected: Sequence[tuple[int, str]] = ()
    unknown: Sequence[tuple[int, str]] = ()
    unnamed: int = 0
    accepted: int = 0
    notes: Sequence[str] = ()


class IdKeeper(Protocol):
    """Keeps the destinations' own ids of records, by connection. A cache: what it forgot is looked up again."""

    def of(self, connection: Connection) -> RemoteIds: ...
    def forget(self, connection_id: str) -> None:
        """All of a connection: it was removed, or may be another account now."""
        ...


class Ledger(Protocol):
    """Runs and batches, written ahead: a batch is *in flight* before its request and answered after it.

    Only row numbers of the plan file are kept for rejected and unknown records, never keys or values (those stay in the plan).
    """

    def create_run(self, sync_id: str, trigger: Trigger, at: datetime, undo_of: str = "") -> Run: ...
    def begin(self, run_id: str, owner: str, at: datetime) -> bool:
        """Take the sync's lease and set the run working. False (and the run is `skipped`) if another run holds it."""
        ...

    def heartbeat(self, run_id: str, at: datetime) -> None: ...
    def set_plan(self, run_id: str, plan_id: str, digest: str, counts: Counts) -> None: ...
    def sending(self, batch: BatchRecord, at: datetime) -> None: ...
    def submitted(self, run_id: str, number: int, job: str, at: datetime) -> None:
        """The batch was taken as a job; it stays in flight until its results are there."""
        ...

    def swapped(self, run_id: str, at: datetime) -> None:
        """A swap is finished: its staged batches are acknowledged."""
        ...

    def answered(self, run_id: str, number: int, state: str, rejected: Sequence[tuple[int, str]], at: datetime) -> None:
        """`rejected` holds (row of the plan, reason)."""
        ...

    def moved_on(self, run_id: str, answers: Sequence[Answer], sending: Sequence[BatchRecord], at: datetime) -> None:
        """`answered` and `sending` for each, in one transaction. The answers are written also where `sending` is refused."""
        ...

    def finish(
        self, run_id: str, status: RunStatus, counts: Counts, error: str, at: datetime, held: str = "", note: str = ""
    ) -> Run: ...
    def dismiss(self, run_id: str, words: str) -> Run:
        """A person decided against a held run: it is cancelled and waits no longer. ConfigError if it is not held."""
        ...

    def end_waiting(self, sync_id: str, words: str, but: str = "") -> None:
        """Runs of the sync wait for the network no more, except this one; `words` are added to what they say."""
        ...

    def release(self, sync_id: str, run_id: str, words: str) -> None:
        """Held runs of the sync wait no longer, because of this run; `words` are added to what they say."""
        ...

    def trim(self, before: datetime, newest: int) -> int:
        """Forget batches and rejected rows of runs before a time and of all but a sync's newest runs; how many runs there
        were. Never of a sync's newest run, a held one, or one whose acknowledged batches are not in the state yet."""
        ...

    def plans(self) -> frozenset[str]:
        """Ids of plans that runs sent or were held with."""
        ...

    def outdated(self, sync_id: str) -> bool:
        """The sync key was changed: the state belongs to the old one and is to be forgotten before anything is planned."""
        ...

    def forgot(self, sync_id: str, state_version: int) -> None:
        """The state was forgotten and begins anew."""
        ...

    def pace(self, sync_id: str) -> tuple[int, float]:
        """(batches, mean seconds a batch) of a sync's last runs; (0, 0.0) before any."""
        ...

    def run(self, run_id: str) -> Run: ...
    def runs(self, filter_: RunFilter) -> tuple[Run, ...]: ...
    def last_runs(self, sync_ids: Sequence[str]) -> Mapping[str, Run]: ...
    def batches(self, run_id: str) -> tuple[BatchRecord, ...]: ...
    def rejected_rows(self, run_id: str, offset: int = 0, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        """(row of the plan, reason), ordered by row."""
        ...

    def unknown_rows(self, run_id: str, offset: int = 0, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        """(row of the plan, what is known) of records in answered batches of which the answer said nothing, ordered by row."""
        ...

    def lost_rows(
        self,
        run_id: str,
        kind: str,
        offset: int,
        limit: int,
        *,
        reason: str = "",
        after: int = -1,
    ) -> tuple[tuple[int, str], ...]:
        """The same of one kind (rejected | unknown) with this reason, of rows `after` that one."""
        ...

    def lost_reasons(self, run_id: str, kind: str) -> tuple[tuple[str, int], ...]:
        """(reason, how many), the commonest first."""
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
