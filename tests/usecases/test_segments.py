"""Segments in use: their lists, cohorts that syncs send, history; and what a record's story says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.conditions import Condition, Group, Member
from census_desktop.domain.errors import ConfigError, DocumentError, PlanStale
from census_desktop.domain.model import Cohort, Dataset, Exclusion, Limit, PriorityList, RunStatus, SyncSource
from tests.usecases.conftest import add_sync

SPLIT = (Cohort("mail", 60), Cohort("nothing", 40, control=True))
YOUNG = Exclusion("Young", Group("all", (Condition("age", "less_than", 18),)))


def split(app: App) -> None:
    app.segments.save(replace(app.segments.get("Berlin"), cohorts=SPLIT))


def test_a_sync_sends_its_cohort_and_fails_when_it_is_gone(app: App) -> None:
    split(app)
    sizes = [app.segments.count(app.segments.in_cohort("Berlin", c.name)).count for c in SPLIT]
    assert sum(sizes) == app.segments.count(app.segments.get("Berlin")).count == 20
    assert all(sizes)
    app.document.add("syncs", """
        {name: t, source: {segment: Berlin, cohort: mail}, destination: Table, object: people, operation: mirror,
         sync_key: {column: id, field: id}, mappings: [{field: name, column: name}]}""", app.paths.root)  # fmt: skip
    assert app.runs.run("t").counts.added == sizes[0]
    sync = app.syncs.get("t")
    assert len(app.payloads.first(sync, rows=3).records) == 3
    told = [app.records.story("t", str(n)) for n in range(2, 41, 2)]
    assert sum(bool(story.member) for story in told) == sizes[0]
    left = next(story for story in told if not story.member)
    assert [v.text for v in left.verdicts if not v.holds] == ["in the cohort “mail” (it is in “nothing”)"]
    app.segments.save(replace(app.segments.get("Berlin"), cohorts=()))
    with pytest.raises(ConfigError, match="“Berlin” has no cohort “mail”"):
        app.syncs.save(sync)
    run = app.runs.run("t")
    assert "has no cohort “mail”" in run.error


def test_quick_sync_takes_a_cohort_along_where_there_is_one_of_that_name(app: App) -> None:
    split(app)
    add_sync(app, "template", destination="Files out")
    app.document.add("syncs", """
        {name: t, source: {segment: Berlin, cohort: mail}, destination: Table, object: people, operation: mirror,
         sync_key: {column: id, field: id}, mappings: [{field: name, column: name}]}""", app.paths.root)  # fmt: skip
    app.segments.save(replace(app.segments.get("Adults"), cohorts=SPLIT))
    assert app.syncs.quick_sync("Adults", "t").source == SyncSource("segment", app.segments.get("Adults").id, "mail")
    other = app.segments.save(app.segments.new(app.segments.get("Berlin").dataset_id, "All"))
    (offer,) = (o for o in app.syncs.quick_sync_offers("All").offers if o.connection.name == "Table")
    assert "sends the cohort “mail” alone; this sends all of “All”" in offer.warnings[0]
    assert app.syncs.quick_sync("All", offer.template.name).source == SyncSource("segment", other.id)


def test_lists_of_a_data_set_are_checked_and_seen_in_every_count(app: App) -> None:
    berlin, adults = app.segments.get("Berlin"), app.segments.get("Adults")
    app.segments.save_lists("People", exclusions=[YOUNG], priorities=[PriorityList("All", (berlin.id, adults.id))])
    counted = app.segments.count(adults, remember=True)
    assert (counted.count, counted.of) == (16, 33)
    app.segments.measure("People")
    assert [(s.name, s.size, s.size_of) for s in app.segments.all() if s.dataset_id == berlin.dataset_id] == [
        ("Adults", 16, 33),
        ("Berlin", 17, 33),
    ]
    funnel = app.segments.funnel(adults)
    assert (funnel.left, funnel.total, funnel.of) == ((33,), 16, 33)
    with pytest.raises(ConfigError, match="still used by “People: All”"):
        app.segments.remove(berlin.id)
    with pytest.raises(ConfigError, match="stands in the priority lists “All” and “Second”"):
        app.segments.save_lists("People", priorities=[PriorityList(n, (berlin.id,)) for n in ("All", "Second")])
    with pytest.raises(ConfigError, match="“Everywhere”, a segment of another data set"):
        app.segments.save_lists("People", priorities=[PriorityList("All", (app.segments.get("Everywhere").id,))])
    with pytest.raises(ConfigError, match="Berlin → Adults → Berlin"):
        app.segments.save(replace(berlin, where=Group("all", (Member(adults.id),))))
    add_sync(app, "whole", dataset="People", destination="Table", key="id")
    assert app.runs.run("whole").counts.added == 33
    assert [v.text for v in app.records.story("whole", "1").verdicts] == ["not on the exclusion list “Young”"]
    assert app.catalog.get(Dataset, "People").exclusions == (YOUNG,)


def test_a_reviewed_plan_does_not_outlive_an_edit_of_an_exclusion_list(app: App) -> None:
    """Also of a segment that the list names; a list that is off does not matter."""
    add_sync(app, "t", segment="Adults", destination="Table", key="id")
    berlin = app.segments.get("Berlin")
    named = Exclusion("Berlin", Group("all", (Member(berlin.id),)))
    app.segments.save_lists("People", exclusions=[named])
    before = app.runs.plan("t")
    app.segments.save(replace(berlin, where=Group()))
    with pytest.raises(PlanStale, match="Exclusion lists of “People” were edited"):
        app.runs.run("t", plan_digest=before.digest)
    again = app.runs.plan("t")
    app.segments.save_lists("People", exclusions=[named, replace(YOUNG, enabled=False)])
    assert app.runs.run("t", plan_digest=again.digest).status is RunStatus.COMPLETED


def test_a_mirror_follows_its_cohort_and_the_exclusion_lists(app: App) -> None:
    split(app)
    app.document.add("syncs", """
        {name: t, source: {segment: Berlin, cohort: mail}, destination: Table, object: people, operation: mirror,
         sync_key: {column: id, field: id}, mappings: [{field: name, column: name}]}""", app.paths.root)  # fmt: skip
    sent = app.runs.run("t").counts.added
    app.segments.save(replace(app.segments.get("Berlin"), cohorts=(Cohort("mail", 20), Cohort("nothing", 80, control=True))))
    left = app.segments.count(app.segments.in_cohort("Berlin", "mail")).count
    smaller = app.runs.run("t").counts
    assert 1 < left < sent
    assert (smaller.removed, smaller.added, smaller.unchanged) == (sent - left, 0, left)
    one = app.segments.preview(app.segments.in_cohort("Berlin", "mail"), 1).rows[0][0]
    app.segments.save_lists("People", exclusions=[Exclusion("One", Group("all", (Condition("id", "is", one),)))])
    assert app.runs.run("t").counts.removed == 1
    app.segments.save_lists("People", exclusions=[])
    assert app.runs.run("t").counts.added == 1


@pytest.mark.parametrize(
    ("kind", "document", "says"),
    [
        ("segments", "{name: X, dataset: People, limit_per: {rows: 1}}", "“per” is missing"),
        ("segments", "{name: X, dataset: People, limit_per: {rows: 1, per: nope}}", "no column “nope”"),
        ("segments", "{name: X, dataset: People, cohorts: [{name: a, share: 60}, {name: b, share: 30}]}", "90 % instead"),
        ("datasets", "{name: People, source: Files, table: people.csv, exclusions: [{name: X, where: {all: [{column: nope, "
         "op: is_null}]}}]}", "no column “nope”"),
        ("datasets", "{name: People, source: Files, table: people.csv, unique_identifier: id, priorities: [{name: X, "
         "segments: [Berlin]}, {name: Y, segments: [Adults, Berlin]}]}", "“X” and “Y”"),
    ],
)  # fmt: skip
def test_a_document_with_lists_that_cannot_be_is_refused(app: App, kind: str, document: str, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        app.document.add(kind, document, app.paths.root)


def test_a_definition_is_brought_back(app: App) -> None:
    before = app.segments.get("Berlin")
    app.segments.save(replace(before, where=Group(), sql='SELECT id FROM "people.csv"', limit=Limit(3), name="Bigger"))
    edited, created = app.segments.history(before.id)
    assert (edited.what, edited.before and edited.before.where, created.before) == ("edited", before.where, None)
    back = app.segments.go_back(before.id, edited.id)
    assert (back.name, back.where, back.sql, back.limit) == ("Bigger", before.where, "", None)
    assert app.segments.count(back).count == 20
    with pytest.raises(ConfigError, match="nothing before that change"):
        app.segments.go_back(before.id, created.id)


def test_a_copy_is_named_and_drawn_anew(app: App) -> None:
    split(app)
    copy = app.segments.duplicate("Berlin", "Other draw")
    assert (copy.name, copy.cohorts) == ("Other draw", SPLIT)
    first, second = (app.segments.preview(app.segments.in_cohort(n, "mail"), 50).rows for n in ("Berlin", "Other draw"))
    assert [row[0] for row in first] != [row[0] for row in second]
