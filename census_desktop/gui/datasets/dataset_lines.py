"""Data sets as the page shows them: what is read in the pool, and their columns as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.model import Column as DataColumn
from census_desktop.domain.model import Dataset, Segment, Source, new_id
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.quicksync import free_name
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.models import Column
from census_desktop.gui.segments.field_list import TYPE_ICONS

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

TYPES = (
    ("People", "person"),
    ("Companies", "company"),
    ("Events", "event"),
    ("Anything else", "generic"),
)
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
    source = line.source.name if line.source else "source removed"
    return f"{source} · {line.dataset.table or 'SQL query'}"


def look(dataset: Dataset) -> tuple[str, str]:
    return TYPE_LOOKS.get(dataset.type, ("table", "teal"))


def list_columns() -> tuple[Column[DatasetLine], ...]:
    return (
        Column(
            "Data set",
            lambda n: n.dataset.name,
            second=place_of,
            icon=lambda n: icons.tile(*look(n.dataset), 26),
            accessible=lambda n: f"{n.dataset.name}, {place_of(n)}, {words.counted(len(n.segments), 'segment', 'segments')}",
        ),
    )


def column_columns(dataset_properties: dict[str, str]) -> tuple[Column[DataColumn], ...]:
    """Name, type, personal data, and what the column is for (`dataset_properties`: column → role)."""
    return (
        Column("Column", lambda c: c.name, icon=lambda c: icons.icon(TYPE_ICONS[c.type], "secondary")),
        Column("Type", lambda c: c.type.value, second=None, width=110, tooltip=lambda c: c.native),
        Column("Used as", lambda c: dataset_properties.get(c.name, ""), width=160, tone=lambda c: "secondary"),
        Column(
            "Personal data",
            lambda c: "hidden until shown" if c.pii else "–",
            width=170,
            icon=lambda c: icons.icon("shield", "warn") if c.pii else None,
            tone=lambda c: "warn" if c.pii else "secondary",
            accessible=lambda c: "personal data" if c.pii else "not personal data",
        ),
    )


def properties(dataset: Dataset) -> dict[str, str]:
    """Which column the data set uses for what."""
    roles = (
        (dataset.unique_identifier, "unique identifier"),
        (dataset.email, "e-mail address"),
        (dataset.event_name, "event name"),
        (dataset.event_time, "event time"),
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


def look_into(app: App, source: Source | None, path: Path | None, table: str, cancel: CancelToken) -> Found:
    """In the pool: the tables of a source, and the chosen one (else the only one) as a data set. Nothing is saved."""
    found = source or source_at(app, path or app.paths.root)
    with app.sources.reading(found, {}) as reader:
        forget = cancel.on_cancel(reader.cancel)
        try:
            tables = tuple(reader.tables())
            name = table or (tables[0] if len(tables) == 1 else "")
            if not name:
                return Found(found, tables, None)
            dataset = reader.describe(Dataset(new_id(), "", found.id, name))
        finally:
            forget()
    names = (d.name for d in app.datasets.all())
    return Found(found, tables, likely(replace(dataset, name=free_name(_title(name), names))))


def _title(table: str) -> str:
    stem = Path(table).stem.replace("_", " ").replace("-", " ").strip()
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
        return "Give the data set a name."
    if dataset.type == "event" and not (dataset.event_name and dataset.event_time):
        return "Events need the column of their name and the column of their time."
    if dataset.type != "generic" and not dataset.unique_identifier:
        return "Choose the column that identifies a record."
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
    pii = {c.name: c.pii for c in dataset.columns}
    columns = tuple(replace(c, pii=pii.get(c.name, c.pii)) for c in now.columns)
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
