"""syncs: how a segment or data set keeps a destination in step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands, add_document_arguments, positive
from census_desktop.cli.changes import add_from_file
from census_desktop.cli.context import Context
from census_desktop.domain.outcomes import in_short
from census_desktop.domain.rows import SyncRow
from census_desktop.domain.schedule import in_words

if TYPE_CHECKING:
    from census_desktop.domain.model import Run, Schedule, Sync
    from census_desktop.usecases.segment_words import Change
    from census_desktop.usecases.sync_history import Restoring


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("syncs", help_)
    list__ = verbs.add("list", list_, "list the syncs, oldest first")
    list__.add_argument("--segment", metavar="SEGMENT", help="only those of this segment")
    list__.add_argument("--destination", metavar="DESTINATION", help="only those to this destination")
    add_document_arguments(verbs.add("add", add, "add or change syncs"), "the syncs", required=True)
    for name, do, help_ in (
        ("show", show, "show a sync's configuration"),
        ("pause", pause, "stop a sync from running by its schedule"),
        ("resume", resume, "let a paused sync run again, or activate a finished draft"),
        ("remove", remove, "remove a sync; nothing is removed at the destination"),
        ("history", history, "show what was changed, and when"),
    ):
        verbs.add(name, do, help_).add_argument("sync", metavar="SYNC", help="name or id")
    restore_ = verbs.add("restore", restore, "bring back how a sync was set up before a change")
    restore_.add_argument("sync", metavar="SYNC", help="name or id")
    restore_.add_argument("--at", metavar="ID", type=positive, required=True, help="the change, as history has it")
    restore_.add_argument("--dry-run", action="store_true", help="say what it would change and cause, and change nothing")
    schedules_ = verbs.add("schedules", schedules, "say whether syncs run by themselves in this workspace, or change it")
    schedules_.add_argument("state", nargs="?", choices=("on", "off"), help="turn all schedules of the workspace on or off")


def name_of_sync(context: Context, id_: str) -> str:
    """A sync's name by its id; the id itself once it is removed."""
    from census_desktop.domain.model import Sync

    found = context.app.catalog.find(Sync, id_)
    return found.name if found else id_


def schedule_words(context: Context, schedule: Schedule) -> str:
    from census_desktop.domain.model import Sync, SyncStatus

    words = in_words(schedule, f"“{name_of_sync(context, schedule.after)}”" if schedule.after else "")
    other = context.app.catalog.find(Sync, schedule.after) if schedule.after else None
    return words if other is None or other.status is SyncStatus.ACTIVE else f"{words} ({other.status.value})"


def list_(context: Context) -> int:
    app, args = context.app, context.args
    segment = app.segments.get(args.segment).id if args.segment else ""
    destination = app.destinations.get(args.destination).id if args.destination else ""
    found = app.syncs.rows(segment_id=segment, connection_id=destination)
    rows = sorted(found, key=lambda r: (r.sync.created_at is not None, r.sync.created_at, r.sync.name))
    context.out.result(
        lambda: [shapes.sync(r, lambda id_: name_of_sync(context, id_)) for r in rows],
        lambda: context.out.table(
            ("NAME", "FROM", "DESTINATION", "OBJECT", "OPERATION", "STATUS", "SCHEDULE", "LAST RUN"),
            [_cells(context, r) for r in rows],
            empty="There is no sync yet. Add one with: census-desktop syncs add --file FILE",
        ),
    )
    return 0


def _cells(context: Context, row: SyncRow) -> tuple[str, ...]:
    sync = row.sync
    return (
        sync.name,
        row.segment or f"all of {row.dataset}",
        row.connection.name,
        _place(sync),
        sync.operation.label,
        sync.status.value,
        schedule_words(context, sync.schedule),
        outcome(row.last_run) if row.last_run else "never ran",
    )


def _place(sync: Sync) -> str:
    if sync.audience_column:
        return f"{sync.object} by {sync.audience_column}"
    return f"{sync.object} “{sync.audience}”" if sync.audience else sync.object


def schedules(context: Context) -> int:
    """The sample workspace begins with them off."""
    syncs = context.app.syncs
    if context.args.state:
        syncs.set_schedules(context.args.state == "on")
    state = "on" if syncs.schedules_on else "off"
    context.out.result(lambda: {"schedules": state}, lambda: context.out.text(f"Schedules are {state}"))
    return 0


def outcome(run: Run) -> str:
    """A run in a few words: "completed, 3 rejected", "failed"."""
    return ", ".join((run.status.value, *in_short(run.counts)))


def show(context: Context) -> int:
    row = context.app.syncs.row(context.args.sync)
    context.out.result(
        lambda: {
            **shapes.sync(row, lambda id_: name_of_sync(context, id_)),
            "next_run_at": shapes.moment(row.next_run_at),
            "members": row.members,
            "renewed_at": shapes.moment(row.ageing.since) if row.ageing else None,
            "definition": context.app.document.item(row.sync),
        },
        lambda: _show(context, row),
    )
    return 0


def _show(context: Context, row: SyncRow) -> None:
    last = row.last_run
    context.out.facts(
        (
            ("State", row.health.value),
            ("Last run", last.started_at or last.created_at if last else "never"),
            ("Result", outcome(last) if last else ""),
            ("Next run", row.next_run_at),
            ("Records there", row.members),
            ("Age", row.ageing.words(context.app.clock.now()) if row.ageing else None),
        )
    )
    context.out.text()
    context.out.text(context.app.document.to_yaml(context.app.document.item(row.sync)).rstrip())


def add(context: Context) -> int:
    return add_from_file(context, "syncs")


def pause(context: Context) -> int:
    return _told(context, context.app.syncs.pause(context.args.sync).id, "is paused")


def resume(context: Context) -> int:
    return _told(context, context.app.syncs.resume(context.args.sync).id, "is active")


def remove(context: Context) -> int:
    row = context.app.syncs.row(context.args.sync)
    context.app.syncs.remove(row.sync.id)
    context.out.result(
        lambda: shapes.sync(row, lambda id_: name_of_sync(context, id_)),
        lambda: context.out.text(f"“{row.sync.name}” is removed. What it sent stays at {row.connection.name}."),
    )
    return 0


def history(context: Context) -> int:
    sync = context.app.syncs.get(context.args.sync)
    versions = context.app.sync_history.versions(sync.id)
    context.out.result(
        lambda: [
            {
                "id": v.id,
                "at": shapes.moment(v.at),
                "what": v.what,
                "detail": v.detail or None,
                "restorable": v.restorable,
                "changes": [_change(c) for c in v.changed],
            }
            for v in versions
        ],
        lambda: context.out.table(
            ("ID", "AT", "WHAT", "CHANGED", "CAN BE RESTORED"),
            [(v.id, v.at, v.what, _changed(v.changed) or v.detail, "yes" if v.restorable else "") for v in versions],
            empty=f"Nothing is known of “{sync.name}”.",
        ),
    )
    return 0


def _change(change: Change) -> dict[str, str | None]:
    return {"kind": change.kind, "text": change.text, "before": change.before or None}


def _changed(changes: Sequence[Change]) -> str:
    signs = {"added": "+", "removed": "−", "changed": "~"}
    return "; ".join(f"{signs[c.kind]} {f'{c.before} → {c.text}' if c.before else c.text}" for c in changes)


def restore(context: Context) -> int:
    """What it causes at the destination is said before or with it."""
    app, args, out = context.app, context.args, context.out
    sync = app.syncs.get(args.sync)
    found = app.sync_history.restoring(sync.id, args.at)
    if not args.dry_run:
        app.sync_history.go_back(sync.id, args.at)
    for said in found.consequences:
        out.note(f"Notice: {said}")
    row = app.syncs.row(sync.id)
    out.result(
        lambda: {
            **shapes.sync(row, lambda id_: name_of_sync(context, id_)),
            "restored": not args.dry_run,
            "changes": [_change(c) for c in found.changes],
            "consequences": list(found.consequences),
        },
        lambda: _restored(context, sync.name, found),
    )
    return 0


def _restored(context: Context, name: str, found: Restoring) -> None:
    if not found.changes:
        context.out.text(f"“{name}” is the same as before that change.")
        return
    done = "would be" if context.args.dry_run else "is"
    context.out.text(f"“{name}” {done} as it was before change {context.args.at}:")
    for change in found.changes:
        context.out.text(f"  {_changed((change,))}")


def _told(context: Context, sync_id: str, what: str) -> int:
    row = context.app.syncs.row(sync_id)
    context.out.result(
        lambda: shapes.sync(row, lambda id_: name_of_sync(context, id_)),
        lambda: context.out.text(f"“{row.sync.name}” {what}."),
    )
    return 0
