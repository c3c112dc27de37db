"""What is forgotten of old runs: their batches, rejected and unknown rows. The runs themselves stay, they are a line each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import and_, delete, exists, func, or_, select

from census_desktop.store.schema import among, batch, rejected_row, run, unknown_row

PORTION = 200
"""Runs a transaction: a first run has thousands of batches, and writers wait."""


def portion(sql: Sql, before: datetime, newest: int) -> int:
    """Trim some runs that are older than `before` or not among a sync's `newest`; returns how many there were.

    Never a sync's newest run, one that is held or still going, or one that waits to be taken over into the state.
    """
    place = func.row_number().over(partition_by=run.c.sync_id, order_by=(run.c.created_at.desc(), run.c.id.desc()))
    placed = select(run.c.id, place.label("place")).subquery()
    has_rows = or_(
        exists().where(batch.c.run_id == run.c.id),
        exists().where(rejected_row.c.run_id == run.c.id),
        exists().where(unknown_row.c.run_id == run.c.id),
    )
    waits = and_(run.c.applied_version.is_(None), exists().where(batch.c.run_id == run.c.id))
    query = (
        select(run.c.id)
        .join(placed, placed.c.id == run.c.id)
        .where(
            placed.c.place > 1,
            or_(placed.c.place > newest, run.c.created_at < before),
            run.c.status.not_in(("queued", "working")),
            run.c.held == "",
            ~waits,
            has_rows,
        )
        .limit(PORTION)
    )
    ids = list(sql.scalars(query))
    for table in (batch, rejected_row, unknown_row):
        sql.execute(delete(table).where(table.c.run_id.in_(among(ids))))
    return len(ids)
