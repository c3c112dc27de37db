"""SQL Server through Ibis and pyodbc: rows by a forward-only cursor.

Texts are compared as they are written, as in other engines: shown as nvarchar in a binary collation (docs/adr/0029).
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import Any

import pyodbc
from sqlglot import exp

from census_desktop.domain.errors import SourceError
from census_desktop.sources.engines import SourceContext
from census_desktop.sources.engines.server import tls_mode
from census_desktop.sources.mssql_backend import MSSQLBackend
from census_desktop.sources.sql_reader import CHUNK_ROWS, CONNECT_SECONDS, RowReader, told
from census_desktop.sources.views import Shown, column, relation, subquery, view

_COLLATION = "Latin1_General_100_BIN2"
_STATES = {
    "28000": "password", "42S02": "table", "42S22": "column", "08S01": "lost", "08001": "refused", "08003": "lost",
    "HYT00": "timeout", "HYT01": "timeout", "HY008": "stopped", "22": "value", "42": "sql", "08": "lost",
}  # fmt: skip
"""SQLSTATE, whole or its class (Microsoft documentation, "ODBC error codes")."""
_NUMBERS = {18456: "password", 4060: "database", 229: "permission", 230: "permission", 916: "permission", 208: "table",
            207: "column", 40613: "busy", 10928: "busy"}  # fmt: skip
"""The server's own numbers, in brackets in the text (Microsoft documentation, "Database engine errors")."""


def connect_settings(config: Mapping[str, Any], password: str) -> dict[str, Any]:
    """Keywords of the ODBC driver (Microsoft documentation, "DSN and connection string keywords")."""
    mode = tls_mode(config) or "encrypt"
    return {
        "driver": str(config.get("driver") or "ODBC Driver 18 for SQL Server"),
        "server": f"{config['host']},{int(config.get('port') or 1433)}",
        "database": str(config["database"]),
        "uid": str(config["user"]),
        "pwd": "{" + password.replace("}", "}}") + "}",
        "Encrypt": "no" if mode == "off" else "yes",
        "TrustServerCertificate": "no" if mode == "verify" else "yes",
        "ApplicationIntent": "ReadOnly",
        "APP": "census-desktop",
        **({"ServerCertificate": str(config["tls_ca"])} if config.get("tls_ca") and mode == "verify" else {}),
    }


def open_mssql(context: SourceContext) -> MSSQLReader:
    """Raises SourceError when the server does not let us in, or its ODBC driver is not installed."""
    config = context.source.config
    settings = connect_settings(config, context.secrets.get("password", ""))
    if settings["driver"] not in pyodbc.drivers():
        raise SourceError(
            f"The ODBC driver “{settings['driver']}” is not installed.",
            kept="The source, its data sets, segments and syncs are kept.",
            hint="Install Microsoft's ODBC driver for SQL Server, or edit the source: ODBC driver.",
        )
    try:
        connection = pyodbc.connect(**settings, timeout=CONNECT_SECONDS, autocommit=True, readonly=True)
        backend = MSSQLBackend.from_connection(connection)
    except pyodbc.Error as error:
        raise told(fault_of(error), context.source) from None
    return MSSQLReader(context.source, backend, context.lookup, context.clock, str(config.get("schema") or ""))


class MSSQLReader(RowReader):
    """An open SQL Server source."""

    dialect = "mssql"
    errors = (pyodbc.Error,)
    _cursor: Any = None

    def fault(self, error: Exception) -> str:
        return fault_of(error)

    def _stop(self) -> None:
        if self._cursor is not None:
            self._cursor.cancel()

    def _names(self) -> Iterable[tuple[str, str]]:
        own = self._schema or self._connection.current_database
        with self._connection.begin() as cursor:
            found = cursor.execute("SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES").fetchall()
        return [("" if schema == own else schema, name) for schema, name in found]

    def _named(self, schema: str, name: str) -> Any:
        schema = schema or self._schema
        return self._view(relation(name, schema), self._connection.get_schema(name, database=schema or None), name)

    def _selected(self, statement: str) -> Any:
        origin = subquery(statement, self.dialect)
        return self._view(origin, self._connection._get_schema_using_query(statement), "The SQL")

    def _view(self, origin: Any, schema: Any, what: str) -> Any:
        return view(self._connection, origin, [shown(name, dtype) for name, dtype in schema.items()], what)

    def _rows(self, statement: str) -> Generator[Sequence[Sequence[Any]], None, None]:
        with self._connection.begin() as cursor:
            self._cursor = cursor
            try:
                cursor.execute(statement)
                while rows := cursor.fetchmany(CHUNK_ROWS):
                    yield rows
            finally:
                self._cursor = None


def shown(name: str, dtype: Any) -> Shown:
    """Texts and identifiers in a collation in which no two of them are alike."""
    if not (dtype.is_string() or dtype.is_uuid()):
        return Shown(name, dtype)
    text = exp.cast(column(name), "nvarchar(max)", dialect="tsql")
    return Shown(name, "string", exp.Collate(this=text, expression=exp.var(_COLLATION)))


def fault_of(error: Exception) -> str:
    """By the server's number, else by SQLSTATE."""
    text = " ".join(str(part) for part in error.args[1:])
    for number, fault in _NUMBERS.items():
        if f"({number})" in text:
            return fault
    state = str(error.args[0]) if error.args else ""
    if "certificate" in text or "SSL" in text:
        return "tls"
    return _STATES.get(state) or _STATES.get(state[:2], "other")
