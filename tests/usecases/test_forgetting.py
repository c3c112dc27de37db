"""Forgetting a person: found wherever it was sent, taken away where that can be, told truly, and kept from coming back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from census_desktop.bootstrap import App
from census_desktop.destinations.rehearsal.writer import RehearsalWriter
from census_desktop.domain.errors import Cancelled, ConfigError, NotFoundError, PlanStale
from census_desktop.domain.forgetting import LIST_NAME, Act, Review, act_of
from census_desktop.domain.model import Operation, Removal, RunStatus, SyncStatus
from census_desktop.domain.plan import Plan
from census_desktop.domain.ports import Reply
from census_desktop.usecases.forgetting import digest_of
from census_desktop.usecases.runs import Runs
from tests.usecases.conftest import add_sync
from tests.usecases.test_runs import table

P4 = "p4@example.com"


def acts(review: Review) -> dict[str, tuple[Act, int]]:
    return {held.sync: (held.act, held.plan.to_send if held.plan else 0) for held in review.held}


def drop_line(app: App, start: str) -> None:
    people = app.paths.root / "data" / "people.csv"
    lines = people.read_text(encoding="utf-8").splitlines()
    people.write_text("\n".join(line for line in lines if not line.startswith(start)) + "\n", encoding="utf-8")


@pytest.fixture
def syncs(app: App) -> App:
    """A table by e-mail, a mail tool's list by e-mail, and contacts by number that have the address in a field."""
    app.datasets.save(replace(app.datasets.get("People"), email="email"))
    add_sync(app, "table", destination="Table")
    add_sync(app, "list", destination="Mail", object_="list", columns=(), extra="audience: Berlin")
    app.document.add(
        "syncs",
        """
name: contacts
source: {segment: Berlin}
destination: Mail
object: contacts
operation: upsert
sync_key: {column: id, field: external_id}
mappings: [{field: email, column: email}, {field: first_name, column: name}]
status: active
""",
        app.paths.root,
    )
    for name in ("table", "list", "contacts"):
        assert app.runs.run(name).counts.updated == 20
    return app


def test_a_person_is_found_under_every_key(syncs: App) -> None:
    for key in (P4, " 4 "):
        review = syncs.forgetting.look(key)
        assert acts(review) == {"table": (Act.REMOVE, 1), "list": (Act.REMOVE, 1), "contacts": (Act.REMOVE, 1)}
        assert {held.sync: held.keys for held in review.held} == {"table": (P4,), "list": (P4,), "contacts": ("4",)}
        assert P4 not in repr(review)
    assert P4 in table(syncs), "nothing was sent"


def test_it_is_taken_away_and_does_not_come_back(syncs: App) -> None:
    certificate = syncs.forgetting.forget(syncs.forgetting.look("4"), exclude=True)
    assert [(a.sync, a.outcome, a.records) for a in certificate.answers] == [
        ("contacts", "acknowledged", 1), ("list", "acknowledged", 1), ("table", "acknowledged", 1),
    ]  # fmt: skip
    assert certificate.is_whole
    assert certificate.excluded == ("People",)
    assert P4 not in table(syncs)
    for name in ("table", "list", "contacts"):
        assert syncs.runs.run(name).counts.processed == 0
        assert syncs.syncs.row(name).members == 19
    (listed,) = syncs.datasets.get("People").exclusions
    assert listed.name == LIST_NAME
    syncs.forgetting.forget(syncs.forgetting.look("6"), exclude=True)
    (listed,) = syncs.datasets.get("People").exclusions
    assert [(c.column, c.value) for c in listed.where.items] == [  # type: ignore[union-attr]
        ("id", (4, 6)), ("email", (P4, "p6@example.com")),
    ]  # fmt: skip


def test_without_an_exclusion_list_the_next_run_sends_it_again(syncs: App) -> None:
    certificate = syncs.forgetting.forget(syncs.forgetting.look(P4), exclude=False)
    assert (certificate.excluded, certificate.is_whole) == ((), True)
    assert P4 not in table(syncs)
    assert syncs.runs.run("table").counts.added == 1


def test_nothing_of_the_person_stays_in_the_workspace_but_the_exclusion_list(syncs: App) -> None:
    syncs.forgetting.forget(syncs.forgetting.look(P4), exclude=False)
    for folder in ("state", "plans", "forgotten", "calls"):
        for file in (syncs.paths.root / folder).rglob("*"):
            if file.is_file():
                assert b"p4@example.com" not in file.read_bytes(), file
                assert b"Name 4" not in file.read_bytes(), file
    run = syncs.runs.list()[-1]
    assert not syncs.runs.undo_offer(run.id).possible
    with pytest.raises(NotFoundError, match="no longer kept"):
        syncs.runs.issues(run.id)
    again = syncs.forgetting.look("6")
    assert syncs.forgetting.forget(again, exclude=False).is_whole, "also where no plan of the sync is kept any more"


def test_a_person_whom_the_source_has_no_more_is_found_by_what_was_sent(syncs: App) -> None:
    drop_line(syncs, "4,")
    review = syncs.forgetting.look("4")
    assert {held.sync: held.keys for held in review.held} == {"contacts": ("4",), "list": (P4,), "table": (P4,)}
    assert not review.people[0].sure
    assert {h.sync for h in syncs.forgetting.look(P4.upper()).held} == {"contacts", "list", "table"}
    (syncs.paths.root / "data" / "people.csv").unlink()
    review = syncs.forgetting.look(P4)
    assert len(review.held) == 3
    assert any("could not be asked" in warning for warning in review.warnings)
    assert syncs.forgetting.forget(review, exclude=True).is_whole


def test_two_people_who_share_an_address_stay_two(app: App) -> None:
    people = app.paths.root / "data" / "people.csv"
    people.write_text("id,name,email,city,age\n1,A,x@example.com,Berlin,30\n2,B,x@example.com,Berlin,30\n", encoding="utf-8")
    app.datasets.save(replace(app.datasets.get("People"), email="email"))
    add_sync(app, "contacts", destination="Table", key="id", columns=("email",))
    app.runs.run("contacts")
    (held,) = app.forgetting.look("1").held
    assert held.keys == ("1",)
    review = app.forgetting.look("x@example.com")
    assert sorted(review.held[0].keys) == ["1", "2"], "the address was asked for, and both have it"
    assert any("2 records of “People” have this key in email" in warning for warning in review.warnings)


def test_a_key_of_several_data_sets_is_not_guessed(app: App) -> None:
    add_sync(app, "people", destination="Table", key="id")
    add_sync(app, "places", segment="Everywhere", destination="Table", object_="places", key="id", columns=("name",))
    with pytest.raises(ConfigError, match="“People”, “Places”"):
        app.forgetting.look("1")
    app.runs.run("places")
    review = app.forgetting.look("1", "People")
    assert (review.held, review.to_send) == ((), 0)
    assert "Only “People” was searched; syncs of “Places” were not." in review.warnings


def test_digests_are_found_too(app: App) -> None:
    app.document.add("destinations", "{name: Ads, type: rehearsal, config: {imitates: Ad network}}", app.paths.root)
    add_sync(app, "ads", destination="Ads", object_="audience", columns=(), extra="audience: Berlin")
    assert app.runs.run("ads").counts.updated == 20
    drop_line(app, "4,")
    (held,) = app.forgetting.look(P4).held
    assert (held.records, held.act) == (1, Act.REMOVE)
    assert held.keys != (P4,)


def test_what_cannot_be_taken_away_is_told(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    add_sync(app, "log", destination="Table", object_="log", operation="append")
    add_sync(app, "table", destination="Table")
    add_sync(app, "mail", destination="Mail", object_="list", columns=(), extra="audience: Berlin")
    for name in ("log", "table", "mail"):
        app.runs.run(name)
    review = app.forgetting.look(P4)
    assert acts(review) == {"log": (Act.NOTHING, 0), "mail": (Act.REMOVE, 1), "table": (Act.REMOVE, 1)}
    with monkeypatch.context() as patch:
        patch.setattr(RehearsalWriter, "send", lambda *_: Reply(rejected={0: "It is protected."}))
        certificate = app.forgetting.forget(review, exclude=True)
    told = {a.sync: (a.outcome, a.told) for a in certificate.answers}
    assert told["log"] == ("stays", "What was appended there cannot be taken away from here.")
    assert told["mail"] == ("rejected", "See the run's records: 1 refused.")
    assert told["table"][0] == "acknowledged"
    assert not certificate.is_whole
    assert "Not everything was taken away: see above." in certificate.notes
    assert app.forgetting.look(P4).held[1].sync == "mail", "what was refused is still known, and can be asked for again"


def test_one_that_fails_keeps_no_other_from_being_asked(syncs: App) -> None:
    review = syncs.forgetting.look(P4)
    syncs.syncs.save(replace(syncs.syncs.get("contacts"), mappings=syncs.syncs.get("contacts").mappings[:1]))
    certificate = syncs.forgetting.forget(review, exclude=False)
    told = {a.sync: a.outcome for a in certificate.answers}
    assert told == {"contacts": "failed", "list": "acknowledged", "table": "acknowledged"}
    assert "was edited after this plan" in certificate.answers[0].told


def test_an_upload_that_swaps_lets_go_of_one_alone(app: App) -> None:
    add_sync(app, "t", destination="Table", extra="removal: swap")
    app.runs.run("t")
    assert app.forgetting.forget(app.forgetting.look(P4), exclude=True).is_whole
    assert len(table(app)) == 19
    assert app.runs.run("t").counts.processed == 0


def test_a_certificate_tells_everything_but_who(syncs: App, tmp_path: Path) -> None:
    forgetting = syncs.forgetting
    certificate = forgetting.forget(forgetting.look(P4), exclude=True)
    assert forgetting.all() == (certificate,)
    assert forgetting.get(certificate.id[:8]) == certificate
    assert forgetting.about(P4.title()) == (certificate,)
    assert forgetting.about("4") == ()
    assert certificate.digest == digest_of(P4, certificate.salt)
    assert forgetting.look(P4).before == (certificate,)
    with pytest.raises(NotFoundError):
        forgetting.get("nothing")
    for name in ("c.txt", "c.json"):
        forgetting.export(certificate, tmp_path / name)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert P4 not in text
        assert certificate.digest in text
        assert "Files out" not in text
        assert "Mail" in text
    assert json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["whole"] is True
    text = (tmp_path / "c.txt").read_text(encoding="utf-8")
    assert "taken away, as the destination acknowledged" in text
    assert "leave the list and stay contacts" in text, "what is left there is not kept quiet"


def test_a_sync_that_was_removed_is_named(syncs: App) -> None:
    syncs.syncs.remove("contacts")
    review = syncs.forgetting.look("4")
    assert {h.sync for h in review.held} == {"list", "table"}
    assert any(w.startswith("“contacts” was removed and has sent this person") for w in review.warnings)


def test_a_plan_is_stale_once_the_sync_has_run(syncs: App) -> None:
    review = syncs.forgetting.look(P4)
    drop_line(syncs, "6,")
    syncs.runs.run("table")
    (plan,) = [h.plan for h in review.held if h.sync == "table" and h.plan]
    with pytest.raises(PlanStale):
        syncs.runs.run("table", plan_digest=plan.digest)
    certificate = syncs.forgetting.forget(review, exclude=False)
    assert {a.sync: a.outcome for a in certificate.answers}["table"] == "failed"


def test_deciding_against_it_leaves_nothing(syncs: App) -> None:
    before = {p.name for p in syncs.paths.plans.iterdir()}
    review = syncs.forgetting.look(P4)
    syncs.forgetting.discard(review)
    assert {p.name for p in syncs.paths.plans.iterdir()} == before
    assert syncs.forgetting.all() == ()
    with pytest.raises(ConfigError, match="empty"):
        syncs.forgetting.look(" ")
    assert syncs.forgetting.look("nobody@example.com").held == ()
    assert syncs.runs.list()[0].status is RunStatus.COMPLETED


def test_where_nothing_is_deleted_the_fields_are_emptied(app: App) -> None:
    (app.paths.root / "data" / "people.csv").write_text(
        "id,name,email,city,age\n1,A,p1@example.com,Berlin,30\n4,Name 4,p4@example.com,Berlin,30\n", encoding="utf-8"
    )
    app.document.add("destinations", "{name: Books, type: rehearsal, config: {imitates: CRM}}", app.paths.root)
    add_sync(app, "crm", destination="Books", object_="contacts", columns=(), operation="upsert", extra="")
    spec = app.syncs.object_of(app.syncs.get("crm"))
    assert spec is not None
    keeps = replace(spec, operations=(Operation.UPSERT, Operation.UPDATE, Operation.MIRROR), removals=(Removal.NULL_OUT,))
    app.runs.run("crm")
    assert act_of(app.syncs.get("crm"), keeps)[0] is Act.EMPTY
    assert act_of(app.syncs.get("crm"), replace(keeps, removals=()))[0] is Act.NOTHING
    plan = app.runs.plan_removal("crm", [P4], empties=True)
    run = app.runs.run("crm", plan_digest=plan.digest)
    assert (run.status, run.counts.removed) == (RunStatus.COMPLETED, 1)
    assert [b.operation for b in app.ledger.batches(run.id)] == [Operation.UPDATE]
    assert "was to be forgotten" in run.note
    assert app.runs.undo_offer(run.id).reason == "This run took a person away who was to be forgotten."


def test_a_sync_that_became_a_draft_is_named_and_not_run(syncs: App) -> None:
    sync = syncs.syncs.get("list")
    syncs.catalog.put(replace(sync, status=SyncStatus.DRAFT))
    review = syncs.forgetting.look(P4)
    assert acts(review)["list"] == (Act.NOTHING, 0)
    certificate = syncs.forgetting.forget(review, exclude=False)
    assert {a.sync: a.outcome for a in certificate.answers}["list"] == "stays"
    assert not certificate.is_whole


def test_looking_that_is_cancelled_leaves_no_plan(syncs: App, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {p.name for p in syncs.paths.plans.iterdir()}
    made = type(syncs.runs).plan_removal

    def once(self: Runs, ref: str, keys: Sequence[str], **options: Any) -> Plan:
        if {p.name for p in syncs.paths.plans.iterdir()} != before:
            raise Cancelled
        return made(self, ref, keys, **options)

    monkeypatch.setattr(type(syncs.runs), "plan_removal", once)
    with pytest.raises(Cancelled):
        syncs.forgetting.look(P4)
    assert {p.name for p in syncs.paths.plans.iterdir()} == before
