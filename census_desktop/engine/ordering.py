"""An extract in the order of its records' audiences, however large: laid out by ranges of names first, then range by range.

A sort of everything would need memory for everything. A range is small enough to be sorted in memory, or it is one audience,
whose records keep the source's order.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa

from census_desktop.domain.ports import CancelToken
from census_desktop.engine.audience_key import audience_in
from census_desktop.engine.columns import quoted
from census_desktop.engine.database import path_literal
from census_desktop.engine.extract import PIECE_ROWS, Extract, file_list, pieces, write_piece

RANGE_BYTES = 8_000_000
MOST_RANGES = 200
"""Files that are open at once."""
_NAME = audience_in(quoted("~key"))


def by_audience(db: Any, extract: Extract, folder: Path, cancel: CancelToken) -> Extract:
    """The same records in the order of their audiences, in the source's order within each. Those without one come last."""
    if not extract.files:
        return extract
    folder.mkdir()
    singles = _make_ranges(db, extract)
    laid_out, schema = _lay_out(db, extract, folder, cancel, len(singles))
    for file in extract.files:
        file.unlink()
    renumbered = 'SELECT * REPLACE (? + row_number() OVER () - 1 AS "~place") FROM piece'
    files: list[Path] = []
    rows = piece_rows = 0
    for piece in pieces(_ordered(db, laid_out, singles), schema):
        cancel.check()
        files.append(folder / f"{len(files):05}.parquet")
        write_piece(db, piece, renumbered, rows, files[-1], cancel)
        rows += piece.num_rows
        piece_rows = piece_rows or rows
    return Extract(tuple(files), piece_rows, rows)


def _make_ranges(db: Any, extract: Extract) -> list[bool]:
    """Make the table `ranges` (number, name: its first one); whether each holds one audience alone. The last is of records
    without one, which are in the source's order too."""
    first = db.execute(f"SELECT * FROM read_parquet({path_literal(extract.files[0])})").to_arrow_table()
    most = max(1, RANGE_BYTES * first.num_rows // max(1, first.nbytes), -(-extract.rows // MOST_RANGES))
    counted = (
        f"SELECT {_NAME} AS name, count(*) AS rows FROM read_parquet({file_list(extract.files)}) GROUP BY 1 "
        "HAVING name IS NOT NULL ORDER BY 1"
    )
    bounds: list[str] = []
    singles: list[bool] = []
    held = most
    for batch in db.execute(counted).to_arrow_reader(PIECE_ROWS):
        for name, count in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True):
            if held + count > most:
                bounds.append(name)
                singles.append(True)
                held = 0
            else:
                singles[-1] = False
            held += count
    db.execute("CREATE TABLE ranges (number INTEGER, name VARCHAR)")
    db.register("bounds", pa.table({"name": pa.array(bounds, pa.string())}))
    db.execute("INSERT INTO ranges SELECT row_number() OVER () - 1, name FROM bounds")
    db.unregister("bounds")
    return [*singles, True]


def _lay_out(db: Any, extract: Extract, folder: Path, cancel: CancelToken, ranges: int) -> tuple[list[Path], Any]:
    """A file for each range, with its records in the source's order; those that none falls into are not written."""
    laid_out = [folder / f"range-{number:03}.arrow" for number in range(ranges)]
    schema: Any = None
    with ExitStack() as closing:
        writers: dict[int, Any] = {}
        for file in extract.files:
            cancel.check()
            table = db.execute(
                f'SELECT e.*, coalesce(r.number, {ranges - 1}) AS "~range" FROM read_parquet({path_literal(file)}) e '
                f'ASOF LEFT JOIN ranges r ON {_NAME} >= r.name ORDER BY "~range", "~place"'
            ).to_arrow_table()
            numbers, table = table.column("~range").to_pylist(), table.drop_columns(["~range"])
            schema = table.schema
            start = 0
            for end in range(1, len(numbers) + 1):
                if end == len(numbers) or numbers[end] != numbers[start]:
                    number = numbers[start]
                    if number not in writers:
                        writers[number] = closing.enter_context(pa.ipc.new_stream(str(laid_out[number]), schema))
                    writers[number].write_table(table.slice(start, end - start))
                    start = end
    return laid_out, schema


def _ordered(db: Any, laid_out: list[Path], singles: list[bool]) -> Iterator[Any]:
    for file, single in zip(laid_out, singles, strict=True):
        if not file.exists():
            continue
        with pa.OSFile(str(file)) as source, pa.ipc.open_stream(source) as stream:
            if single:
                yield from stream
            else:
                db.register("mixed", stream.read_all())
                yield from db.execute(f'SELECT * FROM mixed ORDER BY {_NAME}, "~place"').to_arrow_reader(PIECE_ROWS)
                db.unregister("mixed")
        file.unlink()
