"""The lines of Home's cards: state, title, text, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.domain.alerts import KINDS, OpenAlert
from census_desktop.domain.model import Health, Run, RunStatus
from census_desktop.domain.rows import SyncRow
from census_desktop.gui.home.read import BadSignIn, ChangedData
from census_desktop.gui.kit import states, words
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Badge, ElidedLabel, button
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from census_desktop.usecases.channels import Channel

HELD, CHANNEL, DATA, CONNECTION, NEXT = "held", "channel", "data", "connection", "next"
"""What a line's key begins with: where its button leads. A key of one word is a run."""
ALERT = states.State(QT_TRANSLATE_NOOP("", "Alert"), "alert", "warn")
CHANGED = states.State(QT_TRANSLATE_NOOP("", "Changed"), "alert", "warn")
SIGN_INS = {
    "over": states.State(QT_TRANSLATE_NOOP("", "Signed out"), "cross", "fail"),
    "test": states.State(QT_TRANSLATE_NOOP("", "Test failed"), "cross", "fail"),
    "ends": states.State(QT_TRANSLATE_NOOP("", "Ends soon"), "clock", "warn"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: state, title, text, and the button at its end."""

    key: str
    state: states.State
    title: str
    text: str
    action: str


def _trouble_of(run: Run) -> str:
    counts = run.counts
    refused = (
        words.counted(counts.refused, words.tr("record was rejected"), words.tr("records were rejected"))
        if counts.refused
        else ""
    )
    unknown = (
        words.counted(counts.unknown, words.tr("record is unknown"), words.tr("records are unknown")) if counts.unknown else ""
    )
    again = words.tr("; the next run sends again.") if counts.rejected or counts.unknown else "."
    return words.tr(" and ").join(filter(None, (refused, unknown))) + again


def need_line(row: SyncRow, now: datetime) -> Line:
    run = row.last_run
    state = {Health.FAILED: states.FAILED, Health.HELD: states.HELD}.get(row.health, states.REJECTED)
    if row.health is Health.REJECTED and run is not None and not run.counts.refused:
        state = states.UNKNOWN
    text = ""
    if run is not None:
        when = words.ago(run.finished_at or run.created_at, now)
        text = f"{when}: {run.error}" if run.error else f"{when}: {_trouble_of(run)}"
    source = row.segment or row.dataset
    if run is not None and run.held:
        text = f"{words.ago(run.finished_at or run.created_at, now)}: {run.held}"
        return Line(f"{HELD} {run.id}", state, f"{row.connection.name} · {source}", text, words.tr("Review and send…"))
    return Line(run.id if run else "", state, f"{row.connection.name} · {source}", text, words.tr("Open"))


def alert_line(alert: OpenAlert, now: datetime) -> Line:
    title = f"{alert.sync} · {words.tr(KINDS[alert.kind])}"
    return Line(f"{alert.kind} {alert.run_id}", ALERT, title, f"{words.ago(alert.since, now)}: {alert.text}", words.tr("Open"))


def channel_line(channel: Channel) -> Line:
    title = words.tr("The last alert by “%1” did not arrive").replace("%1", channel.name)
    return Line(f"{CHANNEL} {channel.id}", ALERT, title, channel.trouble, words.tr("Settings"))


def last_line(run: Run, now: datetime) -> Line:
    counts = run.counts
    text = f"{words.ago(run.finished_at or run.created_at, now)} · "
    if run.status is RunStatus.FAILED:
        text += run.held or run.error
    else:
        text += (
            words.filled(words.tr("%1 sent"), words.number(counts.updated))
            if counts.processed
            else run.error or words.tr("nothing had changed")
        )
    return Line(run.id, states.of_run(run), run.sync_name, text, words.tr("Open"))


def next_line(row: SyncRow, now: datetime) -> Line:
    at = row.next_run_at or now
    state = states.State(words.until(at, now), "clock", "rest")
    text = " · ".join((words.exact(at), row.segment or row.dataset))
    return Line(f"{NEXT} {row.sync.id}", state, row.sync.name, text, words.tr("Open"))


def changed_line(changed: ChangedData) -> Line:
    return Line(f"{DATA} {changed.dataset_id}", CHANGED, changed.name, changed.text, words.tr("Open"))


def sign_in_line(bad: BadSignIn) -> Line:
    act = words.tr("Open") if bad.what == "test" else words.tr("Renew…")
    return Line(f"{CONNECTION} {bad.connection_id}", SIGN_INS[bad.what], bad.name, bad.text, act)


class LineCard(QFrame):
    """A few lines with a hairline between them. `opened` carries the key of the line whose button was pressed."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._lines: tuple[Line, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.setVisible(bool(lines))
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for number, line in enumerate(lines):
            if number:
                rule = QFrame()
                rule.setProperty("kind", "rule")
                self._column.addWidget(rule)
            self._column.addWidget(self._widget(line))

    def _widget(self, line: Line) -> QWidget:
        made = QWidget()
        made.setFixedHeight(px(56))
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        state = QWidget()
        badge = Badge(line.state)
        state.setFixedWidth(max(px(104), badge.sizeHint().width()))
        inside = QHBoxLayout(state)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(badge)
        inside.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addStretch(1)
        texts.addWidget(ElidedLabel(line.title, "heading"))
        texts.addWidget(ElidedLabel(line.text, "small"))
        texts.addStretch(1)
        act = button(line.action, name=f"{line.action} {line.title}", on=lambda: self.opened.emit(line.key))
        row.addWidget(state)
        row.addLayout(texts, 1)
        row.addWidget(act)
        return made
