"""The workspace's own file: what it knows (`catalog`) and what it did (`ledger`), in SQLite. Never a credential in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from census_desktop.domain.ports import Clock
from census_desktop.paths import WorkspacePaths
from census_desktop.store import backups, place
from census_desktop.store.backups import list_backups
from census_desktop.store.catalog import SqlCatalog
from census_desktop.store.database import Database
from census_desktop.store.ledger import SqlLedger
from census_desktop.store.library import Library, best_library
from census_desktop.store.opening import open_database
from census_desktop.store.restoring import restore_backup
from census_desktop.store.session import Session
from census_desktop.store.upgrade import Revisions

__all__ = ["Store", "list_backups", "open_store", "restore_backup"]


@dataclass(frozen=True, slots=True)
class Store:
    """An open workspace file, for all threads of this process."""

    catalog: SqlCatalog
    ledger: SqlLedger
    _database: Database
    _session: Session
    _paths: WorkspacePaths
    _clock: Clock
    _revision: str

    def close(self) -> None:
        """Wait for a write under way, then close. The file is checked on the next open if it was found damaged."""
        if self._database.is_closed:
            return
        self._database.close()
        if self._database.is_damaged:
            self._session.leave_mark()
        else:
            self._session.close()

    def back_up(self) -> str:
        """Make a checked backup now and return its name; the newest seven are kept, here and in the second folder."""
        now, library = self._clock.now(), self._database.library
        name = backups.back_up(self._paths, library, now)
        if folder := self.catalog.setting("backup_folder"):
            backups.copy_elsewhere(self._paths, name, Path(folder), library, now)
        return name

    def back_up_if_due(self) -> str:
        """Make the daily backup if the newest is older than a day; "" if not. Takes a moment: not at start-up."""
        return self.back_up() if backups.is_due(self._paths, self._clock.now()) else ""

    def place_warning(self) -> str:
        """What is wrong with the folder that holds the workspace (synchronised, on a network); "" when nothing is."""
        return place.warning(self._paths.root)

    def fault(self) -> str:
        """What SQLite says is wrong with the workspace's file; "" when it is whole. Reads all of it."""
        return backups.fault_in(self._paths.store, self._database.library)

    def diagnostics(self) -> dict[str, str]:
        """What a problem report should say about the file."""
        library = self._database.library
        return {
            "SQLite": str(library),
            "Journal mode": self._database.pragma("journal_mode"),
            "File size": f"{self._paths.store.stat().st_size:,} bytes",
            "Schema revision": self._revision,
            "Writers of several processes": "queue at a lock file" if library.needs_lock else "queue inside SQLite",
            "Newest backup": next(iter(list_backups(self._paths)), "none"),
            "Place": self.place_warning() or "a local folder",
        }


def open_store(
    paths: WorkspacePaths, clock: Clock, *, library: Library | None = None, revisions: Revisions | None = None
) -> Store:
    """Open the workspace file, or begin one. StoreError says what is wrong, what was kept and what to do.

    `library` and `revisions` are for tests: another SQLite, other migration scripts.
    """
    revisions = revisions or Revisions()
    database, session = open_database(paths, clock, library or best_library(), revisions)
    return Store(
        catalog=SqlCatalog(database, clock),
        ledger=SqlLedger(database, clock, session),
        _database=database,
        _session=session,
        _paths=paths,
        _clock=clock,
        _revision=revisions.newest,
    )
