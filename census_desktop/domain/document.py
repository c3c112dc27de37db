"""The things of a workspace document as plain data and back: one pair of functions for each kind.

Ids never appear in a document: `Names` translates them. What is absent takes its default; conditions, mappings and
schedules are read by codec.py. Every refusal is a `PlainError` with the path of the bad value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from census_desktop.domain import codec
from census_desktop.domain.codec import PlainError, boolean, check_keys, choice, items, text
from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import (
    Column,
    Connection,
    Dataset,
    Operation,
    Segment,
    Source,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
)

VERSION = 1
KINDS = ("sources", "datasets", "segments", "destinations", "syncs")
DATASET_TYPES = ("person", "company", "event", "generic")
ALERTS = ("failed_run", "failed_records")

Thing = Source | Dataset | Segment | Connection | Sync
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """Translates between names and ids. `id_of(kind, name)` raises ConfigError for a name that is not known;
    `name_of(kind, id)` gives "" for an id that is not known any more."""

    id_of: Callable[[str, str], str]
    name_of: Callable[[str, str], str]

    def ref(self, kind: str, data: Any, path: str) -> str:
        """The id of the thing that a value names."""
        name = text(data, path)
        try:
            return self.id_of(kind, name)
        except ConfigError as error:
            raise PlainError(path, error.message, hint=error.hint) from error


# Sources and destinations -----------------------------------------------------------------------------------------------


def source_from_plain(data: Any, path: str, known: Source) -> Source:
    check_keys(data, path, ("name", "type"), ("config",))
    return replace(known, type=text(data["type"], f"{path}.type"), config=_config(data.get("config"), f"{path}.config"))


def source_to_plain(source: Source) -> Plain:
    return _without_empty({"name": source.name, "type": source.type, "config": dict(source.config)})


def destination_from_plain(data: Any, path: str, known: Connection) -> Connection:
    check_keys(data, path, ("name", "type"), ("config", "environment"))
    return replace(
        known,
        type=text(data["type"], f"{path}.type"),
        config=_config(data.get("config"), f"{path}.config"),
        environment=text(data.get("environment", "production"), f"{path}.environment"),
    )


def destination_to_plain(connection: Connection) -> Plain:
    plain: Plain = {"name": connection.name, "type": connection.type, "config": dict(connection.config)}
    if connection.environment != "production":
        plain["environment"] = connection.environment
    return _without_empty(plain)


_CREDENTIAL_IN_URL = re.compile(r"://[^/@\s]*:[^/@\s]+@")


def _config(data: Any, path: str) -> Plain:
    """Settings of a connection. Which of them its type knows is checked where the types are known."""
    if data is None:
        return {}
    for key, value in check_keys(data, path, (), tuple(data) if isinstance(data, Mapping) else ()).items():
        if isinstance(value, str) and _CREDENTIAL_IN_URL.search(value):
            raise PlainError(
                f"{path}.{key}",
                "a credential stands in this address",
                hint="Take it out here; give it with --secret-stdin or by the environment.",
            )
    return dict(data)


# Data sets --------------------------------------------------------------------------------------------------------------


def dataset_from_plain(data: Any, path: str, known: Dataset, names: Names) -> Dataset:
    """The data set as the document says it. Its columns are those named there; others are found out from the source."""
    optional = ("table", "sql", "type", "unique_identifier", "email", "event", "columns", "relationships", "computed")
    check_keys(data, path, ("name", "source"), optional)
    if ("table" in data) == ("sql" in data):
        raise PlainError(path, "a data set has either table or sql")
    event = check_keys(data.get("event") or {}, f"{path}.event", (), ("name", "time"))

    def word(key: str) -> str:
        return text(data[key], f"{path}.{key}") if key in data else ""

    return replace(
        known,
        source_id=names.ref("sources", data["source"], f"{path}.source"),
        table=word("table"),
        sql=word("sql"),
        type=choice(data.get("type", "generic"), f"{path}.type", DATASET_TYPES),
        unique_identifier=word("unique_identifier"),
        email=word("email"),
        event_name=text(event.get("name", ""), f"{path}.event.name", empty=True),
        event_time=text(event.get("time", ""), f"{path}.event.time", empty=True),
        columns=_annotated(data.get("columns"), f"{path}.columns", known),
        relationships=tuple(
            codec.relationship_from_plain(item, at, lambda name: names.id_of("datasets", name))
            for item, at in _listed(data.get("relationships"), f"{path}.relationships")
        ),
        computed=tuple(codec.computed_from_plain(item, at) for item, at in _listed(data.get("computed"), f"{path}.computed")),
    )


def _annotated(data: Any, path: str, known: Dataset) -> tuple[Column, ...]:
    """The known columns with exactly these annotations, and the annotated ones that are not known yet."""
    notes: dict[str, tuple[bool, bool]] = {}
    for name, note in check_keys(data or {}, path, (), tuple(data or ()) if isinstance(data, Mapping) else ()).items():
        check_keys(note, f"{path}.{name}", (), ("pii", "enumerated"))
        pii = boolean(note.get("pii", False), f"{path}.{name}.pii")
        notes[name] = (pii, boolean(note.get("enumerated", False), f"{path}.{name}.enumerated"))
    columns = list(known.columns)
    columns += [Column(name, ColumnType.OTHER) for name in notes if known.column(name) is None]
    plain = (False, False)
    return tuple(replace(c, pii=notes.get(c.name, plain)[0], enumerated=notes.get(c.name, plain)[1]) for c in columns)


def dataset_to_plain(dataset: Dataset, names: Names) -> Plain:
    notes = {c.name: {k: True for k in ("pii", "enumerated") if getattr(c, k)} for c in dataset.columns}
    return _without_empty(
        {
            "name": dataset.name,
            "source": names.name_of("sources", dataset.source_id),
            "table": dataset.table,
            "sql": dataset.sql,
            "type": dataset.type,
            "unique_identifier": dataset.unique_identifier,
            "email": dataset.email,
            "event": _without_empty({"name": dataset.event_name, "time": dataset.event_time}),
            "columns": _without_empty(notes),
            "relationships": [
                codec.relationship_to_plain(r, lambda id_: names.name_of("datasets", id_)) for r in dataset.relationships
            ],
            "computed": [codec.computed_to_plain(c) for c in dataset.computed],
        }
    )


# Segments ---------------------------------------------------------------------------------------------------------------


def segment_from_plain(data: Any, path: str, known: Segment, names: Names) -> Segment:
    check_keys(data, path, ("name", "dataset"), ("description", "where", "limit"))
    return replace(
        known,
        dataset_id=names.ref("datasets", data["dataset"], f"{path}.dataset"),
        description=text(data.get("description") or "", f"{path}.description", empty=True),
        where=codec.group_from_plain(data.get("where"), f"{path}.where", lambda name: names.id_of("segments", name)),
        limit=codec.limit_from_plain(data.get("limit"), f"{path}.limit"),
    )


def segment_to_plain(segment: Segment, names: Names) -> Plain:
    where = codec.group_to_plain(segment.where, lambda id_: names.name_of("segments", id_))
    return _without_empty(
        {
            "name": segment.name,
            "dataset": names.name_of("datasets", segment.dataset_id),
            "description": segment.description,
            "where": where if segment.where.items else None,
            "limit": codec.limit_to_plain(segment.limit),
        }
    )


# Syncs ------------------------------------------------------------------------------------------------------------------

_SYNC_OPTIONAL = ("sync_key", "mappings", "schedule", "status", "audience", "guards", "alerts", "advanced", "copied_from")


def sync_from_plain(data: Any, path: str, known: Sync, names: Names) -> Sync:
    """A status that is absent stays as it is; a new sync is then active. A draft may lack its key and its object."""
    check_keys(data, path, ("name", "source", "destination", "operation"), ("object", *_SYNC_OPTIONAL))
    status = SyncStatus(choice(data.get("status", known.status.value), f"{path}.status", tuple(SyncStatus)))
    draft = status is SyncStatus.DRAFT
    for key in () if draft else ("object", "sync_key"):
        if key not in data:
            raise PlainError(path, f"“{key}” is missing", hint="Only a draft may lack it.")
    copied = data.get("copied_from")
    return replace(
        known,
        source=_sync_source(data["source"], f"{path}.source", names),
        connection_id=names.ref("destinations", data["destination"], f"{path}.destination"),
        object=text(data.get("object", ""), f"{path}.object", empty=draft),
        operation=Operation(choice(data["operation"], f"{path}.operation", tuple(Operation))),
        key=codec.key_from_plain(data["sync_key"], f"{path}.sync_key") if data.get("sync_key") else SyncKey("", ""),
        mappings=tuple(codec.mapping_from_plain(i, at) for i, at in _listed(data.get("mappings"), f"{path}.mappings")),
        schedule=codec.schedule_from_plain(data.get("schedule"), f"{path}.schedule", lambda name: names.id_of("syncs", name)),
        status=status,
        audience=text(data.get("audience", ""), f"{path}.audience", empty=True),
        guards=_guards(data.get("guards"), f"{path}.guards"),
        alerts=tuple(_alert(item, at) for item, at in _listed(data.get("alerts"), f"{path}.alerts")),
        advanced=_advanced(data.get("advanced"), f"{path}.advanced"),
        template_id=names.ref("syncs", copied, f"{path}.copied_from") if copied else "",
    )


def _sync_source(data: Any, path: str, names: Names) -> SyncSource:
    check_keys(data, path, (), ("segment", "dataset"))
    if len(data) != 1:
        raise PlainError(path, "expected either segment or dataset")
    ((kind, name),) = data.items()
    return SyncSource(kind, names.ref(f"{kind}s", name, f"{path}.{kind}"))


def _guards(data: Any, path: str) -> Plain:
    check_keys(data or {}, path, (), ("hold_over_removed",))
    if data and "hold_over_removed" in data:
        _amount(data["hold_over_removed"], f"{path}.hold_over_removed")
    return dict(data or {})


def _alert(data: Any, path: str) -> Plain:
    check_keys(data, path, ("kind",), ("over",))
    choice(data["kind"], f"{path}.kind", ALERTS)
    if "over" in data:
        _amount(data["over"], f"{path}.over")
    return dict(data)


def _amount(data: Any, path: str) -> None:
    """A number of records, or a percentage such as 25%."""
    if isinstance(data, int) and not isinstance(data, bool) and data >= 0:
        return
    if not isinstance(data, str) or not re.fullmatch(r"\d{1,3}(\.\d+)?%", data):
        raise PlainError(path, "expected a number of records or a percentage", hint="Write 100 or 25%.")


def _advanced(data: Any, path: str) -> Plain:
    if data is not None and not isinstance(data, Mapping):
        raise PlainError(path, f"expected keys and values, found {codec.type_name(data)}")
    return dict(data or {})


def sync_to_plain(sync: Sync, names: Names) -> Plain:
    return _without_empty(
        {
            "name": sync.name,
            "source": {sync.source.kind: names.name_of(f"{sync.source.kind}s", sync.source.id)},
            "destination": names.name_of("destinations", sync.connection_id),
            "object": sync.object,
            "audience": sync.audience,
            "operation": sync.operation.value,
            "sync_key": codec.key_to_plain(sync.key) if sync.key.column else None,
            "mappings": [codec.mapping_to_plain(m) for m in sync.mappings],
            "schedule": codec.schedule_to_plain(sync.schedule, lambda id_: names.name_of("syncs", id_)),
            "status": sync.status.value,
            "guards": dict(sync.guards),
            "alerts": [dict(a) for a in sync.alerts],
            "advanced": dict(sync.advanced),
            "copied_from": names.name_of("syncs", sync.template_id) if sync.template_id else "",
        }
    )


# ------------------------------------------------------------------------------------------------------------------------


def to_plain(thing: Thing, names: Names) -> Plain:
    """Any thing as it stands in a document."""
    match thing:
        case Source():
            return source_to_plain(thing)
        case Dataset():
            return dataset_to_plain(thing, names)
        case Segment():
            return segment_to_plain(thing, names)
        case Connection():
            return destination_to_plain(thing)
        case Sync():
            return sync_to_plain(thing, names)


def _listed(data: Any, path: str) -> Sequence[tuple[Any, str]]:
    """The items of an optional list, each with its path."""
    return [(item, f"{path}[{n}]") for n, item in enumerate(items(data, path))] if data is not None else []


def _without_empty(plain: Plain) -> Plain:
    return {key: value for key, value in plain.items() if value not in (None, "", [], {})}
