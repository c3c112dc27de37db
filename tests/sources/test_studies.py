"""Breakdowns and overlaps count what the conditions of their bars and regions find, in every engine that runs here."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from census_desktop.domain.analysis import Breakdown
from census_desktop.domain.conditions import ColumnType, Condition, Group
from census_desktop.domain.errors import Cancelled, ConfigError
from census_desktop.domain.model import Column, Dataset, Exclusion, Limit, Segment
from tests.conftest import FakeClock
from tests.mariadb import MariaDB, mariadb
from tests.postgres import Postgres
from tests.sources.conftest import Files
from tests.sources.engines import Engine, in_duckdb, in_mariadb, in_postgres

__all__ = ["mariadb"]

GROWN = Condition("age", "at_least", 30)


@pytest.fixture(scope="module", params=["duckdb", "postgres", "mysql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder, clock = tmp_path_factory.mktemp("studies"), FakeClock()
    if request.param == "duckdb":
        return in_duckdb(folder, clock)
    if request.param == "postgres":
        server: Postgres = request.getfixturevalue("postgres")
        return in_postgres(server, folder, clock)
    other: MariaDB = request.getfixturevalue("mariadb")
    return in_mariadb(other, folder, clock)


@pytest.fixture(scope="module")
def reader(engine: Engine) -> Iterator[Any]:
    with engine.reading() as opened:
        yield opened


def told(found: Breakdown) -> list[tuple[Any, ...]]:
    bars = found.bars
    return [(b.role, b.value if b.low is None and b.high is None else (b.low, b.high), b.here, b.everywhere) for b in bars]


def holds_what_it_says(reader: Any, dataset: Dataset, segment: Segment, found: Breakdown) -> None:
    """Each bar's condition finds as many as the bar counts, with and without the segment; all bars together are everybody."""
    nodes = [found.condition(bar) for bar in found.bars]
    inside = [Group("all", (*segment.where.items, node)) for node in nodes]
    counts = reader.tally(dataset, [*inside, *(Group("all", (node,)) for node in nodes)])
    assert list(counts) == [b.here for b in found.bars] + [b.everywhere for b in found.bars]
    assert found.size == reader.count(dataset, segment)
    assert found.of == reader.count(dataset, None)


@pytest.mark.parametrize("column", ["Select", "spent", "active", "seen at"])
def test_the_condition_of_a_bar_finds_what_the_bar_counts(engine: Engine, reader: Any, column: str) -> None:
    segment = engine.segment(GROWN)
    found = reader.breakdown(engine.people, segment, column)
    assert found.bars
    holds_what_it_says(reader, engine.people, segment, found)


def test_engines_find_the_same_bars(engine: Engine, reader: Any) -> None:
    segment = engine.segment(GROWN)
    active = reader.breakdown(engine.people, segment, "active")
    assert told(active) == [("value", True, 3, 4), ("value", False, 2, 3), ("null", None, 0, 2)]
    age = reader.breakdown(engine.people, segment, "age")
    assert [b.here for b in age.bars if b.role == "null"] == [0]
    assert (age.size, age.of, age.kind) == (5, 9, "numbers")
    joined = reader.breakdown(engine.people, segment, "joined")
    assert joined.unit == "year"
    assert {b.low: b.everywhere for b in joined.bars if b.everywhere} == {
        "1999-01-01": 1,
        "2025-01-01": 1,
        "2026-01-01": 6,
        None: 1,
    }
    private = Dataset("people", "People", "shop", engine.people.table, unique_identifier="id")
    named = Dataset(**{**_fields(private), "columns": (Column("name", ColumnType.TEXT, pii=True),)})
    assert told(reader.breakdown(named, segment, "name")) == [("filled", None, 5, 9)]


def _fields(dataset: Dataset) -> dict[str, Any]:
    return {name: getattr(dataset, name) for name in dataset.__slots__}


def test_an_overlap_tells_regions_of_conditions_limits_sql_and_exclusions(engine: Engine, reader: Any) -> None:
    quote = "`" if engine.name == "mysql" else '"'
    table = engine.people.table if quote == "`" else engine.people.table.replace('"', '""')
    segments = [
        Segment("grown", "Grown", "people", Group("all", (GROWN,))),
        Segment("first", "First", "people", limit=Limit(4, "id")),
        Segment("sql", "SQL", "people", sql=f"SELECT {quote}id{quote} FROM {quote}{table}{quote} WHERE {quote}age{quote} < 30"),
    ]
    engine.known.update({s.id: s for s in segments})
    listed = Exclusion("Nobody called ben", Group("all", (Condition("name", "is", "ben"),)))
    people = Dataset(**{**_fields(engine.people), "exclusions": (listed,)})
    engine.known["people"] = people
    try:
        found = reader.overlap(people, segments)
        members = [{row[0] for row in reader.preview(people, s, 100).rows} for s in segments]
        everyone = {row[0] for row in reader.preview(people, None, 100).rows}
    finally:
        engine.known["people"] = Dataset(**{**_fields(people), "exclusions": ()})
    assert 2 not in everyone
    for inside in product((False, True), repeat=3):
        wanted = {i for i in everyone if tuple(i in m for m in members) == inside}
        assert found.count([n for n in range(3) if inside[n]], [n for n in range(3) if not inside[n]]) == len(wanted)
    assert found.of == len(everyone) == 8


# Columns as they come in files ----------------------------------------------------------------------------------------


def of_values(files: Files, name: str, values: list[Any]) -> tuple[Any, Dataset]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"id": range(len(values)), name: values}), files.folder / "values.parquet")
    dataset = files.dataset("values.parquet", id="values")
    return files.open(), dataset


@pytest.mark.parametrize(
    "values",
    [
        [1.5, float("nan"), float("inf"), float("-inf"), None, 2.0, 3.0],
        [0.1 * n for n in range(40)],
        [10**n for n in range(15)],
        [-(2**62), 2**62, 0],
        [7] * 5,
        [None] * 3,
        [],
    ],
    ids=["no numbers", "tenths", "powers", "large", "alike", "nulls", "nothing"],
)
def test_numbers_of_every_kind_fall_into_bars(files: Files, values: list[Any]) -> None:
    import pyarrow as pa

    typed = pa.array(values, None if any(values) else pa.int64())
    reader, dataset = of_values(files, "x", typed)  # type: ignore[arg-type]
    found = reader.breakdown(dataset, Segment("s", "S", "values"), "x")
    usable = [v for v in values if v is not None and math.isfinite(v)]
    assert sum(b.here for b in found.bars if b.role == "value") == len(usable)
    assert sum(b.here for b in found.bars if b.role == "null") == len(values) - len(usable)
    assert len(found.bars) <= 60


@pytest.mark.parametrize(
    ("first", "days", "unit"),
    [(date(2026, 11, 1), 20, "day"), (date(2026, 1, 1), 300, "week"), (date(2023, 1, 5), 1000, "month"),
     (date(2016, 2, 29), 3600, "quarter"), (date(1950, 1, 1), 28000, "year"), (date(9999, 12, 1), 31, "day")],
)  # fmt: skip
def test_time_is_counted_by_its_span(files: Files, first: date, days: int, unit: str) -> None:
    values = [date.fromordinal(min(first.toordinal() + n, date.max.toordinal())) for n in range(0, days, max(1, days // 80))]
    reader, dataset = of_values(files, "when", [*values, None])
    segment = Segment("s", "S", "values")
    found = reader.breakdown(dataset, segment, "when")
    assert found.unit == unit
    assert found.size == len(values) + 1
    if first.year < 9999:
        holds_what_it_says(reader, dataset, segment, found)


def test_one_absurd_value_does_not_flatten_a_chart(files: Files) -> None:
    reader, dataset = of_values(files, "x", [*(n % 50 for n in range(2000)), 10**9])
    bars = reader.breakdown(dataset, Segment("s", "S", "values"), "x").bars
    assert bars[-1].high is None
    dates = [date(2026, 11, 1) + timedelta(days=n % 30) for n in range(2000)]
    reader, dataset = of_values(files, "x", [*dates, date(1900, 1, 1), date(9999, 12, 31)])
    found = reader.breakdown(dataset, Segment("s", "S", "values"), "x")
    assert (found.bars[0].low, found.bars[-1].high) == (None, None)
    holds_what_it_says(reader, dataset, Segment("s", "S", "values"), found)


def test_the_commonest_values_have_names_and_the_others_are_one(files: Files) -> None:
    values = [f"v{n}" for n in range(30) for _ in range(30 - n)] + [None, "", "  "]
    reader, dataset = of_values(files, "a “b” \"c\" 'd' 😀", values)
    segment = Segment("s", "S", "values")
    found = reader.breakdown(dataset, segment, "a “b” \"c\" 'd' 😀")
    assert [b.value for b in found.bars[:3]] == ["v0", "v1", "v2"]
    rest = next(b for b in found.bars if b.role == "rest")
    assert rest.values == 32 - 12
    assert found.bars[-1].role == "null"
    holds_what_it_says(reader, dataset, segment, found)


def test_what_cannot_be_broken_down_or_is_gone_says_so(files: Files) -> None:
    reader, dataset = of_values(files, "list", [[1], [2]])
    for column, words in (("list", "lists or objects"), ("gone", "no column “gone”")):
        with pytest.raises(ConfigError, match=words):
            reader.breakdown(dataset, Segment("s", "S", "values"), column)
    reader.cancel()
    with pytest.raises(Cancelled):
        reader.overlap(dataset, [Segment("s", "S", "values"), Segment("t", "T", "values")])
