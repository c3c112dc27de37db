"""Scrolling and searching the segment list with 5,000 segments: `python -m benchmarks.segment_list`.

One step is a page scrolled, a jump of the scroll bar to a far place, or a letter typed, until the rows in view are there and
painted; beside it the same list with 50 segments. Target: under 50 ms a step.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from census_desktop.gui.main_window import MainWindow

WORDS = ("High value", "Newsletter", "Lapsed", "Trial", "Nordic", "Win-back", "Suppression", "B2B", "Cart left", "No phone")


def prepare(root: Path, segments: int) -> None:
    from census_desktop.bootstrap import open_workspace
    from census_desktop.domain.model import Dataset, Segment, Source, new_id

    app = open_workspace(root)
    data = root / "data"
    data.mkdir()
    (data / "people.csv").write_text("id,name\n1,Anna\n", encoding="utf-8")
    app.sources.save(Source("src", "Data", "files", {"path": str(data)}))
    app.datasets.save(Dataset("people", "People", "src", "people.csv", unique_identifier="id"))
    with app.catalog.transaction():
        for n in range(segments):
            app.catalog.put(Segment(new_id(), f"{WORDS[n % len(WORDS)]} {n:04d}", "people"))
    app.close()


def settle(window: MainWindow) -> None:
    """Until no question is open and the list's rows in view are loaded and painted."""
    from PySide6.QtWidgets import QApplication, QTableView

    from benchmarks.event_loop import turn

    (view,) = [v for v in window.findChildren(QTableView) if v.accessibleName() == "Segments"]
    model = view.model()
    QApplication.processEvents()
    while True:
        first = view.indexAt(view.viewport().rect().topLeft()).row()
        last = view.indexAt(view.viewport().rect().bottomLeft()).row()
        rows = range(max(first, 0), (last if last >= 0 else model.rowCount() - 1) + 1)
        if window.jobs.is_idle and all(model.row_at(row) is not None for row in rows):
            view.viewport().repaint()
            return
        turn(1)  # rests between turns, as an event loop does; a busy wait would keep the interpreter from the pool


def measure(count: int) -> dict[str, list[float]]:
    """Milliseconds of each step."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QTableView

    from benchmarks.event_loop import turn
    from census_desktop.gui.main_window import MainWindow

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        prepare(root, count)
        window = MainWindow(root)
        window.resize(1280, 800)
        window.show()
        window.open_workspace()
        while window.session is None or not window.session.app.store.is_open or not window.jobs.is_idle:
            turn(10)
        (view,) = [v for v in window.findChildren(QTableView) if v.accessibleName() == "Segments"]
        (search,) = [
            e for e in window.findChildren(QLineEdit) if "Search segments" in (e.accessibleName() + e.placeholderText())
        ]
        settle(window)
        turn(1500)  # let what a start brings along pass
        settle(window)
        times: dict[str, list[float]] = {"scroll": [], "jump": [], "search": []}

        def step(kind: str, act: Callable[[], object]) -> None:
            started = time.perf_counter()
            act()
            settle(window)
            times[kind].append((time.perf_counter() - started) * 1000)

        bar = view.verticalScrollBar()
        for _ in range(100):
            step("scroll", lambda: bar.setValue(bar.value() + bar.pageStep()))
        for n in range(60):
            step("jump", lambda n=n: bar.setValue(int(bar.maximum() * (n * 37 % 60) / 60)))  # type: ignore[misc]
        for letter in "lapsed 12":
            step("search", lambda letter=letter: QTest.keyClick(search, letter))  # type: ignore[misc]
        for _ in range(9):
            step("search", lambda: QTest.keyClick(search, Qt.Key.Key_Backspace))
        window.close()
    return times


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        from census_desktop.gui.start import make_application

        make_application()
        few, many = measure(50), measure(5_000)
    for kind in ("scroll", "jump", "search"):
        base, found = (sorted(times[kind]) for times in (few, many))
        middle, worst = found[len(found) // 2], found[-1]
        print(
            f"{kind:8} 5,000 segments: median {middle:5.1f} ms ({middle / base[len(base) // 2]:.1f} × 50 segments), "
            f"longest {worst:5.1f} ms  (target: under 50)"
        )


if __name__ == "__main__":
    main()
