"""destinations: connections to the tools that records go to. Credentials never come from an argument or a document."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from census_desktop.cli.arguments import Commands
from census_desktop.cli.changes import (
    add_config_arguments,
    add_from_flags,
    item_from_flags,
    known_item,
    require_name,
    show_changes,
)
from census_desktop.cli.context import Context
from census_desktop.cli.credentials import add_secret_argument, credentials
from census_desktop.domain.environments import in_plain

if TYPE_CHECKING:
    from census_desktop.domain.model import Connection


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("destinations", help_)
    verbs.add("list", list_, "list the connections")
    verbs.add("types", types, "list what can be connected, with the settings of each")
    add_ = verbs.add("add", add, "add or change a connection; a credential goes to the keyring")
    add_config_arguments(add_, None)
    add_secret_argument(add_)
    connect_ = verbs.add("connect", connect, "sign in to a destination by your browser")
    connect_.add_argument("destination", metavar="DESTINATION", help="name or id")
    connect_.add_argument(
        "--no-browser", action="store_true", help="only print the address, to open it yourself on this computer"
    )
    test_ = verbs.add("test", test, "check that a destination answers and takes the credential")
    test_.add_argument("destination", metavar="DESTINATION", help="name or id")


def list_(context: Context) -> int:
    from census_desktop.cli import shapes

    app = context.app
    connections = app.destinations.all()
    syncs = Counter(s.connection_id for s in app.syncs.all())
    context.out.result(
        lambda: [shapes.destination(c, syncs[c.id]) for c in connections],
        lambda: context.out.table(
            ("NAME", "TYPE", "ENVIRONMENT", "SYNCS", "TESTED", "RESULT"),
            [(c.name, c.type, in_plain(c.environment), syncs[c.id], c.tested_at, _tested(c)) for c in connections],
            empty="There is no destination yet. See what there is with: census-desktop destinations types",
        ),
    )
    return 0


def _tested(connection: Connection) -> str:
    if connection.test_ok is None:
        return "not tested"
    return "works" if connection.test_ok else f"failed: {connection.test_message}"


def types(context: Context) -> int:
    """Opens no workspace: types are the same in all."""
    from census_desktop.usecases.destination_types import destination_types

    found = destination_types()
    context.out.result(lambda: found, lambda: _types(context, found))
    return 0


types.is_plain = True  # type: ignore[attr-defined]  # it prints what it reads, and needs no log


def _types(context: Context, found: list[dict[str, Any]]) -> None:
    for number, type_ in enumerate(found):
        if number:
            context.out.text()
        context.out.text(f"{type_['type']}: {type_['title']}. {type_['summary']}")
        fields = [*type_["config"], *({"kind": "credential", **field} for field in type_["secrets"])]
        context.out.table(("  SETTING", "KIND", "", "MEANING"), map(_row, fields), empty="  It has no settings.")
        if "browser" in type_["sign_in"]:
            context.out.text("  Sign in by the browser: census-desktop destinations connect DESTINATION")


def _row(field: dict[str, Any]) -> tuple[str, str, str, str]:
    default = "" if field.get("default") is None else f" Default: {json.dumps(field['default'], ensure_ascii=False)}."
    choices = f" One of {', '.join(field['choices'])}." if field.get("choices") else ""
    meaning = f"{field['help']}{choices}{default}".strip()
    return f"  {field['name']}", field["kind"], "required" if field["required"] else "", meaning


def add(context: Context) -> int:
    args, app = context.args, context.app
    require_name(args)
    from census_desktop.domain.model import Connection

    with credentials(context) as ask:
        if args.file:
            text, base = context.document(args.file)
            show_changes(context, app.document.add("destinations", text, base, ask))
            return 0
        known = known_item(context, app.catalog.find(Connection, args.name))
        item = item_from_flags(args, app.destinations.manifest(args.type).config, known)
        return add_from_flags(context, "destinations", item, ask)


def connect(context: Context) -> int:
    from census_desktop.cli import shapes
    from census_desktop.cli.waiting import in_worker

    app = context.app
    connection = app.destinations.get(context.args.destination)

    def show(address: str) -> None:
        context.out.complain(
            f"To sign in to “{connection.name}”, open this address in a browser on this computer:\n\n{address}\n"
        )
        if not context.args.no_browser:
            _open_browser(address)
        context.out.note("Waiting for the browser … (Ctrl-C gives up)")

    saved = in_worker(context, lambda cancel: app.signing_in.sign_in(connection, {}, show, cancel))
    state = app.signing_in.state(saved.id)
    context.out.result(
        lambda: shapes.sign_in(saved, state),
        lambda: context.out.text(f"{saved.name}: signed in{f' as {state.account}' if state and state.account else ''}."),
    )
    return 0


_IN_TERMINAL = ("www-browser", "links", "elinks", "lynx", "w3m")


def _open_browser(address: str) -> None:
    """Where there is one that does not take over this terminal; the address was printed anyway."""
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if Path(getattr(browser, "name", "")).name not in _IN_TERMINAL:
        browser.open(address)


def test(context: Context) -> int:
    from census_desktop.cli.waiting import in_worker

    app = context.app
    connection = app.destinations.get(context.args.destination)
    message = in_worker(context, lambda cancel: app.destinations.test(connection))
    context.out.result(
        lambda: {"destination": connection.name, "ok": True, "message": message},
        lambda: context.out.text(f"{connection.name}: {message}"),
    )
    return 0
