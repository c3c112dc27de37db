"""The Lists tab: exclusion lists and priority lists of a data set with what they do, and a form for each kind."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Exclusion, PriorityList
from census_desktop.gui.datasets import list_words
from census_desktop.gui.datasets.exclusion_form import ExclusionForm
from census_desktop.gui.datasets.list_words import ListLine
from census_desktop.gui.datasets.priority_form import PriorityForm
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.delegates import BadgeDelegate, CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import PLACEHOLDER, Column, RowRole, TableModel
from census_desktop.gui.kit.widgets import Banner, EmptyState, button, label
from census_desktop.gui.segments.scope import World, read_world
from census_desktop.gui.session import Session
from census_desktop.usecases.lists import ListFigures

TABLE, NONE, EXCLUSION, PRIORITY = range(4)


def columns(unknown: str = PLACEHOLDER) -> tuple[Column[ListLine], ...]:
    """`unknown` stands for a figure that is not known (yet)."""
    return (
        Column(
            words.tr("List"),
            lambda n: n.item.name,
            second=lambda n: n.second,
            icon=lambda n: icons.icon("shield" if n.is_exclusion else "sort", "secondary"),
            tooltip=lambda n: n.second,
        ),
        Column(words.tr("What it does"), lambda n: n.kind, width=250, second=lambda n: n.figure or unknown),
        Column(words.tr("State"), lambda n: n.state.word, width=90),
    )


class ListsTab(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._dataset: Dataset | None = None
        self._world: World | None = None
        self._counted: World | None = None
        self._figures: ListFigures | None = None
        self.model = TableModel[ListLine](columns(), key=lambda n: n.key, parent=self)
        self.table = QTableView()
        prepare_table(self.table, name=self.tr("Lists"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.setItemDelegateForColumn(2, BadgeDelegate(lambda index: index.data(RowRole).state, self.table))
        set_widths(self.table)
        self.exclusion_form = ExclusionForm(session)
        self.priority_form = PriorityForm(session)
        self.banner = Banner()
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_acts())
        self.table.activated.connect(lambda _index: self.edit())
        self.model.modelReset.connect(self._show_acts)
        self.exclusion_form.saved.connect(self._on_save_exclusion)
        self.priority_form.saved.connect(self._on_save_priority)
        for form in (self.exclusion_form, self.priority_form):
            form.cancelled.connect(self._close)

    def _lay_out(self) -> None:
        self._edit = button(self.tr("Edit"), "pencil", name=self.tr("Edit the list"), on=self.edit)
        self._switch = button(self.tr("Turn off…"), name=self.tr("Turn the list on or off"), on=self.switch)
        self._remove = button("", "trash", kind="icon", name=self.tr("Remove the list"), on=self.remove)
        self._again = button("", "refresh", kind="icon", name=self.tr("Count the lists again"), on=self.count_again)
        add_exclusion = button(
            self.tr("Exclusion list"), "plus", name=self.tr("Add an exclusion list"), on=lambda: self._open_exclusion(None)
        )
        add_priority = button(
            self.tr("Priority list"), "plus", name=self.tr("Add a priority list"), on=lambda: self._open_priority(None)
        )
        self._acts = QWidget()
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(8)
        acts.addWidget(label(self.tr("Lists"), "heading"))
        acts.addStretch(1)
        for control in (self._again, self._remove, self._switch, self._edit, add_exclusion, add_priority):
            acts.addWidget(control)
        text = self.tr(
            "An exclusion list keeps records out of every segment and sync; a priority list keeps each in the first of its "
            "segments."
        )
        self._layers = QStackedWidget()
        self._layers.addWidget(self.table)
        self._layers.addWidget(EmptyState("shield", self.tr("No list yet"), text))
        for form in (self.exclusion_form, self.priority_form):
            self._layers.addWidget(_scrolled(form))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(12)
        layout.addWidget(self._acts)
        layout.addWidget(self.banner)
        layout.addWidget(self._layers, 1)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_dataset(self, dataset: Dataset) -> None:
        if self._dataset is None or self._dataset.id != dataset.id:
            self._figures = self._world = self._counted = None
            self.banner.hide()
            self._layers.setCurrentIndex(TABLE)
        self._dataset = dataset
        self._session.ask(self, read_world, self._session.app, dataset, done=self._on_world, slot="world")

    def _on_world(self, world: World) -> None:
        self._world = world
        self._show_lines()
        dataset = world.dataset
        if self._counted != world and (dataset.exclusions or dataset.priorities):
            self._count()

    def _count(self) -> None:
        if self._world is not None:
            self._counted = self._world
            figures = self._session.app.lists.figures
            dataset_id = self._world.dataset.id
            self._session.ask(self, figures, dataset_id, done=self._on_figures, failed=self._on_uncounted, slot="figures")

    def count_again(self) -> None:
        """Ask the source what the lists do now."""
        self._figures = None
        self.model.columns = columns()
        self._show_lines()
        self._count()

    def _on_figures(self, figures: ListFigures) -> None:
        self._figures = figures
        self.banner.hide()
        self.model.columns = columns()
        self._show_lines()

    def _on_uncounted(self, error: CensusError) -> None:
        self._figures = None
        self.model.columns = columns(self.tr("not known"))
        self._show_lines()
        self.banner.show_error(error)

    def _show_lines(self) -> None:
        if self._world is None:
            return
        found = list_words.lines(self._world.dataset, self._world, self._figures)
        self.model.set_rows(found)
        if self._layers.currentIndex() in (TABLE, NONE):
            self._show_layer(TABLE)
        if found and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_acts()

    def _show_layer(self, layer: int) -> None:
        """A form has the room for itself, so that its conditions can be read in a small window too."""
        layer = NONE if layer == TABLE and not self.model.rows else layer
        self._layers.setCurrentIndex(layer)
        self._acts.setVisible(layer in (TABLE, NONE))

    def _current(self) -> ListLine | None:
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _show_acts(self) -> None:
        line = self._current()
        for control in (self._edit, self._remove):
            control.setEnabled(line is not None)
        self._again.setEnabled(bool(self.model.rows))
        self._switch.setVisible(line is not None and line.is_exclusion)
        off = line is not None and line.state is list_words.OFF
        self._switch.setText(self.tr("Turn on…") if off else self.tr("Turn off…"))

    # Acts -----------------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        line = self._current()
        if line is not None and isinstance(line.item, Exclusion):
            self._open_exclusion(line.item)
        elif line is not None and isinstance(line.item, PriorityList):
            self._open_priority(line.item)

    def switch(self) -> None:
        """Show what turning the exclusion list on or off would do; saving it there does it."""
        line = self._current()
        if line is not None and isinstance(line.item, Exclusion):
            self._open_exclusion(line.item, enabled=not line.item.enabled)

    def _open_exclusion(self, exclusion: Exclusion | None, enabled: bool | None = None) -> None:
        if self._world is not None:
            self._show_layer(EXCLUSION)
            self.exclusion_form.begin(self._world, exclusion, enabled=enabled)

    def _open_priority(self, priority: PriorityList | None) -> None:
        if self._world is not None:
            self._show_layer(PRIORITY)
            self.priority_form.begin(self._world, priority)

    def _close(self) -> None:
        self._show_layer(TABLE)
        self.table.setFocus()

    def _on_save_exclusion(self, exclusion: Exclusion, replaces: str) -> None:
        if self._dataset is not None:
            put, done = self._session.app.lists.put_exclusion, partial(self._on_saved, exclusion.name)
            refuse = self.exclusion_form.refuse
            self._session.ask(self, put, self._dataset.id, exclusion, replaces, done=done, failed=refuse, slot="save")

    def _on_save_priority(self, priority: PriorityList, replaces: str) -> None:
        if self._dataset is not None:
            put, done = self._session.app.lists.put_priority, partial(self._on_saved, priority.name)
            refuse = self.priority_form.refuse
            self._session.ask(self, put, self._dataset.id, priority, replaces, done=done, failed=refuse, slot="save")

    def _on_saved(self, name: str, _dataset: Dataset) -> None:
        self._session.status(self.tr("“%1” saved").replace("%1", name))
        for form in (self.exclusion_form, self.priority_form):
            form.end()
        self._figures = None
        self._close()

    def remove(self) -> None:
        """Remove the current list, with undo."""
        line, lists = self._current(), self._session.app.lists
        if line is not None and self._dataset is not None:
            drop = lists.drop_exclusion if line.is_exclusion else lists.drop_priority
            done = partial(self._on_removed, self._dataset.id, line.item)
            self._session.ask(self, drop, self._dataset.id, line.item.name, done=done, failed=self.banner.show_error)

    def _on_removed(self, dataset_id: str, item: Exclusion | PriorityList, at: int) -> None:
        self.banner.hide()
        text = self.tr("“%1” removed").replace("%1", item.name)
        self._session.toast(text, self.tr("Undo"), partial(self._restore, dataset_id, item, at))

    def _restore(self, dataset_id: str, item: Exclusion | PriorityList, at: int) -> None:
        lists = self._session.app.lists
        put = lists.put_exclusion if isinstance(item, Exclusion) else lists.put_priority
        self._session.ask(self, put, dataset_id, item, "", at)


def _scrolled(form: QFrame) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(form)
    return area
