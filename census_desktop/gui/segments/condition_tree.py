"""Edits of a condition tree as pure functions: a tree, a path and what to do give a new tree.

A path is the positions from the root down; () is the root group itself. A condition on related records holds a group too:
its own lines are counted as if it were one.
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
    Related,
    SqlCondition,
    operators_for,
    walk,
    with_items,
)
from census_desktop.domain.model import Dataset
from census_desktop.gui.kit import said, words

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


# Finding --------------------------------------------------------------------------------------------------------------


def group_in(node: Node) -> Group | None:
    """The group that the node is or holds; None for a leaf."""
    if isinstance(node, Group):
        return node
    return node.where if isinstance(node, Related) else None


def at(root: Group, path: Path) -> Node:
    node: Node = root
    for position in path:
        group = group_in(node)
        if group is None:
            raise IndexError(path)
        node = group.items[position]
    return node


def group_at(root: Group, path: Path) -> Group:
    group = group_in(at(root, path))
    if group is None:
        raise IndexError(path)
    return group


def shape(node: Node) -> object:
    """What the node looks like, whatever its values: equal shapes have the same controls."""
    if isinstance(node, Condition):
        return node.column, node.op
    if isinstance(node, Group):
        return node.join, tuple(shape(item) for item in node.items)
    if isinstance(node, Related):
        when = node.within[0] if node.within else ""
        return node.relationship, node.never, node.count is None, when, shape(node.where)
    return type(node)


def relationships_to(root: Group, path: Path) -> tuple[str, ...]:
    """Names of the relationships that lead from the segment's data set to the lines of the group at this path."""
    steps = (at(root, path[:n]) for n in range(len(path) + 1))
    return tuple(node.relationship for node in steps if isinstance(node, Related))


# Changing -------------------------------------------------------------------------------------------------------------


def replaced(root: Group, path: Path, node: Node) -> Group:
    """The tree with `node` at `path`."""
    if not path:
        if not isinstance(node, Group):
            raise IndexError(path)
        return node
    group, position = group_at(root, path[:-1]), path[-1]
    return _with_group(root, path[:-1], with_items(group, *group.items[:position], node, *group.items[position + 1 :]))


def _with_group(root: Group, path: Path, group: Group) -> Group:
    """The tree with this as the group at `path`, which may be that of a condition on related records."""
    holder = at(root, path)
    return replaced(root, path, replace(holder, where=group) if isinstance(holder, Related) else group)


def inserted(root: Group, into: Path, node: Node, position: int | None = None) -> Group:
    """The tree with `node` in the group at `into`, at the end unless told otherwise."""
    group = group_at(root, into)
    where = len(group.items) if position is None else position
    return _with_group(root, into, with_items(group, *group.items[:where], node, *group.items[where:]))


def removed(root: Group, path: Path) -> Group:
    """The tree without what stands at `path`."""
    group, position = group_at(root, path[:-1]), path[-1]
    group.items[position]  # an error rather than silence
    return _with_group(root, path[:-1], with_items(group, *group.items[:position], *group.items[position + 1 :]))


def joined(root: Group, path: Path, join: str) -> Group:
    """The tree with the group at `path` joined by all or any."""
    return _with_group(root, path, replace(group_at(root, path), join=join))


Moved = tuple[Group, Path]
"""A tree, and where the node that was moved stands in it."""


def moved(root: Group, path: Path, into: Path, position: int) -> Moved | None:
    """The node at `path` moved before what is now at `position` of the group at `into`. None where that changes nothing, would
    put a node into itself, or takes conditions to another data set."""
    if not path or into[: len(path)] == path or relationships_to(root, path[:-1]) != relationships_to(root, into):
        return None
    if into == path[:-1] and position in (path[-1], path[-1] + 1):
        return None
    node = at(root, path)
    after = list(into)
    if len(into) >= len(path) and into[: len(path) - 1] == path[:-1] and into[len(path) - 1] > path[-1]:
        after[len(path) - 1] -= 1  # the way to the group leads past the place that falls empty
    if into == path[:-1] and position > path[-1]:
        position -= 1
    target = tuple(after)
    return inserted(removed(root, path), target, node, position), (*target, position)


def shifted(root: Group, path: Path, by: int) -> Moved | None:
    """One line up (-1) or down (1); at the edge of a group, out of it."""
    if not path:
        return None
    parent, position = path[:-1], path[-1]
    if 0 <= position + by < len(group_at(root, parent).items):
        return moved(root, path, parent, position + (2 if by > 0 else -1))
    return outdented(root, path, after=by > 0)


def indented(root: Group, path: Path) -> Moved | None:
    """Into the group just above; where there is none, into a group of its own that joins the other way."""
    if not path:
        return None
    parent, position = group_at(root, path[:-1]), path[-1]
    above = (*path[:-1], position - 1)
    if position > 0 and isinstance(parent.items[position - 1], Group):
        return moved(root, path, above, len(group_at(root, above).items))
    own = Group("any" if parent.join == "all" else "all", (parent.items[position],))
    return replaced(root, path, own), (*path, 0)


def outdented(root: Group, path: Path, *, after: bool = True) -> Moved | None:
    """Out of its group, to just after (or before) it; a group that this empties goes too."""
    if len(path) < 2 or not isinstance(at(root, path[:-1]), Group):
        return None
    holder = path[:-1]
    found = moved(root, path, holder[:-1], holder[-1] + (1 if after else 0))
    if found is None:
        return None
    tree = found[0]
    emptied = (*holder[:-1], holder[-1] + (0 if after else 1))
    if group_at(tree, emptied).items:
        return found
    return removed(tree, emptied), (*holder[:-1], holder[-1])


def duplicated(root: Group, path: Path) -> Moved:
    """A copy just below."""
    place = (*path[:-1], path[-1] + 1)
    return inserted(root, path[:-1], at(root, path), place[-1]), place


# Conditions -----------------------------------------------------------------------------------------------------------


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


def says_something(node: Node) -> bool:
    """Whether the node decides who belongs to the segment; else it leaves out nobody."""
    if isinstance(node, Condition):
        return is_finished(node)
    if isinstance(node, Group):
        return any(says_something(item) for item in node.items)
    return bool(node.sql.strip()) if isinstance(node, SqlCondition) else True


def misfit(condition: Condition, fields: Iterable[Field]) -> str:
    """Why the condition cannot work with these fields, in words; "" when it can."""
    field = next((f for f in fields if f.name == condition.column), None)
    if field is None:
        return words.filled(words.tr("“%1” is not in the data set any more"), condition.column)
    operator = OPERATORS.get(condition.op)
    if operator is None or field.type not in operator.types:
        return words.filled(words.tr("does not fit “%1”, which holds %2 values"), condition.column, said.said(field.type.value))
    return ""


def operators_of(field: Field | None) -> tuple[str, ...]:
    """Codes that the field's type offers; all of them when the field is unknown."""
    return tuple(op.code for op in operators_for(field.type)) if field else tuple(OPERATORS)


def members_in(root: Group) -> frozenset[str]:
    """Ids of segments that the tree refers to."""
    return frozenset(node.segment for node in walk(root) if isinstance(node, Member))
