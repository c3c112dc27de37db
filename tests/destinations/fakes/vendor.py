"""What every fake vendor has: routes, a spy of all calls, faults to come, and a credential that is asked for."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Self
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it arrived. Header names are lower case; `query` has lists; `params` come from the route's pattern."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else None

    def one(self, name: str, default: str = "") -> str:
        """A query parameter that comes once."""
        return self.query.get(name, [default])[0]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer. `body`: bytes or text as they are, anything else as JSON; None is an empty body."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


Route = Callable[[Any, Asked], Said]


def route(method: str, pattern: str) -> Callable[[Route], Route]:
    """Marks a method of a Vendor as what answers `method pattern`; {name} in the pattern stands for one part of the path."""

    def mark(function: Route) -> Route:
        function.__dict__.setdefault("routes", []).append((method, pattern))
        return function

    return mark


class Vendor:
    """A fake vendor over loopback, used as a context manager; `url` is its base address.

    Subclasses mark methods with `route`, and override `refusal` (the credential) and `not_found`. Requests are answered one
    at a time, under `lock`, so that fakes need no care of their own. `now` is the fake's clock, in seconds.
    """

    base_path: ClassVar[str] = ""

    def __init__(self) -> None:
        self.calls: list[Asked] = []
        self.lock = threading.RLock()
        self.now = 0.0
        self.open_now = self.most_open = 0
        self._faults: deque[tuple[re.Pattern[str], Said | str]] = deque()
        self._routes = [
            (method, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(self.base_path + pattern))), function)
            for function in (getattr(type(self), name) for name in dir(type(self)))
            for method, pattern in getattr(function, "__dict__", {}).get("routes", ())
        ]
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.vendor = self

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        return self.origin + self.base_path

    # For tests ------------------------------------------------------------------------------------------------------

    def fail_next(self, said: Said | str, times: int = 1, path: str = "") -> None:
        """Answer the next requests whose "METHOD /path?query" holds the pattern so, instead of doing anything. "drop": the
        request is done and its answer is lost; "reset": it is not done and the connection breaks."""
        self._faults.extend([(re.compile(path), said)] * times)

    def called(self, pattern: str = "") -> list[Asked]:
        """The calls so far whose "METHOD /path" holds the pattern, oldest first."""
        return [c for c in self.calls if re.search(pattern, f"{c.method} {c.path}")]

    # For fakes ------------------------------------------------------------------------------------------------------

    def refusal(self, asked: Asked) -> Said | None:
        """What a wrong credential is answered, None for a right one."""
        return None

    def not_found(self, asked: Asked) -> Said:
        return Said(404, {"message": "not found"})

    def validate(self, asked: Asked) -> Said | None:
        """What a request that breaks the vendor's own description is answered; None for a good one."""
        return None

    def answer(self, asked: Asked) -> Said | str:
        """The answer, or how the connection ends."""
        with self.lock:
            self.calls.append(asked)
            lost = False
            for number, (pattern, said) in enumerate(self._faults):
                if pattern.search(f"{asked.method} {asked.path}"):
                    del self._faults[number]
                    if said != "drop":
                        return said
                    lost = True
                    break
            found = self._found(asked)
            return "reset" if lost else found

    def _found(self, asked: Asked) -> Said:
        if refused := self.refusal(asked):
            return refused
        for method, pattern, function in self._routes:
            match = pattern.fullmatch(urlsplit(asked.path).path)
            if match and method == asked.method:
                params = {name: unquote(value) for name, value in match.groupdict().items()}
                known = Asked(asked.method, asked.path, asked.query, asked.headers, asked.body, params)
                said: Said = self.validate(known) or function(self, known)
                return said
        return self.not_found(asked)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    vendor: Vendor

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no trouble of the server's."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def handle_one_request(self) -> None:
        with suppress(ConnectionError):
            super().handle_one_request()

    def _answer(self) -> None:
        vendor = self.server.vendor
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        parts = urlsplit(self.path)
        asked = Asked(self.command, self.path, parse_qs(parts.query, keep_blank_values=True), headers, body)
        with vendor.lock:
            vendor.open_now += 1
            vendor.most_open = max(vendor.most_open, vendor.open_now)
        try:
            said = vendor.answer(asked)
        finally:
            with vendor.lock:
                vendor.open_now -= 1
        if isinstance(said, str):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        content = _bytes(said.body)
        self.send_response(said.status)
        given = {name.lower() for name in said.headers}
        for name, value in said.headers.items():
            self.send_header(name, value)
        if content and "content-type" not in given:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _answer

    def log_message(self, *_: Any) -> None:
        return


def _bytes(body: Any) -> bytes:
    if body is None:
        return b""
    if isinstance(body, bytes):
        return body
    return (body if isinstance(body, str) else json.dumps(body)).encode()


def bearer(asked: Asked) -> str:
    """The bearer token that a request carries."""
    return asked.headers.get("authorization", "").removeprefix("Bearer ")


def pages(items: Iterable[Any], size: int, after: int) -> tuple[list[Any], int | None]:
    """A page of items from an offset, and where the next one begins."""
    listed = list(items)
    end = after + size
    return listed[after:end], end if end < len(listed) else None
