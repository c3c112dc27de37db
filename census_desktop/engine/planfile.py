"""A plan on disk: a page of JSON about it and Parquet files of its rows, in a folder of its own.

Rows are numbered in the order in which they are sent: adds and changes, then removals; what is not sent (invalid records,
those taken out by hand, what a swap lets go of) comes last. Files of three forms hold them. A *columns* file keeps what the
source gave, and the page says in SQL how a payload and the typed values are made of it; a *plain* file is the same of
records that are all new, just as it was read; a *text* file keeps the payload as it was acknowledged. The engine's own
columns begin with ~: row, kind, key, retried, reason, excluded, before, hash, after.
"""

from __future__ import annotations

import json
import re
import shutil
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import StoreError
from census_desktop.domain.model import Counts, Operation, new_id
from census_desktop.domain.plan import Change, ChangeKind, ChangePage, Estimate, Plan
from census_desktop.domain.ports import CancelToken
from census_desktop.engine.audience_key import audience_in, key_in, parted
from census_desktop.engine.payload_sql import from_json, json_path, key_type
from census_desktop.paths import WorkspacePaths

PAGE = "page.json"
"""Named otherwise than in versions before 0002 of the workspace, whose plans had one file of rows: those are not kept."""
_KEY = '"~key"'
_OWN = ("row", "kind", "key", "retried", "reason", "excluded", "before", "hash")
_NOTHING = (
    "SELECT 0::BIGINT AS row, ''::VARCHAR AS kind, ''::VARCHAR AS key, false AS retried, ''::VARCHAR AS reason, "
    "false AS excluded, ''::VARCHAR AS before, 0::UBIGINT AS hash, ''::VARCHAR AS after WHERE false"
)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What is needed to send a plan: its fields, how their values are made, and how rows fall into batches.

    `typed` and `payload` are SQL over the columns files; `types` are the SQL types of `typed`. `run_fields` are filled in
    when it is sent (field, id | time | sync).
    """

    plan: Plan
    fields: tuple[str, ...]
    typed: tuple[str, ...]
    types: tuple[str, ...]
    payload: str
    run_fields: tuple[tuple[str, str], ...]
    batch_rows: int
    writes: int
    removals: int
    write_operation: Operation
    remove_operation: Operation = Operation.DELETE
    many_audiences: bool = False
    """Keys are of audience_key: each record goes to the audience that stands in its own."""
    audiences: tuple[tuple[str, int], ...] = ()
    """Then: what is sent, as stretches of one audience (its name, rows). No batch holds records of two."""
    key_types: tuple[tuple[str, int], ...] = ()
    """Of what is sent from text files, which comes last: stretches of keys that were acknowledged with one SQL type (type,
    rows). No batch holds keys of two. Empty in plans of earlier versions, whose keys all have today's."""

    def batches(self) -> Iterator[tuple[int, Operation, int, int]]:
        """(number, operation, first row, rows) of each batch, in order."""
        number = 0
        for start, count in self._stretches():
            operation = self.write_operation if start < self.writes else self.remove_operation
            for first in range(start, start + count, self.batch_rows):
                yield number, operation, first, min(self.batch_rows, start + count - first)
                number += 1

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """(first row, rows) of what goes out in batches of its own."""
        ends = {self.writes, self.sent, *accumulate(count for _, count in self.audiences)}
        ends.update(first + count for _, first, count in self.typed_stretches())
        start = 0
        for end in sorted(ends):
            yield start, end - start
            start = end

    def typed_stretches(self) -> Iterator[tuple[str, int, int]]:
        """(SQL type of the keys, first row, rows) of what is sent from text files."""
        start = self.sent - sum(count for _, count in self.key_types)
        for type_, count in self.key_types:
            yield type_, start, count
            start += count

    def written_audiences(self) -> set[str]:
        """Those that records are written to, not only taken out of."""
        starts = accumulate((count for _, count in self.audiences), initial=0)
        return {name for (name, _), start in zip(self.audiences, starts, strict=False) if start < self.writes}

    def audience_of(self) -> Callable[[int], str]:
        """Tells the audience of a row that is sent; "" where no column names it."""
        ends = list(accumulate(count for _, count in self.audiences))
        return lambda row: self.audiences[bisect_right(ends, row)][0] if ends else ""

    @property
    def lets_go_unnamed(self) -> bool:
        """Records leave because an upload of everything does not name them: they stand in no batch."""
        return self.removals == 0 and self.plan.counts.removed > 0

    @property
    def sent(self) -> int:
        return self.writes + self.removals

    def text_values(self, payload: str) -> list[str]:
        """SQL for the typed values of a payload that is kept as text."""
        return [from_json(payload, name, type_) for name, type_ in zip(self.fields, self.types, strict=True)]


class PlanFiles:
    """The plans of a workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.scratch = WorkspacePaths(folder.parent).scratch

    @staticmethod
    def new_id(sync_id: str) -> str:
        """Begins with the sync's id, so that its plans are found without reading those of all others."""
        return f"{sync_id}.{new_id()}"

    def place(self, plan_id: str) -> Path:
        return self._folder / plan_id

    def parts(self, plan_id: str) -> tuple[Path, ...]:
        """The files of a plan, in the order of their rows."""
        return tuple(sorted(self.place(plan_id).glob("*-*.parquet"), key=lambda file: int(file.stem.split("-")[1])))

    def exists(self, plan_id: str) -> bool:
        return bool(plan_id) and (self.place(plan_id) / PAGE).is_file()

    def save(self, page: PlanPage) -> None:
        """Write the page last: a plan without one is no plan."""
        data = asdict(page)
        data["plan"]["created_at"] = page.plan.created_at.isoformat()
        target = self.place(page.plan.id) / PAGE
        partial = target.with_suffix(".partial")
        partial.write_text(json.dumps(data), encoding="utf-8")
        partial.replace(target)

    def laid_out(self, page: PlanPage) -> PlanPage:
        """The page with its stretches of one audience and of one type of keys, as the files have them now, and its batches
        counted."""
        from census_desktop.engine.database import scratch_database
        from census_desktop.engine.stretches import PORTION, stretches

        files = self.parts(page.plan.id)
        texts = [file for file in files if form_of(file) == "text"]
        with scratch_database(self.scratch) as db:

            def found(value: str, files: Sequence[Path]) -> Iterator[Any]:
                for file in files:
                    select = f'SELECT {value} FROM {source_of([file])} WHERE "~row" < {page.sent} ORDER BY "~row"'
                    yield from db.execute(select).to_arrow_reader(PORTION)

            if page.many_audiences:
                page = replace(page, audiences=stretches(found(audience_in(_KEY), files), page.writes))
            page = replace(page, key_types=stretches(found(key_type(page.fields[0], page.types[0]), texts)))
        return replace(page, plan=replace(page.plan, batches=sum(1 for _ in page.batches())))

    def load(self, plan_id: str) -> PlanPage:
        text = (self.place(plan_id) / PAGE).read_text(encoding="utf-8")
        try:
            return self._page(json.loads(text))
        except (ValueError, KeyError, TypeError):  # half of one, after a power cut
            raise StoreError(
                f"The plan {plan_id} cannot be read.",
                kept="What was acknowledged before it is kept.",
                hint="Remove its folder from “plans” in the workspace; what it sent is then sent again.",
            ) from None

    @staticmethod
    def _page(data: dict[str, Any]) -> PlanPage:
        plan = data.pop("plan")
        plan["created_at"] = datetime.fromisoformat(plan["created_at"])
        plan["counts"] = Counts(**plan["counts"])
        plan["warnings"] = tuple(plan["warnings"])
        plan["estimate"] = Estimate(**plan["estimate"]) if plan.get("estimate") else None
        for name in ("fields", "typed", "types"):
            data[name] = tuple(data[name])
        data["run_fields"] = tuple((field, what) for field, what in data["run_fields"])
        for name in ("write_operation", "remove_operation"):
            data[name] = Operation(data[name])
        for name in ("audiences", "key_types"):
            data[name] = tuple((what, rows) for what, rows in data.get(name, ()))
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
        found = []
        for id_ in ids:
            with suppress(OSError, StoreError):  # in the making, gone, or half of one
                found.append(self.load(id_).plan)
        return found

    def holding(self, sync_id: str, keys: Sequence[str]) -> list[str]:
        """Ids of the sync's plans that have a row of one of these keys."""
        return [plan.id for plan in self._of_sync(sync_id) if any(self.of_key(plan.id, key) for key in keys)]

    def remove(self, plan_id: str) -> None:
        shutil.rmtree(self.place(plan_id), ignore_errors=True)

    def prune(self, sync_id: str, keep: frozenset[str]) -> None:
        """Forget the sync's plans that are not to be kept, except the newest (it may be under review)."""
        for plan in sorted(self._of_sync(sync_id), key=lambda p: p.created_at)[:-1]:
            if plan.id not in keep:
                self.remove(plan.id)

    # Read -----------------------------------------------------------------------------------------------------------

    def relation(self, page: PlanPage) -> str:
        """A SELECT of (row, kind, key, retried, reason, excluded, before, hash, after) of all rows."""
        own = ", ".join(f'"~{name}" AS {name}' for name in _OWN)
        groups: dict[tuple[str, int], list[Path]] = {}
        for file in self.parts(page.plan.id):
            groups.setdefault((form_of(file), _dropped(file)), []).append(file)
        parts = [
            f"SELECT {own}, {_AFTER if form == 'text' else page.payload} AS after FROM {source_of(files)}"
            for (form, _), files in groups.items()
        ]
        return " UNION ALL ".join(parts) or _NOTHING

    def page(
        self,
        plan_id: str,
        kinds: Sequence[ChangeKind],
        search: str,
        offset: int,
        limit: int,
        retried: bool = False,
        field: str = "",
        excluded: bool | None = None,
        audience: str = "",
        cancel: CancelToken | None = None,
    ) -> ChangePage:
        """Changes of these kinds (all if empty) that hold the search text; with `retried` only those sent again, with
        `field` only those where that destination field differs, with `excluded` only those taken out (or not), with
        `audience` only those of that one."""
        tests, values = [], []
        if retried:
            tests.append("retried")
        if excluded is not None:
            tests.append("excluded" if excluded else "NOT excluded")
        if kinds:
            tests.append(f"kind IN ({', '.join('?' * len(kinds))})")
            values += [k.value for k in kinds]
        if field:
            tests.append("json_extract(before, ?) IS DISTINCT FROM json_extract(after, ?)")
            values += [json_path(field)] * 2
        if search:
            tests.append("(contains(lower(after), ?) OR contains(lower(key), ?) OR contains(lower(before), ?))")
            values += [search.lower()] * 3
        page = self.load(plan_id)
        if audience:
            tests.append(f"{audience_in('key')} = ?" if page.many_audiences else "? = ''")
            values.append(audience)
        where = f"WHERE {' AND '.join(tests)}" if tests else ""
        with self._opened(page, cancel) as db:  # first which rows these are, then what is in those of the page
            db.execute(f"CREATE TEMP TABLE found AS SELECT row FROM rows {where}", values)
            ((total,),) = db.execute("SELECT count(*) FROM found").fetchall()
            wanted = f"SELECT row FROM found ORDER BY row LIMIT {int(limit)} OFFSET {int(offset)}"
            rows = [row for (row,) in db.execute(wanted).fetchall()]
            found = db.execute(f"SELECT {_COLUMNS} FROM rows WHERE {_among(rows)} ORDER BY row").fetchall() if rows else ()
        return ChangePage(tuple(self._changes(page, found)), int(total), offset)

    def rows(self, plan_id: str, rows: Sequence[int]) -> tuple[Change, ...]:
        """The changes with these row numbers."""
        if not rows:
            return ()
        page = self.load(plan_id)
        found = self._query(page, f"SELECT {_COLUMNS} FROM rows WHERE {_among(rows)} ORDER BY row", ())
        return tuple(self._changes(page, found))

    def rows_holding(
        self, plan_id: str, search: str, first: int, last: int, cancel: CancelToken | None = None
    ) -> frozenset[int]:
        """Rows from `first` to `last` whose key or values hold the text."""
        text = search.lower()
        within, values = f"row BETWEEN {int(first)} AND {int(last)}", [text]
        holds = _HOLDS
        if not _ESCAPED.search(text):  # then JSON has it as it is, which is quicker to look at than the values in it
            holds, values = f"CASE WHEN {_MAY_HOLD} THEN {_HOLDS} ELSE false END", [text] * 3
        with self._opened(self.load(plan_id), cancel) as db:
            found = db.execute(f"SELECT row FROM rows WHERE {within} AND {holds}", values).fetchall()
        return frozenset(int(row) for (row,) in found)

    def invalid(self, plan_id: str, reason: str, search: str, offset: int, limit: int) -> tuple[Change, ...]:
        """Invalid records with this reason (empty: any) whose key, values or reason hold the text."""
        tests, values = ["kind = 'invalid'"], []
        if reason:
            tests.append("reason = ?")
            values.append(reason)
        if search:
            tests.append(f"({_HOLDS} OR contains(lower(reason), ?))")
            values += [search.lower()] * 2
        page = self.load(plan_id)
        where = f"WHERE {' AND '.join(tests)} ORDER BY row LIMIT {int(limit)} OFFSET {int(offset)}"
        return tuple(self._changes(page, self._query(page, f"SELECT {_COLUMNS} FROM rows {where}", values)))

    def of_key(self, plan_id: str, key: str) -> tuple[Change, ...]:
        """The changes of one sync key: one, every copy of a duplicate, or one for each audience. The key is the record's own,
        or with its audience as the state has it."""
        page = self.load(plan_id)
        same = f"? IN (key, {key_in('key')})" if page.many_audiences else "key = ?"
        return tuple(self._changes(page, self._query(page, f"SELECT {_COLUMNS} FROM rows WHERE {same} ORDER BY row", [key])))

    def rows_of_keys(self, plan_id: str, keys: Sequence[str]) -> dict[str, list[int]]:
        """The rows of each of these keys that the plan would send: one, or one for each audience."""
        page = self.load(plan_id)
        own = key_in("key") if page.many_audiences else "key"
        sql = f"SELECT {own}, row FROM rows WHERE {own} IN (SELECT unnest(?)) AND row < {page.sent} ORDER BY row"
        found: dict[str, list[int]] = {}
        for key, row in self._query(page, sql, [list(keys)]):
            found.setdefault(key, []).append(int(row))
        return found

    def kinds(self, plan_id: str, ranges: Sequence[tuple[int, int]], without: Sequence[int]) -> dict[ChangeKind, int]:
        """How many rows of each kind lie in these ranges (first, last), leaving out some."""
        inside = " OR ".join("row BETWEEN ? AND ?" for _ in ranges)
        found = self._query(
            self.load(plan_id),
            f"SELECT kind, count(*) FROM rows WHERE ({inside}) AND row NOT IN (SELECT unnest(?::BIGINT[])) GROUP BY kind",
            [*(bound for pair in ranges for bound in pair), list(without)],
        )
        return {ChangeKind(kind): int(count) for kind, count in found}

    def invalid_reasons(self, plan_id: str) -> dict[str, int]:
        """Why records are invalid: reason → how many."""
        sql = "SELECT coalesce(reason, ''), count(*) FROM rows WHERE kind = 'invalid' GROUP BY 1"
        return {str(reason): int(number) for reason, number in self._query(self.load(plan_id), sql, ())}

    def mean_bytes(self, plan_id: str, looked_at: int = 2_000) -> float:
        """About how many bytes the JSON of a record has that this plan sends: the mean of its first ones."""
        page = self.load(plan_id)
        first = f"SELECT coalesce(after, before) AS payload FROM rows WHERE row < {min(page.sent, looked_at)}"
        ((mean,),) = self._query(page, f"SELECT avg(strlen(payload)) FROM ({first})", ())
        return float(mean or 0.0)

    def _changes(self, page: PlanPage, found: Iterable[Sequence[Any]]) -> Iterator[Change]:
        for row, kind, key, before, after, reason, retried, excluded in found:
            name, own = parted(key or "") if page.many_audiences else ("", key or "")
            yield Change(
                int(row),
                ChangeKind(kind),
                own,
                _without(before, page.fields[0]),
                _without(after, page.fields[0]),
                reason or "",
                bool(retried),
                bool(excluded),
                name,
            )

    def _query(self, page: PlanPage, sql: str, values: Sequence[Any]) -> list[Any]:
        with self._opened(page) as db:
            return list(db.execute(sql, list(values)).fetchall())

    @contextmanager
    def _opened(self, page: PlanPage, cancel: CancelToken | None = None) -> Iterator[Any]:
        """A database with the plan's `rows`."""
        from census_desktop.engine.database import scratch_database

        with scratch_database(self.scratch, cancel) as db:
            db.execute(f"CREATE VIEW rows AS {self.relation(page)}")
            yield db


def _among(rows: Sequence[int]) -> str:
    """SQL for rows with these numbers, which are written out: DuckDB then passes over the parts of a file without them."""
    return f"row IN ({', '.join(str(int(row)) for row in rows)})"


_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
"""Characters that JSON writes otherwise."""
_MAY_HOLD = "(contains(lower(after), ?) OR contains(lower(key), ?))"
_HOLDS = "contains(lower(concat_ws(chr(10), key, array_to_string(json_extract_string(after, '$.*'), chr(10)))), ?)"
_COLUMNS = "row, kind, key, before, after, reason, retried, excluded"


_AFTER = '"~after"'


def part_name(form: str, number: int, dropped: int = 0) -> str:
    """A plain file's name says how many records of the source before it are not in the plan before it."""
    return f"{form}-{number:05}-{dropped}.parquet" if form == "plain" else f"{form}-{number:05}.parquet"


def form_of(file: Path) -> str:
    """columns | plain | text"""
    return file.name.split("-")[0]


def _dropped(file: Path) -> int:
    return int(file.stem.split("-")[2]) if form_of(file) == "plain" else 0


def source_of(files: Sequence[Path]) -> str:
    """What stands behind FROM to read files of one form (plain ones with the same count dropped)."""
    from census_desktop.engine.database import path_literal

    read = f"read_parquet([{', '.join(path_literal(f) for f in files)}])"
    if form_of(files[0]) != "plain":
        return read
    return (
        f'(SELECT *, "~place" - {_dropped(files[0])} AS "~row", \'added\' AS "~kind", false AS "~retried", '
        f'NULL::VARCHAR AS "~reason", false AS "~excluded", NULL::VARCHAR AS "~before" FROM {read})'
    )


def _without(payload: str | None, key_field: str) -> dict[str, Any] | None:
    if payload is None:
        return None
    values: dict[str, Any] = json.loads(payload)
    values.pop(key_field, None)
    return values
