"""Records of a run that did not arrive, written to a file as a whole: streamed, so that a million of them are no problem."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from census_desktop.domain.ports import CancelToken
from census_desktop.domain.spreadsheet import safe_cell
from census_desktop.engine.audience_key import audience_in, key_in
from census_desktop.engine.columns import literal, quoted
from census_desktop.engine.database import scratch_database
from census_desktop.engine.planfile import PlanFiles, PlanPage
from census_desktop.paths import written_whole

MASK = "••••••"
PORTION = 10_000

Rows = Iterable[Sequence[tuple[int, str]]]


def write_undelivered(
    path: Path, page: PlanPage, plans: PlanFiles, refused: Rows | None, hidden: frozenset[str], cancel: CancelToken
) -> int:
    """Write key, reason and values of these records (and the audience, where a column names it), and say how many. The ending
    of the file's name decides its form: .csv, .jsonl or .parquet. `refused` are portions of (row of the plan, reason); None
    asks for the invalid records of the plan.

    Values of `hidden` fields are dots. The file appears when it is whole. Raises CensusError, Cancelled.
    """
    write = FORMS[path.suffix.lower()]
    with scratch_database(plans.scratch, cancel) as db:
        parts = f"{audience_in('key')} AS audience, {key_in('key')}" if page.many_audiences else "'' AS audience, key"
        db.execute(f"CREATE VIEW rows AS SELECT * EXCLUDE (key), {parts} AS key FROM ({plans.relation(page)})")
        if refused is None:
            select = "SELECT key, reason, after AS payload, audience FROM rows WHERE kind = 'invalid' ORDER BY row"
        else:
            _refusals(db, refused, cancel)
            select = (
                "SELECT p.key, r.reason, coalesce(p.after, p.before) AS payload, p.audience "
                "FROM rows p JOIN refused r ON r.row = p.row ORDER BY p.row"
            )
        with written_whole(path) as partial:
            return write(partial, page, select, hidden, lambda sql: _batches(db, sql, cancel))


def _refusals(db: Any, refused: Rows, cancel: CancelToken) -> None:
    db.execute("CREATE TABLE refused (row BIGINT, reason VARCHAR)")
    for portion in refused:
        cancel.check()
        rows, reasons = zip(*portion, strict=True)
        db.register("portion", pa.table({"row": pa.array(rows, pa.int64()), "reason": pa.array(reasons, pa.string())}))
        db.execute("INSERT INTO refused SELECT row, reason FROM portion")
        db.unregister("portion")


def _batches(db: Any, sql: str, cancel: CancelToken) -> tuple[Any, Iterator[Any]]:
    reader = db.execute(sql).to_arrow_reader(PORTION)

    def drawn() -> Iterator[Any]:
        for batch in reader:
            cancel.check()
            yield batch

    return reader.schema, drawn()


def _titles(page: PlanPage) -> list[str]:
    """Columns of the file: key, reason, the audience where there are many, and the fields but the key's; one that is called
    like another gets a line below."""
    titles = ["key", "reason", *(["audience"] if page.many_audiences else [])]
    for name in page.fields[1:]:
        while name.casefold() in {t.casefold() for t in titles}:
            name = f"{name}_"
        titles.append(name)
    return titles


Ask = Callable[[str], tuple[Any, Iterator[Any]]]
Line = tuple[str, str, str, dict[str, Any]]


def _lines(page: PlanPage, select: str, hidden: frozenset[str], ask: Ask) -> Iterator[Line]:
    key_field = page.fields[0]
    _, batches = ask(select)
    for batch in batches:
        for key, reason, payload, audience in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            values = json.loads(payload) if payload else {}
            values.pop(key_field, None)
            shown = {name: MASK if name in hidden and value is not None else value for name, value in values.items()}
            yield MASK if key_field in hidden else key or "", reason or "", audience or "", shown


def _csv(path: Path, page: PlanPage, select: str, hidden: frozenset[str], ask: Ask) -> int:
    """With a byte order mark, by which spreadsheets know UTF-8; texts that look like formulas are made safe."""
    count = 0
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow([safe_cell(title) for title in _titles(page)])
        for key, reason, audience, values in _lines(page, select, hidden, ask):
            cells = [key, reason, *([audience] if page.many_audiences else []), *(values.get(name) for name in page.fields[1:])]
            writer.writerow([safe_cell(cell) for cell in cells])
            count += 1
    return count


def _jsonl(path: Path, page: PlanPage, select: str, hidden: frozenset[str], ask: Ask) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for key, reason, audience, values in _lines(page, select, hidden, ask):
            where = {"audience": audience} if page.many_audiences else {}
            file.write(json.dumps({"key": key, "reason": reason, **where, "values": values}, ensure_ascii=False) + "\n")
            count += 1
    return count


def _parquet(path: Path, page: PlanPage, select: str, hidden: frozenset[str], ask: Ask) -> int:
    """Values have the types in which they were to be sent."""
    key = literal(MASK) if page.fields[0] in hidden else "key"
    columns = [key, "reason", *(["audience"] if page.many_audiences else [])]
    for name, value in zip(page.fields[1:], page.text_values("payload")[1:], strict=True):
        columns.append(f"CASE WHEN {value} IS NOT NULL THEN {literal(MASK)} END" if name in hidden else value)
    shown = ", ".join(f"{column} AS {quoted(title)}" for column, title in zip(columns, _titles(page), strict=True))
    schema, batches = ask(f"SELECT {shown} FROM ({select})")
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


FORMS: dict[str, Callable[[Path, PlanPage, str, frozenset[str], Ask], int]] = {
    ".csv": _csv,
    ".jsonl": _jsonl,
    ".parquet": _parquet,
}
