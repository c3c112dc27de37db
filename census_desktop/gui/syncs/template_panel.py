"""The Liquid template of a mapping: several lines, columns to insert, what is wrong with it, and what it makes of a record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from census_desktop.gui.kit import palette
from census_desktop.gui.kit.forms import named, retone, set_wrong
from census_desktop.gui.kit.picker import Entry, Picker
from census_desktop.gui.kit.widgets import ElidedLabel, button, label, set_tone
from census_desktop.gui.syncs.mapping_table import fixed_font

_OUTPUT = re.compile(r"\{\{.*?(\}\}|$)")
_TAG = re.compile(r"\{%.*?(%\}|$)")
_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LEAST, _MOST = 64, 180


class _Highlighter(QSyntaxHighlighter):
    """Outputs, tags and quoted text in colour."""

    def highlightBlock(self, text: str) -> None:
        for pattern, role in ((_OUTPUT, "link"), (_TAG, "run")):
            for hit in pattern.finditer(text):
                self._paint(hit.start(), hit.end(), role)
                for quoted in _TEXT.finditer(text, hit.start(), hit.end()):
                    self._paint(quoted.start(), quoted.end(), "ok")

    def _paint(self, start: int, end: int, role: str) -> None:
        style = QTextCharFormat()
        style.setForeground(palette.color(role))
        self.setFormat(start, end - start, style)


def reference(column: str) -> str:
    """How a template names a column."""
    return f"{{{{ {column} }}}}" if _PLAIN_NAME.fullmatch(column) else f"{{{{ record['{column}'] }}}}"


class TemplatePanel(QFrame):
    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Template"))
        self._columns: tuple[Entry, ...] = ()
        self._title = label("", "heading")
        self._insert = button(self.tr("Insert a column"), "plus", on=self.insert_column)
        self.text = named(QPlainTextEdit(), self.tr("Liquid template"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("{{ first_name | capitalize }} {{ last_name }}")
        self._highlighter = _Highlighter(self.text.document())
        self._error = label("", "small", tone="fail", wrap=True)
        self._preview = ElidedLabel("", "small")
        help_ = label(
            self.tr("Liquid: {{ column }}, filters as in {{ name | upcase }}, {% if %}. Extra: sha256, md5, json."), "small"
        )
        help_.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._insert)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addWidget(self._error)
        layout.addWidget(self._preview)
        layout.addWidget(help_)
        self.text.textChanged.connect(self._on_changed)
        self._error.hide()
        self._dress()

    def _dress(self) -> None:
        font = fixed_font(-1)
        self.text.setFont(font)
        self.text.setStyleSheet(f"font-family: '{font.family()}'; font-size: {font.pixelSize()}px;")
        self._fit()

    def _fit(self) -> None:
        lines = self.text.document().blockCount()
        self.text.setFixedHeight(max(_LEAST, min(_MOST, lines * self.text.fontMetrics().lineSpacing() + 22)))

    def show_template(self, field: str, template: str, columns: Sequence[Entry]) -> None:
        self._columns = tuple(columns)
        self._title.setText(self.tr("Template of %1").replace("%1", field or "…"))
        now = self.text.toPlainText()
        if now != template and (now.strip() or template.strip()):
            self.text.blockSignals(True)
            self.text.setPlainText(template)
            self.text.moveCursor(QTextCursor.MoveOperation.End)
            self.text.blockSignals(False)
            self._fit()

    def show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        set_wrong(self.text, bool(text))
        if text:
            self.show_preview("")

    @property
    def error(self) -> str:
        return self._error.text()

    def show_preview(self, text: str, tone: str = "") -> None:
        """What the template makes of the first record, or why it makes nothing of it."""
        retone(self._preview, tone)
        set_tone(self._preview, tone)
        self._preview.set_text(text)
        self._preview.setVisible(bool(text))

    def insert_column(self) -> None:
        picker = Picker(self.tr("Insert a column"), self._columns, self, nothing=self.tr("No column is called so."))
        picker.chosen.connect(self._on_column)
        corner = self._insert.mapToGlobal(QPoint(0, 0))
        picker.open_under(QRect(corner, self._insert.size()))

    def _on_column(self, column: str) -> None:
        self.text.insertPlainText(reference(column))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        self._fit()
        self.edited.emit(self.text.toPlainText())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_highlighter"):
            self._highlighter.rehighlight()
