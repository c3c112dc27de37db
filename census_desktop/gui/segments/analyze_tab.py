"""The Analyze tab: how the size moved, and how much of the segment each destination has acknowledged. Works offline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.domain.model import Segment
from census_desktop.domain.rows import Kind
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.charts import SizeChart, Sizes, draw_bar
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.widgets import card, label
from census_desktop.gui.session import SegmentTab, Session
from census_desktop.gui.syncs.sync_lines import SyncLine, read_lines

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


@dataclass(frozen=True, slots=True)
class Analysis:
    segment: Segment
    sizes: Sizes
    lines: tuple[SyncLine, ...]


def analyse(app: App, segment_id: str) -> Analysis:
    """In the pool: known sizes, and what each destination acknowledged."""
    return Analysis(app.segments.get(segment_id), app.segments.sizes(segment_id), read_lines(app, segment_id))


class Held(QWidget):
    """A line a destination: its tile, a bar of how much of the segment it has acknowledged, the number."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[SyncLine, ...] = ()
        self._of = 0

    def set_lines(self, lines: tuple[SyncLine, ...], size: int) -> None:
        self._lines = tuple(line for line in lines if line.row.members is not None)
        self._of = max([size, *(line.row.members or 0 for line in self._lines)])
        spoken = [f"{line.row.connection.name} {words.number(line.row.members)}" for line in self._lines]
        self.setAccessibleName(self.tr("Acknowledged by destination"))
        self.setAccessibleDescription(", ".join(spoken))
        self.setFixedHeight(max(1, len(self._lines)) * 32)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._lines:
            draw_text(painter, QRectF(0, 0, self.width(), 28), self.tr("Nothing has been sent yet."), "secondary")
        for number, line in enumerate(self._lines):
            y = number * 32.0
            icons.draw_tile(painter, line.look.icon, line.look.tint, QRectF(0, y + 5, 22, 22))
            name = f"{line.row.connection.name} · {line.object}"
            draw_text(painter, QRectF(32, y, 260, 32), name, "text")
            members = line.row.members or 0
            width = max(40.0, self.width() - 32 - 260 - 24 - 90)
            draw_bar(painter, QRectF(304, y + 13, width, 6), members / self._of if self._of else 0)
            draw_text(painter, QRectF(self.width() - 90, y, 90, 32), words.number(members), "text", right=True)


class AnalyzeTab(SegmentTab):
    title = "Analyze"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.chart = SizeChart()
        self.held = Held()
        self._moved = label("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(12)
        frame, column = card()
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Size over time"), "heading"), 1)
        top.addWidget(self._moved)
        column.addLayout(top)
        column.addWidget(self.chart)
        layout.addWidget(frame)
        frame, column = card()
        column.addWidget(label(self.tr("Where these records already are"), "heading"))
        column.addWidget(self.held)
        column.addWidget(label(self.tr("From what each destination acknowledged to this workspace."), "small"))
        layout.addWidget(frame)
        layout.addStretch(1)

    def activate(self) -> None:
        if self.segment is not None:
            self.session.ask(self, analyse, self.session.app, self.segment.id, done=self._on_analysis, slot="analysis")

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.SEGMENTS, Kind.SYNCS, Kind.RUNS}:
            self.activate()

    def _on_analysis(self, analysis: Analysis) -> None:
        sizes = analysis.sizes
        self.chart.set_sizes(sizes)
        self.held.set_lines(analysis.lines, analysis.segment.size or 0)
        text = words.counted(len(sizes), self.tr("count"), self.tr("counts"))
        if len(sizes) > 1:
            text += f" · {words.signed(sizes[-1][1] - sizes[0][1])} {self.tr('since')} {words.day(sizes[0][0])}"
        self._moved.setText(text)
