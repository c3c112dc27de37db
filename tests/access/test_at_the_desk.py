"""The program as it is used without eyes or without a mouse: real keys, a window manager, and AT-SPI, as screen readers read.

`reader.py` does it, in the system's own Python; its lines say how far it came.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from census_desktop.bootstrap import open_workspace
from tests.conftest import FakeClock
from tests.desktop_session import DesktopSession, require_desktop
from tests.gui.shop import build_shop

pytestmark = pytest.mark.desktop

HERE = Path(__file__).parent
READER = "/usr/bin/python3"
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    opened = open_workspace(tmp_path / "workspace", clock=FakeClock())
    build_shop(opened)
    opened.close()
    return tmp_path / "workspace"


def at_the_desk(desktop: DesktopSession, workspace: Path, act: str) -> list[str]:
    """What the reader did, line by line."""
    require_desktop("xvfb-run", "openbox", "xdotool", READER, LAUNCHER)
    asked = "import gi; gi.require_version('Atspi', '2.0')"
    if subprocess.run([READER, "-c", asked], capture_output=True, check=False).returncode:
        require_desktop("gir1.2-atspi-2.0 and python3-gi")
    command = ["xvfb-run", "-a", "-s", "-screen 0 1400x900x24 -nolisten tcp", "dbus-run-session", "--", "bash"]
    command += [str(HERE / "desk.sh"), str(workspace), READER, str(HERE / "reader.py"), act]
    environment = desktop.environment(PYTHON=sys.executable)
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=110, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout.splitlines()


def test_a_screen_reader_finds_everything_by_role_and_name(desktop: DesktopSession, workspace: Path) -> None:
    said = at_the_desk(desktop, workspace, "tree")
    assert "push button: Quick Sync" in said
    assert "combo box: is, Operator of country" in said
    assert said[-1] == "every control has a name"


def test_the_main_job_is_done_with_keys_alone(desktop: DesktopSession, workspace: Path) -> None:
    said = at_the_desk(desktop, workspace, "tour")
    assert said[-1] == "went through the pages"
    (sent,) = (workspace / "out" / "con-archive").glob("High value customers*")
    assert sent.read_text(encoding="utf-8").count("@example.com") == 54
