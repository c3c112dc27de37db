"""Send a plan, and move the acknowledged state on by what was acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from census_desktop.domain.errors import Cancelled, CensusError, DestinationError
from census_desktop.domain.model import Counts, Operation, Removal, Run, RunStatus, Sync
from census_desktop.domain.plan import ChangeKind, Plan
from census_desktop.domain.ports import BatchRecord, CancelToken, Clock, Destination, Ledger, Listener, Target
from census_desktop.domain.reach import Unreached, how_unreached
from census_desktop.engine.ahead import ahead
from census_desktop.engine.delivery import Delivered, Delivery
from census_desktop.engine.diff import sends_everything
from census_desktop.engine.foreseen import Foreseen
from census_desktop.engine.many_audiences import NONE_REMEMBERED, Remembered, open_writer
from census_desktop.engine.packages import RunFacts, packages, schema
from census_desktop.engine.planfile import PlanFiles
from census_desktop.engine.shipment import kept_if_null, only_if_empty
from census_desktop.engine.state import Outcome, SyncState
from census_desktop.paths import WorkspacePaths

READY = 4
"""Batches that are made before their turn comes."""
FORESEEN_RECORDS = 20_000
"""From so many on, the state of a first sync is written while it is sent."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How sending ended. `error` is empty when completed; `failure` is the class of what ended it early, `unreached` whether
    that was because nothing was reached."""

    counts: Counts
    status: RunStatus
    error: str
    failure: str = ""
    unreached: Unreached | None = None


def send_plan(
    *,
    sync: Sync,
    run: Run,
    plan: Plan,
    destination: Destination,
    ledger: Ledger,
    paths: WorkspacePaths,
    clock: Clock,
    cancel: CancelToken,
    listener: Listener,
    audience_opened: Callable[[str], None] = lambda audience_id: None,
    all_answered: Callable[[], None] = lambda: None,
    only: Mapping[int, int] | None = None,
    remembered: Remembered = NONE_REMEMBERED,
) -> Sent:
    """Send exactly this plan and fold what was acknowledged into the state, also after a failure or a cancel.

    `audience_opened` is told the destination's id of the audience before anything is sent (`remembered` of each, where a
    column names them): a run that is killed must not leave an audience whose owner nobody remembers. `all_answered` is told
    when no more requests come, before the state is written.
    A plan without changes opens nothing and sends nothing. `only` names the batches to send, with their rows, where the others
    were answered in an earlier run.
    """
    if plan.to_send == 0:
        return Sent(plan.counts, RunStatus.COMPLETED, "")
    plans = PlanFiles(paths.plans)
    page = plans.load(plan.id)
    # The inverse of an upload that swapped holds what differs only: it must not take the place of everything there.
    removal = Removal.REMOVE if plan.is_partial and sync.removal is Removal.SWAP else sync.removal
    target = Target(sync.object, sync.operation, sync.key.field, sync.audience, sync.audience_id, removal)
    facts = RunFacts(run.id, run.started_at or clock.now(), sync.name)
    delivered = Delivered()
    swaps = sends_everything(sync) and not plan.is_partial
    foreseen: Foreseen | None = None
    try:
        writer = open_writer(destination, target, schema(page), page, remembered)
        delivery = Delivery(
            run_id=run.id,
            sync_id=sync.id,
            sync_name=sync.name,
            digest=plan.digest,
            writer=writer,
            ledger=ledger,
            clock=clock,
            cancel=cancel,
            listener=listener,
            staged=swaps,
            limits=sync.limits,
            keep_if_null=kept_if_null(sync),
            only_if_empty=only_if_empty(sync),
        )
        try:
            audience_opened(writer.audience_id)
            if page.sent >= FORESEEN_RECORDS:
                foreseen = SyncState(paths.state / sync.id).foresee(plans.relation(page), page.sent - 1, paths.scratch)
            made = packages(page, plans, destination.manifest.payload, cancel, facts, only)
            with closing(ahead(made, READY)) as stream:
                delivered = delivery.deliver(stream, plan.to_send)
            if swaps and not page.writes:
                _stage_nobody(run.id, plan, ledger, clock)
                delivered.acknowledged = plan.counts.removed
            elif swaps and not delivered.acknowledged and delivered.failure is None:
                raise DestinationError(
                    "Not one record was taken, and nobody takes the place of nobody.",
                    kept="What is there stays as it was.",
                    hint="Look at the reasons of the rejected records.",
                )
            if delivered.failure is None:
                if swaps:  # a process that slept must not put its upload in the place of a newer one
                    ledger.heartbeat(run.id, clock.now())
                delivery.finish()
                if swaps:
                    ledger.swapped(run.id, clock.now())
        finally:
            writer.close()
            all_answered()
    except CensusError as error:
        delivered.failure = delivered.failure or error
    except BaseException:
        if foreseen:
            foreseen.drop()
        raise
    if swaps and delivered.failure is not None:
        delivered.forget_outcomes()  # what was put aside does not count
    try:
        apply_acknowledged(sync, run.id, ledger, paths, foreseen)
    finally:
        if foreseen:
            foreseen.drop()
    counts = replace(
        plan.counts,
        updated=delivered.acknowledged,
        rejected=delivered.rejected,
        accepted=delivered.accepted,
        unknown=delivered.unknown,
        unnamed=delivered.unnamed,
    )
    if delivered.failure is not None:
        counts = replace(counts, **_arrived(run.id, plan.id, ledger, plans))
    ended = delivered.failure
    reason = (type(ended).__name__, how_unreached(ended)) if ended else ("", None)
    return Sent(counts, *_outcome(delivered, plan), *reason)


def _stage_nobody(run_id: str, plan: Plan, ledger: Ledger, clock: Clock) -> None:
    """A batch without records, for the ledger to know that an upload of nobody took the place of what was there."""
    ledger.sending(BatchRecord(run_id, 0, Operation.UPSERT, 0, 0, plan.digest[:32]), clock.now())
    ledger.answered(run_id, 0, "staged", (), clock.now())


def _arrived(run_id: str, plan_id: str, ledger: Ledger, plans: PlanFiles) -> dict[str, int]:
    """Added, changed and removed records that were acknowledged before the run ended early."""
    without = [row for row, _ in (*ledger.rejected_rows(run_id), *ledger.unknown_rows(run_id))]
    ranges = ranges_of([b for b in ledger.batches(run_id) if b.state == "acknowledged"])
    found = plans.kinds(plan_id, ranges, without) if ranges and plans.exists(plan_id) else {}
    return {kind.value: found.get(kind, 0) for kind in (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED)}


def counted(run: Run, plan_id: str, ledger: Ledger, plans: PlanFiles) -> Counts:
    """What arrived of a run whose process died, or whose jobs ended after it."""
    acknowledged = [b for b in ledger.batches(run.id) if b.state == "acknowledged"]
    rejected, unknown, unnamed = (sum(getattr(b, w) for b in acknowledged) for w in ("rejected", "unknown", "unnamed"))
    return replace(
        run.counts,
        updated=sum(b.rows for b in acknowledged) - rejected - unknown - unnamed,
        rejected=rejected,
        accepted=sum(b.accepted for b in acknowledged),
        unknown=unknown,
        unnamed=unnamed,
        **_arrived(run.id, plan_id, ledger, plans),
    )


def _outcome(delivered: Delivered, plan: Plan) -> tuple[RunStatus, str]:
    failure = delivered.failure
    if failure is None:
        return RunStatus.COMPLETED, ""
    if delivered.stopped:
        return RunStatus.CANCELLED, delivered.stopped
    left = plan.to_send - delivered.acknowledged - delivered.rejected - delivered.unnamed
    kept = f"{delivered.acknowledged:,} records were acknowledged and are kept; {left:,} wait for the next run."
    if isinstance(failure, Cancelled):
        return RunStatus.CANCELLED, f"Cancelled. {kept}"
    return RunStatus.FAILED, " ".join(part for part in (failure.message, failure.kept, kept, failure.hint) if part)


def apply_acknowledged(
    sync: Sync, run_id: str, ledger: Ledger, paths: WorkspacePaths, foreseen: Foreseen | None = None
) -> None:
    """Fold what became of a run's batches into the sync's state. Safe to repeat, safe to be killed in.

    What was in flight at a crash is uncertain: the next plan holds it again, even if the source has gone back. So is what
    a swap had put aside: nobody knows whether its finish was the last thing that happened. And so is a record of which the
    answer to its batch said nothing.
    """
    batches = ledger.batches(run_id)
    acknowledged = [b for b in batches if b.state == "acknowledged"]
    plans = PlanFiles(paths.plans)
    plan_id = ledger.plan_of(run_id)
    state = SyncState(paths.state / sync.id)
    if batches and plans.exists(plan_id):
        page = plans.load(plan_id)
        outcome = Outcome(
            acknowledged=ranges_of(acknowledged),
            uncertain=ranges_of([b for b in batches if b.state != "acknowledged" and b.rows]),
            rejected=[row for row, _ in ledger.rejected_rows(run_id)],
            unknown=[row for row, _ in ledger.unknown_rows(run_id)],
            replaced=sends_everything(sync) and bool(acknowledged) and not page.plan.is_partial,
        )
        state.apply(run_id, plans.relation(page), outcome, paths.scratch, foreseen)
    run = ledger.run(run_id)
    died = run.status.is_over and acknowledged and run.counts.updated == 0
    ledger.applied(run_id, state.version, state.members, counted(run, plan_id, ledger, plans) if died else None)


def ranges_of(batches: Sequence[BatchRecord]) -> list[tuple[int, int]]:
    """The plan's rows (first, last) that these batches hold, adjacent ones as one."""
    return _merged([(b.first_row, b.first_row + b.rows - 1) for b in batches])


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Adjacent ranges as one, so that a large first run is one range and not thousands."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first == merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged
