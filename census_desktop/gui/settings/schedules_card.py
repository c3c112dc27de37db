"""Settings: whether syncs run by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from census_desktop.domain.rows import Kind
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


class SchedulesCard(SettingsCard):
    id = "schedules"
    title = QT_TRANSLATE_NOOP("", "Schedules")
    keywords = QT_TRANSLATE_NOOP("", "automatic due pause all hourly daily")
    icon = "clock"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        text = self.tr("Run syncs by their schedule while this window is open")
        self._on = named(QCheckBox(text), text)
        self._on.clicked.connect(lambda _checked=False: session.commands.run("rest-schedules"))
        self.inner.addWidget(self._on)
        text = self.tr("Otherwise syncs of this workspace run only by hand, here or on the command line.")
        self.inner.addWidget(label(text, "small", wrap=True))

    def open(self) -> None:
        self.session.ask(self, _schedules_on, self.session.app, done=self._on.setChecked, slot="schedules")

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if Kind.SETTINGS in kinds:
            self.open()


def _schedules_on(app: App) -> bool:
    return app.syncs.schedules_on
