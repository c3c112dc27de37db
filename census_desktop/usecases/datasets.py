"""Data sets: what they are made of, who relies on their columns, how their source drifted away, what they were before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from census_desktop.domain.errors import ConfigError, NotFoundError
from census_desktop.domain.membership import check_lists
from census_desktop.domain.model import Column, Computed, Dataset, Segment, Sync
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Reader
from census_desktop.domain.rows import Kind, Past
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.profiles import Profiles
from census_desktop.usecases.sources import Sources

if TYPE_CHECKING:
    from census_desktop.domain.drift import Broken, Drift
    from census_desktop.domain.uses import Use


@dataclass(frozen=True, slots=True)
class Tried:
    """What a computed column would give: (unique identifier, value) of some records. `hidden`: the values are personal."""

    values: tuple[tuple[object, object], ...]
    type: str
    hidden: bool = False


class Datasets:
    """Data sets: tables, files and queries that segments are built on. Every method may wait on disk or on the engine."""

    def __init__(self, catalog: Catalog, sources: Sources, profiles: Profiles, changes: Changes, clock: Clock) -> None:
        self._catalog = catalog
        self._sources = sources
        self._profiles = profiles
        self._changes = changes
        self._clock = clock

    def all(self) -> tuple[Dataset, ...]:
        return self._catalog.all(Dataset)

    def get(self, ref: str) -> Dataset:
        return self._catalog.get(Dataset, ref)

    def save(self, dataset: Dataset) -> None:
        """Save it. Columns of any data set that repeat a personal one are annotated too, and what is kept of them goes."""
        with self._catalog.transaction():
            known = {d.id: d for d in self.all()}
            segments = {s.id: s for s in self._catalog.all(Segment)}
            check_lists(dataset, segments, known)
            hidden = self._put(dataset, known)
        for id_ in hidden:
            self._profiles.forget(id_)
        self._changes.publish(Kind.DATASETS)

    def _put(self, dataset: Dataset, known: Mapping[str, Dataset]) -> list[str]:
        """Ids of those in which a column has become personal."""
        from census_desktop.domain.personal import marked

        dataset_of = self._dataset_of(dataset)
        hidden = []
        for one in ({**known, dataset.id: dataset}).values():
            put = marked(one, dataset_of)
            before = known.get(one.id)
            if put != before:
                self._catalog.put(put)
            if before and {c.name for c in put.columns if c.pii} - {c.name for c in before.columns if c.pii}:
                hidden.append(one.id)
        return hidden

    def remove(self, dataset_id: str) -> None:
        self._catalog.remove(Dataset, dataset_id)
        self._profiles.forget(dataset_id)
        self._changes.publish(Kind.DATASETS)

    def restore(self, dataset_id: str) -> None:
        self._catalog.restore(Dataset, dataset_id)
        self._changes.publish(Kind.DATASETS)

    # Columns as the source has them ---------------------------------------------------------------------------------

    def refresh(self, ref: str, cancel: CancelToken | None = None) -> Dataset:
        """Read the columns anew, keeping what was said of them, and save them with what changed (see `drift`).

        What was said of a column that is gone is kept for the day it is back. Raises SourceError when the data is gone.
        """
        dataset = self.get(ref)
        fresh, drift = self._looked(dataset, cancel)
        fresh, differs = keep_columns(self._catalog, dataset, fresh, drift)
        if differs:
            self._changes.publish(Kind.DATASETS)
        return fresh

    def look(self, ref: str, cancel: CancelToken | None = None) -> tuple[Dataset, Drift]:
        """The data set as its source is now, and all that changed since somebody took note; nothing is saved."""
        return self._looked(self.get(ref), cancel)

    def _looked(self, dataset: Dataset, cancel: CancelToken | None) -> tuple[Dataset, Drift]:
        return looked(self._catalog, dataset, lambda d: self.described(d, cancel), self._clock.now())

    def drift(self, dataset_id: str) -> Drift:
        """What had changed when the columns were read last, since somebody took note."""
        return _drift(self._catalog, dataset_id)

    def note_drift(self, dataset_id: str) -> None:
        """Somebody took note: what is not broken is not told again."""
        from census_desktop.domain.drift import noted, to_plain

        self._catalog.set_setting(_setting(dataset_id), json.dumps(to_plain(noted(self.drift(dataset_id)))))
        self._changes.publish(Kind.DATASETS)

    def described(self, dataset: Dataset, cancel: CancelToken | None = None) -> Dataset:
        """The data set with its columns as they are now; nothing is saved. A computed column that does not work any more
        has no place among them."""
        from census_desktop.domain.personal import marked

        with self._sources.open_for(dataset, cancel) as reader:
            stored = reader.describe(replace(dataset, computed=()))
            columns = list(stored.columns)
            for computed in dataset.computed:
                if (column := _computed_column(reader, replace(dataset, computed=(computed,)), computed.name)) is not None:
                    columns.append(column)
        return marked(replace(dataset, columns=tuple(columns)), self._dataset_of())

    def broken(self, dataset: Dataset) -> tuple[Broken, ...]:
        """What does not fit the columns of the data set, given as it is or would be: segments and syncs of it and of data
        sets related to it, its own properties, relationships and computed columns."""
        from census_desktop.domain.drift import broken

        dataset_of = self._dataset_of(dataset)
        segments = {s.id: s for s in self._catalog.all(Segment)}

        def segment_of(id_: str) -> Segment:
            if id_ not in segments:
                raise NotFoundError("The segment is not in this workspace any more.")
            return segments[id_]

        syncs = {s.id: s for s in self._catalog.all(Sync)}
        return broken(dataset, self.uses(), segments, syncs, dataset_of, segment_of)

    def uses(self) -> tuple[Use, ...]:
        """Who relies on which columns and relationships, of the whole workspace."""
        from census_desktop.domain.uses import all_uses

        return all_uses(self.all(), self._catalog.all(Segment), self._catalog.all(Sync))

    def _dataset_of(self, *edited: Dataset) -> Callable[[str], Dataset]:
        known = {d.id: d for d in (*self.all(), *edited)}

        def of(id_: str) -> Dataset:
            if id_ not in known:
                raise NotFoundError("The data set is not in this workspace any more.")
            return known[id_]

        return of

    # Computed columns -----------------------------------------------------------------------------------------------

    def try_computed(self, dataset_ref: str, computed: Computed, rows: int = 10, cancel: CancelToken | None = None) -> Tried:
        """What the column would give, without saving it. Personal values are not read out of the engine.

        Raises ConfigError for one that does not fit, SourceError when the data cannot be had.
        """
        from census_desktop.domain.personal import personal_columns
        from census_desktop.sources.relations import try_computed

        dataset = self._with_computed(self.get(dataset_ref), computed, computed.name)
        with self._sources.open_for(dataset, cancel) as reader:
            column = reader.describe(replace(dataset, computed=(computed,))).column(computed.name)
            personal = personal_columns(dataset, self._dataset_of())
            type_ = column.type.value if column else ""
            if computed.name in personal:
                return Tried((), type_, hidden=True)
            found = try_computed(reader, dataset, computed, rows)  # type: ignore[arg-type]
        shown = ((None if dataset.unique_identifier in personal else key, value) for key, value in found)
        return Tried(tuple(shown), type_)

    def compute(self, dataset_ref: str, computed: Computed, replaces: str = "", cancel: CancelToken | None = None) -> Dataset:
        """Add a computed column, or put it in the place of another one. Tried in the engine before it is saved.

        Raises ConfigError for a name that is taken, for one that does not fit, and where `replaces` is used by its name.
        """
        from census_desktop.domain.uses import COLUMN, refuse_used

        dataset = self.get(dataset_ref)
        if replaces and replaces != computed.name:
            refuse_used(self.uses(), dataset, COLUMN, replaces)
        changed = self._with_computed(dataset, computed, replaces)
        with self._sources.open_for(changed, cancel) as reader:
            reader.describe(replace(changed, computed=(computed,)))
        return self._saved(self.described(changed, cancel), dataset)

    def uncompute(self, dataset_ref: str, name: str) -> Dataset:
        """Remove a computed column. Raises ConfigError with the names of those that use it."""
        from census_desktop.domain.uses import COLUMN, refuse_used

        dataset = self.get(dataset_ref)
        if all(c.name != name for c in dataset.computed):
            raise ConfigError(f"“{dataset.name}” has no computed column “{name}”.", kept="Nothing was changed.")
        refuse_used(self.uses(), dataset, COLUMN, name)
        columns = tuple(c for c in dataset.columns if c.name != name)
        computed = tuple(c for c in dataset.computed if c.name != name)
        return self._saved(replace(dataset, columns=columns, computed=computed), dataset)

    def _with_computed(self, dataset: Dataset, computed: Computed, replaces: str) -> Dataset:
        name = computed.name.strip()
        if not name:
            raise ConfigError("The computed column has no name.", kept="Nothing was changed.", hint="Give it one.")
        others = {c.name.casefold() for c in dataset.columns if c.name != replaces}
        if name.casefold() in others:
            raise ConfigError(
                f"“{dataset.name}” has a column “{name}” already.", kept="Nothing was changed.", hint="Choose another name."
            )
        fresh = replace(computed, name=name)
        if any(c.name == replaces for c in dataset.computed):
            return replace(dataset, computed=tuple(fresh if c.name == replaces else c for c in dataset.computed))
        return replace(dataset, computed=(*dataset.computed, fresh))

    def _saved(self, after: Dataset, before: Dataset) -> Dataset:
        """Save an edit that took its time: what was saved meanwhile stays."""
        from census_desktop.domain.personal import put_onto

        with self._catalog.transaction():
            self.save(put_onto(self.get(before.id), before, after))
        return self.get(before.id)

    # History --------------------------------------------------------------------------------------------------------

    def history(self, dataset_id: str, limit: int = 200) -> tuple[Past[Dataset], ...]:
        """Changes of the data set, newest first, each with what it replaced."""
        return self._catalog.history(Dataset, dataset_id, limit)

    def go_back(self, dataset_id: str, past: int, cancel: CancelToken | None = None) -> Dataset:
        """Bring back the definition that a change (its number in the history) replaced; its columns are read anew.

        The source stays: what was sent belongs to it. Raises ConfigError for a change that replaced nothing.
        """
        dataset = self.get(dataset_id)
        before = next((p.before for p in self.history(dataset.id, limit=10_000) if p.id == past), None)
        if before is None:
            raise ConfigError(
                f"There is nothing before that change of “{dataset.name}”.",
                kept="The data set is as it was.",
                hint="Choose a line of its history that says edited or renamed.",
            )
        described = self.described(replace(before, source_id=dataset.source_id), cancel)
        return self._saved(described, dataset)


def looked(catalog: Catalog, dataset: Dataset, describe: Callable[[Dataset], Dataset], at: datetime) -> tuple[Dataset, Drift]:
    """The data set with its columns as `describe` finds them, what was said of those that are back included, and all that
    changed since somebody took note."""
    from census_desktop.domain.drift import drift_between, merged, with_vanished

    known = _drift(catalog, dataset.id)
    fresh = describe(with_vanished(dataset, known))
    return fresh, merged(known, drift_between(dataset.columns, fresh.columns, at), fresh.columns)


def keep_columns(catalog: Catalog, dataset: Dataset, fresh: Dataset, drift: Drift, detail: str = "") -> tuple[Dataset, bool]:
    """Save what was `looked` at; gives the data set as it is now, with edits of meanwhile, and whether anything differs."""
    from census_desktop.domain.drift import to_plain
    from census_desktop.domain.personal import put_onto

    with catalog.transaction():
        known = _drift(catalog, dataset.id)
        if fresh != dataset:
            fresh = put_onto(catalog.get(Dataset, dataset.id), dataset, fresh)
            catalog.put(fresh, detail=detail)
        if drift != known:
            catalog.set_setting(_setting(dataset.id), json.dumps(to_plain(drift)))
    return fresh, fresh != dataset or drift != known


def _drift(catalog: Catalog, dataset_id: str) -> Drift:
    from census_desktop.domain.drift import Drift, from_plain

    try:
        return from_plain(json.loads(catalog.setting(_setting(dataset_id)) or "{}"))
    except (KeyError, TypeError, ValueError):
        return Drift()


def _computed_column(reader: Reader, dataset: Dataset, name: str) -> Column | None:
    try:
        return reader.describe(dataset).column(name)
    except ConfigError:
        return None


def _setting(dataset_id: str) -> str:
    return f"drift.{dataset_id}"
