"""How a file is read: what was found out, controls that correct it, and the first rows as they are then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QSpinBox, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.model import Dataset
from census_desktop.domain.ports import Preview
from census_desktop.domain.reading import READING_KEYS, TYPE_WORDS, Detected
from census_desktop.gui.datasets import reading_lines
from census_desktop.gui.datasets.reading_lines import MASK, Looked
from census_desktop.gui.kit import said
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, CellDelegate, prepare_table
from census_desktop.gui.kit.forms import Choice, FormRow, named
from census_desktop.gui.kit.models import Column, TableModel
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Banner, button, label
from census_desktop.gui.segments.members_tab import shown

Row = tuple[Any, ...]
COLUMNS = 4


class ReadingPanel(QWidget):
    """`corrected` carries the corrections (`Dataset.reading`) that the user wants."""

    corrected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("How the file is read"))
        self._reading: dict[str, Any] = {}
        self._summary = label("", "secondary")
        self._reset = button(self.tr("As found"), "undo", name=self.tr("Read as found"), on=lambda: self._say({}))
        self._told = Banner()
        self._controls: dict[str, QWidget] = {}
        self._rows: dict[str, FormRow] = {}
        self._make()
        self.model = TableModel[Row]((), parent=self)
        self.table = QTableView()
        prepare_table(self.table, row_height=ROW_ONE_LINE, name=self.tr("First rows"))
        self.table.setItemDelegate(CellDelegate(self.table, first_margin=12))
        self.table.setModel(self.model)
        self.table.setMinimumHeight(px(150))
        self._lay_out()

    def _make(self) -> None:
        self._choice("delimiter", self.tr("Delimiter"), reading_lines.DELIMITERS)
        self._choice("encoding", self.tr("Encoding"), [(e, e) for e in reading_lines.ENCODINGS])
        self._choice("quote", self.tr("Quotes"), reading_lines.QUOTES)
        self._choice("header", self.tr("Names"), reading_lines.HEADERS)
        self._choice("decimal", self.tr("Numbers are written"), reading_lines.NUMBERS)
        self._choice("date_format", self.tr("Dates are written"), reading_lines.DATES)
        self._skip = named(QSpinBox(), self.tr("Lines to skip"))
        self._skip.setRange(0, 1_000_000)
        self._skip.lineEdit().setAccessibleName(self.tr("Lines to skip"))
        self._skip.editingFinished.connect(lambda: self._set("skip", self._skip.value() or None))
        self._add("skip", self.tr("Lines to skip"), self._skip)
        self._line("nulls", self.tr("Words for empty"), "NA, n/a", _words)
        self._line("range", self.tr("Cells"), "B3:F200", str.strip)
        self._line("file_column", self.tr("Column for the file's name"), self.tr("none"), str.strip)
        self._column = Choice(self.tr("Column to read as another type"))
        self._type = Choice(self.tr("Type of the column"))
        pair = QWidget()
        inside = QHBoxLayout(pair)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._column, 1)
        inside.addWidget(self._type, 1)
        self._column.activated.connect(lambda _index: self._show_type())
        self._type.activated.connect(lambda _index: self._on_type())
        self._add("types", self.tr("Type of a column"), pair)

    def _choice(self, key: str, text: str, options: Any) -> None:
        choice = Choice(text, options)
        choice.activated.connect(lambda _index: self._set(key, choice.currentData()))
        self._add(key, text, choice)

    def _line(self, key: str, text: str, hint: str, read: Callable[[str], Any]) -> None:
        line = named(QLineEdit(), text)
        line.setPlaceholderText(hint)
        line.editingFinished.connect(lambda: self._set(key, read(line.text()) or None))
        self._add(key, text, line)

    def _add(self, key: str, text: str, control: QWidget) -> None:
        self._controls[key] = control
        self._rows[key] = FormRow(text, control)
        self._rows[key].hide()
        self._rows[key].setParent(self)  # also of one that no file ever needs
        self._rows[key].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # all columns alike

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("How it is read"), "heading"))
        head.addWidget(self._summary, 1)
        head.addWidget(self._reset)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for number in range(COLUMNS):
            self._grid.setColumnStretch(number, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(self._grid)
        layout.addWidget(self._told)
        layout.addWidget(self.table, 1)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_looked(self, looked: Looked, *, tells_errors: bool = True) -> None:
        dataset, detected = looked.found.dataset, looked.detected
        self._reading = dict(dataset.reading) if dataset else {}
        self._summary.setText(reading_lines.summary(detected))
        self._reset.setEnabled(bool(self._reading))
        self._place(detected)
        self._fill(detected)
        if dataset:
            self._offer_columns(dataset)
        if looked.error and tells_errors:
            self._told.show_error(looked.error)
        elif detected.differs:
            more = f" (+{len(detected.differs) - 3})" if len(detected.differs) > 3 else ""
            self._told.show_text(f"{self.tr('Files differ')}: {'. '.join(detected.differs[:3])}{more}", "warn", "alert")
        else:
            self._told.hide()
        self.table.setVisible(looked.preview is not None)
        if looked.preview and dataset:
            self.show_rows(looked.preview, {c.name for c in dataset.columns if c.pii})

    def _place(self, detected: Detected) -> None:
        """The controls that this kind of file knows, in rows."""
        keys = [k for k in self._rows if k in READING_KEYS.get(detected.kind, ())]
        if len(detected.files) < 2 and "file_column" in keys and "file_column" not in self._reading:
            keys.remove("file_column")
        for key, row in self._rows.items():
            self._grid.removeWidget(row)
            if key not in keys:
                row.hide()
        for number, key in enumerate(keys):
            self._grid.addWidget(self._rows[key], number // COLUMNS, number % COLUMNS)
            self._rows[key].show()

    def _fill(self, detected: Detected) -> None:
        how = detected.reading
        options: dict[str, tuple[Any, Any]] = {
            "delimiter": (reading_lines.DELIMITERS, how.get("delimiter", ",")),
            "encoding": ([(e, e) for e in reading_lines.ENCODINGS], how.get("encoding", "utf-8")),
            "quote": (reading_lines.QUOTES, how.get("quote", '"')),
            "header": (reading_lines.HEADERS, how.get("header", True)),
            "decimal": (reading_lines.NUMBERS, (how.get("decimal", "."), how.get("thousands", ""))),
            "date_format": ([(self.tr("as found"), ""), *reading_lines.DATES], how.get("date_format", "")),
        }
        for key, (offered, current) in options.items():
            choice = self._controls[key]
            assert isinstance(choice, Choice)  # noqa: S101
            known = list(offered)
            if current not in [value for _, value in known]:
                known.append((str(current), current))
            choice.offer(known, current)
        self._skip.setValue(int(how.get("skip", 0)))
        for key in ("nulls", "range", "file_column"):
            line, value = self._controls[key], how.get(key, "")
            if isinstance(line, QLineEdit) and not line.hasFocus():
                line.setText(", ".join(value) if isinstance(value, list | tuple) else str(value))

    def _offer_columns(self, dataset: Dataset) -> None:
        first = dataset.columns[0].name if dataset.columns else None
        self._column.offer([(c.name, c.name) for c in dataset.columns], self._column.currentData() or first)
        self._show_type()

    def _show_type(self) -> None:
        given = self._reading.get("types", {}).get(self._column.currentData(), "")
        self._type.offer([(self.tr("as found"), ""), *((said.said(word), word) for word in TYPE_WORDS)], given)

    def show_rows(self, preview: Preview, hidden: set[str]) -> None:
        """The first rows; the values of `hidden` columns are masked."""
        columns = [
            Column[Row](name, partial(_masked if name in hidden else _value, number), width=140)
            for number, name in enumerate(preview.columns[:200])
        ]
        self.model.set_columns(columns, preview.rows)
        for number in range(len(columns)):
            self.table.setColumnWidth(number, 140)

    # Correcting -----------------------------------------------------------------------------------------------------

    def _set(self, key: str, value: Any) -> None:
        wanted = dict(self._reading)
        if key == "decimal":
            wanted |= {"decimal": value[0], "thousands": value[1]}
            wanted = {k: v for k, v in wanted.items() if k != "thousands" or v}
        else:
            wanted[key] = value
        self._say(reading_lines.without_defaults(wanted))

    def _on_type(self) -> None:
        types = {**self._reading.get("types", {}), self._column.currentData(): self._type.currentData()}
        self._set("types", {name: word for name, word in types.items() if word})

    def _say(self, wanted: dict[str, Any]) -> None:
        if wanted != self._reading:
            self._reading = wanted
            self.corrected.emit(wanted)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _value(number: int, row: Row) -> str:
    return shown(row[number])


def _masked(number: int, row: Row) -> str:
    return MASK if row[number] is not None else "null"
