"""The Syncs tab of a segment: its syncs as a table, the selected one as a card, Quick Sync and New Sync."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.model import Dataset, Segment, Sync, SyncStatus, Trigger
from census_desktop.domain.plan import Progress
from census_desktop.domain.rows import Kind, QuickSyncOffer
from census_desktop.gui.guide.tips import teach
from census_desktop.gui.kit import states, words
from census_desktop.gui.kit.delegates import BadgeDelegate, CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import RowRole, TableModel
from census_desktop.gui.kit.widgets import EmptyState, button
from census_desktop.gui.session import SegmentTab, Session
from census_desktop.gui.syncs import sync_lines
from census_desktop.gui.syncs.audience_notice import AudienceNotice
from census_desktop.gui.syncs.quick_sync_menu import OfferLines, QuickSyncMenu, read_offers
from census_desktop.gui.syncs.sync_card import History, SyncCard, read_history
from census_desktop.gui.syncs.sync_lines import LastRunDelegate, SyncLine, environment_of, read_lines

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

STATE, LAST_RUN = 2, 4
TIME_PASSES_MS = 20_000


class SyncsTab(SegmentTab):
    """Everything a segment is sent to, and the acts on it."""

    title = words.tr("Syncs")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._selected = ""
        self._read_for = ""
        jobs, now = session.jobs, session.now
        self.model = TableModel[SyncLine](sync_lines.columns(jobs, now), key=lambda line: line.sync.id, parent=self)
        self.table = QTableView()
        self.card = SyncCard(session.commands, now)
        self.audience = AudienceNotice(session)
        self.card.add_notice(self.audience)
        self.menu = QuickSyncMenu(self)
        self.quick_sync = button(
            self.tr("Quick Sync"),
            "bolt",
            kind="primary",
            drop=True,
            on=self.open_quick_sync,
        )
        self.new_sync = button(self.tr("New Sync"), "plus", on=self.open_new_sync)
        teach(self.quick_sync, session.commands, "quick-sync")
        teach(self.new_sync, session.commands, "new-sync")
        self._build()
        self._connect()

    def _build(self) -> None:
        prepare_table(self.table, name=self.tr("Syncs"))
        self.table.setModel(self.model)
        jobs, now = self.session.jobs, self.session.now
        self.table.setItemDelegate(CellDelegate(self.table, icon_size=26))
        self.table.setItemDelegateForColumn(0, CellDelegate(self.table, bold=True, icon_size=26, badge=environment_of))
        self.table.setItemDelegateForColumn(STATE, BadgeDelegate(partial(_state_of, jobs), self.table))
        self.table.setItemDelegateForColumn(LAST_RUN, LastRunDelegate(jobs, now, self.table))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        set_widths(self.table)
        self.tools = QWidget()
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 4)
        tools.setSpacing(8)
        tools.addWidget(self.quick_sync)
        tools.addWidget(self.new_sync)
        below = QVBoxLayout()
        below.setContentsMargins(20, 16, 20, 12)
        below.addWidget(self.card)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(below)
        column.addStretch(0)
        self._column = column
        self._layers = QStackedWidget()
        self._layers.addWidget(full)
        self._layers.addWidget(self.empty_state())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._layers)
        self.card.hide()

    def empty_state(self) -> EmptyState:
        """What stands here while there is no sync."""
        again = button(self.tr("Quick Sync"), "bolt", kind="primary", drop=True, name=self.tr("Quick Sync this segment"))
        again.clicked.connect(lambda _checked=False: self._ask_offers(again))
        text = self.tr("Sent nowhere yet. Quick Sync copies the newest sync of the data set; New Sync sets one up.")
        return EmptyState("destinations", self.tr("No syncs yet"), text, again)

    def _connect(self) -> None:
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.table.doubleClicked.connect(self.edit)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.menu.chosen.connect(self._on_chosen)
        self.menu.new_sync.connect(self.open_new_sync)
        self.card.run_opened.connect(self._open_run)
        self.card.records_opened.connect(self._open_records)
        self.card.held_opened.connect(self._open_held)
        self.card.held_dismissed.connect(self._dismiss_held)
        self.card.guard_edited.connect(self._edit_guard)
        jobs, bind = self.session.jobs, self.session.commands.bind
        jobs.progress.connect(self._on_progress)
        jobs.queue_changed.connect(self._on_queue)
        bind("quick-sync", self, self.open_quick_sync)
        bind("new-sync", self, self.open_new_sync)
        bind("review-changes", self, self.review, enabled=self._has_runnable)
        bind("run-now", self, self.run_now, enabled=self._has_runnable)
        bind("cancel-run", self, self.cancel_run, enabled=self._is_busy)
        bind("pause-run", self, self.pause_run, enabled=self._is_running)
        bind("check-audience", self, self.audience.check, enabled=lambda: self.audience.can_check)
        bind("find-record", self, self.find_record, enabled=self._has_runnable)
        bind("pause-sync", self, self.pause_or_resume, enabled=self._has_runnable)
        bind("edit-sync", self, self.edit, enabled=self._has_line)
        bind("sync-history", self, self.open_history, enabled=self._has_line)
        bind("delete-sync", self, self.delete, enabled=self._has_line)
        self._timer = QTimer(self, interval=TIME_PASSES_MS)
        self._timer.timeout.connect(self._repaint)
        self._timer.start()

    # What is shown --------------------------------------------------------------------------------------------------

    def show_segment(self, segment: Segment, dataset: Dataset) -> None:
        if self.segment is not None and self.segment.id != segment.id:
            self._selected = ""
        super().show_segment(segment, dataset)

    @property
    def source_id(self) -> str:
        """The id of what is sent, "" before one is chosen."""
        return self.segment.id if self.segment else ""

    def read(self, app: App, source_id: str) -> tuple[SyncLine, ...]:
        """In the pool: the syncs of that source."""
        return read_lines(app, source_id)

    def activate(self) -> None:
        if id_ := self.source_id:
            self.session.ask(self, self.read, self.session.app, id_, done=partial(self._on_lines, id_), slot="lines")

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.SYNCS, Kind.RUNS, Kind.CONNECTIONS}:
            self.activate()

    def select_sync(self, sync_id: str) -> None:
        """Select it as soon as it is there."""
        self._selected = sync_id
        self._select()
        self._show_card()

    def _on_lines(self, source_id: str, lines: tuple[SyncLine, ...]) -> None:
        if self.source_id != source_id:
            return
        self._read_for = source_id
        selected = self._selected
        self.model.set_rows(lines)
        self._selected = selected or (lines[0].sync.id if lines else "")
        self._layers.setCurrentIndex(0 if lines else 1)
        rows = self.table.verticalHeader().defaultSectionSize() * len(lines)
        head = self.table.horizontalHeader().height() + 1
        self.table.setMaximumHeight(rows + head)
        self.table.setMinimumHeight(min(rows, self.table.verticalHeader().defaultSectionSize()) + head)
        self._select()
        self._show_card()

    def _select(self) -> None:
        row = self.model.row_of(self._selected)
        if row < 0 and self.model.rowCount():
            row = 0
        if row >= 0 and self.table.currentIndex().row() != row:
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = index.data(RowRole) if index.isValid() else None
        if isinstance(line, SyncLine) and line.sync.id != self._selected:
            self._selected = line.sync.id
            self._show_card()

    @property
    def line(self) -> SyncLine | None:
        """The selected line."""
        return self.model.row_at(self.model.row_of(self._selected)) if self._selected else None

    def _show_card(self) -> None:
        line = self.line
        self.card.setVisible(line is not None)
        self.audience.show_sync(line.sync if line else None)
        if line is None:
            return
        jobs, id_ = self.session.jobs, line.sync.id
        self.card.show_line(
            line,
            running=self._runs(line),
            queued=jobs.is_queued(id_),
            progress=jobs.progress_of(id_),
            run_paused=jobs.is_paused(id_) if jobs.is_running(id_) else None,
        )
        self.session.ask(self, read_history, self.session.app, id_, done=self._on_history, slot="history")

    def _runs(self, line: SyncLine) -> bool:
        return states.of_sync(line.row, self.session.jobs) in (states.RUNNING, states.RUN_PAUSED)

    def _on_history(self, history: History) -> None:
        if history.sync_id == self._selected:
            self.card.show_history(history)

    def _on_progress(self, progress: Progress) -> None:
        self.model.touch(progress.sync_id)
        if progress.sync_id == self._selected and self.isVisible():
            self.card.show_progress(progress, running=True, queued=False)

    def _on_queue(self) -> None:
        if self.isVisible():
            self._repaint()
            self._show_card()

    def _repaint(self) -> None:
        """Time has passed, or the queue moved: what is shown of the same lines differs."""
        self.model.set_rows(self.model.rows)

    # Quick Sync and New Sync ----------------------------------------------------------------------------------------

    def open_quick_sync(self) -> None:
        self._ask_offers(self.quick_sync)

    def _ask_offers(self, anchor: QWidget) -> None:
        if self.segment is not None:
            done = partial(self._on_offers, anchor)
            self.session.ask(self, read_offers, self.session.app, self.segment.id, done=done, slot="offers")

    def _on_offers(self, anchor: QWidget, read: OfferLines) -> None:
        if anchor.isVisible():
            self.menu.show_offers(read, anchor)

    def _on_chosen(self, offer: QuickSyncOffer, run_at_once: bool) -> None:
        if self.segment is not None:
            # What touches people's consent is confirmed for these people first.
            quick_sync = partial(self.session.app.syncs.quick_sync, draft=bool(offer.consent))
            done = self._on_to_confirm if offer.consent else partial(self._on_created, run_at_once)
            self.session.ask(self, quick_sync, self.segment.id, offer.template.id, done=done)

    def _on_to_confirm(self, sync: Sync) -> None:
        """The copy is a draft until it is confirmed what it does to consent."""
        self.session.open_page("sync-editor", sync=sync.id, step="safety")
        self.session.toast(self.tr("“%1” is a draft: confirm what it does to people's consent").replace("%1", sync.name))

    def _on_created(self, run_at_once: bool, sync: Sync) -> None:
        """The new sync is selected, and starts where it was asked to."""
        self._selected = sync.id
        if run_at_once:
            self.session.jobs.run_sync(sync.id, trigger=Trigger.QUICK_SYNC)
            self.session.status(self.tr("“%1” created and started").replace("%1", sync.name))
        else:
            text = self.tr("“%1” created").replace("%1", sync.name)
            self.session.toast(text, self.tr("Undo"), partial(self._take_back, sync.id))
        self.activate()

    def _take_back(self, sync_id: str) -> None:
        self.session.ask(self, self.session.app.syncs.remove, sync_id)

    def open_new_sync(self) -> None:
        if self.segment is not None:
            self.session.open_page("sync-editor", segment=self.segment.id)

    # Acts on the selected sync --------------------------------------------------------------------------------------

    def _has_line(self) -> bool:
        return self.line is not None

    def _has_runnable(self) -> bool:
        line = self.line
        return line is not None and line.sync.status is not SyncStatus.DRAFT

    def _is_busy(self) -> bool:
        jobs = self.session.jobs
        return jobs.is_running(self._selected) or jobs.is_queued(self._selected)

    def review(self) -> None:
        self.session.open_page("review", sync=self._selected)

    def open_history(self) -> None:
        self.session.open_page("sync-history", sync=self._selected)

    def run_now(self) -> None:
        self.session.jobs.run_sync(self._selected)

    def cancel_run(self) -> None:
        self.session.jobs.cancel_run(self._selected)

    def _is_running(self) -> bool:
        return self.session.jobs.is_running(self._selected)

    def pause_run(self) -> None:
        """The run begins nothing new, or goes on."""
        jobs = self.session.jobs
        if jobs.is_paused(self._selected):
            jobs.resume_run(self._selected)
        else:
            jobs.pause_run(self._selected)

    def find_record(self) -> None:
        self.session.open_page("record", sync=self._selected)

    def pause_or_resume(self) -> None:
        if line := self.line:
            syncs = self.session.app.syncs
            act = syncs.resume if line.sync.status is SyncStatus.PAUSED else syncs.pause
            if act == syncs.pause and self.session.jobs.is_queued(line.sync.id):
                self.session.jobs.cancel_run(line.sync.id)  # a run that still waits does not begin; one that works goes on
            self.session.ask(self, act, line.sync.id)

    def edit(self, _index: Any = None) -> None:
        if self._selected:
            self.session.open_page("sync-editor", sync=self._selected)

    def delete(self) -> None:
        """Hide the sync; Undo brings it back with its history. Nothing is removed at the destination."""
        if line := self.line:
            self.session.jobs.cancel_run(line.sync.id)
            self.session.ask(self, self.session.app.syncs.remove, line.sync.id, done=self._on_deleted)

    def _on_deleted(self, sync: Sync) -> None:
        self._selected = ""
        text = self.tr("Sync “%1” deleted. Nothing was removed at the destination.").replace("%1", sync.name)
        self.session.toast(text, self.tr("Undo"), partial(self._bring_back, sync.id))
        self.activate()

    def _bring_back(self, sync_id: str) -> None:
        self._selected = sync_id
        self.session.ask(self, self.session.app.syncs.restore, sync_id)

    def _open_run(self, run_id: str) -> None:
        if run_id:
            self.session.open_page("runs", sync=self._selected, run=run_id)
        else:
            self.session.open_page("runs", sync=self._selected)

    def _open_records(self, run_id: str, kind: str) -> None:
        self.session.open_page("runs", sync=self._selected, run=run_id, records=kind)

    def _open_held(self, run_id: str) -> None:
        self.session.open_page("review", held=run_id)

    def _dismiss_held(self, run_id: str) -> None:
        self.session.ask(self, self.session.app.runs.dismiss_hold, run_id, slot="dismiss")

    def _edit_guard(self) -> None:
        self.session.open_page("sync-editor", sync=self._selected, step="safety")

    def _show_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        if not index.isValid():
            return
        self.table.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_ in (
            "review-changes",
            "run-now",
            "pause-run",
            "cancel-run",
            "pause-sync",
            "find-record",
            "check-audience",
            "edit-sync",
            "sync-history",
            "delete-sync",
        ):
            menu.addAction(self.session.commands.action(id_))
        menu.popup(self.table.viewport().mapToGlobal(place))


def _state_of(jobs: Any, index: QModelIndex) -> states.State | None:
    line = index.data(RowRole)
    return states.of_sync(line.row, jobs) if isinstance(line, SyncLine) else None
