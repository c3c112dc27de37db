"""Which run may start now: one per destination object at a time, in the order they were asked for or put into since.

The order is that of this program while it runs: what waits when it ends is not asked for again (docs/adr/0037).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from census_desktop.domain.model import Trigger
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import CancelToken
from census_desktop.usecases.run_pace import RunPace

Target = tuple[str, str, str]
"""(connection id, object, audience)"""


class Move(StrEnum):
    """Where a waiting run goes in the line."""

    FIRST = "first"
    UP = "up"
    DOWN = "down"


@dataclass(slots=True)
class RunJob:
    """A run that was asked for. `target` is unknown until the sync has been looked up."""

    sync_id: str
    plan_digest: str
    trigger: Trigger
    removes: int | None = None
    """The number that a person typed, where it was asked for."""
    token: CancelToken = field(default_factory=CancelToken)
    target: Target | None = None


class RunQueue:
    """Waiting and working runs of one program, by sync id. Used from one thread only."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.waiting: dict[str, RunJob] = {}
        self.working: dict[str, RunJob] = {}
        self.progress: dict[str, Progress] = {}
        self.paces: dict[str, RunPace] = {}
        self.is_held = False
        """Nothing starts until `hold(False)`."""

    def announce(self, sync_id: str, plan_digest: str, trigger: Trigger, removes: int | None = None) -> bool:
        """Line up; False if the sync already waits or works."""
        if sync_id in self.waiting or sync_id in self.working:
            return False
        self.waiting[sync_id] = RunJob(sync_id, plan_digest, trigger, removes)
        return True

    def locate(self, sync_id: str, target: Target) -> None:
        if job := self.waiting.get(sync_id):
            job.target = target

    def take(self) -> tuple[RunJob, ...]:
        """Move every run that may start now to working. One that is not looked up yet holds back those after it: it could
        have the same target, and is looked up in a moment."""
        started: list[RunJob] = []
        if self.is_held:
            return ()
        busy = {job.target for job in self.working.values()}
        for job in tuple(self.waiting.values()):
            if job.target is None or len(self.working) >= self._most:
                break
            if job.target not in busy:
                self.working[job.sync_id] = self.waiting.pop(job.sync_id)
                started.append(job)
            busy.add(job.target)
        return tuple(started)

    def report(self, progress: Progress) -> None:
        if progress.sync_id in self.working:
            self.progress[progress.sync_id] = progress
            self.paces.setdefault(progress.sync_id, RunPace()).add(progress)

    def can_move(self, sync_id: str, move: Move) -> bool:
        """Whether that would change its place: only what waits has one."""
        order = list(self.waiting)
        return sync_id in order and sync_id != order[-1 if move is Move.DOWN else 0]

    def move(self, sync_id: str, move: Move) -> None:
        """Put a waiting run elsewhere in the line; nothing happens to one that is there already, works or is gone."""
        if not self.can_move(sync_id, move):
            return
        order = list(self.waiting)
        place = order.index(sync_id)
        order.insert({Move.FIRST: 0, Move.UP: place - 1, Move.DOWN: place + 1}[move], order.pop(place))
        self.waiting = {id_: self.waiting[id_] for id_ in order}

    def hold(self, held: bool) -> None:
        """All working runs are asked to begin no more requests and nothing new starts; or all go on."""
        self.is_held = held
        for sync_id in self.working:
            self.set_paused(sync_id, held)

    def finish(self, sync_id: str) -> None:
        self.waiting.pop(sync_id, None)
        self.working.pop(sync_id, None)
        self.progress.pop(sync_id, None)
        self.paces.pop(sync_id, None)

    def cancel(self, sync_id: str) -> None:
        """A waiting run leaves the queue; a working one is asked to stop and finishes by itself."""
        self.waiting.pop(sync_id, None)
        if job := self.working.get(sync_id):
            job.token.cancel()

    def set_paused(self, sync_id: str, paused: bool) -> None:
        """A working run is asked to begin no more requests, or to go on; one that waits cannot be paused."""
        if job := self.working.get(sync_id):
            if paused:
                job.token.pause()
            else:
                job.token.resume()

    def is_paused(self, sync_id: str) -> bool:
        job = self.working.get(sync_id)
        return job is not None and job.token.is_paused

    def is_stopping(self, sync_id: str) -> bool:
        """It works still, but was asked to stop."""
        job = self.working.get(sync_id)
        return job is not None and job.token.is_cancelled

    def cancel_all(self) -> None:
        self.waiting.clear()
        for job in self.working.values():
            job.token.cancel()
