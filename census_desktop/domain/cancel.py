"""Cancel, pause and resume, handed down to whatever waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from census_desktop.domain.errors import Cancelled


class CancelToken:
    """How whoever started something asks it to stop, once for all, or to pause. Waited on instead of sleeping."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._go = threading.Event()
        """Set unless paused, and for good once cancelled."""
        self._go.set()
        self._paused = False
        self._callbacks: list[Callable[[], None]] = []
        self._children: list[CancelToken] = []
        self._lock = threading.Lock()

    def cancel(self) -> None:
        with self._lock:
            self._event.set()
            self._go.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if asked to stop."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Wait that long, or raise `Cancelled` as soon as asked to stop."""
        if self._event.wait(max(0.0, seconds)):
            raise Cancelled

    def pause(self) -> None:
        """Ask that nothing new is begun until `resume`. What is under way goes on."""
        self._set_paused(True)

    def resume(self) -> None:
        self._set_paused(False)

    @property
    def is_paused(self) -> bool:
        return self._paused

    def wait_while_paused(self) -> None:
        """Return at once, or when resumed; raise `Cancelled` as soon as asked to stop."""
        self._go.wait()
        self.check()

    def _set_paused(self, paused: bool) -> None:
        with self._lock:
            self._paused = paused
            if paused and not self._event.is_set():
                self._go.clear()
            else:
                self._go.set()
            for child in self._children:
                child._set_paused(paused)

    @contextmanager
    def child(self) -> Iterator[CancelToken]:
        """A token that is cancelled, paused and resumed with this one, and can be cancelled alone."""
        child = CancelToken()
        with self._lock:
            if self._paused:
                child.pause()
            self._children.append(child)
        forget = self.on_cancel(child.cancel)
        try:
            yield child
        finally:
            forget()
            with self._lock:
                self._children.remove(child)

    def on_cancel(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back when cancelled (at once if it already is). Returns a function that forgets the callback."""
        with self._lock:
            if not self._event.is_set():
                self._callbacks.append(callback)
                return lambda: self._forget(callback)
        callback()
        return lambda: None

    def _forget(self, callback: Callable[[], None]) -> None:
        with self._lock:
            if callback in self._callbacks:
                self._callbacks.remove(callback)
