"""Messages to a web address: Slack takes {"text": …} (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks); any
other receiver gets the data, signed as the webhook destination signs."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from census_desktop.domain.errors import ConfigError, CredentialError
from census_desktop.domain.ports import CancelToken, Clock
from census_desktop.notify.message import Message


@dataclass(frozen=True, slots=True)
class Way:
    """How a message goes: `called` names the channel in errors, `seconds` is how long an answer may take."""

    called: str
    clock: Clock
    cancel: CancelToken
    seconds: float


def post_to_slack(url: str, message: Message, way: Way) -> None:
    """`url` is a credential. Raises as `HttpClient.request` and `check` do, and ConfigError without an address."""
    text = f"*{_plain(message.title)}*\n{_plain(message.text)}"
    _post(url, json.dumps({"text": text}).encode(), {}, url, way)


def post_data(url: str, key: str, message: Message, way: Way) -> None:
    """`key` signs the body: X-Signature = base64 of its HMAC-SHA256."""
    body = json.dumps(message.data, ensure_ascii=False).encode()
    signature = {"X-Signature": base64.b64encode(hmac.digest(key.encode(), body, hashlib.sha256)).decode()} if key else {}
    _post(url, body, signature, key, way)


def _post(url: str, body: bytes, headers: Mapping[str, str], secret: str, way: Way) -> None:
    from census_desktop.destinations._http import HttpClient

    if not url:
        raise ConfigError(f"“{way.called}” has no address.", hint="Enter the webhook's address again.")
    client = HttpClient(url, clock=way.clock, secrets=(secret,), deadline=way.seconds)
    try:
        head = {"Content-Type": "application/json", **headers}
        client.check(client.request("POST", cancel=way.cancel, body=body, headers=head))
    except CredentialError:
        raise CredentialError(
            f"{client.host} refused the address or the key of “{way.called}”.", hint="Enter it again in the channel's settings."
        ) from None
    finally:
        client.close()


def _plain(text: str) -> str:
    """Slack's own control characters, escaped (docs.slack.dev/messaging/formatting-message-text#escaping)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
