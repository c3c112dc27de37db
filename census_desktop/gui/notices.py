"""Shows notices where the desktop itself has no service for them: by the system's tray, or else in the window."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from census_desktop.domain.alerts import Notice
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.gui.main_window import MainWindow


class Notices(QObject):
    """Listens as long as it lives."""

    _heard = Signal(object)
    _clicked = Signal(object, str)

    def __init__(self, session: Session, window: MainWindow | None = None) -> None:
        super().__init__(window)
        self._session = session
        self._tray: QSystemTrayIcon | None = None
        self._window = window
        self._newest: Notice | None = None
        self._heard.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._clicked.connect(self._on_clicked, Qt.ConnectionType.QueuedConnection)
        session.app.alerts.channels.opened = self._on_opened
        self._stop = session.app.alerts.listen(self._hear)

    def close(self) -> None:
        self._stop()
        self._session.app.alerts.channels.opened = None
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

    def _on_opened(self, notice: Notice, token: str) -> None:
        """In a thread of the notification."""
        with suppress(RuntimeError):  # the window went away
            self._clicked.emit(notice, token)

    def _on_clicked(self, notice: Notice, token: str) -> None:
        """The run that it was about, or where the channels are when it was a test, in a window that comes forward."""
        from census_desktop.gui.arrivals import bring_forward  # it imports the window, which imports this

        if self._window is not None:
            bring_forward(self._window, token)
        if notice.run_id:
            self._session.open_page("runs", run=notice.run_id)
        else:
            self._session.open_page("settings", card="channels")

    def _open(self) -> None:
        if self._newest is not None:
            self._on_clicked(self._newest, "")

    def _show_by_tray(self, notice: Notice) -> None:
        """The icon is there from the first notice on: without one no message is shown."""
        if self._tray is None:
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._tray.setToolTip("Census Desktop")
            self._tray.messageClicked.connect(self._open)
            self._tray.show()
        self._newest = notice
        kind = QSystemTrayIcon.MessageIcon.Warning if notice.state == "raised" else QSystemTrayIcon.MessageIcon.Information
        self._tray.showMessage(notice.title, notice.text, kind)
