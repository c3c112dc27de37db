"""A card of a gallery: something that can be chosen, with its tile, its title and a line about it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.delegates import draw_text, in_two_lines
from census_desktop.gui.kit.text_size import px

HEIGHT = px(64)


class GalleryCard(QAbstractButton):
    """`more` is what it can be searched by besides what it shows; `mark` a pictogram in the corner, which `tip` explains."""

    def __init__(
        self, title: str, summary: str, icon: str, tint: str, more: str = "", *, tip: str = "", mark: str = ""
    ) -> None:
        super().__init__()
        self._mark = mark
        self._title, self._summary = title, summary
        self._icon, self._tint = icon, tint
        self.haystack = f"{title} {summary} {more}".casefold()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(title)
        self.setAccessibleDescription(tip or summary)
        self.setToolTip(tip or summary)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(px(150))

    def sizeHint(self) -> QSize:
        return QSize(218, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(palette.color("accent" if marked else "line"), 2.0 if self.isChecked() else 1.0))
        painter.setBrush(palette.color("hover" if self.underMouse() else "pane"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        icons.draw_tile(painter, self._icon, self._tint, QRectF(12, (HEIGHT - 32) / 2, 32, 32))
        width = self.width() - 56 - 12
        if self._mark:
            icons.draw(painter, self._mark, QRectF(self.width() - 26, 13, 14, 14), palette.color("secondary"))
        lines = in_two_lines(self._summary, palette.sized(-1), width)
        top = (HEIGHT - px(18) - px(16) * len(lines)) / 2
        draw_text(painter, QRectF(56, top, width - (20 if self._mark else 0), px(18)), self._title, "text", bold=True)
        for number, line in enumerate(lines):
            draw_text(painter, QRectF(56, top + px(18) + px(16) * number, width, px(16)), line, "secondary", -1)
