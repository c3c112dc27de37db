"""What the welcome asks of the program, all of it in the pool: a segment with its count, and the first file that is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from census_desktop.domain.conditions import ColumnType, Condition, Group
from census_desktop.domain.model import (
    Connection,
    Dataset,
    FieldMapping,
    Operation,
    Run,
    Segment,
    Source,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
    new_id,
)
from census_desktop.domain.plan import ChangeKind, Plan
from census_desktop.domain.ports import CancelToken, Preview
from census_desktop.domain.quicksync import free_name
from census_desktop.domain.rows import Funnel
from census_desktop.gui.datasets import dataset_lines
from census_desktop.usecases.segment_words import in_words

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

SHOWN_IN_SAMPLE = "High value customers"
FEW_VALUES = range(2, 13)
"""So many different values of a column make a choice that can be taken in at a glance."""
MOST_CHOICES = 6
FIRST_ROWS = 5
MASK = "••••••"


@dataclass(frozen=True, slots=True)
class Picture:
    """A segment as the second step shows it: its lines in words, each with how many are left after it."""

    segment: Segment
    dataset: Dataset
    lines: tuple[str, ...]
    funnel: Funnel
    preview: Preview


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A column by which the first segment can be narrowed, and its values, the most frequent first."""

    column: str
    values: tuple[tuple[Any, int], ...]


@dataclass(frozen=True, slots=True)
class Sending:
    """The sync of the third step, saved, with its plan: nothing was sent yet."""

    sync: Sync
    connection: Connection
    plan: Plan
    file: Path
    first: Preview
    """The first records as they will stand in the file, personal data hidden."""
    template: str = ""
    """The sync that Quick Sync copied, "" for a first one."""


def begun(app: App) -> Segment | None:
    """The segment to go on with in a workspace that has one, so that nothing done before is asked again."""
    segments = app.segments.all()
    shown = next((s for s in segments if s.name == SHOWN_IN_SAMPLE), None)
    return shown or (segments[0] if segments else None)


def narrowings(app: App, dataset_id: str, cancel: CancelToken) -> tuple[Narrowing, ...]:
    """Columns with few values, for a first condition. Personal data is never among them."""
    dataset = app.datasets.get(dataset_id)
    kinds = {ColumnType.TEXT, ColumnType.BOOLEAN}
    profile = app.profiles.make(dataset_id, cancel)
    few = [c for c in profile.columns if c.type in kinds and c.distinct in FEW_VALUES]
    named = {dataset.unique_identifier, dataset.email, dataset.event_name}
    found = []
    for column in [c.name for c in few if c.name not in named][:MOST_CHOICES]:
        if values := app.profiles.values(dataset_id, column, cancel=cancel):
            found.append(Narrowing(column, values))
    return tuple(found)


def add_dataset(app: App, source: Source, dataset: Dataset) -> tuple[Dataset, Segment]:
    """Save the data set, and with it a segment of everyone in it: the first thing to look at."""
    saved = dataset_lines.add(app, source, dataset)
    name = free_name(f"All {saved.name.lower()}", (s.name for s in app.segments.all()))
    return saved, app.segments.save(app.segments.new(saved.id, name))


def narrow(app: App, segment_id: str, column: str, value: Any) -> Segment:
    """The first segment with this one condition, or with none where no column is given; named by what it is."""
    segment = app.segments.get(segment_id)
    dataset = app.segments.dataset_of(segment)
    where, name = Group("all", ()), f"All {dataset.name.lower()}"
    if column:
        where, name = Group("all", (_condition(dataset, column, value),)), f"{dataset.name}: {column} {_said(value)}"
    others = (s.name for s in app.segments.all() if s.id != segment.id)
    return app.segments.save(replace(segment, where=where, name=free_name(name, others)))


def _condition(dataset: Dataset, column: str, value: Any) -> Condition:
    known = dataset.column(column)
    if known is not None and known.type is ColumnType.BOOLEAN:
        return Condition(column, "is_true" if value else "is_false")
    return Condition(column, "is", value)


def _said(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def picture(app: App, segment_id: str, cancel: CancelToken) -> Picture:
    """Count the segment line by line, remember its size, and read its first rows; personal data stays hidden."""
    segment = app.segments.get(segment_id)
    names = {s.id: s.name for s in app.segments.all()}
    lines = tuple(in_words(node, lambda id_: names.get(id_, id_)) for node in segment.where.items)
    funnel = app.segments.funnel(segment, cancel)
    app.segments.count(segment, cancel, remember=True)
    preview = app.segments.preview(segment, FIRST_ROWS, cancel=cancel)
    return Picture(segment, app.segments.dataset_of(segment), lines, funnel, preview)


def prepare(app: App, segment_id: str, folder: Path | None, cancel: CancelToken) -> Sending:
    """The sync that writes the segment to a file, made at its first call and found again later, and its plan.

    Where a folder is connected already, Quick Sync copies its newest sync; else a folder is connected first. `folder` is
    where the user wants the file.
    """
    segment = app.segments.get(segment_id)
    sync = _known(app, segment)
    if sync is not None and folder is not None and _folder(app, app.destinations.get(sync.connection_id)) != folder:
        sync = _moved(app, sync, folder)
    if sync is None and folder is None:
        sync = _quick(app, segment)
    sync = sync or _first(app, segment, folder)
    connection = app.destinations.get(sync.connection_id)
    template = app.catalog.find(Sync, sync.template_id) if sync.template_id else None
    plan = app.runs.plan(sync.id, cancel)
    file = written(app, sync, connection)
    return Sending(sync, connection, plan, file, _first_records(app, sync, plan), template.name if template else "")


def _first_records(app: App, sync: Sync, plan: Plan) -> Preview:
    kinds = (ChangeKind.ADDED, ChangeKind.CHANGED)
    changes = app.runs.changes(plan.id, kinds, limit=FIRST_ROWS).changes
    hidden = app.runs.pii_fields(sync.id)
    fields = (sync.key.field, *dict.fromkeys(name for c in changes for name in c.after or {}))

    def shown(name: str, value: Any) -> Any:
        return MASK if name in hidden and value is not None else value

    rows = tuple(
        tuple(shown(name, c.key if name == sync.key.field else (c.after or {}).get(name)) for name in fields) for c in changes
    )
    return Preview(fields, tuple("" for _ in fields), rows)


def _quick(app: App, segment: Segment) -> Sync | None:
    offers = app.syncs.quick_sync_offers(segment.id).offers
    fits = (o for o in offers if o.connection.type == "folder" and not o.warnings and not o.consent)
    offer = next(fits, None)
    return app.syncs.quick_sync(segment.id, offer.template.id) if offer else None


def _moved(app: App, sync: Sync, folder: Path) -> Sync | None:
    """The sync with its folder elsewhere, as long as nothing was written and nothing else writes there."""
    alone = len(app.catalog.syncs_of(connection_id=sync.connection_id)) == 1
    if not alone or app.ledger.last_runs([sync.id]):
        return None
    connection = app.destinations.get(sync.connection_id)
    app.destinations.save(replace(connection, config={**connection.config, "path": _told(app, folder)}))
    return sync


def _known(app: App, segment: Segment) -> Sync | None:
    """The newest active sync of this segment to a folder."""
    folders = {c.id for c in app.destinations.all() if c.type == "folder"}
    mine = [s for s in app.catalog.syncs_of(segment_id=segment.id) if s.connection_id in folders]
    return next((s for s in reversed(mine) if s.status is SyncStatus.ACTIVE), None)


def _first(app: App, segment: Segment, folder: Path | None) -> Sync:
    """A folder as destination, inside the workspace unless another one is chosen, and a sync that keeps a file in it."""
    place = folder or app.paths.root / "files"
    connection = next((c for c in app.destinations.all() if c.type == "folder" and _folder(app, c) == place), None)
    if connection is None:
        name = free_name("My files", (c.name for c in app.destinations.all()))
        new = app.destinations.new("folder", name)
        connection = app.destinations.save(replace(new, config={**new.config, "path": _told(app, place)}))
    dataset = app.segments.dataset_of(segment)
    key = dataset.unique_identifier or dataset.email or dataset.column_names[0]
    mappings = tuple(FieldMapping(c, column=c) for c in dataset.column_names if c != key)
    return app.syncs.save(
        Sync(
            new_id(),
            app.syncs.free_name(f"{segment.name} → {connection.name}"),
            SyncSource("segment", segment.id),
            connection.id,
            _file_name(segment.name),
            Operation.MIRROR,
            SyncKey(key, key),
            mappings,
            status=SyncStatus.ACTIVE,
            created_at=app.clock.now(),
        )
    )


def _file_name(name: str) -> str:
    """The segment's name without what file systems refuse."""
    plain = "".join(" " if letter in '<>:"/\\|?*' or not letter.isprintable() else letter for letter in name)
    return " ".join(plain.split()).strip(". ")[:80] or "segment"


def _folder(app: App, connection: Connection) -> Path:
    config: Mapping[str, Any] = app.destinations.settings(connection)
    return (app.paths.root / Path(str(config["path"])).expanduser()).absolute()


def _told(app: App, folder: Path) -> str:
    """Places inside the workspace are relative, so that it can be moved as a whole."""
    return folder.relative_to(app.paths.root).as_posix() if folder.is_relative_to(app.paths.root) else str(folder)


def written(app: App, sync: Sync, connection: Connection) -> Path:
    """The file that the sync keeps."""
    form = str(app.destinations.settings(connection).get("format", "csv"))
    return _folder(app, connection) / f"{sync.object}.{form}"


def outcome(app: App, run: Run, file: Path) -> tuple[Run, Path]:
    """What became of it, and what can be opened: the file, or its folder where another name was given to it."""
    return run, file if file.exists() else file.parent
