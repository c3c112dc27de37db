"""After a crash: runs whose process died are closed, and what they had acknowledged is taken over into their sync's state."""

from __future__ import annotations

import logging
from collections.abc import Callable

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Run, Sync
from census_desktop.domain.ports import Catalog, Clock, Ledger
from census_desktop.domain.rows import Kind
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases.changes import Changes

log = logging.getLogger(__name__)


class Recovery:
    """Every method may wait on disk."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        paths: WorkspacePaths,
        changes: Changes,
        clock: Clock,
        closed: Callable[[Run], None],
    ) -> None:
        """`closed` is told of every run that is closed here."""
        self._catalog = catalog
        self._ledger = ledger
        self._paths = paths
        self._changes = changes
        self._clock = clock
        self._closed = closed

    def recover(self) -> tuple[Run, ...]:
        """Of the whole workspace, at start; the runs that were closed."""
        abandoned = self._ledger.abandoned(self._clock.now())
        for run_id in self._ledger.unapplied():
            if sync := self._catalog.find(Sync, self._ledger.run(run_id).sync_id):
                try:
                    self._apply(sync, run_id)
                except CensusError as error:  # told when that sync is planned: no other one need wait for it
                    log.info("Run %s could not be taken over: %s", run_id, type(error).__name__)
        self._tell(abandoned)
        return abandoned

    def bring_up_to_date(self, sync: Sync) -> None:
        """Of one sync, before its state is looked at: also forgets what was acknowledged under another sync key."""
        waiting = self._ledger.unapplied(sync.id)
        # Only what is closed is told how much of it had arrived.
        abandoned = self._ledger.abandoned(self._clock.now()) if waiting else ()
        for run_id in waiting:
            self._apply(sync, run_id)
        self._tell(abandoned)
        if self._ledger.outdated(sync.id):
            from census_desktop.engine.state import SyncState

            state = SyncState(self._paths.state / sync.id)
            state.forget()
            self._ledger.forgot(sync.id, state.version)

    def _tell(self, abandoned: tuple[Run, ...]) -> None:
        if abandoned:
            self._changes.publish(Kind.RUNS, Kind.SYNCS)
        for run in abandoned:
            self._closed(self._ledger.run(run.id))

    def _apply(self, sync: Sync, run_id: str) -> None:
        from census_desktop.engine.run import apply_acknowledged  # with DuckDB behind it: not at every start

        apply_acknowledged(sync, run_id, self._ledger, self._paths)
