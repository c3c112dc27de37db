"""The lines of the Runs page and the records of one run: what is read in the pool, and the columns that show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from census_desktop.domain.model import Connection, Run, RunStatus, Sync, Trigger
from census_desktop.domain.plan import RecordIssue
from census_desktop.domain.rows import RunFilter
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit import states, words
from census_desktop.gui.kit.exports import KEY, MASK, masked, plain_text
from census_desktop.gui.kit.models import RIGHT, Column, RowRole
from census_desktop.gui.kit.states import State
from census_desktop.gui.syncs.sync_lines import progress_text

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from census_desktop.usecases.runs import Runs

TRIGGERS = {
    Trigger.MANUAL: words.tr("by hand"),
    Trigger.SCHEDULE: words.tr("by schedule"),
    Trigger.CHANGE: words.tr("because data changed"),
    Trigger.SEQUENCE: words.tr("after another sync"),
    Trigger.QUICK_SYNC: words.tr("by Quick Sync"),
    Trigger.UNDO: words.tr("to undo another"),
}


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run with what its sync joins; `sync` is None when the sync was removed since."""

    run: Run
    sync: Sync | None
    destination: str


class RunPager:
    """Portions of the run history by keyset: each begins where the one before ended. Called in the pool, one at a time."""

    def __init__(self, app: App, filter_: RunFilter) -> None:
        self._app = app
        self._filter = filter_
        self._last: Run | None = None

    def fetch(self, offset: int, limit: int) -> tuple[Sequence[RunLine], int, int]:
        before = None
        if offset and self._last is not None and self._last.created_at is not None:
            before = (self._last.created_at, self._last.id)
        runs = self._app.runs.list(replace(self._filter, limit=limit, before=before))
        self._last = runs[-1] if runs else self._last
        more = 1 if len(runs) == limit else 0  # how many there are in all is not worth counting
        return _lines_of(self._app, runs), len(runs), offset + len(runs) + more


def _lines_of(app: App, runs: Sequence[Run]) -> list[RunLine]:
    syncs = app.catalog.some(Sync, {run.sync_id for run in runs})
    connections = app.catalog.some(Connection, {sync.connection_id for sync in syncs.values()})
    there = {sync.id: connections[sync.connection_id].name for sync in syncs.values() if sync.connection_id in connections}
    return [RunLine(run, syncs.get(run.sync_id), there.get(run.sync_id, "")) for run in runs]


def read_line(app: App, run_id: str) -> RunLine:
    (line,) = _lines_of(app, [app.runs.get(run_id)])
    return line


def changes_text(run: Run) -> str:
    counts = run.counts
    if run.status is RunStatus.COMPLETED and not counts.processed:
        return words.tr("nothing had changed")
    if run.held:
        return words.tr("held, nothing sent")
    if not counts.processed:
        return "–"
    return f"+{words.number(counts.added)} ~{words.number(counts.changed)} −{words.number(counts.removed)}"


def duration_text(run: Run) -> str:
    if run.started_at is None or run.finished_at is None:
        return ""
    return words.duration((run.finished_at - run.started_at).total_seconds())


def columns(jobs: Jobs, now: Callable[[], datetime]) -> tuple[Column[RunLine], ...]:
    """Sync, state, started, changes, not delivered."""

    def changes(line: RunLine) -> str:
        progress = jobs.progress_of(line.run.sync_id)
        if not line.run.status.is_over and progress is not None:
            return progress_text(progress)[0]
        return changes_text(line.run)

    def lost(line: RunLine) -> str:
        counts = line.run.counts
        parts = list(filter(None, [states.trouble(counts)]))
        parts += [words.filled(words.tr("%1 invalid"), words.number(counts.invalid))] if counts.invalid else []
        return ", ".join(parts) or "–"

    return (
        Column(words.tr("Sync"), lambda n: n.run.sync_name, second=lambda n: n.destination or words.tr("removed since")),
        Column(words.tr("State"), lambda n: states.of_run(n.run).word, width=140),
        Column(
            words.tr("Started"),
            lambda n: words.ago(n.run.started_at or n.run.created_at, now()),
            second=lambda n: TRIGGERS[n.run.trigger],
            width=140,
            tooltip=lambda n: words.exact(n.run.started_at or n.run.created_at),
        ),
        Column(words.tr("Took"), lambda n: duration_text(n.run), width=90, align=RIGHT),
        Column(words.tr("Changes"), changes, width=180),
        Column(
            words.tr("Not delivered"),
            lost,
            width=170,
            tone=lambda n: "warn" if n.run.counts.not_known_to_arrive else "secondary",
        ),
    )


def state_of(index: Any) -> State | None:
    line = index.data(RowRole)
    return states.of_run(line.run) if line else None


def fetch_records(runs: Runs, run: Run, kind: str, offset: int, limit: int) -> tuple[Sequence[RecordIssue], int, int]:
    """In the pool: a portion of the records that did not arrive."""
    issues = runs.issues(run.id, kind, offset, limit)
    total = int(getattr(run.counts, kind))
    return issues, len(issues), max(total, offset + len(issues)) if issues else offset


def record_columns(hidden: Callable[[], frozenset[str]]) -> tuple[Column[RecordIssue], ...]:
    """Key, reason, values."""

    def values(issue: RecordIssue) -> str:
        shown = ((name, masked(name, value, hidden())) for name, value in issue.values.items())
        return " · ".join(f"{name}: {plain_text(value)}" for name, value in shown if value is not None)

    def key(issue: RecordIssue) -> str:
        shown = (MASK if KEY in hidden() else issue.key) if issue.key else words.tr("(no key)")
        return f"{shown} · {issue.audience}" if issue.audience else shown

    return (
        Column(words.tr("Key"), key, width=240),
        Column(words.tr("Reason"), lambda i: i.reason, width=360, tone=lambda i: "warn", tooltip=lambda i: i.reason),
        Column(words.tr("Values"), values, tone=lambda i: "secondary", tooltip=values),
    )
