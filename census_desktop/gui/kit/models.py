"""Item models: rows in memory, and rows that stay in the store and come by page. growing.py adds rows that come as one
scrolls."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QIcon

from census_desktop.domain.errors import CensusError
from census_desktop.gui.jobs import Jobs

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

RowRole = Qt.ItemDataRole.UserRole + 1
"""The row object itself."""
SecondRole = Qt.ItemDataRole.UserRole + 2
"""The second line of a two-line cell."""
ToneRole = Qt.ItemDataRole.UserRole + 3
"""Palette role of the cell's text, "" for the usual one."""

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
PLACEHOLDER = "…"


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column as data. `sort` is the value to order by (default: the text); `width` 0 takes the room that is left."""

    title: str
    text: Callable[[T], str]
    key: str = ""
    width: int = 0
    align: Qt.AlignmentFlag = LEFT
    second: Callable[[T], str] | None = None
    sort: Callable[[T], Any] | None = None
    icon: Callable[[T], QIcon | None] | None = None
    tone: Callable[[T], str] | None = None
    tooltip: Callable[[T], str] | None = None
    accessible: Callable[[T], str] | None = None
    checked: Callable[[T], Qt.CheckState | None] | None = None
    spare: bool = False
    """Left out of a table that is too narrow for all."""


class RowsModel(QAbstractTableModel, Generic[T]):
    """What all models share: cells made from a row by the columns."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[T], ...] = tuple(columns)

    def row_at(self, row: int) -> T | None:
        """The row, or None while it is not here."""
        return None

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        row = self.row_at(index.row())
        if row is None:
            return PLACEHOLDER if role == Qt.ItemDataRole.DisplayRole else None
        return _cell(column, row, role)


def _cell(column: Column[T], row: T, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return column.text(row)
    if role == RowRole:
        return row
    if role == Qt.ItemDataRole.AccessibleTextRole:
        if column.accessible:
            return column.accessible(row)
        second = column.second(row) if column.second else ""
        return f"{column.text(row)}, {second}" if second else column.text(row)
    by_role: dict[int, Callable[[T], Any] | None] = {
        Qt.ItemDataRole.DecorationRole: column.icon,
        SecondRole: column.second,
        ToneRole: column.tone,
        Qt.ItemDataRole.ToolTipRole: column.tooltip,
        Qt.ItemDataRole.CheckStateRole: column.checked,
    }
    make = by_role.get(role)
    return make(row) if make else None


class TableModel(RowsModel[T]):
    """Rows in memory, for short lists. `key` tells rows apart, so that new values of the same rows keep the selection."""

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], Hashable] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._key = key
        self._rows: list[T] = []
        self._order: tuple[int, bool] | None = None

    @property
    def rows(self) -> tuple[T, ...]:
        return tuple(self._rows)

    def row_at(self, row: int) -> T | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def set_rows(self, rows: Sequence[T]) -> None:
        """The only way in."""
        fresh = self._sorted(rows)
        if self._key and [self._key(r) for r in fresh] == [self._key(r) for r in self._rows]:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def append_rows(self, rows: Sequence[T]) -> None:
        """More rows at the end, in the order they come; the view keeps its place."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def set_columns(self, columns: Sequence[Column[T]], rows: Sequence[T]) -> None:
        """Other columns and their rows."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._order = None
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, key: Hashable) -> int:
        """Number of the row with this key, -1 if there is none."""
        if self._key is None:
            return -1
        return next((n for n, row in enumerate(self._rows) if self._key(row) == key), -1)

    def touch(self, key: Hashable) -> None:
        """What the row shows has changed though the row itself has not (progress, time passing)."""
        if (row := self.row_of(key)) >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 keeps the order of `set_rows`."""
        self._order = (column, order is Qt.SortOrder.DescendingOrder) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        before = {self._identity(row): n for n, row in enumerate(self._rows)}
        old = self.persistentIndexList()
        rows = list(self._rows)
        self._rows = self._sorted(rows)
        after = {self._identity(row): n for n, row in enumerate(self._rows)}
        moved = {n: after[identity] for identity, n in before.items()}
        self.changePersistentIndexList(old, [self.index(moved[i.row()], i.column()) for i in old])
        self.layoutChanged.emit()

    def _identity(self, row: T) -> Hashable:
        return self._key(row) if self._key else id(row)

    def _sorted(self, rows: Sequence[T]) -> list[T]:
        if self._order is None:
            return list(rows)
        column, descending = self.columns[self._order[0]], self._order[1]
        value = column.sort or column.text
        known = [r for r in rows if value(r) is not None]
        unknown = [r for r in rows if value(r) is None]
        return sorted(known, key=value, reverse=descending) + unknown


Fetch = Callable[[int, int], tuple[Sequence[T], int]]
"""(offset, limit) → (rows, total); called in the pool, may take cancel=."""


class PagedModel(RowsModel[T]):
    """Rows that stay in the store: pages of them come through the pool, a few are kept, placeholders show meanwhile."""

    loaded = Signal(int)
    """A page has arrived; total number of rows."""
    failed = Signal(object)
    """CensusError of a page that could not be read."""

    def __init__(
        self,
        jobs: Jobs,
        columns: Sequence[Column[T]],
        fetch: Fetch[T] | None = None,
        *,
        page_size: int = 200,
        keep: int = 25,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._jobs = jobs
        self._fetch = fetch
        self._page_size = page_size
        self._keep = keep
        self._total = 0
        self._pages: OrderedDict[int, Sequence[T]] = OrderedDict()
        self._fresh: set[int] = set()
        self._another = False
        self._asked: set[int] = set()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._generation = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask_wanted)

    @property
    def total(self) -> int:
        return self._total

    @property
    def is_loading(self) -> bool:
        return bool(self._asked or self._wanted)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._total

    def row_at(self, row: int) -> T | None:
        page, place = divmod(row, self._page_size)
        rows = self._pages.get(page)
        if page not in self._fresh:
            self._want(page)
        if rows is None:
            return None
        self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def find(self, wanted: Callable[[T], bool]) -> int:
        """Number of the first row that is here and matches, -1 if there is none."""
        for page in sorted(self._pages):
            for place, row in enumerate(self._pages[page]):
                if wanted(row):
                    return page * self._page_size + place
        return -1

    def match(
        self, start: Index, role: int, value: Any, hits: int = 1, flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith
    ) -> list[QModelIndex]:
        """Letters typed into a list look at rows that are here only: to look at all would ask for every page."""
        return super().match(start, role, value, hits, flags) if self._total <= len(self._pages) * self._page_size else []

    def load(self, fetch: Fetch[T]) -> None:
        """Show another question's rows, from the top; those of the old one stay until the first page is here."""
        self._fetch = fetch
        self._another = True
        self.reload()

    def reload(self) -> None:
        """Ask the same again. Rows on the screen stay until the new ones are here."""
        self._generation += 1
        self._fresh.clear()
        self._asked.clear()
        self._wanted.clear()
        self._want(0)

    def clear(self) -> None:
        """Show nothing and forget what was asked."""
        self._generation += 1
        self._fetch = None
        self._asked.clear()
        self._wanted.clear()
        self._restart(0)

    def _want(self, page: int) -> None:
        if self._fetch is not None and page not in self._asked:
            self._wanted[page] = None
            self._wanted.move_to_end(page)
            if not self._soon.isActive():
                self._soon.start()

    def _ask_wanted(self) -> None:
        fetch, size = self._fetch, self._page_size
        pages = list(self._wanted)[-4:]  # a fast scroll passes over many pages; only those still in sight matter
        self._wanted.clear()
        if fetch is None:
            return
        for page in pages:
            self._asked.add(page)
            arrived, failed = partial(self._arrived, self._generation, page), partial(self._on_failed, self._generation)
            self._jobs.ask(self, fetch, page * size, size, done=arrived, failed=failed, slot=f"page {page}")

    def _arrived(self, generation: int, page: int, answer: tuple[Sequence[T], int]) -> None:
        if generation != self._generation:
            return
        rows, total = answer
        self._asked.discard(page)
        if self._another:
            self._restart(total)
        elif total != self._total:
            self._resize(total)
        self._pages[page] = rows
        self._pages.move_to_end(page)
        self._fresh.add(page)
        while len(self._pages) > self._keep:
            self._fresh.discard(self._pages.popitem(last=False)[0])
        first, last = page * self._page_size, min((page + 1) * self._page_size, self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.loaded.emit(total)

    def _restart(self, total: int) -> None:
        self.beginResetModel()
        self._another = False
        self._pages.clear()
        self._fresh.clear()
        self._total = total
        self.endResetModel()

    def _resize(self, total: int) -> None:
        """More or fewer rows than before: grow or shrink at the end, so that the view keeps its place."""
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self.endRemoveRows()

    def _on_failed(self, generation: int, error: CensusError) -> None:
        if generation == self._generation:
            self._asked.clear()
            self.failed.emit(error)
