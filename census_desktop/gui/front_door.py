"""Where the window hears of second starts (handover.py)."""

from __future__ import annotations

import json

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from census_desktop.domain.errors import CensusError
from census_desktop.gui.handover import Answer, hand_over
from census_desktop.usecases.arrivals import LARGEST, Arrival, decode

PATIENCE_MS = 5000
"""A caller that has not said all of its line by then is sent away."""
MOST_CALLERS = 8
_CLAIM_MS = 15_000


class FrontDoor(QObject):
    """Listens for second starts of the same workspace."""

    arrived = Signal(object)
    """Arrival"""

    def __init__(self, door: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_CALLERS)
        self._server.newConnection.connect(self._on_callers)
        self._callers: set[Caller] = set()

    def claim(self, arrival: Arrival) -> Answer:
        """Be the workspace's window from now on, unless there is one, which then is handed the arrival. Two that start at
        the same moment take turns."""
        if not self._door:
            return Answer.NOBODY
        turn = QLockFile(f"{self._door}.lock")
        turn.setStaleLockTime(0)  # only a process that is gone makes it stale, not a slow one
        mine = turn.tryLock(_CLAIM_MS)
        try:
            answer = hand_over(self._door, arrival)
            if answer is Answer.NOBODY and mine:
                QLocalServer.removeServer(self._door)  # what a killed process left behind
                self._server.listen(self._door)
            return answer
        finally:
            if mine:
                turn.unlock()

    @property
    def is_open(self) -> bool:
        return self._server.isListening()

    def close(self) -> None:
        self._server.close()
        for caller in list(self._callers):
            caller.end()

    def _on_callers(self) -> None:
        while (line := self._server.nextPendingConnection()) is not None:
            if len(self._callers) >= MOST_CALLERS:
                line.abort()
                line.deleteLater()
                continue
            caller = Caller(line, self)
            self._callers.add(caller)
            caller.said.connect(self.arrived)
            caller.gone.connect(self._callers.discard)
            caller.listen()


class Caller(QObject):
    """One second start at the door: a line in, a line out."""

    said = Signal(object)
    gone = Signal(object)

    def __init__(self, line: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self._heard = b""
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.end)
        line.readyRead.connect(self._hear)
        line.disconnected.connect(self._on_gone)

    def listen(self) -> None:
        self._patience.start()
        self._hear()  # what it said before anybody listened

    def _hear(self) -> None:
        self._heard += self._line.read(LARGEST + 1 - len(self._heard)).data()
        line, end, rest = self._heard.partition(b"\n")
        if end and not rest:
            self._answer(line)
        elif end or len(self._heard) > LARGEST:
            self._reply(False)

    def _answer(self, line: bytes) -> None:
        try:
            arrival = decode(line)
        except CensusError:
            self._reply(False)
            return
        self._reply(True)
        self.said.emit(arrival)

    def _reply(self, ok: bool) -> None:
        self._line.readyRead.disconnect(self._hear)
        self._line.write(json.dumps({"ok": ok}).encode() + b"\n")
        self._line.flush()
        self._line.disconnectFromServer()

    def end(self) -> None:
        self._line.abort()
        self._on_gone()

    def _on_gone(self) -> None:
        self._patience.stop()
        self.gone.emit(self)
        self._line.deleteLater()
        self.deleteLater()


def ask_pipe(door: str, message: bytes, seconds: float) -> bytes | None:
    """The asking side where sockets are pipes (Windows). None: nobody listens."""
    line = QLocalSocket()
    line.connectToServer(door)
    if not line.waitForConnected(round(seconds * 1000)):
        return None
    line.write(message)
    line.waitForBytesWritten(round(seconds * 1000))
    while not line.canReadLine() and line.waitForReadyRead(round(seconds * 1000)):
        pass
    return bytes(line.readAll().data())
