"""One data set: its properties, its columns, and what is made from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Column, Dataset, Segment
from census_desktop.domain.rows import Kind
from census_desktop.gui.datasets import dataset_lines
from census_desktop.gui.datasets.dataset_form import DatasetForm
from census_desktop.gui.datasets.dataset_lines import DatasetLine
from census_desktop.gui.kit import words
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import RowRole, TableModel
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, EmptyState, Tile, button, card, label
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.sync_lines import SyncLine, read_dataset_lines
from census_desktop.gui.syncs.syncs_tab import SyncsTab

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

PII_COLUMN = 3


class ColumnTable(QTableView):
    """Columns of a data set. Space, or a click on the cell, marks one as personal data."""

    toggled = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        prepare_table(self, row_height=ROW_ONE_LINE, name=name)
        self.setItemDelegate(CellDelegate(self, first_margin=16))
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == PII_COLUMN:
            self._toggle(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        column = index.data(RowRole)
        if isinstance(column, Column):
            self.toggled.emit(column)


class DatasetSyncs(SyncsTab):
    """Syncs of the data set as a whole: the Syncs tab without Quick Sync, which copies to segments."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.quick_sync.hide()

    @property
    def source_id(self) -> str:
        return self.dataset.id if self.dataset else ""

    def read(self, app: App, source_id: str) -> tuple[SyncLine, ...]:
        return read_dataset_lines(app, source_id)

    def show_dataset(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.activate()

    def empty_state(self) -> EmptyState:
        new = button(self.tr("New Sync"), "plus", name=self.tr("New Sync of the whole data set"), on=self.open_new_sync)
        text = self.tr("Syncs of the whole data set are listed here; those of its segments are in their Syncs tabs.")
        return EmptyState("destinations", self.tr("The whole data set is sent nowhere"), text, new)

    def open_new_sync(self) -> None:
        if self.dataset:
            self.session.open_page("sync-editor", dataset=self.dataset.id)


class DatasetDetail(QWidget):
    """`removed` carries the data set that was removed."""

    removed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._line: DatasetLine | None = None
        self._edited: Dataset | None = None
        self.setAccessibleName(self.tr("Selected data set"))
        self._form = DatasetForm()
        self._form.edited.connect(self._on_edited)
        self._model = TableModel[Column](dataset_lines.column_columns({}), key=lambda c: c.name, parent=self)
        self._table = ColumnTable(self.tr("Columns"))
        self._table.setModel(self._model)
        self._table.toggled.connect(self._on_toggled)
        set_widths(self._table)
        self._banner = Banner()
        self._syncs = DatasetSyncs(session)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Views of the data set"))
        self._tabs.setExpanding(False)
        for title in (self.tr("Columns"), self.tr("Syncs")):
            self._tabs.addTab(title)
        self._lay_out()

    def _lay_out(self) -> None:
        self._tile = Tile(size=36)
        self._name = label("", "title")
        self._facts = ElidedLabel("", "secondary")
        self._new_segment = button(self.tr("New segment"), "segments", on=self.new_segment)
        self._new_sync = button(self.tr("New Sync"), "plus", kind="primary", on=self.new_sync)
        self._refresh = button(self.tr("Refresh columns"), "refresh", on=self.refresh_columns)
        self._remove = button("", "trash", kind="icon", name=self.tr("Remove the data set"), on=self.remove)
        self._count = label("", "small")
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._name)
        names.addWidget(self._facts)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._tile)
        head.addLayout(names, 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for control in (self._remove, self._new_segment, self._new_sync):
            acts.addWidget(control)
        head.addLayout(acts)
        frame, inner = card()
        inner.addWidget(self._form)
        above = QHBoxLayout()
        above.addWidget(label(self.tr("Columns"), "heading"))
        above.addWidget(self._count)
        above.addStretch(1)
        above.addWidget(label(self.tr("Space marks personal data"), "small"))
        above.addWidget(self._refresh)
        columns = QWidget()
        inside = QVBoxLayout(columns)
        inside.setContentsMargins(20, 12, 20, 12)
        inside.setSpacing(12)
        inside.addWidget(frame)
        inside.addLayout(above)
        inside.addWidget(self._table, 1)
        stack = QStackedWidget()
        stack.addWidget(columns)
        stack.addWidget(self._syncs)
        self._tabs.currentChanged.connect(stack.setCurrentIndex)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        top = QVBoxLayout()
        top.setContentsMargins(20, 16, 20, 0)
        top.setSpacing(12)
        top.addLayout(head)
        top.addWidget(self._banner)
        top.addWidget(self._tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(rule)
        layout.addWidget(stack, 1)

    def show_syncs(self, sync_id: str) -> None:
        """Show the syncs of the data set, that one selected."""
        self._tabs.setCurrentIndex(1)
        self._syncs.select_sync(sync_id)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        self._syncs.refresh(kinds)

    def show_line(self, line: DatasetLine) -> None:
        if self._line is None or self._line.dataset.id != line.dataset.id:
            self._banner.hide()
        elif self._line.dataset == line.dataset and self._edited is not None and dataset_lines.missing(self._edited):
            self._line = line  # an unfinished edit stays on the screen until it can be saved
            return
        self._line, self._edited = line, line.dataset
        dataset = line.dataset
        self._syncs.show_dataset(line.dataset)
        self._tile.set_tile(*dataset_lines.look(dataset))
        self._name.setText(dataset.name)
        used = words.counted(len(line.segments), self.tr("segment"), self.tr("segments"))
        used += f", {words.counted(line.syncs, self.tr('sync'), self.tr('syncs'))}"
        self._facts.set_text(f"{dataset_lines.place_of(line)} · {used}")
        self._form.show_dataset(dataset)
        self._form.show_error("")
        self._model.columns = dataset_lines.column_columns(dataset_lines.properties(dataset))
        self._model.set_rows(dataset.columns)
        self._count.setText(words.number(len(dataset.columns)))

    # Editing --------------------------------------------------------------------------------------------------------

    def _on_edited(self, dataset: Dataset) -> None:
        self._edited = dataset
        problem = dataset_lines.missing(dataset)
        self._form.show_error(problem)
        if not problem:
            self._save(dataset)

    def _on_toggled(self, column: Column) -> None:
        if self._edited is None:
            return
        columns = tuple(replace(c, pii=not c.pii) if c.name == column.name else c for c in self._edited.columns)
        self._edited = replace(self._edited, columns=columns)
        self._model.set_rows(columns)
        self._save(self._edited)

    def _save(self, dataset: Dataset) -> None:
        self._session.ask(
            self,
            dataset_lines.change,
            self._session.app,
            dataset,
            done=self._on_saved,
            failed=self._on_refused,
            slot="save",
        )

    def _on_saved(self, dataset: Dataset) -> None:
        self._session.status(self.tr("“%1” saved").replace("%1", dataset.name))

    def _on_refused(self, error: CensusError) -> None:
        self._banner.show_error(error)

    def refresh_columns(self) -> None:
        """Read the columns anew from the source."""
        if self._line:
            self._refresh.setEnabled(False)
            before = self._line.dataset
            self._session.ask(
                self,
                self._session.app.datasets.refresh,
                before.id,
                done=lambda fresh: self._on_refreshed(before, fresh),
                failed=self._on_unread,
                slot="refresh",
            )

    def _on_refreshed(self, before: Dataset, fresh: Dataset) -> None:
        self._refresh.setEnabled(True)
        old, new = set(before.column_names), set(fresh.column_names)
        parts = [self.tr("new: %1").replace("%1", ", ".join(sorted(new - old)))] if new - old else []
        parts += [self.tr("gone: %1").replace("%1", ", ".join(sorted(old - new)))] if old - new else []
        if old - new:
            self._banner.show_text(f"{self.tr('The source has changed')}, {'; '.join(parts)}", "warn", "alert")
        else:
            self._banner.hide()
            self._session.toast(f"{self.tr('Columns read')}{': ' + parts[0] if parts else self.tr(', nothing new')}")

    def _on_unread(self, error: CensusError) -> None:
        self._refresh.setEnabled(True)
        self._banner.show_error(error)

    # Acts -----------------------------------------------------------------------------------------------------------

    def new_segment(self) -> None:
        if self._line:
            self._session.ask(
                self, dataset_lines.new_segment, self._session.app, self._line.dataset.id, done=self._on_segment, slot="segment"
            )

    def _on_segment(self, segment: Segment) -> None:
        self._session.open_page("segments", segment=segment.id, tab="Definition")

    def new_sync(self) -> None:
        if self._line:
            self._session.open_page("sync-editor", dataset=self._line.dataset.id)

    def remove(self) -> None:
        """Hide the data set; refused while segments or syncs use it."""
        if self._line:
            dataset = self._line.dataset
            self._session.ask(
                self,
                self._session.app.datasets.remove,
                dataset.id,
                done=lambda _: self._on_removed(dataset),
                failed=self._on_refused,
            )

    def _on_removed(self, dataset: Dataset) -> None:
        restore = self._session.app.datasets.restore
        text = self.tr("“%1” removed").replace("%1", dataset.name)
        self._session.toast(text, self.tr("Undo"), lambda: self._restore(restore, dataset.id))
        self.removed.emit(dataset)

    def _restore(self, restore: Any, dataset_id: str) -> None:
        self._session.ask(self, restore, dataset_id)
