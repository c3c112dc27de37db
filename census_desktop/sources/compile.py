"""A segment as one Ibis expression: conditions become predicates, never text pasted into SQL.

Decisions where upstream is silent (docs/adr/0003): `is_not`, `not_one_of` and `not_contains` keep rows whose value is
null; a condition without its value is left out; days are 24-hour spans back from now for times, calendar days (UTC) for
dates; `at_most` and `exactly 0` count records without any related row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import ibis

from census_desktop.domain.conditions import (
    OPERATORS,
    ColumnType,
    Condition,
    Group,
    Member,
    Node,
    Operand,
    Related,
    SqlCondition,
    own_columns,
)
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Computed, Dataset, Relationship, Segment
from census_desktop.sources.types import column_type
from census_desktop.sources.values import as_days, as_moment, as_value, day_span

Predicate = Any  # an ibis BooleanValue
Table = Any  # an ibis Table


@dataclass(frozen=True)
class Compiler:
    """Turns segments of one source into Ibis tables.

    `table_of(dataset)` gives a data set's Ibis table, `lookup(kind, id)` another segment or data set; `now` is aware.
    """

    table_of: Callable[[Dataset], Table]
    lookup: Callable[[str, str], Any]
    now: dt.datetime
    dialect: str

    def rows(self, dataset: Dataset, segment: Segment | None, extra: Sequence[str] = ()) -> Table:
        """The rows of a segment, or of the whole data set; `extra` names computed columns to have besides."""
        where = segment.where if segment else Group()
        table = self.base(dataset, [where], extra)
        predicate = self.predicate(table, dataset, where)
        if predicate is not None:
            table = table.filter(predicate)
        if helpers := [name for sql in _sql_of([where]) if (name := _sql_name(sql)) in table.columns]:
            table = table.drop(*helpers)
        if segment and segment.limit:
            limit = segment.limit
            order = [self._ordered(table, dataset, limit.order_by, limit.descending)] if limit.order_by else []
            if dataset.unique_identifier:
                order.append(self.column(table, dataset, dataset.unique_identifier).asc())
            table = (table.order_by(order) if order else table).limit(limit.rows)
        return table

    def _ordered(self, table: Table, dataset: Dataset, name: str, descending: bool) -> Any:
        column = self.column(table, dataset, name)
        return column.desc(nulls_first=False) if descending else column.asc(nulls_first=False)

    def base(self, dataset: Dataset, wheres: Sequence[Group], extra: Sequence[str] = ()) -> Table:
        """The data set's table with the computed columns and SQL predicates that these conditions need."""
        table = self.table_of(dataset)
        wanted = set(extra).union(*(own_columns(where) for where in wheres))
        for computed in dataset.computed:
            if computed.name in wanted:
                table = self._with_computed(table, dataset, computed)
        for sql in _sql_of(wheres):
            table = self._with_sql(table, sql)
        return table

    def column(self, table: Table, dataset: Dataset, name: str) -> Any:
        if name not in table.columns:
            raise ConfigError(
                f"The data set “{dataset.name}” has no column “{name}”.",
                kept="Nothing was sent; the definition is kept as it is.",
                hint=f"Change the condition or mapping that names it. Columns there now: {', '.join(table.columns[:12])}.",
            )
        return table[name]

    # Predicates -----------------------------------------------------------------------------------------------------

    def predicate(self, table: Table, dataset: Dataset, node: Node) -> Predicate | None:
        """The node as a predicate on `table`, never null; None when it says nothing (unfinished or empty)."""
        if isinstance(node, Group):
            parts = [p for item in node.items if (p := self.predicate(table, dataset, item)) is not None]
            if not parts:
                return None
            return ibis.and_(*parts) if node.join == "all" else ibis.or_(*parts)
        if isinstance(node, Condition):
            return self._condition(table, dataset, node)
        if isinstance(node, Member):
            return self._member(table, dataset, node)
        if isinstance(node, SqlCondition):
            return table[_sql_name(node.sql)].fill_null(False)
        return self._related(table, dataset, node)

    def _condition(self, table: Table, dataset: Dataset, node: Condition) -> Predicate | None:
        column = self.column(table, dataset, node.column)
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
        return self._compare(column, kind, node)

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
            return self._days_ago(column, kind, op, value, name).fill_null(False)
        if op in ("is", "is_not", "one_of", "not_one_of", "on"):
            values = value if op in ("one_of", "not_one_of") else (value,)
            spans = [as_moment(v, column, name) for v in values]
            hit = ibis.or_(*((column >= s.start) & (column < s.end) for s in spans)).fill_null(False)
            return ~hit if op in ("is_not", "not_one_of") else hit
        if op == "between":
            low, high = (as_moment(v, column, name) for v in value)
            return ((column >= low.start) & (column < high.end)).fill_null(False)
        span = as_moment(value, column, name)
        return (column < span.start if op == "before" else column >= span.end).fill_null(False)

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

    # Other segments, related data sets, SQL -------------------------------------------------------------------------

    def _member(self, table: Table, dataset: Dataset, node: Member) -> Predicate:
        other: Segment = self.lookup("segment", node.segment)
        if other.dataset_id != dataset.id:
            raise ConfigError(
                f"The segment “{other.name}” is not of the data set “{dataset.name}”.",
                hint="Only segments of one data set combine.",
            )
        if not dataset.unique_identifier:
            raise ConfigError(
                f"The data set “{dataset.name}” has no unique identifier, so its segments cannot be combined.",
                hint="Choose the column that identifies a record.",
            )
        key = dataset.unique_identifier
        members = self.rows(dataset, other)
        hit = self.column(table, dataset, key).isin(members.filter(members[key].notnull())[key]).fill_null(False)
        return hit if node.member else ~hit

    def _relationship(self, dataset: Dataset, name: str) -> tuple[Relationship, Dataset]:
        found = next((r for r in dataset.relationships if r.name == name), None)
        if found is None:
            names = ", ".join(r.name for r in dataset.relationships) or "none"
            raise ConfigError(f"The data set “{dataset.name}” has no relationship “{name}”.", hint=f"It has: {names}.")
        related: Dataset = self.lookup("dataset", found.dataset)
        if related.source_id != dataset.source_id:
            raise ConfigError(
                f"“{related.name}” is in another source than “{dataset.name}”.", hint="Relate data sets of one source."
            )
        return found, related

    def _related(self, table: Table, dataset: Dataset, node: Related) -> Predicate:
        relationship, related = self._relationship(dataset, node.relationship)
        rows = self._matching(related, node)
        key = self.column(rows, related, relationship.to_column)
        rows = rows.filter(key.notnull())
        counted = rows.group_by(relationship.to_column).agg(related_rows=rows.count())
        mine = self.column(table, dataset, relationship.from_column)

        def has(test: Predicate | None) -> Predicate:
            keys = counted if test is None else counted.filter(test)
            return mine.isin(keys[relationship.to_column]).fill_null(False)

        if node.never:
            return ~has(None)
        if node.count is None:
            return has(None)
        kind, number = node.count
        if kind == "at_least":
            return has(counted.related_rows >= number) if number > 0 else ibis.literal(True)
        if kind == "at_most":
            return ~has(counted.related_rows > number)
        return has(counted.related_rows == number) if number > 0 else ~has(None)

    def _matching(self, related: Dataset, node: Related) -> Table:
        """Rows of the related data set that satisfy the nested conditions, the events and the time."""
        conditions: list[Node] = [node.where]
        if node.events:
            conditions.append(Condition(_needed(related, related.event_name, "event name"), "one_of", node.events))
        if node.within:
            kind, value = node.within
            op = {"last_days": "less_than_days_ago", "before_days": "more_than_days_ago", "between_days": "between_days_ago"}
            conditions.append(Condition(_needed(related, related.event_time, "event time"), op.get(kind, kind), value))
        where = Group("all", tuple(conditions))
        table = self.base(related, [where])
        predicate = self.predicate(table, related, where)
        return table if predicate is None else table.filter(predicate)

    def _with_computed(self, table: Table, dataset: Dataset, computed: Computed) -> Table:
        relationship, related = self._relationship(dataset, computed.related)
        rows = self.base(related, [computed.where])
        predicate = self.predicate(rows, related, computed.where)
        if predicate is not None:
            rows = rows.filter(predicate)
        rows = rows.filter(self.column(rows, related, relationship.to_column).notnull())
        if computed.lookup:
            value = self.column(rows, related, computed.lookup).arbitrary()
        elif computed.rollup == "count":
            value = rows.count()
        else:
            column = self.column(rows, related, computed.column)
            name = {"sum": "sum", "average": "mean", "min": "min", "max": "max", "most_frequent": "mode"}[computed.rollup]
            value = getattr(column, name)()
        # The data set's own key may have the same name as the related one: rename, join, drop.
        rolled = rows.group_by(related_key=rows[relationship.to_column]).agg(computed_value=value)
        rolled = rolled.rename({f"{computed.name}__key": "related_key", computed.name: "computed_value"})
        joined = table.left_join(rolled, table[relationship.from_column] == rolled[f"{computed.name}__key"])
        joined = joined.drop(f"{computed.name}__key")
        if computed.rollup in ("count", "sum"):
            joined = joined.mutate(**{computed.name: joined[computed.name].fill_null(0)})
        return joined

    def _with_sql(self, table: Table, sql: str) -> Table:
        from census_desktop.sources.user_sql import checked_predicate

        predicate = checked_predicate(sql, self.dialect)
        name = _sql_name(sql)
        return table.alias(f"{name}_rows").sql(f'SELECT *, ({predicate}) AS "{name}" FROM "{name}_rows"', dialect=self.dialect)  # noqa: S608


def _needed(dataset: Dataset, column: str, what: str) -> str:
    if not column:
        raise ConfigError(f"The data set “{dataset.name}” has no {what}.", hint="Set it on the data set.")
    return column


def _sql_of(wheres: Sequence[Group]) -> list[str]:
    """The SQL conditions on the data set itself (those inside `Related` belong to the related one), each once."""

    def own(node: Node) -> list[str]:
        if isinstance(node, Group):
            return [sql for item in node.items for sql in own(item)]
        return [node.sql] if isinstance(node, SqlCondition) else []

    return list(dict.fromkeys(sql for where in wheres for sql in own(where)))


def _sql_name(sql: str) -> str:
    import hashlib

    return f"sql_{hashlib.sha256(sql.encode()).hexdigest()[:12]}"


def _blank(column: Any, kind: ColumnType) -> Predicate:
    if kind is ColumnType.TEXT:
        return column.isnull() | (column.strip() == "").fill_null(False)
    if kind is ColumnType.ARRAY:
        return column.isnull() | (column.length() == 0).fill_null(False)
    return column.isnull()


def _text(column: Any, op: str, value: str) -> Predicate:
    folded, wanted = column.lower(), ibis.literal(value).lower()
    if op == "starts_with":
        return folded.startswith(wanted).fill_null(False)
    if op == "ends_with":
        return folded.endswith(wanted).fill_null(False)
    hit = folded.contains(wanted).fill_null(False)
    return hit if op == "contains" else ~hit


def _plain(column: Any, kind: ColumnType, op: str, value: Any, name: str) -> Predicate:
    """Numbers, and exact tests of any scalar."""
    if op in ("is", "is_not"):
        hit = (column == as_value(value, kind, name)).fill_null(False)
        return hit if op == "is" else ~hit
    if op in ("one_of", "not_one_of"):
        hit = column.isin([as_value(v, kind, name) for v in value]).fill_null(False)
        return hit if op == "one_of" else ~hit
    if op == "between":
        low, high = (as_value(v, kind, name) for v in value)
        return column.between(low, high).fill_null(False)
    number = as_value(value, kind, name)
    tests = {
        "more_than": column > number,
        "less_than": column < number,
        "at_least": column >= number,
        "at_most": column <= number,
    }
    return tests[op].fill_null(False)
