"""What is asked before a workspace is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from census_desktop.gui.kit import words


def may_stop_runs(window: QWidget, count: int) -> bool:
    """Whether runs that work may be stopped."""
    box = QMessageBox(window)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setText(words.tr("Stop %1 and close?").replace("%1", words.counted(count, words.tr("run"), words.tr("runs"))))
    box.setInformativeText(words.tr("What was acknowledged stays acknowledged; the next run sends the rest."))
    stop = box.addButton(words.tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(words.tr("Keep working"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is stop
