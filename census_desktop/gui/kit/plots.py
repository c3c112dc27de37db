"""What every chart of ours is: painted from the palette on any device, with parts that mouse and keyboard can reach, words for
those who do not see it, and a table behind it.

Painted by ourselves rather than by a plotting library (docs/adr/0023): the same painting serves the window, PNG and SVG.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.widgets import announce


class Share(float):
    """A part of a whole, from 0 to 1: shown in percent, exported as it is."""


Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, as a table. Text, whole numbers, shares and other numbers; a column is of one kind."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def shown(cell: Cell) -> str:
    """A cell as people read it."""
    if isinstance(cell, Share):
        return words.percent(round(cell * 100_000), 100_000)
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell)
    if isinstance(cell, int):
        return words.number(cell)
    return f"{cell:,.2f}" if isinstance(cell, float) else cell


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a chart: what it stands for, its words, and where it is."""

    key: Any
    text: str
    area: QRectF
    path: QPainterPath | None = None

    def holds(self, point: QPointF) -> bool:
        return self.path.contains(point) if self.path is not None else self.area.contains(point)


class Chart(QWidget):
    """A chart gives `lay_out`, `draw`, `table` and `summary`. Arrows go from part to part, Enter or a click picks one."""

    accessible_role = QAccessible.Role.Chart

    picked = Signal(object)
    """Key of the mark."""
    current_changed = Signal(object)
    """Key of the mark that the keyboard or the mouse is on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pickable = False
        """Whether picking does something: then the pointer says so."""
        self.exporting = False
        """While it is painted for a file: nothing is lit."""
        self.current: Any = None
        self._marks: list[Mark] | None = None

    # What a chart gives ---------------------------------------------------------------------------------------------

    @abstractmethod
    def lay_out(self, size: QSizeF) -> list[Mark]:
        """Where its marks are in this size."""

    @abstractmethod
    def draw(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        """Paint it."""

    @abstractmethod
    def table(self) -> Table:
        """What it shows, as rows."""

    @abstractmethod
    def summary(self) -> str:
        """What a person who does not see the chart needs to know."""

    # ----------------------------------------------------------------------------------------------------------------

    def renew(self, height: int) -> None:
        """The data is another: ask for everything again."""
        self._marks = None
        self.setFixedHeight(height)
        self.setAccessibleDescription(self.summary())
        if self.current not in [m.key for m in self.marks]:
            self.current = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.marks else Qt.FocusPolicy.NoFocus)
        self.update()

    @property
    def marks(self) -> list[Mark]:
        if self._marks is None:
            self._marks = self.lay_out(QSizeF(self.size()))
        return self._marks

    def render_on(self, painter: QPainter, size: QSizeF) -> None:
        """Paint on any device, as if the chart had this size."""
        self.exporting = True
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter, size, self.lay_out(size))
        finally:
            self.exporting = False

    def is_lit(self, mark: Mark) -> bool:
        return not self.exporting and self.current is not None and mark.key == self.current

    def place_of(self, key: Any) -> QPoint:
        """Below a mark, in the coordinates of the screen: where a menu about it opens."""
        mark = next((m for m in self.marks if m.key == key), None)
        at = mark.area.center() if mark else QPointF(self.rect().center())
        return self.mapToGlobal(at.toPoint())

    def go_to(self, key: Any) -> None:
        if key != self.current:
            self.current = key
            self.update()
            self.current_changed.emit(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QSizeF(self.size()), self.marks)
        if self.hasFocus() and (mark := next((m for m in self.marks if m.key == self.current), None)):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color("link"), 1.5))
            if mark.path is not None:
                painter.drawPath(mark.path)
            else:
                painter.drawRoundedRect(mark.area.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._marks = None

    # Mouse and keyboard ---------------------------------------------------------------------------------------------

    def _at(self, point: QPointF) -> Mark | None:
        return next((m for m in reversed(self.marks) if m.holds(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self._at(event.position())
        can = mark is not None and self.pickable
        self.setCursor(Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor)
        if not self.hasFocus():
            self.go_to(mark.key if mark else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.go_to(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and (mark := self._at(event.position())):
            self.go_to(mark.key)
            self.picked.emit(mark.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
        key, keys = event.key(), [m.key for m in self.marks]
        if keys and (key in steps or key in ends):
            at = keys.index(self.current) if self.current in keys else -1
            place = min(max(at + steps[key], 0), len(keys) - 1) if key in steps else ends[key]  # type: ignore[index]
            self.go_to(keys[place])
            announce(self, self.marks[place].text)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current in keys:
            self.picked.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and self.marks and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.go_to(self.marks[0].key)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._at(QPointF(event.pos()))
            if mark:
                QToolTip.showText(event.globalPos(), mark.text, self, mark.area.toRect())
            else:
                QToolTip.hideText()
            return True
        return bool(super().event(event))


def nice_ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Round values from `low` to `high`, about `most` of them, in steps of 1, 2 or 5 of a power of ten."""
    if high <= low:
        return [low]
    raw = (high - low) / max(1, most)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * nice for nice in (1, 2, 5, 10) if raw <= power * nice * (1 + 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def width_of(text: str, step: int = -1, *, bold: bool = False) -> float:
    """How wide the text is drawn."""
    return QFontMetricsF(palette.sized(step, bold=bold)).horizontalAdvance(text)


def draw_middle(painter: QPainter, rect: QRectF, text: str, role: str, step: int = -1, *, bold: bool = False) -> None:
    """One line in the middle of a rectangle; it may stand out of it."""
    painter.setFont(palette.sized(step, bold=bold))
    painter.setPen(palette.color(role))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)


def fill(painter: QPainter, rect: QRectF, role: str, radius: float = 2) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(role))
    painter.drawRoundedRect(rect, radius, radius)
