"""Where something will stand in a moment: grey bars in its place, still, so that nothing jumps and nothing turns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from census_desktop.gui.kit import palette

Bar = tuple[float, float, float, float]
"""(left, top, width, height) in pixels; a width or left below 1 is a share of the widget's own."""


class Skeleton(QWidget):
    def __init__(self, bars: Sequence[Bar], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = tuple(bars)
        self.setAccessibleName(self.tr("Loading…"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("track"))
        for left, top, width, height in self._bars:
            x = left * self.width() if left < 1 else left
            room = self.width() - x - 24
            painter.drawRoundedRect(QRectF(x, top, min(room, width * self.width() if width < 1 else width), height), 6, 6)


def rows(count: int, top: int = 44, height: int = 51, left: int = 20) -> tuple[Bar, ...]:
    """The bars of a table of two-line rows."""
    bars: list[Bar] = []
    for n in range(count):
        y = top + n * height
        bars += [(left, y + 10, 0.22, 12), (left, y + 29, 0.12, 8), (0.5, y + 16, 0.1, 14), (0.7, y + 16, 0.15, 12)]
    return tuple(bars)
