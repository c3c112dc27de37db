"""Which SQLite runs, and whether writers of several processes must queue.

SQLite 3.7.0 to 3.51.2 can damage a WAL file when a checkpoint races a commit of another connection
(https://sqlite.org/wal.html, "WAL-reset bug"); 3.51.3 mends it, 3.44.6 and 3.50.7 are mended branches. pysqlite3 carries
a mended one; where only Python's own module is there, the store holds a lock file around every write, checkpoint and
close. Two different libraries in one process on one file are never mixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

MENDED = (3, 51, 3)
_MENDED_BRANCHES = {(3, 44): 6, (3, 50): 7}


@dataclass(frozen=True, slots=True)
class Library:
    """A Python module that speaks to SQLite (DB-API)."""

    module: ModuleType

    @property
    def version(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.module.sqlite_version.split("."))

    @property
    def needs_lock(self) -> bool:
        branch_fix = _MENDED_BRANCHES.get((self.version[0], self.version[1]))
        return self.version < MENDED and not (branch_fix is not None and self.version[2] >= branch_fix)

    def __str__(self) -> str:
        return f"{self.module.sqlite_version} ({self.module.__name__.split('.')[0]})"


def best_library() -> Library:
    """pysqlite3 if it is there, else Python's own."""
    try:
        import pysqlite3.dbapi2 as module
    except ImportError:
        import sqlite3 as module
    return Library(module)
