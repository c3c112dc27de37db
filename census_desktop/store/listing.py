"""Pages and lists that join several tables, each one query."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true
from sqlalchemy import Connection as Sql

from census_desktop.domain.model import Health, Sync
from census_desktop.domain.rows import ActivityRow, SegmentFilter, SegmentOrder, SegmentPage, SegmentRow
from census_desktop.store.names import name_key
from census_desktop.store.records import form_of, run_of
from census_desktop.store.schema import among, dataset, event, run, segment, sync

_RANKS = (Health.NEVER, Health.OK, Health.PAUSED, Health.RUNNING, Health.REJECTED, Health.HELD, Health.FAILED)
"""Healths by rank, worst last."""

_NEVER, _OK, _PAUSED, _RUNNING, _REJECTED, _HELD, _FAILED = range(len(_RANKS))


_WORST = func.max(
    case(
        (sync.c.last_status.in_(("queued", "working")), _RUNNING),
        (sync.c.status.in_(("paused", "draft")), None),
        (sync.c.last_status.is_(None), _NEVER),
        (sync.c.last_status == "waiting", _PAUSED),
        (sync.c.last_held > 0, _HELD),
        (sync.c.last_status == "failed", _FAILED),
        (or_(sync.c.last_rejected > 0, sync.c.last_unknown > 0), _REJECTED),
        else_=_OK,
    )
)
# A sync that is paused or a draft says nothing of its segment's health where another one works: max() passes over its null.
_RANK = func.coalesce(_WORST, func.max(case((sync.c.status == "paused", _PAUSED))), _NEVER)
_LAST_AT = func.max(sync.c.last_at)


def segment_page(
    sql: Sql, search: str, order: SegmentOrder, descending: bool, offset: int, limit: int, only: SegmentFilter
) -> SegmentPage:
    """Unknown sizes and segments that never ran stand last in both directions; by health, the worst stand first.

    First the ids of the page in their order, then what the page shows: sorting thousands of whole rows takes longer.
    """
    matching = [segment.c.deleted_at.is_(None), *_matching(search), *_only(only)]
    total = sql.scalar(select(func.count()).select_from(segment).where(*matching)) or 0
    ordered = _ordered(order, descending, _by_folder(only)).where(*matching)
    ids = list(sql.scalars(ordered.limit(limit).offset(offset)))
    shown = segment.join(dataset, dataset.c.id == segment.c.dataset_id)
    kept = (segment.c.size, segment.c.folder, segment.c.tags)
    query = select(segment.c.id, segment.c.name, dataset.c.name.label("dataset"), *kept).select_from(shown)
    rows = {row.id: row for row in sql.execute(query.where(segment.c.id.in_(among(ids))))}
    figures = select(
        sync.c.segment_id,
        func.count().label("syncs"),
        _RANK.label("rank"),
        _LAST_AT.label("last_at"),
        func.sum(sync.c.last_rejected).label("rejected"),
        func.sum(sync.c.last_unknown).label("unknown"),
    ).where(sync.c.deleted_at.is_(None), sync.c.segment_id.in_(among(ids)))
    stats = {row.segment_id: row for row in sql.execute(figures.group_by(sync.c.segment_id))}
    return SegmentPage(tuple(_segment_row(rows[id_], stats.get(id_)) for id_ in ids), total, offset)


def _segment_row(row: Any, stats: Any) -> SegmentRow:
    kept = {"folder": row.folder, "tags": tuple(row.tags)}
    if stats is None:
        return SegmentRow(row.id, row.name, row.dataset, row.size, Health.NEVER, None, 0, **kept)
    health = _RANKS[stats.rank]
    kept["unknown"] = stats.unknown
    return SegmentRow(row.id, row.name, row.dataset, row.size, health, stats.last_at, stats.syncs, stats.rejected, **kept)


def _ordered(order: SegmentOrder, descending: bool, first: Sequence[ColumnElement[Any]] = ()) -> Select[Any]:
    """Segment ids in the order asked for, by name where it leaves a choice."""
    query = select(segment.c.id).order_by(*first)
    if order is SegmentOrder.NAME:
        return query.order_by(segment.c.name_key.desc() if descending else segment.c.name_key, segment.c.id)
    wanted = {
        SegmentOrder.SIZE: segment.c.size,
        SegmentOrder.LAST_SYNC: _of_syncs(_LAST_AT),
        SegmentOrder.HEALTH: _of_syncs(-_RANK),
    }[order]
    placed = wanted.desc() if descending else wanted.asc()
    return query.order_by(placed.nulls_last(), segment.c.name_key, segment.c.id)


def _of_syncs(figure: ColumnElement[Any]) -> ColumnElement[Any]:
    """A figure over the syncs of the segment at hand, from one index alone (ix_sync_health)."""
    query = select(figure).where(sync.c.segment_id == segment.c.id, sync.c.deleted_at.is_(None))
    return query.correlate(segment).scalar_subquery()


def _matching(search: str) -> list[ColumnElement[bool]]:
    """instr() takes every character literally, so that %, _ and quotes are looked for as they are."""
    if not (wanted := name_key(search.strip())):
        return []
    of_dataset = select(dataset.c.id).where(func.instr(dataset.c.name_key, wanted) > 0)
    return [or_(func.instr(segment.c.name_key, wanted) > 0, segment.c.dataset_id.in_(of_dataset))]


def _only(only: SegmentFilter) -> list[ColumnElement[bool]]:
    """A tag stands in the list as JSON text, quotes included, so that part of another one is not taken for it."""
    folders = [segment.c.folder == only.folder] if only.folder is not None else []
    if only.within is not None:
        folders.append(segment.c.folder.in_(only.within))
    return [*folders, *(func.instr(segment.c.tags, json.dumps(tag, ensure_ascii=False)) > 0 for tag in only.tags)]


def _by_folder(only: SegmentFilter) -> list[ColumnElement[Any]]:
    """The place of the segment's folder, where folders are shown in an order."""
    places = {folder: place for place, folder in enumerate(only.within or ())}
    return [case(places, value=segment.c.folder)] if places else []


def folders(sql: Sql, search: str, only: SegmentFilter) -> dict[str, int]:
    """Segments that match, by folder."""
    matching = [segment.c.deleted_at.is_(None), *_matching(search), *_only(only)]
    query = select(segment.c.folder, func.count().label("n")).where(*matching).group_by(segment.c.folder)
    return {row.folder: row.n for row in sql.execute(query)}


def tags(sql: Sql) -> dict[str, int]:
    """Segments by tag."""
    each = func.json_each(segment.c.tags).table_valued("value")
    query = select(each.c.value, func.count().label("n")).select_from(segment.join(each, true()))
    return {row.value: row.n for row in sql.execute(query.where(segment.c.deleted_at.is_(None)).group_by(each.c.value))}


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
