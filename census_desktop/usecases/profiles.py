"""Profiles of data sets and values of columns for pickers: asked of the engine once, then kept in the workspace's cache.

What is kept belongs to one definition of the data set; another table, query or computed column makes it void. A column
that was marked as personal data since loses its values there with the next look.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from census_desktop.domain.errors import ConfigError, SourceError
from census_desktop.domain.model import Dataset
from census_desktop.domain.personal import personal_columns
from census_desktop.domain.ports import CancelToken, Catalog, Clock
from census_desktop.domain.profile import COUNTED, MOST_VALUES, Profile, from_plain, to_plain, without_values
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases.sources import Sources

FRESH = timedelta(days=1)
"""How long values of a column are offered before the engine is asked again."""
_IN_MEMORY = 8
"""Columns whose values stay in memory, so that a picker's search reads no file."""

T = TypeVar("T")
Values = tuple[tuple[Any, int], ...]


@dataclass(frozen=True, slots=True)
class KnownValues:
    """(value, records) of a column, the most frequent first, as they were `at` a time. Not `complete`: there are more."""

    values: Values
    at: datetime
    complete: bool = True


class Profiles:
    """Every method may wait on disk or on the engine: not for the GUI thread. Tokens stop a running query."""

    def __init__(self, catalog: Catalog, sources: Sources, paths: WorkspacePaths, clock: Clock) -> None:
        self._catalog = catalog
        self._sources = sources
        self._folder = paths.cache
        self._clock = clock
        self._recent: OrderedDict[Path, KnownValues] = OrderedDict()
        self._lock = threading.Lock()

    # Profiles -------------------------------------------------------------------------------------------------------

    def known(self, dataset_ref: str) -> Profile | None:
        """The profile as it was last made, without asking the engine; None before that, or when the data set changed."""
        dataset = self._catalog.get(Dataset, dataset_ref)
        place = self._place(dataset)
        if (found := self._read(place, from_plain)) is None:
            return None
        shown = without_values(found, self._personal(dataset))
        if shown != found:
            self._write(place, to_plain(shown))
        return shown

    def make(self, dataset_ref: str, cancel: CancelToken | None = None) -> Profile:
        """Ask the engine, and keep the answer. Raises SourceError, ConfigError or Cancelled."""
        from census_desktop.sources.profiles import profile

        dataset = self._catalog.get(Dataset, dataset_ref)
        started = self._clock.monotonic()
        with self._sources.open_for(dataset, cancel) as reader:
            described = reader.describe(dataset)
            rows, columns = profile(reader, described, self._personal(described))  # type: ignore[arg-type]
        made = Profile(rows, columns, self._clock.now(), self._clock.monotonic() - started)
        self._write(self._place(dataset), to_plain(made))
        return made

    # Values ---------------------------------------------------------------------------------------------------------

    def values(
        self,
        dataset_id: str,
        column: str,
        search: str = "",
        *,
        limit: int = MOST_VALUES,
        refresh: bool = False,
        cancel: CancelToken | None = None,
    ) -> Values:
        """(value, records) of a column, the most frequent first; with `search`, those that contain it in any case.

        () for personal data, and for columns whose values cannot be told apart. Values are text, numbers, booleans, or
        dates and times as ISO 8601 text. They are those of the last day; `refresh` asks the engine anew. Where it cannot
        be reached, older ones are given; SourceError when there are none.
        """
        wanted = search.strip().casefold()
        found = self.known_values(dataset_id, column, refresh=refresh, cancel=cancel).values
        fitting = (pair for pair in found if wanted in str(pair[0]).casefold()) if wanted else iter(found)
        return tuple(pair for pair, _ in zip(fitting, range(limit), strict=False))

    def known_values(
        self, dataset_id: str, column: str, *, refresh: bool = False, cancel: CancelToken | None = None
    ) -> KnownValues:
        """As `values`, with the time at which they were read and whether they are all."""
        dataset = self._catalog.get(Dataset, dataset_id)
        known = dataset.column(column)
        place = self._place(dataset, column)
        if column in self._personal(dataset):
            self._forget(place)
            return KnownValues((), self._clock.now())
        if known is None:
            raise ConfigError(f"The data set “{dataset.name}” has no column “{column}”.", hint="Refresh its columns.")
        if known.type not in COUNTED:
            return KnownValues((), self._clock.now())
        kept = self._kept_values(place)
        if kept and not refresh and self._clock.now() - kept.at < FRESH:
            return kept
        try:
            return self._ask_values(dataset, column, place, cancel)
        except SourceError:
            if kept is None or refresh:
                raise
            return kept

    def _ask_values(self, dataset: Dataset, column: str, place: Path, cancel: CancelToken | None) -> KnownValues:
        from census_desktop.sources.profiles import values

        with self._sources.open_for(dataset, cancel) as reader:
            found = values(reader, dataset, column, MOST_VALUES + 1)  # type: ignore[arg-type]
        made = KnownValues(found[:MOST_VALUES], self._clock.now(), len(found) <= MOST_VALUES)
        plain = {"at": made.at.isoformat(), "complete": made.complete, "values": [list(pair) for pair in made.values]}
        self._write(place, plain)
        self._remember(place, made)
        return made

    def _kept_values(self, place: Path) -> KnownValues | None:
        with self._lock:
            if place in self._recent:
                self._recent.move_to_end(place)
                return self._recent[place]
        found = self._read(place, _values_from_plain)
        if found:
            self._remember(place, found)
        return found

    def _remember(self, place: Path, values: KnownValues) -> None:
        with self._lock:
            self._recent[place] = values
            self._recent.move_to_end(place)
            while len(self._recent) > _IN_MEMORY:
                self._recent.popitem(last=False)

    # The cache ------------------------------------------------------------------------------------------------------

    def forget(self, dataset_id: str) -> None:
        """Remove what is kept of a data set."""
        for path in self._folder.glob(f"{dataset_id}.*"):
            self._forget(path)

    def _forget(self, place: Path) -> None:
        with self._lock:
            self._recent.pop(place, None)
        with suppress(OSError):
            place.unlink(missing_ok=True)

    def _personal(self, dataset: Dataset) -> frozenset[str]:
        return personal_columns(dataset, lambda id_: self._catalog.get(Dataset, id_))

    def _place(self, dataset: Dataset, column: str = "") -> Path:
        """The file's name tells the definition it belongs to."""
        what = f"values-{_digest(column)}" if column else "profile"
        return self._folder / f"{dataset.id}.{what}.{_digest(_definition(dataset))}.json"

    def _read(self, place: Path, made_of: Callable[[Any], T]) -> T | None:
        """What is kept, or None where that is nothing or damaged."""
        try:
            return made_of(json.loads(place.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, place: Path, plain: dict[str, Any]) -> None:
        """Keep it in the place of what an earlier definition left. A disk that refuses costs the cache, nothing else."""
        stem = ".".join(place.name.split(".")[:2])
        partial = place.with_suffix(".partial")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for older in self._folder.glob(f"{stem}.*.json"):
                if older != place:
                    self._forget(older)
            partial.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
            partial.replace(place)


def _definition(dataset: Dataset) -> str:
    computed = [repr(c) for c in dataset.computed]
    return repr((dataset.source_id, dataset.table, dataset.sql, sorted(dataset.reading.items()), computed))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _values_from_plain(data: Any) -> KnownValues:
    values = tuple((value, int(count)) for value, count in data["values"])
    return KnownValues(values, datetime.fromisoformat(data["at"]), bool(data["complete"]))
