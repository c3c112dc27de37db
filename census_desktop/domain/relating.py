"""Relationships that keys suggest, what the data says of them, and where a declared kind contradicts the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.model import Column, Dataset, Relationship
from census_desktop.domain.quicksync import free_name

KINDS = {
    "one_to_one": "One to one",
    "one_to_many": "One to many",
    "many_to_one": "Many to one",
    "many_to_many": "Many to many",
}
"""Their words, in the order in which they are offered."""
REVERSED = {"one_to_many": "many_to_one", "many_to_one": "one_to_many"}

LEAST_COVERAGE = 0.5
"""Share of the records with a key that must find one on the other side before a relationship is proposed."""
_KEYS = frozenset({ColumnType.TEXT, ColumnType.INTEGER, ColumnType.NUMBER})
_MAILS = frozenset({"email", "mail", "emailaddress"})
_VAGUE = frozenset({"id", "key", "uuid", "guid", "name", "code", "type", "status"})
"""Names that say nothing of what they identify."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A relationship in the data, of records whose key is not null: how many there are on either side, how many different
    keys they have, and how many find a record on the other side."""

    rows: int
    distinct: int
    found: int
    other_rows: int
    other_distinct: int
    other_found: int

    @property
    def coverage(self) -> float:
        """Share of this side's records that find one, 0 to 1."""
        return self.found / self.rows if self.rows else 0.0

    @property
    def other_coverage(self) -> float:
        return self.other_found / self.other_rows if self.other_rows else 0.0

    @property
    def kind(self) -> str:
        """What the keys allow."""
        one, other = self.rows == self.distinct, self.other_rows == self.other_distinct
        if one and other:
            return "one_to_one"
        return "one_to_many" if one else "many_to_one" if other else "many_to_many"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A relationship that a data set could have. `why` names what matches, `coverage` (in words) what finds what."""

    dataset: str
    relationship: Relationship
    why: str
    measured: Measured
    coverage: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two columns, or three data sets, whose names and types match; nothing is measured yet."""

    relationship: Relationship
    why: str


def candidates(dataset: Dataset, others: Sequence[Dataset]) -> tuple[Candidate, ...]:
    """What may relate the data set to others of its source, but for what it already has."""
    near = [o for o in others if o.id != dataset.id and o.source_id == dataset.source_id]
    found = [c for other in near for c in _direct(dataset, other)]
    found += [c for other in near for c in _joined(dataset, other, near)]
    known = {(r.dataset, r.from_column, r.to_column, r.through) for r in dataset.relationships}
    taken = [r.name for r in dataset.relationships]
    fresh = []
    for candidate in found:
        r = candidate.relationship
        if (r.dataset, r.from_column, r.to_column, r.through) not in known:
            known.add((r.dataset, r.from_column, r.to_column, r.through))
            name = free_name(r.name, taken)
            taken.append(name)
            named = Relationship(name, r.dataset, r.kind, r.from_column, r.to_column, r.through, r.through_from, r.through_to)
            fresh.append(Candidate(named, candidate.why))
    return tuple(fresh)


def _direct(dataset: Dataset, other: Dataset) -> Iterator[Candidate]:
    for mine in _keys(dataset):
        for theirs in _keys(other):
            if _suit(mine, theirs) and (why := _match(mine, dataset, theirs, other) or _match(theirs, other, mine, dataset)):
                yield Candidate(Relationship(other.name, other.id, "", mine.name, theirs.name), why)


def _joined(dataset: Dataset, other: Dataset, near: Sequence[Dataset]) -> Iterator[Candidate]:
    """By a third data set that names the identifiers of both."""
    mine, theirs = dataset.column(dataset.unique_identifier), other.column(other.unique_identifier)
    if mine is None or theirs is None:
        return
    for join in near:
        if join.id == other.id:
            continue
        to_mine = next((c for c in _keys(join) if _suit(c, mine) and _match(c, join, mine, dataset)), None)
        to_theirs = next((c for c in _keys(join) if _suit(c, theirs) and _match(c, join, theirs, other)), None)
        if to_mine and to_theirs and to_mine.name != to_theirs.name:
            through = (join.id, to_mine.name, to_theirs.name)
            why = f"“{join.name}” names {to_mine.name} and {to_theirs.name}"
            yield Candidate(Relationship(other.name, other.id, "many_to_many", mine.name, theirs.name, *through), why)


def _match(naming: Column, dataset: Dataset, key: Column, other: Dataset) -> str:
    """Why the first column may name records of the other data set by their key; "" when it does not look like it."""
    name, target = _plain(naming.name), _plain(key.name)
    if name in _MAILS and target in _MAILS:
        return "both hold e-mail addresses"
    if key.name != other.unique_identifier and target not in _VAGUE:
        return ""
    if name == target and name not in _VAGUE:
        return f"both are named {naming.name}" if naming.name == key.name else f"{naming.name} and {key.name} are one name"
    for stem in _stems(other):
        if name in (stem + target, stem) and target in _VAGUE:
            return f"{naming.name} names the {key.name} of {other.name}"
        if target == stem + "id" and name == stem:
            return f"{naming.name} names the {key.name} of {other.name}"
    return ""


def _keys(dataset: Dataset) -> Iterator[Column]:
    return (c for c in dataset.columns if c.type in _KEYS and c.native != "computed")


def _suit(one: Column, other: Column) -> bool:
    return (one.type is ColumnType.TEXT) == (other.type is ColumnType.TEXT)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _stems(dataset: Dataset) -> Iterable[str]:
    """What a record of the data set may be called in a column's name."""
    table = re.split(r"[/.]", dataset.table.rsplit("/", 1)[-1])[0]
    if dataset.type in ("person", "company"):
        yield dataset.type
    for word in filter(None, (_plain(dataset.name), _plain(table))):
        yield word
        yield "person" if word == "people" else word[:-3] + "y" if word.endswith("ies") else word.rstrip("s")


# In words -------------------------------------------------------------------------------------------------------------


def coverage_words(dataset: str, other: str, kind: str, measured: Measured) -> str:
    """What finds what, told from the side that names the other ("98.2 % of Orders find a record of Customers")."""
    if kind == "one_to_many":
        return f"{_percent(measured.other_coverage)} of {other} find a record of {dataset}"
    return f"{_percent(measured.coverage)} of {dataset} find a record of {other}"


def _percent(share: float) -> str:
    """One decimal; all and none only where that is so."""
    shown = round(share * 100, 1)
    if shown == 100 and share < 1:
        shown = 99.9
    if shown == 0 and share > 0:
        return "under 0.1 %"
    return f"{shown:g} %"


def is_likely(measured: Measured, kind: str) -> bool:
    """Whether so much finds a record that the relationship is worth a proposal."""
    if kind == "many_to_many":
        return measured.found > 0
    if kind == "one_to_one":
        return max(measured.coverage, measured.other_coverage) >= LEAST_COVERAGE
    return (measured.other_coverage if kind == "one_to_many" else measured.coverage) >= LEAST_COVERAGE


def contradiction(dataset: Dataset, other: Dataset, relationship: Relationship, measured: Measured) -> str:
    """Where the data says otherwise than the declared kind; "" where it does not."""
    if relationship.through:
        return ""
    sides = (
        (("one_to_one", "one_to_many"), dataset.name, relationship.from_column, measured.rows - measured.distinct),
        (("one_to_one", "many_to_one"), other.name, relationship.to_column, measured.other_rows - measured.other_distinct),
    )
    said = [
        f"{column} does not identify a record of “{name}” ({repeats:,} with a value that another one has)"
        for kinds, name, column, repeats in sides
        if relationship.kind in kinds and repeats
    ]
    if not said:
        return ""
    return f"Declared {KINDS[relationship.kind].lower()}, but {'; '.join(said)}"
