"""What is known of one record: what would be sent of it now, and what every run whose plan is kept did with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from census_desktop.domain.manifest import TargetField
from census_desktop.domain.model import Run, Sync
from census_desktop.domain.plan import Change, ChangeKind
from census_desktop.domain.ports import BatchRecord, Ledger
from census_desktop.domain.records import RecordEvent
from census_desktop.engine.database import scratch_database
from census_desktop.engine.mapping import FieldMap, source_columns
from census_desktop.engine.planfile import PlanFiles

_UNANSWERED = {"unknown": "unknown", "staged": "waiting"}


@dataclass(frozen=True, slots=True)
class Payload:
    """A record as it would be sent: its key there (a digest, where the destination wants one), its values without the key
    and what is filled in by the run, why it would not be sent ("" = it would), and its audience where a column names it."""

    key: str
    values: Mapping[str, Any]
    invalid: str
    audience: str = ""


def payload_of(sync: Sync, record: Any, targets: Mapping[str, TargetField], longest_name: int = 0) -> Payload:
    """Map one record; `record` is a pyarrow.RecordBatch of one row with the columns that the sync reads, and others.

    Raises ConfigError where the mapping cannot work.
    """
    names = [record.schema.get_field_index(name) for name in source_columns(sync)]
    batch = record.select(names)
    mapped = FieldMap(sync, batch.schema, targets, longest_name)
    (mapped_batch,) = mapped.stream(iter([batch]))
    with scratch_database() as db:
        db.register("record", mapped_batch)
        key, payload, invalid, audience = db.execute(
            f"SELECT {mapped.own_key()}, {mapped.payload()}, {mapped.invalid()}, {mapped.audience()} FROM record"
        ).fetchone()
    return Payload(key or "", without_key(payload, mapped.names[0]) or {}, invalid or "", audience or "")


def without_key(payload: str | None, key_field: str) -> dict[str, Any] | None:
    """A kept payload as values by destination field."""
    if payload is None:
        return None
    values: dict[str, Any] = json.loads(payload)
    values.pop(key_field, None)
    return values


def events(key: str, runs: Sequence[Run], ledger: Ledger, plans: PlanFiles) -> Iterator[RecordEvent]:
    """What these runs did with the record, in their order, in each audience; runs whose plans hold nothing of it are left
    out."""
    for run in runs:
        plan_id = ledger.plan_of(run.id)
        if not plans.exists(plan_id):
            continue
        seen: set[str] = set()
        for change in plans.of_key(plan_id, key):
            if change.audience not in seen:  # of a duplicate, its first copy
                seen.add(change.audience)
                yield _event(run, change, ledger)


def _event(run: Run, change: Change, ledger: Ledger) -> RecordEvent:
    outcome, reply = _not_begun(run), change.reason
    if change.excluded:
        outcome = "excluded"
    elif change.kind is not ChangeKind.INVALID:
        outcome, reply = _outcome(run, change.row, ledger)
    at, kind = run.started_at or run.created_at, change.kind.value
    return RecordEvent(run.id, at, kind, outcome, change.before, change.after, reply, change.audience)


def _outcome(run: Run, row: int, ledger: Ledger) -> tuple[str, str]:
    """What became of a row that was to be sent. Of the refused and unknown ones only those of its own batch are read."""
    refused = unknown = 0
    for batch in sorted(ledger.batches(run.id), key=lambda b: b.first_row):
        if batch.first_row <= row < batch.first_row + batch.rows:
            return _answer(run, row, batch, (refused, unknown), ledger)
        refused += batch.rejected
        unknown += batch.unknown
    return _not_begun(run), ""


def _not_begun(run: Run) -> str:
    """Of a row that is in no batch: a run that works or is held may still send it."""
    return "unsent" if run.status.is_over and not run.held else "waiting"


def _answer(run: Run, row: int, batch: BatchRecord, before: tuple[int, int], ledger: Ledger) -> tuple[str, str]:
    for refused, reason in ledger.rejected_rows(run.id, before[0], batch.rejected) if batch.rejected else ():
        if refused == row:
            return "rejected", reason
    for left, known in ledger.unknown_rows(run.id, before[1], batch.unknown) if batch.unknown else ():
        if left == row:
            return "unknown", known
    if batch.state == "in_flight":
        return ("unknown" if run.status.is_over else "waiting"), ""
    taken = batch.rows - batch.rejected - batch.unknown - batch.unnamed
    only_accepted = batch.accepted > 0 and batch.accepted == taken
    return _UNANSWERED.get(batch.state, "accepted" if only_accepted else "acknowledged"), ""
