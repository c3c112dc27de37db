"""Rows of a tab in Google Sheets, found by the sync key in a tab that people edit too.

What Google says of it:
- Sheets API v4: https://developers.google.com/workspace/sheets/api/reference/rest
- Usage limits: https://developers.google.com/workspace/sheets/api/limits
- Scopes: https://developers.google.com/workspace/sheets/api/scopes

Values are written RAW: a text that looks like a formula stays a text, and 007 stays 007. Columns are found by the text of the
first row, rows by the key's column, which is read again right before each write and after it: nobody can lock a tab.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from census_desktop.destinations._google import CREDENTIALS, TESTING, sign_in
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import DestinationContext, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations.google_sheets.book import Book

BASE = "https://sheets.googleapis.com"
SCOPE = "https://www.googleapis.com/auth/spreadsheets"
DOCS = "https://developers.google.com/workspace/sheets/api"
READ = "2026-11-24"
SECONDS = 180.0
LIMITS = Limits(batch_rows=5_000, concurrency=1, rate=0.3, batch_timeout=600.0, batch_bytes=1_500_000)

TAB = ObjectSpec(
    name="records",
    label="Tab",
    operations=tuple(Operation),
    open_fields=True,
    open_name=True,
    named_by_segment=True,
    audience_word="tab",
    longest_name=100,
    removal="are deleted as rows of the tab",
    removals=(Removal.REMOVE, Removal.NULL_OUT, Removal.SWAP),
)

MANIFEST = Manifest(
    type="google_sheets",
    title="Google Sheets",
    summary="Keeps the rows of a tab equal to a segment; columns and rows of others stay.",
    icon="table",
    tint="green",
    group="files",
    config=(
        ConfigField(
            "spreadsheet",
            "Spreadsheet",
            "Its address, or the ID in it.",
            required=True,
            placeholder="https://docs.google.com/spreadsheets/d/…/edit",
        ),
        ConfigField(
            "add_columns",
            "Add missing columns",
            "Else a tab without a column of that heading stops the run: it may have been renamed.",
            kind="boolean",
            default=False,
        ),
        *CREDENTIALS,
        ConfigField("base_url", "Address", "For a gateway.", placeholder=BASE),
    ),
    objects=(TAB,),
    limits=LIMITS,
    payload="texts",
    keywords="google spreadsheet excel table tab rows drive",
    documentation=f"{DOCS}/guides/values",
    facts={
        "Values": "RAW: formulas are inert, 007 stays 007; whole numbers beyond 2^53 are written as text",
        "Columns": "Found by the heading in the first row; others are never touched",
        "Append": "A key that is there already is skipped, so a repeat doubles nothing",
        "Leaving": "The row is deleted, or the mapped cells are emptied, or the mapped rows are replaced as a whole",
        "Ceiling": "10 million cells over all tabs",
    },
    sign_in=sign_in(SCOPE),
    credential_help=(
        "1. In a Google Cloud project of yours, switch on the Google Sheets API.\n"
        "2. Make an OAuth client of the kind “Desktop app” and enter its ID and secret, then sign in;\n"
        "   or make a service account, enter its JSON key, and share the spreadsheet with its e-mail address as an editor."
    ),
    cost="Each batch takes about three reads and one write of 60 a minute.",
    never=("DELETE *", "POST *:clear*", "POST *:batchClear*", "POST *:append*"),
    unverified=(
        TESTING,
        "The ceilings of 10 million cells and of 50,000 characters in a cell come from pages of others.",
        "A replaced tab is pasted as values (PASTE_VALUES), which is taken to keep a text that looks like a formula a text.",
        "Rows that people move in the moment between reading and writing are noticed afterwards, not prevented.",
    ),
    documents=(
        Document("Google Sheets API", f"{DOCS}/reference/rest", READ),
        Document("Usage limits", f"{DOCS}/limits", READ),
        Document("Choose Google Sheets API scopes", f"{DOCS}/scopes", READ),
    ),
)


class GoogleSheets:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations._google import api_of
        from census_desktop.destinations.google_sheets.book import Book

        config = context.connection.config
        found = re.search(r"/d/([A-Za-z0-9_-]{10,})", config["spreadsheet"]) or re.fullmatch(
            r"\s*([A-Za-z0-9_-]{10,})\s*", config["spreadsheet"]
        )
        if not found:
            raise ConfigError("This is not the address of a spreadsheet.", hint="Copy it from the browser.")
        self._add: bool = config["add_columns"]
        self._api = api_of(context, BASE, MANIFEST.never, seconds=SECONDS, people="/values:batchGet$")
        self._book: Book = Book(self._api, found[1])

    def test(self) -> str:
        title, tabs = self._book.describe()
        return f"“{title}” answers: {len(tabs)} {'tab' if len(tabs) == 1 else 'tabs'} ({', '.join(t.title for t in tabs[:5])})."

    def objects(self) -> Sequence[ObjectSpec]:
        return (TAB, *(_spec(title, headings) for title, headings in self._book.headings().items()))

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations.google_sheets.writer import SwapWriter, TabWriter

        if not 1 <= len(target.object.strip()) <= TAB.longest_name:
            raise ConfigError("The name of a tab has 1 to 100 characters.", hint="Name it in the sync.")
        fields = list(schema.names)
        makes = target.operation not in (Operation.UPDATE, Operation.DELETE)
        tab = self._book.prepared(target.object, fields, may_make=makes, may_add=self._add)
        if target.operation is Operation.MIRROR and target.removal is Removal.SWAP:
            return SwapWriter(self._book, tab, fields)
        return TabWriter(self._book, tab, fields)

    def close(self) -> None:
        self._api.close()


def _spec(title: str, headings: Sequence[str]) -> ObjectSpec:
    fields = tuple(TargetField(name) for name in dict.fromkeys(headings) if name)
    return replace(TAB, name=title, label=title, fields=fields, open_name=False, named_by_segment=False)
