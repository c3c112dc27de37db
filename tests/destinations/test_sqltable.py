"""Database tables: keys, columns, types, and every way a database says no. PostgreSQL is a real server."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pysqlite3.dbapi2 as sqlite
import pytest

from census_desktop.domain.errors import (
    BatchRejected,
    Cancelled,
    ConfigError,
    CredentialError,
    DestinationError,
    TransientError,
)
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken, Destination, Reply, Target, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, schema_of, send
from tests.postgres import Postgres, running_postgres

SCHEMA = schema_of(id=pa.int64(), name=pa.string())
ROWS = [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]


class Table:
    """A database under test."""

    def __init__(self, open_: Callable[..., Destination], execute: Callable[[str], list[tuple[Any, ...]]], url: str) -> None:
        self._open = open_
        self.execute = execute
        self.url = url

    def destination(self, **config: Any) -> Destination:
        return self._open({"url": self.url, **config})

    def writer(
        self, operation: Operation = Operation.UPSERT, name: str = "people", schema: pa.Schema = SCHEMA, **config: Any
    ) -> Writer:
        return self.destination(**config).open(Target(name, operation, schema.names[0]), schema)

    def send(
        self,
        rows: Sequence[dict[str, Any]],
        operation: Operation = Operation.UPSERT,
        schema: pa.Schema = SCHEMA,
        **options: Any,
    ) -> Reply:
        return send(self.writer(operation, schema=schema, **options), batch_of(schema, rows, operation))

    def refused(self, rows: Sequence[dict[str, Any]], schema: pa.Schema = SCHEMA, **options: Any) -> str:
        """The reason why the batch is refused for its records; the table is as it was."""
        writer = self.writer(schema=schema, **options)
        with pytest.raises(BatchRejected) as failure:
            send(writer, batch_of(schema, rows))
        return failure.value.message


@pytest.fixture
def opener(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., Destination]]:
    made: list[Destination] = []

    def open_(config: dict[str, Any], secrets: dict[str, str] | None = None) -> Destination:
        made.append(opened("sql_table", config, tmp_path, clock, secrets))
        return made[-1]

    yield open_
    for destination in made:
        destination.close()


@pytest.fixture
def lite(tmp_path: Path, opener: Callable[..., Destination]) -> Table:
    def execute(sql: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite.connect(str(tmp_path / "crm.db"))) as db, db:
            return list(db.execute(sql).fetchall())

    return Table(opener, execute, "sqlite:///crm.db")


def pg_table(postgres: Postgres, opener: Callable[..., Destination]) -> Table:
    database = postgres.new_database()
    return Table(
        lambda config: opener(config, {"password": postgres.password}),
        lambda sql: postgres.execute(sql, database),
        postgres.url(database),
    )


@pytest.fixture
def pg(postgres: Postgres, opener: Callable[..., Destination]) -> Table:
    return pg_table(postgres, opener)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def table(request: pytest.FixtureRequest) -> Table:
    found: Table = request.getfixturevalue("lite" if request.param == "sqlite" else "pg")
    return found


postgres_only = pytest.mark.postgres

# Keys and columns -----------------------------------------------------------------------------------------------------------


def test_a_missing_table_is_made_with_the_key_as_primary_key(table: Table) -> None:
    table.send(ROWS)
    assert table.execute("SELECT id, name FROM people ORDER BY id") == [(1, "a"), (2, "b")]
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        table.execute("INSERT INTO people VALUES (1, 'again')")


def test_without_leave_nothing_is_made(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY)")
    with pytest.raises(ConfigError, match="no table “others”"):
        table.writer(name="others", create=False)
    with pytest.raises(ConfigError, match="has no column name"):
        table.writer(create=False)
    with pytest.raises(ConfigError, match="has no column “member” for the sync key"):
        table.writer(schema=schema_of(member=pa.int64()))
    assert table.execute("SELECT * FROM people") == []


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TABLE people (id bigint, name text)",
        "CREATE TABLE people (id bigint, name text, PRIMARY KEY (id, name))",
        "CREATE TABLE people (id bigint, name text); CREATE UNIQUE INDEX ON people (id) WHERE name IS NOT NULL",
        "CREATE TABLE people (id bigint, name text); CREATE UNIQUE INDEX ON people (abs(id))",
        "CREATE TABLE people (id bigint, name text); CREATE INDEX ON people (id)",
        "CREATE VIEW people AS SELECT 1::bigint AS id, ''::text AS name",
    ],
)
@postgres_only
def test_a_key_that_is_not_unique_is_refused_with_the_sql_that_helps(pg: Table, made: str) -> None:
    pg.execute(made)
    for operation in (Operation.UPSERT, Operation.UPDATE, Operation.MIRROR, Operation.DELETE):
        with pytest.raises(ConfigError, match="not unique") as failure:
            pg.writer(operation)
    assert "CREATE UNIQUE INDEX people_id_key ON people (id)" in failure.value.hint


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TABLE people (id bigint PRIMARY KEY, name text)",
        "CREATE TABLE people (id bigint UNIQUE, name text)",
        "CREATE TABLE people (nr integer PRIMARY KEY, id bigint, name text, UNIQUE (id))",
    ],
)
def test_a_primary_or_unique_key_will_do(table: Table, made: str) -> None:
    if "nr" in made and table.url.startswith("postgres"):
        made = made.replace("integer PRIMARY KEY", "integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
    table.execute(made)
    table.send(ROWS)
    table.send([{"id": 2, "name": "c"}])
    assert table.execute("SELECT id, name FROM people ORDER BY id") == [(1, "a"), (2, "c")]


def test_the_suggested_index_helps(table: Table) -> None:
    table.execute('CREATE TABLE "My People" (id bigint, name text)')
    with pytest.raises(ConfigError) as failure:
        table.writer(name="My People")
    table.execute(failure.value.hint.split("run: ")[1])
    table.send(ROWS, name="My People")
    assert len(table.execute('SELECT * FROM "My People"')) == 2


def test_append_without_a_unique_key_inserts(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint, name text)")
    table.send(ROWS, Operation.APPEND)
    table.send(ROWS, Operation.APPEND)
    assert len(table.execute("SELECT * FROM people")) == 4


def test_names_may_be_anything(table: Table) -> None:
    names = ['a%b "c":d', "c0", "census_0", "select", "Ünï 😀", "x'y", "(p)"]
    schema = schema_of(**{"the %(key)s": pa.int64()}, **dict.fromkeys(names, pa.string()))
    row = {"the %(key)s": 1, **{n: n for n in names}}
    for operation in (Operation.UPSERT, Operation.UPSERT, Operation.UPDATE, Operation.CREATE, Operation.APPEND):
        table.send([row], operation, schema, name='odd %s "table": 1')
    assert table.execute('SELECT * FROM "odd %s ""table"": 1"') == [(1, *names)]
    wider = schema_of(**{"the %(key)s": pa.int64(), 'new % "x"': pa.string()})
    table.send([{"the %(key)s": 1, 'new % "x"': "y"}], schema=wider, name='odd %s "table": 1')
    assert table.execute('SELECT "new % ""x""" FROM "odd %s ""table"": 1"') == [("y",)]
    table.send([row], Operation.DELETE, schema, name='odd %s "table": 1')
    assert table.execute('SELECT * FROM "odd %s ""table"": 1"') == []


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 2000])
def test_names_that_cannot_be_are_refused(table: Table, name: str) -> None:
    with pytest.raises(ConfigError, match="cannot be a name"):
        table.writer(name=name)
    with pytest.raises(ConfigError, match="cannot be a name"):
        table.writer(schema=schema_of(id=pa.int64(), **{name: pa.string()}))


def test_sqlite_does_not_tell_columns_apart_by_case(lite: Table) -> None:
    lite.execute("CREATE TABLE people (ID integer PRIMARY KEY, Name text)")
    lite.send(ROWS)
    lite.send([{"id": 2, "name": "c"}])
    assert lite.execute("SELECT * FROM people") == [(1, "a"), (2, "c")]
    with pytest.raises(ConfigError, match="differ in case only"):
        lite.writer(schema=schema_of(id=pa.int64(), ID=pa.int64()))


@postgres_only
def test_postgres_tells_columns_apart_by_case(pg: Table) -> None:
    pg.send([{"id": 1, "Id": 2}], schema=schema_of(id=pa.int64(), Id=pa.int64()))
    assert pg.execute('SELECT id, "Id" FROM people') == [(1, 2)]


@postgres_only
def test_a_schema_can_be_named(pg: Table) -> None:
    pg.execute("CREATE SCHEMA marketing")
    pg.send(ROWS)
    writer = pg.destination(schema="marketing").open(Target("people", Operation.UPSERT, "id"), SCHEMA)
    send(writer, batch_of(SCHEMA, ROWS[:1]))
    assert pg.execute("SELECT * FROM marketing.people") == [(1, "a")]
    assert len(pg.execute("SELECT * FROM public.people")) == 2


def test_a_sync_of_the_key_alone_works(table: Table) -> None:
    schema = schema_of(id=pa.int64())
    for operation in (Operation.UPSERT, Operation.UPDATE, Operation.CREATE, Operation.APPEND, Operation.UPSERT):
        table.send([{"id": 1}], operation, schema)
    assert table.execute("SELECT * FROM people") == [(1,)]


def test_objects_are_the_tables_with_columns_and_keys(table: Table) -> None:
    table.execute(
        "CREATE TABLE people (id bigint PRIMARY KEY, email text NOT NULL, score numeric, seen timestamp DEFAULT NULL)"
    )
    table.execute("CREATE TABLE bare (id bigint)")
    first, *found = table.destination().objects()
    assert first.open_name
    people = next(s for s in found if s.name == "people")
    bare = next(s for s in found if s.name == "bare")
    assert [(f.name, f.type, f.required) for f in people.fields if f.name != "id"] == [
        ("email", "text", True),
        ("score", "number", False),
        ("seen", "datetime", False),
    ]
    assert people.keys == ("id",)
    assert Operation.MIRROR in people.operations
    assert bare.operations == (Operation.APPEND,)


# Types ----------------------------------------------------------------------------------------------------------------------


@postgres_only
def test_values_become_what_the_columns_are(pg: Table) -> None:
    pg.execute(
        "CREATE TYPE mood AS ENUM ('happy', 'sad'); CREATE TABLE people (id text PRIMARY KEY, a integer, b text, c uuid, "
        "d mood, e text[], f jsonb, g timestamptz, h timestamp, i numeric, j bytea, k boolean, l interval)"
    )
    token = uuid.uuid4()
    schema = schema_of(
        id=pa.int64(), a=pa.string(), b=pa.int64(), c=pa.string(), d=pa.dictionary(pa.int8(), pa.string()),
        e=pa.list_(pa.string()), f=pa.struct([("x", pa.list_(pa.int64()))]), g=pa.timestamp("us"),
        h=pa.timestamp("us", "Europe/Berlin"), i=pa.float64(), j=pa.binary(), k=pa.bool_(), l=pa.duration("us"),
    )  # fmt: skip
    at = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    row = {
        "id": 7, "a": "42", "b": 43, "c": str(token), "d": "sad", "e": ['a "b"', "c\\,d", None, "NULL", ""], "f": {"x": [1]},
        "g": at.replace(tzinfo=None), "h": at, "i": 1.5, "j": b"\x00\xff", "k": True, "l": 90_000_000,
    }  # fmt: skip
    pg.send([row, {"id": 8}], schema=schema)
    first, second = pg.execute("SELECT id, a, b, c, d, e, f, g, h, i, j, k, l::text FROM people ORDER BY id")
    assert first[:7] == ("7", 42, "43", token, "sad", ['a "b"', "c\\,d", None, "NULL", ""], {"x": [1]})
    assert first[7].astimezone(UTC) == at
    assert first[8:] == (at.replace(tzinfo=None), Decimal("1.5"), b"\x00\xff", True, "00:01:30")
    assert second == ("8", *[None] * 12)


@postgres_only
def test_made_columns_have_fitting_types(pg: Table) -> None:
    schema = schema_of(
        id=pa.string(), n=pa.int32(), u=pa.uint64(), f=pa.float32(), d=pa.decimal128(38, 4), b=pa.bool_(), day=pa.date32(),
        at=pa.timestamp("us"), zoned=pa.timestamp("us", "UTC"), clock=pa.time64("us"), raw=pa.binary(),
        many=pa.list_(pa.int64()), none=pa.null(), text=pa.large_string(),
    )  # fmt: skip
    pg.send([{"id": "x", "u": 2**64 - 1, "d": Decimal("12345678901234567890.1234")}], schema=schema)
    types = dict(pg.execute("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'people'"))
    assert types == {
        "id": "text", "n": "bigint", "u": "numeric", "f": "double precision", "d": "numeric", "b": "boolean", "day": "date",
        "at": "timestamp without time zone", "zoned": "timestamp with time zone", "clock": "time without time zone",
        "raw": "bytea", "many": "jsonb", "none": "text", "text": "text",
    }  # fmt: skip
    assert pg.execute("SELECT u, d FROM people") == [(Decimal(2**64 - 1), Decimal("12345678901234567890.1234"))]


def test_sqlite_keeps_decimals_and_large_numbers_exactly_or_says_no(lite: Table) -> None:
    schema = schema_of(id=pa.int64(), small=pa.decimal128(12, 2), exact=pa.decimal128(30, 4), whole=pa.decimal128(38, 0))
    lite.send(
        [{"id": 1, "small": Decimal("12.50"), "exact": Decimal("12345678901234567890.1234"), "whole": 2**62}], schema=schema
    )
    assert lite.execute("SELECT small, exact, whole FROM people") == [(12.5, "12345678901234567890.1234", 2**62)]
    reason = lite.refused([{"id": 2, "whole": Decimal(2**80)}], schema)
    assert reason == "A number is too large for SQLite, which holds whole numbers of 64 bits."
    assert "too large" in lite.refused([{"id": 2, "u": 2**63}], schema_of(id=pa.int64(), u=pa.uint64()), name="other")


def test_sqlite_holds_times_as_its_functions_read_them(lite: Table) -> None:
    schema = schema_of(id=pa.int64(), at=pa.timestamp("us", "Europe/Berlin"), raw=pa.binary(), many=pa.list_(pa.string()))
    lite.send([{"id": 1, "at": datetime(2026, 7, 1, 10, 0, tzinfo=UTC), "raw": b"\x00\xff", "many": ["ä"]}], schema=schema)
    assert lite.execute("SELECT at, datetime(at, '+1 hour'), raw, json_extract(many, '$[0]') FROM people") == [
        ("2026-07-01 10:00:00.000000", "2026-07-01 11:00:00", b"\x00\xff", "ä")
    ]


# Records that the database refuses ------------------------------------------------------------------------------------------

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


def test_a_batch_is_all_or_nothing(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL)")
    table.refused([{"id": 1, "name": "a"}, {"id": 2, "name": None}])
    assert table.execute("SELECT * FROM people") == []
    table.send([{"id": 1, "name": "a"}])
    assert table.execute("SELECT * FROM people") == [(1, "a")]


# Databases that are in trouble ----------------------------------------------------------------------------------------------


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


# Addresses ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("config", "why"),
    [
        ({"url": "postgresql://anna:hush@db.example.com/crm"}, "holds a password"),
        ({"url": "postgresql://db.example.com/crm?password=hush"}, "holds a password"),
        ({"url": "mysql://db.example.com/crm"}, "mysql are not supported yet"),
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
