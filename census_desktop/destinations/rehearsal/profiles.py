"""The tools that a rehearsal imitates, as data: objects, fields, rules and limits such as real ones of their kind have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from census_desktop.destinations.rehearsal.rules import Profile, Rule, object_, objects
from census_desktop.domain.manifest import Limits, ObjectSpec
from census_desktop.domain.model import Operation, Removal

_RECORDS = (Operation.UPSERT, Operation.UPDATE, Operation.CREATE, Operation.MIRROR, Operation.DELETE)
_MEMBERS = (Operation.UPSERT, Operation.MIRROR)
_EVENTS = (Operation.APPEND,)
_CLEARED = (Removal.REMOVE, Removal.NULL_OUT)

_EXTERNAL_ID = Rule("external_id", "External ID", most=255)
_EMAIL = Rule("email", "E-mail", email=True, most=254)
_PERSON = (
    Rule("first_name", "First name", most=100),
    Rule("last_name", "Last name", most=100),
    Rule("phone", "Phone", most=40),
    Rule("country", "Country", most=60),
)
_HAPPENED_AT = Rule("happened_at", "Happened at", type="datetime")

MAIL_TOOL = Profile(
    name="Mail tool",
    objects=objects(
        object_(
            (
                _EXTERNAL_ID,
                Rule("email", "E-mail", email=True, most=254, required=True),
                *_PERSON,
                Rule("status", "Status", choices=("subscribed", "unsubscribed", "pending", "cleaned")),
            ),
            name="contacts",
            label="Contacts",
            operations=_RECORDS,
            keys=("external_id", "email"),
            open_fields=True,
            removal="are archived",
            removals=_CLEARED,
        ),
        object_(
            (_EXTERNAL_ID, _EMAIL, *_PERSON),
            also="contacts",
            name="list",
            label="List members",
            operations=_MEMBERS,
            keys=("external_id", "email"),
            open_fields=True,
            audience=True,
            audience_word="list",
            longest_name=100,
            removal="leave the list and stay contacts",
        ),
        object_(
            (
                Rule("event_id", "Event ID", required=True, most=255),
                Rule("name", "Event", required=True, most=255),
                _EXTERNAL_ID,
                _HAPPENED_AT,
            ),
            name="events",
            label="Events",
            operations=_EVENTS,
            keys=("event_id",),
            open_fields=True,
        ),
    ),
    limits=Limits(batch_rows=500, concurrency=4, rate=50.0, batch_timeout=60.0),
    reuses_names=True,
    longest_name=100,
    complaints=(
        "this person unsubscribed and cannot be added again",
        "the address bounced before",
        "looks like a role address",
    ),
)

_IDENTIFIERS = (
    _EXTERNAL_ID,
    Rule("email", "E-mail, hashed", hash="sha256", normalise="email"),
    Rule("phone", "Phone, hashed", hash="sha256", normalise="phone_e164"),
    Rule("mobile_id", "Mobile ID", most=64),
    Rule("country", "Country", most=2),
)

AD_NETWORK = Profile(
    name="Ad network",
    objects=objects(
        object_(
            _IDENTIFIERS,
            name="audience",
            label="Custom audience",
            operations=_MEMBERS,
            keys=("external_id", "email", "mobile_id"),
            audience=True,
            longest_name=50,
            removal="leave the audience",
        ),
        object_(
            _IDENTIFIERS,
            name="customer_file",
            label="Customer file",
            operations=_MEMBERS,
            keys=("external_id", "email", "mobile_id"),
            audience=True,
            longest_name=50,
            removal="are not in the next upload",
            removals=(Removal.SWAP,),
        ),
        object_(
            (
                Rule("conversion_id", "Conversion ID", required=True, most=255),
                _EXTERNAL_ID,
                Rule("value", "Value", type="number"),
                Rule("currency", "Currency", choices=("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN")),
                _HAPPENED_AT,
            ),
            name="conversions",
            label="Conversions",
            operations=_EVENTS,
            keys=("conversion_id",),
        ),
    ),
    limits=Limits(batch_rows=10_000, concurrency=2, rate=50.0, batch_timeout=60.0),
    reuses_names=False,
    longest_name=50,
    complaints=("the identifier is not in a form that can be matched", "consent was denied for this person"),
)

CRM = Profile(
    name="CRM",
    objects=objects(
        object_(
            (
                _EXTERNAL_ID,
                _EMAIL,
                *_PERSON,
                Rule("company_id", "Company ID", most=255),
                Rule("lifecycle_stage", "Lifecycle stage", choices=("subscriber", "lead", "opportunity", "customer")),
                Rule("score", "Score", type="number"),
                Rule("open_deals", "Open deals", type="integer"),
                Rule("birth_date", "Birth date", type="date"),
                Rule("last_seen_at", "Last seen at", type="datetime"),
                Rule("do_not_call", "Do not call", type="boolean"),
            ),
            name="contacts",
            label="Contacts",
            operations=_RECORDS,
            keys=("external_id", "email"),
            open_fields=True,
            removal="are archived",
            removals=_CLEARED,
            only_if_empty=True,
        ),
        object_(
            (
                Rule("company_id", "Company ID", most=255),
                Rule("name", "Name", most=255),
                Rule("domain", "Domain", most=255),
                Rule("industry", "Industry", most=100),
                Rule("employees", "Employees", type="integer"),
                Rule("country", "Country", most=60),
            ),
            name="companies",
            label="Companies",
            operations=_RECORDS,
            keys=("company_id", "domain"),
            open_fields=True,
            removal="are archived",
            removals=_CLEARED,
            only_if_empty=True,
        ),
        object_(
            (
                Rule("activity_id", "Activity ID", required=True, most=255),
                Rule("subject", "Subject", required=True, most=255),
                _EXTERNAL_ID,
                _HAPPENED_AT,
            ),
            name="activities",
            label="Activities",
            operations=_EVENTS,
            keys=("activity_id",),
            open_fields=True,
        ),
    ),
    limits=Limits(batch_rows=500, concurrency=4, rate=20.0, batch_timeout=60.0),
    reuses_names=True,
    longest_name=255,
    complaints=("another contact already owns this e-mail address", "the lifecycle stage cannot move backwards"),
)

BULK_CRM = Profile(
    name="Bulk CRM",
    objects={name: CRM.objects[name] for name in ("contacts", "companies")},
    limits=Limits(batch_rows=10_000, concurrency=2, rate=20.0, batch_timeout=60.0),
    reuses_names=True,
    longest_name=255,
    complaints=CRM.complaints,
    polls=3,
)

PROFILES: Mapping[str, Profile] = {p.name: p for p in (MAIL_TOOL, AD_NETWORK, CRM, BULK_CRM)}


def writer_limits(profile: Profile, settings: Mapping[str, Any]) -> Limits:
    """The tool's limits; what the practice settings count must come in order, to fail in the same place every time."""
    counts = bool(settings["reject_every"] or settings["fail_after"])
    return replace(profile.limits, concurrency=1) if counts else profile.limits


def all_objects() -> tuple[ObjectSpec, ...]:
    """The objects of every profile, for checks before a connection is open. Two of one name are merged to what either
    takes; the open destination knows better."""
    merged: dict[str, ObjectSpec] = {}
    for profile in PROFILES.values():
        for name, found in profile.objects.items():
            merged[name] = _either(merged[name], found.spec) if name in merged else found.spec
    return tuple(merged.values())


def _either(one: ObjectSpec, other: ObjectSpec) -> ObjectSpec:
    required = {f.name for f in one.fields if f.required} & {f.name for f in other.fields if f.required}
    fields = {f.name: f for f in (*other.fields, *one.fields)}
    return replace(
        one,
        operations=tuple(dict.fromkeys((*one.operations, *other.operations))),
        fields=tuple(replace(f, required=f.name in required) for f in fields.values()),
        keys=tuple(dict.fromkeys((*one.keys, *other.keys))),
        open_fields=one.open_fields or other.open_fields,
        removals=tuple(dict.fromkeys((*one.removals, *other.removals))),
        only_if_empty=one.only_if_empty or other.only_if_empty,
    )
