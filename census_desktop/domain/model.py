"""The nouns of the product as frozen values. Ids are opaque text; times are aware datetimes in UTC."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from census_desktop.domain.conditions import ColumnType, Group


def new_id() -> str:
    """A fresh id, unique over all workspaces (a connection's id names its keyring item)."""
    return os.urandom(16).hex()


class Operation(StrEnum):
    """How changes of the source are applied at the destination (also called behaviour)."""

    UPSERT = "upsert"
    UPDATE = "update"
    CREATE = "create"
    MIRROR = "mirror"
    APPEND = "append"
    DELETE = "delete"

    @property
    def label(self) -> str:
        return {
            "upsert": "Update or create",
            "update": "Update only",
            "create": "Create only",
            "mirror": "Mirror",
            "append": "Append",
            "delete": "Delete",
        }[self.value]


class SyncStatus(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    DRAFT = "draft"


class RunStatus(StrEnum):
    QUEUED = "queued"
    WORKING = "working"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"

    @property
    def is_over(self) -> bool:
        return self not in (RunStatus.QUEUED, RunStatus.WORKING)


class Trigger(StrEnum):
    MANUAL = "manual"
    SCHEDULE = "schedule"
    QUICK_SYNC = "quick_sync"


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: `type` names an engine (files, duckdb, postgres …), `config` its connection, no secrets."""

    id: str
    name: str
    type: str
    config: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as detected (`name`, `type`, `native` type name) plus what the user said about it."""

    name: str
    type: ColumnType
    native: str = ""
    pii: bool = False
    enumerated: bool = False


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is one_to_one | one_to_many | many_to_one; `dataset` is the related data set's id."""

    name: str
    dataset: str
    kind: str
    from_column: str
    to_column: str


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed column: a roll-up of a related data set, or a look-up of one value of it."""

    name: str
    related: str
    rollup: str = ""
    column: str = ""
    lookup: str = ""
    where: Group = field(default_factory=Group)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table, view, file or query of a source. `columns` are those detected when it was last read."""

    id: str
    name: str
    source_id: str
    table: str = ""
    sql: str = ""
    type: str = "generic"
    unique_identifier: str = ""
    email: str = ""
    event_name: str = ""
    event_time: str = ""
    columns: tuple[Column, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    computed: tuple[Computed, ...] = ()

    def column(self, name: str) -> Column | None:
        return next((c for c in self.columns if c.name == name), None)

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)


@dataclass(frozen=True, slots=True)
class Limit:
    """Keep the first `rows` in the order of a column."""

    rows: int
    order_by: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A living group of records of one data set."""

    id: str
    name: str
    dataset_id: str
    where: Group = field(default_factory=Group)
    description: str = ""
    limit: Limit | None = None
    size: int | None = None
    size_of: int | None = None
    size_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """A destination connection. Its credential is in the keyring under `id`; `config` never holds one."""

    id: str
    name: str
    type: str
    config: Mapping[str, Any] = field(default_factory=dict)
    environment: str = "production"
    created_at: datetime | None = None
    tested_at: datetime | None = None
    test_ok: bool | None = None
    test_message: str = ""


@dataclass(frozen=True, slots=True)
class SyncSource:
    """What a sync reads: a whole data set or one of its segments. `kind` is "dataset" or "segment"."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """One destination field and where its value comes from: a `column`, or a `constant` (any JSON scalar)."""

    field: str
    column: str = ""
    constant: Any = None

    @property
    def is_constant(self) -> bool:
        return not self.column


@dataclass(frozen=True, slots=True)
class SyncKey:
    """The pair that identifies a record on both sides."""

    column: str
    field: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a sync runs by itself. `kind`: manual | every | cron | on_change | after; `after` is the other sync's id."""

    kind: str = "manual"
    minutes: int = 0
    cron: str = ""
    timezone: str = "UTC"
    after: str = ""


@dataclass(frozen=True, slots=True)
class Sync:
    """How one source keeps one destination object in step.

    `audience` is the audience's name where the object is an audience; `audience_id` is the destination's own id of it,
    known after the first run. `template_id` remembers which sync a Quick Sync copied.
    """

    id: str
    name: str
    source: SyncSource
    connection_id: str
    object: str
    operation: Operation
    key: SyncKey
    mappings: tuple[FieldMapping, ...] = ()
    schedule: Schedule = field(default_factory=Schedule)
    status: SyncStatus = SyncStatus.DRAFT
    audience: str = ""
    audience_id: str = ""
    guards: Mapping[str, Any] = field(default_factory=dict)
    alerts: tuple[Mapping[str, Any], ...] = ()
    advanced: Mapping[str, Any] = field(default_factory=dict)
    template_id: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Records of a run, by what became of them.

    processed = records that were to be sent; updated = acknowledged by the destination; added, changed, removed = what
    they were (of a run that ended early, only those acknowledged); invalid = set aside before sending; rejected = sent and
    refused; retried = sent again after an earlier rejection.
    """

    processed: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    updated: int = 0
    invalid: int = 0
    rejected: int = 0
    retried: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    id: str
    sync_id: str
    sync_name: str
    status: RunStatus
    trigger: Trigger = Trigger.MANUAL
    counts: Counts = field(default_factory=Counts)
    created_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    error: str = ""
    plan_digest: str = ""


class Health(StrEnum):
    """The state that a segment's or a sync's badge shows, worst first in lists."""

    FAILED = "failed"
    REJECTED = "rejected"
    RUNNING = "running"
    PAUSED = "paused"
    OK = "ok"
    NEVER = "never"
