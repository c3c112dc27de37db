"""Opening a workspace file: every state that it can be found in, from absent to damaged, and what is done about it."""

from __future__ import annotations

from pathlib import Path

from census_desktop.domain.errors import StoreError
from census_desktop.domain.ports import Clock
from census_desktop.paths import WorkspacePaths
from census_desktop.store import backups, restoring, upgrade
from census_desktop.store.database import Database, file_lock
from census_desktop.store.failures import DAMAGED, code_of, file_errors
from census_desktop.store.library import Library
from census_desktop.store.session import Session
from census_desktop.store.upgrade import Revisions

UNTOUCHED = "The file was not touched."


def open_database(paths: WorkspacePaths, clock: Clock, library: Library, revisions: Revisions) -> tuple[Database, Session]:
    """The workspace's file, whole and at the newest revision, and this process's mark. StoreError says what else to do."""
    with file_errors(paths.store, library):
        _make_folder(paths.root)
        session = Session(paths.root)
        try:
            database = _open(paths, clock, library, revisions, session)
        except BaseException:
            session.close()
            raise
    return database, session


def _open(paths: WorkspacePaths, clock: Clock, library: Library, revisions: Revisions, session: Session) -> Database:
    file = paths.store
    if restoring.is_pending(paths):
        with file_lock(paths.root):
            restoring.finish(paths)
    if not file.exists():
        with file_lock(paths.root):
            if not file.exists():
                _refuse_orphan_log(paths)
                upgrade.create(file, library)
    elif not file.is_file():
        raise StoreError(
            f"{file} is not a file.",
            kept="Nothing was changed.",
            hint="Move it away, or choose another folder with --workspace.",
        )
    found = _revision(paths, clock, library)
    if int(found) > int(revisions.newest):
        raise StoreError(
            f"This workspace was written by a newer version of the program (schema {found}; "
            f"this version knows up to {revisions.newest}).",
            kept=UNTOUCHED,
            hint="Update the program, or open another workspace.",
        )
    if crashed := session.crashed():
        if fault := backups.fault_in(file, library):
            raise _damaged(paths, clock, fault)
        for mark in crashed:
            mark.unlink(missing_ok=True)
    if found != revisions.newest:
        _migrate(paths, clock, library, revisions)
    return Database(file, library)


def _make_folder(root: Path) -> None:
    """A folder for this user alone. One that is there and in use keeps its mode: it may be shared on purpose."""
    if root.exists() and not root.is_dir():
        raise StoreError(f"{root} is not a folder.", kept=UNTOUCHED, hint="Choose a folder with --workspace.")
    if not root.exists():
        root.mkdir(mode=0o700, parents=True)
    elif not any(root.iterdir()):
        root.chmod(0o700)


def _refuse_orphan_log(paths: WorkspacePaths) -> None:
    if Path(f"{paths.store}-wal").exists():
        raise StoreError(
            f"{paths.store.name} is gone, but its log {paths.store.name}-wal is still in {paths.root}.",
            kept="The log was not touched.",
            hint=f"Put the file back. {_how_to_go_back(paths)}",
        )


def _revision(paths: WorkspacePaths, clock: Clock, library: Library) -> str:
    file = paths.store
    if file.stat().st_size == 0:
        raise _damaged(paths, clock, "it is empty")
    try:
        found = upgrade.stamped(file, library)
    except library.module.DatabaseError as error:
        if code_of(error) not in DAMAGED:
            raise
        raise _damaged(paths, clock, str(error)) from error
    if found is None or not found.isdigit():
        raise StoreError(
            f"{file} is a database of another program.",
            kept=UNTOUCHED,
            hint="Choose another folder with --workspace.",
        )
    return found


def _migrate(paths: WorkspacePaths, clock: Clock, library: Library, revisions: Revisions) -> None:
    with file_lock(paths.root):
        if upgrade.stamped(paths.store, library) != revisions.newest:
            backups.back_up(paths, library, clock.now())
            upgrade.migrate(paths.store, library, revisions)


def _damaged(paths: WorkspacePaths, clock: Clock, fault: str) -> StoreError:
    """Keep a copy of the damaged file as it was found (one, however often it is tried) and say how to go on."""
    file = paths.store
    fault = fault.replace("*** in database main ***", "").strip().split("\n")[0]
    try:
        copy = _same_copy(file) or backups.set_aside(file, "damaged", clock.now())
        kept = f"A copy of it as it is was kept: {copy.name}."
    except OSError as error:
        kept = f"It was left as it is; a copy of it could not be made ({error.strerror})."
    return StoreError(f"The workspace file {file} is damaged ({fault}).", kept=kept, hint=_how_to_go_back(paths))


def _same_copy(file: Path) -> Path | None:
    now = file.stat()
    for copy in file.parent.glob(f"{file.stem}.damaged-*.db"):
        then = copy.stat()
        if (then.st_size, then.st_mtime_ns) == (now.st_size, now.st_mtime_ns):
            return copy
    return None


def _how_to_go_back(paths: WorkspacePaths) -> str:
    newest = next(iter(backups.list_backups(paths)), None)
    if newest is None:
        return f"There is no backup yet: move {paths.store.name} away to begin anew, then import your exported document."
    return (
        f"The newest backup is {newest}. To go back to it, restore it in the window, or run "
        f"census-desktop backups restore {newest}."
    )
