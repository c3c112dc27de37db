"""A field for SQL: fixed type, keywords in colour, as high as what it holds; its undo is the page's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from census_desktop.gui.kit import palette
from census_desktop.gui.kit.chips import leave_undo_to_the_page
from census_desktop.gui.kit.forms import named
from census_desktop.gui.segments.sql_panel import SqlHighlighter


class SqlEdit(QPlainTextEdit):
    """`edited` speaks only of what the user did."""

    edited = Signal()

    def __init__(self, name: str, placeholder: str, *, least: int = 1, most: int = 8) -> None:
        super().__init__()
        named(self, name)
        self._least, self._most = least, most
        self._known = ""
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self.setStyleSheet(
            f"font-family: '{family}'; font-size: {palette.base_size() - 1}px; padding: 3px 6px; min-height: 20px;"
        )
        self._highlighter = SqlHighlighter(self.document())
        self.textChanged.connect(self._on_changed)
        self._fit()

    def set_text(self, text: str) -> None:
        """Show it without saying so."""
        if text != self._known:
            self._known = text
            self.setPlainText(text)

    def _on_changed(self) -> None:
        """Qt says so too when only colours change."""
        self._fit()
        if self.toPlainText() != self._known:
            self._known = self.toPlainText()
            self.edited.emit()

    def _fit(self) -> None:
        lines = min(self._most, max(self._least, self.document().blockCount()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 18)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def event(self, event: QEvent) -> bool:
        return leave_undo_to_the_page(event) or super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_highlighter"):
            self._highlighter.rehighlight()
