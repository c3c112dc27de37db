"""A folder of files: one CSV, JSON Lines or Parquet file per object, kept whole and up to date.

Batches are acknowledged into working files (spool.py) and merged into the object's file when the run ends (merge.py). What
was acknowledged is never lost: after a crash the next run of the object merges what it finds first.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.domain.errors import ConfigError, DestinationError
from census_desktop.domain.manifest import ConfigField, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations.folder.merge import Merge

LIMITS = Limits(batch_rows=10_000, concurrency=1)
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}

FILES = ObjectSpec(
    name="records",
    label="File",
    operations=tuple(Operation),
    open_fields=True,
    open_name=True,
    audience_word="file",
    named_by_segment=True,
    removal="are deleted from the file",
)

MANIFEST = Manifest(
    type="folder",
    title="Folder of files",
    summary="Keeps one CSV, JSON Lines or Parquet file per object up to date in a folder of yours.",
    icon="folder",
    tint="amber",
    config=(
        ConfigField(
            "path", "Folder", "Made if it is missing. Relative paths start at the workspace.", kind="path", required=True
        ),
        ConfigField("format", "Format", kind="choice", default="csv", choices=("csv", "jsonl", "parquet")),
        ConfigField("delimiter", "Delimiter", "Of CSV files.", kind="choice", default="comma", choices=tuple(DELIMITERS)),
        ConfigField(
            "escape_formulas",
            "Escape formulas",
            "CSV only. Puts ' before texts that a spreadsheet would run: those that start with = @ tab or return, and with "
            "+ or - unless a number or phone number follows (+49 170… and -5 stay as they are).",
            kind="boolean",
            default=True,
        ),
    ),
    objects=(FILES,),
    limits=LIMITS,
    payload="columns",
    keywords="file csv json jsonl parquet export disk share",
    facts={
        "Files": "One per object, replaced as a whole when a run ends; append makes a new one each run",
        "Text": 'CSV is UTF-8 with a header row; an empty cell is null, "" is an empty text',
        "Leaving": "Deleted from the file",
    },
)

HIDDEN = ".census-desktop"
"""The folder, beside the files, of what is not merged yet."""

_APPENDED = re.compile(r".+-\d{8}T\d{6}Z-\w+")


class Folder:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        config = context.connection.config
        self._workspace = context.folder
        self._folder = (context.folder / Path(config["path"]).expanduser()).absolute()
        self._extension: str = config["format"]
        self._delimiter = DELIMITERS[config["delimiter"]]
        self._escape: bool = config["escape_formulas"]
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
        return f"{len(self._files())} {self._extension} files, {free / 1e9:,.1f} GB free."

    def objects(self) -> Sequence[ObjectSpec]:
        return (FILES, *(self._spec(path) for path in self._files()))

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.folder.spool import FolderWriter, Spool

        stem = safe_name(target.object)
        _refuse_same_names(schema.names)
        self._make()
        append = target.operation is Operation.APPEND
        file = self._folder / f"{stem}.{self._extension}"
        merge = self._merge()
        spool = Spool(self._folder, stem, merge)
        spool.claim()
        try:
            spool.merge_all()
            if not append:
                with spool.failures():
                    merge.check(file, schema.names[0])
            return FolderWriter(spool, file, tuple(schema.names), self._clock, LIMITS, append=append)
        except BaseException:
            spool.release()
            raise

    def close(self) -> None:
        """Also finishes what a killed run left behind: the next run may have nothing to send and open no object."""
        if (self._folder / HIDDEN).is_dir():
            from census_desktop.destinations.folder.spool import settle

            settle(self._folder, self._merge())

    def _merge(self) -> Merge:
        from census_desktop.destinations.folder.merge import Merge

        return Merge(self._delimiter, self._escape)

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
        found = self._folder.glob(f"*.{self._extension}")
        return sorted(p for p in found if p.is_file() and not _APPENDED.fullmatch(p.stem) and not p.name.startswith("."))

    def _spec(self, path: Path) -> ObjectSpec:
        names: Sequence[str] = ()
        with suppress(OSError, ValueError, csv.Error):
            names = field_names(path, self._delimiter)
        fields = tuple(TargetField(name) for name in names)
        return ObjectSpec(path.stem, path.name, FILES.operations, fields, open_fields=True, removal=FILES.removal)


def field_names(path: Path, delimiter: str) -> list[str]:
    """The columns of a file by its beginning; a JSON Lines file may have more further down."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return list(pq.read_schema(path).names)
    with path.open(encoding="utf-8-sig", newline="") as file:
        if path.suffix == ".csv":
            return next(csv.reader(file, delimiter=delimiter, strict=True), [])
        first = file.readline(1_000_000)
    return list(json.loads(first)) if first.strip() else []


_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\..*)?", re.I)


def safe_name(name: str) -> str:
    """A file name, without its ending, that every system takes. Raises ConfigError rather than leave the folder."""
    text = unicodedata.normalize("NFC", name).strip()
    if not text or len(text.encode()) > 180:
        raise ConfigError(
            "The object names a file, so it must have 1 to 180 bytes.", hint="Choose a shorter name; it has no ending."
        )
    if re.search(r"[/\\\x00]", text) or text.startswith("."):
        raise ConfigError(
            f"“{text[:60]}” cannot be the name of a file here: it would leave the folder or be hidden.",
            hint="Leave out / and \\ and the point at the beginning.",
        )
    safe = re.sub(r'[<>:"|?*\x01-\x1f\x7f]', "_", text).rstrip(". ")
    return f"{safe}_" if _RESERVED.fullmatch(safe) else safe


def _refuse_same_names(names: Sequence[str]) -> None:
    """Files and the tools that read them do not tell columns apart by case."""
    folded = [n.casefold() for n in names]
    if twice := sorted(n for n in names if folded.count(n.casefold()) > 1):
        raise ConfigError(f"The fields {', '.join(twice)} differ in case only.", hint="Rename one of them in the mapping.")


def _unusable(folder: Path, error: OSError) -> DestinationError:
    return DestinationError(
        f"{folder} cannot be written to ({error.strerror or type(error).__name__}).",
        kept="Nothing is lost: the files are as they were.",
        hint="Check the permissions of the folder and the room on its disk.",
    )
