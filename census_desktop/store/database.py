"""Connections to the workspace file: short snapshots for readers, one writer at a time for all threads and processes."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from census_desktop.domain.errors import StoreError
from census_desktop.store import failures
from census_desktop.store.library import Library

BUSY_SECONDS = 5.0
PATIENCE = 6
"""How many times a writer waits BUSY_SECONDS before it gives up: another process may be importing or migrating."""

LOCK_FILE = "workspace.lock"


class Database:
    """The file, open. Thread-safe; `read` and `write` may be nested within a thread."""

    def __init__(self, path: Path, library: Library) -> None:
        self.path = path
        self.library = library
        self.is_damaged = False
        self.is_closed = False
        self._engine = create_engine(
            "sqlite://",
            module=library.module,
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=-1,
            hide_parameters=True,  # error texts must not quote values
        )
        self._writer = threading.RLock()
        self._mine = threading.local()
        self._file_lock = file_lock(path.parent) if library.needs_lock else None
        self._identity = _identity(path)
        self._watching = threading.Lock()
        self._watcher = self._connect()
        set_wal(self._watcher, path)

    def _connect(self) -> Any:
        self._refuse_replaced()
        connection = connect(self.path, self.library)
        # FULL: what was said to be saved survives a power cut too. Triggers and views of a foreign hand do not run.
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    # Units of work --------------------------------------------------------------------------------------------------

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent snapshot; inside a `write` of the same thread, that one's view."""
        if (mine := self._my_write()) is not None:
            yield mine
            return
        with self._in_words(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """All or nothing. Writers of this process queue here; those of other processes at BEGIN IMMEDIATE, which takes the
        write lock before anything is read (a read that is upgraded later fails at once, whatever the busy time-out)."""
        if (mine := self._my_write()) is not None:
            with mine.begin_nested():
                yield mine
            return
        with self._writer, self._alone(), self._in_words():
            self._refuse_replaced()
            with self._engine.connect() as connection:
                _begin_immediate(connection)
                self._mine.write = connection
                try:
                    yield connection
                    connection.commit()
                finally:
                    self._mine.write = None

    def _my_write(self) -> Connection | None:
        if self.is_closed:
            raise StoreError("The workspace is closed.", kept="Everything saved before is kept.", hint="Open it again.")
        return getattr(self._mine, "write", None)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Alone among processes, where this SQLite needs it."""
        with failures.file_errors(self.path, self.library):
            lock: AbstractContextManager[Any] = nullcontext() if self._file_lock is None else self._file_lock.acquire()
        with lock:
            yield

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            with failures.database_errors(self.path):
                yield
        except StoreError as error:
            self.is_damaged |= error.__cause__ is not None and failures.code_of(error.__cause__) in failures.DAMAGED
            raise

    # The file itself ------------------------------------------------------------------------------------------------

    def _refuse_replaced(self) -> None:
        """A file that was moved, deleted or restored under us must not take writes: they would go to nowhere."""
        if _identity(self.path) != self._identity:
            raise StoreError(
                f"The workspace file {self.path} was moved, deleted or replaced while it was open.",
                kept=self._rescue(),
                hint="Close the program. Put the file back, or use the saved copy in its place, and start again.",
            )

    def _rescue(self) -> str:
        """The open file outlives its name; write what it holds beside the place where it was."""
        copy = self.path.with_name(f"{self.path.stem}.rescued.db")
        if not self.path.parent.is_dir():
            return "What was saved before is in the folder that was moved."
        with self._watching, failures.file_errors(copy, self.library):
            if not copy.exists():
                copy_database(self._watcher, copy)
        return f"What was saved before is in {copy.name}; this change was not made."

    def version(self) -> int:
        """Moves with every commit of any connection of any process (PRAGMA data_version of one idle connection)."""
        self._my_write()
        with self._watching, failures.file_errors(self.path, self.library):
            return int(self._watcher.execute("PRAGMA data_version").fetchone()[0])

    def pragma(self, name: str) -> str:
        with self.read() as connection:
            return str(connection.exec_driver_sql(f"PRAGMA {name}").scalar())

    def close(self) -> None:
        """Close all connections; the last one of all processes checkpoints, so this takes part in the queue too."""
        with self._writer, self._alone(), self._watching:
            self.is_closed = True
            self._watcher.close()
            self._engine.dispose()


def connect(path: Path, library: Library, *, mode: str = "rw") -> Any:
    """A bare connection in the driver's autocommit mode: BEGIN and COMMIT are ours. Never makes a file."""
    return library.module.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def set_wal(bare: Any, file: Path) -> None:
    """Ask for the write-ahead log and look at the answer: SQLite reports a refusal only there."""
    (mode,) = bare.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreError(
            f"The folder “{file.parent}” cannot keep a workspace: its file system has no shared memory for SQLite's log.",
            kept="Nothing was changed.",
            hint="Keep the workspace on a local disk, not on a network or cloud folder.",
        )


def private_file(path: Path) -> None:
    """Make an empty file that only its owner can read; SQLite gives -wal and -shm the same mode."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def copy_database(source: Any, target: Path) -> None:
    """A consistent copy of an open database, however busy it is. The file appears whole or not at all.

    VACUUM INTO rather than the driver's backup(): a damaged page is noticed instead of copied, the copy is one file without
    a log, and pysqlite3's backup() raises errors without a result code.
    """
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        private_file(part)
        source.execute("VACUUM INTO ?", (str(part.absolute()),))
        with part.open("rb+") as copy:
            os.fsync(copy.fileno())  # SQLite leaves this to us: https://sqlite.org/lang_vacuum.html
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def file_lock(folder: Path) -> Any:
    """The lock file that processes queue at to create or migrate the workspace, and to write with an old SQLite."""
    from filelock import FileLock

    return FileLock(folder / LOCK_FILE, timeout=BUSY_SECONDS * PATIENCE, mode=0o600, poll_interval=0.005, thread_local=False)


def _begin_immediate(connection: Connection) -> None:
    for attempt in range(1, PATIENCE + 1):
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            if attempt == PATIENCE or failures.code_of(error) != failures.BUSY:
                raise
        else:
            return


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
