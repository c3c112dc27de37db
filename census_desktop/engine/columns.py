"""SQL fragments that turn engine columns into payload values; shared by planning and reading a plan."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from census_desktop.domain.model import Sync


def quoted(name: str) -> str:
    """An identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: Any) -> str:
    """A constant as typed SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''").replace("\x00", "") + "'"


def json_value(column: str, type_: pa.DataType) -> str:
    """An expression for the JSON form of a column: ISO 8601 in UTC for times, null for NaN and infinities."""
    if pa.types.is_timestamp(type_):
        naive = f"{column} AT TIME ZONE 'UTC'" if type_.tz else column
        return f"replace(CAST({naive} AS VARCHAR), ' ', 'T') || 'Z'"
    if pa.types.is_floating(type_):
        return f"CASE WHEN isfinite({column}) THEN {column} END"
    if pa.types.is_binary(type_) or pa.types.is_large_binary(type_):
        return f"base64({column})"
    if pa.types.is_date(type_) or pa.types.is_time(type_) or pa.types.is_duration(type_):
        return f"CAST({column} AS VARCHAR)"
    return column


def source_columns(sync: Sync) -> tuple[str, ...]:
    """The columns a sync reads, key first, each once."""
    return tuple(dict.fromkeys([sync.key.column, *(m.column for m in sync.mappings if m.column)]))


def fields(sync: Sync) -> tuple[str, ...]:
    """The destination fields of a payload, key first."""
    return (sync.key.field, *(m.field for m in sync.mappings))
