"""A run whose process died: whoever looks at its sync next closes it, and it tells what had arrived."""

from __future__ import annotations

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import StoreError
from census_desktop.domain.model import Operation, Run, RunStatus, Trigger
from census_desktop.domain.ports import BatchRecord
from tests.conftest import FakeClock
from tests.usecases.conftest import add_sync


def crash(app: App, clock: FakeClock, name: str) -> Run:
    """A run that died after 12 of its 20 records."""
    add_sync(app, name, destination="Table", object_=name)
    plan = app.runs.plan(name)
    run = app.ledger.create_run(app.syncs.get(name).id, Trigger.MANUAL, clock.now())
    assert app.ledger.begin(run.id, "a process that dies", clock.now())
    app.ledger.set_plan(run.id, plan.id, plan.digest, plan.counts)
    batch = BatchRecord(run.id, 0, Operation.UPSERT, 0, 12, "key", "in_flight", 1)
    app.ledger.sending(batch, clock.now())
    app.ledger.answered(run.id, 0, "acknowledged", [], clock.now())
    clock.advance(600)
    return run


def test_a_review_closes_the_run_before_it_takes_over_what_had_arrived(app: App, clock: FakeClock) -> None:
    run = crash(app, clock, "t")
    assert app.runs.plan("t").counts.added == 8
    closed = app.runs.get(run.id)
    assert closed.status is RunStatus.FAILED
    assert (closed.counts.processed, closed.counts.updated, closed.counts.added) == (20, 12, 12)
    assert app.runs.recover() == ()
    assert app.runs.get(run.id) == closed


@pytest.mark.parametrize("lost", ["page.json", "*.parquet"])
def test_a_plan_that_is_damaged_keeps_no_other_sync_from_being_taken_over(app: App, clock: FakeClock, lost: str) -> None:
    damaged, whole = crash(app, clock, "a"), crash(app, clock, "b")
    (file,) = (app.paths.plans / app.ledger.plan_of(damaged.id)).glob(lost)
    file.write_bytes(file.read_bytes()[:20])
    assert {run.id for run in app.runs.recover()} == {damaged.id, whole.id}
    assert app.syncs.row("b").members == 12
    with pytest.raises(StoreError):
        app.runs.plan("a")


def test_runs_that_begin_within_one_tick_of_the_clock_keep_their_order(app: App) -> None:
    add_sync(app, "t", destination="Table")
    ids = [app.runs.run("t").id for _ in range(4)]
    assert [r.id for r in app.runs.list()] == ids[::-1]
    last = app.syncs.row("t").last_run
    assert last is not None
    assert last.id == ids[-1]
