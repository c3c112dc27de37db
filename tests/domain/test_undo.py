"""Whether a run can be taken back, by what the destination can do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import (
    Counts,
    Operation,
    Removal,
    Run,
    RunStatus,
    Schedule,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
)
from census_desktop.domain.plan import ChangeKind
from census_desktop.domain.undo import in_the_way, offer, pauses

SYNC = Sync("s", "S", SyncSource("segment", "g"), "c", "o", Operation.UPSERT, SyncKey("id", "id"), status=SyncStatus.ACTIVE)
ADDS = ObjectSpec("o", "Records", (Operation.UPSERT, Operation.CREATE))
DELETES = replace(ADDS, operations=(*ADDS.operations, Operation.DELETE))
SWAPS = ObjectSpec("o", "Records", (Operation.MIRROR,), removals=(Removal.SWAP,))


def run(id_: str, undo_of: str = "", updated: int = 1, status: RunStatus = RunStatus.COMPLETED) -> Run:
    return Run(
        id_, "s", "S", status, counts=Counts(updated=updated), created_at=datetime(2026, 1, 1, tzinfo=UTC), undo_of=undo_of
    )


@pytest.mark.parametrize("operation", [Operation.UPSERT, Operation.CREATE])
def test_added_records_need_a_destination_that_deletes(operation: Operation) -> None:
    sync, one = replace(SYNC, operation=operation), run("a")
    kinds = {ChangeKind.ADDED: 2, ChangeKind.CHANGED: 3}
    assert offer(sync, DELETES, one, [one], kinds).left == ()
    offered = offer(sync, ADDS, one, [one], kinds)
    assert (offered.possible, offered.left) == (True, ("2 records that this run added: the destination does not delete",))
    offered = offer(sync, ADDS, one, [one], {ChangeKind.ADDED: 2})
    assert not offered.possible
    assert offered.reason.startswith("Nothing of it can be taken back: 2 records")


def test_an_object_that_only_swaps_takes_no_undo() -> None:
    sync, one = replace(SYNC, operation=Operation.MIRROR, removal=Removal.SWAP), run("a")
    assert "whole uploads only" in offer(sync, SWAPS, one, [one], {ChangeKind.CHANGED: 1}).reason


@pytest.mark.parametrize(
    ("one", "kinds", "reason"),
    [
        (run("a", status=RunStatus.WORKING), {}, "not over yet"),
        (run("a", updated=0), {}, "changed nothing"),
        (run("a"), None, "no longer kept"),
    ],
)
def test_why_there_is_no_offer(one: Run, kinds: dict[ChangeKind, int] | None, reason: str) -> None:
    assert reason in offer(SYNC, DELETES, one, [one], kinds).reason


def test_which_run_is_the_next_to_be_undone() -> None:
    a, b, idle = run("a"), run("b"), run("idle", updated=0)
    undo_b, redo_b = run("u", undo_of="b"), run("r", undo_of="u")
    assert in_the_way(b, [idle, b, a]) == ""
    assert in_the_way(a, [b, a]) != ""
    assert in_the_way(a, [undo_b, b, a]) == ""
    assert in_the_way(b, [undo_b, b, a]) == "It was undone already, by run u."
    assert in_the_way(undo_b, [undo_b, b, a]) == ""
    assert in_the_way(a, [redo_b, undo_b, b, a]) != ""
    assert in_the_way(b, [redo_b, undo_b, b, a]) == ""


def test_what_runs_by_itself_is_paused() -> None:
    every = replace(SYNC, schedule=Schedule("every", 15))
    assert not pauses(SYNC, run("a"))
    assert pauses(every, run("a"))
    assert pauses(replace(SYNC, operation=Operation.MIRROR), run("a"))
    assert not pauses(every, run("u", undo_of="a"))
    assert not pauses(replace(every, status=SyncStatus.PAUSED), run("a"))
