"""The requests of a run as they are kept: newest first, a hundred at most, of twenty runs and a week."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import NotFoundError
from census_desktop.domain.model import Counts, RunStatus, Trigger
from census_desktop.domain.records import Call
from census_desktop.engine.calls import CallFile
from tests.conftest import FakeClock
from tests.usecases.conftest import add_sync


def call(clock: FakeClock, number: int, status: int = 200) -> Call:
    return Call(clock.now() + timedelta(seconds=number), "POST", "https://crm.example/in", status, 0.25, number, 500)


def keep(app: App, clock: FakeClock, run_id: str, count: int) -> None:
    with CallFile(app.paths.calls, run_id, clock) as file:
        for number in range(count):
            file.record(lambda n=number: call(clock, n))  # type: ignore[misc]


def kept(app: App) -> set[str]:
    return {path.stem for path in app.paths.calls.glob("*.jsonl")}


def test_the_newest_hundred_come_newest_first(app: App, clock: FakeClock) -> None:
    add_sync(app, "t")
    run = app.runs.run("t")
    keep(app, clock, run.id, 120)
    calls = app.inspector.calls(run.id[:8])
    assert [c.batch for c in calls] == list(range(119, 19, -1))
    assert (calls[0].method, calls[0].records, calls[0].failed) == ("POST", 500, False)


def test_a_run_without_requests_has_none_and_a_run_that_is_not_there_is_named(app: App) -> None:
    add_sync(app, "t")
    assert app.inspector.calls(app.runs.run("t").id) == ()
    with pytest.raises(NotFoundError):
        app.inspector.calls("ffffffff")


def test_requests_of_over_a_week_are_not_shown(app: App, clock: FakeClock) -> None:
    add_sync(app, "t")
    run = app.runs.run("t")
    keep(app, clock, run.id, 3)
    clock.advance(7 * 86_400 + 1)
    assert [c.batch for c in app.inspector.calls(run.id)] == [2, 1]


def ran(app: App, clock: FakeClock, sync_ref: str) -> str:
    """A run by its ledger alone, with a request."""
    clock.advance(60)
    run = app.ledger.create_run(app.syncs.get(sync_ref).id, Trigger.SCHEDULE, clock.now())
    app.ledger.begin(run.id, "test", clock.now())
    app.ledger.finish(run.id, RunStatus.COMPLETED, Counts(), "", clock.now())
    keep(app, clock, run.id, 1)
    return run.id


def test_only_the_newest_twenty_runs_of_a_sync_keep_theirs(app: App, clock: FakeClock) -> None:
    add_sync(app, "t", destination="Table")
    add_sync(app, "other", destination="Table", object_="others")
    other = ran(app, clock, "other")
    runs = [ran(app, clock, "t") for _ in range(22)]
    clock.advance(60)
    app.runs.run("t")
    assert kept(app) == {other, *runs[3:]}


def test_lines_that_cannot_be_read_are_left_out(app: App, clock: FakeClock, tmp_path: Path) -> None:
    add_sync(app, "t")
    run = app.runs.run("t")
    keep(app, clock, run.id, 2)
    path = app.paths.calls / f"{run.id}.jsonl"
    path.write_text("no json\n" + path.read_text(encoding="utf-8") + '{"at": 3}\n', encoding="utf-8")
    assert len(app.inspector.calls(run.id)) == 2
