"""Customer lists of Google Ads and Display & Video 360, by the Data Manager API.

What Google says of it:
- Data Manager API: https://developers.google.com/data-manager/api/reference/rest
- Formatting user data: https://developers.google.com/data-manager/api/devguides/concepts/formatting
- Limits and quotas: https://developers.google.com/data-manager/api/devguides/limits
- Understand API errors: https://developers.google.com/data-manager/api/devguides/concepts/understand-errors

Adding and removing are requests that Google works through and is then asked about; it answers with counts. A person's other
identifiers are remembered beside the sync key, so that whoever leaves is removed by all that was ever sent of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from census_desktop.destinations._connector import matching
from census_desktop.destinations._google import CREDENTIALS, TESTING, sign_in
from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Audience, Batch, CancelToken, DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations._http import HttpReply

BASE = "https://datamanager.googleapis.com"
SCOPE = "https://www.googleapis.com/auth/datamanager"
DOCS = "https://developers.google.com/data-manager/api"
TERMS = "https://support.google.com/adspolicy/answer/6299717"
READ = "2026-11-24"
LIMITS = Limits(batch_rows=10_000, concurrency=2, rate=2.0)
LONGEST_DAYS = 540
STATED = {"not stated": "", "granted": "CONSENT_GRANTED", "denied": "CONSENT_DENIED"}
TELLS = "tells Google, for each person, whether they consented: a value of CONSENT_GRANTED is your word for it"

_CONSENT = tuple(
    TargetField(name, label, choices=("CONSENT_GRANTED", "CONSENT_DENIED"), consent=TELLS)
    for name, label in (("ad_user_data", "Consent: ad user data"), ("ad_personalization", "Consent: ad personalization"))
)


def _list(name: str, label: str, keys: tuple[str, ...], *fields: TargetField) -> ObjectSpec:
    return ObjectSpec(
        name=name,
        label=label,
        operations=(Operation.UPSERT, Operation.MIRROR),
        fields=(*fields, *_CONSENT),
        keys=keys,
        audience=True,
        audience_word="customer list",
        removal="are removed from the list",
        removals=(Removal.REMOVE, Removal.SWAP),
        outcome="accepted",
        least_members=100,
        expires_days=LONGEST_DAYS,
    )


OBJECTS = (
    _list(
        "customer_list",
        "Customer list: e-mail, phone, address",
        ("email", "phone"),
        TargetField("email", "E-mail, hashed", normalise="email_gmail_plus", hash="sha256"),
        TargetField(
            "email_with_plus",
            "E-mail with +…, hashed",
            normalise="email_gmail",
            hash="sha256",
            help="The same column again: Google's own pages and its helper differ about +… of Gmail, so both forms are sent.",
        ),
        TargetField("phone", "Phone, hashed", normalise="phone_e164", hash="sha256"),
        TargetField("given_name", "First name, hashed", normalise="name_joined", hash="sha256", help="For an address."),
        TargetField("family_name", "Last name, hashed", normalise="name_joined", hash="sha256", help="For an address."),
        TargetField(
            "region_code", "Country", normalise="country_upper", help="For an address. Not hashed, as Google wants it."
        ),
        TargetField("postal_code", "Postal code", normalise="trim", help="For an address. Not hashed, as Google wants it."),
    ),
    _list("mobile_list", "Customer list: mobile IDs", ("mobile_id",), TargetField("mobile_id", "Mobile ID", normalise="trim")),
    _list("user_id_list", "Customer list: your own IDs", ("user_id",), TargetField("user_id", "User ID", normalise="trim")),
)
KEY_TYPES = {"customer_list": "CONTACT_ID", "mobile_list": "MOBILE_ID", "user_id_list": "USER_ID"}

MANIFEST = Manifest(
    type="google_data_manager",
    title="Google Customer Match",
    summary="Keeps customer lists of Google Ads equal to segments, hashed on this computer (Data Manager API).",
    icon="megaphone",
    tint="amber",
    group="advertising",
    config=(
        ConfigField("account_id", "Account ID", "Whose lists are filled.", required=True, placeholder="123-456-7890"),
        ConfigField(
            "account_type",
            "Kind of account",
            kind="choice",
            default="GOOGLE_ADS",
            choices=("GOOGLE_ADS", "DISPLAY_VIDEO_ADVERTISER", "DISPLAY_VIDEO_PARTNER"),
        ),
        ConfigField("login_account_id", "Manager account ID", "If access comes through a manager account."),
        ConfigField(
            "terms_accepted", "The Customer Match policies are accepted", f"Read them: {TERMS}", kind="boolean", default=False
        ),
        ConfigField(
            "ad_user_data",
            "Consent to ad user data",
            "For everybody that no column says it of. Google refuses people of the EEA of whom nothing is known.",
            kind="choice",
            default="not stated",
            choices=tuple(STATED),
        ),
        ConfigField(
            "ad_personalization",
            "Consent to ad personalization",
            "As above.",
            kind="choice",
            default="not stated",
            choices=tuple(STATED),
        ),
        ConfigField(
            "membership_days",
            "Days a member stays",
            "In lists that are made here; who is not sent again by then drops out.",
            kind="number",
            default=LONGEST_DAYS,
            least=1,
            most=LONGEST_DAYS,
            whole=True,
        ),
        ConfigField("app_id", "App ID", "For lists of mobile IDs: the app that they come from."),
        ConfigField("key_space", "Mobile IDs of", kind="choice", default="ANDROID", choices=("ANDROID", "IOS")),
        *CREDENTIALS,
        ConfigField("base_url", "Address", "For a gateway.", placeholder=BASE),
    ),
    objects=OBJECTS,
    limits=LIMITS,
    payload="texts",
    keywords="google ads customer match audience display video 360 dv360 remarketing hashed",
    documentation=f"{DOCS}/devguides/quickstart/set-up-access",
    facts={
        "Answers": "Counts only: who was matched is never told",
        "Batches": "10,000 people a request, 10 identifiers each",
        "Smallest list": "100 members before ads use it",
        "Leaving": "Removed by all that was sent of them (who shares a phone with them may go too), or all who were not sent "
        "again are removed at the end",
        "Ageing": "Members drop out after the list's days unless they are sent again",
    },
    sign_in=sign_in(SCOPE),
    credential_help=(
        "1. In a Google Cloud project of yours, switch on the Data Manager API.\n"
        "2. Make an OAuth client of the kind “Desktop app” and enter its ID and secret, then sign in as somebody who may\n"
        "   change the account; or make a service account, enter its JSON key, and add its e-mail address to the account."
    ),
    cost="300 requests a minute and 100,000 a day for each Cloud project.",
    never=("DELETE *", "POST *events:ingest*", "POST *adEvents:ingest*", "POST */users:*"),
    unverified=(
        TESTING,
        "540 days are taken as the longest that a member may stay.",
        "How long a request can be asked about is not documented; one that is not known any more is sent again.",
        "Which records a request refused (recordIndices) is not described yet, so refused ones are counted and not named.",
        "Whether one identifier is enough to remove a person is not documented; all that were sent are.",
    ),
    documents=(
        Document("Data Manager API: REST reference", f"{DOCS}/reference/rest", READ),
        Document("Format user data", f"{DOCS}/devguides/concepts/formatting", READ),
        Document("Limits and quotas", f"{DOCS}/devguides/limits", READ),
        Document("Understand API errors", f"{DOCS}/devguides/concepts/understand-errors", READ),
        Document(
            "Changes to Customer Match support in the Google Ads API",
            "https://developers.google.com/ads/blog/posts/2026/03/changes-to-customer-match-support-in",
            READ,
        ),
    ),
)

ACCOUNT_FAULTS = frozenset(
    {
        "TERMS_AND_CONDITIONS_NOT_SIGNED",
        "ADVERTISER_TOS_NOT_ACCEPTED",
        "NOT_ALLOWLISTED",
        "ADVERTISER_NOT_ALLOWLISTED_FOR_UPLOADED_DATA",
        "EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED",
        "INVALID_DESTINATION",
        "INVALID_USER_LIST_ID",
        "INVALID_USER_LIST_TYPE",
        "OPERATING_ACCOUNT_LOGIN_ACCOUNT_MISMATCH",
        "MISMATCHED_ACCOUNT_TYPE",
        "DESTINATION_ACCOUNT_TYPE_MISMATCH",
        "REQUIRED_PREREQUISITE_LINK_MISSING",
        "INVALID_REMOVE_AS_OF_TIME",
        "DISPLAY_NAME_ALREADY_USED",
        "USER_LIST_NAME_RESERVED",
        "INVALID_DISPLAY_NAME",
        "MEMBERSHIP_DURATION_TOO_LONG",
        "USER_LIST_TYPE_NOT_SUPPORTED_FOR_ACCOUNT",
    }
)
"""Refusals that no smaller batch would cure."""


class GoogleDataManager:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations._google import api_of

        config = context.connection.config
        self._config = config
        self._account = _account(config["account_id"], "account ID")
        self._login = _account(config["login_account_id"], "manager account ID") if config["login_account_id"] else ""
        self.ids = context.ids
        self.consent = {
            name: stated
            for name, key in (("adUserData", "ad_user_data"), ("adPersonalization", "ad_personalization"))
            if (stated := STATED[config[key]])
        }
        self._api = api_of(context, BASE, MANIFEST.never, seconds=120.0)

    @staticmethod
    def objects_of(config: Mapping[str, Any]) -> Sequence[ObjectSpec]:
        return tuple(replace(spec, expires_days=int(config["membership_days"])) for spec in OBJECTS)

    def objects(self) -> Sequence[ObjectSpec]:
        return self.objects_of(self._config)

    def test(self) -> str:
        lists = list(self._lists())
        return f"{self._config['account_type']} {self._account} answers: {len(lists)} customer lists."

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.google_data_manager.writer import ListWriter, SwapWriter

        spec = next((s for s in OBJECTS if s.name == target.object), None)
        if spec is None or target.key_field not in spec.keys:
            raise ConfigError(
                f"“{target.key_field}” of “{target.object}” cannot be the sync key at Google.",
                hint="; ".join(f"{s.name}: {', '.join(s.keys)}" for s in OBJECTS),
            )
        names = [f.name for f in spec.fields]
        if unknown := [name for name in schema.names if name not in names]:
            raise ConfigError(f"A {spec.audience_word} has no field {', '.join(unknown)}.", hint=f"It has: {', '.join(names)}.")
        if target.object != "user_id_list" and not self._config["terms_accepted"]:
            raise ConfigError(
                "The Customer Match policies are not accepted.", hint=f"Read {TERMS}, then say so in the connection."
            )
        id_, reply = self._list_for(target)
        if target.operation is Operation.MIRROR and target.removal is Removal.SWAP:
            return SwapWriter(self, target, id_, _date(reply))
        return ListWriter(self, target, id_)

    # Lists ----------------------------------------------------------------------------------------------------------

    def _list_for(self, target: Target) -> tuple[str, HttpReply]:
        """The id of the list to fill, and an answer of Google's whose time is before anything is sent."""
        from census_desktop.destinations._http.api import part
        from census_desktop.destinations._http.said import an_object

        if not target.audience_id:
            if not target.audience.strip():
                raise ConfigError("The customer list needs a name.", hint="Name it in the sync.")
            same = [a for a in (self._audience(item, target.object) for item in self._lists()) if a.name == target.audience]
            known = next((a for a in same if not a.trouble), None)
            if same and known is None:
                raise DestinationError(
                    f"There is a list “{target.audience}” that cannot be filled: {same[0].trouble}",
                    kept="Nothing was sent.",
                    hint="Choose another name; Google wants each name once.",
                )
            target = replace(target, audience_id=known.id if known else self._make(target))
        reply = self.call("GET", f"{self._path}/{part(target.audience_id)}", check=False)
        if reply.status == 404:
            raise DestinationError(
                f"The customer list “{target.audience}” is not there any more.",
                kept="Nothing was sent.",
                hint="Choose another list in the sync, or make a new sync.",
            )
        self.check(reply)
        if trouble := self._audience(an_object(reply.json()), target.object).trouble:
            raise DestinationError(f"“{target.audience}” cannot be filled: {trouble}", kept="Nothing was sent.")
        return target.audience_id, reply

    def _make(self, target: Target) -> str:
        from census_desktop.destinations._http.said import needed_text

        kind = KEY_TYPES[target.object]
        info: dict[str, Any] = {"dataSourceType": "DATA_SOURCE_TYPE_FIRST_PARTY"}
        if kind == "MOBILE_ID":
            if not self._config["app_id"]:
                raise ConfigError("A list of mobile IDs needs the app's ID.", hint="Enter it in the connection.")
            info |= {"keySpace": self._config["key_space"], "appId": self._config["app_id"].strip()}
        member = {"CONTACT_ID": "contactIdInfo", "MOBILE_ID": "mobileIdInfo", "USER_ID": "userIdInfo"}[kind]
        body = {
            "displayName": target.audience,
            "membershipStatus": "OPEN",
            "membershipDuration": f"{int(self._config['membership_days']) * 86_400}s",
            "ingestedUserListInfo": {"uploadKeyTypes": [kind], member: info},
        }
        return needed_text("Google", self.call("POST", self._path, body).json(), "id")

    def _lists(self) -> list[Mapping[str, Any]]:
        from census_desktop.destinations._http.api import pages
        from census_desktop.destinations._http.said import at, objects

        def page(after: str) -> Any:
            return self.call("GET", self._path, query={"pageSize": 1000, **({"pageToken": after} if after else {})}).json()

        found = pages(page, lambda found: at(found, "nextPageToken"))
        return [item for one in found for item in objects(at(one, "userLists"))]

    @staticmethod
    def _audience(item: Mapping[str, Any], object_: str) -> Audience:
        from census_desktop.destinations._http.said import at, number

        told = at(item, "sizeInfo")
        sizes = [size for n in (told.values() if isinstance(told, Mapping) else ()) if (size := number(n)) is not None]
        kinds = at(item, "ingestedUserListInfo", "uploadKeyTypes")
        trouble = ""
        if item.get("readOnly"):
            trouble = "It may only be read."
        elif item.get("membershipStatus") == "CLOSED":
            trouble = "It is closed."
        elif kinds != [KEY_TYPES[object_]]:
            trouble = "It takes another kind of identifiers."
        return Audience(str(item.get("id")), str(item.get("displayName") or ""), max(sizes, default=None), trouble)

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        return matching((self._audience(item, object_) for item in self._lists()), search)

    def audience(self, object_: str, id_: str) -> Audience | None:
        from census_desktop.destinations._http.api import part
        from census_desktop.destinations._http.said import an_object

        reply = self.call("GET", f"{self._path}/{part(id_)}", check=False)
        if reply.status == 404:
            return None
        self.check(reply)
        return self._audience(an_object(reply.json()), object_)

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        from census_desktop.destinations._http.api import part

        self.call("PATCH", f"{self._path}/{part(id_)}", {"displayName": name}, query={"updateMask": "displayName"})

    # Calls ----------------------------------------------------------------------------------------------------------

    @property
    def _path(self) -> str:
        return f"v1/accountTypes/{self._config['account_type']}/accounts/{self._account}/userLists"

    def destination(self, list_id: str) -> dict[str, Any]:
        """As each request names where it goes."""
        kind = self._config["account_type"]
        login = {"loginAccount": {"accountType": kind, "accountId": self._login}} if self._login else {}
        return {"operatingAccount": {"accountType": kind, "accountId": self._account}, **login, "productDestinationId": list_id}

    def call(
        self,
        method: str,
        path: str,
        payload: Any = None,
        *,
        query: Mapping[str, Any] | None = None,
        cancel: CancelToken | None = None,
        batch: Batch | None = None,
        check: bool = True,
    ) -> HttpReply:
        kind = self._config["account_type"]
        headers = {"login-account": f"accountTypes/{kind}/accounts/{self._login}"} if self._login else {}
        if "userLists" not in path:
            headers = {}  # such requests name their accounts in the body
        reply = self._api.call(method, path, payload, cancel=cancel or CancelToken(), query=query, headers=headers, batch=batch)
        if check:
            self.check(reply, batch)
        return reply

    def check(self, reply: HttpReply, batch: Batch | None = None) -> None:
        from census_desktop.destinations._google import check, error_of, reasons_of
        from census_desktop.destinations._http.api import texts_in

        error = error_of(reply)
        faults = reasons_of(error) & ACCOUNT_FAULTS if error else set()
        try:
            check(
                self._api, reply, texts_in(batch), denied="The account that signed in needs access to this account at Google."
            )
        except BatchRejected as refusal:
            if faults or batch is None:
                raise DestinationError(
                    f"Google refuses it. It says: {refusal.message}",
                    kept="Nothing of it was done.",
                    hint=f"See to it in the account at Google: {DOCS}/devguides/quickstart/set-up-access",
                ) from None
            raise

    def close(self) -> None:
        self._api.close()


def _account(text: str, what: str) -> str:
    digits = text.replace("-", "").strip()
    if not (digits.isascii() and digits.isdigit()):
        raise ConfigError(f"The {what} is not a number.", hint="Write it as in 123-456-7890.")
    return digits


def _date(reply: HttpReply) -> datetime:
    """Google's own time: this computer's clock may be wrong, and a wrong one would empty the list."""
    try:
        date = parsedate_to_datetime(reply.headers.get("date", ""))
    except (TypeError, ValueError):
        raise DestinationError("Google's answer does not say what time it is.", kept="Nothing was sent.") from None
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
