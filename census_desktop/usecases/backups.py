"""Backups of the workspace file: which there are, whether they are whole, making one, and going back to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.domain.errors import NotFoundError
from census_desktop.domain.ports import Catalog, Clock
from census_desktop.paths import WorkspacePaths

if TYPE_CHECKING:
    from census_desktop.store.restoring import Restored

FOLDER = "backup_folder"
"""The setting: a second folder where every backup is copied to; "" for none."""


@dataclass(frozen=True, slots=True)
class Backup:
    name: str
    made_at: datetime | None
    size: int


class Backups:
    """Every method may wait on disk. What restores needs the workspace closed, also by this process; it opens nothing."""

    def __init__(self, paths: WorkspacePaths, catalog: Catalog, clock: Clock, back_up: Callable[[], str]) -> None:
        self._paths = paths
        self._catalog = catalog
        self._clock = clock
        self._back_up = back_up

    def all(self) -> tuple[Backup, ...]:
        """Newest first."""
        from census_desktop.store.backups import list_backups

        return tuple(self._one(name) for name in list_backups(self._paths))

    def fault(self, name: str) -> str:
        """What is wrong with a backup, found out by opening and checking it; "" when it is whole."""
        from census_desktop.store.backups import fault_in
        from census_desktop.store.library import best_library
        from census_desktop.store.restoring import backup_file

        return fault_in(backup_file(self._paths, name), best_library())

    def make(self) -> Backup:
        """A backup now, checked; the newest seven are kept, here and in the second folder."""
        return self._one(self._back_up())

    def make_in(self, folder: Path) -> Path:
        """A checked copy of the workspace file in another folder, once."""
        from census_desktop.store.backups import copy_checked, name_elsewhere
        from census_desktop.store.library import best_library

        if not folder.is_dir():
            raise NotFoundError(
                f"There is no folder {folder}.", kept="Nothing was written.", hint="Make it, or choose another."
            )
        target = folder / name_elsewhere(self._paths, self._clock.now())
        copy_checked(self._paths.store, target, best_library())
        return target

    @property
    def folder(self) -> str:
        """The second folder where every backup is copied to, "" for none."""
        return self._catalog.setting(FOLDER)

    def set_folder(self, folder: Path | None) -> None:
        """Copy every backup there too from now on. None: no longer."""
        if folder is not None:
            self.make_in(folder)
        self._catalog.set_setting(FOLDER, str(folder.absolute()) if folder else "")

    def restore(self, backup: str) -> Restored:
        """Go back to a backup, given by name, or by path where it is elsewhere. The present file is kept beside it; schedules
        are off until a person turns them on. No process may have the workspace open."""
        from census_desktop.store.restoring import backup_file, restore_file

        elsewhere = Path(backup).expanduser()
        is_path = elsewhere.name != backup
        if is_path and not elsewhere.is_file():
            raise NotFoundError(f"There is no file {elsewhere}.", kept="Nothing was changed.", hint="Choose a backup.")
        file = elsewhere if is_path else backup_file(self._paths, backup)
        return restore_file(self._paths, file, self._clock)

    def _one(self, name: str) -> Backup:
        from census_desktop.store.backups import made_at

        try:
            size = (self._paths.backups / name).stat().st_size
        except FileNotFoundError:  # another process made one, and this was the eighth
            size = 0
        return Backup(name, made_at(name), size)
