"""MySQL and MariaDB through Ibis and PyMySQL: read-only sessions in UTC, rows by an unbuffered cursor.

Texts are shown in a binary collation, so that “is” means the same here as in other engines: a server's usual collations do
not tell “anna” from “Anna”, nor “é” from “e” (docs/adr/0029).
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Generator, Iterable
from contextlib import closing, suppress
from typing import Any

import pymysql
from pymysql.constants import FIELD_TYPE
from pymysql.cursors import SSCursor

from census_desktop.domain.model import Source
from census_desktop.domain.ports import Clock
from census_desktop.sources.engines import SourceContext
from census_desktop.sources.engines.server import authorities, tls_mode
from census_desktop.sources.mysql_backend import MySQLBackend, field_type, is_text
from census_desktop.sources.rows import arrow_schema, text_batch
from census_desktop.sources.sql_reader import CHUNK_ROWS, CONNECT_SECONDS, SqlReader, Streamed, told
from census_desktop.sources.views import Shown, column, relation, subquery, view

_SESSION = (
    "SET SESSION TRANSACTION READ ONLY",
    "SET SESSION time_zone = '+00:00'",
    # How SQLGlot writes MySQL: backslashes escape, double quotes are texts, || is OR.
    "SET SESSION sql_mode = ''",
)
_COLLATIONS = ("utf8mb4_nopad_bin", "utf8mb4_0900_bin", "utf8mb4_bin")
"""The first that the server has: MariaDB's and MySQL's that see trailing spaces, then one that all have."""
_CODES = {
    1045: "password", 1698: "password", 1251: "password", 2061: "password", 1044: "user", 1130: "user", 1049: "database",
    1146: "table", 1051: "table", 1300: "table", 1054: "column", 1142: "permission", 1143: "permission", 1370: "permission",
    1356: "permission", 1792: "read_only", 1290: "read_only", 1317: "stopped", 3024: "stopped", 1969: "stopped",
    1028: "stopped", 1114: "stopped", 1040: "busy", 1203: "busy", 1226: "busy", 1053: "lost", 1927: "lost", 2006: "lost",
    2013: "lost", 2014: "lost", 2055: "lost", 4031: "lost", 0: "lost", 2026: "tls", 3159: "tls", 1267: "sql",
}  # fmt: skip
"""Numbers of server and client errors (MySQL and MariaDB documentation, error reference)."""


def open_mysql(context: SourceContext) -> MySQLReader:
    """Raises SourceError when the server does not let us in."""
    config = context.source.config
    place = {"unix_socket": config["host"]} if str(config["host"]).startswith("/") else {"host": str(config["host"])}

    def connect() -> Any:
        return pymysql.connect(
            **place,
            port=int(config.get("port") or 3306),
            database=str(config["database"]),
            user=str(config["user"]),
            password=context.secrets.get("password", "").encode(),
            charset="utf8mb4",
            conv={},  # texts as they come: Arrow reads them faster than Python
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            program_name="census-desktop",
            **_tls(config),
        )

    try:
        connection = connect()
    except (pymysql.Error, RuntimeError) as error:
        raise told(_on_connect(error), context.source) from None
    except OSError:  # the file of the certificate authority
        raise told("tls", context.source) from None
    try:
        collation = _begin(connection)
    except pymysql.Error as error:
        connection.close()
        raise told(_by_code(error), context.source) from None
    backend = MySQLBackend.from_connection(connection)
    return MySQLReader(context.source, backend, context.lookup, context.clock, connect, collation)


def _tls(config: Any) -> dict[str, Any]:
    mode = tls_mode(config)
    if mode == "off":
        return {"ssl_disabled": True}
    if not mode:
        return {}
    trust = ssl.create_default_context(cafile=authorities(config))
    if mode == "encrypt":
        trust.check_hostname = False
        trust.verify_mode = ssl.CERT_NONE
    return {"ssl": trust}


def _begin(connection: Any) -> str:
    """Settings of the session; gives the collation in which texts are compared."""
    with connection.cursor() as cursor:
        for setting in _SESSION:
            cursor.execute(setting)
        names = ", ".join(f"'{name}'" for name in _COLLATIONS)
        cursor.execute(f"SELECT collation_name FROM information_schema.collations WHERE collation_name IN ({names})")  # noqa: S608
        there = {name for (name,) in cursor.fetchall()}
        collation = next(name for name in _COLLATIONS if name in there)
        cursor.execute(f"SET NAMES utf8mb4 COLLATE {collation}")
    return collation


class MySQLReader(SqlReader):
    """An open MySQL or MariaDB source. `connect` opens another connection, from which a query is stopped."""

    dialect = "mysql"
    errors = (pymysql.Error,)

    def __init__(
        self,
        source: Source,
        connection: Any,
        lookup: Callable[[str, str], Any],
        clock: Clock,
        connect: Callable[[], Any],
        collation: str,
    ) -> None:
        super().__init__(source, connection, lookup, clock)
        self._connect = connect
        self._collation = collation

    def fault(self, error: Exception) -> str:
        return _by_code(error)

    def _stop(self) -> None:
        with closing(self._connect()) as other, other.cursor() as cursor:
            cursor.execute(f"KILL QUERY {int(self._connection.con.thread_id())}")

    def _names(self) -> Iterable[tuple[str, str]]:
        with self._connection.con.cursor() as cursor:
            cursor.execute(
                "SELECT IF(table_schema = DATABASE(), '', table_schema), table_name FROM information_schema.tables "
                "WHERE table_schema NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')"
            )
            found: Iterable[tuple[str, str]] = cursor.fetchall()
        return found

    def _named(self, schema: str, name: str) -> Any:
        return self._view(relation(name, schema), name)

    def _selected(self, statement: str) -> Any:
        return self._view(subquery(statement, self.dialect), "The SQL")

    def _view(self, origin: Any, what: str) -> Any:
        fields = self._connection.described(origin.sql(self._connection.dialect))
        return view(self._connection, origin, [self._shown(f) for f in fields], what)

    def _shown(self, field: Any) -> Shown:
        from sqlglot import exp

        if field.type_code == FIELD_TYPE.BIT:
            number = exp.cast(column(field.name), "unsigned", dialect=self.dialect)
            return Shown(field.name, "boolean", number.eq(1)) if field.length == 1 else Shown(field.name, "uint64", number)
        if is_text(field):
            named = column(field.name).sql(self._connection.dialect)
            text = f"CONVERT({named} USING utf8mb4) COLLATE {self._collation}"
            return Shown(field.name, "string", exp.maybe_parse(text, dialect=self.dialect))
        return Shown(field.name, field_type(field))

    def _batches(self, table: Any) -> Any:
        schema = arrow_schema(table.schema())
        return Streamed(schema, self._sent(self._connection.compile(table), schema), self._check)

    def _sent(self, statement: str, schema: Any) -> Generator[Any, None, None]:
        cursor = self._connection.con.cursor(SSCursor)
        whole = False
        try:
            cursor.execute(statement)
            while rows := cursor.fetchmany(CHUNK_ROWS):
                yield text_batch(rows, schema)
            whole = True
        finally:
            if not whole:  # closing reads what is still sent
                with suppress(pymysql.Error, OSError):
                    self._stop()
            if not self._connection.con.open and cursor._result is not None:
                cursor._result.unbuffered_active = False  # PyMySQL would read on from a line that is gone
            with suppress(pymysql.Error):
                cursor.close()


def _by_code(error: Exception) -> str:
    code = error.args[0] if error.args and isinstance(error.args[0], int) else 0
    if isinstance(error, pymysql.DataError) and code not in _CODES:
        return "value"
    return _CODES.get(code, "sql" if 1000 <= code < 2000 or code >= 3000 else "other")


def _on_connect(error: Exception) -> str:
    """2003 and 2005 carry what the operating system said; a RuntimeError is a missing package for the way to log in."""
    import socket

    if not isinstance(error, pymysql.Error):
        return "password"
    cause = getattr(error, "original_exception", None) or error.__cause__
    kinds = ((socket.gaierror, "host"), (TimeoutError, "timeout"), (ssl.SSLError, "tls"), (OSError, "refused"))
    if error.args and error.args[0] in (2002, 2003, 2005):
        return next((fault for kind, fault in kinds if isinstance(cause, kind)), "refused")
    return _by_code(error)
