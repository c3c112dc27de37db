"""Runs that wait for the network: which failures mean that, what is kept of them, and when they go on.

The run's row says that it waits, so that a restart loses nothing; a mark of its sync holds the plan that a person had
reviewed and since when it waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from census_desktop.domain.errors import ConfigError, PlanStale
from census_desktop.domain.model import Connection, Run, RunStatus, Sync, Trigger
from census_desktop.domain.plan import Plan
from census_desktop.domain.ports import Catalog, Clock, Ledger
from census_desktop.domain.reach import Unreached
from census_desktop.domain.rows import RunFilter
from census_desktop.usecases.around import Around
from census_desktop.usecases.plans import Plans

MARK = "network"
"""The mark of a sync whose run waits: since when, and the digest of the plan that was reviewed, "" without one."""
AGAIN_AFTER = timedelta(minutes=2)
"""Until what waits is tried again where nobody told that the network came back."""
AT_MOST = timedelta(hours=1)
"""How long a run waits while the system says that there is a network: then the fault is somewhere else, and it failed."""
WAITS = "It waits for the network and goes on by itself."
TAKEN_OVER = "A later run took its place."
STOPPED = "It was taken out of the line while it waited for the network."


@dataclass(frozen=True, slots=True)
class WaitingRun:
    """A run that waits, since when, and where it would go."""

    sync: Sync
    run: Run
    since: datetime
    destination: str


class Waiting:
    """Every method may wait on disk."""

    def __init__(self, catalog: Catalog, ledger: Ledger, plans: Plans, around: Around, clock: Clock) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._plans = plans
        self._around = around
        self._clock = clock

    def begins(self, sync: Sync, given: Plan | None, how: Unreached | None) -> bool:
        """Whether a run that ended so waits; that is remembered then. A person who takes something back or has somebody
        forgotten is there to see that it did not work."""
        if how is None or (given and (given.undo_of or given.forgets)):
            return False
        offline, now = self._around.now().offline, self._clock.now()
        known = self._catalog.marks(MARK).get((sync.id, MARK))
        if not offline and (how is not Unreached.NETWORK or (known and now - known[1] > AT_MOST)):
            return False
        digest = given.digest if given else known[0] if known else ""
        self._catalog.set_mark(sync.id, MARK, digest, known[1] if known else now)
        return True

    def reviewed(self, sync: Sync) -> Plan | None:
        """The plan that a person had reviewed before it had to wait, if it may be sent as it is; else one is made anew."""
        known = self._catalog.marks(MARK).get((sync.id, MARK))
        if known is None or not known[0]:
            return None
        try:
            return self._plans.to_send(sync, known[0])
        except PlanStale:
            self._catalog.set_mark(sync.id, MARK, "", known[1])
            return None

    def ended(self, run: Run) -> None:
        """A run of the sync is over: earlier ones of it wait no more, and neither does it if it did not begin to."""
        self._ledger.end_waiting(run.sync_id, TAKEN_OVER, but=run.id)
        if run.status is not RunStatus.WAITING:
            self._catalog.drop_mark(run.sync_id, MARK)

    def stop(self, run_id: str) -> Run:
        """Wait no more: what was acknowledged stays so, and the sync goes on by its schedule."""
        run = self._ledger.run(run_id)
        if run.status is not RunStatus.WAITING:
            raise ConfigError(f"The run {run.id[:8]} does not wait for the network.", kept="Nothing was changed.")
        self._ledger.end_waiting(run.sync_id, STOPPED)
        self._catalog.drop_mark(run.sync_id, MARK)
        return self._ledger.run(run.id)

    def all(self) -> tuple[WaitingRun, ...]:
        """Oldest first."""
        rows = reversed(self._ledger.runs(RunFilter(statuses=(RunStatus.WAITING.value,))))
        marks, found = self._catalog.marks(MARK), {}
        for run in rows:
            sync = self._catalog.find(Sync, run.sync_id)
            if sync is None:
                continue
            since = marks.get((sync.id, MARK), ("", run.finished_at or self._clock.now()))[1]
            connection = self._catalog.find(Connection, sync.connection_id)
            found[sync.id] = WaitingRun(sync, run, since, connection.name if connection else "")
        return tuple(found.values())

    def next_try(self, run: Run) -> datetime | None:
        """When it goes on; None until the network is back."""
        if self._around.now().offline:
            return None
        now, ended = self._clock.now(), run.finished_at or run.created_at
        if ended is None or ended > now or (self._around.back_at and self._around.back_at >= ended):
            return now
        return ended + AGAIN_AFTER

    @staticmethod
    def is_by_itself(run: Run) -> bool:
        return run.trigger.is_by_itself and run.trigger is not Trigger.UNDO
