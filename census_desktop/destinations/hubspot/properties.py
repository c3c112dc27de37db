"""HubSpot's properties as fields of a sync, and values as HubSpot takes them: everything travels as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from census_desktop.destinations._http.said import at, objects
from census_desktop.destinations.hubspot import CONSENT, ID, RECORD_ID
from census_desktop.destinations.hubspot.portal import Kind, Property
from census_desktop.domain.manifest import TargetField

LONGEST_TEXT = 65_536
TYPES = {"number": "number", "bool": "boolean", "date": "date", "datetime": "datetime"}
MANY = "checkbox"


def fields_of(properties: Sequence[Property], kind: Kind) -> tuple[TargetField, ...]:
    keys = keys_of(properties, kind)
    shown = [p for p in properties if p["name"] != RECORD_ID and (p["name"] in keys or not p.get("hidden"))]
    return (*(_field(p) for p in shown), ID)


def keys_of(properties: Sequence[Property], kind: Kind) -> tuple[str, ...]:
    """What identifies one record: unique properties, for contacts the e-mail too, and the record id."""
    names = ["email"] if kind.name == "contacts" else []
    names += [p["name"] for p in properties if p.get("hasUniqueValue") and not _read_only(p)]
    return (*dict.fromkeys(n for n in names if n != RECORD_ID), RECORD_ID)


def _read_only(found: Property) -> bool:
    return bool(found.get("calculated") or at(found, "modificationMetadata", "readOnlyValue"))


def _field(found: Property) -> TargetField:
    options = tuple(str(o.get("value")) for o in objects(found.get("options")))
    type_ = TYPES.get(str(found.get("type")), "text")
    yes_no = found.get("fieldType") == "booleancheckbox" or type_ == "boolean"
    one_of = found.get("type") == "enumeration" and not yes_no and not found.get("externalOptions")
    return TargetField(
        found["name"],
        str(found.get("label") or found["name"]),
        "boolean" if yes_no else type_,
        read_only=_read_only(found),
        help=str(found.get("description") or "").strip(),
        choices=options if one_of and found.get("fieldType") != MANY else (),
        most=LONGEST_TEXT if found.get("type") == "string" else 0,
        consent=next((why for name, why in CONSENT.items() if found["name"].startswith(name)), ""),
    )


def text_of(value: Any) -> str:
    """A JSON value as HubSpot takes it; an empty text clears a property."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.to_integral_value() if value == value.to_integral_value() else value, "f")
    if isinstance(value, list):
        return ";".join(text_of(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=text_of)


def same(sent: str, there: Any) -> bool:
    """Whether a property holds what was sent, though numbers and times come back in another form."""
    kept = "" if there is None else str(there)
    if sent == kept:
        return True
    for read in (Decimal, _moment):
        try:
            if read(sent) == read(kept):
                return True
        except (ValueError, InvalidOperation):
            continue
    return False


def _moment(text: str) -> datetime:
    found = datetime.fromtimestamp(int(text) / 1000, UTC) if text.isdecimal() else datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
