"""The view of the segment list: one line a segment, several to be selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget

from census_desktop.gui.kit.delegates import prepare_table
from census_desktop.gui.kit.models import Index
from census_desktop.gui.segments.segment_line import HEIGHT, SegmentDelegate


class SegmentList(QTableView):
    """Enter goes to the segment's page; the selection is all that arrows move.

    A table of one column: a list view asks the model for every row when it begins anew, which takes a second of 200,000.
    """

    deleted = Signal()

    def __init__(self, to_page: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._to_page = to_page
        prepare_table(self, row_height=HEIGHT, name=self.tr("Segments"))
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(SegmentDelegate(self))

    def chosen_count(self) -> int:
        """How many lines are selected."""
        return sum(last - first + 1 for first, last in self._stretches())

    def chosen_lines(self) -> list[int]:
        return sorted(line for first, last in self._stretches() for line in range(first, last + 1))

    def _stretches(self) -> list[tuple[int, int]]:
        """Not line by line: Ctrl+A selects thousands."""
        selection: Any = self.selectionModel().selection()
        return [(stretch.top(), stretch.bottom()) for stretch in selection]

    def dataChanged(self, _first: Index, _last: Index, _roles: Sequence[int] = ()) -> None:
        """Paint anew, once for all that came."""
        self.viewport().update()

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go through the list, not through the columns of a line."""
        if action in (QTableView.CursorAction.MoveHome, QTableView.CursorAction.MoveEnd):
            return self.model().index(0 if action is QTableView.CursorAction.MoveHome else self.model().rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._to_page()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)
