"""What saving an edit causes, said before it is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from census_desktop.gui.kit.widgets import Glyph, announce, button, label


class ConsequencesPanel(QFrame):
    """The focus begins at the choice that changes nothing."""

    saved = Signal()
    closed = Signal()

    def __init__(self, title: str = "", keep: str = "", save: str = "") -> None:
        """Other words where something else than an edit is saved."""
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", "warn")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._keep = button(keep or self.tr("Keep editing"), on=self.close_panel)
        self._save = button(
            save or self.tr("Save"), kind="primary", name=save or self.tr("Save and accept this"), on=self.saved.emit
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph("alert", role="warn"))
        head.addWidget(label(title or self.tr("Saving this has consequences"), "heading"), 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self._keep)
        foot.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(self._lines)
        layout.addLayout(foot)
        self.hide()

    def show_lines(self, said: Sequence[str]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for text in said:
            line = label(text, wrap=True)
            line.setContentsMargins(24, 0, 0, 0)
            self._lines.addWidget(line)
        self.setAccessibleName(" ".join(said))
        self.show()
        announce(self, " ".join(said))
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)
