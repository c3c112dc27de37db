"""The limit: DuckDB → Arrow → orjson → one requests.Session, no state, no ledger, no plan.

python peer_bare.py DATABASE URL BATCH
"""

from __future__ import annotations

import sys

import duckdb
import orjson
import requests


def main(database: str, url: str, batch: int) -> None:
    session = requests.Session()
    session.trust_env = False
    with duckdb.connect(database, read_only=True) as source:
        for rows in source.execute("SELECT * FROM people").to_arrow_reader(batch):
            body = orjson.dumps({"records": rows.to_pylist()})
            session.post(url, data=body, headers={"Content-Type": "application/json"}, timeout=30).raise_for_status()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
