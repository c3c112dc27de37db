"""A network that can be taken away: names are not found by the system's own resolver, and a receiver behind https answers again
when it is back."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter, HTTPAdapter

from census_desktop.destinations import _http
from census_desktop.engine import shipment
from tests.faults import Fault, FaultTransport, Receiver

HOST = "hooks.example"


class Line:
    """`tell` is what the desktop says of the network; what requests meet is `up` and `errno`."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.up = True
        self.errno = socket.EAI_AGAIN
        self.receiver: Receiver = _ByMail()
        self.batches = 10_000
        """Requests that are answered until the line goes down by itself."""
        find = socket.getaddrinfo

        def getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
            if host == HOST:
                raise socket.gaierror(self.errno, "Temporary failure in name resolution" if self.errno == -3 else "unknown")
            return find(host, *args, **options)

        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        patch.setattr(_http, "new_session", lambda: _Session(self))
        patch.setattr(shipment, "BACKOFF_SECONDS", 0.001)


class _ByMail(Receiver):
    """Its records are known by their address."""

    def take(self, body: bytes) -> tuple[Fault, bytes]:
        told = json.loads(body)
        told["records"] = [{**record, "key": record["email"]} for record in told["records"]]
        return super().take(json.dumps(told).encode())


class _Session(requests.Session):
    def __init__(self, line: Line) -> None:
        super().__init__()
        self.trust_env = False
        self._line = line

    def get_adapter(self, url: str | bytes) -> BaseAdapter:
        line = self._line
        line.up = line.up and line.receiver.requests < line.batches
        return FaultTransport(line.receiver) if line.up else HTTPAdapter(max_retries=0)
