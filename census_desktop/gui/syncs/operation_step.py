"""What happens with added, changed and removed records: the operations that the object knows, and a mirror's ways to let go."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from census_desktop.domain.model import Operation, Removal, Sync
from census_desktop.gui.kit import said
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.widgets import Banner, label
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.sync_setup import Choices, Step
from census_desktop.gui.syncs.sync_steps import StepCard

_INDENT = 24


class _Option:
    """A radio button with a sentence below."""

    def __init__(self, name: str) -> None:
        self.button = named(QRadioButton(name), name)
        self.text: QLabel = label("", "small", wrap=True)
        self.text.setContentsMargins(_INDENT, 0, 0, 0)
        self.widget = QWidget()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.button)
        column.addWidget(self.text)

    def show(self, words: str, *, offered: bool, chosen: bool, enabled: bool) -> None:
        self.widget.setVisible(offered)
        self.text.setText(words)
        self.button.setAccessibleDescription(words)
        self.button.setChecked(chosen and offered)
        self.button.setEnabled(enabled)


class OperationStep(StepCard):
    def __init__(self) -> None:
        super().__init__(Step.OPERATION)
        self._operations = {operation: _Option(said.said(operation.label)) for operation in Operation}
        self._removals = {removal: _Option(said.said(removal.label)) for removal in Removal}
        self._group, self._ways_group = QButtonGroup(self), QButtonGroup(self)
        self._ways = QFrame()
        ways = QVBoxLayout(self._ways)
        ways.setContentsMargins(_INDENT, 0, 0, 0)
        ways.setSpacing(8)
        ways.addWidget(label(self.tr("When a record leaves the source"), "field"))
        for removal, option in self._removals.items():
            self._ways_group.addButton(option.button)
            ways.addWidget(option.widget)
            option.button.clicked.connect(lambda _on=False, r=removal: self.edited.emit(replace(self.sync, removal=r)))
        for operation, option in self._operations.items():
            self._group.addButton(option.button)
            self.body.addWidget(option.widget)
            option.button.clicked.connect(lambda _on=False, o=operation: self._choose(o))
            if operation is Operation.MIRROR:
                self.body.addWidget(self._ways)
        self._danger = Banner()
        self._none = label(self.tr("Choose an object first."), "secondary")
        self.body.addWidget(self._danger)
        self.body.addWidget(self._none)

    def _choose(self, operation: Operation) -> None:
        self.edited.emit(sync_setup.with_operation(self.sync, operation, self.choices.spec_of(self.sync)))

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        super().show_sync(sync, choices, fixed=fixed)
        self.show_locked(fixed)
        spec = choices.spec_of(sync)
        known = spec.operations if spec else ()
        for operation, option in self._operations.items():
            # What is fixed is told, not offered: the others would only be in the way.
            offered = operation in known and (not fixed or operation is sync.operation)
            words = sync_setup.operation_words(operation, spec)
            option.show(words, offered=offered, chosen=operation is sync.operation, enabled=not fixed)
        ways = spec.removals if spec else ()
        if sync.operation is Operation.MIRROR and sync.removal not in ways:
            ways = (*ways, sync.removal)
        mirrors = sync.operation is Operation.MIRROR and Operation.MIRROR in known
        self._ways.setVisible(mirrors and (len(ways) > 1 or sync.removal is not Removal.REMOVE))
        for removal, option in self._removals.items():
            words = sync_setup.removal_words(removal, spec)
            offered = removal in ways and (not fixed or removal is sync.removal)
            option.show(words, offered=offered, chosen=removal is sync.removal, enabled=not fixed)
        danger = sync_setup.danger_words(sync, spec) if sync.operation in known else ""
        destroys = sync.operation is Operation.DELETE or (mirrors and sync.removal is Removal.SWAP)
        if danger and not fixed:
            self._danger.show_text(danger, "warn" if destroys else "run", "alert" if destroys else "info", closable=False)
        else:
            self._danger.hide()
        self._none.setVisible(spec is None)
