"""What readers of SQL servers and warehouses share: tables of schemas, SQL that users wrote, rows as Arrow record batches,
and an engine's complaints in plain words.

An engine's module gives an Ibis back end and, where it has no Arrow path of its own, a stream of plain rows (`_rows`); it
says what an error means with a word of `FAULTS`. What the engine's driver writes is never shown: it can quote a record.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from typing import Any, ClassVar

import pyarrow as pa

from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, SourceError
from census_desktop.domain.model import Dataset, Segment, Source
from census_desktop.domain.ports import Clock
from census_desktop.sources.lean import ibis
from census_desktop.sources.reader import EngineReader
from census_desktop.sources.rows import ValueUnfit, arrow_schema, record_batch
from census_desktop.sources.user_sql import checked_select

CHUNK_ROWS = 20_000
CONNECT_SECONDS = 10
"""How long a server may take to let somebody in."""

_KEPT = "What was sent before is kept; nothing was sent now."
_AGAIN = "Try again; syncs that are due do so by themselves."

FAULTS: Mapping[str, tuple[str, str]] = {
    "password": ("“{source}” did not accept the user or the password.", "Edit the source: user and password."),
    "user": ("“{source}” does not let this user in.", "Ask its administrator for access, or edit the source's user."),
    "host": ("The host of “{source}” is not known on this network.", "Edit the source: host. Or connect to its network."),
    "refused": ("Nothing answers at host and port of “{source}”.", "Start the server, or edit the source: host and port."),
    "timeout": ("“{source}” did not answer in time.", "Look at the network, a VPN or a firewall, then try again."),
    "tls": (
        "“{source}” could not be reached over TLS: its certificate is not trusted, or it has none.",
        "Edit the source: TLS, and the file of its certificate authority.",
    ),
    "database": ("“{source}” has no such database.", "Edit the source: database."),
    "schema": ("“{source}” has no such schema.", "Edit the source: schema."),
    "table": (
        "“{what}” names a table or a view that is no longer in “{source}”.",
        "Restore it, or choose another table for the data set.",
    ),
    "column": ("“{what}” names a column that is no longer there.", "Look at the conditions, mappings and SQL that name it."),
    "permission": ("The user of “{source}” may not read “{what}”.", "Ask its administrator for the right to SELECT."),
    "read_only": ("“{what}” would change something; “{source}” is only read.", "Write a SELECT that changes nothing."),
    "lost": ("The connection to “{source}” was lost while “{what}” was read.", _AGAIN),
    "stopped": ("“{source}” stopped the query of “{what}”.", "Its administrator set a limit of time or memory. " + _AGAIN),
    "busy": ("“{source}” takes no more connections now.", _AGAIN),
    "sql": (
        "A query of “{what}” does not work in “{source}”.",
        "Look at the SQL of its data set and conditions, and at the types of the columns that they name.",
    ),
    "value": (
        "A value in “{what}” does not suit what is computed of it.",
        "Look at the SQL and the computed columns of its data set.",
    ),
    "other": ("“{what}” could not be read from “{source}”.", "Test the source, then try again."),
}
"""What can go wrong: a word for it, and what the user is told."""


class SqlReader(EngineReader):
    """An open engine that speaks SQL. `schema` is where tables are looked for first ("" = the engine's own)."""

    errors: ClassVar[tuple[type[Exception], ...]] = ()
    """What the engine's driver raises."""

    def __init__(
        self, source: Source, connection: Any, lookup: Callable[[str, str], Any], clock: Clock, schema: str = ""
    ) -> None:
        super().__init__(source, connection, lookup, clock)
        self._schema = schema

    # What an engine may give ----------------------------------------------------------------------------------------

    def fault(self, error: Exception) -> str:
        """A word of FAULTS for an error of the engine."""
        return "other"

    def _stop(self) -> None:
        """End what the engine is doing, from another thread. Errors of the engine are passed over."""

    def _names(self) -> Iterable[tuple[str, str]]:
        """(schema, name) of each table and view; those of the own schema have "" for it."""
        return (("", name) for name in self._connection.list_tables(database=self._schema or None))

    def _named(self, schema: str, name: str) -> Any:
        """The Ibis table of this name. Raises ibis' TableNotFound or the engine's error."""
        return self._connection.table(name, database=schema or self._schema or None)

    def _selected(self, statement: str) -> Any:
        """The Ibis table of a SELECT that was checked."""
        return self._connection.sql(statement)

    # ----------------------------------------------------------------------------------------------------------------

    def tables(self) -> tuple[str, ...]:
        """Names that can be data sets; those of other schemas as schema.table."""
        with self._plain_words(self._source.name):
            return tuple(sorted({f"{schema}.{name}" if schema else name for schema, name in self._names()}, key=str.casefold))

    def sql(self, dataset: Dataset, segment: Segment | None) -> str:
        with self._guard(dataset):
            return str(self._connection.compile(self._compiler().rows(dataset, segment), pretty=True))

    def cancel(self) -> None:
        self._cancelled = True
        with suppress(*self.errors, OSError):
            self._stop()

    def close(self) -> None:
        with suppress(*self.errors, OSError):
            self._connection.disconnect()

    def _check(self) -> None:
        if self._cancelled:
            raise Cancelled

    def _open_table(self, dataset: Dataset) -> Any:
        if dataset.sql:
            return self._selected(checked_select(dataset.sql, self.dialect)[0])
        schema, dot, name = dataset.table.partition(".")
        missing = ibis.common.exceptions.TableNotFound
        try:
            return self._named("", dataset.table)
        except (missing, *self.errors) as error:
            if not isinstance(error, missing) and self.fault(error) not in ("table", "schema"):
                raise
            if not dot:
                raise self._told("table", dataset.table) from None
        try:
            return self._named(schema, name)
        except missing:
            raise self._told("table", dataset.table) from None

    @contextmanager
    def _words(self, what: str) -> Iterator[None]:
        try:
            yield
        except CensusError:
            raise
        except self.errors as error:
            raise self._told(self.fault(error), what) from None
        except ValueUnfit as error:
            raise SourceError(
                f"A value in the column “{error.column}” of “{what}” does not fit its type {error.type}.",
                kept=_KEPT,
                hint="Give the data set a SELECT that casts or rounds it.",
            ) from None
        except (ibis.common.exceptions.IbisError, pa.ArrowException) as error:
            raise ConfigError(
                f"“{what}” cannot be queried like this in {self.dialect}: {_of_ibis(error)}.",
                kept="Nothing was read.",
                hint="Look at the conditions and at the types of the columns that they name.",
            ) from None
        except OSError:
            raise self._told("lost", what) from None

    def _plain_words(self, what: str) -> AbstractContextManager[None]:
        return self._words(what)

    def _told(self, fault: str, what: str) -> SourceError:
        return told(fault, self._source, what)


class RowReader(SqlReader):
    """An engine whose driver gives rows, not Arrow: they become record batches here."""

    @abstractmethod
    def _rows(self, statement: str) -> Generator[Sequence[Sequence[Any]], None, None]:
        """Chunks of rows of a statement as the engine sends them."""

    def _batches(self, table: Any) -> Any:
        schema = arrow_schema(table.schema())
        return Streamed(schema, self._of_rows(self._connection.compile(table), schema), self._check)

    def _of_rows(self, statement: str, schema: Any) -> Generator[Any, None, None]:
        with closing(self._rows(statement)) as chunks:
            for rows in chunks:
                yield record_batch(rows, schema)


def told(fault: str, source: Source, what: str = "") -> SourceError:
    """The error for a word of FAULTS."""
    message, hint = FAULTS[fault]
    return SourceError(message.format(source=source.name, what=what or source.name), kept=_KEPT, hint=hint)


class Streamed:
    """Record batches of one schema as they come; `check` is asked before each. Left early, it ends the engine's query."""

    def __init__(self, schema: Any, batches: Generator[Any, None, None], check: Callable[[], None]) -> None:
        self.schema = schema
        self._made = batches
        self._check = check

    def __iter__(self) -> Iterator[Any]:
        with closing(self._made):
            for batch in self._made:
                self._check()
                yield batch


def _of_ibis(error: Exception) -> str:
    """What Ibis says of types and operations; what Arrow says can quote a value."""
    if isinstance(error, ibis.common.exceptions.OperationNotDefinedError):
        return f"it has no {str(error).rpartition(' ')[2] or 'such operation'}"
    if isinstance(error, ibis.common.exceptions.UnsupportedOperationError | ibis.common.exceptions.UnsupportedBackendType):
        return "the engine has no such operation"
    return f"{type(error).__name__} of types that do not go together"
