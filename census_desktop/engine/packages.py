"""A plan's rows as the batches that are sent: streamed from its files, never held as a whole."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import pyarrow as pa

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken
from census_desktop.engine.columns import literal
from census_desktop.engine.database import scratch_database
from census_desktop.engine.payload_sql import TEXT_PAYLOAD, from_json, json_path
from census_desktop.engine.planfile import PlanFiles, PlanPage, form_of, source_of
from census_desktop.engine.texts import Texts


@dataclass(frozen=True, slots=True)
class Package:
    """A batch of the plan with its place in it. `leaving`: its records left the source. `audience`: of all of them, where a
    column names it."""

    number: int
    operation: Operation
    first_row: int
    rows: Any
    json: Texts | Sequence[str] = ()
    leaving: bool = False
    audience: str = ""

    def __len__(self) -> int:
        return int(self.rows.num_rows)


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run tells of itself to mappings that ask for it."""

    id: str
    time: datetime
    sync: str


def schema(page: PlanPage) -> Any:
    """The pyarrow schema of the batches to come: destination fields, key first; those of the run last."""
    fields = [pa.field(name, type_) for name, type_ in zip(page.fields, _arrow_types(tuple(page.types)), strict=True)]
    return pa.schema([*fields, *(pa.field(name, _run_type(what)) for name, what in page.run_fields)])


@lru_cache(maxsize=64)
def _arrow_types(types: tuple[str, ...]) -> tuple[Any, ...]:
    """What DuckDB makes of its own types."""
    with scratch_database() as db:
        nothing = ", ".join(f"CAST(NULL AS {type_}) AS f{n}" for n, type_ in enumerate(types))
        return tuple(field.type for field in db.execute(f"SELECT {nothing} LIMIT 0").to_arrow_reader().schema)


def packages(
    page: PlanPage,
    plans: PlanFiles,
    payload: str,
    cancel: CancelToken,
    facts: RunFacts,
    only: Mapping[int, int] | None = None,
) -> Generator[Package, None, None]:
    """The plan's batches in order, in the form that a manifest's `payload` names; with `only`, those of these numbers, and of
    each so many rows as were begun (a limit may have cut the last)."""
    whole = schema(page)
    with_json, key_alone = payload != "columns", payload == "texts"
    audience_of = page.audience_of()
    with scratch_database(plans.scratch, cancel) as db:
        rows = _Rows(_batches(db, page, plans, facts if with_json else None, key_alone))
        for number, operation, first, count in page.batches():
            taken = rows.take(count)
            if only is not None:
                if number not in only:
                    continue
                taken = taken.slice(0, only[number])
            leaving = first >= page.writes
            # The key has the type that it was acknowledged with, also where the source's column has another by now.
            typed = leaving or bool(page.key_types)
            key = pa.field(page.fields[0], taken.column(0).type) if typed else whole.field(0)
            columns, shape = [taken.column(0)], pa.schema([key])
            if operation is not Operation.DELETE and not key_alone:
                columns, shape = taken.columns[: len(page.fields)], whole.set(0, key)
                columns += [_constant(facts, what, taken.num_rows) for _, what in page.run_fields]
            batch = pa.RecordBatch.from_arrays(
                [c if c.type == f.type else c.cast(f.type) for c, f in zip(columns, shape, strict=True)], schema=shape
            )
            texts = Texts(taken.column("json")) if with_json else ()
            yield Package(number, operation, first, batch, texts, leaving, audience_of(first))


def _batches(db: Any, page: PlanPage, plans: PlanFiles, told: RunFacts | None, key_alone: bool) -> Iterator[Any]:
    """Arrow batches of f0 … fn and (with `told`) json, in the order of the rows: one file after the other, so that none is
    held long, and of text files one type of keys after the other. Rows stand in their files in order, and DuckDB keeps it."""
    everything = [(page.types[0], 0, page.sent)]
    for file in plans.parts(page.plan.id):
        is_text = form_of(file) == "text"
        for type_, first, count in (list(page.typed_stretches()) or everything) if is_text else everything:
            values, shown = _of_text(page, type_) if is_text else (list(page.typed), page.payload)
            select = [f"{value} AS f{n}" for n, value in enumerate(values[:1] if key_alone else values)]
            if told:
                select.append(f"{_completed(shown, page, told)} || ',' AS json")
            source = f'{source_of([file])} WHERE "~row" >= {first} AND "~row" < {first + count}'
            yield from db.execute(f"SELECT {', '.join(select)} FROM {source}").to_arrow_reader(max(page.batch_rows, 2_000))


def _of_text(page: PlanPage, key_type: str) -> tuple[list[str], str]:
    """(typed values, JSON) of records that are kept as text; those that leave are their key and nothing else."""
    payload, leaves = TEXT_PAYLOAD, "\"~kind\" = 'removed'"
    values = page.text_values(payload)
    typed = [
        from_json(payload, page.fields[0], key_type),
        *(f"CASE WHEN NOT {leaves} THEN {value} END" for value in values[1:]),
    ]
    head = literal("{" + json.dumps(page.fields[0], ensure_ascii=False) + ":")
    key = f"CAST(json_extract({payload}, {literal(json_path(page.fields[0]))}) AS VARCHAR)"
    nulls = "".join(f",{json.dumps(name, ensure_ascii=False)}:null" for name in page.fields[1:])
    tail = literal(("" if page.remove_operation is Operation.DELETE else nulls) + "}")
    return typed, f'CASE WHEN {leaves} THEN {head} || {key} || {tail} ELSE "~after" END'


def _run_type(what: str) -> Any:
    return pa.timestamp("us", "UTC") if what == "time" else pa.string()


def _constant(facts: RunFacts, what: str, rows: int) -> Any:
    return pa.repeat(pa.scalar(getattr(facts, what), _run_type(what)), rows)


def _completed(shown: str, page: PlanPage, facts: RunFacts) -> str:
    """SQL for the JSON with what the run tells of itself; a delete is its key alone."""
    if not page.run_fields:
        return shown
    told = {name: getattr(facts, what) for name, what in page.run_fields}
    times = {n: v.isoformat().replace("+00:00", "Z") if isinstance(v, datetime) else v for n, v in told.items()}
    tail = "," + json.dumps(times, ensure_ascii=False, separators=(",", ":"))[1:]
    whole = f"left({shown}, -1) || {literal(tail)}"
    deleted = page.remove_operation is Operation.DELETE
    return f"CASE WHEN \"~kind\" = 'removed' THEN {shown} ELSE {whole} END" if deleted else whole


class _Rows:
    """Exactly n rows at a time from a stream of Arrow batches."""

    def __init__(self, batches: Iterator[Any]) -> None:
        self._batches = batches
        self._rest: Any = None

    def take(self, count: int) -> Any:
        """One record batch; what it shares with the next ones is not copied."""
        parts = [] if self._rest is None else [self._rest]
        have = sum(p.num_rows for p in parts)
        while have < count:
            parts.append(next(self._batches))
            have += parts[-1].num_rows
        whole = parts[0] if len(parts) == 1 else pa.concat_batches([p.cast(parts[0].schema) for p in parts])
        self._rest = whole.slice(count) if have > count else None
        return whole.slice(0, count)
