"""A line of the segment list: name, state at the right as icon and word, data set, size and tags below; heads of folders."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from census_desktop.domain.rows import FolderRow, SegmentRow
from census_desktop.gui.kit import icons, palette, states, words
from census_desktop.gui.kit.delegates import draw_row_ground, draw_text, focus_frame
from census_desktop.gui.kit.models import RowRole
from census_desktop.gui.kit.text_size import px

HEIGHT = px(50)


def folder_name(name: str) -> str:
    return name or words.tr("In no folder")


def spoken(row: SegmentRow | FolderRow, now: datetime) -> str:
    """What a screen reader says of the line."""
    if isinstance(row, FolderRow):
        counted = words.counted(row.count, words.tr("segment"), words.tr("segments"))
        return f"{folder_name(row.name)}, {counted}, {words.tr('open') if row.is_open else words.tr('closed')}"
    state = states.of_segment(row, words.ago(row.last_run_at, now))
    size = words.number(row.size) if row.size is not None else words.tr("size not known yet")
    tags = f", {words.tr('tags')}: {', '.join(row.tags)}" if row.tags else ""
    return f"{row.name}, {row.dataset}, {size}, {state.word}{tags}"


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
        elif isinstance(row, FolderRow):
            self._paint_head(painter, rect, row)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("track"))
            painter.drawRoundedRect(QRectF(rect.x(), rect.y() + 12, rect.width() * 0.6, 10), 4, 4)
            painter.drawRoundedRect(QRectF(rect.x(), rect.y() + 30, rect.width() * 0.35, 8), 4, 4)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRectF, row: FolderRow) -> None:
        middle = rect.center().y() + 4
        icons.draw(painter, "folder", QRectF(rect.x(), middle - 8, 15, 15), palette.color("secondary"))
        text = QRectF(rect.x() + 22, middle - px(10), rect.width() - 44, px(20))
        draw_text(painter, text, folder_name(row.name), "text", bold=True)
        used = painter.fontMetrics().horizontalAdvance(folder_name(row.name)) + 8
        draw_text(painter, text.adjusted(used, 0, 0, 0), words.number(row.count), "secondary", -1)
        arrow = QRectF(rect.right() - 14, middle - 7, 14, 14)
        icons.draw(painter, "chevron-down" if row.is_open else "chevron-right", arrow, palette.color("secondary"))

    def _paint_row(self, painter: QPainter, rect: QRectF, row: SegmentRow) -> None:
        state = states.of_segment(row, words.ago(row.last_run_at, datetime.now(UTC)))
        width = QFontMetricsF(palette.sized(-1)).horizontalAdvance(state.word) + 2
        word = QRectF(rect.right() - width, rect.y() + px(8), width, px(18))
        draw_text(painter, word, state.word, state.tone, -1, right=True)
        icons.draw(
            painter, state.icon, QRectF(word.x() - 17, rect.y() + px(8) + (px(18) - 12) / 2, 12, 12), palette.color(state.tone)
        )
        name = QRectF(rect.x(), rect.y() + px(8), rect.width() - width - 26, px(18))
        draw_text(painter, name, row.name, "text", bold=True)
        size = words.number(row.size) if row.size is not None else "…"
        below = QRectF(rect.x(), rect.y() + px(26), rect.width(), px(16))
        tags = " · ".join(row.tags)
        painter.setFont(palette.sized(-1))
        room = min(below.width() * 0.45, painter.fontMetrics().horizontalAdvance(tags) + 2.0) if tags else 0.0
        draw_text(painter, below.adjusted(0, 0, -room - 8, 0), f"{row.dataset} · {size}", "secondary", -1)
        if tags:
            draw_text(painter, below.adjusted(below.width() - room, 0, 0, 0), tags, "link", -1, right=True)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, HEIGHT)
