"""The Computed tab: columns made of related records, each with what it is made of, and a form that shows its values."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.conditions import describe
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Computed, Dataset
from census_desktop.gui.datasets.computed_form import LOOKUP, WORDS, ComputedForm
from census_desktop.gui.kit import icons, said, words
from census_desktop.gui.kit.delegates import CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import Column, TableModel
from census_desktop.gui.kit.widgets import Banner, EmptyState, button, label
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


def what(computed: Computed) -> str:
    """What it is made of, in a line."""
    if computed.lookup:
        made = words.filled(words.tr("%1 of %2"), computed.lookup, computed.related)
    elif computed.rollup == "count":
        made = words.filled(words.tr("number of %1"), computed.related)
    else:
        made = words.filled(words.tr("%1 %2 of %3"), WORDS[computed.rollup].lower(), computed.column, computed.related)
    return words.filled(words.tr("%1 where %2"), made, describe(computed.where)) if computed.where.items else made


def columns(dataset: Dataset | None) -> tuple[Column[Computed], ...]:
    def type_of(computed: Computed) -> str:
        column = dataset.column(computed.name) if dataset else None
        return said.said(column.type.value) if column else words.tr("does not work")

    def tone(computed: Computed) -> str:
        return "secondary" if dataset and dataset.column(computed.name) else "warn"

    return (
        Column(
            words.tr("Column"),
            lambda c: c.name,
            second=what,
            icon=lambda c: icons.icon("link" if c.lookup else "group", "secondary"),
            tooltip=what,
        ),
        Column(words.tr("How"), lambda c: WORDS[LOOKUP if c.lookup else c.rollup], width=150),
        Column(words.tr("Type"), type_of, width=120, tone=tone),
    )


def read_datasets(app: App) -> dict[str, Dataset]:
    """In the pool: every data set by id."""
    return {d.id: d for d in app.datasets.all()}


class ComputedTab(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._dataset: Dataset | None = None
        self._others: dict[str, Dataset] = {}
        self.model = TableModel[Computed](columns(None), key=lambda c: c.name, parent=self)
        self.table = QTableView()
        prepare_table(self.table, name=self.tr("Computed columns"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        set_widths(self.table)
        self.form = ComputedForm(session)
        self.form.hide()
        self.banner = Banner()
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_acts())
        self.table.activated.connect(lambda _index: self.edit())
        self.form.saved.connect(self._on_save)
        self.form.cancelled.connect(self._close)

    def _lay_out(self) -> None:
        self._edit = button(self.tr("Edit"), "pencil", name=self.tr("Edit the computed column"), on=self.edit)
        self._remove = button("", "trash", kind="icon", name=self.tr("Remove the computed column"), on=self.remove)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(label(self.tr("Computed columns"), "heading"))
        acts.addStretch(1)
        acts.addWidget(self._remove)
        acts.addWidget(self._edit)
        acts.addWidget(button(self.tr("Add"), "plus", name=self.tr("Add a computed column"), on=self.add))
        text = self.tr("A look-up brings one value of a related record here; a roll-up counts, adds or compares many.")
        self._layers = QStackedWidget()
        self._layers.addWidget(self.table)
        self._layers.addWidget(EmptyState("group", self.tr("No computed column yet"), text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(12)
        layout.addLayout(acts)
        layout.addWidget(self.banner)
        layout.addWidget(self._layers, 1)
        layout.addWidget(self.form)

    def show_dataset(self, dataset: Dataset) -> None:
        if self._dataset is None or self._dataset.id != dataset.id:
            self.form.hide()
            self.banner.hide()
        self._dataset = dataset
        self.model.columns = columns(dataset)
        self.model.set_rows(dataset.computed)
        self._layers.setCurrentIndex(0 if dataset.computed else 1)
        if dataset.computed and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_acts()
        self._session.ask(self, read_datasets, self._session.app, done=self._on_datasets, slot="datasets")

    def _on_datasets(self, datasets: dict[str, Dataset]) -> None:
        self._others = datasets

    def _current(self) -> Computed | None:
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _show_acts(self) -> None:
        for control in (self._edit, self._remove):
            control.setEnabled(self._current() is not None)

    # Acts -----------------------------------------------------------------------------------------------------------

    def add(self) -> None:
        self._open(None)

    def edit(self) -> None:
        if computed := self._current():
            self._open(computed)

    def _open(self, computed: Computed | None) -> None:
        if self._dataset is not None:
            self.form.show()
            self.form.begin(self._dataset, self._others, computed)

    def _close(self) -> None:
        self.form.hide()
        self.table.setFocus()

    def _on_save(self, computed: Computed, replaces: str) -> None:
        if self._dataset is not None:
            self.form.tell(self.tr("Trying it on the source …"))
            compute, done = self._session.app.datasets.compute, partial(self._on_saved, computed.name)
            dataset_id = self._dataset.id
            self._session.ask(self, compute, dataset_id, computed, replaces, done=done, failed=self._on_refused, slot="save")

    def _on_saved(self, name: str, _dataset: Dataset) -> None:
        self._session.status(self.tr("“%1” saved").replace("%1", name))
        self.form.end()
        self._close()

    def _on_refused(self, error: CensusError) -> None:
        self.form.tell(str(error), "fail")

    def remove(self) -> None:
        computed = self._current()
        if computed is not None and self._dataset is not None:
            done = partial(self._on_removed, self._dataset.id, computed)
            uncompute = self._session.app.datasets.uncompute
            self._session.ask(self, uncompute, self._dataset.id, computed.name, done=done, failed=self.banner.show_error)

    def _on_removed(self, dataset_id: str, computed: Computed, _dataset: Dataset) -> None:
        self.banner.hide()
        text = self.tr("“%1” removed").replace("%1", computed.name)
        self._session.toast(text, self.tr("Undo"), partial(self._restore, dataset_id, computed))

    def _restore(self, dataset_id: str, computed: Computed) -> None:
        self._session.ask(self, self._session.app.datasets.compute, dataset_id, computed)
