"""Upload and swap: what a kill, a broken connection or the table's own rules do to it, and what stays of the table."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pysqlite3.dbapi2 as sqlite
import pytest

from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Target, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, run, schema_of, send
from tests.postgres import Postgres

SCHEMA = schema_of(id=pa.int64(), name=pa.string())
OLD = [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]
NEW = [{"id": 2, "name": "B"}, {"id": 3, "name": "c"}]


class Place:
    """Somewhere that a swap goes to: how to open it, and how to read what is there."""

    def __init__(self, open_: Callable[[], Any], rows: Callable[[], Any], object_: str = "people", audience: str = "") -> None:
        self.open = open_
        self.rows = rows
        self.object = object_
        self.audience = audience
        self.audience_id = ""

    def writer(self, schema: pa.Schema = SCHEMA) -> Writer:
        target = Target(self.object, Operation.MIRROR, schema.names[0], self.audience, self.audience_id, Removal.SWAP)
        writer: Writer = self.open().open(target, schema)
        self.audience_id = writer.audience_id
        return writer

    def swap(self, rows: Sequence[dict[str, Any]], schema: pa.Schema = SCHEMA) -> None:
        run(self.writer(schema), batch_of(schema, rows))


def refused(place: Place, rows: Sequence[dict[str, Any]]) -> str:
    writer = place.writer()
    with contextlib.closing(writer), pytest.raises(BatchRejected) as failure:
        send(writer, batch_of(SCHEMA, rows))
    return failure.value.message


@pytest.fixture
def opener(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., Any]]:
    with contextlib.ExitStack() as stack:
        yield lambda type_, config, secrets=None: stack.enter_context(
            contextlib.closing(opened(type_, config, tmp_path, clock, secrets))
        )


class Table(Place):
    def __init__(self, open_: Callable[[], Any], execute: Callable[[str], list[tuple[Any, ...]]]) -> None:
        super().__init__(open_, lambda: execute("SELECT id, name FROM people ORDER BY id"))
        self.execute = execute


@pytest.fixture
def lite(tmp_path: Path, opener: Callable[..., Any]) -> Table:
    def execute(sql: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite.connect(str(tmp_path / "crm.db"))) as db, db:
            db.execute("PRAGMA foreign_keys = ON")
            return list(db.execute(sql).fetchall())

    return Table(lambda: opener("sql_table", {"url": "sqlite:///crm.db"}), execute)


@pytest.fixture
def pg(postgres: Postgres, opener: Callable[..., Any]) -> Table:
    database = postgres.new_database()
    secrets = {"password": postgres.password}
    return Table(
        lambda: opener("sql_table", {"url": postgres.url(database)}, secrets), lambda sql: postgres.execute(sql, database)
    )


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def table(request: pytest.FixtureRequest) -> Table:
    found: Table = request.getfixturevalue("lite" if request.param == "sqlite" else "pg")
    return found


# Tables -------------------------------------------------------------------------------------------------------------------


def test_the_table_stays_with_its_view_trigger_default_and_columns_of_others(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL, note text, origin text DEFAULT 'sync')")
    table.execute("CREATE VIEW shown AS SELECT name FROM people")
    table.swap(OLD)
    table.execute("UPDATE people SET note = 'mine' WHERE id = 2")
    table.swap(NEW)
    assert table.execute("SELECT * FROM people ORDER BY id") == [(2, "B", "mine", "sync"), (3, "c", None, "sync")]
    assert sorted(table.execute("SELECT * FROM shown")) == [("B",), ("c",)]


def test_rows_of_others_that_refer_to_one_that_stays_are_kept(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text)")
    table.execute("CREATE TABLE orders (nr bigint, person bigint REFERENCES people (id) ON DELETE CASCADE)")
    table.swap(OLD)
    table.execute("INSERT INTO orders VALUES (10, 1), (20, 2)")
    table.swap(NEW)
    assert table.execute("SELECT nr FROM orders") == [(20,)]


def test_a_row_that_may_not_go_keeps_the_table_as_it_was(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text)")
    table.execute("CREATE TABLE orders (nr bigint, person bigint REFERENCES people (id))")
    table.swap(OLD)
    table.execute("INSERT INTO orders VALUES (10, 1)")
    with pytest.raises(DestinationError, match="cannot take the place") as failure:
        table.swap(NEW)
    assert failure.value.kept
    assert "refer to a row that left" in failure.value.hint
    assert table.rows() == [(1, "a"), (2, "b")]


def test_a_table_without_a_unique_key_is_replaced_row_by_row(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint, name text)")
    table.execute("INSERT INTO people VALUES (9, 'old'), (9, 'old')")
    table.swap(OLD)
    assert table.rows() == [(1, "a"), (2, "b")]
    table.swap([])
    assert table.rows() == []


def test_sqlite_rejects_a_record_without_a_needed_value_when_it_is_put_aside(lite: Table) -> None:
    lite.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL)")
    lite.swap(OLD)
    writer = lite.writer()
    reply = send(writer, batch_of(SCHEMA, [{"id": 3, "name": None}, {"id": 4, "name": "d"}]))
    writer.finish()
    writer.close()
    assert reply.rejected == {0: "A value is missing in a column that needs one (name)."}
    assert lite.rows() == [(4, "d")]


@pytest.mark.postgres
def test_postgres_refuses_what_the_table_would_when_it_is_put_aside(pg: Table) -> None:
    pg.execute("CREATE TABLE people (id bigint PRIMARY KEY, name varchar(3) NOT NULL UNIQUE CHECK (name <> 'no'))")
    pg.swap(OLD)
    assert "too long for its column (name)" in refused(pg, [{"id": 5, "name": "Keller-4711"}])
    assert "missing in a column that needs one (name)" in refused(pg, [{"id": 5, "name": None}])
    assert "breaks a rule" in refused(pg, [{"id": 5, "name": "no"}])
    assert "must be unique" in refused(pg, [{"id": 5, "name": "x"}, {"id": 6, "name": "x"}])
    assert pg.rows() == [(1, "a"), (2, "b")]


@pytest.mark.postgres
def test_what_may_not_be_granted_again_stays(pg: Table) -> None:
    pg.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text); GRANT SELECT ON people TO PUBLIC")
    before = pg.execute("SELECT oid, relacl::text FROM pg_class WHERE relname = 'people'")
    pg.swap(NEW)
    assert pg.execute("SELECT oid, relacl::text FROM pg_class WHERE relname = 'people'") == before


@pytest.mark.postgres
def test_a_connection_that_breaks_ends_the_swap_instead_of_swapping_in_a_part(pg: Table) -> None:
    pg.swap(OLD)
    writer = pg.writer()
    send(writer, batch_of(SCHEMA, NEW[:1]))
    pg.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'census-desktop'")
    with pytest.raises(DestinationError) as failure:
        send(writer, batch_of(SCHEMA, NEW[1:]))
    assert type(failure.value) is DestinationError
    assert "as it was" in failure.value.kept
    writer.close()
    assert pg.rows() == [(1, "a"), (2, "b")]
    pg.swap(NEW)
    assert pg.rows() == [(2, "B"), (3, "c")]


@pytest.mark.postgres
def test_a_connection_that_breaks_before_the_end_keeps_the_table(pg: Table) -> None:
    pg.swap(OLD)
    writer = pg.writer()
    send(writer, batch_of(SCHEMA, NEW))
    pg.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'census-desktop'")
    with contextlib.closing(writer), pytest.raises(DestinationError) as failure:
        writer.finish()
    assert failure.value.kept
    assert pg.rows() == [(1, "a"), (2, "b")]


def test_a_table_that_is_read_meanwhile_is_never_half(table: Table) -> None:
    table.swap(OLD)
    writer = table.writer()
    for row in NEW:
        send(writer, batch_of(SCHEMA, [row]))
        assert table.rows() == [(1, "a"), (2, "b")]
    # Others may write while records are put aside.
    table.execute("INSERT INTO people VALUES (9, 'z')")
    writer.finish()
    writer.close()
    assert table.rows() == [(2, "B"), (3, "c")]


def test_the_end_waits_for_others_to_let_go_of_the_table(table: Table, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    table.swap(OLD)
    writer = table.writer()
    send(writer, batch_of(SCHEMA, NEW))
    if "sqlite" in request.node.name:
        other = sqlite.connect(str(tmp_path / "crm.db"), isolation_level=None, check_same_thread=False)
    else:
        ((database,),) = table.execute("SELECT current_database()")
        other = request.getfixturevalue("postgres").connect(database)
    other.execute("BEGIN")
    other.execute("UPDATE people SET name = 'other' WHERE id = 1")
    release = threading.Timer(0.2, other.commit)
    release.start()
    writer.finish()
    release.join()
    writer.close()
    other.close()
    assert table.rows() == [(2, "B"), (3, "c")]


def test_what_is_put_aside_is_gone_when_the_writer_is_closed(table: Table) -> None:
    destination = table.open()
    target = Target("people", Operation.MIRROR, "id", removal=Removal.SWAP)
    for _ in range(3):
        writer = destination.open(target, SCHEMA)
        send(writer, batch_of(SCHEMA, NEW))
        writer.close()
    run(destination.open(target, SCHEMA), batch_of(SCHEMA, OLD))
    assert table.rows() == [(1, "a"), (2, "b")]


# Files --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
def test_a_file_is_replaced_with_the_fields_of_the_sync_alone(format_: str, tmp_path: Path, opener: Callable[..., Any]) -> None:
    file = tmp_path / "files" / f"people.{format_}"
    place = Place(lambda: opener("folder", {"path": "files", "format": format_}), file.read_bytes)
    place.swap([{"id": 1, "city": "Oslo"}], schema_of(id=pa.int64(), city=pa.string()))
    place.swap(NEW)
    if format_ == "parquet":
        assert pq.read_table(file).to_pylist() == NEW
    else:
        expected = {"csv": b"id,name\n2,B\n3,c\n", "jsonl": b'{"id":2,"name":"B"}\n{"id":3,"name":"c"}\n'}
        assert place.rows() == expected[format_]
    run(place.writer())
    if format_ == "parquet":
        assert pq.read_schema(file).names == ["id", "name"]
        assert pq.read_table(file).num_rows == 0
    else:
        assert place.rows() == {"csv": b"id,name\n", "jsonl": b""}[format_]


def test_a_file_without_the_key_can_be_replaced(tmp_path: Path, opener: Callable[..., Any]) -> None:
    (tmp_path / "files").mkdir()
    file = tmp_path / "files" / "people.csv"
    file.write_text("email\nanna@mail.example\n")
    place = Place(lambda: opener("folder", {"path": "files"}), file.read_text)
    place.swap(NEW)
    assert place.rows() == "id,name\n2,B\n3,c\n"


# Kills --------------------------------------------------------------------------------------------------------------------

KILLED = """
import os, signal
from pathlib import Path
import pyarrow as pa
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import SystemClock, Target
from tests.destinations.batches import batch_of, opened, schema_of, send
names = NAMES
schema = schema_of(**{names[0]: pa.int64(), names[1]: pa.string()})
destination = opened(TYPE, CONFIG, Path(ROOT), SystemClock(), SECRETS)
writer = destination.open(Target(OBJECT, Operation.MIRROR, names[0], AUDIENCE, AUDIENCE_ID, Removal.SWAP), schema)
send(writer, batch_of(schema, [{names[0]: 2, names[1]: "B"}], idempotency_key="k1"))
send(writer, batch_of(schema, [{names[0]: 3, names[1]: "c"}], idempotency_key="k2"))
print("put aside", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def kill_before_the_end(type_: str, config: dict[str, Any], root: Path, **more: Any) -> None:
    told = {
        "NAMES": ["id", "name"], "TYPE": type_, "CONFIG": config, "ROOT": str(root), "SECRETS": {}, "OBJECT": "people",
        "AUDIENCE_ID": "", "AUDIENCE": "", **more,
    }  # fmt: skip
    code = KILLED
    for name, value in told.items():
        code = code.replace(name, repr(value))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2]
    )
    assert (done.stdout, done.returncode) == ("put aside\n", -signal.SIGKILL), done.stderr


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
def test_a_killed_swap_leaves_the_file_and_no_working_files(format_: str, tmp_path: Path, opener: Callable[..., Any]) -> None:
    file = tmp_path / "files" / f"people.{format_}"
    config = {"path": "files", "format": format_}
    place = Place(lambda: opener("folder", config), file.read_bytes)
    place.swap(OLD)
    before = file.read_bytes()
    work = tmp_path / "files" / ".census-desktop" / "people"
    for come_next in (lambda: opener("folder", config).close(), lambda: place.writer().close()):
        kill_before_the_end("folder", config, tmp_path)
        assert len(list(work.rglob("*.parquet"))) == 2 + (format_ == "parquet")
        come_next()
        assert [p for p in work.rglob("*") if p.suffix == ".parquet" and p.is_file()] == []
        assert file.read_bytes() == before
    place.swap(NEW)
    assert file.read_bytes() != before


def test_a_swap_that_is_killed_before_it_cleans_up_is_not_undone(tmp_path: Path, opener: Callable[..., Any]) -> None:
    file = tmp_path / "files" / "people.csv"
    place = Place(lambda: opener("folder", {"path": "files"}), file.read_text)
    place.swap(OLD)
    writer = place.writer()
    send(writer, batch_of(SCHEMA, NEW))
    work = tmp_path / "files" / ".census-desktop" / "people"
    subprocess.run(["cp", "-r", str(work / "people.csv"), str(tmp_path / "copy")], check=True)
    writer.finish()
    writer.close()
    (tmp_path / "copy").rename(work / "people.csv")
    place.writer().close()
    assert place.rows() == "id,name\n2,B\n3,c\n"


def test_a_killed_swap_leaves_the_sqlite_table(lite: Table, tmp_path: Path) -> None:
    lite.swap(OLD)
    kill_before_the_end("sql_table", {"url": "sqlite:///crm.db"}, tmp_path)
    assert lite.rows() == [(1, "a"), (2, "b")]
    assert lite.execute("SELECT name FROM sqlite_master WHERE type = 'table'") == [("people",)]
    lite.swap(NEW)
    assert lite.rows() == [(2, "B"), (3, "c")]


@pytest.mark.postgres
def test_a_killed_swap_leaves_the_postgres_table(pg: Table, postgres: Postgres, tmp_path: Path) -> None:
    pg.swap(OLD)
    ((database,),) = pg.execute("SELECT current_database()")
    kill_before_the_end("sql_table", {"url": postgres.url(database)}, tmp_path, SECRETS={"password": postgres.password})
    assert pg.rows() == [(1, "a"), (2, "b")]
    pg.swap(NEW)
    assert pg.rows() == [(2, "B"), (3, "c")]


def test_a_killed_swap_leaves_the_customer_file(tmp_path: Path, clock: FakeClock, opener: Callable[..., Any]) -> None:
    config = {"imitates": "Ad network"}
    there = opener("rehearsal", config)
    place = Place(lambda: there, lambda: there.records("customer_file", "VIP"), "customer_file", "VIP")
    schema = schema_of(external_id=pa.int64(), country=pa.string())
    place.swap([{"external_id": 1, "country": "DE"}], schema)
    kill_before_the_end(
        "rehearsal", config, tmp_path, OBJECT="customer_file", AUDIENCE="VIP", AUDIENCE_ID=place.audience_id,
        NAMES=["external_id", "country"],
    )  # fmt: skip
    assert place.rows() == [{"external_id": 1, "country": "DE"}]
    place.swap([{"external_id": 4, "country": "FR"}], schema)
    assert place.rows() == [{"external_id": 4, "country": "FR"}]


def test_the_end_of_a_swap_that_another_one_took_over_is_refused(opener: Callable[..., Any]) -> None:
    there = opener("rehearsal", {"imitates": "Ad network"})
    place = Place(lambda: there, lambda: there.records("customer_file", "VIP"), "customer_file", "VIP")
    schema = schema_of(external_id=pa.int64(), country=pa.string())
    place.swap([{"external_id": 1, "country": "DE"}], schema)
    first, second = place.writer(schema), place.writer(schema)
    send(second, batch_of(schema, [{"external_id": 2, "country": "FR"}]))
    with pytest.raises(DestinationError, match="Another upload began") as failure:
        first.finish()
    assert failure.value.kept
    first.close()
    second.finish()
    second.close()
    assert place.rows() == [{"external_id": 2, "country": "FR"}]


def test_a_customer_file_is_only_ever_replaced(opener: Callable[..., Any]) -> None:
    there = opener("rehearsal", {"imitates": "Ad network"})
    for removal in (Removal.REMOVE, Removal.NULL_OUT):
        with pytest.raises(ConfigError, match="cannot let go") as failure:
            there.open(
                Target("customer_file", Operation.MIRROR, "external_id", "VIP", removal=removal),
                schema_of(external_id=pa.int64()),
            )
        assert "Upload everything and swap" in failure.value.hint
