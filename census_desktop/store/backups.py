"""Backups of the workspace file: made by SQLite itself, checked, the newest seven kept."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from census_desktop.domain.errors import StoreError
from census_desktop.paths import WorkspacePaths
from census_desktop.store.database import connect, copy_database
from census_desktop.store.failures import DAMAGED, code_of, file_errors
from census_desktop.store.library import Library

KEEP = 7
DAILY = timedelta(hours=24)
ABANDONED = timedelta(hours=1)


def stamp(at: datetime) -> str:
    """A time as part of a file name; sorts as text."""
    return at.strftime("%Y%m%dT%H%M%S.%fZ")


def list_backups(paths: WorkspacePaths) -> tuple[str, ...]:
    """Names of backups, newest first."""
    return tuple(sorted((path.name for path in paths.backups.glob("workspace-*.db")), reverse=True))


def made_at(name: str) -> datetime | None:
    """When a backup of this name was made."""
    try:
        return datetime.strptime(name.rpartition("-")[2], "%Y%m%dT%H%M%S.%fZ.db").replace(tzinfo=UTC)
    except ValueError:
        return None


def back_up(paths: WorkspacePaths, library: Library, at: datetime) -> str:
    """Copy the workspace file into the backup folder and return the copy's name. It is whole and checked, or StoreError."""
    target = paths.backups / f"workspace-{stamp(at)}.db"
    with file_errors(target, library):
        paths.backups.mkdir(mode=0o700, exist_ok=True)
    copy_checked(paths.store, target, library)
    with file_errors(target, library):
        for leftover in paths.backups.glob(".workspace-*.part*"):  # of a process that died while it made one
            if leftover.stat().st_mtime < at.timestamp() - ABANDONED.total_seconds():
                leftover.unlink(missing_ok=True)
        for old in list_backups(paths)[KEEP:]:
            (paths.backups / old).unlink(missing_ok=True)
    return target.name


def copy_checked(file: Path, target: Path, library: Library) -> None:
    """A copy of the workspace file, whole and checked, or StoreError and none."""
    with file_errors(target, library):
        if fault := _copied(file, target, library) or fault_in(target, library):
            target.unlink(missing_ok=True)
            raise StoreError(
                f"The workspace file could not be backed up: it is damaged ({fault}).",
                kept="The older backups are untouched.",
                hint="Close the program and start it again: it then checks the file and names the newest backup.",
            )


def copy_elsewhere(paths: WorkspacePaths, name: str, folder: Path, library: Library, at: datetime) -> None:
    """Copy a backup into another folder too, where the newest seven of this workspace are kept."""
    try:
        copy_checked(paths.backups / name, folder / name_elsewhere(paths, at), library)
        own = sorted(folder.glob(f"{_called(paths)}-*Z.db"), reverse=True)
        for old in [path for path in own if made_at(path.name)][KEEP:]:
            old.unlink(missing_ok=True)
    except (OSError, StoreError) as error:
        raise StoreError(
            f"The backup could not be copied to {folder}.",
            kept=f"The backup {name} in the workspace folder was made.",
            hint="Check that the folder is there and has room, or choose another one in Settings → Backups.",
        ) from error


def name_elsewhere(paths: WorkspacePaths, at: datetime) -> str:
    """What a backup is called outside the workspace folder, where those of other workspaces may lie too."""
    return f"{_called(paths)}-{stamp(at)}.db"


def _called(paths: WorkspacePaths) -> str:
    return re.sub(r"[^\w-]+", "_", paths.root.name) or "workspace"


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
    for suffix in ("-wal", ""):  # the file last: its name says that all is there
        if Path(f"{file}{suffix}").exists():
            part = target.with_name(f".{target.name}{suffix}.part")
            try:
                shutil.copy2(f"{file}{suffix}", part)
                part.replace(f"{target}{suffix}")
            finally:
                part.unlink(missing_ok=True)
    return target
