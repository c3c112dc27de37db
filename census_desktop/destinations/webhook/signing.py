"""Signatures over the exact bytes of a body: X-Signature, and those of Standard Webhooks.

Source: "Standard Webhooks", https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.ports import Clock

HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
TOLERANCE_SECONDS = 300
"""By how much a receiver lets a timestamp be off, usually."""


class Signer:
    """`key` signs in X-Signature, `secrets` (whsec_…, with spaces between them while one takes the other's place) sign as
    Standard Webhooks. Without either nothing is signed. Raises ConfigError for a secret that cannot be one."""

    def __init__(self, key: str, secrets: str, clock: Clock) -> None:
        self._key = key.encode()
        self._secrets = [_bytes(secret) for secret in secrets.split()]
        self._clock = clock

    def headers(self, body: bytes, message: str) -> dict[str, str]:
        """Of one attempt to send the message: its id stays, time and signatures are the attempt's own."""
        made: dict[str, str] = {}
        if self._key:
            made["X-Signature"] = _base64(self._key, body)
        if self._secrets:
            id_ = message if re.fullmatch(r"[\w-]+", message, re.A) else hashlib.sha256(message.encode()).hexdigest()
            time = str(int(self._clock.now().timestamp()))
            signed = f"{id_}.{time}.".encode() + body
            signatures = " ".join(f"v1,{_base64(secret, signed)}" for secret in self._secrets)
            made |= dict(zip(HEADERS, (id_, time, signatures), strict=True))
        return made

    def minutes_off(self, date: str) -> int:
        """By how many minutes this computer's clock is off by a reply's Date, where that is more than receivers let pass and
        signatures hold a time; 0 else."""
        if not self._secrets or not date:
            return 0
        try:
            theirs = parsedate_to_datetime(date)
            off = self._clock.now().timestamp() - _aware(theirs).timestamp()
        except (TypeError, ValueError, OverflowError):
            return 0
        return round(off / 60) if abs(off) > TOLERANCE_SECONDS else 0


def _aware(time: datetime) -> datetime:
    from datetime import UTC

    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _base64(key: bytes, content: bytes) -> str:
    return base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


def _bytes(secret: str) -> bytes:
    if secret.startswith(("whsk_", "whpk_")):
        raise ConfigError(
            "The Standard Webhooks secret is one of a key pair (ed25519), which is not supported.",
            hint="Enter a secret that begins with whsec_.",
        )
    text = secret.removeprefix("whsec_")
    try:
        found = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if not 24 <= len(found) <= 64:
        raise ConfigError(
            "The Standard Webhooks secret is none: it is whsec_ and then base64 of 24 to 64 bytes.",
            hint="Copy it from the receiving program; more than one with a space between them.",
        )
    return found
