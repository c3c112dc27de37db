"""A tour of every screen while three syncs run: `python -m benchmarks.tour [ROUNDS]`.

The sample workspace gets a data set of 200,000 people with syncs to a file, a table and a webhook (a receiver in a process of
its own). They run, and begin anew with changed people when all are done, while a hand that nobody holds opens every page and
tab, one after the other. A timer of 5 ms in the event loop measures the gaps. Target: no
gap over 100 ms.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.event_loop import Gaps, turn, wait

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from census_desktop.gui.main_window import MainWindow
    from census_desktop.gui.session import Session

RECORDS = 200_000
ROUNDS = 2
PORT = 8198
LOOK_MS = 700
"""How long a screen is looked at."""
TARGET_MS = 100
SYNCS = ("To a file", "To a table", "To a webhook")
SEGMENT = "High value customers"


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    go: Callable[[], object]


def write_people(file: Path, version: int) -> None:
    """200,000 people; every version has other values for one in twenty."""
    import duckdb

    columns = ", ".join(
        f"'value {n} of ' || i || CASE WHEN i % 20 = {version % 20} THEN ' v{version}' ELSE '' END AS c{n}" for n in range(8)
    )
    fresh = file.with_suffix(".new")
    duckdb.sql(f"COPY (SELECT i AS id, 'p' || i || '@example.com' AS email, {columns} FROM range({RECORDS}) t(i)) TO '{fresh}'"
               " (FORMAT parquet)")  # fmt: skip
    fresh.replace(file)


def prepare(root: Path) -> Path:
    """The sample workspace with the large data set in it; the people's file."""
    from census_desktop.bootstrap import open_workspace
    from census_desktop.sample import ensure_sample

    ensure_sample(root)
    data = root.parent / "large"
    data.mkdir()
    file = data / "people.parquet"
    write_people(file, 0)
    mappings = ", ".join(f"{{field: c{n}, column: c{n}}}" for n in range(8))
    syncs = "".join(
        f"  - {{name: {name}, source: {{segment: Large}}, destination: {name}, object: people, operation: upsert, "
        f"sync_key: {{column: id, field: id}}, mappings: [{mappings}], status: active}}\n"
        for name in SYNCS
    )
    with_app = open_workspace(root)
    with_app.document.import_(
        f"""version: 1
sources: [{{name: Large files, type: files, config: {{path: "{data}"}}}}]
datasets: [{{name: Large people, source: Large files, table: people.parquet, unique_identifier: id}}]
segments: [{{name: Large, dataset: Large people}}]
destinations:
  - {{name: To a file, type: folder, config: {{path: ./large-out, format: csv}}}}
  - {{name: To a table, type: sql_table, config: {{url: "sqlite:///large.db", create: true}}}}
  - {{name: To a webhook, type: webhook, config: {{url: "http://127.0.0.1:{PORT}/in", batch_size: 500, concurrency: 4}}}}
syncs:
{syncs}""",
        root,
    )
    with_app.close()
    return file


def others_write(file: Path, version: int) -> None:
    """In a process of its own, as somebody else's program would."""
    code = f"from pathlib import Path; from benchmarks.tour import write_people; write_people(Path({str(file)!r}), {version})"
    subprocess.run([sys.executable, "-c", code], check=True)


@contextmanager
def receiver(folder: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "census_desktop", "receiver", "--port", str(PORT), "--folder", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def steps(session: Session) -> list[Step]:
    """Every page and tab, with what it is opened on. What is asked of the workspace here is asked before the tour."""
    from census_desktop.domain.model import Dataset
    from census_desktop.domain.rows import RunFilter
    from census_desktop.gui.segments.segment_view import TABS

    app = session.app
    segment, large = app.segments.get(SEGMENT), app.segments.get("Large")
    dataset = app.catalog.get(Dataset, "Customers")
    runs = app.runs.list(RunFilter(limit=200))
    held = next(r for r in runs if r.held)
    undone = next(r for r in runs if r.counts.updated and not r.counts.rejected)
    refused = next(r for r in runs if r.counts.rejected)
    key = a_key(app)

    def to(page: str, **arguments: Any) -> Callable[[], object]:
        return lambda: session.open_page(page, **arguments)

    made = [
        Step(f"{title} of {s.name}", to("segments", segment=s.id, tab=title)) for s in (segment, large) for title, *_ in TABS
    ]
    made += [
        Step("Home", to("home")),
        Step("New Sync", to("sync-editor", segment=segment.id)),
        Step("Edit sync", to("sync-editor", sync=refused.sync_id)),
        Step("Review changes", to("review", sync=refused.sync_id)),
        Step("Held run", to("review", held=held.id)),
        Step("Undo", to("review", undo=undone.id)),
        Step("Explain a record", to("record", sync=undone.sync_id, key=key)),
        Step("Forget a person", to("forget", key=key)),
        Step("Data sets", to("datasets", dataset=dataset.id)),
        Step("Destinations", to("destinations")),
        Step("Gallery", to("destinations", add=True)),
        Step("Runs", to("runs")),
        Step("A run", to("runs", run=refused.id)),
        Step("Settings", to("settings")),
    ]
    return made


def a_key(app: App) -> str:
    """Of a record that a run changed."""
    from census_desktop.domain.plan import ChangeKind
    from census_desktop.domain.rows import RunFilter

    run = next(r for r in app.runs.list(RunFilter(limit=200)) if r.counts.changed)
    return app.runs.changes(app.ledger.plan_of(run.id), (ChangeKind.CHANGED,), limit=1).changes[0].key


def run_syncs(session: Session, ids: list[str]) -> None:
    for id_ in ids:
        session.jobs.run_sync(id_)


def opened(root: Path) -> MainWindow:
    from census_desktop.gui import warming
    from census_desktop.gui.main_window import MainWindow

    window = MainWindow(root)
    window.resize(1280, 800)
    window.show()
    window.open_workspace()
    wait(lambda: window.session is not None and window.session.app.store.is_open and window.jobs.is_idle)
    warming.begin(window)
    wait(lambda: window.jobs.is_idle)
    return window


def measure(window: MainWindow, file: Path, rounds: int) -> bool:
    """Take the tour and print what was found; whether every gap was short enough."""
    session = window.session
    assert session is not None
    tour = steps(session)
    ids = [session.app.syncs.get(name).id for name in SYNCS]
    gaps, worst = Gaps(), {step.name: (0.0, 0.0) for step in tour}
    every: list[float] = []
    began, starts, busy = time.perf_counter(), 0, 0
    for _ in range(rounds):
        for step in tour:
            if not session.jobs.running:
                starts += 1
                others_write(file, starts)
                for id_ in ids:
                    session.jobs.run_sync(id_)
                wait(lambda: bool(session.jobs.running))
            gaps.start()
            step.go()
            turn(LOOK_MS)
            gaps.stop()
            busy += bool(session.jobs.running)
            every += gaps.found
            worst[step.name] = max(worst[step.name], *zip(gaps.found, gaps.own, strict=True))
    took = time.perf_counter() - began
    for name, (gap, own) in sorted(worst.items(), key=lambda item: -item[1][0]):
        mark = "  !" if gap > TARGET_MS else ""
        print(f"{name:36} longest gap {gap:6.1f} ms, of which the window's thread worked {own:6.1f} ms{mark}")
    every.sort()
    print(
        f"{rounds} rounds of {len(tour)} screens in {took:.0f} s; syncs ran at {busy} of {rounds * len(tour)} screens; "
        f"median {every[len(every) // 2]:.1f} ms, p99 {every[int(len(every) * 0.99)]:.1f} ms, "
        f"longest {every[-1]:.1f} ms (target: {TARGET_MS})"
    )
    wait(lambda: session.jobs.is_idle)
    return every[-1] <= TARGET_MS


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        root = Path(folder) / "workspace"
        file = prepare(root)
        with receiver(Path(folder) / "receiver"):
            from census_desktop.gui.start import make_application

            make_application()
            window = opened(root)
            measure(window, file, rounds)
            window.close()


if __name__ == "__main__":
    main()
