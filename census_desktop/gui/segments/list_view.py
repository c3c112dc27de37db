"""The view of the segment list: one line a segment, several to be selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from census_desktop.gui.kit.models import Index
from census_desktop.gui.segments.segment_line import SegmentDelegate


class SegmentList(QListView):
    """Enter goes to the segment's page; the selection is all that arrows move."""

    deleted = Signal()

    def __init__(self, to_page: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._to_page = to_page
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(self.tr("Segments"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
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
        """Paint anew. Qt's own would lay out all rows, thousands of them, although all have one height."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._to_page()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)
