"""Window and command line at work on one workspace at once."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from census_desktop.domain.errors import StoreError
from census_desktop.domain.model import Segment, Sync, Trigger
from census_desktop.domain.rows import SegmentOrder
from census_desktop.paths import WorkspacePaths
from census_desktop.store import Store, open_store, restore_backup
from census_desktop.store.database import file_lock
from census_desktop.store.library import Library, best_library
from tests.conftest import FakeClock
from tests.store.conftest import TO_HOOK, VIP, Start, furnish, output


class OldLibrary(Library):
    """Python's own SQLite, treated as one that needs the lock file."""

    @property
    def needs_lock(self) -> bool:
        return True


OLD = """
import sqlite3
from census_desktop.store.library import Library
class Old(Library):
    needs_lock = True
store = open_store(paths, clock, library=Old(sqlite3))
"""
NEW = "store = open_store(paths, clock)\n"

WRITE = """
name = sys.argv[2]
for number in range(200):
    store.catalog.put(Segment(f"{name}-{number}", f"{name} {number}", "customers"))
    run = store.ledger.create_run("to-hook", Trigger.MANUAL, clock.now())
    store.catalog.all(Source)
store.close()
"""


@pytest.mark.parametrize("opening", [NEW, OLD], ids=["queue in SQLite", "lock file"])
def test_three_processes_write_at_once_and_nothing_is_lost_or_refused(
    paths: WorkspacePaths, clock: FakeClock, start: Start, opening: str
) -> None:
    library = OldLibrary(sqlite3) if opening == OLD else best_library()
    store = furnish(open_store(paths, clock, library=library))
    writers = [start(opening + WRITE, name) for name in ("window", "agent")]
    for number in range(100):
        store.catalog.put(replace(VIP, description=f"turn {number}"))
        store.catalog.segment_page("", SegmentOrder.NAME, descending=False, offset=0, limit=200)
    for writer in writers:
        output(writer)
    assert len(store.catalog.all(Segment)) == 1 + 2 * 200
    assert store.ledger.overview().queued == 2 * 200
    assert store.catalog.get(Segment, "vip").description == "turn 99"
    assert store._database.pragma("integrity_check") == "ok"
    store.close()


def test_many_first_starts_at_once_make_one_workspace(paths: WorkspacePaths, clock: FakeClock, start: Start) -> None:
    code = """
    store = open_store(paths, clock)
    store.catalog.put(Source(sys.argv[2], sys.argv[2], "files"))
    store.close()
    """
    for process in [start(code, f"source {number}") for number in range(4)]:
        output(process)
    store = open_store(paths, clock)
    from census_desktop.domain.model import Source

    assert [source.name for source in store.catalog.all(Source)] == [f"source {number}" for number in range(4)]
    store.close()


def test_the_version_moves_when_another_process_writes(shop: Store, start: Start) -> None:
    before = shop.catalog.version()
    output(start("store = open_store(paths, clock); store.catalog.all(Segment); store.close()"))
    assert shop.catalog.version() == before, "reading changes nothing"
    output(start("store = open_store(paths, clock); store.catalog.set_setting('a', 'b'); store.close()"))
    assert shop.catalog.version() != before
    assert shop.catalog.setting("a") == "b"


def test_only_one_of_two_processes_gets_the_lease(shop: Store, clock: FakeClock, start: Start) -> None:
    code = """
    store = open_store(paths, clock)
    run = store.ledger.create_run("to-hook", Trigger.MANUAL, clock.now())
    say("ready")
    sys.stdin.readline()
    say(store.ledger.begin(run.id, "me", clock.now()))
    sys.stdin.readline()
    store.close()
    """
    processes = [start(code) for _ in range(2)]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = sorted(process.stdout.readline().strip() for process in processes if process.stdout)
    assert answers == ["False", "True"]


def test_a_name_is_taken_by_the_first_of_two_processes(shop: Store, start: Start) -> None:
    output(start("store = open_store(paths, clock); store.catalog.put(Segment('2', 'Mine', 'customers')); store.close()"))
    with pytest.raises(Exception, match="already a segment named “Mine”"):
        shop.catalog.put(Segment("3", "Mine", "customers"))


def test_a_writer_that_holds_on_too_long_is_told_of(
    paths: WorkspacePaths, clock: FakeClock, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("census_desktop.store.database.BUSY_SECONDS", 0.05)
    shop = furnish(open_store(paths, clock))
    process = start(
        """
        store = open_store(paths, clock)
        with store.catalog.transaction():
            store.catalog.set_setting("a", "theirs")
            say("holding")
            sys.stdin.readline()
        store.close()
        """
    )
    assert process.stdout is not None
    process.stdout.readline()
    assert shop.catalog.get(Segment, "vip"), "readers do not wait"
    with pytest.raises(StoreError, match="is keeping the workspace “workspace” busy"):
        shop.catalog.set_setting("a", "ours")
    process.communicate("go on\n")
    shop.catalog.set_setting("b", "ours")
    assert (shop.catalog.setting("a"), shop.catalog.setting("b")) == ("theirs", "ours")
    shop.close()


def test_an_old_sqlite_queues_at_the_lock_file(
    paths: WorkspacePaths, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("census_desktop.store.database.BUSY_SECONDS", 0.05)
    store = furnish(open_store(paths, clock, library=OldLibrary(sqlite3)))
    assert store.diagnostics()["Writers of several processes"] == "queue at a lock file"
    with file_lock(paths.root):
        assert store.catalog.get(Segment, "vip"), "readers do not wait"
        with pytest.raises(StoreError, match="busy"):
            store.catalog.set_setting("a", "b")
    store.catalog.set_setting("a", "b")
    store.ledger.create_run("to-hook", Trigger.MANUAL, clock.now())
    assert store.catalog.get(Sync, TO_HOOK.id)
    store.close()


def test_a_backup_is_not_restored_under_another_process(shop: Store, paths: WorkspacePaths) -> None:
    name = shop.back_up()
    with pytest.raises(StoreError, match="open in another window"):
        restore_backup(paths, name)
    assert shop.catalog.get(Segment, "vip")


@pytest.mark.parametrize(
    ("version", "needs_lock"),
    [
        ("3.40.1", True),
        ("3.44.5", True),
        ("3.44.6", False),
        ("3.50.6", True),
        ("3.50.7", False),
        ("3.51.2", True),
        ("3.51.3", False),
        ("3.53.4", False),
        ("4.0.0", False),
    ],
)
def test_which_sqlite_needs_the_lock(version: str, needs_lock: bool) -> None:
    from types import ModuleType

    module = ModuleType("some_sqlite")
    module.sqlite_version = version  # type: ignore[attr-defined]
    assert Library(module).needs_lock is needs_lock
    assert str(Library(module)) == f"{version} (some_sqlite)"
