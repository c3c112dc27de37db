"""A document beside the workspace: what it would add and change, field by field, and who changed what since they were last the
same. Pure: documents as plain data in their canonical form (see usecases/sharing.py).

Compared three ways where a base is known, the document as it was last exported or taken in: what only the file changed is
taken, what only the workspace changed stays, and what both changed is a conflict that a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from census_desktop.domain.document import KINDS, Plain

DEEP = ("config", "guards", "limits", "event", "columns", "advanced")
"""Keys of an item whose own keys are compared one by one."""


class Side(StrEnum):
    """Whose value is taken."""

    FILE = "file"
    HERE = "here"


class Fate(StrEnum):
    """What the document means for a thing."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    ONLY_HERE = "only_here"
    GONE_THERE = "gone_there"
    """The file had it and has it no more. It stays."""
    GONE_HERE = "gone_here"
    """It was removed here, and the file still has it."""


Place = tuple[str, str, str]
"""(kind, name, field); field "" is the thing as a whole."""


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """A value that differs; None is absent. `side` is what is taken unless a person says otherwise, None in a conflict."""

    field: str
    here: Any
    there: Any
    base: Any = None
    side: Side | None = Side.FILE


@dataclass(frozen=True, slots=True)
class ItemDiff:
    kind: str
    name: str
    fate: Fate
    fields: tuple[FieldDiff, ...] = ()
    side: Side | None = Side.FILE
    """Of a thing that only one of both has."""

    @property
    def open(self) -> tuple[Place, ...]:
        """What a person has to decide."""
        whole = ((self.kind, self.name, ""),) if self.side is None else ()
        return whole + tuple((self.kind, self.name, f.field) for f in self.fields if f.side is None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Items in the order of the document, those that only the workspace has at the end of their kind."""

    items: tuple[ItemDiff, ...]
    has_base: bool

    @property
    def conflicts(self) -> tuple[Place, ...]:
        return tuple(place for item in self.items for place in item.open)

    def of(self, *fates: Fate) -> tuple[ItemDiff, ...]:
        return tuple(item for item in self.items if item.fate in fates)


def compare(here: Mapping[str, Any], there: Mapping[str, Any], base: Mapping[str, Any] | None) -> Comparison:
    """What the document `there` means for the workspace `here`."""
    found: list[ItemDiff] = []
    for kind in KINDS:
        ours, theirs, before = _by_name(here, kind), _by_name(there, kind), _by_name(base or {}, kind)
        for name, item in theirs.items():
            if name in ours:
                fields = tuple(_differing(ours[name], item, before.get(name) if base else None))
                found.append(ItemDiff(kind, name, Fate.CHANGED if fields else Fate.SAME, fields))
            elif name in before:
                found.append(ItemDiff(kind, name, Fate.GONE_HERE, side=Side.HERE if item == before[name] else None))
            else:
                found.append(ItemDiff(kind, name, Fate.ADDED))
        for name in ours:
            if name not in theirs:
                found.append(ItemDiff(kind, name, Fate.GONE_THERE if name in before else Fate.ONLY_HERE, side=Side.HERE))
    return Comparison(tuple(found), base is not None)


def merge(
    here: Mapping[str, Any], there: Mapping[str, Any], compared: Comparison, chosen: Mapping[Place, Side]
) -> dict[str, list[Plain]]:
    """The document to take in. Every conflict has to be among the chosen."""
    merged: dict[str, list[Plain]] = {}
    diffs = {(item.kind, item.name): item for item in compared.items}
    for kind in KINDS:
        ours = _by_name(here, kind)
        for name, item in _by_name(there, kind).items():
            diff = diffs[kind, name]
            if diff.fate in (Fate.ADDED, Fate.GONE_HERE):
                if _side(diff, "", diff.side, chosen) is Side.FILE:
                    merged.setdefault(kind, []).append(dict(item))
                continue
            values = flat(item)
            for field in diff.fields:
                value = field.there if _side(diff, field.field, field.side, chosen) is Side.FILE else field.here
                values[field.field] = value
            if values != flat(ours[name]):
                merged.setdefault(kind, []).append(_deep({"name": name, **values}))
    return merged


def carried(base: Mapping[str, Any] | None, there: Mapping[str, Any], compared: Comparison) -> dict[str, Any]:
    """The base after the document was taken in: as the file has it, and as before for what the file does not speak of."""
    gone = {(item.kind, item.name) for item in compared.of(Fate.GONE_THERE)}
    after: dict[str, Any] = {}
    for kind in KINDS:
        kept = {n: i for n, i in _by_name(base or {}, kind).items() if (kind, n) not in gone}
        if items := {**kept, **_by_name(there, kind)}:
            after[kind] = list(items.values())
    return after


def flat(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item's fields but its name; those of `DEEP` one level down, as config.path."""
    found: dict[str, Any] = {}
    for key, value in item.items():
        if key in DEEP and isinstance(value, Mapping):
            found.update({f"{key}.{inner}": one for inner, one in value.items()})
        elif key != "name":
            found[key] = value
    return found


def _deep(values: Mapping[str, Any]) -> Plain:
    item: Plain = {}
    for field, value in values.items():
        key, dot, inner = field.partition(".")
        if value is None:
            continue
        if dot and key in DEEP:
            item.setdefault(key, {})[inner] = value
        else:
            item[field] = value
    return item


def _differing(here: Mapping[str, Any], there: Mapping[str, Any], base: Mapping[str, Any] | None) -> Iterator[FieldDiff]:
    ours, theirs = flat(here), flat(there)
    before = flat(base) if base is not None else None
    for field in {**ours, **theirs}:
        mine, other = ours.get(field), theirs.get(field)
        if mine == other:
            continue
        was = before.get(field) if before is not None else None
        side: Side | None = Side.FILE
        if before is not None and other == was:
            side = Side.HERE
        elif before is not None and mine != was:
            side = None
        yield FieldDiff(field, mine, other, was, side)


def _side(item: ItemDiff, field: str, side: Side | None, chosen: Mapping[Place, Side]) -> Side:
    found = chosen.get((item.kind, item.name, field), side)
    if found is None:
        raise KeyError(f"{item.kind} {field}")
    return found


def _by_name(document: Mapping[str, Any], kind: str) -> dict[str, Plain]:
    return {item["name"]: item for item in document.get(kind) or ()}
