"""kill -9 at every stage: what was said to be saved is there on the next start."""

from __future__ import annotations

import subprocess
from contextlib import suppress

import pytest

from census_desktop.domain.model import Segment
from census_desktop.paths import WorkspacePaths
from census_desktop.store import Store, open_store
from tests.conftest import FakeClock
from tests.store.conftest import Start, furnish

WRITE = """
store = open_store(paths, clock)
for number in range(100_000):
    store.catalog.put(Segment(f"s{number}", f"Segment {number}", "customers"))
    say(number)
"""


def whole(store: Store) -> bool:
    return store._database.pragma("integrity_check") == "ok"


@pytest.mark.parametrize("written", [1, 7, 40])
def test_what_was_saved_survives_kill_9(paths: WorkspacePaths, clock: FakeClock, start: Start, written: int) -> None:
    furnish(open_store(paths, clock)).close()
    process = start(WRITE)
    assert process.stdout is not None
    for _ in range(written):
        last = int(process.stdout.readline())
    process.kill()
    last = max(last, *map(int, process.communicate()[0].split()[:-1] or [0]))  # the last line may be cut short
    assert len(list(paths.root.glob("session-*"))) == 1, "the mark of the process that was killed"
    store = open_store(paths, clock)
    assert whole(store)
    assert {f"s{number}" for number in range(last + 1)} <= {segment.id for segment in store.catalog.all(Segment)}
    assert len(list(paths.root.glob("session-*"))) == 1, "only our own"
    store.close()


def test_kill_9_during_the_first_start_leaves_a_workspace_that_opens(
    paths: WorkspacePaths, clock: FakeClock, start: Start
) -> None:
    """At whatever moment: the file appears under its name only when it is complete."""
    for moment in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        process = start("store = open_store(paths, clock); sys.stdin.read()")
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        process.kill()
        process.wait()
        store = open_store(paths, clock)
        assert store.catalog.all(Segment) == ()
        assert whole(store)
        store.close()
        for file in paths.root.iterdir():
            file.unlink()


def test_a_half_made_file_of_a_first_start_is_made_anew(paths: WorkspacePaths, clock: FakeClock) -> None:
    paths.root.mkdir()
    for suffix in ("", "-wal", "-shm"):
        (paths.root / f".workspace.db.new{suffix}").write_bytes(b"half")
    store = open_store(paths, clock)
    assert whole(store)
    store.close()
    assert not list(paths.root.glob(".workspace*"))


def test_kill_9_during_backups_leaves_only_whole_ones(paths: WorkspacePaths, clock: FakeClock, start: Start) -> None:
    furnish(open_store(paths, clock)).close()
    process = start("store = open_store(paths, clock)\nwhile True: say(store.back_up())")
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    process.kill()
    process.wait()
    store = open_store(paths, clock)
    clock.advance(1e9)  # later than the real time of the other process
    store.back_up()
    store.close()
    for backup in paths.backups.glob("workspace-*.db"):
        backup.replace(paths.store)
        store = open_store(paths, clock)
        assert store.catalog.get(Segment, "vip")
        assert whole(store)
        store.close()


def test_a_log_that_was_cut_short_loses_its_end_only(paths: WorkspacePaths, clock: FakeClock, start: Start) -> None:
    furnish(open_store(paths, clock)).close()
    process = start(WRITE)
    assert process.stdout is not None
    for _ in range(20):
        process.stdout.readline()
    process.kill()
    process.wait()
    log = paths.root / "workspace.db-wal"
    with log.open("r+b") as cutting:
        cutting.truncate(log.stat().st_size // 2)
    store = open_store(paths, clock)
    assert whole(store)
    ids = sorted(int(segment.id[1:]) for segment in store.catalog.all(Segment) if segment.id != "vip")
    assert ids == list(range(len(ids))), "a beginning, without holes"
    assert store.catalog.get(Segment, "vip")
    store.close()
