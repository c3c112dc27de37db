"""The same first sync by this program, by drt-core, by dlt, and by a bare loop: whole processes, side by side.

    python -m benchmarks.peers setup                                  the peers, in an environment of their own
    python -m benchmarks.peers [--rows N …] [--delay MS …] [--rounds N] [--only WORD …]

The same people, 500 a request, to one receiver that answers after 0 and 50 ms. Every contender's first round is outside the
figures: it fills caches, and the receiver checks then that each record arrived exactly once.
Targets: at least 2.5 times drt-core and dlt at 0 ms, at least 4 times at 50 ms, at most 2.5 times the bare loop's time at
0 ms; at most 250 MB for 1,000,000 records.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import Contender, contenders, peers_python
from benchmarks.people import people
from benchmarks.sink import Sink, free_port
from benchmarks.timed import Taken, clean_environment, timed


@dataclass(frozen=True, slots=True)
class Figure:
    """One contender on one piece of work: medians of the rounds."""

    name: str
    rows: int
    delay: int
    seconds: float
    cpu: float
    peak_mb: float
    connections: int
    at_once: int

    @property
    def rate(self) -> float:
        return self.rows / self.seconds


def cache_folder() -> Path:
    """Where data and the peers' environment stay between runs."""
    folder = Path.home() / ".cache" / "census-desktop-benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def place(cache: Path) -> Iterator[Path]:
    """A fresh folder on the same disk as the data."""
    folder = Path(tempfile.mkdtemp(prefix="round-", dir=cache))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def once(who: Contender, database: Path, rows: int, delay: int, cache: Path, *, check: bool) -> tuple[Taken, dict[str, int]]:
    """One first sync in a fresh process. Raises RuntimeError when not every record arrived, or (with `check`) one twice."""
    port = free_port()
    with place(cache) as folder:
        command = who.prepare(folder, database, f"http://127.0.0.1:{port}/in")
        env = clean_environment(cache)
        env["HOME"] = str(folder / "home")
        (folder / "home").mkdir(exist_ok=True)
        with Sink(port, delay, keys=check) as sink:
            taken = timed(command, env=env, folder=folder)
            counted = sink.counted()
    if counted["records"] != rows or (check and counted["distinct"] != rows):
        raise RuntimeError(f"{who.name} delivered {counted} of {rows:,} records")
    return taken, counted


def measure(
    cache: Path, who: Sequence[Contender], rows: Sequence[int], delays: Sequence[int], rounds: int
) -> Iterator[list[Figure]]:
    """The figures of each piece of work. The contenders take turns, so that a slow minute of the machine meets all alike."""
    for contender in who:
        print(f"first round of {contender.name} …", file=sys.stderr, flush=True)
        once(contender, people(cache, min(rows)), min(rows), 0, cache, check=True)
    for count in rows:
        database = people(cache, count)
        for delay in delays:
            found: dict[str, list[tuple[Taken, dict[str, int]]]] = {c.name: [] for c in who}
            for _ in range(rounds):
                for contender in who:
                    found[contender.name].append(once(contender, database, count, delay, cache, check=False))
            yield [_figure(name, count, delay, taken) for name, taken in found.items()]


def _figure(name: str, rows: int, delay: int, found: Sequence[tuple[Taken, dict[str, int]]]) -> Figure:
    middle = statistics.median
    return Figure(
        name,
        rows,
        delay,
        middle(t.seconds for t, _ in found),
        middle(t.cpu for t, _ in found),
        middle(t.peak_mb for t, _ in found),
        max(c["connections"] for _, c in found),
        max(c["most_at_once"] for _, c in found),
    )


def table(figures: Sequence[Figure]) -> list[str]:
    """Markdown rows; the ratio is this program's speed over the contender's."""
    base = figures[0].seconds
    lines = [
        f"**{figures[0].rows:,} records, {figures[0].delay} ms a reply**",
        "",
        "| | seconds | records/s | ours is | CPU s | peak MB | connections | at once |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {f.name} | {f.seconds:.2f} | {f.rate:,.0f} | {f.seconds / base:.2f} × | {f.cpu:.2f} | {f.peak_mb:.0f} | "
        f"{f.connections} | {f.at_once} |"
        for f in figures
    ]
    return [*lines, ""]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=("setup", "measure"), default="measure")
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--delay", type=int, nargs="+", default=[0, 50])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", default=[], help="contenders whose name holds one of these words")
    args = parser.parse_args()
    cache = cache_folder()
    if args.what == "setup":
        print(peers_python(cache))
        return
    who = [c for c in contenders(cache) if not args.only or any(word in c.name for word in args.only)]
    if not who:
        sys.exit("no contender has such a name")
    for figures in measure(cache, who, args.rows, args.delay, args.rounds):
        print("\n".join(table(figures)), flush=True)


if __name__ == "__main__":
    main()
