"""What lists and headers of the window and of the command line show: one frozen row per line, ready from one query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from census_desktop.domain.ageing import Ageing
from census_desktop.domain.model import Connection, Dataset, Health, Run, Segment, Sync

T = TypeVar("T")


class Kind(StrEnum):
    """Kinds of things that a write can change; views refresh themselves by it."""

    SOURCES = "sources"
    DATASETS = "datasets"
    SEGMENTS = "segments"
    CONNECTIONS = "connections"
    SYNCS = "syncs"
    RUNS = "runs"
    SETTINGS = "settings"


class SegmentOrder(StrEnum):
    NAME = "name"
    SIZE = "size"
    LAST_SYNC = "last_sync"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class SegmentFilter:
    """Which segments a list shows: of one folder ("" are those in none, None any), with all of these tags."""

    folder: str | None = None
    tags: tuple[str, ...] = ()
    within: tuple[str, ...] | None = None
    """Folders whose segments are shown, in this order; None: any, not put together by folder."""


EVERY = SegmentFilter()


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A line of the segment list. `health` is the worst of its syncs; `rejected` and `unknown` count those of the last runs."""

    id: str
    name: str
    dataset: str
    size: int | None
    health: Health
    last_run_at: datetime | None
    syncs: int
    rejected: int = 0
    folder: str = ""
    tags: tuple[str, ...] = ()
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class FolderRow:
    """The head of a folder in the segment list. `name` is "" for the segments that are in none."""

    name: str
    count: int
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its name. `kind` is segment | sync | dataset | destination; `note` tells it from others of nearly this name:
    the data set of a segment, the destination of a sync."""

    kind: str
    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SegmentPage:
    rows: tuple[SegmentRow, ...]
    total: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SyncRow:
    """A line of the Syncs tab: the sync, names of what it joins, its last and next run."""

    sync: Sync
    connection: Connection
    dataset: str
    segment: str
    health: Health
    last_run: Run | None = None
    next_run_at: datetime | None = None
    members: int | None = None
    """Records that the destination has acknowledged and that are still there, as far as this sync knows."""
    ageing: Ageing | None = None
    """Where members expire: when everything there was last sent."""


@dataclass(frozen=True, slots=True)
class QuickSyncOffer:
    """One entry of the Quick Sync dropdown.

    `template` is the sync to copy; `fields` counts its mappings and key; `object` is where the copy will write;
    `audience` is the audience that would be made ("" when the object is none); `warnings` names what will not fit, in the
    user's words. `audience_column` names the audiences where the template's column does. `consent` holds what the copy would do
    to people's consent, by the names that confirm it.
    """

    template: Sync
    connection: Connection
    fields: int
    audience: str
    object: str = ""
    warnings: tuple[str, ...] = ()
    source_name: str = ""
    consent: Mapping[str, str] = field(default_factory=dict)
    audience_column: str = ""


@dataclass(frozen=True, slots=True)
class QuickSyncOffers:
    """What Quick Sync can do for a segment. `paused` and `drafts` count syncs that were left out; `reason` explains an
    empty list."""

    segment: Segment
    dataset: Dataset
    offers: tuple[QuickSyncOffer, ...] = ()
    paused: int = 0
    drafts: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """How many records match, of how many in the data set, and how long the engine took (seconds)."""

    count: int
    of: int
    seconds: float = 0.0
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """Records left after each top-level line of a definition, in order; the last equals the count when joined by all."""

    left: tuple[int, ...]
    total: int
    of: int
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which runs a listing shows; empty fields do not filter."""

    segment_id: str = ""
    sync_id: str = ""
    statuses: tuple[str, ...] = ()
    limit: int = 100
    before: tuple[datetime, str] | None = None
    """Keyset: only runs older than this (created_at, id)."""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """Something that happened to a segment or sync: `what` is a word such as created, edited, paused, run."""

    at: datetime
    what: str
    subject: str
    detail: str = ""
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Past(Generic[T]):
    """A line of a thing's history. `before` is the thing as this change found it; None where nothing was replaced
    (created, removed, restored)."""

    id: int
    at: datetime
    what: str
    detail: str = ""
    before: T | None = None


@dataclass(frozen=True, slots=True)
class ImportChange:
    """What an import did or would do to one named thing. `action`: created | updated | unchanged."""

    kind: str
    name: str
    action: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures for the status bar and the rail."""

    running: int = 0
    queued: int = 0
    attention: int = 0
    next_run_at: datetime | None = None
    segments: int = 0
