"""Several values as chips."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.flow_layout import FlowLayout
from census_desktop.gui.kit.forms import named, set_wrong
from census_desktop.gui.kit.widgets import button, label

SHOWN_CHIPS = 12


def leave_undo_to_the_page(event: QEvent) -> bool:
    """A line's own undo would only know its own letters: Ctrl+Z belongs to the definition."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        event.ignore()
        return True
    return False


class _ChipLine(QLineEdit):
    """The place to type the next value of a list."""

    erased = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        return leave_undo_to_the_page(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class ChipsField(QFrame):
    """Several values as chips, typed one after the other, pasted by comma or line, or edited as a list.

    `parse` turns text into a value or None; what it refuses stays in the line, marked.
    """

    edited = Signal()

    def __init__(self, name: str, parse: Callable[[str], Any] = str, shown: Callable[[Any], str] = str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("kind", "chips")
        self._name = name
        self.parse = parse
        self._shown = shown
        self._values: tuple[Any, ...] = ()
        self._flow = FlowLayout(self, gap=4)
        self._flow.setContentsMargins(4, 4, 28, 4)
        self._line = named(_ChipLine(), words.filled(words.tr("%1: add a value"), name))
        self._line.setFrame(False)
        self._line.textChanged.connect(self._fit_line)
        self._line.textEdited.connect(self._on_typed)
        self._line.returnPressed.connect(self._commit)
        self._line.left.connect(self._commit)
        self._line.erased.connect(self._drop_last)
        self._list = button(
            "", "list", kind="flat", name=words.filled(words.tr("%1: edit as a list"), name), on=self.edit_as_list, parent=self
        )
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._rebuild()

    def hide_list_button(self) -> None:
        """Whoever has it in a place of its own gives the room to the values."""
        self._list.hide()
        self._flow.setContentsMargins(4, 4, 4, 4)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the line. A focus proxy would lead Tab in a circle, as its place in the order is not the line's."""
        self._line.setFocus(reason)

    def value(self) -> Any:
        return self._values

    def set_value(self, value: Any) -> None:
        values = tuple(value) if value is not None else ()
        if values != self._values:
            self._values = values
            self._rebuild()

    def _rebuild(self) -> None:
        self._flow.clear(keep=(self._line,))
        for value in self._values[:SHOWN_CHIPS]:
            chip = self._chip(value)
            self._flow.addWidget(chip)
            chip.show()
        hidden = len(self._values) - SHOWN_CHIPS
        if hidden > 0:
            more = named(
                QPushButton(words.filled(words.tr("%1 more"), words.number(hidden))),
                words.filled(words.tr("%1: %2 more values"), self._name, hidden),
            )
            more.setProperty("kind", "chip")
            more.clicked.connect(lambda: self.edit_as_list())
            self._flow.addWidget(more)
            more.show()
        self._flow.addWidget(self._line)
        self._line.setPlaceholderText("" if self._values else words.tr("value"))
        self._fit_line()
        self._line.show()
        self.updateGeometry()

    def _fit_line(self) -> None:
        text = self._line.text() or self._line.placeholderText()
        self._line.setFixedWidth(min(220, max(28, self._line.fontMetrics().horizontalAdvance(text) + 14)))

    def _chip(self, value: Any) -> QPushButton:
        chip = named(
            QPushButton(self._shown(value)), words.filled(words.tr("Remove %1"), self._shown(value)), words.tr("Remove")
        )
        chip.setProperty("kind", "chip")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        icons.set_icon(chip, "x", "secondary")
        chip.setIconSize(QSize(12, 12))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(lambda: self._replace(tuple(v for v in self._values if v != value)))
        return chip

    def _replace(self, values: tuple[Any, ...]) -> None:
        values = tuple(dict.fromkeys(values))
        if values != self._values:
            self._values = values
            self._rebuild()
            self.edited.emit()

    def _drop_last(self) -> None:
        self._replace(self._values[:-1])

    def _on_typed(self, text: str) -> None:
        self._mark(False)
        if any(sign in text for sign in ",\n\t"):
            self._commit()

    def _commit(self) -> None:
        taken, refused = self._read(self._line.text().replace("\n", ",").replace("\t", ",").split(","))
        self._line.setText(", ".join(refused))
        self._mark(bool(refused))
        self._replace((*self._values, *taken))

    def _read(self, texts: list[str]) -> tuple[list[Any], list[str]]:
        """(values, texts that are none)"""
        taken, refused = [], []
        for text in filter(None, (t.strip() for t in texts)):
            value = self.parse(text)
            if value is None:
                refused.append(text)
            else:
                taken.append(value)
        return taken, refused

    def _mark(self, wrong: bool) -> None:
        set_wrong(self, wrong)
        self.setToolTip(words.tr("This value does not fit the column.") if wrong else "")

    def edit_as_list(self) -> None:
        """Show all values, one per line."""
        sheet = ListSheet(self._name, [self._shown(v) for v in self._values], self)
        sheet.accepted.connect(lambda: self._take_list(sheet.lines()))
        sheet.open()

    def _take_list(self, lines: list[str]) -> None:
        taken, refused = self._read(lines)
        self._line.setText(", ".join(refused[:20]))
        self._mark(bool(refused))
        self._replace(tuple(taken))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.move(self.width() - 26, 1)
        self.setMinimumHeight(self._flow.heightForWidth(event.size().width()))


class ListSheet(QDialog):
    """A list of values as text, one per line; blank lines do not count."""

    def __init__(self, name: str, lines: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(360, 420)
        column = QVBoxLayout(self)
        column.addWidget(label(self.tr("One value per line"), "secondary"))
        self._text = named(QPlainTextEdit("\n".join(lines)), words.filled(words.tr("%1, one per line"), name))
        self._text.setTabChangesFocus(True)
        column.addWidget(self._text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(words.tr("Use these values"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def lines(self) -> list[str]:
        return self._text.toPlainText().splitlines()
