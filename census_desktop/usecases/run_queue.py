"""Which run may start now: one per destination object at a time, in the order they were asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from census_desktop.domain.model import Trigger
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import CancelToken

Target = tuple[str, str, str]
"""(connection id, object, audience)"""


@dataclass(slots=True)
class RunJob:
    """A run that was asked for. `target` is unknown until the sync has been looked up."""

    sync_id: str
    plan_digest: str
    trigger: Trigger
    token: CancelToken = field(default_factory=CancelToken)
    target: Target | None = None


class RunQueue:
    """Waiting and working runs of one program, by sync id. Used from one thread only."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.waiting: dict[str, RunJob] = {}
        self.working: dict[str, RunJob] = {}
        self.progress: dict[str, Progress] = {}

    def announce(self, sync_id: str, plan_digest: str, trigger: Trigger) -> bool:
        """Line up; False if the sync already waits or works."""
        if sync_id in self.waiting or sync_id in self.working:
            return False
        self.waiting[sync_id] = RunJob(sync_id, plan_digest, trigger)
        return True

    def locate(self, sync_id: str, target: Target) -> None:
        if job := self.waiting.get(sync_id):
            job.target = target

    def take(self) -> tuple[RunJob, ...]:
        """Move every run that may start now to working. One that is not looked up yet holds back those after it: it could
        have the same target, and is looked up in a moment."""
        started = []
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

    def finish(self, sync_id: str) -> None:
        self.waiting.pop(sync_id, None)
        self.working.pop(sync_id, None)
        self.progress.pop(sync_id, None)

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

    def cancel_all(self) -> None:
        self.waiting.clear()
        for job in self.working.values():
            job.token.cancel()
