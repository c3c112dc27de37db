"""The studies that need no source: how the size moved, and where the members already are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QWidget

from census_desktop.domain.analysis import SizePoint, Studied
from census_desktop.domain.model import Dataset, Segment
from census_desktop.gui.analysis.held_chart import Held, HeldChart
from census_desktop.gui.analysis.size_chart import SizeChart
from census_desktop.gui.analysis.study_card import StudyCard
from census_desktop.gui.kit import words
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.sync_lines import read_lines

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

RANGES = (
    (7, QT_TRANSLATE_NOOP("SizeCard", "Last 7 days")),
    (30, QT_TRANSLATE_NOOP("SizeCard", "Last 30 days")),
    (90, QT_TRANSLATE_NOOP("SizeCard", "Last 90 days")),
    (365, QT_TRANSLATE_NOOP("SizeCard", "Last year")),
    (0, QT_TRANSLATE_NOOP("SizeCard", "All that is known")),
)


class KnownCard(StudyCard):
    """A card whose result is read from the workspace each time: it has no age and is never counted."""

    def load(self) -> None:
        """Read it; what is shown stays until the new is here."""
        kept = self.ask_kept()
        if kept is not None:
            self.session.ask(self, kept, done=self._on_read, failed=self._on_failed, slot="kept")

    def show_segment(self, segment: Segment, dataset: Dataset) -> None:
        if self.segment is not None and self.segment.id != segment.id:
            self.studied = None
        super().show_segment(segment, dataset)

    def _on_read(self, studied: Studied) -> None:
        self._banner.hide()
        self._on_studied(studied, status=False)

    def study(self) -> None:
        self.load()

    def _show_body(self) -> None:
        super()._show_body()
        self.again.hide()
        self.begin.hide()

    def show_age(self) -> None:
        pass


class SizeCard(KnownCard):
    chart: SizeChart

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Size over time"), SizeChart(), parent)
        self._moved = label("", "small")
        self.range = QComboBox()
        self.range.setAccessibleName(self.tr("Time that is shown"))
        for days, text in RANGES:
            self.range.addItem(self.tr(text), days)
        self.range.setCurrentIndex(1)
        self.range.currentIndexChanged.connect(lambda _index: self.load())
        self.controls.addWidget(self._moved)
        self.controls.addWidget(self.range)

    def ask_kept(self) -> Callable[[], Studied | None] | None:
        if self.segment is None:
            return None
        now, days = self.session.now(), int(self.range.currentData())
        since = now - timedelta(days=days) if days else None
        sizes, id_ = self.session.app.analysis.sizes, self.segment.id
        return lambda: Studied(sizes(id_, since), now)

    def show_found(self, found: tuple[SizePoint, ...]) -> None:
        self.chart.set_points(found)
        text = words.counted(len(found), self.tr("figure"), self.tr("figures"))
        if len(found) > 1:
            text += f" · {words.signed(found[-1].size - found[0].size)} {self.tr('since')} {words.day(found[0].at)}"
        self._moved.setText(text)


class HeldCard(KnownCard):
    chart: HeldChart

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Where these records already are"), HeldChart(), parent)
        self.column.addWidget(label(self.tr("From what each destination acknowledged; works offline."), "small", wrap=True))
        self.column.addStretch(1)
        self.chart.picked.connect(self._show_sync)

    def show_segment(self, segment: Segment, dataset: Dataset) -> None:
        super().show_segment(segment, dataset)
        if dataset.type == "person":
            self.set_title(self.tr("Where these people already are"))

    def ask_kept(self) -> Callable[[], Studied | None] | None:
        return partial(_held, self.session.app, self.segment.id) if self.segment else None

    def show_found(self, found: Any) -> None:
        self.chart.set_held(*found)

    def _show_sync(self, sync_id: str) -> None:
        if self.segment is not None:
            self.session.open_page("segments", segment=self.segment.id, tab="Syncs", sync=sync_id)


def _held(app: App, segment_id: str) -> Studied:
    """In the pool: what the ledger knows of each sync of the segment."""
    held = tuple(
        Held(
            line.sync.id,
            line.row.connection.name,
            line.object,
            line.look.icon,
            line.look.tint,
            line.row.members,
            line.row.last_run.counts.refused if line.row.last_run else 0,
        )
        for line in read_lines(app, segment_id)
        if line.row.members is not None
    )
    return Studied((held, app.segments.get(segment_id).size or 0), app.clock.now())
