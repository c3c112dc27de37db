"""All rows put aside in a temporary table, then in the place of the table's own in one transaction.

The table stays what it is, with its grants, views, indexes and triggers (docs/adr/0014). Where the key is unique, rows that
stay are updated and only those that left are deleted, so that rows of other tables which refer to them are not lost; else
everything is deleted and inserted. The temporary table is gone with its connection, however the run ends.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pyarrow.compute as pc
import sqlalchemy as sa

from census_desktop.destinations.sqltable.database import Database
from census_desktop.destinations.sqltable.tables import PreparedTable
from census_desktop.destinations.sqltable.writer import refusals, stoppable, storable, without
from census_desktop.domain.errors import BatchRejected, CensusError, DestinationError, TransientError
from census_desktop.domain.ports import Batch, CancelToken, Reply

KEPT = "The table is as it was before the run."
FINISH_SECONDS = 3600.0
LOCK_SECONDS = 60
"""The end waits so long for others to let go of the table: longer than a batch, for there is no second try."""


class SwapWriter:
    audience_id = ""

    def __init__(self, database: Database, table: PreparedTable) -> None:
        self.limits = replace(database.limits, concurrency=1)
        self._database = database
        self._kind = database.kind
        self._table = table
        self._staged = self._kind.staged(table)
        self._taken: set[str] = set()
        self._connection = database.own_connection()
        try:
            with database.transaction(self._connection, self.limits.batch_timeout):
                self._kind.check_swap(self._connection, table)
                self._kind.stage(self._connection, table, self._staged)
        except BaseException:
            self.close()
            raise

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        cancel.check()
        if not len(batch) or batch.idempotency_key in self._taken:
            return Reply()
        rejected, rows = self._storable(batch)
        try:
            with (
                refusals(self._table, cancel),
                self._database.transaction(self._connection, self.limits.batch_timeout),
                stoppable(self._connection, cancel, self._kind),
            ):
                self._kind.put_aside(self._connection, self._staged, batch, rows)
        except TransientError as error:
            if self._is_lost():
                raise self._broken(error) from None
            raise
        self._taken.add(batch.idempotency_key)
        return Reply(rejected)

    def _storable(self, batch: Batch) -> tuple[dict[int, str], Any]:
        rejected, rows = storable(batch, self._kind)
        if not self._kind.stages_without_rules:
            return rejected, rows
        for name, column in zip(batch.rows.schema.names, batch.rows.columns, strict=True):
            if name in self._table.needed and column.null_count:
                for position in pc.indices_nonzero(pc.is_null(column)).to_pylist():
                    rejected.setdefault(position, f"A value is missing in a column that needs one ({name}).")
        return rejected, without(batch.rows, rejected)

    def finish(self) -> None:
        connection = self._connection
        try:
            with self._database.transaction(connection, FINISH_SECONDS):
                self._kind.swap(connection, self._table, self._staged, LOCK_SECONDS)
        except BatchRejected as refusal:
            raise DestinationError(
                f"The rows cannot take the place of the table's own. {refusal.message}",
                kept=KEPT,
                hint="Another table may refer to a row that left, or two rows may share what must be unique.",
            ) from None
        except TransientError as error:
            raise self._broken(error) from None

    def _is_lost(self) -> bool:
        """With its connection the temporary table is gone, so another try would swap in a part."""
        connection = self._connection
        return connection.invalidated or connection.closed or self._kind.is_broken(_driver(connection))

    def _broken(self, error: CensusError) -> DestinationError:
        return DestinationError(error.message, kept=KEPT, hint=error.hint or "Run the sync again.")

    def close(self) -> None:
        with suppress(sa.exc.SQLAlchemyError):
            self._connection.invalidate()
        self._connection.close()


def _driver(connection: sa.Connection) -> Any:
    return connection.connection.driver_connection
