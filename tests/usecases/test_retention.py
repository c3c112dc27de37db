"""What a workspace forgets by itself, and what it never does."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

import pytest

from census_desktop.bootstrap import App
from tests.usecases.conftest import add_sync


def aged(app: App, plan_id: str, age: timedelta) -> None:
    place = app.paths.plans / plan_id
    at = (app.clock.now() - age).timestamp()
    os.utime(place, (at, at))


def test_old_runs_keep_their_line_and_lose_their_rows(app: App) -> None:
    add_sync(app, "t", destination="Table")
    first = app.runs.run("t")
    people = app.paths.root / "data" / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("Name 2,", "New 2,"), encoding="utf-8")
    second = app.runs.run("t")
    app.clock.advance(91 * 86_400)  # type: ignore[attr-defined]
    app.runs.tidy()
    assert app.ledger.batches(first.id) == ()
    assert app.ledger.batches(second.id), "never the newest"
    assert app.runs.get(first.id).counts.updated == 20
    offer = app.runs.undo_offer(first.id)
    assert not offer.possible


@pytest.mark.parametrize(("setting", "kept"), [("keep_days", "100"), ("keep_days", "nonsense"), ("keep_runs", "0")])
def test_settings_say_how_long(app: App, setting: str, kept: str) -> None:
    add_sync(app, "t", destination="Table")
    first = app.runs.run("t")
    app.clock.advance(60)  # type: ignore[attr-defined]
    app.runs.run("t")
    app.catalog.set_setting(setting, kept)
    app.clock.advance(80 * 86_400)  # type: ignore[attr-defined]
    app.runs.tidy()
    assert app.ledger.batches(first.id)
    app.catalog.set_setting("keep_days", "30")
    app.runs.tidy()
    assert app.ledger.batches(first.id), "once a day"
    app.clock.advance(86_400)  # type: ignore[attr-defined]
    app.runs.tidy()
    assert app.ledger.batches(first.id) == ()


def test_plans_of_dead_processes_and_of_nobody_go(app: App) -> None:
    add_sync(app, "t", destination="Table")
    sync_id = app.syncs.get("t").id
    run = app.runs.run("t")
    sent = app.ledger.plan_of(run.id)
    reviewed = app.runs.plan("t").id
    for name in (f"{sync_id}.dead", f"{sync_id}.fresh", "nobody.1"):
        (app.paths.plans / name).mkdir()
    (app.paths.plans / f"{sync_id}.dead" / "source").mkdir()
    for name in (f"{sync_id}.dead", "nobody.1", sent, reviewed):
        aged(app, name, timedelta(hours=2))
    aged(app, f"{sync_id}.fresh", timedelta(minutes=5))
    app.runs.tidy()
    assert {p.name for p in app.paths.plans.iterdir()} == {sent, reviewed, f"{sync_id}.fresh"}
    aged(app, reviewed, timedelta(days=8))
    aged(app, sent, timedelta(days=8))
    app.catalog.set_setting("tidied_at", datetime.min.replace(tzinfo=app.clock.now().tzinfo).isoformat())
    app.runs.tidy()
    assert sent in {p.name for p in app.paths.plans.iterdir()}
    assert reviewed not in {p.name for p in app.paths.plans.iterdir()}


def test_what_killed_programs_left_in_the_scratch_folder_goes_after_a_day(app: App) -> None:
    for name, age in (("spill-old", 25), ("spill-at-work", 25), ("read-new", 1)):
        file = app.paths.scratch / name / "rows"
        file.parent.mkdir(parents=True)
        file.write_text("a@example.com", encoding="utf-8")
        at = (app.clock.now() - timedelta(hours=age)).timestamp()
        os.utime(file, (at, at))
        os.utime(file.parent, (at, at))
    fresh = app.clock.now().timestamp()
    os.utime(app.paths.scratch / "spill-at-work" / "rows", (fresh, fresh))
    app.runs.tidy()
    assert {p.name for p in app.paths.scratch.iterdir()} == {"spill-at-work", "read-new"}
