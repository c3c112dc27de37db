"""The program's entry: no command opens the window, any command goes to the command line. Knows both; imports late."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the program and return its exit code."""
    words = sys.argv[1:]
    if words and words not in (["open"], ["open", "--"]):  # as a desktop starts it without a link
        from census_desktop import cli

        return cli.main(words, open_window, check_window, window_state)
    from census_desktop.paths import default_workspace

    return open_window(default_workspace())


def open_window(root: Path, what: str = "") -> int:
    """Open the window on a workspace, at this link or file, and wait until it is closed; where it is open already, ask it."""
    from census_desktop.gui.app import run_window

    return run_window(root, what)


def check_window(root: Path) -> str:
    """Draw the window off screen, for the self-test."""
    from census_desktop.gui.check import check_window as check

    return check(root)


def window_state() -> tuple[str, tuple[str, ...]]:
    """Why no window can open here ("" when one can), and the platforms that Qt can load. Imports no Qt."""
    import os

    from census_desktop.gui import display

    return display.problem(os.environ), tuple(display.loadable())


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    sys.exit(main())
