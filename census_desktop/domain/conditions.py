"""The condition tree of a segment: what it may say, and what each operator needs.

A `Group` joins its items with one operator, all (and) or any (or); mixing takes a nested group. An empty group is the
whole data set. The vocabulary is the workspace document's (docs/workspace.md); compiling it to a query is
`sources/compile.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ColumnType(StrEnum):
    """Column types as conditions and mappings see them; a source maps its own types to these."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    ARRAY = "array"
    OBJECT = "object"
    OTHER = "other"


class Operand(StrEnum):
    """What an operator expects as its value."""

    NONE = "none"
    ONE = "one"
    MANY = "many"
    PAIR = "pair"
    DAYS = "days"
    DAYS_PAIR = "days_pair"


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator: its code in documents, its words in the window, its operand and the types that know it."""

    code: str
    label: str
    operand: Operand
    types: frozenset[ColumnType]


_ALL = frozenset(ColumnType)
_SCALAR = frozenset(
    {ColumnType.TEXT, ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DATE, ColumnType.DATETIME, ColumnType.OTHER}
)
_TEXT = frozenset({ColumnType.TEXT})
_NUMBER = frozenset({ColumnType.INTEGER, ColumnType.NUMBER})
_BOOLEAN = frozenset({ColumnType.BOOLEAN})
_TIME = frozenset({ColumnType.DATE, ColumnType.DATETIME})
_ARRAY = frozenset({ColumnType.ARRAY})

OPERATORS: dict[str, Operator] = {
    op.code: op
    for op in (
        Operator("is", "is", Operand.ONE, _SCALAR),
        Operator("is_not", "is not", Operand.ONE, _SCALAR),
        Operator("one_of", "is one of", Operand.MANY, _SCALAR),
        Operator("not_one_of", "is none of", Operand.MANY, _SCALAR),
        Operator("starts_with", "starts with", Operand.ONE, _TEXT),
        Operator("ends_with", "ends with", Operand.ONE, _TEXT),
        Operator("contains", "contains", Operand.ONE, _TEXT),
        Operator("not_contains", "does not contain", Operand.ONE, _TEXT),
        Operator("more_than", "more than", Operand.ONE, _NUMBER),
        Operator("less_than", "less than", Operand.ONE, _NUMBER),
        Operator("at_least", "at least", Operand.ONE, _NUMBER),
        Operator("at_most", "at most", Operand.ONE, _NUMBER),
        Operator("between", "between", Operand.PAIR, _NUMBER | _TIME),
        Operator("is_true", "is true", Operand.NONE, _BOOLEAN),
        Operator("is_false", "is false", Operand.NONE, _BOOLEAN),
        Operator("before", "before", Operand.ONE, _TIME),
        Operator("after", "after", Operand.ONE, _TIME),
        Operator("on", "on", Operand.ONE, _TIME),
        Operator("more_than_days_ago", "more than … days ago", Operand.DAYS, _TIME),
        Operator("less_than_days_ago", "less than … days ago", Operand.DAYS, _TIME),
        Operator("exactly_days_ago", "exactly … days ago", Operand.DAYS, _TIME),
        Operator("between_days_ago", "between … and … days ago", Operand.DAYS_PAIR, _TIME),
        Operator("contains_any", "contains any of", Operand.MANY, _ARRAY),
        Operator("contains_all", "contains all of", Operand.MANY, _ARRAY),
        Operator("is_null", "is empty (null)", Operand.NONE, _ALL),
        Operator("is_not_null", "is not empty (null)", Operand.NONE, _ALL),
        Operator("is_blank", "is blank", Operand.NONE, _ALL),
        Operator("is_not_blank", "is not blank", Operand.NONE, _ALL),
    )
}


def operators_for(type_: ColumnType) -> tuple[Operator, ...]:
    """The operators that a column of this type offers, in the order of the menu."""
    return tuple(op for op in OPERATORS.values() if type_ in op.types)


@dataclass(frozen=True, slots=True)
class Condition:
    """One column compared with a value. `value` is a scalar, a tuple or None, as the operator's operand asks."""

    column: str
    op: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Member:
    """Members of another segment of the same data set, or (member False) everyone else. `segment` is its id."""

    segment: str
    member: bool = True


@dataclass(frozen=True, slots=True)
class SqlCondition:
    """A predicate in the engine's own SQL, joined like any other condition."""

    sql: str


@dataclass(frozen=True, slots=True)
class Related:
    """A condition on the rows of a related data set.

    Without `count` and `never`: at least one related row satisfies `where`. `events` are event names (empty: any),
    `count` is (at_least | at_most | exactly, n), `within` is (last_days | before_days | between_days | after | before
    | between, value or pair).
    """

    relationship: str
    where: Group
    events: tuple[str, ...] = ()
    count: tuple[str, int] | None = None
    within: tuple[str, Any] | None = None
    never: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Items joined by one operator: `join` is "all" (and) or "any" (or)."""

    join: str = "all"
    items: tuple[Node, ...] = field(default=())


Node = Condition | Member | SqlCondition | Related | Group


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in reading order; what stands inside a `Related` belongs to it too."""
    yield node
    if isinstance(node, Group):
        for item in node.items:
            yield from walk(item)
    elif isinstance(node, Related):
        yield from walk(node.where)


def own_columns(node: Node) -> set[str]:
    """Columns of the segment's own data set that the tree names (not those of related data sets)."""
    if isinstance(node, Condition):
        return {node.column}
    if isinstance(node, Group):
        return set().union(*(own_columns(item) for item in node.items)) if node.items else set()
    return set()


def with_items(group: Group, *items: Node) -> Group:
    """The same group with these items instead."""
    return Group(group.join, tuple(items))


def describe(node: Node) -> str:
    """The condition in words, for tooltips, history and the command line."""
    if isinstance(node, Condition):
        operator = OPERATORS.get(node.op)
        label = operator.label if operator else node.op
        operand = operator.operand if operator else Operand.ONE
        if operand is Operand.NONE:
            return f"{node.column} {label}"
        if operand is Operand.MANY:
            return f"{node.column} {label} {', '.join(str(v) for v in node.value or ())}"
        if operand in (Operand.PAIR, Operand.DAYS_PAIR):
            low, high = (*(node.value or ()), "?", "?")[:2]
            if operand is Operand.PAIR:
                return f"{node.column} {label} {low} and {high}"
            return f"{node.column} {label.replace('…', str(low), 1).replace('…', str(high), 1)}"
        if operand is Operand.DAYS:
            return f"{node.column} {label.replace('…', str(node.value))}"
        return f"{node.column} {label} {node.value}"
    if isinstance(node, Group):
        if not node.items:
            return "everyone"
        word = " and " if node.join == "all" else " or "
        return word.join(f"({describe(i)})" if isinstance(i, Group) else describe(i) for i in node.items)
    if isinstance(node, Member):
        return f"{'includes' if node.member else 'excludes'} members of {node.segment}"
    if isinstance(node, SqlCondition):
        return f"SQL: {node.sql}"
    verb = "never" if node.never else "has"
    what = " or ".join(node.events) or node.relationship
    return f"{verb} {what}" + (f" where {describe(node.where)}" if node.where.items else "")
