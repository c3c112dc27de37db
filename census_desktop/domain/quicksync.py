"""Quick Sync: which active sync is the template per destination, and what the copy takes along.

Per destination connection the template is the newest *created* active sync whose source is the segment's data set or a
segment of it; ties go to the greater id. Paused and draft syncs never count, so the next newest active one takes a
paused one's place. Upstream behaviour: Census documentation, "Syncing Segments" (2023).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from census_desktop.domain.model import Dataset, MappingKind, Operation, Segment, Sync, SyncSource, SyncStatus, new_id
from census_desktop.domain.reads import own_columns

_NEVER = datetime.min.replace(tzinfo=UTC)


def templates(syncs: Iterable[Sync]) -> tuple[Sync, ...]:
    """The newest created active sync per connection, newest first. `syncs` are those of one data set."""
    newest: dict[str, Sync] = {}
    for sync in syncs:
        if sync.status is SyncStatus.ACTIVE:
            other = newest.get(sync.connection_id)
            if other is None or _age(sync) > _age(other):
                newest[sync.connection_id] = sync
    return tuple(sorted(newest.values(), key=_age, reverse=True))


def _age(sync: Sync) -> tuple[datetime, str]:
    return (sync.created_at or _NEVER, sync.id)


def copy_for(template: Sync, segment: Segment, name: str, *, named_by_segment: bool = False) -> Sync:
    """The new active sync: everything that says *how* is copied; history, state, the old audience's id and what was
    confirmed of the template's people are not.

    The whole segment is sent; of a template that sends a cohort, the segment's cohort of the same name where it has one.
    For an audience sync the segment's name becomes the audience's name, unless a column names its audiences; where each
    segment has an object of its own (`named_by_segment`: files) it becomes the object's. `template_id` is attribution only.
    """
    cohort = next((c.name for c in segment.cohorts if c.name == template.source.cohort), "")
    return replace(
        template,
        id=new_id(),
        name=name,
        source=SyncSource("segment", segment.id, cohort),
        status=SyncStatus.ACTIVE,
        object=segment.name if named_by_segment else template.object,
        audience=segment.name if template.audience else "",
        audience_id="",
        consented=(),
        template_id=template.id,
        created_at=None,
        updated_at=None,
    )


def missing_columns(sync: Sync, dataset: Dataset) -> tuple[str, ...]:
    """What the sync reads and the data set lacks, key first: columns, those that templates name, and relationships."""
    known = set(dataset.column_names) | {c.name for c in dataset.computed}
    related = {r.name for r in dataset.relationships}
    wanted = [sync.key.column, sync.audience_column, *(column for m in sync.mappings for column in own_columns(m))]
    missing = [c for c in wanted if c and c not in known]
    missing += [m.related[0] for m in sync.mappings if m.kind is MappingKind.RELATED and m.related[0] not in related]
    return tuple(dict.fromkeys(missing))


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or the first "wanted (2)", "wanted (3)" … that is not taken."""
    names = set(taken)
    if wanted not in names:
        return wanted
    number = 2
    while f"{wanted} ({number})" in names:
        number += 1
    return f"{wanted} ({number})"


def shared_mirrors(copy: Sync, others: Sequence[Sync]) -> tuple[Sync, ...]:
    """Mirrors of the same object that is no audience, or to audiences that the same column names: a record that leaves one of
    them is removed there for all."""
    if copy.operation is not Operation.MIRROR or copy.audience:
        return ()
    return tuple(
        s
        for s in others
        if s.id != copy.id
        and s.status is not SyncStatus.DRAFT
        and s.operation is Operation.MIRROR
        and (s.connection_id, s.object, s.audience) == (copy.connection_id, copy.object, "")
        and s.audience_column == copy.audience_column
    )


def clashes(copy: Sync, others: Sequence[Sync]) -> tuple[Sync, ...]:
    """Syncs that fill the same audience of the same destination object as `copy` would. Drafts fill nothing."""
    if not copy.audience:
        return ()
    return tuple(
        s
        for s in others
        if s.id != copy.id
        and s.status is not SyncStatus.DRAFT
        and s.connection_id == copy.connection_id
        and s.object == copy.object
        and s.audience == copy.audience
    )
