"""The lines of what runs, waits and failed: what is read in the pool, how a line stands, and the columns that show it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from census_desktop.domain.errors import NotFoundError
from census_desktop.domain.model import Health, Run, RunStatus, SyncStatus
from census_desktop.domain.plan import Progress
from census_desktop.domain.rows import RunFilter, SyncRow
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit import states, words
from census_desktop.gui.kit.charts import draw_bar
from census_desktop.gui.kit.delegates import Index, draw_row_ground, draw_text
from census_desktop.gui.kit.models import RIGHT, Column, RowRole
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.words import tr
from census_desktop.gui.syncs.sync_lines import progress_text

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

MOST_FAILED = 20
UNFINISHED = (RunStatus.WORKING.value, RunStatus.QUEUED.value)


@dataclass(frozen=True, slots=True)
class NowLine:
    """A sync that runs or waits here (`run` is None), that runs in another program, or whose last run failed."""

    sync_id: str
    name: str
    destination: str
    run: Run | None = None

    @property
    def has_failed(self) -> bool:
        return self.run is not None and self.run.status.is_over and not self.waits

    @property
    def waits(self) -> bool:
        """For the network."""
        return self.run is not None and self.run.status is RunStatus.WAITING

    @property
    def is_elsewhere(self) -> bool:
        return self.run is not None and not self.run.status.is_over


@dataclass(frozen=True, slots=True)
class Read:
    """Names of the syncs that run or wait here, and the lines that only the workspace's file knows."""

    names: dict[str, tuple[str, str]]
    elsewhere: tuple[NowLine, ...] = ()
    failed: tuple[NowLine, ...] = ()
    waiting: tuple[NowLine, ...] = ()


def read_now(app: App, here: Collection[str]) -> Read:
    """In the pool."""
    rows = app.syncs.rows()
    by_id = {row.sync.id: row for row in rows}
    names = {id_: (row.sync.name, row.connection.name) for id_ in here if (row := by_id.get(id_))}
    runs = app.runs.list(RunFilter(statuses=UNFINISHED))
    elsewhere = (_line(by_id.get(run.sync_id), run) for run in reversed(runs) if run.sync_id not in here)
    failed = [
        (row, row.last_run)
        for row in rows
        if row.health is Health.FAILED and row.sync.status is SyncStatus.ACTIVE and row.last_run is not None
    ]
    failed.sort(key=lambda pair: _when(pair[1]), reverse=True)
    lines = tuple(_line(row, run) for row, run in failed[:MOST_FAILED])
    names |= {line.sync_id: (line.name, line.destination) for line in lines}  # they may be run again
    waiting = tuple(
        NowLine(w.sync.id, w.sync.name, w.destination, w.run) for w in app.runs.waiting.all() if w.sync.id not in here
    )
    names |= {line.sync_id: (line.name, line.destination) for line in waiting}
    return Read(names, tuple(elsewhere), lines, waiting)


def name_of(app: App, sync_id: str) -> tuple[str, str]:
    """In the pool: a sync's name and its destination's, ("", "") of one that is gone."""
    try:
        row = app.syncs.row(sync_id)
    except NotFoundError:
        return "", ""
    return row.sync.name, row.connection.name


def _line(row: SyncRow | None, run: Run) -> NowLine:
    return NowLine(run.sync_id, run.sync_name, row.connection.name if row else "", run)


def _when(run: Run) -> float:
    at = run.finished_at or run.created_at
    return at.timestamp() if at else 0.0


def state_of(line: NowLine, jobs: Jobs) -> State:
    """What it does here goes before what the file knows of it."""
    here = states.of_job(line.sync_id, jobs)
    if here is not None:
        return here
    return states.of_run(line.run) if line.run is not None else states.RUNNING


def share_of(line: NowLine, jobs: Jobs) -> float | None:
    """How much of the run is done, None where nobody can know: it reads, compares, waits or works elsewhere."""
    progress = jobs.progress_of(line.sync_id)
    if progress is None or not progress.total or not jobs.is_running(line.sync_id):
        return None
    return min(1.0, progress.done / progress.total)


def place_text(line: NowLine, jobs: Jobs) -> str:
    """Where it stands in the line of those that wait."""
    if jobs.are_held:
        return tr("starts when runs go on")
    before = jobs.queued.index(line.sync_id)
    if not before:
        return tr("starts next")
    return tr("1 before it") if before == 1 else tr("%1 before it").replace("%1", words.number(before))


def doing_text(line: NowLine, jobs: Jobs, now: datetime) -> str:
    """Its progress, its place in the line, or what went wrong."""
    if jobs.is_queued(line.sync_id):
        return place_text(line, jobs)
    if jobs.is_running(line.sync_id):
        progress = jobs.progress_of(line.sync_id)
        return progress_text(progress)[0] if progress else tr("starting…")
    if line.is_elsewhere:
        return tr("in another window, by the agent or the command line")
    if line.run is None:
        return ""
    at = words.ago(line.run.finished_at or line.run.created_at, now)
    if line.waits:
        return f"{at}: {tr('waits for the network')}"
    return f"{at}: {line.run.error}" if line.run.error else at


def rate_text(line: NowLine, jobs: Jobs) -> str:
    pace, progress = jobs.pace_of(line.sync_id), jobs.progress_of(line.sync_id)
    if pace is None or not _is_sending(progress) or pace.rate < 0.05 or jobs.is_paused(line.sync_id):
        return ""
    rate = words.number(round(pace.rate)) if pace.rate >= 1 else f"{pace.rate:.1f}"
    return tr("%1/s").replace("%1", rate)


def left_text(line: NowLine, jobs: Jobs) -> str:
    pace = jobs.pace_of(line.sync_id)
    if pace is None or pace.seconds_left is None or jobs.is_paused(line.sync_id) or jobs.is_stopping(line.sync_id):
        return ""
    seconds = max(1, round(pace.seconds_left))
    return tr("%1 left").replace("%1", words.duration(seconds) if seconds >= 10 else f"{seconds} s")


def _is_sending(progress: Progress | None) -> bool:
    return progress is not None and progress.phase == "sending"


def columns(jobs: Jobs, now: Callable[[], datetime]) -> tuple[Column[NowLine], ...]:
    """Sync, state, how it stands, rate and time left."""

    def doing(line: NowLine) -> str:
        return doing_text(line, jobs, now())

    def accessible(line: NowLine) -> str:
        return ", ".join(filter(None, (doing(line), rate_text(line, jobs), left_text(line, jobs))))

    return (
        Column(tr("Sync"), lambda n: n.name, second=lambda n: n.destination, tooltip=lambda n: n.name),
        Column(tr("State"), lambda n: state_of(n, jobs).word, width=140),
        Column(tr("Progress"), doing, width=410, tooltip=doing, accessible=accessible),
        Column(
            tr("Rate"),
            lambda n: rate_text(n, jobs),
            second=lambda n: left_text(n, jobs),
            width=170,
            align=RIGHT,
        ),
    )


class DoingDelegate(QStyledItemDelegate):
    """How far it is: words above a bar. The bar is empty where nobody can know, and not there where nothing works."""

    def __init__(self, jobs: Jobs, parent: QTableView | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        draw_row_ground(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(8, 0, -8, -1)
        line = index.data(RowRole)
        text = str(index.data() or "")
        if isinstance(line, NowLine) and self._jobs.is_running(line.sync_id):
            draw_text(painter, QRectF(rect.x(), rect.y() + px(8), rect.width(), px(18)), text, "text", -1)
            draw_bar(painter, QRectF(rect.x(), rect.y() + px(32), rect.width(), 6), share_of(line, self._jobs) or 0.0)
        else:
            failed = isinstance(line, NowLine) and line.has_failed and not self._jobs.is_queued(line.sync_id)
            draw_text(painter, rect, text, "fail" if failed else "secondary", -1)
        painter.restore()
