"""Field mappings as plain data and back; see codec.py. `segment_ref` translates the segment of a `member` mapping."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from census_desktop.domain.model import FieldMapping, MappingKind
from census_desktop.domain.normalise import ALREADY, HASHES, RULES
from census_desktop.domain.plain import PlainError, Ref, boolean, check_keys, choice, items, resolved, same, text, type_name

RUN_FACTS = ("id", "time", "sync")
TYPES = ("text", "integer", "number", "boolean", "date", "datetime", "array", "object", "json")
"""What a mapping can convert to."""

_KINDS = ("column", "constant", "template", "run", "member")
_OPTIONS = ("related", "type", "normalise", "hash", "country", "send_nulls", "only_if_empty")


def mapping_from_plain(data: Any, path: str, segment_ref: Ref = same) -> FieldMapping:
    check_keys(data, path, ("field",), (*_KINDS, *_OPTIONS))
    given = [kind for kind in _KINDS if kind in data]
    if len(given) != 1:
        raise PlainError(path, f"a mapping has exactly one of {', '.join(_KINDS)}")
    field, kind = text(data["field"], f"{path}.field"), given[0]
    at = f"{path}.{kind}"
    value: Any
    match kind:
        case "constant":
            value = _constant(data[kind], at)
        case "run":
            value = choice(data[kind], at, RUN_FACTS)
        case "member":
            value = resolved(segment_ref, data[kind], at)
        case _:
            value = text(data[kind], at)
    mapping = FieldMapping(field, **{kind: value}, **_options(data, path))
    refuse_senseless(mapping, path)
    return mapping


def _constant(value: Any, path: str) -> Any:
    if value is not None and not isinstance(value, str | int | float | bool):
        raise PlainError(
            path, f"expected one value, found {type_name(value)}", hint="Lists and objects: JSON text and type: json."
        )
    if isinstance(value, float) and not math.isfinite(value):
        raise PlainError(path, "expected a finite number")
    return value


def _options(data: Mapping[str, Any], path: str) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if "related" in data:
        related = data["related"] if isinstance(data["related"], list | tuple) else [data["related"]]
        names = items(related, f"{path}.related")
        options["related"] = tuple(text(name, f"{path}.related[{n}]") for n, name in enumerate(names))
        if not names:
            raise PlainError(f"{path}.related", "names no relationship")
    for key, valid in (("type", TYPES), ("normalise", tuple(RULES)), ("hash", (*HASHES, ALREADY))):
        if data.get(key):
            options[key] = choice(data[key], f"{path}.{key}", valid)
    if data.get("country"):
        country = text(data["country"], f"{path}.country")
        if not re.fullmatch(r"[A-Za-z]{2}", country):
            raise PlainError(f"{path}.country", "expected two letters, as in DE")
        options["country"] = country.upper()
    for key in ("send_nulls", "only_if_empty"):
        if key in data:
            options[key] = boolean(data[key], f"{path}.{key}")
    return options


def refuse_senseless(mapping: FieldMapping, path: str) -> None:
    """Raise PlainError for options that do not go together, whatever the data set and the destination are."""
    kind = mapping.kind
    if mapping.related and not mapping.column:
        raise PlainError(f"{path}.related", "goes with column only")
    if kind is MappingKind.RUN and (mapping.hash or mapping.normalise or mapping.type or not mapping.send_nulls):
        raise PlainError(path, "a fact of the run is sent as it is", hint="Leave out hash, normalise, type and send_nulls.")
    if kind is MappingKind.MEMBER and (mapping.hash or mapping.normalise):
        raise PlainError(path, "membership is true or false; it is not hashed or normalised")
    if mapping.hash and mapping.type and mapping.type != "text":
        raise PlainError(f"{path}.type", "a digest is text", hint="Leave out type or hash.")
    if mapping.hash == ALREADY and mapping.normalise:
        raise PlainError(f"{path}.normalise", "a digest cannot be normalised any more", hint="Leave out normalise.")
    if mapping.country and mapping.normalise and not RULES[mapping.normalise].country:
        raise PlainError(f"{path}.country", f"“{mapping.normalise}” does not look at a country")


def mapping_to_plain(mapping: FieldMapping, segment_ref: Ref = same) -> dict[str, Any]:
    """The inverse of `mapping_from_plain`; what is as usual is left out."""
    plain: dict[str, Any] = {"field": mapping.field}
    match mapping.kind:
        case MappingKind.RELATED:
            plain["column"] = mapping.column
            plain["related"] = mapping.related[0] if len(mapping.related) == 1 else list(mapping.related)
        case MappingKind.MEMBER:
            plain["member"] = segment_ref(mapping.member)
        case kind:
            plain[kind.value] = getattr(mapping, kind.value)
    plain |= {key: value for key in ("type", "normalise", "hash", "country") if (value := getattr(mapping, key))}
    if not mapping.send_nulls:
        plain["send_nulls"] = False
    if mapping.only_if_empty:
        plain["only_if_empty"] = True
    return plain
