"""What is shown after a defect or a crash: a report that can be copied, and the ways on."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from census_desktop import __version__
from census_desktop.gui.kit import palette
from census_desktop.gui.kit.widgets import button, label


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done from the dialog. Each gives False where it cannot be done now."""

    open_log: Callable[[], object]
    save_diagnostics: Callable[[], object]
    restart: Callable[[], object]


def report_of(trace: str) -> str:
    """The whole report: program, computer, and where it happened. No name of the computer or of its user."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    kind = "package" if getattr(sys, "frozen", False) else "Python package"
    lines = (
        f"Census Desktop {__version__} ({kind}), Python {sys.version.split()[0]}",
        f"Qt {qVersion()} on {QGuiApplication.platformName()}, {system}",
        trace,
    )
    return "\n".join(lines)


class CrashDialog(QDialog):
    """Says that something went wrong and what is kept. `again` is for a crash that ended the program the last time."""

    def __init__(self, details: str, acts: Acts | None = None, *, again: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("The program ended by itself the last time") if again else self.tr("Something went wrong")
        self.setWindowTitle(title)
        self.resize(680, 420)
        self._acts = acts
        self._report = QPlainTextEdit(report_of(details))
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(self.tr("Report"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        layout.addWidget(label(title, "title"))
        layout.addWidget(label(self._said(again), wrap=True))
        layout.addWidget(self._report, 1)
        layout.addLayout(self._make_buttons(again))
        if parent is None:
            palette.dress(self)

    def _said(self, again: bool) -> str:
        if again:
            return self.tr(
                "A crash ended it. What you had saved is safe, drafts are as you left them, and a run that was under way "
                "is told among the runs. The report below holds no data of yours; it helps whoever mends this."
            )
        return self.tr(
            "This is a defect of the program. What you saved is safe, and runs go on. "
            "The report below holds no data of yours; it helps whoever mends it."
        )

    def _make_buttons(self, again: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._acts is not None:
            row.addWidget(button(self.tr("Open the log"), "list", on=self._open_log))
            row.addWidget(button(self.tr("Save diagnostics…"), "download", on=self._save))
        row.addStretch(1)
        row.addWidget(button(self.tr("Copy report"), "copy", on=self._copy))
        if self._acts is not None and not again:
            row.addWidget(button(self.tr("Restart"), "refresh", on=self._restart))
        row.addWidget(button(self.tr("Go on"), kind="primary", on=self.accept))
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())

    def _open_log(self) -> None:
        self.accept()
        if self._acts is not None:
            self._acts.open_log()

    def _save(self) -> None:
        if self._acts is not None:
            self._acts.save_diagnostics()

    def _restart(self) -> None:
        self.accept()
        if self._acts is not None:
            self._acts.restart()
