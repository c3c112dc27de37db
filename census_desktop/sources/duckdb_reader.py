"""DuckDB embedded: files and DuckDB files, read-only, through Ibis.

The engine may read the source's own folder, or its one DuckDB file, and nothing else: DuckDB's `allowed_directories` and
`allowed_paths` with external access off and the configuration locked (DuckDB documentation, "Securing DuckDB").
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import ibis.expr.operations as ops

from census_desktop.domain.errors import SourceError
from census_desktop.domain.model import Dataset, Source
from census_desktop.domain.ports import Clock
from census_desktop.domain.reading import Detected
from census_desktop.sources.duckdb_errors import plain_words
from census_desktop.sources.engines import SourceContext
from census_desktop.sources.file_tables import FileTables
from census_desktop.sources.files import Files
from census_desktop.sources.lean import ibis
from census_desktop.sources.reader import EngineReader
from census_desktop.sources.reading import cast, checked, unknown_columns
from census_desktop.sources.sql_text import literal, quoted
from census_desktop.sources.user_sql import checked_select

CHUNK_ROWS = 20_000
_SETTINGS = {"memory_limit": "1GB", "autoinstall_known_extensions": False}
"""Bounded memory; extensions are never fetched from the network."""
_SCAN = {**_SETTINGS, "memory_limit": "64MB"}
"""Enough to read through a table of any length; what was read is not kept."""


def open_files(context: SourceContext) -> DuckDBReader:
    """Open a `files` or `sqlite` source. Raises SourceError."""
    connection = ibis.duckdb.connect(**_SETTINGS)
    files = Files(context.source, context.folder)
    scratch = context.folder / "scratch" / f"read-{uuid.uuid4().hex}"
    connection.con.execute(f"SET temp_directory = {literal(str(scratch / 'spill'))}")
    _confine(connection, [str(files.root), str(scratch)])
    tables = FileTables(connection, files, scratch)
    return DuckDBReader(context.source, connection, context.lookup, tables, context.clock)


def open_database(context: SourceContext) -> DuckDBReader:
    """Open a `duckdb` source, read-only. Raises SourceError."""
    settings = _SCAN if context.scan else _SETTINGS
    path = Path(str(context.source.config["path"])).expanduser()
    path = path if path.is_absolute() else context.folder / path
    if not path.is_file():
        raise SourceError(
            f"The DuckDB file {path} does not exist.",
            kept="Segments, syncs and what was sent are kept.",
            hint="Put it back, or edit the source's path.",
        )
    with plain_words(path.name):
        connection = ibis.duckdb.connect(str(path), read_only=True, **settings)
    spill = context.folder / "scratch" / f"spill-{uuid.uuid4().hex}"
    connection.con.execute(f"SET temp_directory = {literal(str(spill))}")
    _confine(connection, [str(spill)], [str(path), f"{path}.wal"])
    return DuckDBReader(context.source, connection, context.lookup, None, context.clock)


def _confine(connection: Any, folders: list[str], files: Sequence[str] = ()) -> None:
    """From now on the connection reads what lies in these folders, and these files, and nothing else on this computer."""
    connection.con.execute("SET TimeZone = 'UTC'")
    connection.con.execute(f"SET allowed_directories = {literal(folders)}")
    if files:
        connection.con.execute(f"SET allowed_paths = {literal(list(files))}")
    connection.con.execute("SET enable_external_access = false")
    connection.con.execute("SET lock_configuration = true")


class DuckDBReader(EngineReader):
    """An open DuckDB source. `files` is None for a DuckDB file."""

    dialect = "duckdb"

    def __init__(
        self, source: Source, connection: Any, lookup: Callable[[str, str], Any], files: FileTables | None, clock: Clock
    ) -> None:
        super().__init__(source, connection, lookup, clock)
        self._files = files
        self._thorough = False

    def tables(self) -> tuple[str, ...]:
        """Names that can be data sets: files and what is in them, patterns, or tables and views."""
        with self._plain_words(self._source.name):
            return self._files.names() if self._files else tuple(sorted(self._connection.list_tables()))

    def describe(self, dataset: Dataset) -> Dataset:
        self._thorough = True
        self._tables.pop(dataset.id, None)
        return super().describe(dataset)

    def detected(self, dataset: Dataset) -> Detected:
        """How the data set is read, found out and corrected. Raises as `describe`."""
        with self._guard(dataset):
            self._table(dataset)
        return (self._files.detected.get(dataset.id) if self._files else None) or Detected("" if dataset.sql else "duckdb")

    def cancel(self) -> None:
        self._cancelled = True
        with suppress(duckdb.ConnectionException):  # it was closed while the cancel was on its way
            self._connection.con.interrupt()

    def close(self) -> None:
        self._connection.disconnect()
        if self._files:
            self._files.close()

    def _plain_words(self, what: str) -> AbstractContextManager[None]:
        return plain_words(what)

    @contextmanager
    def _guard(self, dataset: Dataset) -> Iterator[None]:
        """Files may be cut or replaced at any moment: they are looked at anew then, and what was read across that moment is
        refused."""
        if self._files and self._files.fault():
            self._files.forget()
            self._tables.clear()
        with self._watched(dataset):
            yield

    def _checked(self, reader: Any, dataset: Dataset) -> Iterator[Any]:
        with self._watched(dataset):
            yield from reader

    @contextmanager
    def _watched(self, dataset: Dataset) -> Iterator[None]:
        try:
            with super()._guard(dataset):
                yield
        except SourceError as error:
            raise (self._fault() or error) from None
        if fault := self._fault():
            raise fault

    def _fault(self) -> SourceError | None:
        return self._files.fault() if self._files else None

    def _open_table(self, dataset: Dataset) -> Any:
        if dataset.sql:
            statement, names = checked_select(dataset.sql, self.dialect)
            if self._files:
                for name in names:
                    self._files.view(Dataset("", "", "", name), name)
            return self._connection.sql(statement)
        if self._files:
            return self._files.view(dataset, dataset.table, thorough=self._thorough)
        if dataset.table not in self._connection.list_tables():
            raise SourceError(
                f"The table “{dataset.table}” is no longer in “{self._source.name}”.",
                kept="The data set, its segments and syncs are kept; nothing was sent.",
                hint="Restore the table, or choose another one for the data set.",
            )
        return self._typed(dataset)

    def _typed(self, dataset: Dataset) -> Any:
        """A table of a DuckDB file, with the types that the user gave."""
        table = self._connection.table(dataset.table)
        how = checked(dataset.reading, "duckdb", dataset.name)
        if not how.get("types"):
            return table
        unknown_columns(how, list(table.columns), dataset.name)
        given = {name.casefold(): word for name, word in how["types"].items()}
        made = ", ".join(
            cast(quoted(c), given[c.casefold()], how, is_text=table[c].type().is_string()) + f" AS {quoted(c)}"
            for c in table.columns
            if c.casefold() in given
        )
        return self._connection.sql(f"SELECT * REPLACE ({made}) FROM {quoted(dataset.table)}")  # noqa: S608

    def _batches(self, table: Any) -> Any:
        """Arrow record batches, streamed. Ibis' own to_pyarrow_batches uses a call that DuckDB 1.5 deprecates."""
        query = self._connection.compile(table)
        if self._files:
            self._files.narrow(_needed(table, query))
        return self._connection.con.execute(query).to_arrow_reader(CHUNK_ROWS)


def _needed(table: Any, query: str) -> Callable[[str], bool] | None:
    """Which columns the query may read: those whose names stand in it. None, all of them, where a star or SQL that a person
    wrote may mean more."""
    if "*" in query.replace("COUNT(*)", "") or table.op().find((ops.SQLQueryResult, ops.SQLStringView)):
        return None
    folded = query.casefold()
    return lambda name: '"' in name or name.casefold() in folded
