"""The authorization code flow of a native program: RFC 8252, with PKCE (RFC 7636, S256)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit, urlunsplit

from census_desktop.domain.errors import SignInError
from census_desktop.domain.ports import CancelToken, Clock
from census_desktop.signin.exchange import endpoint
from census_desktop.signin.granted import Granted
from census_desktop.signin.listener import NOTHING_CHANGED, Answer, Listener
from census_desktop.signin.registration import Registration

SECONDS = 300.0
VERIFIER_BYTES = 64
"""86 characters of a verifier, which may have 43 to 128."""


def sign_in(
    client: Registration,
    show: Callable[[str], None],
    cancel: CancelToken,
    *,
    clock: Clock,
    seconds: float = SECONDS,
) -> Granted:
    """Let a person sign in. `show` is given the address for their browser, once, from this thread; it is answered already.

    Raises SignInError (they said no, closed the browser, the answer belonged to another sign-in), Cancelled, or what the
    token endpoint's answer means.
    """
    verifier, state = secrets.token_urlsafe(VERIFIER_BYTES), secrets.token_urlsafe(32)
    until = clock.monotonic() + seconds
    listener = Listener(client.redirect, lambda answer: _wrong_with(answer, state))
    try:
        show(_address(client, listener.redirect, state, verifier))
        answer = listener.wait(until, clock, cancel)
    finally:
        listener.close()
    if wrong := _wrong_with(answer, state):
        raise SignInError(wrong, kept=NOTHING_CHANGED, hint="Sign in again.")
    ask = endpoint(client.token, clock, (client.secret, verifier))
    form = {
        "grant_type": "authorization_code",
        "code": answer["code"],
        "redirect_uri": listener.redirect,
        "code_verifier": verifier,
        **client.proof(),
    }
    return ask(form, cancel)


def challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _address(client: Registration, redirect: str, state: str, verifier: str) -> str:
    asked = {
        **client.extra,
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": redirect,
        "state": state,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
        **({"scope": " ".join(client.scopes)} if client.scopes else {}),
    }
    parts = urlsplit(client.authorize)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, urlencode(asked))))))


def _wrong_with(answer: Answer, state: str) -> str:
    """What keeps the answer from being one to this sign-in, as a sentence; never a word of the answer itself."""
    if not hmac.compare_digest(answer.get("state", "").encode(), state.encode()):
        return "The answer does not belong to this sign-in."
    if (error := answer.get("error")) == "access_denied":
        return "The sign-in was declined in the browser."
    if error:
        known = error if error in _ERRORS else "an error that is not in the standard"
        return f"The vendor refused the sign-in ({known})."
    if not answer.get("code"):
        return "The answer holds no code."
    return ""


_ERRORS = (
    "invalid_request",
    "unauthorized_client",
    "unsupported_response_type",
    "invalid_scope",
    "server_error",
    "temporarily_unavailable",
)
