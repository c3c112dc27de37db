"""Small charts, drawn by ourselves from the palette: a line of sizes, its larger sister, a bar of a share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.delegates import draw_text

Sizes = tuple[tuple[datetime, int], ...]


def draw_bar(painter: QPainter, rect: QRectF, share: float) -> None:
    """How much of something: a filled part of a track."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color("track"))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    if share > 0:
        painter.setBrush(palette.color("accent"))
        filled = QRectF(rect.x(), rect.y(), max(rect.height(), rect.width() * share), rect.height())
        painter.drawRoundedRect(filled, rect.height() / 2, rect.height() / 2)


class Sparkline(QWidget):
    """A small line of values over time, with its meaning as accessible text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float, ...] = ()
        self.setFixedSize(96, 28)

    def set_values(self, values: Sequence[float], meaning: str) -> None:
        self._values = tuple(values)
        self.setAccessibleName(meaning)
        self.setToolTip(meaning)
        self.setVisible(len(self._values) > 1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if len(self._values) < 2:
            return
        low, high = min(self._values), max(self._values)
        span, step = (high - low) or 1.0, (self.width() - 3) / (len(self._values) - 1)
        points = [QPointF(1.5 + n * step, 3 + (1 - (v - low) / span) * (self.height() - 6)) for n, v in enumerate(self._values)]
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color("accent"), 1.75, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)


class SizeChart(QWidget):
    """Known sizes over time as a line over a few rules; every count is a point."""

    def __init__(self) -> None:
        super().__init__()
        self._sizes: Sizes = ()
        self.setMinimumHeight(190)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_sizes(self, sizes: Sizes) -> None:
        self._sizes = sizes
        spoken = [f"{words.day(at)} {words.number(n)}" for at, n in sizes[-8:]]
        self.setAccessibleName(self.tr("Size over time"))
        self.setAccessibleDescription(", ".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 190)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._sizes:
            draw_text(painter, QRectF(0, 0, self.width(), 40), self.tr("Not counted yet."), "secondary")
            return
        low, high = _bounds([n for _, n in self._sizes])
        plot = QRectF(64, 8, self.width() - 76, self.height() - 36)
        for step in range(4):
            value = low + (high - low) * step / 3
            y = plot.bottom() - plot.height() * step / 3
            painter.setPen(palette.color("line"))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            draw_text(painter, QRectF(0, y - 9, 56, 18), words.number(round(value)), "secondary", -1, right=True)
        points = self._points(plot, low, high)
        self._draw_line(painter, plot, points)
        first, last = self._sizes[0][0], self._sizes[-1][0]
        below = QRectF(plot.left(), plot.bottom() + 8, plot.width(), 18)
        say = words.day if words.day(first) != words.day(last) else words.clock
        draw_text(painter, below, say(first), "secondary", -1)
        if len(points) > 1:
            draw_text(painter, below, say(last), "secondary", -1, right=True)

    def _points(self, plot: QRectF, low: float, high: float) -> list[QPointF]:
        first, last = self._sizes[0][0].timestamp(), self._sizes[-1][0].timestamp()
        span = (last - first) or 1.0
        return [
            QPointF(
                plot.left() + plot.width() * (at.timestamp() - first) / span,
                plot.bottom() - plot.height() * (n - low) / (high - low),
            )
            for at, n in self._sizes
        ]

    def _draw_line(self, painter: QPainter, plot: QRectF, points: list[QPointF]) -> None:
        accent = palette.color("accent")
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        area = QPainterPath(path)
        area.lineTo(points[-1].x(), plot.bottom())
        area.lineTo(points[0].x(), plot.bottom())
        area.closeSubpath()
        painter.setOpacity(0.10)
        painter.fillPath(area, accent)
        painter.setOpacity(1)
        painter.setPen(QPen(accent, 1.75, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)
        painter.setBrush(palette.color("pane"))
        for point in points if len(points) <= 30 else points[-1:]:
            painter.drawEllipse(point, 2.5, 2.5)


def _bounds(values: list[int]) -> tuple[float, float]:
    """Bounds of the vertical axis: never a flat line on the edge, never below nothing."""
    low, high = min(values), max(values)
    room = max(1.0, (high - low) * 0.15, high * 0.02)
    return max(0.0, low - room), high + room
