"""What changed between two versions of a segment, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.domain.conditions import Condition, Group, Member, Related, SqlCondition
from census_desktop.domain.model import Cohort, Limit, Segment
from census_desktop.usecases.segment_words import Change, changes, in_words

SPENT, DE = Condition("spent", "at_least", 1000), Condition("country", "is", "DE")
DID = Related(
    "Events", Group("all", (Condition("channel", "is", "web"),)), ("login", "buy"), ("at_least", 3), ("last_days", 90)
)
BASE = Segment("s", "VIP", "d", Group("all", (SPENT, DE)))


def name_of(id_: str) -> str:
    return {"x": "Readers"}[id_]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (BASE, []),
        (
            replace(BASE, where=Group("all", (replace(SPENT, value=2000), DE, DID))),
            [
                Change("changed", "spent at least 2000", "spent at least 1000"),
                Change("added", "did login or buy, at least 3 times, in the last 90 days, where channel is web"),
            ],
        ),
        (replace(BASE, where=Group("all", (DE, SPENT))), [Change("changed", "the order of the conditions", "another order")]),
        (
            replace(BASE, where=Group("any", (SPENT, Member("x", False)))),
            [
                Change("changed", "any of the conditions", "all of the conditions"),
                Change("added", "not in the segment “Readers”"),
                Change("removed", "country is DE"),
            ],
        ),
        (
            replace(BASE, limit=Limit(5000, "spent", True), cohorts=(Cohort("A", 90), Cohort("B", 10, True)), tags=("q4",)),
            [
                Change("added", "limit: 5,000 by spent, highest first"),
                Change("added", "cohorts: A 90 %, B 10 % (control)"),
                Change("added", "tags: q4"),
            ],
        ),
        (
            replace(BASE, name="Best", sql="SELECT 1"),
            [Change("added", "SQL: SELECT 1"), Change("changed", "name: Best", "name: VIP")],
        ),
    ],
)
def test_every_change_is_told_once(after: Segment, told: list[Change]):
    assert list(changes(BASE, after, name_of)) == told


def test_a_change_in_a_group_is_told_alone():
    old = replace(BASE, where=Group("all", (SPENT, Group("any", (DE, SqlCondition("a = 1"))))))
    new = replace(BASE, where=Group("all", (SPENT, Group("any", (DE,)))))
    assert changes(old, new, name_of) == (Change("removed", "SQL: a = 1"),)


def test_groups_never_and_counts_are_readable():
    never = replace(DID, never=True, count=None, within=("between_days", (10, 30)), where=Group())
    text = in_words(Group("any", (DE, Group("all", (SPENT, never)))), name_of)
    assert text == "country is DE or (spent at least 1000 and did not login or buy, between 10 and 30 days ago)"
    assert in_words(Related("Orders", Group(), never=True), name_of) == "has no Orders"
