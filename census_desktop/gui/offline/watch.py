"""Notices the network, the power and sleep: hints for runs, asked in the pool and told by the session."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, QTimer, Slot

from census_desktop.domain.surroundings import Surroundings
from census_desktop.gui.session import Session

LOOK_MS = 30_000
SOON_MS = 3_000
"""After waking: the network takes a moment too."""
SLEPT_SECONDS = 20.0
"""So much more of the wall clock than of the steady one means that the computer slept, or that the clock was set."""
_BUS = Path("/run/dbus/system_bus_socket")


class Watch(QObject):
    """`session.surroundings_changed` is emitted when something of it changed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown = Surroundings()
        self._rested: tuple[str, ...] = ()
        """Syncs whose runs were paused for the sleep."""
        self._wall, self._steady = self._clocks()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.look)

    def start(self) -> None:
        self._follow_network()
        self._follow_sleep()
        self._timer.start()
        self.look()

    def stop(self) -> None:
        self._timer.stop()
        self._soon.stop()

    # Network --------------------------------------------------------------------------------------------------------

    def _follow_network(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        QNetworkInformation.loadDefaultBackend()
        self._network = QNetworkInformation.instance()
        if self._network is not None:
            self._network.reachabilityChanged.connect(self._tell)
            self._network.isMeteredChanged.connect(self._tell)
            self._tell()

    def _tell(self, *_: object) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        reach = QNetworkInformation.Reachability
        now = self._network.reachability()
        offline = None if now is reach.Unknown else now in (reach.Disconnected, reach.Local)
        self.tell(offline=offline, metered=self._network.isMetered())

    def tell(self, *, offline: bool | None, metered: bool) -> None:
        """What the desktop says of the network."""
        self._session.app.around.tell(offline=offline, metered=metered)
        self.look()

    # Look -----------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask how things stand; also whether the computer slept since the last look."""
        wall, steady = self._clocks()
        slept = (wall - self._wall) - (steady - self._steady) > SLEPT_SECONDS
        self._wall, self._steady = wall, steady
        if slept:
            self.on_sleep(False)
        self._session.ask(self, self._session.app.around.now, done=self._on_seen, slot="surroundings")

    def _on_seen(self, now: Surroundings) -> None:
        if now != self._shown:
            self._shown = now
            self._session.surroundings_changed.emit()

    def _clocks(self) -> tuple[float, float]:
        clock = self._session.app.clock
        return clock.now().timestamp(), clock.monotonic()

    # Sleep ----------------------------------------------------------------------------------------------------------

    def _follow_sleep(self) -> None:
        """logind says so before and after. Elsewhere the clocks tell afterwards."""
        if not sys.platform.startswith("linux") or not (os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or _BUS.exists()):
            return
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.systemBus()
        if bus.isConnected():
            place = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
            bus.connect(*place, self, SLOT("on_sleep(bool)"))  # type: ignore[call-overload]  # it takes text, not bytes

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """Runs begin no more requests before the computer sleeps, and go on when it is awake; what was due meanwhile is due
        once."""
        jobs = self._session.jobs
        if begins:
            self._rested = tuple(id_ for id_ in jobs.running if not jobs.is_paused(id_))
            for id_ in self._rested:
                jobs.pause_run(id_)
            return
        for id_ in self._rested:
            jobs.resume_run(id_)
        self._rested = ()
        self._session.surroundings_changed.emit()
        self._soon.start()
