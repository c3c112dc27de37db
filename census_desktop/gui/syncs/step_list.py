"""The list of steps beside a page that is filled in step by step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.delegates import draw_text, placed
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.syncs.sync_setup import TITLES, Step


class StepList(QWidget):
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Steps"))
        self.setProperty("kind", "pane")
        self.setFixedWidth(px(248))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(2)
        self._lines: dict[Step, StepLine] = {}
        for number, step in enumerate(Step, start=1):
            self._lines[step] = StepLine(number, step)
            self._lines[step].clicked.connect(partial(self.chosen.emit, step))
            column.addWidget(self._lines[step])
        column.addStretch(1)

    def show_state(self, step: Step, summary: str, problem: str, *, urgent: bool) -> None:
        self._lines[step].show_state(summary, problem, urgent=urgent)


class StepLine(QPushButton):
    """A line of the step list: number or state, title, what was chosen."""

    def __init__(self, number: int, step: Step) -> None:
        super().__init__()
        self._number, self._title = number, TITLES[step]
        self._summary, self._problem, self._urgent = "", "", False
        self.setProperty("kind", "nav")
        self.setFixedHeight(px(46))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_state("", "", urgent=False)

    def show_state(self, summary: str, problem: str, *, urgent: bool) -> None:
        self._summary, self._problem, self._urgent = summary, problem, urgent
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(problem or summary)
        self.setToolTip(problem)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        circle = placed(painter, whole, QRectF(10, (self.height() - 22) / 2, 22, 22))
        is_open = bool(self._problem) or not self._summary
        tone = "fail" if self._urgent else "rest" if is_open else "ok"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(f"{tone}_tint"))
        painter.drawEllipse(circle)
        if is_open and not self._urgent:
            painter.setFont(palette.sized(-1))
            painter.setPen(palette.color("secondary"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        else:
            icons.draw(painter, "alert" if self._urgent else "check", circle.adjusted(5, 5, -5, -5), palette.color(tone))
        text = placed(painter, whole, QRectF(42, px(5), self.width() - 50, px(18)))
        second = self._summary or (self._problem if self._urgent else "")
        if second:
            draw_text(painter, text, self._title, "text", bold=True)
            draw_text(painter, text.translated(0, px(18)), second, "fail" if self._urgent else "secondary", -1)
        else:
            draw_text(painter, text.translated(0, px(9)), self._title, "text", bold=True)
