"""A passing word over the foot of the window, with Undo where there is one. Never for failures that need work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from census_desktop.gui.kit.widgets import announce, button, label

SECONDS = 8
_EDGE, _LEAST_TEXT = 24, 160
_ANY_WIDTH = 16_777_215


class Toast(QFrame):
    """One at a time; a new one replaces the old. Stays while the pointer or the keyboard is on it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("toast")
        self.setProperty("kind", "popup")
        self._over = over
        self._callback: Callable[[], None] | None = None
        self._text = label("")
        self.action = button("", kind="link", on=self._act)
        self._close = button("", "x", kind="flat", name=self.tr("Dismiss"), on=self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        for widget in (self._text, self.action, self._close):
            layout.addWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self._pass)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: str, action_label: str = "", callback: Callable[[], None] | None = None) -> None:
        self._callback = callback
        self._text.setText(text)
        self.setAccessibleName(text)
        self.action.setText(action_label)
        self.action.setAccessibleName(action_label or self.tr("No action"))
        self.action.setVisible(bool(action_label))
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text)

    def _act(self) -> None:
        callback, self._callback = self._callback, None
        self.hide()
        if callback:
            callback()

    def _pass(self) -> None:
        if self.underMouse() or self.action.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        """In the middle; a text that is too long for one line has more of them."""
        self._text.setWordWrap(False)
        self._text.setMinimumWidth(0)
        self._text.setMaximumWidth(_ANY_WIDTH)
        line = self._text.sizeHint().width()
        room = self._over.width() - 2 * _EDGE - (self.sizeHint().width() - line)
        self._text.setFixedWidth(min(line, max(_LEAST_TEXT, room)))
        self._text.setWordWrap(line > room)
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - 48)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: object) -> None:
        if getattr(event, "key", lambda: None)() == Qt.Key.Key_Escape:
            self.hide()
