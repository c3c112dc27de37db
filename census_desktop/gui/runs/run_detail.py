"""One run: when, what became of its records, what went wrong and what to do, and the records that did not arrive."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Counts, RunStatus
from census_desktop.domain.plan import RecordIssue
from census_desktop.gui.kit import exports, states, words
from census_desktop.gui.kit.choose_file import ask_save
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, prepare_table, set_widths
from census_desktop.gui.kit.exports import KEY
from census_desktop.gui.kit.forms import Choice
from census_desktop.gui.kit.growing import GrowingModel
from census_desktop.gui.kit.widgets import Badge, Banner, ElidedLabel, button, label, set_tone
from census_desktop.gui.runs import run_lines
from census_desktop.gui.runs.run_lines import RunLine
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

FIGURES = (
    ("processed", "To send", ""),
    ("updated", "Acknowledged", "ok"),
    ("added", "Added", "ok"),
    ("changed", "Changed", "run"),
    ("removed", "Removed", ""),
    ("unchanged", "Unchanged", ""),
    ("retried", "Sent again", ""),
    ("invalid", "Invalid", "warn"),
    ("rejected", "Rejected", "warn"),
)


class RunDetail(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._line: RunLine | None = None
        self._hidden: frozenset[str] = frozenset()
        self._revealed = False
        self.setProperty("kind", "pane")
        self.setAccessibleName(self.tr("Selected run"))
        self._model = GrowingModel[RecordIssue](session.jobs, run_lines.record_columns(self._hidden_now), parent=self)
        self._model.failed.connect(self._on_unread)
        self._model.loaded.connect(lambda _total: self._note.hide())
        self._table = QTableView()
        prepare_table(self._table, row_height=ROW_ONE_LINE, name=self.tr("Records that did not arrive"))
        self._table.setModel(self._model)
        set_widths(self._table)
        self._lay_out()

    def _lay_out(self) -> None:
        self._name = ElidedLabel("", "heading")
        self._badge = Badge()
        self._facts = ElidedLabel("", "small")
        self._error = Banner()
        self._cancel = button(self.tr("Cancel run"), "stop", on=self._on_cancel)
        self._open = button(self.tr("Open sync"), on=self._on_open)
        self._review = button(self.tr("Review changes"), "eye", on=self._on_review)
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
        for control in (self._cancel, self._review, self._open):
            head.addWidget(control)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        self._figures: dict[str, QLabel] = {}
        for column, (field, caption, _tone) in enumerate(FIGURES):
            self._figures[field] = label("–", "figure")
            grid.addWidget(label(caption, "small"), 0, column)
            grid.addWidget(self._figures[field], 1, column)
            grid.setColumnStretch(column, 1)
        self._kind = Choice(self.tr("Which records"))
        self._kind.setMinimumContentsLength(16)
        self._kind.activated.connect(lambda _index: self._load())
        self._reveal = button(self.tr("Show personal data"), "eye", on=self._on_reveal)
        self._export = button(self.tr("Export records…"), "download", on=self._on_export)
        self._note = label("", "secondary", wrap=True)
        self._note.hide()
        self._reveal.hide()
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._kind)
        tools.addWidget(self._note, 1)
        tools.addStretch(0)
        tools.addWidget(self._reveal)
        tools.addWidget(self._export)
        self._records = QWidget()
        records = QVBoxLayout(self._records)
        records.setContentsMargins(0, 0, 0, 0)
        records.setSpacing(6)
        records.addLayout(tools)
        records.addWidget(self._table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._error)
        layout.addLayout(grid)
        layout.addWidget(self._records, 1)
        layout.addStretch(0)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_line(self, line: RunLine, records: str = "") -> None:
        """Show the run; `records` chooses which of those that did not arrive are listed."""
        other = self._line is None or self._line.run.id != line.run.id
        settled = self._line is not None and self._line.run == line.run
        self._line = line
        run = line.run
        self._name.set_text(run.sync_name)
        self._badge.set_state(states.of_run(run))
        when = f"{words.exact(run.started_at or run.created_at)}, {run_lines.TRIGGERS[run.trigger]}"
        took = run_lines.duration_text(run)
        facts = [
            self.tr("to %1").replace("%1", line.destination) if line.destination else "",
            when,
            self.tr("took %1").replace("%1", took) if took else "",
        ]
        facts += [f"plan {run.plan_digest[:8]}"] if run.plan_digest else []
        self._facts.set_text(" · ".join(filter(None, facts)))
        self._show_figures(run.counts)
        if run.error:
            failed = run.status is RunStatus.FAILED
            self._error.show_text(run.error, "fail" if failed else "run", "alert" if failed else "info", closable=False)
        else:
            self._error.hide()
        self._cancel.setVisible(not run.status.is_over and self._session.jobs.is_running(run.sync_id))
        self._open.setEnabled(line.sync is not None)
        self._review.setEnabled(line.sync is not None)
        if other:
            self._revealed = False
            self._hidden = frozenset()
            if line.sync is not None:
                self._session.ask(self, _hidden_fields, self._session.app, run.sync_id, done=self._on_hidden, slot="hidden")
        if not settled or records:
            self._show_records(run.counts, records)

    def _show_figures(self, counts: Counts) -> None:
        for field, _caption, tone in FIGURES:
            value = getattr(counts, field)
            self._figures[field].setText(words.number(value))
            set_tone(self._figures[field], tone if value else "rest")

    def _show_records(self, counts: Counts, wanted: str) -> None:
        kinds = [
            (words.counted(count, word, word), kind)
            for kind, count, word in (("rejected", counts.rejected, "rejected"), ("invalid", counts.invalid, "invalid"))
            if count
        ]
        self._records.setVisible(bool(kinds))
        offered = [kind for _, kind in kinds]
        self._kind.offer(kinds, wanted if wanted in offered else next(iter(offered), None))
        if kinds:
            self._load()
        else:
            self._model.clear()

    def _load(self) -> None:
        if self._line is not None and self._kind.currentData():
            self._model.load(
                partial(run_lines.fetch_records, self._session.app.runs, self._line.run, str(self._kind.currentData()))
            )

    def _on_unread(self, error: CensusError) -> None:
        self._model.clear()
        self._note.setText(str(error))
        self._note.show()

    def _on_hidden(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden
        self._show_reveal()
        self._model.refresh_texts()

    def _hidden_now(self) -> frozenset[str]:
        return frozenset() if self._revealed else self._hidden

    def _show_reveal(self) -> None:
        self._reveal.setVisible(bool(self._hidden))
        text = self.tr("Hide personal data") if self._revealed else self.tr("Show personal data")
        self._reveal.setText(text)
        self._reveal.setAccessibleName(text)

    def _on_reveal(self) -> None:
        self._revealed = not self._revealed
        self._show_reveal()
        self._model.refresh_texts()

    # Acts -----------------------------------------------------------------------------------------------------------

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

    def _on_export(self) -> None:
        if self._line:
            name = f"{self._line.run.sync_name} {self._kind.currentData()}.csv"
            ask_save(self, self.tr("Export records"), name, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the listed records; personal data stays hidden in the file while it is hidden here."""
        if self._line:
            self._session.ask(
                self,
                exports.export_records,
                self._session.app.runs,
                self._line.run.id,
                str(self._kind.currentData()),
                path,
                self._hidden_now(),
                done=lambda count: self._on_exported(count, path),
            )

    def _on_exported(self, count: int, path: Path) -> None:
        records = words.counted(count, self.tr("record"), self.tr("records"))
        self._session.toast(self.tr("%1 written to %2").replace("%1", records).replace("%2", path.name))


def _hidden_fields(app: App, sync_id: str) -> frozenset[str]:
    """In the pool: personal fields of the sync, with KEY when its key is one."""
    hidden = app.runs.pii_fields(sync_id)
    return hidden | {KEY} if app.syncs.get(sync_id).key.field in hidden else hidden
