"""runs: what ran, how it went, and which records did not arrive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from census_desktop.cli import calls, shapes
from census_desktop.cli.arguments import Commands, natural, positive
from census_desktop.cli.context import Context
from census_desktop.cli.output import Cell, printable
from census_desktop.cli.run import how_to_send, summary
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.errors import NotFoundError
from census_desktop.domain.model import Run, RunStatus, Trigger
from census_desktop.domain.outcomes import told
from census_desktop.domain.plan import RecordIssue
from census_desktop.domain.rows import RunFilter

KINDS = ("rejected", "unknown", "invalid")
"""Which records of a run did not arrive, or may not have."""

_STARTED_BY = {
    Trigger.MANUAL: "hand",
    Trigger.SCHEDULE: "its schedule",
    Trigger.CHANGE: "a change of its data",
    Trigger.SEQUENCE: "another sync's success",
    Trigger.QUICK_SYNC: "Quick Sync",
    Trigger.UNDO: "an undo",
}


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
    records_.add_argument("--kind", choices=KINDS, default="rejected", help="which (else rejected)")
    records_.add_argument("--limit", metavar="N", type=positive, default=200, help="how many (else 200)")
    records_.add_argument("--offset", metavar="N", type=natural, default=0, help="how many to pass over before")
    records_.add_argument("--output", metavar="FILE", help="write all of them to a file instead: .csv, .jsonl or .parquet")
    records_.add_argument("--reveal", action="store_true", help="show personal data, which is masked otherwise")
    dismiss_ = verbs.add("dismiss", dismiss, "decide against a run that is held; its changes are not sent")
    dismiss_.add_argument("run", metavar="RUN", help="id or its beginning")
    calls.register(verbs)


def list_(context: Context) -> int:
    args = context.args
    sync_id = context.app.syncs.get(args.sync).id if args.sync else ""
    runs = context.app.runs.list(RunFilter(sync_id=sync_id, statuses=tuple(args.status), limit=args.limit))
    context.out.result(
        lambda: [shapes.run(r) for r in runs],
        lambda: context.out.table(
            ("RUN", "SYNC", "STATUS", "STARTED", "TO SEND", "ARRIVED", "REJECTED", "UNKNOWN", "INVALID"),
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
        "held" if run.held else run.status.value,
        started,
        counts.processed,
        counts.updated,
        counts.refused,
        counts.unknown,
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
            ("Started by", _STARTED_BY[run.trigger]),
            ("Started", run.started_at),
            ("Finished", run.finished_at),
            ("Seconds", f"{seconds:,.1f}" if seconds is not None else None),
            *((name.capitalize(), number) for name, number in shapes.counts(run.counts).items()),
            ("Plan", run.plan_digest),
            ("Undoes", run.undo_of),
            ("Note", run.note),
            *(("", note) for note in (*run.notes, *told(run.counts))),
            ("Error", run.error),
        )
    )
    if run.held:
        context.out.note(f"Send it as it is with: {how_to_send(run.sync_name, run.plan_digest)}")


def dismiss(context: Context) -> int:
    run = context.app.runs.dismiss_hold(context.args.run)
    context.out.result(lambda: shapes.run(run), lambda: context.out.text(f"{run.sync_name}: {run.error}"))
    return 0


def records(context: Context) -> int:
    app, args = context.app, context.args
    run = app.runs.get(args.run)
    if args.output:
        return _write(context, run)
    issues = app.runs.issues(run.id, args.kind, args.offset, args.limit)
    for other in KINDS:
        if other != args.kind and (more := getattr(run.counts, other)):
            context.out.note(f"{more:,} {other}: see with --kind {other}.")
    if not args.reveal:
        issues = _masked(context, run, issues)
    context.out.result(
        lambda: [shapes.issue(i) for i in issues],
        lambda: _issues(context, issues),
    )
    return 0


def _issues(context: Context, issues: Sequence[RecordIssue]) -> None:
    many = any(i.audience for i in issues)
    lines = [(i.key, *((i.audience,) if many else ()), i.reason) for i in issues]
    titles = ("KEY", *(("AUDIENCE",) if many else ()), "REASON")
    context.out.table(titles, lines, empty=f"The run has no {context.args.kind} records.")


def _write(context: Context, run: Run) -> int:
    args = context.args
    path = Path(args.output).expanduser().absolute()
    rows = in_worker(
        context, lambda cancel: context.app.records.export(run.id, args.kind, path, reveal=args.reveal, cancel=cancel)
    )
    context.out.result(
        lambda: {"file": str(path), "kind": args.kind, "records": rows},
        lambda: context.out.text(f"{rows:,} {args.kind} records are in {printable(str(path))}."),
    )
    return 0


def _masked(context: Context, run: Run, issues: Sequence[RecordIssue]) -> tuple[RecordIssue, ...]:
    """The records without personal data; of a sync that is gone, without any value."""
    fields = frozenset(field for issue in issues for field in issue.values)
    try:
        hidden = context.app.runs.hidden_fields(run.sync_id, fields)
        hides_key = context.app.syncs.get(run.sync_id).key.field in hidden
    except NotFoundError:
        hidden, hides_key = fields, True
    return tuple(
        replace(
            issue,
            key=shapes.HIDDEN if hides_key else issue.key,
            values={f: shapes.HIDDEN if f in hidden and v is not None else v for f, v in issue.values.items()},
        )
        for issue in issues
    )
