"""A real PostgreSQL server for tests: started once a session in a temporary folder, stopped at its end.

Skipped where PostgreSQL is not installed (Debian: apt install postgresql), unless CENSUS_DESKTOP_REQUIRE_DESKTOP=1.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PASSWORD = "korrekt-pferd-batterie"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps it out of PATH."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return debian[-1].parent if debian else None


@dataclass
class Postgres:
    """A running server. `user` is its superuser."""

    bin: Path
    folder: Path
    port: int
    user: str = "postgres"
    password: str = PASSWORD
    host: str = "127.0.0.1"
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str = "postgres") -> str:
        """A SQLAlchemy URL without the password."""
        return f"postgresql://{self.user}@{self.host}:{self.port}/{database}"

    def new_database(self) -> str:
        """The name of a fresh, empty database."""
        name = f"test_{next(self._numbers)}"
        self.execute(f'CREATE DATABASE "{name}"')
        return name

    def connect(self, database: str = "postgres") -> Any:
        import psycopg

        return psycopg.connect(
            host=self.host, port=self.port, user=self.user, password=self.password, dbname=database, autocommit=True
        )

    def execute(self, sql: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        with contextlib.closing(self.connect(database)) as connection:
            cursor = connection.execute(sql)
            return list(cursor.fetchall()) if cursor.description else []

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses={self.host} -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *args: str) -> None:
        # The server refuses to run as root.
        user = "postgres" if os.geteuid() == 0 else None
        done = subprocess.run(
            [str(self.bin / program), *args],
            user=user,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            check=False,
        )
        assert done.returncode == 0, f"{program} failed: {self._log()}"

    def _log(self) -> Sequence[str]:
        log = self.folder / "log"
        return log.read_text().splitlines()[-5:] if log.exists() else []

    def make(self) -> None:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        password = self.folder / "password"
        password.write_text(self.password)
        password.chmod(0o644)
        self._run(
            "initdb", "-D", str(self.folder / "data"), "-U", self.user, "-A", "scram-sha-256", "--pwfile", str(password),
            "-E", "UTF8", "--locale=C", "--no-sync",
        )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_postgres() -> Iterator[Postgres]:
    bin_ = programs()
    if bin_ is None:
        reason = "PostgreSQL is not installed"
        if os.environ.get("CENSUS_DESKTOP_REQUIRE_DESKTOP") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="census-postgres-"))
    server = Postgres(bin_, folder, free_port())
    try:
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The session's server. A test that stops or breaks one starts its own with `running_postgres`."""
    with running_postgres() as server:
        yield server
