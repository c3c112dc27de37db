"""What a segment is made of beside conditions: SQL, exclusion and priority lists, limits per value, cohorts (docs/adr/0020)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import ibis
import pytest
import sqlglot

from census_desktop.domain.cohorts import bounds, cohort_of
from census_desktop.domain.conditions import Condition, Group, Member, Related, SqlCondition
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Cohort, Computed, Dataset, Exclusion, Limit, PriorityList, Relationship, Segment
from census_desktop.domain.ports import Decision
from census_desktop.domain.reads import only_scans
from census_desktop.sources.narrowing import in_cohort
from tests.domain.test_quicksync import sync
from tests.sources.conftest import Files

AGED = Condition("age", "at_least", 34)  # 1, 2, 5
BERLIN = Condition("city", "ends_with", "lin")  # 1, 4, 5
PARTS = (Cohort("mail", 50), Cohort("call", 30), Cohort("nothing", 20, control=True))


class Shop:
    """People and orders in files, and segments that may name one another."""

    def __init__(self, files: Files) -> None:
        self.files = files
        files.dataset("orders.csv", id="orders", unique_identifier="order_id", event_name="state", event_time="at")
        self.related = Relationship("Orders", "orders", "one_to_many", "id", "person_id")
        self.people = files.dataset(relationships=(self.related,))
        self.reader = files.open()

    def lists(self, *exclusions: Exclusion, priorities: Sequence[PriorityList] = (), **changes: Any) -> None:
        self.people = replace(self.people, exclusions=exclusions, priorities=tuple(priorities), **changes)
        self.files.known["people.csv"] = self.people

    def segment(self, id_: str, *items: Any, **changes: Any) -> Segment:
        made = replace(Segment(id_, id_.title(), "people.csv", Group("all", items)), **changes)
        self.files.known[id_] = replace(made, cohort="")
        return made

    def ids(self, segment: Segment | None) -> list[int]:
        """The members by every way to ask for them."""
        found = [row[0] for row in self.reader.preview(self.people, segment, 100).rows]
        assert self.reader.count(self.people, segment) == len(found)
        if segment:
            assert self.reader.tally(self.people, [Group(), segment])[1] == len(found)
        with self.reader.extract(self.people, segment, ["id"]) as (_, batches):
            assert sorted(v for batch in batches for v in batch.column(0).to_pylist()) == sorted(found)
        members = [n for n in (1, 4, 5) if self.reader.judge(self.people, segment, "id", str(n), [], ["id"]).member]
        assert members == sorted({1, 4, 5}.intersection(found))
        return found

    def decisions(self, segment: Segment, key: int) -> list[tuple[str, str, bool]]:
        found: Sequence[Decision] = self.reader.judge(self.people, segment, "id", str(key), [], ["id"]).decisions
        return [(d.kind, d.name, d.holds) for d in found]


@pytest.fixture
def shop(files: Files) -> Shop:
    return Shop(files)


# SQL ----------------------------------------------------------------------------------------------------------------


def test_a_select_gives_members_and_conditions_narrow_them(shop: Shop) -> None:
    paid = shop.segment("s", sql="SELECT person_id, amount FROM \"orders.csv\" WHERE state = 'paid'")
    assert shop.ids(paid) == [1, 2]
    assert shop.ids(replace(paid, where=Group("all", (BERLIN,)))) == [1]
    shop.files.known["s"] = paid
    assert shop.ids(shop.segment("t", Member("s", member=False))) == [3, 4, 5]
    assert shop.decisions(paid, 3) == [("sql", "", False)]
    assert "orders.csv" in shop.reader.sql(shop.people, paid)


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT 1; SELECT 2", "Only one SELECT"),
        ("DELETE FROM \"people.csv\"", "Only one SELECT"),
        ("SELECT id FROM \"people.csv\"; -- DROP", "Only one SELECT"),
        ("SELECT id INTO x FROM \"people.csv\"", "Only"),
        ("SELECT name FROM \"people.csv\"", "gives text values first, but “id” holds integer values"),
        ("/* SELECT id FROM \"people.csv\"", "not closed"),
        ("SELECT id FROM \"people.csv\" WHERE EXISTS (FROM enable_logging(storage = 'file'))", "enable_logging does more"),
        ("SELECT * FROM main.Force_Checkpoint()", "force_checkpoint does more"),
        ("SELECT * FROM query('SELECT 1')", "query does more"),
        ("WITH gone AS (DELETE FROM t RETURNING id) SELECT id FROM gone", "Only reading"),
    ],
)  # fmt: skip
def test_sql_that_is_no_select_of_the_identifier_is_refused(shop: Shop, sql: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        shop.reader.count(shop.people, shop.segment("s", sql=sql))


# Exclusion lists ----------------------------------------------------------------------------------------------------


def test_an_exclusion_list_holds_everywhere_in_its_data_set(shop: Shop) -> None:
    shop.lists(Exclusion("Paid", Group("all", (Related("Orders", Group("all", (Condition("state", "is", "paid"),))),))))
    assert shop.ids(None) == [3, 4, 5]
    aged = shop.segment("aged", AGED)
    assert shop.ids(aged) == [5]
    assert shop.reader.tally(shop.people, [Group(), aged]) == (3, 1)
    assert shop.ids(shop.segment("s", Member("aged", member=False))) == [3, 4]
    assert shop.ids(shop.segment("s", AGED, limit=Limit(1, "age", descending=True))) == [5]
    assert shop.decisions(aged, 1) == [("exclusion", "Paid", False)]
    assert "state" in shop.reader.sql(shop.people, None)


@pytest.mark.parametrize(
    "exclusion",
    [
        Exclusion("Off", Group("all", (AGED,)), enabled=False),
        Exclusion("Empty"),
        Exclusion("Unfinished", Group("all", (Condition("age", "is", None),))),
    ],
)
def test_a_list_that_is_off_or_says_nothing_excludes_nobody(shop: Shop, exclusion: Exclusion) -> None:
    shop.lists(exclusion)
    assert shop.ids(None) == [1, 2, 3, 4, 5]


def test_a_list_of_members_takes_them_out_of_their_own_segment(shop: Shop) -> None:
    aged = shop.segment("aged", AGED)
    shop.lists(
        Exclusion("Aged", Group("all", (Member("aged"),))),
        Exclusion("Ben", Group("any", (SqlCondition("name = 'Clara'"), Condition("spent", "is", 5)))),
        computed=(Computed("spent", "Orders", "sum", "amount"),),
    )
    assert shop.ids(aged) == []
    assert shop.ids(None) == [4]


# Priority lists -----------------------------------------------------------------------------------------------------


def test_a_member_of_a_higher_segment_is_in_none_below_it(shop: Shop) -> None:
    first, second = shop.segment("first", AGED), shop.segment("second", BERLIN)
    rest = shop.segment("rest")
    shop.lists(priorities=[PriorityList("Campaigns", ("first", "second", "rest"))])
    assert [shop.ids(s) for s in (first, second, rest)] == [[1, 2, 5], [4], [3]]
    assert shop.reader.tally(shop.people, [first, second, rest]) == (3, 1, 1)
    assert shop.decisions(rest, 4) == [("priority", "First", True), ("priority", "Second", False)]
    assert shop.ids(shop.segment("other", Member("second"))) == [4]


def test_whom_a_limit_above_cuts_off_falls_to_the_next(shop: Shop) -> None:
    shop.segment("first", AGED, limit=Limit(1, "age", descending=True))  # 2
    second, rest = shop.segment("second", AGED, limit=Limit(1, "id")), shop.segment("rest")
    shop.lists(priorities=[PriorityList("Campaigns", ("first", "second", "rest"))])
    assert shop.ids(second) == [1]
    assert shop.ids(rest) == [3, 4, 5]


def test_a_circle_over_a_priority_list_ends_with_words(shop: Shop) -> None:
    low = shop.segment("low")
    shop.segment("high", Member("low"))
    shop.lists(priorities=[PriorityList("Campaigns", ("high", "low"))])
    with pytest.raises(ConfigError, match="“Low” leads back to itself"):
        shop.reader.count(shop.people, low)


def test_a_computed_column_that_leads_back_to_itself_ends_with_words(shop: Shop) -> None:
    """Over a segment of the related data set, where nobody checks it when it is saved."""
    orders = shop.files.known["orders"]
    back = Relationship("Person", "people.csv", "many_to_one", "person_id", "id")
    shop.files.known["orders"] = replace(orders, relationships=(back,))
    regulars = Related("Person", Group("all", (Condition("orders", "at_least", 1),)))
    shop.files.known["theirs"] = Segment("theirs", "Theirs", "orders", Group("all", (regulars,)))
    counted = Computed("orders", "Orders", "count", where=Group("all", (Member("theirs"),)))
    shop.lists(computed=(counted,))
    with pytest.raises(ConfigError, match="“orders” leads back to itself"):
        shop.ids(shop.segment("s", Condition("orders", "at_least", 1)))


# Limits -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"limit_per": Limit(1, per="age")}, [1, 2, 3, 4]),
        ({"limit_per": Limit(1, "name", descending=True, per="age")}, [2, 3, 4, 5]),
        ({"limit_per": Limit(2, per="age")}, [1, 2, 3, 4, 5]),
        ({"limit_per": Limit(1, per="active")}, [1, 2, 4]),
        ({"limit_per": Limit(1, "spent", descending=True, per="active")}, [1, 2, 4]),
        ({"limit_per": Limit(1, per="active"), "limit": Limit(2, "age", descending=True)}, [2, 1]),
        ({"limit": Limit(3, "spent", descending=True)}, [1, 2, 3]),
    ],
)
def test_limits(shop: Shop, changes: dict[str, Any], expected: list[int]) -> None:
    shop.lists(computed=(Computed("spent", "Orders", "sum", "amount"),))
    limited = shop.segment("s", **changes)
    assert shop.ids(limited) == expected
    shop.files.known["s"] = limited
    assert shop.ids(shop.segment("t", Member("s"))) == sorted(expected)


# Cohorts ------------------------------------------------------------------------------------------------------------

KEYS = {"1": "call", "2": "call", "3": "nothing", "4": "call", "5": "mail", "42": "call", "ä-1": "nothing", "a%b": "nothing"}
"""As `printf 0123456789abcdef:KEY | md5sum` has it; a change here moves people of running experiments."""


def test_cohorts_are_as_they_always_were() -> None:
    segment = Segment("0123456789abcdef", "S", "d", cohorts=PARTS)
    assert {key: cohort_of(segment, key) for key in KEYS} == KEYS
    assert bounds(PARTS) == (("", "80000000"), ("80000000", "cccccccc"), ("cccccccc", ""))


def test_every_record_is_in_one_cohort_and_limits_come_first(shop: Shop) -> None:
    segment = shop.segment("0123456789abcdef", cohorts=PARTS)
    found = {c.name: shop.ids(replace(segment, cohort=c.name)) for c in PARTS}
    assert found == {"mail": [5], "call": [1, 2, 4], "nothing": [3]}
    limited = replace(segment, limit=Limit(3, "id"), cohort="call")
    assert shop.ids(limited) == [1, 2]
    assert shop.decisions(limited, 4) == [("limit", "", False), ("cohort", "call", True)]
    assert shop.decisions(limited, 3) == [("limit", "", True), ("cohort", "nothing", False)]
    with pytest.raises(ConfigError, match="has no cohort “gone”"):
        shop.reader.count(shop.people, replace(segment, cohort="gone"))


DIALECTS = ["duckdb", "postgres", "mysql", "mssql", "snowflake", "bigquery", "databricks", "trino", "clickhouse", "pyspark"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_split_is_asked_in_every_dialect(dialect: str) -> None:
    table = ibis.table({"id": "int64"}, name="people")
    segment = Segment("s", "S", "d", cohorts=PARTS, cohort="call")
    sql = str(ibis.to_sql(table.filter(in_cohort(table.id, segment, dialect)), dialect=dialect))
    read = {"mssql": "tsql", "pyspark": "spark"}.get(dialect, dialect)
    assert sqlglot.parse_one(sql, read=read)
    assert "MD5" in sql.upper()
    assert "80000000" in sql
    assert "cccccccc" in sql


# Memory -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("segment", "dataset", "scans"),
    [
        (Segment("s", "S", "d", cohorts=PARTS, cohort="mail"), {}, True),
        (Segment("s", "S", "d", sql="SELECT 1"), {}, False),
        (Segment("s", "S", "d", limit_per=Limit(1, per="x")), {}, False),
        (Segment("s", "S", "d"), {"priorities": (PriorityList("p", ("other", "s")),)}, False),
        (None, {"exclusions": (Exclusion("e", Group("all", (Condition("x", "is", 1),))),)}, True),
        (None, {"exclusions": (Exclusion("e", Group("all", (Member("m"),))),)}, False),
        (None, {"exclusions": (Exclusion("e", Group("all", (Member("m"),)), enabled=False),)}, True),
    ],
)
def test_what_takes_one_pass_over_one_table(segment: Segment | None, dataset: dict[str, Any], scans: bool) -> None:
    assert only_scans(sync("a"), replace(Dataset("d", "D", "s", "t"), **dataset), segment) is scans
