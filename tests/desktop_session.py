"""A private desktop session for a child process: its own session bus, GNOME keyring and home folder, thrown away after.

The keyring's password is one newline (an empty one makes no collection). `unlocked=False` leaves it locked: a second daemon
on the same home folder with a wrong password. Without a display a locked keyring refuses at once; with one it prompts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REQUIRE = "CENSUS_DESKTOP_REQUIRE_DESKTOP"

_START = """
printf "%b" "$KEYRING_PASSWORD" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
exec "$@"
"""


def require_desktop(*more: str) -> None:
    """Skip where the programs are not installed; fail instead where CENSUS_DESKTOP_REQUIRE_DESKTOP=1 promises them."""
    missing = [program for program in ("dbus-run-session", "gnome-keyring-daemon", *more) if shutil.which(program) is None]
    if not missing:
        return
    message = f"{' and '.join(missing)} not installed (Debian: apt install dbus gnome-keyring xvfb xauth)"
    if os.environ.get(REQUIRE) == "1":
        pytest.fail(message)
    pytest.skip(message)


class DesktopSession:
    """Runs Python code in a session. Several runs share the home folder, so that what one stored the next one finds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("home", "run"):
            (folder / name).mkdir(mode=0o700)

    def environment(self, **more: str) -> dict[str, str]:
        home = self.folder / "home"
        # A fresh environment: a bus, display or keyring setting of the computer that runs the tests must not leak in.
        return {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "PYTHONPATH": str(ROOT),
            **more,
        }

    def run(
        self, code: str, *arguments: str, unlocked: bool = True, display: bool = False, timeout: float = 60, **more: str
    ) -> str:
        """The code's standard output. Its failure fails the test with everything it said."""
        require_desktop("xvfb-run") if display else require_desktop()
        password = r"\n" if unlocked else r"wrong\n"
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24 -nolisten tcp"] if display else []
        command = [*screen, "dbus-run-session", "--", "bash", "-c", _START, "bash", *_python(code, arguments)]
        return _output(command, self.environment(KEYRING_PASSWORD=password, **more), timeout)

    def run_without_bus(self, code: str, *arguments: str, timeout: float = 60, **more: str) -> str:
        """The same where there is no session bus at all, as on a server or in a container."""
        return _output(_python(code, arguments), self.environment(DBUS_SESSION_BUS_ADDRESS="disabled:", **more), timeout)


def _python(code: str, arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-W", "error", "-c", textwrap.dedent(code), *arguments]


def _output(command: list[str], environment: dict[str, str], timeout: float) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=timeout, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture
def desktop(tmp_path: Path) -> DesktopSession:
    folder = tmp_path / "session"
    folder.mkdir()
    return DesktopSession(folder)
