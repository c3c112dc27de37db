"""Rows of a form: label above, control, help below, and the place where an error of this very field is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QCompleter,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from census_desktop.gui.kit import palette
from census_desktop.gui.kit.widgets import label

W = TypeVar("W", bound=QWidget)
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
CC, SC = QStyle.ComplexControl, QStyle.SubControl

SPIN_MARGINS = (7, 0, 0, 0)
"""Of the text in a spin box: style sheets do not reach it."""


def named(widget: W, name: str, tip: str = "") -> W:
    """The widget with its accessible name, and a tooltip that is also its accessible description."""
    widget.setAccessibleName(name)
    if tip:
        widget.setToolTip(tip)
        widget.setAccessibleDescription(tip)
    return widget


class Compound(QWidget):
    """Several controls that are one field. The focus goes to the first, without a focus proxy: this widget's own place in
    the order would lead Tab back to it, in a circle."""

    first: QWidget

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.first.setFocus(reason)


def tab_in_reading_order(root: QWidget) -> None:
    """Tab goes through the controls as they are laid out, not in the order in which they were made."""
    controls = list(_controls(root))
    for before, after in pairwise(controls):
        QWidget.setTabOrder(before, after)


def _controls(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    elif isinstance(widget, QScrollArea) and (inside := widget.widget()):
        yield from _controls(inside)
    elif layout := widget.layout():
        placed = list(_laid_out(layout))
        yield from placed
        for child in widget.findChildren(QAbstractButton, options=_DIRECT):  # put there by hand, as at the edge of a field
            if child not in placed:
                yield from _controls(child)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    """In the order of the layout's items, without asking for these: the Python object of an item outlives it when what it
    held is deleted, and crashes the program when another object gets its address."""
    within = layout.parentWidget()
    inner: list[QWidget | QLayout] = [*layout.findChildren(QLayout, options=_DIRECT)]
    if within is not None:
        inner += [child for child in within.findChildren(QWidget, options=_DIRECT) if layout.indexOf(child) >= 0]
    for part in sorted(inner, key=layout.indexOf):
        yield from _controls(part) if isinstance(part, QWidget) else _laid_out(part)


def set_wrong(widget: QWidget, wrong: bool) -> None:
    """Mark a field whose content cannot be used, or take the mark away."""
    state = "wrong" if wrong else ""
    if (widget.property("state") or "") != state:
        widget.setProperty("state", state)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class FormRow(QWidget):
    """One field of a form. The error replaces the help while there is one."""

    def __init__(self, text: str, control: QWidget, help_: str = "", *, optional: bool = False) -> None:
        super().__init__()
        self.control = control
        self._help = help_
        self._title = label(text, "field")
        self._title.setBuddy(control)
        self._note = label(help_, "small", wrap=True)
        if not help_:  # shown before it has a parent it would be a window of its own
            self._note.hide()
        if optional:
            self._title.setText(f"{text} ({self.tr('optional')})")
        if not control.accessibleName():
            control.setAccessibleName(text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self._title, control, self._note):
            layout.addWidget(widget)

    @property
    def error(self) -> str:
        return self._note.text() if self._note.property("tone") == "fail" else ""

    def set_error(self, text: str) -> None:
        set_wrong(self.control, bool(text))
        self._show_note(text or self._help, "fail" if text else "")

    def set_help(self, text: str) -> None:
        self._help = text
        if not self.error:
            self._show_note(text, "")

    def _show_note(self, text: str, tone: str) -> None:
        retone(self._note, tone)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self.control.setAccessibleDescription(text)


def retone(widget: QLabel, tone: str) -> None:
    if (widget.property("tone") or "") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Choice(QComboBox):
    """A choice of values with their words. The wheel scrolls the page, never the choice."""

    _said_name = ""

    def __init__(self, name: str, options: Sequence[tuple[str, Any]] = (), placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(10)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setItemDelegate(QStyledItemDelegate(self))  # the one whose rows the style sheet sizes
        self.offer(options)

    def setAccessibleName(self, name: str) -> None:
        """Said as the description too: on Linux Qt takes a choice's value for its name."""
        super().setAccessibleName(name)
        if not self.accessibleDescription() or self.accessibleDescription() == self._said_name:
            self.setAccessibleDescription(name)
        self._said_name = name

    def offer(self, options: Sequence[tuple[str, Any]], current: Any = None, pictures: Sequence[QIcon] = ()) -> None:
        """Other options; `current` is chosen where it is one of them, else nothing is. Says nothing."""
        self.blockSignals(True)
        if [(self.itemText(n), self.itemData(n)) for n in range(self.count())] != list(options):
            self.clear()
            for text, value in options:
                self.addItem(text, value)
        for number, picture in enumerate(pictures):
            self.setItemIcon(number, picture)
        self.setCurrentIndex(self._place(current))
        self.blockSignals(False)

    def choose(self, value: Any) -> None:
        """Choose a value without saying so."""
        self.blockSignals(True)
        self.setCurrentIndex(self._place(value))
        self.blockSignals(False)

    def _place(self, value: Any) -> int:
        return next((n for n in range(self.count()) if self.itemData(n) == value), -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A text that is too long ends with an ellipsis: with a style sheet Qt cuts through its last letter."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        place = self.style().subControlRect(CC.CC_ComboBox, option, SC.SC_ComboBoxEditField, self)
        room = place.width() - (0 if option.currentIcon.isNull() else option.iconSize.width() + 8)
        shown = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        if self.isEditable() or self.currentIndex() < 0 or shown == option.currentText:
            super().paintEvent(event)
            return
        option.currentText = shown
        painter = QStylePainter(self)
        painter.drawComplexControl(CC.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class OpenChoice(Choice):
    """A choice where another text may be typed as well. `typed` speaks when the user has settled on a text."""

    typed = Signal(str)

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._said = ""
        line = self._line()
        line.setAccessibleName(name)
        line.setPlaceholderText(placeholder)
        line.installEventFilter(self)
        line.editingFinished.connect(self._say)
        self.activated.connect(lambda _index: self._say())
        if completer := self.completer():
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def setAccessibleName(self, name: str) -> None:
        """Of the box and of the line in it, which is what has the focus."""
        super().setAccessibleName(name)
        if line := self.lineEdit():
            line.setAccessibleName(name)

    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        if line is None:
            raise RuntimeError("an editable combo box has a line")
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A line that cannot be typed in opens the list, as any other choice does."""
        if event.type() == QEvent.Type.FocusIn and (completer := self.completer()) and (popup := completer.popup()):
            palette.dress(popup)  # a window of its own
        if event.type() == QEvent.Type.MouseButtonRelease and self._line().isReadOnly() and self.isEnabled():
            self.showPopup()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._line().isReadOnly():
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def show_text(self, text: str) -> None:
        """Put a text in without saying so."""
        self._said = text
        if self.currentText() != text:
            self.blockSignals(True)
            self.setCurrentIndex(self.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive))
            self.setEditText(text)
            self.blockSignals(False)

    def _say(self) -> None:
        text = self.currentText().strip()
        if text != self._said:
            self._said = text
            self.typed.emit(text)
