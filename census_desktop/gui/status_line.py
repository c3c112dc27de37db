"""The line at the foot: the last thing worth a line, what runs and waits, and when the next run is due."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from census_desktop.domain.rows import Kind, Overview
from census_desktop.gui.kit import icons, palette, words
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import ElidedLabel, button, label
from census_desktop.gui.offline.badge import OfflineBadge
from census_desktop.gui.session import Session

REFRESH_MS = 15_000
MARKS = {"": ("check", "secondary"), "info": ("info", "secondary"), "warn": ("alert", "warn"), "fail": ("cross", "fail")}
"""The pictogram before the message, and its colour."""


class StatusLine(QWidget):
    """Asks for its figures when something changed, and now and then because time passes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Status"))
        self.setFixedHeight(px(28))
        self._session: Session | None = None
        self._overview = Overview()
        self._rests = False
        self._agent = ""
        self._tone = ""
        self._message = ElidedLabel(self.tr("Opening the workspace…"))
        self._offline = OfflineBadge()
        self._runs = label("")
        self._next = label("")
        self._pause = button("", "pause", kind="flat", name=self.tr("Pause runs"), on=self._on_pause)
        self._cancel = button("", "stop", kind="flat", name=self.tr("Cancel runs"), on=self._on_cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(34, 1, 16, 0)
        layout.setSpacing(16)
        layout.addWidget(self._message, 1)
        acts = QHBoxLayout()
        acts.setSpacing(2)
        for act in (self._pause, self._cancel):
            acts.addWidget(act)
            act.hide()
        layout.addWidget(self._offline)
        layout.addLayout(acts)
        layout.addWidget(self._runs)
        layout.addWidget(self._next)
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self._ask)

    def attach(self, session: Session) -> None:
        self._session = session
        session.changed.connect(self._on_changed)
        session.status_changed.connect(self.say)
        session.jobs.queue_changed.connect(self._show)
        session.commands.bind("pause-all", self, self._on_pause)
        self.say(self.tr("Ready"))
        self._offline.attach(session)
        session.commands.bind("show-waiting", self, self._offline.open_menu)
        self._timer.start()
        self._ask()

    @property
    def overview(self) -> Overview:
        return self._overview

    def say(self, text: str, tone: str = "") -> None:
        self._tone = tone
        self._message.set_text(text)
        self.update()

    def turn_page(self) -> None:
        """Another page is shown: what was told of the one before is no news any more. What needs someone stays."""
        if self._session is not None and self._tone in ("", "info"):
            self.say(self.tr("Ready"))

    def show_rest(self, rests: bool) -> None:
        """Schedules off in this workspace, or no longer."""
        self._rests = rests
        self._show()

    def show_agent(self, agent: str) -> None:
        """The agent that runs this workspace's schedules, in words; "" when this window does."""
        self._agent = agent
        self._show()

    def _on_changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.RUNS, Kind.SYNCS}:
            self._ask()

    def _ask(self) -> None:
        if self._session is not None:
            self._session.ask(self, self._session.app.runs.overview, done=self._on_overview, slot="overview")

    def _on_overview(self, overview: Overview) -> None:
        self._overview = overview
        self._show()

    def _show(self) -> None:
        if self._session is None:
            return
        jobs = self._session.jobs
        running = max(self._overview.running, len(jobs.running))
        queued = max(self._overview.queued, len(jobs.queued))
        paused = sum(jobs.is_paused(sync_id) for sync_id in jobs.running)
        text = self.tr("%1 running · %2 queued").replace("%1", str(running - paused)).replace("%2", str(queued))
        self._show_acts(paused)
        rest = self.tr("%1 paused").replace("%1", str(paused)) if paused else self.tr("Paused") if jobs.are_held else ""
        self._runs.setText(f"{rest} · {text}" if rest else text)
        due = self._overview.next_run_at
        self._next.setVisible(due is not None or self._rests or bool(self._agent))
        if self._rests:
            self._next.setText(self.tr("Schedules off"))
            self._next.setToolTip(self.tr("Syncs run only by hand. Turn schedules on in Settings."))
        elif due is not None:
            now = self._session.now()
            text = self.tr("Next run %1").replace("%1", words.until(due, now)) if due > now else self.tr("A run is due")
            self._next.setText(f"{text} · {self.tr('by the agent')}" if self._agent else text)
            self._next.setToolTip("\n".join(filter(None, (words.exact(due), self._agent_words()))))
        elif self._agent:
            self._next.setText(self.tr("An agent works here"))
            self._next.setToolTip(self._agent_words())

    def _agent_words(self) -> str:
        said = self.tr("An agent runs the schedules of this workspace: %1. This window leaves them to it.")
        return said.replace("%1", self._agent) if self._agent else ""

    # Runs that work here --------------------------------------------------------------------------------------------

    def _show_acts(self, paused: int) -> None:
        running = len(self._session.jobs.running) if self._session else 0
        held = self._session is not None and self._session.jobs.are_held
        self._pause.setVisible(running > 0 or held)
        self._cancel.setVisible(running > 0)
        resumes = held or 0 < running == paused
        name = self.tr("Resume runs") if resumes else self.tr("Pause runs")
        self._pause.setAccessibleName(name)
        self._pause.setToolTip(name)
        icons.set_icon(self._pause, "play" if resumes else "pause", "secondary")

    def _on_pause(self) -> None:
        """All runs begin nothing new and none starts; when all rest already, all go on."""
        if self._session is not None:
            jobs = self._session.jobs
            rest = bool(jobs.running) and all(jobs.is_paused(sync_id) for sync_id in jobs.running)
            jobs.hold_runs(not (jobs.are_held or rest))

    def _on_cancel(self) -> None:
        if self._session is not None:
            for sync_id in self._session.jobs.running:
                self._session.jobs.cancel_run(sync_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        icon, role = MARKS[self._tone]
        if self._session is None and not self._tone:
            icon = "clock"
        icons.draw(QPainter(self), icon, QRectF(14, (self.height() - 13) / 2, 13, 13), palette.color(role))
