"""Who has the workspace open: one small locked file per process.

The operating system drops the lock when a process ends, however it ends. So a mark that nobody holds any more says two
things without any write to the store: that process did not close the workspace (its file is checked on the next open),
and its runs are abandoned (their lease need not be waited for).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from census_desktop.domain.model import new_id

_PREFIX = "session-"

if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> bool:
        try:
            os.lseek(fd, 1 << 20, os.SEEK_SET)  # a byte beyond the text: Windows' locks keep others from reading it
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


class Session:
    """This process's mark. `id` goes into the runs that it works on."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.id = new_id()[:12]
        self._path = root / f"{_PREFIX}{self.id}"
        self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _lock(self._fd)
        # Text comes after the lock: a mark without text is one being made, or one that died before it opened anything.
        os.write(self._fd, f"{os.getpid()}\n".encode())

    def is_alive(self, id_: str) -> bool:
        """Whether the process of that mark still has the workspace open."""
        return id_ == self.id or _is_held(self._root / f"{_PREFIX}{id_}")

    def crashed(self) -> tuple[Path, ...]:
        """Marks of processes that ended without closing the workspace."""
        marks = (path for path in self._root.glob(f"{_PREFIX}*") if path != self._path)
        return tuple(path for path in marks if _size(path) and not _is_held(path))

    @staticmethod
    def any_open(root: Path) -> bool:
        """Whether any process has the workspace open."""
        return any(_is_held(path) for path in root.glob(f"{_PREFIX}*"))

    def close(self) -> None:
        """Leave in good order."""
        os.close(self._fd)
        self._path.unlink(missing_ok=True)

    def leave_mark(self) -> None:
        """Leave so that the next open checks the file."""
        os.close(self._fd)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _is_held(path: Path) -> bool:
    try:
        fd = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        return not _lock(fd)
    finally:
        os.close(fd)
