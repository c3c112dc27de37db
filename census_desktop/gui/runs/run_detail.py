"""One run: when, what became of its records, what went wrong and what to do, its records and its requests."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from census_desktop.domain import outcomes
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Counts, Run, RunStatus
from census_desktop.domain.records import UndoOffer
from census_desktop.gui.kit import icons, states, words
from census_desktop.gui.kit.widgets import Badge, Banner, ElidedLabel, EmptyState, button, label, set_tone
from census_desktop.gui.runs import run_lines
from census_desktop.gui.runs.calls_tab import CallsTab
from census_desktop.gui.runs.records_tab import RecordsTab
from census_desktop.gui.runs.run_lines import RunLine
from census_desktop.gui.session import Session

FIGURES = (
    ("processed", words.tr("To send"), ""),
    ("updated", words.tr("Acknowledged"), "ok"),
    ("added", words.tr("Added"), "ok"),
    ("changed", words.tr("Changed"), "run"),
    ("removed", words.tr("Removed"), ""),
    ("unchanged", words.tr("Unchanged"), ""),
    ("retried", words.tr("Sent again"), ""),
    ("invalid", words.tr("Invalid"), "warn"),
    ("rejected", words.tr("Rejected"), "warn"),
    ("unknown", words.tr("Unknown"), "warn"),
)
SHOWN_IF_ANY = ("unknown",)
"""Figures that most destinations never have: they answer for each record."""
RECORDS, REQUESTS = range(2)


class RunDetail(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._line: RunLine | None = None
        self.setProperty("kind", "pane")
        self.setAccessibleName(self.tr("Selected run"))
        self.records = RecordsTab(session)
        self.calls = CallsTab(session)
        self._lay_out()
        session.jobs.queue_changed.connect(self._show_acts)

    def _lay_out(self) -> None:
        self._name = ElidedLabel("", "heading")
        self._badge = Badge()
        self._facts = ElidedLabel("", "small")
        self.held = Banner()
        self.send_held = button(self.tr("Review and send…"), "eye", on=self._on_held)
        dismiss = button(self.tr("Dismiss"), name=self.tr("Dismiss what is held"), on=self._on_dismiss)
        self.held.add(self.send_held)
        self.held.add(dismiss)
        self.held.action.clicked.connect(self._on_edit_guard)
        self._error = Banner()
        self._pause = button(self.tr("Pause run"), "pause", on=self._on_pause)
        self._cancel = button(self.tr("Cancel run"), "stop", on=self._on_cancel)
        self.undo = button(self.tr("Undo…"), "undo", name=self.tr("Undo this run"), on=self._on_undo)
        self._review = button(self.tr("Review changes"), "eye", on=self._on_review)
        self._open = button(self.tr("Open sync"), on=self._on_open)
        names = QVBoxLayout()
        names.setSpacing(2)
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._badge)
        title.addWidget(self._name, 1)
        names.addLayout(title)
        names.addWidget(self._facts)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(names, 1)
        for control in (self._pause, self._cancel, self.undo, self._review, self._open):
            head.addWidget(control)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        self._figures: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        for column, (field, caption, _tone) in enumerate(FIGURES):
            self._figures[field] = label("–", "figure")
            self._captions[field] = label(caption, "small")
            grid.addWidget(self._captions[field], 0, column)
            grid.addWidget(self._figures[field], 1, column)
            grid.setColumnStretch(column, 0 if field in SHOWN_IF_ANY else 1)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Views of the run"))
        for text in (self.tr("Records"), self.tr("Requests")):
            self.tabs.addTab(text)
        self._layers = QStackedWidget()
        self._arrived = EmptyState("check", "", "")
        self._record_layers = QStackedWidget()
        self._record_layers.addWidget(self.records)
        self._record_layers.addWidget(self._arrived)
        self._layers.addWidget(self._record_layers)
        self._layers.addWidget(self.calls)
        self.tabs.currentChanged.connect(self._on_tab)
        rule = label("")
        rule.setProperty("kind", "rule")
        rule.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.held)
        layout.addWidget(self._error)
        layout.addLayout(grid)
        views = QVBoxLayout()
        views.setSpacing(0)
        views.addWidget(self.tabs)
        views.addWidget(rule)
        layout.addLayout(views)
        layout.addWidget(self._layers, 1)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_line(self, line: RunLine, records: str = "") -> None:
        """Show the run; `records` chooses which of those that did not arrive are listed."""
        other = self._line is None or self._line.run.id != line.run.id
        settled = self._line is not None and self._line.run == line.run
        self._line = line
        run = line.run
        self._name.set_text(run.sync_name)
        self._badge.set_state(states.of_run(run))
        self._facts.set_text(self._facts_of(line))
        self._show_figures(run.counts)
        self._show_trouble(run)
        self._show_acts()
        if other:
            self._ask_offer(run)
        if records:
            self.tabs.setCurrentIndex(RECORDS)
        if not settled or records:
            self._show_records(run, records)
            self.calls.show_run(run)

    def _facts_of(self, line: RunLine) -> str:
        run = line.run
        took = run_lines.duration_text(run)
        facts = [
            self.tr("to %1").replace("%1", line.destination) if line.destination else "",
            f"{words.exact(run.started_at or run.created_at)}, {run_lines.TRIGGERS[run.trigger]}",
            self.tr("took %1").replace("%1", took) if took else "",
            f"{self.tr('plan')} {run.plan_digest[:8]}" if run.plan_digest else "",
            self.tr("undoes run %1").replace("%1", run.undo_of[:8]) if run.undo_of else "",
        ]
        return " · ".join(filter(None, facts))

    def _show_trouble(self, run: Run) -> None:
        """What a guard kept back, or what went wrong."""
        self.held.setVisible(bool(run.held))
        if run.held:
            self.held.show_text(run.held, "warn", "shield", self.tr("Edit guard"), closable=False)
        told = outcomes.told(run.counts, self._line.destination if self._line else "")
        said = " ".join(filter(None, ("" if run.held else run.error, run.note, *run.notes, *told)))
        if said:
            failed = run.status is RunStatus.FAILED and bool(run.error)
            self._error.show_text(said, "fail" if failed else "run", "alert" if failed else "info", closable=False)
        else:
            self._error.hide()

    def _show_figures(self, counts: Counts) -> None:
        self._captions["updated"].setText(self._taken_in_a_word(counts))
        for field, _caption, tone in FIGURES:
            value = counts.refused if field == "rejected" else getattr(counts, field)
            for part in (self._captions[field], self._figures[field]):
                part.setVisible(bool(value) or field not in SHOWN_IF_ANY)
            self._figures[field].setText(words.number(value))
            set_tone(self._figures[field], tone if value else "rest")

    def _taken_in_a_word(self, counts: Counts) -> str:
        """What the destination did with what it took, and no more than it said."""
        if not counts.accepted:
            return self.tr("Acknowledged")
        return self.tr("Accepted") if counts.accepted == counts.updated else self.tr("Taken")

    def _show_acts(self) -> None:
        if self._line is None:
            return
        run, jobs = self._line.run, self._session.jobs
        working = not run.status.is_over and jobs.is_running(run.sync_id)
        stopping = jobs.is_stopping(run.sync_id)
        self._cancel.setVisible(working)
        self._cancel.setEnabled(not stopping)
        self._pause.setVisible(working and not stopping)
        paused = jobs.is_paused(run.sync_id)
        self._pause.setText(self.tr("Resume run") if paused else self.tr("Pause run"))
        self._pause.setAccessibleName(self._pause.text())
        icons.set_icon(self._pause, "play" if paused else "pause")
        if working:
            self._badge.set_state(states.of_job(run.sync_id, jobs))
        self._open.setEnabled(self._line.sync is not None)
        self._review.setEnabled(self._line.sync is not None)
        self._review.setVisible(not working)

    def _show_records(self, run: Run, wanted: str) -> None:
        counts = run.counts
        lost = counts.rejected + counts.unknown + counts.invalid
        self.tabs.setTabText(
            RECORDS, f"{self.tr('Not delivered')} ({words.number(lost)})" if lost else self.tr("Not delivered")
        )
        self._record_layers.setCurrentIndex(0 if lost else 1)
        if lost:
            self.records.show_run(run, wanted)
        elif run.status is RunStatus.COMPLETED and counts.unnamed:
            text = self.tr("The destination refused records of this run without saying which.")
            self._arrived.set_texts(self.tr("Refused without names"), text)
        elif run.status is RunStatus.COMPLETED:
            text = (
                self.tr("The destination took everything that was sent.")
                if counts.updated
                else self.tr("Nothing was to be sent.")
            )
            self._arrived.set_texts(self.tr("Every record arrived"), text)
        elif run.held:
            text = self.tr("The figures above are what would be sent. The plan waits for you.")
            self._arrived.set_texts(self.tr("Nothing was sent"), text)
        else:
            text = self.tr("No record was rejected or set aside in this run.")
            self._arrived.set_texts(self.tr("Nothing to list"), text)

    def _on_tab(self, number: int) -> None:
        self._layers.setCurrentIndex(number)
        if number == REQUESTS and self._line:
            self.calls.show_run(self._line.run)

    # Undo -----------------------------------------------------------------------------------------------------------

    def _ask_offer(self, run: Run) -> None:
        self.undo.setVisible(run.status.is_over and run.counts.updated > 0)
        self.undo.setEnabled(False)
        if self.undo.isVisibleTo(self):
            offer = self._session.app.runs.undo_offer
            self._session.ask(self, offer, run.id, done=self._on_offer, failed=self._on_no_offer, slot="undo")

    def _on_offer(self, offer: UndoOffer) -> None:
        self.undo.setEnabled(offer.possible)
        left = f"{self.tr('Stays as it is')}: {'; '.join(offer.left)}" if offer.left else ""
        tip = (
            "\n".join(filter(None, (self.tr("Review what undoing this run would change"), left)))
            if offer.possible
            else offer.reason
        )
        self.undo.setToolTip(tip)
        self.undo.setAccessibleDescription(tip)

    def _on_no_offer(self, error: CensusError) -> None:
        self.undo.setToolTip(str(error))

    # Acts -----------------------------------------------------------------------------------------------------------

    def _on_pause(self) -> None:
        if self._line:
            jobs, sync_id = self._session.jobs, self._line.run.sync_id
            if jobs.is_paused(sync_id):
                jobs.resume_run(sync_id)
            else:
                jobs.pause_run(sync_id)

    def _on_cancel(self) -> None:
        if self._line:
            self._session.jobs.cancel_run(self._line.run.sync_id)

    def _on_open(self) -> None:
        sync = self._line.sync if self._line else None
        if sync is None:
            return
        if sync.source.kind == "segment":
            self._session.open_page("segments", segment=sync.source.id, tab="Syncs", sync=sync.id)
        else:
            self._session.open_page("datasets", dataset=sync.source.id, sync=sync.id)

    def _on_review(self) -> None:
        if self._line and self._line.sync:
            self._session.open_page("review", sync=self._line.sync.id)

    def _on_held(self) -> None:
        if self._line:
            self._session.open_page("review", held=self._line.run.id)

    def _on_dismiss(self) -> None:
        if self._line:
            self._session.ask(self, self._session.app.runs.dismiss_hold, self._line.run.id, slot="dismiss")

    def _on_edit_guard(self) -> None:
        if self._line and self._line.sync:
            self._session.open_page("sync-editor", sync=self._line.sync.id, step="safety")

    def _on_undo(self) -> None:
        if self._line:
            self._session.open_page("review", undo=self._line.run.id)
