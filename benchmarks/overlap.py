"""Overlap of five segments of a million members each: `python -m benchmarks.overlap [--rows N] [--rounds N]`.

Two million people in a Parquet file; five segments with conditions on numbers, texts, dates, and one related data set. Side by
side, taking turns: the program's own overlap (one query, from the opened source on) and the same counted by SQL that somebody
wrote by hand for DuckDB, with the same settings. Both results must be equal. Target: at most 1.5 times, medians of five.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PEOPLE = """
SELECT i AS id, (i * 7919) % 1000 AS points, ['DE', 'FR', 'NL', 'SE'][1 + (i * 31) % 4] AS country,
       DATE '2026-01-01' + CAST((i * 13) % 300 AS INTEGER) AS seen, (i * 17) % 2 = 0 AS opted_in,
       'Name ' || (i * 101) % 5000 AS name
FROM range({rows}) t(i)
"""
ORDERS = "SELECT i AS order_id, (i * 2) % {rows} AS person_id, (i * 37) % 400 AS amount FROM range({rows}) t(i)"

BY_HAND = """
SELECT a + b + c + d + e AS region, count(*) FROM (
    SELECT CASE WHEN points >= 500 THEN 1 ELSE 0 END AS a,
           CASE WHEN country IN ('DE', 'FR') THEN 2 ELSE 0 END AS b,
           CASE WHEN seen >= DATE '2026-05-31' THEN 4 ELSE 0 END AS c,
           CASE WHEN opted_in THEN 8 ELSE 0 END AS d,
           CASE WHEN id IN (SELECT person_id FROM '{orders}' WHERE amount >= 0) THEN 16 ELSE 0 END AS e
    FROM '{people}')
GROUP BY region ORDER BY region
"""


@dataclass(frozen=True, slots=True)
class Figures:
    rows: int
    sizes: tuple[int, ...]
    ours: float
    by_hand: float

    @property
    def ratio(self) -> float:
        return self.ours / self.by_hand


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 11, 24, tzinfo=UTC)

    def monotonic(self) -> float:
        return time.monotonic()


def prepared(folder: Path, rows: int) -> tuple[Any, Any, list[Any]]:
    """(open reader, data set, five segments)"""
    import duckdb

    from census_desktop.domain.conditions import Condition, Group, Node, Related
    from census_desktop.domain.model import Dataset, Relationship, Segment, Source
    from census_desktop.sources import open_source

    with duckdb.connect() as db:
        for name, select in (("people", PEOPLE), ("orders", ORDERS)):
            db.execute(f"COPY ({select.format(rows=rows)}) TO '{folder / name}.parquet'")
    known: dict[str, Any] = {"orders": Dataset("orders", "Orders", "s", "orders.parquet", unique_identifier="order_id")}
    reader = open_source(Source("s", "S", "files", {"path": str(folder)}), None, folder, lambda _, ref: known[ref], _Clock())  # type: ignore[arg-type]
    related = Relationship("Orders", "orders", "one_to_many", "id", "person_id")
    people = Dataset("people", "People", "s", "people.parquet", unique_identifier="id", relationships=(related,))
    dataset = reader.describe(people)
    conditions: tuple[Node, ...] = (
        Condition("points", "at_least", 500),
        Condition("country", "one_of", ("DE", "FR")),
        Condition("seen", "after", "2026-05-30"),
        Condition("opted_in", "is_true"),
        Related("Orders", Group("all", (Condition("amount", "at_least", 0),))),
    )
    segments = [Segment(str(n), f"Segment {n}", "people", Group("all", (c,))) for n, c in enumerate(conditions)]
    known.update({s.id: s for s in segments})
    return reader, dataset, segments


def measure(rows: int, rounds: int) -> Figures:
    import duckdb

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reader, dataset, segments = prepared(folder, rows)
        sql = BY_HAND.format(people=folder / "people.parquet", orders=folder / "orders.parquet")
        with duckdb.connect(config={"memory_limit": "1GB"}) as db:
            ours: list[float] = []
            by_hand: list[float] = []
            for _ in range(rounds + 1):  # the first of each warms the disk's cache and does not count
                found = _timed(ours, lambda: reader.overlap(dataset, segments))
                hand = _timed(by_hand, lambda: db.execute(sql).fetchall())
                if list(found.counts) != hand:
                    raise AssertionError("the two do not count the same")
        reader.close()
    sizes = tuple(found.size(n) for n in range(len(segments)))
    return Figures(rows, sizes, statistics.median(ours[1:]), statistics.median(by_hand[1:]))


def _timed(into: list[float], act: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    found = act()
    into.append(time.perf_counter() - started)
    return found


def table(figures: Sequence[Figures]) -> list[str]:
    lines = ["| people | members of each segment | this program | by hand | ratio |", "|---:|---|---:|---:|---:|"]
    for f in figures:
        sizes = ", ".join(f"{size:,}" for size in f.sizes)
        lines.append(f"| {f.rows:,} | {sizes} | {f.ours * 1000:,.0f} ms | {f.by_hand * 1000:,.0f} ms | {f.ratio:.2f} |")
    return [*lines, ""]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overlap", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    print("\n".join(table([measure(args.rows, args.rounds)])))


if __name__ == "__main__":
    main()
