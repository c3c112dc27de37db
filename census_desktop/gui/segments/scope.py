"""What a line of a definition can name: the data set it speaks of, its fields, the data sets related to it, segments of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from census_desktop.domain.conditions import Group
from census_desktop.domain.model import Dataset, Relationship, Segment
from census_desktop.gui.segments import condition_tree as tree
from census_desktop.gui.segments.condition_tree import Field, Path

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


@dataclass(frozen=True, slots=True)
class Scope:
    """The lines of one group. `dataset` is None behind a relationship that is gone."""

    dataset: Dataset | None
    fields: tuple[Field, ...] = ()

    @property
    def relationships(self) -> tuple[Relationship, ...]:
        return self.dataset.relationships if self.dataset else ()

    def field(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)


@dataclass(frozen=True)
class World:
    """What definitions of one data set can refer to. `segments` are those of that data set."""

    dataset: Dataset
    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()
    _scopes: dict[str, Scope] = field(default_factory=dict, compare=False, repr=False)

    def scope_of(self, dataset: Dataset) -> Scope:
        if dataset.id not in self._scopes:
            self._scopes[dataset.id] = Scope(dataset, tree.fields_of(dataset, self.datasets))
        return self._scopes[dataset.id]

    def scope_at(self, root: Group, path: Path) -> Scope:
        """The scope of the lines in the group at this path."""
        dataset: Dataset | None = self.dataset
        for name in tree.relationships_to(root, path):
            dataset = self.related(dataset, name) if dataset else None
        return self.scope_of(dataset) if dataset else Scope(None)

    def related(self, dataset: Dataset, relationship: str) -> Dataset | None:
        found = next((r for r in dataset.relationships if r.name == relationship), None)
        return self.datasets.get(found.dataset) if found else None

    def reachable(self, dataset: Dataset) -> tuple[tuple[Relationship, Dataset], ...]:
        """Relationships that lead to a data set of the same source, which is what an engine can join."""
        pairs = ((r, self.datasets.get(r.dataset)) for r in dataset.relationships)
        return tuple((r, d) for r, d in pairs if d is not None and d.source_id == dataset.source_id)

    def segment_name(self, id_: str) -> str:
        return next((s.name for s in self.segments if s.id == id_), "")

    def segment_id(self, name: str) -> str:
        """The id of the segment of this name; an unknown name stays, so that a line can say which is missing."""
        return next((s.id for s in self.segments if s.name == name), name)

    def name_or_id(self, id_: str) -> str:
        return self.segment_name(id_) or id_


def is_event(dataset: Dataset | None) -> bool:
    """Whether conditions on it can name events and times."""
    return dataset is not None and bool(dataset.event_name or dataset.event_time)


def read_world(app: App, dataset: Dataset) -> World:
    """In the pool: everything that a definition of this data set can name."""
    segments = tuple(s for s in app.segments.all() if s.dataset_id == dataset.id)
    return World(dataset, {d.id: d for d in app.datasets.all()}, segments)
