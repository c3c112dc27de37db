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
    UNCHANGED = "unchanged"
    """Only in plans that send everything (upload and swap), and of members that would expire."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What sending will cost: requests, and seconds at the destination's pace. `learnt`: from earlier runs, not from the
    documented limits alone."""

    calls: int
    seconds: float
    learnt: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do, with a digest of exactly that. `total` is the number of valid records in the source.

    `held` says why a guard would keep it from being sent unattended; sending it by its digest is a person's pass, for it
    alone. `excluded` records were taken out, by hand or of an undo by an exclusion list, and wait for a later run. `undo_of`
    is the run that it takes back, `lists` a digest of the exclusion lists that it knew.
    """

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
    held: str = ""
    excluded: int = 0
    undo_of: str = ""
    lists: str = ""
    estimate: Estimate | None = None
    renewed: int = 0
    """Records that did not change and are sent again, because the destination would drop them."""
    renewal: str = ""
    """Why, in words."""
    forgets: bool = False
    """It takes a person away, whatever the source and the exclusion lists say now."""

    @property
    def to_send(self) -> int:
        return self.counts.processed

    @property
    def is_partial(self) -> bool:
        """It holds some records alone: of a sync that uploads everything too, it takes the place of nothing."""
        return bool(self.undo_of) or self.forgets


@dataclass(frozen=True, slots=True)
class Change:
    """One record of a plan: its key and, field by field, what was acknowledged before and what will be sent.

    `before` is None for an added record, `after` for a removed one. Both are by destination field, without the key.
    `retried`: it was rejected earlier and is sent again. `excluded`: taken out of this plan by hand. `audience` is the one that
    it concerns, where a column names the audiences.
    """

    row: int
    kind: ChangeKind
    key: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    reason: str = ""
    retried: bool = False
    excluded: bool = False
    audience: str = ""


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A page of changes, ordered by row. `total` counts what the filter matches."""

    changes: tuple[Change, ...] = ()
    total: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class RecordIssue:
    """A record that did not arrive, or may not have: `kind` is "rejected", "unknown" or "invalid",
    `reason` in the destination's or our words; `audience` where a column names it."""

    run_id: str
    kind: str
    key: str
    reason: str
    values: Mapping[str, Any] = field(default_factory=dict)
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands. `phase` is reading | comparing | sending | paused | finishing; `done` of `total` records; rate a
    second."""

    run_id: str
    sync_id: str
    phase: str
    done: int = 0
    total: int = 0
    rejected: int = 0
    rate: float = 0.0
    elapsed: float = 0.0
