"""What an edit of a sync causes, said before it is saved, and what of a sync can be edited at all."""

from __future__ import annotations

from collections.abc import Sequence

from census_desktop.domain.model import FieldMapping, MappingKind, Operation, Removal, Sync, SyncStatus

_SENDS_CHANGES = (Operation.UPSERT, Operation.UPDATE, Operation.MIRROR)


def fixed(before: Sync, after: Sync) -> tuple[str, ...]:
    """Words of the workspace document for what this edit changes though it belongs to what was sent so far. A draft has
    sent nothing."""
    if before.status is SyncStatus.DRAFT:
        return ()
    pairs = {
        "source": (before.source, after.source),
        "destination": (before.connection_id, after.connection_id),
        "object": (before.object, after.object),
        "operation": (before.operation, after.operation),
        "audience": (bool(before.audience_column), bool(after.audience_column)),
    }
    return tuple(word for word, (old, new) in pairs.items() if old != new)


def consequences(before: Sync, after: Sync, members: int) -> tuple[str, ...]:
    """`members` are the records that the destination has acknowledged; both syncs with every mapping that they send."""
    if not members:
        return ()
    if before.key != after.key:
        return (_new_key(before, after, members),)
    said = [*_mappings(before, after, members), *_removal(before, after)]
    if before.audience != after.audience and after.audience:
        said.append(f"What was sent so far stays in “{before.audience}”; only what changes goes to “{after.audience}”.")
    if before.audience_column != after.audience_column and after.audience_column:
        leave = "leave where they are now" if after.operation is Operation.MIRROR else "stay where they are too"
        said.append(
            f"“{after.audience_column}” names the audiences from now on: records whose audience is another one then {leave}."
        )
    return tuple(said)


def _new_key(before: Sync, after: Sync, members: int) -> str:
    what = "column" if before.key.column != after.key.column else "field"
    them = "the record that was sent stays" if members == 1 else f"the {members:,} records that were sent stay"
    leavers = ", also those that leave the source later" if after.operation is Operation.MIRROR else ""
    again = "appended again" if after.operation is Operation.APPEND else "sent as new"
    return (
        f"The {what} of the sync key is another, so this sync begins anew: {them} at the destination as they are{leavers}, "
        f"and every record is {again} with the next run. Runs before can no longer be undone."
    )


def _mappings(before: Sync, after: Sync, members: int) -> list[str]:
    old, new = ({m.field: m for m in sync.mappings if not _of_run(m)} for sync in (before, after))
    added = [f for f in new if f not in old]
    changed = [f for f in new if f in old and new[f] != old[f]]
    removed = [f for f in old if f not in new]
    moved = not (added or changed or removed) and list(old) != list(new)
    if not (added or changed or removed or moved):
        return []
    said = []
    if removed:
        stay = "its values stay" if len(removed) == 1 else "their values stay"
        said.append(f"{_named(removed)} {_is(removed)} no longer sent; {stay} at the destination as they are.")
    if after.operation not in _SENDS_CHANGES:
        if added or changed:
            said.append(f"Records that were sent before stay as they are: only new ones get {_named(added + changed)}.")
        return said
    why = f"with {_named(added + changed)}" if added or changed else "because the order of fields is another"
    if removed and not (added or changed):
        why = f"without {_named(removed)}"
    again = "The one record that was sent is" if members == 1 else f"All {members:,} records that were sent are"
    said.append(f"{again} sent again with the next run, {why}.")
    return said


def _removal(before: Sync, after: Sync) -> list[str]:
    if before.removal is after.removal or after.operation is not Operation.MIRROR:
        return []
    return {
        Removal.REMOVE: ["Records that leave are removed from now on; those that left before stay as they are."],
        Removal.NULL_OUT: ["Records that leave stay and are emptied from now on; those removed before do not come back."],
        Removal.SWAP: ["From now on every change uploads everything, and what this sync did not send is gone there after it."],
    }[after.removal]


def _of_run(mapping: FieldMapping) -> bool:
    """Facts of a run never make a record differ."""
    return mapping.kind is MappingKind.RUN


def _named(fields: Sequence[str]) -> str:
    shown = [f"“{f}”" for f in fields[:3]] + ([f"{len(fields) - 3} more"] if len(fields) > 3 else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _is(fields: Sequence[str]) -> str:
    return "is" if len(fields) == 1 else "are"
