"""Older workspace files arrive at the tables of today, or stay as they were."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from census_desktop.domain.errors import StoreError
from census_desktop.domain.model import Connection, Dataset, Removal, Segment, Source, Sync
from census_desktop.domain.rows import RunFilter
from census_desktop.paths import WorkspacePaths
from census_desktop.store import list_backups, open_store, restore_backup, schema
from census_desktop.store.database import connect, private_file
from census_desktop.store.library import best_library
from census_desktop.store.upgrade import Revisions, migrate, stamped
from tests.conftest import FakeClock
from tests.store.conftest import Start, furnish

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.sql"))
LIBRARY = best_library()

NEXT = """
import os, sys
import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

def upgrade():
    with op.batch_alter_table("segment", table_kwargs={{"sqlite_strict": True}}) as batch:
        batch.add_column(sa.Column("owner", sa.Text, nullable=False, server_default="nobody"))
    op.execute("UPDATE segment SET owner = 'somebody'")
    {then}
"""


def dump(file: Path) -> dict[tuple[str, str], str]:
    """The SQL of every table and index, without regard to line breaks and to what a rebuilt table writes otherwise: its
    name quoted, texts by default in brackets, foreign keys in an order of its own."""
    with closing(connect(file, LIBRARY)) as bare:
        rows = bare.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(type_, name): _uniform(sql) for type_, name, sql in rows}


def _uniform(sql: str) -> str:
    sql = re.sub(r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", sql)
    sql = re.sub(r"DEFAULT \(('\w*')\)", r"DEFAULT \1", sql)
    foreign = re.compile(r",\s*FOREIGN KEY\(\w+\) REFERENCES \w+ \(\w+\)")
    keys = sorted(re.sub(r"\s+", " ", key) for key in foreign.findall(sql))
    return " ".join([re.sub(r"\s*([(),])\s*|\s+", r"\1 ", foreign.sub("", sql)).strip(), *keys])


def load(file: Path, script: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    private_file(file)
    with closing(connect(file, LIBRARY)) as bare:
        bare.executescript(script)


@pytest.fixture
def today(tmp_path: Path, clock: FakeClock) -> dict[tuple[str, str], str]:
    paths = WorkspacePaths(tmp_path / "today")
    open_store(paths, clock).close()
    return dump(paths.store)


@pytest.fixture
def next_revision(tmp_path: Path) -> Revisions:
    """The program's scripts and one more, as the next version will have."""
    return with_next(tmp_path, "pass")


def with_next(tmp_path: Path, then: str) -> Revisions:
    scripts = tmp_path / "100% scripts"
    shutil.copytree(Revisions().scripts, scripts, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    (scripts / "versions" / "r0008_owner.py").write_text(NEXT.format(then=then))
    return Revisions(scripts, "0008")


def test_the_program_knows_the_newest_script() -> None:
    scripts = ScriptDirectory(str(Revisions().scripts))
    assert scripts.get_heads() == [schema.REVISION]
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert all(revision.isdigit() for revision in revisions), "newer must be told from older"
    assert {path.stem for path in FIXTURES} == set(revisions), "every revision has its dump"


def test_the_scripts_lead_to_the_same_tables_as_a_new_workspace(tmp_path: Path, today: dict[tuple[str, str], str]) -> None:
    file = tmp_path / "scripts.db"
    private_file(file)
    migrate(file, LIBRARY, Revisions())
    by_scripts = dump(file)
    alembics_own = ("table", "alembic_version")
    assert by_scripts.pop(alembics_own)
    assert by_scripts == {key: sql for key, sql in today.items() if key != alembics_own}


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_every_old_workspace_arrives_with_all_it_had(
    paths: WorkspacePaths, clock: FakeClock, fixture: Path, today: dict[tuple[str, str], str]
) -> None:
    load(paths.store, fixture.read_text())
    store = open_store(paths, clock)
    found: list[Any] = [store.catalog.all(kind) for kind in (Source, Dataset, Segment, Connection, Sync)]
    assert [len(things) for things in found] == [1, 2, 2, 1, 2]
    assert [run.status.value for run in store.ledger.runs(RunFilter())] == ["working", "completed"]
    assert [len(store.ledger.batches(run.id)) for run in store.ledger.runs(RunFilter())] == [1, 1]
    assert store.ledger.state("to-hook") == (1, 9)
    assert store.catalog.get(Connection, "hook").environment == "", "a mark that nobody set is none"
    sync = store.catalog.get(Sync, "to-hook")
    assert (sync.removal is Removal.REMOVE) is (fixture.stem == "0001")
    store.catalog.put(replace(sync, removal=Removal.SWAP, limits={"records": 5}))
    assert store.catalog.get(Sync, "to-hook").removal is Removal.SWAP
    assert len(list_backups(paths)) == (0 if fixture.stem == schema.REVISION else 1), "a copy before each migration"
    assert store.catalog.sizes("vip")
    assert store.catalog.activity(segment_id="vip")
    assert store.catalog.setting("workspace_name") == "Shop"
    store.catalog.restore(Segment, "gone")
    store.close()
    assert dump(paths.store) == today
    engine = create_engine("sqlite://", module=LIBRARY.module, creator=lambda: connect(paths.store, LIBRARY))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    engine.dispose()


def test_a_migration_makes_a_backup_first(paths: WorkspacePaths, clock: FakeClock, next_revision: Revisions) -> None:
    furnish(open_store(paths, clock)).close()
    store = open_store(paths, clock, revisions=next_revision)
    assert store.catalog.get(Segment, "vip")
    assert store.diagnostics()["Schema revision"] == "0008"
    assert stamped(paths.store, LIBRARY) == "0008"
    store.close()
    (backup,) = list_backups(paths)
    assert stamped(paths.backups / backup, LIBRARY) == schema.REVISION
    with closing(connect(paths.store, LIBRARY)) as bare:
        assert bare.execute("SELECT owner FROM segment").fetchall() == [("somebody",)]
    open_store(paths, clock, revisions=next_revision).close()
    assert list_backups(paths) == (backup,), "once"

    with pytest.raises(StoreError, match="newer version"):
        open_store(paths, clock)
    restore_backup(paths, backup)
    open_store(paths, clock).close()


def test_kill_9_in_the_middle_of_a_migration(paths: WorkspacePaths, clock: FakeClock, start: Start, tmp_path: Path) -> None:
    furnish(open_store(paths, clock)).close()
    before = dump(paths.store)
    stuck = with_next(tmp_path, 'print("in the middle", flush=True); sys.stdin.read()')
    process = start(
        """
        from census_desktop.store.upgrade import Revisions
        open_store(paths, clock, revisions=Revisions(Path(sys.argv[2]), "0008"))
        """,
        str(stuck.scripts),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in the middle\n"
    process.kill()
    process.wait()
    store = open_store(paths, clock)
    assert store.catalog.get(Segment, "vip")
    store.close()
    assert dump(paths.store) == before
    assert len(list_backups(paths)) == 1
    finished = with_next(tmp_path, "pass")
    clock.advance(1e9)
    store = open_store(paths, clock, revisions=finished)
    assert store.catalog.get(Segment, "vip")
    store.close()
    assert stamped(paths.store, LIBRARY) == "0008"


@pytest.mark.parametrize(
    ("then", "error"),
    [
        ("raise ValueError('a defect in the script')", ValueError),
        ('op.execute("DELETE FROM dataset")', StoreError),
    ],
    ids=["defect", "orphans"],
)
def test_a_migration_that_fails_changes_nothing(
    paths: WorkspacePaths, clock: FakeClock, tmp_path: Path, then: str, error: type[Exception]
) -> None:
    furnish(open_store(paths, clock)).close()
    before = dump(paths.store)
    with pytest.raises(error):
        open_store(paths, clock, revisions=with_next(tmp_path, then))
    assert dump(paths.store) == before
    store = open_store(paths, clock)
    assert len(store.catalog.all(Dataset)) == 1
    store.close()


def test_two_new_programs_migrate_once(paths: WorkspacePaths, clock: FakeClock, start: Start, next_revision: Revisions) -> None:
    from tests.store.conftest import output

    furnish(open_store(paths, clock)).close()
    code = """
    from census_desktop.store.upgrade import Revisions
    store = open_store(paths, clock, revisions=Revisions(Path(sys.argv[2]), "0008"))
    say(store.catalog.get(Segment, "vip").name)
    store.close()
    """
    assert [output(process) for process in [start(code, str(next_revision.scripts)) for _ in range(3)]] == ["High value\n"] * 3
    assert len(list_backups(paths)) == 1
