"""A line of the segment list: name, state at the right as icon and word, data set and size below."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from census_desktop.domain.rows import SegmentRow
from census_desktop.gui.kit import icons, palette, states, words
from census_desktop.gui.kit.delegates import draw_row_ground, draw_text, focus_frame
from census_desktop.gui.kit.models import RowRole

HEIGHT = 50


def spoken(row: SegmentRow, now: datetime) -> str:
    """What a screen reader says of the line."""
    state = states.of_segment(row, words.ago(row.last_run_at, now))
    size = words.number(row.size) if row.size is not None else words.tr("size not known yet")
    return f"{row.name}, {row.dataset}, {size}, {state.word}"


class SegmentDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(RowRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_row_ground(painter, option, line=False)
        focus_frame(painter, option)
        rect = QRectF(option.rect).adjusted(17, 0, -14, 0)
        if isinstance(row, SegmentRow):
            self._paint_row(painter, rect, row)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("track"))
            painter.drawRoundedRect(QRectF(rect.x(), rect.y() + 12, rect.width() * 0.6, 10), 4, 4)
            painter.drawRoundedRect(QRectF(rect.x(), rect.y() + 30, rect.width() * 0.35, 8), 4, 4)
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRectF, row: SegmentRow) -> None:
        state = states.of_segment(row, words.ago(row.last_run_at, datetime.now(UTC)))
        width = QFontMetricsF(palette.sized(-1)).horizontalAdvance(state.word) + 2
        word = QRectF(rect.right() - width, rect.y() + 8, width, 18)
        draw_text(painter, word, state.word, state.tone, -1, right=True)
        icons.draw(painter, state.icon, QRectF(word.x() - 17, rect.y() + 11, 12, 12), palette.color(state.tone))
        name = QRectF(rect.x(), rect.y() + 8, rect.width() - width - 26, 18)
        draw_text(painter, name, row.name, "text", bold=True)
        size = words.number(row.size) if row.size is not None else "…"
        draw_text(painter, QRectF(rect.x(), rect.y() + 26, rect.width(), 16), f"{row.dataset} · {size}", "secondary", -1)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, HEIGHT)
