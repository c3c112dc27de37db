"""Known sizes of a segment over time: a line over a few rules, every count and run a point that tells its exact time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from census_desktop.domain.analysis import SizePoint
from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.plots import Chart, Mark, Share, Table, draw_middle, nice_ticks, width_of
from census_desktop.gui.kit.text_size import px

HEIGHT = px(190)
SPOKEN = 8
"""Newest points that the description names."""
FEW_POINTS = 40


class SizeChart(Chart):
    def __init__(self) -> None:
        super().__init__(self.tr("Size over time"))
        self._points: tuple[SizePoint, ...] = ()
        self.renew(HEIGHT)

    def set_points(self, points: Sequence[SizePoint]) -> None:
        self._points = tuple(points)
        self.renew(HEIGHT)

    def summary(self) -> str:
        return ", ".join(f"{words.day(p.at)} {words.number(p.size)}" for p in self._points[-SPOKEN:])

    def table(self) -> Table:
        rows = tuple(
            (words.exact(p.at), p.size, Share(p.size / p.of) if p.of else None, self._by(p)) for p in reversed(self._points)
        )
        return Table((self.tr("Time"), self.tr("Members"), self.tr("Of the data set"), self.tr("Known from")), rows)

    def _by(self, point: SizePoint) -> str:
        return self.tr("run") if point.by == "run" else self.tr("count")

    def _words(self, point: SizePoint) -> str:
        text = f"{words.exact(point.at)}: {words.number(point.size)}"
        if point.of:
            share = words.percent(point.size, point.of)
            text += " · " + self.tr("%1 of %2").replace("%1", share).replace("%2", words.number(point.of))
        return f"{text} ({self._by(point)})"

    def _plot(self, size: QSizeF) -> QRectF:
        return QRectF(64, 10, size.width() - 84, size.height() - 40)

    def _bounds(self) -> tuple[float, float]:
        """Of the vertical axis: never a flat line on the edge, never below nothing."""
        sizes = [p.size for p in self._points]
        low, high = min(sizes), max(sizes)
        room = max(1.0, (high - low) * 0.15, high * 0.02)
        return max(0.0, low - room), high + room

    def lay_out(self, size: QSizeF) -> list[Mark]:
        if not self._points:
            return []
        plot, (low, high) = self._plot(size), self._bounds()
        first, last = self._points[0].at.timestamp(), self._points[-1].at.timestamp()
        marks = []
        for point in self._points:
            across = (point.at.timestamp() - first) / (last - first) if last > first else 0.5
            x = plot.left() + plot.width() * across
            y = plot.bottom() - plot.height() * (point.size - low) / (high - low)
            marks.append(Mark((point.at, point.by), self._words(point), QRectF(x - 7, y - 7, 14, 14)))
        return marks

    def draw(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        if not marks:
            draw_text(painter, QRectF(0, 0, size.width(), 40), self.tr("Not counted in this time."), "secondary")
            return
        plot, (low, high) = self._plot(size), self._bounds()
        for value in nice_ticks(low, high):
            y = plot.bottom() - plot.height() * (value - low) / (high - low)
            painter.setPen(palette.color("line"))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            draw_text(painter, QRectF(0, y - px(9), px(54), px(18)), words.number(round(value)), "secondary", -1, right=True)
        self._draw_days(painter, plot)
        self._draw_line(painter, plot, marks)

    def _draw_days(self, painter: QPainter, plot: QRectF) -> None:
        first, last = self._points[0].at, self._points[-1].at
        if first == last:
            draw_middle(painter, QRectF(plot.center().x() - 40, plot.bottom() + 8, 80, 18), words.day(first), "secondary")
            return
        for at in time_ticks(first, last):
            x = plot.left() + plot.width() * ((at - first) / (last - first))
            text = words.day(at) if last - first > timedelta(days=1) else words.clock(at)
            half = width_of(text) / 2
            x = min(max(x, plot.left() + half), plot.right() - half + 12)
            draw_middle(painter, QRectF(x - half, plot.bottom() + 8, 2 * half, 18), text, "secondary")

    def _draw_line(self, painter: QPainter, plot: QRectF, marks: Sequence[Mark]) -> None:
        accent, points = palette.color("accent"), [m.area.center() for m in marks]
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
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 1.75, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)
        for mark, point in zip(marks, points, strict=True):
            lit = self.is_lit(mark)
            if lit or len(points) <= FEW_POINTS or mark is marks[-1]:
                painter.setBrush(accent if lit else palette.color("pane"))
                painter.drawEllipse(point, 4 if lit else 2.5, 4 if lit else 2.5)


def time_ticks(first: datetime, last: datetime, most: int = 5) -> list[datetime]:
    """Evenly spread times, the first and the last among them; none closer than a day where the span has days."""
    days = max(1, (last - first).days)
    steps = min(most, days) if last - first > timedelta(days=1) else 2
    return [first + (last - first) * n / steps for n in range(steps + 1)]
