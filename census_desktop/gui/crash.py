"""A defect of ours must not take the window down or vanish: it is logged, and shown once with what can be copied."""

from __future__ import annotations

import faulthandler
import logging
import re
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from census_desktop import __version__
from census_desktop.domain.redaction import redact_line, trace_of
from census_desktop.logs import CRASH_LOG, PROGRAM, WINDOW_LOG, LogFile, event, turn_over

if TYPE_CHECKING:
    from census_desktop.gui.support.crash_dialog import Acts, CrashDialog

log = logging.getLogger(__name__)

REPORT_LETTERS = 20_000
_CRASHED = re.compile(r"Fatal Python error|Windows fatal exception: (?!code )")

_fault_file: IO[str] | None = None


def log_to_file(folder: Path) -> Path | None:
    """Send the program's log to a file that turns over, and crashes of the interpreter to one beside it.

    None when the folder cannot be written; the program works without a log.
    """
    global _fault_file
    crashes = folder / CRASH_LOG
    try:
        handler = LogFile(folder / WINDOW_LOG)
        _fault_file = crashes.open("a", encoding="utf-8")
    except OSError as error:
        log.info("No log file: %s", error.strerror)
        return None
    PROGRAM.addHandler(handler)
    PROGRAM.setLevel(logging.INFO)
    faulthandler.enable(_fault_file)
    event(log, "window.began", version=__version__)
    return folder / WINDOW_LOG


def crash_of_last_time(folder: Path) -> str:
    """What the interpreter wrote when a crash ended the program, told once: "" when none did.

    The report stays beside the log, for the diagnostics. On Windows the interpreter notes errors, too, that others handle.
    """
    path = folder / CRASH_LOG
    try:
        text = path.read_text(encoding="utf-8", errors="replace")[-REPORT_LETTERS:]
        if not text.strip():
            return ""
        turn_over(path)
    except OSError:
        return ""
    return "\n".join(map(redact_line, text.splitlines())) if _CRASHED.search(text) else ""


class CrashReporter(QObject):
    """Catches what nobody caught, in any thread, and shows one dialog at a time. Lives as long as the application."""

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.acts: Acts | None = None
        """What the dialog offers, once there is a window."""
        self._dialog: CrashDialog | None = None
        self._caught.connect(self._on_caught)

    def install(self) -> None:
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        log.critical("Uncaught %s", kind.__name__, exc_info=(kind, error, trace))
        self._caught.emit(details_of(error))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_caught(self, details: str) -> None:
        self._show(details)

    def tell_of_last_time(self, details: str) -> None:
        """A crash ended the program the last time."""
        self._show(details, again=True)

    def _show(self, details: str, *, again: bool = False) -> None:
        if self._dialog is None:
            from census_desktop.gui.support.crash_dialog import CrashDialog

            self._dialog = CrashDialog(details, self.acts, again=again)
            self._dialog.finished.connect(self._on_closed)
            self._dialog.open()

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def details_of(error: BaseException) -> str:
    """Where it happened, without values: they could be a person's."""
    return trace_of(error)
