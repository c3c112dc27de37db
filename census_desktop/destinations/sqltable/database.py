"""Connections to one database: how they are made, and how long they may take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from census_desktop.destinations.sqltable.failures import translated
from census_desktop.destinations.sqltable.kinds import KINDS, kind_named
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import Limits

PASSWORDS = frozenset({"password", "passwd", "pwd", "odbc_connect", "sslpassword", "ssl_key_password"})
"""Parameters of an address in which drivers take one."""


def parsed_url(text: str, folder: Path) -> sa.URL:
    """A URL that this destination can use, or ConfigError. Nothing of it but its kind is ever shown."""
    try:
        url = sa.make_url(text.strip())
    except (ArgumentError, ValueError):
        raise ConfigError("The address is not a database URL.", hint="As in postgresql://db.example.com/crm.") from None
    backend = url.drivername.split("+")[0]
    if backend not in KINDS:
        hint = "PostgreSQL, MySQL, MariaDB, SQL Server and SQLite are."
        raise ConfigError(f"Tables of {backend} are not supported yet.", hint=hint)
    if url.password is not None or PASSWORDS & {name.casefold() for name in url.query}:
        raise ConfigError(
            "The address holds a password.", hint="Remove it and enter it as the password; it is then kept in the keyring."
        )
    url = url.set(drivername=KINDS[backend].driver)
    return _sqlite_url(url, folder) if backend == "sqlite" else url


def _sqlite_url(url: sa.URL, folder: Path) -> sa.URL:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise ConfigError("The address names no SQLite file.", hint="As in sqlite:///crm.db.")
    path = (folder / Path(url.database).expanduser()).absolute()
    if not path.parent.is_dir():
        raise ConfigError(f"{path.parent} does not exist.", hint="Make that folder, or choose another file.")
    if path.is_dir():
        raise ConfigError(f"{path} is a folder, not a SQLite file.", hint="Name a file in it.")
    return url.set(database=str(path))


class Database:
    """One database, with a small pool. Thread-safe."""

    def __init__(self, url: sa.URL, schema: str | None, limits: Limits, *, may_create: bool) -> None:
        backend = url.get_backend_name()
        self.kind = kind_named(backend)
        self.schema = schema
        self.limits = replace(limits, concurrency=1) if self.kind.one_writer else limits
        is_file = backend == "sqlite"
        self.name = str(url.database) if is_file else f"{url.host or 'this computer'}/{url.database or ''}"
        self.kind.ready(url, may_create=may_create)
        try:
            self._engine = self.kind.engine(url, self.limits)
        except (ImportError, NoSuchModuleError):
            raise ConfigError(
                f"The driver for {self.kind.name} is not installed.",
                hint=f'Install it: pip install "census-desktop[{self.kind.extra}]".',
            ) from None

    @contextmanager
    def connection(self) -> Iterator[sa.Connection]:
        """A connection in a transaction that is committed at the end. Driver errors come out as ours."""
        with translated(self.kind, self.name, outcome_known=True):
            connection = self._engine.connect()
            try:
                with self.transaction(connection, self.limits.batch_timeout):
                    yield connection
            except BaseException:
                self._drop_if_broken(connection)
                raise
            finally:
                connection.close()

    def own_connection(self) -> sa.Connection:
        """A connection whose temporary tables last until it is invalidated: only then is it closed, not used again."""
        with translated(self.kind, self.name, outcome_known=True):
            return self._engine.connect()

    @contextmanager
    def transaction(self, connection: sa.Connection, seconds: float) -> Iterator[None]:
        """Commits at the end; a statement may take that long."""
        with translated(self.kind, self.name, outcome_known=True):
            try:
                self.kind.begin(connection, seconds)
                yield
                with translated(self.kind, self.name, outcome_known=False):
                    connection.commit()
            except BaseException:
                with suppress(sa.exc.SQLAlchemyError):
                    connection.rollback()
                raise

    def describe(self) -> str:
        with self.connection() as connection:
            tables = sa.inspect(connection).get_table_names(self.schema)
            version = self.kind.version(connection)
        return f"{version}, {len(tables)} tables."

    def _drop_if_broken(self, connection: sa.Connection) -> None:
        if not connection.invalidated and self.kind.is_broken(connection.connection.driver_connection):
            connection.invalidate()

    def close(self) -> None:
        self._engine.dispose()
