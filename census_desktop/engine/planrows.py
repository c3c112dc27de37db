"""The rows of a plan, from what differs: written piece by piece, in the order in which they will be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from census_desktop.domain.model import Sync
from census_desktop.domain.ports import CancelToken
from census_desktop.engine.columns import literal, quoted
from census_desktop.engine.database import path_literal
from census_desktop.engine.diff import let_go_of_invalid, sends_everything
from census_desktop.engine.extract import PIECE_ROWS, RAW, Extract, file_list
from census_desktop.engine.mapping import FieldMap
from census_desktop.engine.payload_sql import sent_order
from census_desktop.engine.planfile import part_name

_KEY = '"~key"'
ANSWER_LOST = "the answer to it was lost: it goes again"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Files of the source, one after the other, with about a piece of rows to write. `plain`: all of them are new."""

    files: tuple[Path, ...]
    first: int
    last: int
    plain: bool


@dataclass
class PlanRows:
    """Where the writing stands: the next row number, and what was counted: rows of each kind, those that are retried or
    unsure, and a sum over all (content). `settle` when nothing reads the source's pieces any more."""

    folder: Path
    next: int = 0
    files: int = 0
    counted: dict[str, int] = field(default_factory=dict)
    moves: list[tuple[Path, Path]] = field(default_factory=list)

    def copy(self, db: Any, select: str, form: str) -> None:
        """Append the rows of `select`; it names the engine's columns, without a row number, in order."""
        file = self.folder / part_name(form, self.files)
        (rows,) = db.execute(
            f'COPY (SELECT {self.next} + row_number() OVER () - 1 AS "~row", * FROM ({select})) '
            f"TO {path_literal(file)} (FORMAT parquet, {RAW})"
        ).fetchone()
        if not rows:
            file.unlink()
            return
        found = db.execute(
            f'SELECT "~kind", count(*), count(*) FILTER ("~retried"), count(*) FILTER ("~reason" = {literal(ANSWER_LOST)}), '
            f'sum(hash("~kind", "~key", "~hash")::HUGEINT) FROM read_parquet({path_literal(file)}) GROUP BY 1'
        )
        for kind, number, retried, unsure, content in found.fetchall():
            self._add((kind, number), ("retried", retried), ("unsure", unsure), ("content", content))
        self.next += int(rows)
        self.files += 1

    def take(self, db: Any, stretches: Sequence[_Stretch]) -> None:
        """Append pieces of the source as they are; they are moved by `settle`, because others still read them."""
        for stretch in stretches:
            (file,) = stretch.files
            self.moves.append((file, self.folder / part_name("plain", self.files, stretch.first - self.next)))
            self.next += stretch.last - stretch.first + 1
            self.files += 1
        pieces = file_list([file for stretch in stretches for file in stretch.files])
        rows, content = db.execute(
            f'SELECT count(*), sum(hash(\'added\', "~key", "~hash")::HUGEINT) FROM read_parquet({pieces})'
        ).fetchone()
        self._add(("added", rows), ("content", content))

    def settle(self) -> None:
        for file, place in self.moves:
            file.rename(place)

    def _add(self, *counts: tuple[str, int]) -> None:
        for name, more in counts:
            self.counted[name] = self.counted.get(name, 0) + int(more)


def write_rows(
    db: Any,
    sync: Sync,
    mapped: FieldMap,
    key_type: str,
    extract: Extract,
    folder: Path,
    cancel: CancelToken,
    renews: bool = False,
) -> PlanRows:
    """Write the plan's files, and make the table `touched` (key, hash, payload). `key_type` is the SQL type of keys today.

    A record whose columns moved but whose payload is what was acknowledged does not differ. `renews`: it is sent all the same.
    """
    rows = PlanRows(folder)
    db.execute(
        "CREATE TABLE befores AS SELECT d.place, a.payload FROM differing d JOIN extract e ON e.place = d.place "
        "JOIN acknowledged a ON a.key = e.key WHERE d.kind IN ('changed', 'unchanged') ORDER BY d.place"
    )
    for plain, run in groupby(_stretches(db, extract), key=lambda stretch: stretch.plain):
        if plain:
            rows.take(db, list(run))
            continue
        for stretch in run:
            cancel.check()
            rows.copy(db, _written(mapped, stretch, renews or sends_everything(sync)), "columns")
    _touched(db, rows)
    leaving = f"{_LEAVING} ORDER BY {sent_order(mapped.names[0], key_type, bool(sync.audience_column))}, {_KEY}"
    if not sends_everything(sync):
        rows.copy(db, leaving, "text")
    for stretch in _stretches(db, extract, invalid=True):
        cancel.check()
        rows.copy(db, _invalid(sync, mapped, stretch), "columns")
    if sends_everything(sync):
        (number,) = db.execute("SELECT count(*) FROM leaving").fetchone()
        if renews or number or rows.counted.get("added") or rows.counted.get("changed"):
            let_go_of_invalid(db)
        rows.copy(db, leaving, "text")
    return rows


def _touched(db: Any, rows: PlanRows) -> None:
    """Make the table of records (key, hash, payload) whose columns moved while their payload stayed."""
    files = sorted(rows.folder.glob("columns-*.parquet"))
    (candidates,) = db.execute("SELECT count(*) FROM differing WHERE kind = 'changed'").fetchone()
    written = f'SELECT "~place" AS place FROM read_parquet({file_list(files)}) WHERE "~kind" = \'changed\''
    if not files or not candidates or not rows.counted.get("changed"):
        written = "SELECT 0::BIGINT AS place WHERE false"
    moved = "SELECT place FROM differing WHERE kind = 'changed'" if candidates else "SELECT 0::BIGINT AS place WHERE false"
    db.execute(
        f"CREATE TABLE touched AS SELECT e.key, e.hash, b.payload FROM (SELECT * FROM ({moved}) ANTI JOIN ({written}) "
        "USING (place)) d JOIN befores b ON b.place = d.place JOIN extract e ON e.place = d.place"
    )


_LEAVING = (
    'SELECT \'removed\' AS "~kind", l.key AS "~key", l.retried AS "~retried", '
    f'CASE WHEN l.unsure THEN {literal(ANSWER_LOST)} END AS "~reason", false AS "~excluded", '
    'coalesce(a.payload, p.payload) AS "~before", NULL::UBIGINT AS "~hash", NULL::VARCHAR AS "~after" '
    "FROM leaving l LEFT JOIN acknowledged a ON a.key = l.key LEFT JOIN pending p ON p.key = l.key"
)


def _stretches(db: Any, extract: Extract, invalid: bool = False) -> list[_Stretch]:
    size = extract.piece_rows
    numbers = db.execute(
        f"SELECT place // {size}, count(*), bool_and(kind = 'added' AND NOT retried AND NOT unsure) FROM differing "
        f"WHERE (kind = 'invalid') = {literal(invalid)} GROUP BY 1 ORDER BY 1"
    ).fetchall()
    found: list[_Stretch] = []
    room = 0
    for number, count, added in numbers:
        first, last = number * size, min((number + 1) * size, extract.rows) - 1
        plain = bool(added) and count == last - first + 1
        if found and count <= room and not plain:
            found[-1] = _Stretch((*found[-1].files, extract.files[number]), found[-1].first, last, False)
            room -= count
        else:
            found.append(_Stretch((extract.files[number],), first, last, plain))
            room = 0 if plain else PIECE_ROWS - count
    return found


def _written(mapped: FieldMap, stretch: _Stretch, everything: bool) -> str:
    columns = ", ".join(quoted(name) for name in mapped.schema.names)
    joined = (
        'SELECT e.*, d.kind AS "~kind", d.retried AS "~retried", d.unsure AS "~unsure", b.payload AS "~before" '
        f'FROM read_parquet({file_list(stretch.files)}) e JOIN differing d ON d.place = e."~place" '
        'LEFT JOIN befores b ON b.place = e."~place" '
        f"WHERE d.place BETWEEN {stretch.first} AND {stretch.last} AND d.kind <> 'invalid'"
    )
    same = f'"~kind" = \'changed\' AND NOT "~unsure" AND "~before" IS NOT DISTINCT FROM {mapped.payload()}'
    told = f'SELECT *, CASE WHEN "~kind" = \'changed\' THEN {same} ELSE false END AS "~same" FROM ({joined})'
    return (
        'SELECT CASE WHEN "~same" THEN \'unchanged\' ELSE "~kind" END AS "~kind", "~key", "~place", "~retried", '
        f'CASE WHEN "~unsure" THEN {literal(ANSWER_LOST)} END AS "~reason", false AS "~excluded", "~before", "~hash", '
        f'{columns} FROM ({told}) {"" if everything else "WHERE NOT " + quoted("~same")} ORDER BY "~place"'
    )


def _invalid(sync: Sync, mapped: FieldMap, stretch: _Stretch) -> str:
    name = sync.key.column
    twice = f"{name} stands more than once" + (" with this audience" if sync.audience_column else "")
    columns = ", ".join(f"e.{quoted(column)}" for column in mapped.schema.names)
    empty = f'WHEN e."~key" IS NULL OR e."~key" = \'\' THEN {literal(name + " is empty")}'
    return (
        'SELECT d.kind AS "~kind", e."~key", false AS "~retried", '
        f'CASE WHEN e."~invalid" IS NOT NULL THEN e."~invalid" {empty} '
        f'WHEN d.twice THEN {literal(twice)} END AS "~reason", '
        f'e."~place", false AS "~excluded", NULL::VARCHAR AS "~before", e."~hash", {columns} '
        f'FROM read_parquet({file_list(stretch.files)}) e JOIN differing d ON d.place = e."~place" '
        f"WHERE d.place BETWEEN {stretch.first} AND {stretch.last} AND d.kind = 'invalid' ORDER BY e.\"~place\""
    )
