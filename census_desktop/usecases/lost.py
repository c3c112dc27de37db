"""Records that did not arrive in a run: found by reason and by text, where they lie (the ledger and the run's plan)."""

from __future__ import annotations

from census_desktop.domain.errors import NotFoundError
from census_desktop.domain.plan import RecordIssue
from census_desktop.domain.ports import Ledger
from census_desktop.usecases.plans import NOT_KEPT, Plans

INVALID = "invalid"


class LostRecords:
    """`kind` is "rejected", "unknown" or "invalid"."""

    def __init__(self, ledger: Ledger, plans: Plans) -> None:
        self._ledger = ledger
        self._plans = plans

    def page(self, run_id: str, kind: str, offset: int, limit: int, reason: str, search: str) -> tuple[RecordIssue, ...]:
        """Those with this reason whose key, values or reason hold the text; empty: all. NotFoundError when they are gone."""
        run, plan_id = self._ledger.run(run_id), self._plan_of(run_id)
        files = self._plans.files
        if not plan_id:
            return ()
        if kind == INVALID:
            invalid = files.invalid(plan_id, reason, search, offset, limit)
            return tuple(RecordIssue(run.id, kind, c.key, c.reason, c.after or {}, c.audience) for c in invalid)
        holding = files.rows_holding(plan_id, search) if search else ()
        rows = self._ledger.lost_rows(run.id, kind, offset, limit, reason=reason, search=search, holding=holding)
        found = {c.row: c for c in files.rows(plan_id, [row for row, _ in rows])}
        changes = ((found[row], why) for row, why in rows if row in found)
        return tuple(RecordIssue(run.id, kind, c.key, why, c.after or {}, c.audience) for c, why in changes)

    def reasons(self, run_id: str, kind: str) -> tuple[tuple[str, int], ...]:
        """Each reason with how many records have it, the commonest first."""
        plan_id = self._plan_of(run_id)
        if kind != INVALID:
            return self._ledger.lost_reasons(self._ledger.run(run_id).id, kind)
        counted = self._plans.files.invalid_reasons(plan_id) if plan_id else {}
        return tuple(sorted(counted.items(), key=lambda pair: -pair[1]))

    def _plan_of(self, run_id: str) -> str:
        plan_id = self._ledger.plan_of(self._ledger.run(run_id).id)
        if plan_id and not self._plans.files.exists(plan_id):
            raise NotFoundError("The records of this run are no longer kept.", hint=NOT_KEPT)
        return plan_id
