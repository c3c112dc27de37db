"""A small receiving program on this computer: it takes what a webhook sends, keeps it and shows it.

For trying a sync without an account anywhere (`census-desktop receiver`), and the real HTTP server of the tests. It listens
on loopback only and answers no page that another site opens under a name of its own (the Host header must be loopback too).
"""

from __future__ import annotations

import hmac
import html
import json
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, socket
from typing import Any
from urllib.parse import parse_qs, urlsplit

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.ports import Clock, SystemClock
from census_desktop.usecases.received import Received, ReceivedStore, delivery_from, key_text

DEFAULT_PORT = 8099
BODY_BYTES = 64 * 1024 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class ScriptedReply:
    """An answer to give instead of the usual one.

    `apply` says whether the records are kept all the same; None means for a 2xx, but for those that its body rejects.
    `drop` breaks the connection off instead of answering: the sender cannot know what became of its records.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    apply: bool | None = None
    drop: bool = False

    @property
    def applies(self) -> bool:
        return 200 <= self.status < 300 if self.apply is None else self.apply

    @property
    def rejected(self) -> frozenset[str]:
        """Key texts of the records that the body rejects, whatever their key is called."""
        try:
            items = json.loads(self.body)["rejected"]
            return frozenset(key_text(v) for item in items for name, v in item.items() if name != "reason")
        except (ValueError, KeyError, TypeError, AttributeError):
            return frozenset()


def json_reply(status: int, data: Any, headers: Mapping[str, str] | None = None) -> ScriptedReply:
    body = json.dumps(data, ensure_ascii=False).encode()
    return ScriptedReply(status, body, {"Content-Type": "application/json", **(headers or {})})


Rule = Callable[[Received], ScriptedReply | None]


class Receiver:
    """The server and what it has received. `start` returns once it listens; port 0 takes any free one.

    For tests: `script` is a list of answers to give to deliveries in order (None for the usual one), `rule` may answer any
    other, `require_auth` is the value that the Authorization header must have.
    """

    def __init__(
        self,
        folder: Path,
        port: int = DEFAULT_PORT,
        host: str = "127.0.0.1",
        *,
        clock: Clock | None = None,
        script: Sequence[ScriptedReply | None] = (),
        rule: Rule | None = None,
        require_auth: str = "",
    ) -> None:
        if host not in LOOPBACK:
            raise ConfigError(
                f"The receiver listens on this computer only, not on {host}.", hint=f"Use one of {', '.join(LOOPBACK)}."
            )
        self.clock = clock or SystemClock()
        self.require_auth = require_auth
        self._script = list(script)
        self._script_lock = threading.Lock()
        self._rule = rule
        self.store = ReceivedStore(folder)
        try:
            self._server = _Server(host, port, self)
        except OSError as error:
            self.store.close()
            raise ConfigError(
                f"Port {port} cannot be used ({error.strerror or error}).",
                hint="Another program may use it; choose another port.",
            ) from None
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Where a webhook sends to."""
        return f"http://{self._server.host}:{self.port}/in"

    def start(self) -> Receiver:
        self._thread = threading.Thread(target=self.serve_forever, name="receiver", daemon=True)
        self._thread.start()
        return self

    def serve_forever(self) -> None:
        """Serve in this thread until `stop` is called from another one or a KeyboardInterrupt comes."""
        self._server.serve_forever(poll_interval=0.05)

    def stop(self) -> None:
        """Break off what is under way and close. What was received stays in the folder."""
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.break_off()
        self._server.server_close()
        self.store.close()

    def __enter__(self) -> Receiver:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def totals(self) -> dict[str, int]:
        return self.store.totals()

    def records(self, sync: str) -> list[dict[str, Any]]:
        """The records of a sync as they stand."""
        return self.store.records(sync)

    def requests(self) -> Sequence[Received]:
        """Every request, oldest first."""
        return self.store.requests()

    def answer(self, request: Received) -> ScriptedReply:
        """Take a delivery: keep it and answer, as scripted or as a well-behaved destination would."""
        try:
            delivery = delivery_from(request.body)
        except (ValueError, RecursionError) as error:
            return self._noted(request, json_reply(400, {"error": f"The body cannot be used: {error}"}))
        with self._script_lock:
            reply = self._script.pop(0) if self._script else None
        reply = reply or (self._rule(request) if self._rule else None) or json_reply(200, {"received": len(delivery.records)})
        kept = self.store.keep(replace(request, status=reply.status), delivery if reply.applies else None, skip=reply.rejected)
        if not kept:
            return self._noted(request, json_reply(422, {"error": "This Idempotency-Key came with other records before."}))
        return reply

    def _noted(self, request: Received, reply: ScriptedReply) -> ScriptedReply:
        self.store.keep(replace(request, status=reply.status), None)
        return reply

    def refuse(self, request: Received) -> ScriptedReply:
        return self._noted(request, json_reply(401, {"error": "The credential is missing or wrong."}))


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # server_close waits for them
    request_queue_size = 64
    allow_reuse_address = os.name == "posix"  # elsewhere it lets two programs listen on one port

    def __init__(self, host: str, port: int, receiver: Receiver) -> None:
        self.host = f"[{host}]" if ":" in host else host
        self.receiver = receiver
        self._open: set[socket] = set()
        self._closing = False
        self._open_lock = threading.Lock()
        if ":" in host:
            from socket import AF_INET6

            self.address_family = AF_INET6
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        # HTTPServer's own looks the host's name up, which can take seconds without a network.
        from socketserver import TCPServer

        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    def opened(self, connection: socket) -> None:
        with self._open_lock:
            self._open.add(connection)
            if self._closing:
                _shut(connection)

    def closed(self, connection: socket) -> None:
        with self._open_lock:
            self._open.discard(connection)

    def break_off(self) -> None:
        with self._open_lock:
            self._closing = True
            for connection in self._open:
                _shut(connection)


def _shut(connection: socket) -> None:
    with suppress(OSError):
        connection.shutdown(SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "census-desktop-receiver"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        self.server.closed(self.connection)
        with suppress(OSError):
            super().finish()

    def handle(self) -> None:
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: Any) -> None:
        return None

    def do_POST(self) -> None:
        self._take()

    do_PUT = do_PATCH = do_POST

    def do_HEAD(self) -> None:
        self._show()

    def do_GET(self) -> None:
        self._show()

    def _take(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > BODY_BYTES:
            self.close_connection = True
            self._send(json_reply(413 if length.isdigit() else 411, {"error": "The body has no length, or more than 64 MB."}))
            return
        body = self.rfile.read(int(length))
        if not self._is_local():
            self._send(json_reply(403, {"error": "This receiver answers this computer only."}))
        elif urlsplit(self.path).path != "/in":
            self._send(json_reply(404, {"error": "Deliveries go to /in."}))
        elif not self._is_allowed():
            self._send(self.server.receiver.refuse(self._request(body)))
        else:
            self._send(self.server.receiver.answer(self._request(body)))

    def _show(self) -> None:
        receiver = self.server.receiver
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if not self._is_local():
            self._send(json_reply(403, {"error": "This receiver answers this computer only."}))
        elif parts.path == "/in":
            if self._is_allowed():
                self._send(json_reply(200, {"send": "POST"}))
            else:
                self._send(json_reply(401, {"error": "The credential is missing or wrong."}))
        elif parts.path == "/":
            self._send(ScriptedReply(200, _page(receiver).encode(), _PAGE_HEADERS))
        elif parts.path == "/records":
            sync = query.get("sync", "")
            limit = int(query["limit"]) if query.get("limit", "").isdigit() else -1
            records = receiver.store.records(sync, limit=limit)
            self._send(json_reply(200, {"sync": sync, "total": receiver.totals().get(sync, 0), "records": records}))
        elif parts.path == "/requests":
            self._send(json_reply(200, [_plain(r) for r in receiver.store.requests()]))
        else:
            self._send(json_reply(404, {"error": "There are /, /records?sync=… and /requests."}))

    def _is_local(self) -> bool:
        with suppress(ValueError):
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname in LOOPBACK
        return False

    def _is_allowed(self) -> bool:
        wanted = self.server.receiver.require_auth
        given = self.headers.get("Authorization", "")
        return not wanted or hmac.compare_digest(given.encode(), wanted.encode())

    def _request(self, body: bytes) -> Received:
        headers = {
            name.lower(): "…"
            if any(word in name.lower() for word in ("auth", "token", "secret", "cookie", "api-key"))
            else value
            for name, value in self.headers.items()
        }
        return Received(self.server.receiver.clock.now(), self.command, self.path, headers, body)

    def _send(self, reply: ScriptedReply) -> None:
        if reply.drop:
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)


def _plain(request: Received) -> dict[str, Any]:
    return {
        "number": request.number,
        "at": request.at.isoformat(),
        "method": request.method,
        "path": request.path,
        "headers": dict(request.headers),
        "body": request.body.decode("utf-8", "replace"),
        "status": request.status,
    }


_PAGE_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Cache-Control": "no-store",
}

_STYLE = (
    "body{font:15px system-ui,sans-serif;margin:2rem;max-width:70rem;color-scheme:light dark}"
    "table{border-collapse:collapse;margin:.5rem 0 1.5rem}td,th{padding:.25rem .75rem;text-align:left;vertical-align:top;"
    "border-bottom:1px solid #8884;max-width:20rem;overflow-wrap:anywhere}caption{text-align:left;font-weight:600}"
)


def _page(receiver: Receiver, shown: int = 20) -> str:
    """Counts, first records and last requests, as a page that loads nothing from elsewhere."""
    totals = receiver.totals()
    parts = [f"<p>{len(totals)} syncs have records here.</p>" if totals else "<p>Nothing has been received yet.</p>"]
    for sync, total in totals.items():
        records = receiver.store.records(sync, limit=shown)
        names = list(dict.fromkeys(name for record in records for name in record))
        rows = [[json.dumps(r[n], ensure_ascii=False) if n in r else "" for n in names] for r in records]
        parts.append(_table(f"{sync}: {total:,} records", names, rows))
    requests = receiver.store.requests(shown, newest_first=True)
    lines = [[f"{r.at:%Y-%m-%d %H:%M:%S}", r.method, r.path, f"{len(r.body):,}", str(r.status)] for r in requests]
    parts.append(_table("Last requests", ["Time (UTC)", "Method", "Path", "Bytes", "Answer"], lines))
    return (
        f"<!doctype html><html lang=en><title>Receiver</title><style>{_STYLE}</style><h1>Receiver</h1>{''.join(parts)}</html>"
    )


def _table(caption: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{html.escape(n)}</th>" for n in names)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(v)}</td>' for v in row)}</tr>" for row in rows)
    return f"<table><caption>{html.escape(caption)}</caption><tr>{head}</tr>{body}</table>"
