"""Count and preview of a segment over a Parquet file: `python -m benchmarks.segments [--rows N] [--rounds N]`.

Ten million people, half as many orders and as many events in Parquet files; a segment with conditions on a text, a number and
a date, on related orders, and on events (at least two of a name in the last 90 days). Side by side, taking turns: the program's
count and preview of 100 rows, and the same by SQL that somebody wrote by hand for bare DuckDB with the same settings. Opening
the reader is timed apart, and once with the count. Counts and first rows must be equal. Target: at most 1.3 times plus 50 ms,
medians of five.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NOW = datetime(2026, 11, 24, tzinfo=UTC)
ALLOWED, MORE = 1.3, 0.05
PEOPLE = """
SELECT i AS id, (i * 7919) % 1000 AS points, ['DE', 'FR', 'NL', 'SE'][1 + (i * 31) % 4] AS country,
       DATE '2026-01-01' + CAST((i * 13) % 300 AS INTEGER) AS joined, 'p' || i || '@example.com' AS email
FROM range({rows}) t(i)
"""
ORDERS = "SELECT i AS order_id, (i * 7) % {rows} AS person_id, (i * 37) % 400 AS amount FROM range({rows} // 2) t(i)"
EVENTS = """
SELECT i AS event_id, (i * 11) % ({rows} // 3) AS person_id, ['login', 'view', 'purchase'][1 + (i // 5) % 3] AS name,
       TIMESTAMP '2026-06-01' + to_seconds((i * 53) % 15000000) AS "at"
FROM range({rows}) t(i)
"""
WHERE = """
    country IN ('DE', 'FR') AND points >= 500 AND joined >= DATE '2026-03-01'
    AND id IN (SELECT person_id FROM '{orders}' WHERE amount >= 100)
    AND id IN (SELECT person_id FROM '{events}'
               WHERE name = 'login' AND "at" > TIMESTAMP '2026-08-26' AND "at" <= TIMESTAMP '2026-11-24'
               GROUP BY person_id HAVING count(*) >= 2)
"""


@dataclass
class Figures:
    rows: int
    members: int = 0
    taken: dict[str, list[float]] = field(default_factory=dict)

    def median(self, what: str) -> float:
        return statistics.median(self.taken[what][1:])


class _Clock:
    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return time.monotonic()


def prepared(folder: Path, rows: int) -> tuple[Callable[[], Any], Any, Any]:
    """(opens a reader, data set, segment)"""
    import duckdb

    from census_desktop.domain.conditions import Condition, Group, Related
    from census_desktop.domain.model import Dataset, Relationship, Segment, Source
    from census_desktop.sources import open_source

    with duckdb.connect() as db:
        for name, select in (("people", PEOPLE), ("orders", ORDERS), ("events", EVENTS)):
            db.execute(f"COPY ({select.format(rows=rows)}) TO '{folder / name}.parquet'")
    known = {
        "orders": Dataset("orders", "Orders", "s", "orders.parquet", unique_identifier="order_id"),
        "events": Dataset("events", "Events", "s", "events.parquet", type="event", event_name="name", event_time="at"),
    }
    relationships = tuple(Relationship(n.title(), n, "one_to_many", "id", "person_id") for n in known)
    people = Dataset("people", "People", "s", "people.parquet", unique_identifier="id", relationships=relationships)
    conditions = (
        Condition("country", "one_of", ("DE", "FR")),
        Condition("points", "at_least", 500),
        Condition("joined", "after", "2026-02-28"),
        Related("Orders", Group("all", (Condition("amount", "at_least", 100),))),
        Related("Events", Group(), events=("login",), count=("at_least", 2), within=("last_days", 90)),
    )

    def opened() -> Any:
        source = Source("s", "S", "files", {"path": str(folder)})
        return open_source(source, None, folder, lambda _, ref: known[ref], _Clock())  # type: ignore[arg-type]

    return opened, people, Segment("m", "Measured", "people", Group("all", conditions))


def measure(rows: int, rounds: int) -> Figures:
    import duckdb

    figures = Figures(rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened, people, segment = prepared(folder, rows)
        where = WHERE.format(orders=folder / "orders.parquet", events=folder / "events.parquet")
        source = f"FROM '{folder / 'people.parquet'}' WHERE {where}"
        with duckdb.connect(config={"memory_limit": "1GB"}) as db:
            for _ in range(rounds + 1):  # the first of each warms the disk's cache and does not count
                reader = _timed(figures, "opening the reader", opened)
                hand = _timed(figures, "count by hand", lambda: db.execute(f"SELECT count(*) {source}").fetchone())
                first = _timed(figures, "first count of a reader", lambda r=reader: r.count(people, segment))
                again = _timed(figures, "count", lambda r=reader: r.count(people, segment))
                sql = f"SELECT * {source} ORDER BY id LIMIT 100"
                rows_by_hand = _timed(figures, "preview by hand", lambda sql=sql: db.execute(sql).fetchall())
                shown = _timed(figures, "preview", lambda r=reader: r.preview(people, segment, 100))
                reader.close()
                if not first == again == hand[0] or list(shown.rows) != rows_by_hand:
                    raise AssertionError("the two do not find the same")
                figures.members = first
    return figures


def _timed(figures: Figures, what: str, act: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    found = act()
    figures.taken.setdefault(what, []).append(time.perf_counter() - started)
    return found


def table(figures: Figures) -> list[str]:
    lines = [
        f"{figures.rows:,} records, {figures.members:,} in the segment. Opening the reader takes "
        f"{figures.median('opening the reader') * 1000:.0f} ms.",
        "",
        "| | ours | by hand | ratio | allowed | |",
        "|---|---:|---:|---:|---:|---|",
    ]
    opening = figures.median("opening the reader")
    for what, ours, hand in (
        ("count", figures.median("count"), figures.median("count by hand")),
        ("count, first of its reader", figures.median("first count of a reader"), figures.median("count by hand")),
        ("count, reader opened for it", opening + figures.median("first count of a reader"), figures.median("count by hand")),
        ("preview of 100 rows", figures.median("preview"), figures.median("preview by hand")),
    ):
        allowed = ALLOWED * hand + MORE
        met = "met" if ours <= allowed else "missed"
        lines.append(f"| {what} | {ours:.3f} s | {hand:.3f} s | {ours / hand:.2f} | {allowed:.3f} s | {met} |")
    return [*lines, ""]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.segments", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    print("\n".join(table(measure(args.rows, args.rounds))))


if __name__ == "__main__":
    main()
