"""Files as destinations keep them: names, forms and fields, wherever the files are. What merges them is beside this."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, Limits, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal

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
    removals=(Removal.REMOVE, Removal.NULL_OUT, Removal.SWAP),
    only_if_empty=True,
)

FORM_FIELDS = (
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
)

FACTS = {
    "Files": "One per object, put in place as a whole when a run ends; append makes a new one each run",
    "Text": 'CSV is UTF-8 with a header row; an empty cell is null, "" is an empty text',
    "Leaving": "Deleted from the file, or emptied but for the key; or the whole file is replaced",
}

_APPENDED = re.compile(r".+-\d{8}T\d{6}Z-\w+")


@dataclass(frozen=True, slots=True)
class Form:
    """How the files of a connection are written."""

    extension: str
    delimiter: str
    escape_formulas: bool

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Form:
        return cls(config["format"], DELIMITERS[config["delimiter"]], config["escape_formulas"])

    def is_object(self, name: str) -> bool:
        """Whether a file of this name is an object that can be kept up to date: not one of a single run, nor a hidden one."""
        stem, _, extension = name.rpartition(".")
        return extension == self.extension and bool(stem) and stem[0] != "." and not _APPENDED.fullmatch(stem)

    def spec(self, name: str, beginning: Path | None = None) -> ObjectSpec:
        """The object of a file; its fields by what the file begins with."""
        names: Sequence[str] = ()
        if beginning is not None:
            with suppress(OSError, ValueError, csv.Error):
                names = field_names(beginning, self.delimiter)
        stem, fields = name.rpartition(".")[0], tuple(TargetField(n) for n in names)
        return replace(FILES, name=stem, label=name, fields=fields, open_name=False, named_by_segment=False)


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


def checked_name(name: str, fields: Sequence[str]) -> str:
    """The object's file name, without its ending. Files and the tools that read them do not tell columns apart by case."""
    safe = safe_name(name)
    folded = [f.casefold() for f in fields]
    if twice := sorted(f for f in fields if folded.count(f.casefold()) > 1):
        raise ConfigError(f"The fields {', '.join(twice)} differ in case only.", hint="Rename one of them in the mapping.")
    return safe
