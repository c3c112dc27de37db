"""How a data set's file is read, for the screens: looking into it in the pool, corrections, the first rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.model import Dataset, Source, new_id
from census_desktop.domain.ports import CancelToken, Preview
from census_desktop.domain.quicksync import free_name
from census_desktop.domain.reading import READING_KEYS, Detected, Detects
from census_desktop.gui.datasets import dataset_lines
from census_desktop.gui.datasets.dataset_lines import Found
from census_desktop.gui.kit import words

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

FIRST_ROWS = 20
MASK = "••••••"
_KINDS = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), "csv"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), "json"),
    ".parquet": "parquet",
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), "excel"),
}
_NAMES = {"json": "JSON", "parquet": "Parquet", "excel": "spreadsheet", "sqlite": "SQLite", "duckdb": "DuckDB"}
DELIMITERS = (("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("pipe", "|"))
QUOTES = ((words.tr('double "'), '"'), (words.tr("single '"), "'"), ("none", ""))
HEADERS = ((words.tr("in the first line"), True), (words.tr("there are none"), False))
ENCODINGS = ("utf-8", "utf-16", "windows-1252", "latin-1", "iso-8859-15", "windows-1250", "windows-1251", "mac-roman")
NUMBERS = (("1234.5", (".", "")), ("1234,5", (",", "")), ("1.234,5", (",", ".")), ("1,234.5", (".", ",")))
DATES = (
    *(("2026-05-31", "%Y-%m-%d"), ("31.05.2026", "%d.%m.%Y"), ("31/05/2026", "%d/%m/%Y")),
    *(("05/31/2026", "%m/%d/%Y"), ("31-05-2026", "%d-%m-%Y"), ("20260531", "%Y%m%d")),
)


@dataclass(frozen=True, slots=True)
class Looked:
    """A data set as its corrections let it be read. With an `error` its columns are those known before."""

    found: Found
    detected: Detected
    preview: Preview | None = None
    error: CensusError | None = None


def look_into(app: App, source: Source | None, path: Path | None, table: str, cancel: CancelToken) -> Looked:
    """In the pool: the tables of a source, and the chosen one (else the only one) read as it is found. Nothing is saved."""
    chosen = source or dataset_lines.source_at(app, path or app.paths.root)
    with app.sources.reading(chosen, {}) as reader:
        forget = cancel.on_cancel(reader.cancel)
        try:
            tables = tuple(reader.tables())
            name = table or (tables[0] if len(tables) == 1 else "")
            if not name:
                return Looked(Found(chosen, tables, None), Detected(""))
            looked = _read(reader, Found(chosen, tables, Dataset(new_id(), name, chosen.id, name)))
        finally:
            forget()
    return _named(looked, app)


def read_as(app: App, found: Found, reading: Mapping[str, Any], cancel: CancelToken) -> Looked:
    """In the pool: the data set of `found` with these corrections. Nothing is saved; personal columns stay marked."""
    if found.dataset is None:
        return Looked(found, Detected(""))
    with app.sources.reading(found.source, {}) as reader:
        forget = cancel.on_cancel(reader.cancel)
        try:
            looked = _read(reader, replace(found, dataset=replace(found.dataset, reading=dict(reading))))
        finally:
            forget()
    return _guessed(looked, found.dataset)


def _named(looked: Looked, app: App) -> Looked:
    """With a name and the properties that the columns suggest."""
    dataset = looked.found.dataset
    if dataset is None:
        return looked
    table = dataset.table.rpartition(" › ")[2] if " › " in dataset.table else Path(dataset.table).stem
    title = " ".join(table.replace("_", " ").replace("-", " ").replace("*", " ").split())
    name = free_name(title[:1].upper() + title[1:] or dataset.table, (d.name for d in app.datasets.all()))
    return replace(looked, found=replace(looked.found, dataset=dataset_lines.likely(replace(dataset, name=name))))


def _guessed(looked: Looked, before: Dataset) -> Looked:
    """Columns that were not there before are personal data where their names suggest it, as when a file is first read."""
    dataset, known = looked.found.dataset, set(before.column_names)
    if dataset is None or not set(dataset.column_names) - known:
        return looked
    guess = dataset_lines.likely(dataset)
    pii = {c.name: c.pii for c in guess.columns}
    columns = tuple(replace(c, pii=c.pii if c.name in known else pii[c.name]) for c in dataset.columns)
    kept = set(dataset.column_names) & known
    return replace(looked, found=replace(looked.found, dataset=replace(dataset if kept else guess, columns=columns)))


def look_at(app: App, dataset: Dataset, cancel: CancelToken) -> Looked:
    """In the pool: a saved data set, as it is read now."""
    source = app.sources.get(dataset.source_id)
    return read_as(app, Found(source, (dataset.table,), dataset), dataset.reading, cancel)


def save(app: App, dataset: Dataset) -> Dataset:
    """In the pool: how the data set is read from now on, with the columns that it has then."""
    now = app.datasets.get(dataset.id)
    known = {c.name: c for c in now.columns}
    columns = tuple(
        replace(c, pii=known[c.name].pii, enumerated=known[c.name].enumerated) if c.name in known else c
        for c in dataset.columns
    )
    app.datasets.save(replace(now, reading=dict(dataset.reading), columns=columns))
    return app.datasets.get(dataset.id)


def _read(reader: Any, found: Found) -> Looked:
    dataset = found.dataset
    if dataset is None:
        return Looked(found, Detected(""))
    try:
        detected = reader.detected(dataset) if isinstance(reader, Detects) else Detected("")
        fresh = reader.describe(dataset)
        preview = reader.preview(replace(fresh, unique_identifier="", computed=()), None, FIRST_ROWS)
    except Cancelled:
        raise
    except CensusError as error:
        return Looked(found, Detected(kind_of(dataset.table), (), dict(dataset.reading)), error=error)
    return Looked(replace(found, dataset=fresh), detected, preview)


def kind_of(table: str) -> str:
    """The kind of file that a table's name tells; "" for what has no corrections."""
    return _KINDS.get(Path(table.partition(" › ")[0]).suffix.lower(), "")


def can_be_corrected(detected: Detected) -> bool:
    return detected.kind in READING_KEYS


def summary(detected: Detected) -> str:
    """What was found out, in a line."""
    how = detected.reading
    parts = [words.filled(words.tr("%1 files"), len(detected.files))] if len(detected.files) > 1 else []
    if detected.kind == "csv":
        parts.append(next((word for word, sign in DELIMITERS if sign == how.get("delimiter")), str(how.get("delimiter", ""))))
        parts += [
            str(how.get("encoding", "")),
            words.tr("names in the first line") if how.get("header", True) else words.tr("no names"),
        ]
        parts += [words.filled(words.tr("%1 lines skipped"), how["skip"])] if how.get("skip") else []
        parts += [words.filled(words.tr("dates as %1"), how["date_format"])] if how.get("date_format") else []
    elif detected.kind:
        parts.append(
            {"json": "JSON", "parquet": "Parquet", "excel": "spreadsheet", "sqlite": "SQLite"}.get(detected.kind, "DuckDB")
        )
    return " · ".join(p for p in parts if p)


def without_defaults(reading: Mapping[str, Any]) -> dict[str, Any]:
    """Corrections that say something."""
    return {key: value for key, value in reading.items() if value not in (None, [], {}) and (value != "" or key == "quote")}
