"""Data sets as JSON: what `datasets show`, `refresh`, `related` and `history` print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from census_desktop.cli.shapes import Json, dataset_with_columns, moment
from census_desktop.domain.drift import Broken, Drift
from census_desktop.domain.model import Dataset, Relationship
from census_desktop.domain.relating import KINDS, Measured, Proposal
from census_desktop.usecases.relations import Checked, Side


@dataclass(frozen=True)
class Described:
    """All that there is to say of a data set. `unread` says why its source could not be looked at, "" when it could."""

    dataset: Dataset
    source: str
    item: Mapping[str, Any]
    sides: Sequence[Side]
    drift: Drift
    broken: Sequence[Broken]
    unread: str = ""


def described(one: Described) -> Json:
    incoming = [
        {"dataset": s.related.name, "name": s.relationship.name, "kind": s.relationship.kind} for s in one.sides if s.incoming
    ]
    lists = {key: one.item.get(key, []) for key in ("exclusions", "priorities")}
    return {
        **dataset_with_columns(one.dataset, one.source, one.item),
        **lists,
        "related_from": incoming,
        **drift(one.drift, one.broken),
        "unread": one.unread or None,
    }


def drift(found: Drift, broken: Sequence[Broken]) -> Json:
    told = Drift() if found.noted else found
    return {
        "drift": {
            "appeared": list(told.appeared),
            "vanished": [c.name for c in told.vanished],
            "changed": [{"column": name, "was": was, "is": now} for name, was, now in told.changed],
            "at": moment(told.at),
        },
        "broken": [{"kind": b.kind, "name": b.name, "why": b.why} for b in broken],
    }


def who(broken: Broken) -> str:
    return broken.name if broken.kind == "property" else f"{broken.kind.replace('computed', 'computed column')} “{broken.name}”"


def kind_words(side: Side) -> str:
    return KINDS[side.relationship.kind].lower()


def relationship(found: Relationship, dataset: str) -> Json:
    return {
        "name": found.name,
        "dataset": dataset,
        "kind": found.kind,
        "from": found.from_column,
        "to": found.to_column,
        **({"through_from": found.through_from, "through_to": found.through_to} if found.through else {}),
    }


def checked(side: Side, found: Checked) -> Json:
    return {
        **relationship(side.relationship, side.related.name),
        "coverage": found.coverage,
        "contradiction": found.contradiction or None,
        **_figures(found.measured),
    }


def proposal(found: Proposal, dataset: str) -> Json:
    return {
        **relationship(found.relationship, dataset),
        "why": found.why,
        "coverage": found.coverage,
        **_figures(found.measured),
    }


def _figures(measured: Measured) -> Json:
    return {
        "records": measured.rows,
        "keys": measured.distinct,
        "finding": measured.found,
        "related_records": measured.other_rows,
        "related_keys": measured.other_distinct,
        "related_finding": measured.other_found,
    }
