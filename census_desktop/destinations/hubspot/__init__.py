"""HubSpot: contacts, companies, deals, tickets and custom objects, and static lists ("segments" in its window) of contacts.

From the vendor's pages and its client library:
- CRM objects in batches, https://developers.hubspot.com/docs/api-reference/legacy/crm/objects/contacts/batch/upsert-contacts
- errors, 207 and objectWriteTraceId, https://developers.hubspot.com/docs/api-reference/error-handling
- lists and memberships, https://developers.hubspot.com/docs/guides/api/crm/lists/overview
- properties, https://developers.hubspot.com/docs/guides/api/crm/properties
- models of requests and replies, https://github.com/HubSpot/hubspot-api-python

A list takes record ids, so its writer finds or makes the contacts first; ids are looked up once and remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import ConfigError, CredentialError, NotFoundError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Audience, CancelToken, DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations.hubspot.portal import Kind, Portal

LIMITS = Limits(batch_rows=100, concurrency=4, rate=9.0)
RECORD_ID = "hs_object_id"
ID = TargetField(RECORD_ID, "Record ID", read_only=True, help="HubSpot's own id; to update and delete by.")
ARCHIVED = "are archived (HubSpot can restore them for 90 days)"
OPERATIONS = (Operation.UPSERT, Operation.UPDATE, Operation.CREATE, Operation.MIRROR, Operation.DELETE)


def object_spec(name: str, label: str, fields: tuple[TargetField, ...], keys: tuple[str, ...], *, open_: bool) -> ObjectSpec:
    return ObjectSpec(
        name=name,
        label=label,
        operations=OPERATIONS,
        fields=fields,
        keys=keys,
        open_fields=open_,
        removal=ARCHIVED,
        removals=(Removal.REMOVE, Removal.NULL_OUT),
        only_if_empty=True,
    )


def list_spec(fields: tuple[TargetField, ...], keys: tuple[str, ...], *, open_: bool) -> ObjectSpec:
    return ObjectSpec(
        name="list",
        label="List of contacts",
        operations=(Operation.UPSERT, Operation.MIRROR),
        fields=fields,
        keys=keys,
        open_fields=open_,
        audience=True,
        audience_word="list",
        removal="are taken off the list; the contacts and their subscriptions stay",
        only_if_empty=True,
    )


CONSENT = {
    "hs_email_optout": "changes who opted out of e-mail",
    "hs_legal_basis": "changes the legal ground on which people are written to",
    "hs_marketable_status": "makes people marketing contacts, whom HubSpot bills",
}
"""By the beginning of a property's name: each kind of subscription has one of its own."""
CONTACT_FIELDS = (
    TargetField("email", "Email", "text"),
    TargetField("firstname", "First name", "text"),
    TargetField("lastname", "Last name", "text"),
    TargetField("phone", "Phone number", "text"),
    *(TargetField(name, name, consent=why) for name, why in CONSENT.items()),
    ID,
)
OBJECTS = (
    object_spec("contacts", "Contacts", CONTACT_FIELDS, ("email", RECORD_ID), open_=True),
    object_spec(
        "companies",
        "Companies",
        (TargetField("name", "Company name", "text"), TargetField("domain", "Company domain name", "text"), ID),
        (RECORD_ID,),
        open_=True,
    ),
    list_spec(CONTACT_FIELDS, ("email", RECORD_ID), open_=True),
)

MANIFEST = Manifest(
    type="hubspot",
    title="HubSpot",
    summary="Contacts, companies, deals, tickets and custom objects, and static lists of contacts.",
    icon="people",
    tint="amber",
    group="sales",
    config=(
        ConfigField(
            "token",
            "Access token",
            "Of a private app of your account.",
            secret=True,
            required=True,
            placeholder="pat-…",
        ),
        ConfigField(
            "rate",
            "Requests a second, at most",
            "9 suits every plan; Professional and Enterprise take 19.",
            kind="number",
            default=LIMITS.rate,
            least=0.1,
            most=25,
        ),
        ConfigField("base_url", "Address", "Only where a gateway stands before HubSpot.", default="https://api.hubapi.com"),
    ),
    objects=OBJECTS,
    limits=LIMITS,
    payload="texts",
    keywords="crm marketing contacts companies deals tickets lists segments hub",
    documentation="https://developers.hubspot.com/docs/api-reference/overview",
    facts={
        "Batches": "100 records; HubSpot names each one that it refuses, the others are written",
        "Sync key": "E-mail, a property with unique values, or the record id (to update and delete only)",
        "Lists": "Static ones; contacts that are missing are made first, an active list is refused",
        "Leaving": "Records are archived, members taken off the list",
        "Consent": "A list changes no subscription; new contacts are no marketing contacts until you make them so",
    },
    credential_help=(
        "In HubSpot, open Settings, Integrations, Private apps and create one. Give it the scopes crm.objects.contacts.read "
        "and .write, the same of each other object you sync (crm.objects.companies, crm.objects.deals, tickets, "
        "crm.objects.custom with crm.schemas.custom.read), and for lists crm.lists.read and crm.lists.write. "
        "Copy its access token."
    ),
    cost="100 records are one call, of a list up to three; an account has 250,000 to 1,000,000 calls a day.",
    never=(
        "* *gdpr-delete*",
        "POST */merge*",
        "POST *communication-preferences/*",
        "PUT *communication-preferences/*",
        "PATCH *communication-preferences/*",
        "DELETE *communication-preferences/*",
        "PUT */email/public/v1/subscriptions*",
        "DELETE */lists/*",
    ),
    unverified=(
        "That a batch holds at most 100 records is told by other connectors, not by a page of HubSpot's that was seen.",
        "The field policyName of a reply 429 (DAILY, TEN_SECONDLY) was seen in examples only.",
        "That 423 and 477 mean to wait is coded from a page of errors that could not be read in full.",
        "That adding to or removing from a list leaves subscriptions alone is not stated in one sentence anywhere.",
        "That looking contacts up by e-mail also finds secondary addresses (hs_additional_emails).",
    ),
    documents=(
        Document(
            "Upsert a batch of contacts",
            "https://developers.hubspot.com/docs/api-reference/legacy/crm/objects/contacts/batch/upsert-contacts",
            "2026-11-24",
        ),
        Document("Error handling", "https://developers.hubspot.com/docs/api-reference/error-handling", "2026-11-24"),
        Document("Lists", "https://developers.hubspot.com/docs/guides/api/crm/lists/overview", "2026-11-24"),
        Document("Properties", "https://developers.hubspot.com/docs/guides/api/crm/properties", "2026-11-24"),
        Document("hubspot-api-python", "https://github.com/HubSpot/hubspot-api-python", "2026-11-24"),
    ),
)


class HubSpot:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations.hubspot import portal

        self._ids = context.ids
        self._limits = self.limits_of(context.connection.config)
        self._portal: Portal = portal.Portal(context, self._limits.batch_timeout / 2, MANIFEST.never)

    @staticmethod
    def limits_of(config: Mapping[str, Any]) -> Limits:
        return Limits(batch_rows=LIMITS.batch_rows, concurrency=LIMITS.concurrency, rate=float(config["rate"]))

    def test(self) -> str:
        from census_desktop.destinations.hubspot.lists import Lists

        cancel = CancelToken()
        labels = ", ".join(kind.label.lower() for kind in self._readable(cancel))
        try:
            count = Lists(self._portal).count(cancel)
        except CredentialError:
            return f"HubSpot takes the token for {labels}. For lists it needs the scopes crm.lists.read and crm.lists.write."
        return f"HubSpot takes the token for {labels}; {count:,} list{'' if count == 1 else 's'}."

    def objects(self) -> Sequence[ObjectSpec]:
        """Those that the token may see, with their properties."""
        cancel = CancelToken()
        specs = [self._spec(kind.name, cancel) for kind in self._readable(cancel)]
        contacts = next((s for s in specs if s.name == "contacts"), None)
        return [*specs, *([list_spec(contacts.fields, contacts.keys, open_=False)] if contacts else [])]

    def _readable(self, cancel: CancelToken) -> list[Kind]:
        kinds = [kind for kind in self._portal.kinds(cancel) if self._portal.readable(kind, cancel)]
        if not kinds:
            raise CredentialError(
                "The token may read the properties of no object.",
                kept="Nothing was changed.",
                hint="Give the private app scopes such as crm.objects.contacts.read, and enter its token again.",
            )
        return kinds

    def _spec(self, name: str, cancel: CancelToken) -> ObjectSpec:
        from census_desktop.destinations.hubspot.properties import fields_of, keys_of

        kind = self._portal.kind(name, cancel)
        properties = self._portal.properties(kind, cancel)
        return object_spec(kind.name, kind.label, fields_of(properties, kind), keys_of(properties, kind), open_=False)

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.hubspot.lists import Lists, ListWriter
        from census_desktop.destinations.hubspot.records import Records, RecordWriter

        cancel = CancelToken()
        is_list = target.object == "list"
        kind = self._portal.kind("contacts" if is_list else target.object, cancel)
        self._check(self._spec(kind.name, cancel), target, list(schema.names))
        records = Records(self._portal, kind, target.key_field, self._ids)
        if is_list:
            return ListWriter(records, Lists(self._portal).opened(target, cancel), self._limits)
        return RecordWriter(records, self._limits)

    def _check(self, spec: ObjectSpec, target: Target, names: Sequence[str]) -> None:
        """What a sync that was made before the properties changed may get wrong."""
        if target.key_field not in spec.keys:
            raise ConfigError(
                f"“{target.key_field}” cannot be the key of {spec.label}: its values are not unique in HubSpot.",
                hint=f"Possible keys: {', '.join(spec.keys)}.",
            )
        by_id = target.key_field == RECORD_ID and target.object != "list"
        if by_id and target.operation not in (Operation.UPDATE, Operation.DELETE):
            raise ConfigError(
                f"By the record id, {spec.label} can only be updated or deleted: HubSpot gives the ids itself.",
                hint="Choose “Update only”, or another sync key.",
            )
        known = {field.name: field for field in spec.fields}
        if unknown := [name for name in names if name not in known]:
            raise ConfigError(
                f"{spec.label} has no property {', '.join(unknown)}.", hint="Make it in HubSpot, or remove it here."
            )
        if fixed := [name for name in names if known[name].read_only and name != target.key_field]:
            raise ConfigError(f"{', '.join(fixed)} is read-only in HubSpot.", hint="Remove the mapping.")

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        from census_desktop.destinations.hubspot.lists import Lists

        _list_only(object_)
        return Lists(self._portal).search(search, CancelToken())

    def audience(self, object_: str, id_: str) -> Audience | None:
        from census_desktop.destinations.hubspot.lists import Lists

        _list_only(object_)
        return Lists(self._portal).find(id_, CancelToken())

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        from census_desktop.destinations.hubspot.lists import Lists

        _list_only(object_)
        Lists(self._portal).rename(id_, name, CancelToken())

    def members(self, object_: str, audience_id: str, key_field: str, cancel: CancelToken) -> Iterator[str]:
        from census_desktop.destinations.hubspot.lists import Lists
        from census_desktop.destinations.hubspot.records import Records

        _list_only(object_)
        records = Records(self._portal, self._portal.kind("contacts", cancel), key_field, self._ids)
        for ids in Lists(self._portal).members(audience_id, cancel):
            yield from records.keys_of(ids, cancel)

    def close(self) -> None:
        self._portal.close()


def _list_only(object_: str) -> None:
    if object_ != "list":
        raise NotFoundError(f"“{object_}” has no lists.", hint="Lists are those of the object “list”.")
