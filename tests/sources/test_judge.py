"""One record looked at: how often its key stands, whether the segment has it, which lines hold, and its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop.domain.conditions import Condition, Group, Related, SqlCondition
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Computed, Dataset, Limit, Relationship, Segment, Source
from census_desktop.domain.ports import Judged, Reader
from census_desktop.sources import open_source
from tests.conftest import FakeClock

ORDERS = Dataset("o", "Orders", "s", "orders.csv", unique_identifier="order")
PEOPLE = Dataset(
    "p",
    "People",
    "s",
    "people.csv",
    unique_identifier="id",
    relationships=(Relationship("Orders", "o", "one_to_many", "id", "buyer"),),
    computed=(Computed("spent", "Orders", "sum", "amount"),),
)
LINES = (
    Condition("age", "at_least", 25),
    Related("Orders", Group("all", (Condition("amount", "more_than", 10),))),
    SqlCondition("name LIKE 'B%'"),
    Condition("name", "is", None),
    Condition("spent", "more_than", 3),
)


@pytest.fixture
def reader(tmp_path: Path, clock: FakeClock) -> Reader:
    (tmp_path / "people.csv").write_text("id,name,age\n1,Anna,30\n2,Ben,20\n2,Bob,40\n3,Cyd,\n,Dan,99\n", encoding="utf-8")
    (tmp_path / "orders.csv").write_text("order,buyer,amount\n1,1,30\n2,1,5\n", encoding="utf-8")
    known = {"o": ORDERS, "p": PEOPLE}
    return open_source(
        Source("s", "Shop", "files", {"path": str(tmp_path)}), None, tmp_path, lambda _kind, id_: known[id_], clock
    )


def judged(reader: Reader, key: str, segment: Segment | None = None, column: str = "id") -> Judged:
    wheres = [Group("all", (line,)) for line in LINES]
    return reader.judge(PEOPLE, segment, column, key, wheres, ["id", "name", "spent"])


def test_every_kind_of_line_is_judged_in_one_look(reader: Reader) -> None:
    found = judged(reader, "1", Segment("x", "X", "p", Group("all", LINES[:2])))
    assert (found.records, found.member, found.holds) == (1, True, (True, True, False, None, True))
    assert found.record is not None
    assert found.record.to_pylist() == [{"id": 1, "name": "Anna", "spent": 35}]


def test_of_a_key_that_stands_twice_any_record_counts(reader: Reader) -> None:
    found = judged(reader, "2", Segment("x", "X", "p", Group("all", LINES[:1])))
    assert (found.records, found.member, found.holds[:3]) == (2, True, (True, False, True))


def test_what_is_null_holds_nothing(reader: Reader) -> None:
    assert judged(reader, "3").holds == (False, False, False, None, False)


@pytest.mark.parametrize("key", ["4", "", "1 ", "01", "x' OR 1=1 --"])
def test_a_key_that_nobody_has(reader: Reader, key: str) -> None:
    found = judged(reader, key, Segment("x", "X", "p"))
    assert (found.records, found.member, found.record) == (0, False, None)


def test_a_limit_decides_after_the_lines(reader: Reader) -> None:
    first = Segment("x", "X", "p", Group(), limit=Limit(1, "age", descending=True))
    assert not judged(reader, "1", first).member
    assert judged(reader, "Dan", first, "name").member


def test_a_column_that_is_not_there_is_named(reader: Reader) -> None:
    with pytest.raises(ConfigError, match="“mail”"):
        judged(reader, "1", column="mail")
