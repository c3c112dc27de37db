"""Values of conditions as typed literals: a wrong one is refused with its column's name, never sent to the engine."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.errors import ConfigError
from census_desktop.sources.lean import ibis

MOST_DIGITS = 38
"""Of a decimal, in every engine."""


@dataclass(frozen=True)
class Span:
    """A half-open span of time as literals of a column's type."""

    start: Any
    end: Any


def as_value(value: Any, kind: ColumnType, name: str) -> Any:
    """The value for a comparison with a column of this type. Raises ConfigError when it cannot be one."""
    if kind in (ColumnType.INTEGER, ColumnType.NUMBER):
        if isinstance(value, bool):
            raise _wrong(value, name, "a number")
        if isinstance(value, float) or (isinstance(value, int) and abs(value) < 2**63):
            return value  # a wider whole number is a decimal: Ibis finds that no column can hold it
        try:
            number = Decimal(str(value))
        except InvalidOperation as error:
            raise _wrong(value, name, "a number") from error
        if not number.is_finite():
            raise _wrong(value, name, "a number")
        return int(number) if number == number.to_integral_value() and abs(number) < 2**63 else _exact(number)
    if kind is ColumnType.BOOLEAN:
        return bool(value)
    return str(value)


def _exact(number: Decimal) -> Any:
    """With all its digits: a decimal without a size is an engine's usual one, or none at all."""
    _, digits, exponent = Decimal(f"{number:f}").as_tuple()
    scale = -int(exponent)
    precision = max(len(digits), scale)
    return ibis.literal(number, type=f"decimal({precision}, {scale})") if precision <= MOST_DIGITS else float(number)


def as_days(value: Any, name: str) -> float:
    try:
        days = float(value)
    except (TypeError, ValueError) as error:
        raise _wrong(value, name, "a number of days") from error
    if not 0 <= days <= 1_000_000:
        raise _wrong(value, name, "a number of days")
    return days


def as_moment(value: Any, column: Any, name: str) -> Span:
    """A date (the whole day, UTC) or a moment (a span of one microsecond) in the column's type."""
    moment: dt.date | dt.datetime
    if isinstance(value, dt.date):
        moment = value
    else:
        try:
            text = str(value).strip()
            moment = dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)
        except ValueError as error:
            raise _wrong(value, name, "a date such as 2026-05-31 or a time such as 2026-05-31T08:00") from error
    if not isinstance(moment, dt.datetime):
        return day_span(dt.datetime(moment.year, moment.month, moment.day, tzinfo=dt.UTC), column)
    if column.type().is_date():
        return day_span(moment, column)
    return Span(_literal(moment, column), _literal(moment + dt.timedelta(microseconds=1), column))


def day_span(moment: dt.datetime, column: Any) -> Span:
    """The UTC calendar day of a moment, in the column's type."""
    day = (moment if moment.tzinfo is None else moment.astimezone(dt.UTC)).date()
    after = day + dt.timedelta(days=1)
    if column.type().is_date():
        return Span(ibis.literal(day), ibis.literal(after))
    midnight = dt.time(tzinfo=dt.UTC)
    return Span(*(_literal(dt.datetime.combine(d, midnight), column) for d in (day, after)))


def _literal(moment: dt.datetime, column: Any) -> Any:
    """Naive columns are read as UTC."""
    moment = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    if column.type().timezone is None:
        moment = moment.replace(tzinfo=None)
    return ibis.literal(moment, type=column.type())


def _wrong(value: Any, name: str, expected: str) -> ConfigError:
    shown = str(value)[:40]
    return ConfigError(
        f"The condition on “{name}” has the value “{shown}”, which is not {expected}.", kept="The definition is kept as it is."
    )
