"""Runs by their use case: every way a run can end leaves a run that says so, and nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.errors import ConfigError, NotFoundError, PlanStale
from census_desktop.domain.model import RunStatus, Trigger
from census_desktop.domain.plan import ChangeKind
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.rows import Kind, RunFilter
from tests.conftest import FakeClock
from tests.usecases.conftest import add_sync


@pytest.fixture
def people(app: App) -> Iterator[Path]:
    return app.paths.root / "data" / "people.csv"


def table(app: App) -> dict[str, tuple[str, str]]:
    with sqlite3.connect(app.paths.root / "table.db") as db:
        found = db.execute("SELECT email, name, city FROM people").fetchall()
    db.close()
    return {email: (name, city) for email, name, city in found}


def test_a_segment_arrives_in_a_table_and_leavers_are_deleted(app: App, people: Path) -> None:
    add_sync(app, "t", destination="Table")
    run = app.runs.run("t", trigger=Trigger.QUICK_SYNC)
    assert (run.status, run.trigger, run.counts.updated) == (RunStatus.COMPLETED, Trigger.QUICK_SYNC, 20)
    assert table(app)["p2@example.com"] == ("Name 2", "Berlin")
    text = people.read_text(encoding="utf-8")
    people.write_text(
        text.replace("p2@example.com,Berlin", "p2@example.com,Rome").replace("Name 4,", "New 4,"), encoding="utf-8"
    )
    run = app.runs.run("t")
    assert (run.counts.added, run.counts.changed, run.counts.removed, run.counts.updated) == (0, 1, 1, 2)
    assert "p2@example.com" not in table(app)
    assert table(app)["p4@example.com"] == ("New 4", "Berlin")
    row = app.syncs.row("t")
    assert row.members == 19
    assert row.last_run is not None
    assert row.last_run.id == run.id


def test_a_source_that_is_gone_fails_the_run_and_is_no_removal(app: App, people: Path) -> None:
    add_sync(app, "t", destination="Table")
    app.runs.run("t")
    people.rename(people.with_suffix(".away"))
    run = app.runs.run("t")
    assert run.status is RunStatus.FAILED
    assert "no longer in" in run.error
    assert len(table(app)) == 20
    people.with_suffix(".away").rename(people)
    assert app.runs.run("t").counts.unchanged == 20


def test_a_dropped_column_fails_the_run_with_its_name(app: App, people: Path) -> None:
    add_sync(app, "t", destination="Table")
    people.write_text(people.read_text(encoding="utf-8").replace("id,name,", "id,label,"), encoding="utf-8")
    run = app.runs.run("t")
    assert run.status is RunStatus.FAILED
    assert "“name”" in run.error
    people.write_text(people.read_text(encoding="utf-8").replace(",city,", ",town,"), encoding="utf-8")
    with pytest.raises(ConfigError, match="no column “city”"):
        app.segments.count(app.segments.get("Berlin"))


def test_a_draft_does_not_run_and_a_paused_sync_runs_by_hand(app: App) -> None:
    add_sync(app, "draft", status="draft")
    with pytest.raises(ConfigError, match="is a draft"):
        app.runs.run("draft")
    assert app.runs.list() == ()
    add_sync(app, "paused", status="paused", object_="other")
    assert app.runs.run("paused").status is RunStatus.COMPLETED
    with pytest.raises(NotFoundError):
        app.runs.run("nothing")


def test_an_overlapping_run_is_skipped(app: App) -> None:
    add_sync(app, "t")
    sync = app.syncs.get("t")
    first = app.ledger.create_run(sync.id, Trigger.MANUAL, app.clock.now())
    assert app.ledger.begin(first.id, "another process", app.clock.now())
    assert app.runs.run("t").status is RunStatus.SKIPPED
    app.clock.advance(600)  # type: ignore[attr-defined]
    (abandoned,) = app.runs.recover()
    assert abandoned.id == first.id
    assert app.runs.run("t").status is RunStatus.COMPLETED


def test_a_reviewed_plan_is_what_runs_and_a_stale_one_is_refused(app: App, people: Path) -> None:
    add_sync(app, "t", destination="Table")
    plan = app.runs.plan("t")
    assert (plan.to_send, plan.counts.added) == (20, 20)
    people.write_text("id,name,email,city,age\n", encoding="utf-8")
    run = app.runs.run("t", plan_digest=plan.digest)
    assert (run.counts.updated, run.plan_digest) == (20, plan.digest)
    with pytest.raises(PlanStale, match="has run"):
        app.runs.run("t", plan_digest=plan.digest)
    with pytest.raises(PlanStale, match="no plan"):
        app.runs.run("t", plan_digest="0" * 64)


def test_a_plan_sends_nothing(app: App) -> None:
    add_sync(app, "t", destination="Table")
    plan = app.runs.plan("t")
    assert not (app.paths.root / "table.db").exists()
    page = app.runs.changes(plan.id, (ChangeKind.ADDED,), "p10@", 0, 10)
    assert [c.key for c in page.changes] == ["p10@example.com"]
    assert app.runs.pii_fields("t") == {"email"}
    app.runs.discard(plan.id)
    with pytest.raises(PlanStale):
        app.runs.run("t", plan_digest=plan.digest)


def test_rejected_and_invalid_records_can_be_looked_at_with_reasons(app: App, people: Path) -> None:
    people.write_text(
        people.read_text(encoding="utf-8") + "99,Bad,not-an-address,Berlin,30\n98,Twin,p2@example.com,Berlin,30\n"
    )
    add_sync(app, "mail", destination="Mail", object_="contacts", columns=(), operation="upsert")
    run = app.runs.run("mail")
    assert run.status is RunStatus.COMPLETED
    assert (run.counts.rejected, run.counts.invalid) == (1, 2)
    (rejected,) = app.runs.issues(run.id)
    assert rejected.key == "not-an-address"
    assert rejected.reason
    assert {i.reason for i in app.runs.issues(run.id, "invalid")} == {"email stands more than once"}
    again = app.runs.run("mail")
    assert (again.counts.processed, again.counts.retried, again.counts.rejected) == (1, 1, 1)


def test_cancel_before_the_first_request(app: App) -> None:
    add_sync(app, "t", destination="Table")
    token = CancelToken()
    token.cancel()
    run = app.runs.run("t", cancel=token)
    assert run.status is RunStatus.CANCELLED
    assert app.runs.run("t").counts.updated == 20


def test_listeners_hear_what_kind_of_thing_changed(app: App) -> None:
    add_sync(app, "t")
    heard: set[Kind] = set()
    forget = app.changes.subscribe(lambda kinds: heard.update(kinds))
    app.runs.run("t")
    assert {Kind.RUNS, Kind.SYNCS} <= heard
    forget()
    heard.clear()
    app.syncs.pause("t")
    assert not heard


def test_runs_are_listed_newest_first_and_by_segment(app: App) -> None:
    add_sync(app, "a")
    add_sync(app, "b", segment="Adults", object_="b")
    for name in ("a", "b", "a"):
        app.clock.advance(60)  # type: ignore[attr-defined]
        app.runs.run(name)
    assert [r.sync_name for r in app.runs.list()] == ["a", "b", "a"]
    berlin = app.segments.get("Berlin")
    assert len(app.runs.list(RunFilter(segment_id=berlin.id))) == 2
    assert app.runs.get(app.runs.list()[0].id[:10]).sync_name == "a"


def test_no_value_of_a_record_and_no_credential_reaches_the_store(tmp_path: Path, clock: FakeClock, app: App) -> None:
    add_sync(app, "mail", destination="Mail", object_="contacts", columns=(), operation="upsert")
    people = app.paths.root / "data" / "people.csv"
    people.write_text(people.read_text(encoding="utf-8") + "99,Bad,canary.person@@example.com,Berlin,30\n", encoding="utf-8")
    assert app.runs.run("mail").counts.rejected == 1
    app.store.back_up()
    stored = [p for p in app.paths.root.iterdir() if p.name.startswith("workspace.db")] + list(app.paths.backups.rglob("*"))
    assert stored
    for file in stored:
        if file.is_file():
            data = file.read_bytes()
            assert b"canary.person" not in data
            assert b"p2@example.com" not in data


def test_a_broken_segment_name_in_another_workspace(tmp_path: Path, clock: FakeClock) -> None:
    other = open_workspace(tmp_path / 'it\'s "😀" workspace', clock=clock, environ={})
    assert other.name == 'it\'s "😀" workspace'
    other.close()


def test_the_segment_size_is_remembered_for_the_list(app: App) -> None:
    counted = app.segments.count(app.segments.get("Berlin"), remember=True)
    assert (counted.count, counted.of, counted.engine) == (20, 40, "duckdb")
    app.segments.measure("People")
    sizes = {row.name: row.size for row in app.segments.page().rows}
    assert sizes == {"Adults": 33, "Berlin": 20, "Everywhere": None}
    changed = replace(app.segments.get("Berlin"), where=app.segments.get("Adults").where)
    assert app.segments.save(changed).size is None


def test_syncs_that_are_due(app: App) -> None:
    add_sync(app, "often", extra="schedule: {every: 1h}")
    add_sync(app, "by hand", object_="b")
    add_sync(app, "nightly", object_="c", extra='schedule: {cron: "0 3 * * *", timezone: UTC}')
    add_sync(app, "paused", object_="d", status="paused", extra="schedule: {every: 1h}")
    assert app.syncs.due() == ()
    app.clock.advance(3600)  # type: ignore[attr-defined]
    assert [s.name for s in app.syncs.due()] == ["often"]
    app.runs.run("often", trigger=Trigger.SCHEDULE)
    assert app.syncs.due() == ()
    app.clock.advance(3600)  # type: ignore[attr-defined]
    assert [s.name for s in app.syncs.due()] == ["often"]
    app.clock.advance(86_400)  # type: ignore[attr-defined]
    assert [s.name for s in app.syncs.due()] == ["often", "nightly"]
    assert [r.sync.name for r in app.syncs.rows()] == ["often", "by hand", "nightly", "paused"]
    app.runs.run("often")
    overview, times = app.runs.overview(), [r.next_run_at for r in app.syncs.rows()]
    assert times[0] == app.clock.now() + timedelta(hours=1)
    assert (times[1], times[3]) == (None, None)
    assert overview.next_run_at == times[2] == app.clock.now(), "overdue"
    app.syncs.set_schedules(False)
    assert app.runs.overview().next_run_at is None


def test_lists_of_every_sync_ask_the_store_as_often_for_many_as_for_few(app: App) -> None:
    asked: list[str] = []
    engine = app.store.needed()._database._engine
    event.listen(engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))

    def questions() -> list[int]:
        counts = []
        for ask in (app.syncs.rows, app.syncs.due, app.runs.overview, app.runs.recover):
            asked.clear()
            ask()
            counts.append(len(asked))
        return counts

    add_sync(app, "one", extra="schedule: {every: 1h}")
    app.runs.run("one")
    few = questions()
    for number in range(5):
        add_sync(app, f"more {number}", segment="Adults", object_=f"o{number}", extra="schedule: {every: 1h}")
        app.runs.run(f"more {number}")
    assert questions() == few
    assert len(app.syncs.rows()) == 6
