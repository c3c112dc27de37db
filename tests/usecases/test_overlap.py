"""Two processes never run one sync at once, and a dead one does not keep it for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.model import RunStatus
from census_desktop.usecases.receiver import Receiver, ScriptedReply, json_reply
from tests.usecases.conftest import add_sync

ROOT = Path(__file__).parents[2]
CODE = "import sys; from census_desktop.cli import main; sys.exit(main(sys.argv[1:]))"

Start = Callable[[Path], "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts `run a` in another process. Killed at the end of the test."""
    started: list[subprocess.Popen[str]] = []

    def start(root: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", CODE, "--workspace", str(root), "run", "a", "--json"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("end", ["answered", "killed"])
def test_the_second_is_skipped_and_a_dead_one_is_taken_over(app: App, tmp_path: Path, start: Start, end: str) -> None:
    from threading import Event

    arrived, go_on = Event(), Event()

    def hold(request: object) -> ScriptedReply | None:
        if arrived.is_set():
            return None
        arrived.set()
        go_on.wait(60)
        return json_reply(200, {})

    with Receiver(tmp_path / "hook", 0, rule=hold) as hook:
        root = app.paths.root
        config = f"{{name: Hook, type: webhook, config: {{url: '{hook.url}', batch_size: 5}}}}"
        app.document.add("destinations", config, root)
        add_sync(app, "a", destination="Hook", object_="records", operation="upsert")
        app.close()
        first = start(root)
        assert arrived.wait(60)
        mine = open_workspace(root, environ={})
        try:
            second = start(root)
            out, err = second.communicate(timeout=60)
            assert (second.returncode, '"skipped"' in out) == (1, True), err
            assert mine.runs.run("a").status is RunStatus.SKIPPED
            if end == "killed":
                os.kill(first.pid, signal.SIGKILL)
            go_on.set()
            first.communicate(timeout=60)
            run = mine.runs.run("a")
            assert run.status is RunStatus.COMPLETED
            assert (run.counts.processed > 0) is (end == "killed")
            assert len(hook.records("a")) == 20
        finally:
            go_on.set()
            mine.close()
