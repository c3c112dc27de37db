"""SQL fragments that turn engine columns into payload values; shared by planning and reading a plan."""

from __future__ import annotations

from typing import Any

import pyarrow as pa


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


def json_value(column: str, type_: pa.DataType, depth: int = 0) -> str:
    """An expression for the JSON form of a value: ISO 8601 in UTC for times, base64 for bytes, null for NaN and infinities;
    inside lists, objects and maps too."""
    t = pa.types
    if t.is_timestamp(type_):
        naive = f"{column} AT TIME ZONE 'UTC'" if type_.tz else column
        return f"CASE WHEN isfinite({column}) THEN replace(CAST({naive} AS VARCHAR), ' ', 'T') || 'Z' END"
    if t.is_float32(type_):
        # As short as it was written, not with the digits that doubling its width brings.
        return f"CASE WHEN isfinite({column}) THEN CAST(CAST({column} AS VARCHAR) AS DOUBLE) END"
    if t.is_floating(type_):
        return f"CASE WHEN isfinite({column}) THEN {column} END"
    if t.is_binary(type_) or t.is_large_binary(type_) or t.is_fixed_size_binary(type_):
        return f"base64({column})"
    if t.is_date(type_):
        return f"CASE WHEN isfinite({column}) THEN CAST({column} AS VARCHAR) END"
    if t.is_time(type_) or t.is_duration(type_):
        return f"CAST({column} AS VARCHAR)"
    return _nested(column, type_, depth) if t.is_nested(type_) else column


def _nested(column: str, type_: pa.DataType, depth: int) -> str:
    """Lists, objects and maps, taken apart only where something inside needs another form."""
    item = f"item{depth}"
    if pa.types.is_struct(type_):
        fields = [type_.field(n) for n in range(type_.num_fields)]
        inner = [json_value(f"struct_extract({column}, {literal(f.name)})", f.type, depth) for f in fields]
        if all(made == f"struct_extract({column}, {literal(f.name)})" for made, f in zip(inner, fields, strict=True)):
            return column
        packed = ", ".join(f"{quoted(f.name)} := {made}" for f, made in zip(fields, inner, strict=True))
        return f"CASE WHEN {column} IS NOT NULL THEN struct_pack({packed}) END"
    if pa.types.is_map(type_):
        made = json_value(f"{item}.value", type_.item_type, depth + 1)
        if made == f"{item}.value":
            return column
        entries = f"list_transform(map_entries({column}), lambda {item}: struct_pack(k := {item}.key, v := {made}))"
        return f"map_from_entries({entries})"
    made = json_value(item, type_.value_type, depth + 1)
    return column if made == item else f"list_transform({column}, lambda {item}: {made})"
