"""The bridge between the window and the pool: questions, runs, and what comes back, all delivered in the GUI thread.

`Jobs` owns the signals; a task is given a bound signal, plain data and a token, never a QObject of its own (a runnable
that owned one lost most results and destroyed it on the pool's thread). Two pools, so that a long run never delays a
preview. Nothing is ever terminated: work is asked to stop and stops itself.
"""

from __future__ import annotations

import inspect
import logging
import sys
from collections import deque
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot

from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.model import Run, Sync, Trigger
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.rows import Kind
from census_desktop.gui.pauses import spare_imports
from census_desktop.gui.tasks import Answer, Done, Failed, Relay, Request, Step, Task
from census_desktop.usecases.run_pace import RunPace
from census_desktop.usecases.run_queue import Move, RunQueue

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

log = logging.getLogger(__name__)

POLL_MS = 1000
POLLS_WHILE_RUNNING = 5
COALESCE_MS = 30
QUERY_THREADS = 4
RUN_THREADS = 4
RUN_SWITCH_INTERVAL = 0.001
"""Seconds a thread keeps the interpreter while runs work: halves the window's longest pause (measured: 62 to 33 ms)."""
_KEPT_TASKS = 64


class Jobs(QObject):
    """Asks use cases in the pool and hands answers to living widgets. Lives in the GUI thread, as long as the window."""

    changed = Signal(object)
    """frozenset[Kind]: what a write of this or of another process changed, merged over a few milliseconds."""
    progress = Signal(object)
    """Progress of a run that this window started."""
    run_finished = Signal(object)
    """Run, whatever its status."""
    run_failed = Signal(str, object)
    """(sync id, CensusError) for a run that could not even begin: a stale plan, a draft."""
    queue_changed = Signal()
    """Which syncs wait, run or are done has changed."""

    _answered = Signal(object)
    _stepped = Signal(object)
    _published = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app: App | None = None
        self._numbers = count(1)
        self._requests: dict[int, Request] = {}
        self._slots: dict[tuple[int, str], int] = {}
        self._tasks: dict[int, Task] = {}
        self._retired: deque[Task] = deque(maxlen=_KEPT_TASKS)
        self._watched: set[int] = set()
        self._closing = False
        self._unsubscribe: Callable[[], None] = lambda: None
        self._queries = QThreadPool(self)
        self._queries.setMaxThreadCount(QUERY_THREADS)
        self._runs = QThreadPool(self)
        self._runs.setMaxThreadCount(RUN_THREADS)
        self._kinds: set[Kind] = set()
        self._coalesce = QTimer(self, singleShot=True, interval=COALESCE_MS)
        self._coalesce.timeout.connect(self._emit_changed)
        self._version = -1
        self._polls = 0
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._ask_version)
        self._queue = RunQueue(RUN_THREADS)
        self._switch_interval = sys.getswitchinterval()
        queued = Qt.ConnectionType.QueuedConnection
        self._answered.connect(self._on_answer, queued)
        self._stepped.connect(self._on_step, queued)
        self._published.connect(self._on_published, queued)

    def attach(self, app: App) -> None:
        """Ask this workspace from now on, and listen to its changes."""
        self._unsubscribe()
        self._app = app
        self._unsubscribe = app.changes.subscribe(self._published.emit)

    def watch(self) -> None:
        """Notice what other processes change in the workspace, once it is open."""
        self._ask_version()
        self._poll.start()

    # Questions ------------------------------------------------------------------------------------------------------

    def ask(
        self,
        owner: QObject,
        fn: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        failed: Failed | None = None,
        progress: Callable[[Progress], None] | None = None,
        slot: str = "",
        **kwargs: Any,
    ) -> CancelToken:
        """Call `fn` in the pool; `done(result)` or `failed(error)` is called back here.

        With a `slot`, a new request of the same owner and slot cancels and replaces the one before: latest wins. Answers
        to owners that are gone and to cancelled requests are dropped. `fn` is given cancel= and, with `progress`,
        listener= if it takes them.
        """
        token = CancelToken()
        if self._closing:
            token.cancel()
            return token
        number = next(self._numbers)
        if slot:
            self._supersede(owner, slot)
            self._slots[id(owner), slot] = number
        self._watch(owner)
        self._requests[number] = Request(owner, slot, token, done, failed, progress)
        parameters = inspect.signature(fn).parameters
        if "cancel" in parameters and "cancel" not in kwargs:
            kwargs["cancel"] = token
        if progress is not None and "listener" in parameters:
            kwargs["listener"] = self._relay(number)
        self._start(self._queries, number, partial(fn, *args, **kwargs))
        return token

    def _start(self, pool: QThreadPool, number: int, work: Callable[[], Any]) -> None:
        self._tasks[number] = Task(number, work, self._answered)
        pool.start(self._tasks[number])

    def _relay(self, number: int) -> Relay:
        from time import monotonic

        return Relay(number, self._stepped, monotonic)

    def _supersede(self, owner: QObject, slot: str) -> None:
        number = self._slots.pop((id(owner), slot), None)
        request = self._requests.pop(number, None) if number is not None else None
        if request is not None:
            request.token.cancel()

    def _watch(self, owner: QObject) -> None:
        key = id(owner)
        if owner is not self and key not in self._watched:
            self._watched.add(key)
            owner.destroyed.connect(partial(self._forget_owner, key))

    def _forget_owner(self, key: int, _gone: QObject | None = None) -> None:
        self._watched.discard(key)
        gone = [n for n, r in self._requests.items() if id(r.owner) == key]
        for number in gone:
            self._requests.pop(number).token.cancel()
        self._slots = {k: n for k, n in self._slots.items() if k[0] != key}

    @Slot(object)
    def _on_answer(self, answer: Answer) -> None:
        spare_imports()
        if task := self._tasks.pop(answer.number, None):
            self._retired.append(task)
        request = self._requests.pop(answer.number, None)
        if request is None:
            return
        if request.slot and self._slots.get((id(request.owner), request.slot)) == answer.number:
            del self._slots[id(request.owner), request.slot]
        if request.token.is_cancelled and not isinstance(request.owner, Jobs):
            return
        if not shiboken6.isValid(request.owner):
            return
        if answer.error is None:
            if request.done:
                request.done(answer.result)
        elif request.failed:
            request.failed(answer.error)
        elif not isinstance(answer.error, Cancelled):
            log.info("Unanswered failure: %s", answer.error.title)

    @Slot(object)
    def _on_step(self, step: Step) -> None:
        spare_imports()
        request = self._requests.get(step.number)
        if request and request.progress and not request.token.is_cancelled and shiboken6.isValid(request.owner):
            request.progress(step.progress)

    # Changes --------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_published(self, kinds: frozenset[Kind]) -> None:
        self._kinds |= kinds
        if not self._coalesce.isActive():
            self._coalesce.start()

    def _emit_changed(self) -> None:
        kinds, self._kinds = frozenset(self._kinds), set()
        if kinds and not self._closing:
            self.changed.emit(kinds)

    def _ask_version(self) -> None:
        """Our own runs write all the time; while they work, others are looked for less often."""
        self._polls += 1
        if self._queue.working and self._polls % POLLS_WHILE_RUNNING:
            return
        if self._app is not None and (id(self), "version") not in self._slots:
            self.ask(self, self._app.version, done=self._on_version, slot="version")

    def _on_version(self, version: int) -> None:
        known, self._version = self._version, version
        if known not in (-1, version):
            self._on_published(frozenset(Kind))

    # Runs -----------------------------------------------------------------------------------------------------------

    def run_sync(
        self, sync_id: str, plan_digest: str = "", trigger: Trigger = Trigger.MANUAL, removes: int | None = None
    ) -> bool:
        """Queue a run. One run per destination object at a time, others side by side. False if the sync already waits or
        runs here."""
        if self._app is None or self._closing or not self._queue.announce(sync_id, plan_digest, trigger, removes):
            return False
        self.queue_changed.emit()
        self.ask(
            self,
            self._app.syncs.get,
            sync_id,
            done=self._enqueue,
            failed=partial(self._run_refused, sync_id),
            slot=f"run {sync_id}",
        )
        return True

    def _enqueue(self, sync: Sync) -> None:
        self._queue.locate(sync.id, (sync.connection_id, sync.object, sync.audience))
        self._start_runs()

    def _start_runs(self) -> None:
        if self._app is None or self._closing:
            return
        for job in self._queue.take():
            sys.setswitchinterval(RUN_SWITCH_INTERVAL)
            number = next(self._numbers)
            over, refused = partial(self._run_over, job.sync_id), partial(self._run_refused, job.sync_id)
            self._requests[number] = Request(self, "", job.token, over, refused, self._on_progress)
            work = partial(
                self._app.runs.run,
                job.sync_id,
                plan_digest=job.plan_digest,
                trigger=job.trigger,
                cancel=job.token,
                listener=self._relay(number),
                removes=job.removes,
            )
            self._start(self._runs, number, work)
        self.queue_changed.emit()

    def _on_progress(self, progress: Progress) -> None:
        self._queue.report(progress)
        self.progress.emit(progress)

    def _run_over(self, sync_id: str, run: Run) -> None:
        self._leave_queue(sync_id)
        self.run_finished.emit(run)
        self._start_runs()

    def _run_refused(self, sync_id: str, error: CensusError) -> None:
        self._leave_queue(sync_id)
        self.run_failed.emit(sync_id, error)
        self._start_runs()

    def _leave_queue(self, sync_id: str) -> None:
        self._queue.finish(sync_id)
        if not self._queue.working:
            sys.setswitchinterval(self._switch_interval)

    def cancel_run(self, sync_id: str) -> None:
        """Take the run out of the queue, or ask it to stop. What was acknowledged stays acknowledged."""
        self._queue.cancel(sync_id)
        self.queue_changed.emit()

    def pause_run(self, sync_id: str) -> None:
        """Ask the run to begin nothing new until `resume_run`; what is under way goes on."""
        self._queue.set_paused(sync_id, True)
        self.queue_changed.emit()

    def resume_run(self, sync_id: str) -> None:
        self._queue.set_paused(sync_id, False)
        self.queue_changed.emit()

    def hold_runs(self, held: bool) -> None:
        """Pause all: what works begins nothing new and nothing that waits starts; or let all go on."""
        self._queue.hold(held)
        self._start_runs()

    @property
    def are_held(self) -> bool:
        return self._queue.is_held

    def move_run(self, sync_id: str, move: Move) -> None:
        """Put a waiting run elsewhere in the line."""
        self._queue.move(sync_id, move)
        self._start_runs()

    def can_move(self, sync_id: str, move: Move) -> bool:
        return self._queue.can_move(sync_id, move)

    def is_stopping(self, sync_id: str) -> bool:
        """Whether its run works here still, but was asked to stop."""
        return self._queue.is_stopping(sync_id)

    def pace_of(self, sync_id: str) -> RunPace | None:
        """How fast the sync's run sends, and how long it still takes."""
        return self._queue.paces.get(sync_id)

    def is_paused(self, sync_id: str) -> bool:
        """Whether its run works here and was asked to pause."""
        return self._queue.is_paused(sync_id)

    def is_queued(self, sync_id: str) -> bool:
        return sync_id in self._queue.waiting

    def is_running(self, sync_id: str) -> bool:
        return sync_id in self._queue.working

    def progress_of(self, sync_id: str) -> Progress | None:
        """Where the sync's run stands, if it runs here and has said so."""
        return self._queue.progress.get(sync_id)

    @property
    def queued(self) -> tuple[str, ...]:
        """Syncs that wait for their destination object or for a free thread, in order."""
        return tuple(self._queue.waiting)

    @property
    def running(self) -> tuple[str, ...]:
        return tuple(self._queue.working)

    # End ------------------------------------------------------------------------------------------------------------

    @property
    def is_idle(self) -> bool:
        """Nothing asked, running or waiting to be told."""
        waits = bool(self._queue.waiting) and not self._queue.is_held
        return not self._tasks and not self._requests and not self._kinds and not waits

    def shutdown(self, wait_ms: int = 10_000) -> bool:
        """Stop admitting, ask all to stop, wait, close the workspace. False if something did not stop in time: then the
        workspace stays open for it and the ledger brings the run to its end at the next start."""
        self._closing = True
        self._poll.stop()
        self._coalesce.stop()
        self._unsubscribe()
        self._queue.cancel_all()
        self._queries.clear()
        for request in self._requests.values():
            request.token.cancel()
        self._requests.clear()
        if self._app is not None and not self._runs.activeThreadCount():
            self._app.store.give_up()
        stopped = self._queries.waitForDone(wait_ms) and self._runs.waitForDone(wait_ms)
        self._tasks.clear()
        if stopped and self._app is not None:
            self._app.close()
            self._app = None
        return stopped
