"""Google Sheets: values as they are, and rows found by key in a tab that people use too."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.errors import DestinationError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Reply
from tests.destinations.batches import batch_of, schema_of, send
from tests.destinations.fakes.google_sheets import GoogleSheets
from tests.destinations.google_sheets_room import (
    SCHEMA,
    Open,
    put,
    rows,
    table,
    target,
    the_open_,  # noqa: F401  the fixture
    the_sheets,  # noqa: F401  the fixture
)

# Values -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("x")', "+1", "-1", "@x", "007", "1-2", "1E5", "1234567890123456", "TRUE", " x ", "'x", "a\nb", "🙂"]
)
def test_a_text_stays_the_text_it_is(sheets: GoogleSheets, open_: Open, text: str) -> None:
    put(open_, rows(a=text))
    assert table(sheets) == [["id", "name"], ["a", text]]


def test_numbers_are_numbers_where_a_cell_can_hold_them(sheets: GoogleSheets, open_: Open) -> None:
    values: dict[str, tuple[Any, Any, Any]] = {
        "small": (pa.int64(), 7, 7),
        "big": (pa.int64(), 2**53 + 1, str(2**53 + 1)),
        "part": (pa.float64(), 0.5, 0.5),
        "money": (pa.decimal128(20, 2), Decimal("19.90"), 19.9),
        "long": (pa.decimal128(30, 2), Decimal("1234567890123456.78"), "1234567890123456.78"),
        "yes": (pa.bool_(), True, True),
        "day": (pa.date32(), date(2026, 11, 24), "2026-11-24"),
    }
    schema = schema_of(id=pa.string(), **{name: type_ for name, (type_, _, _) in values.items()})
    put(open_, [{"id": "a", **{name: value for name, (_, value, _) in values.items()}}], schema=schema)
    assert table(sheets)[1] == ["a", *(cell for _, _, cell in values.values())]


def test_null_empties_a_cell_or_keeps_it_and_is_never_a_word(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], ["a", "Anna"], ["b", "Ben"])
    put(open_, rows(a=None))
    put(open_, rows(b=None, c=None), keep_if_null=["name"])
    assert table(sheets) == [["id", "name"], ["a", ""], ["b", "Ben"], ["c", ""]]


def test_a_cell_that_is_too_long_is_that_record_alone(sheets: GoogleSheets, open_: Open) -> None:
    reply = put(open_, rows(a="x" * 50_001, b="y" * 50_000))
    assert list(reply.rejected) == [0]
    assert "50,000" in reply.rejected[0]
    assert [row[0] for row in table(sheets)] == ["id", "b"]


# Columns and rows of others -----------------------------------------------------------------------------------------


def test_columns_are_found_by_their_heading_and_those_of_people_survive(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["note", "name", "seen", "id "], ["good", "Anna", True, "a"], ["", "", "", "b"])
    put(open_, rows(a="Anne", c="Cleo"))
    assert table(sheets) == [
        ["note", "name", "seen", "id "],
        ["good", "Anne", True, "a"],
        ["", "", "", "b"],
        ["", "Cleo", "", "c"],
    ]
    assert table(sheets, "Notes") == [["private"]]


@pytest.mark.parametrize(
    ("heading", "says"),
    [(["id", "Name"], "no column headed “name”"), (["key", "name"], "“id”"), (["id", "name", "id"], "more than one")],
)
def test_a_heading_that_was_renamed_stops_the_run(sheets: GoogleSheets, open_: Open, heading: list[str], says: str) -> None:
    sheets.add("VIP").put(heading, ["a", "Anna"])
    with pytest.raises(DestinationError, match=says):
        put(open_, rows(a="Anne"))
    assert table(sheets)[1][:2] == ["a", "Anna"]


def test_a_heading_that_moves_between_batches_is_followed_and_one_that_goes_stops(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], ["a", "Anna"])
    writer = open_().open(target(), SCHEMA)
    send(writer, batch_of(SCHEMA, rows(a="Anne")))
    sheets.tab("VIP").cells.clear()
    sheets.tab("VIP").put(["name", "x", "id"], ["Anna", "y", "a"])
    send(writer, batch_of(SCHEMA, rows(a="Anke")))
    assert table(sheets)[1] == ["Anke", "y", "a"]
    sheets.tab("VIP").put(["Name"])
    with pytest.raises(DestinationError, match="“name”"):
        send(writer, batch_of(SCHEMA, rows(a="Anja")))


def test_missing_columns_are_added_where_the_connection_says_so(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP", columns=1).put(["id"], ["a"])
    put(open_, rows(a="Anna"), config={"add_columns": True})
    assert table(sheets) == [["id", "name"], ["a", "Anna"]]


def test_values_without_headings_are_left_alone(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put([""], ["a", "Anna"])
    with pytest.raises(DestinationError, match="no headings"):
        put(open_, rows(a="Anne"))
    sheets.add("Blank")
    put(open_, rows(a="Anne"), tab="Blank")
    assert table(sheets, "Blank") == [["id", "name"], ["a", "Anne"]]


@pytest.mark.parametrize("tab", ["Q1 '24", "AB12", "with blanks", "🙂", "a!b:c", "'", "R1C1"])
def test_any_name_of_a_tab_is_quoted(sheets: GoogleSheets, open_: Open, tab: str) -> None:
    put(open_, rows(a="Anna"), tab=tab)
    put(open_, rows(a="Anne", b="Ben"), tab=tab)
    assert table(sheets, tab) == [["id", "name"], ["a", "Anne"], ["b", "Ben"]]


def test_a_tab_that_is_renamed_during_a_run_stays_the_one(sheets: GoogleSheets, open_: Open) -> None:
    writer = open_().open(target(), SCHEMA)
    send(writer, batch_of(SCHEMA, rows(a="Anna")))
    sheets.tab("VIP").title = "Best"
    send(writer, batch_of(SCHEMA, rows(b="Ben")))
    assert len(table(sheets, "Best")) == 3
    sheets.sheets.remove(sheets.tab("Best"))
    with pytest.raises(DestinationError, match="not there any more"):
        send(writer, batch_of(SCHEMA, rows(c="Cleo")))


# Keys and rows ------------------------------------------------------------------------------------------------------


def test_keys_are_compared_as_text(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], [7.0, "seven"], [" b ", "bee"], ["007", "bond"])
    put(open_, rows(**{"7": "SEVEN", "b": "BEE", "007": "BOND"}))
    assert [row[1] for row in table(sheets)[1:]] == ["SEVEN", "BEE", "BOND"]


def test_a_key_on_two_rows_is_never_guessed(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name"], ["a", "1"], ["a", "2"])
    for operation in (Operation.UPSERT, Operation.DELETE):
        reply = put(open_, rows(a="x", b="y"), operation)
        assert reply.rejected == {0: "2 rows of the tab have this key."}
    assert table(sheets) == [["id", "name"], ["a", "1"], ["a", "2"]]


def test_keys_that_differ_by_blanks_only_are_not_both_written(sheets: GoogleSheets, open_: Open) -> None:
    reply = put(open_, [{"id": "a", "name": "1"}, {"id": "a ", "name": "2"}, {"id": " ", "name": "3"}])
    assert list(reply.rejected) == [1, 2]
    assert table(sheets) == [["id", "name"], ["a", "1"]]


@pytest.mark.parametrize(
    ("operation", "after"),
    [
        (Operation.UPSERT, [["a", "new"], ["b", "new"]]),
        (Operation.UPDATE, [["a", "new"]]),
        (Operation.CREATE, [["a", "old"], ["b", "new"]]),
        (Operation.APPEND, [["a", "old"], ["b", "new"]]),
        (Operation.DELETE, []),
    ],
)
def test_each_behaviour(sheets: GoogleSheets, open_: Open, operation: Operation, after: list[list[str]]) -> None:
    sheets.add("VIP").put(["id", "name"], ["a", "old"])
    for _ in range(2):
        assert put(open_, rows(a="new", b="new"), operation) == Reply()
    assert table(sheets)[1:] == after


def test_update_and_delete_make_no_tab(sheets: GoogleSheets, open_: Open) -> None:
    with pytest.raises(DestinationError, match="no tab “VIP”"):
        put(open_, rows(a="x"), Operation.UPDATE)
    assert [s.title for s in sheets.sheets] == ["Notes"]


def test_new_rows_start_below_everything_even_where_the_key_is_blank(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name", "note"], ["a", "Anna", ""], ["", "", "sum below"], ["", "", "42"])
    put(open_, rows(b="Ben"))
    assert table(sheets)[4] == ["b", "Ben", ""]


def test_the_grid_grows_before_it_is_written_past(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP", rows=2).put(["id", "name"], ["a", "Anna"])
    put(open_, rows(b="Ben", c="Cleo"))
    assert sheets.tab("VIP").rows == 4
    assert [row[0] for row in table(sheets)] == ["id", "a", "b", "c"]


def test_more_than_ten_million_cells_are_refused_before_anything_is_written(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("Huge", rows=9_999_960 // 26 - 1000)
    sheets.add("VIP", rows=1, columns=2).put(["id", "name"])
    with pytest.raises(DestinationError, match="10 million cells"):
        put(open_, [{"id": str(n), "name": "x"} for n in range(50)])
    assert table(sheets) == [["id", "name"]]


def test_rows_are_deleted_from_the_bottom_up_and_one_stays(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP", rows=5, frozen=1).put(["id", "name"], ["a", "1"], ["b", "2"], ["c", "3"], ["d", "4"])
    put(open_, rows(a=None, b=None, d=None), Operation.DELETE)
    assert table(sheets) == [["id", "name"], ["c", "3"]]
    put(open_, rows(c=None, gone=None), Operation.DELETE)
    assert table(sheets) == [["id", "name"]]


def test_emptying_keeps_the_row(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "name", "note"], ["a", "Anna", "kind"])
    put(open_, rows(a=None), Operation.UPDATE)
    assert table(sheets) == [["id", "name", "note"], ["a", "", "kind"]]
