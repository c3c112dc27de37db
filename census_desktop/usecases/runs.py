"""Runs: plan without sending, review, send, and look at what happened."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, NotFoundError, PlanStale
from census_desktop.domain.model import Counts, Run, RunStatus, Segment, Sync, SyncStatus, Trigger
from census_desktop.domain.plan import ChangeKind, ChangePage, Plan, Progress, RecordIssue
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Ledger, Listener, Silent
from census_desktop.domain.rows import Kind, Overview, RunFilter
from census_desktop.engine.planfile import PlanFiles
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.lease import kept_alive
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs


class Runs:
    """Every method may wait on disk, engine or network: not for the GUI thread."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        sources: Sources,
        destinations: Destinations,
        syncs: Syncs,
        paths: WorkspacePaths,
        changes: Changes,
        clock: Clock,
    ) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._sources = sources
        self._destinations = destinations
        self._syncs = syncs
        self._paths = paths
        self._changes = changes
        self._clock = clock
        self._plans = PlanFiles(paths.plans)

    # Plan -----------------------------------------------------------------------------------------------------------

    def plan(self, sync_ref: str, cancel: CancelToken | None = None, listener: Listener | None = None) -> Plan:
        """Compute what a run would do and keep it on disk; nothing is sent. Raises SourceError, ConfigError, Cancelled."""
        sync = self._catalog.get(Sync, sync_ref)
        return self._make_plan(sync, cancel or CancelToken(), listener or Silent(), "")

    def changes(
        self,
        plan_id: str,
        kinds: Sequence[ChangeKind] = (),
        search: str = "",
        offset: int = 0,
        limit: int = 200,
        *,
        retried: bool = False,
    ) -> ChangePage:
        """A page of a plan, value by value; `search` looks in keys and values, `retried` are records that were rejected
        before. Values of PII columns are not masked here."""
        return self._plans.page(plan_id, kinds, search, offset, limit, retried)

    def pii_fields(self, sync_ref: str) -> frozenset[str]:
        """Destination fields (and the key's) whose source column is annotated PII, for masking in the window."""
        sync = self._catalog.get(Sync, sync_ref)
        dataset = self._syncs.dataset_of(sync)
        hidden = {c.name for c in dataset.columns if c.pii}
        fields = {m.field for m in sync.mappings if m.column in hidden}
        return frozenset(fields | ({sync.key.field} if sync.key.column in hidden else set()))

    def discard(self, plan_id: str) -> None:
        """Forget a plan that will not be sent."""
        self._plans.remove(plan_id)

    # Run ------------------------------------------------------------------------------------------------------------

    def run(
        self,
        sync_ref: str,
        *,
        plan_digest: str = "",
        trigger: Trigger = Trigger.MANUAL,
        cancel: CancelToken | None = None,
        listener: Listener | None = None,
    ) -> Run:
        """Run a sync to its end in this thread and return the finished run, whatever its status.

        Never raises for what a run can meet (source gone, destination down): the run is then failed and its `error` says
        what happened. Raises NotFoundError / ConfigError only for a sync that cannot be run at all (a draft), and PlanStale
        when `plan_digest` is not a plan that may still be sent.
        """
        sync = self._catalog.get(Sync, sync_ref)
        if sync.status is SyncStatus.DRAFT:
            raise ConfigError(f"“{sync.name}” is a draft and does not run.", hint="Finish and activate it first.")
        reviewed = self._reviewed(sync, plan_digest) if plan_digest else None
        created = self._ledger.create_run(sync.id, trigger, self._clock.now())
        self._changes.publish(Kind.RUNS)
        if not self._ledger.begin(created.id, _owner(), self._clock.now()):
            self._changes.publish(Kind.RUNS)
            return self._ledger.run(created.id)
        self._changes.publish(Kind.RUNS)
        with kept_alive(self._ledger, created.id, self._clock):
            return self._run(sync, created, reviewed, cancel or CancelToken(), listener or Silent())

    def _run(self, sync: Sync, run: Run, reviewed: Plan | None, cancel: CancelToken, listener: Listener) -> Run:
        from census_desktop.engine.run import send_plan

        counts, status, error = Counts(), RunStatus.COMPLETED, ""
        try:
            self._syncs.check(sync)
            plan = reviewed or self._make_plan(sync, cancel, listener, run.id)
            counts = plan.counts
            self._ledger.set_plan(run.id, plan.id, plan.digest, plan.counts)
            with self._destinations.opened(sync.connection_id) as destination:
                sent = send_plan(
                    sync=sync,
                    run=run,
                    plan=plan,
                    destination=destination,
                    ledger=self._ledger,
                    paths=self._paths,
                    clock=self._clock,
                    cancel=cancel,
                    listener=listener,
                    audience_opened=lambda audience_id: self._remember_audience(sync, audience_id),
                )
            counts, status, error = sent.counts, sent.status, sent.error
        except Cancelled:
            status, error = RunStatus.CANCELLED, "Cancelled before anything was sent."
        except CensusError as failure:
            status, error = RunStatus.FAILED, str(failure)
        except Exception as failure:
            self._ledger.finish(
                run.id, RunStatus.FAILED, counts, f"Internal error: {type(failure).__name__}", self._clock.now()
            )
            self._changes.publish(Kind.RUNS, Kind.SYNCS)
            raise
        finished = self._ledger.finish(run.id, status, counts, error, self._clock.now())
        self._plans.prune(sync.id, keep=self._ledger_plans(sync.id))
        self._changes.publish(Kind.RUNS, Kind.SYNCS, Kind.SEGMENTS)
        return finished

    def _make_plan(self, sync: Sync, cancel: CancelToken, listener: Listener, run_id: str) -> Plan:
        from census_desktop.engine.planning import make_plan

        self._recover(sync)
        dataset = self._syncs.dataset_of(sync)
        segment = self._catalog.get(Segment, sync.source.id) if sync.source.kind == "segment" else None
        with self._sources.open_for(dataset, cancel) as reader:
            return make_plan(
                sync=sync,
                dataset=dataset,
                segment=segment,
                reader=reader,
                batch_rows=self._batch_rows(sync),
                rejected_before=self._rejected_before(sync.id),
                paths=self._paths,
                clock=self._clock,
                cancel=cancel,
                progress=lambda phase, done: listener.progress(Progress(run_id, sync.id, phase, done)),
            )

    def _batch_rows(self, sync: Sync) -> int:
        """The connection's own batch size where its form has one, else the manifest's."""
        connection = self._destinations.get(sync.connection_id)
        wanted = connection.config.get("batch_size")
        return int(wanted) if wanted else self._destinations.manifest(connection.type).limits.batch_rows

    def _rejected_before(self, sync_id: str) -> tuple[str, tuple[int, ...]]:
        """(plan id, its rows) that were rejected by the last run that had a plan."""
        for run in self._ledger.runs(RunFilter(sync_id=sync_id, limit=20)):
            if run.status.is_over and (plan_id := self._ledger.plan_of(run.id)):
                return plan_id, tuple(row for row, _ in self._ledger.rejected_rows(run.id))
        return "", ()

    def _reviewed(self, sync: Sync, digest: str) -> Plan:
        plan = self._plans.find(sync.id, digest)
        if plan is None:
            raise PlanStale(f"There is no plan {digest[:12]} for “{sync.name}”.", hint="Review the changes again.")
        from census_desktop.engine.planning import refuse_stale

        self._recover(sync)
        refuse_stale(plan, sync, self._paths)
        return plan

    def _remember_audience(self, sync: Sync, audience_id: str) -> None:
        if audience_id and audience_id != sync.audience_id:
            known = self._catalog.get(Sync, sync.id)
            self._catalog.put(replace(known, audience_id=audience_id), detail="audience made")

    def _ledger_plans(self, sync_id: str) -> frozenset[str]:
        runs = self._ledger.runs(RunFilter(sync_id=sync_id, limit=20))
        return frozenset(filter(None, (self._ledger.plan_of(r.id) for r in runs)))

    # Recovery -------------------------------------------------------------------------------------------------------

    def recover(self) -> tuple[Run, ...]:
        """At start: close runs whose process died, and bring what they had acknowledged into their syncs' state."""
        abandoned = self._ledger.abandoned(self._clock.now())
        for run_id in self._ledger.unapplied():
            if sync := self._catalog.find(Sync, self._ledger.run(run_id).sync_id):
                self._apply(sync, run_id)
        if abandoned:
            self._changes.publish(Kind.RUNS, Kind.SYNCS)
        return abandoned

    def _recover(self, sync: Sync) -> None:
        waiting = self._ledger.unapplied(sync.id)
        if waiting:  # only what is closed is told how much of it had arrived
            self._ledger.abandoned(self._clock.now())
        for run_id in waiting:
            self._apply(sync, run_id)

    def _apply(self, sync: Sync, run_id: str) -> None:
        from census_desktop.engine.run import apply_acknowledged  # with DuckDB behind it: not at every start

        apply_acknowledged(sync, run_id, self._ledger, self._paths)

    # Look -----------------------------------------------------------------------------------------------------------

    def list(self, filter_: RunFilter | None = None) -> tuple[Run, ...]:
        """Runs, newest first."""
        return self._ledger.runs(filter_ or RunFilter())

    def get(self, run_id: str) -> Run:
        """A run by id, or by the beginning of an id if that is unique."""
        return self._ledger.run(run_id)

    def issues(self, run_id: str, kind: str = "rejected", offset: int = 0, limit: int = 200) -> tuple[RecordIssue, ...]:
        """Records that did not arrive in this run, with reasons: `kind` is "rejected" or "invalid"."""
        run = self._ledger.run(run_id)
        plan_id = self._ledger.plan_of(run.id)
        if not plan_id:
            return ()
        if not self._plans.exists(plan_id):
            raise NotFoundError("The records of this run are no longer kept.", hint="The last 20 runs of a sync keep theirs.")
        if kind == "invalid":
            page = self._plans.page(plan_id, (ChangeKind.INVALID,), "", offset, limit)
            return tuple(RecordIssue(run.id, kind, c.key, c.reason, c.after or {}) for c in page.changes)
        rows = self._ledger.rejected_rows(run.id, offset, limit)
        found = {c.row: c for c in self._plans.rows(plan_id, [row for row, _ in rows])}
        return tuple(RecordIssue(run.id, kind, found[r].key, why, found[r].after or {}) for r, why in rows if r in found)

    def overview(self) -> Overview:
        """Figures for the status bar."""
        return replace(self._ledger.overview(), next_run_at=self._syncs.next_run_at())


def _owner() -> str:
    """Who holds a lease: host and process."""
    import socket

    return f"{socket.gethostname()}:{os.getpid()}"
