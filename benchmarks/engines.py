"""The same segment on DuckDB, PostgreSQL and Spark: how long it takes there, and what travels here.

    python -m benchmarks.engines [--rows N] [--rounds N]

People and three orders each; the segment is those of two countries who spent a lot and have at least two large orders. Each
engine counts it, then sends two of the eleven columns of its members. Travelled bytes are those of the Arrow batches; the
last column says what share that is of the whole table in the same form. PostgreSQL is started for it; Spark is local[2] and
left out where PySpark is not installed. The first round fills caches and is outside the figures.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.peers import cache_folder, place
from benchmarks.people import COLUMNS, people
from census_desktop.domain.conditions import Condition, Group, Related
from census_desktop.domain.model import Dataset, Relationship, Segment, Source
from census_desktop.sources import open_source, source_types
from census_desktop.sources.engines import missing_extra
from tests.postgres import PASSWORD, running_postgres

LARGE = Group("all", (Condition("amount", "more_than", 400),))
SEGMENT = Segment(
    "big",
    "Big customers",
    "people",
    Group(
        "all",
        (
            Condition("country", "one_of", ("DE", "FR")),
            Condition("spent", "more_than", 5000),
            Related("Orders", LARGE, count=("at_least", 2)),
        ),
    ),
)
ORDERS = "SELECT i AS order_id, i // 3 AS person, ((hash(i) % 50000) / 100)::DOUBLE AS amount FROM range({rows}) t(i)"
SENT = ("id", "email")
POSTGRES_TYPES = "id bigint, email text, first_name text, last_name text, phone text, country text, city text, plan text, orders int, spent float8, updated_at timestamp"  # noqa: E501


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


@dataclass(frozen=True, slots=True)
class Figure:
    engine: str
    members: int
    count: float
    extract: float
    sent: int
    whole: int


def datasets(source: str, suffix: str = "") -> dict[str, Any]:
    related = Relationship("Orders", "orders", "one_to_many", "id", "person")
    return {
        "people": Dataset("people", "People", source, f"people{suffix}", unique_identifier="id", relationships=(related,)),
        "orders": Dataset("orders", "Orders", source, f"orders{suffix}", unique_identifier="order_id"),
    }


def written(cache: Path, folder: Path, rows: int) -> Path:
    """Both tables as Parquet files."""
    data = folder / "data"
    data.mkdir()
    with duckdb.connect(str(people(cache, rows)), read_only=True) as db:
        db.execute(f"COPY people TO '{data}/people.parquet'")
        db.execute(f"COPY ({ORDERS.format(rows=3 * rows)}) TO '{data}/orders.parquet'")
    return data


@contextlib.contextmanager
def in_postgres(data: Path) -> Iterator[Source]:
    with running_postgres() as server, contextlib.closing(server.connect()) as connection:
        for table, types in (("people", POSTGRES_TYPES), ("orders", "order_id bigint, person bigint, amount float8")):
            connection.execute(f"CREATE TABLE {table} ({types})")
            csv = data.parent / f"{table}.csv"
            duckdb.execute(f"COPY (FROM '{data}/{table}.parquet') TO '{csv}'")
            with connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv, HEADER)") as copy, csv.open("rb") as file:
                while chunk := file.read(1 << 20):
                    copy.write(chunk)
            csv.unlink()
            connection.execute(f"ANALYZE {table}")
        config = {"host": server.host, "port": server.port, "database": "postgres", "user": server.user}
        yield Source("s", "PostgreSQL", "postgres", config)


def figure(name: str, source: Source, folder: Path, rounds: int, suffix: str = "") -> Figure:
    known: dict[str, Any] = datasets(source.id, suffix) | {"big": SEGMENT}
    reader: Any = open_source(source, lambda _: {"password": PASSWORD}, folder, lambda _, ref: known[ref], Clock())
    try:
        counted = timed(lambda: reader.count(known["people"], SEGMENT), rounds)
        sent = timed(lambda: travelled(reader, known["people"], SEGMENT, SENT), rounds)
        whole, _ = travelled(reader, known["people"], None, COLUMNS)
        assert counted[1] == sent[1][1], "count and members differ"
        return Figure(name, counted[1], counted[0], sent[0], sent[1][0], whole)
    finally:
        reader.close()


def travelled(reader: Any, dataset: Dataset, segment: Segment | None, columns: Sequence[str]) -> tuple[int, int]:
    """(bytes, rows) of what the engine sends."""
    with reader.extract(dataset, segment, columns) as (_, batches):
        sizes = [(batch.nbytes, batch.num_rows) for batch in batches]
    return sum(size for size, _ in sizes), sum(rows for _, rows in sizes)


def timed(work: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    found, seconds = work(), []
    for _ in range(rounds):
        began = time.perf_counter()
        found = work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), found


def measure(cache: Path, rows: int, rounds: int) -> Iterator[Figure]:
    with place(cache) as folder:
        data = written(cache, folder, rows)
        files = Source("s", "Files", "files", {"path": str(data)})
        yield figure("DuckDB on Parquet", files, folder, rounds, ".parquet")
        with in_postgres(data) as server:
            yield figure("PostgreSQL", server, folder, rounds)
        if not missing_extra(source_types()["spark"]):
            spark = Source("s", "Spark", "spark", {"master": "local[2]", "folder": str(data)})
            yield figure("Spark local[2] on Parquet", spark, folder, rounds, ".parquet")


def table(found: Sequence[Figure]) -> list[str]:
    lines = [
        "| engine | members | count | members sent | columns | bytes sent | of the table |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {f.engine} | {f.members:,} | {f.count:.2f} s | {f.extract:.2f} s | {len(SENT)} of {len(COLUMNS)} | "
        f"{f.sent / 1e6:.1f} MB | {100 * f.sent / f.whole:.1f} % |"
        for f in found
    ]
    assert len({f.members for f in found}) <= 1, "the engines do not agree"
    return [*lines, ""]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    print("\n".join(table(list(measure(cache_folder(), args.rows, args.rounds)))))


if __name__ == "__main__":
    main()
