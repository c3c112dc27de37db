"""One data set: its properties and columns, what it is related to, what is computed, its syncs and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.rows import Kind
from census_desktop.gui.datasets import dataset_lines
from census_desktop.gui.datasets.columns_tab import ColumnsTab
from census_desktop.gui.datasets.columns_tab import ColumnTable as ColumnTable
from census_desktop.gui.datasets.computed_tab import ComputedTab
from census_desktop.gui.datasets.dataset_lines import DatasetLine
from census_desktop.gui.datasets.history_tab import HistoryTab
from census_desktop.gui.datasets.lists_tab import ListsTab
from census_desktop.gui.datasets.reading_tab import ReadingTab
from census_desktop.gui.datasets.relations_tab import RelationsTab
from census_desktop.gui.kit import words
from census_desktop.gui.kit.late_stack import LateStack
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, EmptyState, Tile, button, label
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.sync_lines import SyncLine, read_dataset_lines
from census_desktop.gui.syncs.syncs_tab import SyncsTab

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

COLUMNS, RELATIONS, COMPUTED, LISTS, SYNCS, HISTORY, READING = range(7)


class DatasetSyncs(SyncsTab):
    """Syncs of the data set as a whole: the Syncs tab without Quick Sync, which copies to segments."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.quick_sync.hide()
        if self.tools:
            self.tools.hide()  # there is no place for it here
            self.tools.setParent(self)

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
        self.setAccessibleName(self.tr("Selected data set"))
        self._banner = Banner()
        self.columns = ColumnsTab(session)
        self.relations = RelationsTab(session)
        self.computed = ComputedTab(session)
        self.lists = ListsTab(session)
        self._syncs = DatasetSyncs(session)
        self.history = HistoryTab(session)
        self.reading = ReadingTab(session)
        self.reading.failed.connect(self._on_refused)
        self.columns.failed.connect(self._on_refused)
        self.relations.failed.connect(self._on_refused)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Views of the data set"))
        self._tabs.setExpanding(False)
        titles = (
            self.tr("Columns"),
            self.tr("Relationships"),
            self.tr("Computed"),
            self.tr("Lists"),
            self.tr("Syncs"),
            self.tr("Activity"),
            self.tr("Reading"),
        )
        for title in titles:
            self._tabs.addTab(title)
        self._lay_out()

    def _lay_out(self) -> None:
        self._tile = Tile(size=36)
        self._name = label("", "title")
        self._facts = ElidedLabel("", "secondary")
        self._new_segment = button(self.tr("New segment"), "segments", on=self.new_segment)
        self._new_sync = button(self.tr("New Sync"), "plus", kind="primary", on=self.new_sync)
        self._remove = button("", "trash", kind="icon", name=self.tr("Remove the data set"), on=self.remove)
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
        self._stack = LateStack()
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the list keeps its width
        for tab in (self.columns, self.relations, self.computed, self.lists, self._syncs, self.history, self.reading):
            self._stack.add_late(tab)
        self._tabs.currentChanged.connect(self._on_tab)
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
        layout.addWidget(self._stack, 1)

    def show_syncs(self, sync_id: str) -> None:
        """Show the syncs of the data set, that one selected."""
        self._tabs.setCurrentIndex(SYNCS)
        self._syncs.select_sync(sync_id)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        self._syncs.refresh(kinds)

    def show_line(self, line: DatasetLine) -> None:
        if self._line is None or self._line.dataset.id != line.dataset.id:
            self._banner.hide()
        self._line = line
        dataset = line.dataset
        self._syncs.show_dataset(dataset)
        self._tile.set_tile(*dataset_lines.look(dataset))
        self._name.setText(dataset.name)
        used = words.counted(len(line.segments), self.tr("segment"), self.tr("segments"))
        used += f", {words.counted(line.syncs, self.tr('sync'), self.tr('syncs'))}"
        self._facts.set_text(f"{dataset_lines.place_of(line)} · {used}")
        self.columns.show_dataset(dataset)
        self.reading.show_dataset(dataset)
        self._show_tab()

    def _on_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self._show_tab()

    def _show_tab(self) -> None:
        """The tab that is seen reads what it shows; the others when they come."""
        if self._line is None:
            return
        current = self._stack.currentWidget()
        if current is self.reading:
            self.reading.activate()
        if isinstance(current, RelationsTab | ComputedTab | ListsTab | HistoryTab):
            current.show_dataset(self._line.dataset)

    def _on_refused(self, error: CensusError) -> None:
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
