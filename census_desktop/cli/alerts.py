"""alerts: what is open, the alerts of a sync, and the channels by which they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.changes import item_from_flags, setting_rows
from census_desktop.cli.context import Context
from census_desktop.cli.credentials import add_secret_argument, credentials
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.errors import ConfigError

if TYPE_CHECKING:
    from census_desktop.domain.alerts import Alert, OpenAlert
    from census_desktop.usecases.channels import Channel

KEPT = "Nothing was changed."


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("alerts", help_)
    list__ = verbs.add("list", list_, "list the alerts that hold now, or all alerts of a sync with their state")
    list__.add_argument("sync", metavar="SYNC", nargs="?", default="", help="name or id")
    verbs.add("channels", channels, "list the channels by which alerts are told")
    verbs.add("types", types, "list what can be a channel, with the settings of each")
    add = verbs.add("add-channel", add_channel, "add or change a channel; a credential goes to the keyring")
    add.add_argument("--name", required=True, help="its name")
    add.add_argument("--type", required=True, help="desktop, email, webhook or slack")
    add.add_argument("--config", metavar="KEY=VALUE", action="append", default=[], help="one setting; can be repeated")
    add_secret_argument(add)
    add.set_defaults(file="")
    remove = verbs.add("remove-channel", remove_channel, "remove a channel and its credential")
    remove.add_argument("channel", metavar="CHANNEL", help="name or id")
    test_ = verbs.add("test", test, "send a test message by a channel")
    test_.add_argument("channel", metavar="CHANNEL", help="name or id")


def list_(context: Context) -> int:
    return _of_sync(context) if context.args.sync else _open(context)


def _open(context: Context) -> int:
    found = context.app.alerts.open()
    context.out.result(
        lambda: [_open_shape(a) for a in found],
        lambda: context.out.table(
            ("SYNC", "ALERT", "SINCE", "WHY", "RUN"),
            [(a.sync, a.kind, a.since, a.text, a.run_id[:8]) for a in found],
            empty="No alert holds now.",
        ),
    )
    return 0


def _of_sync(context: Context) -> int:
    from census_desktop.domain.alerts import in_words

    found = context.app.alerts.of(context.args.sync)
    context.out.result(
        lambda: [_alert_shape(alert, held) for alert, held in found],
        lambda: context.out.table(
            ("ALERT", "WHEN", "TOLD", "TO", "STATE"),
            [
                (a.kind, in_words(a), _often(a), ", ".join(a.to) or "all channels", f"since {held.since}" if held else "")
                for a, held in found
            ],
            empty="Nothing is told of this sync.",
        ),
    )
    return 0


def _often(alert: Alert) -> str:
    from census_desktop.domain.alerts import PASSING

    if alert.every or alert.kind in PASSING:
        return "every time"
    return "once until it recovers" if alert.recovery else "once, recovery not told"


def _open_shape(alert: OpenAlert) -> shapes.Json:
    return {
        "sync": alert.sync,
        "alert": alert.kind,
        "since": shapes.moment(alert.since),
        "text": alert.text,
        "run": alert.run_id,
    }


def _alert_shape(alert: Alert, held: OpenAlert | None) -> shapes.Json:
    return {
        "alert": alert.kind,
        "over": alert.over or None,
        "every": alert.every,
        "recovery": alert.recovery,
        "to": list(alert.to),
        "open": _open_shape(held) if held else None,
    }


def channels(context: Context) -> int:
    found = context.app.alerts.channels.all()
    context.out.result(
        lambda: [_channel_shape(c) for c in found],
        lambda: context.out.table(
            ("NAME", "TYPE", "STATE"),
            [(c.name, c.type, c.trouble or "in order") for c in found],
            empty="There is no channel: alerts are shown in the window only.",
        ),
    )
    return 0


def _channel_shape(channel: Channel) -> shapes.Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "type": channel.type,
        "config": dict(channel.config),
        "trouble": channel.trouble or None,
    }


def types(context: Context) -> int:
    from census_desktop.usecases.channels import TYPES

    def told() -> None:
        for number, type_ in enumerate(TYPES.values()):
            if number:
                context.out.text()
            context.out.text(f"{type_.type}: {type_.title}")
            context.out.table(("  SETTING", "KIND", "", "MEANING"), setting_rows(type_.config), empty="  It has no settings.")

    context.out.result(lambda: [shapes.channel_type(t) for t in TYPES.values()], told)
    return 0


def add_channel(context: Context) -> int:
    from dataclasses import replace

    from census_desktop.usecases.channels import TYPES, Channel

    args, app = context.args, context.app
    if args.type not in TYPES:
        raise ConfigError(
            f"“{args.type}” is no kind of channel.", kept="Nothing was changed.", hint=f"Known: {', '.join(TYPES)}."
        )
    known = next((c for c in app.alerts.channels.all() if c.name == args.name), None)
    if known and known.type != args.type:
        raise ConfigError(f"“{known.name}” is of the type {known.type}.", kept=KEPT, hint="Remove it, or take another name.")
    type_ = TYPES[args.type]
    item = item_from_flags(args, type_.config, {"config": dict(known.config)} if known else {})
    channel = replace(known or Channel("", args.name, args.type), config=item["config"])
    with credentials(context) as ask:
        app.alerts.channels.check(channel)
        saved = app.alerts.channels.save(channel, ask(channel, type_, known is None))
    action = "updated" if known else "created"
    context.out.result(
        lambda: {"channel": saved.name, "action": action}, lambda: context.out.text(f"channel “{saved.name}” {action}")
    )
    return 0


def remove_channel(context: Context) -> int:
    channel = context.app.alerts.channels.get(context.args.channel)
    context.app.alerts.channels.remove(channel.id)
    context.out.result(
        lambda: {"channel": channel.name, "action": "removed"}, lambda: context.out.text(f"channel “{channel.name}” removed")
    )
    return 0


def test(context: Context) -> int:
    app = context.app
    channel = app.alerts.channels.get(context.args.channel)
    message = in_worker(context, lambda cancel: app.alerts.test(channel.id, cancel))
    context.out.result(lambda: {"channel": channel.name, "ok": True, "message": message}, lambda: context.out.text(message))
    return 0
