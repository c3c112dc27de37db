"""Pages and lists that join several tables, each one query."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal_column, or_, select, true
from sqlalchemy import Connection as Sql

from census_desktop.domain.model import Health, Sync
from census_desktop.domain.rows import ActivityRow, SegmentFilter, SegmentOrder, SegmentPage, SegmentRow
from census_desktop.store.names import name_key
from census_desktop.store.records import form_of, run_of
from census_desktop.store.schema import among, dataset, event, run, segment, sync

_RANKS = (Health.NEVER, Health.OK, Health.PAUSED, Health.RUNNING, Health.REJECTED, Health.HELD, Health.FAILED)
"""Healths by rank, worst last."""

_LISTED = segment.c.name_key >= ""
"""True of every segment; said so that counts go through ix_segment_name_key, which has all that they ask for."""

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
    there = [segment.c.deleted_at.is_(None), *_matching(sql, search)]
    if only.within is None:
        there += _only(only)
        total = sql.scalar(select(func.count()).select_from(segment).where(_LISTED, *there)) or 0
        ids = _ids(sql, order, descending, there, offset, limit)
    else:
        total, ids = _by_folder(sql, order, descending, there, offset, limit, only)
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


def _ids(
    sql: Sql, order: SegmentOrder, descending: bool, matching: Sequence[ColumnElement[bool]], offset: int, limit: int
) -> list[str]:
    """A page of segment ids in the order asked for, by name where it leaves a choice.

    Those that have what is sorted by, then the others by name: each of the two follows an index (or the few segments that have
    syncs), so that neither sorts all that there are.
    """
    ids: list[str] = []
    for part in _parts(order, descending, matching):
        found = list(sql.scalars(part.limit(limit - len(ids)).offset(offset)))
        ids += found
        if len(ids) == limit:
            break
        if found:
            offset = 0
        elif offset:
            offset -= sql.scalar(select(func.count()).select_from(part.order_by(None).subquery())) or 0
    return ids


def _parts(order: SegmentOrder, descending: bool, matching: Sequence[ColumnElement[bool]]) -> list[Select[Any]]:
    ids = select(segment.c.id).where(*matching)
    by_name = (segment.c.name_key, segment.c.id)
    if order is SegmentOrder.NAME:
        return [ids.order_by(segment.c.name_key.desc() if descending else segment.c.name_key, segment.c.id)]
    if order is SegmentOrder.SIZE:
        by_size = segment.c.size.desc() if descending else segment.c.size
        known, unknown = ids.where(segment.c.size.is_not(None)), ids.where(segment.c.size.is_(None))
        return [known.order_by(by_size, *by_name), unknown.order_by(*by_name)]
    figure, has = (_LAST_AT, _LAST_AT.is_not(None)) if order is SegmentOrder.LAST_SYNC else (-_RANK, _RANK > _NEVER)
    of_syncs = select(sync.c.segment_id, figure.label("figure")).where(
        sync.c.deleted_at.is_(None), sync.c.segment_id.is_not(None)
    )
    figures = of_syncs.group_by(sync.c.segment_id).having(has).subquery()
    placed = figures.c.figure.desc() if descending else figures.c.figure
    first = ids.join(figures, figures.c.segment_id == segment.c.id).order_by(placed, *by_name)
    rest = ids.where(segment.c.id.not_in(select(figures.c.segment_id))).order_by(*by_name)
    return [rest, first] if order is SegmentOrder.HEALTH and descending else [first, rest]


def _by_folder(
    sql: Sql,
    order: SegmentOrder,
    descending: bool,
    matching: Sequence[ColumnElement[bool]],
    offset: int,
    limit: int,
    only: SegmentFilter,
) -> tuple[int, list[str]]:
    """(how many there are, a page of ids), folder by folder in the order of `only`."""
    counts = _counted(sql, [*matching, *_only(only)])
    ids: list[str] = []
    for folder in only.within or ():
        count = counts.get(folder, 0)
        if offset < count and len(ids) < limit:
            of_folder = [*matching, *_only(replace(only, folder=folder, within=None))]
            ids += _ids(sql, order, descending, of_folder, offset, min(limit - len(ids), count - offset))
        offset = max(0, offset - count)
    return sum(counts.values()), ids


def _matching(sql: Sql, search: str) -> list[ColumnElement[bool]]:
    """instr() takes every character literally, so that %, _ and quotes are looked for as they are."""
    if not (wanted := name_key(search.strip())):
        return []
    found = func.instr(segment.c.name_key, wanted) > 0
    datasets = list(sql.scalars(select(dataset.c.id).where(func.instr(dataset.c.name_key, wanted) > 0)))
    return [or_(found, segment.c.dataset_id.in_(among(datasets))) if datasets else found]


def _only(only: SegmentFilter) -> list[ColumnElement[bool]]:
    """A tag stands in the list as JSON text, quotes included, so that part of another one is not taken for it."""
    folders = [segment.c.folder == only.folder] if only.folder is not None else []
    if only.within is not None:
        folders.append(segment.c.folder.in_(only.within))
    return [*folders, *(func.instr(segment.c.tags, json.dumps(tag, ensure_ascii=False)) > 0 for tag in only.tags)]


def folders(sql: Sql, search: str, only: SegmentFilter) -> dict[str, int]:
    """Segments that match, by folder."""
    return _counted(sql, [segment.c.deleted_at.is_(None), *_matching(sql, search), *_only(only)])


def _counted(sql: Sql, matching: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    query = select(segment.c.folder, func.count().label("n")).where(_LISTED, *matching).group_by(segment.c.folder)
    return {row.folder: row.n for row in sql.execute(query)}


def tags(sql: Sql) -> dict[str, int]:
    """Segments by tag."""
    each = func.json_each(segment.c.tags).table_valued("value")
    query = select(each.c.value, func.count().label("n")).select_from(segment.join(each, true()))
    tagged = query.where(_LISTED, segment.c.deleted_at.is_(None), segment.c.tags != literal_column("'[]'"))
    return {row.value: row.n for row in sql.execute(tagged.group_by(each.c.value))}


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
