"""The calls of the Custom Destination API, and what their failures mean."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

from census_desktop.destinations._http import KEPT, HttpClient
from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext

MOST_AT_ONCE = 50
"""Batches at once that the protocol allows a server to ask for."""


class Rpc:
    """A server of the protocol. Its address is a credential: of it only the host is shown."""

    def __init__(self, context: DestinationContext, seconds: float) -> None:
        url, hidden = address(context.connection.config["base_url"] or "", context.secrets.get("secret_part", ""))
        token = re.sub(r"(?i)^bearer\s+", "", context.secrets.get("token", "").strip())
        self._client = HttpClient(
            url,
            clock=context.clock,
            headers={"Authorization": f"Bearer {token}"} if token else {},
            secrets=(*hidden, token),
            deadline=seconds,
            read_timeout=seconds,
            credential=f"the secret of “{context.connection.name}”",
            calls=context.calls,
        )

    @property
    def host(self) -> str:
        return self._client.host

    def call(
        self,
        method: str,
        params: Mapping[str, Any],
        cancel: CancelToken | None = None,
        batch: Batch | None = None,
        hidden: Iterable[str] = (),
    ) -> Mapping[str, Any]:
        """The result of a call. Raises what a refusal means; `hidden` are texts that its reason must not repeat."""
        return self._exchange(method, params, cancel or CancelToken(), batch, hidden)[0]

    def speed(self, plan: Mapping[str, Any], usual: Limits) -> Limits:
        """How fast the server wants records. What it leaves out is as usual; batches are made no larger than usual."""
        said, headers = self._exchange("get_sync_speed", {"sync_plan": plan}, CancelToken(), None, ())
        rows = min(int(_positive(said, "maximum_batch_size", usual.batch_rows)), usual.batch_rows)
        at_once = min(int(_positive(said, "maximum_parallel_batches", usual.concurrency)), MOST_AT_ONCE)
        rates = [_positive(said, "maximum_records_per_second", 0) / rows, _limit(headers)]
        return replace(usual, batch_rows=rows, concurrency=at_once, rate=min((r for r in rates if r > 0), default=0.0))

    def shown(self, told: Any, hidden: Iterable[str] = ()) -> str:
        """An error message as it may be shown. Some servers put an object there."""
        text = told if isinstance(told, str) else "" if told is None else json.dumps(told, ensure_ascii=False)
        return self._client.shown(text, hidden)

    def close(self) -> None:
        self._client.close()

    def _exchange(
        self, method: str, params: Mapping[str, Any], cancel: CancelToken, batch: Batch | None, hidden: Iterable[str]
    ) -> tuple[Mapping[str, Any], Mapping[str, str]]:
        id_ = uuid4().hex
        asked = {"jsonrpc": "2.0", "method": method, "id": id_, "params": params}
        body = json.dumps(asked, ensure_ascii=False, default=float).encode()
        reply = self._client.request(
            "POST", cancel=cancel, body=body, headers={"Content-Type": "application/json"}, batch=batch
        )
        try:
            self._client.check(reply, hidden)
        except BatchRejected as refusal:
            if batch is not None:
                raise
            raise _refused(method, refusal.message) from None
        said = reply.json()
        if not isinstance(said, dict):
            raise broken(f"the answer to {method} is not a JSON object")
        if said.get("error"):
            raise self._failure(method, said["error"], batch is not None, hidden)
        if said.get("id") != id_:
            raise broken(f"the answer to {method} has the id of another request")
        if not isinstance(said.get("result"), dict):
            raise broken(f"the answer to {method} has neither a result nor an error")
        return said["result"], reply.headers

    def _failure(self, method: str, error: Any, with_records: bool, hidden: Iterable[str]) -> DestinationError:
        """What an error object of JSON-RPC means: a defect between the two programs, trouble of the server's that may pass,
        or its own word on what it was given."""
        code, message = (error.get("code"), error.get("message")) if isinstance(error, dict) else (None, error)
        told = self.shown(message, hidden)
        says = f" It says: {told}" if told else ""
        if code in _DEFECTS:
            return DestinationError(
                f"{self.host} {_DEFECTS[code].format(method)} ({code}).{says}",
                kept=KEPT,
                hint="Correct the server: it has to take all six calls of the Custom Destination API.",
            )
        if code == -32603 or (isinstance(code, int) and -32099 <= code <= -32000):
            return TransientError(
                f"{self.host} failed inside while it handled {method} ({code}).{says}",
                kept=KEPT,
                hint="It may pass. If it stays, ask whoever runs the server.",
            )
        return BatchRejected(told or f"{self.host} refused the records.") if with_records else _refused(method, told)


_DEFECTS = {
    -32700: "could not read the request for {}",
    -32600: "does not take the request for {} as one of JSON-RPC",
    -32601: "does not know the call {}",
}


def address(base: str, secret: str) -> tuple[str, tuple[str, ...]]:
    """The whole address, and its parts that must never be shown. Raises ConfigError."""
    base, secret = base.strip(), secret.strip()
    whole = re.match(r"(?i)https?://", secret) is not None
    if not base and not whole:
        raise ConfigError(
            "The server's address is missing.", hint="Enter it as the address, or whole as the secret part of the address."
        )
    if base and whole:
        raise ConfigError(
            "The secret part holds a whole address, and there is another one.",
            hint="Leave the address empty, or enter only what follows it as the secret part.",
        )
    if "?" in base or "#" in base:
        raise ConfigError(
            "The address has a part after “?”, which may be its secret.",
            hint="Enter that part, with the “?”, as the secret part of the address; it is then kept in the keyring.",
        )
    if whole:
        url = secret
    elif not secret or secret[0] in "?/":
        url = base.rstrip("/") + secret if secret.startswith("/") else base + secret
    else:
        url = f"{base}?{secret}" if re.match(r"[\w.-]+=", secret) else f"{base.rstrip('/')}/{secret}"
    parts = urlsplit(url)
    path = "" if secret.startswith("?") else parts.path if whole else parts.path.removeprefix(urlsplit(base).path)
    return url, (parts.query, *(value for _, value in parse_qsl(parts.query)), *path.split("/"))


def _positive(said: Mapping[str, Any], name: str, usual: float) -> float:
    value = said.get(name)
    if value is None:
        return usual
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
        raise broken(f"{name} is not a number above 0")
    return max(value, 1) if name != "maximum_records_per_second" else value


def _limit(headers: Mapping[str, str]) -> float:
    """Requests a second that the server allows the whole connection; 0 where it does not say."""
    text = headers.get("x-ratelimit-limit", "").strip()
    return float(text) if re.fullmatch(r"\d{1,9}(\.\d+)?", text) else 0.0


def broken(what: str) -> DestinationError:
    return DestinationError(
        f"The server's answer cannot be understood: {what}.",
        kept=KEPT,
        hint="Correct the server; what it has to answer is in the documents of the Custom Destination API.",
    )


def _refused(method: str, told: str) -> DestinationError:
    return DestinationError(
        f"The server refused {method}{': ' + told if told else '.'}",
        kept="Nothing was sent.",
        hint="Ask whoever runs the server.",
    )
