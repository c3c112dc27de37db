"""Figures as tiles: a caption, a large number, a note. A tile can be a filter, like a radio button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from census_desktop.gui.kit import palette
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.text_size import px


class FigureTile(QAbstractButton):
    """Paints itself; `tone` colours the figure."""

    def __init__(self, caption: str, tone: str = "text", *, filters: bool = False) -> None:
        super().__init__()
        self._caption, self._figure, self._note, self._tone = caption, "–", "", tone
        self.setCheckable(filters)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if filters else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_figure("–", "")

    def set_figure(self, figure: str, note: str, tone: str = "") -> None:
        self._figure, self._note, self._tone = figure, note, tone or self._tone
        self.setAccessibleName(f"{self._caption}: {figure}" if figure else self._caption)
        self.setAccessibleDescription(note)
        self.setToolTip(note)
        self.update()

    @property
    def figure(self) -> str:
        return self._figure

    def sizeHint(self) -> QSize:
        return QSize(120, px(84))

    def minimumSizeHint(self) -> QSize:
        return QSize(96, px(84))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isCheckable() and (self.isChecked() or self.hasFocus())
        width = 2.0 if self.isCheckable() and self.isChecked() else 1.0
        painter.setPen(QPen(palette.color("accent" if chosen else "line"), width))
        painter.setBrush(palette.color("hover" if self.isCheckable() and self.underMouse() else "pane"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        text = QRectF(15, px(10), self.width() - 22, px(18))
        draw_text(painter, text, self._caption, "secondary", -1)
        draw_text(painter, QRectF(15, px(30), self.width() - 22, px(26)), self._figure, self._tone, 6, bold=True)
        draw_text(painter, QRectF(15, px(56), self.width() - 22, px(18)), self._note, "secondary", -1)


class FigureRow(QWidget):
    """Tiles side by side; with `filters`, one of them is chosen."""

    chosen = Signal(str)

    def __init__(self, tiles: Sequence[tuple[str, str, str]], *, filters: bool = False) -> None:
        """`tiles` are (id, caption, tone)."""
        super().__init__()
        self._tiles: dict[str, FigureTile] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8 if filters else 12)
        for id_, caption, tone in tiles:
            tile = FigureTile(caption, tone, filters=filters)
            self._tiles[id_] = tile
            row.addWidget(tile, 1)
            if filters:
                self._group.addButton(tile)
                tile.clicked.connect(lambda _checked=False, id_=id_: self.chosen.emit(id_))

    def set_figure(self, id_: str, figure: str, note: str, tone: str = "") -> None:
        self._tiles[id_].set_figure(figure, note, tone)

    def tile(self, id_: str) -> FigureTile:
        return self._tiles[id_]

    def choose(self, id_: str) -> None:
        self._tiles[id_].setChecked(True)
