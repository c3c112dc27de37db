"""How long until the window can be used, against a bare PySide6 window: `python -m benchmarks.window_start [WORKSPACE]`.

Each is a cold process, timed from its start until its event loop turns with the window painted; ours counts only when the
segment list has its rows. Median of five, alternating. Target: at most 3 times the bare window.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, lambda: (print(time.time()), app.quit()))
app.exec()
"""

OURS = """
import sys, time
from pathlib import Path
from census_desktop.gui import start as entry
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView
root = Path(sys.argv[1])

class Watch(QObject):
    def __init__(self, window):
        super().__init__(window)
        self.window, self.painted = window, None
        self.timer = QTimer(self)
        self.timer.setInterval(2)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self):
        self.painted = self.painted or time.time()
        lists = [v for v in self.window.findChildren(QTableView) if v.accessibleName() == "Segments"]
        if lists and lists[0].model() and lists[0].model().rowCount() and lists[0].model().row_at(0) is not None:
            print(self.painted, time.time())
            self.timer.stop()
            self.window.close()

made = entry.MainWindow
def watched(root):
    window = made(root)
    Watch(window)
    return window
entry.MainWindow = watched
entry.start(root)
"""


def run(code: str, *arguments: str) -> list[float]:
    """Seconds from the start of a fresh process to each moment it prints."""
    started = time.time()
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, timeout=120)
    return [float(word) - started for word in done.stdout.split()]


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "sample"
        if not root.exists():
            from census_desktop.sample import ensure_sample

            ensure_sample(root)
        os.environ["XDG_CONFIG_HOME"] = folder
        # Byte code is there, as in an installed program, also where this is run from a checkout that keeps none.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        run(BARE)
        run(OURS, str(root))
        bare, painted, ready = [], [], []
        for _ in range(ROUNDS):
            bare.append(run(BARE)[-1])
            shown, usable = run(OURS, str(root))
            painted.append(shown)
            ready.append(usable)
    base, first, usable = (statistics.median(times) for times in (bare, painted, ready))
    print(f"bare QMainWindow        {base * 1000:6.0f} ms")
    print(f"our window painted      {first * 1000:6.0f} ms  {first / base:4.2f} ×")
    print(f"our window interactive  {usable * 1000:6.0f} ms  {usable / base:4.2f} ×  (target: at most 3)")


if __name__ == "__main__":
    main()
