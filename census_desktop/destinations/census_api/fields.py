"""Fields as a server of the Custom Destination API lists them: what may be mapped to them, and how values travel."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Target

Field = Mapping[str, Any]
CREATING = frozenset({Operation.UPSERT, Operation.CREATE, Operation.MIRROR, Operation.APPEND})
"""Operations that may make a record, which needs every required field."""


def wired(value: Any, field: Field) -> Any:
    """A value as the field's type travels: decimals as texts, decided by the field and not by the column it comes from."""
    convert = _WIRE.get(str(field.get("type")), lambda v: v)
    if value is None:
        return None
    if field.get("array"):
        return [None if v is None else convert(v) for v in (value if isinstance(value, list) else [value])]
    return convert(value)


def text_of(value: Any) -> str:
    if isinstance(value, str):
        return value
    return format(value, "f") if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False, default=float)


def identity(identifier: Any) -> str:
    """An identifier as it is compared: 7, 7.0 and "7" are the same, for it is of one type in a batch."""
    if isinstance(identifier, float) and identifier.is_integer():
        identifier = int(identifier)
    return text_of(identifier)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


_WIRE: Mapping[str, Callable[[Any], Any]] = {
    "string": text_of,
    "decimal": lambda v: text_of(v) if _is_number(v) else v,
    "float": lambda v: float(v) if isinstance(v, Decimal) else v,
    "integer": lambda v: int(v) if isinstance(v, Decimal) and v == v.to_integral_value() else v,
    "date": lambda v: v[:10] if isinstance(v, str) and re.match(r"\d{4}-\d\d-\d\dT", v) else v,
    "date_time": lambda v: f"{v}T00:00:00Z" if isinstance(v, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", v) else v,
}
_TYPES = {
    "boolean": "boolean",
    "integer": "integer",
    "float": "number",
    "decimal": "number",
    "string": "text",
    "date": "date",
    "date_time": "datetime",
}


def target_field(field: Field, operations: Sequence[Operation]) -> TargetField:
    name = field["field_api_name"]
    return TargetField(
        name=name,
        label=str(field.get("label") or name),
        type="any" if field.get("array") else _TYPES.get(str(field.get("type")), "any"),
        required=bool(field.get("required")) and not CREATING.isdisjoint(operations),
        read_only=field.get("createable") is False and field.get("updateable") is False,
        help="Takes a list." if field.get("array") else "",
    )


def new_field(name: str, type_: Any) -> Field:
    """A field that the server makes when it first sees it, described by the column that is mapped to it."""
    import pyarrow.types as kinds

    array = kinds.is_list(type_) or kinds.is_large_list(type_)
    inner = type_.value_type if array else type_
    tests = (
        ("boolean", kinds.is_boolean),
        ("integer", kinds.is_integer),
        ("float", kinds.is_floating),
        ("decimal", kinds.is_decimal),
        ("date_time", kinds.is_timestamp),
        ("date", kinds.is_date),
    )
    found = next((word for word, is_it in tests if is_it(inner)), "string")
    marks = {"identifier": False, "required": False, "createable": True, "updateable": True}
    return {"field_api_name": name, "label": name, **marks, "type": found, "array": array}


def check(
    target: Target,
    described: Mapping[str, Any],
    operations: Sequence[Operation],
    fields: Mapping[str, Field],
    names: Sequence[str],
) -> None:
    """Raise ConfigError where the sync does not fit what the server says now."""
    label = str(described.get("label") or target.object)
    if target.operation not in operations:
        raise ConfigError(
            f"{label} does not support “{target.operation.label}”.",
            hint=f"It supports: {', '.join(o.label for o in operations) or 'nothing that is known here'}.",
        )
    if target.removal is Removal.SWAP or (target.removal is Removal.NULL_OUT and Operation.UPDATE not in operations):
        raise ConfigError(
            f"{label} cannot let go of a record by “{target.removal.label}”.", hint=f"It can: {Removal.REMOVE.label}."
        )
    filled = sorted(n for n in names if n != target.key_field and fields.get(n, {}).get("required"))
    if target.operation is Operation.MIRROR and target.removal is Removal.NULL_OUT and filled:
        raise ConfigError(
            f"{', '.join(filled)} must have a value in {label}, so a record that left cannot be emptied.",
            hint=f"Choose “{Removal.REMOVE.label}” for records that leave.",
        )
    keys = [name for name, field in fields.items() if field.get("identifier")]
    if target.key_field not in keys:
        raise ConfigError(
            f"“{target.key_field}” cannot be the key of {label}.",
            hint=f"Possible keys: {', '.join(keys)}." if keys else "The server lists no field as an identifier.",
        )
    if not creates_fields(described) and (unknown := sorted(set(names) - set(fields))):
        raise ConfigError(f"{label} has no field {', '.join(unknown)}.", hint=f"Its fields: {', '.join(sorted(fields))}.")
    if fixed := sorted(
        n for n in names if n in fields and n != target.key_field and not _writable(fields[n], target.operation)
    ):
        raise ConfigError(f"“{target.operation.label}” cannot write {', '.join(fixed)} of {label}.", hint="Remove the mapping.")
    needed = [n for n, f in fields.items() if f.get("required") and n not in names]
    if needed and target.operation in CREATING:
        raise ConfigError(f"{label} requires {', '.join(needed)}.", hint="Map a column or a constant to it.")


def _writable(field: Field, operation: Operation) -> bool:
    made, changed = field.get("createable") is not False, field.get("updateable") is not False
    return {Operation.CREATE: made, Operation.APPEND: made, Operation.UPDATE: changed}.get(operation, made or changed)


def creates_fields(described: Mapping[str, Any]) -> bool:
    return described.get("can_create_fields") == "on_write"
