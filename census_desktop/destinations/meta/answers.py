"""What Meta's answers mean. It tells by codes of its own, most of them under 400, a throttle among them.

Error codes: https://developers.facebook.com/documentation/ads-commerce/marketing-api/error-reference
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from census_desktop.domain.errors import BatchRejected, CredentialError, DestinationError, TransientError
from census_desktop.domain.ports import Batch

if TYPE_CHECKING:
    from census_desktop.destinations._http import HttpReply
    from census_desktop.destinations._http.api import Api

TERMS = "https://business.facebook.com/ads/manage/customaudiences/tos/?act="
THROTTLED = frozenset({4, 17, 32, 613, *range(80000, 80015)})
PERMISSION = frozenset({3, 10, 294, *range(200, 300)})
PASSING = frozenset({1, 2, 341, 368, 5000})


class AudienceGone(DestinationError):
    """The audience is not there, or not visible to the token."""


def gone(which: str) -> AudienceGone:
    return AudienceGone(
        f"The custom audience {which} is not there any more, or the access token may not see it.",
        kept="Nothing was changed.",
        hint="Choose another audience in the sync, or make a new sync.",
    )


def check(api: Api, reply: HttpReply, account: str, batch: Batch | None) -> None:
    """Return for a success; raise what any other answer means."""
    from census_desktop.destinations._http import KEPT
    from census_desktop.destinations._http.api import texts_in
    from census_desktop.destinations._http.said import error_in, number

    error = error_in(reply)
    if error is None:
        if reply.is_html and reply.status >= 400:
            raise TransientError(f"{api.host} answered with a web page ({reply.status}).", kept=KEPT)
        api.check(reply, texts_in(batch))
        return
    code, sub = number(error.get("code")), number(error.get("error_subcode"))
    said = api.shown(str(error.get("error_user_msg") or error.get("message") or ""), texts_in(batch))
    says = f" It says: {said}" if said else ""
    if code in THROTTLED:
        raise TransientError(
            f"Meta asks to slow down ({code}).", retry_after=_regained(reply.headers), kept=KEPT, outcome_known=True
        )
    if code in (102, 190):
        raise CredentialError(
            f"Meta does not take the access token any more ({code}).{says}",
            kept=KEPT,
            hint="Make a new one (a system user's does not expire) and enter it under Destinations.",
        )
    if code == 2655:
        raise DestinationError(
            "The custom audience terms are not accepted for this ad account.",
            kept=KEPT,
            hint=f"Open {TERMS}{account[4:]} as the token's user, accept them and run the sync again.",
        )
    if code == 803 or sub in (33, 1487366):
        raise gone("to fill")
    if sub == 1713230:
        raise DestinationError(
            f"Meta blocks changes to this audience.{says}",
            kept=KEPT,
            hint="Its name or content hints at health or finance: appeal in Audience Manager, or use another audience.",
        )
    if code == 2650:
        raise DestinationError(
            f"This audience does not take customer lists.{says}", kept=KEPT, hint="Choose another audience in the sync."
        )
    if code in PERMISSION:
        raise CredentialError(
            f"The access token may not do this ({code}).{says}",
            kept=KEPT,
            hint="It needs ads_management, and its user needs this ad account; the custom audience terms may be missing too.",
        )
    if code in PASSING or error.get("is_transient") or reply.status >= 500:
        raise TransientError(f"Meta has trouble of its own ({code}).{says}", kept=KEPT)
    raise BatchRejected(said or f"Meta refused the records ({code}).")


def _regained(headers: Mapping[str, str]) -> float | None:
    """Seconds until calls are taken again, as the usage header estimates."""
    try:
        said = json.loads(headers.get("x-business-use-case-usage", ""))
        minutes = [float(use.get("estimated_time_to_regain_access") or 0) for uses in said.values() for use in uses]
    except (ValueError, AttributeError, TypeError):
        return None
    longest = max(minutes, default=0.0)
    return longest * 60 if longest > 0 else None
