"""Can the window be made of what is installed? Asked by the self-test, in a process of its own and off screen."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.gui import display

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


def check_window(root: Path) -> str:
    """Draw the window once, without a workspace, and load every page's module. Gives what was found, or raises."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if problem := display.problem(os.environ):
        raise RuntimeError(problem)
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QImageReader

    from census_desktop.gui.kit import icons
    from census_desktop.gui.main_window import PAGES, MainWindow
    from census_desktop.gui.start import make_application
    from census_desktop.paths import resource

    app = make_application()
    for page in PAGES.values():
        importlib.import_module(f"census_desktop.gui.{page.module}")
    names = sorted(path.stem for path in resource("icons").glob("*.svg"))
    if blank := [name for name in names if _is_blank(icons.icon(name).pixmap(16).toImage())]:
        raise RuntimeError(f"Pictures cannot be drawn: {', '.join(blank)}.")
    if "svg" not in {bytes(kind.data()).decode() for kind in QImageReader.supportedImageFormats()}:
        raise RuntimeError("Qt's plugin for SVG pictures is missing.")
    window = MainWindow(root)
    window.show()
    app.processEvents()
    picture = window.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    window.hide()
    if len(colours) < 3:
        raise RuntimeError("The window stays empty.")
    return f"Qt {qVersion()}, {len(PAGES)} pages, {len(names)} pictures{_desktop_platforms()}"


def _is_blank(picture: QImage) -> bool:
    return not any(picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height()))


def _desktop_platforms() -> str:
    """On Linux, which desktops a window could open on, by the libraries that are there."""
    if not sys.platform.startswith("linux"):
        return ""
    return ", for " + (" and ".join(display.loadable()) or "no desktop: its libraries are not here")
