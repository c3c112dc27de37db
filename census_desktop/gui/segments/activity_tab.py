"""The Activity tab: what happened to the segment and its syncs, newest first; runs among them. Beside an edit stands what
it changed, how the version before it differs from the present one, and the way back to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.model import Segment
from census_desktop.domain.rows import ActivityRow, Kind
from census_desktop.gui.kit import icons, states, words
from census_desktop.gui.kit.delegates import CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import Column, TableModel
from census_desktop.gui.kit.widgets import EmptyState
from census_desktop.gui.kit.words import tr
from census_desktop.gui.segments import definition as definitions
from census_desktop.gui.segments.version_panel import VersionPanel
from census_desktop.gui.session import SegmentTab, Session
from census_desktop.usecases.segment_words import Change, changes

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

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


@dataclass(frozen=True, slots=True)
class Version:
    """An edit: its number in the history, what it changed, and how what it replaced differs from the present version."""

    past: int
    changed: tuple[Change, ...]
    since: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Story:
    segment: Segment
    rows: tuple[ActivityRow, ...]
    versions: dict[datetime, Version]


def read_story(app: App, segment_id: str) -> Story:
    """In the pool: what happened, and of each edit what it changed."""
    now = app.segments.get(segment_id)
    names = {segment.id: segment.name for segment in app.segments.all()}

    def name_of(id_: str) -> str:
        return names.get(id_, words.tr("a segment that is gone"))

    versions, after = {}, now
    for past in app.segments.history(segment_id):
        if past.before is not None:
            changed = changes(past.before, after, name_of)
            versions[past.at] = Version(past.id, changed, changes(now, past.before, name_of))
            after = past.before
    return Story(now, app.segments.activity(segment_id), versions)


def go_back(app: App, segment_id: str, past: int) -> Segment:
    """In the pool: bring the version back; gives the one that it replaced."""
    before = app.segments.get(segment_id)
    app.segments.go_back(segment_id, past)
    return before


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
    parts += filter(None, [states.trouble(counts)])
    return " ".join(parts)


def icon_of(row: ActivityRow) -> tuple[str, str]:
    if row.run is not None:
        state = states.of_run(row.run)
        return state.icon, state.tone
    return ICONS.get(row.what.split()[0] if row.what else "", "info"), "secondary"


class ActivityTab(SegmentTab):
    title = words.tr("Activity")

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
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_version())
        self._versions: dict[datetime, Version] = {}
        self.panel = VersionPanel()
        self.panel.hide()
        self.panel.restored.connect(self._go_back)
        across = QSplitter()
        across.addWidget(self.table)
        across.addWidget(self.panel)
        across.setStretchFactor(0, 1)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(1)
        across.setSizes([480, 340])
        self._layers = QStackedWidget()
        self._layers.addWidget(across)
        text = self.tr("Edits, runs and their outcomes appear here, newest first.")
        self._layers.addWidget(EmptyState("history", self.tr("Nothing has happened yet"), text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._layers)

    def activate(self) -> None:
        if self.segment is not None:
            self.session.ask(self, read_story, self.session.app, self.segment.id, done=self._on_story, slot="activity")

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.SEGMENTS, Kind.SYNCS, Kind.RUNS}:
            self.activate()

    def _on_story(self, story: Story) -> None:
        self._versions = story.versions
        if story.rows != self.model.rows:
            self.model.set_rows(story.rows)
        self._layers.setCurrentIndex(0 if story.rows else 1)
        self._show_version()

    def _show_version(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        version = self._versions.get(row.at) if row is not None and row.run is None else None
        self.panel.setVisible(version is not None)
        if row is not None and version is not None:
            self.panel.show_version(version.past, row.at, version.changed, version.since)

    def _go_back(self, past: int) -> None:
        if self.segment is not None:
            self.session.ask(self, go_back, self.session.app, self.segment.id, past, done=self._on_back)

    def _on_back(self, before: Segment) -> None:
        def again() -> None:
            segments = self.session.app.segments
            self.session.ask(self, lambda: segments.save(definitions.of(before).put_into(segments.get(before.id))))

        text = self.tr("“%1” is as it was before that edit").replace("%1", before.name)
        self.session.toast(text, self.tr("Undo"), again)

    def _open(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is not None and row.run is not None:
            self.session.open_page("runs", run=row.run.id)
