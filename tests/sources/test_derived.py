"""Columns that mappings make: at the end of a path, membership, and one value where there should be one row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Computed, Dataset, Relationship, Segment
from tests.sources.conftest import Files


def extracted(files: Files, dataset: Dataset, *columns: str, segment: Segment | None = None) -> list[dict[str, Any]]:
    with files.open().extract(dataset, segment, columns) as (schema, batches):
        assert schema.names == list(columns)
        return sorted((row for batch in batches for row in batch.to_pylist()), key=lambda row: str(row[columns[0]]))


@pytest.fixture
def orders(files: Files) -> Dataset:
    files.dataset(id="people", relationships=(Relationship("First", "orders", "one_to_one", "id", "person_id"),))
    person = Relationship("Person", "people", "many_to_one", "person_id", "id")
    return files.dataset("orders.csv", id="orders", unique_identifier="order_id", relationships=(person,))


def test_of_several_rows_the_smallest_value_in_every_run(files: Files, orders: Dataset) -> None:
    people = replace(files.known["people"], computed=(Computed("x", "First", lookup="amount"),))
    for _ in range(3):
        assert [row["x"] for row in extracted(files, people, "id", "x")] == [10.5, 5.0, None, None, None]


def test_a_path_over_data_sets_and_back(files: Files, orders: Dataset) -> None:
    made = (
        Computed("name", "Person", lookup="name"),
        Computed("first", "Person", lookup="order_id", path=("First",)),
        Computed("again", "Person", lookup="city", path=("First", "Person")),
    )
    rows = extracted(files, replace(orders, computed=made), "order_id", "name", "first", "again")
    assert [tuple(row.values()) for row in rows] == [
        (1, "Anna", 1, "Berlin"),
        (2, "Anna", 1, "Berlin"),
        (3, "Anna", 1, "Berlin"),
        (4, "ben", 4, "Paris"),
        (5, None, None, None),
    ]


def test_a_path_never_goes_to_several_rows(files: Files, orders: Dataset) -> None:
    back = Relationship("Orders", "orders", "one_to_many", "id", "person_id")
    files.known["people"] = replace(files.known["people"], relationships=(back,))
    made = (Computed("x", "Person", lookup="amount", path=("Orders",)),)
    with pytest.raises(ConfigError, match="“Orders” gives several rows for one record"):
        extracted(files, replace(orders, computed=made), "order_id", "x")


def test_membership_is_a_column_and_never_null(files: Files) -> None:
    people = files.dataset(id="people")
    files.known["berlin"] = Segment("berlin", "Berlin", "people", Group("all", (Condition("city", "is", "Berlin"),)))
    grown = Segment("grown", "Grown", "people", Group("all", (Condition("age", "at_least", 30),)))
    told = replace(people, computed=(Computed("in", "", member="berlin"),))
    assert [row["in"] for row in extracted(files, told, "id", "in")] == [True, False, False, False, False]
    assert [tuple(row.values()) for row in extracted(files, told, "id", "in", segment=grown)] == [
        (1, True),
        (2, False),
        (5, False),
    ]
