"""What Google's APIs have in common: how a connection signs in, and what their errors mean.

- OAuth 2.0 for desktop apps: https://developers.google.com/identity/protocols/oauth2/native-app
- Service accounts: https://developers.google.com/identity/protocols/oauth2/service-account
- Errors: https://google.aip.dev/193
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import BatchRejected, CredentialError, DestinationError, TransientError
from census_desktop.domain.manifest import ConfigField, OAuth

if TYPE_CHECKING:
    from census_desktop.destinations._http import HttpReply
    from census_desktop.destinations._http.api import Api
    from census_desktop.domain.ports import DestinationContext

CREDENTIALS = (
    ConfigField("client_id", "Client ID", "Of an OAuth client of the kind “Desktop app” in your own Google Cloud project."),
    ConfigField("client_secret", "Client secret", "Google gives one to desktop apps too.", secret=True),
    ConfigField(
        "service_account", "Service account key", "The whole JSON file, instead of signing in.", kind="lines", secret=True
    ),
    ConfigField("subject", "Acts for", "Only where a domain was delegated to the service account: a person's e-mail address."),
    ConfigField("access_token", "Access token", "Ends within the hour; for a trial, or a gateway with its own.", secret=True),
    ConfigField("quota_project", "Quota project", "The Cloud project whose quota counts, if it is not the client's own."),
)

TESTING = "While a client's consent screen is in testing, a sign-in is said to end after 7 days; publish it for longer ones."


def sign_in(scope: str) -> OAuth:
    return OAuth(
        authorize="https://accounts.google.com/o/oauth2/v2/auth",
        token="https://oauth2.googleapis.com/token",  # noqa: S106 -- an address
        scopes=(scope,),
        extra={"access_type": "offline", "prompt": "consent"},
        needs_secret=True,
        documentation="https://developers.google.com/identity/protocols/oauth2/native-app",
        grants=("browser", "service_account"),
    )


def api_of(context: DestinationContext, base: str, never: Sequence[str], *, seconds: float, people: str = "") -> Api:
    """The API as this connection calls it: by the tokens of its sign-in, else by a pasted one. `people` as in HttpClient."""
    from census_desktop.destinations._http.api import Api

    config, name = context.connection.config, context.connection.name
    pasted = context.secrets.get("access_token", "").strip()
    headers = {"x-goog-user-project": config["quota_project"].strip()} if config["quota_project"] else {}
    if context.tokens is None:
        if not pasted:
            raise CredentialError(
                f"“{name}” is not signed in at Google.",
                kept="Nothing was sent.",
                hint="Sign in under Destinations, or enter the key of a service account.",
            )
        headers["Authorization"] = f"Bearer {pasted}"
    return Api(
        config["base_url"] or base,
        clock=context.clock,
        headers=headers,
        secrets=(pasted, *(context.secrets.get(f.name, "") for f in CREDENTIALS if f.secret)),
        deadline=seconds,
        read_timeout=seconds,
        credential=f"the sign-in of “{name}”",
        calls=context.calls,
        never=never,
        tokens=context.tokens,
        people=people,
    )


def check(api: Api, reply: HttpReply, hidden: Iterable[str] = (), *, denied: str = "", missing: str = "") -> None:
    """Return for a success; raise what any other answer means. `denied` and `missing` say what to do about a 403 and a 404."""
    from census_desktop.destinations._http import KEPT

    error = error_of(reply)
    if error is None:
        api.check(reply, hidden)
        return
    reasons, told = reasons_of(error), list(hidden)
    said = api.shown(str(error.get("message") or ""), told)
    if reply.status == 429 or "RATE_LIMIT_EXCEEDED" in reasons:
        raise TransientError(
            "Google asks to slow down: a quota of the Cloud project is used up.",
            retry_after=_delay(error, reply),
            kept=KEPT,
            hint="Quotas are refilled each minute. Others who use the same Cloud project use the same quota.",
            outcome_known=True,
        )
    if reply.status == 403 and reasons & {"SERVICE_DISABLED", "accessNotConfigured"}:
        raise DestinationError(
            "The API is not switched on in the Cloud project.", kept=KEPT, hint=f"Switch it on, wait a few minutes. {said}"
        )
    if reply.status == 403 and denied and "ACCESS_TOKEN_SCOPE_INSUFFICIENT" not in reasons:
        raise DestinationError(f"Google does not allow it. It says: {said}", kept=KEPT, hint=denied)
    if reply.status == 404 and missing:
        raise DestinationError(f"Google does not find it. It says: {said}", kept=KEPT, hint=missing)
    if reply.status == 400:
        raise BatchRejected(": ".join(part for part in (said, ", ".join(sorted(reasons))) if part) or "Google refused it.")
    if reply.status == 409:
        raise TransientError(f"Google was asked for two things at once. It says: {said}", kept=KEPT)
    api.check(reply, told)


def error_of(reply: HttpReply) -> Mapping[str, Any] | None:
    from census_desktop.destinations._http.said import error_in

    return error_in(reply) if reply.status >= 400 else None


def reasons_of(error: Mapping[str, Any]) -> set[str]:
    """The reasons of an error's details, all upper case as Google writes them, and those of single fields."""
    found: set[str] = set()
    for detail in error.get("details") or ():
        if isinstance(detail, dict):
            found.add(str(detail.get("reason") or ""))
            found.update(str(v.get("reason") or "") for v in detail.get("fieldViolations") or () if isinstance(v, dict))
    return found - {""}


def _delay(error: Mapping[str, Any], reply: HttpReply) -> float | None:
    """Seconds until the next try, of the error's RetryInfo, else of Retry-After."""
    for detail in error.get("details") or ():
        text = str(detail.get("retryDelay") or "") if isinstance(detail, dict) else ""
        if text.endswith("s") and text[:-1].replace(".", "", 1).isdigit():
            return float(text[:-1])
    after = reply.headers.get("retry-after", "").strip()
    return float(after) if after.isdigit() else None
