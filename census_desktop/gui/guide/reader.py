"""The guide's text in a window of our own, for computers without a browser and for a checkout whose pages are not built."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from census_desktop.gui.guide.pages import INDEX
from census_desktop.gui.kit import palette
from census_desktop.gui.kit.widgets import button, label
from census_desktop.paths import guide_text

WIDTH, HEIGHT = 760, 640


def readable(text: str) -> str:
    """Markdown as Qt reads it: without what only the generator understands, definitions as paragraphs, no pictures."""

    def contents(block: re.Match[str]) -> str:
        names = [line.strip() for line in block[1].splitlines() if line.strip() and not line.startswith(":")]
        return "\n".join(f"- [{name.rpartition('/')[2].replace('-', ' ').capitalize()}]({name}.md)" for name in names)

    text = re.sub(r"```\{toctree\}\n(.*?)```", contents, text, flags=re.DOTALL)
    text = re.sub(r"^!\[[^\]]*\]\([^)]*\)\n?", "", text, flags=re.MULTILINE)
    return re.sub(r"^([^\n|#>-][^\n]*)\n: +", r"**\1** – ", text, flags=re.MULTILINE)


class GuideReader(QDialog):
    def __init__(self, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._trail: list[str] = []
        self.setWindowTitle(self.tr("User guide"))
        self.setModal(False)
        self.resize(WIDTH, HEIGHT)
        self._text = QTextBrowser()
        self._text.setAccessibleName(self.tr("User guide"))
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._follow)
        self._back = button(self.tr("Back"), "arrow-left", on=self.back)
        self._contents = button(self.tr("Contents"), "list", on=lambda: self.show_page(INDEX))
        close = button(self.tr("Close"), kind="primary", on=self.close)
        head = QHBoxLayout()
        head.addWidget(self._back)
        head.addWidget(self._contents)
        head.addStretch(1)
        head.addWidget(label(self.tr("Kept on this computer"), "small"))
        head.addSpacing(8)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._text, 1)

    @property
    def page(self) -> str:
        return self._trail[-1] if self._trail else ""

    def show_page(self, page: str) -> None:
        """The page, or the contents where this installation has no such text."""
        found = guide_text(page, self._folder)
        if found is None:
            page, found = INDEX, guide_text(INDEX, self._folder)
        if self.page != page:
            self._trail.append(page)
        text = found.read_text(encoding="utf-8") if found else self.tr("The guide is not part of this installation.")
        self._text.document().setDefaultStyleSheet(f"a {{ color: {palette.color('link').name()}; }}")
        self._text.setMarkdown(readable(text))
        self._back.setEnabled(len(self._trail) > 1)
        self._text.setFocus()

    def back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self.show_page(self._trail.pop())

    def _follow(self, link: QUrl) -> None:
        if link.scheme():
            QDesktopServices.openUrl(link)
        elif link.path().endswith(".md"):
            self.show_page(posixpath.normpath(posixpath.join(posixpath.dirname(self.page), link.path()))[: -len(".md")])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.back()
        else:
            super().keyPressEvent(event)
