"""The agent as a process: what it says, how fast it is, how it ends, and that there is one."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.shop import DOCUMENT, write_shop

ROOT = Path(__file__).parent.parent.parent
WITHIN = 5.0
"""Seconds from a file's change to the end of the run that it set off."""

Event = dict[str, Any]


class Process:
    """`census-desktop agent --json`, and its lines as they come."""

    def __init__(self, workspace: Path, state: Path, *words: str) -> None:
        environment = {**os.environ, "XDG_STATE_HOME": str(state), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "census_desktop", "--workspace", str(workspace), "agent", "--json", *words]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self._lines: queue.Queue[Event] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(json.loads(line))

    def wait_for(self, event: str, seconds: float = 60) -> Event:
        """The next event of that kind; those before it are passed over."""
        while True:
            found = self._lines.get(timeout=seconds)
            if found["event"] == event:
                return found

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """(exit code, what it said on stderr) after a signal."""
        self.process.send_signal(number)
        assert self.process.stderr is not None
        said = self.process.stderr.read()
        return self.process.wait(timeout=60), said


Start = Callable[..., Process]


@pytest.fixture
def start(sh: Shell, tmp_path: Path) -> Iterator[Start]:
    begun: list[Process] = []

    def start(*words: str) -> Process:
        begun.append(Process(sh.workspace, tmp_path / "state", *words))
        return begun[-1]

    yield start
    for one in begun:
        one.process.kill()
        one.process.communicate()


@pytest.fixture
def shop(sh: Shell, tmp_path: Path) -> Path:
    """The shop, whose first sync runs when its data changes; the webhook's is not there."""
    document = write_shop(tmp_path / "home")
    text = DOCUMENT.replace("schedule: {after: Big spenders to the CRM}", "schedule: {on_change: true}")
    document.write_text(text.replace("status: active", "status: paused"), encoding="utf-8")
    assert sh("import", str(document)).code == 0
    return document.parent / "shop" / "customers.csv"


def test_a_changed_file_is_sent_within_seconds(sh: Shell, shop: Path, start: Start) -> None:
    agent = start()
    agent.wait_for("ready")
    for name, more in (("Eve", "5,eve@example.com,Eve,DE,99,true,2026-11-21\n"), ("Finn", "6,f@example.com,Finn,FR,9,true,\n")):
        new = shop.with_suffix(".new")
        new.write_text(shop.read_text() + more)
        new.replace(shop)
        changed = shop.stat().st_mtime
        finished = agent.wait_for("finished")
        took = datetime.fromisoformat(finished["run"]["finished_at"]).timestamp() - changed
        assert (finished["sync"], finished["trigger"]) == ("Everyone to files", "change")
        assert finished["run"]["status"] == "completed"
        assert took < WITHIN, name
    out = next((shop.parent.parent / "out").glob("**/*.csv")).read_text()
    assert "f@example.com" in out
    other = sh("agent", "--json")
    assert other.code == 1
    assert f"process {agent.process.pid}" in other.error["message"]
    assert json.loads(sh("service", "status", "--json").out)["agent"]["pid"] == agent.process.pid
    code, said = agent.end()
    assert (code, "Traceback" in said) == (0, False)
    assert agent.wait_for("stopped")
    assert json.loads(sh("service", "status", "--json").out)["agent"] is None
    assert [r["status"] for r in sh("runs", "list", "--json").json] == ["completed", "completed"]


def test_once_runs_what_is_due_and_ends(sh: Shell, shop: Path, start: Start) -> None:
    """Also what changed while nothing ran."""
    assert sh("agent", "--once").code == 0
    assert sh("runs", "list", "--json").json == []
    shop.write_text(shop.read_text() + "5,eve@example.com,Eve,DE,99,true,2026-11-21\n")
    said = sh("agent", "--once")
    assert said.code == 0
    assert "Everyone to files: started because its data changed" in said.out
    assert "5 of 5 arrived" in said.out
    assert "started" not in sh("agent", "--once").out
    shop.write_text("nothing\nof,it\n")
    assert sh("agent", "--once").code == 1


def test_a_stop_in_mid_run_cancels_it_and_the_next_start_goes_on(sh: Shell, shop: Path, start: Start) -> None:
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    arrived, released = threading.Event(), threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            arrived.set()
            released.wait(60)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_address[1]}/in"
        sh("destinations", "add", "--name", "CRM hook", "--type", "webhook", "--config", f"url={url}")
        document = sh("export").out.replace("every: 15m", "on_change: true").replace("status: paused", "status: active")
        assert sh("import", "-", stdin=document).code == 0
        sh("syncs", "pause", "Everyone to files")
        agent = start()
        agent.wait_for("ready")
        shop.write_text(shop.read_text().replace("1200.5", "1300.5"))
        agent.wait_for("started")
        assert arrived.wait(60)
        code, said = agent.end(signal.SIGINT)
        assert (code, "Traceback" in said) == (0, False)
        assert agent.wait_for("finished")["run"]["status"] == "cancelled"
        released.set()
        again = start()
        assert again.wait_for("started")["trigger"] == "change"
        assert again.wait_for("finished")["run"]["status"] == "completed"
        assert again.end()[0] == 0
    finally:
        released.set()
        server.shutdown()
        server.server_close()
