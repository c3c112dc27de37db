"""How long until the installed program's window is painted: `python -m benchmarks.installed_start PROGRAM`, on an X display.

PROGRAM is /usr/bin/census-desktop of the Debian package, or dist/census-desktop/census-desktop. Beside it runs the smallest
window that PySide6 can show, from this Python. Both are watched from outside, by the X server: a window of at least 640 × 480
that is there and no longer black. Median of five, alternating, each a new process; seconds of the processor too, which say
more than the clock where others are at work. Target: twice the bare window and 0.4 s.
"""

from __future__ import annotations

import ctypes as c
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
LONGEST_SECONDS = 60.0
ALLOWED = (2.0, 0.4)

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 800)
window.show()
app.exec()
"""


class Attributes(c.Structure):
    """Xlib's XWindowAttributes, as far as it is read here."""

    _fields_ = [
        *[(name, c.c_int) for name in ("x", "y", "width", "height", "border_width", "depth")],
        ("visual", c.c_void_p),
        ("root", c.c_ulong),
        *[(name, c.c_int) for name in ("class_", "bit_gravity", "win_gravity", "backing_store")],
        *[(name, c.c_ulong) for name in ("backing_planes", "backing_pixel")],
        ("save_under", c.c_int),
        ("colormap", c.c_ulong),
        *[(name, c.c_int) for name in ("map_installed", "map_state")],
        ("rest", c.c_char * 256),
    ]


class Screen:
    """What the X server shows, asked without a toolkit."""

    def __init__(self) -> None:
        self.x = c.CDLL("libX11.so.6")
        for name in ("XOpenDisplay", "XGetImage"):
            getattr(self.x, name).restype = c.c_void_p
        for name in ("XDefaultRootWindow", "XGetPixel"):
            getattr(self.x, name).restype = c.c_ulong
        self.handler = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p)(lambda _display, _error: 0)
        self.x.XSetErrorHandler(self.handler)  # a window may go while it is looked at
        self.display = c.c_void_p(self.x.XOpenDisplay(None))
        if not self.display:
            sys.exit("There is no X display: xvfb-run -a python -m benchmarks.installed_start PROGRAM")
        self.root = c.c_ulong(self.x.XDefaultRootWindow(self.display))

    def painted(self) -> bool:
        """Whether a large window is there, with something in it."""
        _root, _parent, children, count = c.c_ulong(), c.c_ulong(), c.POINTER(c.c_ulong)(), c.c_uint()
        self.x.XQueryTree(self.display, self.root, *map(c.byref, (_root, _parent, children, count)))
        windows = [children[i] for i in range(count.value)]
        if children:
            self.x.XFree(children)
        return any(map(self._has_content, windows))

    def _has_content(self, window: int) -> bool:
        facts = Attributes()
        known = self.x.XGetWindowAttributes(self.display, c.c_ulong(window), c.byref(facts))
        if not known or facts.map_state != 2 or facts.width < 640 or facts.height < 480:
            return False
        spot = (facts.width // 2, facts.height - 40)
        image = self.x.XGetImage(self.display, c.c_ulong(window), *spot, 1, 1, c.c_ulong(0xFFFFFF), 2)
        if not image:
            return False
        colour = self.x.XGetPixel(c.c_void_p(image), 0, 0)
        self.x.XDestroyImage(c.c_void_p(image))
        return bool(colour & 0xFFFFFF)


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def shown(screen: Screen, *command: str) -> tuple[float, float]:
    """Seconds, and those of the processor, from the start of a process until its window is painted."""
    started = time.perf_counter()
    process = subprocess.Popen(command)
    try:
        while not screen.painted():
            if process.poll() is not None or time.perf_counter() - started > LONGEST_SECONDS:
                sys.exit(f"No window came from {command[0]}.")
            time.sleep(0.002)
        return time.perf_counter() - started, processor_seconds(process.pid)
    finally:
        process.terminate()
        process.wait(30)
        while screen.painted():
            time.sleep(0.01)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = sys.argv[1]
    screen = Screen()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(CENSUS_DESKTOP_HOME=f"{folder}/sample", XDG_CONFIG_HOME=folder, QT_QPA_PLATFORM="xcb")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run([program, "demo", "--no-window"], check=True, stdout=subprocess.DEVNULL)
        bare_command = (sys.executable, "-c", BARE)
        shown(screen, *bare_command)  # once each for what the disk has to give
        shown(screen, program)
        bare, ours = [], []
        for _ in range(ROUNDS):
            bare.append(shown(screen, *bare_command))
            ours.append(shown(screen, program))
    busy = os.getloadavg()[0]
    print(f"{'':28}{'clock':>9}{'processor':>12}   (load {busy:.1f})")
    medians = {}
    for name, runs in (("bare window", bare), ("installed program's window", ours)):
        clock, processor = (statistics.median(column) for column in zip(*runs, strict=True))
        medians[name] = (clock, processor)
        print(f"{name:28}{clock * 1000:6.0f} ms{processor * 1000:9.0f} ms   {' '.join(f'{r[0]:.2f}' for r in runs)}")
    (base, base_cpu), (mine, _) = medians.values()
    times, more = ALLOWED
    print(f"target                      {(times * base + more) * 1000:6.0f} ms{(times * base_cpu + more) * 1000:9.0f} ms")
    sys.exit(mine > times * base + more)


if __name__ == "__main__":
    main()
