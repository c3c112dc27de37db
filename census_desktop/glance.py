"""The first look at a workspace: its segment list, read before the store is open.

The store's database layer takes a quarter of a second to import. Until then this shows the list from one query of its own,
read-only. Whatever is in the way (no file, another revision, a damaged page) it says so with None, and the store has the
word. tests/store/test_glance.py holds its answers against the store's.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from census_desktop.domain.model import Health
from census_desktop.domain.rows import SegmentOrder, SegmentPage, SegmentRow

REVISION = "0007"
_RANKS = (Health.NEVER, Health.OK, Health.PAUSED, Health.RUNNING, Health.REJECTED, Health.HELD, Health.FAILED)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_FIGURES = """
    SELECT segment_id, count(*) AS syncs, max(last_at) AS last_at, sum(last_rejected) AS rejected,
        sum(last_unknown) AS unknown,
        coalesce(max(CASE WHEN last_status IN ('queued', 'working') THEN 3 WHEN status IN ('paused', 'draft') THEN NULL
            WHEN last_status IS NULL THEN 0 WHEN last_status = 'waiting' THEN 2
            WHEN last_held > 0 THEN 5 WHEN last_status = 'failed' THEN 6
            WHEN last_rejected > 0 OR last_unknown > 0 THEN 4 ELSE 1 END),
            max(CASE WHEN status = 'paused' THEN 2 END), 0) AS rank
    FROM sync WHERE deleted_at IS NULL AND segment_id IS NOT NULL GROUP BY segment_id"""
_ORDERS = {
    SegmentOrder.NAME: "s.name_key {way}, s.id",
    SegmentOrder.SIZE: "s.size {way} NULLS LAST, s.name_key, s.id",
    SegmentOrder.LAST_SYNC: "f.last_at {way} NULLS LAST, s.name_key, s.id",
    SegmentOrder.HEALTH: "-coalesce(f.rank, 0) {way}, s.name_key, s.id",
}


def segment_page(store: Path, order: SegmentOrder, descending: bool, limit: int) -> SegmentPage | None:
    """The first page of all segments, or None when only the store can tell. Costs a few milliseconds."""
    sqlite = _library()
    ordered = _ORDERS[order].format(way="DESC" if descending else "ASC")
    query = f"""
        SELECT s.id, s.name, d.name, s.size, coalesce(f.rank, 0), f.last_at, coalesce(f.syncs, 0), coalesce(f.rejected, 0),
            s.folder, s.tags, coalesce(f.unknown, 0)
        FROM segment s JOIN dataset d ON d.id = s.dataset_id LEFT JOIN ({_FIGURES}) f ON f.segment_id = s.id
        WHERE s.deleted_at IS NULL ORDER BY {ordered} LIMIT ?"""  # noqa: S608 - constants of this file
    try:
        connection = sqlite.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True, timeout=0.5)
    except sqlite.Error:
        return None
    try:
        if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (REVISION,):
            return None
        (total,) = connection.execute("SELECT count(*) FROM segment WHERE deleted_at IS NULL").fetchone()
        return SegmentPage(tuple(_row(*found) for found in connection.execute(query, (limit,))), total)
    except sqlite.Error:
        return None
    finally:
        connection.close()


def _library() -> Any:
    """The same SQLite as the store's (store/library.py): two different ones must not meet on one file."""
    try:
        import pysqlite3.dbapi2 as module
    except ImportError:
        import sqlite3 as module
    return module


def _row(
    id_: str,
    name: str,
    dataset: str,
    size: int | None,
    rank: int,
    last_at: int | None,
    syncs: int,
    rejected: int,
    folder: str,
    tags: str,
    unknown: int,
) -> SegmentRow:
    at = None if last_at is None else _EPOCH + timedelta(microseconds=last_at)
    return SegmentRow(id_, name, dataset, size, _RANKS[rank], at, syncs, rejected, folder, tuple(json.loads(tags)), unknown)
