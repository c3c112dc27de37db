"""What a reply, or the lack of one, means; and what of it may be shown and stored."""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from census_desktop.domain.errors import BatchRejected, CredentialError, DestinationError, TransientError
from census_desktop.domain.redaction import mask_values, redact

KEPT = "Nothing is lost: records that were not acknowledged are sent again by the next run."
MAX_WAIT = 3600.0
REASON_LENGTH = 300
_READ = 10_000
"""Of what a refusal says, far beyond what is shown: a value that is cut would not be recognised."""


@dataclass(frozen=True, slots=True)
class HttpReply:
    """A reply that was read to its end. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_html(self) -> bool:
        """The body is a page, whatever the content type says: a hotspot's sign-in page, a gateway's error page."""
        start = rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b"
        return re.match(start, self.body[:4096], re.I | re.S) is not None

    def json(self) -> Any:
        """The body as JSON; None when it is empty, or not JSON and did not claim to be."""
        try:
            return json.loads(self.body) if self.body.strip() else None
        except (ValueError, RecursionError):
            if not re.match(r"application/(?:[\w.-]+\+)?json\b", self.headers.get("content-type", ""), re.I):
                return None
            raise DestinationError(
                "The reply says that it is JSON, but it cannot be read.",
                kept=KEPT,
                hint="It may have named rejected records. Check the receiving program.",
            ) from None


def raise_for_status(
    reply: HttpReply, host: str, secrets: Iterable[str], now: datetime, credential: str = "the credential"
) -> None:
    """Return for a 2xx that is a real answer; raise what any other reply means. `credential` names what a 401 refuses."""
    status = reply.status
    reason = "" if status < 400 else reason_of(reply, secrets)
    says = f" It says: {reason}" if reason else ""
    wait = parse_retry_after(reply.headers.get("retry-after", ""), now)
    if 200 <= status < 300:
        if reply.is_html:
            raise TransientError(
                f"{host} answered with a web page instead of an answer to the request.",
                kept=KEPT,
                hint="On a guest network, sign in first. Otherwise the address may be wrong.",
            )
    elif status in (401, 403):
        raise CredentialError(
            f"{host} refused {credential} ({status}).{says}",
            kept=KEPT,
            hint="Enter it again under Destinations, then run the sync once more.",
        )
    elif status == 429:
        raise TransientError(
            f"{host} asks to slow down (429).",
            retry_after=wait,
            kept=KEPT,
            hint="Set a lower rate for this destination if it happens often.",
            outcome_known=True,
        )
    elif status in (408, 425) or (status >= 500 and status not in (501, 505)):
        raise TransientError(
            f"{host} has trouble of its own ({status}).{says}",
            retry_after=wait,
            kept=KEPT,
            hint="It usually passes. If it stays, ask whoever runs the service.",
            outcome_known=status == 425,
        )
    elif status in _ADDRESS_FAULTS or not 400 <= status < 500:
        raise DestinationError(
            f"{host} {_ADDRESS_FAULTS.get(status, 'does not understand the request')} ({status}).",
            kept=KEPT,
            hint="Check the address and the method of this destination.",
        )
    else:
        raise BatchRejected(reason or f"{host} refused the records ({status}).")


_ADDRESS_FAULTS = {
    404: "has nothing at this address",
    405: "does not take this method",
    407: "is behind a proxy that asks for a login",
    410: "has nothing at this address any more",
    415: "does not take JSON",
    501: "does not know this method",
}
"""Refusals that no smaller batch would cure: they fail the run instead of rejecting every record, one request each."""


def no_reply(error: Exception, host: str, connect: float, read: float) -> DestinationError:
    """What it means that no reply came. `host` for the text, the time-outs in seconds."""
    causes = list(_causes(error))

    def caused_by(*kinds: type[BaseException]) -> bool:
        return any(isinstance(c, kinds) for c in causes)

    if caused_by(requests.exceptions.InvalidSchema, requests.exceptions.InvalidProxyURL):
        return DestinationError("The proxy setting of this computer cannot be used.", kept=KEPT, hint="Check HTTPS_PROXY.")
    untrusted = next((c for c in causes if isinstance(c, ssl.SSLCertVerificationError)), None)
    if untrusted is not None:
        why = getattr(untrusted, "verify_message", "") or "it does not check"
        message = f"The certificate of {host} cannot be trusted: {why}."
        hint = "Nothing was sent. On a guest network, sign in first; else ask whoever runs the service."
    elif caused_by(requests.exceptions.ProxyError):
        message = f"The proxy between here and {host} did not connect."
        hint = "Check the proxy settings of this computer (HTTPS_PROXY, NO_PROXY)."
    elif caused_by(NameResolutionError, socket.gaierror):
        message = f"{host} cannot be found."
        hint = "Check the address and the network connection."
    elif caused_by(NewConnectionError):
        message = f"{host} refused the connection."
        hint = "Check the address, and that the service is running."
    elif caused_by(ConnectTimeoutError):
        message = f"{host} did not accept a connection within {connect:g} seconds."
        hint = "Check the address and the network connection."
    elif caused_by(requests.exceptions.Timeout):
        return TransientError(
            f"{host} did not answer within {read:g} seconds.",
            kept=KEPT,
            hint="It may be overloaded; try smaller batches.",
        )
    else:
        return TransientError(f"The connection to {host} broke off.", kept=KEPT, hint="Check the network connection.")
    return TransientError(message, kept=KEPT, hint=hint, outcome_known=True)


def _causes(error: BaseException) -> Iterable[BaseException]:
    """The exception and all it wraps: requests and urllib3 keep theirs in args and in `reason`."""
    seen: list[BaseException] = []
    waiting: list[Any] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and not any(one is s for s in seen):
            seen.append(one)
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return seen


def parse_retry_after(text: str, now: datetime) -> float | None:
    """Seconds to wait of a Retry-After header, in either of its forms, within 0 to 3600; None when it says nothing."""
    text = text.strip()
    if re.fullmatch(r"-?\d{1,18}(\.\d+)?", text):
        seconds = float(text)
    else:
        try:
            date = parsedate_to_datetime(text)
            seconds = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now.timestamp()
        except (TypeError, ValueError, OverflowError):
            return None
    return min(max(seconds, 0.0), MAX_WAIT)


def reason_of(reply: HttpReply, secrets: Iterable[str]) -> str:
    """What a refusal says, as it may be shown; "" when it says nothing or in a page only."""
    if reply.is_html:
        return ""
    try:
        said = _said(json.loads(reply.body))
    except (ValueError, RecursionError):
        is_text = reply.headers.get("content-type", "").startswith("text/plain")
        said = reply.body[:_READ].decode("utf-8", "replace") if is_text else ""
    return shown(said[:_READ], secrets) if said else ""


def _said(data: Any) -> str:
    """The sentence in an error body, whichever of the usual places it stands in."""
    if isinstance(data, str):
        return data
    if isinstance(data, list):
        return _said(data[0]) if data else ""
    if isinstance(data, dict):
        for key in ("error", "message", "detail", "reason", "title", "errors", "error_description"):
            if said := _said(data.get(key)):
                return said
    return ""


def shown(text: str, hidden: Iterable[str]) -> str:
    """One line of at most 300 characters without the `hidden` texts, credentials, e-mail addresses and long numbers.

    Reasons are stored with the run and shown in lists, so nothing of a person's record may stay in them.
    """
    line = " ".join(mask_values(redact(text, hidden)).split())
    return line if len(line) <= REASON_LENGTH else line[: REASON_LENGTH - 1] + "…"
