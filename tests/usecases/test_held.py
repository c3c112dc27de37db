"""A run that would do too much waits for a person, and nothing is opened at the destination meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Health, RunStatus, Trigger
from census_desktop.domain.plan import ChangeKind
from tests.usecases.conftest import add_sync
from tests.usecases.test_runs import table

Write = Callable[[int], None]


@pytest.fixture
def people(app: App) -> Write:
    """Writes a file of so many people of Berlin."""

    def write(number: int) -> None:
        lines = [f"{n},Name {n},p{n}@example.com,Berlin,30" for n in range(1, number + 1)]
        (app.paths.root / "data" / "people.csv").write_text("\n".join(["id,name,email,city,age", *lines]) + "\n", "utf-8")

    return write


@pytest.fixture
def held(app: App, people: Write) -> str:
    """The id of a run that is held: 60 of 120 members would be removed."""
    people(120)
    add_sync(app, "t", destination="Table", extra="schedule: {every: 1h}")
    assert app.runs.run("t").counts.updated == 120
    people(60)
    run = app.runs.run("t", trigger=Trigger.SCHEDULE)
    assert run.status is RunStatus.FAILED
    return run.id


def test_too_many_removals_are_held_with_figures_and_a_plan(app: App, held: str) -> None:
    run = app.runs.get(held)
    assert run.held == "Held: 60 of 120 members (50 %) would be removed; this sync holds over 25 %."
    assert run.error.startswith(f"{run.held} Nothing was sent.")
    assert (run.counts.removed, run.counts.updated) == (60, 0)
    assert len(table(app)) == 120
    assert app.syncs.row("t").health is Health.HELD
    plan = app.runs.held_plan(held)
    assert plan is not None
    assert (plan.digest, plan.held) == (run.plan_digest, run.held)


def test_a_held_sync_does_not_run_by_itself_until_a_person_acts(app: App, held: str) -> None:
    app.clock.advance(7200)  # type: ignore[attr-defined]
    assert app.syncs.due() == ()
    assert app.syncs.row("t").next_run_at is None
    assert app.runs.overview().next_run_at is None
    dismissed = app.runs.dismiss_hold(held)
    assert (dismissed.status, dismissed.held) == (RunStatus.CANCELLED, "")
    assert "Dismissed" in dismissed.error
    assert app.runs.held_plan(held) is None
    assert [s.name for s in app.syncs.due()] == ["t"]
    with pytest.raises(ConfigError, match="not held"):
        app.runs.dismiss_hold(held)


def test_a_person_sends_exactly_what_was_held(app: App, held: str, people: Write) -> None:
    people(1)
    plan = app.runs.held_plan(held)
    assert plan is not None
    run = app.runs.run("t", plan_digest=plan.digest)
    assert (run.status, run.counts.removed, run.held) == (RunStatus.COMPLETED, 60, "")
    assert len(table(app)) == 60
    before = app.runs.get(held)
    assert (before.held, before.status) == ("", RunStatus.FAILED)
    assert before.error.endswith("Sent after a review.")
    again = app.runs.run("t")
    assert again.held == "", "the pass was for that plan alone, but 60 members are fewer than a share says anything of"
    assert again.counts.removed == 59


def test_the_pass_is_for_that_plan_alone(app: App, people: Write) -> None:
    people(400)
    add_sync(app, "t", destination="Table")
    app.runs.run("t")
    people(200)
    first = app.runs.run("t")
    assert app.runs.run("t", plan_digest=first.plan_digest).counts.removed == 200
    people(100)
    assert app.runs.run("t").held == "Held: 100 of 200 members (50 %) would be removed; this sync holds over 25 %."


def test_a_later_run_takes_the_place_of_a_held_one(app: App, held: str, people: Write) -> None:
    people(119)
    run = app.runs.run("t")
    assert (run.status, run.counts.removed) == (RunStatus.COMPLETED, 1)
    assert app.runs.held_plan(held) is None
    assert app.runs.get(held).held == ""
    assert app.syncs.row("t").health is Health.OK


def test_a_held_plan_of_an_edited_sync_cannot_be_sent(app: App, held: str) -> None:
    sync = app.syncs.get("t")
    app.syncs.save(replace(sync, mappings=sync.mappings[:1]))
    assert app.runs.held_plan(held) is None


def test_an_empty_source_is_always_held(app: App, people: Write) -> None:
    people(3)
    add_sync(app, "t", destination="Table", extra="guards: {hold_over_removed: never}")
    app.runs.run("t")
    people(0)
    run = app.runs.run("t")
    assert run.held == "Held: the source is empty, and all 3 members would be removed."
    assert len(table(app)) == 3
    assert app.runs.plan("t").held == run.held
    people(1)
    assert app.runs.run("t").counts.removed == 2


def test_records_taken_out_are_not_sent_and_wait(app: App, people: Write) -> None:
    people(10)
    add_sync(app, "t", destination="Table")
    plan = app.runs.plan("t")
    rows = [c.row for c in app.runs.changes(plan.id).changes if c.key in ("p2@example.com", "p3@example.com")]
    less = app.runs.exclude(plan.id, rows)
    assert (less.to_send, less.excluded, less.digest != plan.digest) == (8, 2, True)
    assert {c.key for c in app.runs.changes(less.id, excluded=True).changes} == {"p2@example.com", "p3@example.com"}
    run = app.runs.run("t", plan_digest=less.digest)
    assert (run.status, run.counts.updated) == (RunStatus.COMPLETED, 8)
    assert "p2@example.com" not in table(app)
    assert app.runs.run("t").counts.added == 2
    with pytest.raises(ConfigError):
        app.runs.exclude(less.id, [9999])


def test_nothing_is_taken_out_of_an_upload_that_swaps(app: App, people: Write) -> None:
    people(3)
    add_sync(app, "t", destination="Table", extra="removal: swap")
    plan = app.runs.plan("t")
    with pytest.raises(ConfigError, match="would be gone"):
        app.runs.exclude(plan.id, [0])
    app.runs.run("t")
    people(2)
    run = app.runs.run("t")
    undo = app.runs.plan_undo(run.id)
    assert app.runs.exclude(undo.id, [0]).to_send == 0, "its inverse takes the place of nothing"


def test_changes_of_one_field_can_be_looked_at(app: App, people: Write) -> None:
    people(3)
    add_sync(app, "t", destination="Table")
    app.runs.run("t")
    file: Path = app.paths.root / "data" / "people.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Name 2", "New 2"), encoding="utf-8")
    plan = app.runs.plan("t")
    assert [c.key for c in app.runs.changes(plan.id, (ChangeKind.CHANGED,), field="name").changes] == ["p2@example.com"]
    assert app.runs.changes(plan.id, field="city").total == 0


def test_what_sending_takes_is_learnt_from_runs(app: App, people: Write) -> None:
    people(10)
    add_sync(app, "t", destination="Table")
    estimate = app.runs.plan("t").estimate
    assert estimate is not None
    assert (estimate.calls, estimate.learnt) == (1, False)
    app.runs.run("t")
    people(12)
    estimate = app.runs.plan("t").estimate
    assert estimate is not None
    assert (estimate.calls, estimate.learnt) == (1, True)


def test_a_plan_under_review_can_be_discarded_but_not_that_of_a_run(app: App, held: str) -> None:
    plan = app.runs.held_plan(held)
    assert plan is not None
    app.runs.discard(plan.id)
    assert app.runs.held_plan(held) == plan
