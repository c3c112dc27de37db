"""Appends whose answer was lost go again as they were, before anything new is planned."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.model import Operation, RunStatus, Trigger
from census_desktop.domain.ports import BatchRecord
from census_desktop.usecases.receiver import Receiver
from tests.usecases.conftest import add_sync


@pytest.fixture
def hook(app: App, tmp_path: Path) -> Iterator[Receiver]:
    """A webhook that a sync appends to, two records a request."""
    with Receiver(tmp_path / "hook", 0) as receiver:
        app.document.add(
            "destinations",
            f"{{name: Hook, type: webhook, config: {{url: '{receiver.url}', batch_size: 2}}}}",
            app.paths.root,
        )
        add_sync(app, "a", destination="Hook", object_="records", operation="append")
        yield receiver


def crash(app: App, *, answered: tuple[int, ...], lost: tuple[int, ...], rows: int = 2) -> str:
    """A run that died after these batches of its plan; its digest."""
    plan = app.runs.plan("a")
    run = app.ledger.create_run(app.syncs.get("a").id, Trigger.MANUAL, app.clock.now())
    assert app.ledger.begin(run.id, "a process that dies", app.clock.now())
    app.ledger.set_plan(run.id, plan.id, plan.digest, plan.counts)
    for number in (*answered, *lost):
        batch = BatchRecord(run.id, number, Operation.APPEND, number * 2, rows, "key")
        app.ledger.sending(batch, app.clock.now())
        if number in answered:
            app.ledger.answered(run.id, number, "acknowledged", [], app.clock.now())
    app.clock.advance(600)  # type: ignore[attr-defined]
    return plan.digest


def test_a_lost_append_goes_again_under_its_key_before_the_rest(app: App, hook: Receiver) -> None:
    digest = crash(app, answered=(0, 2), lost=(1, 3))
    run = app.runs.run("a")
    first, last = app.runs.list()[1], app.runs.list()[0]
    assert last.id == run.id
    assert (first.status, first.plan_digest, first.counts.processed, first.counts.updated) == (
        RunStatus.COMPLETED,
        digest,
        4,
        4,
    )
    wanted = {hashlib.sha256(f"{digest}:{row}:2".encode()).hexdigest()[:32] for row in (2, 6)}
    assert {request.headers["idempotency-key"] for request in hook.requests()[:2]} == wanted
    assert (run.counts.added, run.counts.updated) == (12, 12), "20 records: 4 were taken, 4 went again"
    assert len(hook.records("a")) == 16
    assert app.runs.run("a").counts.processed == 0
    assert len(app.runs.list()) == 4, "nothing is repeated any more"


def test_a_review_says_what_may_have_arrived(app: App, hook: Receiver) -> None:
    crash(app, answered=(), lost=(0,))
    plan = app.runs.plan("a")
    assert plan.warnings == ("2 records may have arrived already: the answer to them was lost.",)
    assert plan.counts.added == 20


def test_an_edited_sync_plans_anew(app: App, hook: Receiver) -> None:
    crash(app, answered=(), lost=(0,))
    sync = app.syncs.get("a")
    app.syncs.save(replace(sync, mappings=sync.mappings[:1]))
    assert app.runs.run("a").counts.added == 20
    assert len(app.runs.list()) == 2


def test_when_the_destination_is_away_the_lost_ones_wait_and_nothing_new_is_planned(app: App, hook: Receiver) -> None:
    crash(app, answered=(), lost=(0, 1))
    hook.require_auth = "Bearer another"
    run = app.runs.run("a")
    assert (run.status, run.counts.processed) == (RunStatus.FAILED, 4)
    assert len(app.runs.list()) == 2
    hook.require_auth = ""
    assert app.runs.run("a").status is RunStatus.COMPLETED
    assert len(hook.records("a")) == 20


def test_a_batch_that_a_limit_cut_goes_again_as_it_was_cut(app: App, hook: Receiver) -> None:
    digest = crash(app, answered=(), lost=(0,), rows=1)
    app.runs.run("a")
    first = app.runs.list()[1]
    assert (first.status, first.counts.processed, first.counts.updated) == (RunStatus.COMPLETED, 1, 1)
    assert hook.requests()[0].headers["idempotency-key"] == hashlib.sha256(f"{digest}:0:1".encode()).hexdigest()[:32]
    assert len(hook.records("a")) == 20
