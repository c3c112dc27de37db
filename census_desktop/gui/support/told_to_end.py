"""The operating system ends the program (logout, shutdown, `kill`): it closes as by hand, and asks nobody."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication


class ToldToEnd(QObject):
    """Calls `end` in the GUI thread. Python's own handlers wait for Python to run, which an idle event loop does not do: the
    signal's number comes through a socket that Qt listens to."""

    def __init__(self, end: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = end
        self._before: dict[int, object] = {}
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(self._on_session_end)
        if sys.platform == "win32":  # there a session's end is told by Qt alone
            return
        self._here, self._there = socket.socketpair()
        for end_ in (self._here, self._there):
            end_.setblocking(False)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGHUP):
            self._before[number] = signal.signal(number, _nothing)

    def close(self) -> None:
        """As it was before."""
        if self._before:
            self._notifier.setEnabled(False)
            signal.set_wakeup_fd(-1)
            for number, handler in self._before.items():
                signal.signal(number, handler)  # type: ignore[arg-type]
            self._before.clear()
            self._here.close()
            self._there.close()

    def _on_signal(self) -> None:
        try:
            told = self._here.recv(64)
        except BlockingIOError:
            return
        if {signal.SIGTERM, signal.SIGHUP} & set(told):
            self._end()

    def _on_session_end(self, _manager: object) -> None:
        self._end()


def _nothing(_number: int, _frame: object) -> None:
    """The socket tells it."""
