"""A segment over one column beside its data set: bars of values, or columns of a histogram of numbers or times.

The accent is the segment, the grey its whole data set; both are shares, so that a small segment can be read beside a large one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from census_desktop.domain.analysis import CATEGORIES, FILLED, NUMBERS, Bar, Breakdown
from census_desktop.gui.analysis.bar_words import bar_name, edge, time_tick
from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.plots import Chart, Mark, Share, Table, draw_middle, fill, nice_ticks, width_of
from census_desktop.gui.kit.text_size import px

ROW, LEGEND, PLOT = px(28), px(26), px(200)
SPOKEN = 6
AXIS = 46
Top = Callable[[float], float]
"""Where the top of a column with this share is."""


class BreakdownChart(Chart):
    """Picking gives the bar."""

    def __init__(self) -> None:
        super().__init__(self.tr("Breakdown"))
        self._found = Breakdown("", CATEGORIES, 0, 0, ())
        self.pickable = True
        self.renew(LEGEND)

    def set_breakdown(self, found: Breakdown, dataset: str) -> None:
        self._found, self._dataset = found, dataset
        self.setAccessibleName(self.tr("Breakdown by %1").replace("%1", found.column))
        self.renew(LEGEND + (max(1, len(found.bars)) * ROW if self._is_list else PLOT + 30))

    _dataset = ""

    @property
    def found(self) -> Breakdown:
        return self._found

    @property
    def _is_list(self) -> bool:
        return self._found.kind in (CATEGORIES, FILLED)

    def _share(self, bar: Bar) -> float:
        return bar.here / self._found.size if self._found.size else 0.0

    def _usual(self, bar: Bar) -> float:
        return bar.everywhere / self._found.of if self._found.of else 0.0

    def _name(self, bar: Bar) -> str:
        return bar_name(bar, self._found.kind, self._found.unit)

    def _words(self, bar: Bar) -> str:
        found = self._found
        text = f"{self._name(bar)}: {words.number(bar.here)} · {words.percent(bar.here, found.size)}"
        usual = self.tr("%1: %2").replace("%1", self._dataset).replace("%2", words.percent(bar.everywhere, found.of))
        return f"{text}\n{usual}"

    def summary(self) -> str:
        told = sorted(self._found.bars, key=lambda b: -b.here)[:SPOKEN]
        return ", ".join(f"{self._name(b)} {words.percent(b.here, self._found.size)}" for b in told)

    def table(self) -> Table:
        titles = (
            self._found.column,
            self.tr("Members"),
            self.tr("Share of the segment"),
            self.tr("Data set"),
            self.tr("Share of the data set"),
        )
        rows = tuple(
            (self._name(b), b.here, Share(self._share(b)), b.everywhere, Share(self._usual(b))) for b in self._found.bars
        )
        return Table(titles, rows)

    # Layout ---------------------------------------------------------------------------------------------------------

    def lay_out(self, size: QSizeF) -> list[Mark]:
        bars = self._found.bars
        if self._is_list:
            areas = [QRectF(0, LEGEND + n * ROW, size.width(), ROW) for n in range(len(bars))]
        else:
            areas = self._columns(size)
        return [Mark(bar, self._words(bar), area) for bar, area in zip(bars, areas, strict=True)]

    def _columns(self, size: QSizeF) -> list[QRectF]:
        """Columns of the histogram; the one of empty values stands apart at the right."""
        bars = self._found.bars
        empty = sum(bar.role == "null" for bar in bars)
        room = size.width() - AXIS - 8 - empty * 76
        width = room / max(1, len(bars) - empty)
        areas, x = [], float(AXIS)
        for bar in bars:
            if bar.role == "null":
                areas.append(QRectF(size.width() - 60, LEGEND, 56, PLOT))
            else:
                areas.append(QRectF(x, LEGEND, width, PLOT))
                x += width
        return areas

    # Painting -------------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        if not marks:
            draw_text(painter, QRectF(0, 0, size.width(), 24), self.tr("The data set is empty."), "secondary")
            return
        self._draw_legend(painter, size)
        if self._is_list:
            self._draw_rows(painter, size, marks)
        else:
            self._draw_histogram(painter, size, marks)

    def _draw_legend(self, painter: QPainter, size: QSizeF) -> None:
        x = 0.0
        for role, text in (("accent", self.tr("This segment")), ("field", self._dataset)):
            fill(painter, QRectF(x, 5, 10, 10), role)
            draw_text(painter, QRectF(x + 16, 0, size.width() - x - 16, 20), text, "secondary", -1)
            x += 16 + width_of(text) + 18

    def _draw_rows(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        names = min(size.width() * 0.32, max(width_of(self._name(m.key), 0) for m in marks) + 16)
        left, right = names, size.width() - 158
        most = max(max(self._share(m.key), self._usual(m.key)) for m in marks) or 1.0
        for mark in marks:
            bar, row = mark.key, mark.area
            if self.is_lit(mark):
                fill(painter, row, "hover", 4)
            tone = "text" if bar.role == "value" else "secondary"
            draw_text(painter, QRectF(6, row.y(), names - 14, ROW), self._name(bar), tone)
            for y, height, role, share in ((7, 7, "accent", self._share(bar)), (16, 5, "field", self._usual(bar))):
                width = (right - left) * share / most
                if share > 0:
                    fill(painter, QRectF(left, row.y() + y, max(2.0, width), height), role)
            draw_text(painter, QRectF(right + 8, row.y(), 76, ROW), words.number(bar.here), "text", right=True)
            part = words.percent(bar.here, self._found.size)
            draw_text(painter, QRectF(right + 88, row.y(), 64, ROW), part, "secondary", right=True)

    def _draw_histogram(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        most = max(max(self._share(m.key), self._usual(m.key)) for m in marks) or 1.0
        floor = LEGEND + PLOT

        def top(share: float) -> float:
            return floor - (PLOT - 8) * share / most

        for tick in nice_ticks(0, most):
            painter.setPen(palette.color("line"))
            painter.drawLine(QPointF(AXIS, top(tick)), QPointF(size.width(), top(tick)))
            text = f"{edge(round(100 * tick, 6))} %"
            draw_text(painter, QRectF(0, top(tick) - 9, AXIS - 8, 18), text, "secondary", -1, right=True)
        for mark in marks:
            self._draw_column(painter, mark, top)
        self._draw_usual(painter, marks, top)
        self._draw_axis(painter, marks, floor)

    def _draw_column(self, painter: QPainter, mark: Mark, top: Top) -> None:
        bar, area = mark.key, mark.area
        gap = min(1.5, area.width() * 0.1)
        if self.is_lit(mark):
            fill(painter, area, "hover", 2)
        if bar.here:
            y = min(top(self._share(bar)), area.bottom() - 1)
            column = QRectF(area.x() + gap, y, max(1.0, area.width() - 2 * gap), area.bottom() - y)
            fill(painter, column, "accent_hover" if self.is_lit(mark) else "accent", 1)

    def _draw_usual(self, painter: QPainter, marks: Sequence[Mark], top: Top) -> None:
        """The data set as a stepped line over the columns."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.color("secondary"), 1.5))
        for group in ([m for m in marks if m.key.role != "null"], [m for m in marks if m.key.role == "null"]):
            path = QPainterPath()
            for n, mark in enumerate(group):
                y = top(self._usual(mark.key))
                (path.lineTo if n else path.moveTo)(mark.area.left(), y)
                path.lineTo(mark.area.right(), y)
            painter.drawPath(path)

    def _draw_axis(self, painter: QPainter, marks: Sequence[Mark], floor: float) -> None:
        painter.setPen(palette.color("edge"))
        painter.drawLine(QPointF(AXIS, floor), QPointF(marks[-1].area.right(), floor))
        last, end = -100.0, min((m.area.left() for m in marks if m.key.role == "null"), default=marks[-1].area.right() + 40)
        for mark in marks:
            bar = mark.key
            if bar.role == "null":
                draw_middle(painter, mark.area.adjusted(0, PLOT + 5, 0, 24), self.tr("no value"), "secondary")
                continue
            text = self._tick(bar)
            place = mark.area.left() if self._found.kind == NUMBERS else mark.area.center().x()
            half = width_of(text) / 2
            if text and place - half > last + 12 and place + half < end:
                draw_middle(painter, QRectF(place - half, floor + 5, 2 * half, px(18)), text, "secondary")
                last = place + half

    def _tick(self, bar: Bar) -> str:
        if bar.low is None:
            return ""
        if self._found.kind == NUMBERS:
            return f"{edge(bar.low)}+" if bar.high is None else edge(bar.low)
        return time_tick(bar.low, self._found.unit)
