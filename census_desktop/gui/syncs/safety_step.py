"""What a run may do unattended, and when it ends early."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QWidget

from census_desktop.domain.guards import DEFAULTS, LEAST, NEVER
from census_desktop.domain.model import Operation, Sync
from census_desktop.gui.kit import words
from census_desktop.gui.kit.flow_layout import FlowLayout
from census_desktop.gui.kit.forms import SPIN_MARGINS, named
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.syncs.consent_lines import ConsentLines
from census_desktop.gui.syncs.sync_setup import Choices, Step
from census_desktop.gui.syncs.sync_steps import StepCard

REMOVED, CHANGED, USUAL = "hold_over_removed", "hold_over_changed", "hold_over_usual"
AUDIENCES = "hold_over_audiences"
MINUTES, RECORDS = "minutes", "records"
_BEGIN: Mapping[str, float] = {REMOVED: 25, CHANGED: 50, USUAL: 5, AUDIENCES: 100, MINUTES: 60, RECORDS: 100_000}
"""What a line begins with when it is switched on."""


class SpinBox(QDoubleSpinBox):
    """Whole numbers without a point, others with one digit; the wheel scrolls the page."""

    def textFromValue(self, value: float) -> str:
        return self.locale().toString(int(value)) if value == int(value) else self.locale().toString(value, "f", 1)

    def wheelEvent(self, event: Any) -> None:
        event.ignore()


class _Line(QWidget):
    """A switch, a number and what it means. `said` carries (switched on, number)."""

    said = Signal(bool, float)

    def __init__(self, before: str, after: str, name: str, most: float) -> None:
        super().__init__()
        self.switch = named(QCheckBox(before), before)
        self.number = named(SpinBox(), name)
        self.number.lineEdit().setAccessibleName(name)
        self.number.lineEdit().setTextMargins(*SPIN_MARGINS)
        self.number.setRange(1, most)
        self.number.setDecimals(1)
        self.number.setFixedWidth(px(96))
        row = FlowLayout(self)
        row.addWidget(self.switch)
        row.addWidget(self.number)
        row.addWidget(label(after))
        self.switch.clicked.connect(lambda _on: self._say())
        self.number.valueChanged.connect(lambda _value: self._say())

    def _say(self) -> None:
        self.number.setEnabled(self.switch.isChecked())
        self.said.emit(self.switch.isChecked(), self.number.value())

    def show_value(self, value: float | None, begin: float) -> None:
        self.switch.setChecked(value is not None)
        self.number.setEnabled(value is not None)
        self.number.blockSignals(True)
        if value is not None:
            self.number.setValue(value)
        elif not self.number.hasFocus():
            self.number.setValue(begin)
        self.number.blockSignals(False)


def percent_of(value: Any) -> float | None:
    """25 of “25%”; None for never and for a number of records."""
    text = str(value).strip()
    try:
        return float(text.removesuffix("%")) if text.endswith("%") else None
    except ValueError:
        return None


class SafetyStep(StepCard):
    def __init__(self) -> None:
        super().__init__(
            Step.SAFETY,
            words.tr("A run that passes one of these waits for you, with everything it would do, and sends nothing."),
        )
        self._removed = _Line(self.tr("Hold when more than"), self.tr("% would be removed"), self.tr("Percent removed"), 100)
        self._changed = _Line(self.tr("Hold when more than"), self.tr("% would be changed"), self.tr("Percent changed"), 100)
        self._usual = _Line(
            self.tr("Hold when more than"), self.tr("times the usual would be sent"), self.tr("Times the usual"), 10_000
        )
        self._audiences = _Line(
            self.tr("Hold when more than"), self.tr("audiences would be made"), self.tr("Audiences made"), 100_000
        )
        lines = ((self._removed, "removed"), (self._changed, "changed"), (self._usual, "usual"), (self._audiences, "made"))
        for line, name in lines:
            line.switch.setAccessibleName(self.tr("Hold by what is %1").replace("%1", name))
        self._kept = label("", "small", wrap=True)
        self._defaults = label("", "small", wrap=True)
        self._minutes = _Line(self.tr("End a run after"), self.tr("minutes"), self.tr("Minutes of a run"), 10_080)
        self._records = _Line(self.tr("End a run after"), self.tr("records"), self.tr("Records of a run"), 1_000_000_000)
        self._minutes.switch.setAccessibleName(self.tr("End a run by time"))
        self._records.switch.setAccessibleName(self.tr("End a run by records"))
        self.consent = ConsentLines()
        self.body.setSpacing(8)
        self.body.addWidget(self.consent)
        for widget in (self._removed, self._changed, self._usual, self._audiences, self._kept, self._defaults):
            self.body.addWidget(widget)
        self.body.addSpacing(8)
        self.body.addWidget(label(self.tr("Limits"), "field"))
        for widget in (self._minutes, self._records):
            self.body.addWidget(widget)
        self.body.addWidget(
            label(self.tr("What is left then is sent by the next run; what was acknowledged is kept."), "small", wrap=True)
        )
        self._removed.said.connect(lambda on, value: self._guard(REMOVED, _percent(value) if on else NEVER))
        self._changed.said.connect(lambda on, value: self._guard(CHANGED, _percent(value) if on else NEVER))
        self._usual.said.connect(lambda on, value: self._guard(USUAL, _plain(value) if on else NEVER))
        self._audiences.said.connect(lambda on, value: self._guard(AUDIENCES, int(value) if on else NEVER))
        self.consent.confirmed.connect(self._confirm)
        self._minutes.said.connect(lambda on, value: self._limit(MINUTES, on, value))
        self._records.said.connect(lambda on, value: self._limit(RECORDS, on, value))

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        super().show_sync(sync, choices, fixed=fixed)
        self.consent.show_sync(sync, choices)
        guards = {**DEFAULTS, **sync.guards}
        self._removed.show_value(percent_of(guards[REMOVED]), _BEGIN[REMOVED])
        self._changed.show_value(percent_of(guards[CHANGED]), _BEGIN[CHANGED])
        usual = guards[USUAL]
        self._usual.show_value(None if usual == NEVER else float(usual), _BEGIN[USUAL])
        made = guards[AUDIENCES]
        self._audiences.show_value(None if made == NEVER else float(made), _BEGIN[AUDIENCES])
        self._audiences.setVisible(bool(sync.audience_column))
        self._removed.setVisible(sync.operation is Operation.MIRROR)
        self._changed.setVisible(sync.operation in (Operation.MIRROR, Operation.UPSERT, Operation.UPDATE))
        self._minutes.show_value(sync.limits.get(MINUTES), _BEGIN[MINUTES])
        self._records.show_value(sync.limits.get(RECORDS), _BEGIN[RECORDS])
        kept = [guards[name] for name in (REMOVED, CHANGED) if isinstance(guards[name], int)]
        self._kept.setText(
            self.tr("Set elsewhere: hold when more than %1 records are touched.").replace("%1", words.number(kept[0]))
            if kept
            else ""
        )
        self._kept.setVisible(bool(kept))
        text = self.tr("Shares count from %1 records on. The usual is the most that one of the last ten runs sent.")
        if sync.operation is Operation.MIRROR:
            text += " " + self.tr("Unless you say otherwise: removals over 25 %, nothing else. An empty source always holds.")
        self._defaults.setText(text.replace("%1", str(LEAST)))

    def _guard(self, name: str, value: Any) -> None:
        guards = {**self.sync.guards, name: value}
        if value == DEFAULTS[name]:
            del guards[name]
        self.edited.emit(replace(self.sync, guards=guards))

    def _confirm(self, names: tuple[str, ...]) -> None:
        """What is not shown here now stays as it was confirmed."""
        others = tuple(name for name in self.sync.consented if name not in self.consent.boxes)
        self.edited.emit(replace(self.sync, consented=(*others, *names)))

    def _limit(self, name: str, on: bool, value: float) -> None:
        limits = {k: v for k, v in self.sync.limits.items() if k != name}
        self.edited.emit(replace(self.sync, limits={**limits, name: int(value)} if on else limits))


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _percent(value: float) -> str:
    return f"{_plain(value)}%"


def summary(sync: Sync) -> str:
    """The step in a few words."""
    guards = {**DEFAULTS, **sync.guards}
    said = []
    if sync.operation is Operation.MIRROR and guards[REMOVED] != NEVER:
        said.append(words.filled(words.tr("holds over %1 removed"), guards[REMOVED]).replace("%", " %"))
    if guards[CHANGED] != NEVER:
        said.append(words.filled(words.tr("over %1 changed"), guards[CHANGED]).replace("%", " %"))
    if guards[USUAL] != NEVER:
        said.append(words.filled(words.tr("over %1 × the usual"), guards[USUAL]))
    if sync.audience_column and guards[AUDIENCES] != NEVER:
        said.append(words.filled(words.tr("over %1 new audiences"), words.number(guards[AUDIENCES])))
    if sync.consented:
        said.append(words.tr("consent confirmed"))
    if sync.limits:
        said.append(
            words.tr(" and ").join(f"{words.number(int(n))} {name}" for name, n in sync.limits.items()) + words.tr(" at most")
        )
    return ", ".join(said) or words.tr("never holds")
