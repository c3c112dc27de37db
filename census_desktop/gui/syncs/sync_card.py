"""The card of the selected sync: what is at the destination, what the last run did, the last twenty runs, and the acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QProgressBar, QPushButton, QToolTip, QVBoxLayout, QWidget

from census_desktop.domain.alerts import Alert, OpenAlert, in_words
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Run, RunStatus, SyncStatus
from census_desktop.domain.plan import Progress, RecordIssue
from census_desktop.domain.rows import RunFilter
from census_desktop.gui.commands import Commands
from census_desktop.gui.guide.tips import teach
from census_desktop.gui.kit import icons, palette, said, states, words
from census_desktop.gui.kit.forms import retone
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Badge, Banner, ElidedLabel, Tile, button, label, set_tone
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.syncs.sync_lines import SyncLine, progress_text

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

SHOWN_RUNS = 20
SHOWN_REASONS = 3
FIGURES = (
    QT_TRANSLATE_NOOP("SyncCard", "Now"),
    QT_TRANSLATE_NOOP("SyncCard", "Added"),
    QT_TRANSLATE_NOOP("SyncCard", "Changed"),
    QT_TRANSLATE_NOOP("SyncCard", "Removed"),
    QT_TRANSLATE_NOOP("SyncCard", "Rejected"),
    QT_TRANSLATE_NOOP("SyncCard", "Invalid"),
)


@dataclass(frozen=True, slots=True)
class History:
    """The last runs of a sync, newest first, and what the newest could not deliver."""

    sync_id: str
    runs: tuple[Run, ...]
    issues: tuple[RecordIssue, ...]
    alerts: tuple[tuple[Alert, OpenAlert | None], ...] = ()
    """What is told of it, and what is open of that."""


def read_history(app: App, sync_id: str) -> History:
    """In the pool: runs, and a few records that did not arrive in the newest (none if they are no longer kept)."""
    runs = app.runs.list(RunFilter(sync_id=sync_id, limit=SHOWN_RUNS))
    issues: tuple[RecordIssue, ...] = ()
    newest = next((r for r in runs if r.status.is_over), None)
    if newest and (kind := kind_of_trouble(newest)):
        try:
            issues = app.runs.issues(newest.id, kind, 0, 50)
        except CensusError:
            issues = ()
    return History(sync_id, runs, issues, app.alerts.of(sync_id))


def kind_of_trouble(run: Run) -> str:
    """The records of a run that a person would look at first: rejected | unknown | invalid, "" when it has none."""
    return next((kind for kind in ("rejected", "unknown", "invalid") if getattr(run.counts, kind)), "")


class RunBars(QWidget):
    """A bar a run, oldest first; its height is what was sent. Arrows move, Enter or a click opens the run."""

    accessible_role = QAccessible.Role.Chart
    opened = Signal(str)

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._runs: tuple[Run, ...] = ()
        self._at = -1
        self.setFixedHeight(px(44))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Last runs"))

    def set_runs(self, newest_first: tuple[Run, ...]) -> None:
        self._runs = tuple(reversed(newest_first))
        self._at = len(self._runs) - 1
        failed = sum(r.status is RunStatus.FAILED for r in self._runs)
        text = words.counted(len(self._runs), self.tr("run"), self.tr("runs"))
        self.setAccessibleDescription(f"{text}, {failed} {self.tr('failed')}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(26 * SHOWN_RUNS, px(44))

    def _bar(self, number: int) -> QRectF:
        most = max((r.counts.processed for r in self._runs), default=0)
        share = self._runs[number].counts.processed / most if most else 0
        height = 5 + share * 35
        return QRectF(26 * number, 42 - height, 22, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, run in enumerate(self._runs):
            newest = number == len(self._runs) - 1
            role = {"fail": "fail", "warn": "warn"}.get(states.of_run(run).tone, "accent" if newest else "accent_soft")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(role))
            painter.drawRoundedRect(self._bar(number), 3, 3)
            if self.hasFocus() and number == self._at:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(palette.color("text"))
                painter.drawRoundedRect(self._bar(number).adjusted(-2, -2, 2, 2), 4, 4)

    def _text(self, run: Run) -> str:
        counts = run.counts
        parts = [f"+{words.number(counts.added)} ~{words.number(counts.changed)} −{words.number(counts.removed)}"]
        parts += filter(None, [states.trouble(counts)])
        return "\n".join([words.exact(run.created_at), states.of_run(run).word, " · ".join(parts), run.error]).strip()

    def _number_at(self, x: float) -> int:
        number = int(x // 26)
        return number if 0 <= number < len(self._runs) and x % 26 <= 22 else -1

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            number = self._number_at(event.pos().x())
            if number >= 0:
                QToolTip.showText(event.globalPos(), self._text(self._runs[number]), self)
            return True
        return bool(super().event(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().x())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._runs[number].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self._runs:
            self._at = min(max(0, self._at + step), len(self._runs) - 1)
            self.setAccessibleDescription(self._text(self._runs[self._at]).replace("\n", ", "))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and 0 <= self._at < len(self._runs):
            self.opened.emit(self._runs[self._at].id)
        else:
            super().keyPressEvent(event)


class Figure(QWidget):
    """A small word and the number below it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = label(title, "small")
        self._number = label("–", "figure")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addWidget(self._number)

    def show_number(self, value: int | None, tone: str = "") -> None:
        self._number.setText(words.number(value))
        set_tone(self._number, tone if value else "")
        self.setAccessibleName(f"{self._title.text()}: {self._number.text()}")

    def set_title(self, title: str) -> None:
        self._title.setText(title)


class SyncCard(QFrame):
    """Shows one line; its buttons run the window's commands."""

    run_opened = Signal(str)
    records_opened = Signal(str, str)
    """(run id, "rejected", "unknown" or "invalid")"""
    held_opened = Signal(str)
    """Run id: review what a guard kept back."""
    held_dismissed = Signal(str)
    guard_edited = Signal()

    def __init__(self, commands: Commands, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._commands = commands
        self._now = now
        self._newest = ""
        self._run_paused = False
        self._kind = "rejected"
        self._tile = Tile()
        self._title = ElidedLabel("", "heading")
        self._environment = Badge(None)
        self._below = ElidedLabel("", "small")
        self.review = self._button(self.tr("Review changes"), "eye", "review-changes")
        self.run = self._button(self.tr("Run now"), "play", "run-now", kind="primary")
        self.go_on = self._button(self.tr("Finish setting up"), "pencil", "edit-sync", kind="primary")
        self.cancel = self._button(self.tr("Cancel run"), "stop", "cancel-run")
        self.pause_run = self._button(self.tr("Pause run"), "pause", "pause-run")
        self.pause = self._button(self.tr("Pause"), "pause", "pause-sync")
        self.more = button("", "more", kind="icon", name=self.tr("More for this sync"))
        self.more.setMenu(self._menu())
        self.figures = {name: Figure(self.tr(name)) for name in FIGURES}
        self.bars = RunBars(now)
        self._span = label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the run"))
        self._progress = label("", "small")
        self.trouble = Banner()
        self.trouble.action.clicked.connect(self._open_trouble)
        self._notices = QVBoxLayout()
        self.alerts = label("", "small", wrap=True)
        self.held = Banner()
        self.held.action.clicked.connect(self.guard_edited)
        self.held.add(button(self.tr("Review and send…"), "eye", on=lambda: self.held_opened.emit(self._newest)))
        dismiss = self.tr("Dismiss what is held")
        self.held.add(button(self.tr("Dismiss"), name=dismiss, on=lambda: self.held_dismissed.emit(self._newest)))
        self._build()

    def _button(self, text: str, icon: str, command: str, kind: str = "") -> QPushButton:
        made = button(text, icon, kind=kind, on=lambda: self._commands.run(command))
        teach(made, self._commands, command)
        return made

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self._commands.action("edit-sync"))
        menu.addAction(icons.icon("runs", "secondary"), self.tr("Open runs"), self._open_runs)
        menu.addAction(self._commands.action("sync-history"))
        menu.addAction(self._commands.action("find-record"))
        menu.addAction(self._commands.action("check-audience"))
        menu.addSeparator()
        menu.addAction(self._commands.action("delete-sync"))
        return menu

    def _build(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._below)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._tile)
        head.addLayout(names, 1)
        head.addWidget(self._environment, 0, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.review, self.run, self.go_on, self.pause_run, self.cancel, self.pause, self.more):
            head.addWidget(widget)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for number, figure in enumerate(self.figures.values()):
            grid.addWidget(figure, 0, number)
            grid.setColumnMinimumWidth(number, 108 if number else 120)
        grid.setColumnStretch(len(self.figures), 1)
        working = QHBoxLayout()
        working.setSpacing(12)
        working.addWidget(self.bar, 1)
        working.addWidget(self._progress)
        caption = QHBoxLayout()
        self._caption = label(self.tr("Last 20 runs"), "small")
        caption.addWidget(self._caption, 1)
        caption.addWidget(self._span)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        for part in (head, grid, working):
            layout.addLayout(part)
        layout.addWidget(self.held)
        layout.addWidget(self.trouble)
        layout.addLayout(self._notices)
        layout.addWidget(self.alerts)
        layout.addLayout(caption)
        layout.addWidget(self.bars)
        self.bars.opened.connect(self.run_opened)

    def add_notice(self, notice: QWidget) -> None:
        """A line of somebody else's below what went wrong."""
        self._notices.addWidget(notice)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_line(
        self, line: SyncLine, *, running: bool, queued: bool, progress: Progress | None, run_paused: bool | None = None
    ) -> None:
        """`run_paused` is None when no run works here that could be paused."""
        sync = line.sync
        self._tile.set_tile(line.look.icon, line.look.tint)
        self._title.set_text(" · ".join(filter(None, (line.row.connection.name, line.object))))
        self._environment.set_state(states.of_environment(line.row.connection.environment))
        parts = [
            f"{self.tr('key')}: {sync.key.field or '–'}",
            words.counted(len(sync.mappings) + 1, self.tr("field"), self.tr("fields")),
        ]
        if line.template:
            parts.append(f"{self.tr('copied from')} “{line.template}”")
        if (ageing := line.row.ageing) and ageing.due_at:
            parts.append(self.tr("members expire, so all are sent again from %1 on").replace("%1", words.day(ageing.due_at)))
        self._below.set_text(" · ".join(parts))
        draft, busy = sync.status is SyncStatus.DRAFT, running or queued
        self.run.setVisible(not busy and not draft)
        self.go_on.setVisible(draft)
        self.cancel.setVisible(busy)
        self.review.setVisible(not draft and not running)
        self.review.setEnabled(not busy)
        self.pause.setVisible(not draft and not running)
        self.pause_run.setVisible(running and run_paused is not None)
        self.pause_run.setText(self.tr("Resume run") if run_paused else self.tr("Pause run"))
        self.pause_run.setAccessibleName(self.pause_run.text())
        icons.set_icon(self.pause_run, "play" if run_paused else "pause")
        self._run_paused = bool(run_paused)
        paused = sync.status is SyncStatus.PAUSED
        self.pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self.pause.setAccessibleName(self.pause.text())
        icons.set_icon(self.pause, "play" if paused else "pause")
        self.figures["Now"].set_title(self._now_title(line))
        self.figures["Now"].show_number(line.row.members)
        run = line.row.last_run
        planned = run is None or bool(run.held) or not run.status.is_over
        counts = None if planned or run is None else run.counts
        tones = {"added": "ok", "changed": "run", "removed": "", "rejected": "warn", "invalid": "warn"}
        for name, tone in tones.items():
            self.figures[name.title()].show_number(getattr(counts, name) if counts else None, tone)
        self.show_progress(progress, running=running, queued=queued)

    def _now_title(self, line: SyncLine) -> str:
        return self.tr("In the %1 now").replace("%1", line.audience_word) if line.sync.audience else self.tr("There now")

    def show_progress(self, progress: Progress | None, *, running: bool, queued: bool) -> None:
        self.bar.setVisible(running)
        self._progress.setVisible(running or queued)
        if queued:
            self._progress.setText(self.tr("Waits for its turn: one run at a time for this destination object"))
        elif running:
            known = progress is not None and progress.total > 0
            self.bar.setRange(0, progress.total if progress is not None and known else 0)
            self.bar.setValue(progress.done if progress is not None and known else 0)
            text, rate = progress_text(progress) if progress else (self.tr("starting…"), "")
            rate = self.tr("paused") if self._run_paused else rate
            self._progress.setText(f"{text} · {rate}" if rate else text)

    def show_history(self, history: History) -> None:
        runs = history.runs
        self.bars.set_runs(runs)
        for widget in (self.bars, self._caption, self._span):
            widget.setVisible(bool(runs))
        if runs:
            several = self.tr("Last %1 runs").replace("%1", words.number(len(runs)))
            self._caption.setText(several if len(runs) > 1 else self.tr("Last run"))
            days = [words.day_or_today(run.created_at, self._now()) for run in (runs[-1], runs[0]) if run.created_at]
            self._span.setText(" – ".join(dict.fromkeys(days)))
        self._show_trouble(history)
        self._show_alerts(history)

    def _show_alerts(self, history: History) -> None:
        """Alerts of the sync, those that hold now first."""
        held = [(a, found) for a, found in history.alerts if found]
        open_ = [f"{said.said(in_words(a))} ({words.ago(found.since, self._now())})" for a, found in held]
        rest = words.counted(len(history.alerts) - len(held), self.tr("alert watches"), self.tr("alerts watch"))
        quiet = self.tr("Nothing is told of this sync.") if not history.alerts else f"{rest} {self.tr('its runs')}."
        self.alerts.setText(f"{self.tr('Open alerts')}: {' · '.join(open_)}" if open_ else quiet)
        self.alerts.setToolTip("\n".join(said.said(in_words(a)) for a, _ in history.alerts))
        retone(self.alerts, "warn" if open_ else "")

    def _show_trouble(self, history: History) -> None:
        """Why the newest run failed, or what it could not deliver; the records are one click away."""
        newest = next(iter(history.runs), None)
        if newest is not None and not newest.status.is_over:
            newest = None  # what went wrong before may be right in a moment
        if newest is not None:
            self._newest = newest.id
            self._kind = kind_of_trouble(newest)
        held = newest is not None and bool(newest.held)
        self.held.setVisible(held)
        if held and newest is not None:
            self.held.show_text(newest.held, "warn", "shield", self.tr("Edit guard"), closable=False)
            self.trouble.hide()
        elif newest is not None and newest.status is RunStatus.FAILED:
            self._kind = ""
            self.trouble.show_text(newest.error, "fail", "cross", self.tr("Open run"), closable=False)
        elif newest is not None and (newest.counts.not_known_to_arrive or newest.counts.invalid):
            action = self.tr("Show records") if history.issues else ""
            self.trouble.show_text(self._reasons(newest, history.issues), "warn", "alert", action, closable=False)
        else:
            self.trouble.hide()

    def _reasons(self, run: Run, issues: tuple[RecordIssue, ...]) -> str:
        invalid = self.tr("%1 invalid").replace("%1", words.number(run.counts.invalid))
        counted = states.trouble(run.counts) or invalid
        reasons = list(dict.fromkeys(issue.reason for issue in issues))[:SHOWN_REASONS]
        return f"{counted}: {' · '.join(reasons)}" if reasons else counted

    # Acts -----------------------------------------------------------------------------------------------------------

    def _open_trouble(self) -> None:
        if self._kind:
            self.records_opened.emit(self._newest, self._kind)
        else:
            self.run_opened.emit(self._newest)

    def _open_runs(self) -> None:
        self.run_opened.emit("")
