"""Which types become which, and what a value that does not is told to be."""

from __future__ import annotations

from collections.abc import Mapping

from census_desktop.domain.conditions import ColumnType

WANTED: Mapping[str, str] = {
    "text": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date (YYYY-MM-DD)",
    "datetime": "a date and time (ISO 8601)",
    "array": "a list",
    "object": "an object",
    "json": "JSON",
}
"""Types that a field may want, in words that complete "«field» must be …"."""

_FROM: Mapping[ColumnType, frozenset[str]] = {
    ColumnType.TEXT: frozenset(WANTED),
    ColumnType.INTEGER: frozenset({"text", "integer", "number", "boolean", "json"}),
    ColumnType.NUMBER: frozenset({"text", "integer", "number", "boolean", "json"}),
    ColumnType.BOOLEAN: frozenset({"text", "integer", "number", "boolean", "json"}),
    ColumnType.DATE: frozenset({"text", "date", "datetime", "json"}),
    ColumnType.DATETIME: frozenset({"text", "date", "datetime", "json"}),
    ColumnType.ARRAY: frozenset({"text", "array", "json"}),
    ColumnType.OBJECT: frozenset({"text", "object", "array", "json"}),
    ColumnType.OTHER: frozenset(WANTED),
}


def converts(type_: ColumnType, wanted: str) -> bool:
    """Whether values of a column can become what a field wants, some of them at least."""
    return wanted not in WANTED or wanted in _FROM[type_]


def hashable(type_: ColumnType) -> bool:
    """Whether values have one text to be made uniform and hashed."""
    return type_ not in (ColumnType.ARRAY, ColumnType.OBJECT)
