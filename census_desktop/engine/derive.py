"""Plans that are made of plans: without some records, or the other way round."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from census_desktop.domain.errors import ConfigError, NotFoundError
from census_desktop.domain.manifest import TargetField
from census_desktop.domain.model import Counts, Dataset, Operation, Run, Sync
from census_desktop.domain.plan import Plan
from census_desktop.domain.ports import CancelToken, Clock, Reader
from census_desktop.engine.audience_key import key_in
from census_desktop.engine.columns import literal
from census_desktop.engine.database import disk_errors, path_literal, scratch_database
from census_desktop.engine.extract import RAW, file_list, read_source
from census_desktop.engine.mapping import FieldMap, source_columns
from census_desktop.engine.payload_sql import json_path, sent_order
from census_desktop.engine.planfile import PlanFiles, PlanPage, form_of, part_name, source_of
from census_desktop.engine.planning import sync_version
from census_desktop.engine.state import SyncState
from census_desktop.paths import WorkspacePaths


@dataclass
class _Rows:
    """Files of a plan in the making, with the rows numbered on."""

    db: Any
    folder: Path
    next: int = 0
    files: int = 0
    content: list[str] = field(default_factory=list)

    def copy(self, select: str, form: str) -> int:
        """Append the rows of `select`, which come without a row number; how many they are."""
        file = self.folder / part_name(form, self.files)
        (rows,) = self.db.execute(
            f'COPY (SELECT {self.next} + row_number() OVER () - 1 AS "~row", * FROM ({select})) '
            f"TO {path_literal(file)} (FORMAT parquet, {RAW})"
        ).fetchone()
        if not rows:
            file.unlink()
            return 0
        (told,) = self.db.execute(
            f'SELECT sum(hash("~kind", "~key", "~hash", "~excluded")::HUGEINT) FROM read_parquet({path_literal(file)})'
        ).fetchone()
        self.content.append(str(told))
        self.next += int(rows)
        self.files += 1
        return int(rows)


@contextmanager
def _made(paths: WorkspacePaths, sync_id: str, cancel: CancelToken | None = None) -> Iterator[tuple[str, _Rows]]:
    """A folder for a plan in the making, removed when the making fails."""
    plans = PlanFiles(paths.plans)
    plan_id = plans.new_id(sync_id)
    plans.place(plan_id).mkdir(parents=True)
    try:
        with disk_errors(), scratch_database(paths.scratch, cancel) as db:
            yield plan_id, _Rows(db, plans.place(plan_id))
    except BaseException:
        plans.remove(plan_id)
        raise


def exclude(
    plan_id: str,
    rows: Sequence[int],
    paths: WorkspacePaths,
    clock: Clock,
    guard: Callable[[Counts, int], str] | None = None,
    everything: bool = False,
) -> Plan:
    """The same plan without these rows, with a digest of its own. What is taken out still differs, so a later run plans it
    again. `guard` looks at the smaller plan; without one, what held the first holds this. `everything`: it is an upload that
    swaps, also where no record of it is unchanged.

    Raises ConfigError for rows that are not sent, and for an upload that swaps: what it leaves out would be gone there.
    """
    plans = PlanFiles(paths.plans)
    if not plans.exists(plan_id):
        raise NotFoundError("This plan is no longer kept.", kept="Nothing was sent.", hint="Review the changes again.")
    page = plans.load(plan_id)
    out = sorted({int(row) for row in rows})
    if out and not 0 <= out[0] <= out[-1] < page.sent:
        raise ConfigError("Only records that would be sent can be taken out of a plan.", kept="The plan is as it was.")
    if (everything and out) or page.writes > page.plan.counts.added + page.plan.counts.changed + page.plan.renewed:
        raise ConfigError(
            "This sync uploads everything and swaps: a record that is taken out would be gone at the destination.",
            kept="The plan is as it was.",
            hint="Change the segment's definition instead.",
        )
    with _made(paths, page.plan.sync_id) as (new_id, made):
        made.db.execute("CREATE TABLE taken AS SELECT unnest(?::BIGINT[]) AS row", [out])
        files = plans.parts(plan_id)
        first, last = (0, page.writes), (page.writes, page.sent)
        writes, removals = (
            sum(made.copy(_kept(file, start, end), _form(file)) for file in files) for start, end in (first, last)
        )
        for file in files:
            made.copy(_rest(file, page.sent), _form(file))
        counts, renewed = _counts(made, page)
        plan = replace(
            page.plan,
            id=new_id,
            counts=counts,
            renewed=renewed,
            batches=0,
            digest=_digest([page.plan.digest, *made.content]),
            created_at=clock.now(),
            excluded=page.plan.excluded + len(out),
            estimate=None,
        )
        if guard is not None:
            changes = replace(counts, processed=counts.processed - renewed)
            plan = replace(plan, held=guard(changes, plan.total + counts.invalid))
    made_page = plans.laid_out(replace(page, plan=plan, writes=writes, removals=removals))
    plans.save(made_page)
    return made_page.plan


def rows_on_lists(
    sync: Sync,
    dataset: Dataset,
    plan_id: str,
    reader: Reader,
    targets: Mapping[str, TargetField],
    paths: WorkspacePaths,
    cancel: CancelToken,
) -> list[int]:
    """Rows of the plan that would write somebody who is on an exclusion list now.

    Raises SourceError, ConfigError or Cancelled.
    """
    plans = PlanFiles(paths.plans)
    page = plans.load(plan_id)
    bare = replace(sync, mappings=(), audience_column="")  # whoever is on a list is on it in every audience
    own = key_in("key") if page.many_audiences else "key"
    with disk_errors(), scratch_database(paths.scratch, cancel) as db, TemporaryDirectory(dir=paths.scratch) as folder:
        with reader.extract(dataset, None, source_columns(bare), listed=True) as (schema, batches):
            mapped = FieldMap(bare, schema, targets)
            found = read_source(db, mapped, batches, Path(folder) / "listed", cancel, lambda rows: None)
        writes = f"SELECT row FROM ({plans.relation(page)}) WHERE row < {page.writes}"
        rows = db.execute(f"{writes} AND {own} IN (SELECT key FROM ({found.relation()}))").fetchall()
    return [int(row) for (row,) in rows]


def _form(file: Path) -> str:
    return "text" if form_of(file) == "text" else "columns"


def _kept(file: Path, start: int, end: int) -> str:
    return (
        f'SELECT * EXCLUDE ("~row") FROM {source_of([file])} '
        f'WHERE "~row" >= {start} AND "~row" < {end} AND "~row" NOT IN (SELECT row FROM taken) ORDER BY "~row"'
    )


def _rest(file: Path, sent: int) -> str:
    return (
        'SELECT * EXCLUDE ("~row") REPLACE ("~excluded" OR "~row" IN (SELECT row FROM taken) AS "~excluded") '
        f"FROM {source_of([file])} "
        f'WHERE "~row" >= {sent} OR "~row" IN (SELECT row FROM taken) ORDER BY "~row"'
    )


def _counts(made: _Rows, page: PlanPage) -> tuple[Counts, int]:
    """What is left, and how many of it are sent again though they did not change."""
    files = sorted(made.folder.glob("*.parquet"))
    found = made.db.execute(
        'SELECT "~kind", count(*), count(*) FILTER ("~retried") '
        f'FROM read_parquet({file_list(files)}, union_by_name = true) WHERE NOT "~excluded" GROUP BY 1'
    ).fetchall()
    kinds = {kind: int(number) for kind, number, _ in found}
    retried = sum(int(number) for _, _, number in found)
    added, changed, removed, again = (kinds.get(kind, 0) for kind in ("added", "changed", "removed", "unchanged"))
    counts = replace(
        page.plan.counts,
        processed=added + changed + removed + again,
        added=added,
        changed=changed,
        removed=removed,
        retried=retried,
    )
    return counts, again


def undo_plan(
    sync: Sync,
    run: Run,
    plan_id: str,
    ranges: Sequence[tuple[int, int]],
    rejected: Sequence[int],
    paths: WorkspacePaths,
    clock: Clock,
    cancel: CancelToken,
    deletes: bool = True,
) -> Plan:
    """The inverse of what a run did: values sent before are restored, what was removed is added again, and (with `deletes`)
    what was added is removed.

    `ranges` are the rows of the run's plan whose batches were acknowledged (first, last), `rejected` those refused in them.
    Raises NotFoundError when the plan is no longer kept, ConfigError when a value from before has another type now.
    """
    plans = PlanFiles(paths.plans)
    if not plans.exists(plan_id):
        raise NotFoundError(
            "The records of this run are no longer kept, so it cannot be undone.",
            kept="Nothing was sent.",
            hint="The last 20 runs of a sync keep theirs.",
        )
    page = plans.load(plan_id)
    state = SyncState(paths.state / sync.id)
    with _made(paths, sync.id, cancel) as (new_id, made):
        db = made.db
        db.execute("CREATE TABLE ranges (first BIGINT, last BIGINT)")
        if ranges:
            db.executemany("INSERT INTO ranges VALUES (?, ?)", [list(pair) for pair in ranges])
        db.execute("CREATE TABLE rejected AS SELECT unnest(?::BIGINT[]) AS row", [list(rejected)])
        db.execute(
            f"CREATE VIEW arrived AS SELECT * FROM ({plans.relation(page)}) p "
            "WHERE EXISTS (SELECT 1 FROM ranges r WHERE p.row BETWEEN r.first AND r.last) "
            "AND p.row NOT IN (SELECT row FROM rejected)"
        )
        order = f"{sent_order(page.fields[0], page.types[0], page.many_audiences)}, row"
        changed = made.copy(_inverse("kind = 'changed'", "changed", "after", "before", order), "text")
        added = made.copy(_inverse("kind = 'removed'", "added", "NULL::VARCHAR", "before", order), "text")
        removed = made.copy(_inverse("kind = 'added'", "removed", "after", "NULL::VARCHAR", order), "text") if deletes else 0
        _refuse_other_types(made, page)
        writes = changed + added
        counts = Counts(processed=writes + removed, added=added, changed=changed, removed=removed)
        plan = Plan(
            id=new_id,
            sync_id=sync.id,
            digest=_digest([sync.id, run.id, state.version, *made.content]),
            created_at=clock.now(),
            total=writes,
            counts=counts,
            batches=0,
            state_version=state.version,
            sync_version=sync_version(sync),
            undo_of=run.id,
        )
        creates = page.write_operation is Operation.CREATE  # what it took back is made again, and nobody else changed
        operation = Operation.UPSERT if added and not creates else page.write_operation
        made_page = replace(
            page, plan=plan, writes=writes, removals=removed, write_operation=operation, remove_operation=Operation.DELETE
        )
    made_page = plans.laid_out(made_page)
    plans.save(made_page)
    return made_page.plan


def removal_plan(
    sync: Sync,
    keys: Sequence[str],
    template: str,
    by: Operation,
    paths: WorkspacePaths,
    clock: Clock,
    cancel: CancelToken,
) -> Plan:
    """A plan that takes these records away, whatever the source says: those that were acknowledged, and those whose last
    request was refused or never answered. `template` is a plan of the sync, `by` delete, or what empties their fields."""
    plans = PlanFiles(paths.plans)
    page = plans.load(template)
    state = SyncState(paths.state / sync.id)
    version = state.version
    with _made(paths, sync.id, cancel) as (new_id, made):
        made.db.execute("CREATE TABLE wanted AS SELECT unnest(?::VARCHAR[]) AS key", [list(dict.fromkeys(keys))])
        made.db.execute(f"CREATE VIEW acknowledged AS {state.relation()}")
        made.db.execute(f"CREATE VIEW pending AS {state.pending_relation()}")
        removed = made.copy(
            'SELECT \'removed\' AS "~kind", w.key AS "~key", false AS "~retried", NULL::VARCHAR AS "~reason", '
            'false AS "~excluded", coalesce(a.payload, p.payload) AS "~before", NULL::UBIGINT AS "~hash", '
            'NULL::VARCHAR AS "~after" FROM wanted w LEFT JOIN acknowledged a ON a.key = w.key '
            "LEFT JOIN pending p ON p.key = w.key WHERE a.key IS NOT NULL OR p.key IS NOT NULL "
            f"ORDER BY {sent_order(page.fields[0], page.types[0], page.many_audiences)}, w.key",
            "text",
        )
        plan = Plan(
            id=new_id,
            sync_id=sync.id,
            digest=_digest([sync.id, version, by.value, *made.content]),
            created_at=clock.now(),
            total=0,
            counts=Counts(processed=removed, removed=removed),
            batches=0,
            state_version=version,
            sync_version=sync_version(sync),
            forgets=True,
        )
        made_page = replace(page, plan=plan, writes=0, removals=removed, remove_operation=by)
    made_page = plans.laid_out(made_page)
    plans.save(made_page)
    return made_page.plan


def _refuse_other_types(made: _Rows, page: PlanPage) -> None:
    """A value that was sent under another type cannot be told in today's."""
    if not made.files:
        return
    source = f"read_parquet({file_list(sorted(made.folder.glob('text-*.parquet')))})"
    tests = [
        f'count(*) FILTER (json_extract_string("~after", {literal(json_path(name))}) IS NOT NULL AND {value} IS NULL)'
        for name, value in list(zip(page.fields, page.text_values('"~after"'), strict=True))[1:]  # a key keeps its own
    ]
    lost = made.db.execute(f"SELECT {', '.join(['0', *tests])} FROM {source}").fetchone()
    if names := [name for name, number in zip(page.fields, lost, strict=True) if number]:
        raise ConfigError(
            f"{', '.join(names)} had values of another type before, which cannot be restored.",
            kept="Nothing was sent.",
            hint="Correct the source and run the sync again.",
        )


def _inverse(which: str, kind: str, before: str, after: str, order: str) -> str:
    return (
        f'SELECT \'{kind}\' AS "~kind", key AS "~key", false AS "~retried", NULL::VARCHAR AS "~reason", '
        f'false AS "~excluded", {before} AS "~before", NULL::UBIGINT AS "~hash", {after} AS "~after" '
        f"FROM arrived WHERE {which} ORDER BY {order}"
    )


def _digest(told: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(list(told), default=str).encode()).hexdigest()
