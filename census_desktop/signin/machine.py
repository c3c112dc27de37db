"""Tokens that a program gets for itself: with a Google service account's key, or with a client's own credentials.

They are asked for anew by each process and kept nowhere: what brings them is the credential.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from census_desktop.domain.errors import ConfigError, CredentialError
from census_desktop.domain.ports import CancelToken, Clock
from census_desktop.signin.exchange import KEPT, Ended, endpoint
from census_desktop.signin.granted import Granted
from census_desktop.signin.registration import Registration

BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFE = 3600
CHECK_KEY = "Create a new key for the service account and enter the whole file again."


class MachineTokens:
    """domain.ports.Tokens that `ask` brings; one question, however many threads wait for it."""

    def __init__(self, ask: Callable[[], Granted], clock: Clock) -> None:
        self._ask = ask
        self._clock = clock
        self._turn = threading.Lock()
        self._known = Granted()

    def access(self, refused: str = "") -> str:
        with self._turn:
            known = self._known
            if known.access_token == refused or not known.is_fresh(self._clock.now()):
                self._known = self._ask()
            return self._known.access_token


def client_tokens(client: Registration, clock: Clock) -> MachineTokens:
    """Client credentials (RFC 6749, 4.4)."""
    ask = endpoint(client.token, clock, (client.secret,))
    form = {"grant_type": "client_credentials", **client.proof()}
    if client.scopes:
        form["scope"] = " ".join(client.scopes)
    return MachineTokens(lambda: ask(form, CancelToken()), clock)


def service_tokens(key_file: str, scopes: tuple[str, ...], subject: str, clock: Clock) -> MachineTokens:
    """A Google service account (developers.google.com/identity/protocols/oauth2/service-account): an assertion signed with
    its key is exchanged for a token (RFC 7523). `key_file` is the text of the JSON file; `subject` is whom it acts for, where
    a whole domain was delegated to it."""
    account = _account_of(key_file)
    sign = _signer(account["private_key"])
    ask = endpoint(account["token_uri"], clock, (account["private_key"],))

    def form(now: datetime) -> dict[str, str]:
        issued = int(now.timestamp())
        claims = {
            "iss": account["client_email"],
            "scope": " ".join(scopes),
            "aud": account["token_uri"],
            "iat": issued,
            "exp": issued + LIFE,
            **({"sub": subject} if subject else {}),
        }
        head = {"alg": "RS256", "typ": "JWT", **({"kid": kid} if (kid := account.get("private_key_id")) else {})}
        return {"grant_type": BEARER, "assertion": _signed(head, claims, sign)}

    def granted() -> Granted:
        try:
            return ask(form(clock.now()), CancelToken())
        except Ended as error:
            # This computer's clock may be wrong; the vendor's own is in its answer.
            there = _date(error.date)
            if there is not None and abs((there - clock.now()).total_seconds()) > 30:
                try:
                    return ask(form(there), CancelToken())
                except Ended as second:
                    error = second
            raise CredentialError(error.message, kept=KEPT, hint=CHECK_KEY) from None

    return MachineTokens(granted, clock)


def _account_of(text: str) -> dict[str, str]:
    from census_desktop.destinations._http import check_url

    try:
        found = json.loads(text)
    except ValueError:
        found = None  # the error quotes the text
    needed = ("client_email", "private_key")
    if not isinstance(found, dict) or not all(isinstance(found.get(name), str) and found[name] for name in needed):
        raise ConfigError("The service account's key is not the JSON file that Google gives out.", hint=CHECK_KEY)
    account = {name: str(value) for name, value in found.items()}
    account.setdefault("token_uri", "https://oauth2.googleapis.com/token")
    check_url(account["token_uri"])
    return account


def _signer(pem: str) -> Callable[[bytes], bytes]:
    try:
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import padding, rsa
    except ImportError:
        raise ConfigError(
            "Service accounts need the package “cryptography”, which is not installed.",
            hint='Install it: pip install "census-desktop[google]".',
        ) from None
    try:
        key: Any = serialization.load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ConfigError("The service account's private key cannot be read.", hint=CHECK_KEY)
    return lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def _signed(head: Mapping[str, Any], claims: Mapping[str, Any], sign: Callable[[bytes], bytes]) -> str:
    said = b".".join(_part(json.dumps(piece, separators=(",", ":")).encode()) for piece in (head, claims))
    return (said + b"." + _part(sign(said))).decode()


def _part(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
