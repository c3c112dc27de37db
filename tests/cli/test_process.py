"""The program as a process: exit codes, clean streams, signals, what start-up imports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from census_desktop import cli
from tests.shop import write_shop

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "CENSUS_DESKTOP_HOME": str(tmp_path / "workspace"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }


@pytest.fixture
def shop(tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    document = write_shop(tmp_path / "home")
    monkeypatch.setenv("XDG_STATE_HOME", environment["XDG_STATE_HOME"])
    assert cli.main(["--workspace", environment["CENSUS_DESKTOP_HOME"], "import", str(document), "-q"]) == 0
    return document.parent


def given(environment: dict[str, str], *words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "census_desktop", *words]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60, encoding="utf-8", **more
    )


def test_exit_codes_and_streams(environment: dict[str, str], shop: Path) -> None:
    listed = given(environment, "syncs", "list", "--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert len(json.loads(listed.stdout)) == 2
    ran = given(environment, "run", "Everyone to files", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["counts"]["updated"] == 4
    unknown = given(environment, "run", "Nobody", "--json")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "Nobody" in json.loads(unknown.stderr)["error"]["message"]
    usage = given(environment, "run")
    assert (usage.returncode, usage.stdout) == (2, "")
    (shop / "shop" / "customers.csv").unlink()
    failed = given(environment, "run", "Everyone to files", "--json")
    assert failed.returncode == 1
    assert json.loads(failed.stdout)["status"] == "failed"


def test_nothing_warns_in_development_mode(environment: dict[str, str], shop: Path) -> None:
    """Unclosed files, deprecated calls and the like are errors here."""
    commands = (["export"], ["doctor", "--json"], ["segments", "count", "Readers"])
    code = f"from census_desktop.cli import main; print([main(words) for words in {commands!r}])"
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_text_reaches_a_pipe_that_is_not_utf_8(environment: dict[str, str], shop: Path) -> None:
    ascii_only = {**environment, "PYTHONIOENCODING": "ascii"}
    found = given(ascii_only, "segments", "preview", "Readers", "--json")
    assert found.returncode == 0
    assert json.loads(found.stdout)["rows"][1][2] == "Clara 😀"
    assert "Clara \\U0001f600" in given(ascii_only, "segments", "preview", "Readers").stdout


def test_a_reader_that_goes_away_is_no_failure(environment: dict[str, str], shop: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "census_desktop", "export"],
            env=environment, stdout=write, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
        )  # fmt: skip
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def receiver(environment: dict[str, str], tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`census-desktop receiver` and its address."""
    words = ["receiver", "--port", "0", "--folder", str(tmp_path / "received"), "--json"]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "census_desktop", *words],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    text = ""
    while not text.endswith("}\n"):
        text += process.stdout.readline()
    yield process, json.loads(text)["url"]
    process.kill()
    process.communicate()


def test_the_receiver_receives_until_it_is_stopped(
    environment: dict[str, str], shop: Path, receiver: tuple[subprocess.Popen[str], str]
) -> None:
    process, url = receiver
    given(environment, "destinations", "add", "--name", "CRM hook", "--type", "webhook", "--config", f"url={url}")
    assert given(environment, "run", "Big spenders to the CRM").returncode == 0
    with urllib.request.urlopen(url.removesuffix("in") + "requests", timeout=10) as answer:
        assert json.loads(answer.read())
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in errors


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to another process group")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_cancels_a_run_cleanly(environment: dict[str, str], shop: Path, number: signal.Signals) -> None:
    """The destination never answers in time, so the run is under way when the signal comes."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Event, Thread

    arrived, released = Event(), Event()

    class Silent(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            arrived.set()
            released.wait(60)

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_address[1]}/in"
        given(environment, "destinations", "add", "--name", "CRM hook", "--type", "webhook", "--config", f"url={url}")
        process = subprocess.Popen(
            [sys.executable, "-m", "census_desktop", "run", "Big spenders to the CRM", "--json"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert arrived.wait(60)
        process.send_signal(number)
        out, errors = process.communicate(timeout=45)
    finally:
        released.set()
        server.shutdown()
        server.server_close()
    assert process.returncode == 1
    assert json.loads(out)["status"] == "cancelled"
    assert "Stopping" in errors
    assert "Traceback" not in errors
    assert json.loads(given(environment, "runs", "list", "--json").stdout)[0]["status"] == "cancelled"


HEAVY = ("PySide6", "sqlalchemy", "requests", "keyring", "ibis", "duckdb", "pyarrow", "yaml", "alembic")


def test_what_commands_import(environment: dict[str, str], shop: Path) -> None:
    """One fresh interpreter, commands from the lightest on; what each has in memory after it."""
    commands = ("--version", "--help", "segments list", "syncs list --json", "runs list", "quick-sync list Readers", "export")
    code = f"""
import sys
from census_desktop import cli
for command in {commands!r}:
    cli.main(command.split())
    print("after", command, *(m for m in {HEAVY!r} if m in sys.modules), sep="|", file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=60)
    lines = [line.split("|") for line in done.stderr.splitlines() if "|" in line]
    found = {command: set(modules) for _, command, *modules in lines}
    assert found.pop("--version") == found.pop("--help") == set()
    assert found.pop("export") == {"sqlalchemy", "yaml"}
    assert found == {command: {"sqlalchemy"} for command in commands[2:-1]}
