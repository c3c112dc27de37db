"""The Columns tab: properties of the data set, its columns with what is known of them, and how the source has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Column, Dataset
from census_desktop.domain.profile import Profile
from census_desktop.gui.datasets import dataset_lines
from census_desktop.gui.datasets.column_panel import ColumnPanel
from census_desktop.gui.datasets.dataset_form import DatasetForm
from census_desktop.gui.kit import text_size, words
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, ROW_TWO_LINES, CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import RowRole, TableModel
from census_desktop.gui.kit.widgets import Banner, button, card, label
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from census_desktop.domain.drift import Broken, Drift


LEAST_TABLE = 260


class ColumnTable(QTableView):
    """Columns of a data set. Space, or a click on the cell, marks one as personal data; L, or a click, offers its values in
    a list."""

    toggled = Signal(object)
    listed = Signal(object)

    def __init__(self, name: str, *, two_lines: bool = False) -> None:
        super().__init__()
        prepare_table(self, row_height=ROW_TWO_LINES if two_lines else ROW_ONE_LINE, name=name)
        self.setItemDelegate(CellDelegate(self, first_margin=16))
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, index: QModelIndex) -> None:
        key = getattr(self.model(), "columns", ())[index.column()].key
        if key == "pii":
            self._tell(self.toggled, index)
        elif key == "enumerated":
            self._tell(self.listed, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signals = {Qt.Key.Key_Space: self.toggled, Qt.Key.Key_L: self.listed}
        signal = signals.get(Qt.Key(event.key()))
        if signal is not None and not event.modifiers() and self.currentIndex().isValid():
            self._tell(signal, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _tell(self, signal: SignalInstance, index: QModelIndex) -> None:
        column = index.data(RowRole)
        if isinstance(column, Column):
            signal.emit(column)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the definition: the last profile, how the source has changed, and what that breaks."""

    profile: Profile | None
    drift: Drift
    broken: tuple[Broken, ...]
    missing: tuple[str, ...]
    """Columns that something names and that are not there."""


def read_known(app: App, dataset_id: str) -> Known:
    """In the pool; no engine is asked."""
    dataset = app.datasets.get(dataset_id)
    there = {*dataset.column_names, *(c.name for c in dataset.computed)}
    used = dict.fromkeys(u.what for u in app.datasets.uses() if u.dataset == dataset_id and u.kind == "column")
    missing = tuple(name for name in used if name not in there) if dataset.columns else ()
    return Known(app.profiles.known(dataset_id), app.datasets.drift(dataset_id), app.datasets.broken(dataset), missing)


class ColumnsTab(QWidget):
    """`failed` carries an error that belongs to the whole data set."""

    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._dataset: Dataset | None = None
        self._edited: Dataset | None = None
        self._known: Known | None = None
        self.form = DatasetForm()
        self.form.edited.connect(self._on_edited)
        self.model = TableModel[Column](dataset_lines.known_columns({}, None, frozenset()), key=lambda c: c.name, parent=self)
        self.table = ColumnTable(self.tr("Columns"), two_lines=True)
        self.table.setModel(self.model)
        set_widths(self.table)
        self.panel = ColumnPanel(session)
        self.drift = Banner()
        self.drift.closed.connect(self._on_noted)
        self._count = label("", "small")
        self._refresh = button(self.tr("Refresh columns"), "refresh", on=self.refresh_columns)
        self._lay_out()
        self.table.toggled.connect(self._on_pii)
        self.table.listed.connect(self._on_listed)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_column())
        self.panel.pii.connect(self._on_pii)
        self.panel.enumerated.connect(self._on_listed)
        self.panel.asked.connect(self.make_profile)

    def _lay_out(self) -> None:
        frame, inner = card()
        inner.addWidget(self.form)
        above = QHBoxLayout()
        above.addWidget(label(self.tr("Columns"), "heading"))
        above.addWidget(self._count)
        above.addStretch(1)
        above.addWidget(label(self.tr("Space marks personal data, L offers values in a list"), "small"))
        above.addWidget(self._refresh)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.table, 1)
        beside.addWidget(self.panel)
        self.table.setMinimumHeight(LEAST_TABLE)
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(text_size.sideways())
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(canvas)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
        layout = QVBoxLayout(canvas)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(12)
        layout.addWidget(self.drift)
        layout.addWidget(frame)
        layout.addLayout(above)
        layout.addLayout(beside, 1)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_dataset(self, dataset: Dataset) -> None:
        another = self._dataset is None or self._dataset.id != dataset.id
        if not another and self._dataset == dataset and self._edited is not None and dataset_lines.missing(self._edited):
            return  # an unfinished edit stays on the screen until it can be saved
        if another:
            self._known = None
            self.drift.hide()
            self.panel.show_answered()
        self._dataset = self._edited = dataset
        self.form.show_dataset(dataset)
        self.form.show_error("")
        self._show_rows()
        self._session.ask(self, read_known, self._session.app, dataset.id, done=self._on_known, slot="known")

    def _show_rows(self) -> None:
        if (dataset := self._edited) is None:
            return
        known = self._known
        rows = dataset_lines.with_missing(dataset, known.drift, known.missing) if known else dataset.columns
        there = frozenset(dataset.column_names)
        profile = known.profile if known else None
        self.model.columns = dataset_lines.known_columns(dataset_lines.properties(dataset), profile, there)
        current = self.table.currentIndex().row()
        self.model.set_rows(rows)
        self._count.setText(words.number(len(dataset.columns)))
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(min(max(current, 0), len(rows) - 1), 0))
        self._show_column()

    def _show_column(self) -> None:
        column = self.model.row_at(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        self.panel.show_column(column, self._known.profile if self._known else None)

    def _on_known(self, known: Known) -> None:
        self._known = known
        self._show_rows()
        if text := dataset_lines.drift_words(known.drift, known.broken):
            self.drift.show_text(text, "warn" if known.broken or known.drift.vanished else "run", "alert")
        else:
            self.drift.hide()

    def _on_noted(self) -> None:
        if self._dataset is not None:
            self._session.ask(self, self._session.app.datasets.note_drift, self._dataset.id)

    # Editing --------------------------------------------------------------------------------------------------------

    def _on_edited(self, dataset: Dataset) -> None:
        self._edited = dataset
        problem = dataset_lines.missing(dataset)
        self.form.show_error(problem)
        if not problem:
            self._save(dataset)

    def _on_pii(self, column: Column) -> None:
        self._mark(column.name, lambda c: replace(c, pii=not c.pii, enumerated=c.enumerated and c.pii))

    def _on_listed(self, column: Column) -> None:
        if not column.pii:
            self._mark(column.name, lambda c: replace(c, enumerated=not c.enumerated))

    def _mark(self, name: str, change: Callable[[Column], Column]) -> None:
        if self._edited is None:
            return
        columns = tuple(change(c) if c.name == name else c for c in self._edited.columns)
        if columns != self._edited.columns:
            self._edited = replace(self._edited, columns=columns)
            self._show_rows()
            self._save(self._edited)

    def _save(self, dataset: Dataset) -> None:
        change = dataset_lines.change
        self._session.ask(self, change, self._session.app, dataset, done=self._on_saved, failed=self.failed.emit, slot="save")

    def _on_saved(self, dataset: Dataset) -> None:
        self._session.status(self.tr("“%1” saved").replace("%1", dataset.name))

    # Asking the source ----------------------------------------------------------------------------------------------

    def refresh_columns(self) -> None:
        """Read the columns anew from the source."""
        if (before := self._dataset) is None:
            return
        self._refresh.setEnabled(False)
        refresh = self._session.app.datasets.refresh
        done = lambda fresh: self._on_refreshed(before, fresh)  # noqa: E731
        self._session.ask(self, refresh, before.id, done=done, failed=self._on_unread, slot="refresh")

    def _on_refreshed(self, before: Dataset, fresh: Dataset) -> None:
        self._refresh.setEnabled(True)
        new = [n for n in fresh.column_names if n not in before.column_names]
        told = self.tr(": new: %1").replace("%1", ", ".join(new)) if new else self.tr(", nothing new")
        self._session.toast(self.tr("Columns read") + told)

    def _on_unread(self, error: CensusError) -> None:
        self._refresh.setEnabled(True)
        self.failed.emit(error)

    def make_profile(self) -> None:
        """Ask the engine for figures of all columns."""
        if self._dataset is not None:
            self.panel.show_asking(self.tr("the source"))
            make = self._session.app.profiles.make
            self._session.ask(self, make, self._dataset.id, done=self._on_profile, failed=self.panel.show_error, slot="profile")

    def _on_profile(self, profile: Profile) -> None:
        self.panel.show_answered()
        if self._known is not None:
            self._known = replace(self._known, profile=profile)
            self._show_rows()
