"""Settings: which workspace this is and where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from census_desktop.domain.rows import Kind
from census_desktop.gui.kit.widgets import button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


class WorkspaceCard(SettingsCard):
    id = "workspace"
    title = QT_TRANSLATE_NOOP("", "Workspace")
    keywords = QT_TRANSLATE_NOOP("", "folder file place move copy")
    icon = "folder"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._folder = label("", wrap=True)
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.inner.addWidget(self._folder)
        text = self.tr("Everything but credentials is in this folder. Move or copy it as a whole.")
        self.inner.addWidget(label(text, "small", wrap=True))
        self.inner.addWidget(button(self.tr("Open the folder"), "folder", on=self.open_folder), 0, Qt.AlignmentFlag.AlignLeft)

    def open(self) -> None:
        self.session.ask(self, _name, self.session.app, done=self._on_name, slot="name")

    def _on_name(self, name: str) -> None:
        self._folder.setText(f"{name}  ·  {self.session.app.paths.root}")

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if Kind.SETTINGS in kinds:
            self.open()

    def open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.session.app.paths.root)))


def _name(app: App) -> str:
    return app.name
