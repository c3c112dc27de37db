"""A workspace that went back to a backup: its destinations did not, and it knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, begin_workspace, open_workspace
from census_desktop.domain.errors import StoreError, UndoRefused
from census_desktop.domain.model import SyncKey
from census_desktop.usecases.standing import standing_of
from tests.conftest import FakeClock
from tests.usecases.conftest import add_sync

Restore = Callable[[App, str], App]


@pytest.fixture
def restore(clock: FakeClock) -> Restore:
    def go_back(app: App, name: str) -> App:
        app.close()
        begin_workspace(app.paths.root, clock=clock, environ={}).backups.restore(name)
        opened = open_workspace(app.paths.root, clock=clock, environ={})
        opened.runs.recover()
        return opened

    return go_back


def move(root: Path, old: str, new: str) -> None:
    file = root / "data" / "people.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_what_was_sent_since_is_known_and_not_undone_by_halves(app: App, restore: Restore) -> None:
    add_sync(app, "Out", columns=("name", "age"))
    first = app.runs.run(app.syncs.get("Out").id)
    assert first.counts.added == 20
    assert app.runs.undo_offer(first.id).possible
    name = app.backups.make().name
    move(app.paths.root, "Name 2,", "Renamed,")
    assert app.runs.run(app.syncs.get("Out").id).counts.changed == 1
    again = restore(app, name)
    try:
        offered = again.runs.undo_offer(first.id)
        assert (offered.possible, "restored backup" in offered.reason) == (False, True)
        with pytest.raises(UndoRefused):
            again.runs.plan_undo(first.id)
        standing = standing_of(again.catalog)
        assert standing is not None
        assert standing.ahead == ("Out",)
        run = again.runs.run(again.syncs.get("Out").id)
        assert (run.counts.added, run.counts.changed, run.counts.unchanged) == (0, 0, 20), "the destination has it already"
        assert again.ledger.state(run.sync_id)[1] == 20
    finally:
        again.close()


def test_a_sync_key_that_changed_since_sends_everything_again(app: App, restore: Restore) -> None:
    add_sync(app, "Out", columns=("name", "age"), operation="upsert")
    sync = app.syncs.get("Out")
    app.runs.run(sync.id)
    name = app.backups.make().name
    app.catalog.put(replace(sync, key=SyncKey("id", "id")))
    app.runs.run(sync.id)
    again = restore(app, name)
    try:
        run = again.runs.run(sync.id)
        assert run.counts.added == 20
        assert run.counts.unchanged == 0
    finally:
        again.close()


def test_an_open_workspace_is_refused(app: App, clock: FakeClock) -> None:
    name = app.backups.make().name
    with pytest.raises(StoreError, match="open in another"):
        begin_workspace(app.paths.root, clock=clock).backups.restore(name)
