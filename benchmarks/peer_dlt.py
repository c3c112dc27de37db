"""dlt with a custom destination, as its documentation describes one.

    python peer_dlt.py DATABASE URL BATCH FORM FOLDER [CURSOR]

FORM is how rows travel inside dlt: `rows` (pages of dicts, its default jsonl files) or `arrow` (Arrow tables, Parquet files).
Both rotate files, so that its 20 load workers have something to share (dlt's page on performance: "the load step is
parallelised by file"; `data_writer.file_max_items`). A cursor column makes the resource incremental.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

FILE_ROWS = 10_000


def main(database: str, url: str, batch: int, form: str, folder: str, cursor: str = "") -> None:
    os.environ["DATA_WRITER__FILE_MAX_ITEMS"] = str(FILE_ROWS)
    os.environ["NORMALIZE__DATA_WRITER__FILE_MAX_ITEMS"] = str(FILE_ROWS)
    import dlt
    import duckdb
    import orjson
    import requests

    sessions = threading.local()

    def post(records: list[dict[str, Any]]) -> None:
        if not hasattr(sessions, "mine"):
            sessions.mine = requests.Session()
            sessions.mine.trust_env = False
        body = orjson.dumps({"records": records})
        sessions.mine.post(url, data=body, headers={"Content-Type": "application/json"}, timeout=30).raise_for_status()

    @dlt.destination(
        batch_size=batch,
        name="sink",
        loader_file_format="parquet" if form == "arrow" else "typed-jsonl",
        skip_dlt_columns_and_tables=True,
        loader_parallelism_strategy="parallel",
        max_parallel_load_jobs=20,
    )
    def sink(items: Any, table: Any) -> None:
        post(items.to_pylist() if form == "arrow" else items)

    since = dlt.sources.incremental(cursor) if cursor else None

    def people(since: Any = since) -> Iterator[Any]:
        with duckdb.connect(database, read_only=True) as source:
            where = f"WHERE {cursor} >= ?" if cursor and since.last_value is not None else ""
            found = source.execute(f"SELECT * FROM people {where}", [since.last_value] if where else [])
            for rows in found.to_arrow_reader(FILE_ROWS):
                yield _table(rows) if form == "arrow" else rows.to_pylist()

    pipeline = dlt.pipeline("people", destination=sink(), dataset_name="people", pipelines_dir=folder)
    pipeline.run(dlt.resource(people, name="people", write_disposition="append"))


def _table(rows: Any) -> Any:
    import pyarrow as pa

    return pa.Table.from_batches([rows])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
