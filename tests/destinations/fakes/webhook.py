"""A receiving program that verifies Standard Webhooks as their specification tells receivers to, and keeps what it got."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence
from typing import Any

from tests.destinations.fakes.vendor import Asked, Said, Vendor, route


class Hook(Vendor):
    """`secrets`: those that it verifies with; none: it verifies nothing. `now` is its clock; a message that came before is
    answered as the first time and not taken again. `replies` are given in order instead of its own."""

    tolerance = 300

    def __init__(self, secrets: Sequence[str] = (), now: float = 0.0) -> None:
        super().__init__()
        self.secrets = [base64.b64decode(secret.removeprefix("whsec_")) for secret in secrets]
        self.now = now
        self.replies: list[Any] = []
        self.taken: dict[str, bytes] = {}

    def refusal(self, asked: Asked) -> Said | None:
        if self.secrets and (why := self._wrong(asked)):
            return Said(401, {"error": why})
        return None

    def _wrong(self, asked: Asked) -> str:
        id_, time, given = (asked.headers.get(f"webhook-{n}", "") for n in ("id", "timestamp", "signature"))
        if not id_ or "." in id_ or not re.fullmatch(r"\d+", time):
            return "the headers are missing or malformed"
        if abs(self.now - int(time)) > self.tolerance:
            return "the timestamp is too old or too new"
        for secret in self.secrets:
            made = base64.b64encode(hmac.new(secret, f"{id_}.{time}.".encode() + asked.body, hashlib.sha256).digest()).decode()
            if any(hmac.compare_digest(f"v1,{made}", one) for one in given.split(" ")):
                return ""
        return "no signature matches"

    @route("POST", "/in")
    @route("PUT", "/in")
    @route("PATCH", "/in")
    @route("DELETE", "/in")
    def take(self, asked: Asked) -> Said:
        self.taken.setdefault(asked.headers.get("webhook-id", str(len(self.calls))), asked.body)
        reply = self.replies.pop(0) if self.replies else Said(200, {"ok": True})
        return reply if isinstance(reply, Said) else Said(200, reply)
