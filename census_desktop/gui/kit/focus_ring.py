"""The ring around what has the keyboard, the same for every kind of control, from the first Tab on.

Style sheets mark the focus too, with a border in the same colour; the ring is for whoever goes by keys and looks for it from
afar.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QMenu, QMenuBar, QWidget

from census_desktop.gui.kit import palette

WIDTH = 2
ROUND = 7


class FocusRing(QFocusFrame):
    """Qt keeps it in its place when the control moves, is scrolled or is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color("focus"), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self._room()).adjusted(half, half, -half, -half), ROUND, ROUND)

    def _room(self) -> QRect:
        """All of it, or what is left of it at the edge of what the control lies in."""
        parent = self.parentWidget()
        return self.rect().intersected(parent.rect().translated(-self.pos())) if parent is not None else self.rect()


class Rings(QObject):
    """Puts the ring where keys brought the focus. A ring dies with the window that it was in; then another is made."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None and not shiboken6.isValid(self._ring):
            self._ring = None
        if now is not None and is_ringed(now):
            self._ring = self._ring or FocusRing()
            self._ring.setWidget(now)
        elif self._ring is not None:
            self._ring.setWidget(None)  # type: ignore[arg-type]  # takes it away


def is_ringed(widget: QWidget) -> bool:
    """Menus show where they are by themselves; nothing is ringed that was clicked before any Tab."""
    by_keys = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return by_keys and not isinstance(widget, QMenu | QMenuBar)
