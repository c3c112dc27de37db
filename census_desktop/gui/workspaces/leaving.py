"""What is asked before a workspace is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from census_desktop.gui.kit import words

LEAVES = "leavesForGood"
"""The property of a window that closes for good, whether or not it would stay in the tray."""


def may_stop_runs(window: QWidget, count: int) -> bool:
    """Whether runs that work may be stopped."""
    box = QMessageBox(window)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setText(words.tr("Stop %1 and close?").replace("%1", words.counted(count, words.tr("run"), words.tr("runs"))))
    box.setInformativeText(words.tr("What was acknowledged stays acknowledged; the next run sends the rest."))
    stop = box.addButton(words.tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(words.tr("Keep working"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    box.deleteLater()
    return box.clickedButton() is stop


def close_unasked(window: QWidget) -> None:
    """Close the window although a question is open: nobody is there to answer."""
    for box in window.findChildren(QMessageBox):
        box.reject()
    window.close()


def leave_for_good(window: QWidget) -> None:
    """Close the window whether or not it would stay in the tray, and end the program with it."""
    hidden = window.isHidden()
    window.setProperty(LEAVES, True)
    closed = window.close()
    window.setProperty(LEAVES, False)
    if closed and hidden:  # Qt ends by itself when the last window that is seen closes
        QApplication.exit(0)
