"""Rows that come in portions as one scrolls, where one item of the store makes several rows, so that nobody knows how many
rows there will be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, Signal

from census_desktop.domain.errors import CensusError
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit.models import Column, Index, RowsModel

T = TypeVar("T")

Fetch = Callable[[int, int], tuple[Sequence[T], int, int]]
"""(offset, limit) of items → (rows, how many items these are of, how many items there are); called in the pool."""


class GrowingModel(RowsModel[T]):
    loaded = Signal(int)
    """A portion has arrived; how many items there are."""
    failed = Signal(object)
    """CensusError of a portion that could not be read."""

    def __init__(self, jobs: Jobs, columns: Sequence[Column[T]], *, portion: int = 200, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._jobs = jobs
        self._portion = portion
        self._fetch: Fetch[T] | None = None
        self._rows: list[T] = []
        self._items = 0
        self._total = 0
        self._asking = False
        self._fresh = True

    @property
    def rows(self) -> tuple[T, ...]:
        return tuple(self._rows)

    @property
    def total(self) -> int:
        """How many items there are, once the first portion is here."""
        return self._total

    @property
    def shown(self) -> int:
        """How many items the rows are of."""
        return self._items

    @property
    def is_loading(self) -> bool:
        return self._asking

    def row_at(self, row: int) -> T | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def load(self, fetch: Fetch[T]) -> None:
        """Begin anew with this question. Rows on the screen stay until the first portion is here."""
        self._fetch = fetch
        self._fresh = True
        self._ask(0)

    def clear(self) -> None:
        self._fetch = None
        self.beginResetModel()
        self._rows, self._items, self._total = [], 0, 0
        self.endResetModel()

    def refresh_texts(self) -> None:
        """What the rows say has changed though they have not (personal data shown or hidden)."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._fetch is not None and not self._asking and self._items < self._total

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._ask(self._items)

    def _ask(self, offset: int) -> None:
        if self._fetch is not None:
            self._asking = True
            self._jobs.ask(self, self._fetch, offset, self._portion, done=self._arrived, failed=self._on_failed, slot="portion")

    def _arrived(self, answer: tuple[Sequence[T], int, int]) -> None:
        rows, items, self._total = answer
        self._asking = False
        if self._fresh:
            self._fresh = False
            self.beginResetModel()
            self._rows, self._items = list(rows), items
            self.endResetModel()
        elif rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self._items += items
            self.endInsertRows()
        else:
            self._items += items
        self.loaded.emit(self._total)

    def _on_failed(self, error: CensusError) -> None:
        self._asking = False
        self.failed.emit(error)
