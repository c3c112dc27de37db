"""kill -9 in the middle of a run over HTTP, then the run again: `python -m benchmarks.killed [--rows N] [--kills N]`

The receiver answers after 20 ms, so that requests are in flight when the process dies; it remembers how often each record
arrived. Target: nothing lost, and at most requests in flight × batch size repeated for each kill.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import BATCH, Ours
from benchmarks.peers import cache_folder, place
from benchmarks.people import people
from benchmarks.sink import Sink, free_port
from benchmarks.timed import clean_environment, timed

CONCURRENCY = 4
DELAY_MS = 20


@dataclass(frozen=True, slots=True)
class Killed:
    rows: int
    at: int
    """Records that had arrived when it died."""
    lost: int
    repeated: int

    @property
    def bound(self) -> int:
        return CONCURRENCY * BATCH


def measure(cache: Path, rows: int, kills: int) -> list[Killed]:
    """One killed run each, at points spread evenly over the sending."""
    return [_once(cache, rows, rows * (n + 1) // (kills + 1)) for n in range(kills)]


def _once(cache: Path, rows: int, after: int) -> Killed:
    env = clean_environment(cache)
    port = free_port()
    with place(cache) as folder:
        command = Ours(concurrency=CONCURRENCY).prepare(folder, people(cache, rows), f"http://127.0.0.1:{port}/in")
        with Sink(port, DELAY_MS, keys=True) as sink:
            process = subprocess.Popen(command, env=env, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while (arrived := sink.counted()["records"]) < after:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.005)
                    sys.exit("the run ended before it was killed")
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            timed(command, env=env, folder=folder)
            counted = sink.counted()
    return Killed(rows, arrived, rows - counted["distinct"], counted["repeated"])


def table(found: Sequence[Killed]) -> list[str]:
    lines = ["| records | killed after | lost | repeated | bound |", "|---:|---:|---:|---:|---:|"]
    lines += [f"| {k.rows:,} | {k.at:,} | {k.lost:,} | {k.repeated:,} | {k.bound:,} |" for k in found]
    return [*lines, ""]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.killed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--kills", type=int, default=3)
    args = parser.parse_args()
    print("\n".join(table(measure(cache_folder(), args.rows, args.kills))))


if __name__ == "__main__":
    main()
