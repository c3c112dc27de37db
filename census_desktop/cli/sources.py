"""sources: where data comes from."""

from __future__ import annotations

from pathlib import Path

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.changes import add_config_arguments, item_from_flags, require_name, show_changes
from census_desktop.cli.context import Context
from census_desktop.domain.errors import ConfigError


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
        text, base = context.document(args.file)
        show_changes(context, context.app.document.add("sources", text, base))
        return 0
    types = context.app.sources.types()
    if args.type not in types:
        raise ConfigError(f"“{args.type}” is not a source type of this version.", hint=f"Known types: {', '.join(types)}.")
    item = item_from_flags(args, types[args.type])
    show_changes(context, context.app.document.add_item("sources", item, Path.cwd()))
    return 0


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
