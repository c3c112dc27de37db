"""Custom audiences of a Meta ad account: hashed identifiers are added, removed, or put in the place of all.

What Meta says of it:
- Customer file custom audiences: https://developers.facebook.com/documentation/ads-commerce/marketing-api/audiences/guides/custom-audiences
- Custom audience users: https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference/custom-audience/users
- Custom audience usersreplace:
  https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference/custom-audience/usersreplace
- Rate limiting: https://developers.facebook.com/documentation/ads-commerce/marketing-api/overview/rate-limiting

It answers with counts and never says who was matched. Members cannot be read, so a removal needs exactly the bytes that were
added: the sync key, which the state holds as it was sent, and beside it what is remembered of a person's other identifiers.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from census_desktop.destinations._connector import matching
from census_desktop.destinations.meta.answers import TERMS, AudienceGone, check, gone
from census_desktop.domain.errors import ConfigError, DestinationError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Audience, Batch, CancelToken, DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations._http.api import Api

BASE = "https://graph.facebook.com/v25.0"
GUIDE = "https://developers.facebook.com/documentation/ads-commerce/marketing-api"
READ = "2026-11-24"
LIMITS = Limits(batch_rows=10_000, concurrency=2, rate=1.0)
SOURCES = ("USER_PROVIDED_ONLY", "PARTNER_PROVIDED_ONLY", "BOTH_USER_AND_PARTNER_PROVIDED")


def _hashed(name: str, label: str, rule: str) -> TargetField:
    return TargetField(name, label, normalise=rule, hash="sha256")


MEMBERS = ObjectSpec(
    name="audience",
    label="Custom audience",
    operations=(Operation.UPSERT, Operation.MIRROR),
    fields=(
        _hashed("EMAIL", "E-mail, hashed", "email"),
        _hashed("PHONE", "Phone, hashed", "phone_digits"),
        TargetField("EXTERN_ID", "Your own ID", normalise="trim", help="The same in all your audiences."),
        TargetField("MADID", "Mobile advertising ID", normalise="lower"),
        _hashed("FN", "First name, hashed", "name"),
        _hashed("LN", "Last name, hashed", "name"),
        _hashed("FI", "First initial, hashed", "initial"),
        _hashed("GEN", "Gender, hashed", "gender"),
        _hashed("DOBY", "Year of birth, hashed", "date_year"),
        _hashed("DOBM", "Month of birth, hashed", "date_month"),
        _hashed("DOBD", "Day of birth, hashed", "date_day"),
        _hashed("CT", "City, hashed", "city"),
        _hashed("ST", "State, hashed", "state"),
        _hashed("ZIP", "Postal code, hashed", "zip"),
        _hashed("COUNTRY", "Country, hashed", "country"),
    ),
    keys=("EMAIL", "PHONE", "EXTERN_ID", "MADID"),
    audience=True,
    removal="are removed from the audience",
    removals=(Removal.REMOVE, Removal.SWAP),
    outcome="accepted",
    least_members=100,
)
COLUMNS = tuple(f.name for f in MEMBERS.fields)

MANIFEST = Manifest(
    type="meta",
    title="Meta Custom Audiences",
    summary="Keeps custom audiences of a Facebook and Instagram ad account equal to segments, hashed on this computer.",
    icon="megaphone",
    tint="blue",
    group="advertising",
    config=(
        ConfigField(
            "account_id", "Ad account ID", "Digits, with or without act_.", required=True, placeholder="act_1234567890"
        ),
        ConfigField("access_token", "Access token", "A system user's token does not expire.", required=True, secret=True),
        ConfigField("app_secret", "App secret", "Only where your app asks for a proof with each call.", secret=True),
        ConfigField(
            "customer_file_source",
            "Where the data comes from",
            "What Meta is told when an audience is made.",
            kind="choice",
            default=SOURCES[0],
            choices=SOURCES,
        ),
        ConfigField(
            "limited_data_use",
            "Limited Data Use for everyone",
            "Marks each added person for it; Meta decides where it applies.",
            kind="boolean",
            default=False,
        ),
        ConfigField("base_url", "Address", "For a gateway or another version of the API.", placeholder=BASE),
    ),
    objects=(MEMBERS,),
    limits=LIMITS,
    payload="texts",
    keywords="facebook instagram ads advertising audience customer file hashed",
    documentation=f"{GUIDE}/audiences/guides/custom-audiences",
    facts={
        "Answers": "Counts only: who was matched is never told",
        "Batches": "10,000 people a request",
        "Smallest audience": "100 matched people before ads use it",
        "Takes effect": "Within 24 hours",
        "Leaving": "Removed by the identifiers that were sent, or everything is replaced",
    },
    credential_help=(
        "1. In Meta Business Settings, add an app and a system user, and give the user the ad account.\n"
        "2. Make a token for it with ads_management (and business_management).\n"
        f"3. Accept the custom audience terms as that user: {TERMS}<ad account id>."
    ),
    cost="Calls count against the ad account's hourly limit; people do not.",
    # An audience's own address ends in its number.
    never=(*(f"DELETE *{digit}" for digit in range(10)), "DELETE */adaccounts*", "POST */customaudiencestos*"),
    unverified=(
        "A person is removed by the sync key, and by it together with each phone, e-mail or ID that was sent beside it; which "
        "of them Meta needs is not documented.",
        "estimated_time_to_regain_access is taken as minutes.",
        "What a replace session shows of the audience before its last batch, and how long an unfinished one blocks others, "
        "is not documented; about 90 minutes are reported.",
        "The field tos_accepted of an ad account is taken to have custom_audience_tos once the terms are accepted.",
        "The app secret's proof is made with a time (appsecret_time), as public connectors do.",
    ),
    documents=(
        Document("Customer file custom audiences", f"{GUIDE}/audiences/guides/custom-audiences", READ),
        Document("Custom audience users", f"{GUIDE}/reference/custom-audience/users", READ),
        Document("Custom audience usersreplace", f"{GUIDE}/reference/custom-audience/usersreplace", READ),
        Document("Custom audience terms of service", f"{GUIDE}/audiences/reference/custom-audience-terms-of-service", READ),
        Document("Rate limiting", f"{GUIDE}/overview/rate-limiting", READ),
    ),
)

FIELDS = "id,name,subtype,approximate_count_lower_bound,operation_status"
OTHER_KIND = "It is not made of a customer list."
FLAGGED, BLOCKED = 471, "Meta has flagged its name or content (471) and takes no changes: appeal in Audience Manager."


class Meta:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations._http.api import Api

        config = context.connection.config
        account = config["account_id"].strip().lower().removeprefix("act_")
        if not (account.isascii() and account.isdigit()):
            raise ConfigError("The ad account ID is not a number.", hint="Write it as in act_1234567890.")
        self.account = f"act_{account}"
        self._source: str = config["customer_file_source"]
        self._limited: bool = config["limited_data_use"]
        self._token, self._secret = (
            context.secrets.get("access_token", "").strip(),
            context.secrets.get("app_secret", "").strip(),
        )
        self._clock = context.clock
        self.ids = context.ids
        self._api: Api = Api(
            config["base_url"] or BASE,
            clock=context.clock,
            headers={"Authorization": f"Bearer {self._token}"},
            secrets=(self._token, self._secret),
            credential=f"the access token of “{context.connection.name}”",
            calls=context.calls,
            never=MANIFEST.never,
        )

    def test(self) -> str:
        from census_desktop.destinations._http.said import at

        found = self.call("GET", self.account, {"fields": "name,tos_accepted"}, cancel=CancelToken())
        name = f"{found.get('name') or self.account} answers"
        if not at(found, "tos_accepted", "custom_audience_tos"):
            return f"{name}. It does not say that the custom audience terms are accepted: {TERMS}{self.account[4:]}"
        return f"{name}; the custom audience terms are accepted."

    def objects(self) -> Sequence[ObjectSpec]:
        return (MEMBERS,)

    def open(self, target: Target, schema: Schema) -> Writer:
        if target.object != MEMBERS.name:
            raise ConfigError(f"Meta has no object “{target.object}” here.", hint=f"It has: {MEMBERS.name}.")
        if target.key_field not in MEMBERS.keys:
            raise ConfigError(
                f"“{target.key_field}” cannot be the key of a custom audience.", hint=f"It can be: {', '.join(MEMBERS.keys)}."
            )
        if unknown := [name for name in schema.names if name not in COLUMNS]:
            raise ConfigError(f"A custom audience has no field {', '.join(unknown)}.", hint=f"It has: {', '.join(COLUMNS)}.")
        columns = tuple(name for name in COLUMNS if name in schema.names)
        id_, fresh = self._audience(target)
        from census_desktop.destinations.meta.writer import MemberWriter, SwapWriter

        swaps = target.operation is Operation.MIRROR and target.removal is Removal.SWAP
        kind = SwapWriter if swaps else MemberWriter
        return kind(self, id_, target.key_field, columns, fresh=fresh, limited=self._limited)

    def _audience(self, target: Target) -> tuple[str, bool]:
        """The id of the audience to fill, and whether it was made just now."""
        from census_desktop.destinations._http.said import needed_text

        if target.audience_id:
            if (known := self.audience(target.object, target.audience_id)) is None:
                raise gone(f"“{target.audience}”")
            _refuse(known)
            return target.audience_id, False
        if not target.audience.strip():
            raise ConfigError("The audience needs a name.", hint="Name it in the sync.")
        named = [a for a in self._all() if a.name == target.audience and a.trouble != OTHER_KIND]
        if len(named) > 1:
            raise DestinationError(
                f"There are {len(named)} custom audiences named “{target.audience}”.",
                kept="Nothing was sent.",
                hint="Rename the others, or choose the one to fill in the sync.",
            )
        if named:
            _refuse(named[0])
            return named[0].id, False
        made = self.call(
            "POST",
            f"{self.account}/customaudiences",
            {"name": target.audience, "subtype": "CUSTOM", "customer_file_source": self._source},
            cancel=CancelToken(),
        )
        return needed_text("Meta", made, "id"), True

    def _all(self) -> list[Audience]:
        from census_desktop.destinations._http.api import pages
        from census_desktop.destinations._http.said import at, needed_objects

        def page(after: str) -> Mapping[str, Any]:
            asked = {"fields": FIELDS, "limit": 200, **({"after": after} if after else {})}
            return self.call("GET", f"{self.account}/customaudiences", asked, cancel=CancelToken())

        found = pages(page, lambda found: at(found, "paging", "next") and at(found, "paging", "cursors", "after"))
        return [_audience_of(item) for one in found for item in needed_objects("Meta", one, "data") if item.get("id")]

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        return matching(self._all(), search)

    def audience(self, object_: str, id_: str) -> Audience | None:
        from census_desktop.destinations._http.api import part

        try:
            return _audience_of(self.call("GET", part(id_), {"fields": FIELDS}, cancel=CancelToken()))
        except AudienceGone:
            return None

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        from census_desktop.destinations._http.api import part

        self.call("POST", part(id_), {"name": name}, cancel=CancelToken())

    def call(
        self, method: str, path: str, payload: Mapping[str, Any], *, cancel: CancelToken, batch: Batch | None = None
    ) -> dict[str, Any]:
        """The JSON of a call that has to succeed; the payload goes into the query of a GET."""
        from census_desktop.destinations._http.said import an_object

        given = {**payload, **self._proof()}
        asks = method == "GET"
        query, body = (given, None) if asks else (None, given)
        reply = self._api.call(method, path, body, cancel=cancel, query=query, batch=batch)
        check(self._api, reply, self.account, batch)
        return an_object(reply.json())

    def _proof(self) -> dict[str, str]:
        if not self._secret:
            return {}
        time = int(self._clock.now().timestamp())
        proof = hmac.new(self._secret.encode(), f"{self._token}|{time}".encode(), hashlib.sha256).hexdigest()
        return {"appsecret_proof": proof, "appsecret_time": str(time)}

    def close(self) -> None:
        self._api.close()


def _audience_of(item: Mapping[str, Any]) -> Audience:
    from census_desktop.destinations._http.said import at, needed_text

    members = item.get("approximate_count_lower_bound")
    trouble = "" if item.get("subtype") == "CUSTOM" else OTHER_KIND
    if not trouble and at(item, "operation_status", "code") == FLAGGED:
        trouble = BLOCKED
    count = members if isinstance(members, int) and members >= 0 else None
    return Audience(needed_text("Meta", item, "id"), str(item.get("name") or ""), count, trouble)


def _refuse(audience: Audience) -> None:
    if audience.trouble:
        raise DestinationError(
            f"The audience “{audience.name}” cannot be filled. {audience.trouble}",
            kept="Nothing was sent.",
            hint="Choose another audience in the sync.",
        )
