"""SQL that converts a value to what its field wants, and says where that does not work."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from census_desktop.domain.conditions import ColumnType
from census_desktop.engine.columns import json_value

_YES, _NO = "('true', 't', 'yes', 'y', '1', 'on')", "('false', 'f', 'no', 'n', '0', 'off')"
_DAY = r"'\d{4}-\d{2}-\d{2}'"
_MOMENT = r"'\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*'"
_WHOLE = r"'[+-]?\d+(\.0+)?'"
_NUMBER = r"'[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?'"


@dataclass(frozen=True, slots=True)
class Value:
    """A typed SQL expression. `fails` is a condition under which there is a value that cannot be converted, "" for never."""

    sql: str
    type: pa.DataType
    fails: str = ""


def kind_of(type_: pa.DataType) -> ColumnType:
    """The column type of an Arrow type."""
    t = pa.types
    tests = (
        (ColumnType.BOOLEAN, t.is_boolean),
        (ColumnType.INTEGER, t.is_integer),
        (ColumnType.NUMBER, t.is_floating),
        (ColumnType.NUMBER, t.is_decimal),
        (ColumnType.TEXT, t.is_string),
        (ColumnType.TEXT, t.is_large_string),
        (ColumnType.TEXT, t.is_string_view),
        (ColumnType.TEXT, t.is_dictionary),
        (ColumnType.DATE, t.is_date),
        (ColumnType.DATETIME, t.is_timestamp),
        (ColumnType.OBJECT, t.is_struct),
        (ColumnType.OBJECT, t.is_map),
        (ColumnType.ARRAY, _is_list),
    )
    return next((kind for kind, test in tests if test(type_)), ColumnType.OTHER)


def _is_list(type_: pa.DataType) -> bool:
    t = pa.types
    return any(test(type_) for test in (t.is_list, t.is_large_list, t.is_fixed_size_list, t.is_list_view))


def converted(value: Value, wanted: str) -> Value:
    """The value as `wanted`, one of domain.conversions that its type converts to."""
    kind, x = kind_of(value.type), value.sql
    if wanted == "text":
        return value if kind is ColumnType.TEXT else Value(_as_text(value, kind), pa.string())
    if kind is ColumnType.TEXT and wanted in _FROM_TEXT:
        text = f"trim({x}, E' \\t\\r\\n')"
        sql, type_ = _FROM_TEXT[wanted]
        sql = sql.replace("TEXT", text)
        return Value(sql, type_, f"{text} <> '' AND ({sql}) IS NULL")
    match wanted, kind:
        case "integer", ColumnType.NUMBER:
            sql = f"CASE WHEN {_finite(value)} AND {x} = trunc({x}) THEN TRY_CAST({x} AS BIGINT) END"
            return Value(sql, pa.int64(), f"{_finite(value)} AND ({sql}) IS NULL")
        case "integer" | "number", ColumnType.BOOLEAN:
            return Value(f"CAST({x} AS INTEGER)", pa.int32())
        case "boolean", ColumnType.INTEGER | ColumnType.NUMBER:
            sql = f"CASE WHEN {x} = 1 THEN true WHEN {x} = 0 THEN false END"
            return Value(sql, pa.bool_(), f"{x} IS NOT NULL AND ({sql}) IS NULL")
        case "date", ColumnType.DATETIME:
            return Value(f"CAST({_naive(value)} AS DATE)", pa.date32())
        case "datetime", ColumnType.DATE:
            return Value(f"CAST({x} AS TIMESTAMP)", pa.timestamp("us"))
    return value


_AT = "TRY_CAST(TEXT AS TIMESTAMPTZ) AT TIME ZONE 'UTC'"
# TEXT stands for the trimmed text.
_FROM_TEXT = {
    "integer": (f"CASE WHEN regexp_full_match(TEXT, {_WHOLE}) THEN TRY_CAST(TEXT AS BIGINT) END", pa.int64()),
    "number": (
        f"CASE WHEN regexp_full_match(TEXT, {_NUMBER}) AND isfinite(TRY_CAST(TEXT AS DOUBLE)) "
        "THEN TRY_CAST(TEXT AS DOUBLE) END",
        pa.float64(),
    ),
    "boolean": (f"CASE WHEN lower(TEXT) IN {_YES} THEN true WHEN lower(TEXT) IN {_NO} THEN false END", pa.bool_()),
    "date": (
        f"CASE WHEN regexp_full_match(TEXT, {_DAY}) THEN TRY_CAST(TEXT AS DATE) "
        f"WHEN regexp_full_match(TEXT, {_MOMENT}) THEN CAST({_AT} AS DATE) END",
        pa.date32(),
    ),
    "datetime": (
        f"CASE WHEN regexp_full_match(TEXT, {_DAY}) OR regexp_full_match(TEXT, {_MOMENT}) THEN {_AT} END",
        pa.timestamp("us"),
    ),
}


def _as_text(value: Value, kind: ColumnType) -> str:
    shown = json_value(value.sql, value.type)
    if kind in (ColumnType.ARRAY, ColumnType.OBJECT):
        return f"CAST(to_json({shown}) AS VARCHAR)"
    return f"CAST({shown} AS VARCHAR)"


def _finite(value: Value) -> str:
    return f"isfinite({value.sql})" if pa.types.is_floating(value.type) else f"{value.sql} IS NOT NULL"


def _naive(value: Value) -> str:
    return f"{value.sql} AT TIME ZONE 'UTC'" if value.type.tz else value.sql
