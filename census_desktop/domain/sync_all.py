"""What a sync maps, given the columns that its data set has now: the mappings that nobody wrote, and JSON sent as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Dataset, FieldMapping, MappingKind, Sync

_WORDS = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")

_CASES: Mapping[str, Callable[[list[str]], str]] = {
    "snake_case": lambda words: "_".join(w.lower() for w in words),
    "lower_case": lambda words: " ".join(w.lower() for w in words),
    "upper_case": lambda words: " ".join(w.upper() for w in words),
    "camel_case": lambda words: words[0].lower() + "".join(w.capitalize() for w in words[1:]),
    "start_case": lambda words: " ".join(w.capitalize() for w in words),
}
CASES = ("as_is", *_CASES)
"""How columns may be named at the destination."""


def field_name(column: str, case: str) -> str:
    """The column's name there. A name without a letter or digit stays as it is."""
    words = _WORDS.findall(_HUMP.sub(" ", column))
    return _CASES[case](words) if case in _CASES and words else column


def effective(sync: Sync, dataset: Dataset) -> Sync:
    """The sync as it is planned. Columns of JSON go out as what they hold, unless a mapping names a type.

    With `sync_all` there is a mapping for every column that none names, in the data set's order, after those that were
    written. A field that is mapped keeps its mapping. Raises ConfigError when two columns come to the same name.
    """
    mappings = (*sync.mappings, *_others(sync, dataset)) if sync.sync_all else sync.mappings
    parsed = {c.name for c in dataset.columns if c.native == "json"}
    if parsed:
        mappings = tuple(replace(m, type="json") if _holds(m, parsed) else m for m in mappings)
    return sync if mappings == sync.mappings else replace(sync, mappings=mappings)


def _holds(mapping: FieldMapping, columns: set[str]) -> bool:
    untouched = not (mapping.type or mapping.hash or mapping.normalise)
    return untouched and mapping.kind is MappingKind.COLUMN and mapping.column in columns


def _others(sync: Sync, dataset: Dataset) -> list[FieldMapping]:
    named = {sync.key.column, *(m.column for m in sync.mappings if m.kind is MappingKind.COLUMN)}
    mapped = {m.field for m in sync.mappings}
    found: dict[str, str] = {}
    for column in dataset.column_names:
        field = field_name(column, sync.sync_all)
        if column in named or field in mapped:
            continue
        other = sync.key.column if field == sync.key.field else found.get(field)
        if other is not None:
            raise ConfigError(
                f"The columns “{other}” and “{column}” would both be sent as “{field}”.",
                kept="Nothing was sent.",
                hint="Map one of them by hand to another field, or choose other names for all properties.",
            )
        found[field] = column
    return [FieldMapping(field, column=column) for field, column in found.items()]
