"""Settings: the language of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from census_desktop.gui.kit import language
from census_desktop.gui.kit.forms import Choice
from census_desktop.gui.kit.widgets import button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard


class LanguageCard(SettingsCard):
    id = "language"
    title = QT_TRANSLATE_NOOP("", "Language")
    keywords = QT_TRANSLATE_NOOP("", "translation German Spanish English numbers dates")
    icon = "globe"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        names = [(self.tr("As the system"), ""), *((name, code) for code, name in language.NAMES.items())]
        self._choice = Choice(self.tr("Language"), names)
        self._choice.activated.connect(self._choose)
        self._at_start = language.chosen()
        self._later = label(self.tr("Spoken from the next start on."), "secondary")
        self._restart = button(self.tr("Restart now"), "refresh", on=lambda: session.commands.run("restart"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._choice)
        row.addWidget(self._later)
        row.addWidget(self._restart)
        row.addStretch(1)
        self.inner.addLayout(row)
        text = self.tr("Numbers and dates follow it. Messages of the sources and destinations are in English.")
        self.inner.addWidget(label(text, "small", wrap=True))
        self._tell()

    def open(self) -> None:
        self._choice.setCurrentIndex(max(0, self._choice.findData(language.chosen())))
        self._tell()

    def _choose(self) -> None:
        language.choose(self._choice.currentData())
        self._tell()

    def _tell(self) -> None:
        for widget in (self._later, self._restart):
            widget.setVisible(language.chosen() != self._at_start)
