"""One window for each workspace: a second start hands over, whatever became of the first; strangers' messages are refused."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from census_desktop.gui.front_door import MOST_CALLERS, FrontDoor
from census_desktop.gui.handover import Answer, door_of, hand_over
from census_desktop.usecases.arrivals import LARGEST, Arrival, encode

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="doors are sockets in the file system")
ROOT = Path(__file__).parents[2]
LINK = Arrival("open-link", "census-desktop://segment/seg-vip")


@pytest.fixture
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("r")  # short: a socket's path has little room
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def place(runtime: Path, tmp_path: Path) -> str:
    return door_of(tmp_path)


@pytest.fixture
def door(place: str, qtbot: QtBot) -> Iterator[FrontDoor]:
    made = FrontDoor(place)
    assert made.claim(Arrival()) is Answer.NOBODY
    yield made
    made.close()
    made.deleteLater()


def meanwhile(qtbot: QtBot, do: Callable[[], object]) -> list[object]:
    """What another thread did while the window's loop turned."""
    got: list[object] = []
    other = threading.Thread(target=lambda: got.append(do()))
    other.start()
    qtbot.waitUntil(lambda: not other.is_alive())
    other.join()
    return got


def test_the_door_is_for_its_user_alone_and_told_apart_by_workspace(door: FrontDoor, place: str, tmp_path: Path) -> None:
    assert stat.S_IMODE(Path(place).stat().st_mode) & 0o077 == 0
    (tmp_path / "same").symlink_to(tmp_path)
    assert door_of(tmp_path / "same") == place
    assert door_of(tmp_path / "other") != place


def test_without_the_sessions_folder_a_private_one_is_made_and_a_shared_one_is_not_trusted(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr("tempfile.tempdir", str(runtime))
    place = Path(door_of(tmp_path))
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    place.parent.chmod(0o777)
    assert door_of(tmp_path) == ""
    assert hand_over("", LINK) is Answer.NOBODY
    unlisted = FrontDoor("")
    assert unlisted.claim(LINK) is Answer.NOBODY
    assert not unlisted.is_open


def test_what_is_handed_over_arrives(door: FrontDoor, place: str, qtbot: QtBot) -> None:
    arrived: list[Arrival] = []
    door.arrived.connect(arrived.append)
    assert meanwhile(qtbot, lambda: hand_over(place, LINK)) == [Answer.TAKEN]
    second = FrontDoor(place)
    assert meanwhile(qtbot, lambda: hand_over(place, Arrival())) == [Answer.TAKEN]
    assert arrived == [LINK, Arrival()]
    assert not second.is_open


def said(place: str, message: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(10)
        line.connect(place)
        try:
            line.sendall(message)
            return line.recv(100)
        except OSError:
            return b"cut off"


@pytest.mark.parametrize(
    "message",
    [
        b'{"do": "quit"}\n',
        b'{"do": "open-link", "what": "census-desktop://segment/x?run"}\n',
        b"GET / HTTP/1.1\r\n\r\n",
        b"x" * (LARGEST + 10),
        encode(LINK) + encode(LINK),
    ],
)
def test_strangers_are_refused(door: FrontDoor, place: str, qtbot: QtBot, message: bytes) -> None:
    arrived: list[Arrival] = []
    door.arrived.connect(arrived.append)
    (answer,) = meanwhile(qtbot, lambda: said(place, message))
    assert answer in (b'{"ok": false}\n', b"cut off")
    assert arrived == []


def test_callers_who_say_nothing_do_not_keep_others_out(door: FrontDoor, place: str, qtbot: QtBot) -> None:
    silent = [socket.socket(socket.AF_UNIX) for _ in range(MOST_CALLERS)]
    try:
        for line in silent:
            line.connect(place)
        qtbot.waitUntil(lambda: len(door._callers) == MOST_CALLERS)
        assert meanwhile(qtbot, lambda: said(place, encode(LINK))) in ([b""], [b"cut off"])
        for caller in list(door._callers):
            caller._patience.start(0)  # as if they had been silent for long
        qtbot.waitUntil(lambda: not door._callers)
        assert meanwhile(qtbot, lambda: hand_over(place, LINK)) == [Answer.TAKEN]
    finally:
        for line in silent:
            line.close()


def test_a_window_that_does_not_answer_is_not_waited_for(place: str) -> None:
    with socket.socket(socket.AF_UNIX) as stuck:
        stuck.bind(place)
        stuck.listen()
        assert hand_over(place, LINK, seconds=0.05) is Answer.SILENT


def test_what_a_killed_process_left_behind_is_cleared(place: str, qtbot: QtBot) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(place)
    assert Path(place).exists()
    assert hand_over(place, LINK) is Answer.NOBODY
    door = FrontDoor(place)
    assert door.claim(LINK) is Answer.NOBODY
    assert door.is_open
    door.close()
    assert not Path(place).exists()


FIRST = """
import sys
from pathlib import Path
from census_desktop.gui import start
from census_desktop.gui.app import run_window

class Telling(start.MainWindow):
    def _on_opened(self, app):
        self.session.page_requested.connect(lambda name, args: print(name, args, flush=True))
        self.session.failure_shown.connect(lambda error: print(error.title, flush=True))
        super()._on_opened(app)
        print("open", self.isActiveWindow(), flush=True)

    def showEvent(self, event):
        super().showEvent(event)
        print("shown", flush=True)

start.MainWindow = Telling
sys.exit(run_window(Path(sys.argv[1]), *sys.argv[2:]))
"""


class Windows:
    """Real processes on one workspace."""

    def __init__(self, root: Path, home: Path) -> None:
        self.root = root
        self.environ = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_DATA_HOME": str(home / "data"),
        }
        self.open: list[subprocess.Popen[str]] = []

    def first(self, *what: str) -> subprocess.Popen[str]:
        argv = [sys.executable, "-c", FIRST, str(self.root), *what]
        begun = subprocess.Popen(argv, env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.open.append(begun)
        return begun

    def second(self, *words: str) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "census_desktop", "--workspace", str(self.root), "open", *words]
        return subprocess.run(argv, env=self.environ, capture_output=True, text=True, timeout=60, check=False)

    def until(self, process: subprocess.Popen[str], line: str) -> list[str]:
        assert process.stdout is not None
        heard: list[str] = []
        for told in process.stdout:
            heard.append(told.strip())
            if heard[-1].startswith(line):
                return heard
        raise AssertionError(f"it ended without “{line}”: {heard}")


@pytest.fixture
def windows(shop: object, workspace: Path, runtime: Path, tmp_path: Path) -> Iterator[Windows]:
    made = Windows(workspace, tmp_path)
    yield made
    for process in made.open:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def test_a_second_start_hands_over_and_ends_and_a_killed_window_is_replaced(windows: Windows, tmp_path: Path) -> None:
    first = windows.first("census-desktop://segment/High%20value%20customers")
    windows.until(first, "segments {'segment': 'seg-vip'}")
    done = windows.second("census-desktop://settings/look")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    windows.until(first, "settings {'card': 'look'}")
    document = tmp_path / "shop.census.yaml"
    document.write_text("version: 1\n", encoding="utf-8")
    assert windows.second(document.as_uri()).returncode == 0
    windows.until(first, "import" if "import" in _pages() else "settings {'card': 'workspace'}")
    assert windows.second("census-desktop://segment/no-such-segment").returncode == 0
    windows.until(first, "Not found")
    refused = windows.second("census-desktop://segment/x?run=now")
    assert refused.returncode == 2
    assert "This link cannot be opened" in refused.stderr
    first.send_signal(signal.SIGKILL)
    first.wait()
    again = windows.first()
    windows.until(again, "open")
    assert windows.second().returncode == 0
    assert again.poll() is None


def test_of_two_that_start_at_the_same_moment_one_stays(windows: Windows) -> None:
    both = [windows.first(), windows.first()]
    ended = _first_to_end(both)
    (stays,) = [process for process in both if process not in ended]
    assert [process.returncode for process in ended] == [0]
    windows.until(stays, "open")
    assert windows.second().returncode == 0


def _first_to_end(processes: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    """Those whose output ends, which is when they do; the other one's does not."""
    import selectors

    with selectors.DefaultSelector() as watched:
        for process in processes:
            assert process.stdout is not None
            watched.register(process.stdout, selectors.EVENT_READ, process)
        while True:
            for key, _ in watched.select(timeout=60):
                if not key.data.stdout.readline():
                    key.data.wait()
                    return [key.data]


def _pages() -> set[str]:
    from census_desktop.gui.main_window import PAGES

    return set(PAGES)
