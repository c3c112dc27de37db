"""The Activity tab: what happened to the segment and its syncs, newest first; runs among them."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.rows import ActivityRow, Kind
from census_desktop.gui.kit import icons, states, words
from census_desktop.gui.kit.delegates import CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import Column, TableModel
from census_desktop.gui.kit.widgets import EmptyState
from census_desktop.gui.kit.words import tr
from census_desktop.gui.session import SegmentTab, Session

ICONS = {
    "created": "plus",
    "updated": "pencil",
    "edited": "pencil",
    "renamed": "pencil",
    "removed": "trash",
    "restored": "undo",
    "paused": "pause",
    "resumed": "play",
    "activated": "play",
    "tested": "check",
}


def what(row: ActivityRow) -> str:
    """One line: the run's outcome, or what was done."""
    if row.run is None:
        return f"{row.subject} {row.what}" if row.subject else row.what.capitalize()
    return f"{row.subject}: {states.of_run(row.run).word.lower()}"


def detail(row: ActivityRow) -> str:
    """What it did, in numbers, or what was said of it."""
    if row.run is None or row.run.error:
        return row.detail or (row.run.error if row.run else "")
    counts = row.run.counts
    if not counts.processed:
        return tr("nothing had changed")
    parts = [f"+{words.number(counts.added)}", f"~{words.number(counts.changed)}", f"−{words.number(counts.removed)}"]
    parts += [states.rejected(counts.rejected)] if counts.rejected else []
    return " ".join(parts)


def icon_of(row: ActivityRow) -> tuple[str, str]:
    if row.run is not None:
        state = states.of_run(row.run)
        return state.icon, state.tone
    return ICONS.get(row.what.split()[0] if row.what else "", "info"), "secondary"


class ActivityTab(SegmentTab):
    title = "Activity"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        now = session.now
        self.model = TableModel[ActivityRow](
            (
                Column(self.tr("What"), what, second=detail, icon=lambda r: icons.icon(*icon_of(r))),
                Column(self.tr("When"), lambda r: words.ago(r.at, now()), width=170, tooltip=lambda r: words.exact(r.at)),
            ),
            parent=self,
        )
        self.table = QTableView()
        prepare_table(self.table, name=self.tr("Activity"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        set_widths(self.table)
        self.table.activated.connect(self._open)
        self._layers = QStackedWidget()
        self._layers.addWidget(self.table)
        text = self.tr("Edits, runs and their outcomes appear here, newest first.")
        self._layers.addWidget(EmptyState("history", self.tr("Nothing has happened yet"), text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._layers)

    def activate(self) -> None:
        if self.segment is not None:
            self.session.ask(self, self.session.app.segments.activity, self.segment.id, done=self._on_rows, slot="activity")

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.SEGMENTS, Kind.SYNCS, Kind.RUNS}:
            self.activate()

    def _on_rows(self, rows: tuple[ActivityRow, ...]) -> None:
        if rows != self.model.rows:
            self.model.set_rows(rows)
        self._layers.setCurrentIndex(0 if rows else 1)

    def _open(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is not None and row.run is not None:
            self.session.open_page("runs", run=row.run.id)
