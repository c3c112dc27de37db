"""Segments: list, edit, count, preview, and the SQL that runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from census_desktop.domain.conditions import Group
from census_desktop.domain.model import Dataset, Segment, new_id
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Preview
from census_desktop.domain.quicksync import free_name
from census_desktop.domain.rows import ActivityRow, Funnel, Kind, SegmentCount, SegmentOrder, SegmentPage
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
        self._refuse_cycle(segment)
        known = self._catalog.find(Segment, segment.id)
        if known and (known.where, known.limit) != (segment.where, segment.limit):
            segment = replace(segment, size=None, size_of=None, size_at=None)
        self._catalog.put(segment)
        self._changes.publish(Kind.SEGMENTS)
        return self._catalog.get(Segment, segment.id)

    def _refuse_cycle(self, segment: Segment) -> None:
        from census_desktop.domain.membership import refuse_cycle

        refuse_cycle(segment, {s.id: s for s in self.all()})

    def duplicate(self, ref: str) -> Segment:
        segment = self.get(ref)
        name = free_name(f"{segment.name} copy", (s.name for s in self.all()))
        return self.save(replace(segment, id=new_id(), name=name, created_at=None, updated_at=None))

    def remove(self, segment_id: str) -> None:
        """Hide the segment; `restore` brings it back. Refused while a sync or another segment uses it."""
        self._catalog.remove(Segment, segment_id)
        self._changes.publish(Kind.SEGMENTS)

    def restore(self, segment_id: str) -> None:
        self._catalog.restore(Segment, segment_id)
        self._changes.publish(Kind.SEGMENTS)

    def count(self, segment: Segment, cancel: CancelToken | None = None, *, remember: bool = False) -> SegmentCount:
        """Count a saved or edited segment. `remember` keeps the size in the list and its history."""
        dataset = self.dataset_of(segment)
        started = self._clock.monotonic()
        with self._sources.open_for(dataset, cancel) as reader:
            count, of = reader.tally(dataset, [segment.where, Group()])
            if segment.limit:
                count = min(count, segment.limit.rows)
            engine = reader.dialect
        result = SegmentCount(count, of, self._clock.monotonic() - started, engine)
        if remember:
            self._catalog.set_size(segment.id, count, of, self._clock.now())
            self._changes.publish(Kind.SEGMENTS)
        return result

    def measure(self, dataset_ref: str, cancel: CancelToken | None = None) -> None:
        """Count every segment of a data set in one pass and remember the sizes."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        segments = [s for s in self.all() if s.dataset_id == dataset.id]
        with self._sources.open_for(dataset, cancel) as reader:
            of, *counts = reader.tally(dataset, [Group(), *(s.where for s in segments)])
        now = self._clock.now()
        with self._catalog.transaction():
            for segment, count in zip(segments, counts, strict=True):
                self._catalog.set_size(segment.id, min(count, segment.limit.rows) if segment.limit else count, of, now)
        self._changes.publish(Kind.SEGMENTS)

    def funnel(self, segment: Segment, cancel: CancelToken | None = None) -> Funnel:
        """Records left after each top-level line: with "all" line by line, with "any" each line alone.

        A line that says nothing yet (no value chosen) leaves out nobody.
        """
        dataset = self.dataset_of(segment)
        started = self._clock.monotonic()
        with self._sources.open_for(dataset, cancel) as reader:
            of, total, *left = reader.tally(dataset, [Group(), segment.where, *_lines(segment.where)])
            if segment.limit:
                total = min(total, segment.limit.rows)
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

    def activity(self, segment_id: str, limit: int = 200) -> tuple[ActivityRow, ...]:
        """What happened to the segment and its syncs, newest first."""
        return self._catalog.activity(segment_id=segment_id, limit=limit)


def _lines(where: Group) -> list[Group]:
    """The tree cut after each top-level line; with "any", each line alone."""
    items = where.items
    return [Group(where.join, items[: n + 1] if where.join == "all" else (items[n],)) for n in range(len(items))]


def masked(preview: Preview, dataset: Dataset) -> Preview:
    """The preview with values of PII columns replaced by dots."""
    hidden = {n for n, name in enumerate(preview.columns) if (c := dataset.column(name)) and c.pii}
    if not hidden:
        return preview
    rows = tuple(
        tuple("••••••" if n in hidden and value is not None else value for n, value in enumerate(row)) for row in preview.rows
    )
    return Preview(preview.columns, preview.types, rows)
