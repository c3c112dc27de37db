"""A few rows as a quiet table: to see that it is the right file, and who is in a segment."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from PySide6.QtWidgets import QTableView, QWidget

from census_desktop.domain.ports import Preview
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, CellDelegate, prepare_table
from census_desktop.gui.kit.models import Column, TableModel
from census_desktop.gui.segments.members_tab import shown
from census_desktop.gui.welcome.first_steps import MASK

Row = tuple[Any, ...]
WIDTH = 130
MOST_COLUMNS = 60
FEW_COLUMNS = 6
HEAD = 34


class FirstRows(QTableView):
    def __init__(self, name: str, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._model = TableModel[Row]((), parent=self)
        prepare_table(self, row_height=ROW_ONE_LINE, name=name)
        self.setItemDelegate(CellDelegate(self))
        self.setModel(self._model)
        self.setFixedHeight(HEAD + rows * ROW_ONE_LINE + 12)

    def show_rows(self, preview: Preview, hidden: Collection[str] = ()) -> None:
        def text(number: int, name: str, row: Row) -> str:
            return MASK if name in hidden and row[number] is not None else shown(row[number])

        columns = [
            Column[Row](name, partial(text, number, name), width=WIDTH)
            for number, name in enumerate(preview.columns[:MOST_COLUMNS])
        ]
        self._model.set_columns(columns, preview.rows[: self._rows])
        for number in range(len(columns)):
            self.setColumnWidth(number, WIDTH)
        self.horizontalHeader().setStretchLastSection(len(columns) < FEW_COLUMNS)
