"""Sheets of spreadsheets (xlsx, xlsm, xls, xlsb, ods) as Arrow tables, read with python-calamine.

Cells have types, columns have none: a column is a number, a date or true/false only if all its cells are; anything mixed is
text, whole numbers without ".0". Formulas give the value that was saved with them. Merged cells have it in their first cell,
as in the file. Rows and columns without any value are left out (docs/adr/0030).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from census_desktop.domain.errors import SourceError
from census_desktop.sources.reading import RANGE

CHUNK_ROWS = 20_000
MOST_EXACT = 2**53
"""Whole numbers up to here are exact in a spreadsheet, whose numbers are floats."""


def sheet_names(path: Path) -> tuple[str, ...]:
    """Sheets that have cells, in their order (charts and macro sheets do not). Raises SourceError."""
    from python_calamine import SheetTypeEnum

    with _opened(path) as book:
        return tuple(s.name for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet)


def read_sheet(path: Path, sheet: str, reading: Mapping[str, Any]) -> pa.Table:
    """A sheet, the first one if `sheet` is "". Raises SourceError when it is not there, is empty or has a name twice."""
    with _opened(path) as book:
        names = book.sheet_names
        if not names or (sheet and sheet not in names):
            raise SourceError(
                f"“{path.name}” has no sheet “{sheet}”.",
                kept="The data set, its segments and syncs are kept; nothing was sent.",
                hint=f"Its sheets: {', '.join(names[:8]) or 'none'}.",
            )
        cells = book.get_sheet_by_name(sheet or names[0])
        rows = _Rows(cells, reading)
        header = _header(path.name, rows, reading)
        nulls = frozenset(reading.get("nulls", ()))
        kinds = _Kinds(len(header), nulls)
        for row in rows:
            kinds.see(row)
        schema = pa.schema([(name, kind) for name, kind in zip(header, kinds.types(), strict=True) if name])
        places = [n for n, name in enumerate(header) if name]
        return pa.Table.from_batches(list(_batches(rows, places, schema, nulls)), schema)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            yield book
    except PasswordError as error:
        raise SourceError(
            f"“{path.name}” is protected with a password.", kept="Nothing was read.", hint="Save a copy without the password."
        ) from error
    except (CalamineError, OSError) as error:
        raise SourceError(
            f"“{path.name}” could not be read: it is not a whole spreadsheet.",
            kept="What was sent before is kept; nothing was sent now.",
            hint="Open it in a spreadsheet program, save it and try again.",
        ) from error


class _Rows:
    """The rows of a sheet below its header, as lists of one width, again whenever they are asked for."""

    def __init__(self, cells: Any, reading: Mapping[str, Any]) -> None:
        self._cells = cells
        self._top, self._left, self._bottom, self._right = _corners(reading.get("range", ""))
        self._above = int(reading.get("skip", 0))
        self._has_header = bool(reading.get("header", True))

    def __iter__(self) -> Iterator[list[Any]]:
        return (row for row in islice(self._all(), self._above + self._has_header, None) if any(v != "" for v in row))

    def first(self) -> list[Any]:
        return next(islice(self._all(), self._above, None), [])

    def _all(self) -> Iterator[list[Any]]:
        """All rows of the range; without one those from the first cell that has a value."""
        start = self._cells.start
        if start is None:
            return
        rows = self._cells.iter_rows()  # from the top of the sheet, but from the first column that has a value
        if self._top is None:
            yield from islice(rows, start[0], None)
            return
        for row in islice(rows, self._top, None if self._bottom is None else self._bottom + 1):
            padded = [""] * start[1] + row
            yield padded[self._left : None if self._right is None else self._right + 1]


def _corners(range_: str) -> tuple[int | None, int, int | None, int | None]:
    """(top, left, bottom, right) counted from 0; top None without a range."""
    if not (found := RANGE.fullmatch(range_)):
        return None, 0, None, None
    left, top, right, bottom = found.groups()
    return int(top) - 1, _column(left), int(bottom) - 1 if bottom else None, _column(right) if right else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _header(file: str, rows: _Rows, reading: Mapping[str, Any]) -> list[str]:
    """Names of the columns; "" for one without any value, which is left out."""
    first = rows.first()
    if not first:
        raise SourceError(
            f"The sheet of “{file}” is empty.", kept="Nothing was changed.", hint="Choose another sheet or range."
        )
    if not reading.get("header", True):
        return [f"column{n}" for n in range(max(len(row) for row in rows))] if any(True for _ in rows) else []
    width = max([len(first), *(len(row) for row in rows)])
    names = [_as_text(v).strip() for v in first] + [""] * (width - len(first))
    filled = {n for row in rows for n, v in enumerate(row) if v != ""} if "" in names else set()
    names = [name or (f"column{n}" if n in filled else "") for n, name in enumerate(names)]
    folded = [name.casefold() for name in names]
    if twice := sorted({name for name in names if name and folded.count(name.casefold()) > 1}):
        raise SourceError(
            f"The sheet of “{file}” has the column {', '.join(f'“{name}”' for name in twice)} more than once.",
            kept="Nothing was changed.",
            hint="Rename the columns in the file, so that each name stands once (capitals do not count).",
        )
    return names


class _Kinds:
    """What kinds of values each column has."""

    def __init__(self, width: int, nulls: frozenset[str]) -> None:
        self._nulls = nulls
        self._seen: list[set[str]] = [set() for _ in range(width)]

    def see(self, row: Sequence[Any]) -> None:
        for seen, value in zip(self._seen, row, strict=False):
            if value != "" and value not in self._nulls:
                seen.add(_kind(value))

    def types(self) -> list[pa.DataType]:
        return [_type(seen) for seen in self._seen]


def _kind(value: Any) -> str:
    if isinstance(value, float):
        return "whole" if value.is_integer() and abs(value) <= MOST_EXACT else "number"
    return type(value).__name__


def _type(seen: set[str]) -> pa.DataType:
    whole = {"whole", "int"}
    for kinds, type_ in (
        (whole, pa.int64()),
        (whole | {"number"}, pa.float64()),
        ({"bool"}, pa.bool_()),
        ({"date"}, pa.date32()),
        ({"date", "datetime"}, pa.timestamp("us")),
        ({"time"}, pa.time64("us")),
    ):
        if seen and seen <= kinds:
            return type_
    return pa.string()


def _batches(rows: _Rows, places: list[int], schema: pa.Schema, nulls: frozenset[str]) -> Iterator[pa.RecordBatch]:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK_ROWS)):
        columns = []
        for place, field in zip(places, schema, strict=True):
            values = [row[place] if place < len(row) else "" for row in chunk]
            columns.append(pa.array([None if v == "" or v in nulls else _as(v, field.type) for v in values], field.type))
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _as(value: Any, type_: pa.DataType) -> Any:
    if pa.types.is_string(type_):
        return _as_text(value)
    if pa.types.is_integer(type_):
        return int(value)
    if pa.types.is_timestamp(type_) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return value


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) <= MOST_EXACT else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    return re.sub(r"\r\n?", "\n", str(value))
