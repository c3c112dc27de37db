"""The ledger over SQLite: runs and batches, each step written before the next is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import Row, exists, func, insert, or_, select, update

from census_desktop.domain.errors import CensusError, NotFoundError
from census_desktop.domain.model import Counts, Operation, Run, RunStatus, Trigger, new_id
from census_desktop.domain.ports import BatchRecord, Clock
from census_desktop.domain.redaction import mask_values, redact
from census_desktop.domain.rows import Overview, RunFilter
from census_desktop.store import runrows, schema
from census_desktop.store.database import Database
from census_desktop.store.records import run_of
from census_desktop.store.schema import batch, rejected_row, run, segment, sync, sync_state
from census_desktop.store.session import Session

LEASE = timedelta(seconds=60)
_TICK = timedelta(milliseconds=50)
"""Clocks may be as coarse as 16 ms."""
INTERRUPTED = "Interrupted: the program ended while it ran; what was acknowledged is kept."
NEVER_BEGAN = "Interrupted: the program ended before it began; nothing was sent."
ALREADY_RUNNING = "Another run of this sync was under way."


class SqlLedger:
    """domain.ports.Ledger. A working run holds a lease of its sync: until its time, or until its process ends."""

    def __init__(self, database: Database, clock: Clock, session: Session) -> None:
        self._database = database
        self._clock = clock
        self._session = session

    # A run's life ---------------------------------------------------------------------------------------------------

    def create_run(self, sync_id: str, trigger: Trigger, at: datetime) -> Run:
        with self._database.write() as sql:
            name = sql.scalar(select(sync.c.name).where(sync.c.id == sync_id, sync.c.deleted_at.is_(None)))
            if name is None:
                raise NotFoundError("The sync is not in this workspace any more.", kept="Nothing was sent.")
            newest: datetime | None = sql.scalar(select(func.max(run.c.created_at)).where(run.c.sync_id == sync_id))
            if newest is not None and timedelta(0) <= newest - at < _TICK:  # a coarse clock must not make their order a toss
                at = newest + timedelta(microseconds=1)
            id_ = new_id()
            sql.execute(
                insert(run).values(
                    id=id_,
                    sync_id=sync_id,
                    sync_name=name,
                    status=RunStatus.QUEUED.value,
                    started_by=trigger.value,
                    created_at=at,
                    session=self._session.id,
                )
            )
            runrows.show_last(sql, sync_id)
            return run_of(runrows.find(sql, id_))

    def begin(self, run_id: str, owner: str, at: datetime) -> bool:
        with self._database.write() as sql:
            mine = runrows.find(sql, run_id)
            if mine.status != RunStatus.QUEUED.value:
                return False
            holder = sql.execute(runrows.working(mine.sync_id)).first()
            if holder is not None and self._is_held(holder, at):
                runrows.close(sql, mine, RunStatus.SKIPPED, ALREADY_RUNNING, at)
                return False
            if holder is not None:
                runrows.close(sql, holder, RunStatus.FAILED, INTERRUPTED, at)
            runrows.change(
                sql,
                run_id,
                status=RunStatus.WORKING.value,
                owner=owner,
                session=self._session.id,
                started_at=at,
                lease_until=at + LEASE,
            )
            runrows.show_last(sql, mine.sync_id)
            return True

    def heartbeat(self, run_id: str, at: datetime) -> None:
        """Renew the lease. CensusError if it was lost: another process has closed this run, so it must stop."""
        with self._database.write() as sql:
            self._refuse_lost(sql, run_id)
            runrows.change(sql, run_id, lease_until=at + LEASE)

    def set_plan(self, run_id: str, plan_id: str, digest: str, counts: Counts) -> None:
        with self._database.write() as sql:
            self._refuse_lost(sql, run_id)
            runrows.change(sql, run_id, plan_id=plan_id, plan_digest=digest, **asdict(counts))

    def sending(self, batch: BatchRecord, at: datetime) -> None:
        """Write the batch as in flight, before its request. Refused like `heartbeat` when the lease was lost."""
        values = {
            "run_id": batch.run_id,
            "number": batch.number,
            "operation": batch.operation.value,
            "first_row": batch.first_row,
            "rows": batch.rows,
            "idempotency_key": batch.idempotency_key,
            "state": "in_flight",
            "attempt": batch.attempt,
            "rejected": 0,
            "sent_at": at,
            "answered_at": None,
        }
        with self._database.write() as sql:
            self._refuse_lost(sql, batch.run_id)
            runrows.put(sql, schema.batch, values)

    def answered(self, run_id: str, number: int, state: str, rejected: Sequence[tuple[int, str]], at: datetime) -> None:
        """Taken even from a run that lost its lease: what the destination said stays true."""
        if state not in ("acknowledged", "unknown"):
            raise ValueError(state)
        with self._database.write() as sql:
            changed = sql.execute(
                update(batch)
                .where(batch.c.run_id == run_id, batch.c.number == number)
                .values(state=state, rejected=len(rejected), answered_at=at)
            )
            if changed.rowcount != 1:
                raise NotFoundError(f"The run has no batch {number}.", kept="Nothing was changed.")
            rows = [{"run_id": run_id, "row": row, "reason": runrows.safe_reason(reason)} for row, reason in rejected]
            runrows.put(sql, rejected_row, *rows)

    def finish(self, run_id: str, status: RunStatus, counts: Counts, error: str, at: datetime) -> Run:
        """Close the run. One that was closed by another process stays as that one left it."""
        with self._database.write() as sql:
            row = runrows.find(sql, run_id)
            if not RunStatus(row.status).is_over:
                runrows.change(sql, run_id, **asdict(counts))
                runrows.close(sql, row, status, mask_values(redact(error)), at)
            return run_of(runrows.find(sql, run_id))

    def abandoned(self, at: datetime) -> tuple[Run, ...]:
        """Close and return runs whose process ended or whose lease ran out."""
        with self._database.read() as sql:
            ids = [row.id for row in sql.execute(runrows.unfinished()) if not self._is_held(row, at)]
        if not ids:
            return ()
        with self._database.write() as sql:
            dead = [row for row in sql.execute(runrows.unfinished().where(run.c.id.in_(ids))) if not self._is_held(row, at)]
            for row in dead:
                runrows.close(sql, row, RunStatus.FAILED, INTERRUPTED if row.status == "working" else NEVER_BEGAN, at)
            return tuple(run_of(runrows.find(sql, row.id)) for row in dead)

    def _is_held(self, row: Row[Any], at: datetime) -> bool:
        """Whether somebody still works on, or waits with, this run."""
        return self._session.is_alive(row.session) and (row.lease_until is None or row.lease_until > at)

    def _refuse_lost(self, sql: Sql, run_id: str) -> None:
        if runrows.find(sql, run_id).status != RunStatus.WORKING.value:
            raise CensusError(
                "This run was closed by another process, which took it for dead.",
                kept="What was acknowledged is kept.",
                hint="Run the sync again; it continues from there.",
            )

    # What was acknowledged ------------------------------------------------------------------------------------------

    def unapplied(self, sync_id: str = "") -> tuple[str, ...]:
        at = self._clock.now()
        acknowledged = exists().where(batch.c.run_id == run.c.id, batch.c.state == "acknowledged")
        query = select(run).where(run.c.applied_version.is_(None), acknowledged)
        if sync_id:
            query = query.where(run.c.sync_id == sync_id)
        with self._database.read() as sql:
            rows = sql.execute(query.order_by(run.c.created_at, run.c.id)).all()
        return tuple(row.id for row in rows if RunStatus(row.status).is_over or not self._is_held(row, at))

    def applied(self, run_id: str, state_version: int, members: int, counts: Counts | None = None) -> None:
        with self._database.write() as sql:
            sync_id = runrows.find(sql, run_id).sync_id
            runrows.change(sql, run_id, applied_version=state_version, **(asdict(counts) if counts else {}))
            runrows.put(sql, sync_state, {"sync_id": sync_id, "version": state_version, "members": members})

    def state(self, sync_id: str) -> tuple[int, int]:
        with self._database.read() as sql:
            row = sql.execute(select(sync_state).where(sync_state.c.sync_id == sync_id)).first()
        return (row.version, row.members) if row else (0, 0)

    def members(self, sync_ids: Sequence[str]) -> Mapping[str, int]:
        query = select(sync_state.c.sync_id, sync_state.c.members).where(sync_state.c.sync_id.in_(schema.among(sync_ids)))
        with self._database.read() as sql:
            return {row.sync_id: row.members for row in sql.execute(query)}

    # Look -----------------------------------------------------------------------------------------------------------

    def run(self, run_id: str) -> Run:
        """By id, or by the beginning of one if that is unique."""
        with self._database.read() as sql:
            return run_of(runrows.find(sql, run_id))

    def runs(self, filter_: RunFilter) -> tuple[Run, ...]:
        """Newest first."""
        query = select(run).where(*runrows.filtered(filter_))
        with self._database.read() as sql:
            rows = sql.execute(query.order_by(run.c.created_at.desc(), run.c.id.desc()).limit(filter_.limit))
            return tuple(run_of(row) for row in rows)

    def last_runs(self, sync_ids: Sequence[str]) -> Mapping[str, Run]:
        """The newest run of each sync that was not skipped."""
        query = select(run).join(sync, sync.c.last_run_id == run.c.id).where(sync.c.id.in_(schema.among(sync_ids)))
        with self._database.read() as sql:
            return {row.sync_id: run_of(row) for row in sql.execute(query)}

    def batches(self, run_id: str) -> tuple[BatchRecord, ...]:
        query = select(batch).where(batch.c.run_id == run_id).order_by(batch.c.number)
        with self._database.read() as sql:
            return tuple(
                BatchRecord(
                    run_id=row.run_id,
                    number=row.number,
                    operation=Operation(row.operation),
                    first_row=row.first_row,
                    rows=row.rows,
                    idempotency_key=row.idempotency_key,
                    state=row.state,
                    attempt=row.attempt,
                    rejected=row.rejected,
                )
                for row in sql.execute(query)
            )

    def rejected_rows(self, run_id: str, offset: int = 0, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        query = select(rejected_row.c.row, rejected_row.c.reason).where(rejected_row.c.run_id == run_id)
        query = query.order_by(rejected_row.c.row).offset(offset).limit(-1 if limit is None else limit)
        with self._database.read() as sql:
            return tuple((row, reason) for row, reason in sql.execute(query))

    def plan_of(self, run_id: str) -> str:
        with self._database.read() as sql:
            return str(runrows.find(sql, run_id).plan_id)

    def overview(self) -> Overview:
        waiting = select(run.c.status, func.count()).where(run.c.status.in_(("queued", "working"))).group_by(run.c.status)
        needs_look = or_(sync.c.last_status == "failed", sync.c.last_rejected > 0)
        attention = (
            select(func.count()).select_from(sync).where(sync.c.deleted_at.is_(None), sync.c.status != "paused", needs_look)
        )
        segments = select(func.count()).select_from(segment).where(segment.c.deleted_at.is_(None))
        with self._database.read() as sql:
            counts: dict[str, int] = dict(sql.execute(waiting).all())
            return Overview(
                running=counts.get("working", 0),
                queued=counts.get("queued", 0),
                attention=sql.scalar(attention) or 0,
                segments=sql.scalar(segments) or 0,
            )
