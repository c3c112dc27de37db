"""The source's rows on disk: read once, in pieces, so that neither a wide table nor a long one is ever held in memory.

Each piece is a Parquet file of the columns that the field map reads, with four of the engine's own: ~key (the sync key as
text), ~hash (64 bits over the columns), ~invalid (why a record cannot be sent) and ~place (its number in the source).
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from census_desktop.domain.ports import CancelToken
from census_desktop.engine.columns import literal, quoted
from census_desktop.engine.database import interrupted, path_literal
from census_desktop.engine.mapping import FieldMap

PIECE_ROWS = 10_000
PIECE_BYTES = 8_000_000
"""A query holds what its expressions made until it ends; pieces of this size keep that small."""

WRITERS = 2

RAW = "ROW_GROUP_SIZE 20480, COMPRESSION lz4_raw"
"""For files that live as long as a plan: quick to write."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What the source gave: the files in its order."""

    files: tuple[Path, ...]
    piece_rows: int
    """Records in each file but the last: a place divided by it is the number of its file."""
    rows: int

    def relation(self) -> str:
        """A SELECT of (key, hash, invalid, place) of every record."""
        if not self.files:
            return "SELECT ''::VARCHAR AS key, 0::UBIGINT AS hash, ''::VARCHAR AS invalid, 0::BIGINT AS place WHERE false"
        return (
            'SELECT "~key" AS key, "~hash" AS hash, "~invalid" AS invalid, "~place" AS place '
            f"FROM read_parquet({file_list(self.files)})"
        )


def salt(mapped: FieldMap) -> str:
    """Goes into every hash, so that hashes are equal only where they were made alike.

    DuckDB's hash is quick but promised for one version; and equal columns mean equal payloads only under equal mappings.
    """
    told = [duckdb.__version__, mapped.payload(), mapped.invalid(), str(mapped.schema)]
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_source(
    db: Any, mapped: FieldMap, batches: Iterator[Any], folder: Path, cancel: CancelToken, report: Callable[[int], None]
) -> Extract:
    """Write the stream of the source to pieces in `folder`. What the source raises comes through as it is."""
    folder.mkdir()
    names = ", ".join(quoted(name) for name in mapped.schema.names)
    select = (
        f'SELECT {names}, {mapped.key()} AS "~key", hash({literal(salt(mapped))}, {names}) AS "~hash", '
        f'{mapped.invalid()} AS "~invalid", ? + row_number() OVER () - 1 AS "~place" FROM piece'
    )
    files: list[Path] = []
    rows = piece_rows = 0
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(WRITERS, thread_name_prefix="extract") as pool:
        for piece in pieces(mapped.stream(batches), mapped.schema):
            cancel.check()
            while len(waiting) >= WRITERS:
                waiting.popleft().result()
            files.append(folder / f"{len(files):05}.parquet")
            waiting.append(pool.submit(write_piece, db, piece, select, rows, files[-1], cancel))
            rows += piece.num_rows
            piece_rows = piece_rows or rows
            report(rows)
        for done in waiting:
            done.result()
    return Extract(tuple(files), piece_rows, rows)


def pieces(batches: Iterator[Any], schema: Any) -> Iterator[Any]:
    """Tables of one size (the last is smaller), small enough by what the first rows weigh."""
    held: list[Any] = []
    rows = size = most = 0
    for batch in batches:
        held.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if not most and (rows >= PIECE_ROWS or size >= PIECE_BYTES):
            most = max(1, min(PIECE_ROWS, rows, rows * PIECE_BYTES // max(1, size)))
        if most and rows >= most:
            table = pa.Table.from_batches(held, schema)
            for start in range(0, rows - most + 1, most):
                yield table.slice(start, most)
            rest = table.slice(rows - rows % most)
            held, rows, size = rest.to_batches(), rest.num_rows, rest.nbytes
    if rows:
        yield pa.Table.from_batches(held, schema)


def write_piece(db: Any, piece: Any, select: str, first: int, file: Path, cancel: CancelToken) -> None:
    with db.cursor() as connection:
        forget = interrupted(connection, cancel)
        try:
            connection.register("piece", piece)
            connection.execute(f"COPY ({select}) TO {path_literal(file)} (FORMAT parquet, {RAW})", [first])
        finally:
            forget()


def file_list(files: tuple[Path, ...] | list[Path]) -> str:
    """A list for read_parquet."""
    return "[" + ", ".join(path_literal(file) for file in files) + "]"
