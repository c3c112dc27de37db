"""Settings: where credentials are kept."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from census_desktop.gui.kit.widgets import label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard


class CredentialsCard(SettingsCard):
    id = "credentials"
    title = QT_TRANSLATE_NOOP("", "Credentials")
    keywords = QT_TRANSLATE_NOOP("", "keyring passwords tokens secrets keys wallet")
    icon = "lock"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._state = label("", wrap=True)
        self.inner.addWidget(self._state)

    def open(self) -> None:
        self.session.ask(self, self.session.app.destinations.keyring_state, done=self._state.setText, slot="keyring")
