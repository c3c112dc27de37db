"""What is in a folder that somebody wants to open or begin a workspace in. Opens nothing and makes nothing."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from census_desktop.domain.errors import ConfigError, NotFoundError
from census_desktop.paths import WorkspacePaths


class Place(StrEnum):
    WORKSPACE = "workspace"
    EMPTY = "empty"
    """Also a folder that is not there yet, in one that is."""
    MISSING = "missing"
    OTHER = "other"


def look_at(folder: Path) -> Place:
    """Raises ConfigError where the folder cannot be looked into."""
    try:
        if WorkspacePaths(folder).store.is_file():
            return Place.WORKSPACE
        if not folder.exists():
            return Place.EMPTY if folder.parent.is_dir() else Place.MISSING
        if not folder.is_dir():
            return Place.OTHER
        return Place.OTHER if any(folder.iterdir()) else Place.EMPTY
    except OSError as error:
        raise ConfigError(
            f"“{folder}” cannot be looked into: {error.strerror}.",
            kept="The open workspace stays open.",
            hint="Check its rights, or choose another folder.",
        ) from error


def check_can_open(folder: Path) -> None:
    """Refuse a folder without a workspace: opening it would begin a new one there, which nobody asked for."""
    place = look_at(folder)
    if place is Place.WORKSPACE:
        return
    if not folder.exists():
        raise NotFoundError(
            f"“{folder}” is not there.",
            kept="The open workspace stays open.",
            hint="If it was moved, open it where it is now; if it is on a drive or a network, connect that first.",
        )
    raise ConfigError(
        f"“{folder}” holds no workspace.",
        kept="The open workspace stays open.",
        hint="Choose the folder that has workspace.db in it, or begin a new workspace in an empty one.",
    )


def check_can_begin(folder: Path) -> None:
    """Refuse a folder that holds something else."""
    place = look_at(folder)
    if place in (Place.EMPTY, Place.WORKSPACE):
        return
    raise ConfigError(
        f"“{folder}” is not empty." if place is Place.OTHER else f"“{folder.parent}” is not there.",
        kept="The open workspace stays open.",
        hint="Choose a new or empty folder for the workspace.",
    )
