"""A segment as one Ibis expression: conditions become predicates, never text pasted into SQL.

Who is in a segment, in this order (docs/adr/0020): exclusion lists of the data set, conditions and the segment's own SQL,
higher segments of its priority list, its limits, its cohort. Where upstream is silent docs/adr/0003 decides.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from census_desktop.domain.conditions import (
    ColumnType,
    Condition,
    Group,
    Member,
    Node,
    Related,
    SqlCondition,
    own_columns,
)
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.membership import higher
from census_desktop.domain.model import Computed, Dataset, Exclusion, Relationship, Segment
from census_desktop.domain.reads import step
from census_desktop.sources.lean import ibis
from census_desktop.sources.narrowing import in_cohort, limited, order_of
from census_desktop.sources.operators import Operators
from census_desktop.sources.types import column_type

Predicate = Any  # an ibis BooleanValue
Table = Any  # an ibis Table
_PAIR = ("census_desktop_from", "census_desktop_to")
"""Columns of the pairs of a many-to-many relationship."""
Test = Group | Segment | None
"""Whom to find: a bare tree, a segment, or (None) everyone; never those on an exclusion list."""


@dataclass(frozen=True)
class Compiler:
    """Turns segments of one source into Ibis tables.

    `table_of(dataset)` gives a data set's Ibis table, `lookup(kind, id)` another segment or data set; `now` is aware.
    `excluding`: exclusion lists apply; they do not where an exclusion list itself asks. `within` are the segments and
    computed columns that are being compiled; `numbers` tell parts of one query apart.
    """

    table_of: Callable[[Dataset], Table]
    lookup: Callable[[str, str], Any]
    now: dt.datetime
    dialect: str
    excluding: bool = True
    within: tuple[str, ...] = ()
    numbers: Iterator[int] = field(default_factory=count)

    def rows(self, dataset: Dataset, segment: Segment | None, extra: Sequence[str] = ()) -> Table:
        """The rows of a segment, or of the whole data set; `extra` names computed columns to have besides."""
        table = self.table(dataset, [segment], extra)
        who = self.who(table, dataset, segment)
        if who is not None:
            table = table.filter(who)
        helpers = {_sql_name(sql) for sql in _sql_of(self._trees(dataset, [segment]))}
        if dropped := [name for name in table.columns if name in helpers]:
            table = table.drop(*dropped)
        return self._narrowed(table, dataset, segment) if segment else table

    def listed(self, dataset: Dataset, extra: Sequence[str] = ()) -> Table:
        """The rows that an exclusion list keeps from being sent."""
        table = self.table(dataset, [None], extra)
        hits = [hit for _, hit in self.excluded(table, dataset)]
        return table.filter(ibis.or_(*hits) if hits else ibis.literal(False))

    def ordered(self, table: Table, dataset: Dataset, segment: Segment | None) -> Table:
        """Rows of the segment in its limit's order, or in that of the unique identifier."""
        order = order_of(lambda name: self.column(table, dataset, name), dataset, segment.limit if segment else None)
        return table.order_by(order) if order else table

    # Who is in a segment --------------------------------------------------------------------------------------------

    def table(self, dataset: Dataset, tests: Sequence[Test], extra: Sequence[str] = ()) -> Table:
        """The whole data set, with the helper columns that `who` of these needs."""
        limits = [limit for t in tests if isinstance(t, Segment) for limit in (t.limit_per, t.limit) if limit]
        named = [name for limit in limits for name in (limit.per, limit.order_by)]
        return self.base(dataset, self._trees(dataset, tests), [*extra, *named])

    def who(self, table: Table, dataset: Dataset, test: Test) -> Predicate | None:
        """Who qualifies, before limits and cohort, on a `table` made for it. None: everyone."""
        parts = [~hit for _, hit in self.excluded(table, dataset)]
        parts += [own for own in (self.own(table, dataset, test),) if own is not None]
        if isinstance(test, Segment):
            parts += [~taken for _, taken in self.taken(table, dataset, test)]
        return ibis.and_(*parts) if parts else None

    def excluded(self, table: Table, dataset: Dataset) -> list[tuple[Exclusion, Predicate]]:
        """The exclusion lists that apply, and who is on each. A list that says nothing yet has nobody."""
        asking = replace(self, excluding=False)
        asked = [(e, asking.predicate(table, dataset, e.where)) for e in self._exclusions(dataset)]
        return [(exclusion, hit) for exclusion, hit in asked if hit is not None]

    def own(self, table: Table, dataset: Dataset, test: Test) -> Predicate | None:
        """The conditions and SQL of the segment alone. None: everyone."""
        if test is None or isinstance(test, Group):
            return self.predicate(table, dataset, test) if test else None
        entered = self._entered(test)
        parts = [entered.in_sql(table, dataset, test), entered.predicate(table, dataset, test.where)]
        said = [part for part in parts if part is not None]
        return ibis.and_(*said) if said else None

    def in_sql(self, table: Table, dataset: Dataset, segment: Segment) -> Predicate | None:
        """Whose identifier the segment's SELECT gives; None without one. Raises ConfigError for one that does not fit."""
        if not segment.sql:
            return None
        digest = hashlib.sha256(segment.sql.encode()).hexdigest()
        given = self.table_of(Dataset(f"sql {digest}", segment.name, dataset.source_id, sql=segment.sql))
        first = given[given.columns[0]]
        key = self._identifier(table, dataset)
        kinds = [column_type(c.type()) for c in (key, first)]
        if kinds[0] is not kinds[1] and not set(kinds) <= {ColumnType.INTEGER, ColumnType.NUMBER}:
            raise ConfigError(
                f"The SQL of “{segment.name}” gives {kinds[1].value} values first, but “{dataset.unique_identifier}” "
                f"holds {kinds[0].value} values.",
                kept="The definition is kept as it is.",
                hint=f"The first column of the SELECT is the {dataset.unique_identifier} of the members.",
            )
        return self._among(key, given.filter(first.notnull()), given.columns[0])

    def taken(self, table: Table, dataset: Dataset, segment: Segment) -> list[tuple[Segment, Predicate]]:
        """Higher segments of its priority list, and who is in each."""
        found = []
        entered = self._entered(segment)
        for other in self._higher(dataset, segment):
            if other.limit or other.limit_per:
                found.append((other, entered._member(table, dataset, Member(other.id))))
            else:  # who is in one above that one is taken as well
                own = entered.own(table, dataset, other)
                found.append((other, ibis.literal(True) if own is None else own))
        return found

    def _narrowed(self, table: Table, dataset: Dataset, segment: Segment) -> Table:
        for limit in (segment.limit_per, segment.limit):
            if limit:
                table = limited(table, lambda of, name: self.column(of, dataset, name), dataset, limit)
        if segment.cohort:
            table = table.filter(self.cohort(table, dataset, segment))
        return table

    def cohort(self, table: Table, dataset: Dataset, segment: Segment) -> Predicate:
        """Who falls into the segment's cohort. Raises ConfigError for one that is gone."""
        return in_cohort(self._identifier(table, dataset), segment, self.dialect)

    def _exclusions(self, dataset: Dataset) -> list[Exclusion]:
        return [e for e in dataset.exclusions if e.enabled] if self.excluding else []

    def _higher(self, dataset: Dataset, segment: Segment) -> list[Segment]:
        return [self.lookup("segment", id_) for id_ in higher(dataset, segment.id)]

    def _trees(self, dataset: Dataset, tests: Sequence[Test]) -> list[Group]:
        """Every tree that is asked of the data set's own rows, for these tests."""
        trees = [e.where for e in self._exclusions(dataset)]
        for test in tests:
            if isinstance(test, Segment):
                unlimited = [s.where for s in self._higher(dataset, test) if not (s.limit or s.limit_per)]
                trees += [test.where, *unlimited]
            elif test is not None:
                trees.append(test)
        return trees

    def _entered(self, segment: Segment) -> Compiler:
        """The compiler of what stands in the segment's definition. Raises ConfigError for one that leads back to itself."""
        return self._inside(segment.id, segment.name)

    def _inside(self, id_: str, name: str) -> Compiler:
        """The compiler of what a segment or computed column is made of. Raises ConfigError where it is made of itself."""
        if id_ in self.within:
            raise ConfigError(
                f"“{name}” leads back to itself through other segments or computed columns.",
                kept="The definition is kept as it is.",
                hint="Remove one of the conditions, computed columns or places in a priority list that lead there.",
            )
        return replace(self, within=(*self.within, id_))

    def _identifier(self, table: Table, dataset: Dataset) -> Any:
        if not dataset.unique_identifier:
            raise ConfigError(
                f"The data set “{dataset.name}” has no unique identifier, so its records cannot be told apart.",
                hint="Choose the column that identifies a record.",
            )
        return self.column(table, dataset, dataset.unique_identifier)

    def base(self, dataset: Dataset, wheres: Sequence[Group], extra: Sequence[str] = ()) -> Table:
        """The data set's table with the computed columns and SQL predicates that these conditions need."""
        table = self.table_of(dataset)
        wanted = set(extra).union(*(own_columns(where) for where in wheres))
        for computed in dataset.computed:
            if computed.name in wanted:
                table = self._inside(f"{dataset.id} {computed.name}", computed.name)._with_computed(table, dataset, computed)
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
            return Operators(self.now, self.dialect).predicate(self.column(table, dataset, node.column), node)
        if isinstance(node, Member):
            return self._member(table, dataset, node)
        if isinstance(node, SqlCondition):
            hit = table[_sql_name(node.sql)]
            return (hit if hit.type().is_boolean() else hit != 0).fill_null(False)  # MySQL's truths are numbers
        return self._related(table, dataset, node)

    # Other segments, related data sets, SQL -------------------------------------------------------------------------

    def _member(self, table: Table, dataset: Dataset, node: Member) -> Predicate:
        other: Segment = self.lookup("segment", node.segment)
        if other.dataset_id != dataset.id:
            raise ConfigError(
                f"The segment “{other.name}” is not of the data set “{dataset.name}”.",
                hint="Only segments of one data set combine.",
            )
        key = self._identifier(table, dataset)
        members = self.rows(dataset, other)
        hit = self._among(key, members.filter(members[key.get_name()].notnull()), key.get_name())
        return hit if node.member else ~hit

    def _among(self, value: Any, rows: Table, column: str) -> Predicate:
        return value.isin(rows[column]).fill_null(False)

    def _relationship(self, dataset: Dataset, name: str) -> tuple[Relationship, Dataset]:
        found = next((r for r in dataset.relationships if r.name == name), None)
        if found is None:
            names = ", ".join(r.name for r in dataset.relationships) or "none"
            raise ConfigError(f"The data set “{dataset.name}” has no relationship “{name}”.", hint=f"It has: {names}.")
        return found, self._neighbour(dataset, found.dataset)

    def _neighbour(self, dataset: Dataset, id_: str) -> Dataset:
        """A data set that can be joined with this one."""
        related: Dataset = self.lookup("dataset", id_)
        if related.source_id != dataset.source_id:
            raise ConfigError(
                f"“{related.name}” is in another source than “{dataset.name}”.", hint="Relate data sets of one source."
            )
        return related

    def _linked(self, dataset: Dataset, relationship: Relationship, related: Dataset, rows: Table) -> tuple[Table, str]:
        """Rows of the related data set that have a key, and the name of the column that equals our `from_column`: of a
        many-to-many that of the pairs, each pair once however often it is there."""
        key = self.column(rows, related, relationship.to_column)
        if not relationship.through:
            return rows.filter(key.notnull()), relationship.to_column
        joins = self._neighbour(dataset, relationship.through)
        table = self.base(joins, [], [relationship.through_from, relationship.through_to])
        mine, theirs = (self.column(table, joins, n) for n in (relationship.through_from, relationship.through_to))
        there = table.filter(mine.notnull(), theirs.notnull())
        pairs = there.select(**{_PAIR[0]: there[mine.get_name()], _PAIR[1]: there[theirs.get_name()]}).distinct()
        return rows.inner_join(pairs, rows[relationship.to_column] == pairs[_PAIR[1]]).drop(_PAIR[1]), _PAIR[0]

    def _related(self, table: Table, dataset: Dataset, node: Related) -> Predicate:
        relationship, related = self._relationship(dataset, node.relationship)
        rows, key = self._linked(dataset, relationship, related, self._matching(related, node))
        counted = rows.group_by(key).agg(related_rows=rows.count())
        mine = self.column(table, dataset, relationship.from_column)

        def has(test: Predicate | None) -> Predicate:
            keys = rows if test is None else counted.filter(test)
            return mine.isin(keys[key]).fill_null(False)

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
        if computed.member:
            return table.mutate(**{computed.name: self._member(table, dataset, Member(computed.member))})
        relationship, related = self._relationship(dataset, computed.related)
        if computed.path:
            step(related, computed.path[0])
            onward = replace(computed, name=f"{computed.name}_on", related=computed.path[0], path=computed.path[1:])
            related = replace(related, computed=(*related.computed, onward))
            computed = replace(computed, lookup=onward.name)
        if computed.lookup and relationship.through:
            raise ConfigError(
                f"“{relationship.name}” gives several rows for one record of “{dataset.name}”, so “{computed.name}” has no one "
                "value to look up.",
                kept="The definition is kept as it is.",
                hint="Roll them up: count, sum, most frequent …",
            )
        rows = self.base(related, [computed.where], [name for name in (computed.lookup, computed.column) if name])
        predicate = self.predicate(rows, related, computed.where)
        if predicate is not None:
            rows = rows.filter(predicate)
        rows, key = self._linked(dataset, relationship, related, rows)
        # The data set's own key may have the same name as the related one: rename, join, drop.
        if computed.rollup == "most_frequent":
            rolled = _most_frequent(rows, key, self.column(rows, related, computed.column))
        else:
            rolled = rows.group_by(related_key=rows[key]).agg(computed_value=self._rolled(rows, related, computed))
        rolled = rolled.rename({f"{computed.name}__key": "related_key", computed.name: "computed_value"})
        joined = table.left_join(rolled, table[relationship.from_column] == rolled[f"{computed.name}__key"])
        joined = joined.drop(f"{computed.name}__key")
        if computed.rollup in ("count", "sum"):
            joined = joined.mutate(**{computed.name: joined[computed.name].fill_null(0)})
        return joined

    def _rolled(self, rows: Table, related: Dataset, computed: Computed) -> Any:
        """The one value of a group of related rows."""
        if computed.lookup:
            return _one_value(self.column(rows, related, computed.lookup))
        if computed.rollup == "count":
            return rows.count()
        column = self.column(rows, related, computed.column)
        if computed.rollup == "average":  # engines differ in how many digits the mean of decimals has
            return column.cast("float64").mean()
        return getattr(column, {"sum": "sum", "min": "min", "max": "max"}[computed.rollup])()

    def _with_sql(self, table: Table, sql: str) -> Table:
        from sqlglot import exp

        from census_desktop.sources.user_sql import checked_predicate

        predicate = checked_predicate(sql, self.dialect)
        name = _sql_name(sql)
        own = f"{name}_{next(self.numbers)}"  # the same SQL may stand twice in one query, of other rows
        marked, rows = (exp.to_identifier(n, quoted=True).sql(self.dialect) for n in (name, own))
        test = f"CAST(CASE WHEN {predicate} THEN 1 ELSE 0 END AS BIT)" if self.dialect == "mssql" else f"({predicate})"
        return table.alias(own).sql(f"SELECT *, {test} AS {marked} FROM {rows}", dialect=self.dialect)  # noqa: S608


def _one_value(column: Any) -> Any:
    """The value of a group that should have one row; of several the smallest, so that it is the same in every run."""
    kind = column_type(column.type())
    ordered = kind not in (ColumnType.ARRAY, ColumnType.OBJECT, ColumnType.BOOLEAN, ColumnType.OTHER)
    return column.min() if ordered else column.arbitrary()


def _most_frequent(rows: Table, key: str, column: Any) -> Table:
    """The value that each key has most often; of several the smallest, so that it is the same in every run and engine."""
    there = rows.filter(column.notnull())
    counted = there.group_by(related_key=there[key], computed_value=there[column.get_name()]).agg(times=there.count())
    first = ibis.window(group_by=counted.related_key, order_by=[counted.times.desc(), counted.computed_value.asc()])
    placed = counted.mutate(place=ibis.row_number().over(first))
    return placed.filter(placed.place == 0).select("related_key", "computed_value")


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
    return f"sql_{hashlib.sha256(sql.encode()).hexdigest()[:12]}"
