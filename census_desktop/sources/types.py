"""Engine types as the program's column types."""

from __future__ import annotations

from typing import Any

from census_desktop.domain.conditions import ColumnType


def column_type(dtype: Any) -> ColumnType:
    """The column type of an Ibis data type."""
    tests = (
        ("is_boolean", ColumnType.BOOLEAN),
        ("is_integer", ColumnType.INTEGER),
        ("is_numeric", ColumnType.NUMBER),
        ("is_string", ColumnType.TEXT),
        ("is_uuid", ColumnType.TEXT),
        ("is_date", ColumnType.DATE),
        ("is_timestamp", ColumnType.DATETIME),
        ("is_array", ColumnType.ARRAY),
        ("is_struct", ColumnType.OBJECT),
        ("is_map", ColumnType.OBJECT),
        ("is_json", ColumnType.OBJECT),
    )
    return next((type_ for test, type_ in tests if getattr(dtype, test)()), ColumnType.OTHER)
