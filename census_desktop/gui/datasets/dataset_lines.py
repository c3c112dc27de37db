"""Data sets as the page shows them: what is read in the pool, and their columns as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.model import Column as DataColumn
from census_desktop.domain.model import Dataset, Segment, Source, new_id
from census_desktop.domain.quicksync import free_name
from census_desktop.gui.kit import icons, said, words
from census_desktop.gui.kit.models import RIGHT, Column
from census_desktop.gui.segments.field_list import TYPE_ICONS

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from census_desktop.domain.drift import Broken, Drift
    from census_desktop.domain.profile import ColumnProfile, Profile

TYPES = (
    (words.tr("People"), "person"),
    (words.tr("Companies"), "company"),
    (words.tr("Events"), "event"),
    (words.tr("Anything else"), "generic"),
)
FILES = (".csv", ".tsv", ".txt", ".parquet", ".json", ".jsonl", ".ndjson", ".xlsx", ".xls", ".ods", ".gz")
TYPE_LOOKS = {"person": ("people", "blue"), "company": ("folder", "amber"), "event": ("bolt", "violet")}


@dataclass(frozen=True, slots=True)
class DatasetLine:
    """A data set with its source and who uses it. `source` is None when it was removed."""

    dataset: Dataset
    source: Source | None
    segments: tuple[str, ...]
    syncs: int


@dataclass(frozen=True, slots=True)
class Found:
    """A data set that could be added: not saved yet, its columns detected, its likely properties filled in."""

    source: Source
    tables: tuple[str, ...]
    dataset: Dataset | None


def read_lines(app: App) -> tuple[DatasetLine, ...]:
    """In the pool: every data set, by name."""
    sources = {s.id: s for s in app.sources.all()}
    segments: dict[str, list[str]] = {}
    for segment in app.segments.all():
        segments.setdefault(segment.dataset_id, []).append(segment.name)
    lines = [
        DatasetLine(d, sources.get(d.source_id), tuple(segments.get(d.id, ())), len(app.catalog.syncs_of(dataset_id=d.id)))
        for d in app.datasets.all()
    ]
    return tuple(sorted(lines, key=lambda line: line.dataset.name.casefold()))


def place_of(line: DatasetLine) -> str:
    """Where the rows come from."""
    source = line.source.name if line.source else words.tr("source removed")
    return f"{source} · {line.dataset.table or words.tr('SQL query')}"


def look(dataset: Dataset) -> tuple[str, str]:
    return TYPE_LOOKS.get(dataset.type, ("table", "teal"))


def list_columns() -> tuple[Column[DatasetLine], ...]:
    return (
        Column(
            words.tr("Data set"),
            lambda n: n.dataset.name,
            second=place_of,
            icon=lambda n: icons.tile(*look(n.dataset), 26),
            accessible=lambda n: (
                f"{n.dataset.name}, {place_of(n)}, {words.counted(len(n.segments), words.tr('segment'), words.tr('segments'))}"
            ),
        ),
    )


def column_columns(dataset_properties: dict[str, str]) -> tuple[Column[DataColumn], ...]:
    """Name, type, personal data, and what the column is for (`dataset_properties`: column → role)."""
    return (
        Column(words.tr("Column"), lambda c: c.name, icon=lambda c: icons.icon(TYPE_ICONS[c.type], "secondary")),
        Column(words.tr("Type"), lambda c: said.said(c.type.value), second=None, width=110, tooltip=lambda c: c.native),
        Column(words.tr("Used as"), lambda c: dataset_properties.get(c.name, ""), width=160, tone=lambda c: "secondary"),
        Column(
            words.tr("Personal data"),
            lambda c: words.tr("hidden until shown") if c.pii else "–",
            key="pii",
            width=170,
            icon=lambda c: icons.icon("shield", "warn") if c.pii else None,
            tone=lambda c: "warn" if c.pii else "secondary",
            accessible=lambda c: words.tr("personal data") if c.pii else words.tr("not personal data"),
        ),
    )


def known_columns(roles: dict[str, str], profile: Profile | None, there: frozenset[str]) -> tuple[Column[DataColumn], ...]:
    """Name with its type and what the column is for, annotations and figures. `there`: those that the source still has."""

    def figure(column: DataColumn) -> ColumnProfile | None:
        return profile.column(column.name) if profile else None

    def empty(column: DataColumn) -> str:
        return words.percent(found.nulls, profile.rows) if profile and (found := figure(column)) else ""

    def distinct(column: DataColumn) -> str:
        return words.number(found.distinct) if (found := figure(column)) else ""

    def second(column: DataColumn) -> str:
        if column.name not in there:
            return words.tr("no longer in the source")
        return (
            f"{said.said(column.type.value)} · {roles[column.name]}" if column.name in roles else said.said(column.type.value)
        )

    return (
        Column(
            words.tr("Column"),
            lambda c: c.name,
            second=second,
            icon=lambda c: icons.icon(TYPE_ICONS[c.type], "secondary") if c.name in there else icons.icon("alert", "warn"),
            tone=lambda c: "text" if c.name in there else "warn",
        ),
        Column(
            words.tr("Personal"),
            lambda c: "hidden" if c.pii else "–",
            key="pii",
            width=92,
            icon=lambda c: icons.icon("shield", "warn") if c.pii else None,
            tone=lambda c: "warn" if c.pii else "secondary",
            accessible=lambda c: words.tr("personal data") if c.pii else words.tr("not personal data"),
        ),
        Column(
            words.tr("In a list"),
            lambda c: "offered" if c.enumerated else "–",
            key="enumerated",
            width=92,
            spare=True,
            icon=lambda c: icons.icon("list", "secondary") if c.enumerated else None,
            tone=lambda c: "text" if c.enumerated else "secondary",
            accessible=lambda c: words.tr("values offered in a list") if c.enumerated else words.tr("values typed"),
        ),
        Column(words.tr("Empty"), empty, width=70, spare=True, align=RIGHT, tone=lambda c: "secondary"),
        Column(words.tr("Different"), distinct, width=86, spare=True, align=RIGHT, tone=lambda c: "secondary"),
    )


def with_missing(dataset: Dataset, drift: Drift, missing: Sequence[str]) -> tuple[DataColumn, ...]:
    """The columns, and behind them those that the source has no more: `missing` ones, which something names, and others
    until somebody took note."""
    there = set(dataset.column_names)
    known = {c.name: c for c in drift.vanished if c.name not in there}
    gone = dict.fromkeys([*missing, *(() if drift.noted else known)])
    return (*dataset.columns, *(known.get(name, DataColumn(name, ColumnType.OTHER)) for name in gone))


def drift_words(drift: Drift, broken: Sequence[Broken]) -> str:
    """How the source has changed and what does not work because of it; "" when there is nothing to say."""
    told = (
        []
        if drift.noted or drift.is_nothing
        else [words.filled(words.tr("The source has changed, %1."), "; ".join(drift.words))]
    )
    shown = [words.filled(words.tr("%1 does not work: %2."), _who(b), b.why) for b in broken[:4]]
    more = [words.filled(words.tr("And %1 more."), len(broken) - 4)] if len(broken) > 4 else []
    return " ".join([*told, *shown, *more])


def _who(broken: Broken) -> str:
    kind = broken.kind.replace("computed", words.tr("computed column"))
    return (
        words.filled(words.tr("The %1"), broken.name)
        if kind == "property"
        else words.filled(words.tr("The %1 “%2”"), kind, broken.name)
    )


def properties(dataset: Dataset) -> dict[str, str]:
    """Which column the data set uses for what."""
    roles = (
        (dataset.unique_identifier, words.tr("unique identifier")),
        (dataset.email, words.tr("e-mail address")),
        (dataset.event_name, words.tr("event name")),
        (dataset.event_time, words.tr("event time")),
    )
    found: dict[str, str] = {}
    for column, role in roles:
        if column:
            found[column] = f"{found[column]}, {role}" if column in found else role
    for computed in dataset.computed:
        found[computed.name] = "computed"
    return found


# Adding ---------------------------------------------------------------------------------------------------------------


def source_at(app: App, path: Path) -> Source:
    """In the pool: the source that reads this file or folder, known already or new and unsaved. Places inside the
    workspace are relative, so that it can be moved as a whole."""
    root = app.paths.root
    text = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    type_ = "duckdb" if path.suffix.lower() in (".duckdb", ".ddb") else "files"
    known = next((s for s in app.sources.all() if s.type == type_ and s.config.get("path") == text), None)
    name = free_name(path.stem or str(path), (s.name for s in app.sources.all()))
    return known or Source(new_id(), name, type_, {"path": text})


def _title(table: str) -> str:
    name = Path(table).stem if Path(table).suffix.lower() in FILES else table.rpartition(".")[2]  # else schema.table
    stem = name.replace("_", " ").replace("-", " ").strip()
    return stem[:1].upper() + stem[1:] if stem else table


def likely(dataset: Dataset) -> Dataset:
    """The data set with the properties that its column names suggest; the user sees and changes them before saving."""
    names = {c.name.casefold(): c.name for c in dataset.columns}
    stem = _title(dataset.table).casefold().replace(" ", "_").rstrip("s")
    unique = next((names[n] for n in ("id", f"{stem}_id", f"{stem}id", "uuid", "key") if n in names), "")
    unique = unique or next((c.name for c in dataset.columns if c.name.casefold().endswith(("_id", "id"))), "")
    email = next((names[n] for n in ("email", "e_mail", "email_address", "mail") if n in names), "")
    personal = {"email", "e_mail", "email_address", "mail", "phone", "phone_number", "first_name", "last_name", "full_name"}
    columns = tuple(replace(c, pii=c.name.casefold() in personal) for c in dataset.columns)
    moment = next((c.name for c in dataset.columns if c.type is ColumnType.DATETIME), "")
    event = names.get("event", names.get("event_name", "")) if moment else ""
    kind = "event" if event else "person" if email else "generic"
    return replace(
        dataset,
        type=kind,
        unique_identifier=unique,
        email=email if kind == "person" else "",
        event_name=event,
        event_time=moment if event else "",
        columns=columns,
    )


def missing(dataset: Dataset) -> str:
    """What keeps the data set from being saved; "" when nothing does."""
    if not dataset.name.strip():
        return words.tr("Give the data set a name.")
    if dataset.type == "event" and not (dataset.event_name and dataset.event_time):
        return words.tr("Events need the column of their name and the column of their time.")
    if dataset.type != "generic" and not dataset.unique_identifier:
        return words.tr("Choose the column that identifies a record.")
    return ""


def add(app: App, source: Source, dataset: Dataset) -> Dataset:
    """In the pool: save the source, if it is new, and the data set."""
    if source.id not in {s.id for s in app.sources.all()}:
        app.sources.save(source)
    app.datasets.save(dataset)
    return app.datasets.get(dataset.id)


def change(app: App, dataset: Dataset) -> Dataset:
    """In the pool: save edited properties and annotations over what is saved now."""
    now = app.datasets.get(dataset.id)
    said = {c.name: c for c in dataset.columns}
    marked = ((c, said.get(c.name, c)) for c in now.columns)
    columns = tuple(replace(c, pii=s.pii, enumerated=s.enumerated) for c, s in marked)
    app.datasets.save(
        replace(
            now,
            name=dataset.name.strip() or now.name,
            type=dataset.type,
            unique_identifier=dataset.unique_identifier,
            email=dataset.email,
            event_name=dataset.event_name,
            event_time=dataset.event_time,
            columns=columns,
        )
    )
    return app.datasets.get(dataset.id)


def new_segment(app: App, dataset_id: str) -> Segment:
    """In the pool: a saved segment of everyone in the data set."""
    return app.segments.save(app.segments.new(dataset_id))
