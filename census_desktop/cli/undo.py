"""undo: take back what a run did."""

from __future__ import annotations

import sys

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.failure import DONE
from census_desktop.cli.output import printable
from census_desktop.cli.plan import add_change_arguments, show_plan
from census_desktop.cli.run import run_sync, tell_run
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.plan import Plan


def register(commands: Commands, help_: str) -> None:
    undo_ = commands.add("undo", undo, help_)
    undo_.add_argument("run", metavar="RUN", help="id or its beginning")
    undo_.add_argument("--plan-only", action="store_true", help="show what it would do, and send nothing")
    undo_.add_argument("--removes", metavar="COUNT", type=int, help="how many records it removes, where production asks for it")
    undo_.add_argument("--yes", action="store_true", help="do not ask before it is sent")
    add_change_arguments(undo_)


def undo(context: Context) -> int:
    app, args = context.app, context.args
    run = app.runs.get(args.run)
    plan = in_worker(context, lambda cancel: app.runs.plan_undo(run.id, cancel))
    sync = app.syncs.get(run.sync_id)
    if args.plan_only:
        show_plan(context, plan, sync)
        return DONE
    _say(context, plan, sync.name)
    if not _agreed(context):
        app.runs.discard(plan.id)
        context.out.note("Nothing was sent.")
        return DONE
    return tell_run(context, run_sync(context, sync.id, plan.digest, args.removes))


def _say(context: Context, plan: Plan, sync_name: str) -> None:
    """What undoing does, and what stays as it is."""
    counts = plan.counts
    parts = [(counts.changed, "restored"), (counts.added, "added again"), (counts.removed, "removed")]
    words = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    context.out.note(f"Undo a run of {printable(sync_name)}: {words or 'nothing to send'}.")
    for warning in plan.warnings:
        context.out.note(f"Notice: {printable(warning)}")


def _agreed(context: Context) -> bool:
    """Ask, where somebody sits at the keyboard."""
    if context.args.yes or context.out.as_json or not sys.stdin.isatty():
        return True
    sys.stderr.write("Go on? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
