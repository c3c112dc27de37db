"""The composition root: opens a workspace and hands out the use cases. The window and the command line start here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from census_desktop.domain.ports import Catalog, Clock, Ledger, Secrets, SystemClock
from census_desktop.opening import LazyStore
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.runs import Runs
from census_desktop.usecases.segments import Segments
from census_desktop.usecases.sources import Datasets, Sources
from census_desktop.usecases.syncs import Syncs

if TYPE_CHECKING:
    from census_desktop.usecases.document import Document


@dataclass(frozen=True, slots=True)
class App:
    """An open workspace: the whole face of the program to its window and command line.

    Close it when done. Thread-safe; every use case may wait, so the window calls them from its pool only.
    """

    paths: WorkspacePaths
    clock: Clock
    changes: Changes
    sources: Sources
    datasets: Datasets
    segments: Segments
    destinations: Destinations
    syncs: Syncs
    runs: Runs
    catalog: Catalog
    ledger: Ledger
    secrets: Secrets
    store: LazyStore

    @property
    def name(self) -> str:
        """What the window calls this workspace."""
        return self.catalog.setting("workspace_name") or self.paths.root.name

    @property
    def document(self) -> Document:
        """The workspace as a document, out and in."""
        from census_desktop.usecases.document import Document

        return Document(self.catalog, self.sources, self.destinations, self.syncs, self.changes, self.clock, self.paths.root)

    def version(self) -> int:
        """Moves whenever any process changed the workspace; poll it to notice other processes."""
        return self.catalog.version()

    def close(self) -> None:
        self.store.close()


def open_workspace(
    root: Path,
    *,
    clock: Clock | None = None,
    secrets: Secrets | None = None,
    environ: Mapping[str, str] | None = None,
) -> App:
    """Open (or begin) the workspace in this folder. Raises StoreError with what to do when it cannot be opened."""
    app = begin_workspace(root, clock=clock, secrets=secrets, environ=environ)
    app.store.open()
    return app


def begin_workspace(
    root: Path,
    *,
    clock: Clock | None = None,
    secrets: Secrets | None = None,
    environ: Mapping[str, str] | None = None,
) -> App:
    """The same without touching the disk yet: use cases wait until somebody calls `app.store.open()`, but for the first page
    of the segment list, which is there at once."""
    from census_desktop.secrets import open_secrets

    paths = WorkspacePaths(root.expanduser().absolute())
    clock = clock or SystemClock()
    store = LazyStore(paths, clock)
    catalog, ledger = cast("Catalog", store.catalog), cast("Ledger", store.ledger)

    def connection_name(id_: str) -> str:
        from census_desktop.domain.model import Connection, Source

        found = catalog.find(Connection, id_) or catalog.find(Source, id_)
        return found.name if found else ""

    keyring = secrets or open_secrets(environ, connection_name, _hide_in_logs)
    changes = Changes()
    sources = Sources(catalog, keyring, paths.root, changes, clock)
    destinations = Destinations(catalog, keyring, paths.root, changes, clock)
    syncs = Syncs(catalog, ledger, destinations, changes, clock)
    return App(
        paths=paths,
        clock=clock,
        changes=changes,
        sources=sources,
        datasets=Datasets(catalog, sources, changes),
        segments=Segments(catalog, sources, changes, clock),
        destinations=destinations,
        syncs=syncs,
        runs=Runs(catalog, ledger, sources, destinations, syncs, paths, changes, clock),
        catalog=catalog,
        ledger=ledger,
        secrets=keyring,
        store=store,
    )


def _hide_in_logs(values: Iterable[str]) -> None:
    from census_desktop.domain.redaction import log_redaction

    log_redaction.remember(values)
