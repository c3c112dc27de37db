"""A real MariaDB server for tests: started once a session in a temporary folder, stopped at its end.

Skipped where MariaDB is not installed (Debian: apt install mariadb-server), unless CENSUS_DESKTOP_REQUIRE_DESKTOP=1.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import PASSWORD, free_port

USER = "analyst"


@dataclass
class MariaDB:
    """A running server. `user` may do everything."""

    folder: Path
    port: int
    user: str = USER
    password: str = PASSWORD
    host: str = "127.0.0.1"
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _process: subprocess.Popen[bytes] | None = None

    def new_database(self) -> str:
        """The name of a fresh, empty database."""
        name = f"test_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
        return name

    def connect(self, database: str | None = None) -> Any:
        import pymysql

        return pymysql.connect(
            host=self.host, port=self.port, user=self.user, password=self.password, database=database, charset="utf8mb4",
            autocommit=True, ssl_disabled=True,
        )  # fmt: skip

    def execute(self, sql: str, database: str | None = None) -> list[tuple[Any, ...]]:
        with contextlib.closing(self.connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    def make(self) -> None:
        """The files of an empty server with one user, who comes over TCP with the password."""
        user = "mysql" if os.geteuid() == 0 else None
        if user:
            shutil.chown(self.folder, user)
        first = self.folder / "first.sql"
        first.write_text(
            f"CREATE USER '{self.user}'@'%' IDENTIFIED BY '{self.password}';\n"
            f"GRANT ALL ON *.* TO '{self.user}'@'%' WITH GRANT OPTION;\n"
        )
        first.chmod(0o644)
        done = subprocess.run(
            ["mariadb-install-db", "--no-defaults", f"--datadir={self.folder / 'data'}", "--skip-test-db",
             "--auth-root-authentication-method=normal", "--innodb-log-file-size=5M"],
            user=user, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"mariadb-install-db failed: {done.stdout[-500:]}{done.stderr[-500:]}"

    def start(self) -> None:
        user = "mysql" if os.geteuid() == 0 else None
        self._process = subprocess.Popen(
            [_daemon() or "", "--no-defaults", f"--datadir={self.folder / 'data'}", f"--port={self.port}",
             f"--bind-address={self.host}", f"--socket={self.folder / 'socket'}", f"--pid-file={self.folder / 'pid'}",
             f"--init-file={self.folder / 'first.sql'}", f"--log-error={self.folder / 'log'}",
             "--innodb-flush-log-at-trx-commit=0", "--innodb-log-file-size=5M", "--innodb-buffer-pool-size=32M"],
            user=user, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(self._answers, f"MariaDB does not answer: {self.log()}")
        (self.folder / "first.sql").write_text("")

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"MariaDB ended: {self.log()}"
        with contextlib.suppress(Exception):
            return bool(self.execute("SELECT 1"))
        return False

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def log(self) -> list[str]:
        log = self.folder / "log"
        return log.read_text(errors="replace").splitlines()[-5:] if log.exists() else []


def _daemon() -> str | None:
    return shutil.which("mariadbd") or shutil.which("mariadbd", path="/usr/sbin:/usr/local/sbin")


def wait_until(holds: Any, otherwise: str, seconds: float = 60.0) -> None:
    """Ask again and again, until it holds."""
    import threading
    import time

    end, pause = time.monotonic() + seconds, threading.Event()
    while not holds():
        assert time.monotonic() < end, otherwise
        pause.wait(0.1)


@contextlib.contextmanager
def running_mariadb() -> Iterator[MariaDB]:
    if _daemon() is None or shutil.which("mariadb-install-db") is None:
        reason = "MariaDB is not installed"
        if os.environ.get("CENSUS_DESKTOP_REQUIRE_DESKTOP") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="census-mariadb-"))
    server = MariaDB(folder, free_port())
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
def mariadb() -> Iterator[MariaDB]:
    """The session's server. A test that stops or breaks one starts its own with `running_mariadb`."""
    with running_mariadb() as server:
        yield server
