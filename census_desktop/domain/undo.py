"""Whether a run can be taken back, and what would stay as it is. Pure: the use case gathers the facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Operation, Removal, Run, Sync, SyncStatus
from census_desktop.domain.plan import ChangeKind
from census_desktop.domain.records import UndoOffer

_NEVER = {
    Operation.APPEND: "What was appended cannot be taken back.",
    Operation.DELETE: "What was deleted cannot be brought back: its values are not known here.",
}


def can_delete(sync: Sync, spec: ObjectSpec | None) -> bool:
    """Whether added records can be taken away again."""
    if spec is None:
        return sync.operation is Operation.MIRROR
    mirrors = Operation.MIRROR in spec.operations and Removal.REMOVE in spec.removals
    return Operation.DELETE in spec.operations or mirrors


def in_the_way(run: Run, runs: Sequence[Run]) -> str:
    """Why this run is not the next to be taken back, "" if it is. `runs` are those of the sync, newest first.

    A run that was undone, and the run that undid it, are out of the way; undoing the undo brings the first one back.
    """
    changed = [r for r in runs if r.status.is_over and r.counts.updated and not _only_renews(r)]
    if run.id not in {r.id for r in changed}:
        return "This run changed nothing at the destination."
    undone: dict[str, Run] = {}
    for other in changed:
        if other.undo_of and other.id not in undone:
            undone[other.undo_of] = other
    if run.id in undone:
        return f"It was undone already, by run {undone[run.id].id[:8]}."
    newer = changed[: next(n for n, r in enumerate(changed) if r.id == run.id)]
    among = {r.id for r in newer}
    if standing := [r for r in newer if r.id not in undone and r.undo_of not in among]:
        return f"A later run sent newer values; undo run {standing[0].id[:8]} first."
    return ""


def _only_renews(run: Run) -> bool:
    """It sent again what was there, so that it does not expire."""
    counts = run.counts
    return bool(counts.unchanged) and not (counts.added or counts.changed or counts.removed)


def offer(
    sync: Sync, spec: ObjectSpec | None, run: Run, runs: Sequence[Run], kinds: Mapping[ChangeKind, int] | None
) -> UndoOffer:
    """`spec` is what the manifest knows of the object, `runs` those of the sync, newest first, `kinds` the run's records that
    arrived; None when they are no longer kept."""
    if not run.status.is_over:
        return UndoOffer(False, "The run is not over yet.")
    if reason := _NEVER.get(sync.operation, "") or in_the_way(run, runs):
        return UndoOffer(False, reason)
    if kinds is None:
        return UndoOffer(False, "The records of this run are no longer kept, so there is nothing to restore from.")
    deletes = can_delete(sync, spec)
    if sync.removal is Removal.SWAP and sync.operation is Operation.MIRROR and not (deletes and _can_upsert(spec)):
        return UndoOffer(False, "The destination takes whole uploads only; correct the source and run the sync again.")
    left, restorable = _left(sync, kinds, deletes)
    if unknown := run.counts.unknown:
        them = f"{unknown:,} records were" if unknown > 1 else "1 record was"
        left = (*left, f"nobody knows whether {them} taken")
    if not restorable:
        return UndoOffer(False, f"Nothing of it can be taken back: {'; '.join(left)}.", left)
    return UndoOffer(True, left=left)


def _can_upsert(spec: ObjectSpec | None) -> bool:
    return spec is None or Operation.UPSERT in spec.operations


def _left(sync: Sync, kinds: Mapping[ChangeKind, int], deletes: bool) -> tuple[tuple[str, ...], int]:
    """(what stays as it is, how many records can be restored)."""
    added = kinds.get(ChangeKind.ADDED, 0)
    restorable = kinds.get(ChangeKind.CHANGED, 0) + kinds.get(ChangeKind.REMOVED, 0)
    if not added:
        return (), restorable
    records = f"{added:,} records" if added > 1 else "1 record"
    if sync.operation is Operation.UPDATE:
        return (f"{records} that this sync wrote for the first time: what they held before is not known here",), restorable
    if not deletes:
        return (f"{records} that this run added: the destination does not delete",), restorable
    return (), restorable + added


def removes_what_was_there(kinds: Mapping[ChangeKind, int]) -> str:
    """What undoing added records may remove besides, "" when nothing. Create only skips who is there, and that counts as
    taken."""
    if not kinds.get(ChangeKind.ADDED):
        return ""
    return "Records that were at the destination before this sync first wrote them are removed as well."


def pauses(sync: Sync, run: Run) -> bool:
    """Whether undoing this run pauses the sync, which would soon send again what was taken back. Undoing an undo brings
    back what the source says, so it need not."""
    runs_by_itself = sync.schedule.kind != "manual" or sync.operation is Operation.MIRROR
    return sync.status is SyncStatus.ACTIVE and runs_by_itself and not run.undo_of
