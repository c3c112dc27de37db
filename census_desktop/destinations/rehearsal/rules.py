"""What an imitated tool asks of a record: rules of fields, objects, and the tool itself, all as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from census_desktop.domain.manifest import Limits, ObjectSpec, TargetField

LONGEST_TEXT = 65_536
"""Characters that a text field takes unless its rule says otherwise."""

_TYPES = {
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date as in 2026-11-24",
    "datetime": "a time in ISO 8601",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a field takes: a type as in ColumnType, a length, one of some choices, an e-mail address, a digest."""

    name: str
    label: str
    type: str = "text"
    required: bool = False
    most: int = LONGEST_TEXT
    choices: tuple[str, ...] = ()
    email: bool = False
    hash: str = ""
    normalise: str = ""

    @property
    def field(self) -> TargetField:
        return TargetField(
            name=self.name,
            label=self.label,
            type=self.type,
            required=self.required,
            help=self._help(),
            normalise=self.normalise,
            hash=self.hash,
            choices=self.choices,
            most=self.most if self.most < LONGEST_TEXT else 0,
        )

    def _help(self) -> str:
        if self.hash:
            return f"{_digest_name(self.hash)} in lower-case hex; clear text is refused."
        if self.choices:
            return f"One of {', '.join(self.choices)}."
        return f"At most {self.most:,} characters." if self.most < LONGEST_TEXT else ""

    def fault(self, value: Any) -> str:
        """Why the value is refused, without quoting it; "" when it is fine."""
        if value is None or value == "":
            return f"“{self.name}” is required" if self.required else ""
        text = value if isinstance(value, str) else str(value)
        if self.hash and not re.fullmatch(r"[0-9a-f]+", text):
            return f"“{self.name}” is taken as a {_digest_name(self.hash)} in lower-case hex only"
        if self.email and not re.fullmatch(r"[^\s@,;<>]{1,64}@[^\s@,;<>]+\.[^\s@,;<>.]{2,}", text):
            return f"“{self.name}” is not an e-mail address"
        if self.choices and text not in self.choices:
            return f"“{self.name}” must be one of {', '.join(self.choices)}"
        if not _is_of(self.type, value):
            return f"“{self.name}” must be {_TYPES[self.type]}"
        if len(text) > self.most:
            return f"“{self.name}” has more than {self.most:,} characters"
        return ""


def _digest_name(hash_: str) -> str:
    return "MD5" if hash_ == "md5" else f"SHA-{hash_.removeprefix('sha')}"


def _is_of(type_: str, value: Any) -> bool:
    match type_:
        case "integer":
            return not isinstance(value, bool) and (isinstance(value, int) or (isinstance(value, float) and value.is_integer()))
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "boolean":
            return isinstance(value, bool)
        case "date":
            return isinstance(value, str) and len(value) == 10 and _parses(date.fromisoformat, value)
        case "datetime":
            return isinstance(value, str) and _parses(datetime.fromisoformat, value)
        case _:
            return True


def _parses(parse: Any, text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


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
    """An imitated tool. `reuses_names`: an audience of a name that exists is taken over instead of refused. `polls`: batches
    are jobs, done after so many polls; 0 answers at once."""

    name: str
    objects: Mapping[str, ObjectProfile]
    limits: Limits
    reuses_names: bool
    longest_name: int
    complaints: tuple[str, ...] = field(default=())
    """Reasons that the practice setting “reject every” gives in turn."""
    polls: int = 0


def objects(*found: ObjectProfile) -> dict[str, ObjectProfile]:
    return {one.spec.name: one for one in found}


def object_(rules: tuple[Rule, ...], also: str = "", **spec: Any) -> ObjectProfile:
    """An object whose fields are those of the rules; `spec` as in ObjectSpec."""
    return ObjectProfile(ObjectSpec(fields=tuple(r.field for r in rules), **spec), {r.name: r for r in rules}, also)
