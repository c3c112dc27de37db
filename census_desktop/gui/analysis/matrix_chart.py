"""Segments against one another: of the members of the segment of a row, how many are in that of the column, and what share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from census_desktop.domain.analysis import Overlap
from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.plots import Chart, Mark, Share, Table, draw_middle, fill
from census_desktop.gui.kit.text_size import px

HEAD, ROW = px(34), px(46)
NAMES = 200


class MatrixChart(Chart):
    """Picking gives (row, column): numbers of two segments."""

    def __init__(self) -> None:
        super().__init__(self.tr("Overlap of pairs"))
        self._overlap = Overlap((), 0, ())
        self.pickable = True
        self.renew(ROW)

    def set_overlap(self, overlap: Overlap) -> None:
        self._overlap = overlap
        self.renew(HEAD + ROW * len(overlap.segments))

    def summary(self) -> str:
        pairs = [(0, n) for n in range(1, len(self._overlap.segments))]
        return ", ".join(self._words(a, b) for a, b in pairs)

    def table(self) -> Table:
        titles = (self.tr("Of"), self.tr("In"), self.tr("Members of both"), self.tr("Share"))
        overlap, count = self._overlap, range(len(self._overlap.segments))
        rows = tuple(
            (overlap.segments[a].name, overlap.segments[b].name, overlap.size(a, b), _share(overlap.share(a, b)))
            for a in count
            for b in count
            if a != b
        )
        return Table(titles, rows)

    def _words(self, a: int, b: int) -> str:
        overlap = self._overlap
        one, other = overlap.segments[a].name, overlap.segments[b].name
        if a == b:
            return f"{one}: {words.number(overlap.size(a))}"
        text = self.tr("%1 of the %2 in “%3” are in “%4” too").replace("%1", words.number(overlap.size(a, b)))
        return text.replace("%2", words.number(overlap.size(a))).replace("%3", one).replace("%4", other)

    def lay_out(self, size: QSizeF) -> list[Mark]:
        count = len(self._overlap.segments)
        width = min(150.0, (size.width() - NAMES) / max(1, count))
        return [
            Mark((a, b), self._words(a, b), QRectF(NAMES + b * width, HEAD + a * ROW, width, ROW).adjusted(1, 1, -1, -1))
            for a in range(count)
            for b in range(count)
        ]

    def draw(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        overlap = self._overlap
        for n, segment in enumerate(overlap.segments):
            row = QRectF(0, HEAD + n * ROW, NAMES - 12, ROW)
            draw_text(painter, row.adjusted(0, 5, 0, -21), segment.name, "text", bold=n == 0)
            draw_text(painter, row.adjusted(0, 22, 0, -4), words.number(overlap.size(n)), "secondary", -1)
        for mark in marks:
            a, b = mark.key
            if a == 0:
                head = QRectF(mark.area.x() + 6, 6, mark.area.width() - 8, HEAD - 8)
                draw_text(painter, head, overlap.segments[b].name, "secondary", -1)
            share = overlap.share(a, b) or 0.0
            fill(painter, mark.area, "hover" if a == b else "background", 4)
            if a != b:
                painter.setOpacity(0.06 + 0.34 * share)
                fill(painter, mark.area, "accent", 4)
                painter.setOpacity(1)
            if self.is_lit(mark):
                painter.setPen(palette.color("accent"))
                painter.drawRoundedRect(mark.area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            if a == b:
                draw_middle(painter, mark.area, words.number(overlap.size(a)), "secondary", 0)
                continue
            figure = words.percent(round(share * 10_000), 10_000)
            draw_middle(painter, mark.area.adjusted(0, 4, 0, -20), figure, "text", 0, bold=True)
            draw_middle(painter, mark.area.adjusted(0, 22, 0, -2), words.number(overlap.size(a, b)), "secondary")


def _share(value: float | None) -> Share | None:
    return None if value is None else Share(value)
