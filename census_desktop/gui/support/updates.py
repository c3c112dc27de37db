"""Looks for a newer version once a day, where that was turned on, and says so once."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QSettings, QUrl
from PySide6.QtGui import QDesktopServices

from census_desktop.gui.session import Session
from census_desktop.usecases import updates
from census_desktop.usecases.updates import Release

EVERY = timedelta(hours=20)
_ON, _ADDRESS, _ASKED, _TOLD = "updates/on", "updates/address", "updates/asked", "updates/told"


def is_on() -> bool:
    return QSettings().value(_ON, False, type=bool) is True


def set_on(on: bool) -> None:
    QSettings().setValue(_ON, on)


def address() -> str:
    """The address that was entered; "" for the project's own."""
    return str(QSettings().value(_ADDRESS, "") or "")


def set_address(text: str) -> None:
    QSettings().setValue(_ADDRESS, text.strip())
    QSettings().remove(_ASKED)


class UpdateWatch(QObject):
    """A failure is nobody's business here: the card in Settings tells it to who asks there."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def look_if_due(self) -> None:
        if is_on() and not updates.channel() and updates.has_feed(address()) and self._is_due():
            QSettings().setValue(_ASKED, self._session.now().isoformat())
            clock = self._session.app.clock
            self._session.ask(
                self, updates.newer_release, address(), clock, done=self._on_found, failed=lambda _error: None, slot="look"
            )

    def _is_due(self) -> bool:
        try:
            asked = datetime.fromisoformat(str(QSettings().value(_ASKED, "")))
        except ValueError:
            return True
        return not timedelta(0) <= self._session.now() - asked < EVERY

    def _on_found(self, release: Release | None) -> None:
        if release is not None and str(QSettings().value(_TOLD, "")) != release.version:
            QSettings().setValue(_TOLD, release.version)
            text = self.tr("Version %1 is there.").replace("%1", release.version)
            self._session.toast(text, self.tr("Look…"), lambda: self._session.open_page("settings", card="updates"))


def open_page(release: Release) -> None:
    QDesktopServices.openUrl(QUrl(release.page))
