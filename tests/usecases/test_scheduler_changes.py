"""What is due when data changes: once it is quiet, after a restart, and by files and tables that are slow or gone."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.model import Counts, Exclusion, RunStatus, Trigger
from census_desktop.usecases.scheduler import Look, Scheduler
from tests.conftest import FakeClock
from tests.usecases.conftest import add_sync
from tests.usecases.scheduler_room import names, run_due, the_scheduler  # noqa: F401  the fixture


def write(path: Path, text: str) -> None:
    """As programs do that want no half file to be seen."""
    new = path.with_name("new.tmp")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


@pytest.fixture
def watched(app: App, clock: FakeClock) -> App:
    add_sync(app, "t", extra="schedule: {on_change: true}")
    for name in ("people.csv", "places.csv"):  # older than the sync, by the clock that stands still
        os.utime(app.paths.root / "data" / name, (1_700_000_000, 1_700_000_000))
    return app


def quiet(scheduler: Scheduler, clock: FakeClock) -> Look:
    """A look that sees the change, and one after it was quiet for long enough."""
    scheduler.look()
    clock.advance(1.0)
    return scheduler.look()


def test_a_changed_file_sets_its_sync_off_once_it_is_quiet(watched: App, scheduler: Scheduler, clock: FakeClock) -> None:
    people = watched.paths.root / "data" / "people.csv"
    text = people.read_text()
    assert quiet(scheduler, clock).due == ()
    with people.open("a") as file:
        for n in (50, 51):
            file.write(f"{n},New {n},new{n}@example.com,Berlin,40\n")
            file.flush()
            assert scheduler.look().due == (), "still being written"
            clock.advance(0.7)
    assert scheduler.look().due == ()
    clock.advance(0.3)
    assert run_due(watched, scheduler) == [("t", Trigger.CHANGE)]
    assert quiet(scheduler, clock).due == ()
    write(people, people.read_text())
    assert quiet(scheduler, clock).due == (), "replaced by the same"
    assert quiet(scheduler, clock).due == ()
    write(people, text)
    assert names(quiet(scheduler, clock)) == ["t"]
    (watched.paths.root / "data" / "places.csv").write_text("id,name\n2,There\n")
    assert run_due(watched, scheduler) == [("t", Trigger.CHANGE)]
    assert quiet(scheduler, clock).due == (), "another data set's file"


def test_a_restart_runs_only_what_changed_meanwhile(watched: App, clock: FakeClock) -> None:
    people = watched.paths.root / "data" / "people.csv"

    def after_a_restart() -> list[str]:
        fresh = watched.scheduler(lambda: None)
        try:
            look = quiet(fresh, clock)
            for due in look.due:
                fresh.settle(due, watched.runs.run(due.sync.id, trigger=due.trigger))
            return names(look)
        finally:
            fresh.close()

    assert after_a_restart() == []
    assert after_a_restart() == []
    write(people, people.read_text().replace("Berlin", "Bonn"))
    assert after_a_restart() == ["t"]
    assert after_a_restart() == []


def test_a_run_that_was_cut_short_or_failed_is_set_off_again(watched: App, scheduler: Scheduler, clock: FakeClock) -> None:
    people = watched.paths.root / "data" / "people.csv"
    scheduler.look()
    text = people.read_text()
    write(people, "id\n")
    (due,) = quiet(scheduler, clock).due
    assert scheduler.claim(due)
    failed = watched.runs.run("t", trigger=due.trigger)  # and the program dies before it is settled
    assert failed.status is RunStatus.FAILED
    (again,) = scheduler.look().due
    assert again.occasion != due.occasion
    scheduler.settle(again, watched.runs.run("t", trigger=again.trigger))
    assert scheduler.look().due == ()
    clock.advance(15 * 60)
    assert names(scheduler.look()) == ["t"], "a failure is tried again after a while"
    write(people, text)
    assert names(quiet(scheduler, clock)) == ["t"]


def test_an_edited_exclusion_list_does_not_wait_for_new_data(watched: App, scheduler: Scheduler, clock: FakeClock) -> None:
    watched.runs.run("t")
    assert quiet(scheduler, clock).due == ()
    young = Exclusion("Young", Group("all", (Condition("age", "less_than", 15),)))
    for lists in ([young], []):
        watched.segments.save_lists("People", exclusions=lists)
        assert run_due(watched, scheduler) == [("t", Trigger.CHANGE)]
        assert quiet(scheduler, clock).due == ()
    assert [r.counts.removed for r in watched.runs.list()] == [0, 2, 0]


def test_a_failure_that_lies_in_the_future_is_tried_again(watched: App, scheduler: Scheduler, clock: FakeClock) -> None:
    """The clock was set back since."""
    scheduler.look()
    write(watched.paths.root / "data" / "people.csv", "id\n")
    clock.time += timedelta(days=365)
    quiet(scheduler, clock)
    assert run_due(watched, scheduler) == [("t", Trigger.CHANGE)]
    assert watched.runs.list()[0].status is RunStatus.FAILED
    clock.time -= timedelta(days=365)
    assert names(scheduler.look()) == ["t"]


def test_a_first_change_is_not_forgotten_by_a_run_that_is_cut_short(app: App, scheduler: Scheduler, clock: FakeClock) -> None:
    add_sync(app, "t", extra="schedule: {on_change: true}")
    written = clock.time.timestamp() + 5
    os.utime(app.paths.root / "data" / "people.csv", (written, written))
    clock.advance(60)
    (due,) = quiet(scheduler, clock).due
    run = app.ledger.create_run(due.sync.id, due.trigger, clock.now())
    assert app.ledger.begin(run.id, "somebody", clock.now())
    assert scheduler.look().due == (), "it runs"
    app.ledger.finish(run.id, RunStatus.CANCELLED, Counts(), "", clock.now())
    assert names(scheduler.look()) == ["t"]


def test_a_file_that_vanishes_is_waited_for(watched: App, scheduler: Scheduler, clock: FakeClock) -> None:
    people = watched.paths.root / "data" / "people.csv"
    scheduler.look()
    away = people.rename(people.with_suffix(".away"))
    look = quiet(scheduler, clock)
    assert look.due == ()
    assert list(look.waiting.values()) == ["people.csv is not there. The sync waits until it is back."]
    away.rename(people)
    look = quiet(scheduler, clock)
    assert (look.due, look.waiting) == ((), {})


def test_a_sync_that_was_made_watches_what_is_written_from_then_on(app: App, scheduler: Scheduler, clock: FakeClock) -> None:
    """Also before anybody looked for the first time."""
    add_sync(app, "t", extra="schedule: {on_change: true}")
    written = clock.time.timestamp() + 5
    os.utime(app.paths.root / "data" / "people.csv", (written, written))
    assert names(quiet(scheduler, clock)) == ["t"]


RELATED = """
version: 1
sources: [{name: Files, type: files, config: {path: ./data}}]
datasets:
  - name: People
    source: Files
    table: people.csv
    unique_identifier: id
    relationships: [{name: Visits, dataset: Visits, kind: one_to_many, from: id, to: person}]
    computed:
      - {name: visits, related: Visits, rollup: count}
      - {name: longest, related: Visits, rollup: max, column: visits}
  - name: Visits
    source: Files
    table: "visits-*.csv"
    unique_identifier: id
    relationships: [{name: Same day, dataset: Days, kind: one_to_many, from: id, to: day}]
    computed: [{name: visits, related: Same day, rollup: count}]
  - {name: Days, source: Files, table: days.csv, unique_identifier: id}
segments:
  - {name: First, dataset: People, limit: {rows: 5, order_by: visits}}
  - {name: Each, dataset: People, limit_per: {rows: 5, per: visits}}
  - {name: Visitors, dataset: People, where: {all: [{related: Visits}]}}
  - {name: Visitors here, dataset: People, where: {all: [{segment: Visitors, member: true}]}}
  - {name: Own SQL, dataset: People, where: {all: [{sql: "length(city) > 1"}]}}
"""


@pytest.mark.parametrize(
    ("segment", "columns", "file", "seen"),
    [
        ("Visitors", ("name",), "visits-2.csv", True),
        ("Visitors here", ("name",), "visits-2.csv", True),
        ("First", ("name",), "visits-2.csv", True),
        ("Each", ("name",), "visits-2.csv", True),
        ("Berlin", ("name",), "visits-2.csv", False),
        ("Berlin", ("visits",), "visits-2.csv", True),
        ("Berlin", ("visits",), "days.csv", False),
        ("Berlin", ("longest",), "days.csv", True),
        ("Own SQL", ("name",), "visits-2.csv", True),
    ],
)
def test_related_data_is_watched_too(
    app: App, scheduler: Scheduler, clock: FakeClock, segment: str, columns: tuple[str, ...], file: str, seen: bool
) -> None:
    data = app.paths.root / "data"
    (data / "visits-1.csv").write_text("id,person\n1,1\n")
    (data / "days.csv").write_text("id,day\n1,1\n")
    app.document.import_(RELATED, app.paths.root)
    add_sync(app, "t", segment=segment, columns=columns, extra="schedule: {on_change: true}")
    for path in data.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert quiet(scheduler, clock).due == ()
    with (data / file).open("a") as more:
        more.write("id,person\n" if file != "days.csv" else "")
        more.write("2,2\n")
    assert names(quiet(scheduler, clock)) == (["t"] if seen else [])


def test_a_database_that_is_slow_to_answer_is_not_asked_again(app: App, scheduler: Scheduler, clock: FakeClock) -> None:
    add_sync(app, "t", extra="schedule: {on_change: true}")
    (files,) = app.sources.all()
    app.catalog.put(replace(files, type="postgres", config={"host": "127.0.0.1", "database": "d", "user": "u"}))
    assert [sync.name for sync in scheduler.look().checks] == ["t"]
    clock.advance(600)
    assert scheduler.look().checks == (), "it was handed out and is under way"


def test_changes_wake_whoever_waits(watched: App) -> None:
    """The operating system's own events, in another thread."""
    import threading

    woken = threading.Event()
    scheduler = watched.scheduler(woken.set)
    try:
        scheduler.look()
        people = watched.paths.root / "data" / "people.csv"
        people.read_text()
        assert not woken.is_set(), "reading is no change"
        write(people, "id,name,email,city,age\n1,A,a@example.com,Berlin,30\n")
        assert woken.wait(20)
    finally:
        scheduler.close()
