"""HTTP for every destination. The only place that knows requests; nothing in it retries or sleeps (the engine does)."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

from census_desktop import __version__
from census_desktop.destinations._http.address import authorities, check_headers, check_url, is_loopback
from census_desktop.destinations._http.answers import KEPT, HttpReply, no_reply, parse_retry_after, raise_for_status, shown
from census_desktop.destinations._http.flight import flight, new_session
from census_desktop.domain.errors import Cancelled, DestinationError, TransientError
from census_desktop.domain.ports import CancelToken, Clock

__all__ = ["KEPT", "HttpClient", "HttpReply", "check_headers", "check_url", "is_loopback", "parse_retry_after"]

CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
REPLY_BYTES = 8 * 1024 * 1024
REDIRECTS = 3


class HttpClient:
    """Requests to one host. Thread-safe: every thread has a session of its own, because requests promises no more.

    Proxies of the environment are used, except for loopback. `secrets` are masked wherever a reply repeats them.
    """

    def __init__(
        self,
        base_url: str,
        *,
        clock: Clock,
        headers: Mapping[str, str] | None = None,
        secrets: Iterable[str] = (),
        deadline: float = 120.0,
        read_timeout: float = READ_SECONDS,
    ) -> None:
        self._base = check_url(base_url)
        self._url = base_url.strip()
        self._clock = clock
        self._secrets = tuple(s for s in secrets if s)
        self._headers = {
            "User-Agent": f"census-desktop/{__version__}",
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
            **check_headers(headers or {}),
        }
        self._deadline = deadline
        self._read_timeout = read_timeout
        self._proxies = {} if is_loopback(self._base.hostname) else get_environ_proxies(self._url)
        self._verify = authorities()
        self._local = threading.local()
        self._sessions: list[requests.Session] = []
        self._lock = threading.Lock()

    @property
    def host(self) -> str:
        """Host and port, for texts. The rest of an address may hold a credential and is never shown."""
        return self._base.netloc

    def request(
        self,
        method: str,
        path: str = "",
        *,
        cancel: CancelToken,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> HttpReply:
        """Send one request and read the whole reply, whatever its status. `path` is joined to the base address.

        Raises TransientError when no reply came in time, Cancelled when asked to stop meanwhile.
        """
        cancel.check()
        reply = None
        with flight(cancel, self._deadline) as under_way:
            try:
                reply = self._follow(method, urljoin(self._url, path), body, {**self._headers, **(headers or {})})
            except (requests.RequestException, HTTPError, OSError) as error:
                if not under_way.stopped:
                    raise no_reply(error, self.host, CONNECT_SECONDS, self._read_timeout) from None
        if under_way.expired:
            raise TransientError(
                f"{self.host} did not finish its answer within {self._deadline:g} seconds.",
                kept=KEPT,
                hint="It may be overloaded; try smaller batches.",
            )
        if reply is None or under_way.stopped:
            raise Cancelled
        return reply

    def check(self, reply: HttpReply) -> None:
        """Return for a 2xx that is a real answer; raise what any other reply means."""
        raise_for_status(reply, self.host, self._secrets, self._clock.now())

    def shown(self, text: str, hidden: Iterable[str] = ()) -> str:
        """A text of a reply as it may be shown and stored, without our secrets and the `hidden` texts."""
        return shown(text, (*self._secrets, *hidden))

    def close(self) -> None:
        with self._lock:
            sessions, self._sessions = self._sessions, []
        for session in sessions:
            session.close()

    def _follow(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> HttpReply:
        for _ in range(REDIRECTS):
            reply = self._exchange(method, url, body, headers)
            if reply.status not in (301, 302, 303, 307, 308):
                return reply
            target = _join(url, reply.headers.get("location", ""))
            if not self._may_follow(method, reply.status, target):
                raise DestinationError(
                    f"{self.host} answers that the address has moved to {target.netloc or 'another one'}.",
                    kept=KEPT,
                    hint="Records are not sent on to an address that was not entered here. If the new one is right, enter it.",
                )
            url = target.geturl()
        raise DestinationError(f"{self.host} redirects in a circle.", kept=KEPT, hint="Check the address.")

    def _may_follow(self, method: str, status: int, target: SplitResult) -> bool:
        """Only within the same origin, and only where the request stays what it is."""
        same = (target.scheme, target.netloc) == (self._base.scheme, self._base.netloc)
        return same and (status in (307, 308) or method in ("GET", "HEAD"))

    def _exchange(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> HttpReply:
        with self._session().request(
            method,
            url,
            data=body,
            headers=headers,
            timeout=(CONNECT_SECONDS, self._read_timeout),
            allow_redirects=False,
            stream=True,
            verify=self._verify,
            proxies=self._proxies,
        ) as response:
            content = bytearray()
            for chunk in response.iter_content(64 * 1024):
                content += chunk
                if len(content) > REPLY_BYTES:
                    raise DestinationError(
                        f"The reply of {self.host} is larger than 8 MB.", kept=KEPT, hint="Check the address."
                    )
            return HttpReply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, bytes(content))

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = new_session()
            with self._lock:
                self._sessions.append(session)
        return session


def _join(url: str, location: str) -> SplitResult:
    try:
        return urlsplit(urljoin(url, location))
    except ValueError:
        return urlsplit("")
