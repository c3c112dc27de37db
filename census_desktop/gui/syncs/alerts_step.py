"""What is told of a sync's runs: which kinds, over which thresholds, how often and by which channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from census_desktop.domain.alerts import KINDS, NONE, OVER, PASSING, Alert, alert_to_plain, alerts_of, in_words, minutes
from census_desktop.domain.model import Sync
from census_desktop.gui.kit import said, words
from census_desktop.gui.kit.flow_layout import FlowLayout
from census_desktop.gui.kit.forms import SPIN_MARGINS, Choice, FormRow, named
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP, tr
from census_desktop.gui.syncs.safety_step import SpinBox
from census_desktop.gui.syncs.sync_setup import Choices, Step
from census_desktop.gui.syncs.sync_steps import StepCard

TEXTS = {
    "failed_run": (QT_TRANSLATE_NOOP("", "The run failed or is held"), ""),
    "failed_records": (QT_TRANSLATE_NOOP("", "Rejected or invalid records are more than"), "%"),
    "running_long": (QT_TRANSLATE_NOOP("", "The run takes longer than"), QT_TRANSLATE_NOOP("", "minutes")),
    "count_off": (
        QT_TRANSLATE_NOOP("", "The number of records is off by more than"),
        QT_TRANSLATE_NOOP("", "% of the last 5 runs' mean"),
    ),
    "full_sync": (QT_TRANSLATE_NOOP("", "Everything was sent anew"), ""),
    "started": (QT_TRANSLATE_NOOP("", "A run started"), ""),
    "completed": (QT_TRANSLATE_NOOP("", "A run completed"), ""),
}
SHORT = {
    "failed_run": words.tr("failed runs"),
    "failed_records": words.tr("failed records"),
    "started": "starts",
    "completed": "ends",
    "full_sync": words.tr("full syncs"),
    "running_long": words.tr("long runs"),
    "count_off": words.tr("unusual counts"),
}
FIRST, EVERY = False, True
PERCENT, COUNT = "%", ""
MOST = 1_000_000_000


class AlertLine(QWidget):
    """A kind of alert: a switch, its threshold, and how often. `said` carries (kind, Alert or None)."""

    said = Signal(str, object)

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        text, unit = (tr(t) if len(t) > 1 else t for t in TEXTS[kind])
        self._alert = Alert(kind, OVER.get(kind, ""))
        self.switch = named(QCheckBox(text), text)
        self.number = named(SpinBox(), self.tr("Threshold: %1").replace("%1", text))
        self.number.lineEdit().setAccessibleName(self.number.accessibleName())
        self.number.lineEdit().setTextMargins(*SPIN_MARGINS)
        self.number.setDecimals(1)
        self.number.setRange(1 if kind == "running_long" else 0, MOST)
        self.number.setFixedWidth(px(96))
        units = (
            ((self.tr("% of records"), PERCENT), (self.tr("records"), COUNT)) if kind == "failed_records" else ((unit, unit),)
        )
        self.unit = Choice(self.tr("Unit: %1").replace("%1", text), units)
        self.often = Choice(
            self.tr("How often: %1").replace("%1", text), ((self.tr("once"), FIRST), (self.tr("every time"), EVERY))
        )
        self._unit_word = label(unit)
        row = FlowLayout(self)
        row.addWidget(self.switch)
        if kind in OVER:
            row.addWidget(self.number)
            row.addWidget(self.unit if kind == "failed_records" else self._unit_word)
        if kind not in PASSING:
            row.addWidget(self.often)
        for control in (self.number, self.unit, self.often, self._unit_word):
            if control.parent() is None:  # the line does not need it; as its child it goes with it
                control.hide()
                control.setParent(self)
        self._has_number, self._has_often = kind in OVER, kind not in PASSING
        self.switch.clicked.connect(lambda _on: self._say())
        self.number.valueChanged.connect(lambda _value: self._say())
        self.unit.activated.connect(lambda _index: self._say())
        self.often.activated.connect(lambda _index: self._say())

    def show_alert(self, alert: Alert | None) -> None:
        """None: it is not told."""
        on = alert is not None
        self._alert = alert or replace(self._alert, every=FIRST)
        self.switch.setChecked(on)
        for control in (self.number, self.unit, self.often):
            control.setEnabled(on)
        self.often.choose(self._alert.every)
        if self._has_number:
            over = self._alert.over
            self.unit.choose(
                PERCENT if over.endswith("%") else COUNT if self.kind == "failed_records" else self.unit.itemData(0)
            )
            value = float(minutes(over)) if self.kind == "running_long" else float(over.rstrip("% "))
            self.number.blockSignals(True)
            if value != self.number.value():
                self.number.setValue(value)
            self.number.blockSignals(False)

    def _say(self) -> None:
        if not self.switch.isChecked():
            self.said.emit(self.kind, None)
            return
        over = ""
        if self._has_number:
            value = self.number.value()
            plain = str(int(value)) if value == int(value) else f"{value:.1f}"
            over = self._with_unit(plain, value)
        self.said.emit(self.kind, replace(self._alert, over=over, every=bool(self.often.currentData())))

    def _with_unit(self, plain: str, value: float) -> str:
        if self.kind == "running_long":
            return f"{max(1, int(value))}m"
        return f"{plain}%" if self.kind == "count_off" or self.unit.currentData() == PERCENT else str(int(value))


class AlertsStep(StepCard):
    def __init__(self) -> None:
        super().__init__(
            Step.ALERTS, words.tr("What is told of the runs, once until it is in order again unless you say otherwise.")
        )
        self._lines = {kind: AlertLine(kind) for kind in TEXTS}
        self._recovery = named(QCheckBox(self.tr("Tell when it is in order again")), self.tr("Tell the recovery"))
        self._to = Choice(self.tr("Told by"))
        self._elsewhere = label("", "small", wrap=True)
        self.body.setSpacing(8)
        for line in self._lines.values():
            self.body.addWidget(line)
            line.said.connect(self._on_said)
        self.body.addWidget(self._recovery)
        self.body.addWidget(FormRow(self.tr("Told by"), self._to, self.tr("Channels are set up in Settings.")))
        self.body.addWidget(self._elsewhere)
        self._recovery.clicked.connect(lambda on: self._for_all(recovery=bool(on)))
        self._to.activated.connect(lambda _index: self._for_all(to=tuple(self._to.currentData() or ())))

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        super().show_sync(sync, choices, fixed=fixed)
        alerts = alerts_of(sync)
        first = {a.kind: a for a in reversed(alerts)}
        for kind, line in self._lines.items():
            line.show_alert(first.get(kind))
        stateful = [a for a in alerts if a.kind not in PASSING]
        self._recovery.setChecked(all(a.recovery for a in stateful))
        self._recovery.setEnabled(bool(stateful))
        self._to.setEnabled(bool(alerts))
        to = {a.to for a in alerts} or {()}
        names = sorted({*((c,) for c in choices.channels), *to} - {()})
        self._to.offer([(self.tr("All channels"), ()), *((", ".join(n), n) for n in names)], min(to) if len(to) == 1 else None)
        more = [a for a in alerts if a is not first[a.kind]]
        self._elsewhere.setText(self.tr("Set elsewhere: %1.").replace("%1", "; ".join(said.said(in_words(a)) for a in more)))
        self._elsewhere.setVisible(bool(more))

    def _on_said(self, kind: str, alert: Alert | None) -> None:
        """The first of a kind is changed here; others of it stay while it is on."""
        before = alerts_of(self.sync)
        first = next((a for a in before if a.kind == kind), None)
        if alert is None:
            self._edit([a for a in before if a.kind != kind])
        elif first is None:
            sample = next(iter(before), alert)
            self._edit([*before, replace(alert, to=sample.to, recovery=self._recovery.isChecked())])
        else:
            self._edit([alert if a is first else a for a in before])

    def _for_all(self, **facts: object) -> None:
        self._edit([replace(a, **facts) for a in alerts_of(self.sync)])  # type: ignore[arg-type]

    def _edit(self, alerts: Sequence[Alert]) -> None:
        kinds = list(KINDS)
        ordered = sorted(alerts, key=lambda a: kinds.index(a.kind))
        plain = tuple(alert_to_plain(a) for a in ordered) or ({"kind": NONE},)
        if alerts_of(replace(self.sync, alerts=plain)) != alerts_of(self.sync):
            self.edited.emit(replace(self.sync, alerts=plain))


def summary(sync: Sync) -> str:
    """The step in a few words."""
    return ", ".join(dict.fromkeys(SHORT[a.kind] for a in alerts_of(sync))) or words.tr("nothing is told")
