"""What the log tells of runs: ids, counts, seconds and classes of failures, no names and no values."""

from __future__ import annotations

import logging

from census_desktop.domain.model import Run
from census_desktop.domain.plan import Plan
from census_desktop.logs import event

log = logging.getLogger(__name__)


def began(run: Run) -> None:
    event(log, "run.began", run=run.id, sync=run.sync_id, trigger=run.trigger.value)


def planned(run: Run, plan: Plan, *, reviewed: bool) -> None:
    counts = plan.counts
    event(
        log,
        "run.planned",
        run=run.id,
        sync=run.sync_id,
        reviewed=reviewed,
        total=plan.total,
        to_send=plan.to_send,
        added=counts.added,
        changed=counts.changed,
        removed=counts.removed,
        invalid=counts.invalid,
        retried=counts.retried,
        batches=plan.batches,
        held=bool(plan.held),
    )


def ended(run: Run, failure: str, requests: int) -> None:
    """`failure` is the class of what ended it early, "" when nothing did."""
    took = (run.finished_at - run.started_at).total_seconds() if run.finished_at and run.started_at else None
    event(
        log,
        "run.ended",
        run=run.id,
        sync=run.sync_id,
        status=run.status.value,
        seconds=took,
        requests=requests,
        updated=run.counts.updated,
        rejected=run.counts.refused,
        unknown=run.counts.unknown or None,
        held=bool(run.held),
        failure=failure or None,
    )
