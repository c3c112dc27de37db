"""The field mappings of a sync: which column or constant fills which field."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from census_desktop.domain.model import FieldMapping, Sync
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.forms import Choice, OpenChoice, named, set_wrong
from census_desktop.gui.kit.widgets import Glyph, button, label
from census_desktop.gui.segments.condition_tree import Field, fields_of
from census_desktop.gui.segments.field_list import TYPE_ICONS
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.sync_setup import Choices, Step
from census_desktop.gui.syncs.sync_steps import StepCard

CONSTANT = "\0constant"


class MappingStep(StepCard):
    """`matched` asks for mappings by name."""

    matched = Signal()

    def __init__(self) -> None:
        super().__init__(Step.MAPPINGS)
        self._columns = QStandardItemModel(self)
        self._shown: tuple[object, ...] = ()
        self._shown_columns: tuple[Field, ...] = ()
        self._fields: tuple[str, ...] = ()
        self._rows: list[MappingRow] = []
        self._count = label("", "small")
        self.head.addWidget(self._count)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._missing = label("", "small", tone="warn", wrap=True)
        self._unsafe = label("", "small", tone="warn", wrap=True)
        match = button(self.tr("Match by name"), "link", on=self.matched.emit)
        match.setToolTip(self.tr("Map every column that has a field of its name, besides those mapped now"))
        add = button(self.tr("Mapping"), "plus", name=self.tr("Add a mapping"), on=self.add)
        self._clear = button(self.tr("Remove all"), kind="link", name=self.tr("Remove all mappings"), on=self.clear)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for widget in (add, match, self._clear):
            foot.addWidget(widget)
        foot.addStretch(1)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._missing)
        self.body.addWidget(self._unsafe)
        self.body.addLayout(foot)

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        super().show_sync(sync, choices, fixed=fixed)
        dataset, spec = choices.dataset_of(sync), choices.spec_of(sync)
        shown = (sync.mappings, sync.key, dataset, spec)
        if shown == self._shown:
            return
        self._shown = shown
        self._offer_columns(fields_of(dataset) if dataset else ())
        self._fields = tuple(f.name for f in spec.fields if not f.read_only) if spec else ()
        required = {f.name for f in spec.fields if f.required} if spec else set()
        types = {f.name: f.type for f in spec.fields} if spec else {}
        mapped = [m.field for m in sync.mappings] + [sync.key.field]
        while len(self._rows) > len(sync.mappings):
            self._drop()
        for number, mapping in enumerate(sync.mappings):
            if number == len(self._rows):
                self._grow()
            row = self._rows[number]
            wrong = not mapping.field or mapped.count(mapping.field) > 1
            row.show_mapping(number, mapping, self._fields, types.get(mapping.field, "any"), mapping.field in required, wrong)
        self._count.setText(words.counted(len(sync.mappings), self.tr("field"), self.tr("fields")) if sync.mappings else "")
        self._clear.setVisible(bool(sync.mappings))
        missing = sync_setup.missing_required(sync, spec)
        needed = ", ".join(f.label or f.name for f in missing)
        self._missing.setText(self.tr("Required and not mapped yet: %1").replace("%1", needed) if needed else "")
        self._missing.setVisible(bool(needed))
        unsafe = ", ".join(unsafe_casts(sync, choices))
        self._unsafe.setText(self.tr("Types differ, values may be refused: %1").replace("%1", unsafe) if unsafe else "")
        self._unsafe.setVisible(bool(unsafe))

    def _offer_columns(self, columns: tuple[Field, ...]) -> None:
        if columns == self._shown_columns:
            return
        self._shown_columns = columns
        for row in self._rows:
            row.hold(True)
        self._columns.clear()
        for column in columns:
            item = QStandardItem(icons.icon(TYPE_ICONS[column.type], "secondary"), column.name)
            item.setData(column.name, Qt.ItemDataRole.UserRole)
            self._columns.appendRow(item)
        constant = QStandardItem(icons.icon("text", "secondary"), self.tr("Constant value …"))
        constant.setData(CONSTANT, Qt.ItemDataRole.UserRole)
        self._columns.appendRow(constant)
        for row in self._rows:
            row.hold(False)

    def forget_columns(self) -> None:
        """The colours changed: draw the pictograms of the columns anew."""
        self._shown = self._shown_columns = ()

    def _grow(self) -> None:
        row = MappingRow(self._columns)
        row.changed.connect(self._on_row)
        row.removed.connect(self._on_removed)
        self._rows.append(row)
        self._lines.addWidget(row)
        row.show()

    def _drop(self) -> None:
        row = self._rows.pop()
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_row(self, number: int, mapping: FieldMapping) -> None:
        mappings = [*self.sync.mappings]
        if number < len(mappings) and mappings[number] != mapping:
            mappings[number] = mapping
            self.edited.emit(replace(self.sync, mappings=tuple(mappings)))

    def _on_removed(self, number: int) -> None:
        mappings = [*self.sync.mappings]
        del mappings[number]
        self.edited.emit(replace(self.sync, mappings=tuple(mappings)))

    def add(self) -> None:
        """A mapping of the first required field, else of the first column, that is not mapped yet."""
        spec = self.choices.spec_of(self.sync)
        missing = sync_setup.missing_required(self.sync, spec)
        used = {self.sync.key.column, *(m.column for m in self.sync.mappings)}
        column = next((c.name for c in self._shown_columns if c.name not in used), "")
        field = missing[0].name if missing else column if spec and spec.open_fields else ""
        mapping = FieldMapping(field, column=column) if column else FieldMapping(field, constant="")
        self.edited.emit(replace(self.sync, mappings=(*self.sync.mappings, mapping)))
        if self._rows:
            QTimer.singleShot(0, self._rows[-1].source, self._rows[-1].source.setFocus)

    def clear(self) -> None:
        self.edited.emit(replace(self.sync, mappings=()))


class MappingRow(QWidget):
    """One line: source, arrow, field."""

    changed = Signal(int, object)
    removed = Signal(int)

    def __init__(self, columns: QStandardItemModel) -> None:
        super().__init__()
        self._number = 0
        self._mapping = FieldMapping("")
        self._type = "any"
        self.source = Choice("")
        self.source.setModel(columns)
        self.source.setIconSize(QSize(14, 14))
        self.constant = QLineEdit()
        self.constant.setPlaceholderText(self.tr("value"))
        self.field = OpenChoice("", self.tr("field"))
        self._required = label(self.tr("required"), "small")
        self._remove = button("", "x", kind="flat", on=lambda: self.removed.emit(self._number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.source, 3)
        row.addWidget(self.constant, 2)
        row.addWidget(Glyph("arrow-right"))
        row.addWidget(self.field, 4)
        row.addWidget(self._required)
        row.addWidget(self._remove)
        for control in (self.source, self.field):
            control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.source.activated.connect(lambda _index: self._on_source())
        self.constant.textEdited.connect(lambda _text: self._say())
        self.field.typed.connect(lambda _text: self._say())

    def hold(self, held: bool) -> None:
        """While the list of columns is made anew, nothing is said."""
        self.source.blockSignals(held)

    def show_mapping(
        self, number: int, mapping: FieldMapping, fields: tuple[str, ...], type_: str, required: bool, wrong: bool
    ) -> None:
        self._number, self._mapping, self._type = number, mapping, type_
        what = mapping.field or self.tr("mapping %1").replace("%1", str(number + 1))
        named(self.source, f"{self.tr('Source of')} {what}")
        named(self.constant, f"{self.tr('Constant value of')} {what}")
        named(self.field, f"{self.tr('Field of mapping')} {number + 1}")
        named(self._remove, f"{self.tr('Remove the mapping of')} {what}", self.tr("Remove the mapping"))
        self.source.choose(mapping.column if mapping.column else CONSTANT)
        self.constant.setVisible(mapping.is_constant)
        text = "" if mapping.constant is None else _written(mapping.constant)
        if mapping.is_constant and self._constant() != mapping.constant:
            self.constant.setText(text)
        self.field.offer([(f, f) for f in fields])
        self.field.show_text(mapping.field)
        self._required.setVisible(required)
        set_wrong(self.field, wrong)

    def _constant(self) -> object:
        return sync_setup.constant_of(self.constant.text(), self._type)

    def _on_source(self) -> None:
        self.constant.setVisible(self.source.currentData() == CONSTANT)
        self._say()
        if self.source.currentData() == CONSTANT:
            self.constant.setFocus()

    def _say(self) -> None:
        field, column = self.field.currentText().strip(), self.source.currentData()
        if column == CONSTANT or column is None:
            kept = self._mapping.constant if self.constant.text() == _written(self._mapping.constant) else self._constant()
            self.changed.emit(self._number, FieldMapping(field, constant=kept))
        else:
            self.changed.emit(self._number, FieldMapping(field, column=column))


def _written(constant: object) -> str:
    return str(constant).lower() if isinstance(constant, bool) else str(constant)


def unsafe_casts(sync: Sync, choices: Choices) -> tuple[str, ...]:
    """Mappings whose column holds another type than the field takes, as "country → age (text → integer)"."""
    dataset, spec = choices.dataset_of(sync), choices.spec_of(sync)
    if dataset is None or spec is None:
        return ()
    columns = {f.name: str(f.type.value) for f in fields_of(dataset)}
    wanted = {f.name: str(f.type) for f in spec.fields}
    loose = {("integer", "number"), ("date", "datetime"), ("integer", "text"), ("number", "text"), ("boolean", "text")}
    found = []
    for mapping in sync.mappings:
        have, want = columns.get(mapping.column, ""), wanted.get(mapping.field, "any")
        if have and want not in ("any", have) and (have, want) not in loose:
            found.append(f"{mapping.column} → {mapping.field} ({have} → {want})")
    return tuple(found)
