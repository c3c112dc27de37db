"""Two or three segments as circles whose areas are their sizes. Where three cannot be exact, it says by how much."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from census_desktop.domain.analysis import Overlap
from census_desktop.domain.venn import Venn
from census_desktop.gui.analysis.upset_chart import region_table
from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.plots import Chart, Mark, Table, draw_middle, width_of
from census_desktop.gui.kit.text_size import px

HEIGHT, NAMES = px(270), px(250)
ROLES = ("accent", "run", "ok")
"""Palette roles of the circles; each stands beside its name too."""


class VennChart(Chart):
    """Picking gives the region: the numbers of the segments that it is in."""

    def __init__(self) -> None:
        super().__init__(self.tr("Overlap"))
        self._overlap = Overlap((), 0, ())
        self._venn: Venn | None = None
        self.pickable = True
        self.renew(HEIGHT)

    def set_overlap(self, overlap: Overlap, drawn: Venn) -> None:
        self._overlap, self._venn = overlap, drawn
        self.renew(HEIGHT)

    def summary(self) -> str:
        said = [f"{self._overlap.region_name(i)} {words.number(n)}" for i, n in self._overlap.regions]
        return ", ".join([*said, *([note] if (note := self.note()) else [])])

    def note(self) -> str:
        """How true the areas are."""
        if self._venn is None or self._venn.is_true:
            return ""
        wrong = words.percent(round(self._venn.wrong * 1000), 1000)
        return self.tr("Three circles cannot show these exactly: an area is off by up to %1 of the whole.").replace("%1", wrong)

    def table(self) -> Table:
        return region_table(self, self._overlap)

    def _placed(self, size: QSizeF) -> list[tuple[QPointF, float]]:
        """The circles in the chart's own units: (centre, radius)."""
        if self._venn is None:
            return []
        circles = self._venn.circles
        left, right = min(c.x - c.radius for c in circles), max(c.x + c.radius for c in circles)
        top, bottom = min(c.y - c.radius for c in circles), max(c.y + c.radius for c in circles)
        room = QSizeF(max(80.0, size.width() - NAMES - 32), size.height() - 12 - (22 if self.note() else 0))
        scale = min(room.width() / max(right - left, 0.01), room.height() / max(bottom - top, 0.01))
        shift_x = (room.width() - (right - left) * scale) / 2 - left * scale
        shift_y = 4 - top * scale + (room.height() - (bottom - top) * scale) / 2
        self._to = (scale, shift_x, shift_y)
        return [(QPointF(c.x * scale + shift_x, c.y * scale + shift_y), c.radius * scale) for c in circles]

    _to = (1.0, 0.0, 0.0)

    def lay_out(self, size: QSizeF) -> list[Mark]:
        placed, marks = self._placed(size), []
        paths = [_circle(*circle) for circle in placed]
        for inside, count in self._overlap.regions if placed else ():
            path = paths[inside[0]]
            for n, other in enumerate(paths):
                if n != inside[0]:
                    path = path.intersected(other) if n in inside else path.subtracted(other)
            if not path.isEmpty():
                text = f"{self._overlap.region_name(inside)}: {words.number(count)}"
                marks.append(Mark(inside, text, path.boundingRect(), path))
        return marks

    def draw(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        placed = self._placed(size)
        for (centre, radius), role in zip(placed, ROLES, strict=False):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(role))
            painter.setOpacity(0.16)
            painter.drawEllipse(centre, radius, radius)
            painter.setOpacity(1)
        for mark in marks:
            if self.is_lit(mark) and mark.path is not None:
                painter.setOpacity(0.35)
                painter.fillPath(mark.path, palette.color("accent"))
                painter.setOpacity(1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for (centre, radius), role in zip(placed, ROLES, strict=False):
            painter.setPen(QPen(palette.color(role), 1.75))
            painter.drawEllipse(centre, radius, radius)
        self._draw_counts(painter, marks)
        self._draw_names(painter, size)

    def _draw_counts(self, painter: QPainter, marks: Sequence[Mark]) -> None:
        counts, (scale, shift_x, shift_y) = dict(self._overlap.regions), self._to
        for mark in marks:
            if self._venn is None or mark.key not in self._venn.at:
                continue
            x, y = self._venn.at[mark.key]
            text = words.number(counts[mark.key])
            half = width_of(text, 0, bold=True) / 2 + 1
            place = QRectF(x * scale + shift_x - half, y * scale + shift_y - px(7), 2 * half, px(14))
            if mark.path is not None and mark.path.contains(place):
                draw_middle(painter, place, text, "text", 0, bold=True)

    def _draw_names(self, painter: QPainter, size: QSizeF) -> None:
        x, y = size.width() - NAMES, 14.0
        for n, segment in enumerate(self._overlap.segments):
            painter.setPen(QPen(palette.color(ROLES[n % len(ROLES)]), 1.75))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x + 6, y + 10), 5, 5)
            draw_text(painter, QRectF(x + 20, y, NAMES - 20, px(20)), segment.name, "text", bold=n == 0)
            figures = words.number(self._overlap.size(n))
            if n and (share := self._overlap.share(0, n)) is not None:
                shared = words.percent(round(share * 10_000), 10_000)
                figures += " · " + self.tr("has %1 of the first").replace("%1", shared)
            draw_text(painter, QRectF(x + 20, y + px(18), NAMES - 20, px(18)), figures, "secondary", -1)
            y += 48
        if note := self.note():
            draw_text(painter, QRectF(0, size.height() - 20, size.width(), 20), note, "secondary", -1)


def _circle(centre: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(centre, radius, radius)
    return path
