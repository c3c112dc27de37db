"""Segments that refer to one another: in conditions, in the priority lists and exclusion lists of their data set.

A segment depends on those that its conditions name, on the higher ones of its priority list, and on those that a computed
column it uses asks for. An exclusion list asks for segments as they are before any exclusion, so it never closes a circle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from census_desktop.domain.conditions import Group, Member, own_columns, walk
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Dataset, Segment


def higher(dataset: Dataset, segment_id: str) -> tuple[str, ...]:
    """Ids of the segments that go before this one in its priority list."""
    for priority in dataset.priorities:
        if segment_id in priority.segments:
            return priority.segments[: priority.segments.index(segment_id)]
    return ()


def who(segment: Segment) -> tuple[object, ...]:
    """What of a segment's own definition decides who is in it."""
    return (segment.where, segment.sql, segment.limit_per, segment.limit)


def lists_version(dataset: Dataset, find: Callable[[str], Segment | None]) -> str:
    """A digest of the exclusion lists that are enabled, with the segments that they name; "" without one. `find` is by id."""
    told: list[object] = []
    seen: set[str] = set()

    def tell(where: Group) -> None:
        told.append(where)
        for id_ in members_in(where):
            if id_ not in seen and (segment := find(id_)):
                seen.add(id_)
                told.append(who(segment))
                tell(segment.where)

    for exclusion in dataset.exclusions:
        if exclusion.enabled:
            tell(exclusion.where)
    return sha256(repr(told).encode()).hexdigest()[:16] if told else ""


def members_in(where: Group) -> Iterator[str]:
    """Ids of the segments that the tree names."""
    return (node.segment for node in walk(where) if isinstance(node, Member))


def _own_members(where: Group) -> Iterator[str]:
    """The same of the data set itself, not of related ones."""
    for item in where.items:
        if isinstance(item, Group):
            yield from _own_members(item)
        elif isinstance(item, Member):
            yield item.segment


def refuse_cycle(segment: Segment, others: Mapping[str, Segment], datasets: Mapping[str, Dataset]) -> None:
    """Raise ConfigError naming the path if the segment, as given, leads back to itself over others."""
    known = {**others, segment.id: segment}
    clean: set[str] = set()

    def visit(id_: str, path: tuple[str, ...]) -> None:
        if id_ in path:
            names = " → ".join(known[i].name for i in (*path[path.index(id_) :], id_))
            raise ConfigError(
                f"Segments cannot include one another in a circle: {names}.",
                kept="Nothing was changed.",
                hint="Remove one of these conditions, or one of these segments from its priority list.",
            )
        if id_ not in known or id_ in clean:
            return
        for needed in _needed(known[id_], datasets.get(known[id_].dataset_id)):
            visit(needed, (*path, id_))
        clean.add(id_)

    visit(segment.id, ())


def _needed(segment: Segment, dataset: Dataset | None) -> Iterator[str]:
    yield from members_in(segment.where)
    if dataset is None:
        return
    yield from higher(dataset, segment.id)
    wanted = own_columns(segment.where)
    for computed in dataset.computed:
        if computed.name in wanted:
            yield from members_in(computed.where)


def check_lists(dataset: Dataset, segments: Mapping[str, Segment], datasets: Mapping[str, Dataset]) -> None:
    """Raise ConfigError if the exclusion and priority lists cannot be: twice the same name, a segment in two lists, one of
    another data set or one that is gone, a circle. Both mappings are by id."""
    for word, names in (
        ("exclusion", [e.name for e in dataset.exclusions]),
        ("priority", [p.name for p in dataset.priorities]),
    ):
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise _refused(f"“{dataset.name}” has two {word} lists named “{twice[0]}”.", "Give each its own name.")
    place: dict[str, str] = {}
    for priority in dataset.priorities:
        for id_ in priority.segments:
            segment = _of(dataset, segments, id_, priority.name)
            if id_ in place:
                raise _refused(
                    f"The segment “{segment.name}” stands in the priority lists “{place[id_]}” and “{priority.name}”.",
                    "A segment has one place: take it out of one of them.",
                )
            place[id_] = priority.name
    for exclusion in dataset.exclusions:
        for id_ in _own_members(exclusion.where):
            _of(dataset, segments, id_, exclusion.name)
    for id_ in place:
        refuse_cycle(segments[id_], segments, {**datasets, dataset.id: dataset})


def _of(dataset: Dataset, segments: Mapping[str, Segment], id_: str, list_: str) -> Segment:
    segment = segments.get(id_)
    if segment is None:
        raise _refused(f"The list “{list_}” of “{dataset.name}” names a segment that is gone.", "Take it out of the list.")
    if segment.dataset_id != dataset.id:
        raise _refused(
            f"The list “{list_}” of “{dataset.name}” names “{segment.name}”, a segment of another data set.",
            "Only segments of one data set combine.",
        )
    return segment


def _refused(message: str, hint: str) -> ConfigError:
    return ConfigError(message, kept="Nothing was changed.", hint=hint)
