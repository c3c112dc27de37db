"""What differs between databases: one class a kind, chosen by the address."""

from __future__ import annotations

import ipaddress
import re
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa

from census_desktop.domain.errors import CensusError, ConfigError, CredentialError, DestinationError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch

if TYPE_CHECKING:
    from census_desktop.destinations.sqltable.tables import PreparedTable

KEPT = "Nothing is lost: records that were not acknowledged are sent again by the next run."
BATCH = "census_batch"
"""The temporary table of a batch; its columns are called c0, c1, …"""
CONNECT_SECONDS = 5
LOST_AFTER_SECONDS = 30


class Kind(ABC):
    """A kind of database. Texts of drivers quote values, so of errors only codes and names of columns are kept."""

    name: ClassVar[str]
    driver: ClassVar[str]
    """SQLAlchemy's name of dialect and driver."""
    extra: ClassVar[str] = ""
    errors_of: ClassVar[tuple[str, ...]]
    """Packages whose errors are this driver's."""
    longest_name: ClassVar[int] = 1_000
    one_writer: ClassVar[bool] = False
    folds_case: ClassVar[bool] = True
    """Whether columns are told apart without regard to case."""
    stages_without_rules: ClassVar[bool] = False
    """What is put aside for a swap is not refused for a missing value there."""

    def ready(self, url: sa.URL, *, may_create: bool) -> None:
        """Raises ConfigError where the database is not there."""
        return

    @abstractmethod
    def engine(self, url: sa.URL, limits: Limits) -> sa.Engine: ...

    def begin(self, connection: sa.Connection, seconds: float) -> None:
        """Settings of a transaction whose statements may take that long."""
        return

    @abstractmethod
    def version(self, connection: sa.Connection) -> str: ...

    @abstractmethod
    def column_type(self, connection: sa.Connection, type_: Any, *, key: bool) -> sa.types.TypeEngine[Any]:
        """The type of a column that we make, from the Arrow type of its values."""
        ...

    def as_named(self, reflected: str) -> str:
        """A column's name as it is, of what SQLAlchemy read."""
        return reflected

    def name_length(self, name: str) -> int:
        return len(name)

    def unstorable(self, rows: Any) -> dict[int, str]:
        """Rows that such a database cannot hold, with the reason."""
        return {}

    @abstractmethod
    def write(self, connection: sa.Connection, table: PreparedTable, batch: Batch, rows: Any) -> None:
        """Apply the batch's operation to its `rows`, within the connection's transaction."""
        ...

    def put_aside(self, connection: sa.Connection, staged: PreparedTable, batch: Batch, rows: Any) -> None:
        self.write(connection, staged, batch, rows)

    def check_swap(self, connection: sa.Connection, table: PreparedTable) -> None:
        """Raises ConfigError where a table cannot be replaced at once."""
        return

    @abstractmethod
    def staged(self, table: PreparedTable) -> PreparedTable:
        """The temporary table of a swap."""
        ...

    @abstractmethod
    def stage(self, connection: sa.Connection, table: PreparedTable, staged: PreparedTable) -> None:
        """Make it: best one that refuses what the table would, so that records stand alone and the end goes through."""
        ...

    @abstractmethod
    def swap(self, connection: sa.Connection, table: PreparedTable, staged: PreparedTable, lock_seconds: int) -> None:
        """Put what was put aside in the place of the table's rows, within the connection's transaction."""
        ...

    def stop(self, connection: sa.Connection) -> Callable[[], None]:
        """What stops the connection's statement, from another thread."""
        return lambda: None

    def is_broken(self, driver: Any) -> bool:
        """Whether a connection broke behind SQLAlchemy's back; in the pool it would fail the next batch too."""
        return False

    @abstractmethod
    def meaning(self, error: Any, name: str, outcome_known: bool) -> CensusError:
        """What a driver's error means. `outcome_known`: the transaction is surely not committed."""
        ...


def pooled(url: sa.URL, limits: Limits, **options: Any) -> sa.Engine:
    return sa.create_engine(url, pool_size=limits.concurrency, max_overflow=1, hide_parameters=True, **options)


def is_here(host: str | None) -> bool:
    """This computer: a socket file or loopback."""
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def in_thread(act: Callable[[], Any]) -> Callable[[], None]:
    """Stopping a statement takes a connection of its own, so a thread waits for it."""

    def quiet() -> None:
        with suppress(Exception):
            act()

    return lambda: threading.Thread(target=quiet, name="cancel-statement", daemon=True).start()


def temporary(columns: Sequence[str], schema: str | None = None, name: str = BATCH) -> sa.TableClause:
    return sa.table(name, *(sa.column(f"c{n}") for n in range(len(columns))), schema=schema)


def change(table: PreparedTable, batch: Batch, columns: Sequence[str], came: sa.TableClause) -> Any:
    """DELETE or UPDATE of the rows that came in a temporary table; None where there is nothing to update."""
    target, key = table.clause, columns[0]
    same = target.c[key] == came.c.c0
    if batch.operation is Operation.DELETE:
        return sa.delete(target).where(same)
    values = met(table, target, batch, {name: came.c[f"c{n}"] for n, name in enumerate(columns) if n})
    return sa.update(target).where(same).values(values) if values else None


def met(table: PreparedTable, target: Any, batch: Batch, values: Mapping[str, Any]) -> dict[str, Any]:
    """What each column becomes where a row is there already: the new value, or the old one where the batch says so."""
    found: dict[str, Any] = {}
    fields = dict(zip(table.columns, table.fields, strict=True))
    for name, new in values.items():
        old, field = target.c[name], fields[name]
        value = sa.func.coalesce(new, old) if field in batch.keep_if_null else new
        if field in batch.only_if_empty:
            # As a literal, not a parameter: the driver's statement has parameters for the rows alone.
            kept = sa.func.nullif(old, sa.literal_column("''")) if field in table.texts else old
            value = sa.func.coalesce(kept, value)
        found[name] = value
    return found


def refused(name: str) -> CredentialError:
    return CredentialError(
        f"{name} refused the user or the password.",
        kept=KEPT,
        hint="Enter them again under Destinations, then run the sync once more.",
    )


def no_right(name: str, more: str = "") -> DestinationError:
    """`more`: rights that this kind of database asks for besides, with a comma after them."""
    return DestinationError(
        f"This user of {name} may not write there.",
        kept=KEPT,
        hint=f"Ask for the rights {more}SELECT, INSERT, UPDATE and DELETE on the table, and CREATE on the schema to make one.",
    )


def unsafe(name: str, hint: str) -> ConfigError:
    return ConfigError(
        f"The connection to {name} cannot be made safe: its certificate does not check or it has none.", hint=hint
    )


def no_room(name: str, *, read_only: bool = False) -> DestinationError:
    what = "is read-only" if read_only else "has no room left"
    return DestinationError(f"{name} {what}.", kept=KEPT, hint="Ask whoever runs the database.")


def other(name: str, code: object) -> DestinationError:
    return DestinationError(
        f"{name} cannot take this ({code}).", kept=KEPT, hint="The table may have changed; look at its columns and keys."
    )


def own_column(text: str) -> str:
    """A column of the temporary table in a driver's text; other names in it could be values of a record."""
    found = re.search(r"\bc\d+\b(?=['`\"\])])", text)
    return found[0] if found else ""
