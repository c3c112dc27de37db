"""PostgreSQL: COPY into a temporary table that has the types of the target's columns, then one statement from there.

That is several times faster than inserted rows, and the database reads every value as its own type.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from census_desktop.destinations.sqltable.kind import (
    BATCH,
    CONNECT_SECONDS,
    KEPT,
    LOST_AFTER_SECONDS,
    Kind,
    change,
    in_thread,
    is_here,
    met,
    no_right,
    no_room,
    other,
    pooled,
    refused,
    temporary,
    unsafe,
)
from census_desktop.destinations.sqltable.tables import PreparedTable
from census_desktop.destinations.sqltable.values import csv_text, plain_type, rows_with_nul
from census_desktop.domain.errors import BatchRejected, CensusError, ConfigError, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch

_RECORD_FAULTS = {
    "22001": "A text is too long for its column",
    "22003": "A number is too large for its column",
    "22007": "A value is not a date or time as its column needs it",
    "22008": "A date or time is out of range",
    "22021": "A text has characters that the database cannot store",
    "22P02": "A value does not have the type of its column",
    "22P05": "A text has characters that the database cannot store",
    "23502": "A value is missing in a column that needs one",
    "23503": "It refers to a row that does not exist",
    "23505": "Another row already has this value in a column that must be unique",
    "23514": "A value breaks a rule of the table",
}

_PASSING = ("08", "40", "53", "55P", "57")
"""Connection, rolled back in a conflict, resources, locked, stopped by the operator: worth another try."""


class Postgres(Kind):
    name = "PostgreSQL"
    driver = "postgresql+psycopg"
    extra = "postgres"
    errors_of = ("psycopg",)
    longest_name = 63
    folds_case = False

    def engine(self, url: sa.URL, limits: Limits) -> sa.Engine:
        options: dict[str, Any] = {
            "application_name": "census-desktop",
            "connect_timeout": CONNECT_SECONDS,
            "keepalives_idle": LOST_AFTER_SECONDS,
            "tcp_user_timeout": LOST_AFTER_SECONDS * 1000,
        }
        if "sslmode" not in url.query and not is_here(url.host):
            options |= {"sslmode": "verify-full", "sslrootcert": "system"}
        # What the URL says goes first.
        return pooled(url, limits, connect_args={name: value for name, value in options.items() if name not in url.query})

    def begin(self, connection: sa.Connection, seconds: float) -> None:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
        connection.exec_driver_sql("SET LOCAL TimeZone = 'UTC'")

    def version(self, connection: sa.Connection) -> str:
        return f"{self.name} {connection.exec_driver_sql('SHOW server_version').scalar()}"

    def column_type(self, connection: sa.Connection, type_: Any, *, key: bool) -> sa.types.TypeEngine[Any]:
        return postgresql.JSONB() if pa.types.is_nested(type_) else plain_type(type_) or sa.Text()

    def name_length(self, name: str) -> int:
        return len(name.encode())

    def unstorable(self, rows: Any) -> dict[int, str]:
        return rows_with_nul(rows, self.name)

    def write(self, connection: sa.Connection, table: PreparedTable, batch: Batch, rows: Any) -> None:
        target = table.clause
        columns = table.columns[: rows.num_columns]
        came = temporary(columns)
        like = sa.select(*(target.c[name].label(f"c{n}") for n, name in enumerate(columns)))
        told = like.compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {BATCH} ON COMMIT DROP AS {told} WITH NO DATA")
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {BATCH} FROM STDIN (FORMAT csv)") as copy:
            copy.write(csv_text(rows, table.arrays))
        if batch.operation in (Operation.DELETE, Operation.UPDATE):
            statement = change(table, batch, columns, came)
        else:
            insert = postgresql.insert(target).from_select(list(columns), sa.select(*came.c))
            statement = on_conflict(insert, table, target, batch, list(columns[1:]))
        if statement is not None:
            connection.execute(statement)

    def staged(self, table: PreparedTable) -> PreparedTable:
        return replace(table, name="census_swap", schema=None)

    def stage(self, connection: sa.Connection, table: PreparedTable, staged: PreparedTable) -> None:
        named = connection.dialect.identifier_preparer.format_table(table.clause)
        parts = "DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING IDENTITY INCLUDING INDEXES"
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {staged.name} (LIKE {named} INCLUDING {parts})")

    def swap(self, connection: sa.Connection, table: PreparedTable, staged: PreparedTable, lock_seconds: int) -> None:
        """Nobody else writes meanwhile, everybody may read."""
        named = connection.dialect.identifier_preparer.format_table(table.clause)
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{lock_seconds}s'")
        connection.exec_driver_sql(f"LOCK TABLE {named} IN SHARE ROW EXCLUSIVE MODE")
        connection.execute(leavers(table, staged))
        connection.execute(everybody(postgresql.insert(table.clause), table, staged))

    def stop(self, connection: sa.Connection) -> Callable[[], None]:
        driver: Any = connection.connection.driver_connection
        return in_thread(lambda: driver.cancel_safe(timeout=5.0))

    def is_broken(self, driver: Any) -> bool:
        """A connection that broke in a COPY."""
        return bool(getattr(driver, "broken", False))

    def meaning(self, error: Any, name: str, outcome_known: bool) -> CensusError:
        state: str = getattr(error, "sqlstate", "") or ""
        if not state:
            return _no_state(str(error), name, outcome_known)
        if state[:2] == "28":
            return refused(name)
        if state in ("53100", "25006"):
            return no_room(name, read_only=state == "25006")
        if state.startswith(_PASSING):
            return TransientError(f"{name} could not finish the batch ({state}).", kept=KEPT, outcome_known=outcome_known)
        if state[:2] in ("21", "22", "23", "44", "P0"):
            return BatchRejected(_record_reason(error, state))
        return no_right(name) if state == "42501" else other(name, state)


def on_conflict(insert: Any, table: PreparedTable, target: sa.TableClause, batch: Batch, others: list[str]) -> Any:
    if not table.key_is_unique:
        return insert
    key = table.columns[0]
    if batch.operation is Operation.UPSERT and others:
        values = met(table, target, batch, {name: insert.excluded[name] for name in others})
        return insert.on_conflict_do_update(index_elements=[key], set_=values)
    return insert.on_conflict_do_nothing(index_elements=[key])


def leavers(table: PreparedTable, staged: PreparedTable) -> Any:
    target, came = table.clause, staged.clause
    if not table.key_is_unique:
        return sa.delete(target)
    key = table.columns[0]
    return sa.delete(target).where(~sa.exists().where(target.c[key] == came.c[key]))


def everybody(into: Any, table: PreparedTable, staged: PreparedTable) -> Any:
    names = list(table.columns)
    # SQLite takes ON CONFLICT after a SELECT only where that has a WHERE: https://sqlite.org/lang_upsert.html
    insert = into.from_select(names, sa.select(*staged.clause.c).where(sa.true()))
    if not table.key_is_unique:
        return insert
    if len(names) == 1:
        return insert.on_conflict_do_nothing(index_elements=names)
    return insert.on_conflict_do_update(index_elements=names[:1], set_={name: insert.excluded[name] for name in names[1:]})


def _record_reason(error: Any, state: str) -> str:
    """The fault, and the column (or constraint) it is in, which only the context names for a COPY."""
    reason = _RECORD_FAULTS.get(state, f"The database refused it ({state})")
    context = re.search(r"^COPY \w+, line \d+, column (\w+)", error.diag.context or "", re.M)
    where = error.diag.column_name or error.diag.constraint_name or (context and context[1]) or ""
    return f"{reason} ({where})." if where else f"{reason}."


def _no_state(text: str, name: str, outcome_known: bool) -> CensusError:
    """libpq gives no code when it cannot connect; its words decide, in English or by what the server cannot say."""
    if re.search(
        r"password authentication|no password supplied|no pg_hba\.conf entry|role .* does not exist|authentication", text
    ):
        return refused(name)
    if re.search(r"database .* does not exist", text):
        return ConfigError(f"There is no database {name}.", hint="Check the address, or have it made.")
    if re.search(r"certificate|SSL|sslrootcert", text):
        return unsafe(
            name, "Name its authority (?sslmode=verify-full&sslrootcert=FILE), or choose another sslmode in the address."
        )
    if re.search(r"resolve host|translate host|Connection refused|timeout expired|No route|unreachable", text, re.I):
        return TransientError(
            f"{name} cannot be reached.", kept=KEPT, hint="Check that it is running, and the address.", outcome_known=True
        )
    return TransientError(f"The connection to {name} broke off.", kept=KEPT, outcome_known=outcome_known)
