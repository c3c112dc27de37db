"""What a token endpoint gave, and how it is kept: as texts beside a connection's other credentials."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

FIELDS = ("access_token", "refresh_token", "expires_at", "scope", "account", "instance_url")
"""Names of what is kept. `expires_at` is there, if empty, for every connection that was signed in."""

MARGIN = timedelta(seconds=60)
SHORTEST_LIFE = 120
LONGEST_LIFE = 10 * 365 * 86_400


@dataclass(frozen=True, slots=True)
class Granted:
    """`expires_at` None: nobody said, it is used until it is refused. `account` is who signed in, for the user's eyes;
    `instance_url` where the vendor wants this account's calls."""

    access_token: str = ""
    refresh_token: str = ""
    expires_at: datetime | None = None
    scope: str = ""
    account: str = ""
    instance_url: str = ""

    @property
    def is_over(self) -> bool:
        """Nothing is left of it but the memory: the user has to sign in again."""
        return not self.access_token and not self.refresh_token

    def is_fresh(self, now: datetime) -> bool:
        """What the clock says; the destination's own word counts more."""
        return bool(self.access_token) and (self.expires_at is None or now < self.expires_at - MARGIN)

    def after(self, new: Granted) -> Granted:
        """This one renewed: what the new answer does not say stays (RFC 6749, 6: the refresh token may be left out)."""
        return Granted(
            new.access_token,
            new.refresh_token or self.refresh_token,
            new.expires_at,
            new.scope or self.scope,
            new.account or self.account,
            new.instance_url or self.instance_url,
        )

    def over(self) -> Granted:
        return replace(self, access_token="", refresh_token="", expires_at=None)

    def fields(self) -> dict[str, str]:
        return {
            "access_token": self.access_token,
            "refresh_token": self.refresh_token,
            "expires_at": self.expires_at.isoformat() if self.expires_at else "",
            "scope": self.scope,
            "account": self.account,
            "instance_url": self.instance_url,
        }

    @staticmethod
    def from_fields(fields: Mapping[str, str]) -> Granted:
        try:
            expires = datetime.fromisoformat(fields.get("expires_at", ""))
            expires = expires if expires.tzinfo else expires.replace(tzinfo=UTC)
        except ValueError:
            expires = None
        texts = {name: fields.get(name, "") for name in FIELDS if name != "expires_at"}
        return Granted(expires_at=expires, **texts)

    @staticmethod
    def from_reply(said: Mapping[str, Any], now: datetime) -> Granted | None:
        """None where the answer holds no access token."""
        if not (token := _text(said.get("access_token"))):
            return None
        life = _seconds(said.get("expires_in"))
        return Granted(
            token,
            _text(said.get("refresh_token")),
            now + timedelta(seconds=life) if life else None,
            _text(said.get("scope")),
            _account(_text(said.get("id_token"))),
            _text(said.get("instance_url") or said.get("api_domain")),
        )


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _seconds(value: Any) -> int:
    """How long a token lives; 0 where that is not said, makes no sense, or is so short that asking first costs more than a
    refusal does."""
    try:
        life = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else 0.0
    except (ValueError, OverflowError):
        return 0
    if not math.isfinite(life) or life < SHORTEST_LIFE:
        return 0
    return int(min(life, LONGEST_LIFE))


def _account(id_token: str) -> str:
    """Who signed in, of an OpenID token that came from the token endpoint itself; only ever shown."""
    try:
        part = id_token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        found = claims.get("email") or claims.get("preferred_username") or claims.get("name")
    except (IndexError, ValueError, AttributeError):
        return ""
    return _text(found)[:200]
