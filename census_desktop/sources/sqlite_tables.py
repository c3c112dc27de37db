"""Tables of SQLite files as streams of Arrow record batches: opened read-only, never held in memory as a whole.

SQLite checks values, not columns: any value may stand in any column. So a table is looked through once, and a column has the
type that all its values have; what is mixed becomes text. Columns declared as dates, times or booleans are those if every
value can be read so. What was found is kept while the file stays as it is (docs/adr/0030).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from census_desktop.domain.errors import SourceError
from census_desktop.sources.sql_text import quoted

CHUNK_ROWS = 20_000
MOST_KNOWN = 256
_HEADER = b"SQLite format 3\x00"


def _library() -> Any:
    """The SQLite that the rest of the program uses: two of them on one file may undo each other's locks
    (sqlite.org/howtocorrupt.html, 2.2.1)."""
    try:
        import pysqlite3.dbapi2 as module
    except ImportError:
        import sqlite3 as module
    return module


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """A read-only connection. Raises SourceError in the user's words."""
    library = _library()
    try:
        with path.open("rb") as file:
            head = file.read(16)
        if head and head != _HEADER:
            raise _fault(path, "it is not an SQLite file")
        with closing(library.connect(f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=False)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            yield connection
    except library.DatabaseError as error:
        raise _fault(path, _why(error)) from None
    except OSError as error:
        raise _fault(path, error.strerror or "the disk refused") from error


def _why(error: Any) -> str:
    name = getattr(error, "sqlite_errorname", "")
    text = str(error).casefold()
    if "utf-8" in text:
        return "it holds text that is not UTF-8"
    if "locked" in text or "busy" in text:
        return "another program is writing to it"
    if "malformed" in text or "not a database" in text or "disk i/o" in text or "CORRUPT" in name:
        return "the file is damaged or was cut off"
    if "unable to open" in text:
        return "it cannot be opened; another program may hold it, or its folder may be locked"
    return "SQLite refused"


def _fault(path: Path, why: str) -> SourceError:
    return SourceError(
        f"“{path.name}” could not be read: {why}.",
        kept="What was sent before is kept; nothing was sent now.",
        hint="Mend the file or the source's settings and try again.",
    )


def table_names(path: Path) -> tuple[str, ...]:
    """Tables and views, by name. Raises SourceError."""
    query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT GLOB 'sqlite_*' ORDER BY name"
    with _opened(path) as connection:
        return tuple(row[0] for row in connection.execute(query))


class SqliteTable:
    """A table that can be read any number of times through Arrow's C stream interface, which DuckDB understands.

    An error in mid-stream reaches DuckDB as one of its own; `fault` then has what really happened.
    """

    def __init__(self, path: Path, table: str, stamp: Any) -> None:
        self._path = path
        self._table = table
        self.fault: SourceError | None = None
        self.needed: Callable[[str], bool] | None = None
        """Columns that the next query may look at, None for all; the others are then null in the stream."""
        self.schema, self._convert = _typed(path, table, stamp)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        wanted = [n for n, field in enumerate(self.schema) if self.needed is None or self.needed(field.name)]
        return pa.RecordBatchReader.from_batches(self.schema, self._batches(wanted)).__arrow_c_stream__(requested_schema)

    def _batches(self, wanted: list[int]) -> Iterator[pa.RecordBatch]:
        names = ", ".join(quoted(self.schema.field(n).name) for n in wanted)
        try:
            with _opened(self._path) as connection:
                if not wanted:
                    yield from self._rows_only(connection)
                    return
                cursor = connection.execute(f"SELECT {names} FROM {quoted(self._table)}")  # noqa: S608
                while rows := cursor.fetchmany(CHUNK_ROWS):
                    yield self._batch(rows, wanted)
        except SourceError as error:
            self.fault = error
            raise
        except (pa.ArrowException, ValueError, OverflowError, TypeError):
            self.fault = _fault(self._path, f"a value of “{self._table}” does not fit its column any longer")
            raise self.fault from None

    def _rows_only(self, connection: Any) -> Iterator[pa.RecordBatch]:
        """As many rows as there are, when no value of them is looked at."""
        (left,) = connection.execute(f"SELECT count(*) FROM {quoted(self._table)}").fetchone()  # noqa: S608
        while left > 0:
            rows = min(left, CHUNK_ROWS)
            yield pa.RecordBatch.from_arrays([pa.nulls(rows, field.type) for field in self.schema], schema=self.schema)
            left -= rows

    def _batch(self, rows: list[tuple[Any, ...]], wanted: list[int]) -> pa.RecordBatch:
        columns = {n: self._convert[n](values) for n, values in zip(wanted, zip(*rows, strict=True), strict=True)}
        arrays = [columns[n] if n in columns else pa.nulls(len(rows), field.type) for n, field in enumerate(self.schema)]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)


Convert = Callable[[Any], pa.Array]
"""Makes an array of the values of a chunk."""
_known: dict[Any, tuple[pa.Schema, list[Convert]]] = {}
_lock = threading.Lock()


def _typed(path: Path, table: str, stamp: Any) -> tuple[pa.Schema, list[Convert]]:
    key = (str(path), table, stamp)
    with _lock:
        if key in _known:
            return _known[key]
    with _opened(path) as connection:
        declared = {row[1]: row[2].upper() for row in connection.execute(f"PRAGMA table_xinfo({quoted(table)})")}
        names = [column[0] for column in connection.execute(f"SELECT * FROM {quoted(table)} LIMIT 0").description]  # noqa: S608
        kinds = _storage(connection, table, names)
        columns = [_column(connection, table, name, declared.get(name, ""), kinds[name]) for name in names]
        found = pa.schema([(n, type_) for n, (type_, _) in zip(names, columns, strict=True)]), [to for _, to in columns]
    with _lock:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[key] = found
    return found


def _storage(connection: Any, table: str, names: list[str]) -> dict[str, str]:
    """What stands in each column besides nulls: integer, real, text, blob, number (the first two), mixed, or "" (nothing).

    The first and last of the storage classes in the order of the alphabet tell it, in one pass for 500 columns (SQLite
    takes 2,000 expressions)."""

    def kind(name: str) -> str:
        return f"nullif(typeof({quoted(name)}), 'null')"

    found: dict[str, str] = {}
    for start in range(0, len(names), 500):
        part = names[start : start + 500]
        tests = ", ".join(f"min({kind(name)}), max({kind(name)})" for name in part)
        row = connection.execute(f"SELECT {tests} FROM {quoted(table)}").fetchone()  # noqa: S608
        for name, pair in zip(part, zip(row[::2], row[1::2], strict=True), strict=True):
            found[name] = {("integer", "real"): "number", (None, None): ""}.get(
                pair, pair[0] if pair[0] == pair[1] else "mixed"
            )
    return found


def _column(connection: Any, table: str, name: str, declared: str, kind: str) -> tuple[pa.DataType, Convert]:
    """A column's type, and what makes its values so."""

    def never(test: str) -> bool:
        return connection.execute(f"SELECT 1 FROM {quoted(table)} WHERE {test} LIMIT 1").fetchone() is None  # noqa: S608

    if kind in ("text", "") and ("DATE" in declared or declared.startswith("TIMESTAMP")):
        types = [pa.date32()] if declared == "DATE" else [pa.timestamp("us"), pa.timestamp("us", tz="UTC")]
        for type_ in types:
            if _all(connection, table, name, type_):
                return type_, _as_moments(type_)
    if declared.startswith("BOOL") and kind in ("integer", "") and never(f"{quoted(name)} NOT IN (0, 1)"):
        return pa.bool_(), lambda values: pa.array([None if v is None else bool(v) for v in values], pa.bool_())
    if kind == "integer" or (not kind and "INT" in declared):
        return pa.int64(), lambda values: pa.array(values, pa.int64())
    exact = f"typeof({quoted(name)}) = 'integer' AND abs({quoted(name)}) > {2**53}"
    if kind == "real" or (kind == "number" and never(exact)):
        return pa.float64(), lambda values: pa.array([None if v is None else float(v) for v in values], pa.float64())
    if kind == "blob":
        return pa.binary(), lambda values: pa.array(values, pa.binary())
    if kind in ("text", ""):
        return pa.string(), lambda values: pa.array(values, pa.string())
    return pa.string(), lambda values: pa.array([_as_text(v) for v in values], pa.string())


def _all(connection: Any, table: str, name: str, type_: pa.DataType) -> bool:
    """Whether every value of the column can be read as this type."""
    read = _as_moments(type_)
    cursor = connection.execute(f"SELECT {quoted(name)} FROM {quoted(table)} WHERE {quoted(name)} IS NOT NULL")  # noqa: S608
    try:
        while rows := cursor.fetchmany(CHUNK_ROWS):
            read([row[0] for row in rows])
    except pa.ArrowException:
        return False
    return True


def _as_moments(type_: pa.DataType) -> Convert:
    return lambda values: pa.array(values, pa.string()).cast(type_)


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
