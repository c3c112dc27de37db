"""Batches into a table, one transaction each.

PostgreSQL: COPY into a temporary table that has the types of the target's columns, then one statement from there; several
times faster than inserted rows, and the database reads every value as its own type. SQLite: prepared statements.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from census_desktop.destinations.sqltable.database import Database
from census_desktop.destinations.sqltable.tables import PreparedTable
from census_desktop.destinations.sqltable.values import csv_text, rows_with_nul, sqlite_rows
from census_desktop.domain.errors import BatchRejected, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, Reply

TEMPORARY = "census_batch"


class TableWriter:
    audience_id = ""

    def __init__(self, database: Database, table: PreparedTable) -> None:
        self.limits = database.limits
        self._database = database
        self._table = table

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        cancel.check()
        if not len(batch):
            return Reply()
        rejected: dict[int, str] = {}
        rows = batch.rows
        if not self._database.is_sqlite:
            rejected = rows_with_nul(rows)
            if rejected:
                rows = rows.filter(pa.array([n not in rejected for n in range(len(batch))]))
        apply = self._sqlite if self._database.is_sqlite else self._postgres
        try:
            with self._database.connection() as connection, _stoppable(connection, cancel, self._database.is_sqlite):
                apply(connection, batch.operation, rows)
        except TransientError:
            cancel.check()
            raise
        except BatchRejected as refusal:
            raise BatchRejected(self._named(refusal.message)) from None
        return Reply(rejected)

    def _named(self, message: str) -> str:
        """The temporary table's columns are called c0, c1, …; the user knows them by their fields."""
        for n, field in enumerate(self._table.fields):
            message = message.replace(f"(c{n}).", f"({field}).")
        return message

    def _postgres(self, connection: sa.Connection, operation: Operation, rows: Any) -> None:
        target = self._table.clause
        columns = self._table.columns[: rows.num_columns]
        temporary = sa.table(TEMPORARY, *(sa.column(f"c{n}") for n in range(len(columns))))
        like = sa.select(*(target.c[name].label(f"c{n}") for n, name in enumerate(columns)))
        told = like.compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {TEMPORARY} ON COMMIT DROP AS {told} WITH NO DATA")
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {TEMPORARY} FROM STDIN (FORMAT csv)") as copy:
            copy.write(csv_text(rows, self._table.arrays))
        connection.execute(self._from_temporary(operation, target, columns, temporary))

    def _from_temporary(
        self, operation: Operation, target: sa.TableClause, columns: tuple[str, ...], temporary: sa.TableClause
    ) -> Any:
        key = columns[0]
        pairs = {name: temporary.c[f"c{n}"] for n, name in enumerate(columns)}
        others = {name: value for name, value in pairs.items() if name != key}
        if operation is Operation.DELETE:
            return sa.delete(target).where(target.c[key] == pairs[key])
        if operation is Operation.UPDATE:
            same = target.c[key] == pairs[key]
            return sa.update(target).where(same).values(others) if others else sa.select(sa.null())
        insert = postgresql.insert(target).from_select(list(columns), sa.select(*pairs.values()))
        return self._on_conflict(insert, operation, key, list(others))

    def _sqlite(self, connection: sa.Connection, operation: Operation, rows: Any) -> None:
        target = self._table.clause
        columns = self._table.columns[: rows.num_columns]
        values = sqlite_rows(rows)
        first: Any = sa.bindparam("census_0")
        key = target.c[columns[0]] == first
        others: dict[str, Any] = {name: sa.bindparam(f"census_{n}") for n, name in enumerate(columns) if n}
        statement: Any
        if operation is Operation.DELETE:
            statement = sa.delete(target).where(key)
        elif operation is Operation.UPDATE:
            if not others:
                return
            statement = sa.update(target).where(key).values(others)
            values = [(*row[1:], row[0]) for row in values]
        else:
            insert = sqlite.insert(target).values({columns[0]: first, **others})
            statement = self._on_conflict(insert, operation, columns[0], list(others))
        # As the driver's own statement: values are already what SQLite stores, and no type gets between.
        connection.exec_driver_sql(str(statement.compile(dialect=connection.dialect)), values)

    def _on_conflict(self, insert: Any, operation: Operation, key: str, others: list[str]) -> Any:
        if not self._table.key_is_unique:
            return insert
        if operation is Operation.UPSERT and others:
            return insert.on_conflict_do_update(index_elements=[key], set_={name: insert.excluded[name] for name in others})
        return insert.on_conflict_do_nothing(index_elements=[key])

    def finish(self) -> None:
        return None

    def close(self) -> None:
        return None


@contextmanager
def _stoppable(connection: sa.Connection, cancel: CancelToken, is_sqlite: bool) -> Iterator[None]:
    """Cancel stops the statement that runs. PostgreSQL's way opens a connection of its own, so a thread waits for it."""
    driver: Any = connection.connection.driver_connection
    stop: Callable[[], None] = driver.interrupt if is_sqlite else lambda: _cancel_in_thread(driver)
    forget = cancel.on_cancel(stop)
    try:
        yield
    finally:
        forget()


def _cancel_in_thread(driver: Any) -> None:
    def cancel() -> None:
        with suppress(Exception):
            driver.cancel_safe(timeout=5.0)

    threading.Thread(target=cancel, name="cancel-statement", daemon=True).start()
