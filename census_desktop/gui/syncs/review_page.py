"""Review changes: what a run would do, value by value, before anything is sent; what is sent is exactly this plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import Cancelled, CensusError, PlanStale
from census_desktop.domain.manifest import Manifest
from census_desktop.domain.model import Operation, Run
from census_desktop.domain.plan import ChangeKind, Plan, Progress
from census_desktop.domain.ports import CancelToken, Listener
from census_desktop.domain.rows import SyncRow
from census_desktop.gui.kit import words
from census_desktop.gui.kit.choose_file import ask_save
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, prepare_table, set_widths
from census_desktop.gui.kit.exports import KEY
from census_desktop.gui.kit.figures import FigureRow
from census_desktop.gui.kit.growing import GrowingModel
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.widgets import Badge, Banner, ElidedLabel, EmptyState, SearchField, button, label
from census_desktop.gui.session import Page, Session
from census_desktop.gui.syncs import review_table
from census_desktop.gui.syncs.review_table import BeforeDelegate, KindDelegate, Question, ValueRow
from census_desktop.gui.syncs.sync_lines import look_of, object_of, object_text

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

ALL, ADDED, CHANGED, REMOVED, INVALID, AGAIN = "all", "added", "changed", "removed", "invalid", "again"
PHASES = {
    "reading": "Reading the source",
    "comparing": "Comparing with what was acknowledged",
    "finishing": "Writing the plan",
    "sending": "Sending",
}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A plan and what its page says about it."""

    plan: Plan
    row: SyncRow
    object: str
    removal: str
    hidden: frozenset[str]
    batch_rows: int


def make_review(app: App, sync_id: str, cancel: CancelToken, listener: Listener) -> Reviewed:
    """In the pool: plan the sync and read what the page needs besides."""
    row = app.syncs.row(sync_id)
    plan = app.runs.plan(sync_id, cancel, listener)
    hidden = app.runs.pii_fields(sync_id)
    if row.sync.key.field in hidden:
        hidden |= {KEY}
    _, manifest = look_of(app, row.connection.type)
    spec = object_of(manifest, row.sync.object)
    removal = spec.removal if spec and row.sync.operation in (Operation.MIRROR, Operation.DELETE) else "stay there"
    return Reviewed(plan, row, object_text(spec, row.sync), removal, hidden, _batch_rows(row, manifest))


def _batch_rows(row: SyncRow, manifest: Manifest | None) -> int:
    return int(row.connection.config.get("batch_size") or (manifest.limits.batch_rows if manifest else 0))


class ReviewPage(Page):
    title = "Review changes"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("review")
        self._sync_id = ""
        self._reviewed: Reviewed | None = None
        self._token: CancelToken | None = None
        self._revealed = False
        self._filter = ALL
        self._model = GrowingModel[ValueRow](
            session.jobs, review_table.columns("key", "the destination", frozenset), parent=self
        )
        self._table = QTableView()
        self._layers = QStackedWidget()
        self._banner = Banner()
        self._lay_out()
        self._model.loaded.connect(self._on_loaded)
        self._model.failed.connect(self._banner.show_error)
        session.jobs.queue_changed.connect(self._show_send)
        session.jobs.run_failed.connect(self._on_run_failed)
        session.jobs.run_finished.connect(self._on_run_finished)
        session.commands.bind("send-changes", self, self.send, self._can_send)

    def _lay_out(self) -> None:
        self._subtitle = ElidedLabel("", "secondary")
        self._facts = ElidedLabel("", "small")
        self._environment = Badge(None)
        self._discard = button(self.tr("Discard"), on=self.discard, tip=self.tr("Forget this plan; nothing is sent"))
        self._export = button(self.tr("Export…"), on=self._on_export, tip=self.tr("The changes shown below as a CSV file"))
        self._send = button(self.tr("Send changes"), "play", kind="primary", name=self.tr("Send changes"), on=self.send)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(label(self.title, "title"))
        first.addWidget(self._environment, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self._subtitle, 1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addLayout(first)
        names.addWidget(self._facts)
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 20, 10)
        head.setSpacing(8)
        head.addLayout(names, 1)
        for control in (self._discard, self._export, self._send):
            head.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        nothing = EmptyState(
            "check",
            self.tr("Everything is in step"),
            self.tr("No record was added, changed or removed since the last run. Nothing needs to be sent."),
            button(self.tr("Back to the syncs"), on=self._back_to_syncs),
        )
        again = button(self.tr("Try again"), on=self._review)
        self._failure = EmptyState("alert", "", "", again)
        for page in (self._make_waiting(), self._make_plan(), nothing, self._failure):
            self._layers.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._layers, 1)

    def _make_waiting(self) -> QWidget:
        page = QWidget()
        self._phase = label("", "heading")
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Progress of the plan"))
        self._progress.setFixedWidth(320)
        self._stop = button(self.tr("Cancel"), name=self.tr("Cancel planning"), on=self._on_stop)
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self._phase, self._progress, self._stop):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _make_plan(self) -> QWidget:
        page = QWidget()
        self._tiles = FigureRow(
            (
                (ALL, self.tr("All changes"), "text"),
                (ADDED, self.tr("Added"), "ok"),
                (CHANGED, self.tr("Changed"), "run"),
                (REMOVED, self.tr("Removed"), "fail"),
                (INVALID, self.tr("Invalid"), "warn"),
                (AGAIN, self.tr("Sent again"), "text"),
            ),
            filters=True,
        )
        self._tiles.chosen.connect(self._on_tile)
        self._info = Banner()
        self._info.setMinimumHeight(36)
        self._search = SearchField(self.tr("Find a record or value"))
        self._search.searched.connect(lambda _text: self._load())
        self._reveal: QPushButton = button(self.tr("Show personal data"), "eye", on=self._on_reveal)
        prepare_table(self._table, row_height=ROW_ONE_LINE, name=self.tr("Changes"))
        self._table.setModel(self._model)
        self._table.setItemDelegateForColumn(0, KindDelegate(self._table))
        self._table.setItemDelegateForColumn(3, BeforeDelegate(self._table))
        set_widths(self._table)
        self._shown = label("", "small")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._search, 1)
        tools.addWidget(self._reveal)
        above = QVBoxLayout()
        above.setContentsMargins(20, 0, 20, 8)
        above.setSpacing(12)
        for part in (self._banner, self._tiles, self._info):
            above.addWidget(part)
        above.addLayout(tools)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 6, 20, 6)
        foot.addWidget(self._shown)
        foot.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self._table, 1)
        column.addLayout(foot)
        return page

    # Planning -------------------------------------------------------------------------------------------------------

    def open(self, *, sync: str = "", **_: Any) -> None:
        if sync:
            self.review(sync)

    def review(self, sync_id: str) -> None:
        """Plan the sync anew and show the plan."""
        self._sync_id = sync_id
        self._review()

    def _review(self) -> None:
        self._reviewed = None
        self._model.clear()
        self._banner.hide()
        self._subtitle.set_text("")
        self._facts.set_text("")
        self._environment.set_state(None)
        self._phase.setText(PHASES["reading"])
        self._progress.setRange(0, 0)
        self._stop.setEnabled(True)
        self._layers.setCurrentIndex(0)
        self._show_send()
        self._token = self.session.ask(
            self,
            make_review,
            self.session.app,
            self._sync_id,
            done=self._on_reviewed,
            failed=self._on_failed,
            progress=self._on_progress,
            slot="review",
        )

    def _on_progress(self, progress: Progress) -> None:
        what = PHASES.get(progress.phase, progress.phase)
        known = words.counted(progress.done, self.tr("record"), self.tr("records")) if progress.done else ""
        self._phase.setText(f"{what} · {known}" if known else what)

    def _on_stop(self) -> None:
        if self._token:
            self._token.cancel()
        self._stop.setEnabled(False)
        self.session.back()

    def _on_failed(self, error: CensusError) -> None:
        if not isinstance(error, Cancelled):
            self._failure.set_texts(error.title, str(error))
            self._layers.setCurrentIndex(3)

    def _on_reviewed(self, reviewed: Reviewed) -> None:
        self._reviewed = reviewed
        self._filter, self._revealed = ALL, False
        self._tiles.choose(ALL)
        self._search.clear()
        plan, row = reviewed.plan, reviewed.row
        self._subtitle.set_text(f"{row.segment or row.dataset} → {row.connection.name}, {reviewed.object}")
        since = self.tr("nothing sent before")
        if plan.state_version and row.last_run and row.last_run.finished_at:
            when = words.ago(row.last_run.finished_at, self.session.now())
            since = self.tr("compared with what was acknowledged, last run %1").replace("%1", when)
        self._facts.set_text(f"{self.tr('Source read just now')} · {since} · {self.tr('plan')} {plan.digest[:8]}")
        environment = row.connection.environment
        self._environment.set_state(None if environment == "production" else State(environment, "shield", "run"))
        self._show_figures(reviewed)
        self._show_reveal()
        self._show_send()
        empty = not plan.to_send and not plan.counts.invalid
        self._layers.setCurrentIndex(2 if empty else 1)
        self._model.columns = review_table.columns(row.sync.key.field, row.connection.name, self._hidden_now)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 4)
        self._load()

    # What is shown --------------------------------------------------------------------------------------------------

    def _show_figures(self, reviewed: Reviewed) -> None:
        plan, counts = reviewed.plan, reviewed.plan.counts
        number = words.number
        of = self.tr("of %1 in the source").replace("%1", number(plan.total))
        self._tiles.set_figure(ALL, number(plan.to_send), of)
        self._tiles.set_figure(ADDED, number(counts.added), self.tr("not there yet"))
        self._tiles.set_figure(CHANGED, number(counts.changed), self.tr("values differ"))
        self._tiles.set_figure(REMOVED, number(counts.removed), reviewed.removal)
        self._tiles.set_figure(INVALID, number(counts.invalid), self.tr("not sent, kept"))
        self._tiles.set_figure(AGAIN, number(counts.retried), self.tr("rejected before"))
        batches = words.counted(plan.batches, self.tr("batch"), self.tr("batches"))
        text = self.tr("%1 of up to %2 records. Nothing has been sent yet.").replace("%1", batches)
        parts = [text.replace("%2", number(reviewed.batch_rows)), *plan.warnings]
        if plan.warnings:
            self._info.show_text(" ".join(parts), "warn", "alert", closable=False)
        else:
            self._info.show_text(parts[0], "run", "clock", closable=False)

    def _can_send(self) -> bool:
        jobs, id_ = self.session.jobs, self._sync_id
        ready = self._reviewed is not None and self._reviewed.plan.to_send > 0
        return ready and not jobs.is_queued(id_) and not jobs.is_running(id_)

    def _show_send(self) -> None:
        plan = self._reviewed.plan if self._reviewed else None
        text = self.tr("Send changes")
        if plan and plan.to_send:
            text = words.counted(plan.to_send, self.tr("change"), self.tr("changes"))
            text = self.tr("Send %1").replace("%1", text)
        self._send.setText(text)
        self._send.setAccessibleName(text)
        self._send.setEnabled(self._can_send())
        self._send.setToolTip(self._why_not())
        for control in (self._discard, self._export):
            control.setEnabled(plan is not None)

    def _why_not(self) -> str:
        if self._reviewed and not self._can_send() and self._reviewed.plan.to_send:
            return self.tr("The sync runs already")
        if self._reviewed:
            where = f"{self._reviewed.row.connection.name} ({self._reviewed.row.connection.environment})"
            return f"{self.tr('To')} {where} · {self.session.commands.shortcut('send-changes')}"
        return ""

    def _hidden_now(self) -> frozenset[str]:
        return frozenset() if self._revealed or self._reviewed is None else self._reviewed.hidden

    def _question(self) -> Question | None:
        if self._reviewed is None:
            return None
        kinds: tuple[ChangeKind, ...] = ()
        if self._filter == ALL:
            kinds = (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED)
        elif self._filter != AGAIN:
            kinds = (ChangeKind(self._filter),)
        removal = self._reviewed.removal
        return Question(self._reviewed.plan.id, kinds, self._filter == AGAIN, self._search.text().strip(), removal)

    def _load(self) -> None:
        if question := self._question():
            self._model.load(partial(review_table.fetch, self.session.app.runs, question))

    def _on_loaded(self, total: int) -> None:
        records = words.counted(total, self.tr("record"), self.tr("records"))
        shown = (
            "" if self._model.shown >= total else f" · {words.number(self._model.shown)} {self.tr('shown, more on scrolling')}"
        )
        self._shown.setText(f"{records}{shown}" if total else self.tr("No record is like that."))

    def _on_tile(self, id_: str) -> None:
        self._filter = id_
        self._load()

    def _show_reveal(self) -> None:
        self._reveal.setVisible(bool(self._reviewed and self._reviewed.hidden))
        text = self.tr("Hide personal data") if self._revealed else self.tr("Show personal data")
        self._reveal.setText(text)
        self._reveal.setAccessibleName(text)

    def _on_reveal(self) -> None:
        self._revealed = not self._revealed
        self._show_reveal()
        self._model.refresh_texts()

    # Acts -----------------------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Run exactly the plan on the screen."""
        if self._reviewed is None or not self._can_send():
            return
        plan, row = self._reviewed.plan, self._reviewed.row
        self.session.jobs.run_sync(self._sync_id, plan.digest)
        changes = words.counted(plan.to_send, self.tr("change"), self.tr("changes"))
        text = self.tr("Sending %1 to %2").replace("%1", changes).replace("%2", row.connection.name)
        self.session.toast(text)
        self._back_to_syncs()

    def discard(self) -> None:
        """Forget the plan and go back."""
        if self._reviewed:
            self.session.ask(self, self.session.app.runs.discard, self._reviewed.plan.id)
            self._reviewed = None
        self._show_send()
        self.session.back()

    def _back_to_syncs(self) -> None:
        row = self._reviewed.row if self._reviewed else None
        if row and row.sync.source.kind == "segment":
            self.session.open_page("segments", segment=row.sync.source.id, tab="Syncs", sync=row.sync.id)
        elif row:
            self.session.open_page("datasets", dataset=row.sync.source.id, sync=row.sync.id)

    def _on_export(self) -> None:
        if self._reviewed:
            ask_save(self, self.tr("Export changes"), f"{self._reviewed.row.sync.name}.csv", self.export_to)

    def export_to(self, path: Path) -> None:
        """Write what the filter shows; personal data stays hidden in the file while it is hidden here."""
        if question := self._question():
            self.session.ask(
                self,
                review_table.export,
                self.session.app.runs,
                question,
                path,
                self._hidden_now(),
                done=lambda count: self._on_exported(count, path),
                failed=self._banner.show_error,
            )

    def _on_exported(self, count: int, path: Path) -> None:
        values = words.counted(count, self.tr("value"), self.tr("values"))
        self.session.toast(self.tr("%1 written to %2").replace("%1", values).replace("%2", path.name))

    def _on_run_failed(self, sync_id: str, error: CensusError) -> None:
        if sync_id == self._sync_id and self._reviewed and isinstance(error, PlanStale):
            self._banner.show_error(error)
        self._show_send()

    def _on_run_finished(self, _run: Run) -> None:
        self._show_send()
