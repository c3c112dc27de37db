"""What the review page shows: the plan that is reviewed and what is said about it, made in the pool."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from census_desktop.domain.confirming import Typed, to_type
from census_desktop.domain.errors import PlanStale
from census_desktop.domain.manifest import Manifest
from census_desktop.domain.model import Operation, Run
from census_desktop.domain.plan import Change, ChangeKind, Plan
from census_desktop.domain.ports import CancelToken, Listener
from census_desktop.domain.rows import SyncRow
from census_desktop.gui.kit import states, words
from census_desktop.gui.kit.words import tr
from census_desktop.gui.syncs.hidden import hidden_fields
from census_desktop.gui.syncs.sync_lines import look_of, object_of, object_text

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

MOST_SOUGHT = 200
"""Records left out of a plan that went stale are sought in the new one, up to so many."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which plan is reviewed: a fresh one of a sync, the one of a held run, or the inverse of a run. `left_out` are audiences
    and keys of records that were left out of the plan before it."""

    sync_id: str = ""
    held: str = ""
    undo: str = ""
    left_out: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A plan and what its page says about it. `undone` is the run that it takes back."""

    plan: Plan
    row: SyncRow
    object: str
    removal: str
    hidden: frozenset[str]
    batch_rows: int
    left_out: tuple[Change, ...] = ()
    undone: Run | None = None
    audiences: tuple[str, ...] = ()
    """Those that the plan sends to, where a column names them."""

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(m.field for m in self.row.sync.mappings)


def make_review(app: App, wanted: Wanted, cancel: CancelToken, listener: Listener) -> Reviewed:
    """In the pool: plan what is wanted and read what the page needs besides."""
    undone: Run | None = None
    if wanted.undo:
        undone = app.runs.get(wanted.undo)
        plan = app.runs.plan_undo(undone.id, cancel=cancel, listener=listener)
    elif wanted.held:
        plan = _held_plan(app, wanted.held)
    else:
        plan = app.runs.plan(wanted.sync_id, cancel=cancel, listener=listener)
    row = app.syncs.row(plan.sync_id)
    hidden = hidden_fields(app, plan.sync_id)
    _, manifest = look_of(app, row.connection.type)
    spec = object_of(manifest, row.sync.object)
    lets_go = row.sync.operation in (Operation.MIRROR, Operation.DELETE) or wanted.undo
    removal = spec.removal if spec and lets_go else words.tr("stay there")
    made = Reviewed(plan, row, object_text(spec, row.sync), removal, hidden, _batch_rows(row, manifest))
    left_out, audiences = _sought(app, plan, wanted.left_out, cancel), app.runs.audiences(plan.id)
    return replace(made, left_out=left_out, undone=undone, audiences=audiences)


def _held_plan(app: App, run_id: str) -> Plan:
    plan = app.runs.held_plan(run_id)
    if plan is None:
        raise PlanStale("What was held can no longer be sent as it was.", hint="Review the changes as they are now.")
    return plan


def _sought(app: App, plan: Plan, records: frozenset[tuple[str, str]], cancel: CancelToken) -> tuple[Change, ...]:
    """Records of this plan with those audiences and keys."""
    found: list[Change] = []
    for audience, key in sorted(records)[:MOST_SOUGHT]:
        cancel.check()
        kinds = (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED)
        page = app.runs.changes(plan.id, kinds, key, audience=audience)
        found += [c for c in page.changes if c.key == key]
    return tuple(found)


def _batch_rows(row: SyncRow, manifest: Manifest | None) -> int:
    return int(row.connection.config.get("batch_size") or (manifest.limits.batch_rows if manifest else 0))


# What is said -------------------------------------------------------------------------------------------------------


def cost_text(reviewed: Reviewed) -> str:
    """What sending takes."""
    plan = reviewed.plan
    if plan.estimate is None:
        batches = words.counted(plan.batches, tr("batch"), tr("batches"))
        text = tr("%1 of up to %2 records.").replace("%1", batches)
        return text.replace("%2", words.number(reviewed.batch_rows))
    calls = words.counted(plan.estimate.calls, tr("request"), tr("requests"))
    there = reviewed.row.connection.name
    pace = tr("at the pace of earlier runs") if plan.estimate.learnt else tr("at the limits of %1").replace("%1", there)
    seconds = plan.estimate.seconds
    time = tr("less than a second") if seconds < 1 else words.duration(seconds)
    return f"{tr('About')} {calls}, {time} {pace}."


def typed(reviewed: Reviewed, left_out: tuple[Change, ...]) -> Typed | None:
    """The number that sending asks for."""
    row, removed = reviewed.row, sum(c.kind is ChangeKind.REMOVED for c in left_out)
    environment, members = row.connection.environment, row.members or 0
    return to_type(row.sync, reviewed.plan, environment, members, left_out=len(left_out), left_out_removed=removed)


def typed_text(asked: Typed, reviewed: Reviewed) -> str:
    """What it is asked for."""
    connection = reviewed.row.connection
    mark = states.of_environment(connection.environment)
    there = f"“{connection.name}” ({mark.word})" if mark else f"“{connection.name}”"
    records = words.counted(asked.count, tr("record"), tr("records"))
    if asked.what == "replaced":
        text = tr("Everything that is at %2 now is replaced by %1.")
    elif asked.all:
        text = tr("All that this sync has at %2 goes: %1.")
    elif asked.what == "emptied":
        text = tr("%1 are emptied at %2.")
    else:
        text = tr("%1 are removed at %2.")
    return f"{text.replace('%1', records).replace('%2', there)} {tr('Type the number to go on.')}"


def send_text(plan: Plan, left_out: tuple[Change, ...], *, production: bool = False) -> str:
    """What the button that sends says."""
    count = plan.to_send - len(left_out)
    changes = words.counted(count, tr("change"), tr("changes"))
    if plan.undo_of:
        return tr("Undo %1").replace("%1", changes)
    if not plan.held:
        return tr("Send %1 to production").replace("%1", changes) if production else tr("Send %1").replace("%1", changes)
    removed = plan.counts.removed - sum(c.kind is ChangeKind.REMOVED for c in left_out)
    if not removed:
        return tr("Send anyway: %1").replace("%1", changes)
    text = tr("Send anyway: remove %1").replace("%1", words.counted(removed, tr("record"), tr("records")))
    others = words.counted(count - removed, tr("other change"), tr("other changes"))
    return f"{text}, {others}" if count > removed else text
