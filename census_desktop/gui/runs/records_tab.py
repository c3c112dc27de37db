"""Records of a run that did not arrive: all of them, by page, with reasons counted, searched and exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Run
from census_desktop.domain.plan import RecordIssue
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.kit import words
from census_desktop.gui.kit.choose_file import TABLES, ask_save
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, prepare_table, set_widths
from census_desktop.gui.kit.forms import Choice
from census_desktop.gui.kit.growing import GrowingModel
from census_desktop.gui.kit.models import RowRole
from census_desktop.gui.kit.widgets import SearchField, button, label
from census_desktop.gui.runs import run_lines
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.hidden import hidden_fields

if TYPE_CHECKING:
    from census_desktop.usecases.runs import Runs


@dataclass(frozen=True, slots=True)
class IssueQuestion:
    """Which records that did not arrive are listed."""

    run: Run
    kind: str
    reason: str = ""
    search: str = ""

    @property
    def total(self) -> int:
        return int(getattr(self.run.counts, self.kind))


def fetch(
    runs: Runs, question: IssueQuestion, offset: int, limit: int, cancel: CancelToken | None = None
) -> tuple[Sequence[RecordIssue], int, int]:
    """In the pool: a portion of the records."""
    run, kind = question.run.id, question.kind
    issues = runs.issues(run, kind, offset, limit, reason=question.reason, search=question.search, cancel=cancel)
    so_far = offset + len(issues)
    if len(issues) < limit:
        return issues, len(issues), so_far
    filtered = bool(question.reason or question.search)
    return issues, len(issues), so_far + 1 if filtered else max(question.total, so_far)


class IssuesTable(QTableView):
    """Enter or a double click tells all about the record."""

    opened = Signal(object)
    """RecordIssue"""

    def __init__(self, name: str) -> None:
        super().__init__()
        prepare_table(self, row_height=ROW_ONE_LINE, name=name)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RowRole)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        issue = self.currentIndex().data(RowRole)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and issue is not None:
            self.opened.emit(issue)
        else:
            super().keyPressEvent(event)


class RecordsTab(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._run: Run | None = None
        self._hidden: frozenset[str] = frozenset()
        self._revealed = False
        self.model = GrowingModel[RecordIssue](session.jobs, run_lines.record_columns(self._hidden_now), parent=self)
        self._table = IssuesTable(self.tr("Records that did not arrive"))
        self._table.setModel(self.model)
        set_widths(self._table)
        self._kind = Choice(self.tr("Which records"))
        self._reason = Choice(self.tr("Reason"))
        self._reason.setMinimumContentsLength(18)
        self._search = SearchField(self.tr("Find a record, value or reason"))
        self._reveal = button(self.tr("Show personal data"), "eye", on=self._on_reveal)
        self._export = button(self.tr("Export records…"), "download", on=self._on_export)
        self.note = label("", "secondary", wrap=True)
        self._lay_out()
        self._kind.activated.connect(lambda _index: self._on_kind())
        self._reason.activated.connect(lambda _index: self._load())
        self._search.searched.connect(lambda _text: self._load())
        self._search.finished.connect(self._table.setFocus)
        self._table.opened.connect(self._on_opened)
        self.model.failed.connect(self._on_unread)
        self.model.loaded.connect(lambda _total: self._show_count())

    def _lay_out(self) -> None:
        self._reveal.hide()
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for widget in (self._kind, self._reason):
            tools.addWidget(widget)
        tools.addWidget(self._search, 1)
        tools.addWidget(self._reveal)
        tools.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(tools)
        layout.addWidget(self._table, 1)
        layout.addWidget(self.note)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_run(self, run: Run, wanted: str = "") -> None:
        """The records of the run; `wanted` chooses between "rejected", "unknown" and "invalid"."""
        if self._run is None or self._run.id != run.id:
            self._revealed = False
            self._hidden = frozenset()
            self._search.clear()
            self._session.ask(self, hidden_fields, self._session.app, run.sync_id, done=self._on_hidden, slot="hidden")
        self._run = run
        counts = run.counts
        kinds = [
            (words.counted(count, kind, kind), kind)
            for kind, count in (("rejected", counts.rejected), ("unknown", counts.unknown), ("invalid", counts.invalid))
            if count
        ]
        offered = [kind for _, kind in kinds]
        self._kind.offer(kinds, wanted if wanted in offered else next(iter(offered), None))
        if kinds:
            self._on_kind()
        else:
            self.model.clear()

    def _on_kind(self) -> None:
        self._offer_reasons(())
        if question := self._question():
            ask = self._session.ask
            reasons, run, kind = self._session.app.runs.issue_reasons, question.run.id, question.kind
            ask(self, reasons, run, kind, done=self._offer_reasons, failed=_quiet, slot="reasons")
        self._load()

    def _offer_reasons(self, reasons: tuple[tuple[str, int], ...]) -> None:
        every = self.tr("Every reason")
        options = [(f"{every} ({words.number(len(reasons))})" if reasons else every, "")]
        options += [(f"{words.number(count)} × {reason}", reason) for reason, count in reasons]
        self._reason.offer(options, self._reason.currentData() if reasons else "")
        if self._reason.currentIndex() < 0:
            self._reason.setCurrentIndex(0)

    def _question(self) -> IssueQuestion | None:
        if self._run is None or not self._kind.currentData():
            return None
        reason = str(self._reason.currentData() or "")
        return IssueQuestion(self._run, str(self._kind.currentData()), reason, self._search.text().strip())

    def _load(self) -> None:
        if question := self._question():
            self.model.load(partial(fetch, self._session.app.runs, question))

    def _show_count(self) -> None:
        question, rows = self._question(), self.model.rowCount()
        if question is None:
            return
        more = self.model.shown < self.model.total
        shown = words.counted(rows, self.tr("record"), self.tr("records"))
        rest = self.tr("%1 shown, more on scrolling").replace("%1", shown)
        if not rows:
            self.note.setText(self.tr("No record is like that."))
        elif question.reason or question.search:
            self.note.setText(rest if more else shown)
        else:
            everything = words.counted(question.total, self.tr("record"), self.tr("records"))
            self.note.setText(f"{everything} · {self.tr('Enter: everything about this record')}")

    def _on_unread(self, error: CensusError) -> None:
        self.model.clear()
        self.note.setText(str(error))

    def _on_hidden(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden
        self._show_reveal()
        self.model.refresh_texts()

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
        self.model.refresh_texts()

    # Acts -----------------------------------------------------------------------------------------------------------

    def _on_opened(self, issue: RecordIssue) -> None:
        if self._run and issue.key:
            self._session.open_page("record", sync=self._run.sync_id, key=issue.key)

    def _on_export(self) -> None:
        if self._run:
            name = f"{self._run.sync_name} {self._kind.currentData()}.csv"
            ask_save(self, self.tr("Export records"), name, self.export_to, TABLES)

    def export_to(self, path: Path) -> None:
        """Write every record of the chosen kind; personal data stays hidden in the file while it is hidden here."""
        if self._run:
            export, kind = self._session.app.records.export, str(self._kind.currentData())
            done = partial(self._on_exported, path)
            self._session.ask(self, export, self._run.id, kind, path, reveal=self._revealed, done=done, slot="export")
            self._session.status(self.tr("Writing %1…").replace("%1", path.name), "info")

    def _on_exported(self, path: Path, count: int) -> None:
        records = words.counted(count, self.tr("record"), self.tr("records"))
        self._session.toast(self.tr("%1 written to %2").replace("%1", records).replace("%2", path.name))


def _quiet(_error: CensusError) -> None:
    """The list below says the same."""
