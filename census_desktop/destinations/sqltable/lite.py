"""SQLite: prepared statements, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from census_desktop.destinations.sqltable.kind import CONNECT_SECONDS, KEPT, Kind, met
from census_desktop.destinations.sqltable.postgres import everybody, leavers, on_conflict
from census_desktop.destinations.sqltable.tables import PreparedTable
from census_desktop.destinations.sqltable.values import plain_type, sqlite_rows
from census_desktop.domain.errors import BatchRejected, CensusError, ConfigError, DestinationError, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch

_SAYS = re.compile(r"[A-Z ]+ constraint failed|cannot store ")
"""SQLite's own words for a broken rule; else they are a trigger's, whose RAISE may put values into its text."""


class SQLite(Kind):
    name = "SQLite"
    driver = "sqlite"
    errors_of = ("pysqlite3", "sqlite3")
    one_writer = True
    stages_without_rules = True

    def ready(self, url: sa.URL, *, may_create: bool) -> None:
        if not may_create and not Path(str(url.database)).exists():
            raise ConfigError(f"{url.database} does not exist.", hint="Choose another file, or allow making what is missing.")

    def engine(self, url: sa.URL, limits: Limits) -> sa.Engine:
        import pysqlite3.dbapi2

        options = {} if "timeout" in url.query else {"timeout": CONNECT_SECONDS}
        engine = sa.create_engine(url, module=pysqlite3.dbapi2, connect_args=options, hide_parameters=True)

        @sa.event.listens_for(engine, "connect")
        def _on_connect(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA foreign_keys = ON")

        return engine

    def version(self, connection: sa.Connection) -> str:
        return f"{self.name} {connection.exec_driver_sql('SELECT sqlite_version()').scalar()}"

    def column_type(self, connection: sa.Connection, type_: Any, *, key: bool) -> sa.types.TypeEngine[Any]:
        """A NUMERIC with more than 15 digits becomes a rounded float there, so those are whole numbers or text."""
        if pa.types.is_uint64(type_):
            return sa.BigInteger()
        if pa.types.is_decimal(type_) and type_.precision > 15:
            return sa.BigInteger() if type_.scale == 0 else sa.Text()
        return plain_type(type_) or sa.Text()

    def write(self, connection: sa.Connection, table: PreparedTable, batch: Batch, rows: Any) -> None:
        target = table.clause
        columns = table.columns[: rows.num_columns]
        values = sqlite_rows(rows)
        first: Any = sa.bindparam("census_0")
        key = target.c[columns[0]] == first
        others: dict[str, Any] = {name: sa.bindparam(f"census_{n}") for n, name in enumerate(columns) if n}
        statement: Any
        if batch.operation is Operation.DELETE:
            statement = sa.delete(target).where(key)
        elif batch.operation is Operation.UPDATE:
            if not others:
                return
            statement = sa.update(target).where(key).values(met(table, target, batch, others))
            values = [(*row[1:], row[0]) for row in values]
        else:
            insert = sqlite.insert(target).values({columns[0]: first, **others})
            statement = on_conflict(insert, table, target, batch, list(others))
        # As the driver's own statement: values are already what SQLite stores, and no type gets between.
        connection.exec_driver_sql(str(statement.compile(dialect=connection.dialect)), values)

    def staged(self, table: PreparedTable) -> PreparedTable:
        return replace(table, name="census_swap", schema=None)

    def stage(self, connection: sa.Connection, table: PreparedTable, staged: PreparedTable) -> None:
        like = sa.select(*table.clause.c).where(sa.false()).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {staged.name} AS {like}")
        if table.key_is_unique:
            key = connection.dialect.identifier_preparer.quote(table.columns[0])
            connection.exec_driver_sql(f"CREATE UNIQUE INDEX temp.{staged.name}_key ON {staged.name} ({key})")

    def swap(self, connection: sa.Connection, table: PreparedTable, staged: PreparedTable, lock_seconds: int) -> None:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {lock_seconds * 1000}")
        connection.execute(leavers(table, staged))
        connection.execute(everybody(sqlite.insert(table.clause), table, staged))

    def stop(self, connection: sa.Connection) -> Callable[[], None]:
        driver: Any = connection.connection.driver_connection
        interrupt: Callable[[], None] = driver.interrupt
        return interrupt

    def meaning(self, error: Any, name: str, outcome_known: bool) -> CensusError:
        code = str(getattr(error, "sqlite_errorname", ""))
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_INTERRUPT")):
            return TransientError(
                f"{name} is locked by another program.", kept=KEPT, hint="Close it in other programs.", outcome_known=True
            )
        if code.startswith(("SQLITE_CONSTRAINT", "SQLITE_TOOBIG", "SQLITE_MISMATCH")) or type(error).__name__ in (
            "IntegrityError",
            "DataError",
            "InterfaceError",
        ):
            if code == "SQLITE_CONSTRAINT" and not _SAYS.match(str(error)):
                return BatchRejected("A trigger of the table refused it.")
            # SQLite names table and column and never quotes a value here: "NOT NULL constraint failed: contacts.email".
            return BatchRejected(f"The database refused it: {error}.")
        what = {"SQLITE_FULL": "has no room left", "SQLITE_READONLY": "is read-only", "SQLITE_NOTADB": "is not a SQLite file"}
        known = next((text for start, text in what.items() if code.startswith(start)), f"cannot be used ({code or 'error'})")
        return DestinationError(f"{name} {known}.", kept=KEPT, hint="Check the file, its permissions and the room on its disk.")
