"""Google Sheets: a tab whose rows are all replaced at the end, or left as they were."""

from __future__ import annotations

import pytest

from census_desktop.domain.errors import DestinationError, TransientError
from census_desktop.domain.model import Operation, Removal
from tests.destinations.batches import batch_of, run, send
from tests.destinations.fakes.google import QUOTA
from tests.destinations.fakes.google_sheets import GoogleSheets
from tests.destinations.google_sheets_room import (
    SCHEMA,
    Open,
    rows,
    table,
    target,
    the_open_,  # noqa: F401  the fixture
    the_sheets,  # noqa: F401  the fixture
)

SWAP = target(Operation.MIRROR, removal=Removal.SWAP)


def test_a_swap_puts_all_rows_in_place_at_the_end(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP", rows=3).put(["name", "id"], ["Anna", "a"], ["Old", "old"])
    writer = open_().open(SWAP, SCHEMA)
    send(writer, batch_of(SCHEMA, rows(a="=1+1", b="Ben")))
    send(writer, batch_of(SCHEMA, rows(c=None)))
    assert table(sheets) == [["name", "id"], ["Anna", "a"], ["Old", "old"]]
    assert sheets.sheets[-1].hidden
    writer.finish()
    writer.close()
    assert table(sheets) == [["name", "id"], ["=1+1", "a"], ["Ben", "b"], ["", "c"]]
    assert [s.title for s in sheets.sheets] == ["Notes", "VIP"]


def test_the_end_of_a_swap_can_be_asked_for_again(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], ["a", "Anna"])
    writer = open_().open(SWAP, SCHEMA)
    send(writer, batch_of(SCHEMA, rows(b="Ben")))
    sheets.fail_next(QUOTA, path=":batchUpdate")
    with pytest.raises(TransientError):
        writer.finish()
    assert table(sheets) == [["id", "name"], ["a", "Anna"]]
    sheets.fail_next("drop", path=":batchUpdate")
    with pytest.raises(TransientError):
        writer.finish()
    writer.finish()
    writer.close()
    assert (table(sheets), len(sheets.sheets)) == ([["id", "name"], ["b", "Ben"]], 2)


def test_columns_that_were_moved_end_a_swap(sheets: GoogleSheets, open_: Open) -> None:
    tab = sheets.add("VIP")
    tab.put(["id", "name"], ["a", "Anna"])
    writer = open_().open(SWAP, SCHEMA)
    send(writer, batch_of(SCHEMA, rows(b="Ben")))
    tab.put(["name", "id"], ["Anna", "a"])
    with pytest.raises(DestinationError, match="moved meanwhile") as ended:
        writer.finish()
    assert not isinstance(ended.value, TransientError)


def test_a_swap_of_nobody_leaves_the_headings(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], ["a", "Anna"])
    run(open_().open(SWAP, SCHEMA))
    assert table(sheets) == [["id", "name"]]


def test_a_swap_that_ends_early_leaves_everything(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], ["a", "Anna"])
    writer = open_().open(SWAP, SCHEMA)
    send(writer, batch_of(SCHEMA, rows(b="Ben")))
    writer.close()
    assert (table(sheets), len(sheets.sheets)) == ([["id", "name"], ["a", "Anna"]], 2)
    open_().open(SWAP, SCHEMA)  # killed: nobody closes it
    run(open_().open(SWAP, SCHEMA), batch_of(SCHEMA, rows(c="Cleo")))
    assert (table(sheets), len(sheets.sheets)) == ([["id", "name"], ["c", "Cleo"]], 2)


def test_a_batch_of_a_swap_that_is_tried_again_counts_once(sheets: GoogleSheets, open_: Open) -> None:
    writer = open_().open(SWAP, SCHEMA)
    batch = batch_of(SCHEMA, rows(a="Anna"))
    sheets.fail_next("drop", path="values:batchUpdate")
    with pytest.raises(TransientError):
        send(writer, batch)
    run(writer, batch, batch_of(SCHEMA, rows(b="Ben")))
    assert table(sheets) == [["id", "name"], ["a", "Anna"], ["b", "Ben"]]


def test_a_tab_with_columns_of_people_is_not_swapped(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name", "note"], ["a", "Anna", "kind"])
    with pytest.raises(DestinationError, match="does not fill"):
        open_().open(SWAP, SCHEMA)
    assert len(sheets.sheets) == 2
