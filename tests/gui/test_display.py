"""Where no window can open there is one message that says what to do: never a Qt abort, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from census_desktop.gui import display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries and displays of Linux")

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from census_desktop.gui.app import run_window
sys.exit(run_window(Path(sys.argv[1])))
"""


def run(tmp_path: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        env={**kept, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def check_told(done: subprocess.CompletedProcess[str], *wanted: str) -> None:
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "qt.qpa" not in done.stderr
    for text in ("the window cannot open", "census-desktop segments list", "demo --no-window", *wanted):
        assert text in done.stderr


def broken(tmp_path: Path, soname: str) -> dict[str, str]:
    """An environment in which the loader finds something of this name that is no library."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / soname).write_bytes(b"")
    return {"LD_LIBRARY_PATH": str(folder)}


def test_no_display(tmp_path: Path) -> None:
    check_told(run(tmp_path), "neither DISPLAY nor WAYLAND_DISPLAY")


def test_a_display_that_does_not_answer(tmp_path: Path) -> None:
    check_told(run(tmp_path, DISPLAY=":4711"), "No X server answers on DISPLAY=:4711")


def test_a_platform_that_does_not_exist(tmp_path: Path) -> None:
    check_told(run(tmp_path, QT_QPA_PLATFORM="nonsense"), "“nonsense”", "xcb")


def test_xcb_asked_for_without_a_display(tmp_path: Path) -> None:
    check_told(run(tmp_path, QT_QPA_PLATFORM="xcb"), "DISPLAY is not set")


def test_a_library_of_the_platform_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path, DISPLAY=":4711", **broken(tmp_path, "libxcb-cursor.so.0"))
    check_told(done, "libxcb-cursor.so.0", "sudo apt install libxcb-cursor0", "sudo dnf install xcb-util-cursor")


def test_a_library_that_qt_itself_needs_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path, QT_QPA_PLATFORM="offscreen", **broken(tmp_path, "libEGL.so.1"))
    check_told(done, "libEGL.so.1", "libegl1")


def test_wayland_without_libraries_gives_way_to_x(tmp_path: Path) -> None:
    def load(name: str) -> object:
        if "wayland" in name:
            raise OSError("libwayland-client.so.0: cannot open shared object file")
        raise OSError("libxcb-cursor.so.0: cannot open shared object file")

    told = display.problem({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, load)
    assert "libwayland-client0" in told


def test_several_missing_libraries_are_named_at_once() -> None:
    def load(name: str) -> object:
        if name in ("libEGL.so.1", "libxkbcommon-x11.so.0") or "libqxcb" in name:
            raise OSError(f"{name}: cannot open shared object file: No such file or directory")
        return object()

    told = display.missing_library("libxcb-cursor.so.0: cannot open shared object file", load)
    assert "libegl1 libxcb-cursor0 libxkbcommon-x11-0" in told


def test_offscreen_needs_no_display() -> None:
    assert display.problem({"QT_QPA_PLATFORM": "offscreen"}) == ""


def test_elsewhere_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert display.problem({}) == ""
