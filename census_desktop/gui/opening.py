"""What the window shows before the workspace is open, and when it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.gui.kit import palette, said
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import announce, button, label


class Bones(QWidget):
    """Grey shapes where things will be."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Opening the workspace"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, 0, 272, self.height(), palette.color("background"))
        painter.fillRect(271, 0, 1, self.height(), palette.color("line"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("track"))
        shapes = [(12, 12, 248, 32), (292, 20, 260, 22), (292, 52, 380, 12)]
        shapes += [(16, 70 + 50 * n, 150 - 13 * (n % 3), 12) for n in range(8)]
        shapes += [(16, 88 + 50 * n, 90, 10) for n in range(8)]
        shapes += [(292, 140 + 51 * n, self.width() - 312, 12) for n in range(4)]
        for x, y, width, height in shapes:
            painter.drawRoundedRect(QRectF(x, y, max(0, width), height), 4, 4)


class OpeningPage(QWidget):
    """Bones first; on failure what happened, what is kept and what to do, with a way to try again."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        self._title = label("", "title", wrap=True)
        self._message = label("", wrap=True)
        self._kept = label("", "secondary", wrap=True)
        self._hint = label("", "secondary", wrap=True)
        self._place = label("", "small", wrap=True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.retry = button(self.tr("Try again"), "refresh", kind="primary", on=self.again.emit)
        failure = QWidget()
        column = QVBoxLayout(failure)
        column.setContentsMargins(48, 80, 48, 48)
        column.setSpacing(12)
        for widget in (self._title, self._message, self._kept, self._hint, self._place):
            widget.setMaximumWidth(px(620))
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.retry)
        self._acts = row
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(1)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(Bones())
        self._layers.addWidget(failure)

    def add_act(self, text: str, icon: str, on: Callable[[], object]) -> None:
        """One more way on after a failure."""
        self._acts.insertWidget(self._acts.count() - 1, button(text, icon, on=on))

    def show_bones(self) -> None:
        self._layers.setCurrentIndex(0)

    def show_error(self, error: CensusError, root: Path) -> None:
        for widget, text in (
            (self._title, said.said(error.title)),
            (self._message, error.message),
            (self._kept, error.kept),
            (self._hint, error.hint),
            (self._place, self.tr("Workspace: %1").replace("%1", str(root))),
        ):
            widget.setText(text)
            widget.setVisible(bool(text))
        self._layers.setCurrentIndex(1)
        self.retry.setFocus()
        announce(self, f"{said.said(error.title)}. {error}")
