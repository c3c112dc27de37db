"""Pages and lists that join several tables, each one query."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy import Connection as Sql

from census_desktop.domain.model import Health, Sync
from census_desktop.domain.rows import ActivityRow, SegmentOrder, SegmentPage, SegmentRow
from census_desktop.store.names import name_key
from census_desktop.store.records import form_of, run_of
from census_desktop.store.schema import dataset, event, run, segment, sync

_RANKS = (Health.NEVER, Health.OK, Health.PAUSED, Health.RUNNING, Health.REJECTED, Health.FAILED)
"""Healths by rank, worst last."""

_NEVER, _OK, _PAUSED, _RUNNING, _REJECTED, _FAILED = range(len(_RANKS))


def _stats() -> Any:
    """Per segment: how many syncs, the worst health among them, when one last ran, records rejected in the last runs.

    A paused sync says nothing of the segment's health unless all are paused (max() passes over its null).
    """
    rank = case(
        (sync.c.last_status.in_(("queued", "working")), _RUNNING),
        (sync.c.status == "paused", None),
        (sync.c.last_status.is_(None), _NEVER),
        (sync.c.last_status == "failed", _FAILED),
        (sync.c.last_rejected > 0, _REJECTED),
        else_=_OK,
    )
    return (
        select(
            sync.c.segment_id,
            func.count().label("syncs"),
            func.coalesce(func.max(rank), _PAUSED).label("rank"),
            func.max(sync.c.last_at).label("last_at"),
            func.sum(sync.c.last_rejected).label("rejected"),
        )
        .where(sync.c.deleted_at.is_(None), sync.c.segment_id.is_not(None))
        .group_by(sync.c.segment_id)
        .subquery("stats")
    )


def segment_page(sql: Sql, search: str, order: SegmentOrder, descending: bool, offset: int, limit: int) -> SegmentPage:
    """Unknown sizes and segments that never ran stand last in both directions; by health, the worst stand first."""
    stats = _stats()
    rank = func.coalesce(stats.c.rank, _NEVER)
    shown = segment.join(dataset, dataset.c.id == segment.c.dataset_id)
    matching = [segment.c.deleted_at.is_(None), *_matching(search)]
    query = (
        select(
            segment.c.id,
            segment.c.name,
            dataset.c.name.label("dataset"),
            segment.c.size,
            func.coalesce(stats.c.syncs, 0).label("syncs"),
            rank.label("rank"),
            stats.c.last_at,
            func.coalesce(stats.c.rejected, 0).label("rejected"),
        )
        .select_from(shown.outerjoin(stats, stats.c.segment_id == segment.c.id))
        .where(*matching)
    )
    ordering: dict[SegmentOrder, ColumnElement[Any]] = {
        SegmentOrder.SIZE: segment.c.size,
        SegmentOrder.LAST_SYNC: stats.c.last_at,
        SegmentOrder.HEALTH: -rank,
    }
    by_name = segment.c.name_key.desc() if descending and order is SegmentOrder.NAME else segment.c.name_key
    if order is not SegmentOrder.NAME:
        wanted = ordering[order]
        query = query.order_by(wanted.is_(None), wanted.desc() if descending else wanted)
    rows = sql.execute(query.order_by(by_name, segment.c.id).limit(limit).offset(offset))
    total = sql.scalar(select(func.count()).select_from(shown).where(*matching)) or 0
    page = tuple(
        SegmentRow(
            id=row.id,
            name=row.name,
            dataset=row.dataset,
            size=row.size,
            health=_RANKS[row.rank],
            last_run_at=row.last_at,
            syncs=row.syncs,
            rejected=row.rejected,
        )
        for row in rows
    )
    return SegmentPage(page, total, offset)


def _matching(search: str) -> list[ColumnElement[bool]]:
    """instr() takes every character literally, so that %, _ and quotes are looked for as they are."""
    if not (wanted := name_key(search.strip())):
        return []
    return [or_(func.instr(segment.c.name_key, wanted) > 0, func.instr(dataset.c.name_key, wanted) > 0)]


def syncs_of(sql: Sql, segment_id: str, dataset_id: str, connection_id: str) -> tuple[Sync, ...]:
    """Syncs, oldest first; of a data set also those that read one of its segments."""
    query = select(sync).where(sync.c.deleted_at.is_(None))
    if segment_id:
        query = query.where(sync.c.segment_id == segment_id)
    if dataset_id:
        of_dataset = select(segment.c.id).where(segment.c.dataset_id == dataset_id)
        query = query.where(or_(sync.c.dataset_id == dataset_id, sync.c.segment_id.in_(of_dataset)))
    if connection_id:
        query = query.where(sync.c.connection_id == connection_id)
    form = form_of(Sync)
    return tuple(form.thing(row) for row in sql.execute(query.order_by(sync.c.created_at, sync.c.id)))


def activity(sql: Sql, segment_id: str, sync_id: str, limit: int) -> tuple[ActivityRow, ...]:
    """Changes and runs, newest first; of a segment also those of its syncs. Without either, of the whole workspace."""
    events: Select[Any] = select(event)
    runs: Select[Any] = select(run)
    if segment_id:
        events = events.where(event.c.segment_id == segment_id)
        runs = runs.where(run.c.sync_id.in_(select(sync.c.id).where(sync.c.segment_id == segment_id)))
    if sync_id:
        events = events.where(event.c.thing_id == sync_id)
        runs = runs.where(run.c.sync_id == sync_id)
    changed = [
        ((row.at, 0, row.id), ActivityRow(row.at, row.what, row.subject, row.detail))
        for row in sql.execute(events.order_by(event.c.at.desc(), event.c.id.desc()).limit(limit))
    ]
    ran = [
        ((row.created_at, 1, 0), ActivityRow(row.created_at, "run", row.sync_name, row.error, run_of(row)))
        for row in sql.execute(runs.order_by(run.c.created_at.desc(), run.c.id.desc()).limit(limit))
    ]
    newest_first = sorted([*changed, *ran], key=lambda pair: pair[0], reverse=True)
    return tuple(row for _, row in newest_first[:limit])
