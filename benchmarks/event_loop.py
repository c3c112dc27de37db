"""The window's longest pause while a 200,000-record sync runs: `python -m benchmarks.event_loop`.

A timer of 5 ms in the event loop measures the gaps between its turns, first with nothing to do, then while the sync reads,
compares and sends to a folder of files and to an HTTP receiver in a process of its own. Target: longest gap under 100 ms,
99th percentile under 35 ms.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from census_desktop.gui.main_window import MainWindow

RECORDS = 200_000
TICK_MS = 5
PORT = 8197


def prepare(root: Path) -> None:
    """A workspace whose one segment has 200,000 members, with a sync to files and one over HTTP."""
    import duckdb

    from census_desktop.bootstrap import open_workspace

    data = root.parent / "data"
    data.mkdir()
    columns = ", ".join(f"'value {n} of ' || i AS c{n}" for n in range(8))
    duckdb.sql(
        f"COPY (SELECT i AS id, 'person' || i || '@example.com' AS email, {columns} FROM range({RECORDS}) t(i)) "
        f"TO '{data / 'people.parquet'}' (FORMAT parquet)"
    )
    fields = "".join(f"      - {{field: c{n}, column: c{n}}}\n" for n in range(8))
    syncs = "".join(
        f"""  - name: {name}
    source: {{segment: Everyone}}
    destination: {name}
    object: people
    operation: upsert
    sync_key: {{column: id, field: id}}
    mappings:
      - {{field: email, column: email}}
{fields}    status: active
"""
        for name in ("Files", "Hook")
    )
    text = f"""version: 1
sources: [{{name: Data, type: files, config: {{path: "{data}"}}}}]
datasets: [{{name: People, source: Data, table: people.parquet, unique_identifier: id}}]
segments: [{{name: Everyone, dataset: People}}]
destinations:
  - {{name: Files, type: folder, config: {{path: ./out, format: csv}}}}
  - {{name: Hook, type: webhook, config: {{url: "http://127.0.0.1:{PORT}/in", batch_size: 500, concurrency: 4}}}}
syncs:
{syncs}"""
    app = open_workspace(root)
    app.document.import_(text, root)
    app.close()


class Gaps:
    """Milliseconds between turns of the event loop, and what of them the window's own thread worked."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.found: list[float] = []
        self.own: list[float] = []
        self._last = self._worked = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._turn)

    def start(self) -> None:
        self.found, self.own = [], []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _turn(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.found.append((now - self._last) * 1000)
        self.own.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked

    def told(self) -> tuple[float, float, float]:
        """(median, 99th percentile, longest)"""
        self.stop()
        found = sorted(self.found)
        return found[len(found) // 2], found[int(len(found) * 0.99)], found[-1]


def wait(until: Callable[[], bool], seconds: float = 300) -> None:
    """Turn the event loop. (QTest.qWait would keep the interpreter to itself and starve the pool.)"""
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        turn(20)


def turn(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def measure(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    segment = session.app.segments.get("Everyone")
    session.open_page("segments", segment=segment.id, tab="Syncs")
    wait(lambda: session.jobs.is_idle)
    gaps = Gaps()
    gaps.start()
    turn(3000)
    idle = gaps.told()
    print(f"{'nothing to do':16} median {idle[0]:5.1f} ms   p99 {idle[1]:5.1f} ms   longest {idle[2]:5.1f} ms")
    for name in ("Files", "Hook"):
        sync = session.app.syncs.get(name)
        gaps.start()
        started = time.perf_counter()
        session.jobs.run_sync(sync.id)
        wait(lambda: session.jobs.is_idle)
        took = time.perf_counter() - started
        median, p99, longest = gaps.told()
        run = session.app.syncs.row(sync.id).last_run
        assert run is not None
        print(
            f"{'sync to ' + name:16} median {median:5.1f} ms   p99 {p99:5.1f} ms ({p99 / idle[1]:.1f} × idle)   "
            f"longest {longest:5.1f} ms ({longest / idle[2]:.1f} × idle)   {run.status.value}, "
            f"{run.counts.updated:,} records in {took:.1f} s"
        )


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        root = Path(folder) / "workspace"
        prepare(root)
        receiver = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "census_desktop",
                "receiver",
                "--port",
                str(PORT),
                "--folder",
                str(Path(folder) / "receiver"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            from census_desktop.gui.main_window import MainWindow
            from census_desktop.gui.start import make_application

            make_application()
            window = MainWindow(root)
            window.resize(1280, 800)
            window.show()
            window.open_workspace()
            wait(lambda: window.session is not None and window.session.app.store.is_open and window.jobs.is_idle)
            measure(window)
            window.close()
        finally:
            receiver.terminate()
            receiver.wait()


if __name__ == "__main__":
    main()
