"""Database tables: keys, columns and types. PostgreSQL is a real server."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Target
from tests.destinations.batches import batch_of, schema_of, send
from tests.destinations.sql_under_test import ROWS, SCHEMA, Table, postgres_only

# Keys and columns -----------------------------------------------------------------------------------------------------


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
    assert bare.operations == (Operation.APPEND, Operation.MIRROR)
    assert bare.removals == (Removal.SWAP,)


@postgres_only
def test_values_of_an_enumeration_are_the_choices(pg: Table) -> None:
    pg.execute("CREATE TYPE mood AS ENUM ('happy', 'sad'); CREATE TABLE people (id bigint PRIMARY KEY, mood mood)")
    people = next(s for s in pg.destination().objects() if s.name == "people")
    assert {f.name: f.choices for f in people.fields} == {"id": (), "mood": ("happy", "sad")}


# Types ----------------------------------------------------------------------------------------------------------------


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
