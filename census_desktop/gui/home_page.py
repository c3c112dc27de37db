"""Home: what needs you, what ran, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Health, RunStatus, SyncStatus
from census_desktop.domain.rows import Kind, SyncRow
from census_desktop.gui.home.lines import (
    CHANNEL,
    CONNECTION,
    DATA,
    HELD,
    NEXT,
    LineCard,
    alert_line,
    changed_line,
    channel_line,
    last_line,
    need_line,
    next_line,
    sign_in_line,
)
from census_desktop.gui.home.read import BadSignIn, Home, read_home, read_sign_ins
from census_desktop.gui.home.sizes import SizeTiles
from census_desktop.gui.kit import words
from census_desktop.gui.kit.figures import FigureRow
from census_desktop.gui.kit.skeleton import Bar, Skeleton
from census_desktop.gui.kit.widgets import EmptyState, button, card, label
from census_desktop.gui.session import Page, Session
from census_desktop.gui.timeline import Timeline

SHOWN_NEEDS, SHOWN_LAST, SHOWN_NEXT = 6, 5, 5
SHOWN_ALERTS = 6
FULL, NOTHING_SENT, NEW, UNREAD, LOADING = range(5)
BARS: tuple[Bar, ...] = (
    (24, 24, 180, 20),
    *((0.022 + n * 0.24, 62, 0.225, 84) for n in range(4)),
    (24, 170, 90, 14),
    (24, 196, 0.96, 112),
    (24, 330, 130, 14),
    (24, 356, 0.96, 200),
)
TIME_PASSES_MS = 60_000
URGENCY = (Health.HELD, Health.FAILED, Health.REJECTED)


class HomePage(Page):
    title = words.tr("Home")

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
        self._needs.opened.connect(self._open)
        self._all_well = label("", "secondary")
        self._alerts_title = label(self.tr("Open alerts"), "heading")
        self._alerts = LineCard()
        self._alerts.setAccessibleName(self.tr("Open alerts"))
        self._alerts.opened.connect(self._open)
        self._sign_ins: tuple[BadSignIn, ...] = ()
        self._home: Home | None = None
        self._next = LineCard()
        self._next.setAccessibleName(self.tr("Comes next"))
        self._next.opened.connect(self._open)
        self._sizes = SizeTiles()
        self._sizes.opened.connect(lambda id_: self.session.open_page("segments", segment=id_))
        self._last = LineCard()
        self._last.opened.connect(self._open)
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
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._figures)
        column.addSpacing(8)
        needs = QVBoxLayout()
        needs.setSpacing(8)
        for part in (label(self.tr("Needs you"), "heading"), self._all_well, self._needs):
            needs.addWidget(part)
        column.addLayout(needs)
        column.addWidget(self._alerts_title)
        column.addWidget(self._alerts)
        column.addSpacing(8)
        column.addWidget(self._week)
        column.addSpacing(8)
        self._grew = _titled(self.tr("Segments this week"), self.tr("those that changed most"), self._sizes)
        column.addWidget(self._grew)
        column.addSpacing(8)
        self._ran = _titled(self.tr("Ran last"), "", self._last)
        self._comes = _titled(self.tr("Comes next"), "", self._next)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self._ran, 1)
        pair.addWidget(self._comes, 1)
        column.addLayout(pair)
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
        again = button(self.tr("Try again"), "refresh", on=self._read)
        self._unread = EmptyState("alert", self.tr("Home could not be read"), "", again)
        self._layers.addWidget(self._unread)
        self._layers.addWidget(Skeleton(BARS))
        self._layers.setCurrentIndex(LOADING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._layers)

    # What is shown --------------------------------------------------------------------------------------------------

    def open(self, **_: Any) -> None:
        self._minute.start()
        self._read()
        self._read_sign_ins()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.RUNS, Kind.SYNCS, Kind.SEGMENTS, Kind.DATASETS, Kind.CONNECTIONS, Kind.SETTINGS}:
            self._read()
        if kinds & {Kind.CONNECTIONS}:
            self._read_sign_ins()

    def _read(self) -> None:
        if self.isVisible() or not self._date.text():
            ask, app, now = self.session.ask, self.session.app, self.session.now()
            ask(self, read_home, app, now, done=self._on_home, failed=self._on_unread, slot="home")

    def _read_sign_ins(self) -> None:
        """Apart from the rest and more seldom: a keyring may take its time, or ask a person to unlock it."""
        app, now = self.session.app, self.session.now()
        self.session.ask(self, read_sign_ins, app, now, done=self._on_sign_ins, failed=lambda _error: None, slot="sign-ins")

    def _on_sign_ins(self, found: tuple[BadSignIn, ...]) -> None:
        self._sign_ins = found
        if self._home is not None:
            self._show_needs(self._home, self.session.now())

    def _on_unread(self, error: CensusError) -> None:
        """What was read before stays; else the page says why there is nothing."""
        if self._home is None:
            self._unread.set_texts(self.tr("Home could not be read"), str(error))
            self._layers.setCurrentIndex(UNREAD)
        else:
            self.session.fail(error)

    def _on_home(self, home: Home) -> None:
        self._home = home
        now = self.session.now()
        local = now.astimezone()
        part = self.tr("morning") if local.hour < 12 else self.tr("afternoon") if local.hour < 18 else self.tr("evening")
        self._greeting.setText(self.tr("Good %1").replace("%1", part))
        self._date.setText(words.long_day(now))
        self._layers.setCurrentIndex(FULL if home.rows else NOTHING_SENT if home.has_segments else NEW)
        self._show_figures(home, now)
        self._show_needs(home, now)
        self._show_alerts(home, now)
        self._timeline.set_lanes(home.lanes, now)
        self._week.setVisible(bool(home.lanes))
        self._sizes.set_sizes(home.sizes)
        self._grew.setVisible(bool(home.sizes))
        self._last.set_lines([last_line(run, now) for run in home.runs[:SHOWN_LAST]])
        self._ran.setVisible(bool(home.runs))
        due = sorted((r for r in home.rows if r.next_run_at), key=lambda r: r.next_run_at or now)
        self._next.set_lines([next_line(row, now) for row in due[:SHOWN_NEXT]])
        self._comes.setVisible(bool(due))

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
        lines = [sign_in_line(bad) for bad in self._sign_ins]
        lines += [need_line(row, now) for row in needy]
        lines += [changed_line(changed) for changed in home.changed]
        more = len(lines) - SHOWN_NEEDS
        self._needs.set_lines(lines[:SHOWN_NEEDS])
        self._all_well.setVisible(not lines or more > 0)
        many = self.tr("%1 more, once these are mended.").replace("%1", words.number(max(0, more)))
        self._all_well.setText(many if lines else self.tr("Nothing. Every sync's last run is in order."))

    def _show_alerts(self, home: Home, now: datetime) -> None:
        lines = [channel_line(channel) for channel in home.channels]
        needy = {r.sync.id for r in home.rows if r.health in (Health.HELD, Health.FAILED)}
        more = [a for a in home.alerts if a.kind != "failed_run" or a.sync_id not in needy]  # those are above already
        lines += [alert_line(alert, now) for alert in more[:SHOWN_ALERTS]]
        self._alerts_title.setVisible(bool(lines))
        self._alerts.set_lines(lines)

    # Acts -----------------------------------------------------------------------------------------------------------

    def _open(self, key: str) -> None:
        """Where a line leads: to a run, to what was kept back, or to the thing that needs mending."""
        kind, _, id_ = key.rpartition(" ")
        if kind == HELD:
            self.session.open_page("review", held=id_)
        elif kind == DATA:
            self.session.open_page("datasets", dataset=id_)
        elif kind == CONNECTION:
            self.session.open_page("destinations", connection=id_)
        elif kind == NEXT:
            self._open_sync(id_)
        elif kind == CHANNEL:
            self.session.open_page("settings")
        else:
            self._open_run(id_)

    def _open_sync(self, sync_id: str) -> None:
        row = next((r for r in (self._home.rows if self._home else ()) if r.sync.id == sync_id), None)
        if row is not None and row.sync.source.kind == "segment":
            self.session.open_page("segments", segment=row.sync.source.id, tab="Syncs", sync=sync_id)
        elif row is not None:
            self.session.open_page("datasets", dataset=row.sync.source.id, sync=sync_id)

    def _open_run(self, run_id: str) -> None:
        self.session.open_page("runs", run=run_id)


def _titled(title: str, note: str, below: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    above = QHBoxLayout()
    above.addWidget(label(title, "heading"))
    above.addStretch(1)
    above.addWidget(label(note, "small"))
    column.addLayout(above)
    column.addWidget(below)
    column.addStretch(1)
    return made


def _what_is_waited_for(rows: Sequence[SyncRow]) -> str:
    """What sets off the next run where none has a time."""
    active = [r.sync.schedule.kind for r in rows if r.sync.status is SyncStatus.ACTIVE]
    for kind, one, many in (
        ("on_change", words.tr("sync waits for a change"), words.tr("syncs wait for a change")),
        ("after", words.tr("sync waits for another"), words.tr("syncs wait for others")),
    ):
        if count := active.count(kind):
            return words.counted(count, words.tr(one), words.tr(many))
    return words.tr("nothing is scheduled")
