"""Taking a workspace document in: everything is read and checked before the first write, and written all or nothing."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from census_desktop.domain import document as plain
from census_desktop.domain import edits, fit
from census_desktop.domain.document import KINDS, Names, Plain, Thing
from census_desktop.domain.errors import ConfigError, DocumentError, SourceError
from census_desktop.domain.manifest import ConfigField
from census_desktop.domain.membership import check_lists, refuse_cycle, who
from census_desktop.domain.model import (
    Connection,
    Dataset,
    Operation,
    Segment,
    Source,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
    new_id,
)
from census_desktop.domain.personal import marked
from census_desktop.domain.plain import PlainError, check_keys, items, text
from census_desktop.domain.ports import Catalog, Clock, Reader
from census_desktop.domain.rows import ImportChange, Kind
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.due import check_schedule
from census_desktop.usecases.marked import Marked
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs

_WORDS = {"sources": "source", "datasets": "dataset", "segments": "segment", "destinations": "destination", "syncs": "sync"}
_PUBLISHED = {
    "sources": Kind.SOURCES,
    "datasets": Kind.DATASETS,
    "segments": Kind.SEGMENTS,
    "destinations": Kind.CONNECTIONS,
    "syncs": Kind.SYNCS,
}


def _one_form(name: str) -> str:
    """As the store keeps names: trimmed and composed (NFC), however the document's editor wrote them."""
    return unicodedata.normalize("NFC", name.strip())


class _DryRun(Exception):
    """Leaves the transaction of a dry run without keeping anything."""


class Import:
    """A document that was read and checked. Making one writes nothing; `apply` writes everything or nothing.

    `base` is the folder where relative paths start; None when that is the workspace folder, where they may stay relative.
    """

    def __init__(
        self,
        catalog: Catalog,
        sources: Sources,
        destinations: Destinations,
        syncs: Syncs,
        changes: Changes,
        clock: Clock,
        marked: Marked,
        base: Path | None,
    ) -> None:
        self._catalog = catalog
        self._sources = sources
        self._destinations = destinations
        self._syncs = syncs
        self._changes = changes
        self._clock = clock
        self._marked = marked
        self._base = base
        self._known: dict[str, dict[str, Thing]] = {
            "sources": {t.name: t for t in catalog.all(Source)},
            "datasets": {t.name: t for t in catalog.all(Dataset)},
            "segments": {t.name: t for t in catalog.all(Segment)},
            "destinations": {t.name: t for t in catalog.all(Connection)},
            "syncs": {t.name: t for t in catalog.all(Sync)},
        }
        self._ids = {kind: {name: thing.id for name, thing in known.items()} for kind, known in self._known.items()}
        self._names = Names(self._id_of, self._name_of)
        self._paths: dict[str, str] = {}
        self.things: dict[str, list[Thing]] = {kind: [] for kind in KINDS}
        self._read()
        self._check()

    # Names ----------------------------------------------------------------------------------------------------------

    def _id_of(self, kind: str, name: str) -> str:
        name = _one_form(name)
        if name in self._ids[kind]:
            return self._ids[kind][name]
        near = get_close_matches(name, self._ids[kind], n=1)
        hint = f"Did you mean “{near[0]}”?" if near else "It has to be in this document or in the workspace."
        raise ConfigError(f"there is no {_WORDS[kind]} “{name}”", hint=hint)

    def _name_of(self, kind: str, id_: str) -> str:
        return next((name for name, known in self._ids[kind].items() if known == id_), "")

    def _announce(self) -> dict[str, list[tuple[Plain, str]]]:
        """Give every named item its id, so that items may refer to one another in any order."""
        announced: dict[str, list[tuple[Plain, str]]] = {kind: [] for kind in KINDS}
        for kind in KINDS:
            seen: dict[str, str] = {}
            for number, item in enumerate(items(self._marked.data.get(kind) or [], kind)):
                path = f"{kind}[{number}]"
                if not isinstance(item, Mapping) or "name" not in item:
                    check_keys(item, path, ("name",), tuple(item) if isinstance(item, Mapping) else ())
                name = _one_form(text(item["name"], f"{path}.name"))
                if name in seen:
                    first = self._marked.line(seen[name])
                    raise PlainError(f"{path}.name", f"the {_WORDS[kind]} “{name}” stands on line {first} too")
                seen[name] = path
                self._ids[kind].setdefault(name, new_id())
                announced[kind].append((dict(item), path))
        return announced

    # Read -----------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        with self._placed(""):
            announced = self._announce()
        for kind in KINDS:
            for item, path in announced[kind]:
                with self._placed(path):
                    thing = self._thing(kind, item, path)
                    self._paths[thing.id] = path
                    self.things[kind].append(thing)
        self._describe_datasets(announced["datasets"])

    def _thing(self, kind: str, item: Plain, path: str) -> Thing:
        name = _one_form(item["name"])
        known, id_ = self._known[kind].get(name), self._ids[kind][name]
        match kind:
            case "sources":
                return self._source(item, path, cast(Source, known or Source(id_, name, "")))
            case "datasets":
                return plain.dataset_from_plain(item, path, cast(Dataset, known or Dataset(id_, name, "")), self._names)
            case "segments":
                return self._segment(item, path, cast(Segment, known or Segment(id_, name, "")))
            case "destinations":
                return self._destination(item, path, cast(Connection, known or Connection(id_, name, "")))
            case _:
                blank = Sync(id_, name, SyncSource("", ""), "", "", Operation.UPSERT, SyncKey("", ""), status=SyncStatus.ACTIVE)
                sync = plain.sync_from_plain(item, path, cast(Sync, known or blank), self._names)
                with self._placed(f"{path}.schedule"):
                    check_schedule(sync.schedule)
                if known:
                    self._refuse_fixed(cast(Sync, known), sync, path)
                    return sync
                # Quick Sync copies the newest sync, so those that arrive together keep their order.
                return replace(sync, created_at=self._clock.now() + timedelta(microseconds=len(self.things["syncs"])))

    def _refuse_fixed(self, known: Sync, sync: Sync, path: str) -> None:
        for word in edits.fixed(known, sync):
            raise PlainError(
                f"{path}.{word}",
                f"the {word} of “{known.name}” cannot change any more",
                hint="What was sent so far belongs to it. Take another name for a new sync.",
            )

    def _source(self, item: Plain, path: str, known: Source) -> Source:
        source = plain.source_from_plain(item, path, known)
        types = self._sources.types()
        if source.type not in types:
            raise PlainError(
                f"{path}.type", f"“{source.type}” is not a source type of this version", hint=f"Valid here: {', '.join(types)}."
            )
        return replace(source, config=self._config(source.config, types[source.type].config, f"{path}.config"))

    def _destination(self, item: Plain, path: str, known: Connection) -> Connection:
        connection = plain.destination_from_plain(item, path, known)
        if known.type and connection.type != known.type:
            raise PlainError(
                f"{path}.type", f"“{known.name}” is a {known.type} and stays one", hint="Take another name for the new one."
            )
        with self._placed(f"{path}.type"):
            fields = self._destinations.manifest(connection.type).config
        connection = replace(connection, config=self._config(connection.config, fields, f"{path}.config"))
        with self._placed(f"{path}.config"):
            self._destinations.check(connection)
        return connection

    def _config(self, config: Mapping[str, Any], fields: Sequence[ConfigField], path: str) -> Mapping[str, Any]:
        fit.check_config(config, fields, path)
        return absolute_paths(config, fields, self._base) if self._base else config

    def _segment(self, item: Plain, path: str, known: Segment) -> Segment:
        segment = plain.segment_from_plain(item, path, known, self._names)
        if known.dataset_id and segment.dataset_id != known.dataset_id:
            name = self._name_of("datasets", known.dataset_id)
            raise PlainError(
                f"{path}.dataset",
                f"“{known.name}” is a segment of “{name}” and stays one",
                hint="Take another name for the new one.",
            )
        if who(segment) != who(known):
            segment = replace(segment, size=None, size_of=None, size_at=None)
        return segment

    def _describe_datasets(self, announced: list[tuple[Plain, str]]) -> None:
        """Find out the columns of data sets that are new or read something else now; others need no source.

        Computed columns come second: what they refer to is checked in between, so that a wrong name has its own line.
        """
        datasets = cast(list[Dataset], self.things["datasets"])
        among = {d.id: d for d in datasets}
        numbers = [n for n, dataset in enumerate(datasets) if self._needs_reading(dataset)]
        with ExitStack() as stack:
            readers: dict[str, Reader] = {}
            for number in numbers:
                dataset, path = datasets[number], announced[number][1]
                with self._placed(path):
                    if dataset.source_id not in readers:
                        source = self._source_by_id(dataset.source_id)
                        readers[dataset.source_id] = stack.enter_context(self._sources.reading(source, among))
                    stored = readers[dataset.source_id].describe(replace(dataset, computed=()))
                    among[dataset.id] = replace(dataset, columns=stored.columns)
            for dataset, (_, path) in zip(datasets, announced, strict=True):
                with self._placed(path):
                    fit.check_relations(among[dataset.id], path, lambda id_: among.get(id_) or self._dataset_by_id(id_))
            for number in numbers:
                dataset, path = datasets[number], announced[number][1]
                with self._placed(path):
                    described = readers[dataset.source_id].describe(dataset) if dataset.computed else among[dataset.id]
                    self.things["datasets"][number] = described
        for number, dataset in enumerate(datasets):
            self.things["datasets"][number] = marked(dataset, self._dataset_by_id)
        for number, (item, path) in enumerate(announced):
            with self._placed(path):
                fit.check_dataset(cast(Dataset, self.things["datasets"][number]), item.get("columns") or (), path)

    def _needs_reading(self, dataset: Dataset) -> bool:
        known = cast("Dataset | None", self._known["datasets"].get(dataset.name))
        if known is None or not known.columns or len(dataset.columns) != len(known.columns):
            return True
        source = self._source_by_id(dataset.source_id)
        if source != self._known["sources"].get(source.name):
            return True
        said = [(d.source_id, d.table, d.sql, d.relationships, d.computed) for d in (dataset, known)]
        return said[0] != said[1]

    # Check ----------------------------------------------------------------------------------------------------------

    def _check(self) -> None:
        segments = {s.id: s for s in cast(list[Segment], [*self._known["segments"].values(), *self.things["segments"]])}
        datasets = {d.id: d for d in cast(list[Dataset], [*self._known["datasets"].values(), *self.things["datasets"]])}
        for dataset in cast(list[Dataset], self.things["datasets"]):
            path = self._paths[dataset.id]
            with self._placed(path):
                fit.check_exclusions(dataset, path, self._dataset_by_id, segments)
                check_lists(dataset, segments, datasets)
        for segment in cast(list[Segment], self.things["segments"]):
            path = self._paths[segment.id]
            with self._placed(path):
                dataset = self._dataset_by_id(segment.dataset_id)
                fit.check_segment(segment, dataset, path, self._dataset_by_id)
                fit.check_members(segment.where, dataset, f"{path}.where", segments, self._dataset_by_id)
                refuse_cycle(segment, segments, datasets)
        for sync in cast(list[Sync], self.things["syncs"]):
            path = self._paths[sync.id]
            with self._placed(path):
                source = sync.source
                dataset_id = segments[source.id].dataset_id if source.kind == "segment" else source.id
                fit.check_sync(sync, self._dataset_by_id(dataset_id), path, self._dataset_by_id, segments.__getitem__)

    def _by_id(self, kind: str, id_: str) -> Thing:
        new = next((t for t in self.things[kind] if t.id == id_), None)
        return new or next(t for t in self._known[kind].values() if t.id == id_)

    def _dataset_by_id(self, id_: str) -> Dataset:
        return cast(Dataset, self._by_id("datasets", id_))

    def _source_by_id(self, id_: str) -> Source:
        return cast(Source, self._by_id("sources", id_))

    @property
    def sources(self) -> list[Source]:
        """The sources that the document names."""
        return cast(list[Source], self.things["sources"])

    @property
    def connections(self) -> list[Connection]:
        """The destinations that the document names."""
        return cast(list[Connection], self.things["destinations"])

    def plain(self) -> Plain:
        """The things as they would stand in a document of the workspace afterwards."""
        return {
            kind: [plain.to_plain(thing, self._names) for thing in self.things[kind]] for kind in KINDS if self.things[kind]
        }

    # Write ----------------------------------------------------------------------------------------------------------

    def apply(self, dry_run: bool = False) -> tuple[ImportChange, ...]:
        """Write what is new or different, in one transaction. A dry run does the same and takes it back."""
        changes: list[ImportChange] = []
        try:
            with self._catalog.transaction():
                for kind in KINDS:
                    changes += [self._put(kind, thing) for thing in self.things[kind]]
                self._mark_repeated()
                for sync in cast(list[Sync], self.things["syncs"]):
                    if sync.status is not SyncStatus.DRAFT:
                        with self._placed(self._paths[sync.id]):
                            self._syncs.check(sync, consent=sync.status is SyncStatus.ACTIVE)
                if dry_run:
                    raise _DryRun
        except _DryRun:
            return tuple(changes)
        if touched := {c.kind for c in changes if c.action != "unchanged"}:
            self._changes.publish(*(_PUBLISHED[kind] for kind in KINDS if _WORDS[kind] in touched))
        return tuple(changes)

    def _mark_repeated(self) -> None:
        """Columns of data sets outside the document that repeat what it says is personal."""
        datasets = {d.id: d for d in self._catalog.all(Dataset)}
        for dataset in datasets.values():
            if (now := marked(dataset, datasets.__getitem__)) != dataset:
                self._catalog.put(now, detail="repeats personal data")

    def _put(self, kind: str, thing: Thing) -> ImportChange:
        known = self._known[kind].get(thing.name)
        if thing == known:
            return ImportChange(_WORDS[kind], thing.name, "unchanged")
        with self._placed(self._paths[thing.id]):
            self._catalog.put(cast(Any, thing), detail="from a document")
        if known is None:
            return ImportChange(_WORDS[kind], thing.name, "created")
        old, new = (plain.to_plain(t, self._names) for t in (known, thing))
        differ = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        return ImportChange(_WORDS[kind], thing.name, "updated", ", ".join(differ or ["columns"]))

    # Errors ---------------------------------------------------------------------------------------------------------

    @contextmanager
    def _placed(self, path: str) -> Iterator[None]:
        """Turn a refusal into one that names the line: of its own path, or else of this one."""
        try:
            yield
        except DocumentError:
            raise
        except PlainError as error:
            raise self._refusal(error.path, error.reason, error.hint) from error
        except ConfigError as error:
            raise self._refusal(path, error.message, error.hint) from error
        except SourceError as error:
            line = self._marked.line(path)
            where = f"line {line}: " if line else ""
            raise SourceError(f"{where}{path}: {error.message}", hint=error.hint, kept="Nothing was changed.") from error

    def _refusal(self, path: str, reason: str, hint: str) -> DocumentError:
        return DocumentError(f"{path}: {reason}" if path else reason, line=self._marked.line(path), hint=hint)


_FILE_URL = re.compile(r"((?:sqlite|duckdb)(?:\+\w+)?:///)(?!/|[A-Za-z]:|:memory:)(.+)")

_ANY_FILE_URL = re.compile(r"(?:sqlite|duckdb)(?:\+\w+)?:///(?!:memory:).+")


def is_place(name: str, value: Any, fields: Sequence[ConfigField]) -> bool:
    """Whether a setting names a file or folder of this computer."""
    path = any(f.name == name and f.kind == "path" for f in fields)
    return isinstance(value, str) and (path or _ANY_FILE_URL.fullmatch(value) is not None)


def absolute_paths(config: Mapping[str, Any], fields: Sequence[ConfigField], base: Path) -> Plain:
    """The settings with relative paths, and relative files in database addresses, made absolute from `base`."""
    paths = {f.name for f in fields if f.kind == "path"}

    def absolute(name: str, value: Any) -> Any:
        if not isinstance(value, str) or not value:
            return value
        if name in paths:
            return value if value.startswith("~") else os.path.normpath(base / value)
        if url := _FILE_URL.fullmatch(value):
            return f"{url[1]}{os.path.normpath(base / url[2])}"
        return value

    return {name: absolute(name, value) for name, value in config.items()}
