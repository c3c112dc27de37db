"""Adding a data set: a file or folder, the table in it, what was detected, saved when it is right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Column, Dataset, Source
from census_desktop.gui.datasets import dataset_lines, reading_lines
from census_desktop.gui.datasets.dataset_detail import ColumnTable
from census_desktop.gui.datasets.dataset_form import DatasetForm
from census_desktop.gui.datasets.dataset_lines import Found
from census_desktop.gui.datasets.reading_lines import Looked
from census_desktop.gui.datasets.reading_panel import ReadingPanel
from census_desktop.gui.kit import words
from census_desktop.gui.kit.choose_file import ask_file, ask_folder
from census_desktop.gui.kit.delegates import set_widths
from census_desktop.gui.kit.forms import Choice, FormRow
from census_desktop.gui.kit.models import TableModel
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Banner, button, card, label
from census_desktop.gui.session import Session

FILES = (
    "Data (*.csv *.tsv *.txt *.parquet *.json *.jsonl *.ndjson *.xlsx *.xlsm *.xls *.xlsb *.ods "
    "*.sqlite *.sqlite3 *.db *.duckdb *.ddb);;All files (*)"
)


class AddDataset(QWidget):
    added = Signal(object)
    """Dataset"""
    cancelled = Signal()
    connecting = Signal(str)
    """A source shall be connected, or the one of this id edited."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: Found | None = None
        self._dataset: Dataset | None = None
        self.setAccessibleName(self.tr("Add a data set"))
        self._source = Choice(self.tr("Source"), placeholder=self.tr("Choose a known source"))
        self._table = Choice(self.tr("File or table"), placeholder=self.tr("Choose a file or table"))
        self._table_row = FormRow(self.tr("File or table"), self._table)
        self._form = DatasetForm()
        self._model = TableModel[Column](dataset_lines.column_columns({}), key=lambda c: c.name, parent=self)
        self._columns = ColumnTable(self.tr("Detected columns"))
        self._columns.setModel(self._model)
        set_widths(self._columns)
        self._looked: Looked | None = None
        self._reading = ReadingPanel()
        self._banner = Banner()
        self._lay_out()
        self._source.activated.connect(lambda _index: self.look_into(self._source.currentData()))
        self._table.activated.connect(lambda _index: self._on_table())
        self._form.edited.connect(self._on_edited)
        self._columns.toggled.connect(self._on_toggled)
        self._reading.corrected.connect(self._on_corrected)

    def _lay_out(self) -> None:
        self._cancel = button(self.tr("Cancel"), on=self.cancelled.emit)
        self._save = button(self.tr("Add data set"), kind="primary", on=self.save)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Add a data set"), "title"))
        head.addStretch(1)
        head.addWidget(self._cancel)
        head.addWidget(self._save)
        frame, inner = card()
        choose = QHBoxLayout()
        choose.setSpacing(8)
        self._choose_file = button(self.tr("Choose a file…"), "file", on=self._on_file)
        choose.addWidget(self._choose_file)
        choose.addWidget(button(self.tr("Choose a folder…"), "folder", on=self._on_folder))
        connect = button(self.tr("Connect a database…"), "database", on=lambda: self.connecting.emit(""))
        choose.addWidget(connect)
        self._source.setMinimumWidth(px(140))  # however long the longest name is
        choose.addWidget(self._source, 1)
        self._edit = button("", "pencil", kind="icon", name=self.tr("Edit the source"), on=self._on_edit)
        choose.addWidget(self._edit)
        inner.addWidget(label(self.tr("Files, databases and warehouses; all are only read."), "secondary"))
        inner.addLayout(choose)
        inner.addWidget(self._table_row)
        self._details, details = card()
        details.addWidget(self._form)
        self._above = label("", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._banner)
        layout.addWidget(frame)
        layout.addWidget(self._details)
        layout.addWidget(self._reading, 1)
        layout.addWidget(self._above)
        layout.addWidget(self._columns, 1)
        layout.addStretch(0)

    def begin(self) -> None:
        self._banner.hide()
        self._session.ask(self, self._session.app.sources.all, done=self._on_sources, slot="sources")
        self._show(None)
        self._choose_file.setFocus()

    def _on_sources(self, sources: tuple[Source, ...]) -> None:
        self._source.offer([(s.name, s) for s in sources], self._found.source if self._found else None)
        self._source.setVisible(bool(sources))
        self._edit.setVisible(bool(sources))

    def _on_edit(self) -> None:
        source = self._source.currentData()
        self.connecting.emit(source.id if isinstance(source, Source) else "")

    def _on_file(self) -> None:
        ask_file(self, self.tr("Choose a file"), FILES, lambda path: self.look_into(None, path))

    def _on_folder(self) -> None:
        ask_folder(self, self.tr("Choose a folder"), lambda path: self.look_into(None, path))

    def look_into(self, source: Source | None, path: Path | None = None, table: str = "") -> None:
        """Read what the source, or the file or folder at this path, has."""
        self._banner.show_text(self.tr("Reading …"), "run", "clock", closable=False)
        self._session.ask(
            self,
            reading_lines.look_into,
            self._session.app,
            source,
            path,
            table,
            done=self._on_looked,
            failed=self._on_unread,
            slot="look",
        )

    def _on_table(self) -> None:
        if self._found:
            self.look_into(self._found.source, table=self._table.currentData())

    def _on_looked(self, looked: Looked) -> None:
        self._show(looked.found, looked)

    def _on_corrected(self, reading: dict[str, Any]) -> None:
        """Read the file anew as the user says; the latest correction wins."""
        if self._found is None or self._dataset is None:
            return
        found = replace(self._found, dataset=replace(self._form.dataset(), columns=self._dataset.columns))
        self._session.ask(
            self,
            reading_lines.read_as,
            self._session.app,
            found,
            reading,
            done=self._on_looked,
            failed=self._on_unread,
            slot="look",
        )

    def _on_unread(self, error: CensusError) -> None:
        self._show(self._found, self._looked)
        self._banner.show_error(error)

    def _show(self, found: Found | None, looked: Looked | None = None) -> None:
        self._looked = looked
        self._found, self._dataset = found, found.dataset if found else None
        self._banner.hide()
        if found:
            self._source.choose(found.source)
            self._table.offer([(t, t) for t in found.tables], found.dataset.table if found.dataset else None)
        self._table_row.setVisible(found is not None)
        if found is not None and not found.tables:
            self._banner.show_text(self.tr("There is no file in it that can be read."), "warn", "alert")
        correctable = looked is not None and reading_lines.can_be_corrected(looked.detected)
        self._reading.setVisible(correctable)
        if looked is not None and correctable:
            self._reading.show_looked(looked, tells_errors=False)
        if looked is not None and looked.error:
            self._banner.show_error(looked.error)
        shown = self._dataset is not None and bool(self._dataset.columns)
        for part in (self._details, self._above, self._columns):
            part.setVisible(shown)
        if self._dataset is not None:
            self._show_dataset(self._dataset)
        self._save.setEnabled(shown)

    def _show_dataset(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._form.show_dataset(dataset)
        self._form.show_error("")
        self._model.columns = dataset_lines.column_columns(dataset_lines.properties(dataset))
        self._model.set_rows(dataset.columns)
        self._above.setText(words.counted(len(dataset.columns), self.tr("column detected"), self.tr("columns detected")))

    def _on_edited(self, dataset: Dataset) -> None:
        self._show_dataset(dataset)

    def _on_toggled(self, column: Column) -> None:
        if self._dataset is not None:
            columns = tuple(replace(c, pii=not c.pii) if c.name == column.name else c for c in self._dataset.columns)
            self._show_dataset(replace(self._dataset, columns=columns))
            if self._looked and self._looked.preview:
                self._reading.show_rows(self._looked.preview, {c.name for c in columns if c.pii})

    def save(self) -> None:
        if self._found is None or self._dataset is None:
            return
        dataset = replace(self._form.dataset(), columns=self._dataset.columns)
        if problem := dataset_lines.missing(dataset):
            self._form.show_error(problem)
            return
        self._save.setEnabled(False)
        self._session.ask(
            self,
            dataset_lines.add,
            self._session.app,
            self._found.source,
            dataset,
            done=self._on_saved,
            failed=self._on_refused,
            slot="save",
        )

    def _on_saved(self, dataset: Dataset) -> None:
        self._found = None
        self._session.toast(self.tr("“%1” added").replace("%1", dataset.name))
        self.added.emit(dataset)

    def _on_refused(self, error: CensusError) -> None:
        self._save.setEnabled(True)
        self._banner.show_error(error)
