"""The steps of setting up a sync, from source to sync key. Each shows a sync and says how the user changed it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Sync, SyncKey, SyncSource
from census_desktop.gui.kit import icons, states, words
from census_desktop.gui.kit.forms import Choice, FormRow, OpenChoice, retone
from census_desktop.gui.kit.widgets import Banner, Glyph, button, label
from census_desktop.gui.segments.condition_tree import fields_of
from census_desktop.gui.segments.field_list import TYPE_ICONS
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.audience_row import AudienceRow
from census_desktop.gui.syncs.sync_setup import TITLES, Choices, Step


class StepCard(QFrame):
    """A card of one step. `edited` carries the sync as the user now wants it."""

    edited = Signal(object)

    def __init__(self, step: Step, explanation: str = "") -> None:
        super().__init__()
        self.step = step
        self.sync = sync_setup.empty_sync()
        self.choices = Choices()
        self.setProperty("kind", "card")
        self.setAccessibleName(TITLES[step])
        self._problem = label("", "small", wrap=True)
        self._problem.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        self.head = QHBoxLayout()
        self.head.addWidget(label(TITLES[step], "heading"))
        self.head.addStretch(1)
        self._lock = Glyph("lock", 14)
        self._locked = label(self.tr("fixed after creation, so that its history and state hold"), "small")
        why = self.tr(
            "What a sync reads and where it sends stays, so that its history and state hold. Make a new sync instead."
        )
        self._locked.setToolTip(why)
        self._locked.setAccessibleDescription(why)
        for sign in (self._lock, self._locked):
            self.head.addWidget(sign)
            sign.hide()
        layout.addLayout(self.head)
        if explanation:
            layout.addWidget(label(explanation, "secondary", wrap=True))
        layout.addLayout(self.body)
        layout.addWidget(self._problem)

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        """Show the sync. `fixed`: it has been active, so what it reads and where it goes cannot change any more."""
        self.sync, self.choices = sync, choices

    def show_locked(self, locked: bool) -> None:
        """Say that and why nothing here can be changed."""
        self._lock.setVisible(locked)
        self._locked.setVisible(locked)

    def show_problem(self, text: str, *, urgent: bool) -> None:
        retone(self._problem, "fail" if urgent else "warn")
        self._problem.setText(text)
        self._problem.setVisible(bool(text) and urgent)

    @property
    def problem(self) -> str:
        return self._problem.text()

    def first_control(self) -> QWidget:
        return next((w for w in self.findChildren(QWidget) if w.focusPolicy() and w.isEnabled()), self)


class SourceStep(StepCard):
    def __init__(self) -> None:
        super().__init__(Step.SOURCE)
        self._dataset = Choice(self.tr("Data set"), placeholder=self.tr("Choose a data set"))
        self._segment = Choice(self.tr("Segment"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(FormRow(self.tr("Data set"), self._dataset), 1)
        row.addWidget(FormRow(self.tr("Segment"), self._segment), 1)
        self.body.addLayout(row)
        self._dataset.activated.connect(lambda _index: self._choose(SyncSource("dataset", self._dataset.currentData())))
        self._segment.activated.connect(lambda _index: self._on_segment())

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        super().show_sync(sync, choices, fixed=fixed)
        dataset = choices.dataset_of(sync)
        self._dataset.offer([(d.name, d.id) for d in choices.datasets], dataset.id if dataset else None)
        segments = [s for s in choices.segments if dataset and s.dataset_id == dataset.id]
        whole = self.tr("Everything in %1").replace("%1", dataset.name if dataset else "…")
        chosen = sync.source.id if sync.source.kind == "segment" else ""
        self._segment.offer([(whole, ""), *((s.name, s.id) for s in segments)], chosen)
        self.show_locked(fixed)
        self._dataset.setEnabled(not fixed)
        self._segment.setEnabled(not fixed and dataset is not None)

    def _on_segment(self) -> None:
        id_ = self._segment.currentData()
        dataset = self._dataset.currentData()
        self._choose(SyncSource("segment", id_) if id_ else SyncSource("dataset", dataset))

    def _choose(self, source: SyncSource) -> None:
        if source != self.sync.source:
            self.edited.emit(sync_setup.with_source(self.sync, source, self.choices))


class DestinationStep(StepCard):
    """`added` asks for the page where destinations are added."""

    added = Signal()

    def __init__(self) -> None:
        super().__init__(Step.DESTINATION)
        self._connection = Choice(self.tr("Destination"), placeholder=self.tr("Choose a destination"))
        self._row = FormRow(self.tr("Destination"), self._connection)
        add = button(self.tr("Add a destination"), "plus", on=self.added.emit)
        self.body.addWidget(self._row)
        self.body.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._add = add
        self._connection.activated.connect(lambda _index: self._choose())

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        super().show_sync(sync, choices, fixed=fixed)
        options, tiles = [], []
        for connection in choices.connections:
            manifest = choices.manifests.get(connection.type)
            options.append((states.marked(connection.name, connection.environment), connection.id))
            tiles.append(icons.tile(manifest.icon if manifest else "cloud", manifest.tint if manifest else "indigo", 20))
        self._connection.offer(options, sync.connection_id, tiles)
        manifest = choices.manifest_of(sync)
        self._row.set_help(f"{manifest.title}. {manifest.summary}" if manifest else "")
        self.show_locked(fixed)
        self._connection.setEnabled(not fixed)
        self._add.setVisible(not fixed)

    def _choose(self) -> None:
        if (id_ := self._connection.currentData()) != self.sync.connection_id:
            self.edited.emit(sync_setup.with_connection(self.sync, id_, self.choices))


class ObjectStep(StepCard):
    """`retried` asks the destination for its objects again."""

    retried = Signal()

    def __init__(self) -> None:
        super().__init__(Step.OBJECT)
        self._object = OpenChoice(self.tr("Object"), self.tr("Choose an object"))
        self._row = FormRow(self.tr("Object"), self._object)
        self.audience = AudienceRow()
        self._banner = Banner()
        self._banner.action.clicked.connect(self.retried)
        self._waiting = label("", "small")
        for widget in (self._banner, self._row, self.audience, self._waiting):
            self.body.addWidget(widget)
        self._object.typed.connect(self._choose)
        self.audience.edited.connect(self.edited)

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        super().show_sync(sync, choices, fixed=fixed)
        spec, objects = choices.spec_of(sync), choices.objects
        self._object.offer([(_shown(o), o.name) for o in objects if not o.open_name or len(objects) > 1])
        opened = next((o for o in objects if o.open_name), None)
        self._object.setEditable(True)
        self._line().setReadOnly(opened is None)
        self._object.show_text(_shown(spec) if spec and spec.name == sync.object else sync.object)
        self._object.setEnabled(not fixed and bool(sync.connection_id))
        self._row.set_help(self.tr("Choose one, or type the name of a new one.") if opened else "")
        self.audience.show_sync(sync, choices, fixed=fixed)
        self.show_locked(fixed)

    def _line(self) -> QLineEdit:
        return self._object.lineEdit()  # type: ignore[return-value]

    def show_waiting(self, connection: str) -> None:
        self._banner.hide()
        self._waiting.setText(self.tr("Asking %1 for its objects …").replace("%1", connection) if connection else "")
        self._waiting.setVisible(bool(connection))

    def show_failure(self, error: CensusError) -> None:
        self.show_waiting("")
        self._banner.show_text(f"{error} {self.tr('Its known objects are offered.')}", "warn", "alert", self.tr("Ask again"))

    def _choose(self, text: str) -> None:
        name = next((o.name for o in self.choices.objects if _shown(o) == text), text)
        if name != self.sync.object:
            self.edited.emit(sync_setup.with_object(self.sync, name, self.choices))


def _shown(spec: ObjectSpec) -> str:
    return spec.label if spec.label and spec.label.casefold() != spec.name.casefold() and not spec.open_name else spec.name


class KeyStep(StepCard):
    def __init__(self) -> None:
        super().__init__(Step.KEY, words.tr("The pair that identifies a record on both sides. Each value must stand once."))
        self._column = Choice(self.tr("Column that identifies a record"), placeholder=self.tr("Choose a column"))
        self._field = OpenChoice(self.tr("Field that identifies a record"), self.tr("field"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(FormRow(self.tr("Column"), self._column), 1)
        arrow = QVBoxLayout()
        arrow.setContentsMargins(0, 20, 0, 0)
        arrow.addWidget(Glyph("arrow-right"))
        row.addLayout(arrow)
        row.addWidget(FormRow(self.tr("Field there"), self._field), 1)
        self.body.addLayout(row)
        self._column.activated.connect(lambda _index: self._choose())
        self._field.typed.connect(lambda _text: self._choose())

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        super().show_sync(sync, choices, fixed=fixed)
        dataset, spec = choices.dataset_of(sync), choices.spec_of(sync)
        columns = fields_of(dataset) if dataset else ()
        pictures = [icons.icon(TYPE_ICONS[f.type], "secondary") for f in columns]
        self._column.offer([(f.name, f.name) for f in columns], sync.key.column, pictures)
        keys = spec.keys if spec and spec.keys else tuple(f.name for f in spec.fields) if spec else ()
        self._field.offer([(k, k) for k in keys])
        self._field.show_text(sync.key.field)

    def _choose(self) -> None:
        column, field = self._column.currentData() or "", self._field.currentText().strip()
        spec = self.choices.spec_of(self.sync)
        if not field and column and not (spec and spec.keys):
            field = column
        if (key := SyncKey(column, field)) != self.sync.key:
            mappings = tuple(m for m in self.sync.mappings if m.field != field)
            self.edited.emit(replace(self.sync, key=key, mappings=mappings))
