"""Where things live: the workspace folder, its parts, logs, and the data files that ship with the program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

APP = "census-desktop"
HOME_VARIABLE = "CENSUS_DESKTOP_HOME"


@dataclass(frozen=True, slots=True)
class WorkspacePaths:
    """The parts of a workspace folder."""

    root: Path

    @property
    def store(self) -> Path:
        return self.root / "workspace.db"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def plans(self) -> Path:
        return self.root / "plans"

    @property
    def state(self) -> Path:
        """Acknowledged state, one folder per sync."""
        return self.root / "state"

    @property
    def scratch(self) -> Path:
        """Where the engine spills; safe to delete while nothing runs."""
        return self.root / "scratch"


def default_workspace() -> Path:
    """CENSUS_DESKTOP_HOME, or the user's own data folder."""
    if home := os.environ.get(HOME_VARIABLE):
        return Path(home).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "workspace"


def log_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_log_dir(APP, appauthor=False))


def resource(*parts: str) -> Path:
    """A shipped data file: beside the package in a checkout, inside it in a wheel, in the bundle when frozen."""
    candidates = [Path(__file__).parent / "resources", Path(__file__).parent.parent / "resources"]
    if bundle := getattr(sys, "_MEIPASS", None):
        candidates.insert(0, Path(bundle) / "resources")
    for folder in candidates:
        path = folder.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))
