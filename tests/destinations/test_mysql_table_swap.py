"""MariaDB tables: rows that are only added, and tables whose rows are all replaced at the end or left as they were."""

from __future__ import annotations

import contextlib

import pytest

from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError, TransientError
from census_desktop.domain.model import Operation, Removal
from tests.destinations.batches import batch_of, send
from tests.destinations.mysql_table_room import ROWS, SCHEMA, SECRET, Table, hang_up, the_table  # noqa: F401  the fixture

pytestmark = pytest.mark.mariadb


def test_without_a_key_rows_are_only_added_or_all_replaced(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint, name text)")
    for _ in range(2):
        table.send(ROWS, Operation.APPEND)
    assert len(table.rows()) == 4
    table.swap(ROWS[:1])
    assert table.rows() == [(1, "a")]


def test_a_swap_keeps_rows_of_other_tables_and_columns_that_are_not_mapped(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text, kept int)")
    table.execute("CREATE TABLE orders (id int, person bigint, FOREIGN KEY (person) REFERENCES people (id) ON DELETE CASCADE)")
    table.execute("INSERT INTO people VALUES (1, 'a', 5), (2, 'b', 6)")
    table.execute("INSERT INTO orders VALUES (10, 1), (20, 2)")
    table.swap([{"id": 2, "name": "B"}, {"id": 3, "name": "c"}])
    assert table.rows() == [(2, "B", 6), (3, "c", None)]
    assert table.execute("SELECT id FROM orders") == [(20,)]


def test_a_swap_that_a_table_refuses_at_the_end_leaves_it_as_it_was(table: Table) -> None:
    table.send(ROWS)
    table.execute("CREATE TABLE orders (person bigint, FOREIGN KEY (person) REFERENCES people (id))")
    table.execute("INSERT INTO orders VALUES (1)")
    with pytest.raises(DestinationError, match="A row of another table refers to it") as failure:
        table.swap([{"id": 3, "name": "c"}])
    assert "as it was" in failure.value.kept
    assert table.rows() == [(1, "a"), (2, "b")]


def test_a_swap_refuses_a_bad_record_on_its_own_when_it_is_put_aside(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name varchar(20) NOT NULL UNIQUE)")
    writer = table.writer(Operation.MIRROR, removal=Removal.SWAP)
    with contextlib.closing(writer):
        for name, why in ((SECRET, "too long"), (None, "missing")):
            with pytest.raises(BatchRejected, match=why):
                send(writer, batch_of(SCHEMA, [{"id": 1, "name": name}]))
        send(writer, batch_of(SCHEMA, ROWS))
        with pytest.raises(BatchRejected, match=r"must be unique \(name\)"):
            send(writer, batch_of(SCHEMA, [{"id": 3, "name": "a"}]))
        writer.finish()
    assert table.rows() == [(1, "a"), (2, "b")]


def test_a_table_without_transactions_cannot_be_swapped(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name text) ENGINE = MyISAM")
    with pytest.raises(ConfigError, match="storage engine MyISAM has no transactions") as failure:
        table.writer(Operation.MIRROR, removal=Removal.SWAP)
    assert failure.value.hint
    table.send(ROWS)
    assert table.rows() == [(1, "a"), (2, "b")]


def test_a_swap_whose_connection_breaks_is_over_and_the_table_as_it_was(table: Table) -> None:
    table.send(ROWS)
    writer = table.writer(Operation.MIRROR, removal=Removal.SWAP)
    with contextlib.closing(writer):
        send(writer, batch_of(SCHEMA, [{"id": 3, "name": "c"}]))
        hang_up(table)
        with pytest.raises(DestinationError) as failure:
            send(writer, batch_of(SCHEMA, [{"id": 4, "name": "d"}]))
    assert not isinstance(failure.value, TransientError)
    assert table.rows() == [(1, "a"), (2, "b")]
