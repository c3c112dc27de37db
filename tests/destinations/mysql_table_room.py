"""What the tests of MariaDB tables share: a table that is written to and read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.errors import BatchRejected
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Destination, Reply, Target, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, run, schema_of, send
from tests.mariadb import MariaDB, wait_until

SCHEMA = schema_of(id=pa.int64(), name=pa.string())
ROWS = [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]
SECRET = "anna.secret@example.com"


class Table:
    """The table “people” of a database of its own."""

    def __init__(self, server: MariaDB, folder: Path, clock: FakeClock) -> None:
        self.server = server
        self.database = server.new_database()
        self.folder = folder
        self.clock = clock
        self.made: list[Destination] = []

    def url(self, user: str = "", database: str | None = None) -> str:
        place = f"{self.server.host}:{self.server.port}/{self.database if database is None else database}"
        return f"mysql://{user or self.server.user}@{place}"

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        return self.server.execute(sql, self.database)

    def destination(self, secrets: dict[str, str] | None = None, **config: Any) -> Destination:
        secrets = {"password": self.server.password} if secrets is None else secrets
        self.made.append(opened("sql_table", {"url": self.url(), **config}, self.folder, self.clock, secrets))
        return self.made[-1]

    def writer(
        self,
        operation: Operation = Operation.UPSERT,
        name: str = "people",
        schema: pa.Schema = SCHEMA,
        removal: Removal = Removal.REMOVE,
        **config: Any,
    ) -> Writer:
        return self.destination(**config).open(Target(name, operation, schema.names[0], removal=removal), schema)

    def swap(self, rows: Sequence[dict[str, Any]]) -> None:
        run(self.writer(Operation.MIRROR, removal=Removal.SWAP), *([batch_of(SCHEMA, rows)] if rows else []))

    def send(
        self, rows: Sequence[dict[str, Any]], operation: Operation = Operation.UPSERT, schema: pa.Schema = SCHEMA, **config: Any
    ) -> Reply:
        return send(self.writer(operation, schema=schema, **config), batch_of(schema, rows, operation))

    def refused(self, rows: Sequence[dict[str, Any]], schema: pa.Schema = SCHEMA) -> str:
        writer = self.writer(schema=schema)
        before = self.rows()
        with pytest.raises(BatchRejected) as failure:
            send(writer, batch_of(schema, rows))
        assert self.rows() == before
        assert SECRET not in str(failure.value)
        return failure.value.message

    def rows(self) -> list[tuple[Any, ...]]:
        return self.execute("SELECT * FROM people ORDER BY 1")


@pytest.fixture(name="table")
def the_table(mariadb: MariaDB, tmp_path: Path, clock: FakeClock) -> Iterator[Table]:
    made = Table(mariadb, tmp_path, clock)
    yield made
    for destination in made.made:
        destination.close()


def hang_up(table: Table) -> None:
    """The server closes every other connection to the database."""
    mine = "SELECT id FROM information_schema.processlist WHERE db = database() AND id <> connection_id()"
    for (number,) in table.execute(mine):
        table.execute(f"KILL {number}")
    wait_until(lambda: not table.execute(mine), "a killed connection stays")
