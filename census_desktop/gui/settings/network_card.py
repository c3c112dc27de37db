"""Settings: when scheduled runs spare the network and the battery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from census_desktop.domain.rows import Kind
from census_desktop.domain.surroundings import LOW_BATTERY, HoldRules, Surroundings
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


class NetworkCard(SettingsCard):
    id = "network"
    title = QT_TRANSLATE_NOOP("", "Network and power")
    keywords = QT_TRANSLATE_NOOP("", "offline metered battery saver mobile hotspot wait")
    icon = "cloud-off"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        text = self.tr("On a metered network, scheduled runs wait")
        self._metered = named(QCheckBox(text), text)
        low = self.tr("Below %1 % of battery, or while the computer saves power, scheduled runs wait")
        text = low.replace("%1", str(LOW_BATTERY))
        self._battery = named(QCheckBox(text), text)
        self._now = label("", "small", wrap=True)
        more = self.tr("Runs that you begin yourself always run. What stays on this computer needs no network and never waits.")
        for box in (self._metered, self._battery):
            box.clicked.connect(self._save)
            self.inner.addWidget(box)
        self.inner.addWidget(label(more, "small", wrap=True))
        self.inner.addWidget(self._now)
        session.surroundings_changed.connect(self.open)

    def open(self) -> None:
        self.session.ask(self, _read, self.session.app, done=self._show, slot="network")

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if Kind.SETTINGS in kinds:
            self.open()

    def _save(self) -> None:
        rules = HoldRules(self._metered.isChecked(), self._battery.isChecked())
        self.session.ask(self, self.session.app.around.set_rules, rules, failed=self.session.fail, slot="save")

    def _show(self, read: tuple[HoldRules, Surroundings]) -> None:
        rules, now = read
        self._metered.setChecked(rules.on_metered)
        self._battery.setChecked(rules.on_battery)
        network = self.tr("offline") if now.offline else self.tr("online, metered") if now.metered else self.tr("online")
        power = (
            self.tr("on battery, %1 %").replace("%1", str(now.battery)) if now.battery is not None else self.tr("on the mains")
        )
        if now.saver:
            power = self.tr("%1, saving power").replace("%1", power)
        said = self.tr("Now: %1; %2.")
        self._now.setText(said.replace("%1", network).replace("%2", power))


def _read(app: App) -> tuple[HoldRules, Surroundings]:
    """In the pool."""
    return app.around.rules, app.around.now()
