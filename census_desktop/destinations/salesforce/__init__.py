"""Salesforce: any object by an external id, in collections or by Bulk API 2.0, and members of campaigns.

From the vendor's pages:
- sObject Collections,
  https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections-upsert.html
- Bulk API 2.0 ingest, https://developer.salesforce.com/docs/platform/api-asynch/guide/bulk-api-2-0-ingest.html
- describe, query, limits and status codes, https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/
- CampaignMember, https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/
- sign-in with PKCE, https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_pkce.htm

A reply 200 says nothing of its records: each has a result of its own. Which way is used is a choice of the connection, because
a run does not know its size when it is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import ConfigError, NotFoundError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, OAuth, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Audience, CancelToken, DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations.salesforce.fields import Described
    from census_desktop.destinations.salesforce.org import Org

COLLECTIONS, BULK = "Collections of 200", "Bulk API 2.0"
SECONDS = 600.0
"""A call may last as long as the triggers that it sets off; creating again what only took long would make it twice."""
LIMITS = Limits(batch_rows=200, concurrency=2, batch_timeout=SECONDS)
JOB_BYTES = 6_500_000
"""Of a job's records. Salesforce takes 100 MB, but its results, which repeat the records, have to be read as well."""
MOST_A_JOB = 25_000
"""If all of them are refused, the list of the reasons can still be read."""
ID = TargetField("Id", "Record ID", "text", read_only=True, help="Salesforce's own id; to update and delete by.")
OPERATIONS = (Operation.UPSERT, Operation.UPDATE, Operation.CREATE, Operation.MIRROR, Operation.DELETE)
PEOPLE = {"ContactId": "Contact", "LeadId": "Lead"}


def object_spec(
    name: str,
    label: str,
    fields: tuple[TargetField, ...] = (),
    keys: tuple[str, ...] = (),
    operations: tuple[Operation, ...] = OPERATIONS,
    *,
    open_: bool = False,
    any_name: bool = False,
) -> ObjectSpec:
    return ObjectSpec(
        name=name,
        label=label,
        operations=operations,
        fields=fields,
        keys=keys,
        open_fields=open_,
        open_name=any_name,
        removal="are deleted (they stay in the recycle bin for 15 days)",
        removals=(Removal.REMOVE, Removal.NULL_OUT),
        only_if_empty=True,
    )


def campaign_spec(fields: tuple[TargetField, ...], keys: tuple[str, ...], *, open_: bool) -> ObjectSpec:
    return ObjectSpec(
        name="campaign",
        label="Campaign members",
        operations=(Operation.UPSERT, Operation.MIRROR),
        fields=fields,
        keys=keys,
        open_fields=open_,
        audience=True,
        audience_word="campaign",
        removal="are taken out of the campaign; the contacts and leads stay",
        longest_name=80,
    )


MEMBER_FIELDS = (
    TargetField("ContactId", "Contact ID", "text"),
    TargetField("LeadId", "Lead ID", "text"),
    TargetField("Contact.Email", "Contact's email", "text"),
    TargetField("Lead.Email", "Lead's email", "text"),
    TargetField("Status", "Status", "text", most=40, help="One of the campaign's own member statuses."),
)
MEMBER_KEYS = ("ContactId", "LeadId", "Contact.Email", "Lead.Email")
CONSENT = "changes whom people may be written to or called by"
OPTED_OUT = tuple(
    TargetField(name, name, "boolean", consent=CONSENT) for name in ("HasOptedOutOfEmail", "HasOptedOutOfFax", "DoNotCall")
)
PRIVACY = tuple(
    TargetField(name, name, consent=CONSENT)
    for name in (
        "HasOptedOutSolicit",
        "HasOptedOutTracking",
        "HasOptedOutProfiling",
        "HasOptedOutProcessing",
        "HasOptedOutGeoTracking",
        "ShouldForget",
        "SendIndividualData",
        "CanStorePiiElsewhere",
        "PrivacyConsentStatus",
    )
)
"""Of objects that are not described beforehand, such as Individual."""
PERSON_FIELDS = (TargetField("Email", "Email", "text"), TargetField("LastName", "Last name", "text"), *OPTED_OUT, ID)
OBJECTS = (
    object_spec("Contact", "Contact", PERSON_FIELDS, open_=True),
    object_spec("Lead", "Lead", PERSON_FIELDS, open_=True),
    object_spec("Account", "Account", (TargetField("Name", "Account name", "text"), ID), open_=True),
    object_spec("object", "Another object", (*OPTED_OUT, *PRIVACY, ID), open_=True, any_name=True),
    campaign_spec(MEMBER_FIELDS, MEMBER_KEYS, open_=True),
)

MANIFEST = Manifest(
    type="salesforce",
    title="Salesforce",
    summary="Contacts, leads, accounts and every other object, and members of campaigns.",
    icon="people",
    tint="blue",
    group="sales",
    config=(
        ConfigField(
            "base_url",
            "Address of your Salesforce",
            "Needed with a pasted token; a sign-in brings it along.",
            placeholder="https://yours.my.salesforce.com",
        ),
        ConfigField(
            "login_url",
            "Sign-in address",
            "https://test.salesforce.com for a sandbox, or your own address where it is asked for.",
            default="https://login.salesforce.com",
        ),
        ConfigField("client_id", "Consumer key", "Of an external client app of your own, to sign in by the browser."),
        ConfigField(
            "access_token", "Access token", "Instead of signing in. It ends after hours, as your org sets it.", secret=True
        ),
        ConfigField("way", "Records go by", kind="choice", default=COLLECTIONS, choices=(COLLECTIONS, BULK)),
        ConfigField(
            "batch_size",
            "Records a call",
            "Fewer where triggers run into their limits. Of Bulk API 2.0 it is the records a job, below.",
            kind="number",
            default=LIMITS.batch_rows,
            least=1,
            most=200,
            whole=True,
        ),
        ConfigField(
            "job_size",
            "Records a job",
            "Of Bulk API 2.0. Salesforce works on 10,000 at a time.",
            kind="number",
            default=10_000,
            least=1,
            most=MOST_A_JOB,
            whole=True,
        ),
    ),
    objects=OBJECTS,
    limits=LIMITS,
    payload="texts",
    keywords="crm sales contact lead account opportunity campaign sfdc",
    documentation="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/",
    facts={
        "Answers": "One for each record, in a collection and in a job",
        "Sync key": "A field marked External ID, or one that Salesforce looks up by; the record id to update and delete only",
        "Relations": "A field such as Account.Number__c finds the related record by its external id",
        "Leaving": "Records are deleted (recycle bin), members are taken out of the campaign",
        "Consent": "Never changed; but opt-outs are fields of the record: a contact that is deleted and made again has none",
        "Bulk": "For first loads and large changes: up to 10,000 records in one call of your daily allowance instead of 200",
    },
    sign_in=OAuth(
        authorize="{login_url}/services/oauth2/authorize",
        token="{login_url}/services/oauth2/token",  # noqa: S106 -- an address
        scopes=("api", "refresh_token"),
        redirect="http://localhost:8713/callback",
        documentation="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_pkce.htm",
    ),
    credential_help=(
        "In Setup, open External Client App Manager and create an app with OAuth. Callback URL: "
        "http://localhost:8713/callback. Scopes: “Manage user data via APIs (api)” and “Perform requests at any time "
        "(refresh_token)”. Switch “Require secret for Web Server Flow” and “Require secret for Refresh Token Flow” off, leave "
        "PKCE on. Enter its consumer key here and sign in. Members of campaigns need the Marketing User permission."
    ),
    cost="Each call counts against the org's daily requests: one for 200 records, or about six for a job of Bulk API 2.0.",
    never=(
        "* */services/apexrest/*",
        "* */tooling/*",
        "* */metadata/*",
        "* */actions/*",
        "POST */sobjects/emailmessage*",
        "DELETE */sobjects/campaign/*",
    ),
    unverified=(
        "That upsert by collections takes standard fields that Salesforce looks up by, such as Email, beside external ids.",
        "That a related record is found by Account.Number__c as a column of Bulk API 2.0, as it is in JSON.",
        "That the callback http://localhost:8713/callback is taken for an external client app without a secret.",
        "That deleted records stay in the recycle bin for 15 days.",
        "That of REQUEST_LIMIT_EXCEEDED a text with “TotalRequests” is the daily limit and any other one passes in seconds.",
    ),
    documents=(
        Document(
            "Upsert Records Using sObject Collections",
            "https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections-upsert.html",
            "2026-11-24",
        ),
        Document(
            "Bulk API 2.0 Ingest",
            "https://developer.salesforce.com/docs/platform/api-asynch/guide/bulk-api-2-0-ingest.html",
            "2026-11-24",
        ),
        Document(
            "Get Job Failed Record Results",
            "https://developer.salesforce.com/docs/atlas.en-us.264.0.api_asynch.meta/api_asynch/get_job_failed_results.htm",
            "2026-11-24",
        ),
        Document("Query", "https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query.md", "2026-11-24"),
        Document(
            "Proof Key for Code Exchange",
            "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_pkce.htm",
            "2026-11-24",
        ),
    ),
)


class Salesforce:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations.salesforce import org

        config = context.connection.config
        self._ids = context.ids
        self._limits = self.limits_of(config)
        self._single = replace(LIMITS, batch_rows=int(config["batch_size"]))
        self._bulk: bool = config["way"] == BULK
        self._org: Org = org.Org(context, SECONDS / 2, MANIFEST.never)

    @staticmethod
    def limits_of(config: Mapping[str, Any]) -> Limits:
        if config["way"] == BULK:
            return replace(LIMITS, batch_rows=int(config["job_size"]), batch_bytes=JOB_BYTES)
        return replace(LIMITS, batch_rows=int(config["batch_size"]))

    def test(self) -> str:
        objects, calls = self._org.look(CancelToken())
        return f"{self._org.host} takes the sign-in: {objects:,} objects{f'; {calls}' if calls else ''}."

    def objects(self) -> Sequence[ObjectSpec]:
        """The usual objects and the org's own, described, and one for any other name."""
        from census_desktop.destinations.salesforce.fields import fields_of, member_fields, operations_of

        cancel = CancelToken()
        described = {found.name: found for found in self._org.usual(cancel)}
        specs = [
            object_spec(found.name, found.label, fields_of(found, described), found.keys, operations_of(found))
            for found in described.values()
            if operations_of(found)
        ]
        specs.append(OBJECTS[3])
        if self._org.has("CampaignMember", cancel) and self._org.has("Campaign", cancel):
            fields, keys = member_fields(self._org.described("CampaignMember", cancel), described)
            specs.append(campaign_spec(fields, keys, open_=False))
        return specs

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.salesforce.bulk import BulkWriter
        from census_desktop.destinations.salesforce.campaigns import Campaigns, CampaignWriter
        from census_desktop.destinations.salesforce.records import CollectionWriter, Finder

        cancel = CancelToken()
        names = list(schema.names)
        if target.object == "campaign":
            person, by = _person_of(target.key_field)
            people = self._org.described(person, cancel)
            _check_key(people, by)
            members = self._org.mapped("CampaignMember", names[1:], cancel)
            audience = Campaigns(self._org).opened(target, cancel)
            return CampaignWriter(self._org, Finder(self._org, people, by, self._ids), members, audience, self._single)
        found = self._org.described(target.object, cancel)
        _check_key(found, target.key_field)
        if target.key_field == "Id" and target.operation not in (Operation.UPDATE, Operation.DELETE):
            raise ConfigError(
                f"By the record id, {found.label} can only be updated or deleted: Salesforce gives the ids itself.",
                hint="Choose “Update only”, or an external id as the sync key.",
            )
        self._org.mapped(found.name, names[1:], cancel)
        finder = Finder(self._org, found, target.key_field, self._ids)
        return BulkWriter(self._org, finder, self._limits) if self._bulk else CollectionWriter(self._org, finder, self._limits)

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        from census_desktop.destinations.salesforce.campaigns import Campaigns

        _campaign_only(object_)
        return Campaigns(self._org).search(search, CancelToken())

    def audience(self, object_: str, id_: str) -> Audience | None:
        from census_desktop.destinations.salesforce.campaigns import Campaigns

        _campaign_only(object_)
        return Campaigns(self._org).find(id_, CancelToken())

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        from census_desktop.destinations.salesforce.campaigns import Campaigns

        _campaign_only(object_)
        Campaigns(self._org).rename(id_, name, CancelToken())

    def members(self, object_: str, audience_id: str, key_field: str, cancel: CancelToken) -> Iterator[str]:
        from census_desktop.destinations.salesforce.campaigns import Campaigns

        _campaign_only(object_)
        person, by = _person_of(key_field)
        yield from Campaigns(self._org).members(audience_id, person, self._org.described(person, cancel).field(by).name, cancel)

    def close(self) -> None:
        self._org.close()


def _check_key(found: Described, key: str) -> None:
    if key not in found.keys:
        raise ConfigError(
            f"“{key}” cannot be the key of {found.label}: Salesforce looks no record up by it.",
            hint=f"Mark the field as External ID in Salesforce. Possible keys: {', '.join(found.keys)}.",
        )


def _person_of(key: str) -> tuple[str, str]:
    """Whose field identifies a member, and which: ContactId, or Contact.Email."""
    if key in PEOPLE:
        return PEOPLE[key], "Id"
    person, dot, by = key.partition(".")
    if not dot or person not in PEOPLE.values():
        raise ConfigError(
            f"“{key}” cannot be the key of campaign members.",
            hint="It is a contact's or a lead's id, or a field such as Lead.Email.",
        )
    return person, by


def _campaign_only(object_: str) -> None:
    if object_ != "campaign":
        raise NotFoundError(f"“{object_}” has no members.", hint="Campaigns are those of the object “campaign”.")
