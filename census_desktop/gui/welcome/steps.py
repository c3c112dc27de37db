"""The head of the welcome: which of its three steps is shown, as number, word and colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from census_desktop.gui.kit import icons, palette

DOT, GAP, LINE = 22, 8, 36


class StepRow(QWidget):
    """Numbers with their words; steps that are done have a tick."""

    def __init__(self, titles: tuple[str, ...]) -> None:
        super().__init__()
        self._titles = titles
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, number: int) -> None:
        self._current = number
        text = self.tr("Step %1 of %2: %3").replace("%1", str(number + 1)).replace("%2", str(len(self._titles)))
        self.setAccessibleName(text.replace("%3", self._titles[number]))
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(palette.sized(bold=True))
        words = sum(metrics.horizontalAdvance(title) for title in self._titles)
        count = len(self._titles)
        return QSize(words + count * (DOT + GAP) + (count - 1) * (LINE + 2 * GAP) + 4, DOT + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 1.0, self.height() / 2
        for number, title in enumerate(self._titles):
            done, current = number < self._current, number == self._current
            dot = QRectF(x, middle - DOT / 2, DOT, DOT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("accent" if current else "ok_tint" if done else "track"))
            painter.drawEllipse(dot)
            painter.setFont(palette.sized(-2, bold=True))
            if done:
                icons.draw(painter, "check", dot.adjusted(5, 5, -5, -5), palette.color("ok"))
            else:
                painter.setPen(palette.color("on_accent" if current else "secondary"))
                painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(number + 1))
            x += DOT + GAP
            painter.setFont(palette.sized(bold=current))
            painter.setPen(palette.color("text" if current else "secondary"))
            width = QFontMetrics(palette.sized(bold=True)).horizontalAdvance(title)
            painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, title)
            x += width + GAP
            if number < len(self._titles) - 1:
                painter.fillRect(QRectF(x, round(middle), LINE, 1), palette.color("edge"))
                x += LINE + GAP
