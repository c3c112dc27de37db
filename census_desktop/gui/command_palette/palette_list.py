"""How the entries of the command palette look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from census_desktop.gui.command_palette.entries import PaletteEntry
from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.delegates import Index, draw_row_ground, draw_text
from census_desktop.gui.kit.text_size import px

ROW, HEADING = px(36), px(28)
_LEFT, _GAP = 16, 12


class PaletteModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[PaletteEntry, ...] = ()

    def show(self, rows: Sequence[PaletteEntry]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return entry if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PaletteDelegate(QStyledItemDelegate):
    """Icon, name with the letters that were meant in bold, what tells it from others; at the right its kind and its keys."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: PaletteEntry = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, HEADING if entry.is_heading else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: PaletteEntry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if entry.is_heading:
            draw_text(painter, rect.adjusted(_LEFT, 4, -_LEFT, 0), entry.text, "secondary", -2, bold=True)
            painter.restore()
            return
        draw_row_ground(painter, option, line=False)
        ink = "text" if entry.can_run else "disabled"
        dim = "secondary" if entry.can_run else "disabled"
        middle = rect.y() + (rect.height() - 16) / 2
        icons.draw(painter, entry.icon, QRectF(rect.x() + _LEFT, middle, 16, 16), palette.color(dim))
        right = self._draw_end(painter, rect, entry, dim)
        text = QRectF(rect.x() + _LEFT + 28, rect.y(), right - rect.x() - _LEFT - 28 - _GAP, rect.height())
        used = self._draw_name(painter, text, entry, ink)
        if entry.note and used + _GAP < text.width():
            draw_text(painter, text.adjusted(used + 8, 0, 0, 0), entry.note, dim, -1)
        painter.restore()

    def _draw_end(self, painter: QPainter, rect: QRectF, entry: PaletteEntry, role: str) -> float:
        """What kind it is, and its keys as caps; gives where they begin."""
        right = rect.right() - _LEFT
        painter.setFont(palette.sized(-2))
        for cap in reversed(_caps(entry.shortcut)):
            width = max(20.0, painter.fontMetrics().horizontalAdvance(cap) + 10.0)
            place = QRectF(right - width, rect.y() + (rect.height() - 20) / 2, width, 20)
            painter.setPen(palette.color("edge" if entry.can_run else "line"))
            painter.setBrush(palette.color("pane"))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(palette.color(role))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cap)
            right -= width + 4
        painter.setFont(palette.sized(-1))
        width = painter.fontMetrics().horizontalAdvance(entry.what) + 2
        right -= 8 if entry.shortcut else 0
        draw_text(painter, QRectF(right - width, rect.y(), width, rect.height()), entry.what, role, -1, right=True)
        return right - width

    def _draw_name(self, painter: QPainter, rect: QRectF, entry: PaletteEntry, role: str) -> float:
        """Runs of letters, those that were meant in bold; gives the width."""
        plain, bold = palette.sized(), palette.sized(bold=True)
        painter.setFont(bold)
        if not entry.places or painter.fontMetrics().horizontalAdvance(entry.text) > rect.width():
            draw_text(painter, rect, entry.text, role)
            return float(painter.fontMetrics().horizontalAdvance(entry.text))
        painter.setPen(palette.color(role))
        x = rect.x()
        for text, is_meant in _runs(entry.text, set(entry.places)):
            painter.setFont(bold if is_meant else plain)
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRectF(x, rect.y(), width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
            x += width
        return x - rect.x()


def _caps(shortcut: str) -> list[str]:
    """Ctrl+Shift+N as Ctrl, Shift, N; a key that is itself a + stays one."""
    if not shortcut:
        return []
    head, plus, last = shortcut[:-1].rpartition("+")
    return [*head.split("+"), last + shortcut[-1]] if plus else [shortcut]


def _runs(text: str, places: set[int]) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    for at, letter in enumerate(text):
        if runs and runs[-1][1] == (at in places):
            runs[-1] = (runs[-1][0] + letter, runs[-1][1])
        else:
            runs.append((letter, at in places))
    return runs
