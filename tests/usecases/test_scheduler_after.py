"""What is due after another sync: each success once, circles, and paused syncs that are waited for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Counts, Run, RunStatus, Schedule, Trigger
from census_desktop.usecases.scheduler import Scheduler
from tests.conftest import FakeClock
from tests.usecases.conftest import add_sync
from tests.usecases.scheduler_room import names, run_due, the_scheduler  # noqa: F401  the fixture


def set_schedule(app: App, name: str, schedule: Schedule) -> None:
    app.syncs.save(replace(app.syncs.get(name), schedule=schedule))


@pytest.fixture
def pair(app: App) -> App:
    add_sync(app, "first")
    add_sync(app, "second", object_="b", extra="schedule: {after: first}")
    return app


def test_a_sync_follows_each_success_of_another_once_also_after_a_restart(
    pair: App, scheduler: Scheduler, clock: FakeClock
) -> None:
    assert names(scheduler.look()) == []
    clock.advance(60)
    pair.runs.run("first")
    assert run_due(pair, scheduler) == [("second", Trigger.SEQUENCE)]
    assert run_due(pair, scheduler) == []
    clock.advance(60)
    pair.runs.run("first")
    again = pair.scheduler(lambda: None)
    assert run_due(pair, again) == [("second", Trigger.SEQUENCE)]
    again.close()
    assert run_due(pair, scheduler) == []
    (pair.paths.root / "data" / "people.csv").rename(pair.paths.root / "data" / "away.csv")
    clock.advance(60)
    assert pair.runs.run("first").status is RunStatus.FAILED
    assert names(scheduler.look()) == []


def test_what_succeeded_before_a_sync_waited_for_it_sets_nothing_off(app: App, scheduler: Scheduler, clock: FakeClock) -> None:
    add_sync(app, "first")
    app.runs.run("first")
    add_sync(app, "second", object_="b", extra="schedule: {after: first}")
    assert names(scheduler.look()) == []
    clock.advance(60)
    app.runs.run("first")
    assert names(scheduler.look()) == ["second"]


@pytest.mark.parametrize(
    ("run", "follows"),
    [
        (Run("r", "s", "s", RunStatus.COMPLETED), True),
        (Run("r", "s", "s", RunStatus.COMPLETED, counts=Counts(processed=5, updated=1, rejected=4)), True),
        (Run("r", "s", "s", RunStatus.COMPLETED, counts=Counts(processed=5, rejected=5)), False),
        (Run("r", "s", "s", RunStatus.COMPLETED, undo_of="q"), False),
        (Run("r", "s", "s", RunStatus.FAILED), False),
        (Run("r", "s", "s", RunStatus.CANCELLED), False),
    ],
)
def test_what_counts_as_a_success(run: Run, follows: bool) -> None:
    from census_desktop.domain.schedule import succeeded

    assert succeeded(run) is follows


def test_a_circle_is_refused_with_its_path(pair: App) -> None:
    add_sync(pair, "third", object_="c", extra="schedule: {after: second}")
    with pytest.raises(ConfigError, match="first → third → second → first"):
        set_schedule(pair, "first", Schedule("after", after=pair.syncs.get("third").id))
    with pytest.raises(ConfigError, match="first → first"):
        set_schedule(pair, "first", Schedule("after", after=pair.syncs.get("first").id))
    with pytest.raises(ConfigError, match="is not there"):
        set_schedule(pair, "first", Schedule("after", after="nobody"))
    assert pair.syncs.get("first").schedule == Schedule()


def test_a_paused_sync_that_another_waits_for_is_told_and_one_waited_for_stays(pair: App, scheduler: Scheduler) -> None:
    assert scheduler.look().waiting == {}
    pair.syncs.pause("first")
    assert list(scheduler.look().waiting.values()) == ["It runs after “first”, which is paused."]
    with pytest.raises(ConfigError, match="second"):
        pair.syncs.remove("first")
