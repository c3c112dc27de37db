"""Starts due syncs while the window is open. The setting `schedules` = off rests it; the sample workspace begins so."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from census_desktop.domain.model import Sync, Trigger
from census_desktop.gui.session import Session

LOOK_MS = 20_000
SETTING, OFF = "schedules", "off"


class Scheduler(QObject):
    """Looks now and then for what is due, and queues it like a run by hand."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        self._timer.start()

    def look(self) -> None:
        """Ask what is due and start it."""
        self._session.ask(self, self._due, done=self._on_due, slot="due")

    def _due(self) -> tuple[Sync, ...]:
        """In the pool."""
        app = self._session.app
        return () if app.catalog.setting(SETTING) == OFF else app.syncs.due()

    def _on_due(self, syncs: tuple[Sync, ...]) -> None:
        for sync in syncs:
            self._session.jobs.run_sync(sync.id, trigger=Trigger.SCHEDULE)
