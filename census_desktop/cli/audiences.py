"""audiences: which a destination has, how the one of a sync stands there, and who is in it."""

from __future__ import annotations

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.failure import DONE, REJECTED
from census_desktop.cli.output import printable
from census_desktop.cli.shapes import HIDDEN, Json
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.ports import Audience
from census_desktop.usecases.audiences import Drift, Standing, Stands


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("audiences", help_)
    list__ = verbs.add("list", list_, "list the audiences of a destination that a sync can fill")
    list__.add_argument("destination", metavar="DESTINATION", help="name or id")
    list__.add_argument(
        "--object", metavar="OBJECT", default="", help="of this object, where the destination has several kinds"
    )
    list__.add_argument("--search", metavar="TEXT", default="", help="only those with this text in their name")
    verbs.add("show", show, "show how the audience of a sync stands there").add_argument(
        "sync", metavar="SYNC", help="name or id"
    )
    check_ = verbs.add("check", check, "compare who is in the audience with whom the sync put there")
    check_.add_argument("sync", metavar="SYNC", help="name or id")
    check_.add_argument("--mend", action="store_true", help="those that are gone are sent again by the next run")
    check_.add_argument("--reveal", action="store_true", help="show keys, where they are personal data")
    rename_ = verbs.add("rename", rename, "give the audience another name, there and in the sync")
    rename_.add_argument("sync", metavar="SYNC", help="name or id")
    rename_.add_argument("name", metavar="NAME", nargs="?", default="", help="else the sync takes the name it has there")


def list_(context: Context) -> int:
    app, args = context.app, context.args
    connection = app.destinations.get(args.destination)
    specs = [s for s in app.audiences.objects(connection.id) if args.object in ("", s.name)]
    if not specs:
        what = f"no audience “{args.object}”" if args.object else "no audiences"
        raise ConfigError(f"“{connection.name}” has {what} that a sync could fill.")
    found = in_worker(context, lambda cancel: {s.name: app.audiences.all(connection.id, s.name, args.search) for s in specs})
    rows = [(a.name, name, a.members, a.id, a.trouble) for name, audiences in found.items() for a in audiences]
    context.out.result(
        lambda: [_audience(a, name) for name, audiences in found.items() for a in audiences],
        lambda: context.out.table(("NAME", "OBJECT", "MEMBERS", "ID", ""), rows, empty="There is none of that name."),
    )
    return DONE


def show(context: Context) -> int:
    app = context.app
    sync = app.syncs.get(context.args.sync)
    stands = in_worker(context, lambda cancel: app.audiences.stands(sync.id))
    there = stands.audience
    context.out.result(
        lambda: _stands(stands, sync.name, sync.audience),
        lambda: context.out.facts(
            (
                ("Audience", sync.audience),
                ("Id there", there.id if there else sync.audience_id),
                ("Name there", there.name if there else ""),
                ("Members there", there.members if there else None),
                ("Put there by the sync", stands.ours),
                ("State", stands.says or "as it should be"),
            )
        ),
    )
    return REJECTED if stands.standing in (Standing.GONE, Standing.TROUBLE) else DONE


def check(context: Context) -> int:
    app, args = context.app, context.args
    sync = app.syncs.get(args.sync)
    compare = app.audiences.mend if args.mend else app.audiences.drift
    drift = in_worker(context, lambda cancel: compare(sync.id, cancel))
    private = not args.reveal and bool(app.runs.hidden_fields(sync.id, ()) & {sync.key.field})
    context.out.result(lambda: _drift(drift, private, args.mend), lambda: _tell(context, drift, private))
    if private and (drift.gone or drift.others) and not context.out.as_json:
        context.out.note("Keys are masked. Show them with --reveal.")
    if drift.gone:
        mended = "They are sent again by the next run." if args.mend else "Send them again with the next run: --mend"
        context.out.note(mended)
    return REJECTED if drift.gone and not args.mend else DONE


def rename(context: Context) -> int:
    app, args = context.app, context.args
    sync = in_worker(context, lambda cancel: app.audiences.rename(args.sync, args.name))
    context.out.result(
        lambda: {"sync": sync.name, "audience": sync.audience, "id": sync.audience_id},
        lambda: context.out.text(printable(f"{sync.name}: the audience is called “{sync.audience}”.")),
    )
    return DONE


def _tell(context: Context, drift: Drift, private: bool) -> None:
    out = context.out
    out.facts(
        (
            ("Audience", drift.audience),
            ("Members there", drift.there),
            ("Put there by the sync", drift.ours),
            ("Added by others", drift.others),
            ("Gone", drift.gone),
        )
    )
    rows = [("gone", key) for key in drift.samples_gone] + [("added by others", key) for key in drift.samples_others]
    if rows:
        out.text()
        out.table(("", "KEY"), [(word, HIDDEN if private else key) for word, key in rows], empty="")


def _audience(audience: Audience, object_: str) -> Json:
    return {
        "id": audience.id,
        "name": audience.name,
        "object": object_,
        "members": audience.members,
        "trouble": audience.trouble or None,
    }


def _stands(stands: Stands, sync: str, name: str) -> Json:
    there = stands.audience
    return {
        "sync": sync,
        "audience": name,
        "standing": stands.standing.value,
        "says": stands.says or None,
        "id": there.id if there else None,
        "name": there.name if there else None,
        "members": there.members if there else None,
        "ours": stands.ours,
    }


def _drift(drift: Drift, private: bool, mended: bool) -> Json:
    def samples(keys: tuple[str, ...]) -> list[str]:
        return [HIDDEN if private else key for key in keys]

    return {
        "sync": drift.sync,
        "audience": drift.audience,
        "there": drift.there,
        "ours": drift.ours,
        "gone": drift.gone,
        "others": drift.others,
        "samples": {"gone": samples(drift.samples_gone), "others": samples(drift.samples_others)},
        "mended": mended and drift.gone > 0,
    }
