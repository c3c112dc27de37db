"""The inspector: the last requests of a run, what they said and what was answered, without values of records."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSplitter, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Run
from census_desktop.domain.plan import Progress
from census_desktop.domain.records import Call
from census_desktop.gui.kit import icons, said, words
from census_desktop.gui.kit.delegates import ROW_TWO_LINES, prepare_table, set_widths
from census_desktop.gui.kit.forms import Choice
from census_desktop.gui.kit.models import RIGHT, Column, RowRole, TableModel
from census_desktop.gui.kit.widgets import EmptyState, button, label
from census_desktop.gui.runs.call_text import status_text, whole
from census_desktop.gui.session import Session

AGAIN_MS = 1000
"""While a run sends, its requests are read at most this often."""
EMPTY, LIST = range(2)


class CallsTab(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._run: Run | None = None
        self._calls: tuple[Call, ...] = ()
        self.model = TableModel[Call](self._columns(), key=lambda c: (c.at, c.batch, c.address, c.seconds), parent=self)
        self._table = QTableView()
        self._filter = Choice(self.tr("Which requests"), ((self.tr("All requests"), False), (self.tr("Failed only"), True)))
        self._filter.choose(False)
        self._note = label("", "small")
        self._copy = button(self.tr("Copy as text"), "copy", on=self._on_copy)
        self._again = button("", "refresh", kind="icon", name=self.tr("Read the requests again"), on=self.read)
        self.text = QPlainTextEdit()
        self._nothing = EmptyState("webhook", self.tr("No requests"), "")
        self._layers = QStackedWidget()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._soon.timeout.connect(self.read)
        self._filter.activated.connect(lambda _index: self._show_calls())
        self._table.selectionModel().currentChanged.connect(lambda *_: self._show_call())
        session.jobs.progress.connect(self._on_progress)

    def _columns(self) -> tuple[Column[Call], ...]:
        def sent(call: Call) -> str:
            return words.counted(call.records, self.tr("record"), self.tr("records")) if call.records else ""

        def place(call: Call) -> str:
            return call.address.partition("?")[0]

        return (
            Column(
                self.tr("Request"),
                lambda c: f"{c.method} {place(c)}",
                second=lambda c: " · ".join(filter(None, (words.exact(c.at), sent(c)))),
                tooltip=lambda c: c.address,
            ),
            Column(
                self.tr("Answer"),
                status_text,
                width=150,
                icon=lambda c: icons.icon("cross" if c.failed else "check", "fail" if c.failed else "ok"),
                tone=lambda c: "fail" if c.failed else "text",
                tooltip=lambda c: c.error,
            ),
            Column(self.tr("Took"), lambda c: words.duration(c.seconds), width=86, align=RIGHT),
        )

    def _lay_out(self) -> None:
        prepare_table(self._table, row_height=ROW_TWO_LINES, name=self.tr("Requests"))
        self._table.setModel(self.model)
        set_widths(self._table)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Request and answer"))
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setProperty("kind", "mono")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._table)
        split.addWidget(self.text)
        split.setChildrenCollapsible(False)
        split.setSizes([560, 480])
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._filter)
        tools.addWidget(self._note, 1)
        tools.addWidget(self._again)
        tools.addWidget(self._copy)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(split, 1)
        self._layers.addWidget(self._nothing)
        self._layers.addWidget(full)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._layers)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_run(self, run: Run) -> None:
        """The requests of this run; read only while the tab is seen."""
        other = self._run is None or self._run.id != run.id
        self._run = run
        if other:
            self._calls = ()
            self.model.set_rows(())
            self.text.clear()
            self._filter.choose(False)
        if self.isVisible():
            self.read()

    def read(self) -> None:
        """Ask for the requests that are kept now."""
        if self._run is not None:
            calls = self._session.app.inspector.calls
            self._session.ask(self, calls, self._run.id, done=self._on_calls, failed=self._on_unread, slot="calls")

    def _on_progress(self, progress: Progress) -> None:
        if self._run and progress.sync_id == self._run.sync_id and self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _on_calls(self, calls: tuple[Call, ...]) -> None:
        self._calls = calls
        self._show_calls()

    def _on_unread(self, error: CensusError) -> None:
        self._nothing.set_texts(said.said(error.title), str(error))
        self._layers.setCurrentIndex(EMPTY)

    def _show_calls(self) -> None:
        if not self._calls:
            text = self.tr("Nothing was asked over the network. Files and databases of your own are written without requests;")
            rest = self.tr("of others the last 100 requests of a run are kept.")
            self._nothing.set_texts(self.tr("No requests"), f"{text} {rest}")
        self._layers.setCurrentIndex(LIST if self._calls else EMPTY)
        wanted = [c for c in self._calls if c.failed or not self._filter.currentData()]
        index = self._table.currentIndex()
        kept = index.data(RowRole) if index.isValid() else None
        at_top = index.row() <= 0
        self.model.set_rows(wanted)
        failed = sum(c.failed for c in self._calls)
        newest = words.counted(len(self._calls), self.tr("request"), self.tr("requests"))
        bad = self.tr("%1 failed").replace("%1", words.number(failed)) if failed else self.tr("none failed")
        self._note.setText(f"{newest}, {bad} · {self.tr('values of records are left out')}")
        row = wanted.index(kept) if kept in wanted and not at_top else 0
        if wanted:
            self._table.setCurrentIndex(self.model.index(row, 0))
        self._show_call()

    def _current(self) -> Call | None:
        return self.model.row_at(self._table.currentIndex().row())

    def _show_call(self) -> None:
        call = self._current()
        shown = whole(call) if call else ""
        if self.text.toPlainText() != shown:
            self.text.setPlainText(shown)
        self._copy.setEnabled(call is not None)

    def _on_copy(self) -> None:
        if call := self._current():
            QGuiApplication.clipboard().setText(whole(call))
            self._session.status(self.tr("Request copied"))
