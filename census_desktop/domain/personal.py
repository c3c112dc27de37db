"""Which columns hold personal data: those annotated so, and computed columns that repeat a value of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from census_desktop.domain.errors import NotFoundError
from census_desktop.domain.model import Computed, Dataset

DatasetOf = Callable[[str], Dataset]

_REPEATS = frozenset({"min", "max", "most_frequent"})
"""Roll-ups whose result is a value of the column itself."""


def personal_columns(dataset: Dataset, dataset_of: DatasetOf) -> frozenset[str]:
    """Names of the columns of which no value may be shown, kept or told."""
    annotated = {c.name for c in dataset.columns if c.pii}
    return frozenset(annotated | {c.name for c in dataset.computed if _repeats_personal(c, dataset, dataset_of)})


def marked(dataset: Dataset, dataset_of: DatasetOf) -> Dataset:
    """The data set with an annotation on every column that holds personal data, so that each view hides it."""
    personal = personal_columns(dataset, dataset_of)
    return replace(dataset, columns=tuple(replace(c, pii=c.pii or c.name in personal) for c in dataset.columns))


def put_onto(now: Dataset, before: Dataset, after: Dataset) -> Dataset:
    """What made `after` of `before`, made of `now`: what somebody else saved meanwhile stays, annotations of columns above
    all. Where both changed the same property, the later edit counts."""
    if now == before:
        return after
    edits = {f.name: getattr(after, f.name) for f in fields(after) if getattr(after, f.name) != getattr(before, f.name)}
    said = {c.name: c for c in now.columns if c != before.column(c.name)}
    columns = edits.get("columns", ())
    if columns:
        kept = (replace(c, pii=said[c.name].pii, enumerated=said[c.name].enumerated) if c.name in said else c for c in columns)
        edits["columns"] = tuple(kept)
    return replace(now, **edits)


def _repeats_personal(computed: Computed, dataset: Dataset, dataset_of: DatasetOf, steps: int = 8) -> bool:
    """Whether its value is one of a personal column at the other end; a chain of look-ups is followed so many steps."""
    taken = computed.lookup or (computed.column if computed.rollup in _REPEATS else "")
    if not taken or not steps:
        return bool(taken)
    end = dataset
    for name in (computed.related, *computed.path):
        relationship = next((r for r in end.relationships if r.name == name), None)
        if relationship is None:
            return False
        try:
            end = dataset_of(relationship.dataset)
        except NotFoundError:
            return False
    column = end.column(taken)
    if column is not None and column.pii:
        return True
    onward = next((c for c in end.computed if c.name == taken), None)
    return onward is not None and _repeats_personal(onward, end, dataset_of, steps - 1)
