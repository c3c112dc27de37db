"""The SQL that runs for a definition, with its dialect, to read and to copy."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.gui.kit import palette
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.widgets import button, label

_WORDS = re.compile(
    r"\b(SELECT|FROM|WHERE|AND|OR|NOT|IN|IS|NULL|AS|ON|CASE|WHEN|THEN|ELSE|END|GROUP BY|ORDER BY|HAVING|LIMIT|OFFSET|WITH|"
    r"LEFT|INNER|OUTER|JOIN|BETWEEN|LIKE|ILIKE|CAST|DISTINCT|COUNT|TRUE|FALSE|ASC|DESC|COALESCE|LOWER)\b",
    re.IGNORECASE,
)
_TEXTS = re.compile(r"'(?:[^']|'')*'")
DIALECTS = {"duckdb": "DuckDB", "postgres": "PostgreSQL", "mysql": "MySQL", "mssql": "SQL Server", "bigquery": "BigQuery"}


def engine_name(dialect: str) -> str:
    return DIALECTS.get(dialect, dialect.capitalize())


class SqlHighlighter(QSyntaxHighlighter):
    """Keywords and text values in colour."""

    def highlightBlock(self, text: str) -> None:
        for pattern, role in ((_WORDS, "link"), (_TEXTS, "ok")):
            style = QTextCharFormat()
            style.setForeground(palette.color(role))
            for hit in pattern.finditer(text):
                self.setFormat(hit.start(), hit.end() - hit.start(), style)


class SqlPanel(QWidget):
    closed = Signal()
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("SQL"))
        self.setProperty("kind", "sheet")
        self._title = label("SQL", "heading")
        self._text = named(QPlainTextEdit(), self.tr("SQL of this definition"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(palette.base_size() - 1)
        self._text.setFont(font)
        self._text.setStyleSheet(f"font-family: '{font.family()}'; font-size: {palette.base_size() - 1}px;")
        self._highlighter = SqlHighlighter(self._text.document())
        self._copy = button(self.tr("Copy"), "copy", name=self.tr("Copy the SQL"), on=self.copy)
        close = button("", "x", kind="flat", name=self.tr("Close the SQL panel"), on=self.closed.emit)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._copy)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 8, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._text, 1)

    def show_sql(self, dialect: str, sql: str) -> None:
        self._title.setText(f"SQL · {engine_name(dialect)}")
        if sql != self._text.toPlainText():
            self._text.setPlainText(sql)
        self._copy.setEnabled(True)

    def show_error(self, error: CensusError) -> None:
        self._title.setText("SQL")
        self._text.setPlainText(str(error))
        self._copy.setEnabled(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._highlighter.rehighlight()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self.copied.emit()
