"""DuckDB embedded: files and DuckDB files, read-only, through Ibis.

The engine may read the source's own folder and nothing else: DuckDB's `allowed_directories` with external access off and
the configuration locked (DuckDB documentation, "Securing DuckDB").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from census_desktop.domain.conditions import Group
from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, SourceError
from census_desktop.domain.model import Column, Dataset, Segment, Source
from census_desktop.domain.ports import Clock, Preview
from census_desktop.sources.compile import Compiler
from census_desktop.sources.files import Files
from census_desktop.sources.types import column_type
from census_desktop.sources.user_sql import checked_select

CHUNK_ROWS = 50_000
_IN_SQL = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ConversionException,
    duckdb.ParserException,
    duckdb.SyntaxException,
    duckdb.TypeMismatchException,
)
"""What only SQL that somebody wrote, or a cast in it, can meet."""
_SETTINGS = {"memory_limit": "1GB", "autoinstall_known_extensions": False}
"""Bounded memory; extensions are never fetched from the network."""


def open_duckdb(source: Source, folder: Path, lookup: Callable[[str, str], Any], clock: Clock) -> DuckDBReader:
    """Open a `files` or `duckdb` source. Raises SourceError."""
    if source.type == "files":
        connection = ibis.duckdb.connect(**_SETTINGS)
        files = Files(source, folder)
        _confine(connection, files.roots)
        return DuckDBReader(source, connection, lookup, files, clock)
    path = Path(str(source.config["path"])).expanduser()
    path = path if path.is_absolute() else folder / path
    if not path.is_file():
        raise SourceError(
            f"The DuckDB file {path} does not exist.",
            kept="Segments, syncs and what was sent are kept.",
            hint="Put it back, or edit the source's path.",
        )
    with _plain_words(path.name):
        connection = ibis.duckdb.connect(str(path), read_only=True, **_SETTINGS)
    _confine(connection, [str(path.parent)])
    return DuckDBReader(source, connection, lookup, None, clock)


def _confine(connection: Any, folders: list[str]) -> None:
    connection.con.execute("SET TimeZone = 'UTC'")
    listed = ", ".join("'" + f.replace("'", "''") + "'" for f in folders)
    connection.con.execute(f"SET allowed_directories = [{listed}]")
    connection.con.execute("SET enable_external_access = false")
    connection.con.execute("SET lock_configuration = true")


class DuckDBReader:
    """An open DuckDB source; see `ports.Reader`."""

    dialect = "duckdb"

    def __init__(
        self, source: Source, connection: Any, lookup: Callable[[str, str], Any], files: Files | None, clock: Clock
    ) -> None:
        self._source = source
        self._connection = connection
        self._lookup = lookup
        self._files = files
        self._clock = clock
        self._tables: dict[str, Any] = {}
        self._cancelled = False

    def tables(self) -> tuple[str, ...]:
        """Names that can be data sets: files, or tables and views."""
        with _plain_words(self._source.name):
            return self._files.names() if self._files else tuple(sorted(self._connection.list_tables()))

    def describe(self, dataset: Dataset) -> Dataset:
        """The data set with the columns it has now; annotations of columns that are still there stay."""
        with self._guard(dataset):
            table = self._compiler().base(dataset, [], [c.name for c in dataset.computed])
            computed = {c.name for c in dataset.computed}
            annotated = {c.name: c for c in dataset.columns}
            columns = []
            for name, dtype in table.schema().items():
                old = annotated.get(name)
                native = "computed" if name in computed else str(dtype).removeprefix("!")
                columns.append(
                    Column(name, column_type(dtype), native, old.pii if old else False, old.enumerated if old else False)
                )
            return replace(dataset, columns=tuple(columns))

    def count(self, dataset: Dataset, segment: Segment | None) -> int:
        if segment is None or segment.limit is None:
            return self.tally(dataset, [segment.where if segment else Group()])[0]
        with self._guard(dataset):
            return int(self._scalars(self._compiler().rows(dataset, segment).count().as_table())[0])

    def tally(self, dataset: Dataset, wheres: Sequence[Group]) -> tuple[int, ...]:
        """Records of the data set that match each tree, all counted in one pass."""
        with self._guard(dataset):
            compiler = self._compiler()
            table = compiler.base(dataset, wheres)
            counts = {}
            for number, where in enumerate(wheres):
                predicate = compiler.predicate(table, dataset, where)
                counts[f"n{number}"] = table.count() if predicate is None else table.count(where=predicate)
            return tuple(int(n) for n in self._scalars(table.aggregate(**counts)))

    def preview(self, dataset: Dataset, segment: Segment | None, rows: int, offset: int = 0) -> Preview:
        """Rows in the order of the unique identifier, so that pages fit together."""
        with self._guard(dataset):
            names = [c.name for c in dataset.computed]
            table = self._compiler().rows(dataset, segment, names)
            if dataset.unique_identifier in table.columns and not (segment and segment.limit):
                table = table.order_by(dataset.unique_identifier)
            page = table.limit(rows, offset=offset)
            found = [tuple(row.values()) for batch in self._batches(page) for row in batch.to_pylist()]
            schema = page.schema()
            return Preview(tuple(schema.names), tuple(str(t).removeprefix("!") for t in schema.types), tuple(found))

    def sql(self, dataset: Dataset, segment: Segment | None) -> str:
        with self._guard(dataset):
            return str(ibis.to_sql(self._compiler().rows(dataset, segment), dialect=self.dialect))

    @contextmanager
    def extract(self, dataset: Dataset, segment: Segment | None, columns: Sequence[str]) -> Iterator[tuple[Any, Iterator[Any]]]:
        """(Arrow schema, record batches) of these columns only."""
        with self._guard(dataset):
            compiler = self._compiler()
            table = compiler.rows(dataset, segment, columns)
            chosen = table.select([compiler.column(table, dataset, name) for name in columns])
            reader = self._batches(chosen)
        # Outside the guard: what goes wrong with the batches elsewhere is not this source's fault.
        yield reader.schema, self._checked(reader, dataset)

    def _checked(self, reader: Any, dataset: Dataset) -> Iterator[Any]:
        with self._guard(dataset):
            yield from reader

    def cancel(self) -> None:
        self._cancelled = True
        self._connection.con.interrupt()

    def close(self) -> None:
        self._connection.disconnect()

    # ----------------------------------------------------------------------------------------------------------------

    def _compiler(self) -> Compiler:
        return Compiler(self._table, self._lookup, self._clock.now(), self.dialect)

    def _table(self, dataset: Dataset) -> Any:
        if dataset.id not in self._tables:
            self._tables[dataset.id] = self._open_table(dataset)
        return self._tables[dataset.id]

    def _open_table(self, dataset: Dataset) -> Any:
        if dataset.sql:
            statement, names = checked_select(dataset.sql, self.dialect)
            if self._files:
                for name in names:
                    self._files.read(self._connection, self._files.path(name))
            return self._connection.sql(statement)
        if self._files:
            return self._files.read(self._connection, self._files.path(dataset.table))
        if dataset.table not in self._connection.list_tables():
            raise SourceError(
                f"The table “{dataset.table}” is no longer in “{self._source.name}”.",
                kept="The data set, its segments and syncs are kept; nothing was sent.",
                hint="Restore the table, or choose another one for the data set.",
            )
        return self._connection.table(dataset.table)

    def _batches(self, table: Any) -> Any:
        """Arrow record batches, streamed. Ibis' own to_pyarrow_batches uses a call that DuckDB 1.5 deprecates."""
        return self._connection.con.execute(self._connection.compile(table)).to_arrow_reader(CHUNK_ROWS)

    def _scalars(self, table: Any) -> list[Any]:
        (row,) = [r for batch in self._batches(table) for r in batch.to_pylist()]
        return list(row.values())

    @contextmanager
    def _guard(self, dataset: Dataset) -> Iterator[None]:
        if self._cancelled:
            raise Cancelled
        try:
            with _plain_words(dataset.table or dataset.name):
                yield
        except SourceError:
            if self._cancelled:
                raise Cancelled from None
            raise


@contextmanager
def _plain_words(what: str) -> Iterator[None]:
    """Engine errors in the user's words. DuckDB quotes data lines in its messages: only what it says of place is kept."""
    try:
        yield
    except CensusError:
        raise
    except duckdb.InterruptException:
        raise Cancelled from None
    except UnicodeDecodeError as error:
        raise _unreadable(what, "it is not UTF-8 text") from error
    except duckdb.Error as error:
        raise _translated(what, error) from None
    except (ibis.common.exceptions.IbisError, pa.ArrowException) as error:
        raise ConfigError(
            f"“{what}” cannot be queried like this: {_short(error)}.",
            kept="Nothing was read.",
            hint="Look at the conditions and at the types of the columns that they name.",
        ) from None
    except OSError as error:
        raise _unreadable(what, error.strerror or "the disk refused") from error


def _translated(what: str, error: Exception) -> SourceError:
    text = str(error)
    if isinstance(error, duckdb.PermissionException):
        return SourceError(
            f"“{what}” may read the files of its own source only.",
            kept="Nothing was read.",
            hint="Name those files in the SQL.",
        )
    if isinstance(error, _IN_SQL) and "CSV" not in text:
        return SourceError(
            f"A query of “{what}” does not work: {_short(error)}.",
            kept="What was sent before is kept; nothing was sent now.",
            hint="Look at the SQL of its data set and conditions, and at the types of the columns that they name.",
        )
    if "utf-8" in text.lower() or "unicode" in text.lower():
        return _unreadable(what, "it is not UTF-8 text")
    if line := re.search(r"CSV Error on Line: (\d+)", text):
        return _unreadable(what, f"line {line[1]} does not fit the other lines")
    if "sniff" in text.lower() or "CSV" in text:
        return _unreadable(what, "its lines do not form a table (wrong delimiter, quotes or a damaged file)")
    if "parquet" in text.lower() and ("magic" in text.lower() or "footer" in text.lower() or "too small" in text.lower()):
        return _unreadable(what, "it is not a whole Parquet file")
    if "json" in text.lower():
        return _unreadable(what, "its JSON is malformed")
    return _unreadable(what, _short(error))


def _short(error: Exception) -> str:
    """The first line of an engine's message without values it quotes."""
    first = str(error).splitlines()[0] if str(error) else type(error).__name__
    first = re.sub(r"^\w+ Error: ", "", first)
    return re.sub(r"'[^']*'", "'…'", first)[:200].rstrip(".! ")


def _unreadable(what: str, why: str) -> SourceError:
    return SourceError(
        f"“{what}” could not be read: {why}.",
        kept="What was sent before is kept; nothing was sent now.",
        hint="Mend the file or the source's settings and try again.",
    )
