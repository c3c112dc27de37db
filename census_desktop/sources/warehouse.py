"""Readers of hosted warehouses and query engines: Snowflake, BigQuery, Databricks, Trino, ClickHouse.

Each is an Ibis back end; what differs is how rows stream, how a query is cancelled from another thread, and what the
driver's errors mean.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import Any, ClassVar
from uuid import uuid4

import pyarrow as pa

from census_desktop.domain.errors import CensusError
from census_desktop.sources.engines import SourceContext
from census_desktop.sources.lean import ibis
from census_desktop.sources.rows import arrow_schema
from census_desktop.sources.sql_reader import CHUNK_ROWS, RowReader, SqlReader, told


def open_warehouse(context: SourceContext, engine: str, arguments: Mapping[str, Any]) -> SqlReader:
    """Connect with the back end's own keywords. Raises SourceError in words of sql_reader.FAULTS."""
    kind = _READERS[engine]()
    try:
        connection = kind.connect(arguments)
        return kind(context.source, connection, context.lookup, context.clock)
    except CensusError:
        raise
    except kind.errors as error:
        fault = kind.word(error)
        raise told("host" if fault == "other" else fault, context.source) from None
    except OSError:
        raise told("refused", context.source) from None


class WarehouseReader(SqlReader):
    """`engine` is Ibis' word; `faults` maps what `code` finds in an error to words of sql_reader.FAULTS."""

    engine: ClassVar[str]
    faults: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def connect(cls, arguments: Mapping[str, Any]) -> Any:
        return getattr(ibis, cls.engine).connect(**arguments)

    @classmethod
    @abstractmethod
    def code(cls, error: Exception) -> str:
        """The engine's code of an error."""

    @classmethod
    def word(cls, error: Exception) -> str:
        return cls.faults.get(cls.code(error), "other")

    def fault(self, error: Exception) -> str:
        return self.word(error)


class ArrowTables:
    """Arrow tables or batches of a driver as record batches of one schema; `check` is asked before each."""

    def __init__(self, schema: Any, tables: Iterator[Any], check: Callable[[], None]) -> None:
        self.schema = schema
        self._tables = tables
        self._check = check

    def __iter__(self) -> Iterator[Any]:
        for found in self._tables:
            table = pa.Table.from_batches([found]) if isinstance(found, pa.RecordBatch) else found
            for batch in table.rename_columns(self.schema.names).cast(self.schema).to_batches(CHUNK_ROWS):
                self._check()
                yield batch


def _snowflake() -> type[WarehouseReader]:
    from snowflake.connector.errors import Error

    class Snowflake(WarehouseReader):
        engine = dialect = "snowflake"
        errors = (Error,)
        # Error numbers and SQLSTATEs: docs.snowflake.com, "Troubleshooting", and the connector's errorcode.py.
        faults: ClassVar = {
            "390100": "password", "390144": "password", "390318": "password", "390201": "user", "250001": "host",
            "250003": "refused", "290404": "host", "002043": "schema", "2043": "schema", "2003": "table", "904": "column",
            "3001": "permission", "604": "stopped", "42S02": "table", "42501": "permission", "42000": "sql", "42601": "sql",
            "22018": "value", "22003": "value", "22012": "value", "57014": "stopped", "08001": "refused", "28000": "password",
        }  # fmt: skip

        @classmethod
        def code(cls, error: Any) -> str:
            number = str(error.errno)
            return number if number in cls.faults else str(error.sqlstate or "")

        def _stop(self) -> None:
            session = self._connection.con.session_id
            with self._connection.con.cursor() as cursor:
                cursor.execute(f"SELECT SYSTEM$CANCEL_ALL_QUERIES({int(session)})")

        def _batches(self, table: Any) -> Any:
            return ArrowTables(arrow_schema(table.schema()), self._tables_of(self._connection.compile(table)), self._check)

        def _tables_of(self, statement: str) -> Iterator[Any]:
            with self._connection.con.cursor() as cursor:
                cursor.execute(statement)
                yield from cursor.fetch_arrow_batches()

    return Snowflake


def _bigquery() -> type[WarehouseReader]:
    from google.api_core.exceptions import GoogleAPIError
    from google.auth.exceptions import GoogleAuthError

    class BigQuery(WarehouseReader):
        engine = dialect = "bigquery"
        errors = (GoogleAPIError, GoogleAuthError)
        # google.api_core.exceptions by HTTP status.
        faults: ClassVar = {
            "400": "sql", "401": "password", "403": "permission", "404": "table", "429": "busy", "499": "stopped",
            "500": "lost", "502": "lost", "503": "lost", "504": "timeout", "auth": "password",
        }  # fmt: skip
        _job: Any = None

        @classmethod
        def connect(cls, arguments: Mapping[str, Any]) -> Any:
            connection = super().connect(arguments)
            # SQL that users write names tables of the dataset without saying which.
            usual = connection.client.default_query_job_config
            usual.default_dataset = f"{connection.data_project}.{connection.dataset}"
            connection.client.default_query_job_config = usual
            return connection

        @classmethod
        def code(cls, error: Any) -> str:
            return "auth" if isinstance(error, GoogleAuthError) else str(int(getattr(error, "code", None) or 0))

        def _stop(self) -> None:
            if self._job is not None:
                self._job.cancel()

        def _batches(self, table: Any) -> Any:
            return ArrowTables(arrow_schema(table.schema()), self._tables_of(self._connection.compile(table)), self._check)

        def _tables_of(self, statement: str) -> Iterator[Any]:
            self._job = self._connection.client.query(statement, project=self._connection.billing_project)
            rows = self._job.result()
            yield from rows.to_arrow_iterable(bqstorage_client=self._connection.storage_client)

    return BigQuery


def _databricks() -> type[WarehouseReader]:
    from databricks.sql.exc import Error

    class Databricks(WarehouseReader):
        engine = dialect = "databricks"
        errors = (Error,)
        # docs.databricks.com, "Error conditions".
        faults: ClassVar = {
            "TABLE_OR_VIEW_NOT_FOUND": "table", "SCHEMA_NOT_FOUND": "schema", "NO_SUCH_CATALOG_EXCEPTION": "database",
            "UNRESOLVED_COLUMN": "column", "PARSE_SYNTAX_ERROR": "sql", "DATATYPE_MISMATCH": "sql",
            "CAST_INVALID_INPUT": "value", "CAST_OVERFLOW": "value", "DIVIDE_BY_ZERO": "value", "ARITHMETIC_OVERFLOW": "value",
            "INSUFFICIENT_PERMISSIONS": "permission", "UC_NOT_ENABLED": "permission", "401": "password", "403": "permission",
        }  # fmt: skip
        _cursor: Any = None

        @classmethod
        def connect(cls, arguments: Mapping[str, Any]) -> Any:
            from ibis.backends.databricks import Backend

            class ReadOnly(Backend):  # type: ignore[misc]
                def _post_connect(self, *, memtable_volume: str) -> None:
                    """Ibis would make a volume here, for tables of its own, which takes the right to write."""

            return ReadOnly().connect(**arguments)

        @classmethod
        def code(cls, error: Any) -> str:
            found = re.search(r"\[([A-Z_]+)[\].]", str(error)) or re.search(r"\b(401|403)\b", str(error))
            return found[1] if found else ""

        def _stop(self) -> None:
            if self._cursor is not None:
                self._cursor.cancel()

        def _batches(self, table: Any) -> Any:
            return ArrowTables(arrow_schema(table.schema()), self._tables_of(self._connection.compile(table)), self._check)

        def _tables_of(self, statement: str) -> Iterator[Any]:
            with self._connection.con.cursor() as self._cursor:
                self._cursor.execute(statement)
                while (table := self._cursor.fetchmany_arrow(CHUNK_ROWS)).num_rows:
                    yield table

    return Databricks


def _trino() -> type[WarehouseReader]:
    from trino.exceptions import Error, HttpError, TrinoAuthError

    class Trino(WarehouseReader, RowReader):
        engine = dialect = "trino"
        errors = (Error, HttpError)
        # Names of trino.io's StandardErrorCode.
        faults: ClassVar = {
            "TABLE_NOT_FOUND": "table", "SCHEMA_NOT_FOUND": "schema", "CATALOG_NOT_FOUND": "database",
            "MISSING_CATALOG_NAME": "database", "COLUMN_NOT_FOUND": "column", "PERMISSION_DENIED": "permission",
            "SYNTAX_ERROR": "sql", "TYPE_MISMATCH": "sql", "FUNCTION_NOT_FOUND": "sql", "INVALID_CAST_ARGUMENT": "value",
            "DIVISION_BY_ZERO": "value", "NUMERIC_VALUE_OUT_OF_RANGE": "value", "USER_CANCELED": "stopped",
            "EXCEEDED_TIME_LIMIT": "stopped", "EXCEEDED_GLOBAL_MEMORY_LIMIT": "stopped", "QUERY_QUEUE_FULL": "busy",
            "auth": "password",
        }  # fmt: skip
        _cursor: Any = None

        @classmethod
        def code(cls, error: Any) -> str:
            refused = isinstance(error, TrinoAuthError) or "401" in str(error)
            return "auth" if refused else str(getattr(error, "error_name", "") or "")

        def _stop(self) -> None:
            if self._cursor is not None:
                self._cursor.cancel()

        def _rows(self, statement: str) -> Generator[Sequence[Sequence[Any]], None, None]:
            self._cursor = self._connection.con.cursor()
            self._cursor.execute(statement)
            while rows := self._cursor.fetchmany(CHUNK_ROWS):
                yield rows

    return Trino


def _clickhouse() -> type[WarehouseReader]:
    from clickhouse_connect.driver.exceptions import Error

    class ClickHouse(WarehouseReader, RowReader):
        engine = dialect = "clickhouse"
        errors = (Error,)
        # Codes of ClickHouse's ErrorCodes.cpp.
        faults: ClassVar = {
            "60": "table", "81": "database", "47": "column", "62": "sql", "43": "sql", "46": "sql", "53": "sql",
            "6": "value", "27": "value", "38": "value", "41": "value", "70": "value", "72": "value", "153": "value",
            "497": "permission", "164": "read_only", "516": "password", "193": "password", "192": "user", "394": "stopped",
            "159": "timeout", "241": "stopped", "202": "busy", "210": "lost",
        }  # fmt: skip
        _query = ""

        @classmethod
        def code(cls, error: Any) -> str:
            found = re.search(r"[Cc]ode:? (\d+)", str(error))
            return found[1] if found else ""

        def _stop(self) -> None:
            if self._query:
                self._connection.con.command("KILL QUERY WHERE query_id = %(id)s ASYNC", parameters={"id": self._query})

        def _rows(self, statement: str) -> Generator[Sequence[Sequence[Any]], None, None]:
            self._query = uuid4().hex
            with self._connection.con.query_row_block_stream(statement, settings={"query_id": self._query}) as blocks:
                yield from blocks

    return ClickHouse


_READERS: Mapping[str, Callable[[], type[WarehouseReader]]] = {
    "snowflake": _snowflake,
    "bigquery": _bigquery,
    "databricks": _databricks,
    "trino": _trino,
    "clickhouse": _clickhouse,
}
