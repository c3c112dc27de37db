"""datasets: tables, files and queries that segments are built on."""

from __future__ import annotations

from typing import Any

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.changes import add_from_file, add_from_flags, known_item
from census_desktop.cli.context import Context
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Dataset


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("datasets", help_)
    verbs.add("list", list_, "list the data sets")
    show_ = verbs.add("show", show, "show a data set's columns and relationships")
    show_.add_argument("dataset", metavar="DATASET", help="name or id")
    add_ = verbs.add("add", add, "add or change a data set; its columns are read from the source")
    add_.add_argument("--file", metavar="FILE", help="take it from a document in YAML or JSON; - is stdin")
    add_.add_argument("--name", help="its name, if there is no file")
    add_.add_argument("--source", help="the source's name")
    add_.add_argument("--table", help="a table, view or file of the source")
    add_.add_argument("--sql", help="a SELECT instead of a table")
    add_.add_argument("--type", help="person, company, event or generic (else generic)")
    add_.add_argument("--unique-identifier", metavar="COLUMN", help="the column that identifies a record")
    add_.add_argument("--email", metavar="COLUMN", help="the column with the e-mail address; it counts as personal")


def list_(context: Context) -> int:
    app = context.app
    sources = {s.id: s.name for s in app.sources.all()}
    datasets = app.datasets.all()
    context.out.result(
        lambda: [shapes.dataset(d, sources.get(d.source_id, "")) for d in datasets],
        lambda: context.out.table(
            ("NAME", "SOURCE", "TABLE", "TYPE", "KEY", "COLUMNS"),
            [
                (d.name, sources.get(d.source_id, ""), d.table or "SQL", d.type, d.unique_identifier, len(d.columns))
                for d in datasets
            ],
            empty="There is no data set yet. Add one with: census-desktop datasets add --name NAME --source SOURCE --table T",
        ),
    )
    return 0


def show(context: Context) -> int:
    app = context.app
    dataset = app.datasets.get(context.args.dataset)
    source = app.sources.get(dataset.source_id).name
    item = app.document.item(dataset)
    context.out.result(
        lambda: shapes.dataset_with_columns(dataset, source, item), lambda: _show(context, dataset, source, item)
    )
    return 0


def _show(context: Context, dataset: Dataset, source: str, item: dict[str, Any]) -> None:
    out = context.out
    out.facts(
        (
            ("Name", dataset.name),
            ("Source", source),
            ("Table", dataset.table),
            ("SQL", dataset.sql),
            ("Type", dataset.type),
            ("Unique identifier", dataset.unique_identifier),
            ("E-mail", dataset.email),
            ("Event name", dataset.event_name),
            ("Event time", dataset.event_time),
        )
    )
    out.text()
    out.table(
        ("COLUMN", "TYPE", "IN THE SOURCE", "PERSONAL"),
        [(c.name, c.type.value, c.native, "yes" if c.pii else "") for c in dataset.columns],
        empty="Its columns are not known yet.",
    )
    parts: dict[str, Any] = {key: item[key] for key in ("relationships", "computed") if key in item}
    if parts:
        out.text()
        out.text(context.app.document.to_yaml(parts).rstrip())


def add(context: Context) -> int:
    args = context.args
    if args.file and args.name:
        raise ConfigError("Give either --file or --name with its settings, not both.", kept="Nothing was changed.")
    if args.file:
        return add_from_file(context, "datasets")
    if not (args.name and args.source and (args.table or args.sql)):
        raise ConfigError("Give --file FILE, or --name, --source and --table (or --sql).", kept="Nothing was changed.")
    item = known_item(context, context.app.catalog.find(Dataset, args.name))
    email = item.get("email")
    item.pop("sql" if args.table else "table", None)
    given = ("name", "source", "table", "sql", "type", "unique_identifier", "email")
    item |= {key: value for key in given if (value := getattr(args, key)) is not None}
    if args.email and args.email != email:
        columns = dict(item.get("columns") or {})
        item["columns"] = {**columns, args.email: {**columns.get(args.email, {}), "pii": True}}
    return add_from_flags(context, "datasets", item)
