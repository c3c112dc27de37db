"""extract → diff → plan: what a run would change, computed in DuckDB and kept on disk, before anything is sent."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from census_desktop.domain.codec import key_to_plain, mapping_to_plain
from census_desktop.domain.errors import PlanStale
from census_desktop.domain.manifest import TargetField
from census_desktop.domain.model import Counts, Dataset, Operation, Removal, Segment, Sync
from census_desktop.domain.plan import Plan
from census_desktop.domain.ports import CancelToken, Clock, Reader
from census_desktop.engine.database import disk_errors, scratch_database
from census_desktop.engine.diff import add_unchanged, compare, sends_everything
from census_desktop.engine.extract import Extract, file_list, read_source
from census_desktop.engine.mapping import FieldMap, read_dataset, source_columns
from census_desktop.engine.ordering import by_audience
from census_desktop.engine.planfile import PlanFiles, PlanPage
from census_desktop.engine.planrows import PlanRows, write_rows
from census_desktop.engine.state import SyncState
from census_desktop.paths import WorkspacePaths

PHASES = ("reading", "comparing", "sending", "finishing")


def sync_version(sync: Sync) -> str:
    """A digest of everything in a sync that decides what is sent; a reviewed plan holds for one version only."""
    plain = {
        "source": [sync.source.kind, sync.source.id, *([sync.source.cohort] if sync.source.cohort else [])],
        "target": [sync.connection_id, sync.object, sync.audience, sync.operation.value, sync.removal.value],
        "key": key_to_plain(sync.key),
        "mappings": [mapping_to_plain(m) for m in sync.mappings],
        "all": sync.sync_all,
        "advanced": dict(sync.advanced),
        **({"audience": sync.audience_column} if sync.audience_column else {}),
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


@disk_errors()
def make_plan(
    *,
    sync: Sync,
    dataset: Dataset,
    segment: Segment | None,
    reader: Reader,
    batch_rows: int,
    paths: WorkspacePaths,
    clock: Clock,
    cancel: CancelToken,
    progress: Callable[[str, int], None],
    targets: Mapping[str, TargetField],
    guard: Callable[[Counts, int], str] = lambda counts, read: "",
    nulls_by: Operation = Operation.UPDATE,
    leased: bool = True,
    lists: str = "",
    longest_name: int = 0,
    expires: bool = False,
    renews: bool = False,
) -> Plan:
    """Read the source, compare with the acknowledged state, write the plan.

    `guard` says why a plan with these counts, of so many records in the source, is held ("" = it may go). `nulls_by` is
    the operation by which a mirror that nulls out writes its leavers. `leased`: the sync's lease is held, so that hashes of
    what stayed may be renewed in the state; a plan for review only looks. `lists` is kept with the plan. `longest_name`: as
    many characters as the name of an audience may have. `expires`: the destination drops members that are not sent again;
    `renews`: now all are, changed or not.
    Raises SourceError, ConfigError, StoreError, Cancelled; a plan is either whole on disk or not there.
    """
    plans = PlanFiles(paths.plans)
    plan_id = plans.new_id(sync.id)
    place = plans.place(plan_id)
    place.mkdir(parents=True)
    state = SyncState(paths.state / sync.id)
    read = replace(sync, mappings=()) if sync.operation is Operation.DELETE else sync  # a delete is its key alone
    try:
        with scratch_database(paths.scratch, cancel) as db:
            with reader.extract(read_dataset(read, dataset), segment, source_columns(read)) as (schema, batches):
                mapped = FieldMap(read, schema, targets, longest_name)
                extract = read_source(
                    db, mapped, _checked(batches, cancel), place / "source", cancel, lambda rows: progress("reading", rows)
                )
            if sync.audience_column:
                extract = by_audience(db, extract, place / "source" / "ordered", cancel)
            cancel.check()
            progress("comparing", 0)
            version = state.version  # before it is looked at: a run that ends meanwhile makes this plan stale
            compare(db, sync, extract, state, expires, mapped.key_kind)
            (moved,) = db.execute("SELECT (SELECT count(*) FROM differing) + (SELECT count(*) FROM leaving)").fetchone()
            renews = renews and extract.rows > 0
            moved = moved or renews
            if moved and (renews or sends_everything(sync)):
                add_unchanged(db)
            cancel.check()
            types = _types(db, mapped, extract)
            rows = write_rows(db, sync, mapped, types[0], extract, place, cancel, renews) if moved else PlanRows(place)
            page = _page(
                sync, mapped, types, extract, rows.counted, plan_id, batch_rows, clock, guard, version, nulls_by, lists, renews
            )
            if moved and leased:
                state.touch(db, "SELECT key, hash, payload FROM touched", version, paths.scratch)
        rows.settle()
        shutil.rmtree(place / "source")
        page = plans.laid_out(page)
        plans.save(page)
    except BaseException:
        plans.remove(plan_id)
        raise
    return page.plan


def _checked(batches: Iterator[Any], cancel: CancelToken) -> Iterator[Any]:
    for batch in batches:
        cancel.check()
        yield batch


def _page(
    sync: Sync,
    mapped: FieldMap,
    types: tuple[str, ...],
    extract: Extract,
    rows: Mapping[str, int],
    plan_id: str,
    batch_rows: int,
    clock: Clock,
    guard: Callable[[Counts, int], str],
    state_version: int,
    nulls_by: Operation,
    lists: str,
    renews: bool,
) -> PlanPage:
    """Count, digest, and describe the plan."""
    added, changed, removed = (rows.get(kind, 0) for kind in ("added", "changed", "removed"))
    invalid = rows.get("invalid", 0)
    unchanged = extract.rows - added - changed - invalid
    swaps = sends_everything(sync)
    everything = swaps and (renews or bool(added + changed + removed + rows.get("unsure", 0)))
    again = 0 if swaps else rows.get("unchanged", 0)
    writes = added + changed + (unchanged if everything else again)
    removals = 0 if everything else removed
    # An upload of nobody sends no record, yet all who are there are to go.
    processed = writes + removals or (removed if everything else 0)
    counts = Counts(processed, added, changed, removed, unchanged, 0, invalid, 0, rows.get("retried", 0))
    version = sync_version(sync)
    told = [sync.id, version, state_version, batch_rows, added, changed, removed, invalid, str(rows.get("content", 0)), lists]
    return PlanPage(
        plan=Plan(
            id=plan_id,
            sync_id=sync.id,
            digest=hashlib.sha256(json.dumps(told).encode()).hexdigest(),
            created_at=clock.now(),
            total=added + changed + unchanged,
            counts=counts,
            batches=0,  # counted when the plan is laid out
            state_version=state_version,
            sync_version=version,
            held=guard(replace(counts, processed=processed - again), extract.rows),
            lists=lists,
            renewed=unchanged if swaps and renews else again,
        ),
        fields=mapped.names,
        typed=tuple(mapped.typed()),
        types=types,
        payload=mapped.payload(),
        run_fields=mapped.run_fields,
        batch_rows=batch_rows,
        writes=writes,
        removals=removals,
        write_operation=Operation.UPSERT if sync.operation is Operation.MIRROR else sync.operation,
        remove_operation=nulls_by if sync.removal is Removal.NULL_OUT else Operation.DELETE,
        many_audiences=bool(sync.audience_column),
    )


def _types(db: Any, mapped: FieldMap, extract: Extract) -> tuple[str, ...]:
    """SQL types of the typed values, also of an empty source."""
    if not extract.files:
        db.register("nothing", mapped.schema.empty_table())
    source = f"read_parquet({file_list(extract.files[:1])})" if extract.files else "nothing"
    shown = db.execute(f"DESCRIBE SELECT {', '.join(f'{v} AS f{n}' for n, v in enumerate(mapped.typed()))} FROM {source}")
    return tuple(str(row[1]) for row in shown.fetchall())


__all__: Sequence[str] = ("PHASES", "make_plan", "refuse_stale", "sync_version")
