"""Taking a run back: the destination has again what it had, and what cannot be taken back is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.destinations.rehearsal.writer import RehearsalWriter
from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.errors import PlanStale, UndoRefused
from census_desktop.domain.model import Exclusion, RunStatus, SyncStatus, Trigger
from census_desktop.domain.ports import Reply
from tests.usecases.conftest import add_sync
from tests.usecases.test_runs import table

Write = Callable[..., None]


@pytest.fixture
def people(app: App) -> Write:
    """Writes a file of people: id → name."""

    def write(**names: str) -> None:
        lines = [f"{key[1:]},{name},{key}@example.com,Berlin,30" for key, name in sorted(names.items())]
        (app.paths.root / "data" / "people.csv").write_text("\n".join(["id,name,email,city,age", *lines]) + "\n", "utf-8")

    return write


def names(app: App) -> dict[str, str]:
    return {email.partition("@")[0]: name for email, (name, _) in table(app).items()}


def undo(app: App, run_id: str) -> str:
    """Undo a run; the id of the run that did it."""
    plan = app.runs.plan_undo(run_id)
    run = app.runs.run(plan.sync_id, plan_digest=plan.digest)
    assert (run.status, run.trigger, run.undo_of) == (RunStatus.COMPLETED, Trigger.UNDO, run_id)
    return run.id


def test_nobody_who_is_on_an_exclusion_list_is_sent_again(app: App, people: Write) -> None:
    add_sync(app, "t", destination="Table")
    people(p1="Ann", p2="Ben", p3="Cay")
    app.runs.run("t")
    people(p1="Anne")
    run = app.runs.run("t")
    people(p1="Anne", p2="Ben", p3="Cay")
    objected = Exclusion("Objected", Group("all", (Condition("id", "one_of", (1, 2)),)))
    app.segments.save_lists("People", exclusions=[objected, Exclusion("Nothing yet", Group())])
    plan = app.runs.plan_undo(run.id)
    assert (plan.counts.added, plan.counts.changed, plan.excluded) == (1, 0, 2)
    assert "2 records are on an exclusion list now and not sent again." in plan.warnings
    app.segments.save_lists("People", exclusions=[replace(objected, where=Group("all", (Condition("id", "at_least", 1),)))])
    with pytest.raises(PlanStale, match="Exclusion lists of “People” were edited"):
        app.runs.run("t", plan_digest=plan.digest)
    assert app.runs.plan_undo(run.id).to_send == 0
    app.segments.save_lists("People", exclusions=[objected])
    undo(app, run.id)
    assert names(app) == {"p1": "Anne", "p3": "Cay"}


def test_of_whom_nobody_knows_is_left_and_goes_again(app: App, people: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    add_sync(app, "t", destination="Mail", object_="list", key="email", columns=("name",), extra="audience: Berlin")
    people(p1="Ann", p2="Ben")
    app.runs.run("t")
    people(p1="Anne", p2="Bert")
    with monkeypatch.context() as patch:
        patch.setattr(RehearsalWriter, "send", lambda *_: Reply(unknown={0: "It was not in the answer."}))
        run = app.runs.run("t")
    assert (run.counts.updated, run.counts.unknown) == (1, 1)
    (issue,) = app.runs.issues(run.id, "unknown")
    assert (issue.kind, issue.key, issue.reason) == ("unknown", "p1@example.com", "It was not in the answer.")
    offer = app.runs.undo_offer(run.id)
    assert offer.left == ("nobody knows whether 1 record was taken",)
    plan = app.runs.plan_undo(run.id)
    assert (plan.counts.changed, plan.to_send) == (1, 1)
    app.runs.run("t", plan_digest=plan.digest)
    after = app.runs.plan("t")
    assert (after.counts.changed, after.to_send) == (2, 2), "the one that was taken back, and the one of which nobody knows"


def test_a_mirror_is_as_it_was_before_the_run(app: App, people: Write) -> None:
    add_sync(app, "t", destination="Table", extra="schedule: {every: 1h}")
    people(p1="Ann", p2="Ben", p3="Cay")
    app.runs.run("t")
    before = names(app)
    people(p1="Ann", p2="Bert", p4="Dan")
    run = app.runs.run("t")
    after = names(app)
    assert after == {"p1": "Ann", "p2": "Bert", "p4": "Dan"}
    assert app.runs.undo_offer(run.id).possible
    plan = app.runs.plan_undo(run.id)
    assert (plan.counts.added, plan.counts.changed, plan.counts.removed) == (1, 1, 1)
    assert plan.undo_of == run.id
    assert plan.warnings == (
        "Records that were at the destination before this sync first wrote them are removed as well.",
        "The sync is paused then, so that it does not send the same again.",
    )
    assert names(app) == after, "a plan sends nothing"
    undone = undo(app, run.id)
    assert names(app) == before
    assert app.syncs.get("t").status is SyncStatus.PAUSED
    assert "is paused" in app.runs.get(undone).note
    assert app.syncs.row("t").members == 3

    redone = undo(app, undone)
    assert names(app) == after, "an undo can be undone"
    assert "still paused" in app.runs.get(redone).note
    assert app.runs.run("t").counts.processed == 0, "the source and the destination agree"


def test_after_an_undo_a_run_sends_the_same_again(app: App, people: Write) -> None:
    add_sync(app, "t", destination="Table", operation="upsert")
    people(p1="Ann")
    app.runs.run("t")
    people(p1="Anna", p2="Ben")
    undo(app, app.runs.run("t").id)
    assert names(app) == {"p1": "Ann"}
    assert app.syncs.get("t").status is SyncStatus.ACTIVE, "nothing runs it by itself"
    run = app.runs.run("t")
    assert (run.counts.added, run.counts.changed) == (1, 1)
    assert names(app) == {"p1": "Anna", "p2": "Ben"}


def test_runs_are_undone_newest_first(app: App, people: Write) -> None:
    add_sync(app, "t", destination="Table")
    runs = []
    for name in ("One", "Two", "Three"):
        people(p1=name)
        runs.append(app.runs.run("t").id)
    idle = app.runs.run("t").id
    assert app.runs.undo_offer(idle).reason == "This run changed nothing at the destination."
    offer = app.runs.undo_offer(runs[0])
    assert not offer.possible
    assert runs[2][:8] in offer.reason
    with pytest.raises(UndoRefused, match="later run"):
        app.runs.plan_undo(runs[1])
    undone = undo(app, runs[2])
    assert app.runs.undo_offer(runs[2]).reason == f"It was undone already, by run {undone[:8]}."
    undo(app, runs[1])
    assert names(app) == {"p1": "One"}
    undo(app, runs[0])
    assert names(app) == {}


def test_a_run_of_a_removed_or_edited_sync_is_not_offered(app: App, people: Write) -> None:
    add_sync(app, "t", destination="Table")
    people(p1="One")
    run = app.runs.run("t")
    sync = app.syncs.get("t")
    app.syncs.save(replace(sync, mappings=sync.mappings[:1]))
    assert "was edited after this run" in app.runs.undo_offer(run.id).reason
    app.syncs.save(sync)
    assert app.runs.undo_offer(run.id).possible
    app.syncs.remove("t")
    assert "was removed" in app.runs.undo_offer(run.id).reason
    app.syncs.restore(sync.id)
    assert app.runs.undo_offer(run.id).possible


def test_an_undo_that_went_stale_is_refused(app: App, people: Write) -> None:
    add_sync(app, "t", destination="Table")
    people(p1="One")
    plan = app.runs.plan_undo(app.runs.run("t").id)
    people(p1="Two")
    app.runs.run("t")
    with pytest.raises(PlanStale):
        app.runs.run("t", plan_digest=plan.digest)
    assert names(app) == {"p1": "Two"}


def test_what_was_rejected_is_not_undone(app: App, people: Write) -> None:
    add_sync(app, "m", destination="Mail", object_="contacts", columns=(), operation="upsert")
    (app.paths.root / "data" / "people.csv").write_text(
        "id,name,email,city,age\n1,A,p1@example.com,Berlin,30\n2,B,not-an-address,Berlin,30\n", encoding="utf-8"
    )
    run = app.runs.run("m")
    assert (run.counts.updated, run.counts.rejected) == (1, 1)
    assert app.runs.plan_undo(run.id).to_send == 1


def test_an_upload_that_swapped_is_undone_without_taking_the_place_of_everything(app: App, people: Write) -> None:
    add_sync(app, "t", destination="Table", extra="removal: swap")
    people(p1="Ann", p2="Ben", p3="Cay")
    app.runs.run("t")
    people(p1="Ann", p2="Bert", p4="Dan")
    run = app.runs.run("t")
    assert run.counts.processed == 3, "everything is uploaded"
    undone = undo(app, run.id)
    assert names(app) == {"p1": "Ann", "p2": "Ben", "p3": "Cay"}
    undo(app, undone)
    assert names(app) == {"p1": "Ann", "p2": "Bert", "p4": "Dan"}
    assert app.runs.run("t").counts.processed == 0


def test_emptied_fields_are_filled_again(app: App, people: Write) -> None:
    add_sync(app, "t", destination="Table", extra="removal: null_out")
    people(p1="Ann", p2="Ben")
    app.runs.run("t")
    people(p1="Ann")
    run = app.runs.run("t")
    assert table(app)["p2@example.com"] == (None, None)
    undo(app, run.id)
    assert table(app)["p2@example.com"] == ("Ben", "Berlin")


def test_what_update_only_wrote_first_stays_and_is_named(app: App, people: Write) -> None:
    people(p1="Ann", p2="Ben")
    add_sync(app, "first", destination="Table", operation="upsert")
    app.runs.run("first")
    add_sync(app, "u", destination="Table", operation="update")
    people(p1="Anna")
    first = app.runs.run("u")
    offer = app.runs.undo_offer(first.id)
    assert not offer.possible
    assert "what they held before is not known" in offer.reason
    people(p1="Annabel", p2="Benno")
    second = app.runs.run("u")
    offer = app.runs.undo_offer(second.id)
    assert offer.possible
    (left,) = offer.left
    assert left.startswith("1 record that this sync wrote for the first time")
    undo(app, second.id)
    assert names(app) == {"p1": "Anna", "p2": "Benno"}


def test_what_was_appended_cannot_be_taken_back(app: App, people: Write) -> None:
    people(p1="Ann")
    add_sync(app, "a", destination="Table", operation="append")
    run = app.runs.run("a")
    assert app.runs.undo_offer(run.id).reason == "What was appended cannot be taken back."
    with pytest.raises(UndoRefused):
        app.runs.plan_undo(run.id)


def test_undoing_create_only_says_that_it_cannot_tell_whom_it_skipped(app: App, people: Write) -> None:
    add_sync(app, "c", destination="Table", operation="create")
    people(p1="Ann")
    run = app.runs.run("c")
    assert app.runs.plan_undo(run.id).warnings == (
        "Records that were at the destination before this sync first wrote them are removed as well.",
    )
    undo(app, undo(app, run.id))
    assert names(app) == {"p1": "Ann"}
    (_, redone) = app.runs.list()[:2][::-1]
    assert [b.operation.value for b in app.ledger.batches(redone.id)] == ["create"]
