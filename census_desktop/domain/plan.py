"""A plan: what a run would change, computed and kept on disk before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from census_desktop.domain.model import Counts


class ChangeKind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do, with a digest of exactly that. `total` is the number of valid records in the source."""

    id: str
    sync_id: str
    digest: str
    created_at: datetime
    total: int
    counts: Counts
    batches: int
    state_version: int
    sync_version: str
    warnings: tuple[str, ...] = ()

    @property
    def to_send(self) -> int:
        return self.counts.processed


@dataclass(frozen=True, slots=True)
class Change:
    """One record of a plan: its key and, field by field, what was acknowledged before and what will be sent.

    `before` is None for an added record, `after` for a removed one. Both are by destination field, without the key.
    `retried`: it was rejected earlier and is sent again.
    """

    row: int
    kind: ChangeKind
    key: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    reason: str = ""
    retried: bool = False


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A page of changes, ordered by row. `total` counts what the filter matches."""

    changes: tuple[Change, ...] = ()
    total: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class RecordIssue:
    """A record that did not arrive: `kind` is "rejected" or "invalid", `reason` in the destination's or our words."""

    run_id: str
    kind: str
    key: str
    reason: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands. `phase` is reading | comparing | sending | finishing; `done` of `total` records; rate a second."""

    run_id: str
    sync_id: str
    phase: str
    done: int = 0
    total: int = 0
    rejected: int = 0
    rate: float = 0.0
    elapsed: float = 0.0
