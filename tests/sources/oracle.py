"""What a segment means, in plain Python, from docs/adr/0003 and 0020: no engine, no query, one record after another."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from census_desktop.domain.conditions import Condition, Group, Member, Node, Related, SqlCondition
from census_desktop.domain.model import Dataset, Limit, Segment

Row = Mapping[str, Any]
BLANKS = " \t\n\r\v\f"
KEEPS_NULL = ("is_not", "not_one_of", "not_contains")


@dataclass(frozen=True)
class Oracle:
    """`rows` by data set id; `known` are segments and data sets by id; `sql` answers SQL conditions, `listed` SQL segments."""

    rows: Mapping[str, Sequence[Row]]
    known: Mapping[str, Any]
    now: dt.datetime
    sql: Mapping[str, Any]
    listed: Mapping[str, Any]
    excluding: bool = True

    def members(self, dataset: Dataset, segment: Segment) -> list[Row]:
        rows = [r for r in self.rows[dataset.id] if self._qualifies(r, dataset, segment)]
        for limit in (segment.limit_per, segment.limit):
            if limit:
                rows = _first(rows, limit, dataset.unique_identifier)
        if segment.cohort:
            rows = [r for r in rows if _cohort(segment, r[dataset.unique_identifier]) == segment.cohort]
        return rows

    def _qualifies(self, row: Row, dataset: Dataset, segment: Segment) -> bool:
        key = dataset.unique_identifier
        if self.excluding:
            before = replace(self, excluding=False)
            if any(before.holds(row, dataset, e.where) is True for e in dataset.exclusions if e.enabled):
                return False
        if segment.sql and row[key] not in self.listed[segment.sql](self.rows):
            return False
        if self.holds(row, dataset, segment.where) is False:
            return False
        return not any(row[key] in self._keys(dataset, id_) for id_ in _above(dataset, segment.id))

    def _keys(self, dataset: Dataset, segment_id: str) -> set[Any]:
        return {r[dataset.unique_identifier] for r in self.members(dataset, self.known[segment_id])}

    def holds(self, row: Row, dataset: Dataset, node: Node) -> bool | None:
        """None: the node says nothing."""
        if isinstance(node, Group):
            said = [h for item in node.items if (h := self.holds(row, dataset, item)) is not None]
            return (all(said) if node.join == "all" else any(said)) if said else None
        if isinstance(node, Condition):
            return compare(row[node.column], node.op, node.value, self.now)
        if isinstance(node, Member):
            return (row[dataset.unique_identifier] in self._keys(dataset, node.segment)) is node.member
        if isinstance(node, SqlCondition):
            return bool(self.sql[node.sql](row))
        return self._related(row, dataset, node)

    def _related(self, row: Row, dataset: Dataset, node: Related) -> bool:
        relationship = next(r for r in dataset.relationships if r.name == node.relationship)
        related: Dataset = self.known[relationship.dataset]
        mine = row[relationship.from_column]
        found = sum(
            mine is not None
            and other[relationship.to_column] == mine
            and self.holds(other, related, node.where) is not False
            and (not node.events or other[related.event_name] in node.events)
            and (node.within is None or self._within(other[related.event_time], *node.within))
            for other in self.rows[related.id]
        )
        if node.never:
            return found == 0
        kind, number = node.count or ("at_least", 1)
        return {"at_least": found >= number, "at_most": found <= number, "exactly": found == number}[kind]

    def _within(self, at: Any, kind: str, value: Any) -> bool:
        op = {"last_days": "less_than_days_ago", "before_days": "more_than_days_ago", "between_days": "between_days_ago"}
        return compare(at, op.get(kind, kind), value, self.now) is not False


def compare(has: Any, op: str, value: Any, now: dt.datetime) -> bool | None:
    """One value with a condition; None while the condition has no value."""
    if op in ("is_null", "is_not_null"):
        return (has is None) is (op == "is_null")
    if op in ("is_blank", "is_not_blank"):
        blank = has is None or (isinstance(has, str) and not has.strip(BLANKS))
        return blank is (op == "is_blank")
    if op in ("is_true", "is_false"):
        return has is (op == "is_true")
    if value is None or value == ():
        return None
    if has is None:
        return op in KEEPS_NULL
    if isinstance(has, str):
        return _text(has, op, value)
    if isinstance(has, dt.date):
        return _time(has, op, value, now)
    return _number(Decimal(has if not isinstance(has, float) else repr(has)), op, value)


def _text(has: str, op: str, value: Any) -> bool:
    if op in ("one_of", "not_one_of"):
        return (has in [str(v) for v in value]) is (op == "one_of")
    if op in ("is", "is_not"):
        return (has == str(value)) is (op == "is")
    folded, wanted = has.lower(), str(value).lower()
    if op in ("contains", "not_contains"):
        return (wanted in folded) is (op == "contains")
    return folded.startswith(wanted) if op == "starts_with" else folded.endswith(wanted)


def _number(has: Decimal, op: str, value: Any) -> bool:
    many = [Decimal(str(v)) for v in (value if isinstance(value, tuple) else (value,))]
    if op in ("is", "is_not", "one_of", "not_one_of"):
        return (has in many) is (op in ("is", "one_of"))
    if op == "between":
        return many[0] <= has <= many[1]
    (one,) = many
    return {"more_than": has > one, "less_than": has < one, "at_least": has >= one, "at_most": has <= one}[op]


def _time(has: dt.date, op: str, value: Any, now: dt.datetime) -> bool:
    now = now.astimezone(dt.UTC).replace(tzinfo=None)
    if op.endswith("days_ago"):
        return _ago(has, op, value, now)
    spans = [_span(v, has) for v in (value if isinstance(value, tuple) else (value,))]
    at = _moment(has)
    if op == "between":
        return spans[0][0] <= at < spans[1][1]
    if op in ("before", "after"):
        return at < spans[0][0] if op == "before" else at >= spans[0][1]
    return any(start <= at < end for start, end in spans) is (op in ("is", "on", "one_of"))


def _ago(has: dt.date, op: str, value: Any, now: dt.datetime) -> bool:
    near, far = sorted(dt.timedelta(days=float(v)) for v in (value if isinstance(value, tuple) else (value, value)))
    if op == "exactly_days_ago":
        return _moment(has).date() == (now - near).date()
    at, then = (_moment(has), now) if isinstance(has, dt.datetime) else (_moment(has), _moment(now.date()))
    if op == "more_than_days_ago":
        return at < then - near
    if op == "less_than_days_ago":
        return then - near < at <= then
    return then - far <= at <= then - near


def _moment(day: dt.date) -> dt.datetime:
    """The naive moment in UTC; of a date its midnight."""
    if isinstance(day, dt.datetime):
        return day.astimezone(dt.UTC).replace(tzinfo=None) if day.tzinfo else day
    return dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001


def _span(text: str, like: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The whole day that a date names, or one moment; of a column of dates always the day."""
    whole = len(text) == 10
    moment = _moment(dt.datetime.fromisoformat(text))
    if whole or not isinstance(like, dt.datetime):
        start = _moment(moment.date())
        return start, start + dt.timedelta(days=1)
    return moment, moment + dt.timedelta(microseconds=1)


def _first(rows: Sequence[Row], limit: Limit, key: str) -> list[Row]:
    """Nulls last whatever the direction, ties by the identifier, so many of each value of `per`."""
    ordered = sorted(rows, key=lambda r: r[key])
    if limit.order_by:
        there = [r for r in ordered if r[limit.order_by] is not None]
        nulls = [r for r in ordered if r[limit.order_by] is None]
        ordered = sorted(there, key=lambda r: r[limit.order_by], reverse=limit.descending)
        if limit.descending:  # reverse keeps equal ones in their order
            ordered = sorted(there, key=lambda r: r[limit.order_by], reverse=True)
        ordered = [*ordered, *nulls]
    kept: list[Row] = []
    seen: dict[Any, int] = {}
    for row in ordered:
        value = row[limit.per] if limit.per else None
        seen[value] = seen.get(value, 0) + 1
        if seen[value] <= limit.rows:
            kept.append(row)
    return kept


def _cohort(segment: Segment, key: Any) -> str:
    point = int(hashlib.md5(f"{segment.id}:{key}".encode()).hexdigest()[:8], 16)
    total = 0
    for cohort in segment.cohorts:
        total += cohort.share
        if point < total * 2**32 // 100:
            return cohort.name
    raise AssertionError("the shares do not make 100")


def _above(dataset: Dataset, segment_id: str) -> tuple[str, ...]:
    return next((p.segments[: p.segments.index(segment_id)] for p in dataset.priorities if segment_id in p.segments), ())
