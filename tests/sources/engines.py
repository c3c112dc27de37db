"""The same people and orders in DuckDB, PostgreSQL and MariaDB, so that what one segment finds can be compared."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from census_desktop.domain.conditions import Group, Node
from census_desktop.domain.model import Dataset, Relationship, Segment, Source
from census_desktop.sources import open_source
from tests.conftest import FakeClock
from tests.mariadb import MariaDB
from tests.postgres import PASSWORD, Postgres

Row = tuple[Any, ...]

PEOPLE_TABLE = 'The "people"'
PEOPLE = "{id} BIGINT PRIMARY KEY, {name} {text}, {Select} {text}, {age} INTEGER, {spent} DECIMAL(12, 2), {score} {double}, {active} BOOLEAN, {joined} DATE, {seen at} {time}"  # noqa: E501
COLUMNS = ("id", "name", "Select", "age", "spent", "score", "active", "joined", "seen at")


def _at(*parts: int) -> dt.datetime:
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  as the tables have them


PEOPLE_ROWS: tuple[Row, ...] = (
    (1, "Anna", "Berlin", 34, Decimal("1200.50"), 0.5, True, dt.date(2026, 11, 24), _at(2026, 11, 24, 9)),
    (2, "ben", "Paris", 51, Decimal("80.00"), 1.25, False, dt.date(2026, 11, 23), _at(2026, 11, 23, 10, 20)),
    (3, "Clara 😀", None, 28, Decimal("0.01"), None, True, dt.date(2026, 11, 17), _at(2026, 11, 14, 10, 20)),
    (4, "", "berlin", None, None, -3.0, None, dt.date(2026, 5, 1), None),
    (5, "O'Neil", "Bar%lin", 34, Decimal("-5.25"), 0.0, True, dt.date(2025, 11, 24), _at(2025, 1, 1)),
    (6, "Émile", "Łódź", -7, Decimal("9999999999.99"), 2.5, False, None, _at(2026, 11, 24, 10, 20)),
    (7, " anna ", "back\\slash_", 0, Decimal("80.00"), 1e300, None, dt.date(2026, 11, 26), _at(2026, 11, 24, 9, 0, 0, 123456)),
    (8, 'sa"y', "\t \n", 2147483647, Decimal("1.10"), 0.1, False, dt.date(1999, 12, 31), _at(1970, 1, 1)),
    (2**62, "emile", "Berlin ", 34, None, None, True, dt.date(2026, 11, 24), _at(2026, 11, 25)),
)
ORDERS = "{order} BIGINT, {person} BIGINT, {amount} DECIMAL(10, 2), {state} {text}, {at} {time}"
ORDERS_ROWS: tuple[Row, ...] = (
    (1, 1, Decimal("10.50"), "paid", _at(2026, 11, 20, 8)),
    (2, 1, Decimal("20.00"), "paid", _at(2026, 11, 21, 8)),
    (3, 1, Decimal("30.00"), "open", _at(2026, 8, 1, 8)),
    (4, 2, Decimal("5.00"), "Paid", _at(2026, 11, 22, 8)),
    (5, None, Decimal("99.00"), "paid", _at(2026, 11, 22, 8)),
    (6, 6, Decimal("7.00"), "paid", _at(2026, 11, 23, 8)),
)
TYPES = {
    "duckdb": {"text": "VARCHAR", "double": "DOUBLE", "time": "TIMESTAMP"},
    "postgres": {"text": "TEXT", "double": "DOUBLE PRECISION", "time": "TIMESTAMP"},
    "mysql": {"text": "VARCHAR(60)", "double": "DOUBLE", "time": "DATETIME(6)"},
}


def password(source_id: str) -> dict[str, str]:
    """The credential of every source: the servers of tests have one password."""
    return {"password": PASSWORD}


def made(definition: str, engine: str) -> str:
    """Columns in an engine's words, every name quoted."""
    quote = "`" if engine == "mysql" else '"'
    words = TYPES[engine]
    parts = definition.replace("{", "\0{").split("\0")
    return "".join(
        words[name] + rest if (name := part[1:].partition("}")[0]) in words else f"{quote}{name}{quote}{rest}"
        for part in parts
        if part and (rest := part.partition("}")[2]) is not None
    )


@dataclass
class Engine:
    """An open source with people and orders."""

    name: str
    source: Source
    clock: FakeClock
    folder: Path
    known: dict[str, Any] = field(default_factory=dict)
    credential: Callable[[str], Mapping[str, str]] = password

    def __post_init__(self) -> None:
        orders = Dataset(
            "orders", "Orders", self.source.id, "orders", unique_identifier="order", event_name="state", event_time="at"
        )
        related = Relationship("Orders", "orders", "one_to_many", "id", "person")
        people = Dataset("people", "People", self.source.id, PEOPLE_TABLE, unique_identifier="id", relationships=(related,))
        self.known.update(orders=orders, people=people)

    @property
    def people(self) -> Dataset:
        found: Dataset = self.known["people"]
        return found

    def open(self, **config: Any) -> Any:
        source = replace(self.source, config={**self.source.config, **config})
        return open_source(source, self.credential, self.folder, lambda _, ref: self.known[ref], self.clock)

    @contextlib.contextmanager
    def reading(self, **config: Any) -> Iterator[Any]:
        reader = self.open(**config)
        try:
            yield reader
        finally:
            reader.close()

    def segment(self, *items: Node, join: str = "all", **changes: Any) -> Segment:
        segment = replace(Segment("s", "A segment", "people", Group(join, items)), **changes)
        self.known["s"] = segment
        return segment


def insert(cursor: Any, engine: str) -> None:
    """Both tables and their rows, by a DB-API cursor or a DuckDB connection."""
    quote = "`" if engine == "mysql" else '"'
    table = PEOPLE_TABLE if quote == "`" else PEOPLE_TABLE.replace('"', '""')
    mark = "?" if engine == "duckdb" else "%s"
    for name, definition, rows in ((table, PEOPLE, PEOPLE_ROWS), ("orders", ORDERS, ORDERS_ROWS)):
        cursor.execute(f"CREATE TABLE {quote}{name}{quote} ({made(definition, engine)})")
        cursor.executemany(f"INSERT INTO {quote}{name}{quote} VALUES ({', '.join([mark] * len(rows[0]))})", rows)


def in_duckdb(folder: Path, clock: FakeClock) -> Engine:
    import duckdb

    path = folder / "shop.duckdb"
    with duckdb.connect(str(path)) as connection:
        insert(connection, "duckdb")
    return Engine("duckdb", Source("shop", "Shop", "duckdb", {"path": str(path)}), clock, folder)


def in_postgres(server: Postgres, folder: Path, clock: FakeClock) -> Engine:
    database = server.new_database()
    with contextlib.closing(server.connect(database)) as connection, connection.cursor() as cursor:
        insert(cursor, "postgres")
    config = {"host": server.host, "port": server.port, "database": database, "user": server.user}
    return Engine("postgres", Source("shop", "Shop", "postgres", config), clock, folder)


def in_mariadb(server: MariaDB, folder: Path, clock: FakeClock) -> Engine:
    database = server.new_database()
    with contextlib.closing(server.connect(database)) as connection, connection.cursor() as cursor:
        insert(cursor, "mysql")
    config = {"host": server.host, "port": server.port, "database": database, "user": server.user}
    return Engine("mysql", Source("shop", "Shop", "mysql", config), clock, folder)
