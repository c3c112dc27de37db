"""Shows notices where the desktop itself has no service for them: by the system's tray, or else in the window."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from census_desktop.domain.alerts import Notice
from census_desktop.gui.session import Session


class Notices(QObject):
    """Listens as long as it lives."""

    _heard = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tray: QSystemTrayIcon | None = None
        self._run = ""
        """What the newest notice was about."""
        self._heard.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._stop = session.app.alerts.listen(self._hear)

    def close(self) -> None:
        self._stop()
        if self._tray is not None:
            self._tray.hide()

    def _hear(self, notice: Notice) -> None:
        """In a thread of the alerts."""
        with suppress(RuntimeError):  # the window went away
            self._heard.emit(notice)

    def _show(self, notice: Notice) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._show_by_tray(notice)
        else:
            self._session.toast(f"{notice.title}. {notice.text}")

    def _open(self) -> None:
        """The run that it was about, or home."""
        if self._run:
            self._session.open_page("runs", run=self._run)
        else:
            self._session.open_page("home")

    def _show_by_tray(self, notice: Notice) -> None:
        """The icon is there from the first notice on: without one no message is shown."""
        if self._tray is None:
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._tray.setToolTip("Census Desktop")
            self._tray.messageClicked.connect(self._open)
            self._tray.show()
        self._run = notice.run_id
        kind = QSystemTrayIcon.MessageIcon.Warning if notice.state == "raised" else QSystemTrayIcon.MessageIcon.Information
        self._tray.showMessage(notice.title, notice.text, kind)
