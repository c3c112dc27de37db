"""Members that a destination drops after some days: they are sent again before that, changed or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from census_desktop.domain.model import Operation, Sync
from census_desktop.domain.plan import Plan

RENEWED = "renewed"
"""The mark of a sync with when everything that is there was last sent, or before."""
DUE_SHARE = 0.8
"""Of the days that a member stays: then all are sent again, and a run or two may still fail."""
RENEWING = frozenset({Operation.UPSERT, Operation.UPDATE, Operation.MIRROR})
"""Operations that may send a record again that is there."""


@dataclass(frozen=True, slots=True)
class Ageing:
    """Members stay for `days`; no record that is there was sent before `since` (None: nobody knows)."""

    days: int
    since: datetime | None = None

    @property
    def due_at(self) -> datetime | None:
        return self.since + timedelta(days=self.days * DUE_SHARE) if self.since else None

    def is_due(self, now: datetime) -> bool:
        return self.due_at is None or now >= self.due_at

    def age(self, now: datetime) -> str:
        """When everything was last sent, in words."""
        if self.since is None:
            return "it is not known when everything there was last sent"
        days = (now - self.since).days
        return f"everything there was last sent {_days(days)} ago" if days > 0 else "everything there was sent today"

    def words(self, now: datetime) -> str:
        """A line about it."""
        due = "with the next run" if self.due_at is None or self.is_due(now) else f"from {self.due_at:%Y-%m-%d} on"
        return f"{self.age(now)}; a member stays for {_days(self.days)}, and all are sent again {due}"

    def reason(self, renewed: int, now: datetime) -> str:
        """Why a plan holds records that did not change."""
        them = f"{renewed:,} records that did not change are" if renewed != 1 else "1 record that did not change is"
        return (
            f"{them} sent again so that they do not expire: a member stays for {_days(self.days)} there, and {self.age(now)}."
        )


def is_whole(plan: Plan) -> bool:
    """Whether it sends every valid record that the source has."""
    return not plan.is_partial and plan.counts.added + plan.counts.changed + plan.renewed == plan.total


def can_renew(sync: Sync) -> bool:
    return sync.operation in RENEWING


def _days(days: int) -> str:
    return f"{days:,} days" if days != 1 else "1 day"
