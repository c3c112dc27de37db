"""What the connectors cost over the bytes that they send: `python -m benchmarks.connectors [RECORDS]`.

Five shapes: one request a record, batches, jobs, a file, a table. Each sends the same records (100,000; one request a record
sends a hundredth) through a connector's own writer, in the engine's batches, against a loop that does the same with nothing
around it: the requests with the same bodies on one session, the file written, the rows inserted. Best of three. The fake that
takes jobs reads and checks every record, for both sides alike, which flatters that ratio and takes minutes. Target: at most 2.0
times the bare loop. Then the lines of each connector, and their median.
"""

from __future__ import annotations

import csv
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import requests

from census_desktop.destinations import BUILT_IN, manifest
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, JobWriter, SystemClock, Target
from tests.destinations.batches import batch_of, opened, schema_of
from tests.destinations.fakes.klaviyo import KEY, Klaviyo
from tests.destinations.fakes.vendor import Asked, Said, Vendor, route
from tests.destinations.table import files_of, lines_of

RECORDS = 100_000
ROUNDS = 3
TARGET = 2.0
SCHEMA = schema_of(email=pa.string(), first_name=pa.string())


class Hook(Vendor):
    """Takes everything and reads nothing of it."""

    @route("POST", "/in")
    def take(self, asked: Asked) -> Said:
        return Said(200, {})


def batches(records: int, size: int) -> list[Batch]:
    people = [{"email": f"person{n}@mail.example", "first_name": f"Person {n}"} for n in range(records)]
    return [batch_of(SCHEMA, people[at : at + size]) for at in range(0, records, size)]


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def sent_by(
    type_: str, config: dict[str, Any], secrets: dict[str, str], object_: str, made: Sequence[Batch], folder: Path
) -> float:
    with closing(opened(type_, config, folder, SystemClock(), secrets)) as destination:
        writer = destination.open(Target(object_, Operation.UPSERT, "email"), SCHEMA)
        with closing(writer):

            def work() -> None:
                for batch in made:
                    if isinstance(writer, JobWriter):
                        job = writer.submit(batch, CancelToken())
                        while not writer.poll(job, CancelToken()).done:
                            pass
                        writer.results(job, batch, CancelToken())
                    else:
                        writer.send(batch, CancelToken())
                writer.finish()

            return seconds(work)


def bare_requests(calls: Sequence[Asked], origin: str) -> float:
    """The same requests again."""
    kept = {"content-type", "authorization", "revision", "accept"}
    with requests.Session() as session:
        session.trust_env = False

        def work() -> None:
            for call in calls:
                headers = {n: v for n, v in call.headers.items() if n in kept}
                session.request(call.method, origin + call.path, data=call.body, headers=headers, timeout=60)

        return seconds(work)


def over_http(
    vendor: Vendor, type_: str, config: dict[str, Any], secrets: dict[str, str], object_: str, made: Sequence[Batch]
) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        vendor.calls.clear()
        ours = sent_by(type_, config, secrets, object_, made, Path(folder))
    calls = list(vendor.calls)
    return ours, bare_requests(calls, vendor.origin)


def single(records: int) -> tuple[float, float]:
    with Hook() as hook:
        return over_http(hook, "webhook", {"url": f"{hook.url}/in", "batch_size": 1}, {}, "records", batches(records // 100, 1))


def batched(records: int) -> tuple[float, float]:
    with Hook() as hook:
        return over_http(hook, "webhook", {"url": f"{hook.url}/in", "batch_size": 500}, {}, "records", batches(records, 500))


def job(records: int) -> tuple[float, float]:
    with Klaviyo() as vendor:
        made = batches(records, 10_000)
        return over_http(vendor, "klaviyo", {"base_url": vendor.url}, {"api_key": KEY}, "profiles", made)


def file(records: int) -> tuple[float, float]:
    made = batches(records, 10_000)
    with tempfile.TemporaryDirectory() as folder:

        def bare() -> None:
            with (Path(folder) / "bare.csv").open("w", newline="", encoding="utf-8") as out:
                writer = csv.writer(out)
                writer.writerow(SCHEMA.names)
                for batch in made:
                    writer.writerows(zip(*(column.to_pylist() for column in batch.rows.columns), strict=True))

        return sent_by("folder", {"path": "out", "format": "csv"}, {}, "people", made, Path(folder)), seconds(bare)


def table(records: int) -> tuple[float, float]:
    import pysqlite3.dbapi2 as sqlite

    made = batches(records, 5_000)
    with tempfile.TemporaryDirectory() as folder, closing(sqlite.connect(f"{folder}/bare.db")) as db:
        db.execute("CREATE TABLE people (email TEXT PRIMARY KEY, first_name TEXT)")

        def bare() -> None:
            insert = "INSERT INTO people VALUES (?, ?) ON CONFLICT (email) DO UPDATE SET first_name = excluded.first_name"
            for batch in made:
                with db:
                    db.executemany(insert, list(zip(*(c.to_pylist() for c in batch.rows.columns), strict=True)))

        return sent_by("sql_table", {"url": "sqlite:///ours.db"}, {}, "people", made, Path(folder)), seconds(bare)


SHAPES = {
    "single": (single, "webhook, one record a request"),
    "batch": (batched, "webhook, 500 a request"),
    "job": (job, "Klaviyo, jobs of 10,000, against a fake"),
    "file": (file, "folder, CSV"),
    "SQL": (table, "SQLite, 5,000 a transaction"),
}


def figures(records: int) -> Iterator[str]:
    yield f"| shape | connector | seconds | bare loop | ratio (target {TARGET:.1f}) |"
    yield "|---|---|--:|--:|--:|"
    for name, (measure, what) in SHAPES.items():
        taken = [measure(records) for _ in range(ROUNDS)]
        ours, bare = min(one[0] for one in taken), min(one[1] for one in taken)
        yield f"| {name} | {what} | {ours:.2f} | {bare:.2f} | {ours / bare:.2f} × |"
    yield ""
    yield "| connector | lines |"
    yield "|---|--:|"
    lines = {manifest(type_).title: sum(map(lines_of, files_of(type_))) for type_ in sorted(BUILT_IN)}
    yield from (f"| {title} | {count:,} |" for title, count in lines.items())
    yield f"| **median** | {statistics.median(lines.values()):,.0f} |"


def main() -> None:
    for line in figures(int(sys.argv[1]) if sys.argv[1:] else RECORDS):
        print(line, flush=True)


if __name__ == "__main__":
    main()
