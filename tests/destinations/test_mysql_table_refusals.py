"""MariaDB tables: locks, lost connections and cancelling while others are at work, and every way it says no."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

import pytest

from census_desktop.domain.errors import Cancelled, ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken, Reply, Target, Writer
from tests.destinations.batches import batch_of, send
from tests.destinations.mysql_table_room import ROWS, SCHEMA, SECRET, Table, hang_up, the_table  # noqa: F401  the fixture
from tests.mariadb import wait_until

pytestmark = pytest.mark.mariadb


# Others at work -------------------------------------------------------------------------------------------------------------


def test_a_lost_connection_is_worth_another_try_which_gets_a_new_one(table: Table) -> None:
    writer = table.writer()
    send(writer, batch_of(SCHEMA, ROWS[:1]))
    hang_up(table)
    batch = batch_of(SCHEMA, ROWS)
    with pytest.raises(TransientError, match="broke off") as failure:
        send(writer, batch)
    assert failure.value.outcome_known
    assert failure.value.kept
    send(writer, batch)
    assert table.rows() == [(1, "a"), (2, "b")]


class Sending(threading.Thread):
    """A batch that is sent while others are at work."""

    def __init__(self, writer: Writer, batch: Any) -> None:
        super().__init__()
        self.token = CancelToken()
        self.failure: BaseException | None = None
        self._send: Callable[[], Reply] = lambda: writer.send(batch, self.token)

    def run(self) -> None:
        try:
            self._send()
        except BaseException as error:
            self.failure = error

    def waits(self, table: Table) -> None:
        """Until it waits for a lock."""
        self.start()
        asked = "SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"
        wait_until(lambda: table.execute(asked), "it does not wait")


def test_a_deadlock_is_worth_another_try(table: Table) -> None:
    table.send([{"id": n, "name": "a"} for n in range(1, 60)])
    with contextlib.closing(table.server.connect(table.database)) as other, other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("UPDATE people SET name = 'theirs' WHERE id >= 2")  # the larger one goes on
        sending = Sending(table.writer(), batch_of(SCHEMA, [{"id": 1, "name": "mine"}, {"id": 2, "name": "mine"}]))
        sending.waits(table)
        cursor.execute("UPDATE people SET name = 'theirs' WHERE id = 1")
        sending.join()
        cursor.execute("COMMIT")
    assert isinstance(sending.failure, TransientError)
    assert "a deadlock" in sending.failure.message
    assert sending.failure.outcome_known
    assert {name for _, name in table.rows()} == {"theirs"}


def test_cancel_stops_a_statement_that_waits(table: Table) -> None:
    table.send(ROWS)
    with contextlib.closing(table.server.connect(table.database)) as other, other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("UPDATE people SET name = 'theirs'")
        sending = Sending(table.writer(), batch_of(SCHEMA, ROWS))
        sending.waits(table)
        sending.token.cancel()
        sending.join()
        cursor.execute("ROLLBACK")
    assert isinstance(sending.failure, Cancelled)
    assert table.rows() == [(1, "a"), (2, "b")]


def test_two_batches_at_once_do_not_wait_for_one_another(table: Table) -> None:
    writer = table.writer()
    batches = [batch_of(SCHEMA, [{"id": n, "name": "x"} for n in range(start, 2000, 2)]) for start in (0, 1)]
    sendings = [Sending(writer, batch) for batch in batches]
    for sending in sendings:
        sending.start()
    for sending in sendings:
        sending.join()
    assert [sending.failure for sending in sendings] == [None, None]
    assert len(table.rows()) == 2000


# Rights and addresses -------------------------------------------------------------------------------------------------------


def test_rights_that_are_missing_are_told(table: Table) -> None:
    table.send(ROWS)
    user = f"reader_{table.database}"
    table.execute(f"CREATE USER {user}@'%' IDENTIFIED BY 'lesen'")
    table.execute(f"GRANT SELECT ON {table.database}.* TO {user}@'%'")
    reader = table.destination(secrets={"password": "lesen"}, url=table.url(user))
    assert "1 tables" in reader.test()
    writer = reader.open(Target("people", Operation.UPSERT, "id"), SCHEMA)
    with pytest.raises(DestinationError, match="may not write there") as failure:
        send(writer, batch_of(SCHEMA, ROWS))
    assert not isinstance(failure.value, CredentialError)
    assert "CREATE TEMPORARY TABLES on the database, SELECT, INSERT" in failure.value.hint


def test_a_trigger_s_own_text_is_not_repeated(table: Table) -> None:
    table.send(ROWS)
    table.execute(
        "CREATE TRIGGER no BEFORE INSERT ON people FOR EACH ROW "
        "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'anna.secret@example.com is not wanted'"
    )
    assert table.refused([{"id": 3, "name": SECRET}]) == "A trigger of the table refused it."


def test_addresses_and_servers_that_cannot_work_say_why(table: Table) -> None:
    with pytest.raises(ConfigError, match="There is no database"):
        table.destination(url=table.url(database="nope")).test()
    with pytest.raises(ConfigError, match="cannot be made safe"):
        table.destination(url=f"{table.url()}?sslmode=verify-full").test()
    for secrets in ({}, {"password": "wrong"}):
        with pytest.raises(CredentialError):
            table.destination(secrets=secrets).test()
    assert table.destination().test().startswith("MariaDB 1")


def test_objects_are_tables_with_their_columns_and_keys(table: Table) -> None:
    table.execute("CREATE TABLE people (id bigint PRIMARY KEY, name varchar(20) NOT NULL, at datetime, sum int AS (id + 1))")
    table.execute("CREATE TABLE bare (x int)")
    specs = {spec.name: spec for spec in table.destination().objects()}
    assert [(f.name, f.type, f.required, f.read_only) for f in specs["people"].fields] == [
        ("id", "integer", True, False),
        ("name", "text", True, False),
        ("at", "datetime", False, False),
        ("sum", "integer", False, True),
    ]
    assert (specs["people"].keys, specs["bare"].operations) == (("id",), (Operation.APPEND, Operation.MIRROR))
