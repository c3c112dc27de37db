"""Values as people type and read them, in their locale."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QLocale, Qt


def parse_number(text: str, *, whole: bool = False, least: float | None = None) -> int | float | None:
    """The number in the user's locale, or as programs write it (1234.5); whole ones are exact at any size."""
    text = text.strip()
    locale = QLocale()
    plain = text.replace(locale.groupSeparator(), "").replace("\u202f", "").replace("\xa0", "")
    number: int | float
    if plain.lstrip("+-").isascii() and plain.lstrip("+-").isdigit():
        number = int(plain)
    else:
        read, understood = locale.toDouble(text)
        if not understood:
            read, understood = QLocale.c().toDouble(text)
        if not understood or read != read or read in (float("inf"), float("-inf")) or (whole and read != int(read)):
            return None
        number = int(read) if whole else read
    return None if least is not None and number < least else number


def format_number(value: Any) -> str:
    """The number in the user's locale; text stays as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}".replace(",", QLocale().groupSeparator())
    return QLocale().toString(value, "f", QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value)


def parse_moment(text: str) -> str | None:
    """A date or moment in ISO form, or None."""
    text = text.strip()
    try:
        if len(text) == 10:
            return dt.date.fromisoformat(text).isoformat()
        if len(text) > 10:
            return dt.datetime.fromisoformat(text).isoformat()
    except ValueError:
        pass
    day = QLocale().toDate(text, QLocale.FormatType.ShortFormat)
    return day.toString(Qt.DateFormat.ISODate) if day.isValid() and len(text) >= 8 else None
