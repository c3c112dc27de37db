"""What the user says about a data set: name, kind of records, and which columns identify them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from census_desktop.domain.model import Dataset
from census_desktop.gui.datasets.dataset_lines import TYPES
from census_desktop.gui.kit import icons
from census_desktop.gui.kit.forms import Choice, FormRow, named
from census_desktop.gui.segments.field_list import TYPE_ICONS

NONE = ""


class DatasetForm(QWidget):
    """`edited` carries the data set as the user wants it."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._dataset = Dataset("", "", "")
        self._name = named(QLineEdit(), self.tr("Data set name"))
        self._type = Choice(self.tr("Records are"), TYPES)
        self._columns = {
            "unique_identifier": Choice(self.tr("Unique identifier")),
            "email": Choice(self.tr("E-mail address")),
            "event_name": Choice(self.tr("Event name")),
            "event_time": Choice(self.tr("Event time")),
        }
        helps = {
            "unique_identifier": self.tr("Each value stands once; segments are combined by it"),
            "email": self.tr("Matches people at destinations"),
            "event_name": self.tr("What happened"),
            "event_time": self.tr("When it happened, in UTC"),
        }
        self._rows = {field: FormRow(c.accessibleName(), c, helps[field]) for field, c in self._columns.items()}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(FormRow(self.tr("Name"), self._name), 0, 0)
        grid.addWidget(FormRow(self.tr("Records are"), self._type), 0, 1)
        grid.addWidget(self._rows["unique_identifier"], 1, 0)
        grid.addWidget(self._rows["email"], 1, 1)
        grid.addWidget(self._rows["event_name"], 2, 0)
        grid.addWidget(self._rows["event_time"], 2, 1)
        self._name.editingFinished.connect(self._say)
        self._type.activated.connect(lambda _index: self._say())
        for choice in self._columns.values():
            choice.activated.connect(lambda _index: self._say())

    def show_dataset(self, dataset: Dataset) -> None:
        self._dataset = dataset
        if not self._name.hasFocus() or self._name.text().strip() == dataset.name:
            self._name.setText(dataset.name)
        self._type.choose(dataset.type)
        options = [(self.tr("none"), NONE), *((c.name, c.name) for c in dataset.columns)]
        pictures = [icons.icon("minus", "secondary"), *(icons.icon(TYPE_ICONS[c.type], "secondary") for c in dataset.columns)]
        for field, choice in self._columns.items():
            choice.offer(options, getattr(dataset, field), pictures)
        self._rows["email"].setVisible(dataset.type == "person")
        for field in ("event_name", "event_time"):
            self._rows[field].setVisible(dataset.type == "event")

    def show_error(self, text: str) -> None:
        self._rows["unique_identifier"].set_error(text)

    def dataset(self) -> Dataset:
        """As the form says it; what does not belong to the kind of records is dropped."""
        kind = self._type.currentData() or "generic"
        chosen: dict[str, str] = {field: choice.currentData() or "" for field, choice in self._columns.items()}
        return replace(
            self._dataset,
            name=self._name.text().strip(),
            type=kind,
            unique_identifier=chosen["unique_identifier"],
            email=chosen["email"] if kind == "person" else "",
            event_name=chosen["event_name"] if kind == "event" else "",
            event_time=chosen["event_time"] if kind == "event" else "",
        )

    def _say(self) -> None:
        if (changed := self.dataset()) != self._dataset:
            self.show_dataset(changed)
            self.edited.emit(changed)
