"""MariaDB as a source: its types, its collations, what it says when something is wrong."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from census_desktop.domain.conditions import Condition
from census_desktop.domain.errors import Cancelled, CensusError, SourceError
from census_desktop.domain.model import Dataset
from tests.conftest import FakeClock
from tests.mariadb import MariaDB, mariadb, wait_until  # noqa: F401  the fixture
from tests.sources.engines import Engine, in_mariadb

pytestmark = pytest.mark.mariadb

TYPES = """
CREATE TABLE `Types "é"` (
  id bigint unsigned, `select` varchar(20) CHARACTER SET latin1, mood enum('sad','ok'), both_ set('a','b'), code char(5),
  uid uuid, exact decimal(12,2), huge decimal(65,2), naive datetime(6), aware timestamp NULL, day date, clock time, doc json,
  raw varbinary(9), flag boolean, bit1 bit(1), bits bit(9), small float, big double, y year, tiny tinyint unsigned, long_ text)
"""
VALUES = (
    (18446744073709551615, 'é"\\', "ok", "a,b", "ab", "11111111-2222-3333-4444-555555555555", Decimal("12.5"),
     Decimal("1234567890123456789012345678901234.55"), "2026-11-24 09:00:00.123456", "2026-11-24 08:00", "2026-11-24",
     "-30:20:01", '{"a": 1}', b"\x00\xff", True, 1, 300, 1.5, 0.1, 2026, 200, "line\nbreak"),
    (2, None, "sad", "", None, None, None, None, "0000-00-00", None, "0000-00-00", None, None, None, None, None, None, None,
     None, None, None, None),
)  # fmt: skip


@pytest.fixture(scope="module")
def shop(mariadb: MariaDB, tmp_path_factory: pytest.TempPathFactory) -> Engine:  # noqa: F811
    made = in_mariadb(mariadb, tmp_path_factory.mktemp("mariadb"), FakeClock())
    with closing(mariadb.connect(made.source.config["database"])) as connection, connection.cursor() as cursor:
        cursor.execute("SET sql_mode = '', time_zone = '+00:00'")
        cursor.execute(TYPES)
        cursor.executemany(f'INSERT INTO `Types "é"` VALUES ({", ".join(["%s"] * 22)})', VALUES)
        cursor.execute("CREATE TABLE nobody (id int, name text)")
        cursor.execute("CREATE TABLE `long` AS SELECT seq AS id, REPEAT('x', 500) AS word FROM seq_1_to_200000")
        cursor.execute("CREATE DATABASE IF NOT EXISTS sales")
        cursor.execute("CREATE OR REPLACE VIEW sales.recent AS SELECT 7 AS id, 'seven' AS word")
    return made


@pytest.fixture
def reader(shop: Engine) -> Iterator[Any]:
    with shop.reading() as opened:
        yield opened


def dataset(table: str = "", sql: str = "") -> Dataset:
    return Dataset(table or sql, "Data", "shop", table, sql=sql, unique_identifier="id")


def rows(reader: Any, of: Dataset, columns: list[str], segment: Any = None) -> list[dict[str, Any]]:
    with reader.extract(of, segment, columns) as (_, batches):
        return [row for batch in batches for row in batch.to_pylist()]


def test_every_type_travels(reader: Any) -> None:
    types = dataset('Types "é"')
    described = {c.name: c.type.value for c in reader.describe(types).columns}
    one, two = rows(reader, types, list(described))
    assert one == {
        "id": 18446744073709551615, "select": 'é"\\', "mood": "ok", "both_": "a,b", "code": "ab",
        "uid": "11111111-2222-3333-4444-555555555555", "exact": Decimal("12.50"),
        "huge": Decimal("1234567890123456789012345678901234.55"), "naive": dt.datetime(2026, 11, 24, 9, 0, 0, 123456),  # noqa: DTZ001
        "aware": dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC), "day": dt.date(2026, 11, 24), "clock": "-30:20:01",
        "doc": '{"a": 1}', "raw": b"\x00\xff", "flag": True, "bit1": True, "bits": 300, "small": 1.5, "big": 0.1, "y": 2026,
        "tiny": 200, "long_": "line\nbreak",
    }  # fmt: skip
    assert (two.pop("id"), two.pop("mood"), two.pop("both_")) == (2, "sad", "")
    assert set(two.values()) == {None}, "a zero date is no date"
    assert (described["flag"], described["bit1"], described["naive"]) == ("boolean", "boolean", "datetime")


@pytest.mark.parametrize(
    ("column", "op", "value", "found"),
    [
        ("select", "starts_with", "e", 0),
        ("select", "starts_with", "É", 1),
        ("code", "is", "AB", 0),
        ("code", "is", "ab ", 0),
        ("code", "is", "ab", 1),
        ("mood", "one_of", ("ok", "OK"), 1),
        ("id", "is", "18446744073709551615", 1),
        ("aware", "on", "2026-11-24", 1),
        ("bit1", "is_true", None, 1),
        ("exact", "between", (12.5, 12.6), 1),
    ],
)
def test_texts_are_compared_as_they_are_written(
    reader: Any, shop: Engine, column: str, op: str, value: object, found: int
) -> None:
    assert reader.count(dataset('Types "é"'), shop.segment(Condition(column, op, value))) == found


def test_other_databases_selects_and_empty_tables(reader: Any) -> None:
    assert {"orders", "nobody", "sales.recent"} <= set(reader.tables())
    assert rows(reader, dataset("sales.recent"), ["word", "id"]) == [{"word": "seven", "id": 7}]
    mean = dataset(sql="SELECT person AS id, AVG(amount) AS mean, NULL AS nothing FROM orders WHERE person = 1 GROUP BY person")
    assert rows(reader, mean, ["mean", "nothing"]) == [{"mean": Decimal("20.166667"), "nothing": None}]
    assert rows(reader, dataset("nobody"), ["name"]) == []
    assert reader.count(dataset("nobody"), None) == 0


@pytest.mark.parametrize(
    ("config", "password", "says"),
    [
        ({}, "canary-wrong", "did not accept the user or the password"),
        ({"user": "canary"}, None, "did not accept the user or the password"),
        ({"database": "canary"}, None, "has no such database"),
        ({"port": 1}, None, "Nothing answers at host and port"),
        ({"host": "canary.invalid"}, None, "is not known on this network"),
    ],
)
def test_a_door_that_stays_shut_says_which_setting_to_look_at(
    shop: Engine, config: dict[str, Any], password: str | None, says: str
) -> None:
    engine = replace(shop, credential=lambda _: {"password": password}) if password else shop
    with pytest.raises(SourceError, match=says) as refused:
        engine.open(**config)
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (dataset("canary"), "names a table or a view that is no longer"),
        (dataset("canary.canary"), "names a table or a view that is no longer"),
        (dataset(sql="SELECT canary FROM orders"), "names a column that is no longer there"),
        (dataset(sql="SELECT nosuchfunction(1) AS id"), "does not work"),
        (dataset(sql="SELECT NEXTVAL(counter) AS id"), "would change something"),
        (dataset(sql="SELECT 1 AS id, 2 AS id"), "does not work"),
    ],
)
def test_what_cannot_be_read_says_why(shop: Engine, mariadb: MariaDB, of: Dataset, says: str) -> None:  # noqa: F811
    mariadb.execute("CREATE SEQUENCE IF NOT EXISTS counter", shop.source.config["database"])
    with shop.reading() as opened, pytest.raises(CensusError, match=says):
        rows(opened, of, [c.name for c in opened.describe(of).columns])


def test_a_server_that_drops_the_line_in_mid_stream_fails_with_plain_words(shop: Engine, mariadb: MariaDB) -> None:  # noqa: F811
    with shop.reading() as opened, opened.extract(dataset("long"), None, ["id", "word"]) as (_, batches):
        next(batches)
        mariadb.execute(f"KILL CONNECTION {opened._connection.con.thread_id()}")
        with pytest.raises(SourceError, match="was lost while “long” was read"):
            list(batches)


def test_a_stream_that_is_left_early_ends_its_query(reader: Any) -> None:
    with reader.extract(dataset("long"), None, ["id", "word"]) as (_, batches):
        assert next(batches).num_rows
        batches.close()
    assert reader.count(dataset("nobody"), None) == 0


def test_a_query_is_cancelled_in_the_server(shop: Engine, mariadb: MariaDB) -> None:  # noqa: F811
    slow = dataset(sql="SELECT id FROM orders_sleep")
    mariadb.execute(
        "CREATE OR REPLACE VIEW orders_sleep AS SELECT 1 AS id FROM orders WHERE SLEEP(100) = 0", shop.source.config["database"]
    )
    active = "SELECT 1 FROM information_schema.processlist WHERE info LIKE '%COUNT(%orders_sleep%' AND id <> CONNECTION_ID()"
    ended: list[type[BaseException]] = []

    def count(opened: Any) -> None:
        try:
            opened.count(slow, None)
        except CensusError as error:
            ended.append(type(error))

    with shop.reading() as opened:
        thread = threading.Thread(target=count, args=(opened,))
        thread.start()
        wait_until(lambda: bool(mariadb.execute(active)), "the query does not run")
        opened.cancel()
        thread.join(30)
        assert ended == [Cancelled]
        wait_until(lambda: not mariadb.execute(active), "the query still runs")
