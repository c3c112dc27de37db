"""Relationships between data sets: declared, measured in the engine, proposed from keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.fit import check_relations
from census_desktop.domain.model import Dataset, Relationship
from census_desktop.domain.plain import PlainError
from census_desktop.domain.ports import CancelToken, Catalog
from census_desktop.domain.quicksync import free_name
from census_desktop.domain.relating import (
    KINDS,
    REVERSED,
    Candidate,
    Measured,
    Proposal,
    candidates,
    contradiction,
    coverage_words,
    is_likely,
)
from census_desktop.domain.uses import RELATIONSHIP, refuse_used
from census_desktop.usecases.datasets import Datasets
from census_desktop.usecases.sources import Sources


@dataclass(frozen=True, slots=True)
class Side:
    """A relationship as one of its data sets sees it. `incoming`: it is declared on the other one, `related`."""

    relationship: Relationship
    related: Dataset
    incoming: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What the data says of a declared relationship; `contradiction` is "" where it agrees."""

    measured: Measured
    coverage: str
    contradiction: str


class Relations:
    """Every method may wait on disk or on the engine: not for the GUI thread. Tokens stop a running query."""

    def __init__(self, catalog: Catalog, sources: Sources, datasets: Datasets) -> None:
        self._catalog = catalog
        self._sources = sources
        self._datasets = datasets

    def of(self, dataset_ref: str) -> tuple[Side, ...]:
        """Relationships of the data set: its own first, then those that others declare with it."""
        dataset = self._datasets.get(dataset_ref)
        others = {d.id: d for d in self._datasets.all()}
        own = [Side(r, others[r.dataset]) for r in dataset.relationships if r.dataset in others]
        incoming = [
            Side(r, other, incoming=True)
            for other in others.values()
            if other.id != dataset.id
            for r in other.relationships
            if r.dataset == dataset.id
        ]
        return (*own, *incoming)

    def propose(self, dataset_ref: str, cancel: CancelToken | None = None) -> tuple[Proposal, ...]:
        """Relationships that names and types of keys suggest and that the data bears out, the best covered first. Nothing is
        saved. Raises SourceError when the data cannot be had."""
        dataset = self._datasets.get(dataset_ref)
        found: list[Proposal] = []
        with self._sources.open_for(dataset, cancel) as reader:
            for candidate in candidates(dataset, self._datasets.all()):
                if cancel:
                    cancel.check()
                try:
                    proposal = self._proposal(reader, dataset, candidate)
                except ConfigError:  # a column that is gone, or keys that this engine does not compare
                    continue
                found += [proposal] if proposal else []
        return tuple(sorted(found, key=lambda p: (bool(p.relationship.through), -_share(p))))

    def _proposal(self, reader: Any, dataset: Dataset, candidate: Candidate) -> Proposal | None:
        measured, related = self._measured(reader, dataset, candidate.relationship)
        kind = candidate.relationship.kind or measured.kind
        if not is_likely(measured, kind) or (kind == "many_to_many" and not candidate.relationship.through):
            return None
        words = coverage_words(dataset.name, related.name, kind, measured)
        return Proposal(dataset.id, replace(candidate.relationship, kind=kind), candidate.why, measured, words)

    def check(self, dataset_ref: str, relationship: Relationship, cancel: CancelToken | None = None) -> Checked:
        """What the data says of a relationship, saved or not. Raises ConfigError for one that does not fit, SourceError."""
        dataset = self._datasets.get(dataset_ref)
        self._refuse_misfit(dataset, relationship)
        with self._sources.open_for(dataset, cancel) as reader:
            measured, related = self._measured(reader, dataset, relationship)
        words = coverage_words(dataset.name, related.name, relationship.kind, measured)
        return Checked(measured, words, contradiction(dataset, related, relationship, measured))

    def _measured(self, reader: Any, dataset: Dataset, relationship: Relationship) -> tuple[Measured, Dataset]:
        from census_desktop.sources.relations import measure

        related = self._datasets.get(relationship.dataset)
        joins = self._datasets.get(relationship.through) if relationship.through else None
        return measure(reader, dataset, related, relationship, joins), related

    # Declaring ------------------------------------------------------------------------------------------------------

    def declare(self, dataset_ref: str, relationship: Relationship, replaces: str = "", *, both: bool = False) -> Dataset:
        """Add a relationship, or put it in the place of another one; with `both`, also on the other data set, reversed.

        Raises ConfigError for a name that is taken, for columns that are not there, for data sets of different sources, and
        where something that uses `replaces` would not work any more.
        """
        dataset = self._datasets.get(dataset_ref)
        relationship = replace(relationship, name=relationship.name.strip())
        self._refuse_misfit(dataset, relationship)
        kept = tuple(r for r in dataset.relationships if r.name != replaces)
        if any(r.name == relationship.name for r in kept):
            raise ConfigError(
                f"“{dataset.name}” has a relationship “{relationship.name}” already.",
                kept="Nothing was changed.",
                hint="Choose another name.",
            )
        if replaces and replaces != relationship.name:
            refuse_used(self._datasets.uses(), dataset, RELATIONSHIP, replaces)
        placed = [relationship if r.name == replaces else r for r in dataset.relationships]
        placed += [] if replaces and len(kept) < len(dataset.relationships) else [relationship]
        changed = replace(dataset, relationships=tuple(placed))
        if replaces:
            self._refuse_breaking(dataset, changed)
        with self._catalog.transaction():
            self._datasets.save(changed)
            if both:
                self._declare_back(dataset, relationship)
        return self._datasets.get(dataset.id)

    def _declare_back(self, dataset: Dataset, relationship: Relationship) -> None:
        """The same from the other side, unless it is there."""
        other = self._datasets.get(relationship.dataset)
        back = reverse(dataset, relationship)
        same = ((r.dataset, r.from_column, r.to_column, r.through) for r in other.relationships)
        if (back.dataset, back.from_column, back.to_column, back.through) in same:
            return
        back = replace(back, name=free_name(back.name, (r.name for r in other.relationships)))
        self._datasets.save(replace(other, relationships=(*other.relationships, back)))

    def withdraw(self, dataset_ref: str, name: str) -> Dataset:
        """Remove a relationship of the data set. Raises ConfigError with the names of those that use it."""
        dataset = self._datasets.get(dataset_ref)
        if all(r.name != name for r in dataset.relationships):
            raise ConfigError(f"“{dataset.name}” has no relationship “{name}”.", kept="Nothing was changed.")
        refuse_used(self._datasets.uses(), dataset, RELATIONSHIP, name)
        self._datasets.save(replace(dataset, relationships=tuple(r for r in dataset.relationships if r.name != name)))
        return self._datasets.get(dataset.id)

    def _refuse_misfit(self, dataset: Dataset, relationship: Relationship) -> None:
        if not relationship.name:
            raise ConfigError("The relationship has no name.", kept="Nothing was changed.", hint="Give it one.")
        if relationship.kind not in KINDS:
            raise ConfigError(f"“{relationship.kind}” is no kind of relationship.", hint=f"Kinds: {', '.join(KINDS)}.")
        if (relationship.kind == "many_to_many") != bool(relationship.through):
            raise ConfigError(
                "A many-to-many relationship, and only that, goes through a data set of pairs.",
                kept="Nothing was changed.",
                hint="Choose the data set that names both sides, or another kind.",
            )
        for id_ in filter(None, (relationship.dataset, relationship.through)):
            other = self._datasets.get(id_)
            if other.source_id != dataset.source_id:
                raise ConfigError(
                    f"“{other.name}” is in another source than “{dataset.name}”.",
                    kept="Nothing was changed.",
                    hint="Relate data sets of one source.",
                )
        try:
            check_relations(replace(dataset, relationships=(relationship,), computed=()), "", self._datasets.get)
            self._refuse_missing(relationship)
        except PlainError as error:
            raise ConfigError(f"{error.reason}.", kept="Nothing was changed.", hint=error.hint) from error

    def _refuse_breaking(self, dataset: Dataset, changed: Dataset) -> None:
        before = set(self._datasets.broken(dataset))
        if hurt := [b for b in self._datasets.broken(changed) if b not in before]:
            raise ConfigError(
                f"The {hurt[0].kind} “{hurt[0].name}” would not work with this: {hurt[0].why}.",
                kept="The relationship is as it was.",
                hint="Change that first.",
            )

    def _refuse_missing(self, relationship: Relationship) -> None:
        """Columns of the pairs, which `check_relations` may not know yet."""
        if not relationship.through:
            return
        joins = self._datasets.get(relationship.through)
        for name in (relationship.through_from, relationship.through_to):
            if joins.columns and joins.column(name) is None:
                raise ConfigError(f"“{joins.name}” has no column “{name}”.", kept="Nothing was changed.")


def reverse(dataset: Dataset, relationship: Relationship) -> Relationship:
    """A relationship of `dataset` as the other data set declares it."""
    return Relationship(
        dataset.name,
        dataset.id,
        REVERSED.get(relationship.kind, relationship.kind),
        relationship.to_column,
        relationship.from_column,
        relationship.through,
        relationship.through_to,
        relationship.through_from,
    )


def _share(proposal: Proposal) -> float:
    measured = proposal.measured
    return measured.other_coverage if proposal.relationship.kind == "one_to_many" else measured.coverage
