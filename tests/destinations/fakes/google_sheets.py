"""Google Sheets, from the reference of its API v4: grids, values, and changes of a grid that are all made or none."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.destinations.fakes.google import described, failed, invalid, unauthenticated
from tests.destinations.fakes.vendor import Asked, Said, Vendor, route

BOOK = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789"
CELLS = 10_000_000


class Refused(Exception):
    """An answer instead of a change."""


@dataclass
class Sheet:
    id: int
    title: str
    rows: int = 1000
    columns: int = 26
    frozen: int = 0
    hidden: bool = False
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    """By row and column, both from 0; an empty cell is not there."""

    def put(self, *rows: list[Any], at: int = 0) -> Sheet:
        for number, row in enumerate(rows, start=at):
            for column, value in enumerate(row):
                self.set(number, column, value)
        return self

    def set(self, row: int, column: int, value: Any) -> None:
        if value in ("", None):
            self.cells.pop((row, column), None)
        else:
            self.cells[row, column] = value

    def table(self) -> list[list[Any]]:
        """All rows down to the last used one, blanks as ""."""
        height = max((r for r, _ in self.cells), default=-1) + 1
        width = max((c for _, c in self.cells), default=-1) + 1
        return [[self.cells.get((r, c), "") for c in range(width)] for r in range(height)]

    def insert(self, row: int) -> None:
        """As a person does: everything from that row on moves down."""
        self.cells = {(r + 1 if r >= row else r, c): v for (r, c), v in self.cells.items()}
        self.rows += 1

    def delete(self, start: int, end: int) -> None:
        gone = end - start
        self.cells = {(r - gone if r >= end else r, c): v for (r, c), v in self.cells.items() if not start <= r < end}
        self.rows -= gone

    def sort(self, column: int) -> None:
        rows = sorted(self.table()[1:], key=lambda row: str(row[column]))
        head = self.table()[:1]
        self.cells = {}
        self.put(*head, *rows)


class GoogleSheets(Vendor):
    def __init__(self) -> None:
        super().__init__()
        self.title = "Customers"
        self.sheets: list[Sheet] = []
        self.meanwhile: dict[str, list[Callable[[], None]]] = {}
        """What people do right after a call of that method is answered ("read", "written")."""
        self.add("Notes").put(["private"])

    def add(self, title: str, **grid: Any) -> Sheet:
        taken = [s.id for s in self.sheets]
        self.sheets.append(Sheet(max(taken, default=-1) + 1, title, **grid))
        return self.sheets[-1]

    def tab(self, title: str) -> Sheet:
        (found,) = [s for s in self.sheets if s.title == title]
        return found

    def refusal(self, asked: Asked) -> Said | None:
        return unauthenticated(asked)

    def not_found(self, asked: Asked) -> Said:
        return failed(404, "NOT_FOUND", "Requested entity was not found.")

    def validate(self, asked: Asked) -> Said | None:
        if asked.params.get("id") != BOOK:
            return self.not_found(asked)
        if asked.method == "POST":
            if asked.headers.get("content-type") != "application/json":
                return invalid("Invalid JSON payload received.")
            schema = "BatchUpdateValuesRequest" if "values:" in asked.path else "BatchUpdateSpreadsheetRequest"
            judge = described("google-sheets/sheets.v4.json")
            if judge and (wrong := judge(schema, asked.json)):
                return invalid(f"Invalid JSON payload received. {wrong}")
        return None

    def happens(self, after: str) -> None:
        for act in self.meanwhile.pop(after, []):
            act()

    # Reading --------------------------------------------------------------------------------------------------------

    @route("GET", "/v4/spreadsheets/{id}")
    def book(self, asked: Asked) -> Said:
        return Said(200, {"properties": {"title": self.title}, "sheets": [{"properties": plain(s)} for s in self.sheets]})

    @route("GET", "/v4/spreadsheets/{id}/values:batchGet")
    def read(self, asked: Asked) -> Said:
        found = []
        for text in asked.query["ranges"]:
            try:
                sheet, top, left, bottom, right = self.area(text)
            except Refused as refused:
                return invalid(str(refused))
            lines = [[sheet.cells.get((r, c), "") for c in range(left, right)] for r in range(top, bottom)]
            if asked.one("majorDimension") == "COLUMNS":
                lines = [list(column) for column in zip(*lines, strict=True)]
            found.append({"range": text, **({"values": trimmed} if (trimmed := ragged(lines)) else {})})
        self.happens("read")
        return Said(200, {"spreadsheetId": BOOK, "valueRanges": found})

    def area(self, text: str) -> tuple[Sheet, int, int, int, int]:
        """A range in A1 notation as rows and columns from 0, the ends excluded."""
        match = re.fullmatch(r"(?:'((?:[^']|'')+)'|([A-Za-z_]+))!([A-Z]*)(\d*)(?::([A-Z]*)(\d*))?", text)
        title = (match[1] or match[2]).replace("''", "'") if match else ""
        sheet = next((s for s in self.sheets if s.title == title), None)
        if match is None or sheet is None:
            raise Refused(f"Unable to parse range: {text}")
        left, top = number(match[3]) if match[3] else 0, int(match[4]) - 1 if match[4] else 0
        alone = match[5] is None and match[6] is None
        right = left + 1 if alone else number(match[5]) + 1 if match[5] else sheet.columns
        bottom = top + 1 if alone else int(match[6]) if match[6] else sheet.rows
        if top >= sheet.rows or left >= sheet.columns or bottom > sheet.rows or right > sheet.columns:
            raise Refused(f"Range ({text}) exceeds grid limits. Max rows: {sheet.rows}, max columns: {sheet.columns}")
        return sheet, top, left, bottom, right

    # Writing --------------------------------------------------------------------------------------------------------

    @route("POST", "/v4/spreadsheets/{id}/values:batchUpdate")
    def write(self, asked: Asked) -> Said:
        if asked.json.get("valueInputOption") != "RAW":
            return invalid("'valueInputOption' is required but not specified, or not what this test expects")
        writes, cells = [], 0
        for one in asked.json["data"]:
            try:
                sheet, top, left, bottom, right = self.area(one["range"])
            except Refused as refused:
                return invalid(str(refused))
            if len(one["values"]) > bottom - top or any(len(row) > right - left for row in one["values"]):
                return invalid(f"Requested writing within range [{one['range']}], but tried writing outside of it")
            for r, row in enumerate(one["values"], start=top):
                for c, value in enumerate(row, start=left):
                    if not isinstance(value, str | bool | int | float | None):
                        return invalid("Invalid values: a cell takes text, numbers and booleans")
                    if len(str(value)) > 50_000:
                        return invalid("Your input contains more than the maximum of 50000 characters in a single cell.")
                    if value is not None:
                        writes.append((sheet, r, c, value))
                        cells += 1
        for sheet, r, c, value in writes:
            sheet.set(r, c, value)
        self.happens("written")
        return Said(200, {"spreadsheetId": BOOK, "totalUpdatedCells": cells, "responses": [{} for _ in asked.json["data"]]})

    @route("POST", "/v4/spreadsheets/{id}:batchUpdate")
    def change(self, asked: Asked) -> Said:
        before = copy.deepcopy(self.sheets)
        try:
            replies = [self.changed(*next(iter(request.items()))) for request in asked.json["requests"]]
            if sum(s.rows * s.columns for s in self.sheets) > CELLS:
                raise Refused(
                    "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
                )
        except Refused as refused:
            self.sheets = before
            return invalid(str(refused))
        self.happens("changed")
        return Said(200, {"spreadsheetId": BOOK, "replies": replies})

    def changed(self, what: str, given: dict[str, Any]) -> dict[str, Any]:
        if what == "addSheet":
            return self.made(given["properties"])
        if what == "appendDimension":
            sheet = self.by_id(given["sheetId"])
            sheet.rows += given["length"] if given["dimension"] == "ROWS" else 0
            sheet.columns += given["length"] if given["dimension"] == "COLUMNS" else 0
        elif what == "deleteDimension":
            span = given["range"]
            sheet = self.by_id(span["sheetId"])
            if sheet.rows - (span["endIndex"] - span["startIndex"]) <= sheet.frozen:
                raise Refused("Sorry, it is not possible to delete all non-frozen rows.")
            sheet.delete(span["startIndex"], span["endIndex"])
        elif what == "deleteSheet":
            self.sheets.remove(self.by_id(given["sheetId"]))
        elif what == "updateCells":
            span = given["range"]
            sheet = self.by_id(span["sheetId"])
            for place in [p for p in sheet.cells if p[0] >= span["startRowIndex"] and p[1] < span["endColumnIndex"]]:
                del sheet.cells[place]
        elif what == "copyPaste":
            self.pasted(given["source"], given["destination"])
        else:
            raise Refused(f"unknown request {what}")
        return {}

    def made(self, properties: dict[str, Any]) -> dict[str, Any]:
        title, grid = properties["title"], properties.get("gridProperties", {})
        if any(s.title.lower() == title.lower() for s in self.sheets):
            raise Refused(f'A sheet with the name "{title}" already exists. Please enter another name.')
        if len(title) > 100 or grid.get("frozenRowCount", 0) >= grid.get("rowCount", 1000):
            raise Refused("Invalid sheet properties")
        sheet = self.add(
            title,
            rows=grid.get("rowCount", 1000),
            columns=grid.get("columnCount", 26),
            frozen=grid.get("frozenRowCount", 0),
            hidden=properties.get("hidden", False),
        )
        return {"addSheet": {"properties": plain(sheet)}}

    def pasted(self, source: dict[str, Any], to: dict[str, Any]) -> None:
        here, there = self.by_id(source["sheetId"]), self.by_id(to["sheetId"])
        if to["endRowIndex"] > there.rows or to["endColumnIndex"] > there.columns:
            raise Refused("The destination is outside of the grid")
        for r in range(source["endRowIndex"] - source["startRowIndex"]):
            for c in range(source["endColumnIndex"] - source["startColumnIndex"]):
                value = here.cells.get((source["startRowIndex"] + r, source["startColumnIndex"] + c), "")
                there.set(to["startRowIndex"] + r, to["startColumnIndex"] + c, value)

    def by_id(self, id_: int) -> Sheet:
        for sheet in self.sheets:
            if sheet.id == id_:
                return sheet
        raise Refused(f"No grid with id: {id_}")


def plain(sheet: Sheet) -> dict[str, Any]:
    grid = {"rowCount": sheet.rows, "columnCount": sheet.columns, **({"frozenRowCount": sheet.frozen} if sheet.frozen else {})}
    return {"sheetId": sheet.id, "title": sheet.title, "sheetType": "GRID", "gridProperties": grid}


def number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - ord("A") + 1
    return value - 1


def ragged(lines: list[list[Any]]) -> list[list[Any]]:
    """Without what is empty at the ends, as reads are answered."""
    for line in lines:
        while line and line[-1] == "":
            line.pop()
    while lines and not lines[-1]:
        lines.pop()
    return lines
