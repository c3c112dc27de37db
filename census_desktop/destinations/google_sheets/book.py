"""A spreadsheet as it stands: its tabs, the headings of one, whose key is in which row; and writing to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from census_desktop.destinations._google import check
from census_desktop.destinations._http.said import an_object, at, count, needed_objects, no_answer, number, objects
from census_desktop.domain.errors import BatchRejected, DestinationError, TransientError
from census_desktop.domain.ports import Batch, CancelToken

if TYPE_CHECKING:
    from census_desktop.destinations._http.api import Api

CELLS = 10_000_000
CHUNK = 100_000
ADDRESS = 4_000
"""Characters of the ranges that are asked for in one address, which servers take so much of."""
SHARE = "Share the spreadsheet with the account that signed in, as an editor, and look for protected ranges."


@dataclass(frozen=True, slots=True)
class Tab:
    """`id` stays when people rename it; `rows` and `columns` are its grid, with the empty ones."""

    id: int
    title: str
    rows: int
    columns: int
    frozen: int = 0

    def range(self, cells: str) -> str:
        """In A1 notation, with the title quoted: it may look like a cell."""
        return "'{}'!{}".format(self.title.replace("'", "''"), cells)


@dataclass(frozen=True, slots=True)
class Look:
    """What a tab held in one moment. `columns`: where each field is (0-based); `keys`: texts of the key's cells from row 2 on;
    `used`: the last row with anything in it."""

    tab: Tab
    columns: Mapping[str, int]
    keys: Sequence[str]
    used: int


class Book:
    def __init__(self, api: Api, id_: str) -> None:
        self._api = api
        self._path = f"v4/spreadsheets/{id_}"

    # Asking ---------------------------------------------------------------------------------------------------------

    def describe(self, cancel: CancelToken | None = None) -> tuple[str, list[Tab]]:
        """Its title, and the tabs that have cells."""
        asked = {"fields": "properties.title,sheets.properties", "prettyPrint": "false"}
        said = self._call("GET", self._path, cancel=cancel, query=asked)
        found = [at(sheet, "properties") for sheet in needed_objects("Google", said, "sheets")]
        return str(at(said, "properties", "title") or ""), [_tab(p) for p in found if at(p, "gridProperties")]

    def tab(self, id_: int, cancel: CancelToken | None = None, *, more: int = 0) -> Tab:
        """How it is called and how large it is now; with room for so many `more` cells."""
        _, tabs = self.describe(cancel)
        if (there := sum(t.rows * t.columns for t in tabs)) + more > CELLS:
            raise DestinationError(
                f"The spreadsheet would have more than 10 million cells ({there:,} now, {more:,} to come).",
                kept="What is in it stays as it is.",
                hint="Delete empty rows and columns, or send to another spreadsheet.",
            )
        for tab in tabs:
            if tab.id == id_:
                return tab
        raise DestinationError("The tab is not there any more.", kept="Nothing was written.", hint="Run the sync once more.")

    def headings(self) -> dict[str, list[str]]:
        """The first row of every tab."""
        _, tabs = self.describe()
        rows: list[list[list[Any]]] = []
        for asked in _within([t.range("1:1") for t in tabs], ADDRESS):
            rows += self.values(asked, by="ROWS")
        return {tab.title: [text_of(c) for c in (row[0] if row else ())] for tab, row in zip(tabs, rows, strict=True)}

    def values(self, ranges: Sequence[str], by: str = "COLUMNS", cancel: CancelToken | None = None) -> list[list[list[Any]]]:
        asked = {
            "ranges": list(ranges),
            "majorDimension": by,
            "valueRenderOption": "UNFORMATTED_VALUE",
            "prettyPrint": "false",
        }
        said = self._call("GET", f"{self._path}/values:batchGet", cancel=cancel, query=asked)
        found = objects(said.get("valueRanges"))
        if len(found) != len(ranges):
            raise TransientError("Google did not answer for every range that was asked.")
        rows = [item.get("values") for item in found]
        return [[line for line in there if isinstance(line, list)] if isinstance(there, list) else [] for there in rows]

    def look(self, tab: Tab, fields: Sequence[str], cancel: CancelToken | None = None, *, key_at: int, guess: int) -> Look:
        """Headings, keys, and whether anything is below the keys from row `guess` on, in one question (but for more than
        100,000 rows)."""
        chunks, key_at = _chunks(1, tab.rows), min(key_at, tab.columns - 1)
        asked = [tab.range("1:1"), self._cells(tab, key_at, *chunks[0])]
        if 1 < guess <= tab.rows:
            asked.append(tab.range(f"A{guess}:{letters(tab.columns - 1)}{tab.rows}"))
        head, keys, *below = self.values(asked, cancel=cancel)
        cells = _column(keys)
        for first, last in chunks[1:]:
            (more,) = self.values([self._cells(tab, key_at, first, last)], cancel=cancel)
            if found := _column(more):
                cells += [""] * (first - 1 - len(cells)) + found
        used = max(len(cells), 1)
        if below and below[0]:
            used = max(used, guess - 1 + max(len(c) for c in below[0]))
        headings = [text_of(column[0]) if column else "" for column in head]
        return Look(tab, self._placed(headings, fields), cells[1:], used)

    def keys_between(self, tab: Tab, column: int, first: int, last: int, cancel: CancelToken) -> dict[int, str]:
        """Key texts by row."""
        found: dict[int, str] = {}
        for start, end in _chunks(first, min(last, tab.rows)):
            (cells,) = self.values([self._cells(tab, column, start, end)], cancel=cancel)
            found.update(enumerate(_column(cells), start=start))
        return found

    @staticmethod
    def _cells(tab: Tab, column: int, first: int, last: int) -> str:
        return tab.range(f"{letters(column)}{first}:{letters(column)}{last}")

    def _placed(self, headings: Sequence[str], fields: Sequence[str]) -> dict[str, int]:
        missing = [name for name in fields if name not in headings]
        if missing:
            raise DestinationError(
                f"The tab has no column headed {', '.join(f'“{name}”' for name in missing)}.",
                kept="Nothing was written.",
                hint="Rename the heading back, or add a column of that heading (or let the connection add missing columns).",
            )
        if twice := [name for name in fields if headings.count(name) > 1]:
            raise DestinationError(
                f"The tab has more than one column headed “{twice[0]}”.",
                kept="Nothing was written.",
                hint="Rename all but one.",
            )
        return {name: headings.index(name) for name in fields}

    # Writing --------------------------------------------------------------------------------------------------------

    def write(
        self,
        data: Iterable[tuple[str, list[list[Any]]]],
        cancel: CancelToken | None = None,
        batch: Batch | None = None,
        hidden: Iterable[str] = (),
    ) -> None:
        """Values into ranges, RAW; null keeps what a cell has."""
        ranges = [{"range": range_, "majorDimension": "ROWS", "values": values} for range_, values in data]
        payload = {"valueInputOption": "RAW", "data": ranges}
        self._call("POST", f"{self._path}/values:batchUpdate", payload, cancel=cancel, batch=batch, hidden=hidden)

    def change(self, *requests: Mapping[str, Any], cancel: CancelToken | None = None) -> list[Mapping[str, Any]]:
        """Changes of the grid: all of them are made, or none."""
        said = self._call("POST", f"{self._path}:batchUpdate", {"requests": list(requests)}, cancel=cancel)
        return objects(said.get("replies"))

    def grow(self, tab: Tab, rows: int, cancel: CancelToken | None = None) -> None:
        """Make room down to a row."""
        if rows > tab.rows:
            self.tab(tab.id, cancel, more=(rows - tab.rows) * tab.columns)
            self.change(added(tab, "ROWS", rows - tab.rows), cancel=cancel)

    def prepared(self, title: str, fields: Sequence[str], *, may_make: bool, may_add: bool) -> Tab:
        """The tab of that title, with a heading for each field."""
        _, tabs = self.describe()
        tab = next((t for t in tabs if t.title == title), None)
        if tab is None:
            if not may_make:
                raise DestinationError(
                    f"The spreadsheet has no tab “{title}”.", kept="Nothing was written.", hint="Correct the name in the sync."
                )
            tab = self.made(title, len(fields))
        (head,) = self.values([tab.range("1:1")], by="ROWS")
        headings = [text_of(cell) for cell in head[0]] if head else []
        missing, at = [name for name in fields if name not in headings], len(headings)
        if not any(headings):
            self._refuse_values(tab)
            at = 0
        elif not may_add or fields[0] in missing:
            missing = []
        if not may_make:
            missing = []
        if missing:
            if at + len(missing) > tab.columns:
                more = at + len(missing) - tab.columns
                self.tab(tab.id, more=more * tab.rows)
                self.change(added(tab, "COLUMNS", more))
            self.write([(tab.range(f"{letters(at)}1:{letters(at + len(missing) - 1)}1"), [list(missing)])])
        self._placed([*headings[:at], *missing], fields)
        return tab

    def _refuse_values(self, tab: Tab) -> None:
        """A tab without headings is one of ours only if nothing else is in it either."""
        if tab.rows > 1 and any(self.values([tab.range(f"A2:{letters(tab.columns - 1)}{min(tab.rows, 1000)}")])[0]):
            raise DestinationError(
                f"The tab “{tab.title}” has values but no headings in its first row.",
                kept="Nothing was written.",
                hint="Write the names of the fields into the first row.",
            )

    def made(self, title: str, columns: int, *, hidden: bool = False) -> Tab:
        grid = {"rowCount": 2, "columnCount": max(columns, 1), "frozenRowCount": 0 if hidden else 1}
        properties = {"title": title, "gridProperties": grid, **({"hidden": True} if hidden else {})}
        replies = self.change({"addSheet": {"properties": properties}})
        return _tab(at(replies[0] if replies else None, "addSheet", "properties"))

    def _call(
        self,
        method: str,
        path: str,
        payload: Any = None,
        *,
        cancel: CancelToken | None = None,
        query: Mapping[str, Any] | None = None,
        batch: Batch | None = None,
        hidden: Iterable[str] = (),
    ) -> dict[str, Any]:
        reply = self._api.call(method, path, payload, cancel=cancel or CancelToken(), query=query, batch=batch)
        try:
            check(self._api, reply, hidden, denied=SHARE, missing="Check the address of the spreadsheet. " + SHARE)
        except BatchRejected as refusal:
            says = refusal.message
            if "grid limits" in says or "Unable to parse range" in says:
                raise TransientError("The tab changed while it was written.", outcome_known=True) from None
            if "protected" in says or "above the limit" in says:
                raise DestinationError(
                    f"Google does not allow it. It says: {says}", kept="Nothing was written.", hint=SHARE
                ) from None
            raise
        return an_object(reply.json())


def _within(ranges: Sequence[str], most: int) -> Iterator[list[str]]:
    """Ranges in parts that an address can hold."""
    part: list[str] = []
    length = 0
    for range_ in ranges:
        size = len(quote(range_, safe="")) + len("&ranges=")
        if part and length + size > most:
            yield part
            part, length = [], 0
        part.append(range_)
        length += size
    if part:
        yield part


def letters(column: int) -> str:
    """The name of a column (0-based): A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _chunks(first: int, last: int) -> list[tuple[int, int]]:
    """Rows in parts whose keys fit into one answer."""
    return [(start, min(start + CHUNK - 1, last)) for start in range(first, last + 1, CHUNK)]


def added(tab: Tab, dimension: str, count: int) -> dict[str, Any]:
    return {"appendDimension": {"sheetId": tab.id, "dimension": dimension, "length": count}}


def _tab(properties: Any) -> Tab:
    """Without its id an answer is none: 0 is that of the first tab, which may be somebody's."""
    if (id_ := number(at(properties, "sheetId"))) is None:
        raise no_answer("Google", ("sheetId",))
    sizes = (count(at(properties, "gridProperties", name)) for name in ("rowCount", "columnCount", "frozenRowCount"))
    return Tab(id_, str(properties.get("title") or ""), *sizes)


def _column(cells: Sequence[Sequence[Any]]) -> list[str]:
    return [text_of(cell) for cell in cells[0]] if cells else []


def text_of(cell: Any) -> str:
    """A cell as keys and headings are compared: 7 and 7.0 and “7 ” are the same."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
