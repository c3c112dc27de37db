"""State as icon, word and colour, for every list, table and badge: one table, so that a state looks the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from census_desktop.domain import environments
from census_desktop.domain.model import Counts, Health, Run, RunStatus, SyncStatus
from census_desktop.domain.rows import SegmentRow, SyncRow
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit import words
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP, tr


@dataclass(frozen=True, slots=True)
class State:
    """`tone` is a palette role that has a tint: ok, warn, fail, run or rest."""

    text: str
    icon: str
    tone: str

    @property
    def word(self) -> str:
        """The word in the user's language."""
        return tr(self.text)


ACTIVE = State(QT_TRANSLATE_NOOP("", "Active"), "check", "ok")
RUNNING = State(QT_TRANSLATE_NOOP("", "Running"), "play", "run")
RUN_PAUSED = State(QT_TRANSLATE_NOOP("", "Run paused"), "pause", "run")
STOPPING = State(QT_TRANSLATE_NOOP("", "Stopping…"), "stop", "run")
WAITING = State(QT_TRANSLATE_NOOP("", "No network"), "cloud-off", "warn")
QUEUED = State(QT_TRANSLATE_NOOP("", "Queued"), "clock", "run")
PAUSED = State(QT_TRANSLATE_NOOP("", "Paused"), "pause", "rest")
DRAFT = State(QT_TRANSLATE_NOOP("", "Draft"), "pencil", "rest")
HELD = State(QT_TRANSLATE_NOOP("", "Held"), "shield", "warn")
FAILED = State(QT_TRANSLATE_NOOP("", "Failed"), "cross", "fail")
REJECTED = State(QT_TRANSLATE_NOOP("", "Rejected"), "alert", "warn")
UNKNOWN = State(QT_TRANSLATE_NOOP("", "Unknown"), "alert", "warn")
ENVIRONMENTS = {
    environments.PRODUCTION: State(QT_TRANSLATE_NOOP("", "Production"), "bolt", "fail"),
    environments.TEST: State(QT_TRANSLATE_NOOP("", "Test"), "rehearsal", "run"),
}


def of_environment(environment: str) -> State | None:
    """The mark of a destination; None where nobody set one."""
    return ENVIRONMENTS.get(environment)


def marked(text: str, environment: str) -> str:
    """The text with the mark's word, where only text goes."""
    mark = of_environment(environment)
    return f"{text} · {mark.word}" if mark else text


def rejected(count: int) -> str:
    """ "3 rejected"."""
    return tr("%1 rejected").replace("%1", words.number(count))


def unknown(count: int) -> str:
    """ "3 unknown"."""
    return tr("%1 unknown").replace("%1", words.number(count))


def trouble(counts: Counts) -> str:
    """What keeps a run from being plainly completed, "" when nothing does: "3 rejected, 2 unknown"."""
    parts = (rejected(counts.refused) if counts.refused else "", unknown(counts.unknown) if counts.unknown else "")
    return ", ".join(filter(None, parts))


def of_run(run: Run) -> State:
    """A run's badge. A run with rejects, or with records of which nobody knows, is never plain green; one that a
    guard kept back waits for a person."""
    if run.held:
        return HELD
    if run.status is RunStatus.COMPLETED:
        if run.counts.not_known_to_arrive:
            worst = rejected(run.counts.refused) if run.counts.refused else unknown(run.counts.unknown)
            return State(worst, "alert", "warn")
        return State(tr("Completed"), "check", "ok")
    return {
        RunStatus.QUEUED: QUEUED,
        RunStatus.WORKING: RUNNING,
        RunStatus.FAILED: FAILED,
        RunStatus.WAITING: WAITING,
        RunStatus.CANCELLED: State(tr("Cancelled"), "stop", "rest"),
        RunStatus.SKIPPED: State(tr("Skipped"), "chevron-right", "rest"),
    }[run.status]


def of_job(sync_id: str, jobs: Jobs) -> State | None:
    """What the sync's run does here, None when none was asked for. That it was asked to stop is said at once."""
    if jobs.is_queued(sync_id):
        return QUEUED
    if not jobs.is_running(sync_id):
        return None
    if jobs.is_stopping(sync_id):
        return STOPPING
    return RUN_PAUSED if jobs.is_paused(sync_id) else RUNNING


def of_sync(row: SyncRow, jobs: Jobs | None = None) -> State:
    """A sync's badge: what it does now, what rests, what needs you."""
    if jobs is not None and (now := of_job(row.sync.id, jobs)) is not None:
        return now
    if row.health is Health.RUNNING:
        return RUNNING
    if row.sync.status is SyncStatus.DRAFT:
        return DRAFT
    if row.sync.status is SyncStatus.PAUSED:
        return PAUSED
    if row.last_run is not None and row.last_run.status is RunStatus.WAITING:
        return WAITING
    if row.health is Health.HELD:
        return HELD
    if row.health is Health.FAILED:
        return FAILED
    if row.health is Health.REJECTED and row.last_run is not None:
        return REJECTED if row.last_run.counts.refused else UNKNOWN
    return ACTIVE


def of_segment(row: SegmentRow, now_word: str) -> State:
    """A segment's line: the worst of its syncs; `now_word` says when it was last sent."""
    match row.health:
        case Health.FAILED:
            return State(tr("failed"), "cross", "fail")
        case Health.HELD:
            return State(tr("held"), "shield", "warn")
        case Health.REJECTED:
            return State(rejected(row.rejected) if row.rejected else unknown(row.unknown), "alert", "warn")
        case Health.RUNNING:
            return State(tr("running"), "play", "run")
        case Health.PAUSED:
            return State(tr("paused"), "pause", "rest")
        case Health.NEVER:
            return State(tr("never sent") if row.syncs else tr("no sync"), "pencil" if row.syncs else "minus", "rest")
        case Health.OK:
            return State(now_word, "check", "ok")
