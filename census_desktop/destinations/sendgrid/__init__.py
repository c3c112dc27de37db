"""SendGrid Marketing Campaigns: contacts, and lists that a segment fills.

From Twilio's own pages: "Add or Update a Contact" (https://www.twilio.com/docs/sendgrid/api-reference/contacts/add-or-update-a-contact),
"Import Contacts Status" (https://www.twilio.com/docs/sendgrid/api-reference/contacts/import-contacts-status), "Get Contacts by
Emails" and "… by Identifiers", "Remove Contacts from a List", "Get All Field Definitions", and the OpenAPI descriptions
twilio/sendgrid-oai, tsg_mc_*_v3.

Who may be written to is kept elsewhere (suppressions), by calls that are refused before the socket. So are those that delete a
list, or more people than were named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from census_desktop.destinations._connector import checked, matching
from census_desktop.domain.errors import ConfigError, DestinationError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Audience, CancelToken, DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations.sendgrid.contact import CustomField
    from census_desktop.destinations.sendgrid.writer import SendGridApi

BASES = {"Global": "https://api.sendgrid.com", "EU": "https://api.eu.sendgrid.com"}
READ = "2026-11-24"
PAGES = "https://www.twilio.com/docs/sendgrid/api-reference"

FIELDS = (
    TargetField("email", "E-mail", "text", normalise="email", most=254),
    TargetField("external_id", "External ID", "text", most=254, help="The person's ID in your own systems."),
    TargetField("phone_number_id", "Phone number ID", "text", normalise="phone_e164", help="A phone number that identifies."),
    TargetField("anonymous_id", "Anonymous ID", "text", most=254),
    TargetField("first_name", "First name", "text", most=50),
    TargetField("last_name", "Last name", "text", most=50),
    TargetField("alternate_emails", "Alternate e-mails", help="A list of up to five."),
    TargetField("address_line_1", "Address", "text", most=100),
    TargetField("address_line_2", "Address, second line", "text", most=100),
    TargetField("city", "City", "text", most=60),
    TargetField("state_province_region", "State, province or region", "text", most=50),
    TargetField("postal_code", "Postal code", "text"),
    TargetField("country", "Country", "text", most=50),
)
KEYS = ("email", "external_id", "phone_number_id", "anonymous_id")
LIMITS = Limits(
    batch_rows=30_000,
    concurrency=1,
    rate=1.5,
    batch_timeout=300.0,
    attempts=6,
    batch_bytes=5_200_000,  # of the 6 MB of a request: custom fields stand in an object of their own there
)

CONTACTS = ObjectSpec(
    name="contacts",
    label="Contacts",
    operations=(Operation.UPSERT, Operation.DELETE),
    fields=FIELDS,
    keys=KEYS,
    open_fields=True,
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
    removal="leave the list and stay contacts",
    longest_name=100,
)

MANIFEST = Manifest(
    type="sendgrid",
    title="SendGrid",
    summary="Updates marketing contacts and fills lists for e-mail campaigns.",
    icon="mail",
    tint="blue",
    group="marketing",
    config=(
        ConfigField("api_key", "API key", "Kept in the keyring.", required=True, secret=True, placeholder="SG.…"),
        ConfigField(
            "region",
            "Region",
            "EU is for subusers whose data is kept there.",
            kind="choice",
            default="Global",
            choices=tuple(BASES),
        ),
        ConfigField("base_url", "Address of the API", "Only for a gateway of your own.", placeholder=BASES["Global"]),
    ),
    objects=(CONTACTS, LIST),
    limits=LIMITS,
    payload="texts",
    keywords="email marketing campaigns twilio newsletter contact list",
    documentation=f"{PAGES}/contacts",
    facts={
        "Consent": "Never changed: unsubscribes and suppression groups are kept apart from lists, and are not touched",
        "Identifiers": "Map every identifier that a contact has there: SendGrid refuses an update that lacks one",
        "Custom fields": "Made in SendGrid first; mapped by their names",
        "Automations": "Joining a list can start an automation. Look which ones a list starts before the first run",
        "Empty values": "Texts are emptied; numbers and dates cannot be, and keep what they have",
        "Leaving": "People leave the list and stay contacts",
    },
    credential_help=(
        "In SendGrid open Settings, API Keys, create a key with Restricted Access and give it full access to Marketing. "
        "It is shown once."
    ),
    cost="Contacts that a sync creates count towards the contacts that SendGrid stores for you.",
    never=(
        "*delete_all_contacts*",
        "*delete_contacts=*",
        "delete */marketing/lists/????????-????-????-????-????????????",
        "delete */marketing/field_definitions/*",
        "*/asm/*",
        "*/suppression/*",
        "*/contactdb/*",
    ),
    unverified=(
        "No figure of requests a second was found for these calls; 1.5 is that of an older one.",
        "That an empty text empties a field is not stated; a null is known to be refused for custom numbers.",
        "The columns of the file of a job's errors are not described: records are found in it by their identifiers.",
        "The text of a refusal names a wrong e-mail in quotation marks, as others' programs expect it.",
        "Removing from a list is accepted and never confirmed; the pages say nothing of asking for that job.",
        "Contacts are found by search some minutes after their import; who is not found within an hour of it stays unknown.",
        "Dates of custom fields are sent in ISO 8601; the pages do not say which forms are read.",
        "The Marketing scope of a key is not stated in the pages that were read.",
    ),
    documents=(
        Document("Add or Update a Contact", f"{PAGES}/contacts/add-or-update-a-contact", READ),
        Document("Import Contacts Status", f"{PAGES}/contacts/import-contacts-status", READ),
        Document("Get Contacts by Emails", f"{PAGES}/contacts/get-contacts-by-emails", READ),
        Document("Get Contacts by Identifiers", f"{PAGES}/contacts/get-contacts-by-identifiers", READ),
        Document("Delete Contacts", f"{PAGES}/contacts/delete-contacts", READ),
        Document("Create List", f"{PAGES}/lists/create-list", READ),
        Document("Remove Contacts from a List", f"{PAGES}/lists/remove-contacts-from-a-list", READ),
        Document("Get All Field Definitions", f"{PAGES}/custom-fields/get-all-field-definitions", READ),
        Document("Rate Limits", f"{PAGES}/how-to-use-the-sendgrid-v3-api/rate-limits", READ),
    ),
)


class SendGrid:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations.sendgrid.writer import SendGridApi

        config = context.connection.config
        base = config.get("base_url") or BASES[config["region"]]
        self._context = context
        self._api: SendGridApi = SendGridApi(context, base, MANIFEST.never, LIMITS.batch_timeout / 3)

    def test(self) -> str:
        from census_desktop.destinations._http.said import at, count

        cancel = CancelToken()
        contacts = count(at(self._api.get("v3/marketing/contacts/count", cancel=cancel), "contact_count"))
        lists = sum(1 for _ in self._lists(cancel))
        return f"SendGrid answers (contacts: {contacts:,}, lists: {lists:,})."

    def objects(self) -> Sequence[ObjectSpec]:
        """With the account's custom fields, and none but those."""
        custom = tuple(
            TargetField(field.name, type=field.column_type, help="A custom field.") for field in self._custom().values()
        )
        return tuple(replace(spec, fields=(*FIELDS, *custom), open_fields=False) for spec in (CONTACTS, LIST))

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.sendgrid.writer import ContactWriter

        spec = checked("SendGrid", (CONTACTS, LIST), target)
        reserved = {f.name for f in FIELDS}
        wanted = [name for name in schema.names if name not in reserved]
        custom = self._custom() if wanted else {}
        if unknown := [name for name in wanted if name.lower() not in custom]:
            raise ConfigError(
                f"SendGrid has no field {', '.join(unknown)}.", hint="Make it there as a custom field, or map another one."
            )
        list_id = self._list(target) if spec.audience else ""
        return ContactWriter(self._api, self._context, target.key_field, list_id, custom, LIMITS)

    def close(self) -> None:
        self._api.close()

    def _custom(self) -> dict[str, CustomField]:
        """By name in lower case: SendGrid's names are unique without regard to it."""
        from census_desktop.destinations._http.said import at, needed_object, needed_text, objects
        from census_desktop.destinations.sendgrid.contact import CustomField

        found = needed_object("SendGrid", self._api.get("v3/marketing/field_definitions", cancel=CancelToken()))
        made = (
            CustomField(*(needed_text("SendGrid", field, name) for name in ("id", "name", "field_type")))
            for field in objects(at(found, "custom_fields"))
        )
        return {field.name.lower(): field for field in made}

    # Lists ----------------------------------------------------------------------------------------------------------------

    def _list(self, target: Target) -> str:
        """The sync's own list, one of exactly that name, or a new one."""
        from census_desktop.destinations._http.said import needed_text

        if target.audience_id:
            if self.audience(LIST.name, target.audience_id) is None:
                raise DestinationError(
                    f"The list “{target.audience}” does not exist in SendGrid any more.",
                    kept="Nothing was sent.",
                    hint="Make a new sync; it makes the list again and sends everybody.",
                )
            return target.audience_id
        if not target.audience.strip() or len(target.audience) > LIST.longest_name:
            raise ConfigError(f"A list's name has 1 to {LIST.longest_name} characters.", hint="Name it in the sync.")
        cancel = CancelToken()
        found = next((a.id for a in self._lists(cancel) if a.name == target.audience), None)
        if found is not None:
            return found
        made = self._api.call("POST", "v3/marketing/lists", {"name": target.audience}, cancel=cancel)
        if made.status == 400:
            raise DestinationError(
                f"SendGrid does not make the list “{target.audience}” (400). {self._api.said(made)}".rstrip(),
                kept="Nothing was sent.",
                hint="A name may be there in another case, and an account has 1,000 lists at most.",
            )
        self._api.check(made)
        return needed_text("SendGrid", made.json(), "id")

    def _lists(self, cancel: CancelToken) -> Iterator[Audience]:
        for item in self._api.pages("v3/marketing/lists", {"page_size": 1000}, cancel):
            yield _audience(item)

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        return matching(self._lists(CancelToken()), search)

    def audience(self, object_: str, id_: str) -> Audience | None:
        from census_desktop.destinations._http.said import needed_object

        reply = self._api.on_list("GET", id_, cancel=CancelToken())
        if reply.status == 404:
            return None
        self._api.check(reply)
        return _audience({**needed_object("SendGrid", reply.json()), "id": id_})

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        self._api.check(self._api.on_list("PATCH", id_, payload={"name": name}, cancel=CancelToken()))


def _audience(item: Mapping[str, Any]) -> Audience:
    from census_desktop.destinations._http.said import needed_text, number

    id_, name = needed_text("SendGrid", item, "id"), needed_text("SendGrid", item, "name")
    return Audience(id_, name, number(item.get("contact_count")))
