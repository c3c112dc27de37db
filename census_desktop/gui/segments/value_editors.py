"""Editors of a condition's value, one per kind of operand and type of column.

Each has `value()`, `set_value(value)` and the signal `edited`, which speaks only of what the user did. Empty and unreadable
input is None: the condition is then unfinished, never wrong.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QDate, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton

from census_desktop.domain.conditions import ColumnType, Operand
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.chips import ChipsField, leave_undo_to_the_page
from census_desktop.gui.kit.forms import Compound, named, set_wrong
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.segments.value_text import format_number, parse_moment, parse_number


class ValueLine(QLineEdit):
    """A line of text that is as wide as what it holds."""

    edited = Signal()
    _least, _most = 56, 300

    def __init__(self, name: str, placeholder: str = "value") -> None:
        super().__init__()
        named(self, name)
        self.setPlaceholderText(placeholder)
        self.setProperty("kind", "value")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)
        self.textEdited.connect(self._on_edited)

    def _on_edited(self, _text: str) -> None:
        self._mark(self._wrong())
        self.edited.emit()

    def _wrong(self) -> str:
        """Why the text is no value, "" when it is one or empty."""
        return ""

    def event(self, event: QEvent) -> bool:
        return leave_undo_to_the_page(event) or super().event(event)

    def _mark(self, wrong: str) -> None:
        set_wrong(self, bool(wrong))
        self.setToolTip(wrong)

    def grow(self) -> None:
        """Take the room that a form gives instead."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("kind", "")

    def value(self) -> Any:
        return self.parse(self.text())

    def parse(self, text: str) -> Any:
        """The value that the text means, or None."""
        return text or None

    def set_value(self, value: Any) -> None:
        if value != self.value():
            self.setText("" if value is None else self._shown(value))
            self._mark("")

    def _shown(self, value: Any) -> str:
        return str(value)

    def sizeHint(self) -> QSize:
        text = self.text() or self.placeholderText()
        width = self.fontMetrics().horizontalAdvance(text) + 24 + 22 * len(self.actions())
        return QSize(max(self._least, min(self._most, width)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._least, self.sizeHint().width()), super().minimumSizeHint().height())


class NumberLine(ValueLine):
    """A number in the user's locale, of any size. Up and Down count."""

    def __init__(self, name: str, *, whole: bool = False, least: float | None = None) -> None:
        super().__init__(name, "number")
        self._whole = whole
        self._bound = least
        self.editingFinished.connect(self._tidy)

    def parse(self, text: str) -> Any:
        return parse_number(text, whole=self._whole, least=self._bound)

    def _wrong(self) -> str:
        if not self.text().strip() or self.value() is not None:
            return ""
        return words.tr("A whole number is needed here.") if self._whole else words.tr("A number is needed here.")

    def _shown(self, value: Any) -> str:
        return format_number(value)

    def _tidy(self) -> None:
        if (value := self.value()) is not None:
            self.setText(self._shown(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        value = (self.value() or 0) + step
        if self._bound is None or value >= self._bound:
            self.setText(self._shown(value))
            self._on_edited(self.text())


class DateLine(ValueLine):
    """A date or a moment as 2026-05-31 or 2026-05-31 08:00; the calendar is one key (Alt+Down) or click away."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "2026-05-31")
        self._calendar: QCalendarWidget | None = None
        action = self.addAction(icons.icon("calendar", "secondary"), QLineEdit.ActionPosition.TrailingPosition)
        icons.set_icon(action, "calendar", "secondary")
        action.setText(words.tr("Choose from the calendar"))
        action.setToolTip(words.tr("Choose from the calendar"))
        action.triggered.connect(self.choose)
        for opener in self.findChildren(QToolButton):
            opener.setAccessibleName(words.tr("Choose from the calendar"))

    def parse(self, text: str) -> Any:
        return parse_moment(text)

    def set_value(self, value: Any) -> None:
        super().set_value(value.isoformat() if isinstance(value, dt.date) else value)

    def _wrong(self) -> str:
        return (
            ""
            if not self.text().strip() or self.value()
            else words.tr("Write a date as 2026-05-31, or with a time 2026-05-31 08:00.")
        )

    def _shown(self, value: Any) -> str:
        return str(value).replace("T", " ")

    def choose(self) -> None:
        """Open the calendar below the field."""
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlags(Qt.WindowType.Popup)
            self._calendar.setAccessibleName(words.tr("Calendar"))
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self._calendar.activated.connect(self._on_chosen)
            self._calendar.clicked.connect(self._on_chosen)
        if known := self.value():
            self._calendar.setSelectedDate(QDate.fromString(known[:10], Qt.DateFormat.ISODate))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()

    def _on_chosen(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.setText(day.toString(Qt.DateFormat.ISODate))
        self._on_edited(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.choose()
        else:
            super().keyPressEvent(event)


class PairField(Compound):
    """Two values with a word between them."""

    edited = Signal()

    def __init__(self, low: ValueLine, high: ValueLine, word: str = "and") -> None:
        super().__init__()
        self.low, self.high = low, high
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (low, label(word, "secondary"), high):
            row.addWidget(widget)
        self.first = low
        low.edited.connect(self.edited)
        high.edited.connect(self.edited)

    def value(self) -> Any:
        pair = (self.low.value(), self.high.value())
        return None if None in pair else pair

    def set_value(self, value: Any) -> None:
        if value != self.value():
            low, high = value or (None, None)
            self.low.set_value(low)
            self.high.set_value(high)


ValueEditor = ValueLine | PairField | ChipsField


def editor_for(operand: Operand, type_: ColumnType, name: str) -> ValueEditor | None:
    """A fresh editor; None for an operator without a value."""
    if operand is Operand.NONE:
        return None
    if operand is Operand.DAYS:
        return NumberLine(name, least=0)
    if operand is Operand.DAYS_PAIR:
        return PairField(
            NumberLine(words.filled(words.tr("%1, from"), name), least=0),
            NumberLine(words.filled(words.tr("%1, to"), name), least=0),
        )
    if operand is Operand.PAIR:
        return PairField(
            _line_for(type_, words.filled(words.tr("%1, from"), name)), _line_for(type_, words.filled(words.tr("%1, to"), name))
        )
    if operand is Operand.MANY:
        return _chips_for(type_, name)
    return _line_for(type_, name)


def _line_for(type_: ColumnType, name: str) -> ValueLine:
    if type_ in (ColumnType.INTEGER, ColumnType.NUMBER):
        return NumberLine(name)
    return DateLine(name) if type_ in (ColumnType.DATE, ColumnType.DATETIME) else ValueLine(name)


def _chips_for(type_: ColumnType, name: str) -> ChipsField:
    if type_ in (ColumnType.INTEGER, ColumnType.NUMBER):
        return ChipsField(name, parse_number, format_number)
    if type_ in (ColumnType.DATE, ColumnType.DATETIME):
        return ChipsField(name, parse_moment)
    return ChipsField(name)
