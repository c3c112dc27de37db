"""Logout and `kill` while a run works: the window closes by itself, and the run ends as one that was cancelled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from census_desktop.bootstrap import open_workspace
from census_desktop.domain.model import RunStatus
from census_desktop.domain.rows import RunFilter
from tests.faults import FaultServer, Receiver

ROOT = Path(__file__).parents[2]
DOCUMENT = """
version: 1
sources: [{{name: Files, type: files, config: {{path: .}}}}]
datasets: [{{name: People, source: Files, table: people.csv, unique_identifier: id}}]
destinations: [{{name: Hook, type: webhook, config: {{url: "{url}", batch_size: 10, concurrency: 1}}}}]
syncs:
  - name: To the hook
    source: {{dataset: People}}
    destination: Hook
    object: records
    operation: mirror
    sync_key: {{column: id, field: key}}
    mappings: [{{field: name, column: name}}]
    status: active
"""
CHILD = """
import sys
from pathlib import Path
from census_desktop.gui import start

class Eager(start.MainWindow):
    def _on_opened(self, done):
        super()._on_opened(done)
        self.jobs.run_sync(sys.argv[2])

start.MainWindow = Eager
sys.exit(start.start(Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_signal_closes_the_window_and_cancels_what_runs(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    receiver = Receiver(seconds=0.3)
    with FaultServer(receiver) as server:
        app = open_workspace(root)
        (root / "people.csv").write_text("id,name\n" + "".join(f"{n},Name {n}\n" for n in range(500)))
        app.document.import_(DOCUMENT.format(url=server.address), root)
        sync = app.syncs.get("To the hook").id
        app.close()
        environment = {
            **os.environ,
            "XDG_STATE_HOME": str(tmp_path / "state"),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_RUNTIME_DIR": str(tmp_path),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
        }
        tmp_path.chmod(0o700)
        window = subprocess.Popen([sys.executable, "-c", CHILD, str(root), sync], cwd=tmp_path, env=environment)
        try:
            until = time.monotonic() + 30
            while receiver.requests < 2 and time.monotonic() < until and window.poll() is None:
                receiver.released.wait(0.02)
            assert receiver.requests >= 2, "the window ran nothing"
            window.send_signal(signal.SIGTERM)
            assert window.wait(20) == 0
        finally:
            window.kill()
            window.wait()
        arrived = len(receiver.records)
        assert not root.joinpath("workspace.db-wal").exists(), "the workspace was closed"
        app = open_workspace(root)
        run, *_ = app.runs.list(RunFilter())
        assert run.status is RunStatus.CANCELLED
        assert run.counts.updated in (arrived, arrived - 10), "but for the batch whose answer was not waited for"
        assert 0 < arrived < 500
        app.close()
