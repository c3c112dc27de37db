"""The one scheduler: which syncs run by themselves now, and why. Window and agent ask it; neither decides anything itself.

It is due what its time says, what another sync's success set off, and what changed data set off. What must outlive a restart
is in the workspace's marks: the last change that was seen, the last run of another sync that was followed, and who took the
occasion, so that any number of programs on one workspace run it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.model import Connection, Run, RunStatus, Sync, SyncStatus, Trigger
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Ledger
from census_desktop.domain.reach import is_here
from census_desktop.domain.rows import RunFilter
from census_desktop.domain.schedule import BY_RUNNING_MINUTES, CHECK_MINUTES, CLOCK_SLACK, RETRY_AFTER, has_time, succeeded
from census_desktop.domain.surroundings import HELD_WORDS, reason_to_hold
from census_desktop.usecases.around import Around
from census_desktop.usecases.due import CLOCK, counted_from, due_of
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs
from census_desktop.usecases.waiting import Waiting, WaitingRun
from census_desktop.usecases.watching import Checks, Reads, Watching

if TYPE_CHECKING:
    from census_desktop.sources.changes import Token

QUIET = 1.0
"""Seconds that files must stay as they are: one that is still being written waits."""
CLAIM = timedelta(minutes=10)
"""How long whoever took an occasion has to begin with it."""
CHANGE, AFTER, TAKEN = "change", "after", "taken"
"""Names of marks: the last change seen, the last run followed, the occasion that somebody took."""
NO_NETWORK = "It waits for the network."
LOOKED_BACK = 20
"""Runs of another sync among which its last success is looked for."""


@dataclass(frozen=True, slots=True)
class Due:
    """A sync that is to run now. `occasion` is the same wherever it is found out; `mark` is kept once it has run."""

    sync: Sync
    trigger: Trigger
    occasion: str
    mark: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found: what is due, when to look again at the latest (None: nothing is planned), why syncs wait (by id),
    and whose databases are to be asked now."""

    due: tuple[Due, ...] = ()
    next_at: datetime | None = None
    waiting: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[Sync, ...] = ()
    rests: bool = False


class Scheduler:
    """`look`, then `claim` each and run it, then `settle`. Every method may wait on disk; one thread at a time looks.

    `wake` is called from another thread when a watched file changed: look then.
    """

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        syncs: Syncs,
        sources: Sources,
        folder: Path,
        clock: Clock,
        wake: Callable[[], None],
        waiting: Waiting,
        around: Around,
    ) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._syncs = syncs
        self._clock = clock
        self._sources = sources
        self._waiting = waiting
        self._around = around
        self._watching = Watching(catalog, sources, folder, wake)
        self._checks = Checks()
        self._settling: dict[str, tuple[str, float]] = {}
        """By sync id: what its files looked like when they last changed, and when that was."""

    # Look -----------------------------------------------------------------------------------------------------------

    def look(self) -> Look:
        """What is due now. Paused and held syncs rest, and so do all while the workspace's schedules are off."""
        waits = {w.sync.id: w for w in self._waiting.all()}
        if not self._syncs.schedules_on:
            self._watching.follow(())
            finding = _Finding(self._clock, self._ledger.last_runs(list(waits)), {})
            self._by_network(waits.values(), finding, rests=True)
            return replace(finding.look(), rests=True)
        syncs = [s for s in self._syncs.all() if s.status is SyncStatus.ACTIVE and s.schedule.kind != "manual"]
        runs = self._ledger.last_runs([*(s.id for s in syncs), *waits])
        finding = _Finding(self._clock, runs, self._catalog.marks())
        self._by_network(waits.values(), finding)
        for sync in (s for s in syncs if s.id not in waits):
            last = runs.get(sync.id)
            if last and last.held:
                finding.waiting[sync.id] = "It is held: a person decides first."
            elif has_time(sync.schedule):
                self._by_time(sync, last, finding)
            elif sync.schedule.kind == "after":
                self._by_sequence(sync, last, finding)
        self._by_change([s for s in syncs if s.schedule.kind == "on_change" and s.id not in waits], finding)
        self._hold(finding)
        return finding.look()

    def _by_network(self, waits: Iterable[WaitingRun], finding: _Finding, *, rests: bool = False) -> None:
        """What waits for the network goes on when it is back; what nobody asked for, only if it would run by itself still."""
        for each in waits:
            last = finding.runs.get(each.sync.id)
            if last is None or last.id != each.run.id:
                continue
            if each.run.trigger.is_by_itself and (rests or each.sync.status is not SyncStatus.ACTIVE):
                continue
            at = self._waiting.next_try(each.run)
            if at is None or at > finding.now:
                finding.waiting[each.sync.id] = NO_NETWORK
            if at is not None:
                finding.add(each.sync, at, each.run.trigger)

    def _hold(self, finding: _Finding) -> None:
        """On a metered network or a low battery, what nobody asked for waits."""
        now, rules = self._around.now(), self._around.rules
        for due in tuple(finding.due):
            why = reason_to_hold(now, rules, is_local=self._stays_here(due.sync)) if due.trigger.is_by_itself else ""
            if why:
                finding.due.remove(due)
                finding.waiting[due.sync.id] = HELD_WORDS[why]

    def _stays_here(self, sync: Sync) -> bool:
        """Whether a run of it needs no network."""
        connection = self._catalog.find(Connection, sync.connection_id)
        source = self._sources.get(self._syncs.dataset_of(sync).source_id)
        return connection is not None and is_here(connection.type, connection.config) and self._sources.is_local(source)

    def _by_time(self, sync: Sync, last: Run | None, finding: _Finding) -> None:
        at, of = counted_from(sync, last, finding.now)
        mark = finding.marks.get((sync.id, CLOCK))
        if at > finding.now + CLOCK_SLACK and (mark is None or mark[0] != of or mark[1] > finding.now):
            mark = (of, finding.now)
            self._catalog.set_mark(sync.id, CLOCK, *mark)
        if due := due_of(sync, last, finding.now, mark):
            finding.add(sync, due, Trigger.SCHEDULE)

    def _by_sequence(self, sync: Sync, last: Run | None, finding: _Finding) -> None:
        other = self._catalog.find(Sync, sync.schedule.after)
        if other is None or other.status is not SyncStatus.ACTIVE:
            finding.waiting[sync.id] = _why_no_sequence(other)
        if other is None:
            return
        done = next((r for r in self._ledger.runs(RunFilter(sync_id=other.id, limit=LOOKED_BACK)) if succeeded(r)), None)
        if done is None:
            return
        value = f"{other.id} {done.id}"
        known = finding.marks.get((sync.id, AFTER))
        if known is None or not known[0].startswith(f"{other.id} "):
            # What succeeded before the sync began to wait for it is over.
            begun = sync.updated_at or sync.created_at or finding.now
            if (done.finished_at or finding.now) <= begun:
                self._catalog.set_mark(sync.id, AFTER, value, finding.now)
                return
        elif known[0] == value:
            return
        finding.add(sync, finding.now, Trigger.SEQUENCE, (AFTER, value))

    # Changes --------------------------------------------------------------------------------------------------------

    def _by_change(self, syncs: Sequence[Sync], finding: _Finding) -> None:
        reads = {sync.id: self._watching.reads(sync) for sync in syncs}
        self._watching.follow(reads.values())
        self._checks.forget(reads)
        for gone in set(self._settling) - set(reads):
            del self._settling[gone]
        for sync in syncs:
            if sync.id not in finding.waiting and not finding.is_running(sync):
                self._look_at(sync, reads[sync.id], finding)

    def _look_at(self, sync: Sync, reads: Reads, finding: _Finding) -> None:
        known = finding.marks.get((sync.id, CHANGE), ("", finding.now))[0]
        known_files, known_tables, known_lists = [*known.split(" "), "", ""][:3]
        lists = self._watching.lists(sync)
        files = self._watching.file_token(reads, known_files)
        if files and files.missing:
            finding.waiting[sync.id] = f"{files.missing} is not there. The sync waits until it is back."
            self._settling.pop(sync.id, None)
            return
        tables = self._ask_soon(sync, reads, finding)
        if reads.tables and tables is None:
            self._by_running(sync, finding)
            return
        if reads.tables and not tables:  # not asked yet
            return
        now = f"{files.value if files else ''} {tables or ''} {lists}".rstrip()
        if not known:
            if not self._is_news(sync, files, finding):
                self._catalog.set_mark(sync.id, CHANGE, now, finding.now)
                return
        elif not (files and files.differs(known_files)) and (tables or "", lists) == (known_tables, known_lists):
            self._settling.pop(sync.id, None)
            if now != known:
                self._catalog.set_mark(sync.id, CHANGE, now, finding.now)
            self._again_if_failed(sync, now, finding)
            return
        if files and files.value != known_files and not self._is_quiet(sync, files.value, finding):
            return
        finding.add(sync, finding.now, Trigger.CHANGE, (CHANGE, now))

    def _is_news(self, sync: Sync, files: Token | None, finding: _Finding) -> bool:
        """Of a sync whose data was never looked at: whether files were written since it last ran, or was made. What a table
        was like then nobody knows."""
        last = finding.runs.get(sync.id)
        if last and files is None:
            return True
        since = last.started_at if last and last.status is RunStatus.COMPLETED else sync.created_at
        return bool(files and files.changed_at and since and files.changed_at > since)

    def _is_quiet(self, sync: Sync, value: str, finding: _Finding) -> bool:
        seen, at = self._settling.get(sync.id, ("", 0.0))
        if seen != value:
            self._settling[sync.id] = (value, self._clock.monotonic())
            finding.look_again_in(QUIET)
            return False
        left = at + QUIET - self._clock.monotonic()
        if left > 0:
            finding.look_again_in(left)
        return left <= 0

    def _again_if_failed(self, sync: Sync, now: str, finding: _Finding) -> None:
        last = finding.runs.get(sync.id)
        if last and last.status is RunStatus.FAILED:
            finding.add(sync, finding.after(last.finished_at, RETRY_AFTER), Trigger.CHANGE, (CHANGE, now))

    def _ask_soon(self, sync: Sync, reads: Reads, finding: _Finding) -> str | None:
        """What the databases last said, "" before they were asked; None where only a run finds out."""
        if not reads.tables:
            return ""
        every = 60.0 * (sync.schedule.minutes or CHECK_MINUTES)
        left = self._checks.due_in(sync, every, self._clock.monotonic())
        if left <= 0:
            self._checks.begin(sync.id, self._clock.monotonic())  # whoever looks again meanwhile does not ask twice
            finding.checks.append(sync)
        finding.look_again_in(left or every)
        if trouble := self._checks.trouble.get(sync.id):
            finding.waiting[sync.id] = f"{trouble} It is asked again later."
        if sync.id not in self._checks.said:
            known = finding.marks.get((sync.id, CHANGE), ("", finding.now))[0]
            return [*known.split(" "), ""][1]
        token = self._checks.said[sync.id]
        return token.value.replace(" ", ",") if token else None

    def _by_running(self, sync: Sync, finding: _Finding) -> None:
        last = finding.runs.get(sync.id)
        at = counted_from(sync, last, finding.now)[0]
        minutes = sync.schedule.minutes or BY_RUNNING_MINUTES
        finding.waiting[sync.id] = "Its source does not tell of changes, so they are found by running."
        finding.add(sync, finding.after(at, timedelta(minutes=minutes)), Trigger.SCHEDULE)

    def check(self, sync: Sync, cancel: CancelToken | None = None) -> None:
        """Ask the sync's databases whether they changed; the next look knows. May wait on the network. Every one of a look's
        `checks` is to be asked: it counts as under way from then on."""
        token, trouble = None, ""
        try:
            token = self._watching.table_token(sync, self._watching.reads(sync), cancel)
        except Cancelled:
            trouble = "It was not asked to its end."
        except CensusError as error:
            trouble = error.message
        finally:
            self._checks.end(sync.id, token, trouble)

    # Run ------------------------------------------------------------------------------------------------------------

    def claim(self, due: Due) -> bool:
        """Take the occasion; False if another program on this workspace took it."""
        now = self._clock.now()
        with self._catalog.transaction():
            taken = self._catalog.marks(TAKEN).get((due.sync.id, TAKEN))
            if taken and taken[0] == due.occasion and timedelta(0) <= now - taken[1] < CLAIM:
                return False
            self._catalog.set_mark(due.sync.id, TAKEN, due.occasion, now)
        return True

    def settle(self, due: Due, run: Run) -> None:
        """The run is over: what set it off is done with. One that was skipped, or that the end of the program cut short (do
        not settle that), is set off again."""
        if run.status is RunStatus.SKIPPED:
            self.release(due)
        elif due.mark:
            self._catalog.set_mark(due.sync.id, *due.mark, self._clock.now())

    def release(self, due: Due) -> None:
        """Give an occasion back that was taken and is not used."""
        self._catalog.drop_mark(due.sync.id, TAKEN)

    def close(self) -> None:
        self._watching.close()


class _Finding:
    """What one look has found so far."""

    def __init__(self, clock: Clock, runs: Mapping[str, Run], marks: Mapping[tuple[str, str], tuple[str, datetime]]) -> None:
        self.now = clock.now()
        self.runs = runs
        self.marks = marks
        self.due: list[Due] = []
        self.waiting: dict[str, str] = {}
        self.checks: list[Sync] = []
        self._next: list[datetime] = []

    def add(self, sync: Sync, at: datetime, trigger: Trigger, mark: tuple[str, str] | None = None) -> None:
        """Due at that time: now, or later."""
        if self.is_running(sync):
            return
        last = self.runs.get(sync.id)
        if at > self.now:
            self._next.append(at)
            return
        self.due.append(Due(sync, trigger, f"{last.id if last else ''} {mark[1] if mark else ''}".strip(), mark))

    def after(self, moment: datetime | None, span: timedelta) -> datetime:
        """So long after that moment; now, if it lies in the future because the clock was set back."""
        at = moment or self.now
        return self.now if at > self.now + CLOCK_SLACK else at + span

    def is_running(self, sync: Sync) -> bool:
        last = self.runs.get(sync.id)
        return last is not None and not last.status.is_over

    def look_again_in(self, seconds: float) -> None:
        self._next.append(self.now + timedelta(seconds=seconds))

    def look(self) -> Look:
        return Look(tuple(self.due), min(self._next, default=None), self.waiting, tuple(self.checks))


def _why_no_sequence(other: Sync | None) -> str:
    if other is None:
        return "The sync that it runs after is not there any more."
    return f"It runs after “{other.name}”, which is {'paused' if other.status is SyncStatus.PAUSED else 'a draft'}."
