"""One column compared with a value: what each operator is as an Ibis predicate, never null.

What upstream leaves open is decided in docs/adr/0003: `is_not`, `not_one_of` and `not_contains` keep rows whose value is
null; days are 24-hour spans back from now for times, calendar days (UTC) for dates.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from census_desktop.domain.conditions import OPERATORS, ColumnType, Condition, Operand
from census_desktop.domain.errors import ConfigError
from census_desktop.sources.lean import ibis
from census_desktop.sources.types import column_type
from census_desktop.sources.values import as_days, as_moment, as_value, day_span

Predicate = Any  # an ibis BooleanValue


@dataclass(frozen=True)
class Operators:
    """`now` is aware; the dialect is SQLGlot's word."""

    now: dt.datetime
    dialect: str

    def predicate(self, column: Any, node: Condition) -> Predicate | None:
        """The condition on its column; None while it has no value. Raises ConfigError for one that cannot work."""
        kind = column_type(column.type())
        operator = OPERATORS[node.op]
        if kind not in operator.types:
            raise ConfigError(
                f"“{operator.label}” does not fit the column “{node.column}”, which holds {kind.value} values.",
                kept="The definition is kept as it is.",
                hint="Choose another operator for this column.",
            )
        if operator.operand is not Operand.NONE and (node.value is None or node.value == ()):
            return None
        return self._compare(column.cast("string") if column.type().is_uuid() else column, kind, node)

    def _compare(self, column: Any, kind: ColumnType, node: Condition) -> Predicate:
        value, op = node.value, node.op
        if op == "is_null":
            return column.isnull()
        if op == "is_not_null":
            return column.notnull()
        if op in ("is_blank", "is_not_blank"):
            blank = _blank(column, kind)
            return blank if op == "is_blank" else ~blank
        if op == "is_true":
            return column.fill_null(False)
        if op == "is_false":
            return (~column).fill_null(False)
        if kind is ColumnType.ARRAY:
            hits = [column.contains(v) for v in value]
            return (ibis.or_(*hits) if op == "contains_any" else ibis.and_(*hits)).fill_null(False)
        if kind is ColumnType.TEXT and op in ("starts_with", "ends_with", "contains", "not_contains"):
            return _text(column, op, str(value))
        if kind in (ColumnType.DATE, ColumnType.DATETIME):
            return self._time(column, kind, op, value, node.column)
        return _plain(column, kind, op, value, node.column)

    def _time(self, column: Any, kind: ColumnType, op: str, value: Any, name: str) -> Predicate:
        """Dates and times as half-open spans [start, end), so that a day includes all its moments."""
        if op.endswith("days_ago"):
            return _known(column, self._days_ago(column, kind, op, value, name))
        if op in ("is", "is_not", "one_of", "not_one_of", "on"):
            values = value if op in ("one_of", "not_one_of") else (value,)
            spans = [as_moment(v, column, name) for v in values]
            hit = _known(column, ibis.or_(*((column >= s.start) & (column < s.end) for s in spans)))
            return ~hit if op in ("is_not", "not_one_of") else hit
        if op == "between":
            low, high = (as_moment(v, column, name) for v in value)
            return _known(column, (column >= low.start) & (column < high.end))
        span = as_moment(value, column, name)
        return _known(column, column < span.start if op == "before" else column >= span.end)

    def _days_ago(self, column: Any, kind: ColumnType, op: str, value: Any, name: str) -> Predicate:
        pair = value if op == "between_days_ago" else (value, value)
        near, far = sorted(as_days(v, name) for v in pair)
        if op == "exactly_days_ago":
            span = day_span(self.now - dt.timedelta(days=near), column)
            return (column >= span.start) & (column < span.end)
        if kind is ColumnType.DATE:
            today = self.now.astimezone(dt.UTC).date()
            newest, oldest = (ibis.literal(today - dt.timedelta(days=int(d))) for d in (near, far))
        else:
            newest, oldest = (as_moment(self.now - dt.timedelta(days=d), column, name).start for d in (near, far))
        if op == "more_than_days_ago":
            return column < newest
        if op == "less_than_days_ago":
            return (column > newest) & (column <= self._now_for(column, kind))
        return (column >= oldest) & (column <= newest)

    def _now_for(self, column: Any, kind: ColumnType) -> Any:
        if kind is ColumnType.DATE:
            return ibis.literal(self.now.astimezone(dt.UTC).date())
        return as_moment(self.now, column, "").start


def _known(column: Any, hit: Predicate) -> Predicate:
    """The predicate, false where the column is null. Engines use indexes and skip blocks of files for this, and not for
    COALESCE(…, FALSE)."""
    return column.notnull() & hit


def _blank(column: Any, kind: ColumnType) -> Predicate:
    if kind is ColumnType.TEXT:
        return column.isnull() | (column.strip() == "").fill_null(False)
    if kind is ColumnType.ARRAY:
        return column.isnull() | (column.length() == 0).fill_null(False)
    return column.isnull()


def _text(column: Any, op: str, value: str) -> Predicate:
    folded, wanted = column.lower(), ibis.literal(value).lower()
    if op == "starts_with":
        return _known(column, folded.startswith(wanted))
    if op == "ends_with":
        return _known(column, folded.endswith(wanted))
    hit = _known(column, folded.contains(wanted))
    return hit if op == "contains" else ~hit


def _plain(column: Any, kind: ColumnType, op: str, value: Any, name: str) -> Predicate:
    """Numbers, and exact tests of any scalar."""
    if op in ("is", "is_not"):
        hit = _known(column, column == as_value(value, kind, name))
        return hit if op == "is" else ~hit
    if op in ("one_of", "not_one_of"):
        hit = _known(column, column.isin([as_value(v, kind, name) for v in value]))
        return hit if op == "one_of" else ~hit
    if op == "between":
        low, high = (as_value(v, kind, name) for v in value)
        return _known(column, column.between(low, high))
    number = as_value(value, kind, name)
    tests = {
        "more_than": column > number,
        "less_than": column < number,
        "at_least": column >= number,
        "at_most": column <= number,
    }
    return _known(column, tests[op])
