"""The own file of the first step: what was found in it, and which columns tell who a record is, to be corrected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Segment, Source
from census_desktop.gui.datasets import dataset_lines, reading_lines
from census_desktop.gui.datasets.dataset_form import DatasetForm
from census_desktop.gui.datasets.reading_lines import Looked
from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import Choice, FormRow
from census_desktop.gui.kit.widgets import Banner, button, card, label
from census_desktop.gui.session import Session
from census_desktop.gui.welcome import first_steps
from census_desktop.gui.welcome.first_rows import FirstRows

SHOWN_ROWS = 4


class FileStep(QWidget):
    added = Signal(object)
    """Segment: everyone in the new data set."""
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self._looked: Looked | None = None
        self._path = Path()
        self.banner = Banner()
        self._title = label("", "title")
        self._about = label("", "secondary")
        self._table = Choice(self.tr("Sheet or table"), placeholder=self.tr("Choose a sheet or table"))
        self._table_row = FormRow(self.tr("Sheet or table"), self._table)
        self._form = DatasetForm()
        self._above = label(self.tr("The first rows, as they are read"), "heading")
        self._rows = FirstRows(self.tr("First rows"), SHOWN_ROWS)
        self._back = button(self.tr("Back"), "arrow-left", on=self.back.emit)
        self.go_on = button(self.tr("Add and count it"), kind="primary", on=self._save)
        self._frame, inner = card(margins=20, spacing=14)
        inner.addWidget(self._table_row)
        inner.addWidget(self._form)
        inner.addWidget(self._above)
        inner.addWidget(self._rows)
        foot = QHBoxLayout()
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(label(self.tr("Everything can be changed later under Data sets."), "small"))
        foot.addSpacing(8)
        foot.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addSpacing(8)
        layout.addWidget(self.banner)
        layout.addWidget(self._frame)
        layout.addSpacing(8)
        layout.addLayout(foot)
        self._table.activated.connect(lambda _index: self._look(self._table.currentData() or ""))
        self._form.edited.connect(self._show_dataset)

    def begin(self, session: Session, path: Path) -> None:
        """Read the file in the pool."""
        self.session, self._path, self._looked = session, path, None
        self._title.setText(self.tr("What is in “%1”?").replace("%1", path.name))
        self._about.setText(self.tr("Only read; nothing is saved before you add it."))
        self._show(None)
        self._look()

    def _look(self, table: str = "") -> None:
        if self.session is None:
            return
        self.banner.show_text(self.tr("Reading …"), "run", "clock", closable=False)
        source: Source | None = self._looked.found.source if self._looked else None
        args = (self.session.app, source, self._path, table)
        self.session.ask(self, reading_lines.look_into, *args, done=self._show, failed=self._on_failed, slot="look")

    def _on_failed(self, error: CensusError) -> None:
        self._show(self._looked)
        self.banner.show_error(error)
        self._back.setFocus()

    def _show(self, looked: Looked | None) -> None:
        self._looked = looked
        self.banner.hide()
        found = looked.found if looked else None
        dataset = found.dataset if found else None
        readable = dataset is not None and bool(dataset.columns)
        many = found is not None and len(found.tables) > 1
        self._frame.setVisible(many or readable)
        self._table_row.setVisible(many)
        if found is not None:
            self._table.offer([(t, t) for t in found.tables], dataset.table if dataset else None)
        for part in (self._form, self._above, self._rows):
            part.setVisible(readable)
        self.go_on.setEnabled(readable)
        if looked is not None and looked.error is not None:
            self.banner.show_error(looked.error)
        elif found is not None and not found.tables:
            self.banner.show_text(self.tr("There is no table in it that can be read."), "warn", "alert", closable=False)
        if dataset is not None and readable:
            self._show_dataset(dataset)
            self.go_on.setFocus()
        elif many:
            self._table.setFocus()
        elif looked is not None:
            self._back.setFocus()

    def _show_dataset(self, dataset: Dataset) -> None:
        if self._looked is None:
            return
        self._looked = replace(self._looked, found=replace(self._looked.found, dataset=dataset))
        self._form.show_dataset(dataset)
        self._form.show_error("")
        columns = words.counted(len(dataset.columns), self.tr("column"), self.tr("columns"))
        personal = sum(c.pii for c in dataset.columns)
        told = self.tr("%1 found; %2 hold personal data and stay hidden until you ask.") if personal else self.tr("%1 found.")
        self._about.setText(told.replace("%1", columns).replace("%2", words.number(personal)))
        if self._looked.preview:
            self._rows.show_rows(self._looked.preview, {c.name for c in dataset.columns if c.pii})

    def _save(self) -> None:
        if self.session is None or self._looked is None or self._looked.found.dataset is None:
            return
        dataset = self._form.dataset()
        if problem := dataset_lines.missing(dataset):
            self._form.show_error(problem)
            return
        self.go_on.setEnabled(False)
        args = (self.session.app, self._looked.found.source, dataset)
        self.session.ask(self, first_steps.add_dataset, *args, done=self._on_saved, failed=self._on_refused, slot="save")

    def _on_saved(self, saved: tuple[Dataset, Segment]) -> None:
        self.added.emit(saved[1])

    def _on_refused(self, error: CensusError) -> None:
        self.go_on.setEnabled(True)
        self.banner.show_error(error)
