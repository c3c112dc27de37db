"""Customer.io: people of a workspace, and its manual segments as audiences.

Facts: the Track API (https://docs.customer.io/integrations/api/track/) for v2/batch, accounts/region and a segment's
add_customers and remove_customers; the App API (https://docs.customer.io/integrations/api/app/) for the segments themselves.

Two APIs, two credentials. A 200 says that a request was queued, and a 207 names by `batch_index` what was refused at once:
nothing here is ever more than accepted. Bytes bound a request, not records: 500 KB, and 32 KB for each of them.
Taking people out of a segment is only possible by `id`; where people have none, nobody could ever leave.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from census_desktop.destinations._connector import matching, not_made, opened, times_of
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, DestinationError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Audience, CancelToken, DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations._http.api import Api

TRACK = {"US": "https://track.customer.io", "EU": "https://track-eu.customer.io"}
APP = {"US": "https://api.customer.io", "EU": "https://api-eu.customer.io"}
REQUEST_BYTES = 500_000
ITEM_BYTES = 32_000
LIMITS = Limits(batch_rows=1000, concurrency=4, rate=50.0, batch_bytes=REQUEST_BYTES, record_bytes=ITEM_BYTES)
PAGE = 10_000
NAME_LENGTH = 255

ID = TargetField("id", "ID", "text", help="Upper and lower case are two people.", most=150)
EMAIL = TargetField("email", "E-mail", "text", normalise="email", most=254)
USUAL = (
    TargetField("first_name", "First name", "text"),
    TargetField("last_name", "Last name", "text"),
    TargetField("created_at", "Created at", "datetime"),
    TargetField(
        "unsubscribed",
        "Unsubscribed",
        "boolean",
        consent="stops all messages to people or, with false, subscribes those who opted out",
    ),
    TargetField(
        "cio_subscription_preferences",
        "Subscription preferences",
        "object",
        consent="subscribes people to topics and unsubscribes them, whatever they chose themselves",
    ),
)
KEYS = {"id and email": (ID.name, EMAIL.name), "id": (ID.name,), "email": (EMAIL.name,)}

PEOPLE = ObjectSpec(
    name="people",
    label="People",
    operations=(Operation.UPSERT, Operation.UPDATE),
    fields=(ID, EMAIL, *USUAL),
    keys=(ID.name, EMAIL.name),
    open_fields=True,
    outcome="accepted",
)
SEGMENT = ObjectSpec(
    name="segment",
    label="Manual segment",
    operations=(Operation.UPSERT, Operation.MIRROR),
    fields=(ID, EMAIL, *USUAL),
    keys=(ID.name, EMAIL.name),
    open_fields=True,
    audience=True,
    audience_word="segment",
    removal="leave the segment and stay people of the workspace",
    outcome="accepted",
    longest_name=NAME_LENGTH,
)

MANIFEST = Manifest(
    type="customerio",
    title="Customer.io",
    summary="Keeps people's attributes up to date and fills manual segments.",
    icon="people",
    tint="green",
    group="marketing",
    config=(
        ConfigField("region", "Region", "Where the account is.", kind="choice", default="US", choices=tuple(TRACK)),
        ConfigField(
            "identifiers",
            "Workspace identifies people by",
            "In Customer.io: Workspace settings, General. By e-mail alone nobody can be taken out of a segment.",
            kind="choice",
            default="id and email",
            choices=tuple(KEYS),
        ),
        ConfigField("site_id", "Site ID", "Beside the Track API key.", required=True),
        ConfigField("base_url", "Base address of the Track API", "Empty: that of the region.", placeholder="https://…"),
        ConfigField("app_url", "Base address of the App API", "Empty: that of the region.", placeholder="https://…"),
        ConfigField("track_key", "Track API key", "Writes people.", required=True, secret=True),
        ConfigField("app_key", "App API key", "Finds and makes segments; people alone do not need it.", secret=True),
    ),
    objects=(PEOPLE, SEGMENT),
    limits=LIMITS,
    payload="texts",
    keywords="email push sms marketing automation messaging segment journeys cio",
    documentation="https://docs.customer.io/integrations/api/track/",
    facts={
        "Outcome": "Accepted: Customer.io queues what it takes, and shows later failures in its activity log alone",
        "Consent": "“unsubscribed” and topics are only written where you confirmed it; nobody is suppressed or deleted",
        "Leaving": "People leave the segment by their id and stay in the workspace",
        "Size": "500 KB a request, 32 KB a person",
    },
    credential_help=(
        "1. In Customer.io open Settings, Workspace settings, API and webhook credentials.\n"
        "2. Track API keys: copy the site ID and the key.\n"
        "3. App API keys: create one for segments. It can read the whole workspace."
    ),
    cost="New people count as profiles of your Customer.io plan.",
    never=("DELETE *", "* */suppress*", "* */unsuppress*", "* */merge_customers*", "* */unsubscribe*", "* */v1/send/*"),
    unverified=(
        "Null removes an attribute.",
        "KB are taken as 1,000 bytes.",
        "Whether people who were identified a moment before can be added to a segment at once.",
        "A segment's name may have 255 characters and an ID 150 bytes.",
    ),
    documents=(
        Document("Track API", "https://docs.customer.io/integrations/api/track/", "2026-11-24"),
        Document(
            "Add people to a manual segment",
            "https://docs.customer.io/integrations/api/track/tag/track-segments/add_to_segment/",
            "2026-11-24",
        ),
        Document(
            "Remove people from a manual segment",
            "https://docs.customer.io/integrations/api/track/tag/track-segments/remove_from_segment/",
            "2026-11-24",
        ),
        Document("App API: segments", "https://docs.customer.io/integrations/api/app/tag/segments/listSegments/", "2026-11-24"),
    ),
)


class CustomerIo:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations._http.api import Api

        config, name = context.connection.config, context.connection.name
        track_key, app_key = (context.secrets.get(k, "").strip() for k in ("track_key", "app_key"))
        basic = base64.b64encode(f"{config['site_id'].strip()}:{track_key}".encode()).decode()
        self._region: str = config["region"]
        self._specs = self.objects_of(config)
        self._track = Api(
            config["base_url"] or TRACK[self._region],
            clock=context.clock,
            headers={"Authorization": f"Basic {basic}"},
            secrets=(track_key, basic),
            credential=f"the site ID and the Track API key of “{name}”",
            calls=context.calls,
            never=MANIFEST.never,
        )
        self._app = app_key and Api(
            config["app_url"] or APP[self._region],
            clock=context.clock,
            headers={"Authorization": f"Bearer {app_key}"},
            secrets=(app_key,),
            credential=f"the App API key of “{name}”",
            calls=context.calls,
            people=r"/membership$",
            never=MANIFEST.never,
        )

    @staticmethod
    def objects_of(config: Mapping[str, Any]) -> Sequence[ObjectSpec]:
        """With the keys that the workspace allows; without ids no segment can be mirrored."""
        keys = KEYS[config["identifiers"]]
        operations = SEGMENT.operations if ID.name in keys else (Operation.UPSERT,)
        return replace(PEOPLE, keys=keys), replace(SEGMENT, keys=keys, operations=operations)

    def test(self) -> str:
        workspace = self._check_region()
        if not self._app:
            return f"Workspace {workspace} in the {self._region} region. Without an App API key there are no segments."
        segments = self._segments()
        manual = sum(not found.trouble for found in segments)
        return f"Workspace {workspace} in the {self._region} region: {len(segments):,} segments, {manual:,} of them manual."

    def _check_region(self) -> str:
        """The workspace's number. Either region's host tells where the account is; its answer is never used as an address."""
        from census_desktop.destinations._http.said import at

        said = self._track.get("api/v1/accounts/region", cancel=CancelToken())
        region = str(at(said, "region") or "").upper()
        if region in TRACK and region != self._region:
            raise DestinationError(
                f"This Customer.io account is in the {region} region, and the connection says {self._region}.",
                kept="Nothing was sent.",
                hint=f"Choose {region} for this connection under Destinations.",
            )
        return str(at(said, "environment_id") or "")

    def objects(self) -> Sequence[ObjectSpec]:
        return self._specs

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.customerio.writer import CustomerIoWriter

        spec = next((s for s in self._specs if s.name == target.object), None)
        if spec is None or target.key_field not in spec.keys or target.removal is not Removal.REMOVE:
            raise ConfigError(
                f"Customer.io does not take “{target.object}” by “{target.key_field}” this way.",
                hint=f"It takes people and segment, by {' or '.join(self._specs[0].keys)}.",
            )
        mirror = target.operation is Operation.MIRROR
        if spec.audience and mirror and target.key_field != ID.name:
            raise ConfigError(
                "Customer.io takes people out of a segment by their id alone, so a segment by e-mail cannot be mirrored.",
                hint="Use id as the sync key, or “Update or create”, by which nobody leaves.",
            )
        if target.operation not in spec.operations:
            raise ConfigError(
                f"{spec.label} does not support “{target.operation.label}”.",
                hint=f"It supports: {', '.join(o.label for o in spec.operations)}.",
            )
        if refused := [name for name in schema.names if _is_reserved(name)]:
            raise ConfigError(
                f"Customer.io's {', '.join(refused)} cannot be written by a sync.",
                hint="Names that begin with “_” or “cio_” are Customer.io's own. Remove it from the mapping.",
            )
        self._check_region()
        segment = self._segment(target) if spec.audience else ""
        return CustomerIoWriter(self._track, segment, target.key_field, times_of(schema))

    def _segment(self, target: Target) -> str:
        found = partial(self.audience, SEGMENT.name)
        return opened(target, "segment", NAME_LENGTH, known=found, there=self._segments, made=self._made)

    def _made(self, name: str) -> str:
        from census_desktop.destinations._http.said import needed_text

        made = {"segment": {"name": name, "description": "Filled by Census Desktop."}}
        reply = self._app_api.call("POST", "v1/segments", made, cancel=CancelToken())
        try:
            self._app_api.check(reply)
        except BatchRejected as refusal:
            raise not_made("Customer.io", "segment", refusal) from None
        return needed_text("Customer.io", reply.json(), "segment", "id")

    @property
    def _app_api(self) -> Api:
        if not self._app:
            raise CredentialError(
                "Segments need Customer.io's App API key, and this connection has none.",
                kept="Nothing was sent.",
                hint="Create one in Customer.io under API and webhook credentials, and enter it under Destinations.",
            )
        return self._app

    def _segments(self) -> list[Audience]:
        from census_desktop.destinations._http.said import needed_objects

        said = self._app_api.get("v1/segments", cancel=CancelToken())
        return [_audience(found) for found in needed_objects("Customer.io", said, "segments", null=True)]

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        return matching(self._segments(), search)

    def audience(self, object_: str, id_: str) -> Audience | None:
        from census_desktop.destinations._http.api import part
        from census_desktop.destinations._http.said import needed_object

        reply = self._app_api.call("GET", f"v1/segments/{part(id_)}", cancel=CancelToken())
        if reply.status == 404:
            return None
        self._app_api.check(reply)
        return _audience(needed_object("Customer.io", reply.json(), "segment"))

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        raise DestinationError(
            "Customer.io has no call that renames a segment.",
            kept="The segment has its old name, and the sync goes on filling it.",
            hint="Rename it in Customer.io, under Segments.",
        )

    def members(self, object_: str, audience_id: str, key_field: str, cancel: CancelToken) -> Iterator[str]:
        from census_desktop.destinations._http.api import pages, part
        from census_desktop.destinations._http.said import at, needed_objects
        from census_desktop.destinations.customerio.writer import key_text

        def page(start: str) -> Any:
            query = {"limit": PAGE, **({"start": start} if start else {})}
            return self._app_api.get(f"v1/segments/{part(audience_id)}/membership", cancel=cancel, query=query)

        for said in pages(page, lambda said: at(said, "next")):
            for person in needed_objects("Customer.io", said, "identifiers", null=True):
                if key := person.get(key_field):
                    yield key_text(key_field, key)

    def close(self) -> None:
        self._track.close()
        if self._app:
            self._app.close()


def _audience(found: Mapping[str, Any]) -> Audience:
    from census_desktop.destinations._http.said import needed_text

    trouble = "" if found.get("type") == "manual" else "its conditions fill it, people cannot be added"
    return Audience(needed_text("Customer.io", found, "id"), str(found.get("name") or ""), trouble=trouble)


def _is_reserved(name: str) -> bool:
    allowed = {field.name for field in USUAL}
    return name not in allowed and name.startswith(("_", "cio_", "unsubscribed."))
