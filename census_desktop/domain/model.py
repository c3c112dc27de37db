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


class Removal(StrEnum):
    """How a mirror lets go of a record that left the source."""

    REMOVE = "remove"
    NULL_OUT = "null_out"
    SWAP = "swap"

    @property
    def label(self) -> str:
        return {
            "remove": "Remove the record",
            "null_out": "Keep the record, empty the mapped fields",
            "swap": "Upload everything and swap",
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
    WAITING = "waiting"
    """It ended because there was no network, and a later run takes its place when there is."""

    @property
    def is_over(self) -> bool:
        return self not in (RunStatus.QUEUED, RunStatus.WORKING)


class Trigger(StrEnum):
    MANUAL = "manual"
    SCHEDULE = "schedule"
    CHANGE = "change"
    SEQUENCE = "sequence"
    QUICK_SYNC = "quick_sync"
    UNDO = "undo"

    @property
    def is_by_itself(self) -> bool:
        """Nobody asked for it now: a time came, data changed, or another sync succeeded."""
        return self in (Trigger.SCHEDULE, Trigger.CHANGE, Trigger.SEQUENCE)


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
    """`kind` is one_to_one | one_to_many | many_to_one | many_to_many; `dataset` is the related data set's id.

    Of a many_to_many `through` is the id of the data set that joins the two: `through_from` there equals our `from_column`,
    `through_to` equals their `to_column`.
    """

    name: str
    dataset: str
    kind: str
    from_column: str
    to_column: str
    through: str = ""
    through_from: str = ""
    through_to: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed column: a roll-up of a related data set, or a look-up of one value of it.

    Only mappings make the other two: a look-up at the end of a longer `path` (relationships after `related`), and whether
    the record is a `member` of a segment (its id; `related` is then "").
    """

    name: str
    related: str
    rollup: str = ""
    column: str = ""
    lookup: str = ""
    where: Group = field(default_factory=Group)
    path: tuple[str, ...] = ()
    member: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Records of a data set that no segment and no sync of it may have, while it is enabled."""

    name: str
    where: Group = field(default_factory=Group)
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class PriorityList:
    """Segments (ids) of a data set, the highest first: a record stays in the first of them that it qualifies for."""

    name: str
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table, view, file or query of a source. `columns` are those detected when it was last read.

    `reading` corrects how a file is read where detection was wrong (its keys: sources/files.py).
    """

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
    exclusions: tuple[Exclusion, ...] = ()
    priorities: tuple[PriorityList, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)

    def column(self, name: str) -> Column | None:
        return next((c for c in self.columns if c.name == name), None)

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)


@dataclass(frozen=True, slots=True)
class Limit:
    """Keep the first `rows` in the order of a column; with `per`, so many of each value of that column."""

    rows: int
    order_by: str = ""
    descending: bool = False
    per: str = ""


@dataclass(frozen=True, slots=True)
class Cohort:
    """A fixed part of a segment's records, for an experiment: `share` in percent. `control`: the part that is held out."""

    name: str
    share: int
    control: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A living group of records of one data set.

    `sql`: a SELECT whose first column is the unique identifier of the members; `where` narrows it further. `limit_per`
    limits each value of a column (its `per`), then `limit` the whole. `cohort` is never stored: it says which of the
    cohorts is meant, where a sync or a count takes one of them.
    """

    id: str
    name: str
    dataset_id: str
    where: Group = field(default_factory=Group)
    description: str = ""
    limit: Limit | None = None
    sql: str = ""
    limit_per: Limit | None = None
    cohorts: tuple[Cohort, ...] = ()
    cohort: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
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
    environment: str = ""
    """production | test | "" (domain/environments.py)"""
    created_at: datetime | None = None
    tested_at: datetime | None = None
    test_ok: bool | None = None
    test_message: str = ""


@dataclass(frozen=True, slots=True)
class SyncSource:
    """What a sync reads: a whole data set, one of its segments, or one cohort (its name) of a segment. `kind` is "dataset"
    or "segment"."""

    kind: str
    id: str
    cohort: str = ""


class MappingKind(StrEnum):
    """Where the value of a destination field comes from."""

    COLUMN = "column"
    CONSTANT = "constant"
    TEMPLATE = "template"
    RUN = "run"
    MEMBER = "member"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """One destination field and where its value comes from.

    `column` is a column of the data set, or of the data set at the end of `related` (names of relationships, each to one
    row); `constant` any JSON scalar; `template` Liquid text over the record; `run` a fact of the run (id | time | sync),
    which never makes a record differ; `member` the id of a segment: true for its members.
    `normalise` then `hash` are applied to the text; `hash` "already" says that the column holds digests. `country` is the
    region (ISO 3166, two letters) of phone numbers written without one. `type` converts ("" = as the destination's field
    wants it). With `send_nulls` off an empty value leaves the field out; `only_if_empty` keeps what the destination has.
    """

    field: str
    column: str = ""
    constant: Any = None
    template: str = ""
    run: str = ""
    member: str = ""
    related: tuple[str, ...] = ()
    type: str = ""
    normalise: str = ""
    hash: str = ""
    country: str = ""
    send_nulls: bool = True
    only_if_empty: bool = False

    @property
    def kind(self) -> MappingKind:
        if self.column:
            return MappingKind.RELATED if self.related else MappingKind.COLUMN
        for kind in (MappingKind.TEMPLATE, MappingKind.RUN, MappingKind.MEMBER):
            if getattr(self, kind.value):
                return kind
        return MappingKind.CONSTANT

    @property
    def is_constant(self) -> bool:
        return self.kind is MappingKind.CONSTANT


@dataclass(frozen=True, slots=True)
class SyncKey:
    """The pair that identifies a record on both sides."""

    column: str
    field: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a sync runs by itself. `kind`: manual | continuous | every | cron | on_change | after; `after` is the other
    sync's id. Continuous: again a minute after each run has ended. Of on_change, `minutes` is how often a database is asked
    (0: as usual) and `column` one that grows with every change, where its engine has no cheaper sign."""

    kind: str = "manual"
    minutes: int = 0
    cron: str = ""
    timezone: str = "UTC"
    after: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Sync:
    """How one source keeps one destination object in step.

    `audience` is the audience's name where the object is an audience; `audience_id` is the destination's own id of it,
    known after the first run. `template_id` remembers which sync a Quick Sync copied. `removal` matters to a mirror only.
    `sync_all` maps every column that no mapping names, also those that the data set gets later: it says how they are named
    there (as_is | snake_case | lower_case | upper_case | camel_case | start_case), "" is off. `limits` end a run early:
    {"minutes": n, "records": n}. `consented` names what touches people's consent and was confirmed: destination fields, and
    "leaving" (domain/consent.py). `audience_column` instead of `audience`: each record goes to the audience that this column
    of its own names.
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
    removal: Removal = Removal.REMOVE
    sync_all: str = ""
    limits: Mapping[str, int] = field(default_factory=dict)
    created_at: datetime | None = None
    updated_at: datetime | None = None
    consented: tuple[str, ...] = ()
    audience_column: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Records of a run, by what became of them.

    processed = records that were to be sent; updated = acknowledged by the destination; added, changed, removed = what
    they were (of a run that ended early, only those acknowledged); invalid = set aside before sending; rejected = sent and
    refused; retried = sent again after an earlier rejection. Of those that were updated, accepted = taken without a word on
    each (queued, or answered with counts). unnamed = refused by number alone; unknown = sent, and nobody knows what became of
    them. After a run to its end processed is updated, rejected, unnamed and unknown together.
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
    accepted: int = 0
    unknown: int = 0
    unnamed: int = 0

    @property
    def refused(self) -> int:
        """Refused by the destination, by name or not."""
        return self.rejected + self.unnamed

    @property
    def not_known_to_arrive(self) -> int:
        """Sent, and refused or without a known end: a run with any is never plainly completed."""
        return self.refused + self.unknown


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a sync. `held` says why a guard kept it from sending (its status is then failed, and its plan waits
    for a person); `undo_of` is the run that this one took back. `note` is what else a person should know of a run that went
    well, and `notes` are the destination's own remarks about no single record."""

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
    held: str = ""
    undo_of: str = ""
    note: str = ""
    notes: tuple[str, ...] = ()


class Health(StrEnum):
    """The state that a segment's or a sync's badge shows, worst first in lists."""

    FAILED = "failed"
    HELD = "held"
    REJECTED = "rejected"
    RUNNING = "running"
    PAUSED = "paused"
    OK = "ok"
    NEVER = "never"
