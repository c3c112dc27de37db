"""A plan on disk: a Parquet file of its rows and a JSON page about it, in a folder of its own.

Rows are ordered: those to send in batches first (adds and changes, then removals), invalid ones last; `row` counts them
from 0. Columns: row, kind, key, retried, reason, before, after (JSON texts), hash, and f0 … fn, the typed values of the
destination fields, key first. Unchanged records are not in it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from census_desktop.domain.model import Counts, Operation, new_id
from census_desktop.domain.plan import Change, ChangeKind, ChangePage, Plan


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What is needed to send a plan: its fields and how rows fall into batches."""

    plan: Plan
    fields: tuple[str, ...]
    batch_rows: int
    writes: int
    removals: int
    write_operation: Operation

    def batches(self) -> Iterator[tuple[int, Operation, int, int]]:
        """(number, operation, first row, rows) of each batch, in order."""
        number = 0
        for operation, start, count in (
            (self.write_operation, 0, self.writes),
            (Operation.DELETE, self.writes, self.removals),
        ):
            for first in range(start, start + count, self.batch_rows):
                yield number, operation, first, min(self.batch_rows, start + count - first)
                number += 1


class PlanFiles:
    """The plans of a workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @staticmethod
    def new_id(sync_id: str) -> str:
        """Begins with the sync's id, so that its plans are found without reading those of all others."""
        return f"{sync_id}.{new_id()}"

    def place(self, plan_id: str) -> Path:
        return self._folder / plan_id

    def rows_file(self, plan_id: str) -> Path:
        return self.place(plan_id) / "plan.parquet"

    def exists(self, plan_id: str) -> bool:
        return bool(plan_id) and (self.place(plan_id) / "plan.json").is_file()

    def save(self, page: PlanPage) -> None:
        """Write the page last: a plan without one is no plan."""
        data = asdict(page)
        data["plan"]["created_at"] = page.plan.created_at.isoformat()
        target = self.place(page.plan.id) / "plan.json"
        partial = target.with_suffix(".partial")
        partial.write_text(json.dumps(data), encoding="utf-8")
        partial.replace(target)

    def load(self, plan_id: str) -> PlanPage:
        data = json.loads((self.place(plan_id) / "plan.json").read_text(encoding="utf-8"))
        plan = data.pop("plan")
        plan["created_at"] = datetime.fromisoformat(plan["created_at"])
        plan["counts"] = Counts(**plan["counts"])
        plan["warnings"] = tuple(plan["warnings"])
        data["fields"] = tuple(data["fields"])
        data["write_operation"] = Operation(data["write_operation"])
        return PlanPage(plan=Plan(**plan), **data)

    def find(self, sync_id: str, digest: str) -> Plan | None:
        """The plan of this sync with this digest (or the beginning of it, 8 characters at least), newest first."""
        if len(digest) < 8:
            return None
        matching = [p for p in self._of_sync(sync_id) if p.digest.startswith(digest)]
        return max(matching, key=lambda p: p.created_at, default=None)

    def _of_sync(self, sync_id: str) -> list[Plan]:
        if not self._folder.is_dir():
            return []
        ids = [place.name for place in self._folder.iterdir() if place.name.startswith(f"{sync_id}.")]
        return [self.load(id_).plan for id_ in ids if self.exists(id_)]

    def remove(self, plan_id: str) -> None:
        shutil.rmtree(self.place(plan_id), ignore_errors=True)

    def prune(self, sync_id: str, keep: frozenset[str]) -> None:
        """Forget the sync's plans that are not to be kept, except the newest (it may be under review)."""
        for plan in sorted(self._of_sync(sync_id), key=lambda p: p.created_at)[:-1]:
            if plan.id not in keep:
                self.remove(plan.id)

    # Read -----------------------------------------------------------------------------------------------------------

    def page(
        self, plan_id: str, kinds: Sequence[ChangeKind], search: str, offset: int, limit: int, retried: bool = False
    ) -> ChangePage:
        """Changes of these kinds (all if empty) that hold the search text; with `retried` only those sent again."""
        tests, values = [], []
        if retried:
            tests.append("retried")
        if kinds:
            tests.append(f"kind IN ({', '.join('?' * len(kinds))})")
            values += [k.value for k in kinds]
        if search:
            tests.append("contains(lower(concat_ws(chr(10), key, before, after)), ?)")
            values.append(search.lower())
        where = f"WHERE {' AND '.join(tests)}" if tests else ""
        total = self._query(plan_id, f"SELECT count(*) FROM rows {where}", values)[0][0]
        found = self._query(
            plan_id, f"SELECT {_COLUMNS} FROM rows {where} ORDER BY row LIMIT {int(limit)} OFFSET {int(offset)}", values
        )
        return ChangePage(tuple(self._changes(plan_id, found)), int(total), offset)

    def rows(self, plan_id: str, rows: Sequence[int]) -> tuple[Change, ...]:
        """The changes with these row numbers."""
        if not rows:
            return ()
        found = self._query(plan_id, f"SELECT {_COLUMNS} FROM rows WHERE row IN (SELECT unnest(?)) ORDER BY row", [list(rows)])
        return tuple(self._changes(plan_id, found))

    def kinds(self, plan_id: str, ranges: Sequence[tuple[int, int]], without: Sequence[int]) -> dict[ChangeKind, int]:
        """How many rows of each kind lie in these ranges (first, last), leaving out some."""
        inside = " OR ".join("row BETWEEN ? AND ?" for _ in ranges)
        found = self._query(
            plan_id,
            f"SELECT kind, count(*) FROM rows WHERE ({inside}) AND row NOT IN (SELECT unnest(?::BIGINT[])) GROUP BY kind",
            [*(bound for pair in ranges for bound in pair), list(without)],
        )
        return {ChangeKind(kind): int(count) for kind, count in found}

    def _changes(self, plan_id: str, found: Iterable[Sequence[Any]]) -> Iterator[Change]:
        key_field = self.load(plan_id).fields[0]
        for row, kind, key, before, after, reason, retried in found:
            yield Change(
                int(row),
                ChangeKind(kind),
                key or "",
                _without(before, key_field),
                _without(after, key_field),
                reason or "",
                bool(retried),
            )

    def _query(self, plan_id: str, sql: str, values: Sequence[Any]) -> list[Any]:
        from census_desktop.engine.database import path_literal, scratch_database

        with scratch_database() as db:
            db.execute(f"CREATE VIEW rows AS SELECT * FROM read_parquet({path_literal(self.rows_file(plan_id))})")
            return list(db.execute(sql, list(values)).fetchall())


_COLUMNS = "row, kind, key, before, after, reason, retried"


def _without(payload: str | None, key_field: str) -> dict[str, Any] | None:
    if payload is None:
        return None
    values: dict[str, Any] = json.loads(payload)
    values.pop(key_field, None)
    return values
