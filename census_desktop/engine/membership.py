"""Who is in an audience at the destination, compared with whom a sync put there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from census_desktop.domain.ports import CancelToken
from census_desktop.engine.database import disk_errors, path_literal, scratch_database
from census_desktop.engine.state import SyncState

_PIECE = 20_000
SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """`counts`: members there, ours among them, ours that are gone, others'. `gone` and `others` are some of their keys, `keys`
    a SELECT of all that are gone."""

    counts: tuple[int, int, int, int]
    gone: tuple[str, ...]
    others: tuple[str, ...]
    keys: str


def member_file(members: Iterator[str], file: Path, cancel: CancelToken) -> None:
    """Keep the members on disk: there may be millions."""
    shape = pa.schema([("key", pa.string())])
    with disk_errors(), pq.ParquetWriter(file, shape) as out:
        while piece := list(islice(members, _PIECE)):
            cancel.check()
            out.write_batch(pa.record_batch([pa.array(piece, pa.string())], schema=shape))


def compare(file: Path, state: SyncState, gone: Path, scratch: Path) -> Compared:
    """Addresses are compared without regard to case: destinations keep them in lower case. What was sent last and never
    answered is ours where it is there, and not missed where it is not."""
    with scratch_database(scratch) as db:
        plain = "CASE WHEN contains(key, '@') THEN lower(key) ELSE key END"
        db.execute(f"CREATE TABLE there AS SELECT DISTINCT {plain} AS key FROM read_parquet({path_literal(file)})")
        db.execute(f"CREATE TABLE sent AS SELECT key AS own, {plain} AS key FROM ({state.relation()})")
        db.execute(f"CREATE TABLE pending AS SELECT DISTINCT {plain} AS key FROM ({state.pending_relation()})")
        db.execute("CREATE TABLE gone AS SELECT own AS key FROM sent ANTI JOIN there USING (key) ANTI JOIN pending USING (key)")
        others = "SELECT key FROM there ANTI JOIN sent USING (key) ANTI JOIN pending USING (key)"
        (number,) = db.execute("SELECT count(*) FROM there").fetchone()
        (missing,) = db.execute("SELECT count(*) FROM gone").fetchone()
        (foreign,) = db.execute(f"SELECT count(*) FROM ({others})").fetchone()
        samples = [
            tuple(str(key) for (key,) in db.execute(f"SELECT key FROM ({one}) ORDER BY key LIMIT {SAMPLES}").fetchall())
            for one in ("SELECT key FROM gone", others)
        ]
        db.execute(f"COPY gone TO {path_literal(gone)} (FORMAT parquet)")
    counts = (int(number), int(number) - int(foreign), int(missing), int(foreign))
    return Compared(counts, samples[0], samples[1], f"SELECT key FROM read_parquet({path_literal(gone)})")
