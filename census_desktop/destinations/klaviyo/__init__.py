"""Klaviyo: profiles, and lists that a segment fills.

From Klaviyo's own pages: "Bulk Import Profiles" (https://developers.klaviyo.com/en/reference/bulk_import_profiles), "Bulk
Profile Import API" (https://developers.klaviyo.com/en/docs/use_klaviyos_bulk_profile_import_api), "Create or Update Profile"
(https://developers.klaviyo.com/en/reference/create_or_update_profile), "Add Profiles to List" and "Remove Profiles from List"
(https://developers.klaviyo.com/en/reference/add_profiles_to_list), "Rate limits, status codes, and errors"
(https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling), and its OpenAPI description of revision 2026-07-15.

Nothing here changes whether a person may be written to: the calls that subscribe, unsubscribe and suppress are refused before
the socket, and so are those that delete or merge people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from census_desktop.destinations._connector import MOST_AUDIENCES, checked
from census_desktop.domain.errors import ConfigError, DestinationError, TransientError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Audience, CancelToken, DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations.klaviyo.writer import KlaviyoApi

BASE = "https://a.klaviyo.com"
REVISION = "2026-07-15"
READ = "2026-11-24"

FIELDS = (
    TargetField("email", "E-mail", "text", normalise="email"),
    TargetField("phone_number", "Phone number", "text", normalise="phone_e164", help="With the country code: +49…"),
    TargetField("external_id", "External ID", "text", most=255, help="The person's ID in your own systems."),
    TargetField("first_name", "First name", "text"),
    TargetField("last_name", "Last name", "text"),
    TargetField("organization", "Organization", "text"),
    TargetField("title", "Title", "text"),
    TargetField("locale", "Locale", "text", help="Language and country, as in en-US."),
    TargetField("image", "Picture's address", "text"),
    TargetField("location.address1", "Address", "text"),
    TargetField("location.address2", "Address, second line", "text"),
    TargetField("location.city", "City", "text"),
    TargetField("location.region", "Region or state", "text"),
    TargetField("location.zip", "Postal code", "text"),
    TargetField("location.country", "Country", "text"),
    TargetField("location.latitude", "Latitude"),
    TargetField("location.longitude", "Longitude"),
    TargetField("location.timezone", "Time zone", "text", help="As in Europe/Berlin."),
    TargetField("location.ip", "IP address", "text"),
)
KEYS = ("email", "external_id", "phone_number")
LIMITS = Limits(
    batch_rows=10_000,
    concurrency=2,
    rate=2.5,
    batch_timeout=300.0,
    attempts=6,
    batch_bytes=4_300_000,  # of the 5 MB of a request: each profile also has what surrounds it there
    record_bytes=99_000,
)

PROFILES = ObjectSpec(
    name="profiles",
    label="Profiles",
    operations=(Operation.UPSERT, Operation.UPDATE, Operation.CREATE, Operation.MIRROR),
    fields=FIELDS,
    keys=KEYS,
    open_fields=True,
    removal="stay, with their mapped fields emptied",
    removals=(Removal.NULL_OUT,),
)
LIST = ObjectSpec(
    name="list",
    label="List members",
    operations=(Operation.UPSERT, Operation.MIRROR),
    fields=FIELDS,
    keys=KEYS,
    open_fields=True,
    audience=True,
    audience_word="list",
    removal="leave the list and stay profiles",
)

MANIFEST = Manifest(
    type="klaviyo",
    title="Klaviyo",
    summary="Updates profiles and fills lists for e-mail and SMS marketing.",
    icon="mail",
    tint="green",
    group="marketing",
    config=(
        ConfigField("api_key", "Private API key", "Kept in the keyring.", required=True, secret=True, placeholder="pk_…"),
        ConfigField("base_url", "Address of the API", "Only for a gateway of your own.", placeholder=BASE),
    ),
    objects=(PROFILES, LIST),
    limits=LIMITS,
    payload="texts",
    keywords="email sms marketing ecommerce profile list newsletter",
    documentation="https://developers.klaviyo.com/en/reference/api_overview",
    facts={
        "Flows": "Joining a list can start a flow that sends messages. Look which flows a list triggers before the first run",
        "Consent": "Never changed: adding to a list does not subscribe, leaving it does not unsubscribe",
        "Custom fields": "Any other name is a custom property",
        "Empty values": "Cleared one profile at a time, some 700 a minute; fields that keep their value when empty go in bulk",
        "Leaving": "People leave the list and stay profiles. Profiles are never deleted",
    },
    credential_help=(
        "In Klaviyo open Settings, API keys, and create a private key with these scopes: accounts read, profiles full, "
        "lists full. It is shown once."
    ),
    cost="Profiles that a sync creates count towards the account's active profiles.",
    never=(
        "*/api/profile-subscription-bulk-*",
        "*/api/profile-suppression-bulk-*",
        "*/api/data-privacy-*",
        "*/api/profile-merge*",
        "*/api/push-tokens*",
        "*/client/subscriptions*",
        "delete */api/lists/??????",
    ),
    unverified=(
        "Import jobs and list changes may take minutes to show in Klaviyo's own window and filters.",
        "A filter with any(…) is taken to hold up to 100 values, as many as a page has.",
        "A key that Klaviyo refuses with 400 instead of 401 is recognised by the error's code or text.",
        "Billing by active profiles is not stated in the pages that were read.",
    ),
    documents=(
        Document("Bulk Import Profiles", "https://developers.klaviyo.com/en/reference/bulk_import_profiles", READ),
        Document(
            "Bulk Profile Import API", "https://developers.klaviyo.com/en/docs/use_klaviyos_bulk_profile_import_api", READ
        ),
        Document("Create or Update Profile", "https://developers.klaviyo.com/en/reference/create_or_update_profile", READ),
        Document("Add Profiles to List", "https://developers.klaviyo.com/en/reference/add_profiles_to_list", READ),
        Document("Remove Profiles from List", "https://developers.klaviyo.com/en/reference/remove_profiles_from_list", READ),
        Document("Create List", "https://developers.klaviyo.com/en/reference/create_list", READ),
        Document(
            "Rate limits, status codes, and errors",
            "https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling",
            READ,
        ),
        Document("Authenticate API requests", "https://developers.klaviyo.com/en/docs/authenticate_", READ),
    ),
)


class Klaviyo:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations.klaviyo.writer import KlaviyoApi

        self._api: KlaviyoApi = KlaviyoApi(context, BASE, REVISION, MANIFEST.never, LIMITS.batch_timeout / 3)
        self._ids = context.ids

    def test(self) -> str:
        from census_desktop.destinations._http.said import at, needed_objects

        accounts = needed_objects("Klaviyo", self._api.get("api/accounts", cancel=CancelToken()), "data")
        account = next(iter(accounts), {})
        name = at(account, "attributes", "contact_information", "organization_name") or "an account without a name"
        return f"Klaviyo answers: {name} ({account.get('id', 'without an id')})."

    def objects(self) -> Sequence[ObjectSpec]:
        """With the custom properties that the profiles changed last have: Klaviyo keeps no list of them."""
        from dataclasses import replace

        from census_desktop.destinations._http.said import at, needed_objects

        query = {"fields[profile]": "properties", "page[size]": 100, "sort": "-updated"}
        profiles = needed_objects("Klaviyo", self._api.get("api/profiles", cancel=CancelToken(), query=query), "data")
        properties = (at(profile, "attributes", "properties") for profile in profiles)
        names = {name for own in properties if isinstance(own, dict) for name in own if name[:1] != "$"}
        custom = tuple(TargetField(name, help="A custom property.") for name in sorted(names - {f.name for f in FIELDS}))
        return tuple(replace(spec, fields=(*FIELDS, *custom)) for spec in (PROFILES, LIST))

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.klaviyo.writer import ProfileWriter

        spec = _checked(target, list(schema.names))
        list_id = self._list(target) if spec.audience else ""
        return ProfileWriter(self._api, self._ids, target.key_field, list_id, LIMITS)

    def close(self) -> None:
        self._api.close()

    # Lists ----------------------------------------------------------------------------------------------------------------

    def _list(self, target: Target) -> str:
        """The sync's own list, one of exactly that name, or a new one."""
        from census_desktop.destinations._http.said import at, needed_text

        cancel = CancelToken()
        if target.audience_id:
            there = self._api.on_list("GET", target.audience_id, cancel=cancel)
            if there.status == 404:
                raise DestinationError(
                    f"The list “{target.audience}” does not exist in Klaviyo any more.",
                    kept="Nothing was sent.",
                    hint="Make a new sync; it makes the list again and sends everybody.",
                )
            self._api.check(there)
            return target.audience_id
        if not target.audience.strip():
            raise ConfigError("The list has no name.", hint="Name it in the sync.")
        asked = {"filter": f"equals(name,{json.dumps(target.audience, ensure_ascii=False)})", "sort": "created"}
        for found in self._api.pages("api/lists", asked, cancel):
            if at(found, "attributes", "name") == target.audience:
                return needed_text("Klaviyo", found, "id")
        made = self._api.call("POST", "api/lists", _list_data({"name": target.audience}), cancel=cancel)
        if made.status == 429:
            self._too_many_lists(made)
        self._api.check(made)
        return needed_text("Klaviyo", made.json(), "data", "id")

    def _too_many_lists(self, reply: Any) -> None:
        """Klaviyo makes 150 lists a day: the wait that it asks for may be hours, and is no trouble with the sync."""
        try:
            self._api.check(reply)
        except TransientError as error:
            raise TransientError(
                "Klaviyo does not make another list now; it makes 150 a day at most (429).",
                retry_after=error.retry_after,
                kept="Nothing was sent.",
                hint="The next run tries again. Until then choose a list that is there.",
                outcome_known=True,
            ) from None

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        from census_desktop.destinations._http.said import needed_text

        found: list[Audience] = []
        for item in self._api.pages("api/lists", {"sort": "name", "fields[list]": "name"}, CancelToken()):
            name = needed_text("Klaviyo", item, "attributes", "name")
            if search.casefold() in name.casefold():
                found.append(Audience(needed_text("Klaviyo", item, "id"), name))
            if len(found) == MOST_AUDIENCES:
                break
        return sorted(found, key=lambda a: a.name.casefold())

    def audience(self, object_: str, id_: str) -> Audience | None:
        from census_desktop.destinations._http.said import needed_object, needed_text, number

        cancel = CancelToken()
        # The count may be asked for 15 times a minute only; the list itself far more often.
        reply = self._api.on_list("GET", id_, query={"additional-fields[list]": "profile_count"}, cancel=cancel)
        if reply.status == 429:
            reply = self._api.on_list("GET", id_, cancel=cancel)
        if reply.status == 404:
            return None
        self._api.check(reply)
        about = needed_object("Klaviyo", reply.json(), "data", "attributes")
        return Audience(id_, needed_text("Klaviyo", about, "name"), number(about.get("profile_count")))

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        data = _list_data({"name": name}, id_)
        self._api.check(self._api.on_list("PATCH", id_, payload=data, cancel=CancelToken()))

    def members(self, object_: str, audience_id: str, key_field: str, cancel: CancelToken) -> Iterator[str]:
        from census_desktop.destinations._http.said import at

        asked = {"fields[profile]": key_field, "page[size]": 100}
        for item in self._api.pages(f"api/lists/{quote(audience_id, safe='')}/profiles", asked, cancel):
            if key := at(item, "attributes", key_field):
                yield str(key)


def _list_data(attributes: Mapping[str, Any], id_: str = "") -> dict[str, Any]:
    return {"data": {"type": "list", **({"id": id_} if id_ else {}), "attributes": dict(attributes)}}


def _checked(target: Target, fields: Sequence[str]) -> ObjectSpec:
    spec = checked("Klaviyo", (PROFILES, LIST), target)
    known = {f.name for f in FIELDS}
    for name in fields:
        if name.startswith("location.") and name not in known:
            raise ConfigError(f"A location has no “{name.partition('.')[2]}”.", hint="Map it as a custom property.")
        if name.removeprefix("properties.").startswith("$"):
            raise ConfigError(
                f"“{name}” is one of Klaviyo's own names, among which are those that set consent.",
                hint="Choose a name that does not begin with $.",
            )
    return spec
