"""A sync while it is being set up: what may be chosen, what follows from a choice, what is still missing. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from census_desktop.domain import codec, consent
from census_desktop.domain.alerts import alert_from_plain
from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.manifest import Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import (
    Connection,
    Dataset,
    FieldMapping,
    MappingKind,
    Operation,
    Removal,
    Segment,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
    new_id,
)
from census_desktop.domain.quicksync import free_name
from census_desktop.domain.sync_all import effective
from census_desktop.gui.kit import said, words
from census_desktop.gui.syncs import mapping_rules
from census_desktop.gui.syncs.mapping_rules import plain

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
    SAFETY = "safety"
    ALERTS = "alerts"
    REVIEW = "review"


TITLES = {
    Step.SOURCE: words.tr("Source"),
    Step.DESTINATION: words.tr("Destination"),
    Step.OBJECT: words.tr("Object"),
    Step.OPERATION: words.tr("Operation"),
    Step.KEY: words.tr("Sync key"),
    Step.MAPPINGS: words.tr("Field mappings"),
    Step.SCHEDULE: words.tr("Schedule"),
    Step.SAFETY: words.tr("Safety"),
    Step.ALERTS: words.tr("Alerts"),
    Step.REVIEW: words.tr("Review"),
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
    others: tuple[tuple[str, str], ...] = ()
    """(id, name) of every sync, for those that run after another."""
    local_sources: frozenset[str] = frozenset()
    """Ids of sources that are files of this computer."""
    channels: tuple[str, ...] = ()
    """Names of the alert channels."""

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
    syncs = app.syncs.all()
    return Choices(
        app.datasets.all(),
        app.segments.all(),
        connections,
        manifests,
        frozenset(s.name for s in syncs),
        others=tuple((s.id, s.name) for s in syncs),
        local_sources=frozenset(s.id for s in app.sources.all() if app.sources.is_local(s)),
        channels=tuple(c.name for c in app.alerts.channels.all()),
    )


def empty_sync() -> Sync:
    return Sync(new_id(), "", SyncSource("segment", ""), "", "", Operation.UPSERT, SyncKey("", ""))


# What follows from a choice -------------------------------------------------------------------------------------------


def with_source(sync: Sync, source: SyncSource, choices: Choices) -> Sync:
    """Another source. Of another data set: key and mappings begin anew."""
    before = choices.dataset_of(sync)
    changed = replace(sync, source=source, consented=())  # other people, who were not asked for
    if before is not None and choices.dataset_of(changed) != before:
        changed = replace(changed, key=SyncKey("", ""), mappings=())
        if sync.audience_column:
            changed = replace(changed, audience=choices.source_name(changed), audience_column="")
    if sync.audience == choices.source_name(sync) and not (sync.audience_id or sync.audience_column):
        changed = replace(changed, audience=choices.source_name(changed) if changed.object else "")
    return named(sync, changed, choices)


def with_connection(sync: Sync, connection_id: str, choices: Choices) -> Sync:
    """Another destination: all that was said about the old one's object goes."""
    bare = replace(sync, connection_id=connection_id, object="", audience="", audience_id="", audience_column="")
    fresh = replace(bare, key=SyncKey("", ""), mappings=())
    return named(sync, replace(fresh, consented=()), choices)


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
    changed = replace(sync, object=name, audience_id="", audience_column="", mappings=(), consented=())
    spec = choices.spec_of(changed)
    if spec is None:
        return replace(changed, audience="", key=SyncKey("", ""))
    wanted = (Operation.MIRROR, Operation.UPSERT) if spec.audience else (sync.operation, Operation.UPSERT, Operation.MIRROR)
    operation = next((o for o in wanted if o in spec.operations), spec.operations[0])
    audience = (sync.audience or choices.source_name(sync)) if spec.audience else ""
    changed = with_operation(replace(changed, audience=audience), operation, spec)
    return replace(changed, key=likely_key(changed, choices))


def with_operation(sync: Sync, operation: Operation, spec: ObjectSpec | None) -> Sync:
    """Another operation; a mirror lets go of records as it did, where the object knows that way, else in the usual one."""
    ways = spec.removals if spec else ()
    removal = sync.removal if sync.removal in ways else next(iter(ways), Removal.REMOVE)
    return replace(sync, operation=operation, removal=removal if operation is Operation.MIRROR else Removal.REMOVE)


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


def missing_required(sync: Sync, spec: ObjectSpec | None) -> tuple[TargetField, ...]:
    mapped = {sync.key.field, *(m.field for m in sync.mappings)}
    return tuple(f for f in spec.fields if f.required and f.name not in mapped) if spec else ()


def ordered(mappings: Sequence[FieldMapping], spec: ObjectSpec | None) -> tuple[FieldMapping, ...]:
    """Required fields first, the rest as it was."""
    required = {f.name for f in spec.fields if f.required} if spec else set()
    return tuple(sorted(mappings, key=lambda m: m.field not in required))


# What is missing ------------------------------------------------------------------------------------------------------


def problems(sync: Sync, choices: Choices) -> dict[Step, str]:
    """What keeps the sync from being made, at the step that can mend it."""
    found: dict[Step, str] = {}
    dataset, spec = choices.dataset_of(sync), choices.spec_of(sync)
    if dataset is None:
        found[Step.SOURCE] = words.tr("Choose what to send.")
    if choices.connection_of(sync) is None:
        found[Step.DESTINATION] = words.tr("Choose where to send it.")
    elif choices.manifest_of(sync) is None:
        found[Step.DESTINATION] = words.tr("This version does not have that destination type.")
    if not sync.object.strip():
        found[Step.OBJECT] = words.tr("Choose the object that records go to.")
    elif sync.audience_column:
        if dataset and sync.audience_column not in _known(dataset):
            found[Step.OBJECT] = words.filled(words.tr("“%1” is not in the data set “%2”."), sync.audience_column, dataset.name)
    elif spec and spec.audience and not sync.audience.strip():
        found[Step.OBJECT] = words.filled(words.tr("Give the %1 a name."), spec.audience_word)
    if spec and sync.operation not in spec.operations:
        found[Step.OPERATION] = words.filled(words.tr("%1 does not support “%2”."), spec.label, said.said(sync.operation.label))
    elif sync.audience_column and sync.operation is Operation.MIRROR and sync.removal is not Removal.REMOVE:
        found[Step.OPERATION] = words.filled(
            words.tr("Where a column names them, records leave by “%1”."), said.said(Removal.REMOVE.label)
        )
    if text := _key_problem(sync, dataset, spec):
        found[Step.KEY] = text
    if text := _mapping_problem(sync, dataset, spec):
        found[Step.MAPPINGS] = text
    if any(name not in sync.consented for name in consent_touched(sync, choices)):
        found[Step.SAFETY] = words.tr("Confirm what this does to people's consent, or set the sync up without it.")
    if not sync.name.strip():
        found[Step.REVIEW] = words.tr("Give the sync a name.")
    return found


def _known(dataset: Dataset) -> set[str]:
    return {*dataset.column_names, *(c.name for c in dataset.computed)}


def _key_problem(sync: Sync, dataset: Dataset | None, spec: ObjectSpec | None) -> str:
    if not sync.key.column or not sync.key.field.strip():
        return words.tr("Choose the column that identifies a record, and its field there.")
    if dataset and sync.key.column not in _known(dataset):
        return words.filled(words.tr("“%1” is not in the data set “%2”."), sync.key.column, dataset.name)
    if spec and spec.keys and sync.key.field not in spec.keys:
        return words.filled(words.tr("“%1” cannot be the key of %2."), sync.key.field, spec.label)
    return ""


def _mapping_problem(sync: Sync, dataset: Dataset | None, spec: ObjectSpec | None) -> str:
    fields = [sync.key.field, *(m.field for m in sync.mappings)]
    if any(not m.field.strip() for m in sync.mappings):
        return words.tr("Every mapping needs a field.")
    if twice := sorted({f for f in fields if fields.count(f) > 1}):
        return words.filled(words.tr("%1 is mapped more than once."), ", ".join(twice))
    if missing := missing_required(sync, spec):
        said = words.tr("%1 is required.") if len(missing) == 1 else words.tr("%1 are required.")
        return words.filled(said, ", ".join(f.label or f.name for f in missing))
    own = {m.column for m in sync.mappings if m.kind is MappingKind.COLUMN}
    if dataset and (gone := sorted(own - _known(dataset))):
        said = words.tr("%1 is not in the data set “%2”.") if len(gone) == 1 else words.tr("%1 are not in the data set “%2”.")
        return words.filled(said, ", ".join(gone), dataset.name)
    if spec and not spec.open_fields and (unknown := sorted(set(fields) - {f.name for f in spec.fields} - {""})):
        return words.filled(words.tr("%1 has no field %2."), spec.label, ", ".join(unknown))
    if blank := [m.field for m in sync.mappings if m.kind is MappingKind.TEMPLATE and not m.template.strip()]:
        return words.filled(words.tr("The template of %1 is empty."), ", ".join(blank))
    required = {f.name for f in spec.fields if f.required} if spec else set()
    if unset := [m.field for m in sync.mappings if m.field in required and m.is_constant and m.constant in (None, "")]:
        return words.filled(words.tr("Choose the value of %1: it is required."), ", ".join(unset))
    return ""


def consent_touched(sync: Sync, choices: Choices) -> Mapping[str, str]:
    """What the sync does to people's consent, by the names that confirm it."""
    dataset = choices.dataset_of(sync)
    try:
        whole = effective(sync, dataset) if dataset else sync
    except ConfigError:  # two columns come to one name, which is told elsewhere
        whole = sync
    return consent.touched(whole, choices.spec_of(sync))


# In words -------------------------------------------------------------------------------------------------------------


def operation_words(operation: Operation, spec: ObjectSpec | None) -> str:
    """What happens with added, changed and removed records."""
    where = words.filled(words.tr("the %1"), spec.audience_word) if spec and spec.audience else words.tr("the destination")
    leaving = (
        words.filled(words.tr("those that leave %1"), consent.leaving_words(spec))
        if spec
        else words.tr("those that leave are removed there")
    )
    if spec and spec.removals != (Removal.REMOVE,):
        leaving = words.tr("what becomes of those that leave is chosen below")
    return {
        Operation.UPSERT: f"New and changed records are created or updated in {where}. Those that leave stay there.",
        Operation.UPDATE: "New and changed records are updated where they exist. None is created, none removed.",
        Operation.CREATE: "New records are created. What exists is never changed or removed.",
        Operation.MIRROR: f"New and changed records are created or updated in {where}; {leaving}.",
        Operation.APPEND: "New records are added once. Changed ones are not sent again, none is removed.",
        Operation.DELETE: f"Every record of the source is deleted in {where}. Only the sync key is sent.",
    }[operation]


def removal_words(removal: Removal, spec: ObjectSpec | None) -> str:
    """What becomes of a record that left the source, at a mirror of this kind."""
    leaving = consent.leaving_words(spec) if spec else words.tr("are removed there")
    return {
        Removal.REMOVE: f"Records that leave the source {leaving}. Only records that this sync has sent itself are touched.",
        Removal.NULL_OUT: "Records that leave the source stay; the fields mapped here are emptied, all others are kept.",
        Removal.SWAP: "Every run uploads all records and puts them in place of everything that is there now.",
    }[removal]


def danger_words(sync: Sync, spec: ObjectSpec | None) -> str:
    """What cannot be mended afterwards, said before it is chosen for good; "" where nothing is destroyed."""
    if sync.operation is Operation.DELETE:
        return words.tr("This deletes records at the destination, also those that other tools or people made.")
    if sync.operation is not Operation.MIRROR:
        return ""
    if sync.removal is Removal.SWAP:
        return words.tr(
            "What others put there is gone after the first run. An empty source is held and never swapped in by itself."
        )
    if sync.removal is Removal.NULL_OUT:
        return words.tr("Emptied fields can be filled again with Undo while the run is the last one.")
    return words.tr("Removals begin with the second run. Runs that would remove an unusual share are held, see Safety.")


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
        "audience_id": sync.audience_id,
        "audience_column": sync.audience_column,
        "operation": sync.operation.value,
        "key": [sync.key.column, sync.key.field],
        "mappings": [mapping_rules.to_plain(m) for m in sync.mappings],
        "schedule": codec.schedule_to_plain(sync.schedule),
        "removal": sync.removal.value,
        "sync_all": sync.sync_all,
        "guards": dict(sync.guards),
        "limits": dict(sync.limits),
        "alerts": [dict(a) for a in sync.alerts],
        "consented": list(sync.consented),
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
            audience_id=str(data.get("audience_id", base.audience_id)),
            audience_column=str(data.get("audience_column", base.audience_column)),
            operation=Operation(data["operation"]),
            key=SyncKey(*map(str, data["key"])),
            mappings=tuple(mapping_rules.from_plain(m) for m in data["mappings"]),
            schedule=codec.schedule_from_plain(data["schedule"]),
            removal=Removal(data.get("removal", base.removal.value)),
            sync_all=str(data.get("sync_all", base.sync_all)),
            guards=dict(data.get("guards", base.guards)),
            limits={str(k): int(v) for k, v in data.get("limits", base.limits).items()},
            alerts=tuple(alert_from_plain(a, "alerts") for a in data.get("alerts", base.alerts)),
            consented=tuple(map(str, data.get("consented", base.consented))),
        )
    except (KeyError, TypeError, ValueError, AttributeError, CensusError):
        return None


def is_fixed(sync: Sync) -> bool:
    """A sync that has been active keeps its source, destination, object and operation."""
    return sync.status is not SyncStatus.DRAFT
