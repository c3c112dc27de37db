"""Mailchimp: members of an audience ("list" in its API), and its tags as audiences of ours.

Facts: "Lists/Audiences", "List Members", "List Segments" and "Batch subscribe or unsubscribe" of the Marketing API reference
(https://mailchimp.com/developer/marketing/api/), "Fundamentals" for throttling
(https://mailchimp.com/developer/marketing/docs/fundamentals/).

Consent decides how people are written. The batch call takes one `status` for old and new people alike, so that it would
subscribe again whoever left between looking and writing. Each person is therefore put on their own, by a call or by an
operation of a batch: `status_if_new` counts for new people only, and `status` is never in the body unless the user mapped
it. Nobody is archived either, for the API does not tell of an archived person that they had unsubscribed before.

Tags are static segments: they take and lose members by e-mail, 500 a call, and say nothing of an address that is not in the
Mailchimp audience. Whoever is not named is put first and then added again.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from census_desktop.destinations._connector import matching, not_made, opened
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Audience, CancelToken, DestinationContext, Schema, Target, Writer

LIMITS = Limits(batch_rows=500, concurrency=4)
NAME_LENGTH = 100
NEW = "transactional"
ONE_BY_ONE, JOBS = "one by one", "as jobs"

KEY = TargetField("email_address", "E-mail", "text", required=True, normalise="email", most=254)
OWN = (
    TargetField("language", "Language", "text", help="A code such as “de”."),
    TargetField("vip", "VIP", "boolean"),
    TargetField("email_type", "E-mail type", "text", choices=("html", "text")),
    TargetField(
        "status",
        "Status",
        "text",
        choices=("subscribed", "unsubscribed", "pending", "transactional"),
        help="pending sends people a mail that asks them to confirm.",
        consent="subscribes and unsubscribes people, those who opted out before among them",
    ),
)
USUAL = (TargetField("FNAME", "First name", "text", most=255), TargetField("LNAME", "Last name", "text", most=255))

MEMBERS = ObjectSpec(
    name="members",
    label="Members",
    operations=(Operation.UPSERT, Operation.UPDATE),
    fields=(KEY, *OWN, *USUAL),
    keys=(KEY.name,),
    open_fields=True,
)
TAG = ObjectSpec(
    name="tag",
    label="Tag",
    operations=(Operation.UPSERT, Operation.MIRROR),
    fields=(KEY, *OWN, *USUAL),
    keys=(KEY.name,),
    open_fields=True,
    audience=True,
    audience_word="tag",
    removal="lose the tag and stay members",
    longest_name=NAME_LENGTH,
)

MANIFEST = Manifest(
    type="mailchimp",
    title="Mailchimp",
    summary="Keeps members of an audience up to date and tags them by segment.",
    icon="mail",
    tint="amber",
    group="marketing",
    config=(
        ConfigField(
            "list_id",
            "Audience ID",
            "In Mailchimp: Audience, Settings, Audience name and defaults.",
            required=True,
            placeholder="a1b2c3d4e5",
        ),
        ConfigField(
            "new_people",
            "New people become",
            "transactional: known, and not subscribed to any mail. subscribed: only where every one of them agreed to it.",
            kind="choice",
            default=NEW,
            choices=(NEW, "subscribed"),
        ),
        ConfigField(
            "skip_required",
            "Take people without required fields",
            "Else Mailchimp rejects who lacks a field that the audience requires.",
            kind="boolean",
            default=False,
        ),
        ConfigField(
            "sending",
            "People are sent",
            f"{ONE_BY_ONE}: at once, about ten people a second. {JOBS}: 500 a request, which Mailchimp works off within "
            "minutes; for many people.",
            kind="choice",
            default=ONE_BY_ONE,
            choices=(ONE_BY_ONE, JOBS),
        ),
        ConfigField("base_url", "Base address", "Empty: the data centre that the key names.", placeholder="https://…"),
        ConfigField("api_key", "API key", "It ends in the data centre, such as -us21.", required=True, secret=True),
    ),
    objects=(MEMBERS, TAG),
    limits=LIMITS,
    payload="texts",
    keywords="email newsletter audience list tag intuit marketing",
    documentation="https://mailchimp.com/developer/marketing/api/",
    facts={
        "Consent": "The status of people who are there is never sent; new ones are not subscribed unless you say so",
        "Leaving": "People lose the tag and stay members; nobody is archived or deleted",
        "Rejected": "By person; an address that unsubscribed for good or was deleted for good stays rejected",
        "At once": "4 of the 10 connections that Mailchimp allows a user over all programs",
    },
    credential_help=(
        "1. In Mailchimp open Profile, Extras, API keys.\n"
        "2. Create a key. It has full access to the account: Mailchimp's keys have no scopes.\n"
        "3. Paste it with its ending, such as -us21."
    ),
    cost="New people count as contacts of your Mailchimp plan, whatever their status.",
    never=("DELETE *", "* *actions/delete-permanent*", "POST */lists", "POST */lists/??????????"),
    unverified=(
        "Merge tags hold at most 10 characters and texts 255 bytes.",
        "An empty text clears a merge field.",
        "A tag's name may have 100 characters.",
        "The link to a batch's results lives for minutes, and each question for the batch gives a new one.",
        "A person who is archived stays so when put without a status; the audience shows them as archived.",
    ),
    documents=(
        Document("Marketing API: Lists/Audiences", "https://mailchimp.com/developer/marketing/api/lists/", "2026-11-24"),
        Document("Marketing API: List Members", "https://mailchimp.com/developer/marketing/api/list-members/", "2026-11-24"),
        Document("Marketing API: List Segments", "https://mailchimp.com/developer/marketing/api/list-segments/", "2026-11-24"),
        Document("Fundamentals", "https://mailchimp.com/developer/marketing/docs/fundamentals/", "2026-11-24"),
    ),
)

_KEY = re.compile(r"[0-9A-Za-z]+-([a-z]{2,3}[0-9]{1,3})")
_TYPES = {"number": "number", "date": "date", "address": "object"}


class Mailchimp:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations._http.api import Api, part
        from census_desktop.destinations.mailchimp.writers import MailchimpList, gate

        config = context.connection.config
        key = context.secrets.get("api_key", "").strip()
        base_url = config["base_url"] or f"https://{_data_centre(key)}.api.mailchimp.com/3.0"
        basic = base64.b64encode(f"key:{key}".encode()).decode()
        self._clock = context.clock
        self._calls = context.calls
        api = Api(
            base_url,
            clock=context.clock,
            headers={"Authorization": f"Basic {basic}"},
            secrets=(key, basic),
            credential=f"the API key of “{context.connection.name}”",
            calls=self._calls,
            people=r"/members\b|^POST .*/(?:lists|segments)/[^/]+$",
            never=MANIFEST.never,
        )
        self._id: str = config["list_id"].strip()
        self._list = MailchimpList(api, f"lists/{part(self._id)}", gate(key))
        self._new: str = config["new_people"]
        self._skip = bool(config["skip_required"])
        self._jobs: bool = config["sending"] == JOBS

    def test(self) -> str:
        from census_desktop.destinations._http.said import at, count

        said = self._list.info(self._id)
        tags = count(self._list.get("segments", {"type": "static", "count": 1, "fields": "total_items"}).get("total_items"))
        members = count(at(said, "stats", "member_count"))
        return f"“{said.get('name', '')}”: {members:,} subscribed members, {tags:,} tags."

    def objects(self) -> Sequence[ObjectSpec]:
        """With the audience's own merge fields. Whoever is there already gets a tag without those that are required."""
        merge = tuple(self._merge_field(found) for found in self._list.pages("merge-fields", "merge_fields"))
        free = tuple(replace(field, required=False) for field in merge)
        members = replace(MEMBERS, fields=(KEY, *OWN, *merge), open_fields=False)
        return members, replace(TAG, fields=(KEY, *OWN, *free), open_fields=False)

    def _merge_field(self, found: Mapping[str, Any]) -> TargetField:
        from census_desktop.destinations._http.said import at, needed_text

        tag, kind, choices = (
            needed_text("Mailchimp", found, "tag"),
            str(found.get("type", "text")),
            at(found, "options", "choices"),
        )
        helps = {"address": "An object with addr1, city, state and zip.", "birthday": "Month and day, such as 12/31."}
        return TargetField(
            name=tag,
            label=str(found.get("name") or tag),
            type=_TYPES.get(kind, "text"),
            required=bool(found.get("required")) and not self._skip,
            help=helps.get(kind, ""),
            choices=tuple(map(str, choices)) if isinstance(choices, list) and kind in ("radio", "dropdown") else (),
            most=255 if kind == "text" else 0,
        )

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.mailchimp.jobs import MemberJobs
        from census_desktop.destinations.mailchimp.writers import MemberWriter, People, TagWriter

        spec = next((s for s in (MEMBERS, TAG) if s.name == target.object), None)
        if spec is None or target.operation not in spec.operations or target.key_field != KEY.name:
            raise ConfigError(
                f"Mailchimp does not take “{target.object}” this way.",
                hint="It takes members and tag, by e-mail: update or create; update only for members, mirror for tags.",
            )
        if target.operation is Operation.MIRROR and target.removal is not Removal.REMOVE:
            raise ConfigError("A tag is taken from people; there is nothing to empty or to swap.", hint="Choose to remove.")
        self._list.info(self._id)
        people = People(self._list, self._new, self._skip)
        if spec is MEMBERS:
            return MemberJobs(people, self._clock, self._calls) if self._jobs else MemberWriter(people)
        return TagWriter(people, self._tag(target), keys_only=len(schema.names) == 1)

    def _tag(self, target: Target) -> str:
        found = partial(self.audience, TAG.name)
        return opened(target, "tag", NAME_LENGTH, known=found, there=self._tags, made=self._made)

    def _made(self, name: str) -> str:
        from census_desktop.destinations._http.said import needed_text

        reply = self._list.call("POST", "segments", {"name": name, "static_segment": []})
        try:
            self._list.check(reply)
        except BatchRejected as refusal:
            hint = "A tag or segment of that name may be there, for upper and lower case are the same to Mailchimp. "
            raise not_made("Mailchimp", "tag", refusal, f"{hint}Choose another name.") from None
        return needed_text("Mailchimp", reply.json(), "id")

    def _tags(self) -> Iterator[Audience]:
        return (_audience(found) for found in self._list.pages("segments", "segments", {"type": "static"}))

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        return matching(self._tags(), search)

    def audience(self, object_: str, id_: str) -> Audience | None:
        from census_desktop.destinations._http.api import part
        from census_desktop.destinations._http.said import needed_object

        reply = self._list.call("GET", f"segments/{part(id_)}")
        if reply.status == 404:
            return None
        self._list.check(reply)
        return _audience(needed_object("Mailchimp", reply.json()))

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        """With the name alone: an empty list of members beside it would take the tag from everybody."""
        from census_desktop.destinations._http.api import part

        self._list.check(self._list.call("PATCH", f"segments/{part(id_)}", {"name": name}))

    def members(self, object_: str, audience_id: str, key_field: str, cancel: CancelToken) -> Iterator[str]:
        from census_desktop.destinations._http.api import part

        everybody = dict.fromkeys(("include_cleaned", "include_transactional", "include_unsubscribed"), "true")
        path = f"segments/{part(audience_id)}/members"
        for found in self._list.pages(path, "members", {**everybody, "fields": "members.email_address"}, cancel):
            if found.get("email_address"):
                yield str(found["email_address"]).strip().lower()

    def close(self) -> None:
        self._list.close()


def _data_centre(key: str) -> str:
    """The part of the host that a key names. What does not look like one never gets into a host."""
    found = _KEY.fullmatch(key)
    if found is None:
        fault = "does not end in a data centre, such as -us21" if key else "is missing"
        raise CredentialError(
            f"The Mailchimp API key {fault}.",
            kept="Nothing was sent.",
            hint="Copy it whole from Profile, Extras, API keys, and enter it under Destinations.",
        )
    return found[1]


def _audience(found: Mapping[str, Any]) -> Audience:
    from census_desktop.destinations._http.said import needed_text, number

    fills_itself = "" if found.get("type") == "static" else "its conditions fill it, people cannot be added"
    id_ = needed_text("Mailchimp", found, "id")
    return Audience(id_, str(found.get("name") or ""), number(found.get("member_count")), fills_itself)
