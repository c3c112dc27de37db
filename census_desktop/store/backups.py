"""Backups of the workspace file: made by SQLite itself, checked, the newest seven kept."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from census_desktop.domain.errors import NotFoundError, StoreError
from census_desktop.domain.ports import Clock, SystemClock
from census_desktop.paths import WorkspacePaths
from census_desktop.store.database import connect, copy_database, file_lock
from census_desktop.store.failures import DAMAGED, code_of, file_errors
from census_desktop.store.library import Library, best_library
from census_desktop.store.session import Session

KEEP = 7
DAILY = timedelta(hours=24)


def stamp(at: datetime) -> str:
    """A time as part of a file name; sorts as text."""
    return at.strftime("%Y%m%dT%H%M%S.%fZ")


def list_backups(paths: WorkspacePaths) -> tuple[str, ...]:
    """Names of backups, newest first."""
    return tuple(sorted((path.name for path in paths.backups.glob("workspace-*.db")), reverse=True))


def back_up(paths: WorkspacePaths, library: Library, at: datetime) -> str:
    """Copy the workspace file into the backup folder and return the copy's name. It is whole and checked, or StoreError."""
    target = paths.backups / f"workspace-{stamp(at)}.db"
    with file_errors(target, library):
        paths.backups.mkdir(mode=0o700, exist_ok=True)
        if fault := _copied(paths.store, target, library) or fault_in(target, library):
            target.unlink(missing_ok=True)
            raise StoreError(
                f"The workspace file could not be backed up: it is damaged ({fault}).",
                kept="The older backups are untouched.",
                hint="Close the program and start it again: it then checks the file and names the newest backup.",
            )
        for old in list_backups(paths)[KEEP:]:
            (paths.backups / old).unlink(missing_ok=True)
    return target.name


def _copied(file: Path, target: Path, library: Library) -> str:
    """What kept the file from being copied, if it is damage; "" when the copy was made."""
    try:
        with closing(connect(file, library, mode="ro")) as source:
            copy_database(source, target)
    except library.module.DatabaseError as error:
        if code_of(error) not in DAMAGED:
            raise
        return str(error)
    return ""


def is_due(paths: WorkspacePaths, now: datetime) -> bool:
    """Whether the newest backup is older than a day."""
    return not (newest := list_backups(paths)[:1]) or newest[0] < f"workspace-{stamp(now - DAILY)}.db"


def fault_in(file: Path, library: Library) -> str:
    """What SQLite's quick_check says is wrong with the file; "" when it is whole."""
    try:
        with closing(connect(file, library, mode="ro")) as connection:
            (first,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except library.module.DatabaseError as error:
        return str(error)
    return "" if first == "ok" else str(first)


def set_aside(file: Path, as_what: str, at: datetime) -> Path:
    """Copy the workspace file, with its -wal, to workspace.<as_what>-<time>.db beside it."""
    import shutil

    target = file.with_name(f"{file.stem}.{as_what}-{stamp(at)}.db")
    for suffix in ("", "-wal"):
        if Path(f"{file}{suffix}").exists():
            shutil.copy2(f"{file}{suffix}", f"{target}{suffix}")
    return target


def restore_backup(paths: WorkspacePaths, name: str, *, clock: Clock | None = None) -> Path | None:
    """Put a backup in the place of the workspace file, which no process may have open.

    The file that was there is kept beside it; returns where (None if there was none).
    """
    backup = paths.backups / name
    if name not in list_backups(paths):
        raise NotFoundError(f"There is no backup “{name}”.", hint=f"Backups are in {paths.backups}.")
    library = best_library()
    with file_errors(paths.store, library), file_lock(paths.root):
        if Session.any_open(paths.root):
            raise StoreError(
                "The workspace is open in another window or command.",
                kept="Nothing was changed.",
                hint="Close it there, then restore the backup.",
            )
        if fault := fault_in(backup, library):
            raise StoreError(
                f"The backup “{name}” is damaged ({fault}).", kept="Nothing was changed.", hint="Choose another backup."
            )
        replaced = set_aside(paths.store, "replaced", (clock or SystemClock()).now()) if paths.store.is_file() else None
        # A log left beside another file would be replayed into it.
        for suffix in ("-wal", "-shm"):
            Path(f"{paths.store}{suffix}").unlink(missing_ok=True)
        with closing(connect(backup, library, mode="ro")) as source:
            copy_database(source, paths.store)
    return replaced
