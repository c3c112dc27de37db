"""CSV files: the dialect that is found out or given, and types that damage no value.

DuckDB looks at the first 20,480 lines (`sniff_csv`, DuckDB documentation, "CSV auto detection"). What it finds is then proved
over the whole file, where the file is small or its data set is just being described: a column of numbers in which a later
value is text, begins with a zero (postcodes, telephone numbers) or has more digits than a number keeps becomes text. In
between, a large file keeps the types that its data set was described with.
"""

from __future__ import annotations

import csv
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import SourceError
from census_desktop.sources.reading import TYPES
from census_desktop.sources.sql_text import call, literal, quoted

PROVED_ALWAYS = 16 * 2**20
"""Bytes up to which a file's types are proved whenever it was changed; takes about a quarter of a second."""
OTHER_DELIMITERS = ",;|\t"
_REMEMBERED = 256
_NONE = "(empty)"
_INTEGER = r"^\s*[+-]?(0|[1-9]\d*)\s*$"
_NUMBER = r"^\s*[+-]?(0|[1-9]\d{0,14})?([^\d]|$)"
"""Not more digits before the point than a DOUBLE keeps, and no zero before others."""
_DAY = r"^\s*\S{1,10}\s*$"
_SNIFFED_AS = {
    "delimiter": "delim",
    "quote": "quote",
    "escape": "escape",
    "skip": "skip",
    "decimal": "decimal_separator",
    "thousands": "thousands",
    "date_format": "dateformat",
    "datetime_format": "timestampformat",
}
"""Corrections as options of DuckDB's `sniff_csv`."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one CSV file is written. `columns` are (name, DuckDB's type)."""

    delimiter: str
    quote: str
    escape: str
    skip: int
    header: bool
    columns: tuple[tuple[str, str], ...]
    date_format: str = ""
    datetime_format: str = ""
    decimal: str = "."
    thousands: str = ""
    nulls: tuple[str, ...] = ()
    proved: bool = False

    def select(self, path: Path, columns: Sequence[tuple[str, str]] | None = None) -> str:
        """The file as a SELECT of exactly these columns, nothing guessed."""
        return f"SELECT * FROM {call('read_csv', str(path), self._options(dict(columns or self.columns)))}"  # noqa: S608

    def texts(self, path: Path) -> str:
        """The table function that reads every value as text."""
        options = self._options({name: "VARCHAR" for name, _ in self.columns})
        return call("read_csv", str(path), options)

    def _options(self, columns: dict[str, str]) -> dict[str, Any]:
        options: dict[str, Any] = {
            **{"auto_detect": False, "delim": self.delimiter, "quote": self.quote, "escape": self.escape, "comment": ""},
            **{"header": self.header, "skip": self.skip, "nullstr": ["", *self.nulls], "columns": columns},
        }
        if self.decimal != ".":
            options["decimal_separator"] = self.decimal
        if self.thousands:
            options["thousands"] = self.thousands
        if self.date_format:
            options["dateformat"] = self.date_format
        if self.datetime_format:
            options["timestampformat"] = self.datetime_format
        return options

    def told(self) -> dict[str, Any]:
        """What was found out, in the keys of `Dataset.reading`."""
        found: dict[str, Any] = {
            **{"delimiter": self.delimiter, "quote": self.quote, "header": self.header, "skip": self.skip},
            **{"decimal": self.decimal, "date_format": self.date_format, "datetime_format": self.datetime_format},
        }
        return {key: value for key, value in found.items() if value != ""}


class _Known:
    """Dialects of files that have not changed since, for all readers of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: OrderedDict[Any, Dialect] = OrderedDict()

    def get(self, key: Any) -> Dialect | None:
        with self._lock:
            return self._found.get(key)

    def put(self, key: Any, dialect: Dialect) -> None:
        with self._lock:
            self._found[key] = dialect
            while len(self._found) > _REMEMBERED:
                self._found.popitem(last=False)


_KNOWN = _Known()


def dialect_of(
    connection: Any, path: Path, reading: Mapping[str, Any], stamp: Any, *, name: str, thorough: bool, tabs: bool = False
) -> Dialect:
    """The dialect of the UTF-8 file at `path`, with the corrections of `reading`.

    `stamp` is what tells this version of the file from others; `name` is what the user calls it. Raises SourceError for
    column names that stand twice and for a delimiter that finds one column only; DuckDB's errors pass.
    """
    key = (name, stamp, tabs, repr(sorted((k, v) for k, v in reading.items() if k != "types")))
    found = _KNOWN.get(key) or _sniffed(connection, path, reading, name, tabs)
    if not found.proved and (thorough or path.stat().st_size <= PROVED_ALWAYS):
        found = replace(found, columns=_proved(connection, path, found), proved=True)
    _KNOWN.put(key, found)
    return found


def _sniffed(connection: Any, path: Path, reading: Mapping[str, Any], name: str, tabs: bool) -> Dialect:
    given = {"delimiter": "\t", **reading} if tabs else dict(reading)
    nulls = tuple(given.get("nulls", ()))
    options: dict[str, Any] = {"header": given.get("header", True), "comment": "", "nullstr": ["", *nulls]}
    options |= {_SNIFFED_AS[key]: value for key, value in given.items() if key in _SNIFFED_AS}
    chosen = "Delimiter, Quote, Escape, SkipRows, HasHeader, Columns, DateFormat, TimestampFormat"
    row = connection.con.execute(f"SELECT {chosen} FROM {call('sniff_csv', str(path), options)}").fetchone()  # noqa: S608
    delimiter, quote, escape, skip, header, columns, date, moment = row
    quote = given.get("quote", '"' if quote in (_NONE, "", None) else quote)
    found = Dialect(
        delimiter=given.get("delimiter", "," if delimiter in (_NONE, "", None) else delimiter),
        quote=quote,
        escape=given.get("escape", quote if escape in (_NONE, "", None) else escape),
        skip=int(skip),
        header=bool(header),
        columns=tuple((c["name"], c["type"]) for c in columns),
        date_format=given.get("date_format", date or ""),
        datetime_format=given.get("datetime_format", moment or ""),
        decimal=given.get("decimal", "."),
        thousands=given.get("thousands", ""),
        nulls=nulls,
    )
    if found.header:
        _check_names(_first_line(path, found), found, name, "delimiter" in reading)
    return found


def _first_line(path: Path, dialect: Dialect) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        for _ in range(dialect.skip):
            next(lines, "")
        options: dict[str, Any] = {"quotechar": dialect.quote} if dialect.quote else {"quoting": csv.QUOTE_NONE}
        delimiter = dialect.delimiter if len(dialect.delimiter) == 1 else ","
        try:
            return next(csv.reader(lines, delimiter=delimiter, **options), [])
        except csv.Error:
            return []


def _check_names(header: list[str], dialect: Dialect, name: str, is_given: bool) -> None:
    others = [sign for sign in OTHER_DELIMITERS if sign != dialect.delimiter]
    if len(header) == 1 and (likely := next((sign for sign in others if sign in header[0]), "")):
        raise SourceError(
            f"The file “{name}” has one column only when read with the delimiter {named(dialect.delimiter)}.",
            kept="Nothing was changed.",
            hint=f"Its first line looks as if the delimiter were {named(likely)}; "
            + ("set it on the source or data set." if is_given else "set it on the data set."),
        )
    folded = [column.casefold() for column in header]
    if twice := sorted({column for column in header if column and folded.count(column.casefold()) > 1}):
        raise SourceError(
            f"The file “{name}” has the column {', '.join(f'“{column}”' for column in twice)} more than once.",
            kept="Nothing was changed.",
            hint="Rename the columns in the file, so that each name stands once (capitals do not count).",
        )


def named(delimiter: str) -> str:
    return {"\t": "tab", "": "none"}.get(delimiter, f"“{delimiter}”")


# Types that hold for every line -----------------------------------------------------------------------------------------


def _proved(connection: Any, path: Path, dialect: Dialect) -> tuple[tuple[str, str], ...]:
    """The columns with types that fit all their values and change none."""
    asked = [(name, type_) for name, type_ in dialect.columns if type_ != "VARCHAR"]
    if not asked:
        return dialect.columns
    failed = _misfits(connection, path, dialect, asked)
    types = dict.fromkeys(failed, "VARCHAR")
    if whole := [(name, "DOUBLE") for name, type_ in asked if name in failed and type_ == "BIGINT"]:
        types |= {name: type_ for name, type_ in whole if name not in _misfits(connection, path, dialect, whole)}
    return tuple((name, types.get(name, type_)) for name, type_ in dialect.columns)


def _misfits(connection: Any, path: Path, dialect: Dialect, asked: Sequence[tuple[str, str]]) -> set[str]:
    """The columns that have a value which does not fit the type."""
    tests = ", ".join(f"coalesce(bool_and({_fits(quoted(name), type_, dialect)}), true)" for name, type_ in asked)
    row = connection.con.execute(f"SELECT {tests} FROM {dialect.texts(path)}").fetchone()  # noqa: S608
    return {name for (name, _), fits in zip(asked, row, strict=True) if not fits}


def _fits(column: str, type_: str, dialect: Dialect) -> str:
    """SQL: the text is null or becomes this type without a loss. (A cast alone would round 0.5 and cut the time of a day.)"""
    value = column
    if type_ in ("BIGINT", "DOUBLE"):
        if dialect.thousands:
            value = f"replace({value}, {literal(dialect.thousands)}, '')"
        if dialect.decimal != ".":
            value = f"replace({value}, {literal(dialect.decimal)}, '.')"
    format_ = {"DATE": dialect.date_format, "TIMESTAMP": dialect.datetime_format}.get(type_, "")
    made = f"try_strptime({column}, {literal(format_)})" if format_ else f"try_cast({value} AS {type_})"
    pattern = {"BIGINT": _INTEGER, "DOUBLE": _NUMBER, "DATE": _DAY}.get(type_, "")
    shaped = f" AND regexp_matches({value}, {literal(pattern)})" if pattern and not format_ else ""
    return f"{column} IS NULL OR ({made} IS NOT NULL{shaped})"


def joined(dialects: Sequence[Dialect]) -> tuple[tuple[str, str], ...]:
    """The columns of several files read as one, each with a type that all of them can have."""
    types: dict[str, tuple[str, str]] = {}
    for name, type_ in (column for dialect in dialects for column in dialect.columns):
        known, before = types.get(name.casefold(), (name, type_))
        types[name.casefold()] = (known, _common(before, type_))
    return tuple(types.values())


def _common(one: str, other: str) -> str:
    if one == other:
        return one
    for pair, wider in (({"BIGINT", "DOUBLE"}, "DOUBLE"), ({"DATE", "TIMESTAMP"}, "TIMESTAMP")):
        if {one, other} == pair:
            return wider
    return "VARCHAR"


def forced(
    columns: Sequence[tuple[str, str]], reading: Mapping[str, Any], described: Mapping[str, str]
) -> list[tuple[str, str]]:
    """The columns with the types that the user gave, else those that the data set was described with (DuckDB's words)."""
    given = {name.casefold(): TYPES[word] for name, word in reading.get("types", {}).items()}
    found = []
    for name, type_ in columns:
        wanted = given.get(name.casefold(), described.get(name, type_))
        found.append((name, type_ if wanted == "TIMESTAMP" and type_ == "TIMESTAMP WITH TIME ZONE" else wanted))
    return found
