"""sources: where data comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.changes import (
    add_config_arguments,
    add_from_flags,
    item_from_flags,
    known_item,
    require_name,
    setting_rows,
    show_changes,
)
from census_desktop.cli.context import Context
from census_desktop.cli.credentials import add_secret_argument, credentials
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Source

if TYPE_CHECKING:
    from census_desktop.domain.manifest import SourceType


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("sources", help_)
    verbs.add("list", list_, "list the sources")
    verbs.add("types", types, "list what can be a source, with the settings of each")
    add_ = verbs.add("add", add, "add or change a source; a password goes to the keyring")
    add_config_arguments(add_, "files")
    add_secret_argument(add_)
    test_ = verbs.add("test", test, "open a source and name what can be a data set")
    test_.add_argument("source", metavar="SOURCE", help="name or id")


def list_(context: Context) -> int:
    sources = context.app.sources.all()
    context.out.result(
        lambda: [shapes.source(s) for s in sources],
        lambda: context.out.table(
            ("NAME", "TYPE", "SETTINGS"),
            [(s.name, s.type, ", ".join(f"{k}: {v}" for k, v in s.config.items())) for s in sources],
            empty="There is no source yet. Add one with: census-desktop sources add --name NAME --config path=FOLDER",
        ),
    )
    return 0


def types(context: Context) -> int:
    app = context.app
    known = app.sources.types()
    missing = {type_: app.sources.missing_extra(type_) for type_ in known}
    context.out.result(
        lambda: [shapes.source_type(t, missing[t.type]) for t in known.values()], lambda: _types(context, known, missing)
    )
    return 0


def _types(context: Context, known: Mapping[str, SourceType], missing: Mapping[str, str]) -> None:
    for number, type_ in enumerate(known.values()):
        if number:
            context.out.text()
        context.out.text(f"{type_.type}: {type_.label}. {type_.summary}")
        if extra := missing[type_.type]:
            context.out.text(f'  Install it first with: pip install "census-desktop[{extra}]"')
        context.out.table(("  SETTING", "KIND", "", "MEANING"), setting_rows(type_.config), empty="  It has no settings.")


def add(context: Context) -> int:
    args, app = context.args, context.app
    require_name(args)
    with credentials(context) as ask:
        if args.file:
            text, base = context.document(args.file)
            show_changes(context, app.document.add("sources", text, base, ask))
            return 0
        types = app.sources.types()
        if args.type not in types:
            raise ConfigError(
                f"“{args.type}” is not a source type of this version.",
                kept="Nothing was changed.",
                hint=f"Known types: {', '.join(types)}.",
            )
        known = known_item(context, app.catalog.find(Source, args.name))
        return add_from_flags(context, "sources", item_from_flags(args, types[args.type].config, known), ask)


def test(context: Context) -> int:
    app = context.app
    source = app.sources.get(context.args.source)
    tables = in_worker(context, lambda cancel: app.sources.test(source.id, cancel))
    context.out.result(
        lambda: {"source": source.name, "ok": True, "tables": list(tables)},
        lambda: context.out.table(
            ("CAN BE A DATA SET",), [(t,) for t in tables], empty=f"“{source.name}” opens, but is empty."
        ),
    )
    return 0
