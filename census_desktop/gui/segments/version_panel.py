"""One edit of a segment, beside its line in the history: what it changed, and how the version before differs from now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from census_desktop.gui.kit import text_size, words
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Glyph, button, label
from census_desktop.usecases.segment_words import Change

SIGNS = {"added": ("plus", "ok"), "removed": ("minus", "fail"), "changed": ("pencil", "warn")}


class VersionPanel(QWidget):
    restored = Signal(int)
    """The number of the edit in the history, whose version before is to be brought back."""

    def __init__(self, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The edit"))
        self.setProperty("kind", "aside")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._past = 0
        self._when = label("", "small")
        self._changed, self._since = QVBoxLayout(), QVBoxLayout()
        self._restore = button(self.tr("Restore the version before"), "undo", on=lambda: self.restored.emit(self._past))
        stays = self.tr("Name, folder and tags stay as they are; Undo brings the present version back")
        self._restore.setToolTip(tip or stays)
        inside = QWidget()
        inside.setProperty("kind", "canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(self.tr("What this edit changed"), "heading"))
        column.addWidget(self._when)
        column.addLayout(self._changed)
        column.addSpacing(8)
        column.addWidget(label(self.tr("The version before, compared with now"), "heading"))
        column.addLayout(self._since)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(text_size.sideways())
        scroll.setWidget(inside)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)
        self.setMinimumWidth(px(260))

    def show_version(self, past: int, at: datetime, changed: Sequence[Change], since: Sequence[Change]) -> None:
        self._past = past
        self._when.setText(words.exact(at))
        self._fill(self._changed, changed, self.tr("Nothing that can be told in words"))
        self._fill(self._since, since, self.tr("It is the same as now"))
        self._restore.setEnabled(bool(since))

    def _fill(self, column: QVBoxLayout, changes: Sequence[Change], nothing: str) -> None:
        while column.count():
            item = column.takeAt(0)
            if item is not None and (old := item.widget()):
                old.hide()
                old.deleteLater()
        for change in changes:
            column.addWidget(_Line(change))
        if not changes:
            column.addWidget(label(nothing, "secondary", wrap=True))


class _Line(QWidget):
    def __init__(self, change: Change) -> None:
        super().__init__()
        icon, tone = SIGNS[change.kind]
        said = {"added": self.tr("added"), "removed": self.tr("removed"), "changed": self.tr("changed")}[change.kind]
        self.setAccessibleName(f"{said}: {change.before} → {change.text}" if change.before else f"{said}: {change.text}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(Glyph(icon, 14, tone), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(said, "small", tone=tone), 0, 1)
        if change.before:
            before = label(change.before, "secondary", wrap=True)
            font = before.font()
            font.setStrikeOut(True)
            before.setFont(font)
            grid.addWidget(before, 1, 1)
        grid.addWidget(label(change.text, wrap=True), 2, 1)
        grid.setColumnStretch(1, 1)
