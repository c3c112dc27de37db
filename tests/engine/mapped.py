"""One table through mappings into a plan: what would be sent, and what is set aside."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from census_desktop.domain.manifest import TargetField
from census_desktop.domain.model import Dataset, FieldMapping, Operation, Relationship, Segment, Sync, SyncKey, SyncSource
from census_desktop.domain.plan import ChangeKind, Plan
from census_desktop.engine.mapping import FieldMap
from census_desktop.engine.planfile import PlanFiles
from census_desktop.engine.planning import make_plan
from census_desktop.sources import open_source
from tests.engine.conftest import Bench


@dataclass(frozen=True)
class Planned:
    """`sent` is the payload by key, without the key; `invalid` the reason by key."""

    plan: Plan
    sent: dict[str, dict[str, Any]]
    invalid: dict[str, str]

    @property
    def only(self) -> dict[str, Any]:
        """The payload of the only record."""
        (payload,) = self.sent.values()
        return payload


class Table:
    """Tables of one folder as data sets, planned with a real source and real plans."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.known: dict[str, Any] = {}

    def dataset(self, table: pa.Table, name: str = "people", relationships: Sequence[Relationship] = ()) -> Dataset:
        pq.write_table(table, self.bench.folder / f"{name}.parquet")
        dataset = Dataset(
            name, name, "src", f"{name}.parquet", unique_identifier=table.column_names[0], relationships=tuple(relationships)
        )
        self.known[name] = dataset
        return dataset

    def plan(
        self,
        dataset: Dataset,
        *mappings: FieldMapping,
        targets: Sequence[TargetField] = (),
        segment: Segment | None = None,
        key: SyncKey | None = None,
    ) -> Planned:
        bench = self.bench
        key = key or SyncKey(dataset.unique_identifier, "key")
        sync = replace(bench.sync, mappings=mappings, key=key)
        reader = open_source(bench.source, None, bench.folder, lambda _, ref: self.known[ref], bench.clock)  # type: ignore[arg-type]
        try:
            plan = make_plan(
                sync=sync,
                dataset=dataset,
                segment=segment,
                reader=reader,
                batch_rows=1000,
                paths=bench.paths,
                clock=bench.clock,
                cancel=bench.cancel,
                progress=lambda phase, done: None,
                targets={t.name: t for t in targets},
            )
        finally:
            reader.close()
        changes = PlanFiles(bench.paths.plans).page(plan.id, (), "", 0, 10_000).changes
        return Planned(
            plan,
            {c.key: dict(c.after or {}) for c in changes if c.kind is not ChangeKind.INVALID},
            {c.key: c.reason for c in changes if c.kind is ChangeKind.INVALID},
        )


def one(value: Any, type_: pa.DataType, mapping: FieldMapping, *targets: TargetField) -> tuple[Any, str | None]:
    """(JSON value, why it is invalid) of the field for one record whose column `x` has this value."""
    sync = Sync("s", "S", SyncSource("dataset", "d"), "c", "o", Operation.UPSERT, SyncKey("id", "key"), mappings=(mapping,))
    table = pa.table({"id": [1], "x": pa.array([value], type_)})
    ((payload, why, _),) = mapped(FieldMap(sync, table.schema, {t.name: t for t in targets}), table)
    return payload.get(mapping.field), why


def mapped(field_map: FieldMap, table: pa.Table) -> list[tuple[dict[str, Any], str | None, tuple[Any, ...]]]:
    """(payload, why it is invalid, typed values) of each row: the field map alone, on data that no file could hold."""
    with duckdb.connect() as db:
        db.execute("SET TimeZone = 'UTC'")
        stream = list(field_map.stream(iter(table.to_batches())))
        db.register("arrow", pa.Table.from_batches(stream, field_map.schema))
        typed = ", ".join(field_map.typed())
        rows = db.execute(f"SELECT {field_map.payload()}, {field_map.invalid()}, {typed} FROM arrow").fetchall()
    return [(json.loads(payload, parse_constant=_refuse), why, tuple(values)) for payload, why, *values in rows]


def _refuse(constant: str) -> Mapping[str, Any]:
    raise AssertionError(f"{constant} is no JSON")
