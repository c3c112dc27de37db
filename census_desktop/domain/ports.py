"""What the engine asks of the world. Implementations live in sources, destinations, store and secrets; what is kept in the
workspace (Catalog, Ledger) is in keeping.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from census_desktop.domain.cancel import CancelToken as CancelToken
from census_desktop.domain.keeping import Answer as Answer
from census_desktop.domain.keeping import BatchRecord as BatchRecord
from census_desktop.domain.keeping import Catalog as Catalog
from census_desktop.domain.keeping import Ledger as Ledger
from census_desktop.domain.model import Removal

if TYPE_CHECKING:
    from census_desktop.domain.analysis import Breakdown, Overlap
    from census_desktop.domain.conditions import Group
    from census_desktop.domain.manifest import Limits, Manifest, ObjectSpec
    from census_desktop.domain.model import (
        Connection,
        Dataset,
        Operation,
        Segment,
    )
    from census_desktop.domain.plan import Progress
    from census_desktop.domain.records import Call


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


# A record batch is a pyarrow.RecordBatch; the domain stays free of the import.
RecordBatch = Any
Schema = Any


@dataclass(frozen=True, slots=True)
class Preview:
    """First rows of a segment: column names, native type names, and rows of plain Python values."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What beside the conditions decides whether a record is in a segment, and whether it lets this one in.

    `kind` is exclusion (`name`: the list's) | sql | priority (a higher segment's) | limit | cohort (the one it is in).
    """

    kind: str
    name: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What a source says of one key: how many records of the data set have it, whether the segment has one of them, which
    trees hold (None: the tree says nothing yet), the first record as a pyarrow.RecordBatch of one row, None without, and
    what else decides."""

    records: int
    member: bool
    holds: tuple[bool | None, ...] = ()
    record: RecordBatch | None = None
    decisions: tuple[Decision, ...] = ()


class Reader(Protocol):
    """An open source. Not shared between threads; `cancel` stops a running query from another thread."""

    dialect: str

    def tables(self) -> Sequence[str]:
        """Names that can be data sets: files, or tables and views."""
        ...

    def describe(self, dataset: Dataset) -> Dataset: ...
    def count(self, dataset: Dataset, segment: Segment | None) -> int: ...
    def tally(self, dataset: Dataset, tests: Sequence[Group | Segment]) -> tuple[int, ...]:
        """Records that each tree finds, or each segment with its limits and its cohort: counted in one pass, but for those
        whose limit needs one of its own. Those on an exclusion list are in none."""
        ...

    def judge(
        self, dataset: Dataset, segment: Segment | None, column: str, key: str, wheres: Sequence[Group], columns: Sequence[str]
    ) -> Judged:
        """Look at the records whose `column`, as text, is `key`; `columns` are those of the record that is given back."""
        ...

    def preview(self, dataset: Dataset, segment: Segment | None, rows: int, offset: int = 0) -> Preview: ...
    def sql(self, dataset: Dataset, segment: Segment | None) -> str: ...
    def breakdown(self, dataset: Dataset, segment: Segment, column: str) -> Breakdown:
        """The segment over a column, beside the whole data set: one query, counted there."""
        ...

    def overlap(self, dataset: Dataset, segments: Sequence[Segment]) -> Overlap:
        """How segments of the data set share their members: one query."""
        ...

    def extract(
        self,
        dataset: Dataset,
        segment: Segment | None,
        columns: Sequence[str],
        rows: int | None = None,
        *,
        listed: bool = False,
    ) -> AbstractContextManager[tuple[Schema, Iterator[RecordBatch]]]:
        """The members, or as many as `rows` of them; `listed`: instead those who are on an exclusion list."""
        ...

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
    removal: Removal = Removal.REMOVE
    """SWAP: the writer puts aside what `send` brings, and `finish` puts it in the place of everything there."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one request.

    `operation` is what to do with them: upsert | update | create | append | delete (a mirror sends upserts and deletes).
    `rows` is a pyarrow.RecordBatch, one column per destination field in mapping order, the key field first; a delete
    carries the key column alone, and so does any batch where the manifest's payload is "texts". `json` holds each record
    as a JSON object text, for destinations whose manifest asks. `idempotency_key` is the same whenever the same records
    are sent again. Null values of fields in `keep_if_null` leave what the destination has (the JSON texts do not hold them
    at all); fields in `only_if_empty` are written only where the destination has no value. `audience` is the name of the one
    that all of them belong to, where a column names it (the writer is then opened for that one).
    """

    sync_name: str
    run_id: str
    number: int
    operation: Operation
    key_field: str
    rows: RecordBatch
    idempotency_key: str
    json: Sequence[str] = ()
    keep_if_null: frozenset[str] = frozenset()
    only_if_empty: frozenset[str] = frozenset()
    audience: str = ""

    def __len__(self) -> int:
        return int(self.rows.num_rows)

    def keys(self) -> list[Any]:
        """The sync key of each record, as Python values."""
        return list(self.rows.column(0).to_pylist())

    def json_list(self) -> bytes:
        """The JSON texts, separated by commas: what stands between the brackets of a list."""
        joined: Callable[[], bytes] | None = getattr(self.json, "joined", None)
        return joined() if joined else ",".join(self.json).encode()


@dataclass(frozen=True, slots=True)
class Reply:
    """The destination's answer to a batch, by position in the batch. All others count as acknowledged, or as `accepted` when
    the destination only queued them or answers with counts.

    `rejected` holds reasons. `unknown` are records of which the answer says nothing, with what is known: they count as
    neither, and the next plan holds them again. `unnamed`: how many were refused without being named. `notes` are sentences
    for the run's page that concern no single record ("3 fields were left out: …"), without personal data.
    """

    rejected: Mapping[int, str] = field(default_factory=dict)
    accepted: bool = False
    unknown: Mapping[int, str] = field(default_factory=dict)
    unnamed: int = 0
    notes: tuple[str, ...] = ()


class Writer(Protocol):
    """A run's way into one destination object. `send` is called from up to `limits.concurrency` threads at once.

    `send` raises TransientError (try again), BatchRejected (halve it), CredentialError (stop and ask) or
    DestinationError (fail the run). `finish` makes everything durable (a file renamed into place) and is called again after a
    TransientError: it raises one only where a second call does no harm, even if the first had arrived. After an error or a
    cancel `close` alone is called, and what `send` acknowledged must still be there.
    """

    limits: Limits
    audience_id: str

    def send(self, batch: Batch, cancel: CancelToken) -> Reply: ...
    def finish(self) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class JobState:
    """How a submitted job stands. `retry_after`: seconds until it is worth asking again, None = the engine's own pace."""

    done: bool
    retry_after: float | None = None


@runtime_checkable
class JobWriter(Writer, Protocol):
    """A writer of a bulk API: a batch is submitted, polled and its results fetched; `send` is not called.

    Each raises as `send` does. The job's id goes into the ledger, so a job whose program died is asked for, not sent again.
    """

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        """Hand the batch over; the destination's id of the job."""
        ...

    def poll(self, job: str, cancel: CancelToken) -> JobState: ...
    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        """What became of each record, once the job is done."""
        ...


class CallLog(Protocol):
    """Takes every request of a run. Called from the delivery's threads."""

    def record(self, call: Callable[[], Call]) -> None:
        """`call` renders the request, redacted; it is called later, and for those that are kept alone."""
        ...


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
class Audience:
    """An audience as the destination has it. `members`: how many it says, None when it does not. `trouble`: why a sync cannot
    fill it ("a dynamic list fills itself"), "" when it can."""

    id: str
    name: str
    members: int | None = None
    trouble: str = ""


@runtime_checkable
class AudienceKeeper(Protocol):
    """A destination whose audiences can be listed and renamed. What Destination.open makes of a target without an id is its
    own: it looks for one of that name that a killed run may have left, or makes it."""

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        """At most 500, those whose name holds the text without regard to case, by name."""
        ...

    def audience(self, object_: str, id_: str) -> Audience | None:
        """None when it is not there any more."""
        ...

    def rename_audience(self, object_: str, id_: str, name: str) -> None: ...


@runtime_checkable
class MemberReader(Protocol):
    """A destination that says who is in an audience."""

    def members(self, object_: str, audience_id: str, key_field: str, cancel: CancelToken) -> Iterator[str]:
        """The members' sync keys as text, in any order; those without such a key are left out."""
        ...


class RemoteIds(Protocol):
    """The destination's own ids of records, kept in the workspace: looked up there once, never per run.

    By connection, so that a list's sync knows whom a contacts' sync made. `kind` is whose ids they are ("contact by email").
    Called from the delivery's threads.
    """

    def known(self, kind: str, keys: Sequence[str]) -> Mapping[str, str]:
        """The ids of those keys that are known."""
        ...

    def remember(self, kind: str, ids: Mapping[str, str]) -> None: ...
    def forget(self, kind: str, keys: Sequence[str]) -> None:
        """They were not there any more."""
        ...


class Tokens(Protocol):
    """Access tokens of a connection that a person signed in, or that signs in by itself."""

    def access(self, refused: str = "") -> str:
        """A token that is valid now; another one than `refused`, which the destination did not take. Refreshed once, however
        many threads and processes ask. Raises CredentialError when the user has to sign in again."""
        ...


@dataclass(frozen=True, slots=True)
class DestinationContext:
    """What a destination is built from. `folder` is the workspace (relative paths start there). `tokens` are there for a
    connection that is signed in, by whatever grant."""

    connection: Connection
    secrets: Mapping[str, str]
    folder: Path
    clock: Clock
    calls: CallLog | None = None
    ids: RemoteIds | None = None
    tokens: Tokens | None = None


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

    def get(self, connection_id: str, *, in_keyring: bool = True, anew: bool = False) -> dict[str, str]:
        """{} when there is none. `in_keyring` False when it is known that the keyring has none: it is not asked then, and
        no prompt to unlock it appears for a connection that needs no credential. `anew`: also what another process put there
        since it was last read."""
        ...

    def set(self, connection_id: str, values: Mapping[str, str]) -> None: ...
    def set_for_session(self, connection_id: str, values: Mapping[str, str]) -> None:
        """Keep them in memory until the program ends; offered when `set` raised."""
        ...

    def delete(self, connection_id: str) -> None: ...
    def state(self) -> str:
        """One line on what is used, for diagnostics and the Destinations page."""
        ...
