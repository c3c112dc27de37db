"""Choices that are as wide as what they say, as the lines of a definition have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter

from census_desktop.domain.conditions import OPERATORS
from census_desktop.gui.kit import said, words
from census_desktop.gui.kit.text_size import px


class Pill(QComboBox):
    """A choice that is as wide as what it says. The wheel scrolls the page, never the choice."""

    def __init__(self, name: str, *, arrow: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("kind", "pill" if arrow else "pill-plain")
        self._room = px(46) if arrow else px(22)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentIndexChanged.connect(self.updateGeometry)

    def setAccessibleName(self, name: str) -> None:
        """Said as the description too: on Linux Qt takes a choice's value for its name."""
        super().setAccessibleName(name)
        self.setAccessibleDescription(name)

    def shown_text(self) -> str:
        return self.currentText()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.shown_text()) + self._room, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 28)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class OperatorPill(Pill):
    """The operators of a field's type. Of "more than … days ago" it shows what stands before the value."""

    def __init__(self, name: str) -> None:
        super().__init__(name, arrow=False)

    def offer(self, codes: tuple[str, ...], current: str) -> None:
        """Show these operators, and the current one even if it is none of them."""
        wanted = codes if current in codes else (*codes, current)
        if wanted != tuple(self.itemData(n) for n in range(self.count())):
            self.clear()
            for code in wanted:
                self.addItem(said.said(OPERATORS[code].label) if code in OPERATORS else code, code)
        self.setCurrentIndex(wanted.index(current))
        self.updateGeometry()

    def shown_text(self) -> str:
        return self.currentText().split(" … ", 1)[0]


class ChoicePill(Pill):
    """A few fixed choices, each with its words."""

    def __init__(self, name: str, options: Sequence[tuple[str, Any]], *, arrow: bool = True) -> None:
        super().__init__(name, arrow=arrow)
        for text, value in options:
            self.addItem(text, value)

    def choose(self, value: Any) -> None:
        """Show this one; nobody is told."""
        self.setCurrentIndex(next((n for n in range(self.count()) if self.itemData(n) == value), 0))


def join_pill(name: str) -> ChoicePill:
    return ChoicePill(name, ((words.tr("all of"), "all"), (words.tr("any of"), "any")))
