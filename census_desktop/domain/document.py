"""The things of a workspace document as plain data and back: one pair of functions for each kind.

Ids never appear in a document: `Names` translates them. What is absent takes its default; conditions, mappings and
schedules are read by codec.py. Every refusal is a `PlainError` with the path of the bad value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from census_desktop.domain import codec, segment_codec
from census_desktop.domain.alerts import alert_from_plain
from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.environments import environment_from_plain, in_plain
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.guards import guards_from_plain
from census_desktop.domain.model import (
    Column,
    Connection,
    Dataset,
    Operation,
    Removal,
    Segment,
    Source,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
)
from census_desktop.domain.plain import PlainError, boolean, check_keys, choice, integer, items, text, type_name
from census_desktop.domain.sync_all import CASES

VERSION = 1
KINDS = ("sources", "datasets", "segments", "destinations", "syncs")
DATASET_TYPES = ("person", "company", "event", "generic")

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
        environment=environment_from_plain(data.get("environment", in_plain(known.environment)), f"{path}.environment"),
    )


def destination_to_plain(connection: Connection) -> Plain:
    plain: Plain = {"name": connection.name, "type": connection.type, "config": dict(connection.config)}
    if connection.environment:
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


_DATASET_OPTIONAL = (
    *("table", "sql", "type", "unique_identifier", "email", "event", "columns", "relationships", "computed"),
    *("exclusions", "priorities", "reading"),
)


def dataset_from_plain(data: Any, path: str, known: Dataset, names: Names) -> Dataset:
    """The data set as the document says it. Its columns are those named there; others are found out from the source."""
    check_keys(data, path, ("name", "source"), _DATASET_OPTIONAL)
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
        exclusions=tuple(
            segment_codec.exclusion_from_plain(item, at, lambda name: names.id_of("segments", name))
            for item, at in _listed(data.get("exclusions"), f"{path}.exclusions")
        ),
        priorities=tuple(
            segment_codec.priority_from_plain(item, at, lambda name: names.id_of("segments", name))
            for item, at in _listed(data.get("priorities"), f"{path}.priorities")
        ),
        reading=_config(data.get("reading"), f"{path}.reading"),
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
            "exclusions": [
                segment_codec.exclusion_to_plain(e, lambda id_: names.name_of("segments", id_)) for e in dataset.exclusions
            ],
            "priorities": [
                segment_codec.priority_to_plain(p, lambda id_: names.name_of("segments", id_)) for p in dataset.priorities
            ],
            "reading": dict(dataset.reading),
        }
    )


# Segments ---------------------------------------------------------------------------------------------------------------


_SEGMENT_OPTIONAL = ("description", "sql", "where", "limit_per", "limit", "cohorts", "folder", "tags")


def segment_from_plain(data: Any, path: str, known: Segment, names: Names) -> Segment:
    check_keys(data, path, ("name", "dataset"), _SEGMENT_OPTIONAL)
    return replace(
        known,
        dataset_id=names.ref("datasets", data["dataset"], f"{path}.dataset"),
        description=text(data.get("description") or "", f"{path}.description", empty=True),
        where=codec.group_from_plain(data.get("where"), f"{path}.where", lambda name: names.id_of("segments", name)),
        limit=codec.limit_from_plain(data.get("limit"), f"{path}.limit"),
        sql=text(data.get("sql", ""), f"{path}.sql", empty=True),
        limit_per=codec.limit_from_plain(data.get("limit_per"), f"{path}.limit_per"),
        cohorts=segment_codec.cohorts_from_plain(data.get("cohorts"), f"{path}.cohorts"),
        folder=text(data.get("folder", ""), f"{path}.folder", empty=True),
        tags=segment_codec.tags_from_plain(data.get("tags"), f"{path}.tags"),
    )


def segment_to_plain(segment: Segment, names: Names) -> Plain:
    where = codec.group_to_plain(segment.where, lambda id_: names.name_of("segments", id_))
    return _without_empty(
        {
            "name": segment.name,
            "dataset": names.name_of("datasets", segment.dataset_id),
            "description": segment.description,
            "sql": segment.sql,
            "where": where if segment.where.items else None,
            "limit_per": codec.limit_to_plain(segment.limit_per),
            "limit": codec.limit_to_plain(segment.limit),
            "cohorts": segment_codec.cohorts_to_plain(segment.cohorts),
            "folder": segment.folder,
            "tags": list(segment.tags),
        }
    )


# Syncs ------------------------------------------------------------------------------------------------------------------

_SYNC_OPTIONAL = (
    *("sync_key", "mappings", "sync_all", "removal", "schedule", "status", "audience", "guards", "limits", "alerts"),
    *("advanced", "copied_from", "consented"),
)
LIMITS = ("minutes", "records")


def sync_from_plain(data: Any, path: str, known: Sync, names: Names) -> Sync:
    """A status that is absent stays as it is; a new sync is then active. A draft may lack its key and its object."""
    check_keys(data, path, ("name", "source", "destination", "operation"), ("object", *_SYNC_OPTIONAL))
    status = SyncStatus(choice(data.get("status", known.status.value), f"{path}.status", tuple(SyncStatus)))
    draft = status is SyncStatus.DRAFT
    for key in () if draft else ("object", "sync_key"):
        if key not in data:
            raise PlainError(path, f"“{key}” is missing", hint="Only a draft may lack it.")
    copied = data.get("copied_from")
    audience, audience_column = _audience(data.get("audience", ""), f"{path}.audience")
    return replace(
        known,
        source=_sync_source(data["source"], f"{path}.source", names),
        connection_id=names.ref("destinations", data["destination"], f"{path}.destination"),
        object=text(data.get("object", ""), f"{path}.object", empty=draft),
        operation=Operation(choice(data["operation"], f"{path}.operation", tuple(Operation))),
        key=codec.key_from_plain(data["sync_key"], f"{path}.sync_key") if data.get("sync_key") else SyncKey("", ""),
        mappings=tuple(
            codec.mapping_from_plain(item, at, lambda name: names.id_of("segments", name))
            for item, at in _listed(data.get("mappings"), f"{path}.mappings")
        ),
        sync_all=choice(data["sync_all"], f"{path}.sync_all", CASES) if data.get("sync_all") else "",
        removal=_removal(data, path),
        schedule=codec.schedule_from_plain(data.get("schedule"), f"{path}.schedule", lambda name: names.id_of("syncs", name)),
        status=status,
        audience=audience,
        audience_column=audience_column,
        guards=guards_from_plain(data.get("guards"), f"{path}.guards"),
        limits=_limits(data.get("limits"), f"{path}.limits"),
        alerts=tuple(alert_from_plain(item, at) for item, at in _listed(data.get("alerts"), f"{path}.alerts")),
        advanced=_advanced(data.get("advanced"), f"{path}.advanced"),
        template_id=names.ref("syncs", copied, f"{path}.copied_from") if copied else "",
        consented=tuple(text(item, at) for item, at in _listed(data.get("consented"), f"{path}.consented")),
    )


def _sync_source(data: Any, path: str, names: Names) -> SyncSource:
    check_keys(data, path, (), ("segment", "dataset", "cohort"))
    kinds = [kind for kind in ("segment", "dataset") if kind in data]
    if len(kinds) != 1:
        raise PlainError(path, "expected either segment or dataset")
    (kind,) = kinds
    if "cohort" in data and kind != "segment":
        raise PlainError(f"{path}.cohort", "only a segment has cohorts")
    cohort = text(data["cohort"], f"{path}.cohort") if "cohort" in data else ""
    return SyncSource(kind, names.ref(f"{kind}s", data[kind], f"{path}.{kind}"), cohort)


def _audience(data: Any, path: str) -> tuple[str, str]:
    """(the audience's name, the column that names it): a text, or `{column: …}`."""
    if isinstance(data, Mapping):
        check_keys(data, path, ("column",))
        return "", text(data["column"], f"{path}.column")
    return text(data, path, empty=True), ""


def _removal(data: Mapping[str, Any], path: str) -> Removal:
    if "removal" not in data:
        return Removal.REMOVE
    if data["operation"] != Operation.MIRROR:
        raise PlainError(
            f"{path}.removal", "only a mirror lets go of records", hint="Leave it out, or write operation: mirror."
        )
    return Removal(choice(data["removal"], f"{path}.removal", tuple(Removal)))


def _limits(data: Any, path: str) -> dict[str, int]:
    given = check_keys(data or {}, path, (), LIMITS)
    return {key: integer(given[key], f"{path}.{key}", least=1) for key in LIMITS if given.get(key) is not None}


def _advanced(data: Any, path: str) -> Plain:
    if data is not None and not isinstance(data, Mapping):
        raise PlainError(path, f"expected keys and values, found {type_name(data)}")
    return dict(data or {})


def sync_to_plain(sync: Sync, names: Names) -> Plain:
    return _without_empty(
        {
            "name": sync.name,
            "source": _without_empty(
                {sync.source.kind: names.name_of(f"{sync.source.kind}s", sync.source.id), "cohort": sync.source.cohort}
            ),
            "destination": names.name_of("destinations", sync.connection_id),
            "object": sync.object,
            "audience": {"column": sync.audience_column} if sync.audience_column else sync.audience,
            "operation": sync.operation.value,
            "sync_key": codec.key_to_plain(sync.key) if sync.key.column else None,
            "mappings": [codec.mapping_to_plain(m, lambda id_: names.name_of("segments", id_)) for m in sync.mappings],
            "sync_all": sync.sync_all,
            "removal": sync.removal.value if sync.removal is not Removal.REMOVE else "",
            "schedule": codec.schedule_to_plain(sync.schedule, lambda id_: names.name_of("syncs", id_)),
            "status": sync.status.value,
            "guards": dict(sync.guards),
            "limits": dict(sync.limits),
            "alerts": [dict(a) for a in sync.alerts],
            "advanced": dict(sync.advanced),
            "copied_from": names.name_of("syncs", sync.template_id) if sync.template_id else "",
            "consented": list(sync.consented),
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
