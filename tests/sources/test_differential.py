"""Random segments over random small tables: DuckDB, PostgreSQL, MariaDB and plain Python find the same members.

`CENSUS_DESKTOP_EXAMPLES=2000 pytest tests/sources/test_differential.py` looks longer than CI does.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from census_desktop.domain.conditions import (
    OPERATORS,
    ColumnType,
    Condition,
    Group,
    Member,
    Node,
    Operand,
    Related,
    SqlCondition,
)
from census_desktop.domain.model import (
    Cohort,
    Dataset,
    Exclusion,
    Limit,
    PriorityList,
    Relationship,
    Segment,
    Source,
)
from census_desktop.sources import open_source
from tests.conftest import FakeClock
from tests.mariadb import MariaDB, mariadb  # noqa: F401
from tests.postgres import PASSWORD, Postgres
from tests.sources.oracle import Oracle

pytestmark = pytest.mark.timeout(600)
EXAMPLES = int(os.environ.get("CENSUS_DESKTOP_EXAMPLES", "35"))
NOW = FakeClock().now()

PEOPLE = {
    "id": ColumnType.INTEGER, "name": ColumnType.TEXT, "age": ColumnType.INTEGER, "spent": ColumnType.NUMBER,
    "ratio": ColumnType.NUMBER, "active": ColumnType.BOOLEAN, "joined": ColumnType.DATE, "seen": ColumnType.DATETIME,
}  # fmt: skip
ORDERS = {
    "order_id": ColumnType.INTEGER, "person": ColumnType.INTEGER, "amount": ColumnType.NUMBER, "state": ColumnType.TEXT,
    "placed": ColumnType.DATETIME,
}  # fmt: skip
TYPES = {
    "duckdb": {"text": "VARCHAR", "double": "DOUBLE", "time": "TIMESTAMP"},
    "postgres": {"text": "TEXT", "double": "DOUBLE PRECISION", "time": "TIMESTAMP"},
    "mysql": {"text": "VARCHAR(60)", "double": "DOUBLE", "time": "DATETIME(6)"},
}
TABLES = (
    "CREATE TABLE people (id BIGINT PRIMARY KEY, name {text}, age BIGINT, spent DECIMAL(20, 2), ratio {double},"
    " active BOOLEAN, joined DATE, seen {time})",
    "CREATE TABLE orders (order_id BIGINT PRIMARY KEY, person BIGINT, amount DECIMAL(20, 2), state {text}, placed {time})",
)

# Values: few, so that conditions hit, and those that engines have been at odds about ---------------------------------------

TEXTS = (
    "", " ", "\t\n", "Anna", "anna", "ANNA ", "O'Neil", 'sa"y', "a%b", "a_b", "axb", "a\\b", "%", "_", "\\", "\\%", "Ä", "ä",
    "é", "e\u0301", "日本", "😀", "NULL", "null", "ann", "nna",
)  # fmt: skip
INTEGERS = (0, 1, -1, 34, 35, 2**31, 2**53, 2**53 + 1, 2**63 - 1, -(2**63))
DECIMALS = tuple(Decimal(d) for d in ("0.00", "-0.01", "0.10", "1.50", "34.00", "99999999999999999.99"))
RATIOS = (0.0, 0.1, -0.5, 1.5, 34.0, 1e15)
NUMBERS = (*INTEGERS, 0.1, 1.5, -0.5, "34", "1.50", "0.10", "99999999999999999.99", "-0.01", 9007199254740993.0)
DAYS = tuple(NOW.date() + dt.timedelta(days=d) for d in (-400, -31, -30, -7, -1, 0, 1))
_NAIVE = NOW.replace(tzinfo=None)
MIDNIGHT = dt.datetime(2026, 11, 17)  # noqa: DTZ001
TIMES = (
    _NAIVE, _NAIVE - dt.timedelta(days=7), _NAIVE - dt.timedelta(days=7, microseconds=1), _NAIVE - dt.timedelta(hours=12),
    MIDNIGHT, MIDNIGHT - dt.timedelta(microseconds=1), MIDNIGHT + dt.timedelta(days=1), _NAIVE + dt.timedelta(days=1),
    dt.datetime(1999, 12, 31, 23, 59, 59, 999999),  # noqa: DTZ001
)  # fmt: skip
MOMENTS = (*(d.isoformat() for d in DAYS), *(t.isoformat() for t in TIMES), "2026-11-17T01:00:00+01:00")
VALUES = {ColumnType.TEXT: TEXTS, ColumnType.INTEGER: NUMBERS, ColumnType.NUMBER: NUMBERS, ColumnType.DATE: MOMENTS,
          ColumnType.DATETIME: MOMENTS}  # fmt: skip
SQL = {
    "age > 34": lambda r: r["age"] is not None and r["age"] > 34,
    "name IS NULL OR id = 2": lambda r: r["name"] is None or r["id"] == 2,
    "NOT (active AND age > 0)": lambda r: r["active"] is False or (r["age"] is not None and r["age"] <= 0),
}
LISTED = {
    "SELECT person FROM orders WHERE amount > 1": lambda rows: {
        o["person"] for o in rows["orders"] if o["amount"] is not None and o["amount"] > 1
    },
    "WITH few AS (SELECT id, name FROM people) SELECT id, name FROM few WHERE id < 5": lambda rows: {
        p["id"] for p in rows["people"] if p["id"] < 5
    },
}


def nullable(*values: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(values))


TEXT = st.one_of(nullable(*TEXTS), st.text(st.sampled_from("aA%_\\'\" ä😀n"), max_size=4))
PERSON = st.tuples(
    TEXT, nullable(*INTEGERS), nullable(*DECIMALS), nullable(*RATIOS), nullable(True, False), nullable(*DAYS), nullable(*TIMES)
)
ORDER = st.tuples(nullable(1, 2, 3, 4, 99), nullable(*DECIMALS), nullable("paid", "Paid", "open", ""), nullable(*TIMES))


@st.composite
def condition(draw: st.DrawFn, columns: dict[str, ColumnType]) -> Condition:
    name = draw(st.sampled_from(sorted(columns)))
    kind = columns[name]
    op = draw(st.sampled_from([o for o in OPERATORS.values() if kind in o.types]))
    one = st.sampled_from(VALUES.get(kind, ("",)))
    days = st.sampled_from((0, 1, 7, 30, 31) if kind is ColumnType.DATE else (0, 0.5, 1, 7, "30"))
    value = draw(
        {
            Operand.NONE: st.none(),
            Operand.ONE: st.one_of(one, one, one, st.none()),
            Operand.MANY: st.lists(one, max_size=3).map(tuple),
            Operand.PAIR: st.tuples(one, one),
            Operand.DAYS: days,
            Operand.DAYS_PAIR: st.tuples(days, days),
        }[op.operand]
    )
    return Condition(name, op.code, value)


@st.composite
def related(draw: st.DrawFn) -> Related:
    day = st.sampled_from(MOMENTS)
    days = st.sampled_from((0, 1, 7, 30))
    count = st.tuples(st.sampled_from(("at_least", "at_most", "exactly")), st.integers(0, 3))
    within = st.one_of(
        st.tuples(st.sampled_from(("last_days", "before_days")), days),
        st.tuples(st.just("between_days"), st.tuples(days, days)),
        st.tuples(st.sampled_from(("after", "before")), day),
        st.tuples(st.just("between"), st.tuples(day, day)),
    )
    return Related(
        "Orders",
        Group(draw(JOIN), tuple(draw(st.lists(condition(ORDERS), max_size=2)))),
        events=tuple(draw(st.lists(st.sampled_from(("paid", "open")), max_size=2, unique=True))),
        count=draw(st.one_of(st.none(), count)),
        within=draw(st.one_of(st.none(), within)),
        never=draw(st.sampled_from((False, False, True))),
    )


JOIN = st.sampled_from(("all", "any"))


def trees(members: tuple[str, ...]) -> st.SearchStrategy[Group]:
    """Trees that may name these segments."""
    leaves: st.SearchStrategy[Node] = st.one_of(
        condition(PEOPLE), condition(PEOPLE), related(), st.sampled_from(sorted(SQL)).map(SqlCondition),
        *([st.builds(Member, st.sampled_from(members), st.booleans())] if members else []),
    )  # fmt: skip
    inner = st.builds(Group, JOIN, st.lists(leaves, max_size=3).map(tuple))
    outer = st.builds(Group, JOIN, st.lists(st.one_of(leaves, inner), max_size=2).map(tuple))
    return st.builds(Group, JOIN, st.lists(st.one_of(leaves, leaves, inner, outer), max_size=3).map(tuple))


LIMIT = st.builds(Limit, st.integers(1, 4), st.sampled_from(("", "age", "spent", "seen")), st.booleans())
LIMIT_PER = st.builds(
    Limit, st.integers(1, 2), st.sampled_from(("", "age", "joined")), st.booleans(), st.sampled_from(("name", "active"))
)
COHORTS = (Cohort("a", 33), Cohort("b", 33), Cohort("control", 34, control=True))


@st.composite
def segments(draw: st.DrawFn, id_: str, members: tuple[str, ...] = ()) -> Segment:
    rarely = st.integers(0, 3).map(lambda n: n == 0)
    cohorts = COHORTS if draw(rarely) else ()
    return Segment(
        id_,
        id_.upper(),
        "people",
        draw(trees(members)),
        limit=draw(LIMIT) if draw(rarely) else None,
        sql=draw(st.sampled_from(sorted(LISTED))) if draw(rarely) else "",
        limit_per=draw(LIMIT_PER) if draw(rarely) else None,
        cohorts=cohorts,
        cohort=draw(st.sampled_from(("a", "b", "control"))) if cohorts and id_ == "c" else "",
    )


@dataclass(frozen=True)
class Case:
    """Two tables and three segments of which the later may name the earlier; "c" is the one that is compared."""

    people: list[tuple[Any, ...]]
    orders: list[tuple[Any, ...]]
    segments: tuple[Segment, ...]
    exclusions: tuple[Exclusion, ...]
    priorities: tuple[PriorityList, ...]


CASES = st.builds(
    Case,
    st.lists(PERSON, min_size=1, max_size=7).map(lambda rows: [(n, *row) for n, row in enumerate(rows, start=1)]),
    st.lists(ORDER, max_size=7).map(lambda rows: [(n, *row) for n, row in enumerate(rows, start=1)]),
    st.tuples(segments("a"), segments("b", ("a",)), segments("c", ("a", "b"))),
    st.lists(st.builds(Exclusion, st.just("no"), trees(("a",)), st.booleans()), max_size=1).map(tuple),
    st.sampled_from(((), (PriorityList("first", ("a", "b", "c")),))),
)


@dataclass
class Engine:
    """An engine with the two tables, written anew for each case."""

    name: str
    source: Source
    folder: Path
    connection: Any = None
    known: dict[str, Any] = field(default_factory=dict)
    reader: Any = None

    def members(self, case: Case, dataset: Dataset) -> list[int]:
        self._write(case)
        reader = self._open()
        with reader.extract(dataset, self.known["c"], ["id"]) as (_, batches):
            found = sorted(value for batch in batches for value in batch.column(0).to_pylist())
        assert reader.count(dataset, self.known["c"]) == len(found)
        return found

    def _open(self) -> Any:
        if self.reader is None:
            self.reader = open_source(
                self.source, lambda _: {"password": PASSWORD}, self.folder, lambda _, ref: self.known[ref], FakeClock()  # type: ignore[arg-type]
            )  # fmt: skip
        return self.reader

    def _write(self, case: Case) -> None:
        if self.name == "duckdb":  # a file that is open for reading cannot be written
            self.close()
            path = Path(str(self.source.config["path"]))
            path.unlink(missing_ok=True)
            with closing(duckdb.connect(str(path))) as connection:
                for statement in TABLES:
                    connection.execute(statement.format(**TYPES["duckdb"]))
                self._insert(connection, case, "?")
            return
        with self.connection.cursor() as cursor:
            for table in ("people", "orders"):
                cursor.execute(f"DELETE FROM {table}")
            self._insert(cursor, case, "%s")

    def _insert(self, cursor: Any, case: Case, mark: str) -> None:
        for table, rows in (("people", case.people), ("orders", case.orders)):
            if rows:
                cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join([mark] * len(rows[0]))})", rows)

    def close(self) -> None:
        if self.reader is not None:
            self.reader.close()
            self.reader = None


def _server(name: str, server: Any, folder: Path) -> Engine:
    database = server.new_database()
    connection = server.connect(database)
    with connection.cursor() as cursor:
        for statement in TABLES:
            cursor.execute(statement.format(**TYPES[name]))
    config = {"host": server.host, "port": server.port, "database": database, "user": server.user}
    return Engine(name, Source("s", "Shop", name, config), folder, connection)


@pytest.fixture(scope="module")
def duckdb_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("differential")
    engine = Engine("duckdb", Source("s", "Shop", "duckdb", {"path": str(folder / "shop.duckdb")}), folder)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def on_postgres(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = _server("postgres", postgres, tmp_path_factory.mktemp("postgres"))
    yield engine
    engine.close()
    engine.connection.close()


@pytest.fixture(scope="module")
def on_mariadb(mariadb: MariaDB, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:  # noqa: F811
    engine = _server("mysql", mariadb, tmp_path_factory.mktemp("mariadb"))
    yield engine
    engine.close()
    engine.connection.close()


def dataset(case: Case) -> Dataset:
    return Dataset(
        "people",
        "People",
        "s",
        "people",
        unique_identifier="id",
        relationships=(Relationship("Orders", "orders", "one_to_many", "id", "person"),),
        exclusions=case.exclusions,
        priorities=case.priorities,
    )


def agree(case: Case, engine: Engine) -> None:
    people = dataset(case)
    orders = Dataset("orders", "Orders", "s", "orders", unique_identifier="order_id", event_name="state", event_time="placed")
    known: dict[str, Any] = {"people": people, "orders": orders, **{s.id: s for s in case.segments}}
    rows = {
        "people": [dict(zip(PEOPLE, row, strict=True)) for row in case.people],
        "orders": [dict(zip(ORDERS, row, strict=True)) for row in case.orders],
    }
    oracle = Oracle(rows, known, NOW, SQL, LISTED)
    expected = sorted(row["id"] for row in oracle.members(people, known["c"]))
    engine.known = known
    assert engine.members(case, people) == expected


looking = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="CENSUS_DESKTOP_EXAMPLES" not in os.environ,
    phases=[Phase.generate],  # making a case smaller takes minutes: do it by hand
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(case=CASES)
@looking
def test_duckdb_finds_whom_python_finds(duckdb_file: Engine, case: Case) -> None:
    agree(case, duckdb_file)


@given(case=CASES)
@looking
def test_postgres_finds_whom_python_finds(on_postgres: Engine, case: Case) -> None:
    agree(case, on_postgres)


@given(case=CASES)
@looking
def test_mariadb_finds_whom_python_finds(on_mariadb: Engine, case: Case) -> None:
    agree(case, on_mariadb)
