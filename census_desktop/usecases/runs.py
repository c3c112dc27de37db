"""Runs: plan without sending, review, send, take back, and look at what happened."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from census_desktop.domain import undo as undoing
from census_desktop.domain.confirming import Typed, reason_to_review, refuse_untyped, to_type
from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, NotFoundError, PlanStale
from census_desktop.domain.model import Connection, Counts, Dataset, Run, RunStatus, Sync, SyncStatus, Trigger
from census_desktop.domain.plan import ChangeKind, ChangePage, Plan, RecordIssue
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Ledger, Listener, Silent
from census_desktop.domain.reach import Unreached, how_unreached
from census_desktop.domain.reads import hidden_fields, private_fields
from census_desktop.domain.records import UndoOffer
from census_desktop.domain.rows import Kind, Overview, RunFilter
from census_desktop.domain.sync_all import effective
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases import runlog
from census_desktop.usecases.alerts import Alerts
from census_desktop.usecases.around import Around
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.inspector import forget_calls
from census_desktop.usecases.lease import kept_alive
from census_desktop.usecases.lost import LostRecords
from census_desktop.usecases.plans import Plans
from census_desktop.usecases.recovery import Recovery
from census_desktop.usecases.renewing import Renewing
from census_desktop.usecases.retention import Retention
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs
from census_desktop.usecases.unanswered import unanswered
from census_desktop.usecases.undo import Undo
from census_desktop.usecases.waiting import WAITS, Waiting

WHAT_TO_DO = "Nothing was sent. Review the changes, then send them as they are, or dismiss this run."
PAUSED = "The sync is paused, so that it does not send again what was taken back."
FORGETS = "It took away what was sent of one person, who was to be forgotten."
STILL_PAUSED = "The sync is still paused; resume it to go on by its schedule."


@dataclass(slots=True)
class _End:
    """How a run ended, as far as it is known."""

    status: RunStatus = RunStatus.COMPLETED
    counts: Counts = field(default_factory=Counts)
    error: str = ""
    held: str = ""
    note: str = ""
    failure: str = ""
    """The class of what ended it early, for the log."""
    requests: int = 0
    unreached: Unreached | None = None


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
        alerts: Alerts,
        around: Around,
    ) -> None:
        self._alerts = alerts
        self._catalog = catalog
        self._ledger = ledger
        self._destinations = destinations
        self._syncs = syncs
        self._paths = paths
        self._changes = changes
        self._clock = clock
        self._recovery = Recovery(catalog, ledger, paths, changes, clock, alerts.ended)
        self._plans = Plans(catalog, ledger, sources, destinations, syncs, self._recovery, paths, changes, clock)
        self.waiting = Waiting(catalog, ledger, self._plans, around, clock)
        self._undo = Undo(catalog, ledger, syncs, self._plans, self._recovery)
        self._renewing = Renewing(catalog, ledger)
        self._lost = LostRecords(ledger, self._plans)
        self._retention = Retention(catalog, ledger, paths, clock)

    # Plan -----------------------------------------------------------------------------------------------------------

    def plan(self, sync_ref: str, cancel: CancelToken | None = None, listener: Listener | None = None) -> Plan:
        """Compute what a run would do and keep it on disk; nothing is sent. Raises SourceError, ConfigError, Cancelled."""
        return self._plans.make(self._catalog.get(Sync, sync_ref), cancel or CancelToken(), listener or Silent())

    def plan_as_is(self, sync: Sync, cancel: CancelToken, listener: Listener) -> Plan:
        """The same of a sync as it is given, which need not be saved: for looking only."""
        return self._plans.make(sync, cancel, listener)

    def exclude(self, plan_id: str, rows: Sequence[int]) -> Plan:
        """A plan without these rows of the given one, with a digest of its own; they wait for a later run.

        Raises ConfigError for rows that are not sent and for an upload that swaps, NotFoundError for a plan not kept.
        """
        return self._plans.exclude(plan_id, rows)

    def rows_of_keys(self, plan_id: str, keys: Sequence[str]) -> dict[str, list[int]]:
        """The rows of each of these sync keys that the plan would send, for `exclude`: one, or one for each audience."""
        return self._plans.files.rows_of_keys(plan_id, keys)

    def changes(
        self,
        plan_id: str,
        kinds: Sequence[ChangeKind] = (),
        search: str = "",
        offset: int = 0,
        limit: int = 200,
        *,
        retried: bool = False,
        field: str = "",
        excluded: bool | None = None,
        audience: str = "",
        cancel: CancelToken | None = None,
    ) -> ChangePage:
        """A page of a plan; `search` looks in keys and values, `retried` are records that were rejected before, `field` those
        whose value of that field differs, `audience` those of that one. Values of PII columns are not masked here."""
        return self._plans.page(plan_id, kinds, search, offset, limit, retried, field, excluded, audience, cancel)

    def audiences(self, plan_id: str) -> tuple[str, ...]:
        """Those that a plan sends to, where a column names them."""
        return self._plans.audiences(plan_id)

    def pii_fields(self, sync_ref: str) -> frozenset[str]:
        """Destination fields (and the key's) that columns annotated PII go into, for masking in the window."""
        sync = self._catalog.get(Sync, sync_ref)
        dataset = self._syncs.dataset_of(sync)
        return private_fields(effective(sync, dataset), dataset, lambda id_: self._catalog.get(Dataset, id_))

    def hidden_fields(self, sync_ref: str, among: Iterable[str]) -> frozenset[str]:
        """`pii_fields`, and those `among` the fields of kept values that the sync does not send any more."""
        sync = self._catalog.get(Sync, sync_ref)
        dataset = self._syncs.dataset_of(sync)
        return hidden_fields(effective(sync, dataset), dataset, lambda id_: self._catalog.get(Dataset, id_), among)

    def discard(self, plan_id: str) -> None:
        """Forget a plan that will not be sent; one that a run names stays."""
        if plan_id not in self._ledger.plans():
            self._plans.files.remove(plan_id)

    # Held and undone ------------------------------------------------------------------------------------------------

    def held_plan(self, run_id: str) -> Plan | None:
        """The plan that a guard keeps from being sent, to be sent by its digest; None when it cannot be sent any more."""
        run = self._ledger.run(run_id)
        plan = self._plans.of_run(run.id) if run.held else None
        try:
            if plan:
                self._plans.refuse_stale(plan, self._catalog.get(Sync, run.sync_id))
        except (PlanStale, NotFoundError):
            return None
        return plan

    def dismiss_hold(self, run_id: str) -> Run:
        """Decide against what was held: the run is cancelled, and the sync goes on by its schedule."""
        run = self._ledger.dismiss(self._ledger.run(run_id).id, "Dismissed: these changes were not sent.")
        self._changes.publish(Kind.RUNS, Kind.SYNCS, Kind.SEGMENTS)
        return run

    def stop_waiting(self, run_id: str) -> Run:
        """Wait for the network no more: the run is cancelled, and what it had sent stays sent."""
        run = self.waiting.stop(run_id)
        self._changes.publish(Kind.RUNS, Kind.SYNCS, Kind.SEGMENTS)
        return run

    def undo_offer(self, run_id: str) -> UndoOffer:
        """Whether a run can be taken back, and what would stay as it is."""
        return self._undo.offer(self._ledger.run(run_id))

    def plan_undo(self, run_id: str, cancel: CancelToken | None = None, listener: Listener | None = None) -> Plan:
        """The inverse of a run as a plan; sending it by its digest is the undo. UndoRefused says why not."""
        return self._undo.plan(self._ledger.run(run_id), cancel or CancelToken())

    # Forget ---------------------------------------------------------------------------------------------------------

    def plan_removal(
        self, sync_ref: str, keys: Sequence[str], *, empties: bool = False, cancel: CancelToken | None = None
    ) -> Plan:
        """A plan that takes these records of a sync away from the destination, or empties their fields; sent by its digest."""
        return self._plans.removal(self._catalog.get(Sync, sync_ref), keys, empties, cancel or CancelToken())

    def forget_records(self, sync_id: str, keys: Sequence[str]) -> int:
        """Keep nothing more of records that were taken away; how many runs keep no records any more because of it."""
        gone = self._plans.forget_records(sync_id, keys)
        self._changes.publish(Kind.RUNS)
        return gone

    # Run ------------------------------------------------------------------------------------------------------------

    def run(
        self,
        sync_ref: str,
        *,
        plan_digest: str = "",
        trigger: Trigger = Trigger.MANUAL,
        cancel: CancelToken | None = None,
        listener: Listener | None = None,
        removes: int | None = None,
    ) -> Run:
        """Run a sync to its end in this thread and return the finished run, whatever its status.

        Never raises for what a run can meet (source gone, destination down): the run is then failed and its `error` says
        what happened. What a guard holds is a failed run with `held`, and its plan waits; a plan that is named by its digest
        was seen by a person and passes. Raises NotFoundError / ConfigError only for a sync that cannot be run at all (a
        draft), and PlanStale when `plan_digest` is not a plan that may still be sent. `removes` is the number that a production
        destination asks for (domain/confirming.py); without it such a plan is refused, and a run by hand is held.
        """
        sync = self._catalog.get(Sync, sync_ref)
        if sync.status is SyncStatus.DRAFT:
            raise ConfigError(f"“{sync.name}” is a draft and does not run.", hint="Finish and activate it first.")
        wait, hear = cancel or CancelToken(), listener or Silent()
        if plan_digest:
            reviewed = self._plans.to_send(sync, plan_digest)
            refuse_untyped(self.to_type(reviewed), removes, self._catalog.get(Connection, sync.connection_id))
            return self._begin(sync, Trigger.UNDO if reviewed.undo_of else trigger, reviewed, wait, hear)
        if waited := self.waiting.reviewed(sync):
            return self._begin(sync, trigger, waited, wait, hear)
        self._recovery.bring_up_to_date(sync)
        if lost := unanswered(sync, self._ledger, self._plans):
            again = self._begin(sync, trigger, lost.plan, wait, hear, lost.batches)
            if again.status is not RunStatus.COMPLETED:
                return again
        return self._begin(sync, trigger, None, wait, hear)

    def _begin(
        self,
        sync: Sync,
        trigger: Trigger,
        given: Plan | None,
        cancel: CancelToken,
        listener: Listener,
        only: Mapping[int, int] | None = None,
    ) -> Run:
        """A run that sends the given plan (or those of its batches), or a plan of its own."""
        created = self._ledger.create_run(sync.id, trigger, self._clock.now(), given.undo_of if given else "")
        self._changes.publish(Kind.RUNS)
        before = self._ledger.runs(RunFilter(sync_id=sync.id, statuses=(RunStatus.WORKING.value,)))
        if not self._ledger.begin(created.id, _owner(), self._clock.now()):
            self._changes.publish(Kind.RUNS)
            return self._ledger.run(created.id)
        for run in before:  # it held the lease no more, so its process died and it was closed
            self._alerts.ended(self._ledger.run(run.id))
        self._changes.publish(Kind.RUNS)
        begun = self._ledger.run(created.id)
        runlog.began(begun)
        self._alerts.began(begun)
        with kept_alive(self._ledger, begun.id, self._clock):
            return self._run(sync, begun, given, cancel, listener, only)

    def _run(
        self,
        sync: Sync,
        run: Run,
        given: Plan | None,
        cancel: CancelToken,
        listener: Listener,
        only: Mapping[int, int] | None,
    ) -> Run:
        end = _End()
        try:
            sync = self._catalog.get(Sync, sync.id)  # as it is now that nobody else runs it
            self._syncs.check(sync)
            self._settle_jobs(sync, cancel)
            if given and only is None:  # another process may have run it between its first check and this run's lease
                self._plans.refuse_stale(given, sync)
            plan = given or self._unseen(sync, run, self._plans.make(sync, cancel, listener, run.id))
            end.counts = plan.counts
            self._ledger.set_plan(run.id, plan.id, plan.digest, plan.counts)
            runlog.planned(run, plan, reviewed=given is not None)
            self._ledger.release(sync.id, run.id, "Sent after a review." if given else "A later run took its place.")
            if plan.held and not given:
                end.status, end.held, end.error = RunStatus.FAILED, plan.held, f"{plan.held} {WHAT_TO_DO}"
            else:
                end.note = FORGETS if plan.forgets else self._pause_for_undo(sync, run)
                self._send(sync, run, plan, end, cancel, listener, only)
        except Cancelled:
            end.status, end.error, end.failure = RunStatus.CANCELLED, "Cancelled before anything was sent.", "Cancelled"
        except CensusError as failure:
            end.status, end.error, end.failure = RunStatus.FAILED, str(failure), type(failure).__name__
            end.unreached = how_unreached(failure)
        except Exception as failure:
            end.failure = type(failure).__name__
            end.status, end.error = RunStatus.FAILED, f"Internal error: {end.failure}"
            self._finish(run, end)
            raise
        if end.status is RunStatus.FAILED and self.waiting.begins(sync, given, end.unreached):
            end.status, end.error = RunStatus.WAITING, f"{end.error} {WAITS}"
        finished = self._finish(run, end)
        self.waiting.ended(finished)
        self._plans.prune(sync.id)
        forget_calls(sync.id, self._ledger, self._paths)
        return finished

    def to_type(self, plan: Plan, left_out: int = 0, left_out_removed: int = 0) -> Typed | None:
        """The number that sending this plan asks a person for, without those of its changes that are left out."""
        sync = self._catalog.get(Sync, plan.sync_id)
        environment = self._catalog.get(Connection, sync.connection_id).environment
        members = self._ledger.state(sync.id)[1]
        return to_type(sync, plan, environment, members, left_out=left_out, left_out_removed=left_out_removed)

    def _unseen(self, sync: Sync, run: Run, plan: Plan) -> Plan:
        """What a person begins unseen is held where its number would be asked for; of schedules guards decide."""
        if plan.held or run.trigger not in (Trigger.MANUAL, Trigger.QUICK_SYNC):
            return plan
        held = reason_to_review(self.to_type(plan), self._catalog.get(Connection, sync.connection_id))
        return self._plans.hold(plan, held) if held else plan

    def _settle_jobs(self, sync: Sync, cancel: CancelToken) -> None:
        """Ask for the jobs of earlier runs first: what they took is not sent again."""
        from census_desktop.engine.jobs import settle_jobs
        from census_desktop.usecases.named_audiences import remembered

        settle_jobs(
            sync=sync,
            opened=lambda: self._destinations.opened(sync.connection_id),
            ledger=self._ledger,
            paths=self._paths,
            clock=self._clock,
            cancel=cancel,
            remembered=remembered(self._catalog, sync, self._clock),
        )

    def _finish(self, run: Run, end: _End) -> Run:
        finished = self._ledger.finish(run.id, end.status, end.counts, end.error, self._clock.now(), end.held, end.note)
        runlog.ended(finished, end.failure, end.requests)
        self._changes.publish(Kind.RUNS, Kind.SYNCS, Kind.SEGMENTS)
        self._alerts.ended(finished)
        return finished

    def _send(
        self,
        sync: Sync,
        run: Run,
        plan: Plan,
        end: _End,
        cancel: CancelToken,
        listener: Listener,
        only: Mapping[int, int] | None,
    ) -> None:
        from census_desktop.engine.calls import CallFile
        from census_desktop.engine.run import send_plan
        from census_desktop.usecases.named_audiences import remembered

        with (
            CallFile(self._paths.calls, run.id, self._clock) as calls,
            self._destinations.opened(sync.connection_id, calls) as destination,
        ):
            spec = self._syncs.object_of(sync)
            if plan.to_send:
                self._syncs.refuse_unconfirmed(sync, destination.objects)
            self._renewing.begins(sync, spec, plan, self._clock.now())
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
                all_answered=calls.no_more,
                only=only,
                remembered=remembered(self._catalog, sync, self._clock),
            )
        end.counts, end.status, end.error, end.failure = sent.counts, sent.status, sent.error, sent.failure
        end.requests, end.unreached = calls.requests, sent.unreached
        end.note = " ".join(filter(None, (end.note, plan.renewal)))
        if only is None:
            self._renewing.ended(sync, spec, plan, run, sent.status)

    def _pause_for_undo(self, sync: Sync, run: Run) -> str:
        """Before an undo is sent: a sync that would soon send the same again rests. What to say about it."""
        if not run.undo_of:
            return ""
        if undoing.pauses(sync, self._ledger.run(run.undo_of)):
            self._syncs.pause(sync.id)
            return PAUSED
        return STILL_PAUSED if sync.status is SyncStatus.PAUSED else ""

    def _remember_audience(self, sync: Sync, audience_id: str) -> None:
        if audience_id and audience_id != sync.audience_id:
            known = self._catalog.get(Sync, sync.id)
            self._catalog.put(replace(known, audience_id=audience_id), detail="audience made")

    # Keep house -----------------------------------------------------------------------------------------------------

    def recover(self) -> tuple[Run, ...]:
        """At start: close runs whose process died, and bring what they had acknowledged into their syncs' state."""
        return self._recovery.recover()

    def bring_up_to_date(self, sync_ref: str) -> None:
        """Of one sync, before its acknowledged state is looked at: what earlier runs left to be taken over."""
        self._recovery.bring_up_to_date(self._catalog.get(Sync, sync_ref))

    def tidy(self) -> None:
        """Once a day: forget rows of old runs and plans of nobody. In the background: it may take a while."""
        self._retention.tidy()

    # Look -----------------------------------------------------------------------------------------------------------

    def list(self, filter_: RunFilter | None = None) -> tuple[Run, ...]:
        """Runs, newest first."""
        return self._ledger.runs(filter_ or RunFilter())

    def get(self, run_id: str) -> Run:
        """A run by id, or by the beginning of an id if that is unique."""
        return self._ledger.run(run_id)

    def issues(
        self,
        run_id: str,
        kind: str = "rejected",
        offset: int = 0,
        limit: int = 200,
        *,
        reason: str = "",
        search: str = "",
        cancel: CancelToken | None = None,
    ) -> tuple[RecordIssue, ...]:
        """Records that did not arrive, or may not have: `kind` is "rejected", "unknown" or "invalid"; those with this reason
        alone, those whose key, values or reason hold the search."""
        return self._lost.page(run_id, kind, offset, limit, reason, search, cancel)

    def issue_reasons(self, run_id: str, kind: str = "rejected") -> tuple[tuple[str, int], ...]:
        """Why they did not arrive: (reason, how many), the commonest first."""
        return self._lost.reasons(run_id, kind)

    def overview(self) -> Overview:
        """Figures for the status bar."""
        return replace(self._ledger.overview(), next_run_at=self._syncs.next_run_at())


def _owner() -> str:
    """Who holds a lease: host and process."""
    import socket

    return f"{socket.gethostname()}:{os.getpid()}"
