"""One HTTP receiver for every contender: reads a request, counts its records, answers 200 `{}` after a delay.

    python -m benchmarks.sink PORT DELAY_MS [--keys]

One thread and no parser, so that it costs little and the same whoever sends. Records are counted by the name of a field that
each holds once. With --keys it remembers how often each id arrived, which costs more and is for checks outside the timing.
GET / answers what was counted, GET /keys which ids arrived.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
import json
import re
import socket
import subprocess
import sys
import urllib.request
from types import TracebackType
from typing import Any

MARK = b'"email"'
KEY = re.compile(rb'"id": ?(\d+)')
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Counted:
    def __init__(self, with_keys: bool) -> None:
        self.connections = self.requests = self.records = self.bytes = 0
        self.most_at_once = self.at_once = 0
        self.keys: collections.Counter[int] | None = collections.Counter() if with_keys else None

    def told(self) -> bytes:
        found: dict[str, int] = {
            "connections": self.connections,
            "requests": self.requests,
            "records": self.records,
            "bytes": self.bytes,
            "most_at_once": self.most_at_once,
        }
        if self.keys is not None:
            found["distinct"] = len(self.keys)
            found["repeated"] = sum(self.keys.values()) - len(self.keys)
        return json.dumps(found).encode()


class Receiver(asyncio.Protocol):
    def __init__(self, counted: Counted, delay: float) -> None:
        self._counted = counted
        self._delay = delay
        self._data = bytearray()
        self._wanted = 0
        """Bytes of the whole request, once its head has been read."""
        self._head = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def data_received(self, data: bytes) -> None:
        self._data += data
        if not self._wanted:
            end = self._data.find(b"\r\n\r\n")
            if end < 0:
                return
            length = LENGTH.search(self._data, 0, end)
            self._head = end + 4
            self._wanted = self._head + (int(length[1]) if length else 0)
        if len(self._data) >= self._wanted:
            self._take()

    def _take(self) -> None:
        if self._data.startswith(b"GET /keys"):
            self._answer(json.dumps(sorted(self._counted.keys or ())).encode())
            return
        if self._data.startswith(b"GET"):
            self._answer(self._counted.told())
            return
        counted = self._counted
        counted.requests += 1
        counted.bytes += self._wanted - self._head
        counted.records += self._data.count(MARK)
        if counted.keys is not None:
            counted.keys.update(int(key) for key in KEY.findall(self._data))
        counted.at_once += 1
        counted.most_at_once = max(counted.most_at_once, counted.at_once)
        if counted.at_once and self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._decided)
        else:
            self._decided()

    def _decided(self) -> None:
        self._counted.at_once -= 1
        self._answer(b"{}")

    def _answer(self, body: bytes) -> None:
        self._data.clear()
        self._wanted = 0
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        self._transport.write(head + body)


async def serve(port: int, delay: float, with_keys: bool) -> None:
    counted = Counted(with_keys)

    class Accepted(Receiver):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            counted.connections += 1
            super().connection_made(transport)

    server = await asyncio.get_running_loop().create_server(lambda: Accepted(counted, delay), "127.0.0.1", port)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


class Sink:
    """The receiver in a process of its own, for as long as the block lasts."""

    def __init__(self, port: int, delay_ms: int, *, keys: bool = False) -> None:
        self._port = port
        self._asked = 0
        self._command = [sys.executable, "-m", "benchmarks.sink", str(port), str(delay_ms), *(["--keys"] if keys else [])]

    def __enter__(self) -> Sink:
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._process.stdout.readline()
        return self

    def counted(self) -> dict[str, int]:
        found: dict[str, int] = self._ask("")
        self._asked += 1
        found["connections"] -= self._asked
        return found

    def keys(self) -> set[int]:
        self._asked += 1
        return set(self._ask("keys"))

    def _ask(self, what: str) -> Any:
        with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/{what}", timeout=30) as reply:
            return json.load(reply)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]) / 1000, "--keys" in sys.argv))
