"""A folder of files: one CSV, JSON Lines or Parquet file per object, kept whole and up to date.

Batches are acknowledged into working files (_files/spool.py) and merged into the object's file when the run ends
(_files/merge.py). What was acknowledged is never lost: after a crash the next run of the object merges what it finds first.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.destinations._files import FACTS, FILES, FORM_FIELDS, LIMITS, Form, checked_name
from census_desktop.domain.errors import ConfigError, DestinationError
from census_desktop.domain.manifest import ConfigField, Manifest, ObjectSpec
from census_desktop.domain.ports import DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations._files.place import OnDisk

MANIFEST = Manifest(
    type="folder",
    title="Folder of files",
    summary="Keeps one CSV, JSON Lines or Parquet file per object up to date in a folder of yours.",
    icon="folder",
    tint="amber",
    group="files",
    config=(
        ConfigField(
            "path", "Folder", "Made if it is missing. Relative paths start at the workspace.", kind="path", required=True
        ),
        *FORM_FIELDS,
    ),
    objects=(FILES,),
    limits=LIMITS,
    payload="columns",
    keywords="file csv json jsonl parquet export disk share",
    facts=FACTS,
)

HIDDEN = ".census-desktop"
"""The folder, beside the files, of what is not merged yet."""


class Folder:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        config = context.connection.config
        self._workspace = context.folder
        self._folder = (context.folder / Path(config["path"]).expanduser()).absolute()
        self._form = Form.of(config)
        self._clock = context.clock

    def test(self) -> str:
        """Makes and removes a file of no name; nothing stays."""
        import shutil
        import tempfile

        if not self._folder.exists():
            self._check_parent()
            return f"{self._folder} does not exist yet; the first run makes it."
        self._check_is_folder()
        try:
            with tempfile.TemporaryFile(dir=self._folder):
                pass
        except OSError as error:
            raise _unusable(self._folder, error) from None
        free = shutil.disk_usage(self._folder).free
        return f"{len(self._files())} {self._form.extension} files, {free / 1e9:,.1f} GB free."

    def objects(self) -> Sequence[ObjectSpec]:
        return (FILES, *(self._form.spec(path.name, path) for path in self._files()))

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations._files.spool import open_file

        checked_name(target.object, schema.names)
        self._make()
        return open_file(self._place(), self._form, target, schema, self._clock)

    def close(self) -> None:
        """Also finishes what a killed run left behind: the next run may have nothing to send and open no object."""
        if (self._folder / HIDDEN).is_dir():
            from census_desktop.destinations._files.spool import settle

            settle(self._place(), self._form)

    def _place(self) -> OnDisk:
        from census_desktop.destinations._files.place import OnDisk

        return OnDisk(self._folder, HIDDEN)

    def _make(self) -> None:
        if not self._folder.exists():
            self._check_parent()
            try:
                self._folder.mkdir(exist_ok=True)
            except OSError as error:
                raise _unusable(self._folder, error) from None
        self._check_is_folder()

    def _check_parent(self) -> None:
        parent = self._folder.parent
        if not parent.is_dir():
            inside = parent.is_relative_to(self._workspace)
            named = f"“{parent.relative_to(self._workspace)}” of the workspace" if inside else str(parent)
            raise ConfigError(f"The folder {named} does not exist.", hint="Make it, or choose another one for the files.")

    def _check_is_folder(self) -> None:
        if not self._folder.is_dir():
            raise ConfigError(f"{self._folder} is a file, not a folder.", hint="Choose a folder.")

    def _files(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(p for p in self._folder.iterdir() if self._form.is_object(p.name) and p.is_file())


def _unusable(folder: Path, error: OSError) -> DestinationError:
    return DestinationError(
        f"{folder} cannot be written to ({error.strerror or type(error).__name__}).",
        kept="Nothing is lost: the files are as they were.",
        hint="Check the permissions of the folder and the room on its disk.",
    )
