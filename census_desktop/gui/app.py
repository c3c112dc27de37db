"""The way into the window. Imports no Qt until it is known that a window can open."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from census_desktop.domain.errors import CensusError
from census_desktop.gui import display
from census_desktop.gui.handover import Answer, door_of, hand_over
from census_desktop.usecases.arrivals import arrival_of


def run_window(root: Path, what: str = "", argv: Sequence[str] = ()) -> int:
    """Open the window on a workspace, at this link or file, and stay until it closes; 0 at once where a window of the
    workspace is open already and takes it over. Exit code 1, with one message, where none can open."""
    try:
        arrival = arrival_of(what, os.environ.get("XDG_ACTIVATION_TOKEN", ""))
    except CensusError as error:
        sys.stderr.write(f"{error.title}: {error}\n")
        return 2
    if hand_over(door_of(root), arrival) is Answer.TAKEN:
        return 0
    if problem := display.problem(os.environ):
        sys.stderr.write(problem + "\n")
        return 1
    try:
        from census_desktop.gui.kit import language

        language.prepare()  # before the window's modules are read
        from census_desktop.gui.kit import text_size

        text_size.prepare(argv)  # so too
        from census_desktop.gui.start import start
    except ImportError as error:
        sys.stderr.write(display.missing_library(str(error)) + "\n")
        return 1
    return start(root, argv, arrival)
