"""How many records are left after a line of a definition."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.text_size import px

BAR_WIDTH = px(90)
LEFT_WIDTH = px(150)


class LeftCell(QWidget):
    """How many records are left after a line: number and bar, or why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._number: int | None = None
        self._of = 0
        self._word = ""
        self._stale = False
        self.counts = True
        """False inside a group: such a line has a word where needed, never a number."""
        self.setFixedSize(LEFT_WIDTH, px(28))

    def show_count(self, number: int, of: int) -> None:
        self._number, self._of, self._word, self._stale = number, of, "", False
        self._tell(
            words.filled(words.tr("%1 left, %2 of %3"), words.number(number), words.percent(number, of), words.number(of))
        )

    def show_word(self, word: str, why: str = "") -> None:
        """No number: the condition is unfinished, or the engine refused."""
        self._number, self._word, self._stale = None, word, False
        self._tell(why or word)

    def show_counting(self) -> None:
        """The number on the screen is of the definition before; without one, a skeleton."""
        self._word, self._stale = "", True
        self._tell(self.tr("counting"))

    def _tell(self, text: str) -> None:
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    @property
    def has_word(self) -> bool:
        return bool(self._word)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._word:
            draw_text(painter, QRectF(self.rect()), self._word, "warn", -1, right=True)
        if self._word or not self.counts:
            return
        bar = QRectF(self.width() - BAR_WIDTH, self.height() / 2 - 2.5, BAR_WIDTH, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("track"))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        number = QRectF(0, 0, self.width() - BAR_WIDTH - 8, self.height())
        if self._number is None:
            painter.drawRoundedRect(number.adjusted(number.width() - 44, 9, 0, -9), 3, 3)
            return
        if self._of:
            bar.setWidth(max(2.0, BAR_WIDTH * min(1.0, self._number / self._of)) if self._number else 0)
            painter.setBrush(palette.color("accent_soft" if self._stale else "accent"))
            painter.drawRoundedRect(bar, 2.5, 2.5)
        draw_text(painter, number, words.number(self._number), "disabled" if self._stale else "secondary", right=True)
