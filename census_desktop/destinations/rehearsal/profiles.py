"""The tools that a rehearsal imitates, as data: objects, fields, rules and limits such as real ones of their kind have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from census_desktop.domain.manifest import Limits, ObjectSpec, TargetField
from census_desktop.domain.model import Operation

CUSTOM_TEXT = 65_536
"""Characters that a text field takes unless its rule says otherwise."""

_RECORDS = (Operation.UPSERT, Operation.UPDATE, Operation.CREATE, Operation.MIRROR, Operation.DELETE)
_MEMBERS = (Operation.UPSERT, Operation.MIRROR)
_EVENTS = (Operation.APPEND,)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a field takes. `sha256` fields never get clear text: it is refused before anything leaves."""

    name: str
    label: str
    type: str = "text"
    required: bool = False
    most: int = CUSTOM_TEXT
    choices: tuple[str, ...] = ()
    email: bool = False
    sha256: bool = False

    def fault(self, value: Any) -> str:
        """Why the value is refused, without quoting it; "" when it is fine."""
        if value is None or value == "":
            return f"“{self.name}” is required" if self.required else ""
        text = value if isinstance(value, str) else str(value)
        if self.sha256 and not re.fullmatch(r"[0-9a-f]{64}", text):
            return f"“{self.name}” is taken as a SHA-256 in lower-case hex only; what was mapped was not sent"
        if self.email and not re.fullmatch(r"[^\s@,;<>]{1,64}@[^\s@,;<>]+\.[^\s@,;<>.]{2,}", text):
            return f"“{self.name}” is not an e-mail address"
        if self.choices and text not in self.choices:
            return f"“{self.name}” must be one of {', '.join(self.choices)}"
        if self.type == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
            return f"“{self.name}” must be a number"
        if self.type == "datetime" and not _is_time(value):
            return f"“{self.name}” must be a time in ISO 8601"
        if len(text) > self.most:
            return f"“{self.name}” has more than {self.most:,} characters"
        return ""


def _is_time(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class ObjectProfile:
    """An object of the imitated tool. `also` is the object that keeps the people themselves, where this one has members."""

    spec: ObjectSpec
    rules: Mapping[str, Rule]
    also: str = ""

    def fault(self, record: Mapping[str, Any], *, whole: bool) -> str:
        """Why the record is refused; `whole` also asks for the required fields."""
        for name, value in record.items():
            rule = self.rules.get(name)
            if rule is None:
                if not self.spec.open_fields:
                    return f"there is no field “{name}”"
                rule = Rule(name, name)
            if fault := rule.fault(value):
                return fault
        missing = [rule.name for rule in self.rules.values() if rule.required and rule.name not in record]
        return f"“{missing[0]}” is required" if missing and whole else ""


@dataclass(frozen=True, slots=True)
class Profile:
    """An imitated tool. `reuses_names`: an audience of a name that exists is taken over instead of refused."""

    name: str
    objects: Mapping[str, ObjectProfile]
    limits: Limits
    reuses_names: bool
    longest_name: int
    complaints: tuple[str, ...] = field(default=())
    """Reasons that the practice setting “reject every” gives in turn."""


def _object(
    name: str,
    label: str,
    operations: tuple[Operation, ...],
    keys: tuple[str, ...],
    rules: tuple[Rule, ...],
    *,
    open_fields: bool = False,
    audience_word: str = "",
    removal: str = "are deleted",
    also: str = "",
) -> ObjectProfile:
    spec = ObjectSpec(
        name=name,
        label=label,
        operations=operations,
        fields=tuple(TargetField(r.name, r.label, r.type, required=r.required, help=_help(r)) for r in rules),
        keys=keys,
        open_fields=open_fields,
        audience=bool(audience_word),
        audience_word=audience_word or "audience",
        removal=removal,
    )
    return ObjectProfile(spec, {rule.name: rule for rule in rules}, also)


def _help(rule: Rule) -> str:
    if rule.sha256:
        return "SHA-256 in lower-case hex; clear text is refused."
    if rule.choices:
        return f"One of {', '.join(rule.choices)}."
    return f"At most {rule.most:,} characters." if rule.most < CUSTOM_TEXT else ""


_EXTERNAL_ID = Rule("external_id", "External ID", most=255)
_EMAIL = Rule("email", "E-mail", email=True, most=254)
_PERSON = (
    Rule("first_name", "First name", most=100),
    Rule("last_name", "Last name", most=100),
    Rule("phone", "Phone", most=40),
    Rule("country", "Country", most=60),
)

MAIL_TOOL = Profile(
    name="Mail tool",
    objects={
        "contacts": _object(
            "contacts",
            "Contacts",
            _RECORDS,
            ("external_id", "email"),
            (
                _EXTERNAL_ID,
                Rule("email", "E-mail", email=True, most=254, required=True),
                *_PERSON,
                Rule("status", "Status", choices=("subscribed", "unsubscribed", "pending", "cleaned")),
            ),
            open_fields=True,
            removal="are archived",
        ),
        "list": _object(
            "list",
            "List members",
            _MEMBERS,
            ("external_id", "email"),
            (_EXTERNAL_ID, _EMAIL, *_PERSON),
            open_fields=True,
            audience_word="list",
            removal="leave the list and stay contacts",
            also="contacts",
        ),
        "events": _object(
            "events",
            "Events",
            _EVENTS,
            ("event_id",),
            (
                Rule("event_id", "Event ID", required=True, most=255),
                Rule("name", "Event", required=True, most=255),
                _EXTERNAL_ID,
                Rule("happened_at", "Happened at", type="datetime"),
            ),
            open_fields=True,
        ),
    },
    limits=Limits(batch_rows=500, concurrency=4, rate=50.0),
    reuses_names=True,
    longest_name=100,
    complaints=(
        "this person unsubscribed and cannot be added again",
        "the address bounced before",
        "looks like a role address",
    ),
)

AD_NETWORK = Profile(
    name="Ad network",
    objects={
        "audience": _object(
            "audience",
            "Custom audience",
            _MEMBERS,
            ("external_id", "email", "mobile_id"),
            (
                _EXTERNAL_ID,
                Rule("email", "E-mail, hashed", sha256=True),
                Rule("phone", "Phone, hashed", sha256=True),
                Rule("mobile_id", "Mobile ID", most=64),
                Rule("country", "Country", most=2),
            ),
            audience_word="audience",
            removal="leave the audience",
        ),
        "conversions": _object(
            "conversions",
            "Conversions",
            _EVENTS,
            ("conversion_id",),
            (
                Rule("conversion_id", "Conversion ID", required=True, most=255),
                _EXTERNAL_ID,
                Rule("value", "Value", type="number"),
                Rule("currency", "Currency", choices=("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN")),
                Rule("happened_at", "Happened at", type="datetime"),
            ),
        ),
    },
    limits=Limits(batch_rows=10_000, concurrency=2, rate=50.0),
    reuses_names=False,
    longest_name=50,
    complaints=("the identifier is not in a form that can be matched", "consent was denied for this person"),
)

CRM = Profile(
    name="CRM",
    objects={
        "contacts": _object(
            "contacts",
            "Contacts",
            _RECORDS,
            ("external_id", "email"),
            (
                _EXTERNAL_ID,
                _EMAIL,
                *_PERSON,
                Rule("company_id", "Company ID", most=255),
                Rule("lifecycle_stage", "Lifecycle stage", choices=("subscriber", "lead", "opportunity", "customer")),
                Rule("score", "Score", type="number"),
            ),
            open_fields=True,
            removal="are archived",
        ),
        "companies": _object(
            "companies",
            "Companies",
            _RECORDS,
            ("company_id", "domain"),
            (
                Rule("company_id", "Company ID", most=255),
                Rule("name", "Name", most=255),
                Rule("domain", "Domain", most=255),
                Rule("industry", "Industry", most=100),
                Rule("employees", "Employees", type="number"),
                Rule("country", "Country", most=60),
            ),
            open_fields=True,
            removal="are archived",
        ),
        "activities": _object(
            "activities",
            "Activities",
            _EVENTS,
            ("activity_id",),
            (
                Rule("activity_id", "Activity ID", required=True, most=255),
                Rule("subject", "Subject", required=True, most=255),
                _EXTERNAL_ID,
                Rule("happened_at", "Happened at", type="datetime"),
            ),
            open_fields=True,
        ),
    },
    limits=Limits(batch_rows=500, concurrency=4, rate=20.0),
    reuses_names=True,
    longest_name=255,
    complaints=("another contact already owns this e-mail address", "the lifecycle stage cannot move backwards"),
)

PROFILES: Mapping[str, Profile] = {p.name: p for p in (MAIL_TOOL, AD_NETWORK, CRM)}


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
    return ObjectSpec(
        name=one.name,
        label=one.label,
        operations=tuple(dict.fromkeys((*one.operations, *other.operations))),
        fields=tuple(TargetField(f.name, f.label, f.type, required=f.name in required, help=f.help) for f in fields.values()),
        keys=tuple(dict.fromkeys((*one.keys, *other.keys))),
        open_fields=one.open_fields or other.open_fields,
        removal=one.removal,
    )
