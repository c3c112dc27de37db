"""SQLite's and the file system's failures in words: what happened, what was kept, what to do.

Decided by code, never by text. What has no entry is a defect of ours and goes up as it is.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from census_desktop.domain.errors import StoreError
from census_desktop.store.library import Library

KEPT = "Everything saved before is kept; this change was not made."

# Primary result codes: https://sqlite.org/rescode.html
PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, AUTH, NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 23, 26
DAMAGED = frozenset({CORRUPT, NOTADB})


def code_of(error: BaseException) -> int:
    """SQLite's primary result code of an error, wrapped or not; 0 when it has none."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def in_words(code: int, file: Path) -> StoreError | None:
    if code in (BUSY, LOCKED):
        return busy(file)
    if code == FULL:
        return no_room(file)
    if code in (READONLY, CANTOPEN, PERM, AUTH):
        return read_only(file.parent)
    if code == IOERR:
        return StoreError(
            f"The disk under “{file.parent}” reports an error.",
            kept=KEPT,
            hint="Check that the disk is connected and healthy and has room, then start again.",
        )
    if code in DAMAGED:
        return StoreError(
            f"The workspace file {file.name} is damaged.",
            kept="Nothing more is written to it.",
            hint="Close the program and start it again: it then checks the file, keeps a copy and names the newest backup.",
        )
    return None


def busy(file: Path) -> StoreError:
    return StoreError(
        f"Another program is keeping the workspace “{file.parent.name}” busy.",
        kept=KEPT,
        hint="Try again when it is done; a backup or virus scanner of the folder can be the cause.",
    )


def no_room(file: Path) -> StoreError:
    return StoreError(
        f"There is no room left on the disk of “{file.parent}”.", kept=KEPT, hint="Free some space and do it again."
    )


def read_only(folder: Path) -> StoreError:
    return StoreError(
        f"The workspace folder “{folder}” cannot be written to.",
        kept="Nothing in it was changed.",
        hint="Give yourself write permission, or choose another folder with --workspace.",
    )


def from_system(error: OSError, path: Path) -> StoreError:
    """A failure of the file system while the workspace is opened, backed up or restored."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return no_room(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(path.parent)
    return StoreError(
        f"The workspace folder “{path.parent}” cannot be used: {error.strerror or type(error).__name__}.",
        kept="Nothing in it was changed.",
        hint="Choose another folder with --workspace.",
    )


@contextmanager
def database_errors(file: Path) -> Iterator[None]:
    """Turn SQLAlchemy's errors inside into StoreError; everything else belongs to whoever raised it."""
    try:
        yield
    except DBAPIError as error:
        if (told := in_words(code_of(error), file)) is None:
            raise
        raise told from error


@contextmanager
def file_errors(file: Path, library: Library) -> Iterator[None]:
    """Turn bare SQLite and file system errors inside into StoreError, where the store itself handles the file."""
    try:
        with database_errors(file):
            yield
    except TimeoutError as error:
        raise busy(file) from error
    except OSError as error:
        raise from_system(error, file) from error
    except library.module.Error as error:
        if (told := in_words(code_of(error), file)) is None:
            raise
        raise told from error
