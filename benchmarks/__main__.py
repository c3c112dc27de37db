"""Every measurement of the sync engine in one table: `python -m benchmarks [--quick]`.

The whole takes about an hour: 100,000 and 1,000,000 records, medians of five. `--quick` takes minutes: 100,000 records, one
round. The figures go to benchmarks/figures/<date>.md as well, with what this machine is. (The window's measurements are
modules of their own: event_loop, segment_list, store_pages, tables, window_start.)
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import killed, noticed, peers, scale
from benchmarks.contenders import REQUIREMENTS, contenders

FIGURES = Path(__file__).parent / "figures"
BUSY = 1.0
"""Load of a machine that does something else too."""


def machine() -> str:
    """What the figures depend on, without a name of the machine or a path on it."""
    memory = ""
    if hasattr(os, "sysconf"):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB of memory"
    ours = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("census-desktop", "duckdb", "pyarrow", "requests")
    )
    theirs = ", ".join(line for line in REQUIREMENTS.read_text(encoding="utf-8").split("\n") if "==" in line)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    busy = f", load {load:.1f} at the start" if hasattr(os, "getloadavg") else ""
    if load > BUSY:
        busy += " (other work took part of it: read processor seconds and ratios of these, not seconds)"
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{memory}{busy}. "
        f"Python {platform.python_version()}; {ours}. Peers: {theirs}."
    )


def measured(quick: bool) -> Iterator[str]:
    """The lines of the report, as they come."""
    cache = peers.cache_folder()
    rounds = 1 if quick else 5
    sizes = [100_000] if quick else [100_000, 1_000_000]
    yield from (f"# Figures of {datetime.now(UTC):%Y-%m-%d}", "", machine(), "")
    yield from ("One round each." if quick else "Medians of five rounds, the contenders taking turns.", "")
    yield from ("## First sync, whole process", "")
    yield from ((peers.__doc__ or "").partition("Targets: ")[2].strip().join(("Targets: ", "")).splitlines())
    yield ""
    for figures in peers.measure(cache, contenders(cache), sizes, [0, 50], rounds):
        yield from peers.table(figures)
    yield from ("## A run without changes", "", "Targets: at most 3 × the raw join; under 1 GB; peaks within 1.4 ×.", "")
    yield from scale.table(list(scale.measure(cache, [100_000] if quick else [1_000_000, 10_000_000], rounds)))
    yield from ("## What is noticed", "", "Target: 4 of 4.", "")
    yield from noticed.table(list(noticed.measure(cache)))
    yield from ("## kill -9 in the middle", "", "Targets: nothing lost; repeated at most requests in flight × batch size.", "")
    yield from killed.table(killed.measure(cache, 100_000 if quick else 200_000, 1 if quick else 5))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="100,000 records and one round")
    args = parser.parse_args()
    lines = []
    for line in measured(args.quick):
        print(line, flush=True)
        lines.append(line)
    FIGURES.mkdir(exist_ok=True)
    name = f"{datetime.now(UTC):%Y-%m-%d}{'-quick' if args.quick else ''}.md"
    (FIGURES / name).write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print(f"written to benchmarks/figures/{name}", file=sys.stderr)


if __name__ == "__main__":
    main()
