"""The last step: the sync in words, its name, and whether it runs at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit

from census_desktop.domain.model import Operation, Sync
from census_desktop.gui.kit import said, words
from census_desktop.gui.kit.forms import FormRow, named
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.syncs import alerts_step, safety_step
from census_desktop.gui.syncs.sync_setup import TITLES, Choices, Step
from census_desktop.gui.syncs.sync_steps import StepCard


class ReviewStep(StepCard):
    def __init__(self) -> None:
        super().__init__(Step.REVIEW)
        self._name = named(QLineEdit(), self.tr("Name of the sync"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._lines = {}
        for number, step in enumerate(s for s in Step if s is not Step.REVIEW):
            self._lines[step] = label("", wrap=True)
            self._grid.addWidget(label(TITLES[step], "secondary"), number, 0)
            self._grid.addWidget(self._lines[step], number, 1)
        self.run_at_once = named(QCheckBox(self.tr("Run at once")), self.tr("Run at once"))
        self.run_at_once.setChecked(True)
        self._note = label("", "small", wrap=True)
        self.body.addWidget(FormRow(self.tr("Name"), self._name))
        self.body.addLayout(self._grid)
        self.body.addWidget(self.run_at_once)
        self.body.addWidget(self._note)
        self._name.textEdited.connect(lambda text: self.edited.emit(replace(self.sync, name=text)))

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        super().show_sync(sync, choices, fixed=fixed)
        if self._name.text() != sync.name:
            self._name.setText(sync.name)
            self._name.setCursorPosition(0)
        for step, line in self._lines.items():
            line.setText(summary(step, sync, choices) or "–")
        self.run_at_once.setVisible(not fixed)
        spec = choices.spec_of(sync)
        self._note.setText(
            self.tr("The first run only adds: nobody that is there already is removed. Removals begin with the second run.")
            if sync.operation is Operation.MIRROR and spec and not fixed
            else ""
        )
        self._note.setVisible(bool(self._note.text()))


def summary(step: Step, sync: Sync, choices: Choices) -> str:
    """What was chosen in a step, in a few words; "" when nothing was."""
    connection, spec = choices.connection_of(sync), choices.spec_of(sync)
    if step is Step.SOURCE:
        segment, dataset = choices.segment_of(sync), choices.dataset_of(sync)
        if segment and dataset:
            return f"{segment.name} · {dataset.name}"
        return words.filled(words.tr("Everything in %1"), dataset.name) if dataset else ""
    if step is Step.DESTINATION:
        return connection.name if connection else ""
    if step is Step.OBJECT and sync.audience_column:
        return words.filled(words.tr("%1s named by %2"), spec.audience_word if spec else "audience", sync.audience_column)
    if step is Step.OBJECT:
        return f"{spec.audience_word} “{sync.audience}”" if spec and spec.audience and sync.audience else sync.object
    if step is Step.OPERATION:
        if spec and sync.operation is Operation.MIRROR and len(spec.removals) > 1:
            return f"{said.said(sync.operation.label)}: {said.inside(sync.removal)}"
        return said.said(sync.operation.label) if spec else ""
    if step is Step.KEY:
        return f"{sync.key.column} → {sync.key.field}" if sync.key.column and sync.key.field else ""
    if step is Step.MAPPINGS:
        if sync.sync_all:
            by_hand = words.number(len(sync.mappings)) if sync.mappings else ""
            return words.filled(words.tr("all properties, %1 set by hand"), by_hand) if by_hand else words.tr("all properties")
        return (
            words.counted(len(sync.mappings), words.tr("field"), words.tr("fields"))
            if sync.mappings
            else (words.tr("the key alone") if spec else "")
        )
    if step is Step.SCHEDULE:
        return said.schedule(sync.schedule)
    if step is Step.SAFETY:
        return safety_step.summary(sync) if spec else ""
    if step is Step.ALERTS:
        return alerts_step.summary(sync) if spec else ""
    return sync.name
