"""MariaDB tables: whose row is written, strict values whatever the server says, times, and names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Target
from tests.destinations.batches import batch_of, run, schema_of, send
from tests.destinations.mysql_table_room import ROWS, SCHEMA, SECRET, Table, the_table  # noqa: F401  the fixture

pytestmark = pytest.mark.mariadb


# Whose row is written -------------------------------------------------------------------------------------------------------


def test_a_record_that_shares_another_unique_value_never_changes_somebody_else_s_row(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name varchar(60) UNIQUE)")
    table.send([{"id": 1, "name": SECRET}])
    told = "Another row already has this value in a column that must be unique (name)."
    assert table.refused([{"id": 2, "name": SECRET}]) == told
    assert table.rows() == [(1, SECRET)]


def test_a_key_of_zero_stays_zero_where_the_database_counts(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY AUTO_INCREMENT, name text)")
    table.send([{"id": 0, "name": "a"}, {"id": 7, "name": "b"}])
    assert table.rows() == [(0, "a"), (7, "b")]


def test_only_the_key_s_own_columns_make_it_unique(table: Table) -> None:
    table.execute("CREATE TABLE people (id varchar(60), name text, UNIQUE (id, name(5)), UNIQUE (name(5)))")
    with pytest.raises(ConfigError, match="not unique") as failure:
        table.writer(schema=schema_of(id=pa.string(), name=pa.string()))
    assert "CREATE UNIQUE INDEX people_id_key ON people (id)" in failure.value.hint


def test_columns_that_are_not_mapped_keep_their_values_and_defaults_count(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text, kept varchar(9) NOT NULL DEFAULT 'new')")
    table.execute("INSERT INTO people VALUES (1, 'x', 'old')")
    table.send(ROWS)
    assert table.rows() == [(1, "a", "old"), (2, "b", "new")]


# Values ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def careless(table: Table) -> Iterator[Table]:
    """A server that cuts off and makes zero what does not fit, and lives in another time zone."""
    before = table.execute("SELECT @@global.sql_mode, @@global.time_zone")[0]
    table.execute("SET GLOBAL sql_mode = ''")
    table.execute("SET GLOBAL time_zone = '+05:30'")
    yield table
    table.execute(f"SET GLOBAL sql_mode = '{before[0]}'")
    table.execute(f"SET GLOBAL time_zone = '{before[1]}'")


@pytest.mark.parametrize(
    ("column", "type_", "value", "reason"),
    [
        ("varchar(5)", pa.string(), SECRET, "A text is too long for its column (name)."),
        ("tinyint", pa.int64(), 1000, "A number is too large for its column (name)."),
        ("int", pa.string(), SECRET, "A value does not have the type of its column, or has characters that the column"),
        ("datetime", pa.string(), SECRET, "A value does not have the type of its column (name)."),
        ("enum('a','b')", pa.string(), SECRET, "A value does not have the type of its column"),
        ("varchar(60) NOT NULL", pa.string(), None, "A value is missing in a column that needs one (name)."),
        ("varchar(60) CHARACTER SET utf8mb3", pa.string(), "👩 Anna", "characters that the column cannot store (name)."),
        ("varchar(60) CHECK (name <> 'no')", pa.string(), "no", "A value breaks a rule of the table"),
        ("bigint REFERENCES people (id)", pa.int64(), 99, "It refers to a row that does not exist"),
    ],
)
def test_what_a_column_cannot_hold_is_refused_whatever_the_server_s_mode(
    careless: Table, column: str, type_: Any, value: Any, reason: str
) -> None:
    rule = column.replace("bigint REFERENCES people (id)", "bigint, FOREIGN KEY (name) REFERENCES people (id)")
    careless.execute(f"CREATE TABLE people (id bigint PRIMARY KEY, name {rule})")
    schema = schema_of(id=pa.int64(), name=type_)
    assert reason in careless.refused([{"id": 1, "name": value}], schema)


def test_times_are_utc_whatever_the_server_s_zone(careless: Table) -> None:
    careless.execute("CREATE TABLE people (id bigint PRIMARY KEY, stamp timestamp(6) NULL, moment datetime(6))")
    schema = schema_of(id=pa.int64(), stamp=pa.timestamp("us", "Europe/Berlin"), moment=pa.timestamp("us", "UTC"))
    at = datetime(2026, 3, 29, 1, 30, 15, 123456, tzinfo=UTC)
    careless.send([{"id": 1, "stamp": at, "moment": at}], schema=schema)
    careless.execute("SET GLOBAL time_zone = '+00:00'")
    plain = at.replace(tzinfo=None)
    assert careless.rows() == [(1, plain, plain)]


def test_a_table_that_is_made_has_columns_for_every_type(table: Table) -> None:
    types = {
        "id": (pa.string(), "k", "varchar(512)", "k"),
        "yes": (pa.bool_(), True, "tinyint(1)", 1),
        "big": (pa.uint64(), 2**64 - 1, "bigint(20) unsigned", 2**64 - 1),
        "ratio": (pa.float64(), 0.1, "double", 0.1),
        "money": (
            pa.decimal128(38, 4),
            Decimal("-12345678901234567890.1200"),
            "decimal(38,4)",
            Decimal("-12345678901234567890.12"),
        ),
        "day": (pa.date32(), date(2026, 2, 28), "date", date(2026, 2, 28)),
        "clock": (pa.time64("us"), time(1, 2, 3, 4), "time(6)", None),
        "bytes": (pa.binary(), b"\x00\xff'\\", "longblob", b"\x00\xff'\\"),
        "list": (pa.list_(pa.string()), ["a", "ü"], "longtext", '["a", "ü"]'),
        "text": (pa.string(), "👩‍👩‍👧 %s \\ '", "longtext", "👩‍👩‍👧 %s \\ '"),
    }
    schema = schema_of(**{name: type_ for name, (type_, *_) in types.items()})
    table.send([{name: value for name, (_, value, *_) in types.items()}], schema=schema)
    made = dict(
        table.execute("SELECT column_name, column_type FROM information_schema.columns WHERE table_schema = database()")
    )
    assert made == {name: kind for name, (_, _, kind, _) in types.items()}
    (row,) = table.rows()
    kept = {name: value for name, (*_, value) in types.items() if name != "clock"}
    assert {n: v for n, v in zip(types, row, strict=True) if n != "clock"} == kept
    assert table.execute("SELECT time_format(clock, '%T.%f') FROM people") == [("01:02:03.000004",)]


def test_numbers_that_are_none_are_rejected_one_by_one(table: Table) -> None:
    schema = schema_of(id=pa.int64(), score=pa.float64())
    reply = table.send(
        [{"id": 1, "score": float("nan")}, {"id": 2, "score": 0.5}, {"id": 3, "score": float("-inf")}], schema=schema
    )
    assert list(reply.rejected) == [0, 2]
    assert "“score”" in reply.rejected[0]
    assert table.rows() == [(2, 0.5)]


def test_a_record_larger_than_a_packet_is_refused_and_not_taken_for_a_broken_network(table: Table) -> None:
    largest = table.execute("SELECT @@max_allowed_packet")[0][0]
    table.send([{"id": 1, "name": "x" * (largest // 4)}])
    assert "larger than what the server takes" in table.refused([{"id": 2, "name": "x" * (largest + 10)}])


# Names ----------------------------------------------------------------------------------------------------------------------


def test_any_name_is_quoted(table: Table) -> None:
    odd = ["na`me", "per%cent", "%s", "a:b", "select", "ü" * 64, 'quo"te', "c0"]
    schema = schema_of(id=pa.int64(), **dict.fromkeys(odd, pa.string()))
    name = "peo`ple %s"
    writer = table.writer(name=name, schema=schema)
    for operation in (Operation.UPSERT, Operation.UPSERT, Operation.UPDATE):
        send(writer, batch_of(schema, [{"id": 1, **dict.fromkeys(odd, "x")}], operation, only_if_empty=odd[:2]))
    send(writer, batch_of(schema, [{"id": 9}], Operation.DELETE))
    assert table.execute("SELECT * FROM `peo``ple %s`") == [(1, *["x"] * len(odd))]
    swapper = table.writer(Operation.MIRROR, name=name, schema=schema, removal=Removal.SWAP)
    run(swapper, batch_of(schema, [{"id": 2, **dict.fromkeys(odd, "y")}]))
    assert table.execute("SELECT * FROM `peo``ple %s`") == [(2, *["y"] * len(odd))]


def test_names_that_are_too_long_or_alike_are_refused(table: Table) -> None:
    with pytest.raises(ConfigError, match="cannot be a name") as failure:
        table.writer(name="ü" * 65)
    assert "64 characters" in failure.value.hint
    with pytest.raises(ConfigError, match="does not tell apart"):
        table.writer(schema=schema_of(id=pa.int64(), Name=pa.string(), name=pa.string()))


def test_a_schema_is_another_database_of_the_server(table: Table) -> None:
    elsewhere = table.server.new_database()
    destination = table.destination(url=table.url(database=""), schema=elsewhere)
    run(destination.open(Target("people", Operation.UPSERT, "id"), SCHEMA), batch_of(SCHEMA, ROWS))
    swap = Target("people", Operation.MIRROR, "id", removal=Removal.SWAP)
    run(destination.open(swap, SCHEMA), batch_of(SCHEMA, ROWS[:1]))
    assert table.server.execute("SELECT * FROM people", elsewhere) == [(1, "a")]
