"""A sync whose audiences a column names, from its document to the rehearsed mail tool."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.destinations.rehearsal.storage import RehearsalStore
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Removal, RunStatus, Sync
from census_desktop.domain.plan import ChangeKind
from census_desktop.usecases.named_audiences import ids_of
from tests.usecases.conftest import add_sync

Row = tuple[object, str, str, str, int]


def write(app: App, rows: Sequence[Row]) -> None:
    text = "id,name,email,city,age\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)
    (app.paths.root / "data" / "people.csv").write_text(text, encoding="utf-8")


def person(n: int, city: str, name: str = "") -> Row:
    return (n, name or f"Name {n}", f"p{n}@example.com", city, 20)


@pytest.fixture
def sync(app: App) -> Sync:
    write(app, [person(1, "Berlin"), person(2, "Paris"), person(3, "Paris")])
    add_sync(
        app,
        "By city",
        dataset="People",
        destination="Mail",
        object_="list",
        columns=(),
        extra="audience: {column: city}\nguards: {hold_over_removed: never}",
    )
    return app.syncs.get("By city")


def stands(app: App) -> dict[str, set[str]]:
    """Who is in which list of the mail tool."""
    connection = app.destinations.get("Mail")
    store = RehearsalStore(app.paths.root / "rehearsal" / f"{connection.id}.sqlite")
    try:
        return {
            a.name: {str(r["email"]) for r in store.records("list", store.audience_named("list", a.name).id, -1, 0)}  # type: ignore[union-attr]
            for a in store.audiences()
        }
    finally:
        store.close()


def of(*numbers: int) -> set[str]:
    return {f"p{n}@example.com" for n in numbers}


def test_the_document_says_it_and_takes_it_back(app: App, sync: Sync) -> None:
    assert (sync.audience, sync.audience_column) == ("", "city")
    assert app.document.item(sync)["audience"] == {"column": "city"}


def test_each_goes_to_the_list_of_their_city(app: App, sync: Sync) -> None:
    run = app.runs.run(sync.id)
    assert (run.status, run.error, run.counts.updated) == (RunStatus.COMPLETED, "", 3)
    assert stands(app) == {"Berlin": of(1), "Paris": of(2, 3)}
    assert set(ids_of(app.catalog, sync.id)) == {"Berlin", "Paris"}
    assert app.runs.plan(sync.id).to_send == 0


def test_a_plan_says_which_are_new_and_shows_each_record_with_its_own(app: App, sync: Sync) -> None:
    plan = app.runs.plan(sync.id)
    assert plan.warnings == ("2 lists are made, or found by name: “Berlin”, “Paris”.",)
    assert app.runs.audiences(plan.id) == ("Berlin", "Paris")
    page = app.runs.changes(plan.id, audience="Paris")
    assert [(c.key, c.audience) for c in page.changes] == [(key, "Paris") for key in sorted(of(2, 3))]
    assert page.changes[0].after == {}
    app.runs.run(sync.id, plan_digest=plan.digest)
    write(app, [person(1, "Paris"), person(2, "Paris"), person(3, "")])
    plan = app.runs.plan(sync.id)
    assert plan.warnings == ()
    assert [(c.kind, c.key, c.audience) for c in app.runs.changes(plan.id).changes] == [
        (ChangeKind.ADDED, "p1@example.com", "Paris"),
        (ChangeKind.REMOVED, "p1@example.com", "Berlin"),
        (ChangeKind.REMOVED, "p3@example.com", "Paris"),
        (ChangeKind.INVALID, "p3@example.com", ""),
    ]
    run = app.runs.run(sync.id)
    (issue,) = app.runs.issues(run.id, "invalid")
    assert issue.reason == "It has no audience: city is empty"
    assert stands(app) == {"Berlin": set(), "Paris": of(1, 2)}


def test_undo_and_undo_of_the_undo(app: App, sync: Sync) -> None:
    app.runs.run(sync.id)
    before = stands(app)
    write(app, [person(1, "Paris"), person(2, "Paris"), person(4, "Rome")])
    run = app.runs.run(sync.id)
    after = stands(app)
    assert after == {"Berlin": set(), "Paris": of(1, 2), "Rome": of(4)}
    plan = app.runs.plan_undo(run.id)
    undone = app.runs.run(sync.id, plan_digest=plan.digest)
    assert stands(app) == before | {"Rome": set()}
    plan = app.runs.plan_undo(undone.id)
    app.runs.run(sync.id, plan_digest=plan.digest)
    assert stands(app) == after


def test_undo_does_not_write_again_who_is_on_an_exclusion_list_now(app: App, sync: Sync) -> None:
    app.runs.run(sync.id)
    write(app, [person(1, "Berlin"), person(2, "Rome"), person(3, "Rome")])
    run = app.runs.run(sync.id)
    app.document.import_(
        """
version: 1
datasets:
  - name: People
    source: Files
    table: people.csv
    unique_identifier: id
    columns: {email: {pii: true}}
    exclusions: [{name: Never, where: {all: [{column: id, op: is, value: 2}]}}]
""",
        app.paths.root,
    )
    plan = app.runs.plan_undo(run.id)
    assert "1 record is on an exclusion list now and not sent again." in plan.warnings
    app.runs.run(sync.id, plan_digest=plan.digest)
    assert stands(app) == {"Berlin": of(1), "Paris": of(3), "Rome": set()}


def test_too_many_new_ones_wait_for_a_person(app: App, sync: Sync) -> None:
    write(app, [person(n, f"City {n}") for n in range(101)])
    run = app.runs.run(sync.id)
    assert run.held == "Held: “city” names 101 audiences that would be made; this sync holds over 100."
    assert not (app.paths.root / "rehearsal").exists(), "nothing was opened there"
    plan = app.runs.plan(sync.id)
    assert plan.held == run.held
    smaller = app.runs.exclude(plan.id, [0])
    assert smaller.held == ""
    app.syncs.save(replace(sync, guards={"hold_over_audiences": "never"}))
    assert app.runs.run(sync.id).status is RunStatus.COMPLETED
    assert len(stands(app)) == 101


def test_a_person_may_send_what_was_held(app: App, sync: Sync) -> None:
    app.syncs.save(replace(sync, guards={"hold_over_audiences": 1}))
    held = app.runs.run(sync.id)
    assert held.held
    run = app.runs.run(sync.id, plan_digest=held.plan_digest)
    assert run.status is RunStatus.COMPLETED
    write(app, [person(1, "Paris"), person(2, "Paris"), person(3, "Rome")])
    assert app.runs.run(sync.id).status is RunStatus.COMPLETED, "one new list is within it"


def test_a_record_is_explained(app: App, sync: Sync) -> None:
    app.runs.run(sync.id)
    write(app, [person(1, "Paris"), person(1, "Rome"), person(2, "Paris"), person(3, "Paris")])
    app.runs.run(sync.id)
    story = app.records.story(sync.id, "p1@example.com")
    assert story.audiences == ("Paris", "Rome")
    assert story.acknowledged == {}
    assert [(e.kind, e.audience) for e in story.events] == [
        ("added", "Paris"),
        ("added", "Rome"),
        ("removed", "Berlin"),
        ("added", "Berlin"),
    ]
    assert any("stands 2 times" in warning and "first of them" in warning for warning in story.warnings)


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_what_did_not_arrive_is_exported_with_its_audience(app: App, sync: Sync, tmp_path: Path, ending: str) -> None:
    write(app, [person(1, "Berlin"), person(2, "B" * 101), person(3, "")])
    run = app.runs.run(sync.id)
    assert run.counts.invalid + run.counts.rejected == 2
    kind = "invalid" if run.counts.invalid == 2 else "rejected"
    file = tmp_path / f"left.{ending}"
    assert app.records.export(run.id, kind, file, reveal=True) >= 1
    if ending == "jsonl":
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        assert all(not line["key"].startswith("[") and "audience" in line for line in lines)
    elif ending == "csv":
        assert file.read_text(encoding="utf-8-sig").splitlines()[0] == "key,reason,audience"


def test_a_person_is_taken_out_of_every_list(app: App, sync: Sync) -> None:
    write(app, [person(1, "Berlin"), person(1, "Paris"), person(2, "Paris")])
    app.runs.run(sync.id)
    app.datasets.save(replace(app.datasets.get("People"), email="email"))
    review = app.forgetting.look("p1@example.com")
    (held,) = review.held
    assert held.plan is not None
    assert held.plan.to_send == 2
    app.forgetting.forget(review, exclude=False)
    assert stands(app) == {"Berlin": set(), "Paris": of(2)}
    story = app.records.story(sync.id, "p1@example.com")
    assert (story.audiences, story.events) == ((), ())


def test_of_a_sync_that_was_removed_it_is_known_that_it_sent_a_person(app: App, sync: Sync) -> None:
    app.runs.run(sync.id)
    app.syncs.remove(sync.id)
    assert any("“By city” was removed and has sent this person" in w for w in app.forgetting.look("p1@example.com").warnings)


def test_it_is_rehearsed(app: App, sync: Sync) -> None:
    write(app, [person(1, "Berlin"), person(2, "Paris"), person(3, ""), (4, "Dee", "no address", "Paris", 20)])
    said = app.rehearsing.rehearse(sync)
    assert (said.sent, said.counts.invalid, said.estimate.calls) == (3, 1, 2)
    assert dict(said.reasons)["It has no audience: city is empty"] == 1
    assert "p3@example.com" in {sample.key for sample in said.samples}
    assert not (app.paths.root / "rehearsal").exists()


# Set up ---------------------------------------------------------------------------------------------------------------


def test_quick_sync_copies_the_column_as_it_is(app: App, sync: Sync) -> None:
    (offer,) = app.syncs.quick_sync_offers("Adults").offers
    assert (offer.audience, offer.audience_column) == ("", "city")
    assert "“By city” mirrors to list, named by city, too: who leaves one is removed there for all" in offer.warnings
    copy = app.syncs.quick_sync("Adults", "By city")
    assert (copy.audience, copy.audience_column) == ("", "city")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"object": "contacts"}, "has no audiences that a column could name"),
        ({"audience": "Also"}, "has a name and a column that names it"),
        ({"audience_column": "town"}, "town is not in the data set"),
        ({"audience_column": "email"}, "holds personal data, so it cannot name audiences"),
    ],
)
def test_what_cannot_be_set_up(app: App, sync: Sync, changes: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        app.syncs.check(replace(sync, **changes))


def test_an_object_that_only_swaps_takes_one_audience(app: App, sync: Sync) -> None:
    app.document.add("destinations", "{name: Ads, type: rehearsal, config: {imitates: Ad network}}", app.paths.root)
    ads = app.destinations.get("Ads")
    with pytest.raises(ConfigError, match="does not let go of single records"):
        app.syncs.check(replace(sync, connection_id=ads.id, object="customer_file", removal=Removal.SWAP))


def test_one_way_of_naming_stays_once_something_was_sent(app: App, sync: Sync) -> None:
    with pytest.raises(ConfigError, match="way in which audiences are named"):
        app.syncs.save(replace(sync, audience="One", audience_column=""))
    app.runs.run(sync.id)
    (said,) = app.syncs.consequences(sync, replace(sync, audience_column="name"))
    assert said.startswith("“name” names the audiences from now on: records whose audience is another one then leave where")
    app.syncs.save(replace(sync, audience_column="name"))
    app.runs.run(sync.id)
    assert stands(app) == {
        "Berlin": set(), "Paris": set(), "Name 1": of(1), "Name 2": of(2), "Name 3": of(3),
    }  # fmt: skip
