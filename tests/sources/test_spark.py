"""Spark for real, in this process's JVM: the same people as in every engine, computed there, streamed, cancelled.

Skipped without PySpark or Java (pip install -e ".[dev,spark]"; apt install default-jre-headless), unless
CENSUS_DESKTOP_REQUIRE_SPARK=1.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from census_desktop.domain.cohorts import cohort_of
from census_desktop.domain.conditions import Condition, Group, Member, Related, SqlCondition
from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, SourceError
from census_desktop.domain.model import Cohort, Computed, Dataset, Limit, Segment, Source
from census_desktop.sources.lean import ibis
from tests.conftest import FakeClock
from tests.sources.engines import ORDERS, ORDERS_ROWS, PEOPLE, PEOPLE_ROWS, PEOPLE_TABLE, Engine, made
from tests.sources.test_engines_agree import TREES, members

pytestmark = [pytest.mark.spark, pytest.mark.timeout(600)]
QUICK = {
    # A compiler that is ready sooner, and as many partitions as there is data for.
    "spark.driver.extraJavaOptions": "-Duser.timezone=UTC -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.shuffle.partitions": "2",
    "spark.eventLog.enabled": "true",
    "spark.eventLog.rolling.enabled": "false",
    "spark.eventLog.compress": "false",
}


def available() -> None:
    missing = "PySpark" if importlib.util.find_spec("pyspark") is None else "" if shutil.which("java") else "Java"
    if missing and os.environ.get("CENSUS_DESKTOP_REQUIRE_SPARK") == "1":
        pytest.fail(f"{missing} is not installed")
    if missing:
        pytest.skip(f"{missing} is not installed")


def write_parquet(folder: Path, name: str, definition: str, rows: tuple[tuple[Any, ...], ...]) -> None:
    """A folder of Parquet files under the table's name, as other tools write them."""
    (folder / name).mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE made ({made(definition, 'duckdb').replace('PRIMARY KEY', '')})")
        connection.executemany(f"INSERT INTO made VALUES ({', '.join('?' * len(rows[0]))})", rows)
        for part in range(2):
            path = folder / name / f"part-{part}.parquet"
            connection.execute(f"COPY (SELECT * FROM made WHERE rowid % 2 = {part}) TO '{path}'")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    available()
    from census_desktop.sources import spark_session

    folder = tmp_path_factory.mktemp("my lake")
    data, events = folder / "data", tmp_path_factory.mktemp("events")
    write_parquet(data, PEOPLE_TABLE, PEOPLE, PEOPLE_ROWS)
    write_parquet(data, "orders", ORDERS, ORDERS_ROWS)
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT i AS id, ['a', NULL, 'b'][1 + i % 3] AS letter, [i % 2, NULL] AS list, "
            "TIMESTAMPTZ '2026-11-24 10:20:00+02' AS moment, (i / 3)::DECIMAL(18, 3) AS price, uuid()::VARCHAR AS guid "
            f"FROM range(50000) t(i)) TO '{data}/many.parquet' (ROW_GROUP_SIZE 2048)"
        )
    settings = QUICK | {"spark.eventLog.dir": f"file:{events}"}
    source = Source("shop", "Lake", "spark", {"master": "local[2]", "folder": "data", "settings": settings})
    engine = Engine("spark", source, FakeClock(), folder)
    engine.known["events"] = events
    engine.known["other"] = Segment("other", "Other", "people", Group("all", (Condition("age", "is", 34),)))
    engine.known["people"] = replace(
        engine.people,
        computed=(
            Computed("order count", "Orders", rollup="count"),
            Computed("order sum", "Orders", rollup="sum", column="amount"),
            Computed("last state", "Orders", rollup="max", column="state"),
            Computed("usual state", "Orders", rollup="most_frequent", column="state"),
            Computed("first order", "Orders", lookup="order"),
        ),
    )
    yield engine
    spark_session.stop()


@pytest.fixture(scope="module")
def reader(lake: Engine) -> Iterator[Any]:
    with lake.reading() as opened:
        yield opened


MANY = Dataset("many", "Many", "shop", "many.parquet", unique_identifier="id")


def test_every_tree_finds_the_same_people(lake: Engine, reader: Any) -> None:
    """All of them in one query: Spark takes its time to plan each."""
    trees = [Group("all", (tree,)) for tree, _ in TREES]

    def ask(compiler: Any) -> Any:
        table = compiler.table(lake.people, trees)
        tests = [compiler.predicate(table, lake.people, tree) for tree in trees]
        asked = {f"t{n}": ibis.literal(True) if test is None else test for n, test in enumerate(tests)}
        return table.select("id", **asked)

    rows = reader.answers(lake.people, ask)
    found = {str(tree): sorted(row["id"] for row in rows if row[f"t{n}"]) for n, (tree, _) in enumerate(TREES)}
    assert found == {str(tree): sorted(expected) for tree, expected in TREES}


def test_members_are_counted_in_one_pass(lake: Engine, reader: Any) -> None:
    chosen = [Group("all", (tree,)) for tree, _ in TREES if isinstance(tree, Related | Member)][:6]
    asked = [len(expected) for tree, expected in TREES if isinstance(tree, Related | Member)][:6]
    assert list(reader.tally(lake.people, chosen)) == asked
    assert sorted(members(lake, reader, lake.segment(Condition("age", "is", 34), Related("Orders", Group())))) == [1]


def test_limits_sql_cohorts_and_lists_mean_the_same(lake: Engine, reader: Any) -> None:
    assert members(lake, reader, lake.segment(limit=Limit(4, "name", False))) == [4, 7, 1, 3]
    assert members(lake, reader, lake.segment(limit=Limit(3, "spent", True))) == [6, 1, 2]
    assert sorted(members(lake, reader, lake.segment(limit_per=Limit(1, "age", True, per="active")))) == [1, 7, 8]
    assert sorted(members(lake, reader, lake.segment(SqlCondition("age > 34 OR spent < 0")))) == [2, 5, 8]
    chosen = lake.segment(Condition("age", "at_least", 0), sql="SELECT person, count(*) FROM orders GROUP BY person")
    assert sorted(members(lake, reader, chosen)) == [1, 2]
    halves = lake.segment(cohorts=(Cohort("a", 50), Cohort("b", 50)))
    for name in ("a", "b"):
        expected = [row[0] for row in PEOPLE_ROWS if cohort_of(halves, str(row[0])) == name]
        assert sorted(members(lake, reader, replace(halves, cohort=name))) == expected
    with reader.extract(lake.people, lake.segment(Condition("id", "at_most", 2)), ["id", "usual state", "first order"]) as (
        _,
        rows,
    ):
        assert sorted(tuple(r.values()) for b in rows for r in b.to_pylist()) == [(1, "paid", 1), (2, "Paid", 4)]
    for op, values, expected in (("contains_any", (1, 7), 25000), ("contains_all", (1, 7), 0), ("contains_all", (0,), 25000)):
        assert reader.count(MANY, lake.segment(Condition("list", op, values))) == expected


def test_a_record_is_judged_alike(lake: Engine, reader: Any) -> None:
    tree = Group("all", (Condition("age", "is", 34), Condition("active", "is_true")))
    judged = reader.judge(lake.people, lake.segment(tree), "name", "Anna", [tree], ["id", "spent"])
    assert (judged.records, judged.member, judged.holds) == (1, True, (True,))
    assert reader.judge(lake.people, lake.segment(tree), "name", "anna", [tree], ["id"]).records == 0


def test_rows_come_as_they_are_and_in_pieces(lake: Engine, reader: Any) -> None:
    half = lake.segment(Condition("letter", "is", "b"))
    with reader.extract(MANY, half, ["id", "moment", "price", "guid", "list"]) as (schema, batches):
        found = list(batches)
    assert schema.types[:4] == [pa.int64(), pa.timestamp("us", "UTC"), pa.decimal128(18, 3), pa.string()]
    assert all(batch.schema == schema for batch in found)
    table = pa.Table.from_batches(found)
    with reader.extract(MANY, None, ["id"]) as (_, batches):
        assert [batch.num_rows for batch in batches] == [20000, 20000, 10000]
    assert sorted(table.column("id").to_pylist()) == list(range(2, 50000, 3))
    row = table.slice(0, 1).to_pylist()[0]
    assert row["moment"].isoformat() == "2026-11-24T08:20:00+00:00"
    assert row["list"] == [row["id"] % 2, None]
    preview = reader.preview(MANY, half, 3, offset=2)
    assert [r[0] for r in preview.rows] == [8, 11, 14]


def test_tables_views_and_files_are_offered_and_described(lake: Engine) -> None:
    from pyspark.sql import SparkSession

    with lake.reading() as reader:
        spark = SparkSession.builder.getOrCreate()
        spark.sql("CREATE SCHEMA crm")
        spark.sql("CREATE TABLE crm.Select USING parquet AS SELECT 1 AS `a 😀`, CAST('x' AS BINARY) AS raw")
        spark.sql("CREATE VIEW select_me AS SELECT * FROM crm.Select")
        assert reader.tables() == ("many.parquet", "orders", "select_me", PEOPLE_TABLE)
        for table in ("select_me", "crm.Select"):
            described = reader.describe(Dataset("d", "D", "shop", table))
            assert [(c.name, c.type.value) for c in described.columns] == [("a 😀", "integer"), ("raw", "other")]
            reader._tables.clear()
    with lake.reading(database="crm") as reader:
        assert "Select" in reader.tables()
        assert reader.count(Dataset("d", "D", "shop", "Select"), None) == 1
        asked = Dataset("q", "Q", "shop", sql=f"SELECT max(age) AS age FROM `{PEOPLE_TABLE}`")
        assert reader.preview(asked, None, 5).rows == ((2147483647,),)


def test_spark_itself_says_that_it_filtered_and_read_two_columns(lake: Engine, reader: Any) -> None:
    from pyspark.sql import SparkSession

    older = lake.segment(Condition("age", "more_than", 34))
    with reader.extract(lake.people, older, ["id"]) as (_, batches):
        assert sum(batch.num_rows for batch in batches) == 2
    log = next(lake.known["events"].iterdir()).read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in log]
    job = [e for e in events if e["Event"] == "SparkListenerJobStart"][-1]
    assert job["Properties"]["spark.jobGroup.id"].startswith("census-desktop")
    ran = [
        e["Stage Info"]
        for e in events
        if e["Event"] == "SparkListenerStageCompleted" and e["Stage Info"]["Stage ID"] in job["Stage IDs"]
    ]
    steps = {json.loads(rdd["Scope"])["name"] for stage in ran for rdd in stage["RDD Info"] if "Scope" in rdd}
    assert "Scan parquet " in steps
    sql = reader.sql(lake.people, older)
    spark = SparkSession.builder.getOrCreate().newSession()
    spark.read.parquet(f"file:{lake.folder}/data/{PEOPLE_TABLE}").createOrReplaceTempView(f"`{PEOPLE_TABLE}`")
    plan = spark.sql(sql).select("id")._jdf.queryExecution().executedPlan().toString()
    assert "PushedFilters: [IsNotNull(age), GreaterThan(age,34)]" in plan
    assert "ReadSchema: struct<id:bigint,age:int>" in plan


def test_a_running_query_is_cancelled(lake: Engine) -> None:
    from pyspark import SparkContext

    sql = "SELECT count(DISTINCT a.id * b.id % 1000003) AS n FROM `many.parquet` a CROSS JOIN `many.parquet` b"
    endless = Dataset("endless", "Endless", "shop", sql=sql)
    with lake.reading() as reader:
        tracker = SparkContext.getOrCreate().statusTracker()
        found: list[BaseException] = []

        def read() -> None:
            try:
                reader.preview(endless, None, 1)
            except BaseException as error:
                found.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        while thread.is_alive() and not tracker.getActiveJobsIds():
            thread.join(0.02)
        reader.cancel()
        thread.join(120)
        assert [type(error) for error in found] == [Cancelled]
        with pytest.raises(Cancelled):
            reader.count(MANY, None)


@pytest.mark.parametrize(
    ("sql", "kind", "says"),
    [
        ("SELECT CAST(name AS INT) AS n FROM {people}", SourceError, "A value in “Asked” does not suit"),
        ("SELECT nope FROM {people}", SourceError, "a column that is no longer there"),
        ("SELECT * FROM gone", SourceError, "names a table or a view that is no longer in “Lake”"),
        ("SELECT * FROM parquet.`/tmp`", SourceError, "a table or a view"),
        ("SELECT reflect('java.lang.System', 'getProperty', 'user.home')", ConfigError, "Only reading is allowed"),
        ("SELECT TRANSFORM(name) USING 'cat' AS (n) FROM {people}", ConfigError, "Only"),
        ("DROP TABLE orders", ConfigError, "Only one SELECT"),
        ("SELECT 1; SELECT 2", ConfigError, "Only one SELECT"),
    ],
)
def test_what_is_wrong_is_said_without_values_and_printed_nowhere(
    lake: Engine, reader: Any, sql: str, kind: type[CensusError], says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = Dataset(sql, "Asked", "shop", sql=sql.format(people=f"`{PEOPLE_TABLE}`"))
    with pytest.raises(kind, match=says) as caught:
        reader.preview(asked, None, 5)
    assert caught.value.hint
    assert "Anna" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_one_spark_at_a_time_and_no_connect_server(lake: Engine, reader: Any) -> None:
    with pytest.raises(SourceError, match="another master or other settings"):
        lake.open(master="local[1]")
    with pytest.raises(ConfigError, match="Spark Connect"):
        lake.open(master="sc://localhost")
    with pytest.raises(SourceError, match="no such schema"):
        lake.open(database="nowhere")
    assert reader.count(MANY, None) == 50000
