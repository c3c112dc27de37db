"""How long a page of the segment list takes in a large workspace, beside a plain SELECT of as many rows.

    python -m benchmarks.store_pages [SEGMENTS SYNCS RUNS]

The second column is the ratio to the plain SELECT; it says more than milliseconds of one machine.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from census_desktop.domain.ports import SystemClock
from census_desktop.domain.rows import RunFilter, SegmentOrder
from census_desktop.paths import WorkspacePaths
from census_desktop.store import Store, open_store, schema
from census_desktop.store.names import name_key

START = datetime(2026, 1, 1, tzinfo=UTC)


def fill(store: Store, segments: int, syncs: int, runs: int) -> None:
    """Rows as the store itself writes them, in bulk."""

    def named(id_: str, name: str, number: int, **more: Any) -> dict[str, Any]:
        at = START + timedelta(seconds=number)
        return {"id": id_, "name": name, "name_key": name_key(name), "created_at": at, "updated_at": at, **more}

    def sync(number: int) -> dict[str, Any]:
        run = number + (runs // syncs - 1) * syncs
        last = {"last_run_id": f"r{run}", "last_status": _status(run), "last_rejected": run % 3, "last_at": _at(run)}
        where = {"segment_id": f"s{number % segments}", "connection_id": f"c{number % 20}"}
        return named(
            f"y{number}", f"Sync {number}", number, **where, object="records", operation="mirror", status="active", **last
        )

    with store._database.write() as sql:
        sql.execute(insert(schema.source), [named("shop", "Shop", 0)])
        sql.execute(insert(schema.dataset), [named(f"d{n}", f"Data set {n}", n, source_id="shop") for n in range(50)])
        sql.execute(insert(schema.connection), [named(f"c{n}", f"Connection {n}", n) for n in range(20)])
        sql.execute(
            insert(schema.segment),
            [
                named(f"s{n}", f"Ségment {n * 7919 % segments}", n, dataset_id=f"d{n % 50}", size=n * 31 % 100_000)
                for n in range(segments)
            ],
        )
        sql.execute(insert(schema.sync), [sync(n) for n in range(syncs)])
        sql.execute(
            insert(schema.run),
            [
                {
                    "id": f"r{n}",
                    "sync_id": f"y{n % syncs}",
                    "status": _status(n),
                    "started_by": "schedule",
                    "created_at": _at(n),
                }
                for n in range(runs)
            ],
        )


def _status(number: int) -> str:
    return ("completed", "completed", "failed", "cancelled")[number % 4]


def _at(number: int) -> datetime:
    return START + timedelta(seconds=number)


def milliseconds(work: Callable[[], object], turns: int = 30) -> float:
    work()
    times = []
    for _ in range(turns):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return sorted(times)[turns // 2] * 1000


def main(segments: int = 5_000, syncs: int = 10_000, runs: int = 100_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(WorkspacePaths(Path(folder)), SystemClock())
        fill(store, segments, syncs, runs)

        def plain() -> object:
            with store._database.read() as sql:
                return sql.execute(select(schema.segment).limit(200)).all()

        def page(search: str = "", order: SegmentOrder = SegmentOrder.NAME, offset: int = 0) -> Callable[[], object]:
            return lambda: store.catalog.segment_page(search, order, False, offset, 200)

        base = milliseconds(plain)
        print(f"{segments:,} segments, {syncs:,} syncs, {runs:,} runs; SQLite {store.diagnostics()['SQLite']}")
        print(f"{'plain SELECT of 200 rows':34} {base:6.2f} ms   1.0")
        cases: dict[str, Callable[[], object]] = {f"page by {order.value}": page(order=order) for order in SegmentOrder}
        cases["page by name, the last"] = page(offset=segments - 200)
        cases["page of a search"] = page("segment 49")
        cases["page of a search for a data set"] = page("set 7")
        cases["syncs of a segment"] = lambda: store.catalog.syncs_of(segment_id="s17")
        cases["last runs of 200 syncs"] = lambda: store.ledger.last_runs([f"y{n}" for n in range(200)])
        cases["100 newest runs"] = lambda: store.ledger.runs(RunFilter())
        cases["100 newest runs of a segment"] = lambda: store.ledger.runs(RunFilter(segment_id="s17"))
        cases["100 newest failed runs"] = lambda: store.ledger.runs(RunFilter(statuses=("failed",)))
        cases["activity of a segment"] = lambda: store.catalog.activity(segment_id="s17")
        cases["overview"] = store.ledger.overview
        cases["version"] = store.catalog.version
        for name, work in cases.items():
            taken = milliseconds(work)
            print(f"{name:34} {taken:6.2f} ms {taken / base:5.1f}")
        store.close()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
