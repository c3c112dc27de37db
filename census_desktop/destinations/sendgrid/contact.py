"""What a contact is to SendGrid: which fields it has, what would be refused, and whom a refusal is about."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from census_desktop.destinations._connector import EMAIL

IDENTIFIERS = ("email", "external_id", "phone_number_id", "anonymous_id")
LONGEST = {
    "email": 254,
    "external_id": 254,
    "anonymous_id": 254,
    "first_name": 50,
    "last_name": 50,
    "address_line_1": 100,
    "address_line_2": 100,
    "city": 60,
    "state_province_region": 50,
    "country": 50,
}
RESERVED = frozenset({*IDENTIFIERS, *LONGEST, "postal_code", "alternate_emails"})


@dataclass(frozen=True, slots=True)
class CustomField:
    """`type`: Text | Number | Date."""

    id: str
    name: str
    type: str

    @property
    def column_type(self) -> str:
        return {"Text": "text", "Number": "number", "Date": "datetime"}.get(self.type, "any")


def contact_of(record: Mapping[str, Any], fields: Mapping[str, CustomField]) -> tuple[dict[str, Any], bool, str]:
    """The contact, whether a value of it cannot be emptied, and why it would be refused. `fields`: by name in lower case."""
    contact: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    left, why = False, ""
    for name, value in record.items():
        if name in IDENTIFIERS:
            if value not in (None, ""):
                contact[name] = str(value)
        elif name == "alternate_emails":
            contact[name] = list(map(str, value if isinstance(value, list) else [value] if value else []))
            why = why or ("“alternate_emails” holds more than five." if len(contact[name]) > 5 else "")
        elif name in RESERVED:
            contact[name] = _text(value)
        elif value is None and fields[name.lower()].type != "Text":
            left = True
        else:
            field = fields[name.lower()]
            try:
                custom[field.id] = _number(value) if field.type == "Number" else _text(value)
            except ValueError:
                why = why or f"“{name}” is not a number."
    if custom:
        contact["custom_fields"] = custom
    return contact, left, why or _fault(contact)


def quoted_in(message: str) -> Iterator[str]:
    """What stands in quotation marks, of either kind: an address may hold an apostrophe itself."""
    for mark in "'\"":
        parts = message.split(mark)
        for first in range(1, len(parts)):
            for last in range(first + 1, min(first + 4, len(parts))):
                yield mark.join(parts[first:last])


def _fault(contact: Mapping[str, Any]) -> str:
    """Why SendGrid would refuse it, and with it the whole request."""
    if not any(name in contact for name in IDENTIFIERS):
        return "A contact needs an e-mail, an external ID, a phone number ID or an anonymous ID."
    if "email" in contact and not EMAIL.fullmatch(contact["email"]):
        return "“email” is not an e-mail address."
    for name, most in LONGEST.items():
        if len(contact.get(name, "")) > most:
            return f"“{name}” is longer than {most} characters."
    return ""


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _number(value: Any) -> int | float:
    """Raises ValueError for what is none, or none that JSON can hold."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    number: int | float = value if is_number else float(_text(value))
    if not math.isfinite(number):
        raise ValueError
    return number
