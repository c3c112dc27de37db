"""The way into the window. Imports no Qt until it is known that a window can open."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from census_desktop.gui import display


def run_window(root: Path, argv: Sequence[str] = ()) -> int:
    """Open the window on a workspace and stay until it closes. Exit code 1, with one message, where none can open."""
    if problem := display.problem(os.environ):
        sys.stderr.write(problem + "\n")
        return 1
    try:
        from census_desktop.gui.start import start
    except ImportError as error:
        sys.stderr.write(display.missing_library(str(error)) + "\n")
        return 1
    return start(root, argv)
