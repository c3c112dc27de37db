"""UpSet: every region that segments form as a column, the segments that it is in as dots below (A. Lex and others, 2014).

Columns with the studied segment are in the accent, the others grey; of many regions the largest are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from census_desktop.domain.analysis import Overlap
from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.plots import Cell, Chart, Mark, Share, Table, draw_middle, fill, width_of
from census_desktop.gui.kit.text_size import px

ROW, BARS, TOP = px(28), px(146), px(18)
STEP = 46
SPOKEN = 5


class UpsetChart(Chart):
    """Picking gives the region: the numbers of the segments that it is in."""

    def __init__(self) -> None:
        super().__init__(self.tr("Overlap"))
        self._overlap = Overlap((), 0, ())
        self.pickable = True
        self.renew(ROW)

    def set_overlap(self, overlap: Overlap) -> None:
        self._overlap = overlap
        self.renew(TOP + BARS + ROW * len(overlap.segments))

    def summary(self) -> str:
        return ", ".join(f"{self._overlap.region_name(i)} {words.number(n)}" for i, n in self._overlap.regions[:SPOKEN])

    def table(self) -> Table:
        return region_table(self, self._overlap)

    def _names(self, size: QSizeF) -> float:
        segments = self._overlap.segments
        longest = max((width_of(s.name, 0, bold=n == 0) for n, s in enumerate(segments)), default=0)
        figure = max((width_of(words.number(self._overlap.size(n)), -1) for n in range(len(segments))), default=0)
        return min(size.width() * 0.4, longest + figure + 44)

    def lay_out(self, size: QSizeF) -> list[Mark]:
        left, marks = self._names(size), []
        room = size.width() - left - 8
        widest = max((width_of(words.number(count)) for _, count in self._overlap.regions), default=0)
        regions = self._overlap.regions[: max(1, int(room // max(30, widest + 6)))]
        step = min(STEP, room / max(1, len(regions)))
        for n, (inside, count) in enumerate(regions):
            area = QRectF(left + n * step, 0, step, TOP + BARS + ROW * len(self._overlap.segments))
            text = f"{self._overlap.region_name(inside)}: {words.number(count)} · {words.percent(count, self._overlap.of)}"
            marks.append(Mark(inside, text, area))
        return marks

    def draw(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        floor = TOP + BARS
        self._draw_names(painter, size, floor)
        if not marks:
            draw_text(painter, QRectF(0, 0, size.width(), 24), self.tr("These segments have no members."), "secondary")
            return
        counts = dict(self._overlap.regions)
        most = max(counts[m.key] for m in marks)
        for mark in marks:
            self._draw_region(painter, mark, counts[mark.key], most, floor)
        if smaller := len(counts) - len(marks):
            text = words.counted(smaller, self.tr("smaller region: see the table"), self.tr("smaller regions: see the table"))
            draw_text(painter, QRectF(size.width() / 2, 0, size.width() / 2, 18), text, "secondary", -1, right=True)

    def _draw_names(self, painter: QPainter, size: QSizeF, floor: float) -> None:
        names = self._names(size)
        for n, segment in enumerate(self._overlap.segments):
            row = QRectF(0, floor + n * ROW, size.width(), ROW)
            if n % 2 == 0:
                fill(painter, row, "hover", 0)
            figure = words.number(self._overlap.size(n))
            width = width_of(figure) + 4
            text = QRectF(10, row.y(), names - width - 34, ROW)
            draw_text(painter, text, segment.name, "text", bold=n == 0)
            draw_text(painter, QRectF(names - width - 14, row.y(), width, ROW), figure, "secondary", -1, right=True)

    def _draw_region(self, painter: QPainter, mark: Mark, count: int, most: int, floor: float) -> None:
        ours, x, lit = 0 in mark.key, mark.area.center().x(), self.is_lit(mark)
        height = max(2.0, BARS * count / most)
        role = ("accent_hover" if lit else "accent") if ours else ("secondary" if lit else "field")
        fill(painter, QRectF(x - 10, floor - height, 20, height), role)
        figure = QRectF(x - 40, floor - height - px(18), 80, px(16))
        draw_middle(painter, figure, words.number(count), "text" if lit else "secondary")
        dots = [floor + n * ROW + ROW / 2 for n in range(len(self._overlap.segments))]
        inside = [dots[n] for n in mark.key]
        ink = palette.color("accent" if ours else "secondary")
        for is_in, color in ((False, palette.color("track")), (True, ink)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            for y in dots:
                if (y in inside) is is_in:
                    painter.drawEllipse(QPointF(x, y), 5.5, 5.5)
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(x, inside[0]), QPointF(x, inside[-1]))


def region_table(chart: Chart, overlap: Overlap) -> Table:
    """A row a region, with a column a segment that says whether it is in."""
    titles = (
        chart.tr("Region"),
        *(s.name for s in overlap.segments),
        chart.tr("Members"),
        chart.tr("Share of the data set"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            overlap.region_name(inside),
            *(chart.tr("in") if n in inside else "" for n in range(len(overlap.segments))),
            count,
            Share(count / overlap.of if overlap.of else 0.0),
        )
        for inside, count in overlap.regions
    )
    return Table(titles, rows)
