"""Quick Sync on a real workspace: what is offered and why not, what one act creates, and that it delivers."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import RunStatus, Schedule, SyncStatus
from tests.usecases.conftest import add_sync


def offered(app: App, segment: str = "Adults") -> list[tuple[str, str]]:
    return [(o.connection.name, o.template.name) for o in app.syncs.quick_sync_offers(segment).offers]


def test_the_newest_active_sync_of_each_destination_is_offered(app: App) -> None:
    add_sync(app, "old files")
    add_sync(app, "table", destination="Table", object_="people")
    add_sync(app, "new files", dataset="People")
    add_sync(
        app,
        "other data set",
        segment="Everywhere",
        destination="Mail",
        object_="contacts",
        status="draft",
        key="id",
        columns=(),
    )
    assert offered(app) == [("Files out", "new files"), ("Table", "table")]
    app.syncs.pause("new files")
    assert offered(app) == [("Table", "table"), ("Files out", "old files")]
    app.syncs.resume("new files")
    add_sync(app, "draft", destination="Table", object_="drafts", status="draft")
    assert offered(app) == [("Files out", "new files"), ("Table", "table")]
    offers = app.syncs.quick_sync_offers("Adults")
    assert (offers.paused, offers.drafts) == (0, 1)
    first = offers.offers[0]
    assert (first.fields, first.source_name, first.warnings, first.audience) == (3, "People", (), "")


def test_an_edit_does_not_make_a_sync_newer(app: App) -> None:
    add_sync(app, "old")
    add_sync(app, "new")
    app.clock.advance(3600)  # type: ignore[attr-defined]
    app.syncs.save(replace(app.syncs.get("old"), schedule=Schedule("every", minutes=5)))
    assert offered(app) == [("Files out", "new")]


def test_a_removed_sync_is_no_template_until_it_is_restored(app: App) -> None:
    add_sync(app, "one")
    removed = app.syncs.remove("one")
    assert offered(app) == []
    app.syncs.restore(removed.id)
    assert offered(app) == [("Files out", "one")]


def test_nothing_offered_says_why(app: App) -> None:
    assert "No active sync of People yet" in app.syncs.quick_sync_offers("Adults").reason
    add_sync(app, "paused", status="paused")
    add_sync(app, "draft", status="draft", object_="other")
    offers = app.syncs.quick_sync_offers("Adults")
    assert offers.reason == "People has 1 paused sync and 1 draft; only active syncs can be copied."


def test_one_act_creates_an_active_copy_that_delivers_and_then_rests(app: App) -> None:
    add_sync(app, "template", object_="berlin", extra="schedule: {every: 2h}\nalerts: [{kind: failed_records, over: 10%}]")
    app.runs.run("template")
    copy = app.syncs.quick_sync("Adults", "template")
    template = app.syncs.get("template")
    assert copy.name == "Adults → Files out"
    assert (copy.status, copy.template_id, copy.object) == (SyncStatus.ACTIVE, template.id, "Adults")
    assert (copy.mappings, copy.schedule, copy.alerts, copy.key) == (
        template.mappings,
        template.schedule,
        template.alerts,
        template.key,
    )
    assert app.ledger.state(copy.id) == (0, 0)
    assert app.runs.list()
    assert app.syncs.row(copy.id).last_run is None
    app.syncs.save(replace(template, status=SyncStatus.PAUSED))
    run = app.runs.run(copy.id)
    assert (run.status, run.counts.added, run.counts.updated) == (RunStatus.COMPLETED, 33, 33)
    again = app.runs.run(copy.id)
    assert (again.status, again.counts.added, again.counts.changed, again.counts.removed) == (RunStatus.COMPLETED, 0, 0, 0)
    assert app.ledger.batches(again.id) == ()


def test_the_copy_is_the_next_template(app: App) -> None:
    add_sync(app, "template")
    app.clock.advance(60)  # type: ignore[attr-defined]
    copy = app.syncs.quick_sync("Adults", "template", "My copy")
    assert offered(app, "Berlin") == [("Files out", "My copy")]
    assert app.syncs.quick_sync("Berlin", copy.id).name == "Berlin → Files out"


def test_each_segment_gets_a_file_of_its_own_but_a_table_is_shared_with_a_warning(app: App) -> None:
    add_sync(app, "files", object_="berlin")
    add_sync(app, "table", destination="Table", object_="people")
    table, files = app.syncs.quick_sync_offers("Adults").offers
    assert (files.object, files.warnings) == ("Adults", ())
    assert table.object == "people"
    assert table.warnings == ("“table” mirrors to people too: who leaves one is removed there for all",)
    for copied in ("files", "table"):
        assert app.runs.run(app.syncs.quick_sync("Adults", copied).id).counts.updated == 33
    assert sorted(p.name for p in (app.paths.root / "out").glob("*.csv")) == ["Adults.csv"]


def test_names_that_are_taken_get_a_number(app: App) -> None:
    add_sync(app, "Adults → Files out")
    assert app.syncs.quick_sync("Adults", "Adults → Files out").name == "Adults → Files out (2)"


def test_an_audience_is_named_after_the_segment(app: App) -> None:
    add_sync(app, "list", destination="Mail", object_="list", columns=(), extra="audience: Berliners")
    run = app.runs.run("list")
    assert run.status is RunStatus.COMPLETED, run.error
    template = app.syncs.get("list")
    assert template.audience_id
    (offer,) = app.syncs.quick_sync_offers("Adults").offers
    assert offer.audience == "Adults"
    copy = app.syncs.quick_sync("Adults", "list")
    assert (copy.audience, copy.audience_id) == ("Adults", "")
    assert app.runs.run(copy.id).counts.updated == 33
    made = app.syncs.get(copy.id).audience_id
    assert made
    assert made != template.audience_id
    warned = app.syncs.quick_sync_offers("Adults").offers[0].warnings
    assert warned == ("“Adults → Mail” already fills “Adults” there",)


def test_what_does_not_fit_is_named_before_and_refused(app: App) -> None:
    add_sync(app, "template")
    people = app.paths.root / "data" / "people.csv"
    with people.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    people.write_text("id,email,age\n" + "".join(f"{r['id']},{r['email']},{r['age']}\n" for r in rows), encoding="utf-8")
    app.datasets.refresh("People")
    (offer,) = app.syncs.quick_sync_offers("Adults").offers
    assert offer.warnings == ("name and city are not in this data set: map or drop them",)
    with pytest.raises(ConfigError, match="does not fit: name and city"):
        app.syncs.quick_sync("Adults", "template")
    assert len(app.syncs.all()) == 1


def test_only_offered_templates_can_be_copied(app: App) -> None:
    add_sync(app, "old")
    add_sync(app, "new")
    with pytest.raises(ConfigError, match="not a Quick Sync template"):
        app.syncs.quick_sync("Adults", "old")
    app.syncs.pause("new")
    with pytest.raises(ConfigError) as caught:
        app.syncs.quick_sync("Adults", "new")
    assert "It is paused" in caught.value.hint
    with pytest.raises(ConfigError, match="not a Quick Sync template"):
        app.syncs.quick_sync("Everywhere", "old")


def test_odd_segment_names(app: App) -> None:
    add_sync(app, "template", destination="Mail", object_="list", columns=(), extra="audience: x")
    odd = "VIP \"best\" 'n' 😀 50% _all_ <b>"
    segment = app.segments.save(replace(app.segments.new(app.datasets.get("People").id), name=odd))
    copy = app.syncs.quick_sync(segment.id, "template")
    assert copy.audience == odd
    assert app.runs.run(copy.id).status is RunStatus.COMPLETED
