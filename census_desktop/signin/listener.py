"""Where the browser brings the answer: a server on this computer's own address, for one answer and then gone."""

from __future__ import annotations

import errno
import html
import os
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from census_desktop.domain.errors import ConfigError, SignInError
from census_desktop.domain.ports import CancelToken, Clock

LOOPBACK = "127.0.0.1"
LOOK = 0.1
REQUEST_SECONDS = 10.0
NOTHING_CHANGED = "Nothing was changed."

Answer = Mapping[str, str]


class Listener:
    """Open from the moment it is made: the address that is shown to the user must already be answered. `judge` says what is
    wrong with an answer ("" when nothing is), for the page that the browser shows."""

    def __init__(self, redirect: str, judge: Callable[[Answer], str]) -> None:
        parts = urlsplit(redirect)
        if parts.scheme != "http" or parts.hostname not in (LOOPBACK, "localhost"):
            raise ConfigError("The address that a sign-in returns to has to be on this computer (http://127.0.0.1:0/).")
        try:
            self._server = _Server((LOOPBACK, parts.port or 0), parts.path or "/", judge)
        except OSError as error:
            raise _not_opened(error, parts.port or 0) from None
        self.port: int = self._server.server_address[1]
        self.redirect = f"http://{parts.hostname}:{self.port}{parts.path}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(LOOK / 2,), name="sign-in", daemon=True)
        self._thread.start()

    def wait(self, until: float, clock: Clock, cancel: CancelToken) -> Answer:
        """The answer; Cancelled when asked to stop, SignInError when none came until that second of the clock."""
        answered = self._server.answered
        forget = cancel.on_cancel(answered.set)
        try:
            while not answered.wait(LOOK):
                if clock.monotonic() >= until:
                    raise SignInError(
                        "The browser brought no answer in time.",
                        kept=NOTHING_CHANGED,
                        hint="Sign in again. If the browser did not open, copy the address into it.",
                    )
        finally:
            forget()
        cancel.check()
        return dict(self._server.answer or {})

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _not_opened(error: OSError, port: int) -> SignInError:
    if port and error.errno in (errno.EADDRINUSE, errno.EACCES, 10013, 10048):  # the last two are Windows' own numbers
        return SignInError(
            f"Port {port} of this computer is taken, and the vendor sends the answer to no other.",
            kept=NOTHING_CHANGED,
            hint="Another sign-in may be waiting. End it, or close the program that uses the port, then sign in again.",
        )
    return SignInError(
        f"This computer opens no port for the answer ({error.strerror}).", kept=NOTHING_CHANGED, hint="Check its firewall."
    )


class _Server(ThreadingMixIn, TCPServer):
    """A thread a request: browsers open connections ahead of time, and one that says nothing must not block the answer."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # there it would let another program take the port as well

    def __init__(self, address: tuple[str, int], path: str, judge: Callable[[Answer], str]) -> None:
        self.path = path
        self.judge = judge
        self.answer: Answer | None = None
        self.answered = threading.Event()
        self._lock = threading.Lock()
        super().__init__(address, _Handler)

    def take(self, answer: Answer) -> bool:
        """False when there was one before."""
        with self._lock:
            if self.answer is not None:
                return False
            self.answer = answer
            return True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke off; the default prints it."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = REQUEST_SECONDS
    server_version = "census-desktop"
    sys_version = ""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        port = self.server.server_address[1]
        answer = dict(parse_qsl(parts.query, keep_blank_values=True))
        # Another name for this computer in Host is a page elsewhere that reaches for it.
        if self.headers.get("Host", "") not in (f"{LOOPBACK}:{port}", f"localhost:{port}") or parts.path != self.server.path:
            self._page(404, "There is nothing here", "")
        elif not answer.keys() & {"code", "error", "state"}:
            self._page(404, "There is nothing here", "This address waits for the answer to a sign-in.")
        elif not self.server.take(answer):
            self._page(409, "The answer was already taken", "You can close this tab.")
        else:
            wrong = self.server.judge(answer)
            try:
                if wrong:
                    self._page(400, "The sign-in did not work", f"{wrong} You can close this tab and try again in the program.")
                else:
                    self._page(200, "The answer has arrived", "You can close this tab and go back to census_desktop.")
            finally:
                self.server.answered.set()

    def _page(self, status: int, title: str, text: str) -> None:
        body = _PAGE.replace("TITLE", html.escape(title)).replace("TEXT", html.escape(text)).encode()
        self.send_response(status)
        for name, value in (*_HEADERS, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the address of a request holds the code."""


_HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Connection", "close"),
)
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>TITLE</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { min-height: 90vh; display: grid; place-content: center; text-align: center; padding: 1rem }
h1 { font-size: 1.4rem; margin: 0 0 .4rem }
p { margin: 0; opacity: .75; max-width: 34rem }
</style>
<h1>TITLE</h1>
<p>TEXT</p>
</html>
"""
