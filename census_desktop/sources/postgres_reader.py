"""PostgreSQL through Ibis and psycopg: read-only sessions in UTC, rows by COPY."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
import pyarrow as pa
from ibis.backends.postgres import Backend
from ibis.backends.sql.compilers.postgres import PostgresCompiler
from sqlglot import exp

from census_desktop.sources.engines import SourceContext
from census_desktop.sources.engines.server import authorities, tls_mode
from census_desktop.sources.lean import ibis
from census_desktop.sources.rows import arrow_schema, csv_batch
from census_desktop.sources.sql_reader import CHUNK_ROWS, CONNECT_SECONDS, SqlReader, Streamed, told
from census_desktop.sources.views import Shown, column, relation, subquery, view

CHUNK_BYTES = 4_000_000
_SSL = {"": "prefer", "verify": "verify-full", "encrypt": "require", "off": "disable"}
_SESSION = (
    "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
    "SET TIME ZONE 'UTC'",
    "SET DateStyle = 'ISO, YMD'",
    "SET IntervalStyle = 'postgres'",
    "SET bytea_output = 'hex'",
)
_STATES = {
    "28P01": "password", "28000": "user", "3D000": "database", "3F000": "schema", "42P01": "table", "42703": "column",
    "42501": "permission", "25006": "read_only", "57014": "stopped", "57P01": "lost", "57P02": "lost", "57P03": "busy",
    "53300": "busy", "08": "lost", "53": "stopped", "22": "value", "42": "sql", "0A": "sql", "21": "sql",
}  # fmt: skip
"""SQLSTATE, whole or its class (PostgreSQL documentation, appendix A)."""
_ON_CONNECT = (
    ("password", ("password authentication failed", "no password supplied")),
    ("host", ("could not translate host name", "failed to resolve host", "Name or service not known")),
    ("refused", ("Connection refused", "No such file or directory", "No route to host", "Network is unreachable")),
    ("timeout", ("timeout expired", "timed out")),
    ("tls", ("certificate", "SSL", "root.crt")),
    ("busy", ("too many c", "remaining connection slots", "starting up", "shutting down")),
    ("database", ('database "',)),
    ("user", ("pg_hba.conf", 'role "', "authentication failed", "permission denied")),
)
"""What a failed connection says: it carries no SQLSTATE."""
_SHOWN_AS = {
    "uuid": "text", "citext": "text", "bpchar": "text", "name": "text", "hstore": "text", "money": "numeric(19, 4)",
    "oid": "bigint",
}  # fmt: skip
"""Types that conditions cannot be asked of, and as what they are shown."""

_COLLATIONS = ("pg_c_utf8", "C.utf8", "C.UTF-8", "und-x-icu")
"""Those that lower all letters, of which each server has one."""
_LOWERS = """
SELECT collname FROM pg_catalog.pg_collation
WHERE lower('Ł') <> 'ł' AND collname = ANY(%s::text[]) AND collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))
ORDER BY array_position(%s::text[], collname::text) LIMIT 1
"""
_TABLES = """
SELECT CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname END, c.relname
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')
"""
_TYPES = """
SELECT format_type(u.oid, u.modifier), t.typtype, t.typname
FROM unnest(%s::oid[], %s::int[]) WITH ORDINALITY AS u (oid, modifier, place) JOIN pg_catalog.pg_type t ON t.oid = u.oid
ORDER BY u.place
"""


def open_postgres(context: SourceContext) -> PostgresReader:
    """Raises SourceError when the server does not let us in."""
    config = context.source.config
    mode = tls_mode(config)
    settings: dict[str, Any] = {
        "host": str(config["host"]),
        "port": int(config.get("port") or 5432),
        "dbname": str(config["database"]),
        "user": str(config["user"]),
        "password": context.secrets.get("password", ""),
        "sslmode": _SSL[mode],
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "census-desktop",
        **({"sslrootcert": authorities(config)} if mode == "verify" else {}),
    }
    schema = str(config.get("schema") or "")
    try:
        connection = psycopg.connect(**settings, autocommit=True)
    except psycopg.Error as error:
        raise told(_on_connect(error), context.source) from None
    try:
        _begin(connection, schema)
        return PostgresReader(context.source, _Lean.from_connection(connection), context.lookup, context.clock)
    except psycopg.Error as error:
        connection.close()
        raise told(_by_state(error), context.source) from None
    except BaseException:
        connection.close()
        raise


def _begin(connection: Any, schema: str) -> None:
    for setting in _SESSION:
        connection.execute(setting)
    if schema:
        connection.execute("SELECT set_config('search_path', quote_ident(%s), false)", (schema,))


class _Compiler(PostgresCompiler):  # type: ignore[misc]
    """Lower case for all letters, also where the database's own collation knows only those of ASCII."""

    __slots__ = ("collation",)

    def visit_Lowercase(self, op: Any, *, arg: Any) -> Any:
        named = exp.to_identifier(self.collation, quoted=True)
        return self.f.lower(exp.Collate(this=arg, expression=named) if self.collation else arg)


class _Lean(Backend):  # type: ignore[misc]
    """Ibis' back end without what it imports pandas for."""

    def _post_connect(self) -> None:
        self.compiler = _Compiler()
        row = self.con.execute(_LOWERS, (list(_COLLATIONS),) * 2).fetchone()
        self.compiler.collation = row[0] if row else ""

    def _get_schema_using_query(self, query: str) -> Any:
        """Without a view: a read-only session makes none."""
        return ibis.schema({name: self._type(shown) for name, shown, _, _ in self.described(f"({query}) AS asked")})

    def described(self, origin: str) -> list[tuple[str, str, str, str]]:
        """(name, type, kind of type, bare type) of each column of what stands after FROM."""
        with self.con.cursor() as cursor:
            result = cursor.execute(f"SELECT * FROM {origin} LIMIT 0").pgresult  # noqa: S608  what stands there is quoted
            columns = range(result.nfields)
            names = [str(result.fname(n), "utf-8") for n in columns]
            kinds = cursor.execute(_TYPES, ([result.ftype(n) for n in columns], [result.fmod(n) for n in columns])).fetchall()
        return [(name, *kind) for name, kind in zip(names, kinds, strict=True)]

    def _type(self, name: str) -> Any:
        return self.compiler.type_mapper.from_string(name)


class PostgresReader(SqlReader):
    """An open PostgreSQL source."""

    dialect = "postgres"
    errors = (psycopg.Error,)

    def fault(self, error: Exception) -> str:
        return _by_state(error)

    def _stop(self) -> None:
        self._connection.con.cancel_safe(timeout=CONNECT_SECONDS)

    def _names(self) -> Iterable[tuple[str, str]]:
        found: list[tuple[str, str]] = self._connection.con.execute(_TABLES).fetchall()
        return found

    def _named(self, schema: str, name: str) -> Any:
        return self._view(relation(name, schema), name)

    def _selected(self, statement: str) -> Any:
        return self._view(subquery(statement, self.dialect), "The SQL")

    def _view(self, origin: Any, what: str) -> Any:
        described = self._connection.described(origin.sql(self._connection.dialect))
        return view(self._connection, origin, [self._shown(*c) for c in described], what)

    def _shown(self, name: str, type_: str, kind: str, bare: str) -> Shown:
        as_ = "text" if kind in ("e", "c", "r", "m") else _SHOWN_AS.get(bare)
        if as_ is None:
            return Shown(name, self._connection._type(type_))
        return Shown(name, self._connection._type(as_), exp.cast(column(name), as_, dialect=self.dialect))

    def _batches(self, table: Any) -> Any:
        schema = arrow_schema(table.schema())
        return Streamed(schema, self._copied(self._connection.compile(table), schema), self._check)

    def _copied(self, statement: str, schema: Any) -> Generator[Any, None, None]:
        """What COPY sends, a row a message, in pieces that Arrow reads."""
        connection = self._connection.con
        copy = f"COPY ({_listed(statement, schema)}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)"
        with _reading(connection), connection.cursor() as cursor, cursor.copy(copy) as rows:
            held: list[Any] = []
            size = 0
            for row in rows:
                held.append(row)
                size += len(row)
                if len(held) >= CHUNK_ROWS or size >= CHUNK_BYTES:
                    yield csv_batch(held, schema)
                    held, size = [], 0
            if held:
                yield csv_batch(held, schema)


def _listed(statement: str, schema: Any) -> str:
    """The statement with its lists as JSON: how COPY writes an array is PostgreSQL's own affair."""
    if not any(pa.types.is_list(field.type) for field in schema):
        return statement
    shown = [column(f.name) for f in schema]
    made = [
        exp.cast(exp.func("to_json", c), "text") if pa.types.is_list(f.type) else c for c, f in zip(shown, schema, strict=True)
    ]
    asked = exp.select(*(m.as_(f.name, quoted=True) for m, f in zip(made, schema, strict=True)))
    return asked.from_(subquery(statement, "postgres")).sql("postgres")


def _as_json(column: Any) -> Any:
    return exp.cast(exp.func("to_json", column), "text")


@contextmanager
def _reading(connection: Any) -> Iterator[None]:
    """One read-only transaction, without a word when the connection is lost in it: its own error tells."""
    connection.execute("BEGIN READ ONLY")
    try:
        yield
    finally:
        with suppress(psycopg.Error):
            connection.execute("ROLLBACK")


def _by_state(error: Exception) -> str:
    state = getattr(error, "sqlstate", None) or ""
    if not state:
        return "lost" if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else "value"
    return _STATES.get(state) or _STATES.get(state[:2], "other")


def _on_connect(error: Exception) -> str:
    text = str(error)
    return next((fault for fault, signs in _ON_CONNECT if any(sign in text for sign in signs)), "refused")
