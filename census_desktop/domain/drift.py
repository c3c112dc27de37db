"""Schema drift: how the columns of a source differ from those that a data set was described with, and what that breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.fit import check_dataset, check_relations, check_segment, check_sync
from census_desktop.domain.model import Column, Dataset, Segment, Sync
from census_desktop.domain.plain import PlainError
from census_desktop.domain.uses import Use

DatasetOf = Callable[[str], Dataset]


@dataclass(frozen=True, slots=True)
class Drift:
    """Changes of the columns since somebody took note of them.

    `vanished` keeps what was said of each column (personal data, enumerated), for the day it comes back; `changed` holds
    (column, type before, type now). Once `noted` only what is still broken is worth a word.
    """

    appeared: tuple[str, ...] = ()
    vanished: tuple[Column, ...] = ()
    changed: tuple[tuple[str, str, str], ...] = ()
    at: dt.datetime | None = None
    noted: bool = False

    @property
    def is_nothing(self) -> bool:
        return not (self.appeared or self.vanished or self.changed)

    @property
    def words(self) -> tuple[str, ...]:
        """One line each for what came, what went and what became another type."""
        lines = []
        if self.appeared:
            lines.append(f"new: {', '.join(self.appeared)}")
        if self.vanished:
            lines.append(f"gone: {', '.join(c.name for c in self.vanished)}")
        lines += [f"{name} was {before} and is {now}" for name, before, now in self.changed]
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that cannot work with the columns as they are. `kind` and `name` as in Use; `why` in the user's words."""

    kind: str
    id: str
    name: str
    why: str


def drift_between(before: Sequence[Column], now: Sequence[Column], at: dt.datetime) -> Drift:
    """What differs; computed columns are the program's own and do not count."""
    old = {c.name: c for c in before if c.native != "computed"}
    new = {c.name: c for c in now if c.native != "computed"}
    changed = tuple(
        (name, _type(old[name]), _type(new[name])) for name in old if name in new and old[name].type is not new[name].type
    )
    appeared = tuple(name for name in new if name not in old) if old else ()
    return Drift(appeared, tuple(c for name, c in old.items() if name not in new), changed, at)


def _type(column: Column) -> str:
    return column.type.value


def merged(known: Drift, fresh: Drift, now: Sequence[Column]) -> Drift:
    """What is to be told after one more look at the columns, as they are `now`: what came and went again in between is
    nothing, and what is back as another type has changed."""
    if fresh.is_nothing:
        return known
    back = {c.name: _type(c) for c in now if c.name in fresh.appeared}
    gone = {c.name for c in fresh.vanished}
    were = {c.name: c for c in known.vanished}
    kept = () if known.noted else known.appeared
    appeared = (*(n for n in kept if n not in gone), *(n for n in fresh.appeared if n not in were and n not in kept))
    vanished = (*(c for c in known.vanished if c.name not in back), *(c for c in fresh.vanished if c.name not in kept))
    types = {} if known.noted else {name: (before, now) for name, before, now in known.changed if name not in gone}
    returned = ((name, _type(were[name]), type_) for name, type_ in back.items() if name in were)
    for name, before, after in (*fresh.changed, *returned):
        types[name] = (types[name][0] if name in types else before, after)
    changed = tuple((name, before, after) for name, (before, after) in types.items() if before != after)
    return Drift(appeared, vanished, changed, fresh.at)


def noted(drift: Drift) -> Drift:
    """The same once somebody took note: only what was said of vanished columns is remembered."""
    return Drift(vanished=drift.vanished, at=drift.at, noted=True)


def with_vanished(dataset: Dataset, drift: Drift) -> Dataset:
    """The data set with what was said of columns that may be back by now."""
    there = set(dataset.column_names)
    return replace(dataset, columns=(*dataset.columns, *(c for c in drift.vanished if c.name not in there)))


# What it breaks -------------------------------------------------------------------------------------------------------


def broken(
    dataset: Dataset,
    uses: Iterable[Use],
    segments: Mapping[str, Segment],
    syncs: Mapping[str, Sync],
    dataset_of: DatasetOf,
    segment_of: Callable[[str], Segment],
) -> tuple[Broken, ...]:
    """Everything that relies on the data set and does not fit it: its own properties, relationships and computed columns,
    segments and syncs of it and of data sets related to it."""
    found = list(_broken_here(dataset, dataset_of))
    relying = dict.fromkeys((u.user, u.id) for u in uses if u.dataset == dataset.id)
    for user, id_ in relying:
        if user == "segment":
            segment = segments[id_]
            read = dataset_of(segment.dataset_id)
            why = _why(lambda s=segment, d=read: check_segment(s, d, "", dataset_of))  # type: ignore[misc]
            name = segment.name
        elif user == "sync":
            sync = syncs[id_]
            read = dataset_of(segment_of(sync.source.id).dataset_id if sync.source.kind == "segment" else sync.source.id)
            why = _why(lambda s=sync, d=read: check_sync(s, d, "", dataset_of, segment_of))  # type: ignore[misc]
            name = sync.name
        else:
            continue
        # What is of a related data set may have broken for a reason of its own.
        if why and (read.id == dataset.id or f"“{dataset.name}”" in why):
            found.append(Broken(user, id_, name, why))
    return tuple(found)


def _broken_here(dataset: Dataset, dataset_of: DatasetOf) -> Iterable[Broken]:
    roles = {
        "unique identifier": Dataset(
            "", dataset.name, "", unique_identifier=dataset.unique_identifier, columns=dataset.columns
        ),
        "e-mail address": Dataset("", dataset.name, "", email=dataset.email, columns=dataset.columns),
        "event name": Dataset("", dataset.name, "", event_name=dataset.event_name, columns=dataset.columns),
        "event time": Dataset("", dataset.name, "", event_time=dataset.event_time, columns=dataset.columns),
    }
    for role, alone in roles.items():
        with_computed = replace(alone, computed=dataset.computed)
        if why := _why(lambda d=with_computed: check_dataset(d, (), "")):  # type: ignore[misc]
            yield Broken("property", dataset.id, role, why)
    for relationship in dataset.relationships:
        alone = replace(dataset, relationships=(relationship,), computed=())
        if why := _why(lambda d=alone: check_relations(d, "", dataset_of)):  # type: ignore[misc]
            yield Broken("relationship", dataset.id, relationship.name, why)
    for computed in dataset.computed:
        alone = replace(dataset, computed=(computed,))
        if why := _why(lambda d=alone, c=computed: check_relations(_only(d, c.related), "", dataset_of)):  # type: ignore[misc]
            yield Broken("computed", dataset.id, computed.name, why)


def _only(dataset: Dataset, relationship: str) -> Dataset:
    return replace(dataset, relationships=tuple(r for r in dataset.relationships if r.name == relationship))


def _why(check: Callable[[], None]) -> str:
    try:
        check()
    except PlainError as error:
        return error.reason
    except ConfigError as error:
        return error.message.rstrip(".")
    return ""


# Kept ---------------------------------------------------------------------------------------------------------------


def to_plain(drift: Drift) -> dict[str, Any]:
    return {
        "at": drift.at.isoformat() if drift.at else None,
        "appeared": list(drift.appeared),
        "vanished": [
            {"name": c.name, "type": c.type.value, "native": c.native, "pii": c.pii, "enumerated": c.enumerated}
            for c in drift.vanished
        ],
        "changed": [list(change) for change in drift.changed],
        "noted": drift.noted,
    }


def from_plain(data: Mapping[str, Any]) -> Drift:
    """Raises KeyError, TypeError or ValueError for what is no drift."""
    return Drift(
        tuple(data["appeared"]),
        tuple(Column(**{**c, "type": ColumnType(c["type"])}) for c in data["vanished"]),
        tuple((name, before, now) for name, before, now in data["changed"]),
        dt.datetime.fromisoformat(data["at"]) if data["at"] else None,
        bool(data["noted"]),
    )
