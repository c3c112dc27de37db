"""Tables of 200,000 rows: `python -m benchmarks.tables [--quick]`.

Runs, records that did not arrive, changes to review, members and segments are scrolled, searched, filtered and sorted as a
person does it; a step lasts until its rows are there and painted (typing: from the end of the pause that the field waits for).
Beside it the same with 1,000 rows. Target: every step under 200 ms. `--quick` has 20,000 rows. On a machine that does other
work too, the processor time of the window's own thread and the ratios say more than milliseconds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget

    from census_desktop.bootstrap import App
    from census_desktop.gui.jobs import Jobs
    from census_desktop.gui.session import Session

LIMIT_MS = 200
BUSY = 1.0
ROWS, QUICK_ROWS, FEW_ROWS = 200_000, 20_000, 1_000
Act = Callable[[], object]
Step = tuple[str, Act]


def lists(root: Path, rows: int) -> App:
    """A workspace with that many segments and runs."""
    from benchmarks.store_pages import fill
    from census_desktop.bootstrap import open_workspace

    app = open_workspace(root)
    fill(app.store, rows, 40, rows)
    return app


def people(root: Path, rows: int) -> App:
    """A workspace with that many people; all of them were refused by one destination, and are new to another."""
    import duckdb

    from census_desktop.bootstrap import open_workspace

    data = root.parent / f"data-{rows}"
    data.mkdir()
    duckdb.sql(
        f"COPY (SELECT i AS id, 'person' || i || '@example.com' AS email, 'Name ' || i % 977 AS name, i % 40 AS visits "
        f"FROM range({rows}) t(i)) TO '{data / 'people.parquet'}' (FORMAT parquet)"
    )
    syncs = "".join(
        f"""  - name: {name}
    source: {{segment: Everyone}}
    destination: {name}
    object: {object_}
    operation: upsert
    sync_key: {{column: id, field: {key}}}
    mappings: [{{field: name, column: name}}]
    status: active
"""
        for name, object_, key in (("Refusing", "contacts", "email"), ("Files", "people", "id"))
    )
    app = open_workspace(root)
    text = f"""version: 1
sources: [{{name: Data, type: files, config: {{path: "{data}"}}}}]
datasets: [{{name: People, source: Data, table: people.parquet, unique_identifier: id}}]
segments: [{{name: Everyone, dataset: People}}]
destinations:
  - {{name: Refusing, type: rehearsal, config: {{reject_every: 1}}}}
  - {{name: Files, type: folder, config: {{path: ./out, format: csv}}}}
syncs:
{syncs}"""
    app.document.import_(text, root)
    refuse(app, rows)
    app.runs.plan(app.syncs.get("Files").id)
    return app


def refuse(app: App, rows: int) -> None:
    """A run whose every record was refused, for one of five reasons. Its plan is the engine's; the answers are written in bulk,
    because a destination takes minutes for as many."""
    from census_desktop.domain.model import Counts, RunStatus, Trigger

    sync = app.syncs.get("Refusing").id
    plan, ledger, now = app.runs.plan(sync), app.store.ledger, app.clock.now()
    run = ledger.create_run(sync, Trigger.MANUAL, now)
    assert ledger.begin(run.id, "benchmark", now)
    ledger.set_plan(run.id, plan.id, plan.digest, plan.counts)
    with app.store.needed()._database.write() as sql:
        sql.exec_driver_sql(
            "WITH RECURSIVE n(row) AS (SELECT 0 UNION ALL SELECT row + 1 FROM n WHERE row + 1 < ?) "
            "INSERT INTO rejected_row (run_id, row, reason) SELECT ?, row, 'The address bounced, code ' || row % 5 FROM n",
            (rows, run.id),
        )
    ledger.finish(run.id, RunStatus.COMPLETED, Counts(processed=rows, rejected=rows), "", now)


# Steps --------------------------------------------------------------------------------------------------------------------


def scrolled(view: QAbstractItemView, pages: int = 40) -> Iterator[Step]:
    bar = view.verticalScrollBar()
    for _ in range(pages):
        yield "scroll", lambda: bar.setValue(bar.value() + bar.pageStep())
    for n in range(20):
        yield "jump", lambda n=n: bar.setValue(bar.maximum() * (n * 7 % 20) // 20)  # type: ignore[misc]


def chosen(box: QComboBox, kind: str) -> Iterator[Step]:
    def choose(row: int) -> None:
        box.setCurrentIndex(row)
        box.activated.emit(row)

    for row in [*range(min(6, box.count())), 0]:
        yield kind, lambda row=row: choose(row)  # type: ignore[misc]


def typed(field: QWidget, text: str) -> Iterator[Step]:
    from PySide6.QtTest import QTest

    for letter in text:
        yield "search", lambda letter=letter: QTest.keyClicks(field, letter)  # type: ignore[misc]
    yield "search", field.clear  # type: ignore[attr-defined]


def settle(view: QAbstractItemView) -> None:
    """Until the rows in sight are there and painted, from the end of a pause in typing on."""
    from PySide6.QtCore import QTimer

    from benchmarks.event_loop import turn
    from census_desktop.gui.kit.widgets import SearchField

    for search in view.window().findChildren(SearchField):
        for pause in search.findChildren(QTimer):
            if pause.isActive():
                pause.setInterval(0)
    turn(0)
    model: Any = view.model()
    while busy(model, view):
        turn(1)
    view.viewport().repaint()


def busy(model: Any, view: QAbstractItemView) -> bool:
    """Whether the model waits for rows that are asked for, or for those in sight."""
    if getattr(model, "is_loading", False):
        return True
    first = view.indexAt(view.viewport().rect().topLeft()).row()
    last = view.indexAt(view.viewport().rect().bottomLeft()).row()
    rows = range(max(first, 0), (last if last >= 0 else model.rowCount() - 1) + 1)
    return any(model.row_at(row) is None for row in rows)


@dataclass
class Times:
    """Milliseconds of each step of one kind: to the frame with its rows, the processor time of the window's own thread in
    them, and the longest gap between two turns of the event loop."""

    frame: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    gap: list[float] = field(default_factory=list)


def timed(jobs: Jobs, view: QAbstractItemView, steps: Iterable[Step]) -> dict[str, Times]:
    from benchmarks.event_loop import Gaps, turn

    found: dict[str, Times] = {}
    gaps = Gaps()
    for kind, act in steps:
        gaps.start()
        began, worked = time.perf_counter(), time.thread_time()
        act()
        settle(view)
        times = found.setdefault(kind, Times())
        times.frame.append((time.perf_counter() - began) * 1000)
        times.own.append((time.thread_time() - worked) * 1000)
        while not jobs.is_idle:  # what is asked beside the rows does not count, and is not carried into the next step
            turn(1)
        turn(0)
        gaps.stop()
        times.gap.append(max(gaps.found, default=0.0))
    return found


def by_name(root: QWidget, kind: type, name: str) -> Any:
    (found,) = [w for w in root.findChildren(kind) if name in (w.accessibleName(), getattr(w, "placeholderText", str)())]
    return found


def of_lists(session: Session) -> Iterator[tuple[str, dict[str, Times]]]:
    from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView

    from census_desktop.gui.runs.runs_page import RunsPage
    from census_desktop.gui.segments.segments_page import ORDERS, SegmentsPage

    page: Any = shown(RunsPage(session))
    table = by_name(page, QTableView, "Runs")
    steps = [*scrolled(table), *chosen(by_name(page, QComboBox, "State of the runs"), "filter")]
    yield "runs", timed(session.jobs, table, [*steps, *chosen(by_name(page, QComboBox, "Sync of the runs"), "filter")])
    close(page)
    page = shown(SegmentsPage(session))
    view = by_name(page, QTableView, "Segments")
    search = next(e for e in page.findChildren(QLineEdit) if "Search" in e.placeholderText())
    orders = [("sort", partial(page._set_order, order)) for order in ORDERS]
    yield "segments", timed(session.jobs, view, [*scrolled(view), *orders, *typed(search, "ment 12")])
    close(page)


def of_people(session: Session) -> Iterator[tuple[str, dict[str, Times]]]:
    from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView

    from census_desktop.gui.runs.runs_page import RunsPage
    from census_desktop.gui.segments.members_tab import MembersTab
    from census_desktop.gui.syncs.review_page import ReviewPage

    app = session.app
    page: Any = shown(RunsPage(session))
    table = by_name(page, QTableView, "Records that did not arrive")
    search = by_name(page, QLineEdit, "Find a record, value or reason")
    reasons = by_name(page, QComboBox, "Reason")
    yield "records", timed(session.jobs, table, [*scrolled(table), *chosen(reasons, "filter"), *typed(search, "name 97")])
    close(page)
    page = shown(ReviewPage(session), sync=app.syncs.get("Files").id)
    table = next(t for t in page.findChildren(QTableView) if t.model().rowCount())
    search = next(e for e in page.findChildren(QLineEdit) if e.isVisibleTo(page))
    yield "review", timed(session.jobs, table, [*scrolled(table), *typed(search, "name 97")])
    close(page)
    tab = MembersTab(session)
    segment = app.segments.get("Everyone")
    tab.show_segment(segment, app.datasets.get("People"))
    tab.resize(1100, 700)
    tab.show()
    tab.activate()
    yield "members", timed(session.jobs, tab.table, scrolled(tab.table))
    close(tab)


def shown(page: Any, **args: Any) -> Any:
    page.session.changed.connect(page.refresh)
    page.resize(1100, 800)
    page.show()
    page.open(**args)
    jobs = page.session.jobs
    from benchmarks.event_loop import turn

    turn(50)
    while not jobs.is_idle:
        turn(5)
    turn(50)
    return page


def close(page: QWidget) -> None:
    page.close()
    page.deleteLater()


def measure(rows: int, folder: Path) -> Iterator[tuple[tuple[str, str], Times]]:
    """By table and kind, as they come."""
    from census_desktop.gui.jobs import Jobs
    from census_desktop.gui.session import Session

    for name, make, of in (("lists", lists, of_lists), ("people", people, of_people)):
        app = make(folder / f"{name}-{rows}", rows)
        jobs = Jobs()
        jobs.attach(app)
        for table, times in of(Session(app, jobs)):
            yield from (((table, kind), steps) for kind, steps in times.items())
        jobs.shutdown()


def _beside(many: list[float], few: list[float]) -> str:
    middle = statistics.median(many)
    return f"{middle:.0f} ({middle / max(statistics.median(few), 0.1):.1f} ×)"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tables", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROWS:,} rows")
    rows = QUICK_ROWS if parser.parse_args().quick else ROWS
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_CONFIG_HOME"] = scratch
        from census_desktop.gui.start import make_application

        application = make_application()
        if hasattr(os, "getloadavg") and (load := os.getloadavg()[0]) > BUSY:
            print(f"load {load:.1f} at the start: other work took part of the time; read the ratios, not milliseconds")
        few = dict(measure(FEW_ROWS, Path(scratch)))
        print(f"{rows:,} rows, in ms (in brackets: times {FEW_ROWS:,} rows). Target: every frame within {LIMIT_MS}.")
        print(
            f"{'table':9} {'step':7} {'to the frame: median':>22} {'longest':>8} {'own time: median':>22} {'longest gap':>12}"
        )
        for (table, kind), times in measure(rows, Path(scratch)):
            base = few[table, kind]
            late = sum(ms > LIMIT_MS for ms in times.frame)
            print(
                f"{table:9} {kind:7} {_beside(times.frame, base.frame):>22} {max(times.frame):8.0f} "
                f"{_beside(times.own, base.own):>22} {max(times.gap):12.0f}"
                + (f"   {late} of {len(times.frame)} too late" if late else ""),
                flush=True,
            )
        print(f"took {time.perf_counter() - began:.0f} s")
        del application


if __name__ == "__main__":
    main()
