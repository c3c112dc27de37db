"""The ledger over SQLite: runs and batches, each step written before the next is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import Float, Row, Table, bindparam, exists, func, insert, literal_column, or_, select, update

from census_desktop.domain.errors import CensusError, ConfigError, NotFoundError
from census_desktop.domain.model import Counts, Operation, Run, RunStatus, Trigger, new_id
from census_desktop.domain.ports import Answer, BatchRecord, Clock
from census_desktop.domain.redaction import mask_values, redact
from census_desktop.domain.rows import Overview, RunFilter
from census_desktop.store import runrows, schema, trimming
from census_desktop.store.database import Database
from census_desktop.store.records import run_of
from census_desktop.store.schema import batch, rejected_row, run, segment, sync, sync_state, unknown_row
from census_desktop.store.session import Session

LEASE = timedelta(seconds=60)
_TICK = timedelta(milliseconds=50)
"""Clocks may be as coarse as 16 ms."""
_PACED_RUNS = 5
"""How many runs tell how fast a destination answers: enough to even out, few enough to follow it."""
INTERRUPTED = "Interrupted: the program ended while it ran; what was acknowledged is kept."
NEVER_BEGAN = "Interrupted: the program ended before it began; nothing was sent."
ALREADY_RUNNING = "Another run of this sync was under way."


_HAS_BATCHES = exists().where(batch.c.run_id == run.c.id)
"""Those that nobody answered count too: what they held is uncertain."""
_HAS_ACKNOWLEDGED = exists().where(batch.c.run_id == run.c.id, batch.c.state == "acknowledged")

# Statements of every batch, made once: to make one anew costs more than to execute it.
_STATUS = select(run.c.status).where(run.c.id == bindparam("of_run"))
_PUT_BATCH = runrows.put_statement(batch)
_THIS_BATCH = (batch.c.run_id == bindparam("of_run"), batch.c.number == bindparam("of_number"))
_ANSWER = (
    update(batch)
    .where(*_THIS_BATCH)
    .values(
        state=bindparam("is_state"),
        rejected=bindparam("are_rejected"),
        unknown=bindparam("are_unknown"),
        unnamed=bindparam("are_unnamed"),
        accepted=bindparam("are_accepted"),
        answered_at=bindparam("is_at"),
    )
)
_SUBMIT = update(batch).where(*_THIS_BATCH).values(job=bindparam("is_job"))


class SqlLedger:
    """domain.ports.Ledger. A working run holds a lease of its sync: until its time, or until its process ends."""

    def __init__(self, database: Database, clock: Clock, session: Session) -> None:
        self._database = database
        self._clock = clock
        self._session = session

    # A run's life ---------------------------------------------------------------------------------------------------

    def create_run(self, sync_id: str, trigger: Trigger, at: datetime, undo_of: str = "") -> Run:
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
                    undo_of=undo_of,
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
        self.moved_on(batch.run_id, (), [batch], at)

    def submitted(self, run_id: str, number: int, job: str, at: datetime) -> None:
        """Taken even from a run that lost its lease, as `answered` is: the job is there."""
        with self._database.write() as sql:
            told = {"of_run": run_id, "of_number": number, "is_job": job}
            self._one(sql.execute(_SUBMIT, told).rowcount, number)

    def swapped(self, run_id: str, at: datetime) -> None:
        with self._database.write() as sql:
            sql.execute(update(batch).where(batch.c.run_id == run_id, batch.c.state == "staged").values(state="acknowledged"))

    def answered(self, run_id: str, number: int, state: str, rejected: Sequence[tuple[int, str]], at: datetime) -> None:
        """Taken even from a run that lost its lease: what the destination said stays true."""
        self.moved_on(run_id, [Answer(number, state, rejected)], (), at)

    def moved_on(self, run_id: str, answers: Sequence[Answer], sending: Sequence[BatchRecord], at: datetime) -> None:
        refusal: CensusError | None = None
        with self._database.write() as sql:
            for answer in answers:
                self._write_answer(sql, run_id, answer, at)
            if sending:
                try:
                    self._refuse_lost(sql, run_id)
                    sql.execute(_PUT_BATCH, [_in_flight(batch, at) for batch in sending])
                except CensusError as error:
                    refusal = error
        if refusal is not None:
            raise refusal

    def _write_answer(self, sql: Sql, run_id: str, answer: Answer, at: datetime) -> None:
        if answer.state not in ("acknowledged", "staged", "unknown"):
            raise ValueError(answer.state)
        told = {
            "of_run": run_id,
            "of_number": answer.number,
            "is_state": answer.state,
            "are_rejected": len(answer.rejected),
            "are_unknown": len(answer.unknown),
            "are_unnamed": answer.unnamed,
            "are_accepted": answer.accepted,
            "is_at": at,
        }
        self._one(sql.execute(_ANSWER, told).rowcount, answer.number)
        for table, named in ((rejected_row, answer.rejected), (unknown_row, answer.unknown)):
            rows = [{"run_id": run_id, "row": row, "reason": runrows.safe_reason(reason)} for row, reason in named]
            runrows.put(sql, table, *rows)
        if answer.notes:
            runrows.note_down(sql, run_id, answer.notes)

    @staticmethod
    def _one(changed: int, number: int) -> None:
        if changed != 1:
            raise NotFoundError(f"The run has no batch {number}.", kept="Nothing was changed.")

    def finish(
        self, run_id: str, status: RunStatus, counts: Counts, error: str, at: datetime, held: str = "", note: str = ""
    ) -> Run:
        """Close the run. One that was closed by another process stays as that one left it."""
        with self._database.write() as sql:
            row = runrows.find(sql, run_id)
            if not RunStatus(row.status).is_over:
                runrows.change(sql, run_id, **asdict(counts), held=held, note=note)
                runrows.close(sql, row, status, mask_values(redact(error)), at)
            return run_of(runrows.find(sql, run_id))

    def dismiss(self, run_id: str, words: str) -> Run:
        with self._database.write() as sql:
            row = runrows.find(sql, run_id)
            if not row.held:
                raise ConfigError(f"The run {row.id[:8]} is not held.", kept="Nothing was changed.")
            runrows.change(sql, row.id, held="", status=RunStatus.CANCELLED.value, error=f"{row.error} {words}")
            runrows.show_last(sql, row.sync_id)
            return run_of(runrows.find(sql, row.id))

    def end_waiting(self, sync_id: str, words: str, but: str = "") -> None:
        with self._database.write() as sql:
            waits = select(run).where(run.c.sync_id == sync_id, run.c.status == RunStatus.WAITING.value, run.c.id != but)
            rows = sql.execute(waits).all()
            for row in rows:
                ended = RunStatus.CANCELLED if row.updated or not but else RunStatus.SKIPPED
                runrows.change(sql, row.id, status=ended.value, error=f"{row.error} {words}")
            if rows:
                runrows.show_last(sql, sync_id)

    def release(self, sync_id: str, run_id: str, words: str) -> None:
        with self._database.write() as sql:
            waiting = select(run).where(run.c.sync_id == sync_id, run.c.held != "", run.c.id != run_id)
            for row in sql.execute(waiting).all():
                runrows.change(sql, row.id, held="", error=f"{row.error} {words}")
            runrows.show_last(sql, sync_id)

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
        if sql.scalar(_STATUS, {"of_run": run_id}) != RunStatus.WORKING.value:
            runrows.find(sql, run_id)
            raise CensusError(
                "This run was closed by another process, which took it for dead.",
                kept="What was acknowledged is kept.",
                hint="Run the sync again; it continues from there.",
            )

    # What was acknowledged ------------------------------------------------------------------------------------------

    def unapplied(self, sync_id: str = "") -> tuple[str, ...]:
        at = self._clock.now()
        query = select(run).where(run.c.applied_version.is_(None), _HAS_BATCHES)
        if sync_id:
            query = query.where(run.c.sync_id == sync_id)
        with self._database.read() as sql:
            rows = sql.execute(query.order_by(run.c.created_at, run.c.id)).all()
        return tuple(row.id for row in rows if RunStatus(row.status).is_over or not self._is_held(row, at))

    def applied(self, run_id: str, state_version: int, members: int, counts: Counts | None = None) -> None:
        with self._database.write() as sql:
            sync_id = runrows.find(sql, run_id).sync_id
            runrows.change(sql, run_id, applied_version=state_version, **(asdict(counts) if counts else {}))
            if counts:
                runrows.show_last(sql, sync_id)
            runrows.put(sql, sync_state, {"sync_id": sync_id, "version": state_version, "members": members})

    def outdated(self, sync_id: str) -> bool:
        with self._database.read() as sql:
            return sql.scalar(select(sync_state.c.version).where(sync_state.c.sync_id == sync_id)) == runrows.OUTDATED

    def forgot(self, sync_id: str, state_version: int) -> None:
        with self._database.write() as sql:
            runrows.put(sql, sync_state, {"sync_id": sync_id, "version": state_version, "members": 0})

    def state(self, sync_id: str) -> tuple[int, int]:
        with self._database.read() as sql:
            row = sql.execute(select(sync_state).where(sync_state.c.sync_id == sync_id)).first()
        return (max(row.version, 0), row.members) if row else (0, 0)

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
                    job=row.job,
                    unknown=row.unknown,
                    unnamed=row.unnamed,
                    accepted=row.accepted,
                )
                for row in sql.execute(query)
            )

    def rejected_rows(self, run_id: str, offset: int = 0, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        return self._rows(rejected_row, run_id, offset, limit)

    def unknown_rows(self, run_id: str, offset: int = 0, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        return self._rows(unknown_row, run_id, offset, limit)

    def _rows(self, table: Table, run_id: str, offset: int, limit: int | None) -> tuple[tuple[int, str], ...]:
        query = select(table.c.row, table.c.reason).where(table.c.run_id == run_id)
        query = query.order_by(table.c.row).offset(offset).limit(-1 if limit is None else limit)
        with self._database.read() as sql:
            return tuple((row, reason) for row, reason in sql.execute(query))

    def lost_rows(
        self,
        run_id: str,
        kind: str,
        offset: int,
        limit: int,
        *,
        reason: str = "",
        after: int = -1,
    ) -> tuple[tuple[int, str], ...]:
        table = _LOST[kind]
        query = select(table.c.row, table.c.reason).where(table.c.run_id == run_id, table.c.row > after)
        if reason:
            query = query.where(table.c.reason == reason)
        with self._database.read() as sql:
            found = sql.execute(query.order_by(table.c.row).offset(offset).limit(limit))
            return tuple((row, why) for row, why in found)

    def lost_reasons(self, run_id: str, kind: str) -> tuple[tuple[str, int], ...]:
        table = _LOST[kind]
        query = select(table.c.reason, func.count()).where(table.c.run_id == run_id).group_by(table.c.reason)
        with self._database.read() as sql:
            return tuple((why, count) for why, count in sql.execute(query.order_by(func.count().desc(), table.c.reason)))

    def pace(self, sync_id: str) -> tuple[int, float]:
        recent = select(run.c.id).where(run.c.sync_id == sync_id, _HAS_ACKNOWLEDGED)
        recent = recent.order_by(run.c.created_at.desc(), run.c.id.desc()).limit(_PACED_RUNS)
        took = literal_column("answered_at - sent_at", type_=Float)
        query = select(func.count(), func.avg(took)).where(batch.c.run_id.in_(recent), batch.c.state == "acknowledged")
        with self._database.read() as sql:
            count, mean = sql.execute(query).one()
        return (0, 0.0) if not count else (count, round(mean / 1_000_000, 6))

    def trim(self, before: datetime, newest: int) -> int:
        trimmed = 0
        while True:
            with self._database.write() as sql:
                done = trimming.portion(sql, before, newest)
            trimmed += done
            if done < trimming.PORTION:
                return trimmed

    def plans(self) -> frozenset[str]:
        with self._database.read() as sql:
            return frozenset(sql.scalars(select(run.c.plan_id).where(run.c.plan_id != "")))

    def plan_of(self, run_id: str) -> str:
        with self._database.read() as sql:
            return str(runrows.find(sql, run_id).plan_id)

    def overview(self) -> Overview:
        waiting = select(run.c.status, func.count()).where(run.c.status.in_(("queued", "working"))).group_by(run.c.status)
        needs_look = or_(sync.c.last_status == "failed", sync.c.last_rejected > 0, sync.c.last_unknown > 0)
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


_LOST = {"rejected": rejected_row, "unknown": unknown_row}


def _in_flight(batch: BatchRecord, at: datetime) -> dict[str, Any]:
    return {
        "run_id": batch.run_id,
        "number": batch.number,
        "operation": batch.operation.value,
        "first_row": batch.first_row,
        "rows": batch.rows,
        "idempotency_key": batch.idempotency_key,
        "state": "in_flight",
        "attempt": batch.attempt,
        "rejected": 0,
        "unknown": 0,
        "unnamed": 0,
        "accepted": 0,
        "sent_at": at,
        "answered_at": None,
        "job": batch.job,
    }
