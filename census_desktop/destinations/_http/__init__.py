"""HTTP for every destination. The only place that knows requests; nothing in it retries or sleeps (the engine does)."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import chain
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

from census_desktop import __version__
from census_desktop.destinations._http.address import authorities, check_headers, check_url, is_loopback
from census_desktop.destinations._http.answers import KEPT, HttpReply, no_reply, parse_retry_after, raise_for_status, shown
from census_desktop.destinations._http.flight import flight, new_session
from census_desktop.destinations._http.recording import LARGEST_KEPT, SHOWN, Exchange, is_wordy, telling_parts
from census_desktop.domain.errors import Cancelled, CensusError, DestinationError, TransientError
from census_desktop.domain.ports import Batch, CallLog, CancelToken, Clock, Tokens

__all__ = ["KEPT", "HttpClient", "HttpReply", "check_headers", "check_url", "is_loopback", "parse_retry_after"]

CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
REPLY_BYTES = 8 * 1024 * 1024
REDIRECTS = 3


@dataclass(slots=True)
class _Sent:
    """A request as it goes out; `url` moves with redirects, and with it `base`, of which only plain words are shown."""

    method: str
    url: str
    base: str
    headers: Mapping[str, str]
    body: bytes | None
    batch: Batch | None


class HttpClient:
    """Requests to one host. Thread-safe: every thread has a session of its own, because requests promises no more.

    Proxies of the environment are used, except for loopback. `secrets` are masked wherever a reply repeats them; `credential`
    names, for a refusal's text, which credential it is. `calls` is told of every request. `never` are patterns of calls that
    are refused before the socket (Manifest.never), also where a redirect leads to one. With `tokens` every request carries
    one as a bearer; one that is refused is replaced once.

    `people` is a pattern of calls ("METHOD /path") whose replies hold people as they are known there, and so more than was
    sent: the record of such a call shows the structure of its reply alone.
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
        credential: str = "the credential",
        calls: CallLog | None = None,
        never: Sequence[str] = (),
        tokens: Tokens | None = None,
        people: str = "",
    ) -> None:
        self._base = check_url(base_url)
        self._url = base_url.strip()
        self._clock = clock
        self._secrets = (*(s for s in secrets if s), *telling_parts(self._url))
        self._headers = {
            "User-Agent": f"census-desktop/{__version__}",
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
            **check_headers(headers or {}),
        }
        self._credential = credential
        self._calls = calls
        self._never = tuple(pattern.lower() for pattern in never)
        self._tokens = tokens
        self._people = re.compile(people) if people else None
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
        batch: Batch | None = None,
    ) -> HttpReply:
        """Send one request and read the whole reply, whatever its status. `path` is joined to the base address; `batch` is
        what the request carries, for the record of it.

        Raises TransientError when no reply came in time, Cancelled when asked to stop meanwhile.
        """
        cancel.check()
        url = urljoin(self._url, path)
        self._refuse_never(method, url)
        if self._tokens is None:
            return self._request(_Sent(method, url, self._url, {**self._headers, **(headers or {})}, body, batch), cancel)
        token = self._tokens.access()
        reply = self._with_token(token, method, url, headers or {}, body, batch, cancel)
        if reply.status == 401 and (another := self._tokens.access(refused=token)) != token:
            reply = self._with_token(another, method, url, headers or {}, body, batch, cancel)
        return reply

    def _with_token(
        self,
        token: str,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        batch: Batch | None,
        cancel: CancelToken,
    ) -> HttpReply:
        with self._lock:
            if token not in self._secrets:
                self._secrets = (*self._secrets, token)
        carried = {**self._headers, **headers, "Authorization": f"Bearer {token}"}
        return self._request(_Sent(method, url, self._url, carried, body, batch), cancel)

    def _refuse_never(self, method: str, url: str) -> None:
        """The address counts as it goes out. It is not shown: it may hold a person's identifier."""
        if not self._never:
            return
        parts = urlsplit(_as_sent(url))
        call = f"{method} {parts.path}{'?' if parts.query else ''}{parts.query}".lower()
        for pattern in self._never:
            if fnmatchcase(call, pattern):
                raise DestinationError(
                    f"This program never makes calls to {self.host} such as “{pattern}”.",
                    kept="It was not sent, and nothing was changed by it.",
                    hint="This is a defect of the connector; please report it.",
                )

    def _request(self, sent: _Sent, cancel: CancelToken) -> HttpReply:
        began = self._clock.monotonic()
        reply = None
        try:
            with flight(cancel, self._deadline) as under_way:
                try:
                    reply = self._follow(sent)
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
        except CensusError as error:
            if reply is None:
                self._record(sent, self._clock.monotonic() - began, None, error.message)
            raise
        return reply

    def check(self, reply: HttpReply, hidden: Iterable[str] = ()) -> None:
        """Return for a 2xx that is a real answer; raise what any other reply means, without the `hidden` texts, which are
        only asked for where the reply says something."""
        raise_for_status(reply, self.host, chain(self._secrets, hidden), self._clock.now(), self._credential)

    def shown(self, text: str, hidden: Iterable[str] = ()) -> str:
        """A text of a reply as it may be shown and stored, without our secrets and the `hidden` texts."""
        return shown(text, (*self._secrets, *hidden))

    def close(self) -> None:
        with self._lock:
            sessions, self._sessions = self._sessions, []
        for session in sessions:
            session.close()

    def _follow(self, sent: _Sent) -> HttpReply:
        for _ in range(REDIRECTS):
            began = self._clock.monotonic()
            reply = self._exchange(sent)
            self._record(sent, self._clock.monotonic() - began, reply)
            if reply.status not in (301, 302, 303, 307, 308):
                return reply
            target = _join(sent.url, reply.headers.get("location", ""))
            if not self._may_follow(sent.method, reply.status, target):
                raise DestinationError(
                    f"{self.host} answers that the address has moved to {target.netloc or 'another one'}.",
                    kept=KEPT,
                    hint="Records are not sent on to an address that was not entered here. If the new one is right, enter it.",
                )
            self._refuse_never(sent.method, target.geturl())
            sent.url = sent.base = target.geturl()
        raise DestinationError(f"{self.host} redirects in a circle.", kept=KEPT, hint="Check the address.")

    def _may_follow(self, method: str, status: int, target: SplitResult) -> bool:
        """Only within the same origin, and only where the request stays what it is."""
        same = (target.scheme, target.netloc) == (self._base.scheme, self._base.netloc)
        return same and (status in (307, 308) or method in ("GET", "HEAD"))

    def _exchange(self, sent: _Sent) -> HttpReply:
        with self._session().request(
            sent.method,
            sent.url,
            data=sent.body,
            headers=sent.headers,
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

    def _record(self, sent: _Sent, seconds: float, reply: HttpReply | None, error: str = "") -> None:
        if self._calls is None:
            return
        body, batch = sent.body or b"", sent.batch
        says = reply.body if reply else b""
        people = self._people is not None and self._people.search(f"{sent.method} {urlsplit(sent.url).path}") is not None
        wordy = is_wordy(says) and not people
        exchange = Exchange(
            at=self._clock.now(),
            method=sent.method,
            url=sent.url,
            base=sent.base,
            status=reply.status if reply else 0,
            seconds=seconds,
            headers=sent.headers,
            body=body if wordy else body[: 2 * SHOWN],
            size=len(body),
            reply_headers=reply.headers if reply else {},
            reply=says,
            error=error,
            secrets=self._secrets,
            batch=batch.number if batch else -1,
            records=len(batch) if batch else 0,
            people=people,
        )
        if wordy and max(len(body), len(says)) > LARGEST_KEPT:
            call = exchange.call()
            self._calls.record(lambda: call)
        else:
            self._calls.record(exchange.call)

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = new_session()
            with self._lock:
                self._sessions.append(session)
        return session


def _as_sent(url: str) -> str:
    """With needless escapes undone and others made, as requests does before it sends."""
    prepared = requests.PreparedRequest()
    try:
        prepared.prepare_url(url, None)
    except requests.RequestException:
        return url
    return prepared.url or url


def _join(url: str, location: str) -> SplitResult:
    try:
        return urlsplit(urljoin(url, location))
    except ValueError:
        return urlsplit("")
