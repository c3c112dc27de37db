"""forget: take away everything that syncs have sent of one person, and keep a certificate of it."""

from __future__ import annotations

import sys
from pathlib import Path

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.failure import DONE, REJECTED
from census_desktop.cli.output import printable, shown
from census_desktop.cli.run import ProgressLine
from census_desktop.cli.shapes import Json
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.forgetting import LIST_NAME, Act, Certificate, Review, letter


def register(commands: Commands, help_: str) -> None:
    forget_ = commands.add("forget", forget, help_)
    forget_.add_argument(
        "key", metavar="KEY", nargs="?", default="", help="value of the unique identifier, the e-mail column or a sync key"
    )
    forget_.add_argument("--dataset", metavar="DATASET", default="", help="search this data set alone; name or id")
    forget_.add_argument("--yes", action="store_true", help="do it; else it is shown, and asked for at a terminal")
    forget_.add_argument(
        "--no-exclude",
        action="store_true",
        help=f"do not put the person on the exclusion list “{LIST_NAME}”: a later run may send them again",
    )
    forget_.add_argument("--certificate", metavar="FILE", type=Path, help="write the certificate; .json, or text")
    forget_.add_argument("--list", action="store_true", help="list the certificates of this workspace, or those of KEY")
    forget_.add_argument("--show", metavar="NUMBER", default="", help="show a certificate by its number or its beginning")


def forget(context: Context) -> int:
    app, args = context.app, context.args
    if args.show:
        return _tell(context, app.forgetting.get(args.show))
    if args.list:
        return _list(context)
    if not args.key:
        raise ConfigError("The person's key is missing.", kept="Nothing was sent.", hint="census-desktop forget KEY")
    review = in_worker(context, lambda cancel: app.forgetting.look(args.key, args.dataset, cancel))
    if not args.yes:
        _show(context, review)
        if not _agreed(context, review):
            app.forgetting.discard(review)
            context.out.note("Nothing was sent. Do it with --yes.")
            return DONE
    listener, exclude = ProgressLine(context), not args.no_exclude
    certificate = in_worker(
        context, lambda cancel: app.forgetting.forget(review, exclude=exclude, cancel=cancel, listener=listener)
    )
    context.out.end_progress()
    for warning in review.warnings:
        context.out.note(f"Notice: {printable(warning)}")
    return _tell(context, certificate)


def _show(context: Context, review: Review) -> None:
    exclude = not context.args.no_exclude
    context.out.result(lambda: _shape(review, exclude), lambda: _review(context, review, exclude))


def _shape(review: Review, exclude: bool) -> Json:
    return {
        "syncs": [
            {
                "sync": h.sync,
                "destination": h.destination,
                "object": h.object,
                "records": h.records,
                "act": h.act.value,
                "says": h.says,
                "plan": h.plan.digest if h.plan else None,
                "warnings": list(h.plan.warnings) if h.plan else [],
            }
            for h in review.held
        ],
        "datasets": [{"dataset": p.dataset, "in_source": p.sure} for p in review.people],
        "to_send": review.to_send,
        "exclude": exclude,
        "warnings": list(review.warnings),
        "before": [c.id for c in review.before],
    }


_ACTS = {Act.REMOVE: "taken away", Act.EMPTY: "emptied", Act.NOTHING: "stays"}


def _review(context: Context, review: Review, exclude: bool) -> None:
    out = context.out
    rows = [(h.destination, h.object, h.sync, h.records, _ACTS[h.act]) for h in review.held]
    out.table(("DESTINATION", "OBJECT", "SYNC", "RECORDS", ""), rows, empty="No sync has sent anything of this person.")
    for held in review.held:
        out.note(printable(f"{held.sync}: {held.says}"))
    for person in review.people:
        name = printable(person.dataset)
        if not exclude and person.sure:
            out.note(f"Notice: “{name}” still has this person, and the next runs send them again.")
        elif exclude:
            out.note(f"They go on the exclusion list “{LIST_NAME}” of “{name}”, which keeps their key.")
    for warning in review.warnings:
        out.note(f"Notice: {printable(warning)}")
    for certificate in review.before:
        out.note(f"This person was forgotten before: {shown(certificate.asked_at)}, certificate {certificate.id[:8]}.")


def _agreed(context: Context, review: Review) -> bool:
    """Ask, where somebody sits at the keyboard and there is something to do."""
    if context.out.as_json or not sys.stdin.isatty() or not (review.held or review.people):
        return False
    if review.to_send:
        sys.stderr.write(f"Type the number of records that are taken away, {review.to_send}, to forget this person: ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().replace(",", "") == str(review.to_send)
    sys.stderr.write("Nothing was sent of this person. Keep them from being sent? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _tell(context: Context, certificate: Certificate) -> int:
    app, path = context.app, context.args.certificate
    lines = letter(certificate, app.name)
    context.out.result(lambda: app.forgetting.shape(certificate), lambda: context.out.text("\n".join(map(printable, lines))))
    if path:
        app.forgetting.export(certificate, path)
        context.out.note(f"Written to {printable(str(path))}.")
    return DONE if certificate.is_whole else REJECTED


def _list(context: Context) -> int:
    app, key = context.app, context.args.key
    found = app.forgetting.about(key) if key else app.forgetting.all()
    context.out.result(
        lambda: [app.forgetting.shape(c) for c in found],
        lambda: context.out.table(
            ("NUMBER", "ASKED", "DATA SETS", "SYNCS", ""),
            [
                (c.id[:8], c.asked_at, ", ".join(c.datasets), len(c.answers), "whole" if c.is_whole else "not whole")
                for c in found
            ],
            empty="Nobody was forgotten." if not key else "This person was not forgotten here.",
        ),
    )
    return DONE
