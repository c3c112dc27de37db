"""The composition root: opens a workspace and hands out the use cases. The window and the command line start here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from census_desktop.domain.ports import Catalog, Clock, Ledger, Secrets, SystemClock
from census_desktop.opening import LazyIds, LazyStore
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases.alerts import Alerts
from census_desktop.usecases.around import Around
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.channels import Channels
from census_desktop.usecases.datasets import Datasets
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.inspector import Inspector
from census_desktop.usecases.profiles import Profiles
from census_desktop.usecases.records import Records
from census_desktop.usecases.runs import Runs
from census_desktop.usecases.segments import Segments
from census_desktop.usecases.signing_in import SigningIn
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs

if TYPE_CHECKING:
    from census_desktop.usecases.agent import Agent, Happened
    from census_desktop.usecases.analysis import Analysis
    from census_desktop.usecases.audiences import Audiences
    from census_desktop.usecases.backups import Backups
    from census_desktop.usecases.checkup import Checkup
    from census_desktop.usecases.diagnostics import Diagnostics
    from census_desktop.usecases.document import Document
    from census_desktop.usecases.finding import Finding
    from census_desktop.usecases.forgetting import Forgetting
    from census_desktop.usecases.lists import Lists
    from census_desktop.usecases.packing import Packing
    from census_desktop.usecases.payloads import Payloads
    from census_desktop.usecases.rehearsing import Rehearsing
    from census_desktop.usecases.relations import Relations
    from census_desktop.usecases.scheduler import Scheduler
    from census_desktop.usecases.segment_list import SegmentList
    from census_desktop.usecases.sharing import Sharing
    from census_desktop.usecases.sync_history import SyncHistory


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
    profiles: Profiles
    segments: Segments
    destinations: Destinations
    syncs: Syncs
    runs: Runs
    around: Around
    records: Records
    alerts: Alerts
    inspector: Inspector
    catalog: Catalog
    ledger: Ledger
    secrets: Secrets
    signing_in: SigningIn
    store: LazyStore
    ids: LazyIds

    @property
    def name(self) -> str:
        """What the window calls this workspace."""
        return self.catalog.setting("workspace_name") or self.paths.root.name

    @property
    def document(self) -> Document:
        """The workspace as a document, out and in."""
        from census_desktop.usecases.document import Document

        return Document(self.catalog, self.sources, self.destinations, self.syncs, self.changes, self.clock, self.paths.root)

    @property
    def sharing(self) -> Sharing:
        """The document in files: reviewed before it is taken in, linked, written back."""
        from census_desktop.usecases.sharing import Sharing

        return Sharing(self.document, self.catalog, self.changes, self.paths.root, lambda: self.store.back_up())

    @property
    def backups(self) -> Backups:
        """Backups of the workspace file. Restoring opens nothing: `begin_workspace(root).backups.restore(name)`."""
        from census_desktop.usecases.backups import Backups

        return Backups(self.paths, self.catalog, self.clock, lambda: self.store.back_up())

    @property
    def packing(self) -> Packing:
        """The whole workspace as one file, out and in."""
        from census_desktop.usecases.packing import Packing

        return Packing(self.paths, self.catalog, self.ledger, self.sources, self.destinations, self.clock)

    @property
    def sync_history(self) -> SyncHistory:
        """How syncs were set up before, and the way back."""
        from census_desktop.usecases.sync_history import SyncHistory

        return SyncHistory(self.catalog, self.syncs, self.document.item)

    @property
    def analysis(self) -> Analysis:
        """Studies of segments: breakdown, overlap, profile, size over time."""
        from census_desktop.usecases.analysis import Analysis

        return Analysis(self.catalog, self.ledger, self.sources, self.segments, self.paths.analysis, self.clock)

    @property
    def segment_list(self) -> SegmentList:
        """Folders, tags, and acts on several segments."""
        from census_desktop.usecases.segment_list import SegmentList

        return SegmentList(self.catalog, self.changes)

    @property
    def finding(self) -> Finding:
        """Anything by a part of its name."""
        from census_desktop.usecases.finding import Finding

        return Finding(self.catalog)

    @property
    def lists(self) -> Lists:
        """Exclusion lists and priority lists, and what an edit of them would do."""
        from census_desktop.usecases.lists import Lists

        return Lists(self.catalog, self.sources, self.segments)

    @property
    def audiences(self) -> Audiences:
        """Audiences at destinations: which there are, how a sync's own stands, and who is in it."""
        from census_desktop.usecases.audiences import Audiences

        return Audiences(self.catalog, self.ledger, self.destinations, self.syncs, self.runs, self.paths, self.changes)

    @property
    def forgetting(self) -> Forgetting:
        """Forgetting a person at every destination, and the certificates of it."""
        from census_desktop.usecases.forgetting import Forgetting

        return Forgetting(self.catalog, self.ledger, self.sources, self.segments, self.syncs, self.runs, self.paths, self.clock)

    @property
    def payloads(self) -> Payloads:
        """What a sync that is being set up would send."""
        from census_desktop.usecases.payloads import Payloads

        return Payloads(self.catalog, self.sources, self.syncs, self.clock)

    @property
    def rehearsing(self) -> Rehearsing:
        """What a run would meet, told without a destination."""
        from census_desktop.usecases.rehearsing import Rehearsing

        return Rehearsing(self.catalog, self.ledger, self.destinations, self.syncs, self.runs, self.paths, self.clock)

    @property
    def relations(self) -> Relations:
        """Relationships between data sets."""
        from census_desktop.usecases.relations import Relations

        return Relations(self.catalog, self.sources, self.datasets)

    @property
    def diagnostics(self) -> Diagnostics:
        """What a report of a problem needs, as a file."""
        from census_desktop.usecases.diagnostics import Diagnostics

        return Diagnostics(
            self.catalog, self.ledger, self.destinations, lambda: self.store.diagnostics(), self.paths, self.clock
        )

    @property
    def checkup(self) -> Checkup:
        """Whether everything is in order that the program stands on here."""
        from census_desktop.usecases.checkup import Checkup

        facts, fault = lambda: self.store.diagnostics(), lambda: self.store.fault()
        return Checkup(self.ledger, self.destinations, facts, fault, self.paths, self.clock)

    def scheduler(self, wake: Callable[[], None]) -> Scheduler:
        """A scheduler of one's own, to be closed. `wake` is called from another thread when a watched file changed."""
        from census_desktop.usecases.scheduler import Scheduler

        return Scheduler(
            self.catalog,
            self.ledger,
            self.syncs,
            self.sources,
            self.paths.root,
            self.clock,
            wake,
            self.runs.waiting,
            self.around,
        )

    def agent(self, tell: Callable[[Happened], None]) -> Agent:
        """What keeps the workspace fresh without a window; `tell` hears what happens."""
        from census_desktop.usecases.agent import Agent

        def keep_house() -> None:
            self.store.back_up_if_due()
            self.runs.tidy()

        title = f"Agent of “{self.name}” at {self.paths.root}"
        return Agent(title, self.scheduler, self.runs, self.syncs, self.sources, keep_house, self.alerts.look, self.clock, tell)

    def version(self) -> int:
        """Moves whenever any process changed the workspace; poll it to notice other processes."""
        return self.catalog.version()

    def close(self) -> None:
        self.alerts.close()
        self.store.close()
        self.ids.close()


def open_workspace(
    root: Path,
    *,
    clock: Clock | None = None,
    secrets: Secrets | None = None,
    environ: Mapping[str, str] | None = None,
    around: Around | None = None,
) -> App:
    """Open (or begin) the workspace in this folder. Raises StoreError with what to do when it cannot be opened."""
    app = begin_workspace(root, clock=clock, secrets=secrets, environ=environ, around=around)
    app.store.open()
    return app


def begin_workspace(
    root: Path,
    *,
    clock: Clock | None = None,
    secrets: Secrets | None = None,
    environ: Mapping[str, str] | None = None,
    around: Around | None = None,
) -> App:
    """The same without touching the disk yet: use cases wait until somebody calls `app.store.open()`, but for the first page
    of the segment list, which is there at once."""
    from census_desktop.secrets import open_secrets

    paths = WorkspacePaths(root.expanduser().absolute())
    clock = clock or SystemClock()
    store = LazyStore(paths, clock)
    catalog, ledger = cast("Catalog", store.catalog), cast("Ledger", store.ledger)

    def connection_name(id_: str) -> str:
        from census_desktop.domain.model import Connection

        found = catalog.find(Connection, id_)
        return found.name if found else sources.name_of(id_) or alerts.channels.name_of(id_)

    keyring = secrets or open_secrets(environ, connection_name, _hide_in_logs)
    changes, ids = Changes(), LazyIds(paths.remote_ids)
    sources = Sources(catalog, keyring, paths.root, changes, clock)
    destinations = Destinations(catalog, keyring, paths.root, changes, clock, ids)
    profiles = Profiles(catalog, sources, paths, clock)
    datasets = Datasets(catalog, sources, profiles, changes, clock)
    syncs = Syncs(catalog, ledger, destinations, changes, clock)
    around = around or Around(catalog, changes, clock)
    alerts = Alerts(catalog, ledger, Channels(catalog, keyring, changes, clock), changes, clock)
    return App(
        paths=paths,
        clock=clock,
        changes=changes,
        sources=sources,
        datasets=datasets,
        profiles=profiles,
        segments=Segments(catalog, sources, changes, clock),
        destinations=destinations,
        syncs=syncs,
        runs=Runs(catalog, ledger, sources, destinations, syncs, paths, changes, clock, alerts, around),
        around=around,
        alerts=alerts,
        records=Records(catalog, ledger, sources, syncs, paths),
        inspector=Inspector(ledger, paths, clock),
        catalog=catalog,
        ledger=ledger,
        secrets=keyring,
        signing_in=SigningIn(catalog, keyring, destinations, changes, clock),
        store=store,
        ids=ids,
    )


def _hide_in_logs(values: Iterable[str]) -> None:
    from census_desktop.domain.redaction import log_redaction

    log_redaction.remember(values)
