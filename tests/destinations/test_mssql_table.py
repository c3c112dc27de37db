"""SQL Server: statements as they are sent, read by a T-SQL parser, and what the driver's errors mean. No server runs here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
import sqlglot
from sqlalchemy.dialects import mssql

from census_desktop.destinations.sqltable.database import parsed_url
from census_desktop.destinations.sqltable.mssql import SqlServer
from census_desktop.destinations.sqltable.tables import PreparedTable
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from tests.destinations.batches import batch_of, schema_of

SCHEMA = schema_of(id=pa.int64(), name=pa.string())
ROWS = [{"id": 1, "name": "a"}, {"id": 2, "name": None}]
KIND = SqlServer()


def people(*, columns: Sequence[str] = ("id", "name"), unique: bool = True, schema: str | None = "crm") -> PreparedTable:
    return PreparedTable("people", schema, ("id", "name")[: len(columns)], tuple(columns), unique, texts=frozenset({"name"}))


class Wire:
    """A connection that keeps what is sent over it, as text."""

    def __init__(self) -> None:
        self.dialect: Any = mssql.dialect()  # type: ignore[no-untyped-call]
        self.dialect.server_version_info = (16,)
        self.sent: list[str] = []
        self.rows: list[Any] = []
        self.connection = SimpleNamespace(driver_connection=SimpleNamespace(timeout=0))

    def exec_driver_sql(self, sql: str, values: Any = None) -> None:
        self.sent.append(sql)
        self.rows += values or []


def written(operation: Operation, table: PreparedTable | None = None, **rules: Any) -> list[str]:
    """What is sent for a batch, without the making of the temporary table; everything is T-SQL."""
    wire = Wire()
    batch = batch_of(SCHEMA, ROWS, operation, **rules)
    KIND.write(wire, table or people(), batch, batch.rows)  # type: ignore[arg-type]
    for sql in wire.sent:
        if "OBJECT_ID" not in sql:
            sqlglot.parse_one(sql.rstrip(";"), dialect="tsql")
    assert wire.sent[1].startswith("SELECT * INTO #census_batch FROM (SELECT [id] AS [c0]")
    assert wire.sent[2].startswith("INSERT INTO #census_batch VALUES (?")
    assert wire.sent[-1] == "DROP TABLE #census_batch"
    return wire.sent[3:-1]


# Statements -----------------------------------------------------------------------------------------------------------------

INTO = "MERGE INTO [crm].[people] WITH (HOLDLOCK) AS t USING #census_batch AS b ON t.[id] = b.[c0]"
ADDED = "WHEN NOT MATCHED BY TARGET THEN INSERT ([id], [name]) VALUES (b.[c0], b.[c1]);"


def test_upsert_is_one_merge_on_the_key() -> None:
    assert written(Operation.UPSERT) == [f"{INTO} WHEN MATCHED THEN UPDATE SET t.[name] = b.c1 {ADDED}"]


def test_create_changes_nobody() -> None:
    assert written(Operation.CREATE) == [f"{INTO} {ADDED}"]


def test_update_and_delete_make_nobody() -> None:
    joined = "FROM [crm].[people] AS t JOIN #census_batch AS b ON t.[id] = b.[c0]"
    assert written(Operation.UPDATE) == [f"UPDATE t SET t.[name] = b.c1 {joined}"]
    assert written(Operation.DELETE) == [f"DELETE t {joined}"]


def test_append_adds_and_skips_known_keys_where_there_is_one() -> None:
    assert written(Operation.APPEND) == [f"{INTO} {ADDED}"]
    plain = "INSERT INTO [crm].[people] ([id], [name]) SELECT b.[c0], b.[c1] FROM #census_batch AS b"
    assert written(Operation.APPEND, people(unique=False)) == [plain]


def test_rules_of_fields_are_in_the_merge() -> None:
    (kept,) = written(Operation.UPSERT, keep_if_null=["name"])
    assert "UPDATE SET t.[name] = coalesce(b.c1, t.name)" in kept
    (empty,) = written(Operation.UPSERT, only_if_empty=["name"])
    assert "UPDATE SET t.[name] = coalesce(nullif(t.name, ''), b.c1)" in empty


def test_a_swap_is_one_merge_that_also_deletes() -> None:
    wire = Wire()
    staged = KIND.staged(people())
    KIND.stage(wire, people(), staged)  # type: ignore[arg-type]
    batch = batch_of(SCHEMA, ROWS)
    KIND.put_aside(wire, staged, batch, batch.rows)  # type: ignore[arg-type]
    KIND.swap(wire, people(), staged, 60)  # type: ignore[arg-type]
    assert wire.sent[1:] == [
        "CREATE UNIQUE INDEX census_swap_key ON #census_swap ([id])",
        "INSERT INTO #census_swap VALUES (?, ?)",
        "SET LOCK_TIMEOUT 60000",
        "MERGE INTO [crm].[people] WITH (HOLDLOCK) AS t USING #census_swap AS b ON t.[id] = b.[id] WHEN MATCHED THEN UPDATE "
        "SET t.[name] = b.[name] WHEN NOT MATCHED BY TARGET THEN INSERT ([id], [name]) VALUES (b.[id], b.[name]) "
        "WHEN NOT MATCHED BY SOURCE THEN DELETE;",
    ]
    assert wire.rows == [(1, "a"), (2, None)]


def test_a_swap_without_a_key_deletes_and_inserts() -> None:
    wire = Wire()
    KIND.swap(wire, people(unique=False), KIND.staged(people(unique=False)), 60)  # type: ignore[arg-type]
    assert wire.sent[1:] == [
        "DELETE FROM [crm].[people] WITH (TABLOCKX)",
        "INSERT INTO [crm].[people] ([id], [name]) SELECT b.[id], b.[name] FROM #census_swap AS b",
    ]


def test_odd_names_are_quoted() -> None:
    odd = people(columns=("i]d", "na:me ?%s"), schema=None)
    (merge,) = written_odd(odd)
    assert merge.startswith("MERGE INTO [people] WITH (HOLDLOCK) AS t USING #census_batch AS b ON t.[i]]d] = b.[c0]")
    assert "INSERT ([i]]d], [na:me ?%s])" in merge


def written_odd(table: PreparedTable) -> list[str]:
    wire = Wire()
    batch = batch_of(SCHEMA, ROWS)
    KIND.write(wire, table, batch, batch.rows)  # type: ignore[arg-type]
    assert "SELECT [i]]d] AS [c0], [na:me ?%s] AS [c1] FROM [people] WHERE 1 = 0" in wire.sent[1]
    return wire.sent[3:-1]


@pytest.mark.parametrize(
    ("type_", "key", "told"),
    [
        (pa.string(), True, "NVARCHAR(450) COLLATE Latin1_General_100_BIN2"),
        (pa.string(), False, "NVARCHAR(max)"),
        (pa.bool_(), False, "BIT"),
        (pa.int64(), True, "BIGINT"),
        (pa.uint64(), False, "NUMERIC(20, 0)"),
        (pa.float64(), False, "FLOAT(53)"),
        (pa.decimal128(12, 2), False, "NUMERIC(12, 2)"),
        (pa.decimal256(60, 2), False, "NVARCHAR(max)"),
        (pa.timestamp("us", "UTC"), False, "DATETIME2(6)"),
        (pa.date32(), False, "DATE"),
        (pa.time64("us"), False, "TIME(6)"),
        (pa.binary(), False, "VARBINARY(max)"),
        (pa.list_(pa.string()), False, "NVARCHAR(max)"),
    ],
)
def test_columns_that_are_made_hold_every_value(type_: Any, key: bool, told: str) -> None:
    wire: Any = Wire()
    assert KIND.column_type(wire, type_, key=key).compile(dialect=wire.dialect) == told


# Errors ---------------------------------------------------------------------------------------------------------------------

SECRET = "anna.secret@example.com"


@pytest.mark.parametrize(
    ("state", "text", "error", "said"),
    [
        (
            "23000",
            f"UNIQUE KEY. The duplicate key value is ({SECRET}). (2627) (SQLExecute)",
            BatchRejected,
            "unique",
        ),
        ("23000", "Cannot insert the value NULL into column 'c1', table (515)", BatchRejected, r"missing .* \(c1\)"),
        ("42000", f"String would be truncated, column 'c1'. Truncated value: '{SECRET}'. (2628)", BatchRejected, "too long"),
        ("23000", "Cannot insert explicit value for identity column (544)", DestinationError, "IDENTITY"),
        ("22003", "Arithmetic overflow (8115)", BatchRejected, "too large"),
        ("22018", "Invalid character value for cast", BatchRejected, "type of its column"),
        ("40001", "Transaction was deadlocked (1205)", TransientError, "1205"),
        ("42000", "Lock request time out (1222)", TransientError, "1222"),
        ("42000", "Database is not currently available (40613)", TransientError, "40613"),
        ("08S01", "Communication link failure", TransientError, "broke off"),
        ("08001", "TCP Provider: Error code 0x2749", TransientError, "cannot be reached"),
        ("28000", "Login failed for user 'x' (18456)", CredentialError, "refused"),
        ("42000", "Cannot open database (4060)", ConfigError, "no database"),
        ("42000", "The INSERT permission was denied (229)", DestinationError, "may not write"),
        ("42000", "Could not allocate space (1105)", DestinationError, "no room"),
        ("08001", "SSL Provider: certificate verify failed", ConfigError, "cannot be made safe"),
        ("IM002", "Data source name not found and no default driver specified", ConfigError, "ODBC driver"),
        ("01000", "[unixODBC][Driver Manager]Can't open lib 'ODBC Driver 18' : file not found", ConfigError, "ODBC driver"),
    ],
)
def test_errors_have_a_meaning_and_never_a_value(state: str, text: str, error: type[Exception], said: str) -> None:
    found = KIND.meaning(SimpleNamespace(args=(state, text)), "db.example.com/crm", True)
    with pytest.raises(error, match=said):
        raise found
    assert SECRET not in str(found)


# Addresses ------------------------------------------------------------------------------------------------------------------


def connects_with(url: str) -> str:
    """The ODBC connection string of an address."""
    engine = KIND.engine(parsed_url(url, Path()), Limits())
    arguments, _ = engine.dialect.create_connect_args(engine.url)
    engine.dispose()
    return str(arguments[0])


def test_other_computers_are_encrypted_and_checked_unless_the_address_says_otherwise() -> None:
    there = connects_with("mssql://sa@db.example.com/crm")
    assert "DRIVER={ODBC Driver 18 for SQL Server}" in there
    assert "Encrypt=yes" in there
    assert "TrustServerCertificate=no" in there
    assert "TrustServerCertificate=yes" in connects_with("mssql://sa@127.0.0.1/crm")
    asked = connects_with("mssql://sa@db.example.com/crm?driver=FreeTDS&encrypt=optional&TrustServerCertificate=yes")
    assert "DRIVER={FreeTDS}" in asked
    assert "Encrypt=yes" not in asked
    assert "TrustServerCertificate=no" not in asked
