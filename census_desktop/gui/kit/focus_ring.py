"""The ring around what has the keyboard, the same for every kind of control, from the first Tab on.

Style sheets mark the focus too, with a border in the same colour; the ring is for whoever goes by keys and looks for it from
afar.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QFocusFrame, QMenu, QMenuBar, QWidget

from census_desktop.gui.kit import palette

WIDTH = 2
ROUND = 7
_FOLLOWED = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ParentChange})


class FocusRing(QFocusFrame):
    """Qt keeps it in its place when the control moves, is scrolled or is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        followed = bool(super().eventFilter(watched, event))
        if event.type() in _FOLLOWED:
            self.come_above()
        return followed

    def come_above(self) -> None:
        """Qt would have it below the control, and masked to two pixels around it, of which an edge may have none."""
        self.clearMask()
        self.raise_()

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
            self._ring.setWidget(whole_of(now))
            self._ring.come_above()
        elif self._ring is not None:
            self._ring.setWidget(None)  # type: ignore[arg-type]  # takes it away


def whole_of(widget: QWidget) -> QWidget:
    """The box of the line in it, which has the keyboard where something can be typed."""
    box = widget.parentWidget()
    return box if isinstance(box, QComboBox | QAbstractSpinBox) else widget


def is_ringed(widget: QWidget) -> bool:
    """Menus show where they are by themselves; nothing is ringed that was clicked before any Tab."""
    by_keys = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return by_keys and not isinstance(widget, QMenu | QMenuBar)
