"""When the next request may go out: the documented rate, what the destination asked for, and the breaker."""

from __future__ import annotations

import threading

from census_desktop.domain.manifest import Limits
from census_desktop.domain.ports import CancelToken, Clock

BREAKER_FAILURES = 5
"""Requests that fail one after the other, of whichever batches, until all of them wait for one to pass."""


class Pace:
    """At most `rate` requests a second, evenly spaced, over all threads of a run; 0 means no limit.

    What a destination asks of one request it asks of all: a Retry-After holds every thread.
    """

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._gap = 1.0 / limits.rate if limits.rate > 0 else 0.0
        self._clock = clock
        self._next = float("-inf")
        self._holds = 0
        self._lock = threading.Lock()

    def reserve(self) -> tuple[float, int]:
        """Seconds until the next free moment, which is taken with that; and which hold it respects."""
        with self._lock:
            now = self._clock.monotonic()
            moment = max(self._next, now)
            if self._gap or moment > now:
                self._next = moment + self._gap
            return moment - now, self._holds

    def hold(self, seconds: float) -> None:
        """Nothing goes out for so long."""
        with self._lock:
            self._next = max(self._next, self._clock.monotonic() + seconds)
            self._holds += 1

    def is_held_since(self, holds: int) -> bool:
        return self._holds != holds

    def wait(self, token: CancelToken) -> None:
        while True:
            delay, holds = self.reserve()
            if delay > 0:
                token.wait(delay)
            if not self.is_held_since(holds):
                return


class Breaker:
    """After some failures in a row every batch waits while one probes; its success lets all go on."""

    def __init__(self, failures: int = BREAKER_FAILURES) -> None:
        self._limit = failures
        self._failures = 0
        self._prober: int | None = None
        self._changed = threading.Condition()

    @property
    def is_open(self) -> bool:
        return self._failures >= self._limit

    def enter(self, token: CancelToken) -> None:
        """Wait until this thread may send: at once while all is well, else when it is its turn to probe."""
        me = threading.get_ident()
        if not self.is_open:
            return
        forget = token.on_cancel(self._wake)
        try:
            with self._changed:
                self._changed.wait_for(lambda: token.is_cancelled or not self.is_open or self._prober in (None, me))
                token.check()
                if self.is_open:
                    self._prober = me
        finally:
            forget()

    def passed(self) -> None:
        if self._failures:
            with self._changed:
                self._failures = 0
                self._prober = None
                self._changed.notify_all()

    def failed(self) -> None:
        """Whoever probes stays the one to probe, through its own wait."""
        with self._changed:
            self._failures += 1

    def leave(self) -> None:
        """This thread will not try again: another one may probe."""
        with self._changed:
            if self._prober == threading.get_ident():
                self._prober = None
                self._changed.notify_all()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
