"""The lines of the Syncs tab: what is read for them in the pool, and the columns that show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.manifest import Manifest, ObjectSpec
from census_desktop.domain.model import RunStatus, Sync, SyncSource, SyncStatus
from census_desktop.domain.plan import Progress
from census_desktop.domain.rows import SyncRow
from census_desktop.domain.schedule import has_time
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit import icons, palette, said, states, words
from census_desktop.gui.kit.charts import draw_bar
from census_desktop.gui.kit.delegates import draw_row_ground, draw_text
from census_desktop.gui.kit.models import Column, RowRole
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.words import tr

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

Index = QModelIndex | QPersistentModelIndex
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Look:
    """How a destination type looks."""

    title: str
    icon: str
    tint: str


@dataclass(frozen=True, slots=True)
class SyncLine:
    """A sync with the names of what it joins. `object` reads "list “VIP”", `template` is what a Quick Sync copied."""

    row: SyncRow
    look: Look
    object: str
    audience_word: str
    template: str
    after: str

    @property
    def sync(self) -> Sync:
        return self.row.sync


def read_lines(app: App, segment_id: str) -> tuple[SyncLine, ...]:
    """In the pool: the segment's syncs, newest last."""
    return tuple(line_of(app, row) for row in app.syncs.rows(segment_id=segment_id))


def read_dataset_lines(app: App, dataset_id: str) -> tuple[SyncLine, ...]:
    """In the pool: syncs of the data set as a whole, newest last; those of its segments are not among them."""
    whole = SyncSource("dataset", dataset_id)
    return tuple(line_of(app, row) for row in app.syncs.rows() if row.sync.source == whole)


def line_of(app: App, row: SyncRow) -> SyncLine:
    look, manifest = look_of(app, row.connection.type)
    spec = object_of(manifest, row.sync.object)
    word = spec.audience_word if spec else "audience"
    template, after = name_of(app, row.sync.template_id), awaited(app, row.sync.schedule.after)
    return SyncLine(row, look, object_text(spec, row.sync), word, template, after)


def look_of(app: App, type_: str) -> tuple[Look, Manifest | None]:
    """A type that this installation does not have (an added one that was removed) still has a tile."""
    try:
        manifest = app.destinations.manifest(type_)
    except CensusError:
        return Look(type_, "cloud", "indigo"), None
    return Look(manifest.title, manifest.icon, manifest.tint), manifest


def object_of(manifest: Manifest | None, name: str) -> ObjectSpec | None:
    objects = manifest.objects if manifest else ()
    return next((o for o in objects if o.name == name), None) or next((o for o in objects if o.open_name), None)


def object_text(spec: ObjectSpec | None, sync: Sync) -> str:
    if sync.audience_column:
        return words.filled(words.tr("%1s named by %2"), spec.audience_word if spec else "audience", sync.audience_column)
    if sync.audience:
        return f"{spec.audience_word if spec else 'audience'} “{sync.audience}”"
    return spec.label if spec and spec.name == sync.object else sync.object


def name_of(app: App, sync_id: str) -> str:
    """The name of another sync, "" if it is gone."""
    if not sync_id:
        return ""
    try:
        return app.syncs.get(sync_id).name
    except CensusError:
        return ""


def awaited(app: App, sync_id: str) -> str:
    """The name of the sync that another waits for, and whether it rests; "" if it is gone."""
    other = app.catalog.find(Sync, sync_id) if sync_id else None
    if other is None:
        return ""
    return (
        other.name
        if other.status is SyncStatus.ACTIVE
        else tr("%1 (%2)").replace("%2", other.status.value).replace("%1", other.name)
    )


def schedule_rests(line: SyncLine) -> bool:
    """An active sync with a time of its own that has no next one: the workspace's schedules are off."""
    return line.sync.status is SyncStatus.ACTIVE and has_time(line.sync.schedule)


def columns(jobs: Jobs, now: Now) -> tuple[Column[SyncLine], ...]:
    """Destination, Operation, State, Schedule, Last run."""

    def next_run(line: SyncLine) -> str:
        if jobs.is_running(line.sync.id):
            return tr("running now")
        if line.sync.status is SyncStatus.PAUSED:
            return tr("not while paused") if line.sync.schedule.kind != "manual" else ""
        due = line.row.next_run_at
        if due is None:
            return tr("schedules off") if schedule_rests(line) else ""
        return tr("next %1").replace("%1", words.until(due, now())) if due > now() else tr("due")

    def state(line: SyncLine) -> str:
        return states.of_sync(line.row, jobs).word

    def last(line: SyncLine) -> str:
        return progress_text(progress)[0] if (progress := jobs.progress_of(line.sync.id)) else last_run(line, now())[0]

    def sent(line: SyncLine) -> str:
        return "" if jobs.is_running(line.sync.id) else last_run(line, now())[1]

    def tile(line: SyncLine) -> QIcon:
        return icons.tile(line.look.icon, line.look.tint)

    def destination(line: SyncLine) -> str:
        return line.row.connection.name

    def exact(line: SyncLine) -> str:
        run = line.row.last_run
        return words.exact(run.finished_at or run.created_at) + (f"\n{run.error}" if run.error else "") if run else ""

    def marked(line: SyncLine) -> str:
        return states.marked(line.row.connection.name, line.row.connection.environment)

    return (
        Column(
            tr("Destination"),
            destination,
            second=lambda ln: ln.object,
            icon=tile,
            tooltip=lambda ln: f"{ln.sync.name}\n{marked(ln)}",
            accessible=marked,
        ),
        Column(tr("Operation"), lambda ln: said.said(ln.sync.operation.label), width=140),
        Column(tr("State"), state, width=112),
        Column(tr("Schedule"), lambda ln: said.schedule(ln.sync.schedule, ln.after), second=next_run, width=140),
        Column(tr("Last run"), last, second=sent, width=200, tooltip=exact),
    )


def environment_of(index: Any) -> states.State | None:
    """The badge in a line's first cell."""
    line = index.data(RowRole)
    return states.of_environment(line.row.connection.environment) if isinstance(line, SyncLine) else None


def last_run(line: SyncLine, now: datetime) -> tuple[str, str]:
    """When it last ran and what that did, as two short lines."""
    run = line.row.last_run
    if run is None:
        return tr("never"), ""
    when = words.ago(run.finished_at or run.started_at or run.created_at, now)
    counts = run.counts
    if run.held:
        return when, run.held
    if run.status is RunStatus.FAILED:
        return when, run.error or tr("failed")
    if run.status is RunStatus.CANCELLED:
        return when, tr("cancelled after %1").replace("%1", words.number(counts.updated))
    if run.status is RunStatus.WAITING:
        return when, tr("waits for the network")
    if run.status is RunStatus.SKIPPED:
        return when, tr("skipped: was already running")
    parts = [f"{sign}{words.number(n)}" for sign, n in (("+", counts.added), ("~", counts.changed), ("−", counts.removed)) if n]
    parts += filter(None, [states.trouble(counts)])
    return when, " ".join(parts) or tr("nothing had changed")


def progress_text(progress: Progress) -> tuple[str, str]:
    """Where a run stands, and how fast."""
    if progress.phase != "sending" or not progress.total:
        phases = {"reading": tr("reading"), "comparing": tr("comparing"), "finishing": tr("finishing")}
        phase = phases.get(progress.phase, tr("sending"))
        return f"{phase}… {words.number(progress.done)}" if progress.done else f"{phase}…", ""
    rate = f"{words.number(round(progress.rate))}/s" if progress.rate else ""
    done, total = words.number(progress.done), words.number(progress.total)
    return tr("%1 of %2").replace("%1", done).replace("%2", total), rate


class LastRunDelegate(QStyledItemDelegate):
    """When and what; while it runs, how far, how fast, and a bar."""

    def __init__(self, jobs: Jobs, now: Now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._now = now

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        draw_row_ground(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(8, 0, -20, -1)
        line = index.data(RowRole)
        if isinstance(line, SyncLine):
            if self._jobs.is_running(line.sync.id):
                self._paint_progress(painter, rect, self._jobs.progress_of(line.sync.id))
            else:
                self._paint_last(painter, rect, line)
        painter.restore()

    def _paint_progress(self, painter: QPainter, rect: QRectF, progress: Progress | None) -> None:
        text, rate = progress_text(progress) if progress else (tr("starting…"), "")
        top = QRectF(rect.x(), rect.y() + px(9), rect.width(), px(18))
        draw_text(painter, top.adjusted(0, 0, -60, 0), text, "text", -1)
        draw_text(painter, top, rate, "secondary", -1, right=True)
        share = min(1.0, progress.done / progress.total) if progress and progress.total else 0.0
        draw_bar(painter, QRectF(rect.x(), rect.y() + px(32), rect.width(), 6), share)

    def _paint_last(self, painter: QPainter, rect: QRectF, line: SyncLine) -> None:
        when, what = last_run(line, self._now())
        run = line.row.last_run
        first = QRectF(rect.x(), rect.y() + (px(8) if what else 0), rect.width(), px(18) if what else rect.height())
        if run is not None:
            state = states.of_run(run)
            icons.draw(painter, state.icon, QRectF(first.x(), first.y() + 3, 12, 12), palette.color(state.tone))
            first.adjust(19, 0, 0, 0)
        draw_text(painter, first, when, "text" if run else "secondary")
        tone = "fail" if run and run.status is RunStatus.FAILED and not run.held else "secondary"
        draw_text(painter, QRectF(rect.x(), rect.y() + px(26), rect.width(), px(16)), what, tone, -1)
