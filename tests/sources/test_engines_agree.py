"""One segment finds the same people in DuckDB, PostgreSQL and MariaDB."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from census_desktop.domain.conditions import OPERATORS, Condition, Group, Member, Node, Related, SqlCondition
from census_desktop.domain.model import Computed, Limit, Segment
from tests.conftest import FakeClock
from tests.mariadb import MariaDB, mariadb  # noqa: F401  the fixture
from tests.postgres import Postgres, postgres  # noqa: F401  the fixture
from tests.sources.engines import PEOPLE_ROWS, Engine, in_duckdb, in_mariadb, in_postgres

ALL = {row[0] for row in PEOPLE_ROWS}
LAST = 2**62
C = Condition

TREES: list[tuple[Node, set[int]]] = [
    (C("name", "is", "Anna"), {1}),
    (C("name", "is", "anna"), set()),
    (C("name", "is", "O'Neil"), {5}),
    (C("name", "is", 'sa"y'), {8}),
    (C("name", "is", "Clara 😀"), {3}),
    (C("name", "is_not", "Anna"), ALL - {1}),
    (C("name", "one_of", ("Anna", "emile", "BEN")), {1, LAST}),
    (C("name", "not_one_of", ("Anna", "emile")), ALL - {1, LAST}),
    (C("name", "starts_with", "É"), {6}),
    (C("name", "starts_with", "e"), {LAST}),
    (C("name", "ends_with", "😀"), {3}),
    (C("name", "ends_with", "ANNA"), {1}),
    (C("name", "contains", "'"), {5}),
    (C("name", "not_contains", "n"), {3, 4, 6, 8, LAST}),
    (C("Select", "is", "Berlin"), {1}),
    (C("Select", "contains", "r%l"), {5}),
    (C("Select", "contains", "\\s"), {7}),
    (C("Select", "ends_with", "h_"), {7}),
    (C("Select", "starts_with", "łó"), {6}),
    (C("Select", "is_null"), {3}),
    (C("Select", "is_not_null"), ALL - {3}),
    (C("Select", "is_blank"), {3, 8}),
    (C("name", "is_not_blank"), ALL - {4}),
    (C("age", "is", 34), {1, 5, LAST}),
    (C("age", "is", "34"), {1, 5, LAST}),
    (C("age", "is_not", 34), ALL - {1, 5, LAST}),
    (C("age", "one_of", (28, 51)), {2, 3}),
    (C("age", "more_than", 34), {2, 8}),
    (C("age", "less_than", 0), {6}),
    (C("age", "at_least", 51), {2, 8}),
    (C("age", "at_most", 0), {6, 7}),
    (C("age", "between", (28, 34)), {1, 3, 5, LAST}),
    (C("age", "is_blank"), {4}),
    (C("id", "more_than", 2**61), {LAST}),
    (C("spent", "is", 80), {2, 7}),
    (C("spent", "is", "1.1"), {8}),
    (C("spent", "more_than", 9999999999.98), {6}),
    (C("spent", "less_than", 0), {5}),
    (C("score", "at_least", 1.25), {2, 6, 7}),
    (C("score", "is", 0.1), {8}),
    (C("active", "is_true"), {1, 3, 5, LAST}),
    (C("active", "is_false"), {2, 6, 8}),
    (C("active", "is_null"), {4, 7}),
    (C("joined", "on", "2026-11-23"), {2}),
    (C("joined", "is", "2026-11-24"), {1, LAST}),
    (C("joined", "is_not", "2026-11-24"), ALL - {1, LAST}),
    (C("joined", "one_of", ("2026-11-23", "1999-12-31")), {2, 8}),
    (C("joined", "before", "2026-11-17"), {4, 5, 8}),
    (C("joined", "after", "2026-11-17"), {1, 2, 7, LAST}),
    (C("joined", "between", ("2026-11-17", "2026-11-23")), {2, 3}),
    (C("joined", "exactly_days_ago", 7), {3}),
    (C("joined", "more_than_days_ago", 7), {4, 5, 8}),
    (C("joined", "less_than_days_ago", 7), {1, 2, LAST}),
    (C("joined", "between_days_ago", (1, 7)), {2, 3}),
    (C("seen at", "on", "2026-11-24"), {1, 6, 7}),
    (C("seen at", "is", "2026-11-24T09:00:00"), {1}),
    (C("seen at", "is", "2026-11-24T09:00:00.123456"), {7}),
    (C("seen at", "is", "2026-11-24T10:00:00+01:00"), {1}),
    (C("seen at", "after", "2026-11-24T09:00:00"), {6, 7, LAST}),
    (C("seen at", "before", "2025-01-01"), {8}),
    (C("seen at", "between", ("2026-11-14", "2026-11-23T10:20:00")), {2, 3}),
    (C("seen at", "less_than_days_ago", 1), {1, 6, 7}),
    (C("seen at", "more_than_days_ago", 1), {3, 5, 8}),
    (C("seen at", "between_days_ago", (1, 10)), {2, 3}),
    (C("seen at", "exactly_days_ago", 10), {3}),
    (Related("Orders", Group()), {1, 2, 6}),
    (Related("Orders", Group(), never=True), ALL - {1, 2, 6}),
    (Related("Orders", Group("all", (C("amount", "more_than", 20),))), {1}),
    (Related("Orders", Group(), events=("paid",)), {1, 6}),
    (Related("Orders", Group(), events=("paid",), count=("at_least", 2)), {1}),
    (Related("Orders", Group(), count=("at_most", 1)), ALL - {1}),
    (Related("Orders", Group(), count=("exactly", 0)), ALL - {1, 2, 6}),
    (Related("Orders", Group(), events=("paid", "Paid"), within=("last_days", 3)), {2, 6}),
    (Group("any", (C("age", "is", 51), Group("all", (C("active", "is_true"), C("Select", "starts_with", "berl"))))),
     {1, 2, LAST}),
    (Member("other"), {1, 5, LAST}),
    (Member("other", member=False), ALL - {1, 5, LAST}),
    (C("order count", "at_least", 1), {1, 2, 6}),
    (C("order sum", "is", "60.5"), {1}),
    (C("order sum", "is", 0), ALL - {1, 2, 6}),
    (C("last state", "is", "paid"), {1, 6}),
    (Group("all", (C("age", "is", None),)), ALL),
]  # fmt: skip

ENGINES = ("duckdb", "postgres", "mysql")


@pytest.fixture(scope="module")
def engines(postgres: Postgres, mariadb: MariaDB, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:  # noqa: F811
    folder, clock = tmp_path_factory.mktemp("engines"), FakeClock()
    made = [in_duckdb(folder, clock), in_postgres(postgres, folder, clock), in_mariadb(mariadb, folder, clock)]
    opened = {engine.name: (engine, engine.open()) for engine in made}
    for engine in made:
        engine.known["other"] = Segment("other", "Other", "people", Group("all", (C("age", "is", 34),)))
        engine.known["people"] = replace(
            engine.people,
            computed=(
                Computed("order count", "Orders", rollup="count"),
                Computed("order sum", "Orders", rollup="sum", column="amount"),
                Computed("last state", "Orders", rollup="max", column="state"),
            ),
        )
    yield opened
    for _, reader in opened.values():
        reader.close()


def members(engine: Engine, reader: Any, segment: Segment | None) -> list[int]:
    with reader.extract(engine.people, segment, ["id"]) as (_, batches):
        return [n for batch in batches for n in batch.column(0).to_pylist()]


@pytest.mark.postgres
@pytest.mark.mariadb
@pytest.mark.parametrize("name", ENGINES)
def test_every_tree_finds_the_same_people(engines: dict[str, tuple[Engine, Any]], name: str) -> None:
    engine, reader = engines[name]
    wrong = {}
    for number, (tree, expected) in enumerate(TREES):
        segment = engine.segment(tree)
        found = members(engine, reader, segment)
        if sorted(found) != sorted(expected) or reader.count(engine.people, segment) != len(expected):
            wrong[f"{number}: {tree}"] = found
    assert not wrong


def test_the_table_of_trees_has_every_operator_of_columns() -> None:
    def ops(node: Node) -> set[str]:
        if isinstance(node, Group):
            return {op for item in node.items for op in ops(item)}
        return {node.op} if isinstance(node, Condition) else set()

    asked = {op for tree, _ in TREES for op in ops(tree)}
    assert set(OPERATORS) - asked == {"contains_any", "contains_all"}  # MariaDB has no lists; see test_postgres.py


@pytest.mark.postgres
@pytest.mark.mariadb
@pytest.mark.parametrize("name", ENGINES)
def test_limits_and_sql_conditions_mean_the_same(engines: dict[str, tuple[Engine, Any]], name: str) -> None:
    engine, reader = engines[name]
    by_name = engine.segment(limit=Limit(4, "name", False))
    assert members(engine, reader, by_name) == [4, 7, 1, 3]  # by code points, in every engine
    assert members(engine, reader, engine.segment(limit=Limit(3, "spent", True))) == [6, 1, 2]
    assert sorted(members(engine, reader, engine.segment(SqlCondition("age > 34 OR spent < 0")))) == [2, 5, 8]
    assert reader.count(engine.people, engine.segment(SqlCondition("age > 34"), SqlCondition("active = false"))) == 2


@pytest.mark.postgres
@pytest.mark.mariadb
@pytest.mark.parametrize("name", ENGINES)
def test_a_record_is_judged_alike(engines: dict[str, tuple[Engine, Any]], name: str) -> None:
    engine, reader = engines[name]
    tree = Group("all", (C("age", "is", 34), C("active", "is_true")))
    judged = reader.judge(engine.people, engine.segment(tree), "name", "Anna", [tree], ["id", "spent"])
    assert (judged.records, judged.member, judged.holds) == (1, True, (True,))
    assert reader.judge(engine.people, engine.segment(tree), "name", "anna", [tree], ["id"]).records == 0
