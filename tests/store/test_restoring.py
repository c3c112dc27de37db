"""Restoring: killed at any moment, on a full disk, and beside a state that is newer than the backup."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.domain.errors import StoreError
from census_desktop.domain.model import Segment, SyncKey
from census_desktop.paths import WorkspacePaths
from census_desktop.store import Store, list_backups, open_store
from census_desktop.store.backups import fault_in
from census_desktop.store.library import best_library
from census_desktop.store.reconcile import STANDING
from census_desktop.store.restoring import PENDING, backup_file, restore_file
from tests.conftest import FakeClock
from tests.store.conftest import TO_HOOK, VIP, Start, furnish
from tests.store.ledger_runs import ended
from tests.store.test_disk import fill, mounted


def two_times(paths: WorkspacePaths, clock: FakeClock) -> str:
    """A workspace whose segment is described “before” in a backup and “after” in the file; the backup's name."""
    store = furnish(open_store(paths, clock))
    store.catalog.put(replace(VIP, description="before"))
    name = store.back_up()
    store.catalog.put(replace(VIP, description="after"))
    store.close()
    return name


def said(paths: WorkspacePaths, clock: FakeClock) -> str:
    with closing(open_store(paths, clock)) as store:
        assert store._database.pragma("integrity_check") == "ok"
        return store.catalog.get(Segment, "vip").description


def write_state(paths: WorkspacePaths, sync_id: str, version: int, members: int) -> None:
    folder = paths.state / sync_id
    folder.mkdir(parents=True)
    text = json.dumps({"version": version, "members": members, "deltas": [], "runs": []})
    (folder / "state.json").write_text(text, encoding="utf-8")


STEPS = (
    "shutil.copy2",  # the present file is being kept
    "Path.replace",  # a copy gets its name: the kept file, the decision, the last step
    "Path.unlink",
    "os.fsync",
)
KILLED_AT = """
import os, shutil, signal
from census_desktop.store.restoring import backup_file, restore_file
step, number, name = sys.argv[2], int(sys.argv[3]), sys.argv[4]
owner, word = {"shutil": shutil, "Path": Path, "os": os}[step.split(".")[0]], step.split(".")[1]
true, calls = getattr(owner, word), []

def die(*args, **kwargs):
    calls.append(1)
    if len(calls) > number:
        os.kill(os.getpid(), signal.SIGKILL)
    return true(*args, **kwargs)

setattr(owner, word, die)
restore_file(paths, backup_file(paths, name), clock)
say("done", len(calls))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("step", STEPS)
def test_kill_9_at_every_step_of_a_restore_leaves_the_one_or_the_other(
    tmp_path: Path, paths: WorkspacePaths, clock: FakeClock, start: Start, step: str
) -> None:
    import shutil

    name = two_times(paths, clock)
    kept = tmp_path / "kept"
    shutil.copytree(paths.root, kept)
    seen: list[str] = []
    for number in range(20):
        shutil.rmtree(paths.root)
        shutil.copytree(kept, paths.root)
        process = start(KILLED_AT, step, str(number), name)
        out, _ = process.communicate(timeout=60)
        seen.append(said(paths, clock))
        assert not (paths.root / PENDING).exists()
        assert list_backups(paths) == (name,)
        if out.startswith("done"):
            break
    assert seen[-1] == "before", "the last one was not killed"
    assert seen == sorted(seen), "once decided it stays decided (after < before)"


def test_a_log_of_the_old_file_is_never_replayed_into_the_restored_one(
    paths: WorkspacePaths, clock: FakeClock, start: Start
) -> None:
    """The process that wrote last was killed too, so that its log still stands beside the file."""
    name = two_times(paths, clock)
    process = start('store = open_store(paths, clock); store.catalog.put(Segment("more", "More", "customers")); say("written")')
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.communicate()
    assert (paths.root / "workspace.db-wal").stat().st_size
    restored = restore_file(paths, backup_file(paths, name), clock)
    assert restored.replaced is not None
    assert said(paths, clock) == "before"
    with closing(open_store(paths, clock)) as store:
        assert store.catalog.find(Segment, "more") is None
    for suffix in ("", "-wal"):
        Path(f"{restored.replaced}{suffix}").replace(f"{paths.store}{suffix}")
    with closing(open_store(paths, clock)) as store:
        assert store.catalog.get(Segment, "more"), "what was there is kept with its log"


def test_schedules_are_off_afterwards_and_the_file_says_why(paths: WorkspacePaths, clock: FakeClock) -> None:
    name = two_times(paths, clock)
    clock.advance(60)
    restore_file(paths, backup_file(paths, name), clock)
    with closing(open_store(paths, clock)) as store:
        assert store.catalog.setting("schedules") == "off"
        standing = json.loads(store.catalog.setting(STANDING))
        assert (standing["reason"], standing["backup"]) == ("restored", name)
        assert standing["from"] < standing["at"]


def test_a_newer_state_is_believed_and_old_runs_are_not_taken_over_again(paths: WorkspacePaths, clock: FakeClock) -> None:
    store = furnish(open_store(paths, clock))
    ended(store, clock, applied=False)
    assert store.ledger.unapplied()
    name = store.back_up()
    store.close()
    write_state(paths, TO_HOOK.id, version=4, members=120)
    write_state(paths, "made-later", version=1, members=9)
    facts = restore_file(paths, backup_file(paths, name), clock).facts
    assert (facts.ahead, facts.unknown, facts.begin_anew) == ((TO_HOOK.id,), ("made-later",), ())
    with closing(open_store(paths, clock)) as store:
        assert store.ledger.state(TO_HOOK.id) == (4, 120)
        assert store.ledger.unapplied() == ()
        assert json.loads(store.catalog.setting(STANDING))["ahead"] == [TO_HOOK.name]


def test_a_state_under_another_sync_key_is_forgotten(paths: WorkspacePaths, clock: FakeClock) -> None:
    store = furnish(open_store(paths, clock))
    name = store.back_up()
    store.catalog.put(replace(TO_HOOK, key=SyncKey("email", "email")))
    store.close()
    write_state(paths, TO_HOOK.id, version=2, members=5)
    assert restore_file(paths, backup_file(paths, name), clock).facts.begin_anew == (TO_HOOK.id,)
    with closing(open_store(paths, clock)) as store:
        assert store.ledger.outdated(TO_HOOK.id)


def test_a_state_that_is_gone_is_not_counted(paths: WorkspacePaths, clock: FakeClock) -> None:
    from sqlalchemy import insert

    from census_desktop.store.schema import sync_state

    store = furnish(open_store(paths, clock))
    with store._database.write() as sql:
        sql.execute(insert(sync_state).values(sync_id=TO_HOOK.id, version=3, members=40))
    name = store.back_up()
    store.close()
    assert restore_file(paths, backup_file(paths, name), clock).facts.begin_anew == (TO_HOOK.id,)
    with closing(open_store(paths, clock)) as store:
        assert store.ledger.state(TO_HOOK.id) == (0, 0)


def test_an_open_workspace_is_not_replaced(shop: Store, paths: WorkspacePaths, clock: FakeClock) -> None:
    name = shop.back_up()
    with pytest.raises(StoreError, match="open in another window"):
        restore_file(paths, backup_file(paths, name), clock)
    assert sorted(path.name for path in paths.root.glob(".*")) == []


def test_code_in_a_foreign_backup_is_refused(shop: Store, paths: WorkspacePaths, clock: FakeClock) -> None:
    name = shop.back_up()
    shop.close()
    with closing(best_library().module.connect(paths.backups / name)) as sql:
        sql.execute("CREATE TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM segment; END")
        sql.commit()
    with pytest.raises(StoreError, match="never has"):
        restore_file(paths, backup_file(paths, name), clock)
    assert sorted(path.name for path in paths.root.glob(".*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="mounts of POSIX")
def test_a_full_disk_refuses_a_restore_and_keeps_all(tmp_path: Path, clock: FakeClock) -> None:
    with mounted(tmp_path / "small", "size=4m") as small:
        paths = WorkspacePaths(small / "workspace")
        name = two_times(paths, clock)
        fill(small)
        with pytest.raises(StoreError, match="no room left"):
            restore_file(paths, backup_file(paths, name), clock)
        (small / "ballast").unlink()
        assert said(paths, clock) == "after"
        assert fault_in(paths.backups / name, best_library()) == ""
        restore_file(paths, backup_file(paths, name), clock)
        assert said(paths, clock) == "before"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [0, 1, 2])
def test_kill_9_during_a_backup_leaves_no_half_one(paths: WorkspacePaths, clock: FakeClock, start: Start, number: int) -> None:
    store = furnish(open_store(paths, clock))
    name = store.back_up()
    store.close()
    process = start(
        """
        import os, signal
        number, word = int(sys.argv[2]), sys.argv[3]
        owner = Path if word == "replace" else os
        store = open_store(paths, clock)
        true = getattr(owner, word)
        def die(*args, **kwargs):
            if number == 2:
                true(*args, **kwargs)
            os.kill(os.getpid(), signal.SIGKILL)
        setattr(owner, word, die)
        store.back_up()
        """,
        str(number),
        ("fsync", "replace", "replace")[number],
    )
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=60)
    assert process.returncode == -9
    whole = list_backups(paths)
    assert len(whole) == (2 if number == 2 else 1)
    assert name in whole
    assert all(fault_in(paths.backups / one, best_library()) == "" for one in whole)
