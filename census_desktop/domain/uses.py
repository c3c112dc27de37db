"""What names what: the columns and relationships of data sets that segments, syncs and other data sets rely on."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass

from census_desktop.domain.conditions import Condition, Group, Node, Related
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Computed, Dataset, Limit, MappingKind, Segment, Sync
from census_desktop.domain.reads import own_columns

DatasetOf = Callable[[str], Dataset]
"""Raises ConfigError for a data set that is not there any more."""

COLUMN, RELATIONSHIP = "column", "relationship"


@dataclass(frozen=True, slots=True)
class Use:
    """Something relies on a column or a relationship of a data set.

    `user` is segment | sync | computed | exclusion | relationship | property, with its name; the last four belong to the
    data set named `of`. `id` is that of the segment or sync, else of that data set. `dataset` (an id), `kind` and `what`
    say what it relies on.
    """

    user: str
    id: str
    name: str
    of: str
    dataset: str
    kind: str
    what: str

    @property
    def words(self) -> str:
        """Who it is, as the user knows it."""
        if self.user in ("segment", "sync"):
            return f"the {self.user} “{self.name}”"
        label = {"computed": "computed column", "exclusion": "exclusion list"}.get(self.user, self.user)
        return f"the {label} “{self.name}” of “{self.of}”"


Named = tuple[str, str, str]
"""(id of a data set, COLUMN or RELATIONSHIP, name)"""


def all_uses(datasets: Iterable[Dataset], segments: Iterable[Segment], syncs: Iterable[Sync]) -> tuple[Use, ...]:
    """Everything that is relied on. What leads to something that is not there is told as far as it can be followed."""
    known = {d.id: d for d in datasets}
    of_segment = {s.id: s for s in segments}

    def dataset_of(id_: str) -> Dataset:
        if id_ not in known:
            raise ConfigError("The data set is not in this workspace any more.")
        return known[id_]

    found: list[Use] = []
    for dataset in known.values():
        found += _of_dataset(dataset, dataset_of)
    for segment in of_segment.values():
        if read := known.get(segment.dataset_id):
            named = dict.fromkeys(_of_segment(segment, read, dataset_of))
            found += [Use("segment", segment.id, segment.name, read.name, *n) for n in named]
    for sync in syncs:
        source = of_segment.get(sync.source.id)
        id_ = source.dataset_id if source and sync.source.kind == "segment" else sync.source.id
        if read := known.get(id_):
            named = dict.fromkeys(_of_sync(sync, read, dataset_of))
            found += [Use("sync", sync.id, sync.name, read.name, *n) for n in named]
    return tuple(found)


def users_of(uses: Iterable[Use], dataset_id: str, kind: str, what: str) -> tuple[str, ...]:
    """Who relies on this column or relationship, in words, each once."""
    return tuple(dict.fromkeys(u.words for u in uses if (u.dataset, u.kind, u.what) == (dataset_id, kind, what)))


def refuse_used(uses: Iterable[Use], dataset: Dataset, kind: str, what: str) -> None:
    """Raise ConfigError with the names of those that rely on it."""
    users = users_of(uses, dataset.id, kind, what)
    if not users:
        return
    shown = ", ".join(users[:3]) + (f" and {len(users) - 3} more" if len(users) > 3 else "")
    raise ConfigError(
        f"The {kind} “{what}” of “{dataset.name}” is used by {shown}.",
        kept="Nothing was changed.",
        hint="Change those first, or leave it under its name.",
    )


def _of_dataset(dataset: Dataset, dataset_of: DatasetOf) -> Iterator[Use]:
    def uses(user: str, name: str, named: Iterable[Named]) -> Iterator[Use]:
        for one in dict.fromkeys(named):
            yield Use(user, dataset.id, name, dataset.name, *one)

    roles = {
        "unique identifier": dataset.unique_identifier,
        "e-mail address": dataset.email,
        "event name": dataset.event_name,
        "event time": dataset.event_time,
    }
    for role, column in roles.items():
        if column:
            yield from uses("property", role, [(dataset.id, COLUMN, column)])
    for r in dataset.relationships:
        ends = [(dataset.id, r.from_column), (r.dataset, r.to_column)]
        ends += [(r.through, r.through_from), (r.through, r.through_to)] if r.through else []
        yield from uses("relationship", r.name, [(id_, COLUMN, column) for id_, column in ends])
    for computed in dataset.computed:
        yield from uses("computed", computed.name, _of_computed(computed, dataset, dataset_of))
    for exclusion in dataset.exclusions:
        yield from uses("exclusion", exclusion.name, named_in(exclusion.where, dataset, dataset_of))


def _of_computed(computed: Computed, dataset: Dataset, dataset_of: DatasetOf) -> Iterator[Named]:
    if computed.member:
        return
    end = yield from _along(dataset, (computed.related, *computed.path), dataset_of)
    if end is None:
        return
    for column in (computed.column, computed.lookup):
        if column:
            yield end.id, COLUMN, column
    yield from named_in(computed.where, end, dataset_of)


def _of_segment(segment: Segment, dataset: Dataset, dataset_of: DatasetOf) -> Iterator[Named]:
    yield from named_in(segment.where, dataset, dataset_of)
    limits: tuple[Limit | None, ...] = (segment.limit, segment.limit_per)
    for limit in limits:
        for column in (limit.order_by, limit.per) if limit else ():
            if column:
                yield dataset.id, COLUMN, column


def _of_sync(sync: Sync, dataset: Dataset, dataset_of: DatasetOf) -> Iterator[Named]:
    if sync.key.column:
        yield dataset.id, COLUMN, sync.key.column
    if sync.audience_column:
        yield dataset.id, COLUMN, sync.audience_column
    for mapping in sync.mappings:
        for column in own_columns(mapping):
            yield dataset.id, COLUMN, column
        if mapping.kind is MappingKind.RELATED:
            end = yield from _along(dataset, mapping.related, dataset_of)
            if end is not None:
                yield end.id, COLUMN, mapping.column


def named_in(node: Node, dataset: Dataset, dataset_of: DatasetOf) -> Iterator[Named]:
    """What a tree names, of the data set and of those related to it. SQL is not looked into."""
    if isinstance(node, Condition):
        yield dataset.id, COLUMN, node.column
    elif isinstance(node, Group):
        for item in node.items:
            yield from named_in(item, dataset, dataset_of)
    elif isinstance(node, Related):
        end = yield from _along(dataset, (node.relationship,), dataset_of)
        if end is None:
            return
        for needed, column in ((node.events, end.event_name), (node.within, end.event_time)):
            if needed and column:
                yield end.id, COLUMN, column
        yield from named_in(node.where, end, dataset_of)


def _along(dataset: Dataset, path: Iterable[str], dataset_of: DatasetOf) -> Generator[Named, None, Dataset | None]:
    """The relationships of a path; gives the data set at its end, None where it leads nowhere."""
    for name in path:
        yield dataset.id, RELATIONSHIP, name
        relationship = next((r for r in dataset.relationships if r.name == name), None)
        if relationship is None:
            return None
        try:
            dataset = dataset_of(relationship.dataset)
        except ConfigError:
            return None
    return dataset
