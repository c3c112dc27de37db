"""A receiver of webhooks that goes wrong where a script says so: over loopback, or within the process as a transport.

It applies records as a careful receiver would (upserts and deletes by key), counts how often each came, and keeps what
it holds for comparing with the source.
"""

from __future__ import annotations

import json
import socket
import struct
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import requests
from requests.adapters import BaseAdapter
from urllib3.exceptions import ProtocolError
from urllib3.response import HTTPResponse


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one request. `applied`: its records are taken all the same, but for those in `rejects`.

    `how` is answer | close | reset | silence | drip: with a whole answer, or how the connection ends instead.
    """

    name: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    applied: bool = False
    how: str = "answer"
    rejects: int = 0


JSON = {"Content-Type": "application/json"}


def faults(now: datetime, elsewhere: str = "https://elsewhere.example/in") -> dict[str, Fault]:
    """Every fault by name. `now` is the client's time, for dates."""
    soon = format_datetime(now + timedelta(seconds=1), usegmt=True)
    all_ = (
        Fault("429 with seconds", 429, {"Retry-After": "0.1"}),
        Fault("429 with a date", 429, {"Retry-After": soon}),
        Fault("408", 408),
        Fault("425", 425),
        Fault("500", 500, JSON, '{"error": "out of memory"}'),
        Fault("502 with a page", 502, {"Content-Type": "text/html"}, "<html><body>Bad gateway</body></html>"),
        Fault("503 with seconds", 503, {"Retry-After": "0"}),
        Fault("time-out", how="silence"),
        Fault("answer lost", applied=True, how="close"),
        Fault("reset in the body", headers=JSON, body='{"ok": tr', applied=True, how="reset"),
        Fault("slow drip", headers=JSON, applied=True, how="drip"),
        Fault("200 with errors", 200, JSON, applied=True, rejects=2),
        Fault("207 with errors", 207, JSON, applied=True, rejects=3),
        Fault("wrong JSON", 200, JSON, '{"rejected": [', applied=True),
        Fault("a page instead", 200, {"Content-Type": "text/html"}, "<!doctype html><p>Sign in</p>"),
        Fault("413", 413, JSON, '{"error": "payload too large"}'),
        Fault("redirect", 302, {"Location": elsewhere}),
        Fault("401", 401, JSON, '{"error": "the key has expired"}'),
        Fault("404", 404),
    )
    return {fault.name: fault for fault in all_}


class Receiver:
    """What the receiving program holds. `script` names the fault of a request by its number, counted from 1."""

    def __init__(self, seconds: float = 0.0) -> None:
        """`seconds` is how long an answer takes."""
        self.seconds = seconds
        self.records: dict[Any, dict[str, Any]] = {}
        self.times: Counter[tuple[str, str]] = Counter()
        self.requests = 0
        self.script: dict[int, Fault] = {}
        self.lock = threading.Lock()
        self.released = threading.Event()
        """Set at the end: whoever keeps a client waiting waits for it."""

    def next_fault(self, at: int, fault: Fault) -> None:
        """Let the `at`-th request from now on meet this fault."""
        with self.lock:
            self.script[self.requests + at] = fault

    def duplicates(self) -> int:
        """How many records came more than once, with the same values, since the last `forget_times`."""
        return sum(count - 1 for count in self.times.values())

    def forget_times(self) -> None:
        self.times.clear()

    def take(self, body: bytes) -> tuple[Fault, bytes]:
        """(what happens, the answer's body) of a request."""
        with self.lock:
            self.requests += 1
            fault = self.script.get(self.requests, Fault("none", 200, JSON, "{}", applied=True))
            batch = json.loads(body) if body else {"records": []}
            rejected = []
            for record in batch["records"] if fault.applied else ():
                key = record["key"]
                if len(rejected) < fault.rejects:
                    rejected.append({"id": key, "reason": "not wanted today"})
                    continue
                self.times[batch["operation"], json.dumps(record)] += 1
                if batch["operation"] == "delete":
                    self.records.pop(key, None)
                else:
                    self.records[key] = record
        return fault, json.dumps({"rejected": rejected}).encode() if fault.rejects else fault.body.encode()


# Over loopback ----------------------------------------------------------------------------------------------------------


class FaultServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, receiver: Receiver) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.receiver = receiver
        self._thread = threading.Thread(target=lambda: self.serve_forever(poll_interval=0.01))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/in"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that dies in the middle is what some tests are about; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def __enter__(self) -> FaultServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.receiver.released.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: FaultServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fault, answer = self.server.receiver.take(body)
        released = self.server.receiver.released
        released.wait(self.server.receiver.seconds)
        if fault.how == "answer":
            self._head(fault, len(answer))
            self.wfile.write(answer)
            return
        self.close_connection = True
        with suppress(OSError):
            if fault.how == "silence":
                released.wait(10)
            elif fault.how == "reset":
                self._head(fault, len(answer) + 100)
                self.wfile.write(answer)
                # With a linger of zero a close is a reset.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            elif fault.how == "drip":
                self._head(fault, 1_000_000)
                while not released.wait(0.02):
                    self.wfile.write(b" ")

    def _head(self, fault: Fault, length: int) -> None:
        self.send_response(fault.status)
        for name, value in fault.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return None


# Within the process -----------------------------------------------------------------------------------------------------


class FaultTransport(BaseAdapter):
    """The same receiver behind a requests session, without a socket. Silence and drips end at once, as their time-out does."""

    def __init__(self, receiver: Receiver) -> None:
        super().__init__()
        self._receiver = receiver

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:  # type: ignore[override]
        fault, answer = self._receiver.take(request.body or b"")  # type: ignore[arg-type]
        if fault.how in ("silence", "drip"):
            raise requests.ReadTimeout("read timed out", request=request)
        if fault.how == "close":
            raise requests.ConnectionError(ProtocolError("Connection aborted.", ConnectionResetError(104)), request=request)
        body: Any = BytesIO(answer)
        if fault.how == "reset":
            body = _Broken(answer)
        response = requests.Response()
        response.status_code = fault.status
        response.headers.update(fault.headers)
        response.raw = HTTPResponse(body=body, status=fault.status, headers=fault.headers, preload_content=False)
        response.request = request
        response.url = str(request.url)
        return response

    def close(self) -> None:
        return None


class _Broken(BytesIO):
    def read(self, *_: Any) -> bytes:
        raise ConnectionResetError(104, "Connection reset by peer")

    read1 = read


def in_process(receiver: Receiver) -> Callable[[], requests.Session]:
    """Makes sessions whose requests go to this receiver."""

    def session() -> requests.Session:
        made = requests.Session()
        made.trust_env = False
        made.mount("http://", FaultTransport(receiver))
        return made

    return session
