"""rehearse: what a run would send and what would become of it, told here, without the destination and its credential."""

from __future__ import annotations

from dataclasses import asdict

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands, positive
from census_desktop.cli.context import Context
from census_desktop.cli.failure import DONE, REJECTED
from census_desktop.cli.output import printable
from census_desktop.cli.run import ProgressLine
from census_desktop.cli.waiting import in_worker
from census_desktop.usecases.rehearsing import Rehearsed, words


def register(commands: Commands, help_: str) -> None:
    rehearse_ = commands.add("rehearse", rehearse, help_)
    rehearse_.add_argument("sync", metavar="SYNC", help="name or id")
    rehearse_.add_argument("--all", action="store_true", help="every record of the source, as if nothing had been sent yet")
    rehearse_.add_argument("--rows", metavar="N", type=positive, default=20, help="how many records to show (else 20)")
    rehearse_.add_argument("--reveal", action="store_true", help="show keys, where they are personal data")


def rehearse(context: Context) -> int:
    app, args = context.app, context.args
    sync = app.syncs.get(args.sync)
    told = in_worker(
        context,
        lambda cancel: app.rehearsing.rehearse(sync, everything=args.all, cancel=cancel, listener=ProgressLine(context)),
    )
    context.out.end_progress()
    private = not args.reveal and sync.key.field in app.runs.hidden_fields(sync.id, ())
    context.out.result(lambda: _shape(told, private, args.rows), lambda: _tell(context, told, private))
    for note in (told.held, *told.notes):
        if note:
            context.out.note(f"Notice: {printable(note)}")
    for note in told.unchecked:
        context.out.note(f"Not checked: {printable(note)}")
    for note in told.unverified:
        context.out.note(f"Not verified: {printable(note)}")
    return DONE if told.is_fine else REJECTED


def _tell(context: Context, told: Rehearsed, private: bool) -> None:
    out, counts = context.out, told.counts
    out.facts(
        (
            ("Sync", told.sync),
            ("Destination", f"{told.destination} ({told.title}), {told.object}"),
            ("Outcome", words(told)),
            ("Added", counts.added),
            ("Changed", counts.changed),
            ("Removed", counts.removed),
            ("Unchanged", counts.unchanged),
            ("Bytes", told.bytes),
            ("Cost", told.cost),
        )
    )
    if told.reasons:
        out.text()
        out.table(("RECORDS", "WHY"), [(number, reason) for reason, number in told.reasons], empty="")
    rows = [(s.kind, shapes.HIDDEN if private else s.key, s.reason) for s in told.samples[: context.args.rows]]
    if rows:
        out.text()
        out.table(("", "KEY", "WHY"), rows, empty="")
        if private:
            out.note("Keys are masked. Show them with --reveal.")


def _shape(told: Rehearsed, private: bool, rows: int) -> shapes.Json:
    return {
        "sync": told.sync,
        "destination": told.destination,
        "type": told.title,
        "object": told.object,
        "fine": told.is_fine,
        "counts": shapes.counts(told.counts),
        "sent": told.sent,
        "rejected": told.rejected,
        "reasons": [{"reason": reason, "records": number} for reason, number in told.reasons],
        "samples": [
            {"kind": s.kind, "key": shapes.HIDDEN if private else s.key, "reason": s.reason} for s in told.samples[:rows]
        ],
        "estimate": asdict(told.estimate),
        "bytes": told.bytes,
        "cost": told.cost or None,
        "held": told.held or None,
        "notes": list(told.notes),
        "unchecked": list(told.unchecked),
        "unverified": list(told.unverified),
    }
