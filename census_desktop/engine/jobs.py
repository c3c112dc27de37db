"""Jobs that an earlier run submitted and did not see the end of: asked for, instead of sending their records again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing

from census_desktop.domain.errors import BatchRejected, JobLost
from census_desktop.domain.model import RunStatus, Sync
from census_desktop.domain.ports import BatchRecord, CancelToken, Clock, Destination, JobWriter, Ledger, Target
from census_desktop.domain.rows import RunFilter
from census_desktop.engine.diff import sends_everything
from census_desktop.engine.many_audiences import NONE_REMEMBERED, Remembered, open_writer
from census_desktop.engine.pace import Pace
from census_desktop.engine.packages import RunFacts, packages, schema
from census_desktop.engine.part_jobs import read
from census_desktop.engine.planfile import PlanFiles, PlanPage
from census_desktop.engine.run import apply_acknowledged, counted
from census_desktop.engine.shipment import Batches, Decided, Shipper, Tally, kept_if_null, only_if_empty
from census_desktop.engine.state import Outcome, SyncState
from census_desktop.paths import WorkspacePaths

RUNS_ASKED = 20
NOT_SUBMITTED = "The run ended before its part of the batch was submitted."
LOST = "The destination does not say any more what became of it."


def open_jobs(sync: Sync, ledger: Ledger) -> dict[str, list[BatchRecord]]:
    """Batches of a sync's earlier runs, by run, oldest first, that were submitted as jobs and never answered."""
    found: dict[str, list[BatchRecord]] = {}
    ended_early = (RunStatus.FAILED.value, RunStatus.CANCELLED.value)
    for run in reversed(ledger.runs(RunFilter(sync_id=sync.id, statuses=ended_early, limit=RUNS_ASKED))):
        waiting = [b for b in ledger.batches(run.id) if b.job and b.state in ("in_flight", "unknown")]
        if waiting:
            found[run.id] = waiting
    return found


def settle_jobs(
    *,
    sync: Sync,
    opened: Callable[[], AbstractContextManager[Destination]],
    ledger: Ledger,
    paths: WorkspacePaths,
    clock: Clock,
    cancel: CancelToken,
    remembered: Remembered = NONE_REMEMBERED,
) -> int:
    """Wait for the jobs of earlier runs and fold their results into the state, before anything is planned or sent.

    Returns how many batches were settled; the state has moved on if there are any. The destination is opened only where
    there are jobs. A job that it does not know any more or refuses as a whole, or whose records nobody keeps, is forgotten:
    they are planned again. Raises CensusError when the destination cannot be asked; the jobs then stay for the next time.
    """
    waiting = open_jobs(sync, ledger)
    if not waiting:
        return 0
    with opened() as destination:
        return sum(
            _OldRun(run_id, records, sync, destination, ledger, paths, clock, remembered).settle(cancel)
            for run_id, records in waiting.items()
        )


class _OldRun:
    """A run that ended with jobs unanswered."""

    def __init__(
        self,
        run_id: str,
        records: list[BatchRecord],
        sync: Sync,
        destination: Destination,
        ledger: Ledger,
        paths: WorkspacePaths,
        clock: Clock,
        remembered: Remembered,
    ) -> None:
        self._remembered = remembered
        self._run = ledger.run(run_id)
        self._records = {record.number: record for record in records}
        self._sync = sync
        self._destination = destination
        self._ledger = ledger
        self._paths = paths
        self._clock = clock
        self._plans = PlanFiles(paths.plans)
        self._plan_id = ledger.plan_of(run_id)

    def settle(self, cancel: CancelToken) -> int:
        sync = self._sync
        # What a swap that never finished had put aside is gone.
        if sends_everything(sync) or not self._plans.exists(self._plan_id):
            self._forget(*self._records.values())
            return 0
        page = self._plans.load(self._plan_id)
        if page.fields[0] != sync.key.field:  # its records have another key now, and are all sent anew
            self._forget(*self._records.values())
            return 0
        target = Target(sync.object, sync.operation, sync.key.field, sync.audience, sync.audience_id, sync.removal)
        writer = open_writer(self._destination, target, schema(page), page, self._remembered)
        try:
            if isinstance(writer, JobWriter):
                return self._ask(writer, page, cancel)
            self._forget(*self._records.values())
            return 0
        finally:
            writer.close()

    def _ask(self, writer: JobWriter, page: PlanPage, cancel: CancelToken) -> int:
        sync, run, clock = self._sync, self._run, self._clock
        batches = Batches(run.id, sync.name, page.plan.digest, kept_if_null(sync), only_if_empty(sync))
        pace = Pace(writer.limits, clock)
        shipper = Shipper(writer=writer, batches=batches, pace=pace, clock=clock, begin=cancel, stop=cancel)
        facts = RunFacts(run.id, run.started_at or clock.now(), sync.name)
        payload = self._destination.manifest.payload
        settled = 0
        begun = {number: record.rows for number, record in self._records.items()}
        with closing(packages(page, self._plans, payload, cancel, facts, begun)) as stream:
            for package in stream:
                record = self._records[package.number]
                tally = Tally(unknown=dict.fromkeys(range(record.rows), NOT_SUBMITTED))
                answered = 0
                for part in read(record.job, record.rows):
                    rows = range(part.start, part.start + part.count)
                    try:
                        reply = shipper.results(writer, part.job, batches.part(package, part.start, part.count))
                    except (JobLost, BatchRejected):
                        tally.unknown.update(dict.fromkeys(rows, LOST))
                        continue
                    for row in rows:
                        tally.unknown.pop(row, None)
                    tally.add(reply, part.start, part.count)
                    answered += 1
                if answered:
                    self._settled(record, page, tally.decided(record.first_row))
                    settled += 1
                else:
                    self._forget(record)
        return settled

    def _settled(self, record: BatchRecord, page: PlanPage, decided: Decided) -> None:
        """The state first: if this process ends between the two, the job is asked once more."""
        run_id, number = self._run.id, record.number
        outcome = Outcome(
            acknowledged=[(record.first_row, record.first_row + record.rows - 1)],
            uncertain=[],
            rejected=[row for row, _ in decided.rejected],
            unknown=[row for row, _ in decided.unknown],
            late=True,
        )
        state = SyncState(self._paths.state / self._sync.id)
        state.apply(f"{run_id}:{number}", self._plans.relation(page), outcome, self._paths.scratch)
        self._ledger.moved_on(run_id, [decided.answer(number, "acknowledged")], (), self._clock.now())
        if run_id in self._ledger.unapplied(self._sync.id):
            apply_acknowledged(self._sync, run_id, self._ledger, self._paths)
        else:
            told = counted(self._ledger.run(run_id), self._plan_id, self._ledger, self._plans)
            self._ledger.applied(run_id, state.version, state.members, told)

    def _forget(self, *records: BatchRecord) -> None:
        for record in records:
            self._ledger.submitted(record.run_id, record.number, "", self._clock.now())
            self._ledger.answered(record.run_id, record.number, "unknown", (), self._clock.now())
