"""Exclusion lists and priority lists of a data set, one at a time; and what an edit would do, counted before it is saved.

What the lists mean: docs/adr/0020. They are saved by `Segments.save_lists`, which checks them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from census_desktop.domain.conditions import Group
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.membership import check_lists
from census_desktop.domain.model import Dataset, Exclusion, Operation, PriorityList, Segment, Sync, SyncStatus
from census_desktop.domain.ports import CancelToken, Catalog, Reader
from census_desktop.domain.rows import Funnel
from census_desktop.usecases.segments import Segments
from census_desktop.usecases.sources import Sources

Listed = TypeVar("Listed", bound=Exclusion | PriorityList)


@dataclass(frozen=True, slots=True)
class MirrorChange:
    """Records that a mirror keeps at its destination: with the lists as they are saved, and as they would be."""

    sync: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class TriedExclusion:
    """What an exclusion list does. `taken` of `of` records are on it, on or off; `left_before` and `left` are on no list that
    is on, as saved and as edited. `mirrors` are those that change; `others` counts the other syncs that do."""

    taken: int
    of: int
    left_before: int
    left: int
    mirrors: tuple[MirrorChange, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class TriedPriority:
    """Members of the list's segments, by id: `alone` as if it were not there, `sizes` with it."""

    alone: Mapping[str, int]
    sizes: Mapping[str, int]
    mirrors: tuple[MirrorChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ListFigures:
    """By name: how many of the data set's `of` records an exclusion list has, on or off; how often a priority list keeps a
    member of a segment out because a higher one has it."""

    of: int
    taken: Mapping[str, int]
    kept_out: Mapping[str, int]


class Lists:
    """Every method may wait on disk or on the engine: not for the GUI thread. Tokens stop a running query."""

    def __init__(self, catalog: Catalog, sources: Sources, segments: Segments) -> None:
        self._catalog = catalog
        self._sources = sources
        self._segments = segments

    # One at a time --------------------------------------------------------------------------------------------------

    def put_exclusion(self, dataset_ref: str, exclusion: Exclusion, replaces: str = "", at: int | None = None) -> Dataset:
        """Add the list, at the end or at that place, or put it where the one named `replaces` is. Raises ConfigError where it
        cannot be, and when the one that it replaces is gone."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        lists = _put(dataset, dataset.exclusions, exclusion, replaces, at)
        return self._segments.save_lists(dataset.id, exclusions=lists)

    def put_priority(self, dataset_ref: str, priority: PriorityList, replaces: str = "", at: int | None = None) -> Dataset:
        """The same of a priority list."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        lists = _put(dataset, dataset.priorities, priority, replaces, at)
        return self._segments.save_lists(dataset.id, priorities=lists)

    def drop_exclusion(self, dataset_ref: str, name: str) -> int:
        """Remove the list and give the place where it was. Raises ConfigError when it is gone."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        at = _place(dataset, dataset.exclusions, name)
        self._segments.save_lists(dataset.id, exclusions=_without(dataset.exclusions, at))
        return at

    def drop_priority(self, dataset_ref: str, name: str) -> int:
        """The same of a priority list."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        at = _place(dataset, dataset.priorities, name)
        self._segments.save_lists(dataset.id, priorities=_without(dataset.priorities, at))
        return at

    # Before it is saved ---------------------------------------------------------------------------------------------

    def try_exclusion(
        self, dataset_ref: str, exclusion: Exclusion, replaces: str = "", cancel: CancelToken | None = None
    ) -> TriedExclusion:
        """What saving it so would do. Raises ConfigError where it cannot be, SourceError when the data cannot be had."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        edited = replace(dataset, exclusions=_put(dataset, dataset.exclusions, exclusion, replaces))
        self._check(edited)
        with self._sources.open_for(dataset, cancel) as reader:
            of = _all(reader, dataset)
            taken = _taken(reader, dataset, exclusion, of)
            left_before, left, changes = self._changes(reader, dataset, edited, cancel)
        mirrors = _mirrors(changes)
        return TriedExclusion(taken, of, left_before, left, mirrors, len(changes) - len(mirrors))

    def found(self, dataset_ref: str, where: Group, cancel: CancelToken | None = None) -> Funnel:
        """Records that each line of an exclusion list's conditions finds, as `Segments.funnel`, but of the whole data set."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        return self._segments.funnel(Segment("", "", dataset.id, where), cancel, excluding=False)

    def try_priority(
        self, dataset_ref: str, priority: PriorityList, replaces: str = "", cancel: CancelToken | None = None
    ) -> TriedPriority:
        """What saving it so would do. Raises ConfigError where it cannot be (the segment in two lists, the path of a circle),
        SourceError when the data cannot be had."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        others = tuple(p for p in dataset.priorities if p.name != replaces)
        edited = replace(dataset, priorities=_put(dataset, dataset.priorities, priority, replaces))
        self._check(edited)
        members = [self._catalog.get(Segment, id_) for id_ in priority.segments]
        with self._sources.open_for(dataset, cancel) as reader:
            alone = reader.tally(replace(dataset, priorities=others), members)
            sizes = reader.tally(edited, members)
            mirrors = _mirrors(self._changes(reader, dataset, edited, cancel)[2])
        ids = priority.segments
        return TriedPriority(dict(zip(ids, alone, strict=True)), dict(zip(ids, sizes, strict=True)), mirrors)

    def figures(self, dataset_ref: str, cancel: CancelToken | None = None) -> ListFigures:
        """What each list of the data set does, as they are saved. Raises SourceError when the data cannot be had."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        kept_out = {}
        with self._sources.open_for(dataset, cancel) as reader:
            of = _all(reader, dataset)
            taken = {e.name: _taken(reader, dataset, e, of) for e in dataset.exclusions}
            for priority in dataset.priorities:
                members = [self._catalog.get(Segment, id_) for id_ in priority.segments]
                others = tuple(p for p in dataset.priorities if p is not priority)
                alone = reader.tally(replace(dataset, priorities=others), members)
                kept_out[priority.name] = sum(alone) - sum(reader.tally(dataset, members))
        return ListFigures(of, taken, kept_out)

    def _check(self, edited: Dataset) -> None:
        datasets = {d.id: d for d in self._catalog.all(Dataset)}
        check_lists(edited, {s.id: s for s in self._catalog.all(Segment)}, datasets)

    def _syncs(self, dataset: Dataset) -> list[tuple[Sync, Group | Segment]]:
        """Syncs of the data set that run, each with whom it sends."""
        segments = {s.id: s for s in self._catalog.all(Segment) if s.dataset_id == dataset.id}
        found: list[tuple[Sync, Group | Segment]] = []
        for sync in self._catalog.all(Sync):
            if sync.status is SyncStatus.DRAFT:
                continue
            if sync.source.kind == "dataset" and sync.source.id == dataset.id:
                found.append((sync, Group()))
            elif sync.source.kind == "segment" and (segment := segments.get(sync.source.id)):
                found.append((sync, replace(segment, cohort=sync.source.cohort)))
        return found

    def _changes(
        self, reader: Reader, saved: Dataset, edited: Dataset, cancel: CancelToken | None
    ) -> tuple[int, int, list[tuple[Sync, int, int]]]:
        """Records on no list, as saved and as edited, and the syncs that would send more or fewer, with both numbers."""
        syncs = self._syncs(saved)
        tests = [Group(), *(who for _, who in syncs)]
        left_before, *before = reader.tally(saved, tests)
        if cancel:
            cancel.check()
        left, *after = (left_before, *before) if edited == saved else reader.tally(edited, tests)
        return left_before, left, [(s, b, a) for (s, _), b, a in zip(syncs, before, after, strict=True) if a != b]


def _mirrors(changes: Sequence[tuple[Sync, int, int]]) -> tuple[MirrorChange, ...]:
    """Those that are mirrors, the largest change first."""
    found = (MirrorChange(s.name, before, after) for s, before, after in changes if s.operation is Operation.MIRROR)
    return tuple(sorted(found, key=lambda c: -abs(c.before - c.after)))


def _all(reader: Reader, dataset: Dataset) -> int:
    """Records of the data set, those on exclusion lists too."""
    return reader.tally(replace(dataset, exclusions=()), [Group()])[0]


def _taken(reader: Reader, dataset: Dataset, exclusion: Exclusion, of: int) -> int:
    """Records of `of` that the list has, whether it is on or off."""
    return of - reader.tally(replace(dataset, exclusions=(replace(exclusion, enabled=True),)), [Group()])[0]


def _put(dataset: Dataset, lists: Sequence[Listed], item: Listed, replaces: str, at: int | None = None) -> tuple[Listed, ...]:
    if replaces:
        at = _place(dataset, lists, replaces)
        lists = _without(lists, at)
    at = len(lists) if at is None else at
    return (*lists[:at], item, *lists[at:])


def _place(dataset: Dataset, lists: Sequence[Exclusion | PriorityList], name: str) -> int:
    for number, one in enumerate(lists):
        if one.name == name:
            return number
    raise ConfigError(
        f"“{dataset.name}” has no list “{name}” any more.",
        kept="Nothing was changed.",
        hint="It was removed or renamed elsewhere; look at the lists as they are now.",
    )


def _without(lists: Sequence[Listed], at: int) -> tuple[Listed, ...]:
    return (*lists[:at], *lists[at + 1 :])
