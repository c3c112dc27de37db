"""Settings: light, dark, or as the system."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.palette import Theme
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard

THEMES = (
    (Theme.SYSTEM, QT_TRANSLATE_NOOP("", "As the system")),
    (Theme.LIGHT, QT_TRANSLATE_NOOP("", "Light")),
    (Theme.DARK, QT_TRANSLATE_NOOP("", "Dark")),
)


class LookCard(SettingsCard):
    id = "look"
    title = QT_TRANSLATE_NOOP("", "Look")
    keywords = QT_TRANSLATE_NOOP("", "theme colours appearance night contrast")
    icon = "sun"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._themes = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(20)
        for theme, literal in THEMES:
            text = words.tr(literal)
            choice = named(QRadioButton(text), f"{self.tr('Theme')}: {text}")
            choice.setProperty("theme", theme.value)
            choice.clicked.connect(lambda _checked=False, t=theme: self.session.set_theme(t))
            self._themes.addButton(choice)
            row.addWidget(choice)
        row.addStretch(1)
        self.inner.addLayout(row)

    def open(self) -> None:
        for choice in self._themes.buttons():
            choice.setChecked(choice.property("theme") == self.session.theme.value)
