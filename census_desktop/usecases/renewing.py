"""When everything that a sync has at a destination was last sent, where members expire there."""

from __future__ import annotations

from datetime import datetime

from census_desktop.domain.ageing import RENEWED, Ageing, can_renew, is_whole
from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Run, RunStatus, Sync
from census_desktop.domain.plan import Plan
from census_desktop.domain.ports import Catalog, Ledger


def ageing_of(sync: Sync, spec: ObjectSpec | None, members: int, since: datetime | None) -> Ageing | None:
    """None where nothing expires or nothing is there yet."""
    if spec is None or not spec.expires_days or not members or not can_renew(sync):
        return None
    return Ageing(spec.expires_days, since)


class Renewing:
    def __init__(self, catalog: Catalog, ledger: Ledger) -> None:
        self._catalog = catalog
        self._ledger = ledger

    def of(self, sync: Sync, spec: ObjectSpec | None) -> Ageing | None:
        _, members = self._ledger.state(sync.id)
        if ageing_of(sync, spec, members, None) is None:
            return None
        mark = self._catalog.marks(RENEWED).get((sync.id, RENEWED))
        return ageing_of(sync, spec, members, datetime.fromisoformat(mark[0]) if mark else None)

    def begins(self, sync: Sync, spec: ObjectSpec | None, plan: Plan, at: datetime) -> None:
        """Before anything is sent: of a sync that has nothing there, all that comes there is younger than this moment, also
        where several runs bring it."""
        if spec and spec.expires_days and can_renew(sync) and plan.to_send and not self._ledger.state(sync.id)[1]:
            self._catalog.set_mark(sync.id, RENEWED, at.isoformat(), at)

    def ended(self, sync: Sync, spec: ObjectSpec | None, plan: Plan, run: Run, status: RunStatus) -> None:
        """A run to its end that sent everything: what was refused is sent again by itself."""
        if not (spec and spec.expires_days and can_renew(sync) and plan.to_send and status is RunStatus.COMPLETED):
            return
        if is_whole(plan):
            at = run.started_at or plan.created_at
            self._catalog.set_mark(sync.id, RENEWED, at.isoformat(), at)
