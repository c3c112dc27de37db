"""Where things live: the workspace folder, its parts, logs, and the data files that ship with the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from census_desktop.domain.errors import CensusError

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
    def is_there(self) -> bool:
        """Whether there is a workspace; what a killed attempt to make the sample left behind is none."""
        return self.store.exists() and not self.unfinished.exists()

    @property
    def unfinished(self) -> Path:
        """The mark of a sample workspace that is being made."""
        return self.root / ".making-the-sample"

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
    def forgotten(self) -> Path:
        """What was asked and answered when a person was forgotten, a file each, without the person's key."""
        return self.root / "forgotten"

    @property
    def calls(self) -> Path:
        """The newest requests of each run, redacted."""
        return self.root / "calls"

    @property
    def remote_ids(self) -> Path:
        """The destinations' own ids of records; can be looked up again."""
        return self.root / "remote-ids.db"

    @property
    def unsent(self) -> Path:
        """Records that were acknowledged for files elsewhere and are not there yet, a folder for each place."""
        return self.root / "unsent"

    @property
    def cache(self) -> Path:
        """What was computed of sources and can be computed again: profiles, values for pickers."""
        return self.root / "cache"

    @property
    def analysis(self) -> Path:
        """What studies of segments found, for when the source is away."""
        return self.root / "cache" / "analysis"

    @property
    def scratch(self) -> Path:
        """Where the engine spills; safe to delete while nothing runs."""
        return self.root / "scratch"


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Where to write a file for the user: its name appears when all is written, and never after an error or a cancel.

    Raises CensusError where the disk refuses.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise CensusError(
            f"“{path.name}” could not be written: {error.strerror or 'the disk refused'}.",
            hint="Choose another folder, or make room.",
        ) from error
    finally:
        partial.unlink(missing_ok=True)


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


def guide_folder() -> Path | None:
    """The user guide as pages for a browser: in the bundle, or where `python packaging/guide.py build/guide` put it."""
    folders = [Path(__file__).parent.parent / "build" / "guide"]
    if bundle := getattr(sys, "_MEIPASS", None):
        folders.insert(0, Path(bundle) / "guide")
    return next((folder for folder in folders if (folder / "index.html").is_file()), None)


def guide_text(page: str, folder: Path | None) -> Path | None:
    """The text of a page of the guide: beside the pages for a browser, in the wheel, or in a checkout."""
    here = Path(__file__).parent
    places = [here / "guide" / f"{page}.md", here.parent / "docs" / "guide" / f"{page}.md"]
    if folder is not None:
        places.insert(0, folder / "_sources" / f"{page}.md.txt")
    return next((place for place in places if place.is_file()), None)
