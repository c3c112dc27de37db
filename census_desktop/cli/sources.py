"""sources: where data comes from."""

from __future__ import annotations

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.changes import (
    add_config_arguments,
    add_from_file,
    add_from_flags,
    item_from_flags,
    known_item,
    require_name,
)
from census_desktop.cli.context import Context
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Source


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("sources", help_)
    verbs.add("list", list_, "list the sources")
    add_config_arguments(verbs.add("add", add, "add or change a source"), "files")
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


def add(context: Context) -> int:
    args = context.args
    require_name(args)
    if args.file:
        return add_from_file(context, "sources")
    types = context.app.sources.types()
    if args.type not in types:
        raise ConfigError(
            f"“{args.type}” is not a source type of this version.",
            kept="Nothing was changed.",
            hint=f"Known types: {', '.join(types)}.",
        )
    known = known_item(context, context.app.catalog.find(Source, args.name))
    return add_from_flags(context, "sources", item_from_flags(args, types[args.type], known))


def test(context: Context) -> int:
    source = context.app.sources.get(context.args.source)
    tables = context.app.sources.test(source.id)
    context.out.result(
        lambda: {"source": source.name, "ok": True, "tables": list(tables)},
        lambda: context.out.table(
            ("CAN BE A DATA SET",), [(t,) for t in tables], empty=f"“{source.name}” opens, but is empty."
        ),
    )
    return 0
