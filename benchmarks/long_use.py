"""Memory over an hour of use: `python -m benchmarks.long_use [MINUTES]`.

One process opens the window on the workspace of benchmarks.tour, opens every page and tab, runs three syncs of 200,000 people
(changed each time), closes the window, and begins again, until the time is over. What the process holds is read when the window
is closed and nothing runs. Target: at the end less than 10 % over what it was after the first tenth of the time.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.event_loop import turn, wait
from benchmarks.tour import SYNCS, opened, others_write, prepare, receiver, steps

if TYPE_CHECKING:
    from census_desktop.gui.main_window import MainWindow

MINUTES = 60
LOOK_MS = 150
TARGET = 1.10


def held() -> float:
    """Megabytes of this process that are in memory and its own (Linux)."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    kept = sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean:", "Private_Dirty:")))
    return kept / 1024


def idle(window: MainWindow) -> bool:
    return window.jobs.is_idle


def use(root: Path, file: Path, version: int) -> None:
    """Open the window, look at everything while the syncs run, close it."""
    window = opened(root)
    others_write(file, version)
    if window.session is not None:
        for name in SYNCS:
            window.jobs.run_sync(window.session.app.syncs.get(name).id)
        for step in steps(window.session):
            step.go()
            turn(LOOK_MS)
    wait(partial(idle, window))
    window.close()
    window.deleteLater()


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    minutes = float(sys.argv[1]) if sys.argv[1:] else MINUTES
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        root = Path(folder) / "workspace"
        file = prepare(root)
        with receiver(Path(folder) / "receiver"):
            from census_desktop.gui.start import make_application

            make_application().setQuitOnLastWindowClosed(False)
            began, found, version = time.monotonic(), [], 0
            while not found or time.monotonic() - began < minutes * 60:
                version += 1
                use(root, file, version)
                turn(200)
                gc.collect()
                turn(200)
                found.append(((time.monotonic() - began) / 60, held()))
                print(f"{found[-1][0]:5.1f} min  {found[-1][1]:6.0f} MB", flush=True)
    base = next(size for at, size in found if at >= minutes / 10 or at == found[-1][0])
    last = found[-1][1]
    print(f"{len(found)} windows in {found[-1][0]:.0f} min: {base:.0f} MB after the first tenth, {last:.0f} MB at the end, "
          f"{last / base:.2f} × (target: under {TARGET})")  # fmt: skip


if __name__ == "__main__":
    main()
