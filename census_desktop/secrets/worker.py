"""Calls that may block for ever, made in one thread of their own and waited for with patience of our choosing.

A locked keyring with a display blocks until its prompt is answered, and the keyring package knows no time-out. The thread
is a daemon and no executor's: the interpreter does not wait for it at exit.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from census_desktop.domain.errors import Cancelled
from census_desktop.domain.ports import CancelToken

R = TypeVar("R")

IDLE_SECONDS = 30.0
"""The thread ends when nobody has asked for this long; the next call begins another."""


class Overdue(Exception):
    """No answer in time. `has_begun`: the call goes on and may still succeed; otherwise it will not be made any more."""

    def __init__(self, has_begun: bool) -> None:
        super().__init__()
        self.has_begun = has_begun


class Worker:
    """Makes calls one after the other. Made lazily, so that a program that needs no keyring has no thread for it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._calls: queue.SimpleQueue[_Call] = queue.SimpleQueue()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def call(self, function: Callable[[], R], seconds: float, cancel: CancelToken | None = None) -> R:
        """The function's result or its exception; `Overdue` when it takes longer, `Cancelled` when asked to stop."""
        call = _Call(function)
        with self._starting:
            self._calls.put(call)
            self._start()
        forget = cancel.on_cancel(call.wake.set) if cancel else lambda: None
        call.wake.wait(seconds)
        forget()
        if not call.is_done:
            has_begun = call.give_up()
            if cancel is not None and cancel.is_cancelled:
                raise Cancelled
            if not call.is_done:
                raise Overdue(has_begun)
        if call.error is not None:
            raise call.error
        result: R = call.result
        return result

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            try:
                call = self._calls.get(timeout=IDLE_SECONDS)
            except queue.Empty:
                with self._starting:
                    if self._calls.empty():
                        self._thread = None
                        return
                continue
            call.make()


class _Call:
    def __init__(self, function: Callable[[], Any]) -> None:
        self._function = function
        self._lock = threading.Lock()
        self._has_begun = False
        self._is_given_up = False
        self.wake = threading.Event()
        self.is_done = False
        self.result: Any = None
        self.error: Exception | None = None

    def make(self) -> None:
        with self._lock:
            if self._is_given_up:
                return
            self._has_begun = True
        try:
            self.result = self._function()
        except Exception as error:  # noqa: BLE001 - handed to the caller, whatever a back end raises
            self.error = error
        self.is_done = True
        self.wake.set()

    def give_up(self) -> bool:
        """Do not make the call if it has not begun; says whether it has."""
        with self._lock:
            self._is_given_up = True
            return self._has_begun
