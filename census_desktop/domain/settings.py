"""The settings of a connection or a source, against the fields of its type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField


def checked_settings(name: str, config: Mapping[str, Any], fields: Sequence[ConfigField]) -> dict[str, Any]:
    """The settings with defaults filled in, or ConfigError that names every fault and what is valid."""
    valid = {f.name: f for f in fields if not f.secret}
    secret = {f.name for f in fields if f.secret}
    faults: list[str] = []
    for key in config:
        if key in secret:
            faults.append(f"“{key}” is a credential and is kept in the keyring, not here")
        elif key not in valid:
            faults.append(f"unknown key “{key}”")
    values: dict[str, Any] = {}
    for key, field in valid.items():
        given = config.get(key)
        if given is None or given == "":
            values[key] = field.default
            if field.required:
                faults.append(f"“{key}” is missing")
        else:
            values[key] = given
            if wrong := _fault(field, given):
                faults.append(f"“{key}” {wrong}")
    if faults:
        raise ConfigError(f"“{name}” is not set up right: {'; '.join(faults)}.", hint=f"Valid here: {', '.join(valid)}.")
    return values


def _fault(field: ConfigField, value: Any) -> str:
    """What is wrong with the value, completing the field's name; "" when it is fine."""
    match field.kind:
        case "number":
            return _number_fault(field, value)
        case "boolean":
            return "" if isinstance(value, bool) else "must be true or false"
        case "choice":
            return "" if value in field.choices else f"must be one of {', '.join(field.choices)}"
        case "pairs":
            fine = isinstance(value, Mapping) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())
            return "" if fine else "must be names with texts"
        case _:
            return "" if isinstance(value, str) else "must be a text"


def _number_fault(field: ConfigField, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "must be a number"
    if field.whole and not float(value).is_integer():
        return "must be a whole number"
    if field.least is not None and not value >= field.least:
        return f"must be {field.least:g} or more"
    if field.most is not None and not value <= field.most:
        return f"must be {field.most:g} or less"
    return ""
