"""Data sets of files as DuckDB views: each kind of file its own way, with the corrections of the data set."""

from __future__ import annotations

import codecs
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import SourceError
from census_desktop.domain.model import Column, Dataset
from census_desktop.domain.reading import Detected
from census_desktop.sources import csv_files, reading
from census_desktop.sources.duckdb_errors import plain_words
from census_desktop.sources.files import Files, Place, stamp
from census_desktop.sources.sheets import read_sheet
from census_desktop.sources.sql_text import call, literal, quoted
from census_desktop.sources.sqlite_tables import SqliteTable

_BOMS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PIECE = 1 << 20
_MOST_TOLD = 8

JSON_SAMPLE = 200_000
"""Records of JSON whose values tell the types of its columns."""


class FileTables:
    """The views of one connection. `scratch` is a folder of this reader alone, for files that are not UTF-8."""

    def __init__(self, connection: Any, files: Files, scratch: Path) -> None:
        self._connection = connection
        self._files = files
        self._scratch = scratch
        self._stamps: dict[Path, Any] = {}
        self._streams: list[SqliteTable] = []
        self._attached: dict[Path, str] = {}
        self.detected: dict[str, Detected] = {}

    def names(self) -> tuple[str, ...]:
        return self._files.names(self._inside_duckdb)

    def view(self, dataset: Dataset, table: str, *, thorough: bool = False) -> Any:
        """The table as an Ibis table, read as the data set says. `thorough`: types are proved however large the file is.

        Raises SourceError with the file's fault in plain words, ConfigError for a correction that does not fit.
        """
        place = self._files.place(table)
        corrections = reading.checked(dataset.reading, place.kind, dataset.name or table)
        how = {**self._files.defaults(place.kind), **corrections}
        for path in place.files.values():
            self._stamps[path] = stamp(path)
        _refuse_empty(place)
        select, found = self._select(place, how, dataset, thorough)
        self.detected[dataset.id] = found
        name = table if not corrections else f"{table} ({dataset.name})"
        self._make(name, select)
        return self._connection.table(name)

    def _make(self, name: str, select: str) -> None:
        self._connection.con.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(name)} AS {select}")

    def _select(self, place: Place, how: dict[str, Any], dataset: Dataset, thorough: bool) -> tuple[str, Detected]:
        if place.kind == "csv":
            return self._csv(place, how, dataset, thorough)
        makers: dict[str, Callable[[Place, dict[str, Any]], str]] = {
            **{"json": self._json, "parquet": self._parquet, "excel": self._excel},
            **{"sqlite": self._sqlite, "duckdb": self._duckdb},
        }
        differs = self._differing(place)
        select = self._cast(makers[place.kind](place, how), how, dataset.name or place.inner)
        return select, Detected(place.kind, tuple(place.files), how, differs)

    # Kinds of files -------------------------------------------------------------------------------------------------

    def _csv(self, place: Place, how: dict[str, Any], dataset: Dataset, thorough: bool) -> tuple[str, Detected]:
        read = {}
        for name, path in place.files.items():
            encoding = how.get("encoding") or _encoding_of(path)
            readable = self._as_utf8(path, encoding, name)
            tabs = path.suffix.lower() == ".tsv"
            stamped = (str(path), self._stamps[path])
            found = csv_files.dialect_of(self._connection, readable, how, stamped, name=name, thorough=thorough, tabs=tabs)
            read[name] = (readable, found, encoding)
        dialects = [dialect for _, dialect, _ in read.values()]
        columns = csv_files.joined(dialects)
        reading.unknown_columns(how, [name for name, _ in columns], dataset.name)
        described = {} if all(d.proved for d in dialects) else self._described(dataset.columns)
        types = {name.casefold(): type_ for name, type_ in csv_files.forced(columns, how, described)}
        selects = []
        for name, (path, dialect, _) in read.items():
            own = [(column, types[column.casefold()]) for column, _ in dialect.columns]
            selects.append(_with_file(dialect.select(path, own), how, literal(name)))
        first = next(iter(read.values()))
        told = {**first[1].told(), "encoding": first[2], **how}
        differs = _differences({name: dict(d.columns) for name, (_, d, _) in read.items()})
        return " UNION ALL BY NAME ".join(selects), Detected("csv", tuple(place.files), told, differs)

    def _described(self, columns: Sequence[Column]) -> dict[str, str]:
        """The types that the data set was described with, in DuckDB's words."""
        from census_desktop.sources.lean import ibis

        types = self._connection.compiler.type_mapper
        found = {}
        for column in columns:
            try:
                found[column.name] = types.to_string(ibis.dtype(column.native))
            except (ibis.common.exceptions.IbisError, TypeError, ValueError, RuntimeError):  # "computed", another engine's word
                continue
        return found

    def _as_utf8(self, path: Path, encoding: str, name: str) -> Path:
        """The file itself, or a copy of it in UTF-8 in this reader's own folder, gone when the reader closes."""
        if codecs.lookup(encoding).name in ("utf-8", "utf-8-sig", "ascii"):
            return path
        self._scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy = self._scratch / f"{uuid.uuid4().hex}.csv"
        try:
            with path.open(encoding=encoding, newline="") as source, copy.open("w", encoding="utf-8", newline="") as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
        except UnicodeError:
            raise SourceError(
                f"“{name}” could not be read: it is not {encoding} text.",
                kept="What was sent before is kept; nothing was sent now.",
                hint="Choose another encoding for the data set, such as utf-8, utf-16, windows-1252 or latin-1.",
            ) from None
        return copy

    def _json(self, place: Place, how: dict[str, Any]) -> str:
        paths = [str(p) for p in place.files.values()]
        options: dict[str, Any] = {"union_by_name": True, "sample_size": JSON_SAMPLE, "map_inference_threshold": -1}
        if how.get("date_format"):
            options["dateformat"] = how["date_format"]
        if how.get("datetime_format"):
            options["timestampformat"] = how["datetime_format"]
        columns = self._columns_of(f"SELECT * FROM {call('read_json', paths, options)}")  # noqa: S608
        if harmed := self._harmed(paths, columns, options):
            options["columns"] = {name: "VARCHAR" if name in harmed else type_ for name, type_ in columns}
        rows = self._with_files("read_json", paths, options, place, how)
        mixed = self._plain_json([quoted(name) for name, type_ in columns if type_ == "JSON"], rows)
        plain = ", ".join(f"{name} ->> '$' AS {name}" for name in mixed)
        return f"SELECT * REPLACE ({plain}) FROM ({rows})" if mixed else rows  # noqa: S608

    def _plain_json(self, names: list[str], rows: str) -> list[str]:
        """Of columns whose values are of several types those without lists and objects: their values are text."""
        if not names:
            return []
        tests = ", ".join(f"coalesce(bool_or(json_type({name}) IN ('ARRAY', 'OBJECT')), false)" for name in names)
        found = self._connection.con.execute(f"SELECT {tests} FROM (FROM ({rows}) LIMIT {JSON_SAMPLE})").fetchone()  # noqa: S608
        return [name for name, nested in zip(names, found, strict=True) if not nested]

    def _harmed(self, paths: list[str], columns: list[tuple[str, str]], options: dict[str, Any]) -> set[str]:
        """Columns with numbers of more digits than a DOUBLE keeps: they stay text."""
        doubtful = [name for name, type_ in columns if type_ == "DOUBLE"]
        if not doubtful:
            return set()
        texts = {**options, "columns": dict.fromkeys(doubtful, "VARCHAR")}
        tests = ", ".join(rf"coalesce(bool_or(regexp_matches({quoted(name)}, '^-?\d{{16}}')), false)" for name in doubtful)
        row = self._connection.con.execute(f"SELECT {tests} FROM {call('read_json', paths, texts)}").fetchone()  # noqa: S608
        return {name for name, is_harmed in zip(doubtful, row, strict=True) if is_harmed}

    def _parquet(self, place: Place, how: dict[str, Any]) -> str:
        paths = [str(p) for p in place.files.values()]
        options = {"union_by_name": True} if len(paths) > 1 else {}
        return self._with_files("read_parquet", paths, options, place, how)

    def _with_files(self, function: str, paths: list[str], options: dict[str, Any], place: Place, how: dict[str, Any]) -> str:
        """The rows, with the name of their file where it is wanted."""
        if not how.get("file_column"):
            return f"SELECT * FROM {call(function, paths, options)}"  # noqa: S608
        hidden = "census desktop file"
        names = {str(path): name for name, path in place.files.items()}
        told = f"{literal(list(names.values()))}[list_position({literal(list(names))}, {quoted(hidden)})]"
        rows = call(function, paths, {**options, "filename": hidden})
        return f"SELECT * EXCLUDE ({quoted(hidden)}), {told} AS {quoted(how['file_column'])} FROM {rows}"  # noqa: S608

    def _excel(self, place: Place, how: dict[str, Any]) -> str:
        selects = []
        for name, path in place.files.items():
            table = read_sheet(path, place.inner or how.get("sheet", ""), how)
            selects.append(_with_file(f"SELECT * FROM {self._registered(table)}", how, literal(name)))  # noqa: S608
        return " UNION ALL BY NAME ".join(selects)

    def _sqlite(self, place: Place, how: dict[str, Any]) -> str:
        selects = []
        for name, path in place.files.items():
            inner = _inner(path, place.inner, self._files.inside_sqlite(path))
            stream = SqliteTable(path, inner, self._stamps[path])
            self._streams.append(stream)
            selects.append(_with_file(f"SELECT * FROM {self._registered(stream)}", how, literal(name)))  # noqa: S608
        return " UNION ALL BY NAME ".join(selects)

    def _duckdb(self, place: Place, how: dict[str, Any]) -> str:
        selects = []
        for name, path in place.files.items():
            inner = _inner(path, place.inner, self._inside_duckdb(path))
            selects.append(_with_file(f"SELECT * FROM {self._attached[path]}.{quoted(inner)}", how, literal(name)))  # noqa: S608
        return " UNION ALL BY NAME ".join(selects)

    def _registered(self, rows: Any) -> str:
        name = f"census_desktop_{uuid.uuid4().hex[:12]}"
        self._connection.con.register(name, rows)
        return quoted(name)

    def _inside_duckdb(self, path: Path) -> tuple[str, ...]:
        """Tables and views of a DuckDB file, attached read-only."""
        if path not in self._attached:
            name = quoted(f"census_desktop_{uuid.uuid4().hex[:12]}")
            with plain_words(path.name):
                self._connection.con.execute(f"ATTACH {literal(str(path))} AS {name} (READ_ONLY)")
            self._attached[path] = name
        where = f"database_name = {literal(self._attached[path].strip(chr(34)))} AND schema_name = 'main' AND NOT internal"
        query = (
            f"SELECT table_name FROM duckdb_tables() WHERE {where} "  # noqa: S608
            f"UNION ALL SELECT view_name FROM duckdb_views() WHERE {where} ORDER BY 1"
        )
        return tuple(row[0] for row in self._connection.con.execute(query).fetchall())

    # ----------------------------------------------------------------------------------------------------------------

    def _columns_of(self, select: str) -> list[tuple[str, str]]:
        return [(row[0], row[1]) for row in self._connection.con.execute(f"DESCRIBE {select}").fetchall()]

    def _cast(self, select: str, how: Mapping[str, Any], name: str) -> str:
        """The SELECT with the types that the user gave."""
        if not how.get("types"):
            return select
        columns = self._columns_of(select)
        reading.unknown_columns(how, [column for column, _ in columns], name)
        given = {column.casefold(): word for column, word in how["types"].items()}
        made = ", ".join(
            f"{reading.cast(quoted(column), given[column.casefold()], how, is_text=type_ == 'VARCHAR')} AS {quoted(column)}"
            for column, type_ in columns
            if column.casefold() in given
        )
        return f"SELECT * REPLACE ({made}) FROM ({select})"  # noqa: S608

    def _differing(self, place: Place) -> tuple[str, ...]:
        """How the columns of Parquet files differ."""
        if place.kind != "parquet" or len(place.files) < 2:
            return ()
        found = {}
        for name, path in place.files.items():
            found[name] = dict(self._columns_of(f"SELECT * FROM {call('read_parquet', str(path), {})}"))  # noqa: S608
            _refuse_unlike(name, found)
        return _differences(found)

    def fault(self) -> SourceError | None:
        """What went wrong in a stream, or that a file is another one than when it was opened."""
        if found := next((s.fault for s in self._streams if s.fault), None):
            return found
        for path, was in self._stamps.items():
            try:
                if stamp(path) == was:
                    continue
            except OSError:
                pass
            return SourceError(
                f"“{path.name}” was changed while it was being read.",
                kept="What was sent before is kept; nothing was sent now.",
                hint="Try again when the file is whole.",
            )
        return None

    def narrow(self, needed: Callable[[str], bool] | None) -> None:
        """Columns that the next query reads of streams; None for all."""
        for stream in self._streams:
            stream.needed = needed

    def forget(self) -> None:
        """Files are looked at anew when they are asked for again."""
        self._stamps.clear()
        self._streams.clear()

    def close(self) -> None:
        shutil.rmtree(self._scratch, ignore_errors=True)


def _refuse_empty(place: Place) -> None:
    for name, path in place.files.items():
        if path.stat().st_size == 0:
            raise SourceError(f"The file “{name}” is empty.", kept="Nothing was changed.", hint="Export it again.")


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4)
    return next((name for bom, name in _BOMS if head.startswith(bom)), "utf-8")


def _with_file(select: str, how: Mapping[str, Any], name: str) -> str:
    column = how.get("file_column")
    return f"SELECT *, {name} AS {quoted(column)} FROM ({select})" if column else select  # noqa: S608


def _inner(path: Path, wanted: str, known: Sequence[str]) -> str:
    """The table in a database file; the only one if none is named. Raises SourceError."""
    if wanted in known or (not wanted and len(known) == 1):
        return wanted or known[0]
    raise SourceError(
        f"The table “{wanted}” is no longer in “{path.name}”." if wanted else f"Which table of “{path.name}” is meant?",
        kept="The data set, its segments and syncs are kept; nothing was sent.",
        hint=f"Restore the table, or choose another one for the data set. There now: {', '.join(known[:8]) or 'none'}.",
    )


def _refuse_unlike(file: str, files: Mapping[str, Mapping[str, str]]) -> None:
    """Raises SourceError when a column of this file is a list or object and plain in another one, or the other way round."""
    for other, columns in files.items():
        for name, type_ in files[file].items():
            if name in columns and _is_nested(type_) != _is_nested(columns[name]):
                raise SourceError(
                    f"The column “{name}” of {file} is of another kind than that of {other}.",
                    kept="Nothing was read.",
                    hint="One has lists or objects, the other plain values: write them alike, or choose a narrower pattern.",
                )


def _is_nested(type_: str) -> bool:
    return type_.endswith("]") or type_.startswith(("STRUCT", "MAP"))


def _differences(files: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """A sentence for each file whose columns (name, type) are not those of the first."""
    (_, first), *others = files.items()
    told = []
    for file, columns in others:
        parts = [
            f"{word} {', '.join(f'“{c}”' for c in found[:_MOST_TOLD])}"
            for word, found in (
                ("without", [c for c in first if c not in columns]),
                ("also", [c for c in columns if c not in first]),
                ("another type of", [c for c in columns if c in first and columns[c] != first[c]]),
            )
            if found
        ]
        if parts:
            told.append(f"{file}: {'; '.join(parts)}")
    return tuple(told)
