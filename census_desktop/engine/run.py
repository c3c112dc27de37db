"""Send a plan, and move the acknowledged state on by what was acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace

from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.model import Counts, Run, RunStatus, Sync
from census_desktop.domain.plan import ChangeKind, Plan
from census_desktop.domain.ports import CancelToken, Clock, Destination, Ledger, Listener, Target
from census_desktop.engine.delivery import Delivered, Delivery, packages
from census_desktop.engine.planfile import PlanFiles, PlanPage
from census_desktop.engine.state import SyncState
from census_desktop.paths import WorkspacePaths


@dataclass(frozen=True, slots=True)
class Sent:
    """How sending ended. `error` is empty when completed."""

    counts: Counts
    status: RunStatus
    error: str


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
) -> Sent:
    """Send exactly this plan and fold what was acknowledged into the state, also after a failure or a cancel.

    `audience_opened` is told the destination's id of the audience before anything is sent: a run that is killed must not
    leave an audience whose owner nobody remembers.
    A plan without changes opens nothing and sends nothing.
    """
    if plan.to_send == 0:
        return Sent(plan.counts, RunStatus.COMPLETED, "")
    plans = PlanFiles(paths.plans)
    page = plans.load(plan.id)
    target = Target(sync.object, sync.operation, sync.key.field, sync.audience, sync.audience_id)
    delivered = Delivered()
    try:
        writer = destination.open(target, _schema(page, plans))
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
        )
        try:
            audience_opened(writer.audience_id)
            with closing(packages(page, plans, destination.manifest.payload == "json", cancel)) as stream:
                delivered = delivery.deliver(stream, plan.to_send)
            if delivered.failure is None:
                writer.finish()
        finally:
            writer.close()
    except CensusError as error:
        delivered.failure = delivered.failure or error
    apply_acknowledged(sync, run.id, ledger, paths)
    counts = replace(plan.counts, updated=delivered.acknowledged, rejected=delivered.rejected)
    if delivered.failure is not None:
        counts = replace(counts, **_arrived(run.id, plan.id, ledger, plans))
    return Sent(counts, *_outcome(delivered, plan))


def _arrived(run_id: str, plan_id: str, ledger: Ledger, plans: PlanFiles) -> dict[str, int]:
    """Added, changed and removed records that were acknowledged before the run ended early."""
    rejected = [row for row, _ in ledger.rejected_rows(run_id)]
    ranges = _merged([(b.first_row, b.first_row + b.rows - 1) for b in ledger.batches(run_id) if b.state == "acknowledged"])
    found = plans.kinds(plan_id, ranges, rejected) if ranges and plans.exists(plan_id) else {}
    return {kind.value: found.get(kind, 0) for kind in (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED)}


def _counted(run: Run, plan_id: str, ledger: Ledger, plans: PlanFiles) -> Counts:
    """What arrived of a run whose process died."""
    acknowledged = [b for b in ledger.batches(run.id) if b.state == "acknowledged"]
    rejected = sum(b.rejected for b in acknowledged)
    sent = sum(b.rows for b in acknowledged)
    return replace(run.counts, updated=sent - rejected, rejected=rejected, **_arrived(run.id, plan_id, ledger, plans))


def _outcome(delivered: Delivered, plan: Plan) -> tuple[RunStatus, str]:
    failure = delivered.failure
    if failure is None:
        return RunStatus.COMPLETED, ""
    left = plan.to_send - delivered.acknowledged - delivered.rejected
    kept = f"{delivered.acknowledged:,} records were acknowledged and are kept; {left:,} wait for the next run."
    if isinstance(failure, Cancelled):
        return RunStatus.CANCELLED, f"Cancelled. {kept}"
    return RunStatus.FAILED, " ".join(part for part in (failure.message, failure.kept, kept, failure.hint) if part)


def _schema(page: PlanPage, plans: PlanFiles) -> object:
    """The Arrow schema of the batches to come: destination fields, key first."""
    import pyarrow as pa

    from census_desktop.engine.database import path_literal, scratch_database

    columns = ", ".join(f"f{n}" for n in range(len(page.fields)))
    with scratch_database() as db:
        reader = db.execute(
            f"SELECT {columns} FROM read_parquet({path_literal(plans.rows_file(page.plan.id))}) LIMIT 0"
        ).to_arrow_reader()
    return pa.schema([pa.field(name, field.type) for name, field in zip(page.fields, reader.schema, strict=True)])


def apply_acknowledged(sync: Sync, run_id: str, ledger: Ledger, paths: WorkspacePaths) -> None:
    """Fold the acknowledged batches of a run into the sync's state. Safe to repeat, safe to be killed in.

    What was in flight at a crash stays out of the state, so the next plan holds it again.
    """
    acknowledged = [b for b in ledger.batches(run_id) if b.state == "acknowledged"]
    plans = PlanFiles(paths.plans)
    plan_id = ledger.plan_of(run_id)
    state = SyncState(paths.state / sync.id)
    if acknowledged and plans.exists(plan_id):
        ranges = _merged([(b.first_row, b.first_row + b.rows - 1) for b in acknowledged])
        rejected = [row for row, _ in ledger.rejected_rows(run_id)]
        state.apply(run_id, plans.rows_file(plan_id), ranges, rejected, paths.scratch)
    run = ledger.run(run_id)
    died = run.status.is_over and acknowledged and run.counts.updated == 0
    ledger.applied(run_id, state.version, state.members, _counted(run, plan_id, ledger, plans) if died else None)


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Adjacent ranges as one, so that a large first run is one range and not thousands."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first == merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged
