"""Database tables: every way a database says no. PostgreSQL is a real server."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest

from census_desktop.domain.errors import Cancelled, ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken, Destination, Target
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, send
from tests.destinations.sql_under_test import ROWS, SCHEMA, Table, pg_table, postgres_only
from tests.postgres import Postgres, running_postgres

# Records that the database refuses ------------------------------------------------------------------------------------

SECRET = "Keller-4711"


@postgres_only
@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("varchar(3)", SECRET, "A text is too long for its column (name)."),
        ("smallint", "70000", "A number is too large for its column (name)."),
        ("integer", SECRET, "A value does not have the type of its column (name)."),
        ("date", SECRET, "A value is not a date or time as its column needs it (name)."),
        ("timestamp", "2026-13-45", "A date or time is out of range (name)."),
        ("jsonb", SECRET, "A value does not have the type of its column (name)."),
        ("text NOT NULL", None, "A value is missing in a column that needs one (name)."),
        ("text UNIQUE", "taken", "Another row already has this value in a column that must be unique (people_name_key)."),
        ("text CHECK (name <> 'Keller-4711')", SECRET, "A value breaks a rule of the table (people_name_check)."),
        ("text REFERENCES cities (name)", SECRET, "It refers to a row that does not exist (people_name_fkey)."),
    ],
)
def test_records_that_break_a_rule_are_refused_with_a_reason_without_their_values(
    pg: Table, column: str, value: Any, reason: str
) -> None:
    pg.execute("CREATE TABLE cities (name text PRIMARY KEY)")
    pg.execute(f"CREATE TABLE people (id bigint PRIMARY KEY, name {column})")
    if "UNIQUE" in column:
        pg.execute("INSERT INTO people VALUES (99, 'taken')")
    assert pg.refused([{"id": 1, "name": value}]) == reason
    assert [row for row in pg.execute("SELECT id FROM people") if row[0] != 99] == []


@postgres_only
def test_what_a_trigger_says_is_not_repeated(pg: Table) -> None:
    pg.execute(
        "CREATE TABLE people (id bigint PRIMARY KEY, name text);"
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'not %', NEW.name; END$$;"
        "CREATE TRIGGER no BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION no()"
    )
    assert pg.refused([{"id": 1, "name": SECRET}]) == "The database refused it (P0001)."


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("text NOT NULL", None, "NOT NULL constraint failed: people.name"),
        ("text UNIQUE", "taken", "UNIQUE constraint failed: people.name"),
        ("text REFERENCES cities (name)", SECRET, "FOREIGN KEY constraint failed"),
    ],
)
def test_sqlite_names_the_rule_and_not_the_value(lite: Table, column: str, value: Any, said: str) -> None:
    lite.execute("CREATE TABLE cities (name text PRIMARY KEY)")
    lite.execute(f"CREATE TABLE people (id bigint PRIMARY KEY, name {column})")
    lite.execute("INSERT INTO cities VALUES ('taken')")
    lite.execute("INSERT INTO people VALUES (99, 'taken')")
    reason = lite.refused([{"id": 1, "name": value}])
    assert said in reason
    assert SECRET not in reason
    assert lite.execute("SELECT id FROM people") == [(99,)]


def test_what_a_trigger_of_sqlite_says_is_not_repeated_either(lite: Table) -> None:
    lite.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text)")
    lite.execute("CREATE TRIGGER no BEFORE INSERT ON people BEGIN SELECT RAISE(ABORT, 'not ' || NEW.name); END")
    assert lite.refused([{"id": 1, "name": SECRET}]) == "A trigger of the table refused it."


def test_a_batch_is_all_or_nothing(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL)")
    table.refused([{"id": 1, "name": "a"}, {"id": 2, "name": None}])
    assert table.execute("SELECT * FROM people") == []
    table.send([{"id": 1, "name": "a"}])
    assert table.execute("SELECT * FROM people") == [(1, "a")]


# Databases that are in trouble ----------------------------------------------------------------------------------------


@postgres_only
def test_a_user_without_rights_learns_which_to_ask_for(
    pg: Table, postgres: Postgres, opener: Callable[..., Destination]
) -> None:
    pg.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text)")
    pg.execute(f"CREATE ROLE reader_{uuid.uuid4().hex[:6]} LOGIN PASSWORD 'reads'; GRANT SELECT ON people TO PUBLIC")
    ((role,),) = pg.execute("SELECT max(rolname) FROM pg_roles WHERE rolname LIKE 'reader_%'")
    config = {"url": pg.url.replace("postgres@", ""), "user": role}
    reader = opener(config, {"password": "reads"})
    assert "1 tables" in reader.test()
    writer = reader.open(Target("people", Operation.UPSERT, "id"), SCHEMA)
    with pytest.raises(DestinationError, match="may not write") as failure:
        send(writer, batch_of(SCHEMA, ROWS))
    assert "INSERT" in failure.value.hint
    with pytest.raises(DestinationError, match="may not write"):
        reader.open(Target("made", Operation.UPSERT, "id"), SCHEMA)
    pg.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")


@postgres_only
def test_a_read_only_database_says_so(pg: Table) -> None:
    pg.send(ROWS)
    ((name,),) = pg.execute("SELECT current_database()")
    pg.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    with pytest.raises(DestinationError, match="is read-only"):
        pg.send(ROWS)


@postgres_only
def test_a_database_that_is_not_there_is_a_matter_of_configuration(pg: Table) -> None:
    with pytest.raises(ConfigError, match="There is no database") as failure:
        pg.destination(url=pg.url + "_nope").test()
    assert failure.value.hint


@postgres_only
def test_a_table_that_vanishes_fails_the_run(pg: Table) -> None:
    writer = pg.writer()
    pg.execute("DROP TABLE people")
    with pytest.raises(DestinationError, match="cannot take this"):
        send(writer, batch_of(SCHEMA, ROWS))


@postgres_only
def test_a_connection_that_was_cut_is_replaced(pg: Table) -> None:
    writer = pg.writer()
    send(writer, batch_of(SCHEMA, ROWS))
    pg.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'census-desktop'")
    with pytest.raises(TransientError) as failure:
        send(writer, batch_of(SCHEMA, [{"id": 3, "name": "c"}]))
    assert failure.value.outcome_known
    send(writer, batch_of(SCHEMA, [{"id": 3, "name": "c"}]))
    assert len(pg.execute("SELECT * FROM people")) == 3


@postgres_only
def test_a_server_that_stops_and_comes_back(opener: Callable[..., Destination]) -> None:
    with running_postgres() as server:
        there = pg_table(server, opener)
        writer = there.writer()
        send(writer, batch_of(SCHEMA, ROWS))
        server.stop()
        for _ in range(2):
            with pytest.raises(TransientError) as failure:
                send(writer, batch_of(SCHEMA, [{"id": 3, "name": "c"}]))
            assert failure.value.kept
        assert failure.value.outcome_known
        assert "cannot be reached" in failure.value.message
        server.start()
        send(writer, batch_of(SCHEMA, [{"id": 3, "name": "c"}]))
        assert len(there.execute("SELECT * FROM people")) == 3


@postgres_only
def test_cancel_ends_a_batch_that_waits_for_a_lock(pg: Table, postgres: Postgres) -> None:
    writer = pg.writer()
    ((name,),) = pg.execute("SELECT current_database()")
    cancel = CancelToken()
    with contextlib.closing(postgres.connect(name)) as other, ThreadPoolExecutor(1) as pool, other.transaction():
        other.execute("LOCK TABLE people")
        waiting = pool.submit(writer.send, batch_of(SCHEMA, ROWS), cancel)
        _until(lambda: pg.execute("SELECT count(*) FROM pg_locks WHERE NOT granted") != [(0,)])
        cancel.cancel()
        with pytest.raises(Cancelled):
            waiting.result(timeout=10)
    assert pg.execute("SELECT * FROM people") == []


def _until(true: Callable[[], bool]) -> None:
    """Ask until it is so; the server answers each question, so this does not spin."""
    wait = threading.Event()
    for _ in range(500):
        if true():
            return
        wait.wait(0.01)
    raise AssertionError("it never became so")


@postgres_only
def test_batches_in_parallel_all_arrive(pg: Table) -> None:
    writer = pg.writer()
    batches = [batch_of(SCHEMA, [{"id": n, "name": "x"} for n in range(start, start + 50)]) for start in range(0, 1000, 50)]
    with ThreadPoolExecutor(writer.limits.concurrency) as pool:
        assert all(not reply.rejected for reply in pool.map(lambda b: send(writer, b), batches))
    assert pg.execute("SELECT count(*) FROM people") == [(1000,)]


@postgres_only
def test_a_server_without_a_certificate_is_refused_where_one_is_asked_for(pg: Table) -> None:
    with pytest.raises(ConfigError, match="cannot be made safe") as failure:
        pg.destination(url=pg.url + "?sslmode=verify-full&sslrootcert=system").test()
    assert "sslmode" in failure.value.hint


def test_a_locked_sqlite_file_is_worth_another_try(lite: Table, tmp_path: Path) -> None:
    writer = lite.writer(url="sqlite:///crm.db?timeout=0.05")
    with contextlib.closing(sqlite.connect(str(tmp_path / "crm.db"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(TransientError, match="locked") as failure:
            send(writer, batch_of(SCHEMA, ROWS))
        assert failure.value.outcome_known
        other.execute("ROLLBACK")
    send(writer, batch_of(SCHEMA, ROWS))
    assert len(lite.execute("SELECT * FROM people")) == 2


def test_files_that_are_no_sqlite_files_are_named(lite: Table, tmp_path: Path) -> None:
    (tmp_path / "crm.db").write_bytes(b"not a database, but quite long" * 100)
    with pytest.raises(DestinationError, match="is not a SQLite file"):
        lite.destination().test()
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(ConfigError, match="is a folder"):
        lite.destination(url="sqlite:///folder.db")
    with pytest.raises(ConfigError, match="does not exist"):
        lite.destination(url="sqlite:///missing/crm.db")
    with pytest.raises(ConfigError, match="does not exist"):
        lite.destination(url="sqlite:///new.db", create=False)


def test_a_full_disk_says_so_and_keeps_the_table(lite: Table, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], capture_output=True, check=False
    ).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        writer = lite.writer(url="sqlite:///small/crm.db")
        send(writer, batch_of(SCHEMA, ROWS))
        with pytest.raises(DestinationError, match=r"has no room left|cannot be used") as failure:
            send(writer, batch_of(SCHEMA, [{"id": n, "name": "x" * 5000} for n in range(3, 50)]))
        assert failure.value.kept
        with contextlib.closing(sqlite.connect(str(small / "crm.db"))) as db:
            assert db.execute("SELECT count(*) FROM people").fetchall() == [(2,)]
        lite.destination(url="sqlite:///small/crm.db").close()
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


# Addresses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("config", "why"),
    [
        ({"url": "postgresql://anna:hush@db.example.com/crm"}, "holds a password"),
        ({"url": "postgresql://db.example.com/crm?password=hush"}, "holds a password"),
        ({"url": "oracle://db.example.com/crm"}, "oracle are not supported yet"),
        ({"url": "mssql://db.example.com/crm?pwd=hush"}, "holds a password"),
        ({"url": "postgresql://db.example.com/crm?sslpassword=hush"}, "holds a password"),
        ({"url": "not a url"}, "not a database URL"),
        ({"url": "sqlite://"}, "names no SQLite file"),
        ({"url": "sqlite:///:memory:"}, "names no SQLite file"),
        ({"url": "sqlite:///file:x?mode=memory&uri=true"}, "names no SQLite file"),
        ({"url": "postgresql://anna@db.example.com/crm", "user": "ben"}, "different users"),
    ],
)
def test_addresses_that_cannot_work_or_would_leak_are_refused(tmp_path: Path, clock: FakeClock, config: Any, why: str) -> None:
    with pytest.raises(ConfigError, match=why) as failure:
        opened("sql_table", config, tmp_path, clock)
    assert failure.value.hint
    assert "hush" not in str(failure.value)


def test_a_missing_driver_says_what_to_install(tmp_path: Path) -> None:
    code = """
import sys
sys.modules["psycopg"] = None
from pathlib import Path
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.ports import SystemClock
from tests.destinations.batches import opened
try:
    opened("sql_table", {"url": "postgresql://127.0.0.1/x"}, Path("."), SystemClock())
except ConfigError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert "census-desktop[postgres]" in done.stdout


@postgres_only
def test_a_missing_password_is_a_refused_credential(pg: Table, opener: Callable[..., Destination]) -> None:
    for secrets in ({}, {"password": "wrong"}):
        with pytest.raises(CredentialError) as failure:
            opener({"url": pg.url}, secrets).test()
        assert "wrong" not in str(failure.value)
    with pytest.raises(CredentialError):
        opener({"url": pg.url.replace("postgres@", "nobody@")}, {"password": "x"}).test()
