"""Putting a backup in the place of the workspace file, so that a crash at any moment leaves the one or the other, whole.

The backup is copied beside the workspace file, brought to this version and fitted to the state on disk there. The rename of
that copy to `PENDING` is the moment that decides; what follows (the old log goes, the copy takes the name) is done again by
whoever opens the workspace next.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import NotFoundError, StoreError
from census_desktop.domain.ports import Clock, SystemClock
from census_desktop.paths import WorkspacePaths
from census_desktop.store import backups, upgrade
from census_desktop.store.database import connect, copy_database, file_lock
from census_desktop.store.failures import file_errors
from census_desktop.store.library import Library, best_library
from census_desktop.store.reconcile import Reconciled, reconcile, rest, sync_keys
from census_desktop.store.session import Session
from census_desktop.store.upgrade import Revisions

PENDING = ".workspace.db.restored"
_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Restored:
    """`replaced` is where the file is kept that was there before; None if there was none."""

    replaced: Path | None
    facts: Reconciled


def backup_file(paths: WorkspacePaths, name: str) -> Path:
    """The backup of this name. Raises NotFoundError."""
    if name not in backups.list_backups(paths):
        raise NotFoundError(f"There is no backup “{name}”.", hint=f"Backups are in {paths.backups}.")
    return paths.backups / name


def restore_backup(paths: WorkspacePaths, name: str, *, clock: Clock | None = None) -> Path | None:
    """Restore one of the workspace's own backups; where the file is kept that was there (None if there was none)."""
    return restore_file(paths, backup_file(paths, name), clock or SystemClock()).replaced


def restore_file(paths: WorkspacePaths, backup: Path, clock: Clock) -> Restored:
    """Put a backup in the place of the workspace file, which no process may have open. The file that was there is kept beside
    it. Schedules are off afterwards."""
    library = best_library()
    with file_errors(paths.store, library), file_lock(paths.root):
        finish(paths)
        _refuse_open(paths)
        if fault := backups.fault_in(backup, library):
            raise StoreError(f"The backup “{backup.name}” is damaged ({fault}).", kept=_NOTHING, hint="Choose another backup.")
        part = paths.root / f"{PENDING}.part"
        for leftover in (part, *_logs(part)):
            leftover.unlink(missing_ok=True)
        try:
            with closing(connect(backup, library, mode="ro")) as source:
                copy_database(source, part)
            made = backups.made_at(backup.name)
            standing = {"reason": "restored", "backup": backup.name, "at": clock.now().isoformat()}
            standing |= {"from": made.isoformat()} if made else {}
            facts = fit(part, paths, library, standing)
            replaced = backups.set_aside(paths.store, "replaced", clock.now()) if paths.store.is_file() else None
            part.replace(paths.root / PENDING)
        finally:
            for leftover in (part, *_logs(part)):
                leftover.unlink(missing_ok=True)
        if Session.any_open(paths.root):  # it came while the copy was made, and has the old file open
            (paths.root / PENDING).unlink()
            _refuse_open(paths)
        finish(paths)
    return Restored(replaced, facts)


def is_pending(paths: WorkspacePaths) -> bool:
    """A restore was decided on and not finished."""
    return (paths.root / PENDING).exists()


def finish(paths: WorkspacePaths) -> None:
    """Bring a restore that was decided on to its end. For who holds the file lock."""
    if not is_pending(paths):
        return
    # A log left beside another file would be replayed into it.
    for log in _logs(paths.store):
        log.unlink(missing_ok=True)
    (paths.root / PENDING).replace(paths.store)


def fit(part: Path, paths: WorkspacePaths, library: Library, standing: dict[str, Any]) -> Reconciled:
    """Bring a copied workspace file to this version and to the state on disk, with schedules off. It is one file afterwards,
    without a log."""
    found = upgrade.stamped(part, library)
    newest = Revisions().newest
    if found is None or not found.isdigit():
        raise StoreError(f"“{part.name}” is not a workspace file.", kept=_NOTHING, hint="Choose another file.")
    if int(found) > int(newest):
        raise StoreError(
            f"It was written by a newer version of the program (schema {found}; this version knows up to {newest}).",
            kept=_NOTHING,
            hint="Update the program, then try again.",
        )
    if found != newest:
        upgrade.migrate(part, library, Revisions())
    with closing(connect(part, library)) as sql:
        sql.execute("PRAGMA journal_mode = DELETE")
        sql.execute("PRAGMA synchronous = FULL")
        sql.execute("PRAGMA trusted_schema = OFF")
        if sql.execute("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone():
            raise StoreError(
                "It holds code that a workspace file never has.", kept=_NOTHING, hint="Do not trust where it is from."
            )
        sql.execute("BEGIN IMMEDIATE")
        facts = reconcile(sql, paths, sync_keys(paths.store, library))
        rest(sql, standing | _named(sql, facts))
        sql.execute("COMMIT")
    return facts


def _named(sql: Any, facts: Reconciled) -> dict[str, Any]:
    """What the window tells of it. A sync that is not in the file has no name there."""
    names = dict(sql.execute("SELECT id, name FROM sync WHERE deleted_at IS NULL"))
    told = {"ahead": facts.ahead, "begin_anew": facts.begin_anew}
    said: dict[str, Any] = {word: [names[id_] for id_ in ids if id_ in names] for word, ids in told.items()}
    return {**said, "unknown": len(facts.unknown)}


def _refuse_open(paths: WorkspacePaths) -> None:
    if Session.any_open(paths.root):
        raise StoreError(
            "The workspace is open in another window or command.",
            kept=_NOTHING,
            hint="Close it there, then restore the backup.",
        )


def _logs(file: Path) -> tuple[Path, Path]:
    return Path(f"{file}-wal"), Path(f"{file}-shm")
