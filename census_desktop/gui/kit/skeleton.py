"""Where something will stand in a moment: grey bars in its place, still, so that nothing jumps and nothing turns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from census_desktop.gui.kit import palette

Bar = tuple[float, float, float, float]
"""(left, top, width, height) in pixels; a width or left below 1 is a share of the widget's own."""


class Skeleton(QWidget):
    def __init__(self, bars: Sequence[Bar], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = tuple(bars)
        self.setAccessibleName(self.tr("Loading…"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("track"))
        for left, top, width, height in self._bars:
            x = left * self.width() if left < 1 else left
            room = self.width() - x - 24
            painter.drawRoundedRect(QRectF(x, top, min(room, width * self.width() if width < 1 else width), height), 6, 6)


class Cover(Skeleton):
    """Over a part of a page that has nothing to show yet; `lift` when it has."""

    def __init__(self, over: QWidget, bars: Sequence[Bar], ground: str) -> None:
        super().__init__(bars, over)
        self._ground = ground
        self.setGeometry(over.rect())
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), palette.color(self._ground))
        super().paintEvent(event)

    def lift(self) -> None:
        over = self.parentWidget()
        if over is not None and not self.isHidden():
            over.removeEventFilter(self)
            self.hide()


LIST: tuple[Bar, ...] = tuple(
    bar for n in range(8) for bar in ((16, 11 + n * 50, (150, 128, 166)[n % 3], 12), (16, 29 + n * 50, 96, 9))
)
"""A list of two-line rows."""


def rows(count: int, top: int = 44, height: int = 51, left: int = 20) -> tuple[Bar, ...]:
    """The bars of a table of two-line rows."""
    bars: list[Bar] = []
    for n in range(count):
        y = top + n * height
        bars += [(left, y + 10, 0.22, 12), (left, y + 29, 0.12, 8), (0.5, y + 16, 0.1, 14), (0.7, y + 16, 0.15, 12)]
    return tuple(bars)


PAGE: tuple[Bar, ...] = ((20, 18, 240, 20), (20, 48, 340, 11), *((20 + n * 82, 82, 62, 12) for n in range(5)), *rows(4, 142))
"""A page with its title, its tabs and a table."""
