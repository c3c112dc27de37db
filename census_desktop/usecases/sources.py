"""Sources and data sets: add, test, read their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField
from census_desktop.domain.model import Dataset, Segment, Source
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Reader, Secrets
from census_desktop.domain.rows import Kind
from census_desktop.usecases.changes import Changes


class Sources:
    """Sources of the workspace, and the only way to open one."""

    def __init__(self, catalog: Catalog, secrets: Secrets, folder: Path, changes: Changes, clock: Clock) -> None:
        self._catalog = catalog
        self._secrets = secrets
        self._folder = folder
        self._changes = changes
        self._clock = clock

    def types(self) -> dict[str, tuple[ConfigField, ...]]:
        """Source types that this version can open, with the fields of their forms."""
        from census_desktop.sources import SOURCE_TYPES

        return dict(SOURCE_TYPES)

    def all(self) -> tuple[Source, ...]:
        return self._catalog.all(Source)

    def get(self, ref: str) -> Source:
        return self._catalog.get(Source, ref)

    def save(self, source: Source, secrets: Mapping[str, str] | None = None) -> None:
        """Insert or update; `secrets` go to the keyring first, so that a failing keyring leaves nothing half done."""
        if source.type not in self.types():
            raise ConfigError(
                f"“{source.type}” is not a source type of this version.", hint=f"Known types: {', '.join(self.types())}."
            )
        if secrets:
            self._secrets.set(source.id, secrets)
        self._catalog.put(source)
        self._changes.publish(Kind.SOURCES)

    def test(self, ref: str, cancel: CancelToken | None = None) -> tuple[str, ...]:
        """Open the source and name the tables that can be data sets. Raises SourceError."""
        with self._open(self.get(ref), cancel) as reader:
            return tuple(reader.tables())

    def remove(self, source_id: str) -> None:
        self._catalog.remove(Source, source_id)
        self._changes.publish(Kind.SOURCES)

    @contextmanager
    def reading(self, source: Source, among: Mapping[str, Dataset]) -> Iterator[Reader]:
        """The reader of a source that may be unsaved; `among` are unsaved data sets, by id, that may refer to one another."""

        def lookup(kind: str, ref: str) -> Any:
            return among[ref] if kind == "dataset" and ref in among else self._lookup(kind, ref)

        with self._open(source, None, lookup) as reader:
            yield reader

    @contextmanager
    def _open(
        self, source: Source, cancel: CancelToken | None, lookup: Callable[[str, str], Any] | None = None
    ) -> Iterator[Any]:
        from census_desktop.sources import open_source

        reader = open_source(source, self._secrets, self._folder, lookup or self._lookup, self._clock)
        forget = cancel.on_cancel(reader.cancel) if cancel else (lambda: None)
        try:
            if cancel:
                cancel.check()
            yield reader
        finally:
            forget()
            reader.close()

    @contextmanager
    def open_for(self, dataset: Dataset, cancel: CancelToken | None = None) -> Iterator[Reader]:
        """The reader of a data set's source, cancelled by the token and closed at the end."""
        with self._open(self._catalog.get(Source, dataset.source_id), cancel) as reader:
            yield reader

    def _lookup(self, kind: str, ref: str) -> Any:
        """What a compiled condition refers to: another segment, or a related data set, by id."""
        return self._catalog.get(Segment, ref) if kind == "segment" else self._catalog.get(Dataset, ref)


class Datasets:
    """Data sets: tables, files and queries that segments are built on."""

    def __init__(self, catalog: Catalog, sources: Sources, changes: Changes) -> None:
        self._catalog = catalog
        self._sources = sources
        self._changes = changes

    def all(self) -> tuple[Dataset, ...]:
        return self._catalog.all(Dataset)

    def get(self, ref: str) -> Dataset:
        return self._catalog.get(Dataset, ref)

    def save(self, dataset: Dataset) -> None:
        self._catalog.put(dataset)
        self._changes.publish(Kind.DATASETS)

    def refresh(self, ref: str, cancel: CancelToken | None = None) -> Dataset:
        """Read the columns anew, keeping annotations, and save them. Raises SourceError when the data is gone."""
        dataset = self.get(ref)
        fresh = self.described(dataset, cancel)
        if fresh != dataset:
            self.save(fresh)
        return fresh

    def described(self, dataset: Dataset, cancel: CancelToken | None = None) -> Dataset:
        """The data set with its columns as they are now; nothing is saved."""
        with self._sources.open_for(dataset, cancel) as reader:
            return reader.describe(dataset)

    def remove(self, dataset_id: str) -> None:
        self._catalog.remove(Dataset, dataset_id)
        self._changes.publish(Kind.DATASETS)

    def restore(self, dataset_id: str) -> None:
        self._catalog.restore(Dataset, dataset_id)
        self._changes.publish(Kind.DATASETS)
