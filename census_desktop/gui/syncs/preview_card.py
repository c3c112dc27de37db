"""The first records as they would be sent, while the sync is being set up: asked in the pool, the latest question wins."""

from __future__ import annotations

import json
import re

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.model import Sync
from census_desktop.gui.kit import palette
from census_desktop.gui.kit.forms import named, retone
from census_desktop.gui.kit.widgets import ElidedLabel, button, label
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.mapping_table import fixed_font
from census_desktop.gui.syncs.sync_setup import Choices
from census_desktop.usecases.payloads import Foresight

ASK_AFTER_MS = 250
RECORDS = 5
_LEAST, _MOST = 60, 300
_FIELD = re.compile(r'^\s*("(?:[^"\\]|\\.)*")(?=:)')
_TEXT = re.compile(r'(?<=[:\[,\s])"(?:[^"\\]|\\.)*"(?=,?$)')
_SCALAR = re.compile(r"(?<=[\s\[])(-?\d[\d.eE+-]*|true|false|null)(?=,?$)")


class _Highlighter(QSyntaxHighlighter):
    """Field names, texts and other values in colour."""

    def highlightBlock(self, text: str) -> None:
        for pattern, role in ((_TEXT, "ok"), (_SCALAR, "run"), (_FIELD, "link")):
            style = QTextCharFormat()
            style.setForeground(palette.color(role))
            for hit in pattern.finditer(text):
                self.setFormat(hit.start(hit.lastindex or 0), len(hit.group(hit.lastindex or 0)), style)


class PreviewCard(QFrame):
    """`seen` carries each Foresight, None when there is none."""

    seen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._question: tuple[object, ...] = ()
        self._sync: Sync | None = None
        self._choices = Choices()
        self._found: Foresight | None = None
        self._at = 0
        self._revealed = False
        self._soon = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._soon.timeout.connect(self._ask)
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Preview"))
        self._where = label("", "small")
        self._before = button("", "arrow-left", kind="flat", name=self.tr("Previous record"), on=lambda: self._go(-1))
        self._after = button("", "arrow-right", kind="flat", name=self.tr("Next record"), on=lambda: self._go(1))
        self._reveal = button(self.tr("Show personal data"), "eye", on=self._on_reveal)
        self.text = named(QPlainTextEdit(), self.tr("Record as it would be sent"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self._highlighter = _Highlighter(self.text.document())
        self._note = label("", "small", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Preview"), "heading"))
        head.addWidget(ElidedLabel(self.tr("as it would be sent"), "small"), 1)
        for widget in (self._where, self._before, self._after, self._reveal):
            head.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addWidget(self._note)
        font = fixed_font(-1)
        self.text.setFont(font)
        self.text.setStyleSheet(f"font-family: '{font.family()}'; font-size: {font.pixelSize()}px;")
        self.hide()

    @property
    def is_quiet(self) -> bool:
        """No question waits to be asked."""
        return not self._soon.isActive()

    def show_sync(self, sync: Sync, choices: Choices) -> None:
        """Ask anew if what would be sent is another thing now."""
        ready = bool(choices.dataset_of(sync) and choices.spec_of(sync) and sync.key.column and sync.key.field)
        self.setVisible(ready)
        question = (
            sync.source,
            sync.key,
            sync.mappings,
            sync.sync_all,
            sync.name,
            choices.spec_of(sync),
            choices.dataset_of(sync),
        )
        self._sync, self._choices = sync, choices
        if not ready:
            self._question = ()
            self._soon.stop()
        elif question != self._question:
            self._question = question
            self._soon.start()

    def _ask(self) -> None:
        if self._sync is not None and self._question:
            self._session.ask(
                self,
                self._session.app.payloads.first,
                self._sync,
                self._choices.spec_of(self._sync),
                RECORDS,
                reveal=self._revealed,
                done=self._on_found,
                failed=self._on_failed,
                slot="preview",
            )

    def _on_found(self, found: Foresight) -> None:
        self._found = found
        self._at = min(self._at, max(0, len(found.records) - 1))
        self._show()
        self.seen.emit(found)

    def _on_failed(self, error: CensusError) -> None:
        if isinstance(error, Cancelled):
            return
        self._found = None
        self.text.clear()
        self._say(str(error), "warn")
        self._show_tools()
        self.seen.emit(None)

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        if not found.records:
            self.text.clear()
            self._say(self.tr("The source has no record now."), "")
        else:
            record = found.records[self._at]
            self.text.setPlainText(json.dumps(record.payload, indent=2, ensure_ascii=False))
            said = [self.tr("Invalid, would not be sent: %1.").replace("%1", record.invalid)] if record.invalid else []
            said += [self.tr("Left out here: %1, %2").replace("%1", f).replace("%2", why) for f, why in found.left_out.items()]
            self._say("\n".join(said), "warn")
        self._show_tools()

    def _say(self, text: str, tone: str) -> None:
        retone(self._note, tone if text else "")
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _show_tools(self) -> None:
        count = len(self._found.records) if self._found else 0
        self._where.setText(
            self.tr("%1 of the first %2").replace("%1", str(self._at + 1)).replace("%2", str(count)) if count else ""
        )
        for tool in (self._before, self._after):
            tool.setVisible(count > 1)
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at < count - 1)
        self._reveal.setVisible(self._revealed or bool(self._found and self._found.hidden))
        self._reveal.setText(self.tr("Hide personal data") if self._revealed else self.tr("Show personal data"))
        self._reveal.setAccessibleName(self._reveal.text())
        lines = self.text.document().blockCount()
        self.text.setFixedHeight(max(_LEAST, min(_MOST, lines * self.text.fontMetrics().lineSpacing() + 24)))
        self.text.setVisible(bool(count))

    def _go(self, step: int) -> None:
        self._at += step
        self._show()

    def _on_reveal(self) -> None:
        self._revealed = not self._revealed
        self._soon.stop()
        self._ask()

    def forget(self) -> None:
        """Another sync: what was revealed is hidden again."""
        self._question = ()
        self._found, self._at, self._revealed = None, 0, False
        self.text.clear()
        self._say("", "")
        self._show_tools()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_highlighter"):
            self._highlighter.rehighlight()
