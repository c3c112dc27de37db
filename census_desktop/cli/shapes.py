"""The JSON documents that commands print. Their keys are a contract (docs/command-line.md): added to, never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from census_desktop.cli.output import plain_value
from census_desktop.domain.codec import schedule_to_plain
from census_desktop.domain.manifest import ConfigField, Manifest
from census_desktop.domain.model import Connection, Counts, Dataset, Run, Schedule, Segment, Source
from census_desktop.domain.plan import Change, Plan, RecordIssue
from census_desktop.domain.ports import Preview
from census_desktop.domain.rows import ImportChange, QuickSyncOffer, SegmentCount, SegmentRow, SyncRow

Json = dict[str, Any]
SyncName = Callable[[str], str]

HIDDEN = "••••••"


def moment(at: datetime | None) -> str | None:
    """A time as RFC 3339 in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def counts(numbers: Counts) -> Json:
    return asdict(numbers)


def run(run_: Run) -> Json:
    return {
        "id": run_.id,
        "sync": run_.sync_name,
        "status": run_.status.value,
        "counts": counts(run_.counts),
        "started_at": moment(run_.started_at),
        "finished_at": moment(run_.finished_at),
        "error": run_.error or None,
    }


def schedule(schedule_: Schedule, sync_name: SyncName) -> Json | None:
    """As in the workspace document; null is by hand."""
    return schedule_to_plain(schedule_, sync_name)


def sync(row: SyncRow, sync_name: SyncName) -> Json:
    return {
        "id": row.sync.id,
        "name": row.sync.name,
        "segment": row.segment or None,
        "dataset": row.dataset,
        "destination": row.connection.name,
        "object": row.sync.object,
        "operation": row.sync.operation.value,
        "status": row.sync.status.value,
        "schedule": schedule(row.sync.schedule, sync_name),
        "created_at": moment(row.sync.created_at),
        "last_run": run(row.last_run) if row.last_run else None,
    }


def offer(offer_: QuickSyncOffer, sync_name: SyncName) -> Json:
    template = offer_.template
    return {
        "template": template.name,
        "destination": offer_.connection.name,
        "object": offer_.object,
        "operation": template.operation.value,
        "schedule": schedule(template.schedule, sync_name),
        "fields": offer_.fields,
        "audience": offer_.audience or None,
        "warnings": list(offer_.warnings),
    }


def source(source_: Source) -> Json:
    return {"id": source_.id, "name": source_.name, "type": source_.type, "config": dict(source_.config)}


def dataset(dataset_: Dataset, source_name: str) -> Json:
    return {
        "id": dataset_.id,
        "name": dataset_.name,
        "source": source_name,
        "table": dataset_.table or None,
        "sql": dataset_.sql or None,
        "type": dataset_.type,
        "unique_identifier": dataset_.unique_identifier or None,
        "columns": len(dataset_.columns),
    }


def dataset_with_columns(dataset_: Dataset, source_name: str, item: Mapping[str, Any]) -> Json:
    columns = [
        {"name": c.name, "type": c.type.value, "native": c.native, "pii": c.pii, "enumerated": c.enumerated}
        for c in dataset_.columns
    ]
    more = {key: item.get(key) for key in ("email", "event")}
    lists = {key: item.get(key, []) for key in ("relationships", "computed")}
    return {**dataset(dataset_, source_name), "columns": columns, **more, **lists}


def segment(row: SegmentRow) -> Json:
    return {
        "id": row.id,
        "name": row.name,
        "dataset": row.dataset,
        "size": row.size,
        "health": row.health.value,
        "syncs": row.syncs,
        "last_run_at": moment(row.last_run_at),
    }


def segment_with_definition(segment_: Segment, item: Mapping[str, Any], syncs: Sequence[str]) -> Json:
    return {
        "id": segment_.id,
        "name": segment_.name,
        "dataset": item["dataset"],
        "description": segment_.description,
        "where": item.get("where"),
        "limit": item.get("limit"),
        "size": segment_.size,
        "size_of": segment_.size_of,
        "size_at": moment(segment_.size_at),
        "created_at": moment(segment_.created_at),
        "updated_at": moment(segment_.updated_at),
        "syncs": list(syncs),
    }


def count(segment_: Segment, count_: SegmentCount) -> Json:
    return {"segment": segment_.name, "count": count_.count, "of": count_.of}


def preview(preview_: Preview) -> Json:
    return {"columns": list(preview_.columns), "rows": [[plain_value(v) for v in row] for row in preview_.rows]}


def destination(connection: Connection, syncs: int) -> Json:
    return {
        "id": connection.id,
        "name": connection.name,
        "type": connection.type,
        "environment": connection.environment,
        "config": dict(connection.config),
        "syncs": syncs,
        "tested_at": moment(connection.tested_at),
        "test_ok": connection.test_ok,
        "test_message": connection.test_message or None,
    }


def destination_type(manifest: Manifest) -> Json:
    return {
        "type": manifest.type,
        "title": manifest.title,
        "summary": manifest.summary,
        "config": [_field(f) for f in manifest.config if not f.secret],
        "secrets": [{"name": f.name, "required": f.required, "help": f.help} for f in manifest.secret_fields],
        "objects": [
            {"name": o.name, "operations": [op.value for op in o.operations], "audience": o.audience} for o in manifest.objects
        ],
    }


def _field(field: ConfigField) -> Json:
    plain: Json = {"name": field.name, "kind": field.kind, "required": field.required, "default": field.default}
    plain["help"] = field.help
    if field.choices:
        plain["choices"] = list(field.choices)
    return plain


def plan(plan_: Plan, sync_name: str, changes: Sequence[Json]) -> Json:
    return {
        "sync": sync_name,
        "digest": plan_.digest,
        "total": plan_.total,
        "counts": counts(plan_.counts),
        "batches": plan_.batches,
        "created_at": moment(plan_.created_at),
        "warnings": list(plan_.warnings),
        "changes": list(changes),
    }


def change(change_: Change) -> Json:
    return {
        "kind": change_.kind.value,
        "key": change_.key,
        "before": plain_value(dict(change_.before)) if change_.before is not None else None,
        "after": plain_value(dict(change_.after)) if change_.after is not None else None,
        "reason": change_.reason or None,
        "retried": change_.retried,
    }


def issue(issue_: RecordIssue) -> Json:
    return {"kind": issue_.kind, "key": issue_.key, "reason": issue_.reason, "values": plain_value(dict(issue_.values))}


def imported(change_: ImportChange) -> Json:
    return {"kind": change_.kind, "name": change_.name, "action": change_.action, "detail": change_.detail or None}
