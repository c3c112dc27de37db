"""Members that expire at the destination are sent again before that, changed or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from census_desktop.bootstrap import App
from census_desktop.destinations.rehearsal import Rehearsal
from census_desktop.domain.ageing import RENEWED
from census_desktop.domain.alerts import Alert, holds
from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Run, RunStatus, SyncStatus
from census_desktop.domain.plan import ChangeKind
from tests.usecases.conftest import add_sync

HEADER = "id,name,email,city,age\n"


@pytest.fixture
def aged(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """20 people of Berlin are at a tool that keeps each for 30 days."""
    known = Rehearsal.objects_of

    def objects_of(config: Mapping[str, Any]) -> tuple[ObjectSpec, ...]:
        return tuple(replace(spec, expires_days=30) for spec in known(config))

    monkeypatch.setattr(Rehearsal, "objects_of", staticmethod(objects_of))
    add_sync(app, "t", destination="Mail", object_="contacts", columns=("name",))
    assert app.runs.run("t").counts.updated == 20
    return app


def write(app: App, rows: dict[int, str]) -> None:
    lines = [f"{n},{name},p{n}@example.com,Berlin,30\n" for n, name in rows.items()]
    (app.paths.root / "data" / "people.csv").write_text(HEADER + "".join(lines), encoding="utf-8")


def later(app: App, days: float) -> None:
    app.clock.advance(days * 86_400)  # type: ignore[attr-defined]


def run(app: App) -> Run:
    ran = app.runs.run("t")
    assert ran.status is RunStatus.COMPLETED, ran.error
    return ran


def since(app: App) -> str:
    return app.catalog.marks(RENEWED)[app.syncs.get("t").id, RENEWED][0]


def test_all_go_again_when_most_of_the_days_have_passed(aged: App) -> None:
    first = since(aged)
    later(aged, 23)
    assert run(aged).counts.processed == 0
    later(aged, 1.1)
    plan = aged.runs.plan("t")
    assert (plan.counts.processed, plan.renewed, plan.counts.unchanged) == (20, 20, 20)
    assert "so that they do not expire: a member stays for 30 days there, and everything there was last sent 24 days ago." in (
        plan.renewal
    )
    ran = run(aged)
    assert (ran.counts.updated, ran.counts.unchanged, ran.counts.added, ran.counts.changed) == (20, 20, 0, 0)
    assert ran.note.startswith("20 records that did not change are sent again")
    assert since(aged) > first
    assert run(aged).counts.processed == 0, "once is enough"
    later(aged, 24.1)
    assert run(aged).counts.updated == 20


def test_what_differs_goes_with_it_and_leavers_are_removed(aged: App) -> None:
    names = {n: f"Name {n}" for n in range(2, 41, 2)}
    names[2] = "Another"
    del names[4], names[6]
    names[100] = "New"
    write(aged, names)
    later(aged, 25)
    plan = aged.runs.plan("t")
    counts = plan.counts
    assert (counts.added, counts.changed, counts.removed, plan.renewed, counts.processed) == (1, 1, 2, 17, 21)
    assert aged.runs.changes(plan.id, [ChangeKind.UNCHANGED]).total == 17
    ran = run(aged)
    assert (ran.counts.updated, ran.counts.removed, ran.status) == (21, 2, RunStatus.COMPLETED)
    assert aged.syncs.row("t").members == 19
    assert run(aged).counts.processed == 0


def test_a_run_that_was_ended_early_leaves_the_rest_due(aged: App) -> None:
    first = since(aged)
    later(aged, 25)
    aged.syncs.save(replace(aged.syncs.get("t"), limits={"records": 5}))
    plan = aged.runs.plan("t")
    assert any("5 records a run" in warning for warning in plan.warnings)
    assert aged.runs.run("t").status is RunStatus.CANCELLED
    assert since(aged) == first
    aged.syncs.save(replace(aged.syncs.get("t"), limits={}))
    assert run(aged).counts.updated == 20


def test_a_first_run_in_parts_counts_from_its_first(aged: App) -> None:
    add_sync(
        aged, "parts", destination="Mail", object_="contacts", key="email", columns=("name",), extra="limits: {records: 5}"
    )
    sync = aged.syncs.get("parts")
    assert aged.runs.run("parts").status is RunStatus.CANCELLED
    first = aged.catalog.marks(RENEWED)[sync.id, RENEWED][0]
    later(aged, 20)
    aged.syncs.save(replace(sync, limits={}))
    assert aged.runs.run("parts").counts.added == 15
    assert aged.catalog.marks(RENEWED)[sync.id, RENEWED][0] == first, "5 of them are as old as before"
    later(aged, 5)
    assert aged.runs.plan("parts").renewed == 20


def test_an_age_that_nobody_knows_is_taken_for_due(aged: App) -> None:
    aged.catalog.drop_mark(aged.syncs.get("t").id, RENEWED)
    plan = aged.runs.plan("t")
    assert plan.renewed == 20
    assert "it is not known when" in plan.renewal
    assert run(aged).counts.updated == 20
    assert run(aged).counts.processed == 0


def test_an_edit_that_sends_everything_renews_too(aged: App) -> None:
    first = since(aged)
    later(aged, 10)
    before = aged.syncs.get("t")
    aged.syncs.save(replace(before, mappings=(replace(before.mappings[0], constant="same", column=""),)))
    later(aged, 0.1)
    assert run(aged).counts.changed == 20
    assert since(aged) > first


def test_a_renewal_is_neither_unusual_nor_everything_anew(aged: App) -> None:
    aged.syncs.save(replace(aged.syncs.get("t"), guards={"hold_over_changed": 0, "hold_over_usual": 1}))
    later(aged, 25)
    ran = run(aged)
    assert ran.held == ""
    assert holds(Alert("full_sync"), ran, (), aged.clock.now()) == ""


def test_a_renewal_is_no_change_to_take_back_and_is_in_nobody_s_way(aged: App) -> None:
    first = aged.runs.list()[0]
    later(aged, 25)
    renewal = run(aged)
    offered = aged.runs.undo_offer(renewal.id)
    assert (offered.possible, offered.reason) == (False, "This run changed nothing at the destination.")
    undone = aged.runs.run("t", plan_digest=aged.runs.plan_undo(first.id).digest)
    assert (undone.status, undone.counts.removed) == (RunStatus.COMPLETED, 20)


def test_a_member_taken_out_of_the_plan_waits(aged: App) -> None:
    later(aged, 25)
    plan = aged.runs.plan("t")
    smaller = aged.runs.exclude(plan.id, [0, 1])
    assert (smaller.renewed, smaller.counts.processed) == (18, 18)
    first = since(aged)
    aged.runs.run("t", plan_digest=smaller.digest)
    assert since(aged) == first, "two were not sent"


def test_a_refused_renewal_is_sent_again(aged: App) -> None:
    """The tool has a rule that the member of the first run breaks only now."""
    later(aged, 25)
    refuse = replace(aged.destinations.get("Mail"), config={"imitates": "Mail tool", "reject_every": 10})
    aged.destinations.save(refuse)
    ran = run(aged)
    assert (ran.counts.rejected, ran.counts.updated) == (2, 18)
    aged.destinations.save(replace(refuse, config={"imitates": "Mail tool"}))
    again = run(aged)
    assert (again.counts.processed, again.counts.retried, again.counts.updated) == (2, 2, 2)
    assert run(aged).counts.processed == 0


def test_the_row_of_a_sync_knows_the_age(aged: App) -> None:
    later(aged, 3)
    ageing = aged.syncs.row("t").ageing
    assert ageing is not None
    assert ageing.since is not None
    assert ageing.due_at == ageing.since + timedelta(days=24)
    assert ageing.words(aged.clock.now()).startswith("everything there was last sent 3 days ago; a member stays for 30 days")
    assert aged.syncs.get("t").status is SyncStatus.ACTIVE


def test_where_nothing_expires_nothing_is_remembered(app: App) -> None:
    add_sync(app, "t", destination="Mail", object_="contacts", columns=("name",))
    run(app)
    assert not app.catalog.marks(RENEWED)
    later(app, 400)
    assert run(app).counts.processed == 0
    assert app.syncs.row("t").ageing is None
