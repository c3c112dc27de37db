"""Settings: whether the window stays in the system's tray when it is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from census_desktop.gui import tray
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard


class TrayCard(SettingsCard):
    id = "tray"
    title = QT_TRANSLATE_NOOP("", "Tray")
    keywords = QT_TRANSLATE_NOOP("", "icon background close notification area")
    icon = "arrow-down"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        text = self.tr("Stay in the tray when the window is closed, and run what is due")
        self._on = named(QCheckBox(text), text)
        self._on.clicked.connect(self._save)
        self._why = label("", "small", wrap=True)
        self.inner.addWidget(self._on)
        self.inner.addWidget(self._why)

    def open(self) -> None:
        there = tray.is_available()
        self._on.setEnabled(there)
        self._on.setChecked(there and tray.is_on())
        said = self.tr("Off at first. The icon shows how runs stand; its menu opens the window, pauses schedules and quits.")
        self._why.setText(said if there else self.tr("This desktop has no tray, so closing the window ends the program."))
        self._on.setAccessibleDescription(self._why.text())

    def _save(self, on: bool) -> None:
        tray.set_on(on)
        self.session.tray_changed.emit()
