"""How long listing the destination types takes, against `--version`: `python -m benchmarks.listing_types`.

Each is a cold process, processor seconds and wall clock of the best of nine, taking turns. Target: at most 1.5 times.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.timed import Taken, clean_environment, timed

ROUNDS = 9
TARGET = 1.5
COMMANDS = {"--version": ["--version"], "types": ["destinations", "types"], "types --json": ["destinations", "types", "--json"]}


def measure(cache: Path) -> dict[str, list[Taken]]:
    env = {**clean_environment(cache), "PYTHONPATH": str(Path(__file__).parents[1]), "CENSUS_DESKTOP_HOME": str(cache / "none")}
    taken: dict[str, list[Taken]] = {name: [] for name in COMMANDS}
    for turn in range(ROUNDS + 1):
        for name, words in COMMANDS.items():
            one = timed([sys.executable, "-m", "census_desktop", *words], env=env, folder=cache)
            if turn:  # the first writes the byte code
                taken[name].append(one)
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        taken = measure(Path(folder))
    base = min(t.cpu for t in taken["--version"]), min(t.seconds for t in taken["--version"])
    for name, times in taken.items():
        cpu, wall = min(t.cpu for t in times), min(t.seconds for t in times)
        ratio = f"{cpu / base[0]:4.2f} × in processor seconds, {wall / base[1]:4.2f} × by the clock"
        print(f"{name:14} {cpu * 1000:5.0f} ms of processor, {wall * 1000:5.0f} ms  {ratio}")
    print(f"target: at most {TARGET} ×; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
