"""A run that finds nothing to send, beside one raw DuckDB hash-and-join of the same tables: `python -m benchmarks.scale`.

    python -m benchmarks.scale [--rows N …] [--rounds N]

Ours is the whole process `run`: read the source, hash, compare with what was acknowledged, plan, and end. The raw one is a
fresh process too: it reads the same table, makes the same JSON of each record, hashes it with md5, and joins keys and hashes
with a Parquet snapshot of them. The workspace's state comes from a first sync into a folder of files, which is measured too.
Targets: at most 3 times the raw join; peak memory under 1 GB at 10,000,000 and under 1.4 times that at 1,000,000 records.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import Ours
from benchmarks.peers import cache_folder, place
from benchmarks.people import COLUMNS, people
from benchmarks.timed import Taken, clean_environment, timed

RECORD = "to_json(struct_pack(" + ", ".join(f"{name} := {name}" for name in COLUMNS) + "))::VARCHAR"

SNAPSHOT = f"""
import duckdb, sys
source, snapshot = sys.argv[1:]
with duckdb.connect(source, read_only=True) as db:
    db.execute("COPY (SELECT id::VARCHAR AS key, md5_number_lower({RECORD}) AS hash FROM people) TO '" + snapshot + "'")
"""

RAW = f"""
import duckdb, sys
source, snapshot = sys.argv[1:]
with duckdb.connect(source, read_only=True) as db:
    db.execute("SET memory_limit = '1GB'")
    differing = db.execute(
        "SELECT count(*) FILTER (WHERE a.key IS NULL OR e.key IS NULL OR a.hash <> e.hash) "
        "FROM (SELECT id::VARCHAR AS key, md5_number_lower({RECORD}) AS hash FROM people) e "
        "FULL JOIN read_parquet('" + snapshot + "') a ON a.key = e.key"
    ).fetchone()[0]
    assert differing == 0, differing
"""


@dataclass(frozen=True, slots=True)
class Scale:
    rows: int
    raw: Taken
    nothing: Taken
    first: Taken

    @property
    def ratio(self) -> float:
        return self.nothing.seconds / self.raw.seconds


def measure(cache: Path, rows: Sequence[int], rounds: int) -> Iterator[Scale]:
    env = clean_environment(cache)
    for count in rows:
        database = people(cache, count)
        with place(cache) as folder:
            snapshot = folder / "snapshot.parquet"
            timed([sys.executable, "-c", SNAPSHOT, str(database), str(snapshot)], env=env, folder=folder)
            command = Ours(folder_of_files=True).prepare(folder, database, "")
            first = timed(command, env=env, folder=folder)
            raw, nothing = [], []
            for _ in range(rounds):
                raw.append(timed([sys.executable, "-c", RAW, str(database), str(snapshot)], env=env, folder=folder))
                nothing.append(timed(command, env=env, folder=folder))
        yield Scale(count, _median(raw), _median(nothing), first)


def _median(taken: Sequence[Taken]) -> Taken:
    middle = statistics.median
    return Taken(middle(t.seconds for t in taken), middle(t.cpu for t in taken), middle(t.peak_mb for t in taken))


def table(found: Sequence[Scale]) -> list[str]:
    lines = [
        "| records | raw join | run without changes | ratio | raw peak MB | our peak MB | first sync to files | its peak MB |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {s.rows:,} | {s.raw.seconds:.2f} s | {s.nothing.seconds:.2f} s | {s.ratio:.2f} × | {s.raw.peak_mb:.0f} | "
        f"{s.nothing.peak_mb:.0f} | {s.first.seconds:.1f} s | {s.first.peak_mb:.0f} |"
        for s in found
    ]
    if len(found) > 1:
        least, most = found[0], found[-1]
        lines += ["", f"Peak at {most.rows:,} : peak at {least.rows:,} = {most.nothing.peak_mb / least.nothing.peak_mb:.2f}"]
    return [*lines, ""]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    print("\n".join(table(list(measure(cache_folder(), args.rows, args.rounds)))))


if __name__ == "__main__":
    main()
