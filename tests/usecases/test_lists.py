"""Lists of a data set, edited one at a time, and what an edit would do to mirrors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.conditions import Condition, Group, Member
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Cohort, Exclusion, Limit, PriorityList
from census_desktop.usecases.lists import MirrorChange
from tests.usecases.conftest import add_sync

YOUNG = Exclusion("Young", Group("all", (Condition("age", "less_than", 18),)))


def test_a_trial_tells_what_the_next_counts_would_say(app: App) -> None:
    """Whole data sets, cohorts and limited segments: the same figures as after saving."""
    split = (Cohort("mail", 60), Cohort("nothing", 40, control=True))
    berlin = app.segments.save(replace(app.segments.get("Berlin"), cohorts=split))
    adults = app.segments.save(replace(app.segments.get("Adults"), limit=Limit(30, "age")))
    add_sync(app, "whole", dataset="People", destination="Table", key="id")
    add_sync(app, "grown", segment="Adults", destination="Files out")
    app.document.add("syncs", """
        {name: mail, source: {segment: Berlin, cohort: mail}, destination: Mail, object: contacts, operation: mirror,
         status: active, sync_key: {column: email, field: email}, mappings: []}""", app.paths.root)  # fmt: skip
    mail = app.segments.in_cohort("Berlin", "mail")
    before = app.segments.count(mail).count
    tried = app.lists.try_exclusion("People", YOUNG)
    assert (tried.taken, tried.of, tried.left_before, tried.left) == (7, 40, 40, 33)
    app.lists.put_exclusion("People", YOUNG)
    after = app.segments.count(mail).count
    assert before > after
    assert tried.mirrors == (MirrorChange("whole", 40, 33), MirrorChange("mail", before, after))
    assert app.lists.try_exclusion("People", replace(YOUNG, enabled=False), "Young").mirrors[0] == MirrorChange("whole", 33, 40)

    both = PriorityList("Offers", (berlin.id, adults.id))
    offered = app.lists.try_priority("People", both)
    app.lists.put_priority("People", both)
    sizes = {s.id: app.segments.count(s).count for s in (berlin, adults)}
    assert offered.sizes == sizes
    assert offered.alone == {berlin.id: 17, adults.id: 30}
    assert offered.mirrors == (MirrorChange("grown", 30, sizes[adults.id]),)
    assert app.lists.try_priority("People", both, "Offers").mirrors == ()
    figures = app.lists.figures("People")
    assert (figures.of, figures.taken, figures.kept_out) == (40, {"Young": 7}, {"Offers": 30 - sizes[adults.id]})


def test_a_list_that_names_a_segment_counts_it_before_any_exclusion(app: App) -> None:
    app.lists.put_exclusion("People", YOUNG)
    in_berlin = Exclusion("Berlin", Group("all", (Member(app.segments.get("Berlin").id),)))
    tried = app.lists.try_exclusion("People", in_berlin)
    assert (tried.taken, tried.left_before - tried.left) == (20, 17)
    assert app.lists.found("People", in_berlin.where).left == (20,)


def test_lists_keep_their_place_and_one_that_is_gone_is_told(app: App) -> None:
    for name in ("A", "B", "C"):
        app.lists.put_exclusion("People", replace(YOUNG, name=name))
    app.lists.put_exclusion("People", replace(YOUNG, name="B, renamed"), "B")
    at = app.lists.drop_exclusion("People", "A")
    named = [e.name for e in app.lists.put_exclusion("People", replace(YOUNG, name="A"), at=at).exclusions]
    assert named == ["A", "B, renamed", "C"]
    for gone in (
        lambda: app.lists.put_exclusion("People", YOUNG, "B"),
        lambda: app.lists.drop_exclusion("People", "B"),
        lambda: app.lists.drop_priority("People", "B"),
        lambda: app.lists.try_exclusion("People", YOUNG, "B"),
    ):
        with pytest.raises(ConfigError, match="“People” has no list “B” any more"):
            gone()
