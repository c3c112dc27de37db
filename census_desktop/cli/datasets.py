"""datasets: tables, files and queries that segments are built on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from census_desktop.cli import dataset_shapes, shapes
from census_desktop.cli.arguments import Commands, positive
from census_desktop.cli.changes import add_from_file, add_from_flags, known_item
from census_desktop.cli.context import Context
from census_desktop.cli.dataset_shapes import Described
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.drift import Broken, Drift
from census_desktop.domain.errors import ConfigError, SecretsError, SourceError
from census_desktop.domain.model import Column, Dataset
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.profile import ColumnProfile, Profile, to_plain


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("datasets", help_)
    verbs.add("list", list_, "list the data sets")
    made = {
        do: verbs.add(name, do, about)
        for name, do, about in (
            ("show", show, "show what a data set is made of, and how its source has changed"),
            ("refresh", refresh, "read the columns anew"),
            ("profile", profile, "show figures and frequent values of the columns, personal data left out"),
            ("related", related, "show relationships as the data bears them out, and those that keys suggest"),
            ("history", history, "show what was changed, and when"),
            ("restore", restore, "bring back the definition that a change replaced"),
        )
    }
    for parser in made.values():
        parser.add_argument("dataset", metavar="DATASET", help="name or id")
    made[show].add_argument("--offline", action="store_true", help="do not look at the source")
    made[profile].add_argument("--refresh", action="store_true", help="ask the engine, also if it is known already")
    made[restore].add_argument("--at", metavar="ID", type=positive, required=True, help="the change, as history has it")
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
    dataset = context.app.datasets.get(context.args.dataset)
    described = in_worker(context, lambda cancel: _described(context, dataset, cancel))
    context.out.result(lambda: dataset_shapes.described(described), lambda: _show(context, described))
    return 0


def _described(context: Context, dataset: Dataset, cancel: CancelToken) -> Described:
    """The data set as it is kept, and beside it how its source is now; a source that cannot be reached is told."""
    app = context.app
    now, drift, unread = dataset, app.datasets.drift(dataset.id), ""
    if not context.args.offline:
        try:
            now, drift = app.datasets.look(dataset.id, cancel)
        except (SourceError, SecretsError, ConfigError) as error:
            unread = error.message
    source, item, sides = app.sources.get(dataset.source_id).name, app.document.item(dataset), app.relations.of(dataset.id)
    return Described(dataset, source, item, sides, drift, app.datasets.broken(now), unread)


def _show(context: Context, described: Described) -> None:
    out, dataset, item = context.out, described.dataset, described.item
    out.facts(
        (
            ("Name", dataset.name),
            ("Source", described.source),
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
        ("COLUMN", "TYPE", "IN THE SOURCE", "PERSONAL", "PICKED"),
        [_column_line(c) for c in dataset.columns],
        empty="Its columns are not known yet.",
    )
    parts: dict[str, Any] = {key: item[key] for key in ("relationships", "computed", "exclusions", "priorities") if key in item}
    if parts:
        out.text()
        out.text(context.app.document.to_yaml(parts).rstrip())
    for side in described.sides:
        if side.incoming:
            out.text(f"“{side.related.name}” relates to it as “{side.relationship.name}” ({dataset_shapes.kind_words(side)}).")
    _tell_drift(context, described.drift, described.broken)
    if described.unread:
        out.complain(f"The source could not be looked at: {described.unread}")


def _column_line(column: Column) -> tuple[str, ...]:
    return (column.name, column.type.value, column.native, "yes" if column.pii else "", "yes" if column.enumerated else "")


def _tell_drift(context: Context, drift: Drift, broken: Sequence[Broken]) -> None:
    out = context.out
    lines = () if drift.noted else drift.words
    if lines or broken:
        out.text()
    for line in lines:
        out.text(f"The source has changed, {line}")
    for one in broken:
        out.text(f"Does not work: the {dataset_shapes.who(one)}: {one.why}")


def refresh(context: Context) -> int:
    app = context.app
    dataset = app.datasets.get(context.args.dataset)
    fresh = in_worker(context, lambda cancel: app.datasets.refresh(dataset.id, cancel))
    drift, broken = app.datasets.drift(dataset.id), app.datasets.broken(fresh)

    def tell() -> None:
        context.out.text(f"{len(fresh.columns)} columns of “{fresh.name}” read")
        _tell_drift(context, drift, broken)

    context.out.result(lambda: {"dataset": fresh.name, **dataset_shapes.drift(drift, broken)}, tell)
    return 0


def profile(context: Context) -> int:
    app = context.app
    dataset = app.datasets.get(context.args.dataset)
    known = None if context.args.refresh else app.profiles.known(dataset.id)
    found = known or in_worker(context, lambda cancel: app.profiles.make(dataset.id, cancel))
    context.out.result(lambda: {"dataset": dataset.name, **to_plain(found)}, lambda: _profile(context, dataset, found))
    return 0


def _profile(context: Context, dataset: Dataset, found: Profile) -> None:
    out = context.out
    out.facts((("Data set", dataset.name), ("Records", found.rows), ("Made", found.at)))
    out.text()
    out.table(
        ("COLUMN", "TYPE", "EMPTY", "DISTINCT", "LEAST", "GREATEST", "MEAN", "MOST FREQUENT"),
        [_profile_line(c) for c in found.columns],
        empty="It has no columns.",
    )


def _profile_line(column: ColumnProfile) -> tuple[Any, ...]:
    if column.hidden:
        return (column.name, column.type.value, column.nulls, column.distinct, "hidden", "hidden", None, "hidden")
    mean = None if column.mean is None else round(column.mean, 2)
    top = ", ".join(f"{value} ({count:,})" for value, count in column.top[:3])
    return (column.name, column.type.value, column.nulls, column.distinct, column.lowest, column.highest, mean, top)


def related(context: Context) -> int:
    from census_desktop.cli.relationships import look_at

    return look_at(context)


def history(context: Context) -> int:
    app = context.app
    lines = app.datasets.history(app.datasets.get(context.args.dataset).id)
    context.out.result(
        lambda: [shapes.past(p) for p in lines],
        lambda: context.out.table(
            ("ID", "AT", "WHAT", "DETAIL", "CAN BE RESTORED"),
            [(p.id, p.at, p.what, p.detail, "yes" if p.before else "") for p in lines],
            empty=f"Nothing is known of “{context.args.dataset}”.",
        ),
    )
    return 0


def restore(context: Context) -> int:
    app = context.app
    dataset = app.datasets.get(context.args.dataset)
    restored = in_worker(context, lambda cancel: app.datasets.go_back(dataset.id, context.args.at, cancel))
    source = app.sources.get(restored.source_id).name
    context.out.result(
        lambda: shapes.dataset(restored, source),
        lambda: context.out.text(f"“{restored.name}” is as it was before change {context.args.at}"),
    )
    return 0


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
