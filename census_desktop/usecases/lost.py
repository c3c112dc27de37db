"""Records that did not arrive in a run: found by reason and by text, where they lie (the ledger and the run's plan)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from census_desktop.domain.errors import NotFoundError
from census_desktop.domain.model import Run
from census_desktop.domain.plan import RecordIssue
from census_desktop.domain.ports import CancelToken, Ledger
from census_desktop.usecases.plans import NOT_KEPT, Plans

INVALID = "invalid"
FIRST_LOOK, GROWS = 2_000, 8
"""Of how many records a search begins with, and by how much more it goes on."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """A search, and how far it has come: rows that were found with their reasons, the last that was looked at, and how many
    are looked at next (0: none is left)."""

    run_id: str
    kind: str
    reason: str
    search: str
    rows: tuple[tuple[int, str], ...] = ()
    after: int = -1
    step: int = 0

    @property
    def asks(self) -> tuple[str, ...]:
        return self.run_id, self.kind, self.reason, self.search


class LostRecords:
    """`kind` is "rejected", "unknown" or "invalid"."""

    def __init__(self, ledger: Ledger, plans: Plans) -> None:
        self._ledger = ledger
        self._plans = plans
        self._last: _Looked | None = None

    def page(
        self,
        run_id: str,
        kind: str,
        offset: int,
        limit: int,
        reason: str,
        search: str,
        cancel: CancelToken | None = None,
    ) -> tuple[RecordIssue, ...]:
        """Those with this reason whose key, values or reason hold the text; empty: all. NotFoundError when they are gone."""
        run, plan_id = self._ledger.run(run_id), self._plan_of(run_id)
        files = self._plans.files
        if not plan_id:
            return ()
        if kind == INVALID:
            invalid = files.invalid(plan_id, reason, search, offset, limit)
            return tuple(RecordIssue(run.id, kind, c.key, c.reason, c.after or {}, c.audience) for c in invalid)
        if search:
            rows = self._found(run, plan_id, _Looked(run.id, kind, reason, search, step=FIRST_LOOK), offset, limit, cancel)
        else:
            rows = self._ledger.lost_rows(run.id, kind, offset, limit, reason=reason)
        found = {c.row: c for c in files.rows(plan_id, [row for row, _ in rows])}
        changes = ((found[row], why) for row, why in rows if row in found)
        return tuple(RecordIssue(run.id, kind, c.key, why, c.after or {}, c.audience) for c, why in changes)

    def _found(
        self, run: Run, plan_id: str, asked: _Looked, offset: int, limit: int, cancel: CancelToken | None
    ) -> Sequence[tuple[int, str]]:
        """A portion of what a search finds, looked for from where the portion before it ended; in steps that grow, because
        what is common is found among the first records."""
        last = self._last
        known = last if last and last.asks == asked.asks and run.status.is_over else asked
        rows, after, step = list(known.rows), known.after, known.step
        while len(rows) < offset + limit and step:
            lost = self._ledger.lost_rows(run.id, asked.kind, 0, step, reason=asked.reason, after=after)
            if lost:
                ends = lost[0][0], lost[-1][0]
                holding = self._plans.files.rows_holding(plan_id, asked.search, *ends, cancel)
                text = asked.search.lower()
                rows += [(row, why) for row, why in lost if row in holding or text in why.lower()]
                after = ends[1]
            step = step * GROWS if len(lost) == step else 0
            if cancel:
                cancel.check()
        self._last = replace(asked, rows=tuple(rows), after=after, step=step)
        return rows[offset : offset + limit]

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
