"""plan: what a run would change, value by value, without sending anything."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands, positive
from census_desktop.cli.context import Context
from census_desktop.cli.output import shown
from census_desktop.cli.run import ProgressLine
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.model import Sync, SyncStatus
from census_desktop.domain.plan import Change, ChangeKind, Plan


def register(commands: Commands, help_: str) -> None:
    plan_ = commands.add("plan", plan, help_)
    plan_.add_argument("sync", metavar="SYNC", help="name or id")
    plan_.add_argument("--rows", metavar="N", type=positive, default=20, help="how many changes to show (else 20)")
    plan_.add_argument(
        "--kind", action="append", choices=[k.value for k in ChangeKind], default=[], help="only changes of this kind"
    )
    plan_.add_argument("--reveal", action="store_true", help="show personal data, which is masked otherwise")


def plan(context: Context) -> int:
    app, args = context.app, context.args
    sync = app.syncs.get(args.sync)
    made = in_worker(context, lambda cancel: app.runs.plan(sync.id, cancel, ProgressLine(context)))
    context.out.end_progress()
    page = app.runs.changes(made.id, [ChangeKind(k) for k in args.kind], limit=args.rows)
    hidden = frozenset[str]() if args.reveal else app.runs.pii_fields(sync.id)
    changes = [masked(change, hidden, sync.key.field) for change in page.changes]
    context.out.result(
        lambda: shapes.plan(made, sync.name, [shapes.change(c) for c in changes]),
        lambda: _plan(context, made, sync, changes, page.total),
    )
    if hidden and changes and not context.out.as_json:
        context.out.note(f"Masked: {', '.join(sorted(hidden))}. Show personal data with --reveal.")
    return 0


def masked(change: Change, hidden: frozenset[str], key_field: str) -> Change:
    """The change with values of these fields, and its key if it is one of them, replaced by dots."""

    def dots(values: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        if values is None:
            return None
        return {f: shapes.HIDDEN if f in hidden and v is not None else v for f, v in values.items()}

    key = shapes.HIDDEN if key_field in hidden else change.key
    return replace(change, key=key, before=dots(change.before), after=dots(change.after))


def _plan(context: Context, made: Plan, sync: Sync, changes: list[Change], total: int) -> None:
    out, counts = context.out, made.counts
    out.facts(
        (
            ("Sync", sync.name),
            ("Records", made.total),
            ("Added", counts.added),
            ("Changed", counts.changed),
            ("Removed", counts.removed),
            ("Unchanged", counts.unchanged),
            ("Invalid", counts.invalid),
            ("Sent again", counts.retried),
            ("Requests", made.batches),
            ("Digest", made.digest),
        )
    )
    for warning in made.warnings:
        out.note(f"Notice: {warning}")
    if changes:
        out.text()
        out.table(("", "KEY", "FIELD", "BEFORE", "AFTER"), [line for c in changes for line in _lines(c)], empty="")
    if total > len(changes):
        out.note(f"{total - len(changes):,} more; see them with --rows.")
    if made.to_send:
        word = shlex.quote(sync.name) if not sync.name.startswith("-") else f"-- {shlex.quote(sync.name)}"
        if sync.status is SyncStatus.DRAFT:
            out.note(f"It is a draft; activate it with: census-desktop syncs resume {word}")
            return
        out.note(f"Send exactly this with: census-desktop run --plan {made.digest[:12]} {word}")


def _lines(change: Change) -> list[tuple[str, str, str, str, str]]:
    """One line for each value that differs."""
    before, after = change.before or {}, change.after or {}
    word = change.kind.value + (", again" if change.retried else "")
    if change.kind is ChangeKind.INVALID:
        return [(word, change.key, change.reason, "", "")]
    fields = [f for f in {**before, **after} if change.kind is not ChangeKind.CHANGED or before.get(f) != after.get(f)]
    if not fields or change.kind is ChangeKind.REMOVED:
        return [(word, change.key, "", "", "")]
    return [
        (word if not n else "", change.key if not n else "", f, shown(before.get(f)), shown(after.get(f)))
        for n, f in enumerate(fields)
    ]
