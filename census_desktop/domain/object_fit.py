"""Whether a destination's object can take what a sync would send it."""

from __future__ import annotations

from collections.abc import Sequence

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Operation, Removal, Sync


def object_named(objects: Sequence[ObjectSpec], name: str) -> ObjectSpec | None:
    """The object of that name; a name that the user made up follows the open one."""
    return next((o for o in objects if o.name == name), None) or next((o for o in objects if o.open_name), None)


def check_object(spec: ObjectSpec, sync: Sync) -> None:
    """Raise ConfigError for what the object does not know. `sync` has every mapping that it sends."""
    if not spec.only_if_empty and (careful := sorted(m.field for m in sync.mappings if m.only_if_empty)):
        raise ConfigError(
            f"{spec.label} cannot set {', '.join(careful)} only where it is empty.", hint="Turn “only if empty” off there."
        )
    if sync.operation not in spec.operations:
        raise ConfigError(
            f"{spec.label} does not support “{sync.operation.label}”.",
            hint=f"It supports: {', '.join(o.label for o in spec.operations)}.",
        )
    if sync.operation is Operation.MIRROR and sync.removal not in spec.removals:
        raise ConfigError(
            f"{spec.label} cannot let go of a record by “{sync.removal.label}”.",
            hint=f"It can: {', '.join(r.label for r in spec.removals)}.",
        )
    filled = sorted(f.name for f in spec.fields if f.required and any(m.field == f.name for m in sync.mappings))
    if sync.operation is Operation.MIRROR and sync.removal is Removal.NULL_OUT and filled:
        raise ConfigError(
            f"{', '.join(filled)} must have a value in {spec.label}, so a record that left cannot be emptied.",
            hint=f"Choose “{Removal.REMOVE.label}” for records that leave.",
        )
    if spec.keys and sync.key.field not in spec.keys:
        raise ConfigError(
            f"“{sync.key.field}” cannot be the key of {spec.label}.", hint=f"Possible keys: {', '.join(spec.keys)}."
        )
    if sync.audience_column:
        _check_by_column(spec, sync)
    elif spec.audience and not sync.audience:
        raise ConfigError(f"{spec.label} needs a name for the {spec.audience_word}.")
    mapped = {sync.key.field, *(m.field for m in sync.mappings)}
    if missing := [f.name for f in spec.fields if f.required and f.name not in mapped]:
        raise ConfigError(f"{spec.label} requires {', '.join(missing)}.", hint="Map a column or a constant to it.")
    known = {f.name for f in spec.fields}
    if not spec.open_fields and (unknown := sorted(mapped - known)):
        raise ConfigError(f"{spec.label} has no field {', '.join(unknown)}.", hint=f"Its fields: {', '.join(sorted(known))}.")
    if read_only := sorted(f.name for f in spec.fields if f.read_only and f.name in mapped - {sync.key.field}):
        raise ConfigError(f"{', '.join(read_only)} is read-only at {spec.label}.", hint="Remove the mapping.")


def _check_by_column(spec: ObjectSpec, sync: Sync) -> None:
    if not spec.audience:
        raise ConfigError(
            f"{spec.label} has no audiences that a column could name.", hint="Take the column off, or choose another object."
        )
    if sync.audience:
        raise ConfigError(
            f"The {spec.audience_word} has a name and a column that names it.", hint="Keep one of them: the name or the column."
        )
    if Removal.REMOVE not in spec.removals or (sync.operation is Operation.MIRROR and sync.removal is not Removal.REMOVE):
        raise ConfigError(
            f"{spec.label} does not let go of single records, so a column cannot name its {spec.audience_word}s.",
            hint=f"Give the {spec.audience_word} one name; make a sync for each.",
        )
