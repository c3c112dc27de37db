"""Runs: what ran, newest first, with what became of every record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import RunStatus
from census_desktop.domain.plan import Progress
from census_desktop.domain.rows import Kind, RunFilter
from census_desktop.gui.kit import words
from census_desktop.gui.kit.delegates import BadgeDelegate, CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.forms import Choice
from census_desktop.gui.kit.growing import GrowingModel
from census_desktop.gui.kit.models import RowRole
from census_desktop.gui.kit.skeleton import Skeleton
from census_desktop.gui.kit.skeleton import rows as row_bars
from census_desktop.gui.kit.widgets import EmptyState, button, label
from census_desktop.gui.runs import run_lines
from census_desktop.gui.runs.now_panel import NowPanel
from census_desktop.gui.runs.run_detail import RunDetail
from census_desktop.gui.runs.run_lines import RunLine, RunPager
from census_desktop.gui.session import Page, Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

PORTION = 100
LIST, EMPTY, NOT_LIKE_THAT, UNREAD, LOADING = range(5)
_STATUSES = (
    (words.tr("Every state"), ()),
    (words.tr("Completed"), (RunStatus.COMPLETED.value,)),
    (words.tr("Failed"), (RunStatus.FAILED.value,)),
    (words.tr("Cancelled"), (RunStatus.CANCELLED.value,)),
    (words.tr("Running or queued"), (RunStatus.WORKING.value, RunStatus.QUEUED.value)),
    (words.tr("Waiting for network"), (RunStatus.WAITING.value,)),
    (words.tr("Skipped"), (RunStatus.SKIPPED.value,)),
)


class RunsPage(Page):
    title = words.tr("Runs")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("runs")
        self._wanted, self._kept, self._records = "", "", ""
        self._model = GrowingModel[RunLine](
            session.jobs, run_lines.columns(session.jobs, session.now), portion=PORTION, parent=self
        )
        self._table = QTableView()
        prepare_table(self._table, name=self.tr("Runs"))
        self._table.setModel(self._model)
        self._table.setItemDelegateForColumn(1, BadgeDelegate(run_lines.state_of, self._table))
        self._table.setItemDelegateForColumn(0, CellDelegate(self._table, bold=True, first_margin=20))
        set_widths(self._table)
        self._status = Choice(self.tr("State of the runs"), _STATUSES)
        self._status.setCurrentIndex(0)
        self._sync = Choice(self.tr("Sync of the runs"))
        self._sync.setMinimumContentsLength(24)
        self._sync.offer([(self.tr("Every sync"), "")], "")
        self.now = NowPanel(session)
        self.detail = RunDetail(session)
        self.detail.hide()
        self._lay_out()
        self._status.activated.connect(lambda _index: self._load())
        self._sync.activated.connect(lambda _index: self._load())
        self._table.selectionModel().currentChanged.connect(self._on_current)
        self._model.loaded.connect(lambda _total: self._on_loaded())
        self._model.failed.connect(self._on_unread)
        self.now.chosen.connect(self._on_now)
        session.jobs.progress.connect(self._on_progress)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(8)
        head.addWidget(label(self.title, "title"))
        head.addStretch(1)
        head.addWidget(self._sync)
        head.addWidget(self._status)
        self._layers = QStackedWidget()
        self._layers.addWidget(self._table)
        go = button(self.tr("Go to the segments"), on=lambda: self.session.open_page("segments"))
        text = self.tr("Every run of a sync is listed here, with its counts, errors and the records that did not arrive.")
        self._layers.addWidget(EmptyState("runs", self.tr("No run yet"), text, go))
        self._layers.addWidget(EmptyState("filter", self.tr("No run is like that"), self.tr("Choose another state or sync.")))
        again = button(self.tr("Try again"), "refresh", on=self._load)
        self._unread = EmptyState("alert", self.tr("The runs could not be read"), "", again)
        self._layers.addWidget(self._unread)
        self._layers.addWidget(Skeleton(row_bars(5)))
        self._layers.setCurrentIndex(LOADING)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self._layers)
        self._split.addWidget(self.detail)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        self._split.setSizes([290, 420])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.now)
        layout.addWidget(self._split, 1)

    # What is shown --------------------------------------------------------------------------------------------------

    def open(self, *, run: str = "", sync: str = "", records: str = "", **_: Any) -> None:
        self._wanted, self._records = run, records
        self._status.setCurrentIndex(0)
        self.now.refresh()
        self.session.ask(self, _sync_names, self.session.app, done=lambda names: self._on_names(names, sync), slot="names")

    def _on_names(self, names: tuple[tuple[str, str], ...], sync: str) -> None:
        self._sync.offer([(self.tr("Every sync"), ""), *names], sync)
        if self._sync.currentIndex() < 0:
            self._sync.setCurrentIndex(0)
        self._load()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        """New runs appear while the top of the list is seen; further down nothing jumps away under the reader."""
        self.now.refresh(kinds)
        if kinds & {Kind.RUNS} and self._table.verticalScrollBar().value() == 0:
            self._load()

    def _load(self) -> None:
        index = self._table.currentIndex()
        line = index.data(RowRole) if index.isValid() else None
        self._kept = line.run.id if line is not None else ""
        filter_ = RunFilter(sync_id=self._sync.currentData() or "", statuses=self._status.currentData() or ())
        self._model.load(RunPager(self.session.app, filter_).fetch)

    def _on_unread(self, error: CensusError) -> None:
        """What was read before stays; else the page says why there is nothing."""
        if self._layers.currentIndex() in (LOADING, UNREAD):
            self._unread.set_texts(self.tr("The runs could not be read"), str(error))
            self._layers.setCurrentIndex(UNREAD)
        else:
            self.session.fail(error)

    def _on_loaded(self) -> None:
        rows = self._model.rows
        filtered = bool(self._sync.currentData() or self._status.currentData())
        self._layers.setCurrentIndex(LIST if rows else NOT_LIKE_THAT if filtered else EMPTY)
        if not rows:
            self.detail.hide()
            return
        wanted, self._wanted = self._wanted, ""
        if self.now.has_chosen and not wanted:
            self._on_now()
            return
        row = _row_of(rows, wanted or self._kept)
        if row < 0 and wanted:
            self.session.ask(self, run_lines.read_line, self.session.app, wanted, done=self._show, slot="line")
            return
        chosen = self._model.index(max(0, row), 0)
        if self._table.currentIndex() != chosen:
            self._table.setCurrentIndex(chosen)
        self._show(rows[chosen.row()])

    def _on_current(self, index: QModelIndex) -> None:
        line = index.data(RowRole) if index.isValid() else None
        if line is not None:
            self._table.selectRow(index.row())
            self.now.let_go()
            self._show(line)

    def _on_now(self) -> None:
        """One selection over both tables: a line above is selected, and its run is told below, once it has begun."""
        self._table.clearSelection()
        self._table.setCurrentIndex(QModelIndex())
        if run_id := self.now.run_id():
            self.session.ask(self, run_lines.read_line, self.session.app, run_id, done=self._on_now_line, slot="line")
        else:
            self.detail.hide()

    def _on_now_line(self, line: RunLine) -> None:
        if self.now.run_id() == line.run.id:
            self._show(line)

    def _show(self, line: RunLine) -> None:
        self.detail.show_line(line, self._records)
        self._records = ""
        self.detail.show()

    def _on_progress(self, _progress: Progress) -> None:
        if self.isVisible():
            self._table.viewport().update()


def _row_of(rows: tuple[RunLine, ...], run_id: str) -> int:
    return next((n for n, line in enumerate(rows) if run_id and line.run.id.startswith(run_id)), -1)


def _sync_names(app: App) -> tuple[tuple[str, str], ...]:
    """In the pool."""
    return tuple(sorted(((s.name, s.id) for s in app.syncs.all()), key=lambda pair: pair[0].casefold()))
