"""A segment over one column, and what its bars offer: a condition for the definition, or a segment of those records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QMenu, QWidget

from census_desktop.domain.analysis import NUMBERS, Bar, Breakdown, Studied
from census_desktop.domain.conditions import ColumnType, Group, Member, Node
from census_desktop.domain.model import Column, Dataset, Segment, new_id
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.quicksync import free_name
from census_desktop.gui.analysis.bar_words import bar_name
from census_desktop.gui.analysis.breakdown_chart import BreakdownChart
from census_desktop.gui.analysis.study_card import StudyCard
from census_desktop.gui.kit.picker import Entry, Picker
from census_desktop.gui.kit.widgets import button
from census_desktop.gui.session import Session

KIND_ICONS = {"categories": "text", "numbers": "hash", "times": "calendar", "filled": "lock"}


class BreakdownCard(StudyCard):
    chart: BreakdownChart

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Breakdown"), BreakdownChart(), parent)
        self._columns: tuple[tuple[Column, str], ...] = ()
        self._column = ""
        self._by = button(self.tr("Column"), drop=True, name=self.tr("Break down by"), on=self.choose_column)
        self.controls.addWidget(self._by)
        self.chart.picked.connect(self._offer)

    def show_segment(self, segment: Segment, dataset: Dataset) -> None:
        super().show_segment(segment, dataset)
        self._columns = self.session.app.analysis.columns(dataset)
        names = [c.name for c, _ in self._columns]
        if self._column not in names:
            self._column = _first(self._columns)
        self._show_column()

    def nothing_to_study(self) -> str:
        return self.tr("This data set has no column to break a segment down by.")

    def ask_kept(self) -> Callable[[], Studied | None] | None:
        if self.segment is None or not self._column:
            return None
        return partial(self.session.app.analysis.known_breakdown, self.segment, self._column)

    def ask_study(self, segment: Segment) -> Callable[[CancelToken], Studied]:
        return partial(self.session.app.analysis.breakdown, segment, self._column)

    def show_found(self, found: Breakdown) -> None:
        self.chart.set_breakdown(found, self.tr("All of %1").replace("%1", self.dataset.name if self.dataset else ""))

    def choose_column(self) -> None:
        entries = [
            Entry(c.name, c.name, KIND_ICONS[kind], note=self.tr("filled or empty") if kind == "filled" else "")
            for c, kind in self._columns
        ]
        picker = Picker(self.tr("Columns"), entries, self, current=self._column)
        picker.chosen.connect(self.show_column)
        picker.open_under(QRect(self._by.mapToGlobal(self._by.rect().topLeft()), self._by.size()))

    def show_column(self, name: str) -> None:
        """Break down by this column."""
        if name != self._column and name in [c.name for c, _ in self._columns]:
            self._column = name
            self._show_column()
            self.load()

    def _show_column(self) -> None:
        self._by.setText(self._column or self.tr("Column"))
        self._by.setEnabled(bool(self._columns))
        self.set_title(self.tr("Breakdown by %1").replace("%1", self._column) if self._column else self.title)

    # A bar ----------------------------------------------------------------------------------------------------------

    def _offer(self, bar: Bar) -> None:
        if self.studied is None:
            return
        found: Breakdown = self.studied.found
        name = f"{found.column}: {bar_name(bar, found.kind, found.unit)}"
        open_offers(self, found.condition(bar), name, self.chart.place_of(bar))


def _first(columns: Sequence[tuple[Column, str]]) -> str:
    """The column to begin with: one with few values, as far as can be known without counting."""
    few = [c.name for c, _ in columns if c.enumerated] + [c.name for c, _ in columns if c.type is ColumnType.BOOLEAN]
    ranges = [c.name for c, kind in columns if kind == NUMBERS]
    return next(iter([*few, *ranges, *(c.name for c, _ in columns)]), "")


def open_offers(card: StudyCard, node: Node, name: str, at: QPoint) -> QMenu:
    """What a value of a chart can become."""
    menu = QMenu(name, card)
    menu.setAccessibleName(name)
    menu.addAction(card.tr("Add as a condition"), lambda: card.condition_offered.emit(node, name))
    menu.addAction(card.tr("New segment of these members"), lambda: _save(card, node, name))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu


def _save(card: StudyCard, node: Node, name: str) -> None:
    segment = card.segment
    if segment is None:
        return

    def make() -> Segment:
        segments = card.session.app.segments
        named = free_name(f"{segment.name}, {name}", (s.name for s in segments.all()))
        return segments.save(Segment(new_id(), named, segment.dataset_id, Group("all", (Member(segment.id), node))))

    def done(made: Any) -> None:
        show = partial(card.session.open_page, "segments", segment=made.id)
        card.session.toast(card.tr("“%1” saved").replace("%1", made.name), card.tr("Show"), show)

    card.session.ask(card, make, done=done)
