"""Studies of segments: counted in the engine when asked for, kept in the workspace's folder, there again without the source.

What is kept are counts by value and range; of columns with personal data never a value. What was kept of a column before it was
annotated as personal is deleted as soon as its data set is looked at again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from census_desktop.domain.analysis import (
    CATEGORIES,
    MOST_SEGMENTS,
    NUMBERS,
    TIMES,
    Bar,
    Breakdown,
    Compared,
    Overlap,
    Profile,
    SizePoint,
    Studied,
    Trait,
    kind_for,
    ranked,
    traits_of,
)
from census_desktop.domain.conditions import Group, Member, own_columns, walk
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Column, Dataset, RunStatus, Segment, Source, new_id
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Ledger
from census_desktop.domain.quicksync import free_name
from census_desktop.domain.rows import RunFilter
from census_desktop.usecases.segments import Segments
from census_desktop.usecases.sources import Sources

FORM = 1
"""Of the kept files; those of another form are counted anew."""
MOST_KEPT = 400
MOST_COLUMNS = 60
MOST_VALUES = 50
"""Distinct texts up to which a column that is not enumerated says something about a segment."""
RUNS = 500


class Analysis:
    """Every method may wait on disk or on the engine: not for the GUI thread. Tokens stop a running query."""

    def __init__(
        self, catalog: Catalog, ledger: Ledger, sources: Sources, segments: Segments, folder: Path, clock: Clock
    ) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._sources = sources
        self._segments = segments
        self._folder = folder
        self._clock = clock

    # Studies --------------------------------------------------------------------------------------------------------

    def breakdown(self, segment: Segment, column: str, cancel: CancelToken | None = None) -> Studied:
        """Count the segment over a column; `found` is a Breakdown. Raises ConfigError, SourceError."""
        dataset = self._segments.dataset_of(segment)

        def study() -> Breakdown:
            with self._sources.open_for(dataset, cancel) as reader:
                return reader.breakdown(dataset, segment, column)

        return self._studied(self._breakdown_file(segment, column), [segment], study)

    def known_breakdown(self, segment: Segment, column: str) -> Studied | None:
        """What was found last, without the source; None when it never was."""
        self._sweep(self._segments.dataset_of(segment))
        return self._known(self._breakdown_file(segment, column), [segment], _breakdown)

    def overlap(self, segments: Sequence[Segment], cancel: CancelToken | None = None) -> Studied:
        """Count how segments of one data set share their members; `found` is an Overlap."""
        self._refuse(segments)
        dataset = self._segments.dataset_of(segments[0])

        def study() -> Overlap:
            with self._sources.open_for(dataset, cancel) as reader:
                return reader.overlap(dataset, segments)

        return self._studied(_overlap_file(segments), segments, study)

    def known_overlap(self, segments: Sequence[Segment]) -> Studied | None:
        return self._known(_overlap_file(segments), segments, _overlap)

    def profile(self, segment: Segment, cancel: CancelToken | None = None) -> Studied:
        """Compare the segment with its data set over every column that suits; `found` is a Profile. A query a column."""
        dataset = self._segments.dataset_of(segment)

        def study() -> Profile:
            traits: list[Trait] = []
            left_out, looked, size, of = [], 0, 0, 0
            defined = own_columns(segment.where)
            with self._sources.open_for(dataset, cancel) as reader:
                for column in _telling(dataset):
                    if cancel:
                        cancel.check()
                    found = reader.breakdown(dataset, segment, column.name)
                    size, of, looked = found.size, found.of, looked + 1
                    if _distinct(found) > MOST_VALUES and not column.enumerated:
                        left_out.append(column.name)
                    else:
                        traits += traits_of(found, defined=column.name in defined)
            return Profile(size, of, ranked(traits), looked, tuple(left_out))

        return self._studied(_profile_file(segment, dataset), [segment], study)

    def known_profile(self, segment: Segment) -> Studied | None:
        dataset = self._segments.dataset_of(segment)
        self._sweep(dataset)
        return self._known(_profile_file(segment, dataset), [segment], _profile)

    def sizes(self, segment_id: str, since: datetime | None = None) -> tuple[SizePoint, ...]:
        """Known sizes, oldest first: counts, and what completed runs of its syncs read."""
        points = [SizePoint(at, size, of) for at, size, of in self._catalog.size_history(segment_id)]
        whole = {s.id for s in self._catalog.syncs_of(segment_id=segment_id) if not s.source.cohort}
        for run in self._ledger.runs(RunFilter(segment_id=segment_id, statuses=(RunStatus.COMPLETED.value,), limit=RUNS)):
            counts, at = run.counts, run.started_at
            if at is not None and run.sync_id in whole and not run.undo_of:
                size = counts.added + counts.changed + counts.unchanged + counts.invalid
                points.append(SizePoint(at, size, by="run"))
        return tuple(sorted((p for p in points if since is None or p.at >= since), key=lambda p: p.at))

    # What there is to study -----------------------------------------------------------------------------------------

    def columns(self, dataset: Dataset) -> tuple[tuple[Column, str], ...]:
        """Columns that a segment can be broken down by, and how: enumerated ones first, the identifier not at all."""
        suited = [(c, kind_for(c.type, pii=c.pii)) for c in dataset.columns if c.name != dataset.unique_identifier]
        order = {CATEGORIES: 1, NUMBERS: 2, TIMES: 3}
        return tuple(
            sorted(((c, k) for c, k in suited if k), key=lambda pair: 0 if pair[0].enumerated else order.get(pair[1], 4))
        )

    def others(self, segment: Segment) -> tuple[Segment, ...]:
        """Segments of the same data set that it can be compared with, the largest first."""
        alike = [s for s in self._segments.all() if s.dataset_id == segment.dataset_id and s.id != segment.id]
        return tuple(sorted(alike, key=lambda s: (-(s.size or 0), s.name.casefold())))

    def is_local(self, segment: Segment) -> bool:
        """Whether its data is on this computer, so that counting costs nobody anything."""
        source = self._catalog.get(Source, self._segments.dataset_of(segment).source_id)
        return self._sources.types()[source.type].group == "files"

    def choices(self, segment_id: str) -> Mapping[str, Any]:
        """What was last looked at of the segment: {"others": [ids], "column": name, "view": name}."""
        with suppress(ValueError):
            found = json.loads(self._catalog.setting(f"analysis:{segment_id}") or "{}")
            if isinstance(found, dict):
                return found
        return {}

    def choose(self, segment_id: str, choices: Mapping[str, Any]) -> None:
        self._catalog.set_setting(f"analysis:{segment_id}", json.dumps(dict(choices)))

    def save_region(
        self, overlap: Overlap, inside: Sequence[int], outside: Sequence[int] | None = None, name: str = ""
    ) -> Segment:
        """A new segment of the records in a region (see Overlap.definition), made of memberships. Raises ConfigError."""
        first = self._segments.get(overlap.segments[0].id)
        wanted = name.strip() or overlap.region_name(inside, outside)
        named = free_name(wanted, (s.name for s in self._segments.all()))
        return self._segments.save(Segment(new_id(), named, first.dataset_id, overlap.definition(inside, outside)))

    def _refuse(self, segments: Sequence[Segment]) -> None:
        ids = [s.id for s in segments]
        if not 2 <= len(ids) <= MOST_SEGMENTS or len(set(ids)) < len(ids):
            raise ConfigError(f"Between 2 and {MOST_SEGMENTS} different segments can be compared at once.")
        if len({s.dataset_id for s in segments}) > 1:
            raise ConfigError(
                "Only segments of one data set can be compared.", hint="Their members are told apart by its unique identifier."
            )

    # What is kept ---------------------------------------------------------------------------------------------------

    def _studied(self, file: str, segments: Sequence[Segment], study: Callable[[], Any]) -> Studied:
        started = self._clock.monotonic()
        found = study()
        made = Studied(found, self._clock.now(), self._clock.monotonic() - started)
        plain = {"form": FORM, "at": made.at.isoformat(), "seconds": made.seconds, "of": self._digest(segments)}
        partial = self._folder / f".{file}.{new_id()}"
        with suppress(OSError):  # a full or closed disk costs the kept copy only
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(plain | {"found": asdict(found)}, default=_text), encoding="utf-8")
            partial.replace(self._folder / file)
        with suppress(OSError):
            partial.unlink(missing_ok=True)
            self._trim()
        return made

    def _known(self, file: str, segments: Sequence[Segment], read: Callable[[Any], Any]) -> Studied | None:
        try:
            plain = json.loads((self._folder / file).read_text(encoding="utf-8"))
            if plain["form"] != FORM:
                return None
            at, outdated = datetime.fromisoformat(plain["at"]), plain["of"] != self._digest(segments)
            return Studied(read(plain["found"]), at, float(plain["seconds"]), outdated)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _digest(self, segments: Sequence[Segment]) -> str:
        """Of the definitions that decide who is in them, those of segments that they refer to and of lists included."""
        told: dict[str, str] = {}
        waiting = list(segments)
        for dataset in {s.dataset_id: self._segments.dataset_of(s) for s in segments}.values():
            read = (dataset.table, dataset.sql, sorted(dataset.reading.items()), dataset.computed)
            told[dataset.id] = repr((read, dataset.exclusions, dataset.priorities))
            waiting += self._named(*(e.where for e in dataset.exclusions))
            ranked_ids = {id_ for p in dataset.priorities for id_ in p.segments}
            waiting += [found for id_ in sorted(ranked_ids) if (found := self._catalog.find(Segment, id_))]
        while waiting:
            s = waiting.pop()
            if s.id not in told:
                told[s.id] = repr((s.where, s.limit, s.sql, s.limit_per))
                waiting += self._named(s.where)
        return _hash(repr(sorted(told.items())))

    def _named(self, *conditions: Group) -> list[Segment]:
        """Segments whose members the conditions ask for."""
        named = {node.segment for where in conditions for node in walk(where) if isinstance(node, Member)}
        return [found for id_ in sorted(named) if (found := self._catalog.find(Segment, id_))]

    def _breakdown_file(self, segment: Segment, column: str) -> str:
        known = self._segments.dataset_of(segment).column(column)
        return f"breakdown-{'filled' if known and known.pii else 'values'}-{segment.id}-{_hash(column)}.json"

    def _sweep(self, dataset: Dataset) -> None:
        """Delete what was kept of columns that are personal now."""
        segments = [s.id for s in self._segments.all() if s.dataset_id == dataset.id]
        private = [_hash(c.name) for c in dataset.columns if c.pii]
        for file in [f"breakdown-values-{id_}-{hash_}.json" for id_ in segments for hash_ in private]:
            (self._folder / file).unlink(missing_ok=True)
        kept = _profile_mark(dataset)
        for id_ in segments:
            for path in self._folder.glob(f"profile-{id_}-*.json"):
                if not path.name.endswith(f"-{kept}.json"):
                    path.unlink(missing_ok=True)

    def _trim(self) -> None:
        """Keep the newest files."""
        found = []
        for path in self._folder.glob("*.json"):
            with suppress(OSError):
                found.append((path.stat().st_mtime_ns, path))
        for _, path in sorted(found, reverse=True)[MOST_KEPT:]:
            path.unlink(missing_ok=True)


def _telling(dataset: Dataset) -> list[Column]:
    """Columns that may tell what sets a segment apart, enumerated ones first: none that is personal or an identifier."""
    keys = {dataset.unique_identifier, dataset.email, *(r.from_column for r in dataset.relationships)}
    found = [c for c in dataset.columns if c.name not in keys and kind_for(c.type, pii=c.pii) in (CATEGORIES, NUMBERS)]
    return sorted(found, key=lambda c: not c.enumerated)[:MOST_COLUMNS]


def _distinct(breakdown: Breakdown) -> int:
    if breakdown.kind != CATEGORIES:
        return 0
    return sum(b.values for b in breakdown.bars if b.role in ("value", "rest"))


def _overlap_file(segments: Sequence[Segment]) -> str:
    return f"overlap-{_hash(' '.join(s.id for s in segments))}.json"


def _profile_file(segment: Segment, dataset: Dataset) -> str:
    return f"profile-{segment.id}-{_profile_mark(dataset)}.json"


def _profile_mark(dataset: Dataset) -> str:
    return _hash(repr(sorted(c.name for c in dataset.columns if c.pii)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text(value: Any) -> Any:
    """What JSON lacks."""
    return str(value)


def _bar(plain: Mapping[str, Any]) -> Bar:
    return Bar(**plain)


def _breakdown(plain: Mapping[str, Any]) -> Breakdown:
    return Breakdown(**{**plain, "bars": tuple(_bar(b) for b in plain["bars"])})


def _overlap(plain: Mapping[str, Any]) -> Overlap:
    counts = tuple((int(region), int(records)) for region, records in plain["counts"])
    return Overlap(tuple(Compared(**s) for s in plain["segments"]), plain["of"], counts)


def _profile(plain: Mapping[str, Any]) -> Profile:
    traits = tuple(Trait(**{**t, "bar": _bar(t["bar"])}) for t in plain["traits"])
    return Profile(**{**plain, "traits": traits, "left_out": tuple(plain["left_out"])})
