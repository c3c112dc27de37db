"""A store that opens when it is first needed, so that a window is there before the database layer is even imported."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import StoreError
from census_desktop.domain.ports import Clock, RemoteIds
from census_desktop.domain.rows import EVERY, SegmentFilter, SegmentOrder, SegmentPage
from census_desktop.paths import WorkspacePaths

if TYPE_CHECKING:
    from census_desktop.domain.model import Connection
    from census_desktop.store import Store
    from census_desktop.store.remote_ids import RemoteIdFile


class LazyStore:
    """Stands for a `Store` and its parts. Whoever needs it first opens it, others wait; never from the GUI thread.

    A failure to open is told to everybody until `open` is called again.
    """

    def __init__(self, paths: WorkspacePaths, clock: Clock) -> None:
        self._paths = paths
        self._clock = clock
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._failure: StoreError | None = None
        self._closed = False
        self._may_open = threading.Event()
        self.catalog = _LazyCatalog(self)
        self.ledger = _LazyPart(self, "ledger")

    def permit(self) -> None:
        """From now on it may be opened by whoever needs it. Does not wait."""
        self._may_open.set()

    def open(self) -> Store:
        """Open it now, also after a failure. Raises StoreError."""
        self.permit()
        with self._lock:
            self._failure = None
        return self.needed()

    def needed(self) -> Store:
        """The store, opened by the first who needs it, as soon as that is permitted. The main thread never waits for the
        permission: it is the one that gives it."""
        if threading.current_thread() is not threading.main_thread():
            self._may_open.wait()
        with self._lock:
            if self._failure:
                raise self._failure
            if self._store is None and self._closed:
                raise StoreError("The workspace is closed.", kept="Everything saved before is kept.", hint="Open it again.")
            if self._store is None:
                from census_desktop.store import open_store

                try:
                    self._store = open_store(self._paths, self._clock)
                except StoreError as error:
                    self._failure = error
                    raise
            return self._store

    @property
    def is_open(self) -> bool:
        return self._store is not None

    def give_up(self) -> None:
        """Nobody needs it any more: whoever still waits for it to open is told that it is closed."""
        self._closed = True
        self.permit()

    def close(self) -> None:
        self.give_up()
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def glance(self, search: str, order: SegmentOrder, descending: bool, offset: int, limit: int) -> SegmentPage | None:
        """The segment list before the store is open, where that is possible."""
        if self.is_open or search or offset:
            return None
        from census_desktop.glance import segment_page

        return segment_page(self._paths.store, order, descending, limit)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.needed(), name)


class LazyIds:
    """Stands for the file of the destinations' own ids (domain.keeping.IdKeeper), which opens when it is first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._file: RemoteIdFile | None = None

    def of(self, connection: Connection) -> RemoteIds:
        return self._opened().of(connection)

    def forget(self, connection_id: str) -> None:
        if self._path.exists():
            self._opened().forget(connection_id)

    def close(self) -> None:
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _opened(self) -> RemoteIdFile:
        with self._lock:
            if self._file is None:
                from census_desktop.store.remote_ids import RemoteIdFile

                self._file = RemoteIdFile(self._path)
            return self._file


class _LazyPart:
    """Stands for the catalog or the ledger."""

    def __init__(self, store: LazyStore, part: str) -> None:
        self._store = store
        self._part = part

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(self._store.needed(), self._part), name)


class _LazyCatalog(_LazyPart):
    def __init__(self, store: LazyStore) -> None:
        super().__init__(store, "catalog")

    def segment_page(
        self, search: str, order: SegmentOrder, descending: bool, offset: int, limit: int, among: SegmentFilter = EVERY
    ) -> Any:
        glanced = self._store.glance(search, order, descending, offset, limit) if among == EVERY else None
        if glanced is not None:
            return glanced
        return self._store.needed().catalog.segment_page(search, order, descending, offset, limit, among)
