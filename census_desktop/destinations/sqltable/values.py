"""Arrow columns as databases take them. Times are UTC; a time without a zone counts as UTC."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import sqlalchemy as sa

from census_desktop.domain.errors import BatchRejected


def csv_text(rows: Any, arrays: frozenset[str]) -> bytes:
    """The rows for COPY … (FORMAT csv): an empty cell is null, "" an empty text, as PostgreSQL reads them."""
    columns = [_csv_column(column, name in arrays) for column, name in zip(rows.columns, rows.schema.names, strict=True)]
    names = [f"c{n}" for n in range(len(columns))]
    buffer = io.BytesIO()
    pa_csv.write_csv(pa.record_batch(columns, names=names), buffer, pa_csv.WriteOptions(include_header=False))
    return buffer.getvalue()


def _csv_column(column: Any, is_array: bool) -> Any:
    column = _plain(column)
    kind = column.type
    if pa.types.is_nested(kind):
        return _texts(column, _array_literal if is_array else _json)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return _texts(column, lambda value: "\\x" + value.hex())
    return column


def sqlite_rows(rows: Any) -> list[tuple[Any, ...]]:
    """Rows of values as SQLite stores them: texts for times and exact decimals, JSON for lists and structures."""
    columns = [_sqlite_column(column).to_pylist() for column in rows.columns]
    return list(zip(*columns, strict=True))


def _sqlite_column(column: Any) -> Any:
    column = _plain(column)
    kind = column.type
    if pa.types.is_nested(kind):
        return _texts(column, _json)
    if pa.types.is_uint64(kind) or (pa.types.is_decimal(kind) and kind.scale == 0):
        try:
            return column.cast(pa.int64())
        except pa.ArrowInvalid:
            raise BatchRejected("A number is too large for SQLite, which holds whole numbers of 64 bits.") from None
    if pa.types.is_decimal(kind) or pa.types.is_temporal(kind):
        return column.cast(pa.string())
    return column


def python_rows(rows: Any) -> list[tuple[Any, ...]]:
    """Rows of Python's values, for drivers that know dates and decimals; JSON for lists and structures."""
    columns = [_python_column(column).to_pylist() for column in rows.columns]
    return list(zip(*columns, strict=True))


def _python_column(column: Any) -> Any:
    column = _plain(column)
    return _texts(column, _json) if pa.types.is_nested(column.type) else column


def _plain(column: Any) -> Any:
    """Without dictionaries, zones and types that neither side has a text for."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _plain(column.dictionary_decode())
    if pa.types.is_timestamp(kind):
        if kind.tz is not None:
            column = column.cast(pa.timestamp("us", "UTC"), safe=False)
        return column.cast(pa.timestamp("us"), safe=False)
    if pa.types.is_duration(kind) or pa.types.is_interval(kind):
        return _texts(column, str)
    return column


def _texts(column: Any, text: Callable[[Any], str]) -> Any:
    return pa.array([None if value is None else text(value) for value in column.to_pylist()], pa.string())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _array_literal(value: Any) -> str:
    """https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO"""
    if value is None:
        return "NULL"
    if isinstance(value, list):
        return "{" + ",".join(_array_literal(v) for v in value) + "}"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rows_with_nul(rows: Any, database: str) -> dict[int, str]:
    """Rows that cannot be stored for a NUL character in a text, with the reason."""
    found: dict[int, str] = {}
    for name, column in zip(rows.schema.names, rows.columns, strict=True):
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            hits = pc.indices_nonzero(pc.fill_null(pc.match_substring(column, "\x00"), False)).to_pylist()
            for row in hits:
                found.setdefault(row, f"“{name}” has a character that {database} cannot store (NUL).")
    return found


def numbers_that_are_none(rows: Any, database: str) -> dict[int, str]:
    """Rows with a NaN or an infinity, with the reason."""
    found: dict[int, str] = {}
    for name, column in zip(rows.schema.names, rows.columns, strict=True):
        if pa.types.is_floating(column.type):
            hits = pc.indices_nonzero(pc.invert(pc.fill_null(pc.is_finite(column), True))).to_pylist()
            for row in hits:
                found.setdefault(row, f"“{name}” is no number that {database} can store (NaN or infinite).")
    return found


def plain_type(type_: Any) -> sa.types.TypeEngine[Any] | None:
    """The type of a column for values of this Arrow type, where databases agree; None for texts and what becomes one."""
    if pa.types.is_boolean(type_):
        return sa.Boolean()
    if pa.types.is_uint64(type_):
        return sa.Numeric(20, 0)
    if pa.types.is_integer(type_):
        return sa.BigInteger()
    if pa.types.is_floating(type_):
        return sa.Double()
    if pa.types.is_decimal(type_):
        return sa.Numeric(type_.precision, type_.scale)
    if pa.types.is_timestamp(type_):
        return sa.DateTime(timezone=type_.tz is not None)
    if pa.types.is_date(type_):
        return sa.Date()
    if pa.types.is_time(type_):
        return sa.Time()
    if pa.types.is_binary(type_) or pa.types.is_large_binary(type_):
        return sa.LargeBinary()
    return None
