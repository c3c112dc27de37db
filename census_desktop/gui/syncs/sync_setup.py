"""A sync while it is being set up: what may be chosen, what follows from a choice, what is still missing. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from census_desktop.domain import codec
from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.errors import CensusError
from census_desktop.domain.manifest import Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import (
    Connection,
    Dataset,
    FieldMapping,
    Operation,
    Segment,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
    new_id,
)
from census_desktop.domain.quicksync import free_name

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


class Step(StrEnum):
    SOURCE = "source"
    DESTINATION = "destination"
    OBJECT = "object"
    OPERATION = "operation"
    KEY = "key"
    MAPPINGS = "mappings"
    SCHEDULE = "schedule"
    REVIEW = "review"


TITLES = {
    Step.SOURCE: "Source",
    Step.DESTINATION: "Destination",
    Step.OBJECT: "Object",
    Step.OPERATION: "Operation",
    Step.KEY: "Sync key",
    Step.MAPPINGS: "Field mappings",
    Step.SCHEDULE: "Schedule",
    Step.REVIEW: "Review",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the workspace offers. `objects` are those of the chosen connection, as far as they are known."""

    datasets: tuple[Dataset, ...] = ()
    segments: tuple[Segment, ...] = ()
    connections: tuple[Connection, ...] = ()
    manifests: Mapping[str, Manifest] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    objects: tuple[ObjectSpec, ...] = ()

    def dataset_of(self, sync: Sync) -> Dataset | None:
        id_ = sync.source.id
        if sync.source.kind == "segment":
            segment = self.segment_of(sync)
            id_ = segment.dataset_id if segment else ""
        return next((d for d in self.datasets if d.id == id_), None)

    def segment_of(self, sync: Sync) -> Segment | None:
        return next((s for s in self.segments if sync.source == SyncSource("segment", s.id)), None)

    def source_name(self, sync: Sync) -> str:
        source = self.segment_of(sync) or self.dataset_of(sync)
        return source.name if source else ""

    def connection_of(self, sync: Sync) -> Connection | None:
        return next((c for c in self.connections if c.id == sync.connection_id), None)

    def manifest_of(self, sync: Sync) -> Manifest | None:
        connection = self.connection_of(sync)
        return self.manifests.get(connection.type) if connection else None

    def spec_of(self, sync: Sync) -> ObjectSpec | None:
        """What is known of the sync's object; a name that the user made up follows the open one."""
        known = next((o for o in self.objects if o.name == sync.object), None)
        return known or next((o for o in self.objects if o.open_name and sync.object), None)


def read_choices(app: App) -> Choices:
    """In the pool. A connection whose type is not installed here is offered all the same, and says so when chosen."""
    connections = app.destinations.all()
    manifests = {}
    for type_ in {c.type for c in connections}:
        try:
            manifests[type_] = app.destinations.manifest(type_)
        except CensusError:
            continue
    return Choices(
        app.datasets.all(),
        app.segments.all(),
        connections,
        manifests,
        frozenset(s.name for s in app.syncs.all()),
    )


def empty_sync() -> Sync:
    return Sync(new_id(), "", SyncSource("segment", ""), "", "", Operation.UPSERT, SyncKey("", ""))


# What follows from a choice -------------------------------------------------------------------------------------------


def with_source(sync: Sync, source: SyncSource, choices: Choices) -> Sync:
    """Another source. Of another data set: key and mappings begin anew."""
    before = choices.dataset_of(sync)
    changed = replace(sync, source=source)
    if before is not None and choices.dataset_of(changed) != before:
        changed = replace(changed, key=SyncKey("", ""), mappings=())
    if sync.audience == choices.source_name(sync):
        changed = replace(changed, audience=choices.source_name(changed) if changed.object else "")
    return named(sync, changed, choices)


def with_connection(sync: Sync, connection_id: str, choices: Choices) -> Sync:
    """Another destination: all that was said about the old one's object goes."""
    fresh = replace(sync, connection_id=connection_id, object="", audience="", key=SyncKey("", ""), mappings=())
    return named(sync, fresh, choices)


def named(before: Sync, after: Sync, choices: Choices) -> Sync:
    """The sync named after source and destination, unless the user chose a name."""
    if before.name not in ("", auto_name(before, choices)):
        return after
    return replace(after, name=auto_name(after, choices))


def auto_name(sync: Sync, choices: Choices) -> str:
    source, connection = choices.source_name(sync), choices.connection_of(sync)
    if not source or connection is None:
        return ""
    return free_name(f"{source} → {connection.name}", choices.names - {sync.name})


def first_object(sync: Sync, choices: Choices) -> str:
    """The object that goes without saying: the source's name for a file, or else the only one there is."""
    if any(spec.named_by_segment for spec in choices.objects):
        return choices.source_name(sync)
    return choices.objects[0].name if len(choices.objects) == 1 else ""


def with_object(sync: Sync, name: str, choices: Choices) -> Sync:
    """Another object, with the operation, audience and key that suit it; mappings begin anew."""
    changed = replace(sync, object=name, mappings=())
    spec = choices.spec_of(changed)
    if spec is None:
        return replace(changed, audience="", key=SyncKey("", ""))
    wanted = (Operation.MIRROR, Operation.UPSERT) if spec.audience else (sync.operation, Operation.UPSERT, Operation.MIRROR)
    operation = next((o for o in wanted if o in spec.operations), spec.operations[0])
    audience = (sync.audience or choices.source_name(sync)) if spec.audience else ""
    return replace(changed, operation=operation, audience=audience, key=likely_key(changed, choices))


def likely_key(sync: Sync, choices: Choices) -> SyncKey:
    """The pair that most probably identifies a record: a key field that has a column of its name, the e-mail address, or
    the data set's unique identifier."""
    dataset, spec = choices.dataset_of(sync), choices.spec_of(sync)
    if dataset is None or spec is None:
        return SyncKey("", "")
    columns = {plain(c): c for c in dataset.column_names}
    unique = dataset.unique_identifier
    if not spec.keys:
        return SyncKey(unique, unique)
    for name in spec.keys:
        if plain(name) in columns:
            return SyncKey(columns[plain(name)], name)
    mail = next((name for name in spec.keys if "email" in plain(name)), "")
    return SyncKey(dataset.email, mail) if dataset.email and mail else SyncKey(unique, spec.keys[0])


def plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def missing_required(sync: Sync, spec: ObjectSpec | None) -> tuple[TargetField, ...]:
    mapped = {sync.key.field, *(m.field for m in sync.mappings)}
    return tuple(f for f in spec.fields if f.required and f.name not in mapped) if spec else ()


def ordered(mappings: Sequence[FieldMapping], spec: ObjectSpec | None) -> tuple[FieldMapping, ...]:
    """Required fields first, the rest as it was."""
    required = {f.name for f in spec.fields if f.required} if spec else set()
    return tuple(sorted(mappings, key=lambda m: m.field not in required))


def constant_of(text: str, type_: str) -> Any:
    """What a typed constant means for a field of this type; text that does not fit stays text and is refused later."""
    folded = text.strip().casefold()
    if type_ == ColumnType.BOOLEAN and folded in ("true", "false", "yes", "no"):
        return folded in ("true", "yes")
    if type_ in (ColumnType.INTEGER, ColumnType.NUMBER):
        try:
            return int(text) if type_ == ColumnType.INTEGER else float(text)
        except ValueError:
            return text
    return text


# What is missing ------------------------------------------------------------------------------------------------------


def problems(sync: Sync, choices: Choices) -> dict[Step, str]:
    """What keeps the sync from being made, at the step that can mend it."""
    found: dict[Step, str] = {}
    dataset, spec = choices.dataset_of(sync), choices.spec_of(sync)
    if dataset is None:
        found[Step.SOURCE] = "Choose what to send."
    if choices.connection_of(sync) is None:
        found[Step.DESTINATION] = "Choose where to send it."
    elif choices.manifest_of(sync) is None:
        found[Step.DESTINATION] = "This version does not have that destination type."
    if not sync.object.strip():
        found[Step.OBJECT] = "Choose the object that records go to."
    elif spec and spec.audience and not sync.audience.strip():
        found[Step.OBJECT] = f"Give the {spec.audience_word} a name."
    if spec and sync.operation not in spec.operations:
        found[Step.OPERATION] = f"{spec.label} does not support “{sync.operation.label}”."
    if text := _key_problem(sync, dataset, spec):
        found[Step.KEY] = text
    if text := _mapping_problem(sync, dataset, spec):
        found[Step.MAPPINGS] = text
    if not sync.name.strip():
        found[Step.REVIEW] = "Give the sync a name."
    return found


def _known(dataset: Dataset) -> set[str]:
    return {*dataset.column_names, *(c.name for c in dataset.computed)}


def _key_problem(sync: Sync, dataset: Dataset | None, spec: ObjectSpec | None) -> str:
    if not sync.key.column or not sync.key.field.strip():
        return "Choose the column that identifies a record, and its field there."
    if dataset and sync.key.column not in _known(dataset):
        return f"“{sync.key.column}” is not in the data set “{dataset.name}”."
    if spec and spec.keys and sync.key.field not in spec.keys:
        return f"“{sync.key.field}” cannot be the key of {spec.label}."
    return ""


def _mapping_problem(sync: Sync, dataset: Dataset | None, spec: ObjectSpec | None) -> str:
    fields = [sync.key.field, *(m.field for m in sync.mappings)]
    if any(not m.field.strip() for m in sync.mappings):
        return "Every mapping needs a field."
    if twice := sorted({f for f in fields if fields.count(f) > 1}):
        return f"{', '.join(twice)} is mapped more than once."
    if missing := missing_required(sync, spec):
        return f"{', '.join(f.label or f.name for f in missing)} {'is' if len(missing) == 1 else 'are'} required."
    if dataset and (gone := sorted({m.column for m in sync.mappings if m.column} - _known(dataset))):
        return f"{', '.join(gone)} {'is' if len(gone) == 1 else 'are'} not in the data set “{dataset.name}”."
    if spec and not spec.open_fields and (unknown := sorted(set(fields) - {f.name for f in spec.fields} - {""})):
        return f"{spec.label} has no field {', '.join(unknown)}."
    return ""


# In words -------------------------------------------------------------------------------------------------------------


def operation_words(operation: Operation, spec: ObjectSpec | None) -> str:
    """What happens with added, changed and removed records."""
    where = f"the {spec.audience_word}" if spec and spec.audience else "the destination"
    leaving = spec.removal if spec else "are removed there"
    return {
        Operation.UPSERT: f"New and changed records are created or updated in {where}. Those that leave stay there.",
        Operation.UPDATE: "Changed records are updated where they exist. None is created, none removed.",
        Operation.CREATE: "New records are created. What exists is never changed or removed.",
        Operation.MIRROR: f"New and changed records are created or updated in {where}; those that leave {leaving}.",
        Operation.APPEND: "New records are added once. Changed ones are not sent again, none is removed.",
        Operation.DELETE: f"Every record of the source is deleted in {where}. Only the sync key is sent.",
    }[operation]


# Kept while it is edited ----------------------------------------------------------------------------------------------


def to_plain(sync: Sync) -> dict[str, Any]:
    """The sync as plain data, for the draft that outlives the window."""
    return {
        "id": sync.id,
        "name": sync.name,
        "source": [sync.source.kind, sync.source.id],
        "connection": sync.connection_id,
        "object": sync.object,
        "audience": sync.audience,
        "operation": sync.operation.value,
        "key": [sync.key.column, sync.key.field],
        "mappings": [codec.mapping_to_plain(m) for m in sync.mappings],
        "schedule": codec.schedule_to_plain(sync.schedule),
    }


def from_plain(data: Mapping[str, Any], base: Sync) -> Sync | None:
    """`base` with what a kept draft says; None if it cannot be read here."""
    try:
        return replace(
            base,
            id=str(data["id"]),
            name=str(data["name"]),
            source=SyncSource(*map(str, data["source"])),
            connection_id=str(data["connection"]),
            object=str(data["object"]),
            audience=str(data["audience"]),
            operation=Operation(data["operation"]),
            key=SyncKey(*map(str, data["key"])),
            mappings=tuple(codec.mapping_from_plain(m, "") for m in data["mappings"] if m.get("field")),
            schedule=codec.schedule_from_plain(data["schedule"]),
        )
    except (KeyError, TypeError, ValueError, CensusError):
        return None


def is_fixed(sync: Sync) -> bool:
    """A sync that has been active keeps its source, destination, object and operation."""
    return sync.status is not SyncStatus.DRAFT
