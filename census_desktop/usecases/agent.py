"""A program without a window that keeps a workspace fresh: it runs what is due, watches, and says what happens.

One agent works on a workspace at a time. The mark of it is a locked file, which the operating system lets go of however the
process ends, and beside it a file that says who holds it.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import CensusError, NotFoundError
from census_desktop.domain.model import Run, RunStatus, Sync, SyncStatus, Trigger
from census_desktop.domain.ports import CancelToken, Clock
from census_desktop.usecases.run_queue import RunJob, RunQueue
from census_desktop.usecases.runs import Runs
from census_desktop.usecases.scheduler import Due, Look, Scheduler
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs

log = logging.getLogger(__name__)

MOST_RUNS = 4
LONGEST_WAIT = 3.0
"""Seconds until it looks again at the latest: for edits of others, a clock that was set, drives that tell of no changes."""
LEAST_WAIT = 0.2
"""Seconds between two looks at least, however often a file is written."""
HOUSEKEEPING = 3600.0
ALERTS = 20.0
"""Seconds between two looks for runs that take too long."""
WARM = ("engine.planning", "engine.run", "engine.calls", "engine.jobs", "sources.duckdb_reader")
"""Modules that a run needs and whose import takes a while."""
SCHEDULES_OFF = "Schedules of this workspace are off; turn them on with: census-desktop syncs schedules on"
_LOCK, _HOLDER = "agent.lock", "agent.json"


@dataclass(frozen=True, slots=True)
class Holder:
    """The agent that works on a workspace."""

    host: str
    pid: int
    since: datetime

    @property
    def words(self) -> str:
        return f"process {self.pid} on {self.host}"


class AgentLease:
    """That this process is the workspace's agent."""

    def __init__(self, root: Path, clock: Clock) -> None:
        from filelock import FileLock, Timeout

        root.mkdir(parents=True, exist_ok=True)
        self._root = root
        self._lock = FileLock(root / _LOCK)
        try:
            self._lock.acquire(timeout=2)  # whoever only looks holds it for a moment
        except Timeout:
            holder = read_holder(root)
            since = f" since {holder.since.astimezone():%Y-%m-%d %H:%M}" if holder else ""
            raise CensusError(
                f"An agent works on this workspace already{since}: {holder.words if holder else 'another process'}.",
                kept="It goes on as before.",
                hint="Stop it first, or leave the work to it.",
            ) from None
        import socket

        told = {"host": socket.gethostname(), "pid": os.getpid(), "since": clock.now().isoformat()}
        (root / _HOLDER).write_text(json.dumps(told), encoding="utf-8")

    def release(self) -> None:
        (self._root / _HOLDER).unlink(missing_ok=True)
        self._lock.release()


def agent_of(root: Path) -> Holder | None:
    """The agent that works on the workspace now; None without one."""
    from filelock import FileLock, Timeout

    if not (root / _HOLDER).exists():
        return None
    try:
        with FileLock(root / _LOCK, timeout=0):
            return None
    except Timeout:
        return read_holder(root)


def read_holder(root: Path) -> Holder | None:
    """Who wrote that it is the agent, whether or not it still is."""
    try:
        told = json.loads((root / _HOLDER).read_text(encoding="utf-8"))
        return Holder(str(told["host"]), int(told["pid"]), datetime.fromisoformat(told["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of an agent: `what` is ready | started | finished | refused | waiting | schedules | trouble | stopping |
    stopped."""

    at: datetime
    what: str
    text: str
    sync: Sync | None = None
    run: Run | None = None
    due: Due | None = None


class Agent:
    """Looks, runs, waits; `stop` may be called from anywhere. `tell` is called in the thread of `work`, one at a time."""

    def __init__(
        self,
        title: str,
        scheduler: Callable[[Callable[[], None]], Scheduler],
        runs: Runs,
        syncs: Syncs,
        sources: Sources,
        keep_house: Callable[[], None],
        look_for_alerts: Callable[[], None],
        clock: Clock,
        tell: Callable[[Happened], None],
    ) -> None:
        """`scheduler` makes one that wakes as it is told to; `title` says what is kept fresh; `look_for_alerts` is quick."""
        self._title = title
        self._runs = runs
        self._syncs = syncs
        self._sources = sources
        self._keep_house = keep_house
        self._clock = clock
        self._tell = tell
        self._wake = threading.Event()
        self._stop = CancelToken()
        self._stop.on_cancel(self._wake.set)
        self._scheduler = scheduler(self._wake.set)
        self._queue = RunQueue(MOST_RUNS)
        self._dues: dict[str, Due] = {}
        self._under_way: dict[Future[Any], str] = {}
        """Runs by their sync's id, and questions to databases under ""."""
        self._waiting: Mapping[str, str] = {}
        self._rests: bool | None = None
        self._trouble = ""
        self._look_for_alerts = look_for_alerts
        self._house_at = self._alerts_at = clock.monotonic()

    def stop(self) -> None:
        """Begin nothing more, cancel what runs (what was acknowledged stays so), and return from `work`."""
        self._stop.cancel()

    def work(self, *, once: bool = False) -> int:
        """Until stopped; or once, until everything that is due now has run. How many runs did not complete."""
        unwell = 0
        self._runs.recover()
        if not once:
            self._warm_up()
        self._scheduler.look()  # from now on nothing that changes is missed
        self._say("ready", self._title)
        with ThreadPoolExecutor(MOST_RUNS + 2, thread_name_prefix="agent") as pool:
            try:
                while not self._stop.is_cancelled:
                    self._wake.clear()
                    look = self._looked(pool, once)
                    if once and not self._under_way and not self._is_settling(look):
                        break
                    self._wait(look)
                    unwell += self._collect()
            finally:
                if self._stop.is_cancelled and self._queue.working:
                    self._say("stopping", "Stopping: what runs is cancelled and goes on next time")
                self._queue.cancel_all()
                self._stop.cancel()
        self._collect()
        self._scheduler.close()
        self._say("stopped", "Agent stopped")
        return unwell

    def _looked(self, pool: ThreadPoolExecutor, once: bool) -> Look:
        """Look, and begin what is due. A store that cannot be had for a while (a full disk) does not end what waits."""
        try:
            look = self._scheduler.look()
            self._tell_of(look)
            self._begin(look, pool)
        except CensusError as error:
            if once:
                raise
            if str(error) != self._trouble:
                self._say("trouble", str(error))
            self._trouble = str(error)
            return Look()
        self._trouble = ""
        return look

    def _warm_up(self) -> None:
        """Load the engine and open the files that are watched, so that their first change does not wait for that."""
        watched = [s for s in self._syncs.all() if s.schedule.kind == "on_change" and s.status is SyncStatus.ACTIVE]
        sources = {s.id: s for s in self._sources.all() if self._sources.is_local(s)}
        for dataset in {d.source_id: d for d in map(self._syncs.dataset_of, watched)}.values():
            if dataset.source_id in sources:
                for name in WARM:
                    importlib.import_module(f"census_desktop.{name}")
                with suppress(CensusError), self._sources.open_for(dataset, self._stop) as reader:
                    reader.count(dataset, None)

    # Begin ----------------------------------------------------------------------------------------------------------

    def _begin(self, look: Look, pool: ThreadPoolExecutor) -> None:
        for sync in look.checks:
            self._submit("", pool.submit(self._scheduler.check, sync, self._stop))
        for due in look.due:
            sync = due.sync
            if sync.id in self._dues or not self._scheduler.claim(due):
                continue
            self._dues[sync.id] = due
            self._queue.announce(sync.id, "", due.trigger)
            self._queue.locate(sync.id, (sync.connection_id, sync.object, sync.audience))
        for job in self._queue.take():
            if not self._is_wanted(job.sync_id, job.trigger):
                self._queue.finish(job.sync_id)
                self._scheduler.release(self._dues.pop(job.sync_id))
                continue
            self._say("started", "", sync=self._dues[job.sync_id].sync, due=self._dues[job.sync_id])
            self._submit(job.sync_id, pool.submit(self._run, job))
        if self._clock.monotonic() >= self._alerts_at:
            self._alerts_at = self._clock.monotonic() + ALERTS
            self._look_for_alerts()
        if not self._queue.working and self._clock.monotonic() >= self._house_at:
            self._house_at = self._clock.monotonic() + HOUSEKEEPING
            self._submit("", pool.submit(self._keep_house))

    def _is_wanted(self, sync_id: str, trigger: Trigger) -> bool:
        """Whether it still runs by itself: it may have waited long for another run to the same place. What a person began, and
        what waited for the network since, is wanted in any case."""
        with suppress(NotFoundError):
            if not trigger.is_by_itself:
                return self._syncs.get(sync_id).status is not SyncStatus.DRAFT
            return self._syncs.schedules_on and self._syncs.get(sync_id).status is SyncStatus.ACTIVE
        return False

    def _submit(self, sync_id: str, future: Future[Any]) -> None:
        self._under_way[future] = sync_id
        future.add_done_callback(lambda _: self._wake.set())

    def _run(self, job: RunJob) -> Run:
        """In the pool. What the end of the program cut short is not settled, so that it is due again."""
        ran = self._runs.run(job.sync_id, trigger=job.trigger, cancel=job.token)
        if not (self._stop.is_cancelled and ran.status is RunStatus.CANCELLED):
            self._scheduler.settle(self._dues[job.sync_id], ran)
        return ran

    # Wait and tell --------------------------------------------------------------------------------------------------

    def _wait(self, look: Look) -> None:
        left = LONGEST_WAIT
        if look.next_at is not None:
            left = min(left, max(LEAST_WAIT, (look.next_at - self._clock.now()).total_seconds()))
        self._wake.wait(left)
        if not self._stop.is_cancelled:
            with suppress(CensusError):
                self._stop.wait(LEAST_WAIT)  # many writes in a row are one

    def _is_settling(self, look: Look) -> bool:
        """Whether files have only just changed, so that it is known in a moment whether they are whole."""
        return look.next_at is not None and (look.next_at - self._clock.now()).total_seconds() <= 1.5

    def _collect(self) -> int:
        """Tell of what is over; how many of the runs did not complete."""
        unwell = 0
        for future in [f for f in self._under_way if f.done()]:
            sync_id, error = self._under_way.pop(future), future.exception()
            if error is not None and not isinstance(error, CensusError):
                log.error("Internal error: %s", type(error).__name__, exc_info=error)
            if not sync_id:
                continue
            self._queue.finish(sync_id)
            due = self._dues.pop(sync_id)
            if error is None:
                ran: Run = future.result()
                unwell += ran.status is not RunStatus.COMPLETED
                self._say("finished", "", sync=due.sync, run=ran, due=due)
            else:
                unwell += 1
                words = str(error) if isinstance(error, CensusError) else f"Internal error: {type(error).__name__}."
                self._say("refused", words, sync=due.sync, due=due)
        return unwell

    def _tell_of(self, look: Look) -> None:
        """Why syncs wait, once; and whether schedules are off."""
        if look.rests != self._rests:
            if look.rests or self._rests is not None:
                words = SCHEDULES_OFF if look.rests else "Schedules of this workspace are on"
                self._say("schedules", words)
            self._rests = look.rests
        for sync_id, text in look.waiting.items():
            if self._waiting.get(sync_id) != text:
                self._say("waiting", text, sync=self._syncs.get(sync_id))
        self._waiting = look.waiting

    def _say(self, what: str, text: str, *, sync: Sync | None = None, run: Run | None = None, due: Due | None = None) -> None:
        self._tell(Happened(self._clock.now(), what, text, sync, run, due))
