"""Small charts, drawn by ourselves from the palette: a line of sizes, a bar of a share. Larger ones: plots.py."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from census_desktop.gui.kit import palette
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import show_where_it_stands


def draw_bar(painter: QPainter, rect: QRectF, share: float) -> None:
    """How much of something: a filled part of a track."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color("track"))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    if share > 0:
        painter.setBrush(palette.color("accent"))
        filled = QRectF(rect.x(), rect.y(), max(rect.height(), rect.width() * share), rect.height())
        painter.drawRoundedRect(filled, rect.height() / 2, rect.height() / 2)


def draw_line(painter: QPainter, rect: QRectF, values: Sequence[float]) -> None:
    """A small line of two or more values, the lowest at the foot, the highest at the top."""
    low, high = min(values), max(values)
    span, step = high - low, (rect.width() - 3) / (len(values) - 1)
    x, y, room = rect.x() + 1.5, rect.y() + 3, rect.height() - 6
    points = [QPointF(x + n * step, y + (1 - (v - low) / span if span else 0.5) * room) for n, v in enumerate(values)]
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color("accent"), 1.75, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)


class Sparkline(QWidget):
    """A small line of values over time, with its meaning as accessible text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float, ...] = ()
        self.setFixedSize(px(96), px(28))

    def set_values(self, values: Sequence[float], meaning: str) -> None:
        self._values = tuple(values)
        self.setAccessibleName(meaning)
        self.setToolTip(meaning)
        show_where_it_stands(self, len(self._values) > 1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if len(self._values) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_line(painter, QRectF(self.rect()), self._values)
