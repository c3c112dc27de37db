"""plan: what a run would change, value by value, without sending anything."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands, natural, positive
from census_desktop.cli.context import Context
from census_desktop.cli.output import shown
from census_desktop.cli.run import ProgressLine, how_to_send, named
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Sync, SyncStatus
from census_desktop.domain.plan import Change, ChangeKind, Plan
from census_desktop.domain.ports import CancelToken


def register(commands: Commands, help_: str) -> None:
    plan_ = commands.add("plan", plan, help_)
    plan_.add_argument("sync", metavar="SYNC", help="name or id")
    plan_.add_argument(
        "--exclude",
        metavar="KEY",
        action="append",
        default=[],
        help="take this record out of the plan; it waits for a later one",
    )
    add_change_arguments(plan_)


def add_change_arguments(parser: argparse.ArgumentParser) -> None:
    """Which changes of a plan are shown."""
    parser.add_argument("--rows", metavar="N", type=positive, default=20, help="how many changes to show (else 20)")
    parser.add_argument("--offset", metavar="N", type=natural, default=0, help="how many changes to pass over before")
    parser.add_argument(
        "--kind", action="append", choices=[k.value for k in ChangeKind], default=[], help="only changes of this kind"
    )
    parser.add_argument("--field", metavar="FIELD", default="", help="only changes of this destination field")
    parser.add_argument(
        "--audience", metavar="NAME", default="", help="only changes of this audience, where a column names them"
    )
    parser.add_argument("--search", metavar="TEXT", default="", help="only changes with this text in their key or values")
    parser.add_argument("--reveal", action="store_true", help="show personal data, which is masked otherwise")


def plan(context: Context) -> int:
    app, args = context.app, context.args
    sync = app.syncs.get(args.sync)

    def work(cancel: CancelToken) -> Plan:
        made = app.runs.plan(sync.id, cancel, ProgressLine(context))
        return app.runs.exclude(made.id, _rows(context, made.id, args.exclude)) if args.exclude else made

    made = in_worker(context, work)
    context.out.end_progress()
    show_plan(context, made, sync)
    return 0


def _rows(context: Context, plan_id: str, keys: Sequence[str]) -> list[int]:
    """Row numbers of the records with these keys."""
    rows = context.app.runs.rows_of_keys(plan_id, keys)
    if missing := [key for key in keys if key not in rows]:
        context.app.runs.discard(plan_id)
        shown = ", ".join(f"“{key}”" for key in missing)
        raise ConfigError(
            f"The plan sends no change of the record {shown}.", kept="Nothing was sent.", hint="See its changes with plan."
        )
    return [row for found in rows.values() for row in found]


def show_plan(context: Context, made: Plan, sync: Sync) -> None:
    """Print a plan with the changes that the arguments ask for."""
    app, args = context.app, context.args
    kinds = [ChangeKind(k) for k in args.kind]
    page = app.runs.changes(made.id, kinds, args.search, args.offset, args.rows, field=args.field, audience=args.audience)
    fields = {field for c in page.changes for values in (c.before, c.after) for field in values or ()}
    hidden = frozenset[str]() if args.reveal else app.runs.hidden_fields(sync.id, fields)
    changes = [masked(change, hidden, sync.key.field) for change in page.changes]
    context.out.result(
        lambda: shapes.plan(made, sync.name, [shapes.change(c) for c in changes]),
        lambda: _plan(context, made, sync, changes, page.total),
    )
    if hidden and changes and not context.out.as_json:
        context.out.note(f"Masked: {', '.join(sorted(hidden))}. Show personal data with --reveal.")


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
            ("Renewed", made.renewed or None),
            ("Taken out", made.excluded or None),
            ("Requests", made.estimate.calls if made.estimate else made.batches),
            ("Seconds", f"about {made.estimate.seconds:,.0f}" if made.estimate and made.batches else None),
            ("Digest", made.digest),
        )
    )
    if made.held:
        out.note(f"{made.held} A run by its schedule would not send it.")
    if made.renewal:
        out.note(made.renewal)
    for warning in made.warnings:
        out.note(f"Notice: {warning}")
    if changes:
        out.text()
        lines = [line if sync.audience_column else (line[0], *line[2:]) for c in changes for line in _lines(c)]
        where = ("AUDIENCE",) if sync.audience_column else ()
        out.table(("", *where, "KEY", "FIELD", "BEFORE", "AFTER"), lines, empty="")
    if total > len(changes):
        out.note(f"{total - len(changes):,} more; see them with --rows and --offset.")
    if made.to_send:
        if sync.status is SyncStatus.DRAFT:
            out.note(f"It is a draft; activate it with: census-desktop syncs resume {named(sync.name)}")
            return
        asked = context.app.runs.to_type(made)
        if asked:
            out.note(f"Notice: {asked.words}.")
        out.note(f"Send exactly this with: {how_to_send(sync.name, made.digest, asked.count if asked else None)}")


def _lines(change: Change) -> list[tuple[str, ...]]:
    """One line for each value that differs: what happens, audience, key, field, before, after."""
    before, after = change.before or {}, change.after or {}
    word = change.kind.value + (", again" if change.retried else "") + (", taken out" if change.excluded else "")
    if change.kind is ChangeKind.INVALID:
        return [(word, change.audience, change.key, change.reason, "", "")]
    fields = [f for f in {**before, **after} if change.kind is not ChangeKind.CHANGED or before.get(f) != after.get(f)]
    if not fields or change.kind is ChangeKind.REMOVED:
        return [(word, change.audience, change.key, "", "", "")]
    first, others = (word, change.audience, change.key), ("", "", "")
    return [(*(others if n else first), f, shown(before.get(f)), shown(after.get(f))) for n, f in enumerate(fields)]
