"""Settings: light, dark, high contrast, or as the system; how large texts are."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QWidget

from census_desktop.gui.kit import text_size, words
from census_desktop.gui.kit.forms import Choice, named
from census_desktop.gui.kit.palette import Theme
from census_desktop.gui.kit.widgets import button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard

THEMES = (
    (Theme.SYSTEM, QT_TRANSLATE_NOOP("", "As the system")),
    (Theme.LIGHT, QT_TRANSLATE_NOOP("", "Light")),
    (Theme.DARK, QT_TRANSLATE_NOOP("", "Dark")),
    (Theme.CONTRAST_LIGHT, QT_TRANSLATE_NOOP("", "High contrast, light")),
    (Theme.CONTRAST_DARK, QT_TRANSLATE_NOOP("", "High contrast, dark")),
)
ACROSS = 3


class LookCard(SettingsCard):
    id = "look"
    title = QT_TRANSLATE_NOOP("", "Look")
    keywords = QT_TRANSLATE_NOOP("", "theme colours appearance night contrast font zoom large accessibility")
    icon = "sun"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._themes = QButtonGroup(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        for number, (theme, literal) in enumerate(THEMES):
            text = words.tr(literal)
            choice = named(QRadioButton(text), f"{self.tr('Theme')}: {text}")
            choice.setProperty("theme", theme.value)
            choice.clicked.connect(lambda _checked=False, t=theme: self.session.set_theme(t))
            self._themes.addButton(choice)
            grid.addWidget(choice, *divmod(number, ACROSS))
        grid.setColumnStretch(ACROSS, 1)
        self.inner.addLayout(grid)
        self.inner.addLayout(self._build_size())
        self._tell()

    def _build_size(self) -> QHBoxLayout:
        name = self.tr("Text size")
        self._size = Choice(name, [(f"{percent} %", percent) for percent in text_size.CHOICES])
        self._size.activated.connect(self._choose_size)
        self._at_start = text_size.chosen()
        self._later = label(self.tr("Changes with the next start."), "secondary")
        self._restart = button(self.tr("Restart now"), "refresh", on=lambda: self.session.commands.run("restart"))
        row = QHBoxLayout()
        row.setSpacing(12)
        title = label(name)
        title.setBuddy(self._size)
        for widget in (title, self._size, self._later, self._restart):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def open(self) -> None:
        for choice in self._themes.buttons():
            choice.setChecked(choice.property("theme") == self.session.theme.value)
        self._size.choose(text_size.chosen())
        self._tell()

    def _choose_size(self) -> None:
        text_size.choose(self._size.currentData())
        self._tell()

    def _tell(self) -> None:
        for widget in (self._later, self._restart):
            widget.setVisible(text_size.chosen() != self._at_start)
