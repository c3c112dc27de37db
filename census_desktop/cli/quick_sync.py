"""quick-sync: a new sync of a segment in one step, copied from the newest active one to that destination."""

from __future__ import annotations

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.run import run_sync, tell_run
from census_desktop.cli.syncs import name_of_sync, schedule_words
from census_desktop.domain.rows import QuickSyncOffers


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("quick-sync", help_)
    list__ = verbs.add("list", list_, "list the templates that fit a segment, newest first")
    list__.add_argument("segment", metavar="SEGMENT", help="name or id")
    create_ = verbs.add("create", create, "copy a template for a segment; the copy is active at once")
    create_.add_argument("segment", metavar="SEGMENT", help="name or id")
    create_.add_argument("--template", metavar="SYNC", required=True, help="the sync to copy, as quick-sync list names it")
    create_.add_argument("--name", help="the new sync's name (else “segment → destination”)")
    create_.add_argument(
        "--consent",
        action="append",
        default=[],
        metavar="NAME",
        help="confirm what the copy does to people's consent, as quick-sync list names it; can be given more than once",
    )
    create_.add_argument("--run", action="store_true", help="run the new sync at once")


def list_(context: Context) -> int:
    offers = context.app.syncs.quick_sync_offers(context.args.segment)
    context.out.result(
        lambda: [shapes.offer(o, lambda id_: name_of_sync(context, id_)) for o in offers.offers],
        lambda: _list(context, offers),
    )
    return 0


def _list(context: Context, offers: QuickSyncOffers) -> None:
    context.out.table(
        ("TEMPLATE", "DESTINATION", "OBJECT", "OPERATION", "SCHEDULE", "FIELDS", "AUDIENCE"),
        [
            (
                o.template.name,
                o.connection.name,
                o.object,
                o.template.operation.label,
                schedule_words(context, o.template.schedule),
                o.fields,
                f"named by {o.audience_column}" if o.audience_column else o.audience,
            )
            for o in offers.offers
        ],
        empty=offers.reason,
    )
    for offer in offers.offers:
        for warning in offer.warnings:
            context.out.note(f"Notice: “{offer.template.name}”: {warning}.")
        for name, said in offer.consent.items():
            context.out.note(f"Consent: “{offer.template.name}”: {said} Confirm it with --consent {name}.")
    left_out = [f"{n} {word}" for n, word in ((offers.paused, "paused"), (offers.drafts, "in draft")) if n]
    if not offers.offers:
        context.out.note("Add a sync with: census-desktop syncs add --file FILE")
    if offers.offers and left_out:
        context.out.note(f"Not offered: {' and '.join(left_out)}. Only active syncs are copied.")


def create(context: Context) -> int:
    app, args = context.app, context.args
    sync = app.syncs.quick_sync(args.segment, args.template, args.name or "", consented=args.consent)
    ran = run_sync(context, sync.id) if args.run else None
    row = app.syncs.row(sync.id)
    context.out.result(
        lambda: shapes.sync(row, lambda id_: name_of_sync(context, id_)),
        lambda: context.out.text(
            f"“{sync.name}” is active: {row.segment} → {row.connection.name}, {schedule_words(context, sync.schedule)}."
        ),
    )
    return tell_run(context, ran, say=not context.out.as_json) if ran else 0
