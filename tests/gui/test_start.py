"""Start-up: nothing heavy before the first paint and the first sight of the segment list, and a quiet end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

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
FIRST_SIGHT = """
import sys
from pathlib import Path
from census_desktop.bootstrap import open_workspace
from census_desktop.domain.model import Dataset, Segment, Source
root = Path(sys.argv[1])
app = open_workspace(root)
app.sources.save(Source("s", "Files", "files", {"path": "."}))
app.datasets.save(Dataset("d", "People", "s", "people.csv"))
app.catalog.put(Segment("x", "Everyone", "d"))
app.close()
for name in [m for m in sys.modules if m.partition(".")[0] == "sqlalchemy" or m.startswith("census_desktop.store")]:
    del sys.modules[name]

from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.start import make_application
qt = make_application()
window = MainWindow(root)
window.show()
window.open_workspace()
model = window.page("segments").model
seen = []
model.loaded.connect(lambda total: seen.append((total, model.row_at(0).name, "sqlalchemy" in sys.modules)))
model.loaded.connect(lambda total: window.close())
qt.exec()
print(seen[0])
"""
WHOLE = """
import sys
from pathlib import Path
from census_desktop.bootstrap import open_workspace
open_workspace(Path(sys.argv[1])).close()
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
FROM_ONE_TO_THE_OTHER = """
import sys
from pathlib import Path
from census_desktop.bootstrap import open_workspace
root = Path(sys.argv[1])
other = root.with_name("other")
for folder in (root, other):
    open_workspace(folder).close()
from PySide6.QtCore import QTimer
from census_desktop.gui import start
from census_desktop.gui.app import run_window

class Switching(start.MainWindow):
    def _on_opened(self, app):
        super()._on_opened(app)
        print(self.root.name, flush=True)
        QTimer.singleShot(200, self.close if self.root == other else lambda: self.workspaces.open(other))

start.MainWindow = Switching
sys.exit(run_window(root))
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


def test_the_segment_list_is_there_before_the_database_layer(tmp_path: Path) -> None:
    done = run(FIRST_SIGHT, tmp_path)
    assert done.stdout.strip() == "(1, 'Everyone', False)", done.stderr


def test_the_window_opens_a_workspace_and_ends_without_a_word(tmp_path: Path) -> None:
    done = run(WHOLE, tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    said = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert said == []
    assert (tmp_path / "workspace" / "workspace.db").exists()


def test_another_workspace_follows_in_the_same_program(tmp_path: Path) -> None:
    done = run(FROM_ONE_TO_THE_OTHER, tmp_path)
    assert done.stdout.split() == ["workspace", "other"], done.stderr
    assert done.returncode == 0
    said = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert said == []
    assert not list(tmp_path.glob("*/session-*"))
