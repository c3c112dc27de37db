"""What changed between two versions of a segment, in words that people read in its history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from census_desktop.domain.conditions import Condition, Group, Member, Node, Related, describe
from census_desktop.domain.model import Limit, Segment

NameOf = Callable[[str], str]
"""The name of a segment by its id."""


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` is added | removed | changed; of a changed part `before` is how it was."""

    kind: str
    text: str
    before: str = ""


def in_words(node: Node, name_of: NameOf) -> str:
    """A condition as one line, segments by name."""
    if isinstance(node, Member):
        return f"{'in' if node.member else 'not in'} the segment “{name_of(node.segment)}”"
    if isinstance(node, Group):
        if not node.items:
            return "an empty group"
        word = " and " if node.join == "all" else " or "
        return word.join(f"({in_words(i, name_of)})" if isinstance(i, Group) else in_words(i, name_of) for i in node.items)
    return _related(node, name_of) if isinstance(node, Related) else describe(node)


def _related(node: Related, name_of: NameOf) -> str:
    what = " or ".join(node.events) or node.relationship
    verb = ("did not" if node.events else "has no") if node.never else ("did" if node.events else "has")
    text = f"{verb} {what}"
    if node.count:
        kind, number = node.count
        text += f", {kind.replace('_', ' ')} {number} {'time' if number == 1 else 'times'}"
    if node.within:
        kind, value = node.within
        amount = " and ".join(str(v) for v in value) if isinstance(value, tuple) else str(value)
        text += {
            "last_days": f", in the last {amount} days",
            "before_days": f", more than {amount} days ago",
            "between_days": f", between {amount} days ago",
        }.get(kind, f", {kind} {amount}")
    return text + (f", where {in_words(node.where, name_of)}" if node.where.items else "")


def changes(before: Segment, after: Segment, name_of: NameOf) -> tuple[Change, ...]:
    """Everything that differs, conditions first; () where nothing does."""
    found = list(_of_groups(before.where, after.where, name_of))
    for what, old, new in (
        ("SQL", before.sql, after.sql),
        ("limit", _limit(before.limit), _limit(after.limit)),
        ("limit for each value", _limit(before.limit_per), _limit(after.limit_per)),
        ("cohorts", _cohorts(before), _cohorts(after)),
        ("name", before.name, after.name),
        ("description", before.description, after.description),
        ("folder", before.folder, after.folder),
        ("tags", ", ".join(before.tags), ", ".join(after.tags)),
    ):
        if old != new:
            kind = "changed" if old and new else "added" if new else "removed"
            found.append(Change(kind, f"{what}: {new or old}", f"{what}: {old}" if kind == "changed" else ""))
    return tuple(found)


def _of_groups(old: Group, new: Group, name_of: NameOf) -> list[Change]:
    """Lines that are in one version alone; a line of the same kind on the same thing counts as changed."""
    found = []
    if old.join != new.join and old.items and new.items:
        words = {"all": "all of the conditions", "any": "any of the conditions"}
        found.append(Change("changed", words[new.join], words[old.join]))
    gone = [node for node in old.items if node not in new.items]
    for node in new.items:
        if node in old.items:
            continue
        like = next((other for other in gone if _about(other) == _about(node)), None)
        if like is None:
            found.append(Change("added", in_words(node, name_of)))
            continue
        gone.remove(like)
        if isinstance(like, Group) and isinstance(node, Group):
            found += _of_groups(like, node, name_of)
        else:
            found.append(Change("changed", in_words(node, name_of), in_words(like, name_of)))
    found += [Change("removed", in_words(node, name_of)) for node in gone]
    if not found and old != new:
        found.append(Change("changed", "the order of the conditions", "another order"))
    return found


def _about(node: Node) -> tuple[str, str]:
    subject = {Condition: "column", Related: "relationship", Member: "segment"}.get(type(node), "")
    return type(node).__name__, str(getattr(node, subject)) if subject else ""


def _limit(limit: Limit | None) -> str:
    if limit is None:
        return ""
    text = f"{limit.rows:,}" + (f" of each {limit.per}" if limit.per else "")
    return text + (f" by {limit.order_by}, {'highest' if limit.descending else 'lowest'} first" if limit.order_by else "")


def _cohorts(segment: Segment) -> str:
    return ", ".join(f"{c.name} {c.share} %{' (control)' if c.control else ''}" for c in segment.cohorts)
