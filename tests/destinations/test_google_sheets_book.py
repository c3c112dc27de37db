"""Google Sheets: the spreadsheet and its tabs, signing in, addresses, and how few calls are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop.destinations import open_destination
from census_desktop.destinations._http import HttpClient
from census_desktop.destinations.google_sheets import MANIFEST
from census_desktop.destinations.google_sheets.book import letters
from census_desktop.domain.errors import ConfigError, CredentialError, DestinationError
from census_desktop.domain.model import Connection, Operation, Removal
from census_desktop.domain.ports import CancelToken, DestinationContext
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, send
from tests.destinations.fakes.google import TOKEN
from tests.destinations.fakes.google_sheets import BOOK, GoogleSheets
from tests.destinations.fakes.vendor import Said, bearer
from tests.destinations.google_sheets_room import (
    SCHEMA,
    Open,
    rows,
    table,
    target,
    the_open_,  # noqa: F401  the fixture
    the_sheets,  # noqa: F401  the fixture
    writer_for,
)


def test_the_test_names_tabs_and_objects_have_their_headings(sheets: GoogleSheets, open_: Open) -> None:
    sheets.add("VIP").put(["id", "", "name"])
    destination = open_()
    assert destination.test() == "“Customers” answers: 2 tabs (Notes, VIP)."
    tabs = {spec.name: [f.name for f in spec.fields] for spec in destination.objects()}
    assert tabs == {"records": [], "Notes": ["private"], "VIP": ["id", "name"]}


def test_a_connection_that_is_not_signed_in_says_so(open_: Open) -> None:
    with pytest.raises(CredentialError, match="not signed in"):
        open_({"client_secret": "x"})


class Signed:
    """Tokens of a sign-in: one that is not taken any more, then another."""

    def access(self, refused: str = "") -> str:
        return TOKEN if refused else "stale"


def test_a_signed_in_connection_calls_with_its_tokens(sheets: GoogleSheets, tmp_path: Path, clock: FakeClock) -> None:
    config = {"spreadsheet": BOOK, "base_url": sheets.url}
    connection = Connection("c0ffee", "Under test", "google_sheets", config)
    destination = open_destination(DestinationContext(connection, {}, tmp_path, clock, tokens=Signed()))
    assert destination.test()
    assert [bearer(call) for call in sheets.calls] == ["stale", TOKEN]
    destination.close()


@pytest.mark.parametrize("address", ["", "https://example.com/x", "short"])
def test_an_address_of_something_else_is_refused(open_: Open, address: str) -> None:
    with pytest.raises(ConfigError):
        open_(spreadsheet=address)


def test_a_quota_project_is_sent_along(sheets: GoogleSheets, open_: Open) -> None:
    open_(quota_project="acme-1").test()
    assert sheets.calls[0].headers["x-goog-user-project"] == "acme-1"


@pytest.mark.parametrize("call", ["values/A1:clear", "values:batchClear", "values/A1:append?valueInputOption=RAW"])
def test_nothing_is_cleared_or_appended_by_guess(clock: FakeClock, call: str) -> None:
    client = HttpClient("https://sheets.googleapis.com/v4/spreadsheets/x/", clock=clock, never=MANIFEST.never)
    with pytest.raises(DestinationError, match="never makes"):
        client.request("POST", f"./{call}", cancel=CancelToken())


def test_a_batch_takes_few_calls(sheets: GoogleSheets, open_: Open) -> None:
    writer = writer_for(open_)
    send(writer, batch_of(SCHEMA, rows(a="Anna")))
    sheets.calls.clear()
    send(writer, batch_of(SCHEMA, rows(a="Anne")))
    assert len(sheets.called("^GET")) <= 4
    assert len(sheets.called("^POST")) == 1


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (18277, "ZZZ")])
def test_names_of_columns(column: int, name: str) -> None:
    assert letters(column) == name


def test_an_answer_that_does_not_name_the_tab_that_was_made_costs_nobody_the_first_one(
    sheets: GoogleSheets, open_: Open
) -> None:
    """Their first tab has the id 0, and what was put aside is deleted at the end."""
    sheets.add("VIP").put(["id", "name"], ["a", "Anna"])
    tabs = [sheet.title for sheet in sheets.sheets]
    for said in ({"replies": [{}]}, {"replies": []}, {}, {"replies": [{"addSheet": {"properties": {"title": "x"}}}]}):
        sheets.fail_next(Said(200, said), path="POST .*:batchUpdate")
        with pytest.raises(DestinationError, match="cannot be understood"):
            open_().open(target(Operation.MIRROR, removal=Removal.SWAP), SCHEMA)
    assert [sheet.title for sheet in sheets.sheets] == tabs
    assert table(sheets) == [["id", "name"], ["a", "Anna"]]


def test_headings_of_many_tabs_are_asked_for_in_addresses_that_servers_take(sheets: GoogleSheets, open_: Open) -> None:
    for n in range(40):
        sheets.add(f"{'Übersicht ' * 9}{n}").put(["id", f"field {n}"])
    there = {spec.name: [field.name for field in spec.fields] for spec in open_().objects()}
    assert all(there[f"{'Übersicht ' * 9}{n}"] == ["id", f"field {n}"] for n in range(40))
    asked = sheets.called("values:batchGet")
    assert len(asked) > 1
    assert max(len(call.path) for call in asked) < 5_000
