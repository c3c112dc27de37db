"""PostgreSQL as a source: its types, what runs in it, what it says when something is wrong, and a whole sync."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from census_desktop.domain.conditions import Condition, SqlCondition
from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, SourceError
from census_desktop.domain.model import Dataset
from tests.conftest import FakeClock
from tests.mariadb import wait_until
from tests.postgres import Postgres, postgres  # noqa: F401  the fixture
from tests.sources.engines import Engine, in_postgres

pytestmark = pytest.mark.postgres

TYPES = """
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE "Types 😀" (
  id bigint, "quoted ""name"" " text, uid uuid, mood mood, code char(5), free numeric, exact numeric(12,2), huge numeric(38,0),
  naive timestamp, aware timestamptz, day date, clock time, span interval, doc jsonb, ints int[], texts text[], moments date[],
  raw bytea, flag boolean, ratio float8, address inet, cash money, nothing text);
INSERT INTO "Types 😀" VALUES
  (1, 'a"b', '11111111-2222-3333-4444-555555555555', 'ok', 'ab', 1.2345678905, 12.5, 12345678901234567890123456789012345678,
   '2026-11-24 09:00:00.123456', '2026-11-24 10:00+02', '2026-11-24', '10:20', '1 day 02:00', '{"a": [1, null]}', '{1,NULL}',
   '{x,"y,z"}', '{2026-01-02}', '\\x00ff', true, 0.1, '10.0.0.1', '12.5', NULL),
  (2, E'line\\nbreak', NULL, 'sad', NULL, 'NaN', NULL, NULL, 'infinity', '-infinity', '0044-03-15 BC', NULL, NULL, NULL, '{}',
   NULL, NULL, NULL, NULL, 'NaN', NULL, NULL, NULL);
"""


@pytest.fixture(scope="module")
def shop(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Engine:  # noqa: F811
    """People and orders, a table of every type, a view in another schema, an empty table and a long one."""
    made = in_postgres(postgres, tmp_path_factory.mktemp("postgres"), FakeClock())
    database = made.source.config["database"]
    postgres.execute(TYPES, database)
    postgres.execute("CREATE SCHEMA sales CREATE VIEW recent AS SELECT 7 AS id, 'seven' AS word", database)
    postgres.execute("CREATE TABLE nobody (id int, name text)", database)
    postgres.execute(
        "CREATE TABLE long AS SELECT i AS id, repeat('x', 200) AS word FROM generate_series(1, 300000) i", database
    )
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


def test_every_type_travels_and_tells_what_it_is(reader: Any) -> None:
    types = dataset("Types 😀")
    described = {c.name: c.type.value for c in reader.describe(types).columns}
    one, two = rows(reader, types, list(described))
    assert one == {
        "id": 1, 'quoted "name" ': 'a"b', "uid": "11111111-2222-3333-4444-555555555555", "mood": "ok", "code": "ab",
        "free": Decimal("1.234567890"), "exact": Decimal("12.50"), "huge": Decimal("12345678901234567890123456789012345678"),
        "naive": dt.datetime(2026, 11, 24, 9, 0, 0, 123456), "aware": dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC),  # noqa: DTZ001
        "day": dt.date(2026, 11, 24), "clock": "10:20:00", "span": "1 day 02:00:00", "doc": '{"a": [1, null]}',
        "ints": [1, None], "texts": ["x", "y,z"], "moments": [dt.date(2026, 1, 2)], "raw": b"\x00\xff", "flag": True,
        "ratio": 0.1, "address": "10.0.0.1", "cash": Decimal("12.5000"), "nothing": None,
    }  # fmt: skip
    assert two.pop('quoted "name" ') == "line\nbreak"
    assert (two.pop("id"), two.pop("mood"), two.pop("ints")) == (2, "sad", [])
    ratio = two.pop("ratio")
    assert ratio != ratio  # NaN, which a payload has as null
    assert set(two.values()) == {None}, "days that no calendar of ours has, and NaN of a decimal"
    assert described["mood"] == described["uid"] == described["code"] == "text"
    assert (described["naive"], described["aware"], described["free"]) == ("datetime", "datetime", "number")
    assert (described["texts"], described["doc"], described["flag"]) == ("array", "object", "boolean")
    assert "pandas" not in sys.modules


@pytest.mark.parametrize(
    ("column", "op", "value", "found"),
    [
        ("texts", "contains_any", ("y,z", "nothing"), [1]),
        ("texts", "contains_all", ("x", "y,z"), [1]),
        ("ints", "is_blank", None, [2]),
        ("mood", "starts_with", "O", [1]),
        ("uid", "is", "11111111-2222-3333-4444-555555555555", [1]),
        ("code", "ends_with", "b", [1]),
        ("aware", "on", "2026-11-24", [1]),
        ("aware", "is", "2026-11-24T10:00:00+02:00", [1]),
        ("huge", "is", 12345678901234567890123456789012345678, [1]),
        ("nothing", "is_null", None, [1, 2]),
    ],
)
def test_conditions_on_types_of_its_own(
    reader: Any, shop: Engine, column: str, op: str, value: object, found: list[int]
) -> None:
    segment = shop.segment(Condition(column, op, value))
    assert [row["id"] for row in rows(reader, dataset("Types 😀"), ["id"], segment)] == found


def test_views_of_other_schemas_selects_and_empty_tables(reader: Any) -> None:
    assert {"orders", "sales.recent", "Types 😀", 'The "people"'} <= set(reader.tables())
    assert rows(reader, dataset("sales.recent"), ["word", "id"]) == [{"word": "seven", "id": 7}]
    query = dataset(sql='SELECT id, NULL AS nothing, avg(age) OVER () AS mean FROM "The ""people""" ORDER BY id LIMIT 1')
    (row,) = rows(reader, query, ["nothing", "mean"])
    assert (row["nothing"], row["mean"]) == (None, Decimal("268435477.625000000"))
    with reader.extract(dataset("nobody"), None, ["id", "name"]) as (schema, batches):
        assert (schema.names, list(batches)) == (["id", "name"], [])
    assert reader.count(dataset("nobody"), None) == 0
    assert rows(reader, dataset(sql="SELECT 1 AS id, NULL AS x UNION ALL SELECT 2, NULL"), ["x"]) == [{"x": None}] * 2


def test_corrections_of_a_file_are_refused_for_a_table(reader: Any) -> None:
    with pytest.raises(ConfigError, match="leave `reading` out"):
        reader.describe(Dataset("d", "Long", "s", table="long", reading={"delimiter": ";"}))


def test_a_schema_of_the_source_is_looked_into_first(shop: Engine) -> None:
    with shop.reading(schema="sales") as opened:
        assert "recent" in opened.tables()
        assert opened.count(dataset("recent"), None) == 1


def test_the_segment_runs_in_the_engine_and_only_its_rows_and_columns_travel(
    shop: Engine,
    postgres: Postgres,  # noqa: F811
) -> None:
    postgres.execute(f"ALTER DATABASE {shop.source.config['database']} SET log_statement = 'all'")
    with shop.reading() as opened:
        found = rows(opened, shop.people, ["id", "Select"], shop.segment(Condition("age", "more_than", 34)))
    assert [row["id"] for row in found] == [2, 8]
    log = (postgres.folder / "log").read_text(errors="replace").splitlines()
    copy = next(line for line in reversed(log) if "COPY (" in line)
    asked = copy + " ".join(log[log.index(copy) + 1 : log.index(copy) + 12])
    assert '"age" > 34' in asked
    assert '"name"' not in asked
    assert '"score"' not in asked


@pytest.mark.parametrize(
    ("config", "password", "says"),
    [
        ({}, "canary-wrong", "did not accept the user or the password"),
        ({"user": "canary"}, None, "did not accept the user or the password"),
        ({"database": "canary"}, None, "has no such database"),
        ({"port": 1}, None, "Nothing answers at host and port"),
        ({"host": "canary.invalid"}, None, "is not known on this network"),
        ({"tls": "verify"}, None, "could not be reached over TLS"),
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
        (dataset("public.canary"), "names a table or a view that is no longer"),
        (dataset(sql="SELECT canary FROM orders"), "names a column that is no longer there"),
        (dataset(sql="SELECT nosuchfunction(1) AS id"), "does not work"),
        (dataset(sql='SELECT id, name::int AS n FROM "The ""people"""'), "does not suit what is computed of it"),
        (dataset(sql="SELECT nextval('counter') AS id"), "would change something"),
        (dataset(sql="SELECT * FROM secrets"), "may not read"),
        (dataset(sql="SELECT 1 AS id, 2 AS id"), "more than one column “id”"),
        (dataset(sql="SELECT 10::numeric ^ 60 AS id"), "does not fit its type"),
    ],
)
def test_what_cannot_be_read_says_why_and_quotes_nothing(shop: Engine, postgres: Postgres, of: Dataset, says: str) -> None:  # noqa: F811
    database = shop.source.config["database"]
    if not postgres.execute("SELECT 1 FROM pg_roles WHERE rolname = 'reader'"):
        postgres.execute(f"CREATE USER reader PASSWORD '{postgres.password}'")
        postgres.execute("CREATE TABLE secrets (id int); CREATE SEQUENCE counter", database)
        postgres.execute(
            'GRANT SELECT ON "The ""people""", orders TO reader; GRANT USAGE ON SEQUENCE counter TO reader', database
        )
    with shop.reading(user="reader") as opened:
        assert "secrets" not in opened.tables()
        with pytest.raises(CensusError, match=says) as failed:
            rows(opened, of, [c.name for c in opened.describe(of).columns])
    assert "Anna" not in str(failed.value)
    assert isinstance(failed.value, SourceError | ConfigError)


def test_a_condition_of_sql_changes_nothing_and_one_statement_only(reader: Any, shop: Engine) -> None:
    for trick in ("1 = 1); DROP TABLE orders; --", "true) OR (SELECT 1", "EXISTS (DELETE FROM orders)"):
        with pytest.raises(CensusError):
            reader.count(shop.people, shop.segment(SqlCondition(trick)))
    with pytest.raises(ConfigError):
        reader.count(dataset(sql="DROP TABLE orders"), None)
    assert reader.count(shop.known["orders"], None) == 6


def test_a_server_that_dies_in_mid_stream_fails_with_plain_words(shop: Engine, postgres: Postgres) -> None:  # noqa: F811
    with shop.reading() as opened, opened.extract(dataset("long"), None, ["id", "word"]) as (_, batches):
        next(batches)
        postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'census-desktop'")
        with pytest.raises(SourceError, match="was lost while “long” was read"):
            list(batches)


def test_a_stream_that_is_left_early_ends_its_query(reader: Any) -> None:
    with reader.extract(dataset("long"), None, ["id", "word"]) as (_, batches):
        assert next(batches).num_rows
        batches.close()
    assert reader.count(dataset("nobody"), None) == 0


def test_a_query_is_cancelled_in_the_server(shop: Engine, postgres: Postgres) -> None:  # noqa: F811
    slow = dataset(sql="SELECT 1 AS id FROM pg_sleep(100)")
    active = "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query ILIKE '%pg_sleep(%' AND pid <> pg_backend_pid()"
    ended: list[type[BaseException]] = []

    def count(opened: Any) -> None:
        try:
            opened.count(slow, None)
        except CensusError as error:
            ended.append(type(error))

    with shop.reading() as opened:
        thread = threading.Thread(target=count, args=(opened,))
        thread.start()
        wait_until(lambda: bool(postgres.execute(active)), "the query does not run")
        opened.cancel()
        thread.join(30)
        assert ended == [Cancelled]
        wait_until(lambda: not postgres.execute(active), "the query still runs")


DOCUMENT = '''\
version: 1
sources:
  - {{name: Shop server, type: postgres, config: {{host: {host}, port: {port}, database: {database}, user: {user}}}}}
datasets:
  - name: Buyers
    source: Shop server
    sql: SELECT id, name AS "full name", spent, "seen at" FROM "The ""people""" WHERE name <> ''
    unique_identifier: id
segments:
  - {{name: Rich, dataset: Buyers, where: {{all: [{{column: spent, op: at_least, value: 80}}]}}}}
destinations:
  - {{name: Out, type: folder, config: {{path: ./out, format: csv}}}}
syncs:
  - name: Rich to files
    source: {{segment: Rich}}
    destination: Out
    object: rich
    operation: mirror
    sync_key: {{column: id, field: id}}
    mappings: [{{field: name, column: full name}}, {{field: spent, column: spent}}, {{field: seen, column: seen at}}]
    status: active
'''


def test_a_whole_sync_from_the_server_to_a_file(shop: Engine, tmp_path: Path, clock: FakeClock) -> None:
    from census_desktop.bootstrap import open_workspace

    environ = {"CENSUS_DESKTOP_SECRET__SHOP_SERVER__PASSWORD": shop.credential("")["password"]}
    with contextlib.closing(open_workspace(tmp_path / "workspace", clock=clock, environ=environ)) as app:
        app.document.import_(DOCUMENT.format(**shop.source.config), tmp_path / "workspace")
        plan = app.runs.plan("Rich to files")
        assert plan.total == 4
        run = app.runs.run("Rich to files", plan_digest=plan.digest)
        assert run.status.value == "completed"
    (file,) = (tmp_path / "workspace" / "out").glob("*.csv")
    text = file.read_text("utf-8")
    assert "Anna,1200.50,2026-11-24T09:00:00Z" in text
    assert text.count("\n") == 5
