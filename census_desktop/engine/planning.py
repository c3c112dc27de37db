"""extract → map → diff → plan: what a run would change, computed in DuckDB and kept on disk, before anything is sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from census_desktop.domain.codec import key_to_plain, mapping_to_plain
from census_desktop.domain.errors import PlanStale
from census_desktop.domain.model import Counts, Dataset, Operation, Segment, Sync
from census_desktop.domain.plan import Plan
from census_desktop.domain.ports import CancelToken, Clock, Reader
from census_desktop.engine.columns import fields, json_value, literal, quoted, source_columns
from census_desktop.engine.database import disk_errors, path_literal, scratch_database
from census_desktop.engine.planfile import PlanFiles, PlanPage
from census_desktop.engine.state import SyncState
from census_desktop.paths import WorkspacePaths

WRITES_CHANGES = frozenset({Operation.UPSERT, Operation.UPDATE, Operation.MIRROR})
"""Operations that send a record again when its payload changed; the others send each key once."""

PHASES = ("reading", "comparing", "sending", "finishing")


def sync_version(sync: Sync) -> str:
    """A digest of everything in a sync that decides what is sent; a reviewed plan holds for one version only."""
    plain = {
        "source": [sync.source.kind, sync.source.id],
        "target": [sync.connection_id, sync.object, sync.audience, sync.operation.value],
        "key": key_to_plain(sync.key),
        "mappings": [mapping_to_plain(m) for m in sync.mappings],
        "advanced": dict(sync.advanced),
    }
    return hashlib.sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()[:16]


def refuse_stale(plan: Plan, sync: Sync, paths: WorkspacePaths) -> None:
    """Raise PlanStale if the sync or what was acknowledged moved on since the plan was made."""
    if plan.sync_version != sync_version(sync):
        raise PlanStale(
            f"“{sync.name}” was edited after this plan was made.", kept="Nothing was sent.", hint="Review the changes again."
        )
    if plan.state_version != SyncState(paths.state / sync.id).version:
        raise PlanStale(
            f"“{sync.name}” has run since this plan was made.", kept="Nothing was sent.", hint="Review the changes again."
        )


@dataclass
class _Work:
    """One planning in progress."""

    db: Any
    sync: Sync
    folder: Path
    schema: Any
    names: tuple[str, ...]


@disk_errors()
def make_plan(
    *,
    sync: Sync,
    dataset: Dataset,
    segment: Segment | None,
    reader: Reader,
    batch_rows: int,
    rejected_before: tuple[str, tuple[int, ...]],
    paths: WorkspacePaths,
    clock: Clock,
    cancel: CancelToken,
    progress: Callable[[str, int], None],
) -> Plan:
    """Read the source, compare with the acknowledged state, write the plan. `rejected_before` = (plan id, its rows).

    Raises SourceError, ConfigError, StoreError, Cancelled; a plan is either whole on disk or not there.
    """
    plans = PlanFiles(paths.plans)
    plan_id = plans.new_id(sync.id)
    place = plans.place(plan_id)
    place.mkdir(parents=True)
    state = SyncState(paths.state / sync.id)
    try:
        with scratch_database(paths.scratch, cancel) as db:
            wanted = source_columns(sync)
            with reader.extract(dataset, segment, wanted) as (schema, batches):
                work = _Work(db, sync, place, schema, fields(sync))
                _extract(work, _Counted(batches, cancel, lambda rows: progress("reading", rows)))
            cancel.check()
            progress("comparing", 0)
            _reject_list(work, plans, rejected_before)
            _diff(work, state)
            page = _finish(work, plans, plan_id, state.version, batch_rows, clock)
        (place / "extract.parquet").unlink()
        plans.save(page)
    except BaseException:
        plans.remove(plan_id)
        raise
    return page.plan


class _Counted:
    """Batches on their way into the scratch database, counted. What goes wrong on the way is kept: DuckDB wraps it in an
    error of its own."""

    def __init__(self, batches: Iterator[Any], cancel: CancelToken, report: Callable[[int], None]) -> None:
        self._batches = batches
        self._cancel = cancel
        self._report = report
        self.failure: BaseException | None = None

    def __iter__(self) -> Iterator[Any]:
        rows = 0
        try:
            for batch in self._batches:
                self._cancel.check()
                rows += batch.num_rows
                self._report(rows)
                yield batch
        except BaseException as error:
            self.failure = error
            raise


def _extract(work: _Work, batches: _Counted) -> None:
    """Map the source's rows to payloads, streaming, into extract.parquet: key, payload, hash, f0 … fn."""
    sync, schema = work.sync, work.schema
    arrow = pa.RecordBatchReader.from_batches(schema, iter(batches))
    work.db.register("arrow", arrow)
    typed = [quoted(sync.key.column)]
    shown = [json_value(quoted(sync.key.column), schema.field(sync.key.column).type)]
    for mapping in sync.mappings:
        if mapping.is_constant:
            typed.append(literal(mapping.constant))
            shown.append(literal(mapping.constant))
        else:
            typed.append(quoted(mapping.column))
            shown.append(json_value(quoted(mapping.column), schema.field(mapping.column).type))
    payload = ", ".join(f"{quoted(name)} := {value}" for name, value in zip(work.names, shown, strict=True))
    columns = ", ".join(f"{value} AS f{n}" for n, value in enumerate(typed))
    copy = (
        f"COPY (SELECT *, md5_number_lower(payload) AS hash FROM (SELECT CAST({typed[0]} AS VARCHAR) AS key, "
        f"CAST(to_json(struct_pack({payload})) AS VARCHAR) AS payload, {columns} FROM arrow)) "
        f"TO {path_literal(work.folder / 'extract.parquet')} (FORMAT parquet)"
    )
    try:
        work.db.execute(copy)
    except duckdb.Error:
        if batches.failure:
            raise batches.failure from None
        raise
    work.db.unregister("arrow")


def _reject_list(work: _Work, plans: PlanFiles, before: tuple[str, tuple[int, ...]]) -> None:
    """Make the table of keys that were rejected last time."""
    plan_id, rows = before
    work.db.execute("CREATE TABLE rejected_keys (key VARCHAR)")
    if rows and plans.rows_file(plan_id).exists():
        plan_rows = f"read_parquet({path_literal(plans.rows_file(plan_id))})"
        work.db.execute(
            f"INSERT INTO rejected_keys SELECT key FROM {plan_rows} WHERE row IN (SELECT unnest(?::BIGINT[]))", [list(rows)]
        )


def _diff(work: _Work, state: SyncState) -> None:
    """Join the extract with the acknowledged state and write plan.parquet, ordered as it will be sent.

    Null, empty and duplicate keys are invalid: all copies of a duplicate, because no one can say which is right. An
    invalid key still counts as present, so a mirror does not remove it.
    """
    db, sync = work.db, work.sync
    typed = [f"f{n}" for n in range(len(work.names))]
    extract = path_literal(work.folder / "extract.parquet")
    db.execute(
        f"CREATE VIEW extract AS SELECT *, file_row_number AS place FROM read_parquet({extract}, file_row_number = true)"
    )
    db.execute(f"CREATE VIEW acknowledged AS {state.relation()}")
    db.execute("CREATE TABLE duplicates AS SELECT key FROM extract WHERE key IS NOT NULL GROUP BY key HAVING count(*) > 1")
    # Keys and hashes decide; payloads are read for what differs only, so a run without changes never holds one.
    changed = "WHEN e.hash <> a.hash THEN 'changed' " if sync.operation in WRITES_CHANGES else ""
    invalid = "e.key IS NULL OR e.key = ''"
    db.execute(
        f"CREATE TABLE differing AS SELECT * FROM (SELECT CASE WHEN {invalid} OR d.key IS NOT NULL THEN 'invalid' "
        f"WHEN a.key IS NULL THEN 'added' {changed}ELSE 'unchanged' END AS kind, e.key, e.place "
        "FROM extract e LEFT JOIN duplicates d ON d.key = e.key LEFT JOIN acknowledged a ON a.key = e.key) "
        "WHERE kind <> 'unchanged'"
    )
    fresh = ", ".join(f"e.{name}" for name in typed)
    parts = [
        "SELECT c.kind, c.key, a.payload AS before, e.payload AS after, e.hash, "
        f"CASE WHEN c.kind <> 'invalid' THEN NULL WHEN {invalid} THEN {literal(sync.key.column + ' is empty')} "
        f"ELSE {literal(sync.key.column + ' stands more than once')} END AS reason, {fresh} "
        "FROM differing c JOIN extract e ON e.place = c.place LEFT JOIN acknowledged a ON a.key = c.key"
    ]
    if sync.operation is Operation.MIRROR:
        db.execute(
            "INSERT INTO differing SELECT 'removed', a.key, NULL FROM acknowledged a "
            "WHERE NOT EXISTS (SELECT 1 FROM extract e WHERE e.key = a.key)"
        )
        key = f"CAST(json_extract_string(a.payload, {literal(_json_path(work.names[0]))}) AS {_sql_type(db, 'f0')})"
        nulls = "".join(f", NULL AS {name}" for name in typed[1:])
        parts.append(
            f"SELECT c.kind, c.key, a.payload, NULL, NULL, NULL, {key} AS f0{nulls} "
            "FROM differing c JOIN acknowledged a ON a.key = c.key WHERE c.kind = 'removed'"
        )
    order = "CASE kind WHEN 'removed' THEN 1 WHEN 'invalid' THEN 2 ELSE 0 END"
    db.execute(
        f"COPY (SELECT row_number() OVER () - 1 AS row, * FROM (SELECT c.kind, c.key, "
        "c.kind <> 'invalid' AND r.key IS NOT NULL AS retried, c.reason, c.before, c.after, c.hash, "
        f"{', '.join(f'c.{name}' for name in typed)} FROM ({' UNION ALL '.join(parts)}) c "
        f"LEFT JOIN rejected_keys r ON r.key = c.key ORDER BY {order}, c.key)) "
        f"TO {path_literal(work.folder / 'plan.parquet')} (FORMAT parquet)"
    )


def _json_path(field: str) -> str:
    return '$."' + field.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _sql_type(db: Any, column: str) -> str:
    rows = db.execute("DESCRIBE extract").fetchall()
    return next(str(row[1]) for row in rows if row[0] == column)


def _finish(work: _Work, plans: PlanFiles, plan_id: str, state_version: int, batch_rows: int, clock: Clock) -> PlanPage:
    """Count, digest, and describe the plan."""
    sync, db = work.sync, work.db
    kinds: dict[str, int] = dict(db.execute("SELECT kind, count(*) FROM differing GROUP BY kind").fetchall())
    (read,) = db.execute("SELECT count(*) FROM extract").fetchone()
    plan_rows = f"read_parquet({path_literal(plans.rows_file(plan_id))})"
    retried, content = db.execute(
        "SELECT count(*) FILTER (retried), coalesce(sum(md5_number_lower(concat_ws('|', kind, key, hash))::HUGEINT), 0) "
        f"FROM {plan_rows}"
    ).fetchone()
    added, changed = kinds.get("added", 0), kinds.get("changed", 0)
    removed, invalid = kinds.get("removed", 0), kinds.get("invalid", 0)
    unchanged = read - added - changed - invalid
    counts = Counts(added + changed + removed, added, changed, removed, unchanged, 0, invalid, 0, int(retried))
    version = sync_version(sync)
    told = json.dumps([sync.id, version, state_version, batch_rows, added, changed, removed, invalid, str(content)])
    operation = Operation.UPSERT if sync.operation is Operation.MIRROR else sync.operation
    writes = added + changed
    return PlanPage(
        plan=Plan(
            id=plan_id,
            sync_id=sync.id,
            digest=hashlib.sha256(told.encode()).hexdigest(),
            created_at=clock.now(),
            total=added + changed + unchanged,
            counts=counts,
            batches=-(-writes // batch_rows) + -(-removed // batch_rows),
            state_version=state_version,
            sync_version=version,
        ),
        fields=work.names,
        batch_rows=batch_rows,
        writes=writes,
        removals=removed,
        write_operation=operation,
    )


__all__: Sequence[str] = ("PHASES", "make_plan", "refuse_stale", "sync_version")
