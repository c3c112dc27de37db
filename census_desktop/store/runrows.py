"""Rows of runs: finding, changing and closing one inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, func, literal_column, select, tuple_, update
from sqlalchemy import Connection as Sql
from sqlalchemy.dialects.sqlite import Insert, insert

from census_desktop.domain.errors import ConfigError, NotFoundError
from census_desktop.domain.model import RunStatus
from census_desktop.domain.redaction import mask_values, redact
from census_desktop.domain.rows import RunFilter
from census_desktop.store.schema import batch, run, sync, sync_state

LONGEST_REASON = 500
MOST_NOTES = 20
"""Remarks kept of a run: they say how it went, and are no log."""
OUTDATED = -1
"""As the version of a sync's state: it belongs to another sync key and is to be forgotten."""


def find(sql: Sql, ref: str) -> Row[Any]:
    """The run with this id, or the only one whose id begins so."""
    if row := sql.execute(select(run).where(run.c.id == ref)).first():
        return row
    begins = sql.execute(select(run).where(run.c.id > ref, run.c.id < f"{ref}\uffff").limit(2)).all() if ref else []
    if not begins:
        raise NotFoundError(f"There is no run “{ref[:80]}”.", hint="See the runs of a sync for their ids.")
    if len(begins) > 1:
        raise ConfigError(f"More than one run begins with “{ref}”.", hint="Give more of its id.")
    return begins[0]


def unfinished() -> Select[Any]:
    return select(run).where(run.c.status.in_((RunStatus.QUEUED.value, RunStatus.WORKING.value)))


def working(sync_id: str) -> Select[Any]:
    """The run that holds the sync's lease; the word stands in the SQL, so that the partial index ux_run_working is used."""
    return select(run).where(run.c.sync_id == sync_id, run.c.status == literal_column("'working'"))


def filtered(filter_: RunFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filter_.sync_id:
        conditions.append(run.c.sync_id == filter_.sync_id)
    if filter_.segment_id:
        conditions.append(run.c.sync_id.in_(select(sync.c.id).where(sync.c.segment_id == filter_.segment_id)))
    if filter_.statuses:
        conditions.append(run.c.status.in_(filter_.statuses))
    if filter_.before:
        conditions.append(tuple_(run.c.created_at, run.c.id) < filter_.before)
    return conditions


def change(sql: Sql, run_id: str, **values: Any) -> None:
    sql.execute(update(run).where(run.c.id == run_id).values(**values))


def close(sql: Sql, row: Row[Any], status: RunStatus, error: str, at: datetime) -> None:
    """End a run. What is still in flight is unknown from here on: nobody waits for its answer any more."""
    change(sql, row.id, status=status.value, error=error, finished_at=at, lease_until=None)
    sql.execute(update(batch).where(batch.c.run_id == row.id, batch.c.state == "in_flight").values(state="unknown"))
    show_last(sql, row.sync_id)


def show_last(sql: Sql, sync_id: str) -> None:
    """Repeat the newest run that was not skipped in the sync's own row."""
    query = (
        select(
            run.c.id,
            run.c.status,
            (run.c.rejected + run.c.unnamed).label("rejected"),
            run.c.unknown,
            run.c.held,
            func.coalesce(run.c.finished_at, run.c.started_at, run.c.created_at, type_=run.c.created_at.type).label("at"),
        )
        .where(run.c.sync_id == sync_id, run.c.status != RunStatus.SKIPPED.value)
        .order_by(run.c.created_at.desc(), run.c.id.desc())
        .limit(1)
    )
    last = sql.execute(query).first()
    values = {"last_run_id": None, "last_status": None, "last_held": 0, "last_rejected": 0, "last_unknown": 0, "last_at": None}
    if last is not None:
        values = {
            "last_run_id": last.id,
            "last_status": last.status,
            "last_held": int(bool(last.held)),
            "last_rejected": last.rejected,
            "last_unknown": last.unknown,
            "last_at": last.at,
        }
    sql.execute(update(sync).where(sync.c.id == sync_id).values(**values))


def put(sql: Sql, table: Table, *rows: dict[str, Any]) -> None:
    """Insert the rows, or replace what is not their primary key."""
    if rows:
        sql.execute(put_statement(table, *rows[0]), list(rows))


def put_statement(table: Table, *names: str) -> Insert:
    """What `put` executes, for rows with these columns (all if none is named)."""
    keys = [column.name for column in table.primary_key]
    statement = insert(table)
    rest = {name: statement.excluded[name] for name in names or table.c.keys() if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


def safe_reason(reason: str) -> str:
    """A destination's reason as it may be kept: without values of the record, and not endless."""
    reason = mask_values(reason)
    return reason if len(reason) <= LONGEST_REASON else f"{reason[: LONGEST_REASON - 1]}…"


def note_down(sql: Sql, run_id: str, notes: Sequence[str]) -> None:
    """Add the destination's remarks to the run's, each once."""
    kept = list(find(sql, run_id).notes)
    news = [note for note in dict.fromkeys(safe_reason(redact(note)) for note in notes) if note and note not in kept]
    if news and len(kept) < MOST_NOTES:
        change(sql, run_id, notes=[*kept, *news][:MOST_NOTES])


def outdate(sql: Sql, row: Row[Any]) -> None:
    """The sync key changed: what was acknowledged under the old one is to be forgotten, and not to be taken over later; nor are
    the answers to jobs that are still open."""
    if sql.execute(working(row.id)).first() is not None:
        raise ConfigError(
            f"The sync key of “{row.name}” cannot change while it runs.",
            kept="The sync is as it was.",
            hint="Wait until the run is over, or cancel it.",
        )
    over = run.c.status.not_in((RunStatus.QUEUED.value, RunStatus.WORKING.value))
    waiting = update(run).where(run.c.sync_id == row.id, run.c.applied_version.is_(None), over)
    sql.execute(waiting.values(applied_version=OUTDATED))
    own = select(run.c.id).where(run.c.sync_id == row.id)
    sql.execute(update(batch).where(batch.c.run_id.in_(own), batch.c.state != "acknowledged").values(job=""))
    put(sql, sync_state, {"sync_id": row.id, "version": OUTDATED, "members": 0})
