"""Every built-in destination: what operations and swaps do to its records."""

from __future__ import annotations

import pytest

from census_desktop.domain.errors import Cancelled
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import CancelToken
from tests.destinations.batches import send
from tests.destinations.contract_cases import for_each, having, letting_go_by
from tests.destinations.contract_session import Open, Session


def test_upsert_brings_new_records_and_changes_known_ones(session: Open) -> None:
    there = session(Operation.UPSERT)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}, {"id": 2, "name": "FR"}]))
    there.run((Operation.UPSERT, [{"id": 2, "name": "IT"}, {"id": 3, "name": "PL"}]))
    assert there.names() == {"1": "DE", "2": "IT", "3": "PL"}


def test_mirror_removes_those_who_left_and_no_others(session: Open) -> None:
    there = session(Operation.MIRROR)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}, {"id": 2, "name": "FR"}, {"id": 3, "name": "IT"}]))
    there.run((Operation.UPSERT, [{"id": 1, "name": "PL"}]), (Operation.DELETE, [{"id": 2}, {"id": 99}]))
    assert there.names() == {"1": "PL", "3": "IT"}


def test_a_removed_record_can_come_back(session: Open) -> None:
    there = session(Operation.MIRROR)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}]))
    there.run((Operation.DELETE, [{"id": 1}]))
    assert there.names() == {}
    there.run((Operation.UPSERT, [{"id": 1, "name": "FR"}]))
    assert there.names() == {"1": "FR"}


@having(Operation.UPDATE, Operation.UPSERT)
def test_update_changes_known_records_and_makes_none(session: Open) -> None:
    there = session(Operation.UPDATE)
    session(Operation.UPSERT).run((Operation.UPSERT, [{"id": 1, "name": "DE"}]))
    assert there.run((Operation.UPDATE, [{"id": 1, "name": "FR"}, {"id": 2, "name": "IT"}])) == [{}]
    assert there.names() == {"1": "FR"}


@having(Operation.DELETE, Operation.UPSERT)
def test_delete_removes_the_listed_records_and_takes_absent_ones(session: Open) -> None:
    there = session(Operation.DELETE)
    session(Operation.UPSERT).run((Operation.UPSERT, [{"id": n, "name": "DE"} for n in (1, 2, 3)]))
    assert there.run((Operation.DELETE, [{"id": 1}, {"id": 99}]), (Operation.DELETE, [{"id": 3}])) == [{}, {}]
    assert there.names() == {"2": "DE"}


@having(Operation.CREATE)
def test_create_makes_new_records_and_changes_none(session: Open) -> None:
    there = session(Operation.CREATE)
    there.run((Operation.CREATE, [{"id": 1, "name": "DE"}]))
    assert there.run((Operation.CREATE, [{"id": 1, "name": "FR"}, {"id": 2, "name": "IT"}])) == [{}]
    assert there.names() == {"1": "DE", "2": "IT"}


@letting_go_by(Removal.NULL_OUT)
def test_a_mirror_can_empty_those_who_left_and_keep_them(session: Open) -> None:
    there = session(Operation.MIRROR, Removal.NULL_OUT)
    emptied = Operation.UPDATE if Operation.UPDATE in there.spec.operations else Operation.UPSERT
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}, {"id": 2, "name": "FR"}]))
    rejected = there.run((Operation.UPSERT, [{"id": 3, "name": "IT"}]), (emptied, [{"id": 2, "name": None}]))
    assert rejected == [{}, {}]
    assert there.names() == {"1": "DE", "2": None, "3": "IT"}
    there.run((Operation.UPSERT, [{"id": 2, "name": "PL"}]))
    assert there.names() == {"1": "DE", "2": "PL", "3": "IT"}


def test_append_adds_and_a_second_run_adds_more(session: Open) -> None:
    there = session(Operation.APPEND)
    there.run((Operation.APPEND, [{"id": 1, "name": "EUR"}]))
    there.case.clock.advance(60)  # type: ignore[attr-defined]
    there.run((Operation.APPEND, [{"id": 2, "name": "USD"}, {"id": 3, "name": "GBP"}]))
    assert there.names() == {"1": "EUR", "2": "USD", "3": "GBP"}


@for_each(Operation.UPSERT, Operation.APPEND, Operation.CREATE)
def test_a_batch_sent_again_with_the_same_key_changes_nothing(session: Open, operation: Operation) -> None:
    there = session(operation)
    one, two = ("EUR", "USD") if operation is Operation.APPEND else ("DE", "FR")
    rows = [{"id": 1, "name": one}, {"id": 2, "name": two}]
    there.run((operation, rows), (operation, rows), keys=["same", "same"])
    once = there.rows()
    there.case.clock.advance(60)  # type: ignore[attr-defined]
    there.run((operation, rows), keys=["same"])
    assert there.rows() == once
    assert set(once) == {"1", "2"}


def test_an_empty_batch_is_acknowledged_and_changes_nothing(session: Open) -> None:
    there = session(Operation.UPSERT)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}]))
    assert there.run((Operation.UPSERT, [])) == [{}]
    assert there.names() == {"1": "DE"}


# Upload and swap ------------------------------------------------------------------------------------------------------


FIRST = (Operation.UPSERT, [{"id": 1, "name": "DE"}, {"id": 2, "name": "FR"}])


SECOND = (Operation.UPSERT, [{"id": 2, "name": "IT"}, {"id": 3, "name": "PL"}])


def swap_session(session: Open) -> Session:
    """A session whose object has records of an earlier swap."""
    there = session(Operation.MIRROR, Removal.SWAP)
    there.run(FIRST)
    assert there.names() == {"1": "DE", "2": "FR"}
    return there


@letting_go_by(Removal.SWAP)
def test_a_swap_replaces_everything_at_its_end(session: Open) -> None:
    there = swap_session(session)
    writer = there.writer()
    for batch in there.batches((Operation.UPSERT, [{"id": 2, "name": "IT"}]), (Operation.UPSERT, [{"id": 3, "name": "PL"}])):
        assert send(writer, batch).rejected == {}
        assert there.names() == {"1": "DE", "2": "FR"}
    writer.finish()
    writer.close()
    assert there.names() == {"2": "IT", "3": "PL"}


@letting_go_by(Removal.SWAP)
def test_a_swap_of_nobody_leaves_nobody(session: Open) -> None:
    there = swap_session(session)
    there.run()
    assert there.names() == {}
    there.run(SECOND)
    assert there.names() == {"2": "IT", "3": "PL"}


@letting_go_by(Removal.SWAP)
def test_a_swap_that_does_not_finish_leaves_what_was_there(session: Open) -> None:
    there = swap_session(session)
    for _ in range(2):
        writer = there.writer()
        (batch,) = there.batches(SECOND, keys=["the same"])
        send(writer, batch)
        writer.close()
        assert there.names() == {"1": "DE", "2": "FR"}
    # The next run sends the same records with the same keys, and they count.
    there.run(SECOND, keys=["the same"])
    assert there.names() == {"2": "IT", "3": "PL"}


@letting_go_by(Removal.SWAP)
def test_a_cancelled_swap_leaves_what_was_there(session: Open) -> None:
    there = swap_session(session)
    writer, token = there.writer(), CancelToken()
    first, second = there.batches(SECOND, FIRST)
    writer.send(first, token)
    token.cancel()
    with pytest.raises(Cancelled):
        writer.send(second, token)
    writer.close()
    assert there.names() == {"1": "DE", "2": "FR"}


@letting_go_by(Removal.SWAP)
def test_a_batch_of_a_swap_that_is_sent_again_counts_once(session: Open) -> None:
    there = swap_session(session)
    there.run(SECOND, SECOND, keys=["same", "same"])
    assert there.names() == {"2": "IT", "3": "PL"}


@letting_go_by(Removal.SWAP)
def test_a_swap_also_replaces_what_others_put_there(session: Open) -> None:
    there = session(Operation.MIRROR, Removal.SWAP)
    other = session(Operation.UPSERT, Removal.SWAP)
    other.run((Operation.UPSERT, [{"id": 9, "name": "SE"}]))
    there.audience_id = other.audience_id
    there.run(SECOND)
    assert there.names() == {"2": "IT", "3": "PL"}
