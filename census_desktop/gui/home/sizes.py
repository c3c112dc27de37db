"""How the segments that are sent grew and shrank this week: a tile each, with its line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from census_desktop.gui.home.read import SizeOverTime
from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.charts import draw_line
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.text_size import px

SHOWN = 4


class SizeTile(QAbstractButton):
    """Leads to its segment."""

    def __init__(self, of: SizeOverTime) -> None:
        super().__init__()
        self.of = of
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        size, change = words.number(of.points[-1][1]), words.signed(of.change) if of.change else self.tr("unchanged")
        self._size, self._change = size, change
        self.setAccessibleName(self.tr("%1: %2").replace("%1", of.name).replace("%2", size))
        said = self.tr("%1 in the last seven days").replace("%1", change)
        self.setAccessibleDescription(said)
        self.setToolTip(f"{of.name}\n{said}")

    def sizeHint(self) -> QSize:
        return QSize(120, px(84))

    def minimumSizeHint(self) -> QSize:
        return QSize(96, px(84))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color("accent" if self.hasFocus() else "line"), 1))
        painter.setBrush(palette.color("hover" if self.underMouse() else "pane"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        line = min(110.0, self.width() * 0.42)
        draw_text(painter, QRectF(15, px(10), self.width() - 30, px(18)), self.of.name, "secondary", -1)
        draw_text(painter, QRectF(15, px(30), self.width() - line - 38, px(26)), self._size, "text", 4, bold=True)
        draw_text(painter, QRectF(15, px(56), self.width() - line - 38, px(18)), self._change, "secondary", -1)
        draw_line(painter, QRectF(self.width() - line - 15, px(34), line, px(36)), [float(n) for _, n in self.of.points])


class SizeTiles(QWidget):
    opened = Signal(str)
    """A segment's id."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[SizeOverTime, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)

    def set_sizes(self, sizes: Sequence[SizeOverTime]) -> None:
        """Those that changed most; the others are in the list."""
        if tuple(sizes[:SHOWN]) == self._shown:
            return
        self._shown = tuple(sizes[:SHOWN])
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for of in self._shown:
            tile = SizeTile(of)
            tile.clicked.connect(lambda _checked=False, id_=of.segment_id: self.opened.emit(id_))
            self._row.addWidget(tile, 1)
        for _ in range(SHOWN - len(self._shown)):
            self._row.addStretch(1)
