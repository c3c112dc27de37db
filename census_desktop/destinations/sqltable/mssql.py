"""SQL Server and Azure SQL: rows into a temporary table that has the types of the target's columns, then one MERGE.

MERGE holds its range of keys until the end, so that two batches cannot both find a row missing:
https://learn.microsoft.com/en-us/sql/t-sql/statements/merge-transact-sql
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.dialects import mssql

from census_desktop.destinations.sqltable.kind import (
    CONNECT_SECONDS,
    KEPT,
    Kind,
    is_here,
    met,
    no_right,
    no_room,
    other,
    own_column,
    pooled,
    refused,
    temporary,
    unsafe,
)
from census_desktop.destinations.sqltable.tables import PreparedTable
from census_desktop.destinations.sqltable.values import numbers_that_are_none, plain_type, python_rows
from census_desktop.domain.errors import BatchRejected, CensusError, ConfigError, DestinationError, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch

BATCH = "#census_batch"
STAGED = "#census_swap"
KEY_LENGTH = 450
"""Characters of a text key in a table that we make: a primary key takes 900 bytes, of two a character."""

_RECORD_FAULTS = {
    220: "A number is too large for its column",
    241: "A value is not a date or time as its column needs it",
    242: "A date or time is out of range",
    245: "A value does not have the type of its column",
    515: "A value is missing in a column that needs one",
    547: "It refers to a row that does not exist, or breaks a rule of the table",
    2601: "Another row already has this value in a column that must be unique",
    2627: "Another row already has this value in a column that must be unique",
    2628: "A text is too long for its column",
    8114: "A value does not have the type of its column",
    8115: "A number is too large for its column",
    8152: "A text is too long for its column",
    50000: "A trigger of the table refused it",
}
_PASSING = {1204, 1205, 1222, 3960, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920}
_ROOM = {1101, 1105, 9002, 40544}
_RIGHTS = {229, 230, 262, 916, 2760}


class SqlServer(Kind):
    name = "SQL Server"
    driver = "mssql+pyodbc"
    extra = "mssql"
    errors_of = ("pyodbc",)
    longest_name = 116
    """Of 128, less what the name of an index adds."""

    def engine(self, url: sa.URL, limits: Limits) -> sa.Engine:
        asked = {name.casefold() for name in url.query}
        options = {"driver": "ODBC Driver 18 for SQL Server", "Encrypt": "yes", "APP": "census-desktop"}
        options["TrustServerCertificate"] = "yes" if is_here(url.host) else "no"
        url = url.update_query_dict({name: value for name, value in options.items() if name.casefold() not in asked})
        return pooled(url, limits, connect_args={"timeout": CONNECT_SECONDS}, fast_executemany=True)

    def begin(self, connection: sa.Connection, seconds: float) -> None:
        driver: Any = connection.connection.driver_connection
        driver.timeout = int(seconds)
        connection.exec_driver_sql("SET XACT_ABORT ON; SET LOCK_TIMEOUT 30000")

    def version(self, connection: sa.Connection) -> str:
        return f"{self.name} {connection.exec_driver_sql(_VERSION).scalar()}"

    def column_type(self, connection: sa.Connection, type_: Any, *, key: bool) -> sa.types.TypeEngine[Any]:
        if pa.types.is_boolean(type_):
            return mssql.BIT()
        if pa.types.is_floating(type_):
            return mssql.FLOAT(53)
        if pa.types.is_decimal(type_) and type_.precision > 38:
            return mssql.NVARCHAR()
        if pa.types.is_timestamp(type_):
            return _untyped(mssql.DATETIME2, 6)
        if pa.types.is_time(type_):
            return _untyped(mssql.TIME, 6)
        if pa.types.is_binary(type_) or pa.types.is_large_binary(type_):
            return _untyped(mssql.VARBINARY, 2 * KEY_LENGTH if key else "max")
        if found := plain_type(type_):
            return found
        return mssql.NVARCHAR(KEY_LENGTH, collation="Latin1_General_100_BIN2") if key else mssql.NVARCHAR()

    def unstorable(self, rows: Any) -> dict[int, str]:
        return numbers_that_are_none(rows, self.name)

    def write(self, connection: sa.Connection, table: PreparedTable, batch: Batch, rows: Any) -> None:
        columns = table.columns[: rows.num_columns]
        connection.exec_driver_sql(f"IF OBJECT_ID('tempdb..{BATCH}') IS NOT NULL DROP TABLE {BATCH}")
        connection.exec_driver_sql(like(table, columns, BATCH, [f"c{n}" for n in range(len(columns))]))
        places = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {BATCH} VALUES ({places})", python_rows(rows))  # noqa: S608
        for statement in from_temporary(table, batch, columns):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"DROP TABLE {BATCH}")

    def staged(self, table: PreparedTable) -> PreparedTable:
        return replace(table, name=STAGED, schema=None)

    def stage(self, connection: sa.Connection, table: PreparedTable, staged: PreparedTable) -> None:
        connection.exec_driver_sql(like(table, table.columns, STAGED, table.columns))
        if table.key_is_unique:
            key = quoted(table.columns[0])
            connection.exec_driver_sql(f"CREATE UNIQUE INDEX census_swap_key ON {STAGED} ({key})")

    def put_aside(self, connection: sa.Connection, staged: PreparedTable, batch: Batch, rows: Any) -> None:
        places = ", ".join("?" * len(staged.columns))
        connection.exec_driver_sql(f"INSERT INTO {STAGED} VALUES ({places})", python_rows(rows))  # noqa: S608

    def swap(self, connection: sa.Connection, table: PreparedTable, staged: PreparedTable, lock_seconds: int) -> None:
        connection.exec_driver_sql(f"SET LOCK_TIMEOUT {lock_seconds * 1000}")
        for statement in swapped(table):
            connection.exec_driver_sql(statement)

    def is_broken(self, driver: Any) -> bool:
        return bool(getattr(driver, "closed", False))

    def meaning(self, error: Any, name: str, outcome_known: bool) -> CensusError:
        """By the server's number, in brackets in the text, else by SQLSTATE."""
        state, text = str(error.args[0]) if error.args else "", " ".join(str(part) for part in error.args[1:])
        numbers = [int(n) for n in re.findall(r"\((\d+)\)", text)]
        if found := next((n for n in numbers if n in _RECORD_FAULTS), 0):
            where = own_column(text)
            return BatchRejected(f"{_RECORD_FAULTS[found]} ({where})." if where else f"{_RECORD_FAULTS[found]}.")
        if passing := _PASSING.intersection(numbers):
            told = f"{name} could not finish the batch ({min(passing)})."
            return TransientError(told, kept=KEPT, outcome_known=outcome_known)
        if 544 in numbers:
            return DestinationError(
                f"The table of {name} gives its key the values itself (IDENTITY), so no record with a key of its own is made.",
                kept=KEPT,
                hint="Choose “update only”, or another column of the table as the sync key.",
            )
        if 18456 in numbers or state == "28000":
            return refused(name)
        if _RIGHTS.intersection(numbers):
            return no_right(name)
        if _ROOM.intersection(numbers) or {3906, 3908}.intersection(numbers):
            return no_room(name, read_only=not _ROOM.intersection(numbers))
        return _connecting(state, text, numbers, name, outcome_known)


_VERSION = "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(40))"


def _untyped(class_: Any, *args: Any) -> sa.types.TypeEngine[Any]:
    made: sa.types.TypeEngine[Any] = class_(*args)
    return made


def quoted(name: str) -> str:
    return "[" + name.replace("]", "]]") + "]"


def _named(table: PreparedTable) -> str:
    return f"{quoted(table.schema)}.{quoted(table.name)}" if table.schema else quoted(table.name)


def like(table: PreparedTable, columns: Sequence[str], name: str, names: Sequence[str]) -> str:
    """A temporary table of those columns. The second half keeps a column from counting by itself there."""
    shown = ", ".join(f"{quoted(c)} AS {quoted(n)}" for c, n in zip(columns, names, strict=True))
    half = f"SELECT {shown} FROM {_named(table)} WHERE 1 = 0"  # noqa: S608
    return f"SELECT * INTO {name} FROM ({half} UNION ALL {half}) AS none"  # noqa: S608


def from_temporary(table: PreparedTable, batch: Batch, columns: tuple[str, ...]) -> list[str]:
    values = {name: f"b.[c{n}]" for n, name in enumerate(columns)}
    joined = f"FROM {_named(table)} AS t JOIN {BATCH} AS b ON t.{quoted(columns[0])} = b.[c0]"
    if batch.operation is Operation.DELETE:
        return [f"DELETE t {joined}"]
    changed = _changed(table, batch, columns) if batch.operation in (Operation.UPSERT, Operation.UPDATE) else {}
    if batch.operation is Operation.UPDATE:
        return [f"UPDATE t SET {_set(changed)} {joined}"] if changed else []  # noqa: S608
    return [merge(table, BATCH, values, changed) if table.key_is_unique else insert(table, BATCH, values)]


def _set(changed: Mapping[str, str]) -> str:
    return ", ".join(f"t.{quoted(name)} = {value}" for name, value in changed.items())


def _changed(table: PreparedTable, batch: Batch, columns: Sequence[str]) -> dict[str, str]:
    old, new = sa.table("t", *map(sa.column, table.columns)), temporary(columns, name="b")
    found = met(table, old, batch, {name: new.c[f"c{n}"] for n, name in enumerate(columns) if n})
    untyped: Any = mssql.dialect
    dialect = untyped()
    return {name: str(value.compile(dialect=dialect)) for name, value in found.items()}


def merge(table: PreparedTable, came: str, values: Mapping[str, str], changed: Mapping[str, str], *, only: bool = False) -> str:
    """`only`: rows that did not come are deleted."""
    key = table.columns[0]
    parts = [f"MERGE INTO {_named(table)} WITH (HOLDLOCK) AS t USING {came} AS b ON t.{quoted(key)} = {values[key]}"]
    if changed:
        parts.append(f"WHEN MATCHED THEN UPDATE SET {_set(changed)}")
    into = ", ".join(map(quoted, values))
    parts.append(f"WHEN NOT MATCHED BY TARGET THEN INSERT ({into}) VALUES ({', '.join(values.values())})")  # noqa: S608
    if only:
        parts.append("WHEN NOT MATCHED BY SOURCE THEN DELETE")
    return " ".join(parts) + ";"


def swapped(table: PreparedTable) -> list[str]:
    values = {name: f"b.{quoted(name)}" for name in table.columns}
    if table.key_is_unique:
        return [merge(table, STAGED, values, {name: values[name] for name in table.columns[1:]}, only=True)]
    return [f"DELETE FROM {_named(table)} WITH (TABLOCKX)", insert(table, STAGED, values)]  # noqa: S608


def insert(table: PreparedTable, came: str, values: Mapping[str, str]) -> str:
    into = ", ".join(map(quoted, values))
    return f"INSERT INTO {_named(table)} ({into}) SELECT {', '.join(values.values())} FROM {came} AS b"  # noqa: S608


def _connecting(state: str, text: str, numbers: Sequence[int], name: str, outcome_known: bool) -> CensusError:
    if state in ("IM002", "01000") and "driver" in text.casefold():
        return ConfigError(
            "Microsoft's ODBC driver for SQL Server is not installed.",
            hint="Install “ODBC Driver 18 for SQL Server”, or name another one in the address (?driver=…).",
        )
    if 4060 in numbers:
        return ConfigError(f"There is no database {name}.", hint="Check the address, or have it made.")
    if "certificate" in text or "SSL" in text:
        return unsafe(name, "Have its authority installed on this computer, or add ?TrustServerCertificate=yes to the address.")
    if state in ("08001", "HYT00", "HYT01") and not numbers:
        return TransientError(
            f"{name} cannot be reached.", kept=KEPT, hint="Check that it is running, and the address.", outcome_known=True
        )
    if state.startswith("08") or state in ("HYT00", "HYT01", "HY008", "01002"):
        return TransientError(f"The connection to {name} broke off.", kept=KEPT, outcome_known=outcome_known)
    if state.startswith("22"):
        return BatchRejected("A value does not have the type of its column.")
    return other(name, state or "error")
