"""Corrections of how a file is read (`Dataset.reading`): what each may be, and casts to the types that the user gave."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.reading import READING_KEYS

TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "decimal": "DECIMAL(38, 10)",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP",
}
"""What `types` may say of a column, as DuckDB's types."""
RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6})?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value has to be: a test, and the words for it."""

    fits: Callable[[Any], bool]
    words: str


def _text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _one(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 1


def _known_encoding(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(codecs.lookup(value)._is_text_encoding)
    except LookupError:
        return False


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1_000_000


def _strings(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(v, str) for v in value)


def _types(value: Any) -> bool:
    return isinstance(value, Mapping) and all(_text(k) and v in TYPES for k, v in value.items())


RULES = {
    "delimiter": Rule(lambda v: _text(v) and len(v) <= 4, "one to four characters"),
    "quote": Rule(lambda v: v == "" or _one(v), "one character, or empty for none"),
    "escape": Rule(lambda v: v == "" or _one(v), "one character, or empty for none"),
    "header": Rule(lambda v: isinstance(v, bool), "true or false"),
    "skip": Rule(_count, "a number of lines"),
    "encoding": Rule(_known_encoding, "the name of a text encoding such as utf-8, utf-16, latin-1 or windows-1252"),
    "decimal": Rule(lambda v: v in (".", ","), "“.” or “,”"),
    "thousands": Rule(_one, "one character"),
    "nulls": Rule(_strings, "a list of words"),
    "date_format": Rule(_text, "a format such as %d.%m.%Y"),
    "datetime_format": Rule(_text, "a format such as %d.%m.%Y %H:%M"),
    "types": Rule(_types, f"columns with one of {', '.join(TYPES)}"),
    "file_column": Rule(_text, "the name of a column"),
    "sheet": Rule(_text, "the name of a sheet"),
    "range": Rule(lambda v: isinstance(v, str) and RANGE.fullmatch(v) is not None, "cells such as B3 or B3:F200"),
}


def checked(reading: Mapping[str, Any], kind: str, name: str) -> dict[str, Any]:
    """The corrections of a data set whose file is of this kind. Raises ConfigError that names what is valid."""
    known = READING_KEYS.get(kind, ())
    for key, value in reading.items():
        if key not in known:
            raise ConfigError(
                f"“{name}” is read with “{key}”, which such files do not know.",
                kept="Nothing was read.",
                hint=f"Valid: {', '.join(known)}." if known else "It is not a file: leave `reading` out.",
            )
        if not RULES[key].fits(value):
            raise ConfigError(
                f"“{name}” cannot be read with this {key}.", kept="Nothing was read.", hint=f"It is {RULES[key].words}."
            )
    if reading.get("thousands") and reading["thousands"] == reading.get("decimal", "."):
        raise ConfigError(
            f"“{name}” has the same character for decimals and thousands.", kept="Nothing was read.", hint="Change one of them."
        )
    return dict(reading)


def unknown_columns(reading: Mapping[str, Any], columns: list[str], name: str) -> None:
    """Raises ConfigError when `types` names a column that the file does not have."""
    there = {c.casefold() for c in columns}
    if missing := [c for c in reading.get("types", {}) if c.casefold() not in there]:
        raise ConfigError(
            f"“{name}” has no column {', '.join(f'“{c}”' for c in missing)}, of which `types` speaks.",
            kept="Nothing was read.",
            hint=f"Columns there now: {', '.join(columns[:12])}.",
        )


def cast(expression: str, type_: str, reading: Mapping[str, Any], *, is_text: bool) -> str:
    """SQL that makes the expression this type (a word of TYPES); dates in text by the format of the file."""
    format_ = reading.get({"date": "date_format", "datetime": "datetime_format"}.get(type_, ""), "")
    if format_ and is_text:
        from census_desktop.sources.sql_text import literal

        expression = f"strptime({expression}, {literal(format_)})"
    elif is_text and type_ == "datetime":
        expression = f"CAST({expression} AS TIMESTAMPTZ)"  # in UTC; a cast to TIMESTAMP alone would drop the offset
    return f"CAST({expression} AS {TYPES[type_]})"
