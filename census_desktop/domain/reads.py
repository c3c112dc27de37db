"""What mappings read: columns of the sync's data set, and columns at the end of a path of relationships."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from census_desktop.domain.conditions import Member, Related, SqlCondition, walk
from census_desktop.domain.conditions import own_columns as columns_of
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.membership import higher
from census_desktop.domain.model import Dataset, FieldMapping, MappingKind, Relationship, Segment, Sync
from census_desktop.domain.template import TemplateError, parsed

DatasetOf = Callable[[str], Dataset]


def own_columns(mapping: FieldMapping) -> tuple[str, ...]:
    """Columns of the sync's own data set whose values go into the field; a template that cannot be parsed names none."""
    if mapping.kind is MappingKind.COLUMN:
        return (mapping.column,)
    if mapping.kind is MappingKind.TEMPLATE:
        try:
            return parsed(mapping.template).columns
        except TemplateError:
            return ()
    return ()


def only_scans(sync: Sync, dataset: Dataset, segment: Segment | None) -> bool:
    """Whether reading it takes one pass over one table, so that an engine needs next to no memory for it."""
    read = {sync.key.column, sync.audience_column, *(name for m in sync.mappings for name in own_columns(m))}
    trees = [exclusion.where for exclusion in dataset.exclusions if exclusion.enabled]
    if segment is not None:
        if segment.limit or segment.limit_per or segment.sql or higher(dataset, segment.id):
            return False
        trees.append(segment.where)
    if any(isinstance(node, Related | Member | SqlCondition) for tree in trees for node in walk(tree)):
        return False
    read |= {name for tree in trees for name in columns_of(tree)}
    kinds = {mapping.kind for mapping in sync.mappings}
    computed = {computed.name for computed in dataset.computed}
    return not dataset.sql and not kinds & {MappingKind.RELATED, MappingKind.MEMBER} and not read & computed


def step(dataset: Dataset, name: str) -> Relationship:
    """A relationship that a mapping may follow. Raises ConfigError for one that is not there or gives several rows."""
    found = next((r for r in dataset.relationships if r.name == name), None)
    if found is None:
        names = ", ".join(r.name for r in dataset.relationships) or "none yet"
        raise ConfigError(f"“{dataset.name}” has no relationship “{name}”", hint=f"It has: {names}.")
    if found.kind in ("one_to_many", "many_to_many"):
        raise ConfigError(
            f"“{name}” gives several rows for one record of “{dataset.name}”",
            hint="Add a computed column (count, sum, most frequent …) to the data set and map that.",
        )
    return found


def end_of(dataset: Dataset, path: tuple[str, ...], dataset_of: DatasetOf) -> Dataset:
    """The data set at the end of a path. Raises ConfigError as `step` does."""
    for name in path:
        dataset = dataset_of(step(dataset, name).dataset)
    return dataset


def private_fields(sync: Sync, dataset: Dataset, dataset_of: DatasetOf) -> frozenset[str]:
    """Destination fields (and the key's) that personal data goes into: a column annotated PII, at the end of a path too, a
    template that names one, a digest of one, a path that leads nowhere any more."""
    private = {c.name for c in dataset.columns if c.pii}
    fields = {sync.key.field} if sync.key.column in private else set()
    for mapping in sync.mappings:
        if mapping.kind is MappingKind.RELATED:
            try:
                column = end_of(dataset, mapping.related, dataset_of).column(mapping.column)
            except ConfigError:
                column = None
            if column is None or column.pii:
                fields.add(mapping.field)
        elif private.intersection(own_columns(mapping)):
            fields.add(mapping.field)
    return frozenset(fields)


def hidden_fields(sync: Sync, dataset: Dataset, dataset_of: DatasetOf, among: Iterable[str]) -> frozenset[str]:
    """Private fields, and those `among` the given ones that the sync does not send: they are of an earlier definition, and
    what went into them then is not known any more."""
    sent = {sync.key.field, *(mapping.field for mapping in sync.mappings)}
    return private_fields(sync, dataset, dataset_of) | (frozenset(among) - sent)
