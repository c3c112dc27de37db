"""Records into rows of a tab: found by key, written, and looked at again."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from census_desktop.destinations._connector import EachBatch
from census_desktop.destinations._http.api import texts_of
from census_desktop.destinations.google_sheets import LIMITS
from census_desktop.destinations.google_sheets.book import Book, Look, Tab, letters, text_of
from census_desktop.domain.errors import DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, Reply

LONGEST = 50_000
DIGITS = 15
EXACT = 2**53
LOOKS = 4
MAKES = frozenset({Operation.UPSERT, Operation.CREATE, Operation.APPEND})
CHANGES = frozenset({Operation.UPSERT, Operation.UPDATE})


class TabWriter(EachBatch):
    """Finds rows anew for each batch, so that a batch which is sent again doubles nothing."""

    limits = LIMITS

    def __init__(self, book: Book, tab: Tab, fields: Sequence[str]) -> None:
        self._book = book
        self._id = tab.id
        self._fields = fields
        self._key = fields[0]
        self._key_at = 0
        self._guess = 0
        self._lock = threading.Lock()

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        if not len(batch):
            return Reply()
        records = [_record(text) for text in batch.json]
        with self._lock:
            look = self._look(batch, cancel)
            rows: dict[str, list[int]] = {}
            for row, key in enumerate(look.keys, start=2):
                if key:
                    rows.setdefault(key, []).append(row)
            rejected: dict[int, str] = {}
            found: dict[int, int] = {}
            new: list[int] = []
            seen: set[str] = set()
            for position, record in enumerate(records):
                key = text_of(record[self._key])
                if reason := _fault(record, key, rows, seen):
                    rejected[position] = reason
                elif key in rows:
                    found[position] = rows[key][0]
                else:
                    new.append(position)
                seen.add(key)
            if batch.operation is Operation.DELETE:
                return self._delete(look, batch, found, rejected, cancel)
            touched = dict(found) if batch.operation in CHANGES else {}
            added = dict(zip(new if batch.operation in MAKES else [], count(look.used + 1), strict=False))
            return self._write(look, batch, records, touched, added, rejected, cancel)

    def _look(self, batch: Batch, cancel: CancelToken) -> Look:
        """The tab in one moment: asked again where the key's column or the last row was another one than thought."""
        fields = [self._key] if batch.operation is Operation.DELETE else self._fields
        tab = self._book.tab(self._id, cancel)
        for _ in range(LOOKS):
            look = self._book.look(tab, fields, cancel, key_at=self._key_at, guess=self._guess)
            key_at = look.columns[self._key]
            below = max((row for row, key in enumerate(look.keys, start=2) if key), default=1) + 1
            known = (self._key_at, self._guess)
            self._key_at, self._guess = key_at, below
            if key_at == known[0] and (below == known[1] or batch.operation not in MAKES):
                return look
        raise TransientError("The tab is changing so fast that it cannot be read.", outcome_known=True)

    def _write(
        self,
        look: Look,
        batch: Batch,
        records: Sequence[Mapping[str, Any]],
        touched: Mapping[int, int],
        added: Mapping[int, int],
        rejected: dict[int, str],
        cancel: CancelToken,
    ) -> Reply:
        at = sorted((look.columns[name], name) for name in self._fields)
        rows: dict[int, list[Any]] = {}
        for position, row in (*touched.items(), *added.items()):
            new = position in added
            rows[row] = _cells(at, records[position], "" if new else self._key)
        if not rows:
            return Reply(rejected)
        self._book.grow(look.tab, max(rows), cancel)
        first, last = letters(at[0][0]), letters(at[-1][0])
        ranges = [(look.tab.range(f"{first}{top}:{last}{top + len(block) - 1}"), block) for top, block in _blocks(rows)]
        self._book.write(ranges, cancel, batch, texts_of(records))
        self._guess = max(self._guess, max(rows) + 1)
        keys = {position: text_of(records[position][self._key]) for position in (*touched, *added)}
        return self._verified(look, keys, {**touched, **added}, rejected, cancel)

    def _verified(
        self, look: Look, keys: Mapping[int, str], rows: Mapping[int, int], rejected: dict[int, str], cancel: CancelToken
    ) -> Reply:
        """What was written stands beside its key, or rows moved meanwhile and nobody knows what they have."""
        first, last = min(rows.values()), max(rows.values())
        tab = replace(look.tab, rows=max(look.tab.rows, last))
        there = self._book.keys_between(tab, look.columns[self._key], first, last, cancel)
        moved = {p: "Rows of the tab moved while it was written." for p, row in rows.items() if there.get(row, "") != keys[p]}
        notes: tuple[str, ...] = ()
        if moved:
            places = sorted(rows[p] for p in moved)
            shown = ", ".join(str(row) for row in places[:10]) + (" …" if len(places) > 10 else "")
            notes = (f"Rows of the tab moved while it was written. Look at row {shown}: it may have values of another record.",)
        return Reply(rejected, unknown=moved, notes=notes)

    def _delete(
        self, look: Look, batch: Batch, found: Mapping[int, int], rejected: dict[int, str], cancel: CancelToken
    ) -> Reply:
        """Whole rows, from the bottom up, in one change."""
        if not found:
            return Reply(rejected)
        tab, rows = look.tab, sorted(found.values())
        requests: list[dict[str, Any]] = []
        if tab.rows - len(rows) <= max(tab.frozen, 1):
            # A tab keeps a row below its frozen ones.
            requests.append({"appendDimension": {"sheetId": tab.id, "dimension": "ROWS", "length": 1}})
        for top, bottom in reversed(_runs(rows)):
            span = {"sheetId": tab.id, "dimension": "ROWS", "startIndex": top - 1, "endIndex": bottom}
            requests.append({"deleteDimension": {"range": span}})
        self._book.change(*requests, cancel=cancel)
        left = {key for key in self._look(batch, cancel).keys if key}
        keys = batch.keys()
        stay = {p: "Rows of the tab moved while it was deleted." for p in found if text_of(keys[p]) in left}
        notes = ("Rows of the tab moved while some were deleted: look whether others are missing.",) if stay else ()
        return Reply(rejected, unknown=stay, notes=notes)


class SwapWriter:
    """Writes to a hidden tab of its own; `finish` puts its values in the place of all rows, in one change."""

    limits = LIMITS
    audience_id = ""

    def __init__(self, book: Book, tab: Tab, fields: Sequence[str]) -> None:
        self._book = book
        self._id = tab.id
        self._fields = fields
        title = f"census-desktop upload {tab.id}"
        _, tabs = book.describe()
        if left := [t for t in tabs if t.title == title]:
            book.change({"deleteSheet": {"sheetId": left[0].id}})  # of a run that ended early
        tab = book.tab(self._id)
        headings = self._headings(tab)
        self._order = sorted(fields, key=headings.index)
        self._aside: Tab | None = book.made(title, len(fields), hidden=True)
        self._rows = 0
        self._asked = False

    def _headings(self, tab: Tab) -> list[str]:
        """The tab's headings: it is replaced as a whole, so there are none of others, and no gaps."""
        (row,) = self._book.values([tab.range("1:1")], by="ROWS")
        headings = [text_of(cell) for cell in (row[0] if row else ())]
        if sorted(headings) != sorted(self._fields):
            raise DestinationError(
                f"The tab “{tab.title}” has columns that this sync does not fill.",
                kept="Nothing was written.",
                hint="Let records that left be removed instead: replacing all rows would move the others' cells apart.",
            )
        return headings

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        aside = self._aside
        if not len(batch) or aside is None:
            return Reply()
        records = [_record(text) for text in batch.json]
        rejected = {n: reason for n, r in enumerate(records) if (reason := _fault(r, text_of(r[self._fields[0]]), {}, set()))}
        rows = [[_cell(r.get(name)) for name in self._order] for n, r in enumerate(records) if n not in rejected]
        if rows:
            # The same rows again if it is tried again.
            top, bottom = self._rows + 1, self._rows + len(rows)
            self._book.grow(self._book.tab(aside.id, cancel), bottom, cancel)
            place = aside.range(f"A{top}:{letters(len(self._order) - 1)}{bottom}")
            self._book.write([(place, rows)], cancel, batch, texts_of(records))
            self._rows = bottom
        return Reply(rejected)

    def finish(self) -> None:
        aside = self._aside
        if aside is None:
            return
        if self._asked and all(tab.id != aside.id for tab in self._book.describe()[1]):
            self._aside = None  # the change was made, and its answer was lost: the tab of its own went with it
            return
        tab = self._book.tab(self._id)
        if sorted(self._order, key=self._headings(tab).index) != self._order:
            raise DestinationError(
                "Columns of the tab were moved meanwhile.", kept="The tab has the rows it had.", hint="Run the sync again."
            )
        width, needed = len(self._order), max(self._rows + 1, 2)
        requests: list[dict[str, Any]] = []
        if needed > tab.rows:
            self._book.tab(self._id, more=(needed - tab.rows) * tab.columns)
            requests.append({"appendDimension": {"sheetId": tab.id, "dimension": "ROWS", "length": needed - tab.rows}})
        whole = {"sheetId": tab.id, "startRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": width}
        requests.append({"updateCells": {"range": whole, "fields": "userEnteredValue"}})
        if self._rows:
            source = {"startRowIndex": 0, "endRowIndex": self._rows, "startColumnIndex": 0, "endColumnIndex": width}
            place = {"startRowIndex": 1, "endRowIndex": self._rows + 1, "startColumnIndex": 0, "endColumnIndex": width}
            paste = {"source": {"sheetId": aside.id, **source}, "destination": {"sheetId": tab.id, **place}}
            requests.append({"copyPaste": {**paste, "pasteType": "PASTE_VALUES"}})
        self._asked = True
        self._book.change(*requests, {"deleteSheet": {"sheetId": aside.id}})
        self._aside = None

    def close(self) -> None:
        """What was put aside and not used goes; if that fails the next run does it."""
        if self._aside is not None:
            aside, self._aside = self._aside, None
            try:
                self._book.change({"deleteSheet": {"sheetId": aside.id}})
            except DestinationError:
                return


def _record(text: str) -> dict[str, Any]:
    parse: Callable[[str], Any] = _decimal
    record: dict[str, Any] = json.loads(text, parse_float=parse)
    return record


def _decimal(text: str) -> Any:
    """A number that a cell can hold, else its text: cells are doubles."""
    mantissa = text.lower().partition("e")[0]
    return float(text) if sum(c.isdigit() for c in mantissa.lstrip("-0.")) <= DIGITS else text


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool | str | float):
        return value
    if isinstance(value, int):
        return value if abs(value) <= EXACT else str(value)
    return json.dumps(value, ensure_ascii=False)


def _cells(at: Sequence[tuple[int, str]], record: Mapping[str, Any], skipped: str) -> list[Any]:
    """From the first mapped column to the last; null where the cell is another's, or keeps what it has."""
    first = at[0][0]
    cells: list[Any] = [None] * (at[-1][0] - first + 1)
    for column, name in at:
        if name in record and name != skipped:
            cells[column - first] = _cell(record[name])
    return cells


def _fault(record: Mapping[str, Any], key: str, rows: Mapping[str, Sequence[int]], seen: Iterable[str]) -> str:
    if not key:
        return "The sync key is blank."
    if key in seen:
        return "Another record of the batch has the same key, but for spaces around it."
    if len(rows.get(key, ())) > 1:
        return f"{len(rows[key])} rows of the tab have this key."
    long = [name for name, value in record.items() if len(str(_cell(value))) > LONGEST]
    return f"“{long[0]}” has more than 50,000 characters, which no cell takes." if long else ""


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring rows as (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _blocks(rows: Mapping[int, list[Any]]) -> list[tuple[int, list[list[Any]]]]:
    return [(top, [rows[row] for row in range(top, bottom + 1)]) for top, bottom in _runs(sorted(rows))]
