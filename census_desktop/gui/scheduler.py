"""Starts due syncs while the window is open, unless the workspace's schedules are off, as they first are in the sample; and
sees to the daily backup."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from census_desktop.domain.model import Sync, Trigger
from census_desktop.gui.session import Session

LOOK_MS = 20_000
BACKUP_MS = 3_600_000


class Scheduler(QObject):
    """Looks now and then for what is due, and queues it like a run by hand."""

    rests_changed = Signal(bool)
    """Whether schedules rest in this workspace."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._backups = QTimer(self, interval=LOOK_MS)
        self._backups.timeout.connect(self.back_up)

    def start(self) -> None:
        """Begin. The first look comes a little later, so that there is time to rest the schedules."""
        self._timer.start()
        self._backups.start()
        self._session.ask(self, self._rests, done=self.rests_changed.emit, slot="rests")

    def look(self) -> None:
        """Ask what is due and start it."""
        self._session.ask(self, self._due, done=self._on_due, slot="due")

    def back_up(self) -> None:
        """Back the workspace's file up if a day has passed; asked when the window has settled, then hourly."""
        self._backups.setInterval(BACKUP_MS)
        self._session.ask(self, self._back_up, slot="backup")

    def _back_up(self) -> None:
        """In the pool."""
        self._session.app.store.back_up_if_due()

    def toggle(self) -> None:
        """Rest the schedules, or let them go on."""
        self._session.ask(self, self._flip, done=self._on_flipped, slot="rests")

    def _rests(self) -> bool:
        """In the pool."""
        return not self._session.app.syncs.schedules_on

    def _flip(self) -> bool:
        """In the pool."""
        syncs = self._session.app.syncs
        syncs.set_schedules(not syncs.schedules_on)
        return not syncs.schedules_on

    def _due(self) -> tuple[Sync, ...]:
        """In the pool."""
        return self._session.app.syncs.due()

    def _on_due(self, syncs: tuple[Sync, ...]) -> None:
        for sync in syncs:
            self._session.jobs.run_sync(sync.id, trigger=Trigger.SCHEDULE)

    def _on_flipped(self, rests: bool) -> None:
        self.rests_changed.emit(rests)
        text = (
            self.tr("Schedules off: syncs run only by hand") if rests else self.tr("Schedules are on while this window is open")
        )
        self._session.toast(text, self.tr("Undo"), self.toggle)
        if not rests:
            self.look()
