"""How cancel and deadline reach a request that is under way: its socket is shut down, and the reads on it end at once.

A time-out of requests counts from socket read to socket read, so a server that drips never trips it; and a thread that
reads cannot look at a token.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from census_desktop.domain.ports import CancelToken


@dataclass(slots=True)
class Flight:
    """A request under way. `stop` may be called from any thread."""

    stopped: bool = False
    expired: bool = False
    _sock: socket.socket | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def attach(self, sock: Any) -> None:
        with self._lock:
            self._sock = sock if isinstance(sock, socket.socket) else None
            if self.stopped:
                self._shut()

    def stop(self) -> None:
        with self._lock:
            self.stopped = True
            self._shut()

    def expire(self) -> None:
        self.expired = True
        self.stop()

    def land(self) -> None:
        """The socket goes back to its pool: a late stop must not hit the next request on it."""
        with self._lock:
            self._sock = None

    def _shut(self) -> None:
        if self._sock is not None:
            with suppress(OSError):
                # Of the plain socket: SSLSocket.shutdown would take the TLS state from under the thread that reads.
                socket.socket.shutdown(self._sock, socket.SHUT_RDWR)


class _Watch:
    """One thread that expires the flights whose time is over: a timer for each would cost more than a quick request.

    It comes with the first flight, and goes when it wakes and finds none.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._ends: dict[int, tuple[float, Flight]] = {}
        self._wakes: float | None = None
        """When the thread looks again; None while there is none."""

    def add(self, flight: Flight, seconds: float) -> None:
        ends = time.monotonic() + seconds
        with self._changed:
            self._ends[id(flight)] = (ends, flight)
            if self._wakes is None:
                self._wakes = ends
                threading.Thread(target=self._look, name="deadlines", daemon=True).start()
            elif ends < self._wakes:
                self._wakes = ends
                self._changed.notify()

    def forget(self, flight: Flight) -> None:
        with self._changed:
            self._ends.pop(id(flight), None)

    def _look(self) -> None:
        with self._changed:
            while self._ends:
                self._wakes = min(ends for ends, _ in self._ends.values())
                left = self._wakes - time.monotonic()
                if left > 0:
                    self._changed.wait(left)
                    continue
                over = [(key, flight) for key, (ends, flight) in self._ends.items() if ends <= self._wakes]
                for key, flight in over:
                    del self._ends[key]
                    flight.expire()
            self._wakes = None


_watch = _Watch()
_current = threading.local()


@contextmanager
def flight(cancel: CancelToken, deadline: float) -> Iterator[Flight]:
    """The flight of the requests that this thread sends inside; it stops on cancel and after `deadline` seconds."""
    under_way = Flight()
    forget = cancel.on_cancel(under_way.stop)
    _watch.add(under_way, deadline)
    _current.flight = under_way
    try:
        yield under_way
    finally:
        _current.flight = None
        under_way.land()
        _watch.forget(under_way)
        forget()


def new_session() -> requests.Session:
    """A session whose connections join the flight of their thread. It keeps no cookies and reads no .netrc.

    urllib3's own Retry stays off: it can sleep for hours where cancel does not reach it.
    """
    session = _Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter = _Adapter(pool_connections=1, pool_maxsize=1, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Redirects are the client's decision; requests would already trip over a Location that is no address."""
        return


def _attach(sock: Any) -> None:
    under_way: Flight | None = getattr(_current, "flight", None)
    if under_way is not None and sock is not None:
        under_way.attach(sock)


class _Connection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _attach(self.sock)

    def request(self, *args: Any, **options: Any) -> None:
        _attach(self.sock)
        super().request(*args, **options)


class _TlsConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _attach(self.sock)

    def request(self, *args: Any, **options: Any) -> None:
        _attach(self.sock)
        super().request(*args, **options)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

    def proxy_manager_for(self, proxy: Any, **options: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **options)
        if str(proxy).lower().startswith("http"):  # SOCKS brings connection classes of its own
            manager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
        return manager
