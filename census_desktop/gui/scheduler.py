"""Starts what is due while the window is open, unless the workspace's schedules are off, as they first are in the sample, or
an agent does it; and sees to the daily backup and tidying."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Run
from census_desktop.domain.rows import Kind
from census_desktop.gui.offline.watch import Watch
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.usecases.agent import Holder
    from census_desktop.usecases.scheduler import Due, Look

LOOK_MS = 20_000
LEAST_MS = 250
BACKUP_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look in the pool found. An agent's workspace is only looked at for who that is."""

    agent: Holder | None
    look: Look | None


class Scheduler(QObject):
    """Looks when something is due, when a watched file changed, and now and then; queues what is due like a run by hand."""

    rests_changed = Signal(bool)
    """Whether schedules rest in this workspace."""
    agent_changed = Signal(str)
    """The agent that works on this workspace, in words; "" when none does."""
    _woken = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._scheduler = session.app.scheduler(self._wake)
        self._started: dict[str, Due] = {}
        """What set off the newest run of a sync here, by sync id."""
        self._asking: set[str] = set()
        """Syncs that are just being claimed or settled."""
        self._looking = self._again = False
        self._agent = ""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._backups = QTimer(self, interval=LOOK_MS)
        self._backups.timeout.connect(self.back_up)
        self._woken.connect(lambda: self._look_in(LEAST_MS), Qt.ConnectionType.QueuedConnection)
        session.jobs.run_finished.connect(self._on_run_finished)
        session.changed.connect(self._on_changed)
        session.surroundings_changed.connect(self._on_surroundings)
        self.surroundings = Watch(session, self)

    def start(self) -> None:
        """Begin. The first look comes a little later, so that there is time to rest the schedules."""
        self._timer.start()
        self._backups.start()
        self.surroundings.start()
        self._session.ask(self, self._rests, done=self.rests_changed.emit, slot="rests")
        self._session.ask(self, self._agent_now, done=self._on_agent, slot="agent")

    def _wake(self) -> None:
        """In the watcher's thread."""
        with suppress(RuntimeError):  # the window went away
            self._woken.emit()

    def close(self) -> None:
        """Watch no more. Once nothing works in the pool."""
        for timer in (self._timer, self._soon, self._backups):
            timer.stop()
        self.surroundings.stop()
        self._scheduler.close()

    def look(self) -> None:
        """Ask what is due and start it; one look at a time."""
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        self._session.ask(self, self._look, done=self._on_look, failed=self._on_no_look)

    def back_up(self) -> None:
        """Back the workspace's file up if a day has passed; asked when the window has settled, then hourly."""
        self._backups.setInterval(BACKUP_MS)
        self._session.ask(self, self._back_up, slot="backup")

    def _back_up(self) -> None:
        """In the pool."""
        self._session.app.store.back_up_if_due()
        self._session.app.runs.tidy()

    def toggle(self) -> None:
        """Rest the schedules, or let them go on."""
        self._session.ask(self, self._flip, done=self._on_flipped, slot="rests")

    def _rests(self) -> bool:
        """In the pool."""
        return not self._session.app.syncs.schedules_on

    def _flip(self) -> bool:
        """In the pool."""
        syncs = self._session.app.syncs
        syncs.set_schedules(not syncs.schedules_on)
        return not syncs.schedules_on

    # Look -----------------------------------------------------------------------------------------------------------

    def _agent_now(self) -> Holder | None:
        """In the pool."""
        from census_desktop.usecases.agent import agent_of

        return agent_of(self._session.app.paths.root)

    def _on_agent(self, holder: Holder | None) -> None:
        agent = holder.words if holder else ""
        if agent != self._agent:
            self._agent = agent
            self.agent_changed.emit(agent)

    def _look(self) -> _Seen:
        """In the pool."""
        self._session.app.alerts.look()
        agent = self._agent_now()
        return _Seen(agent, None if agent else self._scheduler.look())

    def _on_look(self, seen: _Seen) -> None:
        self._looking = False
        if self._again:
            self._look_in(LEAST_MS)
        self._on_agent(seen.agent)
        if seen.look is None:
            return
        for sync in seen.look.checks:
            self._session.ask(self, self._scheduler.check, sync, done=lambda _: self._look_in(LEAST_MS))
        for due in seen.look.due:
            if not self._is_busy(due.sync.id):
                self._ask_for(due, self._claimed, due, done=self._on_claimed)
        if seen.look.next_at is not None:
            left = (seen.look.next_at - self._session.now()).total_seconds() * 1000
            if left < LOOK_MS:
                self._look_in(int(left))

    def _on_no_look(self, error: CensusError) -> None:
        self._looking = False
        self._session.fail(error)

    def _is_busy(self, sync_id: str) -> bool:
        jobs = self._session.jobs
        return sync_id in self._asking or jobs.is_queued(sync_id) or jobs.is_running(sync_id)

    def _ask_for(self, due: Due, fn: Callable[..., Any], *args: Any, done: Callable[[Any], None]) -> None:
        self._asking.add(due.sync.id)

        def answered(answer: Any) -> None:
            self._asking.discard(due.sync.id)
            done(answer)

        def failed(error: CensusError) -> None:
            self._asking.discard(due.sync.id)
            self._session.fail(error)

        self._session.ask(self, fn, *args, done=answered, failed=failed)

    def _look_in(self, milliseconds: int) -> None:
        wait = max(LEAST_MS, milliseconds)
        if not self._soon.isActive() or self._soon.remainingTime() > wait:
            self._soon.start(wait)

    def _claimed(self, due: Due) -> tuple[Due, bool]:
        """In the pool."""
        return due, self._scheduler.claim(due)

    def _on_claimed(self, answer: tuple[Due, bool]) -> None:
        due, is_ours = answer
        if is_ours and self._session.jobs.run_sync(due.sync.id, trigger=due.trigger):
            self._started[due.sync.id] = due

    def _on_run_finished(self, run: Run) -> None:
        due = self._started.pop(run.sync_id, None)
        if due is not None and run.trigger is due.trigger:
            self._ask_for(due, self._scheduler.settle, due, run, done=lambda _: self._look_in(LEAST_MS))

    def _on_changed(self, kinds: frozenset[Kind]) -> None:
        """A run of another program that ended may be what a sync waits for; an edit may bring its time nearer."""
        if self._timer.isActive() and kinds & {Kind.RUNS, Kind.SYNCS, Kind.SETTINGS}:
            self._look_in(LEAST_MS * 4)
        if self._timer.isActive() and Kind.SETTINGS in kinds:
            self._session.ask(self, self._rests, done=self.rests_changed.emit, slot="rests anew")

    def _on_surroundings(self) -> None:
        """The network is back, or the computer woke: what waits may go on, and what was due meanwhile is due once."""
        if self._timer.isActive():
            self._look_in(LEAST_MS)

    def _on_flipped(self, rests: bool) -> None:
        self.rests_changed.emit(rests)
        if rests:
            text = self.tr("Schedules off: syncs run only by hand")
        elif self._agent:
            text = self.tr("Schedules are on: the agent runs them")
        else:
            text = self.tr("Schedules are on while this window is open")
        self._session.toast(text, self.tr("Undo"), self.toggle)
        if not rests:
            self.look()
