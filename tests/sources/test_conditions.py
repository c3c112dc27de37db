"""What each operator finds, nulls included."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from census_desktop.domain.conditions import Condition, Group, Member, Related, SqlCondition
from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.model import Computed, Limit, Segment
from tests.sources.conftest import Files

Match = Callable[..., list[int]]


@pytest.mark.parametrize(
    ("column", "op", "value", "expected"),
    [
        ("name", "is", "Anna", [1]),
        ("name", "is", "anna", []),
        ("name", "is", "O'Neil", [5]),
        ("name", "is_not", "Anna", [2, 3, 4, 5]),
        ("city", "one_of", ("Berlin", "Paris"), [1, 2]),
        ("city", "not_one_of", ("Berlin", "Paris"), [3, 4, 5]),
        ("city", "starts_with", "BER", [1, 4]),
        ("city", "contains", "r%l", [5]),
        ("city", "ends_with", "lin", [1, 4, 5]),
        ("city", "not_contains", "lin", [2, 3]),
        ("city", "is_null", None, [3]),
        ("city", "is_not_blank", None, [1, 2, 4, 5]),
        ("name", "is_blank", None, [4]),
        ("age", "is", 34, [1, 5]),
        ("age", "is", "34", [1, 5]),
        ("age", "is_not", 34, [2, 3, 4]),
        ("age", "more_than", 34, [2]),
        ("age", "less_than", 34, [3]),
        ("age", "at_least", 34, [1, 2, 5]),
        ("age", "at_most", 34, [1, 3, 5]),
        ("age", "between", (28, 34), [1, 3, 5]),
        ("age", "one_of", (28, 51), [2, 3]),
        ("active", "is_true", None, [1, 3]),
        ("active", "is_false", None, [2, 5]),
        ("active", "is_null", None, [4]),
        ("joined", "on", "2026-11-23", [2]),
        ("joined", "before", "2026-11-17", [4, 5]),
        ("joined", "after", "2026-11-17", [1, 2]),
        ("joined", "between", ("2026-11-17", "2026-11-23"), [2, 3]),
        ("joined", "exactly_days_ago", 7, [3]),
        ("joined", "more_than_days_ago", 7, [4, 5]),
        ("joined", "less_than_days_ago", 7, [1, 2]),
        ("seen_at", "on", "2026-11-23", [2]),
        ("seen_at", "after", "2026-11-23T10:20:00", [1]),
        ("seen_at", "before", "2026-11-23T10:20:00", [3, 5]),
        ("seen_at", "is", "2026-11-23T10:20:00", [2]),
        ("seen_at", "is_not", "2026-11-23", [1, 3, 4, 5]),
        ("seen_at", "less_than_days_ago", 1, [1]),
        ("seen_at", "more_than_days_ago", 1, [3, 5]),
        ("seen_at", "between_days_ago", (1, 10), [2, 3]),
        ("seen_at", "exactly_days_ago", 10, [3]),
        ("seen_at", "less_than_days_ago", 0.5, [1]),
    ],
)
def test_operator(ids: Match, column: str, op: str, value: object, expected: list[int]) -> None:
    assert ids(Condition(column, op, value)) == expected


def test_groups_nest_and_an_empty_one_is_everyone(ids: Match) -> None:
    assert ids() == [1, 2, 3, 4, 5]
    older = Group("all", (Condition("age", "at_least", 34), Condition("city", "is", "Berlin")))
    assert ids(Condition("name", "is", "Clara"), older, join="any") == [1, 3]


def test_an_unfinished_condition_says_nothing(ids: Match) -> None:
    assert ids(Condition("name", "is", None), Condition("city", "one_of", ())) == [1, 2, 3, 4, 5]
    assert ids(Condition("name", "is", None), Condition("age", "is", 51), join="any") == [2]


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        (Condition("nope", "is", 1), "no column “nope”"),
        (Condition("age", "contains", "3"), "does not fit the column “age”"),
        (Condition("age", "more_than", "many"), "not a number"),
        (Condition("joined", "on", "yesterday"), "not a date"),
        (Condition("seen_at", "less_than_days_ago", "few"), "not a number of days"),
    ],
)
def test_a_condition_that_cannot_work_is_refused(ids: Match, condition: Condition, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        ids(condition)


def test_related_rows(ids: Match) -> None:
    paid = Group("all", (Condition("state", "is", "paid"),))
    assert ids(Related("Orders", paid)) == [1, 2]
    assert ids(Related("Orders", Group(), never=True)) == [3, 4, 5]
    assert ids(Related("Orders", paid, count=("at_least", 2))) == [1]
    assert ids(Related("Orders", paid, count=("at_most", 1))) == [2, 3, 4, 5]
    assert ids(Related("Orders", paid, count=("exactly", 2))) == [1]
    assert ids(Related("Orders", paid, count=("exactly", 0))) == [3, 4, 5]
    assert ids(Related("Orders", Group(), events=("open",), within=("last_days", 30))) == []
    assert ids(Related("Orders", Group(), events=("open", "paid"), within=("before_days", 30))) == [1]
    with pytest.raises(ConfigError, match="no relationship “Visits”"):
        ids(Related("Visits", Group()))


def test_members_of_another_segment(files: Files, ids: Match) -> None:
    files.known["adults"] = Segment("adults", "Adults", "people.csv", Group("all", (Condition("age", "at_least", 34),)))
    assert ids(Member("adults")) == [1, 2, 5]
    assert ids(Member("adults", member=False)) == [3, 4]
    files.known["adults"] = Segment("adults", "Oldest", "people.csv", limit=Limit(1, "age", descending=True))
    assert ids(Member("adults")) == [2]


def test_sql_conditions_join_like_any_other(ids: Match) -> None:
    assert ids(SqlCondition("length(name) > 4"), Condition("age", "is", 51), join="any") == [2, 3, 5]
    for sql in ("true); DROP TABLE x; --", "1 UNION SELECT 2", "SELECT 1; SELECT 2", "1 = 1 ORDER BY 1"):
        with pytest.raises(ConfigError):
            ids(SqlCondition(sql))


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("name = 'Anna", "a quote or a comment is not closed"),
        ("/* name", "a quote or a comment is not closed"),
        ("name >", r"\(line 1\)"),
        ("age > 1\nAND (", r"\(line 2\)"),
        ("nope > 1", "nope"),
        ("name", "cannot be queried like this"),
        ("CAST(name AS INT) > 1", "Could not convert"),
    ],
)
def test_what_is_wrong_with_a_sql_condition_is_said_without_values(ids: Match, sql: str, says: str) -> None:
    with pytest.raises(CensusError, match=says) as caught:
        ids(SqlCondition(sql))
    assert caught.value.kept
    assert caught.value.hint
    assert "Anna" not in str(caught.value)


def test_a_limit_keeps_the_first_by_its_order_and_ties_go_by_identifier(ids: Match) -> None:
    assert ids(limit=Limit(2, "age", descending=True)) == [2, 1]
    assert ids(limit=Limit(4, "age")) == [3, 1, 5, 2]


def test_computed_columns(files: Files, ids: Match) -> None:
    reader = files.open()
    paid = Group("all", (Condition("state", "is", "paid"),))
    people = files.known["people.csv"]
    rolled = files.dataset(
        relationships=people.relationships,
        computed=(
            Computed("spent", "Orders", "sum", "amount", where=paid),
            Computed("orders", "Orders", "count"),
            Computed("last_state", "Orders", lookup="state"),
        ),
    )
    assert reader.count(rolled, files.segment(Condition("spent", "at_least", 30))) == 1
    assert reader.count(rolled, files.segment(Condition("spent", "is", 0))) == 3
    assert reader.count(rolled, files.segment(Condition("orders", "is", 3))) == 1
    assert reader.count(rolled, files.segment(Condition("last_state", "is_null"))) == 3
    described = reader.describe(rolled)
    assert {c.name: c.native for c in described.columns}["spent"] == "computed"


def test_all_lines_are_counted_in_one_pass(files: Files, ids: Match) -> None:
    reader = files.open()
    people = files.known["people.csv"]
    trees = [Group(), Group("all", (Condition("age", "is", 34),)), Group("all", (Condition("city", "is", "Berlin"),))]
    assert reader.tally(people, trees) == (5, 2, 1)
    assert reader.dialect == "duckdb"


def test_the_sql_that_runs_can_be_shown(files: Files, ids: Match) -> None:
    sql = files.open().sql(files.known["people.csv"], files.segment(Condition("city", "is", "it's")))
    assert "people.csv" in sql
    assert "'it''s'" in sql
