"""Runs that wait for the network: they do not fail, outlive a restart, and go on with what a person had reviewed."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.errors import ConfigError, TransientError
from census_desktop.domain.model import RunStatus, Trigger
from census_desktop.domain.surroundings import HoldRules, Surroundings
from census_desktop.usecases.around import Around
from census_desktop.usecases.scheduler import Scheduler
from census_desktop.usecases.waiting import AGAIN_AFTER, AT_MOST
from tests.conftest import FakeClock
from tests.line import HOST, Line
from tests.usecases.conftest import add_sync
from tests.usecases.scheduler_room import names, run_due, the_scheduler

__all__ = ["the_scheduler"]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    return Line(monkeypatch)


@pytest.fixture
def hook(app: App, line: Line) -> App:
    config = f"{{url: 'https://{HOST}/in', concurrency: 1, batch_size: 5}}"
    app.document.add("destinations", f"{{name: Hook, type: webhook, config: {config}}}", app.paths.root)
    add_sync(app, "far", destination="Hook", object_="records", operation="upsert", extra="schedule: {every: 1h}")
    app.around.tell(offline=False, metered=False)
    return app


def offline(app: App, line: Line, says: bool | None = True) -> None:
    line.up = False
    app.around.tell(offline=says, metered=False)


def online(app: App, line: Line) -> None:
    line.up, line.batches = True, 10_000
    app.around.tell(offline=False, metered=False)


def test_a_run_without_a_network_waits_and_goes_on_when_it_is_back(
    hook: App, line: Line, clock: FakeClock, scheduler: Scheduler
) -> None:
    offline(hook, line)
    run = hook.runs.run("far")
    assert run.status is RunStatus.WAITING
    assert "goes on by itself" in run.error
    look = scheduler.look()
    assert (names(look), list(look.waiting.values())) == ([], ["It waits for the network."])
    clock.advance(7200)  # its own time comes too, and is not a second run
    assert names(scheduler.look()) == []
    clock.advance(60)
    online(hook, line)
    assert run_due(hook, scheduler) == [("far", Trigger.MANUAL)]
    assert len(line.receiver.records) == 20
    assert hook.runs.waiting.all() == ()
    assert hook.runs.get(run.id).status is RunStatus.SKIPPED
    assert hook.runs.list()[0].status is RunStatus.COMPLETED


def test_what_arrived_before_the_network_went_away_is_kept(
    hook: App, line: Line, clock: FakeClock, scheduler: Scheduler
) -> None:
    hook.around.tell(offline=None, metered=False)
    line.batches = 2
    run = hook.runs.run("far", trigger=Trigger.SCHEDULE)
    assert (run.status, run.counts.updated) == (RunStatus.WAITING, 10)
    clock.advance(AGAIN_AFTER.total_seconds() - 1)
    online(hook, line)
    hook.runs.recover()
    clock.advance(1)
    assert run_due(hook, scheduler) == [("far", Trigger.SCHEDULE)]
    assert hook.runs.list()[0].counts.updated == 10
    assert (len(line.receiver.records), line.receiver.duplicates()) == (20, 0)


def test_a_restart_loses_no_run_that_waits(hook: App, line: Line, clock: FakeClock) -> None:
    offline(hook, line)
    waited = hook.runs.run("far")
    root = hook.paths.root
    hook.close()
    again = open_workspace(root, clock=clock, environ={})
    made = again.scheduler(lambda: None)
    try:
        assert [w.run.id for w in again.runs.waiting.all()] == [waited.id]
        clock.advance(AGAIN_AFTER.total_seconds())
        online(again, line)
        assert run_due(again, made) == [("far", Trigger.MANUAL)]
        assert again.runs.list()[0].counts.updated == 20
    finally:
        made.close()
        again.close()


def test_a_reviewed_plan_of_which_nothing_was_tried_is_sent_as_it_was_reviewed(
    hook: App, line: Line, clock: FakeClock, scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any) -> Any:  # as where a sign-in is renewed when the destination is opened
        raise TransientError("The sign-in could not be renewed.") from socket.gaierror(socket.EAI_AGAIN, "again")

    plan = hook.runs.plan("far")
    with monkeypatch.context() as patch:
        patch.setattr(type(hook.destinations), "opened", refused)
        hook.around.tell(offline=True, metered=False)
        assert hook.runs.run("far", plan_digest=plan.digest).status is RunStatus.WAITING
    clock.advance(1)
    online(hook, line)
    run_due(hook, scheduler)
    last = hook.runs.list()[0]
    assert (last.status, last.plan_digest) == (RunStatus.COMPLETED, plan.digest)


def test_a_reviewed_plan_that_is_out_of_date_is_made_anew_and_guards_look_at_it(
    hook: App, line: Line, clock: FakeClock, scheduler: Scheduler
) -> None:
    hook.catalog.put(replace(hook.syncs.get("far"), guards={"hold_over_changed": 5}))
    hook.runs.run("far")
    people = hook.paths.root / "data" / "people.csv"
    people.write_text(people.read_text().replace("Name", "Call me"), encoding="utf-8")
    held = hook.runs.run("far")
    assert held.held
    offline(hook, line)
    assert hook.runs.run("far", plan_digest=held.plan_digest).status is RunStatus.WAITING
    clock.advance(1)
    online(hook, line)
    sent = line.receiver.requests
    run_due(hook, scheduler)
    last = hook.runs.list()[0]
    assert last.held
    assert last.plan_digest != held.plan_digest
    assert line.receiver.requests == sent
    assert hook.runs.waiting.all() == ()


def test_schedules_that_are_off_keep_only_scheduled_runs_waiting(hook: App, line: Line, scheduler: Scheduler) -> None:
    offline(hook, line)
    hook.runs.run("far", trigger=Trigger.SCHEDULE)
    hook.syncs.set_schedules(False)
    online(hook, line)
    assert names(scheduler.look()) == []
    offline(hook, line)
    hook.runs.run("far")
    online(hook, line)
    assert names(scheduler.look()) == ["far"]


def test_a_run_can_be_taken_out_of_the_line(hook: App, line: Line, scheduler: Scheduler) -> None:
    offline(hook, line)
    run = hook.runs.run("far")
    stopped = hook.runs.stop_waiting(run.id)
    assert stopped.status is RunStatus.CANCELLED
    assert "taken out of the line" in stopped.error
    online(hook, line)
    assert names(scheduler.look()) == []
    with pytest.raises(ConfigError, match="does not wait"):
        hook.runs.stop_waiting(run.id)


def test_an_address_that_is_wrong_fails_while_there_is_a_network(hook: App, line: Line) -> None:
    line.up, line.errno = False, socket.EAI_NONAME
    hook.around.tell(offline=False, metered=False)
    assert hook.runs.run("far").status is RunStatus.FAILED
    offline(hook, line)
    assert hook.runs.run("far").status is RunStatus.WAITING


def test_a_fault_that_only_looks_like_the_network_is_told_after_an_hour(hook: App, line: Line, clock: FakeClock) -> None:
    hook.around.tell(offline=False, metered=False)
    line.up = False
    assert hook.runs.run("far").status is RunStatus.WAITING
    clock.advance(AT_MOST.total_seconds())
    assert hook.runs.run("far").status is RunStatus.WAITING
    clock.advance(1)
    assert hook.runs.run("far").status is RunStatus.FAILED
    assert hook.runs.waiting.all() == ()


def test_what_stays_on_this_computer_is_never_kept_back(app: App, clock: FakeClock, scheduler: Scheduler) -> None:
    add_sync(app, "near", extra="schedule: {every: 1h}")
    clock.advance(7200)
    app.around.tell(offline=True, metered=True)
    assert run_due(app, scheduler) == [("near", Trigger.SCHEDULE)]
    assert app.runs.list()[0].status is RunStatus.COMPLETED


def test_scheduled_runs_wait_on_a_metered_network_and_a_run_by_hand_does_not(
    hook: App, line: Line, clock: FakeClock, scheduler: Scheduler
) -> None:
    clock.advance(7200)
    hook.around.tell(offline=False, metered=True)
    look = scheduler.look()
    assert (names(look), list(look.waiting.values())) == ([], ["The network is metered, so scheduled runs wait."])
    assert hook.runs.run("far").status is RunStatus.COMPLETED
    clock.advance(7200)
    hook.around.set_rules(HoldRules(on_metered=False))
    assert names(scheduler.look()) == ["far"]


@pytest.mark.parametrize(
    ("battery", "saver", "due"), [(19, False, []), (20, False, ["near"]), (None, True, []), (None, False, ["near"])]
)
def test_scheduled_runs_wait_for_the_mains(
    tmp_path: Path, app: App, clock: FakeClock, battery: int | None, saver: bool, due: list[str]
) -> None:
    add_sync(app, "near", extra="schedule: {every: 1h}")
    clock.advance(7200)
    root = app.paths.root
    around = Around(app.catalog, app.changes, clock, has_route=lambda: True, power=lambda: (battery, saver))
    again = open_workspace(root, clock=clock, environ={}, around=around)
    made = again.scheduler(lambda: None)
    assert names(made.look()) == due
    assert around.last == Surroundings(battery=battery, saver=saver)
    around.set_rules(HoldRules(on_battery=False))
    assert names(made.look()) == ["near"]
    made.close()
    again.close()


def test_the_agent_waits_for_the_network_too(hook: App, line: Line, clock: FakeClock) -> None:
    clock.advance(7200)
    offline(hook, line)
    told: list[str] = []
    hook.agent(lambda happened: told.append(happened.what)).work(once=True)
    assert hook.runs.list()[0].status is RunStatus.WAITING
    assert "waiting" in told
    clock.advance(1)
    online(hook, line)
    hook.agent(lambda happened: told.append(happened.what)).work(once=True)
    assert hook.runs.list()[0].status is RunStatus.COMPLETED
