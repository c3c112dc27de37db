"""What is due by time, and once: with the clock set, daylight saving, pauses, and two programs at work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.model import Counts, Run, RunStatus, Trigger
from census_desktop.usecases.scheduler import Scheduler
from tests.conftest import FakeClock
from tests.usecases.conftest import add_sync
from tests.usecases.scheduler_room import names, run_due, the_scheduler  # noqa: F401  the fixture


def go_through(app: App, scheduler: Scheduler) -> list[str]:
    """The same where only times matter: each run is over at once and reads nothing."""
    due = [due for due in scheduler.look().due if scheduler.claim(due)]
    for one in due:
        run = app.ledger.create_run(one.sync.id, one.trigger, app.clock.now())
        assert app.ledger.begin(run.id, "test", app.clock.now())
        scheduler.settle(one, app.ledger.finish(run.id, RunStatus.COMPLETED, Counts(), "", app.clock.now()))
    return [one.sync.name for one in due]


def test_a_continuous_sync_runs_a_minute_after_each_run_and_later_after_a_failure(
    app: App, scheduler: Scheduler, clock: FakeClock
) -> None:
    add_sync(app, "always", extra="schedule: {continuous: true}")
    assert names(scheduler.look()) == []
    assert scheduler.look().next_at == clock.time + timedelta(minutes=1)
    clock.advance(60)
    assert run_due(app, scheduler) == [("always", Trigger.SCHEDULE)]
    assert run_due(app, scheduler) == []
    clock.advance(59)
    assert names(scheduler.look()) == []
    clock.advance(1)
    people = app.paths.root / "data" / "people.csv"
    kept = people.rename(people.with_suffix(".away"))
    assert run_due(app, scheduler) == [("always", Trigger.SCHEDULE)]
    assert app.runs.list()[0].status is RunStatus.FAILED
    kept.rename(people)
    clock.advance(14 * 60)
    assert names(scheduler.look()) == []
    clock.advance(60)
    assert run_due(app, scheduler) == [("always", Trigger.SCHEDULE)]


def test_what_a_stopped_program_missed_runs_once(app: App, clock: FakeClock, scheduler: Scheduler) -> None:
    add_sync(app, "hourly", extra="schedule: {every: 1h}")
    add_sync(app, "nightly", object_="b", extra='schedule: {cron: "0 3 * * *", timezone: Europe/Berlin}')
    clock.advance(5 * 86_400)
    assert sorted(go_through(app, scheduler)) == ["hourly", "nightly"]
    assert go_through(app, scheduler) == []
    assert app.syncs.row("nightly").next_run_at == datetime(2026, 11, 30, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize("schedule", ["{every: 1h}", '{cron: "20 * * * *", timezone: UTC}', "{continuous: true}"])
def test_a_clock_that_is_set_stops_no_schedule(app: App, clock: FakeClock, scheduler: Scheduler, schedule: str) -> None:
    """Forward by a year, as with an empty battery, and back again: the last run lies in the future then."""
    add_sync(app, "t", extra=f"schedule: {schedule}")
    clock.time += timedelta(days=365)
    assert go_through(app, scheduler) == ["t"]
    clock.time -= timedelta(days=365)
    assert go_through(app, scheduler) == []
    waited = app.syncs.row("t").next_run_at
    assert waited is not None
    assert waited <= clock.time + timedelta(hours=1)
    clock.advance(600)
    assert app.syncs.row("t").next_run_at == max(waited, clock.time), "it does not move on with the clock"
    clock.advance(3000)
    assert go_through(app, scheduler) == ["t"]
    clock.advance(3600)
    assert go_through(app, scheduler) == ["t"]


@pytest.mark.parametrize(
    ("start", "cron", "expected"),
    [
        # Spring: 02:30 is not there on 29 March; it runs once, at 03:00 (01:00 UTC).
        ("2026-03-28 12:00", "30 2 * * *", ["2026-03-29 01:00", "2026-03-30 00:30"]),
        # Autumn: 02:30 comes twice on 25 October; it runs once.
        ("2026-10-24 12:00", "30 2 * * *", ["2026-10-25 00:30", "2026-10-26 01:30"]),
        # Every hour has no gap and no double either way.
        ("2026-03-29 00:00", "0 * * * *", ["2026-03-29 01:00", "2026-03-29 02:00"]),
        ("2026-10-25 00:00", "0 * * * *", ["2026-10-25 01:00", "2026-10-25 02:00"]),
    ],
)
def test_daylight_saving(app: App, clock: FakeClock, scheduler: Scheduler, start: str, cron: str, expected: list[str]) -> None:
    clock.time = datetime.fromisoformat(start).replace(tzinfo=UTC) - timedelta(minutes=1)
    add_sync(app, "t", extra=f'schedule: {{cron: "{cron}", timezone: Europe/Berlin}}')
    ran = []
    while len(ran) < len(expected):
        at = scheduler.look().next_at
        assert at is not None
        clock.advance((at - clock.time).total_seconds())
        assert go_through(app, scheduler) == ["t"]
        ran.append(f"{clock.time:%Y-%m-%d %H:%M}")
    assert ran == expected


def test_paused_syncs_rest_and_so_does_a_workspace_with_schedules_off(app: App, clock: FakeClock, scheduler: Scheduler) -> None:
    add_sync(app, "t", extra="schedule: {every: 1h}")
    add_sync(app, "u", object_="u", extra="schedule: {on_change: true}")
    clock.advance(7200)
    app.syncs.pause("t")
    assert names(scheduler.look()) == []
    app.syncs.resume("t")
    assert names(scheduler.look()) == ["t"]
    app.syncs.set_schedules(False)
    assert (scheduler.look().due, scheduler.look().rests) == ((), True)


def test_two_programs_take_an_occasion_once(app: App, clock: FakeClock, scheduler: Scheduler) -> None:
    add_sync(app, "t", extra="schedule: {every: 1h}")
    clock.advance(7200)
    other = open_workspace(app.paths.root, clock=clock, environ={})
    theirs = other.scheduler(lambda: None)
    try:
        mine, same = scheduler.look().due, theirs.look().due
        assert [d.occasion for d in mine] == [d.occasion for d in same]
        assert (scheduler.claim(mine[0]), theirs.claim(same[0])) == (True, False)
        clock.advance(11 * 60)
        assert theirs.claim(theirs.look().due[0]), "whoever took it never began"
    finally:
        theirs.close()
        other.close()


def test_settling_a_skipped_run_leaves_the_occasion_open(app: App, scheduler: Scheduler, clock: FakeClock) -> None:
    add_sync(app, "t", extra="schedule: {every: 1h}")
    clock.advance(7200)
    (due,) = scheduler.look().due
    assert scheduler.claim(due)
    scheduler.settle(due, Run("r", due.sync.id, "t", RunStatus.SKIPPED))
    assert scheduler.claim(due)
