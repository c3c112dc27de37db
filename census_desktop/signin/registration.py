"""A client as it is registered at the vendor: the addresses of a manifest with a connection's settings filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import OAuth


@dataclass(frozen=True, slots=True)
class Registration:
    """`secret` is empty for a public client, which proves itself by its verifier alone. `host` is whom it is registered at,
    for texts."""

    name: str
    authorize: str
    token: str
    client_id: str
    secret: str = field(default="", repr=False)
    scopes: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    redirect: str = "http://127.0.0.1:0/"

    def proof(self) -> dict[str, str]:
        """What of the client goes into the body of a token request (RFC 6749, 2.3.1)."""
        return {"client_id": self.client_id, **({"client_secret": self.secret} if self.secret else {})}


def registration_of(
    oauth: OAuth, name: str, config: Mapping[str, Any], secrets: Mapping[str, str], *, with_secret: bool = False
) -> Registration:
    """`with_secret`: also where a person's sign-in goes without. Raises ConfigError that names the field of the form which is
    missing."""
    needs_secret = oauth.needs_secret or with_secret
    client_id = str(config.get("client_id") or "").strip()
    secret = secrets.get("client_secret", "").strip()
    missing = [
        f"“{which}” is empty"
        for which, has in (("client_id", client_id), ("client_secret", secret or not needs_secret))
        if not has
    ]
    if missing:
        raise ConfigError(
            f"“{name}” cannot sign in yet: {'; '.join(missing)}.",
            hint="Register a client of your own with the vendor, and enter what it gives you.",
        )
    return Registration(
        name,
        filled(oauth.authorize, name, config),
        filled(oauth.token, name, config),
        client_id,
        secret if needs_secret else "",
        oauth.scopes,
        oauth.extra,
        oauth.redirect,
    )


def filled(address: str, name: str, config: Mapping[str, Any]) -> str:
    """The address with settings of the connection in the place of {their names}. What stands for a part of a host can hold
    nothing else, so that no setting leads a credential to another place than the manifest says."""
    from census_desktop.destinations._http import check_url

    def value(found: re.Match[str]) -> str:
        text = str(config.get(found[1]) or "").strip()
        if not text:
            raise ConfigError(f"“{name}” cannot sign in yet: “{found[1]}” is empty.", hint="Fill it in first.")
        if found.start() == 0:
            return text.rstrip("/")
        if not re.fullmatch(r"[A-Za-z0-9.-]+", text):
            raise ConfigError(f"“{name}” cannot sign in: “{found[1]}” can hold letters, digits, dots and hyphens only.")
        return text

    whole = re.sub(r"\{(\w+)\}", value, address)
    check_url(whole)
    return whole
