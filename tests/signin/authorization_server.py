"""A fake authorization server with something to be read behind it, written from RFC 6749, 7009, 7523 and 7636.

It is as strict as the strictest: redirects compared to the letter (but for the port of a loopback address), codes good for
once, a refresh token good for once and its whole family gone when one comes twice, a public client that brings a secret or
an Authorization header refused, unknown form fields refused.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

from tests.destinations.fakes.vendor import Asked, Said, Vendor, bearer, route

FORMS = {
    "authorization_code": {"code", "redirect_uri", "code_verifier"},
    "refresh_token": {"refresh_token"},
    "client_credentials": {"scope"},
    "urn:ietf:params:oauth:grant-type:jwt-bearer": {"assertion"},
}


@dataclass
class Client:
    """A client as its owner registered it. `secret` "" makes it a public one."""

    redirect: str = "http://127.0.0.1/"
    secret: str = ""
    scopes: frozenset[str] = frozenset({"read", "write", "openid"})


@dataclass
class Family:
    """What came of one sign-in: one refresh token at a time."""

    client: str
    scope: str
    refresh: str
    spent: set[str] = field(default_factory=set)
    access: set[str] = field(default_factory=set)


class AuthorizationServer(Vendor):
    """`lives`: the expires_in of its answers, left out if None. `rotates`: whether a refresh brings a new refresh token."""

    def __init__(self) -> None:
        super().__init__()
        self.clients = {"desktop": Client(), "confidential": Client(secret="canary-client-secret")}
        self.lives: Any = 3600
        self.rotates = True
        self.extra: dict[str, Any] = {}
        self.families: list[Family] = []
        self.service_keys: dict[str, Any] = {}
        """By e-mail: the public key of a service account."""
        self._codes: dict[str, dict[str, str]] = {}
        self._machine: set[str] = set()
        self._numbers = itertools.count(1)

    # Signing in -----------------------------------------------------------------------------------------------------

    @route("GET", "/authorize")
    def authorize(self, asked: Asked) -> Said:
        client = self.clients.get(asked.one("client_id"))
        redirect = asked.one("redirect_uri")
        if client is None or not _is_same(client.redirect, redirect):
            return Said(400, "the client or its redirect is not known", {"Content-Type": "text/plain"})
        if asked.one("response_type") != "code" or asked.one("code_challenge_method") != "S256":
            return _back(redirect, error="invalid_request", state=asked.one("state"))
        if not re.fullmatch(r"[A-Za-z0-9_-]{43}", asked.one("code_challenge")):
            return _back(redirect, error="invalid_request", state=asked.one("state"))
        if not set(asked.one("scope").split()) <= client.scopes:
            return _back(redirect, error="invalid_scope", state=asked.one("state"))
        code = f"canary-code-{next(self._numbers)}"
        kept = {name: asked.one(name) for name in ("client_id", "redirect_uri", "code_challenge", "scope")}
        self._codes[code] = kept
        return _back(redirect, code=code, state=asked.one("state"))

    @route("POST", "/token")
    def token(self, asked: Asked) -> Said:
        if asked.headers.get("content-type") != "application/x-www-form-urlencoded":
            return _error("invalid_request", "not a form")
        form = {name: values[0] for name, values in parse_qs(asked.body.decode(), keep_blank_values=True).items()}
        grant = form.pop("grant_type", "")
        if grant not in FORMS:
            return _error("unsupported_grant_type")
        if unknown := form.keys() - FORMS[grant] - {"client_id", "client_secret"}:
            return _error("invalid_request", f"unknown: {', '.join(sorted(unknown))}")
        if grant == "urn:ietf:params:oauth:grant-type:jwt-bearer":
            return self._service(form["assertion"])
        name = form.get("client_id", "")
        if (refused := self._refused(name, form, asked)) is not None:
            return refused
        if grant == "authorization_code":
            return self._first(name, form)
        if grant == "refresh_token":
            return self._next(name, form["refresh_token"])
        return self._alone(name)

    def _refused(self, name: str, form: dict[str, str], asked: Asked) -> Said | None:
        client = self.clients.get(name)
        if client is None or form.get("client_secret", "") != client.secret:
            return _error("invalid_client", status=401)
        if not client.secret and ("client_secret" in form or "authorization" in asked.headers):
            return _error("invalid_client", "a public client proves nothing", status=401)
        return None

    def _first(self, name: str, form: dict[str, str]) -> Said:
        kept = self._codes.pop(form.get("code", ""), None)
        verifier = form.get("code_verifier", "")
        if kept is None or kept["client_id"] != name or kept["redirect_uri"] != form.get("redirect_uri"):
            return _error("invalid_grant", "the code is not known")
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        if not re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", verifier) or digest != kept["code_challenge"]:
            return _error("invalid_grant", "the verifier does not fit")
        family = Family(name, kept["scope"], f"canary-refresh-{next(self._numbers)}")
        self.families.append(family)
        return self._granted(family, with_refresh=True)

    def _next(self, name: str, refresh: str) -> Said:
        family = next((f for f in self.families if refresh in (f.refresh, *f.spent)), None)
        if family is None or family.client != name:
            return _error("invalid_grant", f"{refresh} is not known")  # it quotes what must not be shown
        if refresh in family.spent:
            self.families.remove(family)
            return _error("invalid_grant", "it came twice")
        if self.rotates:
            family.spent.add(refresh)
            family.refresh = f"canary-refresh-{next(self._numbers)}"
        family.access.clear()
        return self._granted(family, with_refresh=self.rotates)

    def _granted(self, family: Family, with_refresh: bool) -> Said:
        access = f"canary-access-{next(self._numbers)}"
        family.access.add(access)
        said = {"access_token": access, "token_type": "Bearer", "scope": family.scope, **self._life(), **self.extra}
        if with_refresh:
            said["refresh_token"] = family.refresh
        if "openid" in family.scope.split():
            claims = base64.urlsafe_b64encode(json.dumps({"email": "ada@example.com"}).encode()).decode().rstrip("=")
            said["id_token"] = f"e30.{claims}.e30"
        return Said(200, said, {"Cache-Control": "no-store"})

    def _alone(self, name: str) -> Said:
        if not self.clients[name].secret:
            return _error("unauthorized_client")
        return Said(200, {"access_token": self._machine_token(), "token_type": "Bearer", **self._life()})

    def _service(self, assertion: str) -> Said:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding

        head, claims, signature = assertion.split(".")
        said = json.loads(_decoded(claims))
        if json.loads(_decoded(head))["alg"] != "RS256" or said["aud"] != f"{self.url}/token":
            return _error("invalid_grant", "wrong algorithm or audience")
        try:
            self.service_keys[said["iss"]].verify(
                _decoded(signature), f"{head}.{claims}".encode(), padding.PKCS1v15(), hashes.SHA256()
            )
        except (KeyError, InvalidSignature):
            return _error("invalid_grant", "Invalid JWT Signature.")
        now = time.time()
        if not said["iat"] - 60 <= now <= said["exp"] <= said["iat"] + 3600:
            return Said(400, {"error": "invalid_grant", "error_description": "Invalid JWT: check your iat and exp values"})
        return Said(200, {"access_token": self._machine_token(), "token_type": "Bearer", **self._life()})

    def _machine_token(self) -> str:
        token = f"canary-access-{next(self._numbers)}"
        self._machine = {token}
        return token

    def _life(self) -> dict[str, Any]:
        return {} if self.lives is None else {"expires_in": self.lives}

    @route("POST", "/revoke")
    def revoke(self, asked: Asked) -> Said:
        token = parse_qs(asked.body.decode())["token"][0]
        self.families = [f for f in self.families if token != f.refresh and token not in f.access]
        return Said(200)

    # What is behind it ----------------------------------------------------------------------------------------------

    @route("GET", "/me")
    def me(self, asked: Asked) -> Said:
        if bearer(asked) not in self._machine.union(*(f.access for f in self.families)):
            return Said(401, {"message": "the token is not good"})
        return Said(200, {"name": "Ada"})

    @route("POST", "/records")
    def records(self, asked: Asked) -> Said:
        return self.me(asked)

    # For tests ------------------------------------------------------------------------------------------------------

    def expire(self) -> None:
        """No access token is good any more, whatever anybody was told."""
        self._machine.clear()
        for family in self.families:
            family.access.clear()

    def forms(self, grant: str) -> list[dict[str, str]]:
        """Token requests with this grant, oldest first."""
        found = ({n: v[0] for n, v in parse_qs(call.body.decode()).items()} for call in self.called("POST /token"))
        return [form for form in found if form.get("grant_type") == grant]


def _is_same(registered: str, asked: str) -> bool:
    one, other = urlsplit(registered), urlsplit(asked)
    port = other.port if one.port is None else one.port
    return (one.scheme, one.hostname, port, one.path) == (other.scheme, other.hostname, other.port, other.path)


def _back(redirect: str, **answer: str) -> Said:
    return Said(302, None, {"Location": f"{redirect}?{urlencode(answer)}"})


def _error(code: str, text: str = "", status: int = 400) -> Said:
    return Said(status, {"error": code, "error_description": text or code})


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@dataclass
class Page:
    status: int
    text: str
    headers: dict[str, str]


class Browser:
    """A person's browser: goes to the address and where it is sent on, in a thread of its own. `instead` may change what it is
    sent on to."""

    def __init__(self, instead: Callable[[str], str] | None = None) -> None:
        self.pages: list[Page] = []
        self.address = ""
        self._instead = instead
        self._threads: list[threading.Thread] = []

    def __call__(self, address: str) -> None:
        self.address = address
        self._threads.append(threading.Thread(target=self._go, args=(address,)))
        self._threads[-1].start()

    def close(self) -> None:
        for thread in self._threads:
            thread.join(5)

    def _go(self, address: str) -> None:
        if self._instead is not None:
            address = self._instead(address)
        self.pages.append(look_at(address))


def look_at(address: str, **headers: str) -> Page:
    from urllib.request import Request

    try:
        with urlopen(Request(address, headers=headers), timeout=5) as page:
            return Page(page.status, page.read().decode(), {k.lower(): v for k, v in page.headers.items()})
    except HTTPError as error:
        with error:
            return Page(error.code, error.read().decode(), {k.lower(): v for k, v in error.headers.items()})


def parameters(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
