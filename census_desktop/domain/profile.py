"""What is known of a data set's values without looking at records: figures and frequent values of each column."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from census_desktop.domain.conditions import ColumnType

MOST_VALUES = 100_000
"""Values of a column that a picker is offered; of a column with more, those that stand most often."""
TOP = 10
"""Frequent values that a profile tells."""
BINS = 20
"""Bars of a histogram at most."""

COUNTED = frozenset(ColumnType) - {ColumnType.ARRAY, ColumnType.OBJECT, ColumnType.OTHER}
"""Types whose values can be told apart and counted in every engine."""
ORDERED = COUNTED - {ColumnType.BOOLEAN}
MEASURED = frozenset({ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DATE, ColumnType.DATETIME})
"""Types that have a histogram."""
NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.NUMBER})


@dataclass(frozen=True, slots=True)
class Bin:
    """A bar of a histogram: so many values from `low` up to `high` (of the last bar including it)."""

    low: Any
    high: Any
    count: int


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """Figures of one column. Values are JSON scalars (times as ISO 8601 text).

    `distinct` is None where values cannot be told apart (arrays, objects). Of personal data (`hidden`) only `nulls` and
    `distinct` are known: no value is ever read out of the engine.
    """

    name: str
    type: ColumnType
    native: str
    nulls: int
    distinct: int | None = None
    lowest: Any = None
    highest: Any = None
    mean: float | None = None
    top: tuple[tuple[Any, int], ...] = ()
    bins: tuple[Bin, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """Figures of a data set's columns as they were `at` a time; `seconds` is what the engine needed."""

    rows: int
    columns: tuple[ColumnProfile, ...]
    at: dt.datetime
    seconds: float = 0.0

    def column(self, name: str) -> ColumnProfile | None:
        return next((c for c in self.columns if c.name == name), None)


def without_values(profile: Profile, hidden: Collection[str]) -> Profile:
    """The profile without values of these columns, which count as personal data by now."""

    def kept(column: ColumnProfile) -> ColumnProfile:
        if column.hidden or column.name not in hidden:
            return column
        return replace(column, lowest=None, highest=None, mean=None, top=(), bins=(), hidden=True)

    return replace(profile, columns=tuple(kept(c) for c in profile.columns))


def scalar(value: Any) -> Any:
    """An engine's value as a JSON scalar; None for what is none (not a number, bytes, nested)."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            return None
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return value if isinstance(value, str | int | bool) else None


def to_plain(profile: Profile) -> dict[str, Any]:
    """The profile as JSON: what is not known of a column is left out."""
    return {
        "rows": profile.rows,
        "at": profile.at.isoformat(),
        "seconds": round(profile.seconds, 3),
        "columns": [_column_to_plain(c, profile.rows) for c in profile.columns],
    }


def _column_to_plain(column: ColumnProfile, rows: int) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "name": column.name,
        "type": column.type.value,
        "native": column.native,
        "nulls": column.nulls,
        "distinct": column.distinct,
        "unique": column.distinct is not None and 0 < rows == column.distinct,
    }
    if column.hidden:
        return plain | {"hidden": True}
    known = {"min": column.lowest, "max": column.highest, "mean": column.mean}
    plain |= {key: value for key, value in known.items() if value is not None}
    if column.top:
        plain["top"] = [{"value": value, "count": count} for value, count in column.top]
    if column.bins:
        plain["histogram"] = [{"from": b.low, "to": b.high, "count": b.count} for b in column.bins]
    return plain


def from_plain(data: Mapping[str, Any]) -> Profile:
    """Raises KeyError, TypeError or ValueError for what is no profile."""
    columns = tuple(_column_from_plain(item) for item in data["columns"])
    return Profile(int(data["rows"]), columns, dt.datetime.fromisoformat(data["at"]), float(data["seconds"]))


def _column_from_plain(data: Mapping[str, Any]) -> ColumnProfile:
    return ColumnProfile(
        data["name"],
        ColumnType(data["type"]),
        data["native"],
        data["nulls"],
        data["distinct"],
        data.get("min"),
        data.get("max"),
        data.get("mean"),
        tuple((item["value"], item["count"]) for item in data.get("top", ())),
        tuple(Bin(item["from"], item["to"], item["count"]) for item in data.get("histogram", ())),
        data.get("hidden", False),
    )
