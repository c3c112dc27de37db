"""A database under test: SQLite's file, or a PostgreSQL server."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pysqlite3.dbapi2 as sqlite
import pytest

from census_desktop.domain.errors import BatchRejected
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Destination, Reply, Target, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, schema_of, send
from tests.postgres import Postgres

SCHEMA = schema_of(id=pa.int64(), name=pa.string())
ROWS = [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]


class Table:
    """A database under test."""

    def __init__(self, open_: Callable[..., Destination], execute: Callable[[str], list[tuple[Any, ...]]], url: str) -> None:
        self._open = open_
        self.execute = execute
        self.url = url

    def destination(self, **config: Any) -> Destination:
        return self._open({"url": self.url, **config})

    def writer(
        self, operation: Operation = Operation.UPSERT, name: str = "people", schema: pa.Schema = SCHEMA, **config: Any
    ) -> Writer:
        return self.destination(**config).open(Target(name, operation, schema.names[0]), schema)

    def send(
        self,
        rows: Sequence[dict[str, Any]],
        operation: Operation = Operation.UPSERT,
        schema: pa.Schema = SCHEMA,
        **options: Any,
    ) -> Reply:
        return send(self.writer(operation, schema=schema, **options), batch_of(schema, rows, operation))

    def refused(self, rows: Sequence[dict[str, Any]], schema: pa.Schema = SCHEMA, **options: Any) -> str:
        """The reason why the batch is refused for its records; the table is as it was."""
        writer = self.writer(schema=schema, **options)
        with pytest.raises(BatchRejected) as failure:
            send(writer, batch_of(schema, rows))
        return failure.value.message


def pg_table(postgres: Postgres, opener: Callable[..., Destination]) -> Table:
    database = postgres.new_database()
    return Table(
        lambda config: opener(config, {"password": postgres.password}),
        lambda sql: postgres.execute(sql, database),
        postgres.url(database),
    )


postgres_only = pytest.mark.postgres


@pytest.fixture
def opener(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., Destination]]:
    made: list[Destination] = []

    def open_(config: dict[str, Any], secrets: dict[str, str] | None = None) -> Destination:
        made.append(opened("sql_table", config, tmp_path, clock, secrets))
        return made[-1]

    yield open_
    for destination in made:
        destination.close()


@pytest.fixture
def lite(tmp_path: Path, opener: Callable[..., Destination]) -> Table:
    def execute(sql: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite.connect(str(tmp_path / "crm.db"))) as db, db:
            return list(db.execute(sql).fetchall())

    return Table(opener, execute, "sqlite:///crm.db")


@pytest.fixture
def pg(postgres: Postgres, opener: Callable[..., Destination]) -> Table:
    return pg_table(postgres, opener)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def table(request: pytest.FixtureRequest) -> Table:
    found: Table = request.getfixturevalue("lite" if request.param == "sqlite" else "pg")
    return found
