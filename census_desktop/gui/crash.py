"""A defect of ours must not take the window down or vanish: it is logged, and shown once with what can be copied."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from census_desktop import __version__
from census_desktop.domain.redaction import trace_of
from census_desktop.gui.kit.widgets import button, label
from census_desktop.logs import CRASH_LOG, LOG_BYTES, PROGRAM, WINDOW_LOG, LogFile, event, turn_over

log = logging.getLogger(__name__)

_fault_file: IO[str] | None = None


def log_to_file(folder: Path) -> Path | None:
    """Send the program's log to a file that turns over, and crashes of the interpreter to one beside it.

    None when the folder cannot be written; the program works without a log.
    """
    global _fault_file
    crashes = folder / CRASH_LOG
    try:
        handler = LogFile(folder / WINDOW_LOG)
        if crashes.exists() and crashes.stat().st_size > LOG_BYTES:
            turn_over(crashes)
        _fault_file = crashes.open("a", encoding="utf-8")
    except OSError as error:
        log.info("No log file: %s", error.strerror)
        return None
    PROGRAM.addHandler(handler)
    PROGRAM.setLevel(logging.INFO)
    faulthandler.enable(_fault_file)
    event(log, "window.began", version=__version__)
    return folder / WINDOW_LOG


class CrashReporter(QObject):
    """Catches what nobody caught, in any thread, and shows one dialog at a time. Lives as long as the application."""

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: CrashDialog | None = None
        self._caught.connect(self._show)

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

    def _show(self, details: str) -> None:
        if self._dialog is None:
            self._dialog = CrashDialog(details)
            self._dialog.finished.connect(self._on_closed)
            self._dialog.open()

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def details_of(error: BaseException) -> str:
    """Where it happened, without values: they could be a person's."""
    return f"Census Desktop {__version__}, Python {sys.version.split()[0]}\n{trace_of(error)}"


class CrashDialog(QDialog):
    """Says that something went wrong and what is kept; not modal to the machine, only to the window."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(620, 380)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName(self.tr("Details"))
        text = self.tr(
            "This is a defect of the program. What you saved is safe, and runs go on. "
            "The details below hold no data of yours; they help whoever mends it."
        )
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(self.tr("Copy details"), "copy", on=self._copy))
        buttons.addWidget(button(self.tr("Go on"), kind="primary", on=self.accept))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("Something went wrong"), "title"))
        layout.addWidget(label(text, wrap=True))
        layout.addWidget(self._details, 1)
        layout.addLayout(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())
