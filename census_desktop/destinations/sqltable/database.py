"""Connections to one database: how they are made, and how long they may take."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from census_desktop.destinations.sqltable.failures import translated
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import Limits

CONNECT_SECONDS = 5
LOST_AFTER_SECONDS = 30
DRIVERS = {"postgresql": "postgresql+psycopg", "sqlite": "sqlite"}


def parsed_url(text: str, folder: Path) -> sa.URL:
    """A URL that this destination can use, or ConfigError. Nothing of it but its kind is ever shown."""
    try:
        url = sa.make_url(text.strip())
    except (ArgumentError, ValueError):
        raise ConfigError("The address is not a database URL.", hint="As in postgresql://db.example.com/crm.") from None
    if url.drivername == "postgres":
        url = url.set(drivername="postgresql")
    backend = url.drivername.split("+")[0]
    if backend not in DRIVERS:
        raise ConfigError(f"Tables of {backend} are not supported yet.", hint="PostgreSQL and SQLite are.")
    if url.password is not None or "password" in url.query:
        raise ConfigError(
            "The address holds a password.", hint="Remove it and enter it as the password; it is then kept in the keyring."
        )
    url = url.set(drivername=DRIVERS[backend])
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
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.schema = schema
        # SQLite has one writer at a time; a second one would only wait for it.
        self.limits = Limits(batch_rows=limits.batch_rows, concurrency=1) if self.is_sqlite else limits
        self.name = str(url.database) if self.is_sqlite else f"{url.host or 'this computer'}/{url.database or ''}"
        if self.is_sqlite and not may_create and not Path(str(url.database)).exists():
            raise ConfigError(f"{url.database} does not exist.", hint="Choose another file, or allow making what is missing.")
        self._engine = self._sqlite_engine(url) if self.is_sqlite else self._postgres_engine(url)

    def _sqlite_engine(self, url: sa.URL) -> sa.Engine:
        import pysqlite3.dbapi2

        options = {} if "timeout" in url.query else {"timeout": CONNECT_SECONDS}
        engine = sa.create_engine(url, module=pysqlite3.dbapi2, connect_args=options, hide_parameters=True)

        @sa.event.listens_for(engine, "connect")
        def _on_connect(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA foreign_keys = ON")

        return engine

    def _postgres_engine(self, url: sa.URL) -> sa.Engine:
        options: dict[str, Any] = {
            "application_name": "census-desktop",
            "connect_timeout": CONNECT_SECONDS,
            "keepalives_idle": LOST_AFTER_SECONDS,
            "tcp_user_timeout": LOST_AFTER_SECONDS * 1000,
        }
        if "sslmode" not in url.query and not _is_here(url.host):
            options |= {"sslmode": "verify-full", "sslrootcert": "system"}
        # What the URL says goes first.
        options = {name: value for name, value in options.items() if name not in url.query}
        try:
            return sa.create_engine(
                url, connect_args=options, pool_size=self.limits.concurrency, max_overflow=1, hide_parameters=True
            )
        except (ImportError, NoSuchModuleError):
            raise ConfigError(
                "The driver for PostgreSQL is not installed.", hint='Install it: pip install "census-desktop[postgres]".'
            ) from None

    @contextmanager
    def connection(self) -> Iterator[sa.Connection]:
        """A connection in a transaction that is committed at the end. Driver errors come out as ours."""
        with translated(self.name, outcome_known=True):
            connection = self._engine.connect()
            try:
                if not self.is_sqlite:
                    connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(self.limits.batch_timeout * 1000)}")
                    connection.exec_driver_sql("SET LOCAL TimeZone = 'UTC'")
                yield connection
                with translated(self.name, outcome_known=False):
                    connection.commit()
            except BaseException:
                _drop_if_broken(connection)
                raise
            finally:
                connection.close()

    def describe(self) -> str:
        with self.connection() as connection:
            tables = sa.inspect(connection).get_table_names(self.schema)
            version = connection.exec_driver_sql(
                "SELECT sqlite_version()" if self.is_sqlite else "SHOW server_version"
            ).scalar()
        kind = "SQLite" if self.is_sqlite else "PostgreSQL"
        return f"{kind} {version}, {len(tables)} tables."

    def close(self) -> None:
        self._engine.dispose()


def _drop_if_broken(connection: sa.Connection) -> None:
    """A connection that broke in a COPY did so behind SQLAlchemy's back; in the pool it would fail the next batch too."""
    if not connection.invalidated and getattr(connection.connection.driver_connection, "broken", False):
        connection.invalidate()


def _is_here(host: str | None) -> bool:
    """This computer: a socket file or loopback."""
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
