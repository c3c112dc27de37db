"""Where finished files are, as the working files see it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from census_desktop.destinations._files.told import Purpose
from census_desktop.domain.errors import DestinationError


class Changed(Exception):
    """Somebody else wrote the file after it was read: what was merged is not what is there any more."""


class Place(Protocol):
    """`title` is how the user knows the place, `disk` the folder of this computer that a full disk would concern, and `work`
    where working files are."""

    title: str
    disk: Path
    work: Path

    def current(self, name: str, beside: Path) -> Path:
        """The file as it is there, to be read alone; nothing is at the path when there is none. `beside` may hold a copy."""
        ...

    def put(self, result: Path, name: str, purpose: Purpose) -> None:
        """Put a whole file in place, at once. Raises Changed when it is not the one any more that `current` gave."""
        ...

    def forget(self) -> None:
        """Copies are not needed any more."""
        ...


class OnDisk:
    """A folder of this computer; working files are in it, hidden."""

    def __init__(self, folder: Path, hidden: str) -> None:
        self.title = str(folder)
        self.disk = folder
        self.work = folder / hidden

    def current(self, name: str, beside: Path) -> Path:
        return self.disk / name

    def put(self, result: Path, name: str, purpose: Purpose) -> None:
        try:
            result.replace(self.disk / name)
        except PermissionError as error:
            raise DestinationError(
                f"{name} cannot be replaced ({error.strerror}); another program may have it open.",
                kept="Nothing is lost: acknowledged records are kept beside it and the next run puts them in.",
                hint="Close the file in other programs, then run the sync again.",
            ) from None
        to_disk(self.disk)

    def forget(self) -> None:
        return None


def to_disk(path: Path) -> None:
    """Flush a file or directory to its disk. Windows cannot and need not flush directories."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
