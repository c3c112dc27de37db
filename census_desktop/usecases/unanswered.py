"""Appends whose answer was lost: the same batches go again under the same idempotency keys, before anything new is planned.

An append that is planned anew gets new keys, so a destination that took it already could not tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from census_desktop.domain.model import Counts, Operation, Sync
from census_desktop.domain.plan import Plan
from census_desktop.domain.ports import BatchRecord, Ledger
from census_desktop.domain.rows import RunFilter
from census_desktop.usecases.plans import KEPT_RUNS, Plans


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A plan, with the counts of what is sent of it, and the batches to send again: number → rows."""

    plan: Plan
    batches: Mapping[int, int]


def unanswered(sync: Sync, ledger: Ledger, plans: Plans) -> Unanswered | None:
    """What the last plan that was sent left without an answer. None when there is nothing, or when it cannot be sent as it
    was: the sync was edited or the plan is no longer kept."""
    if sync.operation is not Operation.APPEND:
        return None
    plan_id, batches = _last_sent(sync.id, ledger)
    answered = {b.number for b in batches if b.state == "acknowledged"}
    again = {b.number: b.rows for b in batches if b.state in ("in_flight", "unknown") and not b.job}
    again = {number: rows for number, rows in again.items() if number not in answered}
    if not again or not plans.files.exists(plan_id):
        return None
    plan = plans.files.load(plan_id).plan
    if not plans.still_fits(plan, sync):
        return None
    rows = sum(again.values())
    return Unanswered(replace(plan, counts=Counts(processed=rows, added=rows, retried=rows)), again)


def _last_sent(sync_id: str, ledger: Ledger) -> tuple[str, list[BatchRecord]]:
    """The newest plan of which batches went out, with all of them; it may have taken several runs."""
    last, found = "", list[BatchRecord]()
    for run in ledger.runs(RunFilter(sync_id=sync_id, limit=KEPT_RUNS)):
        batches = ledger.batches(run.id)
        plan_id = ledger.plan_of(run.id) if batches else ""
        if last and plan_id and plan_id != last:
            break
        if plan_id:
            last = plan_id
            found += batches
    return last, found
