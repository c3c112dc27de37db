"""What a sync reads: columns of its data set, and columns made for its mappings from related data sets and segments."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from census_desktop.domain.model import Computed, Dataset, FieldMapping, MappingKind, Sync
from census_desktop.domain.reads import own_columns, step

_DERIVED = (MappingKind.RELATED, MappingKind.MEMBER)


def source_columns(sync: Sync) -> tuple[str, ...]:
    """The columns a sync reads, key first, then the one that names audiences, each once."""
    named = [sync.audience_column] if sync.audience_column else []
    return tuple(dict.fromkeys([sync.key.column, *named, *(name for m in sync.mappings for name in columns_of(m))]))


def columns_of(mapping: FieldMapping) -> tuple[str, ...]:
    """Names of the columns that a mapping needs, as `source_columns` has them."""
    return (derived_name(mapping),) if mapping.kind in _DERIVED else own_columns(mapping)


def derived_name(mapping: FieldMapping) -> str:
    """The column made for a related or member mapping: the same for equal ones, and no name that anybody gives."""
    told = json.dumps([mapping.member, *mapping.related, mapping.column])
    return f"derived_{hashlib.sha256(told.encode()).hexdigest()[:20]}"


def read_dataset(sync: Sync, dataset: Dataset) -> Dataset:
    """The data set with what this sync reads beyond its own columns. Raises ConfigError for a path to several rows."""
    made: dict[str, Computed] = {}
    for mapping in sync.mappings:
        name = derived_name(mapping)
        if mapping.kind is MappingKind.MEMBER:
            made[name] = Computed(name, "", member=mapping.member)
        elif mapping.kind is MappingKind.RELATED:
            step(dataset, mapping.related[0])
            made[name] = Computed(name, mapping.related[0], lookup=mapping.column, path=mapping.related[1:])
    return replace(dataset, computed=(*dataset.computed, *made.values())) if made else dataset
