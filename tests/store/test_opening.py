"""Every state in which a workspace can be found when it is opened."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from census_desktop.domain.errors import StoreError
from census_desktop.domain.model import Segment
from census_desktop.paths import WorkspacePaths
from census_desktop.store import Store, list_backups, open_store, restore_backup, schema
from tests.conftest import FakeClock
from tests.store.conftest import VIP, Start, furnish, output


def closed(paths: WorkspacePaths, clock: FakeClock, *, backup: bool = False) -> WorkspacePaths:
    """A furnished workspace that nobody has open."""
    store = furnish(open_store(paths, clock))
    if backup:
        store.back_up()
    store.close()
    return paths


def refusal(paths: WorkspacePaths, clock: FakeClock) -> StoreError:
    with pytest.raises(StoreError) as refused:
        open_store(paths, clock)
    assert refused.value.message
    assert refused.value.kept
    assert refused.value.hint
    if os.path.isdir(paths.root):  # noqa: PTH112 - Path.is_dir() raises for a name that is too long
        assert set(paths.root.glob("session-*")) == set(crashed(paths)), "a refused opening leaves no mark of its own"
    return refused.value


def crashed(paths: WorkspacePaths) -> list[Path]:
    return list(paths.root.glob("session-dead*"))


def crash(paths: WorkspacePaths) -> None:
    """What a process leaves that was killed."""
    (paths.root / "session-dead").write_text("12345\n")


def contents(folder: Path) -> dict[str, str]:
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.is_file() and p.name != "workspace.lock"}


# A good start ---------------------------------------------------------------------------------------------------------


def test_a_new_workspace_is_its_owners_alone(tmp_path: Path, clock: FakeClock) -> None:
    paths = WorkspacePaths(tmp_path / "deep" / "er" / "workspace")
    store = furnish(open_store(paths, clock))
    store.back_up()
    assert stat.S_IMODE(paths.root.stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.backups.stat().st_mode) == 0o700
    files = [path for path in paths.root.rglob("*") if path.is_file()]
    assert {"workspace.db", "workspace.db-wal", "workspace.db-shm"} <= {path.name for path in files}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    store.close()


def test_an_empty_folder_becomes_private_and_a_used_one_keeps_its_mode(tmp_path: Path, clock: FakeClock) -> None:
    for name, used in (("empty", False), ("used", True)):
        folder = tmp_path / name
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
        if used:
            (folder / "notes.txt").write_text("mine")
        open_store(WorkspacePaths(folder), clock).close()
        assert stat.S_IMODE(folder.stat().st_mode) == (0o755 if used else 0o700)


@pytest.mark.parametrize("name", ["with spaces", "emoji 🎉 ключ", "q?uestion#hash%20percent&amp", "'quote\"", "x" * 250])
def test_any_folder_name_works(tmp_path: Path, clock: FakeClock, name: str) -> None:
    paths = closed(WorkspacePaths(tmp_path / name), clock, backup=True)
    store = open_store(paths, clock)
    assert store.catalog.get(Segment, "vip")
    store.close()
    assert (tmp_path / name / "workspace.db").exists()


def test_a_closed_workspace_is_one_file(paths: WorkspacePaths, clock: FakeClock) -> None:
    closed(paths, clock)
    assert {path.name for path in paths.root.iterdir()} == {"workspace.db", "workspace.lock"}


def test_diagnostics_name_library_mode_size_and_schema(store: Store) -> None:
    told = store.diagnostics()
    assert told["SQLite"].startswith("3.")
    assert told["Journal mode"] == "wal"
    assert told["File size"].endswith(" bytes")
    assert told["Schema revision"] == schema.REVISION
    assert told["Writers of several processes"].startswith("queue")
    assert told["Newest backup"] == "none"


def test_every_connection_is_safe(store: Store) -> None:
    assert store._database.pragma("synchronous") == "2"
    assert store._database.pragma("foreign_keys") == "1"
    assert store._database.pragma("busy_timeout") == "5000"
    assert store._database.pragma("trusted_schema") == "0"


def test_opening_imports_little(paths: WorkspacePaths, clock: FakeClock, start: Start) -> None:
    closed(paths, clock)
    said = output(
        start(
            """
            store = open_store(paths, clock)
            store.catalog.all(Segment)
            store.close()
            slow = {"alembic", "sqlalchemy.orm", "filelock", "keyring", "duckdb", "pyarrow", "requests"}
            say(sorted(set(sys.modules) & slow))
            """
        )
    )
    assert said == "[]\n"


# In the way -----------------------------------------------------------------------------------------------------------


def test_a_file_where_the_folder_should_be(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "file").write_text("mine")
    assert "is not a folder" in refusal(WorkspacePaths(tmp_path / "file"), clock).message
    assert "cannot be used" in refusal(WorkspacePaths(tmp_path / "file" / "below"), clock).message
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_where_the_file_should_be(paths: WorkspacePaths, clock: FakeClock) -> None:
    paths.store.mkdir(parents=True)
    assert "is not a file" in refusal(paths, clock).message
    assert paths.store.is_dir()


def test_a_folder_name_that_no_file_system_takes(tmp_path: Path, clock: FakeClock) -> None:
    assert "cannot be used" in refusal(WorkspacePaths(tmp_path / ("x" * 300)), clock).message


def test_a_database_of_another_program(paths: WorkspacePaths, clock: FakeClock) -> None:
    paths.root.mkdir()
    with closing(sqlite3.connect(paths.store)) as foreign:
        foreign.execute("CREATE TABLE bookmarks (url TEXT)")
    before = contents(paths.root)
    assert "a database of another program" in refusal(paths, clock).message
    assert contents(paths.root) == before


@pytest.mark.parametrize("log", [False, True], ids=["closed", "with a log"])
def test_a_workspace_of_a_newer_program_is_not_touched(
    paths: WorkspacePaths, clock: FakeClock, start: Start, log: bool
) -> None:
    closed(paths, clock)
    with closing(sqlite3.connect(paths.store)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '0008'")
        newer.commit()
    if log:
        process = start(
            """
            import sqlite3
            newer = sqlite3.connect(paths.store)
            newer.execute("CREATE TABLE later (x)")
            say("written")
            sys.stdin.read()
            """
        )
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        process.wait()
        assert (paths.root / "workspace.db-wal").stat().st_size
    before = contents(paths.root)
    error = refusal(paths, clock)
    assert "schema 0008" in error.message
    assert f"knows up to {schema.REVISION}" in error.message
    assert error.kept == "The file was not touched."
    after = contents(paths.root)
    assert {name: after[name] for name in before if not name.endswith("-shm")} == {
        name: before[name] for name in before if not name.endswith("-shm")
    }


def test_a_log_without_its_file_is_kept(paths: WorkspacePaths, clock: FakeClock) -> None:
    closed(paths, clock, backup=True)
    paths.store.unlink()
    (paths.root / "workspace.db-wal").write_bytes(b"committed work")
    error = refusal(paths, clock)
    assert "is gone, but its log" in error.message
    assert list_backups(paths)[0] in error.hint
    assert (paths.root / "workspace.db-wal").read_bytes() == b"committed work"
    assert not paths.store.exists()


# Damaged --------------------------------------------------------------------------------------------------------------


def zero(file: Path) -> None:
    file.write_bytes(b"")


def text(file: Path) -> None:
    file.write_text("version: 1\nsources: []\n" * 500)


def first_page(file: Path) -> None:
    file.write_bytes(b"\0" * 4096 + file.read_bytes()[4096:])


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def random_page(file: Path) -> None:
    """The root page of a table that nothing reads on opening."""
    with closing(sqlite3.connect(file)) as reading:
        (page,) = reading.execute("SELECT rootpage FROM sqlite_master WHERE name = 'segment'").fetchone()
    with file.open("r+b") as damaging:
        damaging.seek((page - 1) * 4096)
        damaging.write(b"\xa5" * 4096)


@pytest.mark.parametrize("damage", [zero, text, first_page, cut, random_page])
def test_a_damaged_file_is_copied_and_the_way_back_is_named(paths: WorkspacePaths, clock: FakeClock, damage: object) -> None:
    closed(paths, clock, backup=True)
    damage(paths.store)  # type: ignore[operator]
    crash(paths)
    damaged = paths.store.read_bytes()
    error = refusal(paths, clock)
    (copy,) = paths.root.glob("workspace.damaged-*.db")
    assert "is damaged" in error.message
    assert copy.name in error.kept
    assert copy.read_bytes() == damaged == paths.store.read_bytes()
    assert list_backups(paths)[0] in error.hint
    assert "backups restore" in error.hint

    assert refusal(paths, clock).kept == error.kept, "one copy, however often it is tried"
    assert len(list(paths.root.glob("workspace.damaged-*.db"))) == 1

    replaced = restore_backup(paths, list_backups(paths)[0])
    assert replaced is not None
    assert replaced.read_bytes() == damaged
    store = open_store(paths, clock)
    assert store.catalog.get(Segment, "vip")
    store.close()
    assert not crashed(paths)


def test_the_way_back_works_by_hand_as_it_is_told(paths: WorkspacePaths, clock: FakeClock) -> None:
    closed(paths, clock, backup=True)
    zero(paths.store)
    refusal(paths, clock)
    (paths.root / "workspace.db-wal").unlink(missing_ok=True)
    shutil.copy(paths.backups / list_backups(paths)[0], paths.store)
    store = open_store(paths, clock)
    assert store.catalog.get(Segment, "vip")
    store.close()


def test_damage_without_a_backup_says_how_to_begin_anew(paths: WorkspacePaths, clock: FakeClock) -> None:
    closed(paths, clock)
    zero(paths.store)
    assert "There is no backup yet" in refusal(paths, clock).hint


def test_damage_met_while_working_is_told_and_looked_at_on_the_next_start(paths: WorkspacePaths, clock: FakeClock) -> None:
    closed(paths, clock)
    random_page(paths.store)
    store = open_store(paths, clock)
    with pytest.raises(StoreError, match=r"workspace\.db is damaged"):
        store.catalog.all(Segment)
    store.close()
    (left,) = paths.root.glob("session-*")
    left.rename(paths.root / "session-dead")
    assert "is damaged" in refusal(paths, clock).message


def test_a_whole_file_after_a_crash_just_opens(paths: WorkspacePaths, clock: FakeClock) -> None:
    closed(paths, clock)
    crash(paths)
    open_store(paths, clock).close()
    assert not crashed(paths)


# Moved under us -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["deleted", "replaced"])
def test_a_file_that_is_taken_away_while_open_loses_nothing(
    paths: WorkspacePaths, clock: FakeClock, tmp_path: Path, what: str
) -> None:
    other = closed(WorkspacePaths(tmp_path / "other"), clock)
    store = furnish(open_store(paths, clock))
    if what == "deleted":
        paths.store.unlink()
    else:
        other.store.replace(paths.store)
    for _ in range(2):
        with pytest.raises(StoreError) as refused:
            store.catalog.put(Segment("2", "After", "customers"))
        assert "moved, deleted or replaced" in refused.value.message
        assert "workspace.rescued.db" in refused.value.kept
    store.close()
    for left in paths.root.glob("workspace.db*"):
        left.unlink()
    (paths.root / "workspace.rescued.db").rename(paths.store)
    store = open_store(paths, clock)
    assert [s.name for s in store.catalog.all(Segment)] == [VIP.name]
    store.close()


def test_a_folder_that_is_taken_away_while_open(paths: WorkspacePaths, clock: FakeClock, tmp_path: Path) -> None:
    store = furnish(open_store(paths, clock))
    paths.root.rename(tmp_path / "moved")
    with pytest.raises(StoreError, match="in the folder that was moved"):
        store.catalog.put(Segment("2", "After", "customers"))
    store.close()
    store = open_store(WorkspacePaths(tmp_path / "moved"), clock)
    assert store.catalog.get(Segment, "vip")
    store.close()
