"""Edits of a condition tree as pure functions: a tree, a path and what to do give a new tree.

A path is the positions from the root down; () is the root group itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from census_desktop.domain.conditions import (
    OPERATORS,
    ColumnType,
    Condition,
    Group,
    Member,
    Node,
    Operand,
    operators_for,
    walk,
    with_items,
)
from census_desktop.domain.model import Dataset

Path = tuple[int, ...]

_ROLLUP_TYPES = {"count": ColumnType.INTEGER, "sum": ColumnType.NUMBER, "average": ColumnType.NUMBER}


@dataclass(frozen=True, slots=True)
class Field:
    """A column, detected or computed, that a condition can name."""

    name: str
    type: ColumnType
    pii: bool = False
    computed: bool = False
    native: str = ""


def fields_of(dataset: Dataset, related: Mapping[str, Dataset] | None = None) -> tuple[Field, ...]:
    """Every field of the data set. The type of a looked-up column is that of the related data set, by id in `related`."""
    made = {c.name for c in dataset.computed}
    fields = [Field(c.name, c.type, c.pii, c.name in made, c.native) for c in dataset.columns]
    for computed in (c for c in dataset.computed if dataset.column(c.name) is None):
        kind = _ROLLUP_TYPES.get(computed.rollup)
        relationship = next((r for r in dataset.relationships if r.name == computed.related), None)
        other = (related or {}).get(relationship.dataset) if relationship else None
        column = other.column(computed.lookup or computed.column) if other else None
        fields.append(Field(computed.name, kind or (column.type if column else ColumnType.TEXT), computed=True))
    return tuple(fields)


def at(root: Group, path: Path) -> Node:
    node: Node = root
    for position in path:
        if not isinstance(node, Group):
            raise IndexError(path)
        node = node.items[position]
    return node


def group_at(root: Group, path: Path) -> Group:
    node = at(root, path)
    if not isinstance(node, Group):
        raise IndexError(path)
    return node


def replaced(root: Group, path: Path, node: Node) -> Group:
    """The tree with `node` at `path`."""
    if not path:
        if not isinstance(node, Group):
            raise IndexError(path)
        return node
    group, position = group_at(root, path[:-1]), path[-1]
    return replaced(root, path[:-1], with_items(group, *group.items[:position], node, *group.items[position + 1 :]))


def inserted(root: Group, into: Path, node: Node, position: int | None = None) -> Group:
    """The tree with `node` in the group at `into`, at the end unless told otherwise."""
    group = group_at(root, into)
    where = len(group.items) if position is None else position
    return replaced(root, into, with_items(group, *group.items[:where], node, *group.items[where:]))


def removed(root: Group, path: Path) -> Group:
    """The tree without what stands at `path`."""
    group, position = group_at(root, path[:-1]), path[-1]
    return replaced(root, path[:-1], with_items(group, *group.items[:position], *group.items[position + 1 :]))


def joined(root: Group, path: Path, join: str) -> Group:
    """The tree with the group at `path` joined by all or any."""
    return replaced(root, path, replace(group_at(root, path), join=join))


def new_condition(field: Field) -> Condition:
    """A condition on the field with the operator that people mean most often, still without a value."""
    usual = {
        ColumnType.TEXT: "one_of",
        ColumnType.INTEGER: "at_least",
        ColumnType.NUMBER: "at_least",
        ColumnType.BOOLEAN: "is_true",
        ColumnType.DATE: "less_than_days_ago",
        ColumnType.DATETIME: "less_than_days_ago",
        ColumnType.ARRAY: "contains_any",
    }
    return Condition(field.name, usual.get(field.type, "is_not_null"))


def with_field(condition: Condition, field: Field, old: ColumnType | None) -> Condition:
    """The condition on another field: operator and value stay where the new type knows them."""
    operator = OPERATORS.get(condition.op)
    if operator is None or field.type not in operator.types:
        return new_condition(field)
    same_kind = old is field.type or {old, field.type} <= {ColumnType.INTEGER, ColumnType.NUMBER}
    return Condition(field.name, condition.op, condition.value if same_kind else None)


def with_operator(condition: Condition, code: str) -> Condition:
    """The condition with another operator; the value is carried over where it can mean the same."""
    return Condition(condition.column, code, _carried(condition.value, _operand(condition.op), _operand(code)))


def _operand(code: str) -> Operand:
    operator = OPERATORS.get(code)
    return operator.operand if operator else Operand.NONE


def _carried(value: Any, old: Operand, new: Operand) -> Any:
    if value is None or new is Operand.NONE:
        return None
    if old is new:
        return value
    days = {Operand.DAYS, Operand.DAYS_PAIR}
    if (old in days) != (new in days):
        return None
    if old in (Operand.ONE, Operand.DAYS):
        return {Operand.MANY: (value,)}.get(new)
    first = value[0] if value else None
    return first if new in (Operand.ONE, Operand.DAYS) else None


def is_finished(condition: Condition) -> bool:
    """Whether the condition says something; one without its value is ignored when records are counted or sent."""
    return _operand(condition.op) is Operand.NONE or condition.value not in (None, ())


def misfit(condition: Condition, fields: Iterable[Field]) -> str:
    """Why the condition cannot work with these fields, in words; "" when it can."""
    field = next((f for f in fields if f.name == condition.column), None)
    if field is None:
        return f"“{condition.column}” is not in the data set any more"
    operator = OPERATORS.get(condition.op)
    if operator is None or field.type not in operator.types:
        return f"does not fit “{condition.column}”, which holds {field.type.value} values"
    return ""


def operators_of(field: Field | None) -> tuple[str, ...]:
    """Codes that the field's type offers; all of them when the field is unknown."""
    return tuple(op.code for op in operators_for(field.type)) if field else tuple(OPERATORS)


def members_in(root: Group) -> frozenset[str]:
    """Ids of segments that the tree refers to."""
    return frozenset(node.segment for node in walk(root) if isinstance(node, Member))
