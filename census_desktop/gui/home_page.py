"""Home: what needs you, what ran, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from census_desktop.domain.alerts import KINDS, OpenAlert
from census_desktop.domain.model import Health, Run, RunStatus, SyncStatus
from census_desktop.domain.rows import Kind, RunFilter, SyncRow
from census_desktop.gui.kit import states, words
from census_desktop.gui.kit.figures import FigureRow
from census_desktop.gui.kit.widgets import Badge, ElidedLabel, EmptyState, button, card, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Page, Session
from census_desktop.gui.syncs.sync_lines import look_of
from census_desktop.gui.timeline import DAYS, Lane, Timeline

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from census_desktop.usecases.channels import Channel

PORTION, MOST_RUNS = 500, 5000
SHOWN_NEEDS, SHOWN_LAST = 6, 5
TIME_PASSES_MS = 60_000
URGENCY = (Health.HELD, Health.FAILED, Health.REJECTED)
HELD, CHANNEL = "held", "channel"
SHOWN_ALERTS = 6
ALERT = states.State(QT_TRANSLATE_NOOP("", "Alert"), "alert", "warn")


@dataclass(frozen=True, slots=True)
class Home:
    """What the page shows, read in one go."""

    rows: tuple[SyncRow, ...]
    lanes: tuple[Lane, ...]
    runs: tuple[Run, ...]
    """Of the last seven days, newest first."""
    has_segments: bool
    alerts: tuple[OpenAlert, ...] = ()
    channels: tuple[Channel, ...] = ()
    """Channels whose last alert did not arrive."""
    agent: bool = False
    """An agent runs what is due, rather than this window."""


def read_home(app: App, now: datetime) -> Home:
    """In the pool."""
    from census_desktop.usecases.agent import agent_of

    rows = app.syncs.rows()
    runs = _runs_since(app, now - timedelta(days=DAYS))
    lanes: list[Lane] = []
    by_sync = {row.sync.id: row.connection for row in rows}
    for connection in app.destinations.all():
        mine = tuple(r for r in runs if (c := by_sync.get(r.sync_id)) is not None and c.id == connection.id)
        if mine:
            lanes.append(Lane(connection.name, look_of(app, connection.type)[0], mine))
    return Home(
        rows,
        tuple(lanes[:12]),
        runs,
        app.segments.page(limit=1).total > 0,
        app.alerts.open(),
        tuple(c for c in app.alerts.channels.all() if c.trouble),
        agent_of(app.paths.root) is not None,
    )


def _runs_since(app: App, since: datetime) -> tuple[Run, ...]:
    """Runs newer than that, newest first, as many as a page can show."""
    found: list[Run] = []
    filter_ = RunFilter(limit=PORTION)
    while len(found) < MOST_RUNS:
        portion = app.runs.list(filter_)
        fresh = [r for r in portion if r.created_at and r.created_at >= since]
        found += fresh
        if len(fresh) < PORTION or portion[-1].created_at is None:
            break
        filter_ = replace(filter_, before=(portion[-1].created_at, portion[-1].id))
    return tuple(found)


class HomePage(Page):
    title = "Home"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("home")
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._greeting = label("", "title")
        self._date = label("", "secondary")
        self._figures = FigureRow(
            (
                ("members", self.tr("Records kept in step"), "text"),
                ("sent", self.tr("Changes sent today"), "text"),
                ("runs", self.tr("Runs today"), "text"),
                ("next", self.tr("Next"), "text"),
            )
        )
        self._needs = LineCard()
        self._needs.opened.connect(self._open_need)
        self._all_well = label("", "secondary")
        self._alerts_title = label(self.tr("Open alerts"), "heading")
        self._alerts = LineCard()
        self._alerts.setAccessibleName(self.tr("Open alerts"))
        self._alerts.opened.connect(self._open_alert)
        self._last = LineCard()
        self._last.opened.connect(self._open_run)
        self._timeline = Timeline()
        self._layers = QStackedWidget()
        self._lay_out()
        self._minute = QTimer(self, interval=TIME_PASSES_MS)
        self._minute.timeout.connect(self._read)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._greeting)
        head.addStretch(1)
        head.addWidget(self._date)
        frame, inner = card()
        inner.addWidget(self._timeline)
        self._week = QWidget()
        week = QVBoxLayout(self._week)
        week.setContentsMargins(0, 0, 0, 0)
        week.setSpacing(8)
        above = QHBoxLayout()
        above.addWidget(label(self.tr("The last seven days"), "heading"))
        above.addStretch(1)
        above.addWidget(label(self.tr("height: changes sent"), "small"))
        week.addLayout(above)
        week.addWidget(frame)
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._figures)
        column.addSpacing(6)
        column.addWidget(label(self.tr("Needs you"), "heading"))
        column.addWidget(self._all_well)
        column.addWidget(self._needs)
        column.addWidget(self._alerts_title)
        column.addWidget(self._alerts)
        column.addSpacing(6)
        column.addWidget(self._week)
        column.addSpacing(6)
        column.addWidget(label(self.tr("Ran last"), "heading"))
        column.addWidget(self._last)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(canvas)
        begin = button(self.tr("Go to the segments"), kind="primary", on=lambda: self.session.open_page("segments"))
        text = self.tr("Once a segment is sent somewhere, this page says what ran, what comes next and what needs you.")
        self._layers.addWidget(scroll)
        self._layers.addWidget(EmptyState("home", self.tr("Nothing is sent yet"), text, begin))
        add = button(self.tr("Add a data set"), "plus", kind="primary", on=lambda: self.session.open_page("datasets", add=True))
        text = self.tr("Begin with a data set: a file or table of your customers. Then make segments of it and send them.")
        self._layers.addWidget(EmptyState("home", self.tr("Welcome"), text, add))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._layers)

    # What is shown --------------------------------------------------------------------------------------------------

    def open(self, **_: Any) -> None:
        self._minute.start()
        self._read()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.RUNS, Kind.SYNCS, Kind.SEGMENTS, Kind.CONNECTIONS, Kind.SETTINGS}:
            self._read()

    def _read(self) -> None:
        if self.isVisible() or not self._date.text():
            self.session.ask(self, read_home, self.session.app, self.session.now(), done=self._on_home, slot="home")

    def _on_home(self, home: Home) -> None:
        now = self.session.now()
        local = now.astimezone()
        part = self.tr("morning") if local.hour < 12 else self.tr("afternoon") if local.hour < 18 else self.tr("evening")
        self._greeting.setText(self.tr("Good %1").replace("%1", part))
        self._date.setText(words.long_day(now))
        self._layers.setCurrentIndex(0 if home.rows else 1 if home.has_segments else 2)
        self._show_figures(home, now)
        self._show_needs(home, now)
        self._show_alerts(home, now)
        self._timeline.set_lanes(home.lanes, now)
        self._week.setVisible(bool(home.lanes))
        self._last.set_lines([_last_line(run, now) for run in home.runs[:SHOWN_LAST]])

    def _show_figures(self, home: Home, now: datetime) -> None:
        kept = [row for row in home.rows if row.members]
        places = words.counted(len(kept), self.tr("list or object"), self.tr("lists and objects"))
        self._figures.set_figure(
            "members", words.number(sum(r.members or 0 for r in kept)), self.tr("in %1").replace("%1", places)
        )
        midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        today = [r for r in home.runs if r.created_at and r.created_at >= midnight and r.status is not RunStatus.SKIPPED]
        rejected = sum(r.counts.refused for r in today)
        said = self.tr("%1 rejected").replace("%1", words.number(rejected)) if rejected else self.tr("none rejected")
        self._figures.set_figure("sent", words.number(sum(r.counts.updated for r in today)), said)
        bad = sum(r.status is RunStatus.FAILED or r.counts.not_known_to_arrive > 0 for r in today)
        green = self.tr("%1 green").replace("%1", words.number(len(today) - bad))
        need = self.tr("%1 need you").replace("%1", words.number(bad)) if bad else ""
        self._figures.set_figure("runs", words.number(len(today)), ", ".join(filter(None, (green, need))))
        due = min((r for r in home.rows if r.next_run_at), key=lambda r: r.next_run_at or now, default=None)
        by = f" · {self.tr('by the agent')}" if home.agent else ""
        if due and due.next_run_at:
            self._figures.set_figure("next", words.until(due.next_run_at, now), due.sync.name + by)
        else:
            self._figures.set_figure("next", "–", _what_is_waited_for(home.rows) + by)

    def _show_needs(self, home: Home, now: datetime) -> None:
        needy = [r for r in home.rows if r.health in URGENCY]
        needy.sort(key=lambda r: URGENCY.index(r.health))
        more = len(needy) - SHOWN_NEEDS
        self._needs.set_lines([_need_line(row, now) for row in needy[:SHOWN_NEEDS]])
        self._all_well.setVisible(not needy or more > 0)
        many = self.tr("%1 more in the Runs section.").replace("%1", words.number(max(0, more)))
        self._all_well.setText(many if needy else self.tr("Nothing. Every sync's last run is in order."))

    def _show_alerts(self, home: Home, now: datetime) -> None:
        lines = [_channel_line(channel) for channel in home.channels]
        needy = {r.sync.id for r in home.rows if r.health in (Health.HELD, Health.FAILED)}
        more = [a for a in home.alerts if a.kind != "failed_run" or a.sync_id not in needy]  # those are above already
        lines += [_alert_line(alert, now) for alert in more[:SHOWN_ALERTS]]
        self._alerts_title.setVisible(bool(lines))
        self._alerts.set_lines(lines)

    # Acts -----------------------------------------------------------------------------------------------------------

    def _open_need(self, key: str) -> None:
        """A run, or what a guard kept back."""
        kind, _, run_id = key.rpartition(" ")
        if kind == HELD:
            self.session.open_page("review", held=run_id)
        else:
            self._open_run(run_id)

    def _open_alert(self, key: str) -> None:
        """The run that set it off, or where channels are mended."""
        if key.startswith(CHANNEL):
            self.session.open_page("settings")
        else:
            self._open_run(key.rpartition(" ")[2])

    def _open_run(self, run_id: str) -> None:
        self.session.open_page("runs", run=run_id)


def _what_is_waited_for(rows: Sequence[SyncRow]) -> str:
    """What sets off the next run where none has a time."""
    active = [r.sync.schedule.kind for r in rows if r.sync.status is SyncStatus.ACTIVE]
    for kind, one, many in (
        ("on_change", "sync waits for a change", "syncs wait for a change"),
        ("after", "sync waits for another", "syncs wait for others"),
    ):
        if count := active.count(kind):
            return words.counted(count, words.tr(one), words.tr(many))
    return words.tr("nothing is scheduled")


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
    refused = words.counted(counts.refused, "record was rejected", "records were rejected") if counts.refused else ""
    unknown = words.counted(counts.unknown, "record is unknown", "records are unknown") if counts.unknown else ""
    again = "; the next run sends again." if counts.rejected or counts.unknown else "."
    return " and ".join(filter(None, (refused, unknown))) + again


def _need_line(row: SyncRow, now: datetime) -> Line:
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
        return Line(f"{HELD} {run.id}", state, f"{row.connection.name} · {source}", text, "Review and send…")
    return Line(run.id if run else "", state, f"{row.connection.name} · {source}", text, "Open")


def _alert_line(alert: OpenAlert, now: datetime) -> Line:
    title = f"{alert.sync} · {words.tr(KINDS[alert.kind])}"
    return Line(f"{alert.kind} {alert.run_id}", ALERT, title, f"{words.ago(alert.since, now)}: {alert.text}", "Open")


def _channel_line(channel: Channel) -> Line:
    title = words.tr("The last alert by “%1” did not arrive").replace("%1", channel.name)
    return Line(f"{CHANNEL} {channel.id}", ALERT, title, channel.trouble, "Settings")


def _last_line(run: Run, now: datetime) -> Line:
    counts = run.counts
    text = f"{words.ago(run.finished_at or run.created_at, now)} · "
    if run.status is RunStatus.FAILED:
        text += run.held or run.error
    else:
        text += f"{words.number(counts.updated)} sent" if counts.processed else run.error or "nothing had changed"
    return Line(run.id, states.of_run(run), run.sync_name, text, "Open")


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
        made.setFixedHeight(56)
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        state = QWidget()
        state.setFixedWidth(104)
        inside = QHBoxLayout(state)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(Badge(line.state))
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
