"""Data sets: the tables and files that segments are made of."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.model import Dataset, Source
from census_desktop.domain.rows import Kind
from census_desktop.gui.datasets import dataset_lines
from census_desktop.gui.datasets.add_dataset import AddDataset
from census_desktop.gui.datasets.dataset_detail import DatasetDetail
from census_desktop.gui.datasets.dataset_lines import DatasetLine
from census_desktop.gui.datasets.source_gallery import SourceGallery
from census_desktop.gui.kit import words
from census_desktop.gui.kit.delegates import CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.late_stack import LateStack
from census_desktop.gui.kit.models import RowRole, TableModel
from census_desktop.gui.kit.widgets import EmptyState, SearchField, button, label
from census_desktop.gui.session import Page, Session

DETAIL, ADD, EMPTY, CONNECT = 0, 1, 2, 3


class DatasetsPage(Page):
    title = words.tr("Data sets")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("datasets")
        self._wanted = ""
        self._lines: tuple[DatasetLine, ...] = ()
        self._model = TableModel[DatasetLine](dataset_lines.list_columns(), key=lambda n: n.dataset.id, parent=self)
        self._table = QTableView()
        prepare_table(self._table, name=self.tr("Data sets"))
        self._table.setModel(self._model)
        self._table.setItemDelegate(CellDelegate(self._table, bold=True, first_margin=16, icon_size=26))
        self._table.horizontalHeader().hide()
        set_widths(self._table)
        self._search = SearchField(self.tr("Search data sets"))
        self._add = button("", "plus", kind="icon", name=self.tr("Add a data set"), on=self.show_add)
        self._count = label("", "small")
        self._detail = DatasetDetail(session)
        self._adding = AddDataset(session)
        self._gallery = SourceGallery(session)
        self._lay_out()
        self._table.selectionModel().currentChanged.connect(self._on_current)
        self._search.searched.connect(lambda _text: self._show_lines())
        self._search.finished.connect(self._table.setFocus)
        self._detail.removed.connect(lambda _dataset: self._read())
        self._adding.added.connect(self._on_added)
        self._adding.cancelled.connect(self._on_cancelled)
        self._adding.connecting.connect(self.show_connect)
        self._gallery.connected.connect(self._on_connected)
        self._gallery.cancelled.connect(self.show_add)
        session.commands.bind("new-sync", self, self._detail.new_sync, self._has_current)
        session.commands.bind("new-segment", self, self._detail.new_segment, self._has_current)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        top.addWidget(self._search, 1)
        top.addWidget(self._add)
        counts = QHBoxLayout()
        counts.setContentsMargins(16, 0, 12, 8)
        counts.addWidget(self._count)
        side = QWidget()
        side.setProperty("kind", "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(top)
        left.addLayout(counts)
        left.addWidget(self._table, 1)
        first = button(self.tr("Add a data set"), "plus", kind="primary", name=self.tr("Add the first data set"))
        first.clicked.connect(self.show_add)
        text = self.tr("A data set is a file or table of your records: customers, orders, events. It is opened read-only.")
        self._layers = LateStack()
        self._layers.add_late(self._detail)
        self._layers.add_late(self._adding)
        self._layers.add_late(EmptyState("datasets", self.tr("No data set yet"), text, first))
        self._layers.add_late(self._gallery)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(self._layers)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([272, 836])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    # What is shown --------------------------------------------------------------------------------------------------

    def open(self, *, dataset: str = "", sync: str = "", add: bool = False, **_: Any) -> None:
        self._wanted = dataset
        if sync:
            self._detail.show_syncs(sync)
        if add:
            self.show_add()
        else:
            self._layers.setCurrentIndex(DETAIL)
        self._read()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.DATASETS, Kind.SOURCES, Kind.SEGMENTS, Kind.SYNCS}:
            self.session.ask(self, dataset_lines.read_lines, self.session.app, done=self._on_lines, slot="lines")
        self._detail.refresh(kinds)

    def _read(self) -> None:
        self.session.ask(self, dataset_lines.read_lines, self.session.app, done=self._on_lines, slot="lines")

    def _on_lines(self, lines: tuple[DatasetLine, ...]) -> None:
        self._lines = lines
        self._show_lines()

    def _show_lines(self) -> None:
        wanted = self._wanted or (line.dataset.id if (line := self._current()) else "")
        self._wanted = ""
        search = self._search.text().strip().casefold()
        fitting = [n for n in self._lines if search in f"{n.dataset.name} {dataset_lines.place_of(n)}".casefold()]
        self._model.set_rows(fitting)
        self._count.setText(words.counted(len(fitting), self.tr("data set"), self.tr("data sets")))
        if self._layers.currentIndex() not in (ADD, CONNECT):
            self._layers.setCurrentIndex(DETAIL if self._lines else EMPTY)
        if fitting:
            row = max(0, self._model.row_of(wanted))
            self._table.setCurrentIndex(self._model.index(row, 0))
            self._detail.show_line(fitting[row])

    def _current(self) -> DatasetLine | None:
        index = self._table.currentIndex()
        line = index.data(RowRole) if index.isValid() else None
        return line if isinstance(line, DatasetLine) else None

    def _has_current(self) -> bool:
        return self._current() is not None and self._layers.currentIndex() == DETAIL

    def _on_current(self, index: QModelIndex) -> None:
        line = index.data(RowRole) if index.isValid() else None
        if line is not None:
            self._detail.show_line(line)
            if self._table.hasFocus():
                self._layers.setCurrentIndex(DETAIL)

    def show_add(self) -> None:
        self._layers.setCurrentIndex(ADD)
        self._adding.begin()

    def show_connect(self, source: str = "") -> None:
        """Connect a database or another source; with the id of one, edit it."""
        self._layers.setCurrentIndex(CONNECT)
        self._gallery.begin(source)

    def _on_connected(self, source: Source) -> None:
        """What was connected is looked into at once."""
        self.show_add()
        self._adding.look_into(source)

    def _on_cancelled(self) -> None:
        self._layers.setCurrentIndex(DETAIL)
        self._table.setFocus()
        self._read()

    def _on_added(self, dataset: Dataset) -> None:
        self._wanted = dataset.id
        self._layers.setCurrentIndex(DETAIL)
        self._table.setFocus()
        self._read()
