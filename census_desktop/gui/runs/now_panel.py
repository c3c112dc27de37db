"""What runs, waits and failed, above the history: live rows with their acts, and the line of those that wait."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QPushButton, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.plan import Progress
from census_desktop.domain.rows import Kind
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.delegates import ROW_TWO_LINES, BadgeDelegate, CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import RowRole, TableModel
from census_desktop.gui.kit.widgets import announce, button, label, on_key
from census_desktop.gui.runs import now_lines
from census_desktop.gui.runs.now_lines import DoingDelegate, NowLine, Read
from census_desktop.gui.session import Session
from census_desktop.usecases.run_queue import Move

MOST_ROWS = 3
"""Seen at once; more are scrolled to, so that the history keeps its room."""


class NowPanel(QWidget):
    """Hidden while nothing runs, waits or failed. What is asked for here shows at once, before anything is read."""

    chosen = Signal()
    """A line is selected; the history below lets go of its own."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._jobs = session.jobs
        self._names: dict[str, tuple[str, str]] = {}
        self._read = Read({})
        self.setAccessibleName(self.tr("Runs now"))
        self.model = TableModel[NowLine](now_lines.columns(self._jobs, session.now), key=lambda n: n.sync_id, parent=self)
        self.table = QTableView()
        self._buttons: dict[str, QPushButton] = {}
        self._pressed = ("", "")
        """The act that was pressed last, and on which sync."""
        self._pause_after = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._lay_out()
        self._jobs.queue_changed.connect(self._show)
        self._jobs.progress.connect(self._on_progress)
        self.table.selectionModel().currentChanged.connect(lambda index, _before: self._on_current(index))
        self.hide()

    def _lay_out(self) -> None:
        prepare_table(self.table, name=self.tr("Runs now"))
        self.table.setProperty("quiet", True)
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        self.table.setItemDelegateForColumn(0, CellDelegate(self.table, bold=True, first_margin=20))
        self.table.setItemDelegateForColumn(1, BadgeDelegate(self._state_of, self.table))
        self.table.setItemDelegateForColumn(2, DoingDelegate(self._jobs, self.table))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_widths(self.table)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.table.doubleClicked.connect(lambda _index: self._open())
        self._count = label("", "secondary")
        self._all = button(self.tr("Pause all"), "pause", on=self.hold_all)
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 20, 8)
        head.setSpacing(8)
        head.addWidget(label(self.tr("Now"), "heading"))
        head.addWidget(self._count)
        head.addStretch(1)
        for id_, text, icon, act in self._acts():
            is_arrow = icon.startswith("arrow")
            made = button("" if is_arrow else text, icon, kind="icon" if is_arrow else "", name=self._name(text), on=act)
            self._buttons[id_] = made
            head.addWidget(made)
        head.addWidget(self._all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addLayout(head)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 12, 0)  # as the scroll bar of the table below
        beside.addWidget(self.table)
        layout.addLayout(beside)
        scope = Qt.ShortcutContext.WidgetShortcut
        for keys, id_ in (("Alt+Up", "up"), ("Alt+Down", "down"), ("Alt+Home", "first"), ("Return", "open")):
            on_key(keys, self.table, partial(self._by_key, id_), scope)

    def _acts(self) -> tuple[tuple[str, str, str, Any], ...]:
        """(id, text, icon, act) of what can be done with the selected line."""
        return (
            ("first", self.tr("Run next"), "bolt", partial(self._move, Move.FIRST)),
            ("up", self.tr("Earlier"), "arrow-up", partial(self._move, Move.UP)),
            ("down", self.tr("Later"), "arrow-down", partial(self._move, Move.DOWN)),
            ("retry", self.tr("Run again"), "refresh", self._retry),
            ("pause", self.tr("Pause"), "pause", self._pause),
            ("cancel", self.tr("Cancel"), "stop", self._cancel),
        )

    # What is shown --------------------------------------------------------------------------------------------------

    def refresh(self, kinds: frozenset[Kind] = frozenset(Kind)) -> None:
        """Read what only the workspace's file knows."""
        if kinds & {Kind.RUNS, Kind.SYNCS, Kind.CONNECTIONS}:
            here = (*self._jobs.running, *self._jobs.queued)
            self._session.ask(self, now_lines.read_now, self._session.app, here, done=self._on_read, slot="now")

    def _on_read(self, read: Read) -> None:
        self._read = read
        self._names |= read.names
        self._show()

    def _show(self) -> None:
        """What the queue says, at once."""
        here = (*self._jobs.running, *self._jobs.queued)
        for sync_id in here:
            if sync_id not in self._names:
                self._names[sync_id] = ("…", "")
                named = partial(self._on_name, sync_id)
                self._session.ask(self, now_lines.name_of, self._session.app, sync_id, done=named, slot=f"name {sync_id}")
        lines = [NowLine(sync_id, *self._names[sync_id]) for sync_id in here]
        lines += [line for line in (*self._read.elsewhere, *self._read.waiting, *self._read.failed) if line.sync_id not in here]
        kept = self._current()
        self.model.set_rows(lines)
        row = self.model.row_of(kept.sync_id) if kept else -1
        if lines and kept and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(max(0, row), 0))
        self.table.clearSpans()
        for number, line in enumerate(lines):
            if not self._jobs.is_running(line.sync_id):
                self.table.setSpan(number, 2, 1, 2)  # without a rate its words have that room too
        self.table.setFixedHeight(ROW_TWO_LINES * min(len(lines), MOST_ROWS))
        self.setVisible(bool(lines) or self._jobs.are_held)
        self._show_head(len(lines) - len(here))
        self._show_acts()

    def _on_current(self, index: QModelIndex) -> None:
        """By mouse or arrow, or because the keyboard came here."""
        if index.isValid():
            self.table.selectRow(index.row())
            self.chosen.emit()
        self._show_acts()

    def let_go(self) -> None:
        """No line is selected any more: one of the history is."""
        if self.has_chosen:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())

    @property
    def has_chosen(self) -> bool:
        return self._current() is not None

    def run_id(self) -> str:
        """The run of the selected line, if it has begun and is told of."""
        line = self._current()
        progress = self._jobs.progress_of(line.sync_id) if line else None
        return line.run.id if line and line.run else progress.run_id if progress else ""

    def _on_name(self, sync_id: str, name: tuple[str, str]) -> None:
        self._names[sync_id] = name
        self._show()

    def _show_head(self, others: int) -> None:
        running, queued = len(self._jobs.running), len(self._jobs.queued)
        waiting = len(self._waiting())
        parts = [
            self.tr("paused, nothing starts") if self._jobs.are_held else "",
            self.tr("%1 running").replace("%1", words.number(running)) if running else "",
            self.tr("%1 queued").replace("%1", words.number(queued)) if queued else "",
            self.tr("%1 waiting for the network").replace("%1", words.number(waiting)) if waiting else "",
            self.tr("%1 failed").replace("%1", words.number(len(self._read.failed))) if others and self._read.failed else "",
        ]
        self._count.setText(" · ".join(filter(None, parts)))
        text = self.tr("Resume all") if self._jobs.are_held else self.tr("Pause all")
        self._all.setText(text)
        self._all.setAccessibleName(text)
        icons.set_icon(self._all, "play" if self._jobs.are_held else "pause")
        self._all.setVisible(bool(running or queued) or self._jobs.are_held)

    def _show_acts(self) -> None:
        can = self._can()
        for id_, made in self._buttons.items():
            made.setVisible(id_ in can)
            made.setEnabled(can.get(id_, False))
        paused = (line := self._current()) is not None and self._jobs.is_paused(line.sync_id)
        pause = self._buttons["pause"]
        pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        pause.setAccessibleName(self._name(pause.text()))
        icons.set_icon(pause, "play" if paused else "pause")

    def _name(self, act: str) -> str:
        """The run in the pane below has such acts too."""
        return self.tr("%1: the selected line").replace("%1", act)

    def _can(self) -> dict[str, bool]:
        """Acts that make sense for the selected line, and whether they can be done now."""
        line = self._current()
        if line is None:
            return {}
        id_, jobs = line.sync_id, self._jobs
        if jobs.is_queued(id_):
            moves = {"first": Move.FIRST, "up": Move.UP, "down": Move.DOWN}
            return {act: jobs.can_move(id_, move) for act, move in moves.items()} | {"cancel": True}
        if jobs.is_running(id_):
            stopping = jobs.is_stopping(id_)
            return {"pause": not stopping, "cancel": not stopping}
        if line.waits:
            return {"retry": True, "cancel": True}
        return {"retry": True} if line.has_failed else {}

    def _current(self) -> NowLine | None:
        index = self.table.currentIndex()
        line = index.data(RowRole) if index.isValid() else None
        return line if isinstance(line, NowLine) else None

    def _state_of(self, index: Any) -> Any:
        line = index.data(RowRole)
        return now_lines.state_of(line, self._jobs) if line else None

    def _on_progress(self, progress: Progress) -> None:
        if self.isVisible():
            self.model.touch(progress.sync_id)

    # Acts -----------------------------------------------------------------------------------------------------------

    def hold_all(self) -> None:
        """Pause all, or let all go on."""
        self._jobs.hold_runs(not self._jobs.are_held)
        announce(self, self._count.text())

    def _by_key(self, id_: str) -> None:
        if id_ == "open":
            self._open()
        elif self._can().get(id_):
            self._buttons[id_].click()

    def _move(self, move: Move) -> None:
        if line := self._current():
            self._jobs.move_run(line.sync_id, move)
            announce(self.table, now_lines.place_text(line, self._jobs) if self._jobs.is_queued(line.sync_id) else line.name)

    def _retry(self) -> None:
        if (line := self._current()) and self._is_meant("retry", line):
            self._jobs.run_sync(line.sync_id)

    def _pause(self) -> None:
        if (line := self._current()) and self._is_meant("pause", line):
            if self._jobs.is_paused(line.sync_id):
                self._jobs.resume_run(line.sync_id)
            else:
                self._jobs.pause_run(line.sync_id)

    def _waiting(self) -> list[NowLine]:
        """Lines that still wait for the network: not those that were begun again here."""
        here = (*self._jobs.running, *self._jobs.queued)
        return [line for line in self._read.waiting if line.sync_id not in here]

    def _is_meant(self, act: str, line: NowLine) -> bool:
        """Not the second press of a double click, which meets what took the place of the line or of the button."""
        meant = not self._pause_after.isActive() or self._pressed == (act, line.sync_id)
        if meant:
            self._pressed = act, line.sync_id
            self._pause_after.start()
        return meant

    def _cancel(self) -> None:
        line = self._current()
        if line is None or not self._is_meant("cancel", line):
            return
        if line.run is not None and line.waits and line in self._waiting():
            stop = self._session.app.runs.stop_waiting
            self._session.ask(self, stop, line.run.id, failed=self._session.fail)
        else:
            self._jobs.cancel_run(line.sync_id)

    def _open(self) -> None:
        """The run below, if there is one to show already."""
        if run_id := self.run_id():
            self._session.open_page("runs", run=run_id)

    def _open_menu(self, at: QPoint) -> None:
        can = self._can()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_, text, _icon, act in self._acts():
            if id_ in can:
                action = menu.addAction(self._buttons[id_].text() or text)
                action.setEnabled(can[id_])
                action.triggered.connect(lambda _checked=False, act=act: act())
        if can:
            menu.popup(self.table.viewport().mapToGlobal(at))
