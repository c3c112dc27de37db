"""Things as rows and rows as things. One `Form` per kind says everything that differs between kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Table

from census_desktop.domain import codec, segment_codec
from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.model import (
    Column,
    Connection,
    Counts,
    Dataset,
    FieldMapping,
    Operation,
    Removal,
    Run,
    RunStatus,
    Segment,
    Source,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
    Trigger,
)
from census_desktop.domain.redaction import redact
from census_desktop.store import schema

T = TypeVar("T", Source, Dataset, Segment, Connection, Sync)
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How a kind is kept: `word` names it to the user, `values` gives its own columns, `thing` is the way back.

    `parents` are the columns that refer to other kinds.
    """

    word: str
    table: Table
    values: Callable[[T], Values]
    thing: Callable[[Row[Any]], T]
    parents: Mapping[str, str]


def _source_values(thing: Source) -> Values:
    return {"type": thing.type, "config": dict(thing.config)}


def _source(row: Row[Any]) -> Source:
    return Source(row.id, row.name, row.type, row.config)


def _dataset_values(thing: Dataset) -> Values:
    return {
        "source_id": thing.source_id,
        "table_name": thing.table,
        "sql": thing.sql,
        "type": thing.type,
        "unique_identifier": thing.unique_identifier,
        "email": thing.email,
        "event_name": thing.event_name,
        "event_time": thing.event_time,
        "columns": [
            {"name": c.name, "type": c.type.value, "native": c.native, "pii": c.pii, "enumerated": c.enumerated}
            for c in thing.columns
        ],
        "relationships": [
            _readable(codec.relationship_to_plain(r), codec.relationship_from_plain, f"relationships[{n}]")
            for n, r in enumerate(thing.relationships)
        ],
        "computed": [
            _readable(codec.computed_to_plain(c), codec.computed_from_plain, f"computed[{n}]")
            for n, c in enumerate(thing.computed)
        ],
        "exclusions": [
            _readable(segment_codec.exclusion_to_plain(e), segment_codec.exclusion_from_plain, f"exclusions[{n}]")
            for n, e in enumerate(thing.exclusions)
        ],
        "priorities": [
            _readable(segment_codec.priority_to_plain(p), segment_codec.priority_from_plain, f"priorities[{n}]")
            for n, p in enumerate(thing.priorities)
        ],
        "reading": dict(thing.reading),
    }


def _readable(plain: Any, read: Callable[[Any, str], Any], path: str) -> Any:
    """The plain form, once it is known that it can be read back: a store must not take what it cannot give."""
    read(plain, path)
    return plain


def _dataset(row: Row[Any]) -> Dataset:
    return Dataset(
        id=row.id,
        name=row.name,
        source_id=row.source_id,
        table=row.table_name,
        sql=row.sql,
        type=row.type,
        unique_identifier=row.unique_identifier,
        email=row.email,
        event_name=row.event_name,
        event_time=row.event_time,
        columns=tuple(Column(**{**c, "type": ColumnType(c["type"])}) for c in row.columns),
        relationships=tuple(codec.relationship_from_plain(r, "relationships") for r in row.relationships),
        computed=tuple(codec.computed_from_plain(c, "computed") for c in row.computed),
        exclusions=tuple(segment_codec.exclusion_from_plain(e, "exclusions") for e in row.exclusions),
        priorities=tuple(segment_codec.priority_from_plain(p, "priorities") for p in row.priorities),
        reading=row.reading,
    )


def _segment_values(thing: Segment) -> Values:
    return {
        "dataset_id": thing.dataset_id,
        "description": thing.description,
        "conditions": _readable(codec.group_to_plain(thing.where), codec.group_from_plain, "where"),
        "row_limit": _readable(codec.limit_to_plain(thing.limit), codec.limit_from_plain, "limit"),
        "sql": thing.sql,
        "limit_per": _readable(codec.limit_to_plain(thing.limit_per), codec.limit_from_plain, "limit_per"),
        "cohorts": _readable(segment_codec.cohorts_to_plain(thing.cohorts), segment_codec.cohorts_from_plain, "cohorts"),
        "folder": thing.folder,
        "tags": _readable(list(thing.tags), segment_codec.tags_from_plain, "tags"),
    }


def _segment(row: Row[Any]) -> Segment:
    return Segment(
        id=row.id,
        name=row.name,
        dataset_id=row.dataset_id,
        where=codec.group_from_plain(row.conditions),
        description=row.description,
        limit=codec.limit_from_plain(row.row_limit),
        sql=row.sql,
        limit_per=codec.limit_from_plain(row.limit_per),
        cohorts=segment_codec.cohorts_from_plain(row.cohorts),
        folder=row.folder,
        tags=tuple(row.tags),
        size=row.size,
        size_of=row.size_of,
        size_at=row.size_at,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _connection_values(thing: Connection) -> Values:
    return {
        "type": thing.type,
        "environment": thing.environment,
        "config": dict(thing.config),
        "tested_at": thing.tested_at,
        "test_ok": thing.test_ok,
        "test_message": redact(thing.test_message),
    }


def _connection(row: Row[Any]) -> Connection:
    return Connection(
        id=row.id,
        name=row.name,
        type=row.type,
        config=row.config,
        environment=row.environment,
        created_at=row.created_at,
        tested_at=row.tested_at,
        test_ok=row.test_ok,
        test_message=row.test_message,
    )


def _sync_values(thing: Sync) -> Values:
    of_segment = thing.source.kind == "segment"
    return {
        "segment_id": thing.source.id if of_segment else None,
        "dataset_id": None if of_segment else thing.source.id,
        "cohort": thing.source.cohort,
        "connection_id": thing.connection_id,
        "object": thing.object,
        "operation": thing.operation.value,
        "key_column": thing.key.column,
        "key_field": thing.key.field,
        # Not read back through codec: a draft may have lines without a field or a column yet.
        "mappings": [_mapping_values(m) for m in thing.mappings],
        "schedule": _readable(codec.schedule_to_plain(thing.schedule), codec.schedule_from_plain, "schedule"),
        "status": thing.status.value,
        "audience": thing.audience,
        "audience_id": thing.audience_id,
        "guards": dict(thing.guards),
        "alerts": [dict(alert) for alert in thing.alerts],
        "advanced": dict(thing.advanced),
        "template_id": thing.template_id,
        "removal": thing.removal.value,
        "sync_all": thing.sync_all,
        "limits": dict(thing.limits),
        "consented": list(thing.consented),
        "audience_column": thing.audience_column,
    }


def _mapping_values(mapping: FieldMapping) -> Values:
    """What differs from the defaults, so that a workspace says no more than its user did."""
    given = {f.name: getattr(mapping, f.name) for f in fields(mapping)}
    return {f.name: given[f.name] for f in fields(mapping) if f.name == "field" or given[f.name] != f.default}


def _mapping(values: Values) -> FieldMapping:
    return FieldMapping(**{**values, "related": tuple(values.get("related", ()))})


def _sync(row: Row[Any]) -> Sync:
    return Sync(
        id=row.id,
        name=row.name,
        source=SyncSource("segment", row.segment_id, row.cohort) if row.segment_id else SyncSource("dataset", row.dataset_id),
        connection_id=row.connection_id,
        object=row.object,
        operation=Operation(row.operation),
        key=SyncKey(row.key_column, row.key_field),
        mappings=tuple(_mapping(m) for m in row.mappings),
        schedule=codec.schedule_from_plain(row.schedule),
        status=SyncStatus(row.status),
        audience=row.audience,
        audience_id=row.audience_id,
        guards=row.guards,
        alerts=tuple(row.alerts),
        advanced=row.advanced,
        template_id=row.template_id,
        removal=Removal(row.removal),
        sync_all=row.sync_all,
        limits=row.limits,
        consented=tuple(row.consented),
        audience_column=row.audience_column,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


FORMS: dict[type, Form[Any]] = {
    Source: Form("source", schema.source, _source_values, _source, {}),
    Dataset: Form("data set", schema.dataset, _dataset_values, _dataset, {"source_id": "source"}),
    Segment: Form("segment", schema.segment, _segment_values, _segment, {"dataset_id": "data set"}),
    Connection: Form("destination", schema.connection, _connection_values, _connection, {}),
    Sync: Form(
        "sync",
        schema.sync,
        _sync_values,
        _sync,
        {"segment_id": "segment", "dataset_id": "data set", "connection_id": "destination"},
    ),
}


def form_of(kind: type[T]) -> Form[T]:
    return FORMS[kind]


def run_of(row: Row[Any]) -> Run:
    return Run(
        id=row.id,
        sync_id=row.sync_id,
        sync_name=row.sync_name,
        status=RunStatus(row.status),
        trigger=Trigger(row.started_by),
        counts=Counts(**{name: getattr(row, name) for name in schema.COUNTS}),
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        error=row.error,
        plan_digest=row.plan_digest,
        held=row.held,
        undo_of=row.undo_of,
        note=row.note,
        notes=tuple(row.notes),
    )
