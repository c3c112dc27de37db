"""Backups: made, checked, kept, restored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.domain.errors import NotFoundError, StoreError
from census_desktop.domain.model import Segment
from census_desktop.paths import WorkspacePaths
from census_desktop.store import Store, list_backups, open_store, restore_backup
from tests.conftest import FakeClock
from tests.store.conftest import VIP, furnish


def test_the_newest_seven_are_kept(shop: Store, paths: WorkspacePaths, clock: FakeClock) -> None:
    made = []
    for _ in range(9):
        clock.advance(1)
        made.append(shop.back_up())
    assert list_backups(paths) == tuple(reversed(made[2:]))
    assert shop.diagnostics()["Newest backup"] == made[-1]
    assert {path.name for path in paths.backups.iterdir()} == set(made[2:]), "no half copies, no logs"


def test_a_backup_is_due_once_a_day(shop: Store, paths: WorkspacePaths, clock: FakeClock) -> None:
    assert shop.back_up_if_due()
    clock.advance(23 * 3600)
    assert shop.back_up_if_due() == ""
    clock.advance(3601)
    assert shop.back_up_if_due()
    assert len(list_backups(paths)) == 2


def test_a_backup_made_while_writing_has_what_was_committed(shop: Store, paths: WorkspacePaths, clock: FakeClock) -> None:
    with shop.catalog.transaction():
        shop.catalog.put(replace(VIP, description="not yet"))
        name = shop.back_up()
    shop.close()
    restore_backup(paths, name, clock=clock)
    store = open_store(paths, clock)
    assert store.catalog.get(Segment, "vip").description == ""
    store.close()


def test_restoring_keeps_what_was_there(paths: WorkspacePaths, clock: FakeClock) -> None:
    store = furnish(open_store(paths, clock))
    name = store.back_up()
    store.catalog.put(replace(VIP, description="after the backup"))
    store.close()
    replaced = restore_backup(paths, name, clock=clock)
    assert replaced is not None
    assert replaced.parent == paths.root
    for expected, swap in (("", None), ("after the backup", replaced)):
        if swap:
            swap.replace(paths.store)
        store = open_store(paths, clock)
        assert store.catalog.get(Segment, "vip").description == expected
        store.close()


def test_a_lost_file_is_restored_too(paths: WorkspacePaths, clock: FakeClock) -> None:
    store = furnish(open_store(paths, clock))
    name = store.back_up()
    store.close()
    paths.store.unlink()
    (paths.root / "workspace.db-wal").write_bytes(b"a log of the lost file")
    assert restore_backup(paths, name) is None
    store = open_store(paths, clock)
    assert store.catalog.get(Segment, "vip")
    store.close()


@pytest.mark.parametrize("name", ["", "workspace-2020.db", "../workspace.db", "/etc/passwd"])
def test_only_backups_can_be_restored(shop: Store, paths: WorkspacePaths, name: str) -> None:
    shop.back_up()
    shop.close()
    with pytest.raises(NotFoundError, match="There is no backup"):
        restore_backup(paths, name)


def test_a_damaged_backup_is_not_restored(paths: WorkspacePaths, clock: FakeClock) -> None:
    store = furnish(open_store(paths, clock))
    name = store.back_up()
    store.close()
    (paths.backups / name).write_bytes(b"SQLite format 3\0" + b"\xa5" * 9000)
    with pytest.raises(StoreError, match="is damaged"):
        restore_backup(paths, name)
    store = open_store(paths, clock)
    assert store.catalog.get(Segment, "vip")
    store.close()


def test_a_damaged_workspace_makes_no_backup(paths: WorkspacePaths, clock: FakeClock) -> None:
    from tests.store.test_opening import random_page

    store = furnish(open_store(paths, clock))
    good = store.back_up()
    store.close()
    random_page(paths.store)
    store = open_store(paths, clock)
    clock.advance(1)
    with pytest.raises(StoreError, match="could not be backed up: it is damaged"):
        store.back_up()
    store.close()
    assert list_backups(paths) == (good,)
