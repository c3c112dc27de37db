"""The number that is typed before something is done that cannot simply be taken back. It is never remembered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from census_desktop.gui.kit import icons, palette, words
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import announce, label, set_tone


class TypedCount(QFrame):
    """Hidden while no number is asked for. Separators between thousands may be typed or left out."""

    changed = Signal()
    agreed = Signal()
    """Enter, with the right number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        set_tone(self, "fail")
        self._count: int | None = None
        self._text = label("", wrap=True)
        self._field = named(QLineEdit(), self.tr("Number to confirm"))
        self._field.setFixedWidth(px(140))
        self._field.textChanged.connect(lambda _text: self.changed.emit())
        self._field.returnPressed.connect(self._on_return)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(38, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._field)
        self.hide()

    def ask(self, text: str, count: int | None) -> None:
        """Ask for this number; None asks for nothing. Another number than before is typed anew."""
        if count != self._count:
            self._count = count
            self._field.clear()
        if count is not None and (self.isHidden() or text != self._text.text()):
            announce(self, text)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._field.setAccessibleDescription(text)
        self._field.setPlaceholderText("" if count is None else self.tr("Type %1").replace("%1", words.number(count)))
        self.setVisible(count is not None)

    @property
    def asks(self) -> bool:
        return self._count is not None

    @property
    def said(self) -> int | None:
        """The number that was typed, where it is the right one."""
        digits = "".join(c for c in self._field.text() if c.isdecimal())
        rest = [c for c in self._field.text() if not c.isdecimal() and c not in "., ’'\u00a0\u202f"]
        return self._count if digits and not rest and int(digits) == self._count else None

    @property
    def is_met(self) -> bool:
        """Nothing stands in the way: no number is asked for, or the right one was typed."""
        return self._count is None or self.said is not None

    def _on_return(self) -> None:
        if self.is_met:
            self.agreed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        icons.draw(QPainter(self), "alert", QRectF(13, round(self.height() / 2 - 8), 16, 16), palette.color("fail"))
