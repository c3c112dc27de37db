"""Log: what the program wrote down, newest first, with filters, followed while it grows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from census_desktop.domain.rows import Kind, RunFilter
from census_desktop.gui.kit import words
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, BadgeDelegate, CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.forms import Choice, named
from census_desktop.gui.kit.growing import GrowingModel
from census_desktop.gui.kit.models import Column, RowRole
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import EmptyState, SearchField, button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP, tr
from census_desktop.gui.session import Page, Session
from census_desktop.paths import log_folder
from census_desktop.usecases.log_reading import LogFilter, LogLine, LogReader

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

PORTION = 300
FOLLOW_MS = 1000
RUNS_OFFERED = 50

STATES = {
    "debug": State(QT_TRANSLATE_NOOP("", "Detail"), "code", "rest"),
    "info": State(QT_TRANSLATE_NOOP("", "Information"), "info", "rest"),
    "warning": State(QT_TRANSLATE_NOOP("", "Warning"), "alert", "warn"),
    "error": State(QT_TRANSLATE_NOOP("", "Error"), "cross", "fail"),
    "critical": State(QT_TRANSLATE_NOOP("", "Defect"), "cross", "fail"),
}


class LogModel(GrowingModel[LogLine]):
    def put_first(self, lines: Sequence[LogLine]) -> None:
        """New lines, above those that are here."""
        if lines:
            self.beginInsertRows(QModelIndex(), 0, len(lines) - 1)
            self._rows = [*lines, *self._rows]
            self._items += len(lines)
            self._total += len(lines)
            self.endInsertRows()


def columns() -> tuple[Column[LogLine], ...]:
    return (
        Column(tr("Time"), _when, width=150, tooltip=lambda line: words.exact(line.at)),
        Column(tr("Level"), lambda line: state_of(line).word, width=120),
        Column(tr("What"), _what),
        Column(tr("Part of the program"), lambda line: line.room, width=190, spare=True),
    )


def state_of(line: LogLine) -> State:
    return STATES.get(line.level, STATES["info"])


def _when(line: LogLine) -> str:
    return f"{words.day(line.at)}, {line.at.astimezone():%H:%M:%S}" if line.at else "–"


def _what(line: LogLine) -> str:
    facts = "  ".join(f"{key} {_short(value)}" for key, value in line.facts.items())
    return "  ".join(filter(None, (line.text, facts)))


def _short(value: object) -> str:
    """Ids by their first letters, as everywhere in the window; the whole is shown below the table."""
    text = str(value)
    return text[:8] if len(text) == 32 and text.isalnum() else text


def pretty(line: LogLine) -> str:
    """The whole line, a fact a row, and where in the program it was written."""
    rows = {"at": line.at.isoformat() if line.at else "", "level": line.level, "room": line.room, "": line.text, **line.facts}
    text = "\n".join(f"{key}: {value}" if key else str(value) for key, value in rows.items())
    return f"{text}\n\n{line.trace}" if line.trace else text


class LogPage(Page):
    title = words.tr("Log")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("log")
        self._reader = LogReader(log_folder())
        self._looking = False
        self.model = LogModel(session.jobs, columns(), portion=PORTION, parent=self)
        self._table = QTableView()
        prepare_table(self._table, row_height=ROW_ONE_LINE, name=self.tr("Lines of the log"))
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._table.setModel(self.model)
        self._table.setItemDelegateForColumn(0, CellDelegate(self._table, first_margin=20))
        self._table.setItemDelegateForColumn(1, BadgeDelegate(_state_at, self._table))
        set_widths(self._table)
        self.follow_timer = QTimer(self, interval=FOLLOW_MS)
        self.follow_timer.timeout.connect(self._look)
        self._make_controls()
        self._lay_out()
        self.model.loaded.connect(lambda _total: self._on_loaded())
        self.model.failed.connect(session.fail)
        self._table.selectionModel().currentChanged.connect(lambda now, _before: self._show(now))

    def _make_controls(self) -> None:
        self._search = SearchField(self.tr("Search the log"))
        self._search.setMinimumWidth(px(150))
        self._search.searched.connect(lambda _text: self._load())
        self._search.finished.connect(self._table.setFocus)
        levels = (
            (self.tr("Every level"), ""),
            (self.tr("Warnings and worse"), "warning"),
            (self.tr("Errors"), "error"),
        )
        self._level = Choice(self.tr("Least level"), levels)
        self._level.setCurrentIndex(0)
        self._level.activated.connect(lambda _index: self._load())
        self._run = Choice(self.tr("Run"))
        self._run.setMinimumContentsLength(20)
        self._run.offer([(self.tr("Every run"), "")], "")
        self._run.activated.connect(lambda _index: self._load())
        text = self.tr("Follow")
        self._follow = named(QCheckBox(text), text, self.tr("Show new lines as they are written"))
        self._follow.setChecked(True)
        self._follow.toggled.connect(lambda _on: self._keep_following())
        self._copy = button(self.tr("Copy"), "copy", name=self.tr("Copy the chosen lines"), on=self.copy)
        self._folder = button(self.tr("Open the folder"), "folder", on=open_log_folder)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._table)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self.copy)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(8)
        head.addWidget(label(self.title, "title"))
        head.addStretch(1)
        for widget in (self._follow, self._copy, self._folder):
            head.addWidget(widget)
        filters = QHBoxLayout()
        filters.setContentsMargins(20, 0, 20, 12)
        filters.setSpacing(8)
        filters.addWidget(self._search, 1)
        filters.addWidget(self._level)
        filters.addWidget(self._run)
        self._layers = QStackedWidget()
        self._layers.addWidget(self._table)
        text = self.tr("What the program does is written here: runs, warnings and defects, without personal data.")
        self._layers.addWidget(EmptyState("text", self.tr("The log is empty"), text))
        text = self.tr("Search for something else, or choose another level or run.")
        self._layers.addWidget(EmptyState("filter", self.tr("No line is like that"), text))
        self._detail = QPlainTextEdit()
        self._detail.setReadOnly(True)
        self._detail.setTabChangesFocus(True)
        self._detail.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._detail.setAccessibleName(self.tr("The whole line"))
        self._detail.hide()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._layers)
        split.addWidget(self._detail)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.setSizes([460, 190])
        split.setStretchFactor(0, 1)
        self._said = label("", "small")
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 8)
        foot.addWidget(self._said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(filters)
        layout.addWidget(split, 1)
        layout.addLayout(foot)

    # What is shown --------------------------------------------------------------------------------------------------

    def open(self, *, run: str = "", search: str = "", level: str = "", **_: Any) -> None:
        self._search.setText(search)
        self._level.choose(level)
        self._read_runs(run)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if Kind.RUNS in kinds:
            self.session.ask(self, recent_runs, self.session.app, done=self._offer_runs, slot="runs")

    def _read_runs(self, chosen: str) -> None:
        self.session.ask(self, recent_runs, self.session.app, done=partial(self._on_runs, chosen), slot="runs")

    def _offer_runs(self, runs: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        wanted = str(self._run.currentData() or "") if chosen is None else chosen
        if wanted and wanted not in [id_ for _, id_ in runs]:
            runs = [(self.tr("Run %1").replace("%1", wanted[:8]), wanted), *runs]
        self._run.offer([(self.tr("Every run"), ""), *runs], wanted)

    def _on_runs(self, chosen: str, runs: Sequence[tuple[str, str]]) -> None:
        self._offer_runs(runs, chosen)
        self._load()

    def _load(self) -> None:
        wanted = LogFilter(self._level.currentData() or "", self._search.text().strip(), self._run.currentData() or "")
        self._reader = LogReader(log_folder(), wanted)
        self.model.load(self._reader.fetch)

    def _on_loaded(self) -> None:
        filtered = bool(self._search.text().strip() or self._level.currentData() or self._run.currentData())
        self._layers.setCurrentIndex(0 if self.model.rows else 2 if filtered else 1)
        self._tell()
        self._keep_following()
        self._show(self._table.currentIndex())

    def _tell(self) -> None:
        shown = words.counted(self.model.shown, self.tr("line"), self.tr("lines"))
        more = self.tr("%1, older ones come as you scroll") if self.model.total > self.model.shown else "%1"
        self._said.setText(more.replace("%1", shown))

    def _show(self, index: QModelIndex) -> None:
        line = index.data(RowRole) if index.isValid() else None
        self._detail.setVisible(line is not None)
        if line is not None:
            self._detail.setPlainText(pretty(line))

    # Following ------------------------------------------------------------------------------------------------------

    def _keep_following(self) -> None:
        if self._follow.isChecked() and self.isVisible():
            self.follow_timer.start()
        else:
            self.follow_timer.stop()

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            done, failed = partial(self._on_newer, self._reader), partial(self._on_newer, self._reader, ())
            self.session.ask(self, self._reader.newer, done=done, failed=lambda _error: failed())

    def _on_newer(self, reader: LogReader, lines: Sequence[LogLine]) -> None:
        self._looking = False
        if reader is not self._reader or not lines:
            return
        bar = self._table.verticalScrollBar()
        above, was = bar.value() == 0, bar.value()
        self.model.put_first(lines)
        self._layers.setCurrentIndex(0)
        if not above:  # who reads further down keeps the place
            bar.setValue(was + len(lines) * self._table.verticalHeader().defaultSectionSize())
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keep_following()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.follow_timer.stop()

    # Acts -----------------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the chosen lines on the clipboard as they stand in the file, oldest first; all that are here without a choice."""
        chosen = sorted({index.row() for index in self._table.selectedIndexes()}, reverse=True)
        numbers = chosen or range(len(self.model.rows) - 1, -1, -1)
        lines = [line for number in numbers if (line := self.model.row_at(number)) is not None]
        QGuiApplication.clipboard().setText("\n".join(line.raw for line in lines))
        copied = words.counted(len(lines), self.tr("line"), self.tr("lines"))
        self.session.toast(self.tr("%1 copied").replace("%1", copied))


def open_log_folder() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))


def recent_runs(app: App) -> list[tuple[str, str]]:
    """In the pool: (words, id) of the newest runs."""
    runs = app.runs.list(RunFilter(limit=RUNS_OFFERED))
    return [
        (f"{run.sync_name} · {words.day(run.created_at)}, {words.clock(run.created_at)}", run.id)
        for run in runs
        if run.created_at
    ]


def _state_at(index: QModelIndex) -> State | None:
    line = index.data(RowRole)
    return state_of(line) if line is not None else None
