"""The segments of a priority list in their order, moved by drag or by Alt+Up and Alt+Down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from census_desktop.gui.kit import icons
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, CellDelegate, Index, prepare_table, set_widths
from census_desktop.gui.kit.models import PLACEHOLDER, RIGHT, Column, TableModel
from census_desktop.gui.kit.words import number, tr

_MIME = "application/x-census-priority-row"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A segment at its place, 1 being the highest. Sizes are None until they are counted."""

    place: int
    id: str
    name: str
    alone: int | None = None
    size: int | None = None


def _columns() -> tuple[Column[Ranked], ...]:
    def size(value: int | None) -> str:
        return PLACEHOLDER if value is None else number(value)

    return (
        Column(tr("Place"), lambda r: str(r.place), width=72, tooltip=lambda r: tr("The highest") if r.place == 1 else ""),
        Column(tr("Segment"), lambda r: r.name, icon=lambda _: icons.icon("segments", "secondary")),
        Column(tr("By itself"), lambda r: size(r.alone), width=110, align=RIGHT),
        Column(tr("With the list"), lambda r: size(r.size), width=130, align=RIGHT),
    )


class RankedModel(TableModel[Ranked]):
    """`dropped(row, place)`: the row was let go before that place. The order itself is the form's."""

    dropped = Signal(int, int)

    def __init__(self, parent: QTableView) -> None:
        super().__init__(_columns(), key=lambda r: r.id, parent=parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        if not data.hasFormat(_MIME):
            return False
        place = row if row >= 0 else parent.row() if parent.isValid() else self.rowCount()
        self.dropped.emit(int(bytes(data.data(_MIME).data()).decode()), place)
        return False  # the view would otherwise take the row out itself


class PriorityTable(QTableView):
    """`moved(row, to)`: the row is wanted at that row; `removed(row)`: it is to go."""

    moved = Signal(int, int)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        prepare_table(self, row_height=ROW_ONE_LINE, name=self.tr("Segments in order, the highest first"))
        self.model_ = RankedModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(CellDelegate(self))
        set_widths(self)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDragEnabled(True)
        self.horizontalHeader().setSectionsClickable(False)
        self.model_.dropped.connect(lambda row, place: self._move(row, place - (place > row)))

    @property
    def row(self) -> int:
        """The current row, -1 without."""
        return self.currentIndex().row()

    def show_rows(self, rows: Sequence[Ranked], current: int = -1) -> None:
        at = self.row if current < 0 else current
        self.model_.set_rows(rows)
        if rows:
            self.setCurrentIndex(self.model_.index(min(max(at, 0), len(rows) - 1), 0))

    def shift(self, by: int) -> None:
        """Move the current row up or down."""
        if self.row >= 0:
            self._move(self.row, self.row + by)

    def _move(self, row: int, to: int) -> None:
        if to != row and 0 <= to < self.model_.rowCount():
            self.moved.emit(row, to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.row >= 0:
            self.removed.emit(self.row)
        else:
            super().keyPressEvent(event)
