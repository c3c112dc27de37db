"""Segments: list, edit, count, preview, and the SQL that runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from census_desktop.domain.cohorts import check_cohort
from census_desktop.domain.conditions import Group
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.membership import check_lists, refuse_cycle, who
from census_desktop.domain.model import Dataset, Exclusion, PriorityList, Segment, new_id
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Preview
from census_desktop.domain.quicksync import free_name
from census_desktop.domain.rows import ActivityRow, Funnel, Kind, Past, SegmentCount, SegmentOrder, SegmentPage
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.sources import Sources


class Segments:
    """Every method may wait on disk or on the engine: not for the GUI thread. Tokens stop a running query."""

    def __init__(self, catalog: Catalog, sources: Sources, changes: Changes, clock: Clock) -> None:
        self._catalog = catalog
        self._sources = sources
        self._changes = changes
        self._clock = clock

    def page(
        self,
        search: str = "",
        order: SegmentOrder = SegmentOrder.NAME,
        descending: bool = False,
        offset: int = 0,
        limit: int = 200,
    ) -> SegmentPage:
        """A page of the segment list; `total` counts all that match the search."""
        return self._catalog.segment_page(search, order, descending, offset, limit)

    def all(self) -> tuple[Segment, ...]:
        return self._catalog.all(Segment)

    def get(self, ref: str) -> Segment:
        return self._catalog.get(Segment, ref)

    def dataset_of(self, segment: Segment) -> Dataset:
        return self._catalog.get(Dataset, segment.dataset_id)

    def new(self, dataset_id: str, name: str = "New segment") -> Segment:
        """An unsaved segment of the data set with a free name; an empty definition is everyone."""
        return Segment(new_id(), free_name(name, (s.name for s in self.all())), dataset_id)

    def save(self, segment: Segment) -> Segment:
        """Insert or update, checked for cycles. A changed definition forgets the cached size."""
        segment = replace(segment, cohort="")
        refuse_cycle(segment, {s.id: s for s in self.all()}, self._datasets())
        known = self._catalog.find(Segment, segment.id)
        if known and who(known) != who(segment):
            segment = replace(segment, size=None, size_of=None, size_at=None)
        self._catalog.put(segment)
        self._changes.publish(Kind.SEGMENTS)
        return self._catalog.get(Segment, segment.id)

    def _datasets(self) -> dict[str, Dataset]:
        return {d.id: d for d in self._catalog.all(Dataset)}

    def save_lists(
        self,
        dataset_ref: str,
        exclusions: Sequence[Exclusion] | None = None,
        priorities: Sequence[PriorityList] | None = None,
    ) -> Dataset:
        """Replace the exclusion lists, the priority lists or both of a data set. Raises ConfigError where they cannot be:
        a segment in two priority lists, one of another data set, a circle (named by its path)."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        if exclusions is not None:
            dataset = replace(dataset, exclusions=tuple(exclusions))
        if priorities is not None:
            dataset = replace(dataset, priorities=tuple(priorities))
        check_lists(dataset, {s.id: s for s in self.all()}, self._datasets())
        self._catalog.put(dataset)
        self._changes.publish(Kind.DATASETS, Kind.SEGMENTS)
        return dataset

    def in_cohort(self, ref: str, cohort: str) -> Segment:
        """The segment narrowed to one of its cohorts, for counts and previews; with "" the whole of it."""
        segment = self.get(ref)
        if cohort:
            check_cohort(segment, cohort)
        return replace(segment, cohort=cohort)

    def duplicate(self, ref: str, name: str = "") -> Segment:
        """A copy with a free name unless `name` is given. Its cohorts are drawn anew: another id splits otherwise."""
        segment = self.get(ref)
        name = name or free_name(f"{segment.name} copy", (s.name for s in self.all()))
        return self.save(replace(segment, id=new_id(), name=name, created_at=None, updated_at=None))

    def remove(self, segment_id: str) -> None:
        """Hide the segment; `restore` brings it back. Refused while a sync or another segment uses it."""
        self._catalog.remove(Segment, segment_id)
        self._changes.publish(Kind.SEGMENTS)

    def restore(self, segment_id: str) -> None:
        self._catalog.restore(Segment, segment_id)
        self._changes.publish(Kind.SEGMENTS)

    def count(self, segment: Segment, cancel: CancelToken | None = None, *, remember: bool = False) -> SegmentCount:
        """Count a saved or edited segment. `of` are the records of the data set that no exclusion list has. `remember` keeps
        the size, of a whole segment, in the list and its history."""
        dataset = self.dataset_of(segment)
        started = self._clock.monotonic()
        with self._sources.open_for(dataset, cancel) as reader:
            count, of = reader.tally(dataset, [segment, Group()])
            engine = reader.dialect
        result = SegmentCount(count, of, self._clock.monotonic() - started, engine)
        if remember and not segment.cohort:
            self._catalog.set_size(segment.id, count, of, self._clock.now())
            self._changes.publish(Kind.SEGMENTS)
        return result

    def measure(self, dataset_ref: str, cancel: CancelToken | None = None) -> None:
        """Count every segment of a data set in one pass and remember the sizes."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        segments = [s for s in self.all() if s.dataset_id == dataset.id]
        with self._sources.open_for(dataset, cancel) as reader:
            of, *counts = reader.tally(dataset, [Group(), *segments])
        now = self._clock.now()
        with self._catalog.transaction():
            for segment, count in zip(segments, counts, strict=True):
                self._catalog.set_size(segment.id, count, of, now)
        self._changes.publish(Kind.SEGMENTS)

    def funnel(self, segment: Segment, cancel: CancelToken | None = None, *, excluding: bool = True) -> Funnel:
        """Records left after each top-level line: with "all" line by line, with "any" each line alone. Exclusion lists and
        the segment's own SQL come before the lines; its place in a priority list and its limits after them, in the total.

        A line that says nothing yet (no value chosen) leaves out nobody. Not `excluding`: as if there were no exclusion list.
        """
        dataset = self.dataset_of(segment)
        if not excluding:
            dataset = replace(dataset, exclusions=())
        started = self._clock.monotonic()
        with self._sources.open_for(dataset, cancel) as reader:
            of, total, *left = reader.tally(dataset, [Group(), segment, *_lines(segment)])
        return Funnel(tuple(left), total, of, self._clock.monotonic() - started)

    def preview(
        self, segment: Segment, rows: int = 25, offset: int = 0, cancel: CancelToken | None = None, *, reveal: bool = False
    ) -> Preview:
        """Rows of a saved or edited segment; columns annotated as PII are masked unless `reveal`."""
        dataset = self.dataset_of(segment)
        with self._sources.open_for(dataset, cancel) as reader:
            preview = reader.preview(dataset, segment, rows, offset)
        return preview if reveal else masked(preview, dataset)

    def sql(self, segment: Segment) -> tuple[str, str]:
        """(dialect, SQL) that runs for this segment."""
        dataset = self.dataset_of(segment)
        with self._sources.open_for(dataset) as reader:
            return reader.dialect, reader.sql(dataset, segment)

    def sizes(self, segment_id: str) -> tuple[tuple[datetime, int], ...]:
        """Known sizes over time, oldest first, for the sparkline."""
        return self._catalog.sizes(segment_id)

    def sizes_since(self, segment_ids: Sequence[str], since: datetime) -> Mapping[str, tuple[tuple[datetime, int], ...]]:
        """Known sizes of several segments from then on, oldest first."""
        return self._catalog.sizes_since(segment_ids, since)

    def history(self, segment_id: str, limit: int = 200) -> tuple[Past[Segment], ...]:
        """Changes of the segment, newest first, each with what it replaced."""
        return self._catalog.history(Segment, segment_id, limit)

    def go_back(self, segment_id: str, past: int) -> Segment:
        """Bring back the definition that a change (its number in the history) replaced; the name stays, and so do folder and
        tags. Raises ConfigError for a change that replaced nothing, and where the definition would now close a circle."""
        segment = self.get(segment_id)
        before = next((p.before for p in self.history(segment.id, limit=10_000) if p.id == past), None)
        if before is None:
            raise ConfigError(
                f"There is nothing before that change of “{segment.name}”.",
                kept="The segment is as it was.",
                hint="Choose a line of its history that says edited.",
            )
        return self.save(replace(before, name=segment.name, folder=segment.folder, tags=segment.tags))

    def activity(self, segment_id: str, limit: int = 200) -> tuple[ActivityRow, ...]:
        """What happened to the segment and its syncs, newest first."""
        return self._catalog.activity(segment_id=segment_id, limit=limit)


def _lines(segment: Segment) -> list[Segment]:
    """The segment cut after each top-level line; with "any", each line alone. In no list, without limits."""
    join, items = segment.where.join, segment.where.items
    trees = [Group(join, items[: n + 1] if join == "all" else (items[n],)) for n in range(len(items))]
    return [Segment("", segment.name, segment.dataset_id, tree, sql=segment.sql) for tree in trees]


def masked(preview: Preview, dataset: Dataset) -> Preview:
    """The preview with values of PII columns replaced by dots."""
    hidden = {n for n, name in enumerate(preview.columns) if (c := dataset.column(name)) and c.pii}
    if not hidden:
        return preview
    rows = tuple(
        tuple("••••••" if n in hidden and value is not None else value for n, value in enumerate(row)) for row in preview.rows
    )
    return Preview(preview.columns, preview.types, rows)
