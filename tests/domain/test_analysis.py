"""Figures of studies: regions, certainty, and the conditions that parts of a chart stand for."""

from __future__ import annotations

from datetime import date

import pytest

from census_desktop.domain.analysis import (
    CATEGORIES,
    NUMBERS,
    TIMES,
    Bar,
    Breakdown,
    Compared,
    Overlap,
    next_start,
    ranked,
    traits_of,
    wilson,
    z_score,
)
from census_desktop.domain.conditions import Condition, Group, Member

THREE = Overlap(tuple(Compared(n.lower(), n) for n in "ABC"), 100, ((0, 40), (1, 20), (2, 10), (3, 15), (4, 5), (7, 10)))


def test_regions_of_an_overlap() -> None:
    assert [THREE.size(n) for n in range(3)] == [45, 35, 15]
    assert (THREE.size(0, 1), THREE.count((0,), (1,)), THREE.count((0, 1), (2,))) == (25, 20, 15)
    assert THREE.share(2, 0) == pytest.approx(10 / 15)
    assert Overlap(THREE.segments, 0, ()).share(0, 1) is None
    assert THREE.regions == (((0,), 20), ((0, 1), 15), ((1,), 10), ((0, 1, 2), 10), ((2,), 5))


@pytest.mark.parametrize(
    ("inside", "outside", "name"),
    [
        ((0,), None, "Only in A"),
        ((0, 1), None, "In A and B, nowhere else"),
        ((0, 1, 2), None, "In A, B and C"),
        ((0, 1), (), "In A and B"),
        ((0,), (1,), "In A, not in B"),
    ],
)
def test_a_region_has_a_name_and_a_definition(inside: tuple[int, ...], outside: tuple[int, ...] | None, name: str) -> None:
    assert THREE.region_name(inside, outside) == name
    without = THREE.others(inside) if outside is None else outside
    wanted = [Member("abc"[n]) for n in inside] + [Member("abc"[n], False) for n in without]
    assert THREE.definition(inside, outside) == Group("all", tuple(wanted))


def test_certainty_of_shares() -> None:
    low, high = wilson(7, 20)  # A. Agresti, Categorical Data Analysis: score interval of 7 in 20
    assert (round(low, 3), round(high, 3)) == (0.181, 0.567)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 50)[0] == 0.0
    assert z_score(3, 10, 30, 1000) == 0.0, "three of ten tell nothing yet"
    assert z_score(30, 100, 30, 1000) == pytest.approx(11.33, abs=0.01)
    assert z_score(5, 0, 1, 10) == 0.0


BETWEEN = Group("all", (Condition("c", "at_least", 1), Condition("c", "less_than", 2)))
NOVEMBER = Condition("c", "between", ("2026-11-01", "2026-11-30"))


@pytest.mark.parametrize(
    ("kind", "bar", "node"),
    [
        (CATEGORIES, Bar("value", 1, 2, value="DE"), Condition("c", "is", "DE")),
        (CATEGORIES, Bar("value", 1, 2, value=False), Condition("c", "is_false")),
        (CATEGORIES, Bar("null", 1, 2), Condition("c", "is_null")),
        (CATEGORIES, Bar("filled", 1, 2), Condition("c", "is_not_null")),
        (NUMBERS, Bar("value", 1, 2, low=None, high=5), Condition("c", "less_than", 5)),
        (NUMBERS, Bar("value", 1, 2, low=5, high=None), Condition("c", "at_least", 5)),
        (NUMBERS, Bar("value", 1, 2, low=1, high=2), BETWEEN),
        (TIMES, Bar("value", 1, 2, low="2026-11-01", high="2026-12-01"), NOVEMBER),
        (TIMES, Bar("value", 1, 2, high="2026-01-01"), Condition("c", "before", "2026-01-01")),
        (TIMES, Bar("value", 1, 2, low="2026-01-01"), Condition("c", "after", "2025-12-31")),
    ],
)
def test_a_bar_is_a_condition(kind: str, bar: Bar, node: object) -> None:
    assert Breakdown("c", kind, 1, 2, (bar,)).condition(bar) == node


def test_all_other_values_are_those_that_have_no_bar() -> None:
    bars = (Bar("value", 3, 3, value="a"), Bar("value", 2, 2, value="b"), Bar("rest", 1, 1, values=4), Bar("null", 1, 1))
    found = Breakdown("c", CATEGORIES, 7, 7, bars)
    assert found.condition(bars[2]) == Group("all", (Condition("c", "not_one_of", ("a", "b")), Condition("c", "is_not_null")))


def test_traits_are_certain_worth_telling_and_joined() -> None:
    bars = (
        Bar("value", 400, 500, low=0, high=10),
        Bar("value", 500, 600, low=10, high=20),
        Bar("value", 90, 8000, low=20, high=30),
        Bar("value", 10, 900, low=30, high=None),
    )
    more, less = sorted(traits_of(Breakdown("n", NUMBERS, 1000, 10_000, bars)), key=lambda t: -t.ratio)
    assert (more.bar.low, more.bar.high, more.bar.here, round(more.ratio, 2)) == (0, 20, 900, 8.18)
    assert (less.bar.low, less.bar.high, less.bar.here) == (20, None, 100)
    assert more.low < more.ratio < more.high
    small = tuple(Bar("value", 4 if n > 9 else 0, 10, low=n, high=n + 1) for n in range(20))
    assert [(t.bar.low, t.bar.high) for t in traits_of(Breakdown("n", NUMBERS, 40, 200, small))] == [(0, 10), (10, 20)]
    few = (Bar("value", 3, 4, value="x"), Bar("value", 997, 9996, value="y"))
    assert traits_of(Breakdown("c", CATEGORIES, 1000, 10_000, few)) == ()
    slight = (Bar("value", 52_000, 500_000, value="x"), Bar("value", 48_000, 500_000, value="y"))
    assert traits_of(Breakdown("c", CATEGORIES, 100_000, 1_000_000, slight)) == (), "certain, but a trifle"
    assert traits_of(Breakdown("c", CATEGORIES, 0, 10, few)) == ()
    assert traits_of(Breakdown("c", CATEGORIES, 10, 10, few)) == ()


def test_a_profile_puts_first_what_was_not_asked_for() -> None:
    flag = Breakdown(
        "flag", CATEGORIES, 1000, 10_000, (Bar("value", 900, 3000, value=True), Bar("value", 100, 7000, value=False))
    )
    asked = Breakdown("plan", CATEGORIES, 1000, 10_000, (Bar("value", 1000, 1000, value="pro"),))
    traits = ranked((*traits_of(asked, defined=True), *traits_of(flag)))
    assert [(t.column, t.bar.value, t.defined) for t in traits] == [("flag", True, False), ("plan", "pro", True)]


@pytest.mark.parametrize(
    ("start", "unit", "end"),
    [
        (date(2026, 2, 28), "day", date(2026, 3, 1)),
        (date(2026, 12, 28), "week", date(2027, 1, 4)),
        (date(2026, 12, 1), "month", date(2027, 1, 1)),
        (date(2026, 10, 1), "quarter", date(2027, 1, 1)),
        (date(2024, 1, 1), "year", date(2025, 1, 1)),
        (date(9999, 1, 1), "year", date.max),
        (date.max, "day", date.max),
    ],
)
def test_spans_follow_one_another(start: date, unit: str, end: date) -> None:
    assert next_start(start, unit) == end
