"""The Analyze tab: overlap, what is more common here, where the members are, a breakdown, and the size over time.

Each card keeps what it found and is there offline with its age; all of them export.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.rows import Kind
from census_desktop.gui.analysis.breakdown_card import BreakdownCard
from census_desktop.gui.analysis.known_cards import HeldCard, SizeCard
from census_desktop.gui.analysis.overlap_card import OverlapCard
from census_desktop.gui.analysis.profile_card import ProfileCard
from census_desktop.gui.analysis.study_card import StudyCard
from census_desktop.gui.kit import text_size, words
from census_desktop.gui.kit.chart_files import PICTURES, TABLES, file_name, picture, write_bytes, write_table
from census_desktop.gui.kit.choose_file import ask_save
from census_desktop.gui.kit.widgets import button
from census_desktop.gui.session import SegmentTab, Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


BESIDE_FROM = 760
"""Width of the page from which two cards stand side by side."""


def read_choices(app: App, segment: Segment) -> tuple[tuple[Segment, ...], Mapping[str, Any]]:
    """In the pool: what the segment can be compared with, and what was compared last."""
    return app.analysis.others(segment), app.analysis.choices(segment.id)


class AnalyzeTab(SegmentTab):
    title = words.tr("Analyze")
    condition_offered = Signal(object, str)
    """(node, its words): to be added to the definition."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.overlap = OverlapCard(session)
        self.profile = ProfileCard(session)
        self.held = HeldCard(session)
        self.breakdown = BreakdownCard(session)
        self.sizes = SizeCard(session)
        self.cards: tuple[StudyCard, ...] = (self.overlap, self.profile, self.held, self.breakdown, self.sizes)
        self._shown: tuple[Segment, Dataset] | None = None
        self._lay_out()
        self.tools = self._make_tools()
        for card in self.cards:
            card.told.connect(self._show_tools)
            card.condition_offered.connect(self.condition_offered)
        self.profile.column_asked.connect(self._show_column)
        session.commands.bind("count-again-analysis", self, self.count_again)
        session.commands.bind("export-analysis", self, self.open_exports)

    def _lay_out(self) -> None:
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        beside = self._beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.profile, 1)
        beside.addWidget(self.held, 1)
        column.addWidget(self.overlap)
        column.addLayout(beside)
        column.addWidget(self.breakdown)
        column.addWidget(self.sizes)
        column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(text_size.sideways())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.LeftToRight if event.size().width() >= BESIDE_FROM else ways.TopToBottom)

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(8)
        self.stop = button(self.tr("Cancel"), "stop", name=self.tr("Cancel counting"), on=self.cancel)
        self.again = button(self.tr("Count again"), "refresh", name=self.tr("Count all studies again"), on=self.count_again)
        self.export = button(self.tr("Export…"), name=self.tr("Export charts and tables"), on=self.open_exports)
        for id_, control in (("count-again-analysis", self.again), ("export-analysis", self.export)):
            control.setToolTip(self.session.commands.shortcut(id_))
        for control in (self.stop, self.again, self.export):
            row.addWidget(control)
        self.stop.hide()
        return tools

    # What is shown --------------------------------------------------------------------------------------------------

    def activate(self) -> None:
        if self.segment is None or self.dataset is None:
            return
        shown, self._shown = self._shown, (self.segment, self.dataset)
        if shown == self._shown:
            self._read()
            for card in self.cards:
                card.show_age()
            return
        for card in self.cards:
            card.show_segment(self.segment, self.dataset)
        if shown is None or shown[0].id != self.segment.id:
            self._scroll.verticalScrollBar().setValue(0)
        self._ask_choices()
        for card in self.cards[1:]:
            card.load()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.SEGMENTS, Kind.SYNCS, Kind.RUNS}:
            self._read()
        if Kind.SEGMENTS in kinds:
            self._ask_choices(anew=False)

    def _read(self) -> None:
        """What comes from the workspace itself."""
        if self._shown is not None:
            self.held.load()
            self.sizes.load()

    def _ask_choices(self, *, anew: bool = True) -> None:
        if self.segment is not None:
            done = partial(self._on_choices, self.segment.id, anew)
            self.session.ask(self, read_choices, self.session.app, self.segment, done=done, slot="choices")

    def _on_choices(self, id_: str, anew: bool, found: tuple[tuple[Segment, ...], Mapping[str, Any]]) -> None:
        if self.segment is not None and self.segment.id == id_:
            self.overlap.take(*found)
            if anew:
                self.overlap.load()

    def _show_column(self, name: str) -> None:
        self.breakdown.show_column(name)
        self._scroll.ensureWidgetVisible(self.breakdown)

    def _show_tools(self) -> None:
        running = any(card.is_running for card in self.cards)
        self.stop.setVisible(running)
        self.again.setEnabled(not running)
        self.export.setEnabled(any(card.has_chart for card in self.cards))

    # Acts -----------------------------------------------------------------------------------------------------------

    def count_again(self) -> None:
        """Ask the source for everything again."""
        for card in self.cards:
            card.study()

    def cancel(self) -> None:
        for card in self.cards:
            card.cancel()

    def open_exports(self) -> None:
        """Charts as PNG or SVG, tables as CSV or Parquet."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Export"))
        for card in self.cards:
            if card.has_chart:
                menu.addAction(self.tr("%1: picture…").replace("%1", card.heading), partial(self._ask_picture, card))
                menu.addAction(self.tr("%1: table…").replace("%1", card.heading), partial(self._ask_table, card))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def _ask_picture(self, card: StudyCard) -> None:
        name = file_name(self.segment.name if self.segment else "", card.heading)
        ask_save(self, self.tr("Save the chart"), name, partial(self.save_picture, card), PICTURES)

    def _ask_table(self, card: StudyCard) -> None:
        name = file_name(self.segment.name if self.segment else "", card.heading)
        ask_save(self, self.tr("Save the table"), name, partial(self.save_table, card), TABLES)

    def save_picture(self, card: StudyCard, path: Path) -> None:
        """The card's chart as it is shown; the ending decides the form."""
        form = "svg" if path.suffix.lower() == ".svg" else "png"
        made = picture(card.chart, card.heading, self._foot(card), form)
        self._write(path, partial(write_bytes, path, made))

    def save_table(self, card: StudyCard, path: Path) -> None:
        self._write(path, partial(write_table, path, card.chart.table()))

    def _write(self, path: Path, write: partial[None]) -> None:
        saved = self.tr("“%1” saved").replace("%1", path.name)
        self.session.ask(self, write, done=lambda _none: self.session.toast(saved))

    def _foot(self, card: StudyCard) -> str:
        names = [self.segment.name if self.segment else "", self.dataset.name if self.dataset else ""]
        at = [self.tr("counted %1").replace("%1", words.exact(card.studied.at))] if card.studied else []
        return " · ".join([*names, *at])
