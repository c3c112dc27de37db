"""One place that tells every view what kind of thing a write changed."""

from __future__ import annotations

import threading
from collections.abc import Callable

from census_desktop.domain.rows import Kind

Subscriber = Callable[[frozenset[Kind]], None]


class Changes:
    """Publishes kinds of changes to subscribers, in the thread that wrote."""

    def __init__(self) -> None:
        self._subscribers: list[Subscriber] = []
        self._lock = threading.Lock()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Be told of every change; returns a function that ends it."""
        with self._lock:
            self._subscribers.append(subscriber)
        return lambda: self._unsubscribe(subscriber)

    def _unsubscribe(self, subscriber: Subscriber) -> None:
        with self._lock:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

    def publish(self, *kinds: Kind) -> None:
        with self._lock:
            subscribers = tuple(self._subscribers)
        for subscriber in subscribers:
            subscriber(frozenset(kinds))
