"""The token endpoint: what is asked of it and what its answers mean (RFC 6749, 4.1.3, 5 and 6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol
from urllib.parse import urlencode

from census_desktop.domain.errors import (
    BatchRejected,
    ConfigError,
    CredentialError,
    DestinationError,
    SignInError,
    TransientError,
)
from census_desktop.domain.ports import CancelToken, Clock
from census_desktop.signin.granted import Granted
from census_desktop.signin.registration import Registration

SECONDS = 30.0
KEPT = "Nothing is lost: records that were not sent are sent by the next run."
AGAIN = "Open the connection under Destinations and sign in again."
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Ended(CredentialError):
    """The grant is not good any more (invalid_grant): only the user can give another one. `date` is what the vendor's clock
    said, "" when it did not."""

    def __init__(self, message: str, *, date: str = "") -> None:
        super().__init__(message, kept=KEPT, hint=AGAIN)
        self.date = date


class Endpoint(Protocol):
    """Whatever asks a token endpoint."""

    def __call__(self, form: Mapping[str, str], cancel: CancelToken) -> Granted: ...


def endpoint(url: str, clock: Clock, hidden: Iterable[str]) -> Endpoint:
    """Ask this address. `hidden` are credentials that no text may repeat."""
    hidden = tuple(text for text in hidden if text)

    def ask(form: Mapping[str, str], cancel: CancelToken) -> Granted:
        from census_desktop.destinations._http import HttpClient

        secrets = (*hidden, *(form[name] for name in _SECRET if form.get(name)))
        client = HttpClient(url, clock=clock, secrets=secrets, deadline=SECONDS, credential="the client that asks")
        try:
            reply = client.request("POST", cancel=cancel, body=urlencode(form).encode(), headers=FORM)
            said = _json(reply)
            if code := _fault(said):
                raise _meaning(code, client.shown(_sentence(said)), client.host, reply.headers.get("date", ""))
            client.check(reply)
            if granted := Granted.from_reply(said, clock.now()):
                return granted
            raise SignInError(
                f"{client.host} answered without an access token.",
                kept=KEPT,
                hint="Check the addresses and the kind of client that is registered there.",
            )
        except BatchRejected:
            # No record that waits for this token is to blame.
            raise _meaning(str(reply.status), client.shown(_sentence(said)), client.host, "") from None
        except TransientError as error:
            # The records that wait for this token were certainly not sent.
            raise TransientError(
                error.message, retry_after=error.retry_after, kept=KEPT, hint=error.hint, outcome_known=True
            ) from None
        finally:
            client.close()

    return ask


def renewal(client: Registration, clock: Clock) -> Callable[[str], Granted]:
    """How a refresh token of this client is exchanged (RFC 6749, 6)."""
    ask = endpoint(client.token, clock, (client.secret,))
    return lambda token: ask({"grant_type": "refresh_token", "refresh_token": token, **client.proof()}, CancelToken())


_SECRET = ("client_secret", "code", "code_verifier", "refresh_token", "assertion")


def _json(reply: Any) -> Mapping[str, Any]:
    try:
        said = reply.json()
    except DestinationError:
        said = None
    return said if isinstance(said, dict) else {}


def _fault(said: Mapping[str, Any]) -> str:
    """The error's name, also of answers that are a 200 by their status."""
    error = said.get("error")
    if isinstance(error, dict):
        error = error.get("code") or error.get("type") or "error"
    if error or said.get("ok") is False:
        text = str(error or "refused")
        return text if re.fullmatch(r"[A-Za-z0-9_.-]{1,60}", text) else "an error"
    return ""


def _sentence(said: Mapping[str, Any]) -> str:
    text = said.get("error_description") or said.get("message") or ""
    return text if isinstance(text, str) else ""


def _meaning(code: str, sentence: str, host: str, date: str) -> Exception:
    says = f" It says: {sentence}" if sentence else ""
    if code == "invalid_grant":
        return Ended(f"{host} does not accept this sign-in any more.{says}", date=date)
    if code in ("invalid_client", "unauthorized_client"):
        return CredentialError(
            f"{host} does not accept the client ({code}).{says}",
            kept=KEPT,
            hint="Check the client's id, its secret and its kind under Destinations.",
        )
    if code in ("temporarily_unavailable", "server_error", "slow_down"):
        return TransientError(f"{host} has trouble of its own ({code}).{says}", kept=KEPT, outcome_known=True)
    if code == "invalid_scope":
        return ConfigError(f"{host} does not grant what was asked for ({code}).{says}", kept=KEPT)
    return SignInError(f"{host} refused the sign-in ({code}).{says}", kept=KEPT, hint=AGAIN)
