"""The field mappings of a sync: a table of fields and where their values come from, and what follows by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import FieldMapping, MappingKind, Operation, Sync
from census_desktop.gui.kit import words
from census_desktop.gui.kit.flow_layout import FlowLayout
from census_desktop.gui.kit.picker import Entry, Picker
from census_desktop.gui.kit.widgets import ElidedLabel, button, label
from census_desktop.gui.syncs import mapping_rules, sync_setup
from census_desktop.gui.syncs.mapping_lines import Offer, lines_of, offer_of
from census_desktop.gui.syncs.mapping_popovers import ConstantPopover, OptionsPopover, Popover
from census_desktop.gui.syncs.mapping_table import FIELD, KIND, OPTIONS, VALUE, MappingTable
from census_desktop.gui.syncs.sync_all_row import SyncAllRow
from census_desktop.gui.syncs.sync_setup import Choices, Step
from census_desktop.gui.syncs.sync_steps import StepCard
from census_desktop.gui.syncs.template_panel import TemplatePanel

MOST_MISSING = 8


class MappingStep(StepCard):
    """`matched` asks for mappings by name; `told(text, undo)` offers to take something back; `checked` asks whether a
    template can be used."""

    matched = Signal()
    told = Signal(str, object)
    template_checked = Signal(str)

    def __init__(self) -> None:
        super().__init__(Step.MAPPINGS)
        self._offer = Offer()
        self._shown: tuple[object, ...] = ()
        self._count = label("", "small")
        self.head.addWidget(self._count)
        self.table = MappingTable(self.tr("Field mappings"))
        self._empty = label(self.tr("Only the sync key is sent. Add the fields that the destination shall have."), "secondary")
        self._empty.setWordWrap(True)
        self._key_alone = label(self.tr("A sync that deletes sends the sync key alone; mappings are not used."), "small")
        self._missing = QWidget()
        self._flow = FlowLayout(self._missing, gap=6)
        self._unsafe = label("", "small", tone="warn", wrap=True)
        self.template = TemplatePanel()
        self.template.hide()
        self.everything = SyncAllRow()
        match = button(self.tr("Match by name"), "link", on=self.matched.emit)
        match.setToolTip(self.tr("Map every column that has a field of its name, besides those mapped now"))
        self._add = button(self.tr("Field"), "plus", name=self.tr("Add a mapping"), on=self.add)
        self._add.setToolTip(self.tr("Add a mapping. Fields can also be pasted, one per line: field, or field and column"))
        self._clear = button(self.tr("Remove all"), kind="link", name=self.tr("Remove all mappings"), on=self.clear)
        keys = ElidedLabel(self.tr("Enter edits · Alt ↑ ↓ moves · Ctrl D doubles · Del removes"), "small")
        keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for control in (self._add, match, self._clear):
            foot.addWidget(control)
        foot.addWidget(keys, 1)
        for widget in (self._key_alone, self._missing, self._empty):
            self.body.addWidget(widget)
        self.body.addWidget(self.table)
        self.body.addWidget(self.template)
        self.body.addWidget(self._unsafe)
        self.body.addLayout(foot)
        self.body.addWidget(self.everything)
        self.table.opened.connect(self._open)
        self.table.removed.connect(self.remove)
        self.table.moved.connect(self._move)
        self.table.duplicated.connect(self._duplicate)
        self.table.copied.connect(self._copy)
        self.table.pasted.connect(self.paste)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_template())
        self.template.edited.connect(self._on_template)
        self.everything.edited.connect(lambda case: self.edited.emit(replace(self.sync, sync_all=case)))

    # Shown ----------------------------------------------------------------------------------------------------------

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        super().show_sync(sync, choices, fixed=fixed)
        dataset, spec = choices.dataset_of(sync), choices.spec_of(sync)
        self.everything.show_sync(sync, dataset, spec)
        shown = (sync.mappings, sync.key, sync.operation, dataset, spec, choices.datasets, choices.segments)
        if shown == self._shown:
            return
        self._shown = shown
        self._offer = offer_of(sync, choices)
        self.table.show_lines(lines_of(sync, self._offer))
        self.table.setVisible(bool(sync.mappings))
        self._empty.setVisible(not sync.mappings and spec is not None)
        self._key_alone.setVisible(sync.operation is Operation.DELETE)
        self._count.setText(words.counted(len(sync.mappings), self.tr("field"), self.tr("fields")) if sync.mappings else "")
        self._clear.setVisible(bool(sync.mappings))
        self._add.setEnabled(spec is not None)
        self._show_missing()
        casts = mapping_rules.unsafe_casts(sync, dataset, spec, choices.datasets)
        said = ", ".join(casts[:5]) + (f" … {len(casts) - 5}" if len(casts) > 5 else "")
        self._unsafe.setText(self.tr("Types differ, values may be refused: %1").replace("%1", said) if casts else "")
        self._unsafe.setVisible(bool(casts))
        self._show_template()

    def _show_missing(self) -> None:
        """Required fields that nothing fills: one click adds each."""
        missing = sync_setup.missing_required(self.sync, self.choices.spec_of(self.sync))
        self._flow.clear()
        self._missing.setVisible(bool(missing))
        if missing:
            self._flow.addWidget(label(self.tr("Required and not mapped yet:"), "small", tone="warn"))
        for field in missing[:MOST_MISSING]:
            name = field.label or field.name
            one = button(name, "plus", kind="pill", name=self.tr("Map the required field %1").replace("%1", name))
            one.setToolTip(field.help or self.tr("Add this field"))
            one.clicked.connect(partial(self.add_field, field.name))
            self._flow.addWidget(one)
        if len(missing) > MOST_MISSING:
            more = self.tr("and %1 more").replace("%1", str(len(missing) - MOST_MISSING))
            self._flow.addWidget(label(more, "small", tone="warn"))

    def forget_columns(self) -> None:
        """The colours changed: all is drawn anew."""
        self._shown = ()

    def first_control(self) -> QWidget:
        return self.table if self.sync.mappings else self._add

    # Cells ----------------------------------------------------------------------------------------------------------

    def _open(self, row: int, column: int, typed: str) -> None:
        if not 0 <= row < len(self.sync.mappings):
            return
        mapping = self.sync.mappings[row]
        if column == FIELD:
            self._pick_field(row, typed)
        elif column == KIND:
            self._pick_kind(row)
        elif column == VALUE:
            self._edit_value(row, mapping.kind, typed)
        elif column == OPTIONS:
            spec = self.choices.spec_of(self.sync)
            target = self._offer.targets.get(mapping.field)
            can_keep = bool(spec and spec.only_if_empty) or mapping.only_if_empty
            self._show_popover(OptionsPopover(mapping, target, can_keep, self.table), row, OPTIONS)

    def _pick_field(self, row: int, typed: str) -> None:
        now = self.sync.mappings[row].field
        taken = {self.sync.key.field, *(m.field for m in self.sync.mappings)} - {now}
        self._pick(
            self.tr("Field there"),
            self._offer.field_entries(taken),
            row,
            FIELD,
            lambda field: self._put(row, mapping_rules.tidy(replace(self.sync.mappings[row], field=str(field)))),
            current=now,
            free=self._offer.free,
            typed=typed,
        )

    def _pick_kind(self, row: int) -> None:
        entries = [
            Entry(kind, word, icon, second=text)
            for kind, (word, icon, text) in mapping_rules.KINDS.items()
            if self._offer.offers(kind)
        ]
        now = self.sync.mappings[row].kind
        self._pick(self.tr("Where the value comes from"), entries, row, KIND, partial(self._on_kind, row), current=now)

    def _on_kind(self, row: int, kind: MappingKind) -> None:
        mapping = self.sync.mappings[row]
        if kind is not mapping.kind and kind in (MappingKind.TEMPLATE, MappingKind.CONSTANT):
            # A template begins with the column that it replaces; so what was sent is still sent.
            text = self._offer.reference(mapping) or "{{ }}"
            fresh = FieldMapping("", template=text) if kind is MappingKind.TEMPLATE else FieldMapping("", constant="")
            self._put_source(row, fresh)
        self._edit_value(row, kind, "")

    def _edit_value(self, row: int, kind: MappingKind, typed: str) -> None:
        mapping = self.sync.mappings[row]
        target = self._offer.targets.get(mapping.field)
        if kind is MappingKind.CONSTANT and mapping.kind is kind:
            self._show_popover(ConstantPopover(mapping, target, self.table, typed), row, VALUE)
        elif kind is MappingKind.TEMPLATE:
            self.template.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            name, entries, current = self._offer.value_entries(kind, mapping)
            nothing = self._offer.nothing(kind)
            self._pick(
                name,
                entries,
                row,
                VALUE,
                lambda fresh: self._put_source(row, fresh),
                current=current,
                typed=typed,
                nothing=nothing,
            )

    def _pick(
        self,
        name: str,
        entries: Sequence[Entry],
        row: int,
        column: int,
        chosen: Callable[..., None],
        *,
        current: object = None,
        free: str = "",
        typed: str = "",
        nothing: str = "",
    ) -> None:
        place = self.table.place_of(row, column)
        width = max(420 if any(e.second for e in entries) else 320, place.width())
        picker = Picker(name, entries, self.table, current=current, free=free, nothing=nothing, width=width)
        picker.chosen.connect(chosen)
        picker.open_under(place, typed)

    def _show_popover(self, popover: Popover, row: int, column: int) -> None:
        popover.edited.connect(partial(self._put, row))
        popover.open_under(self.table.place_of(row, column))

    # Changing -------------------------------------------------------------------------------------------------------

    def _say(self, mappings: Sequence[FieldMapping]) -> None:
        if tuple(mappings) != self.sync.mappings:
            self.edited.emit(replace(self.sync, mappings=tuple(mappings)))

    def _put(self, row: int, mapping: FieldMapping) -> None:
        if row < len(self.sync.mappings):
            self._say((*self.sync.mappings[:row], mapping, *self.sync.mappings[row + 1 :]))

    def _put_source(self, row: int, fresh: FieldMapping) -> None:
        mapping = self.sync.mappings[row]
        field = mapping.field or (fresh.column if fresh.column and self._offer.free else "")
        target = self._offer.targets.get(field)
        self._put(row, replace(mapping_rules.with_source(mapping, fresh, target), field=field))

    def add(self) -> None:
        """Choose a field that is not mapped yet, and go on with its value."""
        taken = {self.sync.key.field, *(m.field for m in self.sync.mappings)}
        entries = [*self._offer.field_entries(taken), *self._offer.column_entries(taken)]
        picker = Picker(
            self.tr("Field to add"),
            entries,
            self._add,
            free=self._offer.free,
            nothing=self.tr("Every field of the object is mapped."),
            width=360,
        )
        picker.chosen.connect(self.add_field)
        place = self._add.rect()
        place.moveTopLeft(self._add.mapToGlobal(place.topLeft()))
        picker.open_under(place)

    def add_field(self, field: str, *_: object) -> None:
        """Map the field to the column of its name; where there is none, ask for its value at once."""
        column = self._offer.column_like(field)
        self._say((*self.sync.mappings, FieldMapping(str(field), column=column)))
        row = len(self.sync.mappings) - 1
        self.table.point_at(row, VALUE)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not column:
            self._edit_value(row, MappingKind.COLUMN, "")

    def remove(self, rows: Sequence[int]) -> None:
        before = self.sync.mappings
        gone = [before[n] for n in rows]
        self._say([m for n, m in enumerate(before) if n not in set(rows)])
        what = f"“{gone[0].field}”" if len(gone) == 1 else words.counted(len(gone), self.tr("mapping"), self.tr("mappings"))
        self.told.emit(self.tr("%1 removed").replace("%1", what), partial(self._say, before))
        if not self.sync.mappings:
            self._add.setFocus()

    def clear(self) -> None:
        self.remove(range(len(self.sync.mappings)))

    def _move(self, rows: Sequence[int], place: int) -> None:
        before = self.sync.mappings
        moving = [before[n] for n in rows]
        above = [m for n, m in enumerate(before) if n < place and n not in rows]
        below = [m for n, m in enumerate(before) if n >= place and n not in rows]
        column = max(self.table.currentIndex().column(), 0)
        self._say([*above, *moving, *below])
        self.table.point_at(len(above), column)
        for offset in range(1, len(moving)):
            self.table.also_select(len(above) + offset)

    def _duplicate(self, rows: Sequence[int]) -> None:
        """Copies below the last; each needs a field of its own, which is asked for where it is one."""
        before, last = self.sync.mappings, rows[-1] + 1
        self._say([*before[:last], *(replace(before[n], field="") for n in rows), *before[last:]])
        self.table.point_at(last)
        if len(rows) == 1:
            self._pick_field(last, "")

    def _copy(self, rows: Sequence[int]) -> None:
        chosen = [self.sync.mappings[n] for n in rows]
        data = QMimeData()
        data.setText(mapping_rules.copied(chosen))
        data.setData(mapping_rules.MIME, mapping_rules.packed(chosen))
        QGuiApplication.clipboard().setMimeData(data)

    def paste(self) -> None:
        """Mappings from the clipboard after the current one; fields that are mapped already are passed over."""
        data = QGuiApplication.clipboard().mimeData()
        found = (
            mapping_rules.unpacked(bytes(data.data(mapping_rules.MIME).data())) if data.hasFormat(mapping_rules.MIME) else ()
        )
        found = found or mapping_rules.pasted(data.text(), [c.value.column for c in self._offer.columns])
        taken = {self.sync.key.field, *(m.field for m in self.sync.mappings)}
        fresh = [m for m in found if m.field not in taken and (self._offer.free or m.field in self._offer.targets)]
        fresh = list({m.field: m for m in fresh}.values())
        if not fresh:
            self.told.emit(self.tr("Nothing to paste: no new field in the clipboard"), None)
            return
        before = self.sync.mappings
        current = self.table.currentIndex().row()
        at = current + 1 if 0 <= current < len(before) else len(before)
        self._say([*before[:at], *fresh, *before[at:]])
        pasted = words.counted(len(fresh), self.tr("field"), self.tr("fields"))
        self.told.emit(self.tr("%1 pasted").replace("%1", pasted), partial(self._say, before))
        self.table.point_at(at)

    # Templates ------------------------------------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[Entry, ...]:
        """Columns that templates may name."""
        return self._offer.columns

    @property
    def current(self) -> FieldMapping | None:
        row = self.table.currentIndex().row()
        return self.sync.mappings[row] if 0 <= row < len(self.sync.mappings) else None

    def _show_template(self) -> None:
        mapping = self.current
        shown = mapping is not None and mapping.kind is MappingKind.TEMPLATE
        self.template.setVisible(shown)
        if mapping is not None and shown:
            self.template.show_template(mapping.field, mapping.template, self._offer.template_entries())
            self.template_checked.emit(mapping.template)

    def _on_template(self, text: str) -> None:
        row, mapping = self.table.currentIndex().row(), self.current
        if mapping is not None and mapping.kind is MappingKind.TEMPLATE:
            self._put(row, replace(mapping, template=text or " "))  # one without any text would be no template

    def show_template_fault(self, template: str, error: CensusError | None) -> None:
        """What was found of a template, if it is still the one on the screen."""
        if (mapping := self.current) is not None and mapping.template == template:
            said = f"{error.message.rstrip('.')}. {error.hint}".strip() if error else ""
            self.template.show_error(said)
