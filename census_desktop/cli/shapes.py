"""The JSON documents that commands print. Their keys are a contract (docs/command-line.md): added to, never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from census_desktop.cli.output import plain_value
from census_desktop.domain.codec import schedule_to_plain
from census_desktop.domain.environments import in_plain
from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.model import Connection, Counts, Dataset, Run, Schedule, Segment, Source
from census_desktop.domain.plan import Change, Plan, RecordIssue
from census_desktop.domain.ports import Preview
from census_desktop.domain.rows import ImportChange, Past, QuickSyncOffer, SegmentCount, SegmentRow, SyncRow

if TYPE_CHECKING:
    from census_desktop.usecases.channels import ChannelType
    from census_desktop.usecases.signing_in import SignedIn

Json = dict[str, Any]
SyncName = Callable[[str], str]

HIDDEN = "••••••"
DEFINITION = ("sql", "where", "limit_per", "limit", "cohorts")
"""Keys of the workspace document that say who is in a segment."""


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
        "plan": run_.plan_digest or None,
        "held": run_.held or None,
        "undo_of": run_.undo_of or None,
        "note": run_.note or None,
        "notes": list(run_.notes),
    }


def schedule(schedule_: Schedule, sync_name: SyncName) -> Json | None:
    """As in the workspace document; null is by hand."""
    return schedule_to_plain(schedule_, sync_name)


def sync(row: SyncRow, sync_name: SyncName) -> Json:
    marked = row.connection.environment
    return {
        "id": row.sync.id,
        "name": row.sync.name,
        "segment": row.segment or None,
        "dataset": row.dataset,
        "destination": row.connection.name,
        **({"environment": marked} if marked else {}),
        "object": row.sync.object,
        "operation": row.sync.operation.value,
        "status": row.sync.status.value,
        "schedule": schedule(row.sync.schedule, sync_name),
        "created_at": moment(row.sync.created_at),
        "last_run": run(row.last_run) if row.last_run else None,
    }


def offer(offer_: QuickSyncOffer, sync_name: SyncName) -> Json:
    template = offer_.template
    plain: Json = {
        "template": template.name,
        "destination": offer_.connection.name,
        "object": offer_.object,
        "operation": template.operation.value,
        "schedule": schedule(template.schedule, sync_name),
        "fields": offer_.fields,
        "audience": offer_.audience or None,
        "warnings": list(offer_.warnings),
    }
    plain |= {"audience_column": offer_.audience_column} if offer_.audience_column else {}
    return plain | ({"consent": dict(offer_.consent)} if offer_.consent else {})


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
        "sql": item.get("sql"),
        "limit_per": item.get("limit_per"),
        "cohorts": item.get("cohorts", []),
        "folder": segment_.folder or None,
        "tags": list(segment_.tags),
        "size": segment_.size,
        "size_of": segment_.size_of,
        "size_at": moment(segment_.size_at),
        "created_at": moment(segment_.created_at),
        "updated_at": moment(segment_.updated_at),
        "syncs": list(syncs),
    }


def count(segment_: Segment, count_: SegmentCount) -> Json:
    plain: Json = {"segment": segment_.name, "count": count_.count, "of": count_.of}
    return plain | ({"cohort": segment_.cohort} if segment_.cohort else {})


def past(change_: Past[Any]) -> Json:
    return {
        "id": change_.id,
        "at": moment(change_.at),
        "what": change_.what,
        "detail": change_.detail or None,
        "restorable": change_.before is not None,
    }


def preview(preview_: Preview) -> Json:
    return {"columns": list(preview_.columns), "rows": [[plain_value(v) for v in row] for row in preview_.rows]}


def destination(connection: Connection, syncs: int) -> Json:
    return {
        "id": connection.id,
        "name": connection.name,
        "type": connection.type,
        "environment": in_plain(connection.environment),
        "config": dict(connection.config),
        "syncs": syncs,
        "tested_at": moment(connection.tested_at),
        "test_ok": connection.test_ok,
        "test_message": connection.test_message or None,
    }


def sign_in(connection: Connection, state: SignedIn | None) -> Json:
    return {
        "destination": connection.name,
        "signed_in": state is not None and not state.is_over,
        "account": (state and state.account) or None,
        "until": moment(state.until) if state else None,
        "renews": bool(state and state.renews),
    }


def source_type(type_: SourceType, missing: str) -> Json:
    return {
        "type": type_.type,
        "title": type_.label,
        "summary": type_.summary,
        "group": type_.group,
        "missing_extra": missing,
        "config": [_field(f) for f in type_.config if not f.secret],
        "secrets": [{"name": f.name, "required": f.required, "help": f.help} for f in type_.secret_fields],
    }


def channel_type(type_: ChannelType) -> Json:
    return {
        "type": type_.type,
        "title": type_.title,
        "config": [_field(f) for f in type_.plain_fields],
        "secrets": [{"name": f.name, "required": f.required, "help": f.help} for f in type_.secret_fields],
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
        "held": plan_.held or None,
        "excluded": plan_.excluded,
        "renewed": plan_.renewed,
        "renewal": plan_.renewal or None,
        "undo_of": plan_.undo_of or None,
        "estimate": asdict(plan_.estimate) if plan_.estimate else None,
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
        "excluded": change_.excluded,
        **_audience(change_.audience),
    }


def _audience(name: str) -> Json:
    """Only where a column names the audiences."""
    return {"audience": name} if name else {}


def issue(issue_: RecordIssue) -> Json:
    told = {"kind": issue_.kind, "key": issue_.key, "reason": issue_.reason, "values": plain_value(dict(issue_.values))}
    return told | _audience(issue_.audience)


def imported(change_: ImportChange) -> Json:
    return {"kind": change_.kind, "name": change_.name, "action": change_.action, "detail": change_.detail or None}
