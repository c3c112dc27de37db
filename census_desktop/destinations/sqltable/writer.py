"""Batches into a table, one transaction each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from census_desktop.destinations._connector import EachBatch
from census_desktop.destinations.sqltable.database import Database
from census_desktop.destinations.sqltable.kind import Kind
from census_desktop.destinations.sqltable.tables import PreparedTable
from census_desktop.domain.errors import BatchRejected, TransientError
from census_desktop.domain.ports import Batch, CancelToken, Reply


class TableWriter(EachBatch):
    def __init__(self, database: Database, table: PreparedTable) -> None:
        self.limits = database.limits
        self._database = database
        self._table = table

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        cancel.check()
        if not len(batch):
            return Reply()
        rejected, rows = storable(batch, self._database.kind)
        with (
            refusals(self._table, cancel),
            self._database.connection() as connection,
            stoppable(connection, cancel, self._database.kind),
        ):
            self._database.kind.write(connection, self._table, batch, rows)
        return Reply(rejected)


def storable(batch: Batch, kind: Kind) -> tuple[dict[int, str], Any]:
    """Positions that the database cannot hold with the reason, and the rows without them."""
    rejected = kind.unstorable(batch.rows)
    return rejected, without(batch.rows, rejected)


def without(rows: Any, rejected: dict[int, str]) -> Any:
    return rows.filter(pa.array([n not in rejected for n in range(rows.num_rows)])) if rejected else rows


@contextmanager
def refusals(table: PreparedTable, cancel: CancelToken) -> Iterator[None]:
    """A stopped statement is a cancel, not a failure; and what is refused is named by the user's fields."""
    try:
        yield
    except TransientError:
        cancel.check()
        raise
    except BatchRejected as refusal:
        raise BatchRejected(_named(table, refusal.message)) from None


def _named(table: PreparedTable, message: str) -> str:
    """The temporary table's columns are called c0, c1, …; the user knows them by their fields."""
    for n, field in enumerate(table.fields):
        message = message.replace(f"(c{n}).", f"({field}).")
    return message


@contextmanager
def stoppable(connection: sa.Connection, cancel: CancelToken, kind: Kind) -> Iterator[None]:
    """Cancel stops the statement that runs."""
    forget = cancel.on_cancel(kind.stop(connection))
    try:
        yield
    finally:
        forget()
