"""Related data sets: many-to-many through a join, look-ups and roll-ups, profiles; the same on DuckDB and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from census_desktop.domain.conditions import Condition, Group, Related
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Computed, Dataset, Relationship, Segment, Source
from census_desktop.domain.relating import Measured
from census_desktop.sources import open_source
from census_desktop.sources.profiles import profile, values
from census_desktop.sources.relations import measure, try_computed
from tests.conftest import FakeClock
from tests.postgres import Postgres

TABLES = {
    "people": (
        "id int, name text, city text, age int, spent numeric(10,2), joined date, seen timestamp, active boolean",
        [
            (1, "Anna", "Berlin", 34, "10.50", "2026-11-20", "2026-11-20 08:00:00", True),
            (2, "Ben", "Paris", 51, "0.25", "2026-11-22", "2026-11-22 20:00:00", False),
            (3, "Clara", None, 28, None, "2026-11-24", None, True),
            (4, "Dan", "Berlin", None, "99.75", None, "2026-11-24 08:00:00", None),
        ],
    ),
    "groups": ("id int, title text, size int", [(1, "News", 5), (2, "Sport", 7), (3, "Art", 7), (4, "Empty", None)]),
    "memberships": (
        "person_id int, group_id int",
        [(1, 1), (1, 1), (1, 2), (1, 3), (2, 2), (2, 9), (3, 1), (None, 1), (4, None)],
    ),
    "visits": (
        "visit_id int, person_id int, page text, seconds int, moment timestamp",
        [
            (1, 1, "home", 10, "2026-11-20 08:00:00"),
            (2, 1, "shop", 20, "2026-11-21 08:00:00"),
            (3, 1, "shop", 30, "2026-11-22 08:00:00"),
            (4, 2, "shop", 5, "2026-11-22 09:00:00"),
            (5, 2, "home", None, "2026-11-22 10:00:00"),
            (6, None, "home", 7, "2026-11-22 11:00:00"),
        ],
    ),
}


class World:
    """People, their groups and visits as data sets of one source, with a reader of it."""

    def __init__(self, source: Source, reader_of: Callable[[Any], Any], table: Callable[[str], str]) -> None:
        self.known: dict[str, Any] = {}

        def add(name: str, unique: str = "", **more: Any) -> Dataset:
            self.known[name] = Dataset(name, name.title(), source.id, table(name), unique_identifier=unique, **more)
            return self.known[name]

        through = {"through": "memberships", "through_from": "person_id", "through_to": "group_id"}
        add("memberships")
        back = Relationship("People", "people", "many_to_many", "id", "id", "memberships", "group_id", "person_id")
        add("groups", "id", relationships=(back,))
        add("visits", "visit_id", event_name="page", event_time="moment")
        self.people = add(
            "people",
            "id",
            relationships=(
                Relationship("Groups", "groups", "many_to_many", "id", "id", **through),
                Relationship("Visits", "visits", "one_to_many", "id", "person_id"),
            ),
        )
        self.reader = reader_of(lambda _kind, id_: self.known[id_])
        for name, dataset in self.known.items():
            self.known[name] = self.reader.describe(dataset)
        self.people = self.known["people"]

    def ids(self, *items: Any) -> list[int]:
        segment = Segment("s", "S", "people", Group("all", items))
        return [row[0] for row in self.reader.preview(self.people, segment, 100).rows]

    def column(self, **computed: Any) -> dict[int, Any]:
        """The computed column's value by id."""
        made = replace(self.people, computed=(Computed("made", **computed),))
        return dict(try_computed(self.reader, made, made.computed[0], 100))


@pytest.fixture(params=["duckdb", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock) -> Iterator[World]:
    if request.param == "duckdb":
        import duckdb

        with duckdb.connect(str(tmp_path / "w.duckdb")) as made:
            for name, (columns, rows) in TABLES.items():
                made.execute(f'CREATE TABLE "{name}" ({columns})')
                made.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
        source, secrets = Source("w", "W", "duckdb", {"path": str(tmp_path / "w.duckdb")}), None
    else:
        server: Postgres = request.getfixturevalue("postgres")
        database = server.new_database()
        with server.connect(database) as connection:
            for name, (columns, rows) in TABLES.items():
                connection.execute(f'CREATE TABLE "{name}" ({columns})')
                connection.cursor().executemany(f'INSERT INTO "{name}" VALUES ({", ".join(["%s"] * len(rows[0]))})', rows)
        config = {"host": server.host, "port": server.port, "database": database, "user": server.user}
        source, secrets = Source("w", "W", "postgres", config), {"password": server.password}

    readers: list[Any] = []

    def reader_of(lookup: Callable[[str, str], Any]) -> Any:
        readers.append(open_source(source, lambda _: dict(secrets or {}), tmp_path, lookup, clock))
        return readers[0]

    yield World(source, reader_of, lambda name: name)
    for reader in readers:
        reader.close()


def related(name: str, *items: Any, **more: Any) -> Related:
    return Related(name, Group("all", items), **more)


def test_many_to_many_is_followed_through_its_pairs(world: World):
    assert world.ids(related("Groups")) == [1, 2, 3]
    assert world.ids(related("Groups", Condition("title", "is", "Sport"))) == [1, 2]
    assert world.ids(related("Groups", never=True)) == [4]
    assert world.ids(related("Groups", count=("exactly", 3))) == [1]  # a pair that stands twice is one
    assert world.ids(related("Groups", count=("at_most", 1))) == [2, 3, 4]
    assert world.ids(related("Groups", Condition("size", "is", 7), count=("at_least", 2))) == [1]
    reader = related("People", Condition("name", "is", "Clara"))
    assert world.ids(related("Groups", reader)) == [1, 3]
    assert world.ids(related("Groups", related("People", related("Visits", Condition("seconds", "is", 5))))) == [1, 2]


def test_roll_ups_and_look_ups_give_one_value(world: World):
    paid = Group("all", (Condition("page", "is", "shop"),))
    assert world.column(related="Visits", rollup="count") == {1: 3, 2: 2, 3: 0, 4: 0}
    assert world.column(related="Visits", rollup="count", where=paid) == {1: 2, 2: 1, 3: 0, 4: 0}
    assert world.column(related="Visits", rollup="sum", column="seconds") == {1: 60, 2: 5, 3: 0, 4: 0}
    assert world.column(related="Visits", rollup="average", column="seconds") == {1: 20, 2: 5, 3: None, 4: None}
    groups = world.column(related="Groups", rollup="average", column="size")
    assert groups == {1: pytest.approx(19 / 3), 2: 7, 3: 5, 4: None}
    assert world.column(related="Visits", rollup="max", column="seconds") == {1: 30, 2: 5, 3: None, 4: None}
    assert world.column(related="Visits", rollup="min", column="page") == {1: "home", 2: "home", 3: None, 4: None}
    # Of Ben's pages each stands once: the smaller one, everywhere.
    assert world.column(related="Visits", rollup="most_frequent", column="page") == {1: "shop", 2: "home", 3: None, 4: None}
    assert world.column(related="Groups", rollup="count") == {1: 3, 2: 1, 3: 1, 4: 0}
    assert world.column(related="Groups", rollup="sum", column="size") == {1: 19, 2: 7, 3: 5, 4: 0}
    with pytest.raises(ConfigError, match="no one value to look up"):
        world.column(related="Groups", lookup="title")


def test_a_look_up_and_a_roll_up_of_a_computed_column(world: World):
    person = Relationship("Person", "people", "many_to_one", "person_id", "id")
    total = Computed("total", "Visits", "sum", "seconds")
    world.known["people"] = replace(world.people, computed=(total,))
    visits = replace(world.known["visits"], relationships=(person,))
    looked = replace(visits, computed=(Computed("made", "Person", lookup="total"),))
    assert dict(try_computed(world.reader, looked, looked.computed[0], 10)) == {1: 60, 2: 60, 3: 60, 4: 5, 5: 5, 6: None}
    groups = replace(world.known["groups"], computed=(Computed("made", "People", "sum", "total"),))
    assert dict(try_computed(world.reader, groups, groups.computed[0], 10)) == {1: 60, 2: 65, 3: 60, 4: 0}


def test_keys_are_measured_on_both_sides(world: World):
    visits, groups = world.people.relationships[1], world.people.relationships[0]
    found = measure(world.reader, world.people, world.known["visits"], visits, None)
    assert found == Measured(4, 4, 2, 5, 2, 5)
    assert (found.kind, found.coverage, found.other_coverage) == ("one_to_many", 0.5, 1)
    found = measure(world.reader, world.people, world.known["groups"], groups, world.known["memberships"])
    assert found == Measured(4, 4, 3, 4, 4, 3)


def test_a_profile_is_the_same_in_every_engine(world: World):
    rows, columns = profile(world.reader, world.people, {"name"})
    by_name = {c.name: c for c in columns}
    assert rows == 4
    assert [(c.name, c.nulls, c.distinct) for c in columns] == [
        ("id", 0, 4), ("name", 0, 4), ("city", 1, 2), ("age", 1, 3),
        ("spent", 1, 3), ("joined", 1, 3), ("seen", 1, 3), ("active", 1, 2),
    ]  # fmt: skip
    name, city, age, spent = (by_name[n] for n in ("name", "city", "age", "spent"))
    assert name.hidden
    assert (name.lowest, name.top) == (None, ())
    assert (city.lowest, city.highest, city.top) == ("Berlin", "Paris", (("Berlin", 2), ("Paris", 1)))
    assert (age.lowest, age.highest) == (28, 51)
    assert age.mean == pytest.approx(113 / 3)
    assert [(b.low, b.high, b.count) for b in age.bins] == [(28, 30, 1), (34, 36, 1), (50, 52, 1)]
    assert (spent.lowest, spent.highest, spent.mean) == (0.25, 99.75, pytest.approx(36.8333333))
    assert spent.top == ((0.25, 1), (10.5, 1), (99.75, 1))
    assert [b.count for b in spent.bins] == [1, 1, 1]
    assert (by_name["joined"].lowest, by_name["joined"].highest) == ("2026-11-20", "2026-11-24")
    assert [(b.low, b.count) for b in by_name["joined"].bins] == [("2026-11-20", 1), ("2026-11-22", 1), ("2026-11-24", 1)]
    assert sum(b.count for b in by_name["seen"].bins) == 3
    assert by_name["active"].top == ((True, 2), (False, 1))


def test_values_of_a_column_come_with_their_number(world: World):
    assert values(world.reader, world.people, "city", 10) == (("Berlin", 2), ("Paris", 1))
    assert values(world.reader, world.people, "city", 1) == (("Berlin", 2),)
    assert values(world.reader, world.people, "spent", 10) == ((0.25, 1), (10.5, 1), (99.75, 1))
    assert values(world.reader, world.people, "joined", 1) == (("2026-11-20", 1),)
    assert not any(isinstance(v, Decimal) for v, _ in values(world.reader, world.people, "spent", 10))
