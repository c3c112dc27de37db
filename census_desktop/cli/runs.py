"""runs: what ran, how it went, and which records did not arrive."""

from __future__ import annotations

from dataclasses import replace

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands, positive
from census_desktop.cli.context import Context
from census_desktop.cli.output import Cell
from census_desktop.cli.run import summary
from census_desktop.domain.errors import NotFoundError
from census_desktop.domain.model import Run, RunStatus
from census_desktop.domain.plan import RecordIssue
from census_desktop.domain.rows import RunFilter


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("runs", help_)
    list__ = verbs.add("list", list_, "list the runs, newest first")
    list__.add_argument("--sync", metavar="SYNC", help="only runs of this sync")
    list__.add_argument(
        "--status", action="append", choices=[s.value for s in RunStatus], default=[], help="only runs with this status"
    )
    list__.add_argument("--limit", metavar="N", type=positive, default=50, help="how many (else 50)")
    show_ = verbs.add("show", show, "show a run")
    show_.add_argument("run", metavar="RUN", help="id or its beginning")
    records_ = verbs.add("records", records, "list records of a run that did not arrive, with reasons")
    records_.add_argument("run", metavar="RUN", help="id or its beginning")
    records_.add_argument("--kind", choices=("rejected", "invalid"), default="rejected", help="which (else rejected)")
    records_.add_argument("--limit", metavar="N", type=positive, default=200, help="how many (else 200)")
    records_.add_argument("--reveal", action="store_true", help="show personal data, which is masked otherwise")


def list_(context: Context) -> int:
    args = context.args
    sync_id = context.app.syncs.get(args.sync).id if args.sync else ""
    runs = context.app.runs.list(RunFilter(sync_id=sync_id, statuses=tuple(args.status), limit=args.limit))
    context.out.result(
        lambda: [shapes.run(r) for r in runs],
        lambda: context.out.table(
            ("RUN", "SYNC", "STATUS", "STARTED", "TO SEND", "ARRIVED", "REJECTED", "INVALID"),
            [_cells(r) for r in runs],
            empty="Nothing ran yet. Run a sync with: census-desktop run SYNC",
        ),
    )
    return 0


def _cells(run: Run) -> tuple[Cell, ...]:
    counts = run.counts
    started = run.started_at or run.created_at
    return (
        run.id[:8],
        run.sync_name,
        run.status.value,
        started,
        counts.processed,
        counts.updated,
        counts.rejected,
        counts.invalid,
    )


def show(context: Context) -> int:
    run = context.app.runs.get(context.args.run)
    context.out.result(lambda: shapes.run(run), lambda: _show(context, run))
    return 0


def _show(context: Context, run: Run) -> None:
    seconds = (run.finished_at - run.started_at).total_seconds() if run.finished_at and run.started_at else None
    context.out.text(summary(run))
    context.out.text()
    context.out.facts(
        (
            ("Run", run.id),
            ("Sync", run.sync_name),
            ("Status", run.status.value),
            ("Started by", {"manual": "hand", "schedule": "its schedule", "quick_sync": "Quick Sync"}[run.trigger.value]),
            ("Started", run.started_at),
            ("Finished", run.finished_at),
            ("Seconds", f"{seconds:,.1f}" if seconds is not None else None),
            *((name.capitalize(), number) for name, number in shapes.counts(run.counts).items()),
            ("Plan", run.plan_digest),
            ("Error", run.error),
        )
    )


def records(context: Context) -> int:
    app, args = context.app, context.args
    run = app.runs.get(args.run)
    issues = app.runs.issues(run.id, args.kind, limit=args.limit)
    other = "invalid" if args.kind == "rejected" else "rejected"
    if more := getattr(run.counts, other):
        context.out.note(f"{more:,} {other}: see with --kind {other}.")
    if not args.reveal:
        issues = tuple(_masked(context, run, issue) for issue in issues)
    context.out.result(
        lambda: [shapes.issue(i) for i in issues],
        lambda: context.out.table(
            ("KEY", "REASON"), [(i.key, i.reason) for i in issues], empty=f"The run has no {args.kind} records."
        ),
    )
    return 0


def _masked(context: Context, run: Run, issue: RecordIssue) -> RecordIssue:
    """The record without personal data; of a sync that is gone, without any value."""
    try:
        hidden = context.app.runs.pii_fields(run.sync_id)
        key_field = context.app.syncs.get(run.sync_id).key.field
    except NotFoundError:
        hidden, key_field = frozenset(issue.values), ""
    values = {f: shapes.HIDDEN if f in hidden and v is not None else v for f, v in issue.values.items()}
    return replace(issue, key=shapes.HIDDEN if key_field in hidden else issue.key, values=values)
