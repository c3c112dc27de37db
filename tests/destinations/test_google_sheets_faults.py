"""Google Sheets: what happens when rows move meanwhile, when an answer is lost, and what refusals mean."""

from __future__ import annotations

import random
from typing import Any

import pytest

from census_desktop.domain.errors import BatchRejected, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Reply
from tests.destinations.batches import batch_of, send
from tests.destinations.fakes.google import QUOTA, failed, invalid
from tests.destinations.fakes.google_sheets import GoogleSheets
from tests.destinations.fakes.vendor import Said
from tests.destinations.google_sheets_room import (
    SCHEMA,
    Open,
    put,
    rows,
    table,
    target,
    the_open_,  # noqa: F401  the fixture
    the_sheets,  # noqa: F401  the fixture
    writer_for,
)


def typed(sheets: GoogleSheets, row: list[Any], at: int) -> None:
    sheets.tab("VIP").put(row, at=at)


@pytest.mark.parametrize("operation", [Operation.UPSERT, Operation.APPEND, Operation.CREATE])
def test_a_lost_answer_doubles_no_row(sheets: GoogleSheets, open_: Open, operation: Operation) -> None:
    writer = writer_for(open_, operation)
    sheets.fail_next("drop", path="values:batchUpdate")
    batch = batch_of(SCHEMA, rows(a="Anna", b="Ben"), operation)
    with pytest.raises(TransientError):
        send(writer, batch)
    assert send(writer, batch) == Reply()
    assert table(sheets) == [["id", "name"], ["a", "Anna"], ["b", "Ben"]]


def test_rows_inserted_and_sorted_between_two_batches_hit_nobody(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], ["b", "Ben"], ["a", "Anna"])
    writer = writer_for(open_)
    send(writer, batch_of(SCHEMA, rows(a="Anne")))
    sheets.tab("VIP").insert(1)
    sheets.tab("VIP").put(["new", "Nina"], at=1)
    sheets.tab("VIP").sort(0)
    send(writer, batch_of(SCHEMA, rows(b="Bert", z="Zoe")))
    assert table(sheets) == [["id", "name"], ["a", "Anne"], ["b", "Bert"], ["new", "Nina"], ["z", "Zoe"]]


def test_a_tab_that_people_work_in_all_the_time_stays_right(sheets: GoogleSheets, open_: Open) -> None:
    chance = random.Random(7)
    wanted: dict[str, str] = {}
    tab = sheets.add("VIP", rows=3).put(["note", "id", "name"])
    writer = open_().open(target(Operation.MIRROR), SCHEMA)
    for step in range(15):
        keys = chance.sample("abcdefghijkl", 4)
        if step % 3 == 2:
            send(writer, batch_of(SCHEMA, rows(**dict.fromkeys(keys)), Operation.DELETE))
            wanted = {key: name for key, name in wanted.items() if key not in keys}
        else:
            new = {key: f"{key}{step}" for key in keys}
            send(writer, batch_of(SCHEMA, rows(**new)))
            wanted |= new
        if step % 2:
            tab.sort(chance.randrange(3))
        else:
            tab.insert(chance.randrange(1, len(tab.table()) + 1))
    found = [(row[1], row[2]) for row in tab.table()[1:] if row[1]]
    assert sorted(found) == sorted(wanted.items())


def test_a_row_typed_between_two_looks_is_seen(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], ["a", "Anna"])
    writer = writer_for(open_)
    sheets.meanwhile["read"] = [lambda: typed(sheets, ["typed", "Tina"], at=2)]
    send(writer, batch_of(SCHEMA, rows(b="Ben")))
    assert table(sheets)[1:] == [["a", "Anna"], ["typed", "Tina"], ["b", "Ben"]]


def test_rows_that_move_right_after_the_write_are_unknown_and_told(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], ["a", "Anna"], ["b", "Ben"])
    sheets.meanwhile["written"] = [lambda: sheets.tab("VIP").insert(2)]
    reply = put(open_, rows(a="Anne", b="Bert"))
    assert list(reply.unknown) == [1]
    assert "Look at row 3" in reply.notes[0]
    assert put(open_, rows(a="Anne", b="Bert")) == Reply()


def test_a_key_that_is_still_there_after_its_row_was_deleted_is_unknown(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], ["a", "Anna"])
    sheets.meanwhile["changed"] = [lambda: typed(sheets, ["a", "Anna"], at=1)]
    reply = put(open_, rows(a=None), Operation.DELETE)
    assert list(reply.unknown) == [0]


def test_a_grid_that_shrinks_meanwhile_is_tried_again(sheets: GoogleSheets, open_: Open) -> None:
    writer = writer_for(open_)
    sheets.fail_next(failed(400, "INVALID_ARGUMENT", "Range (VIP!A3) exceeds grid limits."), path="values:batchUpdate")
    with pytest.raises(TransientError):
        send(writer, batch_of(SCHEMA, rows(a="Anna")))


@pytest.mark.parametrize(
    ("said", "error", "says"),
    [
        (QUOTA, TransientError, "quota"),
        (failed(403, "PERMISSION_DENIED", "The caller does not have permission"), DestinationError, "Share the spreadsheet"),
        (failed(403, "PERMISSION_DENIED", "No", "SERVICE_DISABLED"), DestinationError, "not switched on"),
        (failed(403, "PERMISSION_DENIED", "No", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"), CredentialError, "refused"),
        (failed(401, "UNAUTHENTICATED", "Expired"), CredentialError, "refused"),
        (failed(404, "NOT_FOUND", "Requested entity was not found."), DestinationError, "address"),
        (failed(409, "ABORTED", "Busy"), TransientError, "two things"),
        (failed(503, "UNAVAILABLE", "The service is currently unavailable."), TransientError, "trouble"),
        (failed(400, "INVALID_ARGUMENT", "Invalid value Anna"), BatchRejected, "Invalid value"),
        (invalid("You are trying to edit a protected cell or object."), DestinationError, "protected ranges"),
        (Said(500, "<html>"), TransientError, "trouble"),
    ],
)
def test_what_its_answers_mean(sheets: GoogleSheets, open_: Open, said: Said, error: type[Exception], says: str) -> None:
    writer = writer_for(open_)
    sheets.fail_next(said, path="values:batchUpdate")
    with pytest.raises(error) as told:
        send(writer, batch_of(SCHEMA, rows(a="Anna")))
    assert type(told.value) is error
    assert says in str(told.value)
    assert "Anna" not in str(told.value)


def test_a_quota_says_how_long_to_wait(sheets: GoogleSheets, open_: Open) -> None:
    sheets.fail_next(QUOTA)
    with pytest.raises(TransientError) as slow:
        open_().test()
    assert (slow.value.retry_after, slow.value.outcome_known) == (7.0, True)
