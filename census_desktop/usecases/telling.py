"""Telling people, in the background: each channel has a line of its own, where notices keep their order and a channel that
hangs delays no other. A run never waits for it, and a program that ends waits a little."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable

from census_desktop.domain.alerts import Notice
from census_desktop.domain.errors import Cancelled, CensusError, TransientError
from census_desktop.domain.ports import CancelToken
from census_desktop.logs import event
from census_desktop.usecases.channels import Channel, why

WAITS = (2.0, 10.0)
"""Seconds before a second and a third try."""
LONGEST_WAIT = 60.0
"""Seconds, also where the receiver asks for more."""
CLOSING_SECONDS = 10.0
"""How long an ending program waits for what is under way."""
CUT_SHORT = "The program ended before the last alert was delivered."

log = logging.getLogger(__name__)
Deliver = Callable[[Channel, Notice, CancelToken], None]
Trouble = Callable[[str, str], None]


class Telling:
    """`deliver` is one try and raises CensusError; `trouble` is told (channel id, why or "") of how it went."""

    def __init__(self, deliver: Deliver, trouble: Trouble) -> None:
        self._deliver = deliver
        self._trouble = trouble
        self._lock = threading.Lock()
        self._lines: dict[str, queue.SimpleQueue[tuple[Channel, Notice] | None]] = {}
        self._threads: dict[str, threading.Thread] = {}
        self._stop = CancelToken()
        self._closed = False

    def tell(self, channel: Channel, notice: Notice) -> None:
        """Returns at once."""
        with self._lock:
            if self._closed:
                return
            if channel.id not in self._lines:
                line = self._lines[channel.id] = queue.SimpleQueue()
                # A daemon: whatever a server does, it cannot keep the program from ending.
                thread = threading.Thread(target=self._work, args=(line,), name="alerts", daemon=True)
                self._threads[channel.id] = thread
                thread.start()
            self._lines[channel.id].put((channel, notice))

    def close(self) -> None:
        """Let what is under way arrive, but not for long; what is cut short is said of its channel."""
        with self._lock:
            self._closed = True
            lines, threads = dict(self._lines), dict(self._threads)
        for line in lines.values():
            line.put(None)
        end = time.monotonic() + CLOSING_SECONDS
        for thread in threads.values():
            thread.join(max(0.0, end - time.monotonic()))
        late = [id_ for id_, thread in threads.items() if thread.is_alive()]
        self._stop.cancel()
        for id_ in late:
            threads[id_].join(1.0)
            self._note(id_, CUT_SHORT)

    def _work(self, line: queue.SimpleQueue[tuple[Channel, Notice] | None]) -> None:
        while (item := line.get()) is not None:
            if self._stop.is_cancelled:
                return
            try:
                self._try(*item)
            except Cancelled:
                return
            except Exception as error:  # a defect of ours: it is logged, and the next notice goes out
                log.error("Internal error: %s", type(error).__name__, exc_info=error)

    def _try(self, channel: Channel, notice: Notice) -> None:
        """Up to three times where waiting may help; then the channel says what its trouble is."""
        for pause in (*WAITS, None):
            try:
                self._deliver(channel, notice, self._stop)
            except Cancelled:
                raise
            except CensusError as error:
                if pause is not None and isinstance(error, TransientError):
                    self._stop.wait(min(LONGEST_WAIT, max(pause, error.retry_after or 0.0)))
                    continue
                event(log, "alert.undelivered", level=logging.WARNING, channel=channel.id, failure=type(error).__name__)
                self._note(channel.id, why(error))
            else:
                self._note(channel.id, "")
            return

    def _note(self, id_: str, trouble: str) -> None:
        try:
            self._trouble(id_, trouble)
        except CensusError as error:  # the workspace cannot be written, or was closed meanwhile
            event(log, "alert.unnoted", channel=id_, failure=type(error).__name__)
