"""run: send what changed, now."""

from __future__ import annotations

import shlex

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.failure import DONE, FAILED, REJECTED
from census_desktop.cli.output import printable
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.model import Counts, Run, RunStatus
from census_desktop.domain.outcomes import in_short, told
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import CancelToken


def register(commands: Commands, help_: str) -> None:
    run_ = commands.add("run", run, help_)
    run_.add_argument("sync", metavar="SYNC", help="name or id")
    run_.add_argument("--plan", metavar="DIGEST", default="", help="send exactly the plan that was reviewed, or nothing")
    run_.add_argument(
        "--removes",
        metavar="COUNT",
        type=int,
        help="how many records the plan removes: a production destination asks for it where that is much",
    )


class ProgressLine:
    """Shows a run's progress on stderr."""

    def __init__(self, context: Context) -> None:
        self._out = context.out

    def progress(self, progress: Progress) -> None:
        self._out.progress(progress)


def run(context: Context) -> int:
    ran = run_sync(context, context.app.syncs.get(context.args.sync).id, context.args.plan, context.args.removes)
    return tell_run(context, ran)


def run_sync(context: Context, sync_id: str, digest: str = "", removes: int | None = None) -> Run:
    """Run a sync to its end; what an earlier process left unfinished is closed first."""
    app = context.app

    def work(cancel: CancelToken) -> Run:
        app.runs.recover()
        ran = app.runs.run(sync_id, plan_digest=digest, cancel=cancel, listener=ProgressLine(context), removes=removes)
        app.runs.tidy()
        return ran

    ran = in_worker(context, work)
    context.out.end_progress()
    return ran


def tell_run(context: Context, ran: Run, *, say: bool = True) -> int:
    """Print the run, say why it did not complete, and give the exit code."""
    if say:
        context.out.result(lambda: shapes.run(ran), lambda: context.out.text(summary(ran)))
    if ran.status is RunStatus.SKIPPED:
        context.out.complain(ran.error or f"“{ran.sync_name}” is running already; this run was skipped.")
        return FAILED
    if ran.status is not RunStatus.COMPLETED:
        context.out.complain(printable(ran.error) or f"The run was {ran.status.value}.")
        if ran.held:
            context.out.note(f"Send it as it is with: {how_to_send(ran.sync_name, ran.plan_digest)}")
            context.out.note(f"Decide against it with: census-desktop runs dismiss {ran.id[:8]}")
        return FAILED
    for note in (ran.note, *ran.notes, *told(ran.counts)):
        if note:
            context.out.note(printable(note))
    if ran.counts.rejected:
        context.out.note(f"See them with: census-desktop runs records {ran.id[:8]}")
    if ran.counts.unknown:
        context.out.note(f"See those with: census-desktop runs records {ran.id[:8]} --kind unknown")
    if ran.counts.not_known_to_arrive:
        return REJECTED
    if ran.counts.invalid:
        context.out.note(f"See those set aside with: census-desktop runs records {ran.id[:8]} --kind invalid")
    return DONE


def named(name: str) -> str:
    """A name as an argument for the shell."""
    return f"-- {shlex.quote(name)}" if name.startswith("-") else shlex.quote(name)


def how_to_send(sync_name: str, digest: str, removes: int | None = None) -> str:
    """The command that sends a plan."""
    number = "" if removes is None else f" --removes {removes}"
    return f"census-desktop run --plan {digest[:12]}{number} {named(sync_name)}"


def summary(ran: Run) -> str:
    """ "Completed: 120 sent (100 added, 20 changed), 3 rejected, 2 of which nobody knows, 4,000 unchanged"."""
    if ran.held:
        return f"{ran.sync_name}: held, {ran.counts.processed:,} changes wait"
    if ran.status is not RunStatus.COMPLETED:
        return f"{ran.sync_name}: {ran.status.value}, {_sent(ran.counts)}"
    if not ran.counts.processed and not ran.counts.retried:
        return f"{ran.sync_name}: nothing to send, {ran.counts.unchanged:,} unchanged{_invalid(ran.counts)}"
    return f"{ran.sync_name}: completed, {_sent(ran.counts)}, {ran.counts.unchanged:,} unchanged{_invalid(ran.counts)}"


def _sent(counts: Counts) -> str:
    kinds = [
        f"{n:,} {word}" for n, word in ((counts.added, "added"), (counts.changed, "changed"), (counts.removed, "removed")) if n
    ]
    text = f"{counts.updated:,} of {counts.processed:,} arrived"
    if kinds:
        text += f" ({', '.join(kinds)})"
    if counts.retried:
        text += f", {counts.retried:,} of them sent again"
    return ", ".join((text, *in_short(counts)))


def _invalid(counts: Counts) -> str:
    return f", {counts.invalid:,} set aside as invalid" if counts.invalid else ""
