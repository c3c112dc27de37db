"""Settings: whether anybody is asked for a newer version."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from census_desktop import __version__
from census_desktop.domain.errors import CensusError
from census_desktop.gui.kit.forms import FormRow, named
from census_desktop.gui.kit.widgets import announce, button, label, set_tone
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard
from census_desktop.gui.support import updates as watch
from census_desktop.usecases import updates
from census_desktop.usecases.updates import Release


class UpdatesCard(SettingsCard):
    id = "updates"
    title = QT_TRANSLATE_NOOP("", "Updates")
    keywords = QT_TRANSLATE_NOOP("", "version new release upgrade")
    icon = "download"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._release: Release | None = None
        self._said = label("", "small", wrap=True)
        channel = updates.channel()
        ours = self.tr("This is version %1.").replace("%1", __version__)
        if channel:
            kept = self.tr("It is kept up to date by the system it came with (%1).").replace("%1", channel)
            self.inner.addWidget(label(f"{ours} {kept}", wrap=True))
            return
        text = self.tr("Ask once a day whether there is a newer version")
        self._on = named(QCheckBox(text), text)
        self._on.clicked.connect(watch.set_on)
        self._address = QLineEdit()
        self._address.setPlaceholderText("https://")
        self._address.editingFinished.connect(lambda: watch.set_address(self._address.text()))
        help_ = self.tr("Where releases are announced. The project has none yet; your organisation may have one.")
        row = FormRow(self.tr("Address"), self._address, help_, optional=updates.has_feed(""))
        self._check = button(self.tr("Check now"), "refresh", on=self.check)
        self._page = button(self.tr("What is new"), "globe", on=self._open)
        self._page.hide()
        acts = QHBoxLayout()
        acts.addWidget(self._check)
        acts.addWidget(self._page)
        acts.addWidget(self._said, 1)
        more = self.tr("Off at first. The request says nothing about you or this computer, and nothing is installed by itself.")
        for widget in (label(ours), self._on, label(more, "small", wrap=True), row):
            self.inner.addWidget(widget)
        self.inner.addLayout(acts)

    def open(self) -> None:
        if not updates.channel():
            self._on.setChecked(watch.is_on())
            self._address.setText(watch.address())

    def check(self) -> None:
        """Ask now, and say what came of it."""
        watch.set_address(self._address.text())
        if not updates.has_feed(watch.address()):
            self._say(self.tr("There is no address to ask."), "warn")
            return
        self._check.setEnabled(False)
        self._say(self.tr("Asking…"))
        clock = self.session.app.clock
        self.session.ask(
            self, updates.newer_release, watch.address(), clock, done=self._on_found, failed=self._on_failed, slot="check"
        )

    def _on_failed(self, error: CensusError) -> None:
        self._check.setEnabled(True)
        self._say(str(error), "fail")

    def _on_found(self, release: Release | None) -> None:
        self._check.setEnabled(True)
        self._release = release
        self._page.setVisible(release is not None and bool(release.page))
        if release is None:
            self._say(self.tr("This is the newest version."), "ok")
        else:
            said = self.tr("Version %1 is there.").replace("%1", release.version)
            self._say(f"{said} {release.notes}".strip(), "run")

    def _say(self, text: str, tone: str = "") -> None:
        set_tone(self._said, tone)
        self._said.setText(text)
        announce(self, text)

    def _open(self) -> None:
        if self._release is not None:
            watch.open_page(self._release)
