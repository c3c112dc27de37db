"""Start-up: nothing heavy before the first paint, close to what Qt itself takes, and a quiet end."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from census_desktop.gui.start import make_application
from census_desktop.gui.main_window import MainWindow
app = make_application()
window = MainWindow(Path(sys.argv[1]))
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
heavy = ("sqlalchemy", "duckdb", "ibis", "pyarrow", "requests", "keyring", "alembic", "yaml", "platformdirs", "cronsim")
print(",".join(name for name in heavy if name in sys.modules))
"""
WHOLE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from census_desktop.gui import start
from census_desktop.gui.app import run_window

class Closing(start.MainWindow):
    def _on_opened(self, app):
        super()._on_opened(app)
        QTimer.singleShot(200, self.close)

start.MainWindow = Closing
sys.exit(run_window(Path(sys.argv[1])))
"""


def run(code: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    environ = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "pycache"),
        "PYTHONDONTWRITEBYTECODE": "",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    argv = [sys.executable, "-c", code, str(tmp_path / "workspace")]
    return subprocess.run(argv, env=environ, capture_output=True, text=True, timeout=60, check=False)


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    done = run(FIRST_PAINT, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="counts the CPU time of children")
def test_the_first_paint_takes_less_than_three_bare_windows(tmp_path: Path) -> None:
    def seconds(code: str) -> float:
        """Of CPU, the least of three: other work on the machine does not count."""
        taken = []
        for _ in range(4):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            assert run(code, tmp_path).returncode == 0
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(taken)

    assert seconds(FIRST_PAINT) < 3 * seconds(BARE)


def test_the_window_opens_a_workspace_and_ends_without_a_word(tmp_path: Path) -> None:
    done = run(WHOLE, tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    said = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert said == []
    assert (tmp_path / "workspace" / "workspace.db").exists()
