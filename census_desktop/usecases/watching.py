"""What a sync reads, and whether that changed: files are watched, databases are asked now and then.

The operating system's events only say when to look; what decides is the token (sources/changes.py), so that an event that
never comes, as on network drives, costs a few seconds and nothing else.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from census_desktop.domain.conditions import Condition, Group, Member, Node, SqlCondition
from census_desktop.domain.membership import lists_version
from census_desktop.domain.model import Computed, Dataset, Segment, Source, Sync
from census_desktop.domain.ports import CancelToken, Catalog
from census_desktop.domain.reads import own_columns as columns_of
from census_desktop.usecases.sources import Sources

if TYPE_CHECKING:
    from census_desktop.sources.changes import FileSet, Token

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reads:
    """What a sync reads: files of this computer, and data sets in databases with the source of each."""

    files: tuple[FileSet, ...] = ()
    tables: tuple[tuple[Source, Dataset], ...] = ()


def datasets_read(sync: Sync, catalog: Catalog) -> tuple[Dataset, ...]:
    """Every data set that decides what the sync sends: its own, those that conditions, computed columns, limits, mappings and
    exclusion lists lead to, and for SQL of the user's own its whole source."""
    found: dict[str, Dataset] = {}
    segments: set[str] = set()
    seen: set[tuple[str, str]] = set()

    def read(id_: str) -> Dataset | None:
        if id_ not in found and (dataset := catalog.find(Dataset, id_)):
            found[id_] = dataset
            for exclusion in dataset.exclusions:
                tree(exclusion.where, dataset)
        return found.get(id_)

    def follow(dataset: Dataset, path: Iterable[str]) -> Dataset | None:
        at: Dataset | None = dataset
        for name in path:
            step = next((r for r in at.relationships if r.name == name), None) if at else None
            if step is None:
                return None
            if step.through:
                read(step.through)
            at = read(step.dataset)
        return at

    def computed(one: Computed, dataset: Dataset) -> None:
        if one.member:
            segment(one.member)
        elif near := follow(dataset, (one.related,)):
            tree(one.where, near)
            if end := follow(near, one.path):
                columns({one.column, one.lookup}, end)

    def columns(names: set[str], dataset: Dataset) -> None:
        for one in dataset.computed:
            if one.name in names and (dataset.id, one.name) not in seen:
                seen.add((dataset.id, one.name))
                computed(one, dataset)

    def tree(node: Node, dataset: Dataset) -> None:
        if isinstance(node, Group):
            for item in node.items:
                tree(item, dataset)
        elif isinstance(node, Condition):
            columns({node.column}, dataset)
        elif isinstance(node, Member):
            segment(node.segment)
        elif isinstance(node, SqlCondition):
            whole(dataset)
        elif end := follow(dataset, (node.relationship,)):
            tree(node.where, end)

    def whole(dataset: Dataset) -> None:
        found.setdefault(f"all of {dataset.source_id}", Dataset("", "", dataset.source_id, sql=" "))

    def segment(id_: str) -> Dataset | None:
        one = catalog.find(Segment, id_)
        dataset = read(one.dataset_id) if one else None
        if one and dataset and id_ not in segments:
            segments.add(id_)
            tree(one.where, dataset)
            columns({name for limit in (one.limit_per, one.limit) if limit for name in (limit.per, limit.order_by)}, dataset)
            if one.sql:
                whole(dataset)
            for list_ in dataset.priorities:
                if id_ in list_.segments:
                    for higher in list_.segments[: list_.segments.index(id_)]:
                        segment(higher)
        return dataset

    dataset = segment(sync.source.id) if sync.source.kind == "segment" else read(sync.source.id)
    if dataset:
        names = {sync.key.column} | {name for m in sync.mappings for name in columns_of(m)}
        names |= {sync.audience_column} if sync.audience_column else set()
        columns(names if not sync.sync_all else {c.name for c in dataset.computed} | names, dataset)
        for mapping in sync.mappings:
            if mapping.related and (end := follow(dataset, mapping.related)):
                columns({mapping.column}, end)
            if mapping.member:
                segment(mapping.member)
    return tuple(found.values())


class Watching:
    """Looks at what syncs read. Not shared between threads, but `wake` is called from the watcher's own."""

    def __init__(self, catalog: Catalog, sources: Sources, folder: Path, wake: Callable[[], None]) -> None:
        self._catalog = catalog
        self._sources = sources
        self._folder = folder
        self._folders = Folders(wake)

    def reads(self, sync: Sync) -> Reads:
        """What the sync reads now. Does not open a source."""
        from census_desktop.sources.changes import file_set

        files, tables = [], []
        for dataset in datasets_read(sync, self._catalog):
            source = self._catalog.find(Source, dataset.source_id)
            if source is None:
                continue
            if self._sources.is_local(source):
                files.append(file_set(source, dataset, self._folder))
            elif dataset.id:
                tables.append((source, dataset))
        return Reads(tuple(files), tuple(tables))

    def lists(self, sync: Sync) -> str:
        """What tells that an exclusion list of the sync's data set was edited: who is on one must not wait for new data."""
        segment = self._catalog.find(Segment, sync.source.id) if sync.source.kind == "segment" else None
        dataset = self._catalog.find(Dataset, segment.dataset_id if segment else sync.source.id)
        return lists_version(dataset, lambda id_: self._catalog.find(Segment, id_)) if dataset else ""

    def file_token(self, reads: Reads, known: str) -> Token | None:
        """What the files look like; None where the sync reads none."""
        from census_desktop.sources.changes import file_token

        return file_token(reads.files, known) if reads.files else None

    def table_token(self, sync: Sync, reads: Reads, cancel: CancelToken | None = None) -> Token | None:
        """Ask the databases; None where one of them has no cheap sign. Raises CensusError when one cannot be asked."""
        from census_desktop.sources.changes import Token, database_token

        values = []
        for source, dataset in reads.tables:
            own = dataset.column(sync.schedule.column) is not None
            with self._sources.open_for(dataset, cancel) as reader:
                token = database_token(reader, source, dataset, sync.schedule.column if own else "")
            if token is None:
                return None
            values.append(token.value)
        return Token(" ".join(values))

    def follow(self, reads: Iterable[Reads]) -> None:
        """Be woken by changes in the folders of these files, and of no others."""
        self._folders.follow({folder for one in reads for files in one.files for folder in files.folders})

    def close(self) -> None:
        self._folders.close()


class Folders:
    """Wakes when something happens in one of these folders, as far as the operating system tells."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._watches: dict[Path, Any] = {}
        self._observer: Any = None
        self._lock = threading.Lock()

    def follow(self, folders: set[Path]) -> None:
        """Watch these and no others. One that cannot be watched is left to the looks that come anyway."""
        with self._lock:
            if not folders and self._observer is None:
                return
            observer = self._observer or self._start()
            for folder in set(self._watches) - folders:
                self._unwatch(observer, folder)
            for folder in folders - set(self._watches):
                self._watch(observer, folder)

    def _start(self) -> Any:
        from watchdog.observers import Observer

        # It calls an event that comes while it is being stopped an error.
        logging.getLogger("watchdog").setLevel(logging.CRITICAL)
        self._observer = Observer()
        self._observer.daemon = True
        self._observer.start()
        return self._observer

    def _watch(self, observer: Any, folder: Path) -> None:
        from watchdog import events

        # Without those of opening and reading: a run that reads the file must not look like a change of it.
        kinds = [
            *(events.FileModifiedEvent, events.FileCreatedEvent, events.FileMovedEvent, events.FileDeletedEvent),
            *(events.FileClosedEvent, events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent),
        ]
        handler = events.FileSystemEventHandler()
        handler.on_any_event = self._on_event  # type: ignore[method-assign]
        try:
            self._watches[folder] = observer.schedule(handler, str(folder.resolve()), recursive=False, event_filter=kinds)
        except OSError as error:
            log.debug("A folder cannot be watched (%s); it is looked at now and then.", type(error).__name__)

    def _on_event(self, event: Any) -> None:
        """In the observer's thread. A workspace that lies beside its data writes for itself too."""
        from census_desktop.sources.changes import OUR_OWN

        if not Path(str(event.src_path)).name.startswith(OUR_OWN):
            self._wake()

    def _unwatch(self, observer: Any, folder: Path) -> None:
        try:
            observer.unschedule(self._watches.pop(folder))
        except (KeyError, OSError):  # the folder is gone, and its watch with it
            log.debug("A folder is no longer watched.")

    @property
    def watched(self) -> frozenset[Path]:
        """Folders whose changes the operating system tells."""
        return frozenset(self._watches)

    def close(self) -> None:
        with self._lock:
            if self._observer is not None:
                self._observer.stop()
                self._observer.join()
                self._observer, self._watches = None, {}


class Checks:
    """When databases are to be asked, and what they last said. Used from the thread that looks."""

    def __init__(self) -> None:
        self.said: dict[str, Token | None] = {}
        """By sync id; None: its engine has no cheap sign."""
        self.trouble: dict[str, str] = {}
        self._asked: dict[str, float] = {}
        self._under_way: set[str] = set()

    def due_in(self, sync: Sync, every: float, now: float) -> float:
        """Seconds until the sync's databases are to be asked again."""
        if sync.id in self._under_way or sync.id not in self._asked:
            return every if sync.id in self._under_way else 0.0
        return max(0.0, self._asked[sync.id] + every - now)

    def begin(self, sync_id: str, now: float) -> None:
        self._under_way.add(sync_id)
        self._asked[sync_id] = now

    def end(self, sync_id: str, token: Token | None, trouble: str) -> None:
        self._under_way.discard(sync_id)
        if trouble:
            self.trouble[sync_id] = trouble
        else:
            self.trouble.pop(sync_id, None)
            self.said[sync_id] = token

    def forget(self, keep: Collection[str]) -> None:
        for known in (self.said, self.trouble, self._asked):
            for sync_id in set(known) - set(keep):
                del known[sync_id]
