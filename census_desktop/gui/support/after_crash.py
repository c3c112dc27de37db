"""What the window does around crashes and restarts: it logs, offers the report of the last one, and can start anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QMainWindow

from census_desktop.gui.commands import Commands
from census_desktop.gui.crash import CrashReporter, crash_of_last_time, log_to_file

Start = Callable[[str, Sequence[str]], object]


class AfterCrash:
    """Lives as long as the application; `start_again` is called when its event loop is over."""

    def __init__(self, window: QMainWindow, commands: Commands, reporter: CrashReporter, folder: Path) -> None:
        self._window = window
        self._commands = commands
        self._reporter = reporter
        self._folder = folder
        self._wanted = False
        commands.bind("restart", window, self._restart)

    def begin(self) -> None:
        """Once the window is painted: log to the file, and tell of a crash that ended the program the last time."""
        from census_desktop.gui.support.crash_dialog import Acts

        self._reporter.acts = Acts(self._open_log, self._save_diagnostics, self._restart)
        crash = crash_of_last_time(self._folder)
        log_to_file(self._folder)
        if crash:
            self._reporter.tell_of_last_time(crash)

    def _open_log(self) -> None:
        """The page, or the folder while the workspace is not open."""
        if not self._commands.run("show-log"):
            from census_desktop.gui.support.log_page import open_log_folder

            open_log_folder()

    def _save_diagnostics(self) -> None:
        if not self._commands.run("save-diagnostics"):
            self._open_log()

    def _restart(self) -> None:
        """Close, which may be refused because runs would be stopped."""
        self._wanted = self._window.close()

    def start_again(self, root: Path, start: Start = QProcess.startDetached) -> bool:
        """Start the program on the workspace that was open last, if that was asked for."""
        if self._wanted:
            program, *words = again(root)
            start(program, words)
        return self._wanted


def again(root: Path) -> list[str]:
    """The command that starts this program on a workspace: another one may be open by now than it was started on."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *([] if frozen else ["-m", "census_desktop"]), "--workspace", str(root)]
