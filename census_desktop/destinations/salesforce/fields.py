"""What Salesforce describes of an object, as fields of a sync; and values, keys and ids in the forms that it takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from census_desktop.destinations._http.said import needed_objects, needed_text, number, objects
from census_desktop.destinations.salesforce import CONSENT, ID, MEMBER_FIELDS, OPERATIONS, PEOPLE
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import TargetField
from census_desktop.domain.model import Operation

TYPES = {
    "boolean": "boolean",
    "int": "integer",
    "long": "integer",
    "double": "number",
    "currency": "number",
    "percent": "number",
    "date": "date",
    "datetime": "datetime",
}
NUMBERS = ("int", "long", "double", "currency", "percent")
OF_CONSENT = re.compile(r"HasOptedOut|DoNotCall|ShouldForget|SendIndividualData|CanStorePii|ConsentStatus")


class Described:
    """An object as its describe tells of it."""

    def __init__(self, said: Any) -> None:
        self.name = needed_text("Salesforce", said, "name")
        described = [f for f in needed_objects("Salesforce", said, "fields") if isinstance(f.get("name"), str)]
        self.label = str(said.get("labelPlural") or said.get("label") or self.name)
        self.flags = {flag: bool(said.get(flag)) for flag in ("createable", "updateable", "deletable")}
        self.fields: dict[str, Mapping[str, Any]] = {f["name"]: f for f in described}
        self.relations = {str(f["relationshipName"]): f for f in described if f.get("relationshipName")}
        self.related: dict[str, Described] = {}
        """Objects behind relations that a mapping goes through."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Fields that Salesforce looks records up by, and the record id."""
        named = [n for n, f in self.fields.items() if n != "Id" and (f.get("externalId") or f.get("idLookup"))]
        return (*named, "Id")

    def field(self, name: str) -> TargetField:
        if name not in self.fields:
            raise ConfigError(f"{self.label} has no field {name}.", hint="Check the name and the user's permissions.")
        return field_of(self.fields[name])

    def check(self, names: Sequence[str]) -> None:
        """Refuse what a mapping may not write, before anything is sent."""
        unknown = [n for n in names if n not in self.fields and n.partition(".")[0] not in self.relations]
        if unknown:
            raise ConfigError(
                f"{self.label} has no field {', '.join(unknown)} that this user may see.",
                hint="Make it in Salesforce, give the user access to it, or remove the mapping.",
            )
        for name in names:
            relation, dot, inner = name.partition(".")
            if dot and (relation not in self.related or inner not in self.related[relation].keys):
                raise ConfigError(
                    f"{name} finds no record: {inner} is no external id of one kind of object.",
                    hint=f"Map the id itself to {self.relations[relation]['name']}, or mark the field as External ID.",
                )
        if fixed := [n for n in names if n in self.fields and field_of(self.fields[n]).read_only]:
            raise ConfigError(f"{', '.join(fixed)} is read-only in Salesforce.", hint="Remove the mapping.")

    def value(self, name: str, value: Any) -> Any:
        """A JSON value in the form of its field: one wrong type would have the whole call refused."""
        type_ = str(self.fields.get(name, {}).get("type", "string"))
        if isinstance(value, list):
            value = ";".join(text_of(item) for item in value)
        if value is None:
            return None
        if type_ in NUMBERS:
            return _number(value) if isinstance(value, str) else value
        if type_ == "boolean":
            return {"true": True, "false": False}.get(str(value).lower(), value)
        text = text_of(value)
        if type_ == "date":
            return text[:10]
        return f"{text}T00:00:00Z" if type_ == "datetime" and re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text

    def body(self, record: Mapping[str, Any], leave: Sequence[str] = ()) -> dict[str, Any]:
        """A record for JSON; Account.Number__c becomes a record within it."""
        made: dict[str, Any] = {"attributes": {"type": self.name}}
        for name, value in record.items():
            relation, dot, inner = name.partition(".")
            if name in leave:
                continue
            if dot:
                made[relation] = None if value is None else {inner: self.related[relation].value(inner, value)}
            else:
                made[name] = self.value(name, value)
        return made

    def key_text(self, name: str, value: Any) -> str:
        """A key as it is compared: Salesforce looks at upper and lower case only where the field says so."""
        text = text_of(value).strip()
        if name == "Id":
            return long_id(text)
        found = self.fields.get(name, {})
        if found.get("type") in NUMBERS:
            return _plain(text)
        return text if found.get("caseSensitive") else text.lower()

    def literals(self, name: str, keys: Iterable[str]) -> list[str]:
        """Keys as a query writes them; none is like a number that is not one."""
        if self.fields.get(name, {}).get("type") in NUMBERS:
            return [key for key in keys if re.fullmatch(r"-?\d+(\.\d+)?", key)]
        return [quoted(key) for key in keys]


def fields_of(found: Described, others: Mapping[str, Described]) -> tuple[TargetField, ...]:
    """Its fields, then the external ids by which related records are found."""
    own = [field_of(f) for name, f in found.fields.items() if name != "Id"]
    related = [
        TargetField(f"{relation}.{key}", f"{f.get('label') or relation} by {key}", help="Finds the related record.")
        for relation, f in found.relations.items()
        if not field_of(f).read_only and len(targets_of(f)) == 1
        for target in targets_of(f)
        for key, other in (others[target].fields.items() if target in others else ())
        if other.get("externalId")
    ]
    return (*own, *related, ID)


def targets_of(found: Mapping[str, Any]) -> list[str]:
    """The objects that a field refers to."""
    names = found.get("referenceTo")
    return [str(name) for name in names] if isinstance(names, list) else []


def field_of(found: Mapping[str, Any]) -> TargetField:
    kind = str(found.get("type") or "string")
    picked = [str(v.get("value")) for v in objects(found.get("picklistValues")) if v.get("active", True)]
    new = not found.get("nillable", True) and found.get("createable") and not found.get("defaultedOnCreate")
    helps = [str(found.get("inlineHelpText") or ""), "New records need it." if new else ""]
    return TargetField(
        found["name"],
        str(found.get("label") or found["name"]),
        TYPES.get(kind, "text"),
        read_only=not (found.get("createable") or found.get("updateable")),
        help=" ".join(text for text in helps if text),
        choices=tuple(picked) if kind == "picklist" and found.get("restrictedPicklist") else (),
        most=number(found.get("length")) or 0 if TYPES.get(kind, "text") == "text" else 0,
        consent=CONSENT if OF_CONSENT.search(found["name"]) else "",
    )


def operations_of(found: Described) -> tuple[Operation, ...]:
    """What this user may do with its records."""
    need = {
        Operation.UPSERT: ("createable", "updateable"),
        Operation.UPDATE: ("updateable",),
        Operation.CREATE: ("createable",),
        Operation.MIRROR: ("createable", "updateable", "deletable"),
        Operation.DELETE: ("deletable",),
    }
    may = tuple(o for o in OPERATIONS if all(found.flags[flag] for flag in need[o]))
    return tuple(o for o in may if len(found.keys) > 1 or o in (Operation.UPDATE, Operation.DELETE)) or may


def member_fields(members: Described, people: Mapping[str, Described]) -> tuple[tuple[TargetField, ...], tuple[str, ...]]:
    """Fields of campaign members, and the keys by which a contact or lead is found."""
    by = [f"{person}.{key}" for person in PEOPLE.values() if person in people for key in people[person].keys if key != "Id"]
    keys = (*PEOPLE, *by)
    written = [
        field_of(f)
        for name, f in members.fields.items()
        if name not in ("Id", "CampaignId", *PEOPLE) and not field_of(f).read_only
    ]
    return (*MEMBER_FIELDS[:2], *(TargetField(name, name.replace(".", "’s "), "text") for name in by), *written), keys


def text_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Decimal):
        return format(value.to_integral_value() if value == value.to_integral_value() else value, "f")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def quoted(text: str) -> str:
    """A text within a query."""
    escapes = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "'" + "".join(escapes.get(c, c) for c in text) + "'"


def long_id(id_: str) -> str:
    """An id in its form of 18 characters; the shorter one tells upper from lower case."""
    if not re.fullmatch(r"[A-Za-z0-9]{15}", id_):
        return id_
    marks = [sum(1 << n for n, c in enumerate(id_[start : start + 5]) if c.isupper()) for start in (0, 5, 10)]
    return id_ + "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[mark] for mark in marks)


def _number(text: str) -> Any:
    """A text as a number of JSON; one that is none stays, for Salesforce to refuse."""
    try:
        return int(text) if re.fullmatch(r"\s*-?\d+\s*", text) else float(text)
    except ValueError:
        return text


def _plain(text: str) -> str:
    """A number as it is compared, 7 for 7.0; other texts stay."""
    return format(Decimal(text).normalize(), "f") if re.fullmatch(r"-?\d+(\.\d+)?", text) else text
