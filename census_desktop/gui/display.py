"""Can a window open here? Asked before Qt is imported, because Qt aborts the process where the answer is no. No Qt here.

Linux only: on Windows and macOS there is always a display, and the libraries come with the wheel.
"""

from __future__ import annotations

import ctypes
import importlib.util
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

PACKAGES = {
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-xinerama.so.0": ("libxcb-xinerama0", "libxcb"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor"),
}
"""Libraries that Qt's wheel expects from the system, with their packages for apt and for dnf."""

WITHOUT_WINDOW = (
    "Without a window these work: census-desktop segments list, census-desktop demo --no-window, census-desktop --help."
)
_SONAME = re.compile(r"lib[\w.+-]+\.so(?:\.\d+)*")

Load = Callable[[str], object]


def problem(environ: Mapping[str, str], load: Load = ctypes.CDLL) -> str:
    """Why no window can open, and what to do; "" when one can."""
    if not sys.platform.startswith("linux"):
        return ""
    if wanted := environ.get("QT_QPA_PLATFORM", ""):
        candidates = [part.partition(":")[0] for part in wanted.split(";") if part]
        if unknown := [name for name in candidates if not _plugin(name).exists()]:
            return _told(
                f"QT_QPA_PLATFORM asks for “{unknown[0]}”, which is no platform of this Qt.",
                f"Unset it, or use one of: {', '.join(_platforms())}.",
            )
    else:
        candidates = [n for n, v in (("wayland", "WAYLAND_DISPLAY"), ("xcb", "DISPLAY")) if environ.get(v)]
    if not candidates:
        return _told(
            "There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.",
            "Start it from a desktop session, or with xvfb-run.",
        )
    reasons = [_why_not(name, environ, load) for name in candidates]
    return "" if "" in reasons else reasons[0]


def loadable(load: Load = ctypes.CDLL) -> list[str]:
    """The platforms of a desktop whose plugins find all their libraries, whether or not there is a display."""
    return [name for name in ("xcb", "wayland") if _plugin(name).exists() and _loads(name, load)]


def _loads(name: str, load: Load) -> bool:
    try:
        load(str(_plugin(name)))
    except OSError:
        return False
    return True


def _why_not(name: str, environ: Mapping[str, str], load: Load) -> str:
    """Why this platform cannot be used: a library is missing, or no X server answers."""
    try:
        load(str(_plugin(name)))
    except OSError as error:
        return missing_library(str(error), load)
    if name == "xcb" and not _x_answers(environ.get("DISPLAY", ""), load):
        shown = environ.get("DISPLAY", "")
        what = f"No X server answers on DISPLAY={shown}." if shown else "QT_QPA_PLATFORM asks for X, but DISPLAY is not set."
        return _told(what, "Check that the desktop session is still there and that you may use its display.")
    return ""


def missing_library(error: str, load: Load = ctypes.CDLL) -> str:
    """The message for a system library that is not there, with all missing ones that Qt is known to need."""
    missing = {m.group(0) for m in _SONAME.finditer(error) if not m.group(0).startswith(("libq", "libQt6", "libpyside"))}
    for soname in PACKAGES:
        try:
            load(soname)
        except OSError:
            missing.add(soname)
    known = [PACKAGES[s] for s in sorted(missing) if s in PACKAGES]
    lines = [f"The window needs system libraries that are not here: {', '.join(sorted(missing)) or error}."]
    if known:
        lines.append(f"Debian, Ubuntu: sudo apt install {' '.join(sorted({apt for apt, _ in known}))}")
        lines.append(f"Fedora, RHEL: sudo dnf install {' '.join(sorted({dnf for _, dnf in known}))}")
    return _told(*lines)


def _x_answers(display: str, load: Load) -> bool:
    """True if an X connection can be made (or if that cannot be tried)."""
    try:
        xcb: ctypes.CDLL = load("libxcb.so.1")  # type: ignore[assignment]
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def _plugins() -> Path:
    spec = importlib.util.find_spec("PySide6")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0] if places else ".") / "Qt" / "plugins" / "platforms"


def _plugin(name: str) -> Path:
    return _plugins() / f"libq{name}.so"


def _platforms() -> list[str]:
    return sorted(p.stem.removeprefix("libq") for p in _plugins().glob("libq*.so"))


def _told(*lines: str) -> str:
    return "\n".join(("census-desktop: the window cannot open.", *lines, WITHOUT_WINDOW))
