"""The last seven days: a line for each destination, a bar for each run, its height by what was sent."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from census_desktop.domain.model import Run, RunStatus
from census_desktop.gui.kit import icons, palette, states, words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.syncs.sync_lines import Look

DAYS = 7
ROW = px(32)
LEAST_LEFT, MOST_LEFT = px(132), px(240)
"""Room for the names of destinations."""
_ON_TOP = ("accent", "rest", "warn", "fail")
"""Painted in this order, so that what needs you is never hidden by what does not."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A destination and its runs in these days."""

    name: str
    look: Look
    runs: tuple[Run, ...]


def tone_of(run: Run) -> str:
    if run.held:
        return "warn"
    if run.status is RunStatus.FAILED:
        return "fail"
    return "warn" if run.counts.not_known_to_arrive else "rest" if run.status is RunStatus.CANCELLED else "accent"


class Timeline(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[Lane, ...] = ()
        self._now: datetime | None = None
        self._most, self._left = 1, LEAST_LEFT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Runs of the last seven days"))

    def set_lanes(self, lanes: tuple[Lane, ...], now: datetime) -> None:
        self._lanes, self._now = lanes, now
        self._most = max((r.counts.updated for lane in lanes for r in lane.runs), default=1) or 1
        metrics = QFontMetricsF(palette.sized())
        names = max((math.ceil(metrics.horizontalAdvance(lane.name)) for lane in lanes), default=0)
        self._left = min(MOST_LEFT, max(LEAST_LEFT, 28 + names + 16))
        said = []
        for lane in lanes:
            bad = sum(tone_of(r) != "accent" for r in lane.runs)
            said.append(
                words.filled(
                    words.tr("%1: %2, %3 not plain green"),
                    lane.name,
                    words.counted(len(lane.runs), self.tr("run"), self.tr("runs")),
                    bad,
                )
            )
        self.setAccessibleDescription("; ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, ROW * len(self._lanes) + 22)

    def _x(self, at: datetime) -> float:
        """Where a time stands; the right end is now."""
        if self._now is None:
            return self._left
        share = 1 - (self._now - at).total_seconds() / timedelta(days=DAYS).total_seconds()
        return self._left + share * (self.width() - self._left - 4)

    def _bar(self, lane: int, run: Run) -> QRectF:
        share = math.log1p(run.counts.updated) / math.log1p(self._most)
        height = 5 + 11 * share
        return QRectF(self._x(run.created_at or run.started_at) - 2.5, lane * ROW + 24 - height, 5, height)  # type: ignore[arg-type]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, lane in enumerate(self._lanes):
            top = number * ROW
            icons.draw_tile(painter, lane.look.icon, lane.look.tint, QRectF(0, top + 4, 20, 20))
            draw_text(painter, QRectF(28, top + px(4), self._left - 40, px(20)), lane.name, "text")
            painter.setPen(palette.color("line"))
            painter.drawLine(QPointF(self._left, top + 26.5), QPointF(self.width(), top + 26.5))
            painter.setPen(Qt.PenStyle.NoPen)
            for run in sorted(lane.runs, key=lambda r: _ON_TOP.index(tone_of(r))):
                painter.setBrush(palette.color(tone_of(run)))
                painter.drawRoundedRect(self._bar(number, run), 2, 2)
        if self._now is not None and self._lanes:
            self._paint_days(painter, len(self._lanes) * ROW + 4)

    def _paint_days(self, painter: QPainter, top: int) -> None:
        now = self._now.astimezone() if self._now else None
        for back in range(DAYS):
            midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=back) if now else None
            if midnight is None or self._x(midnight) < self._left:
                continue
            text = self.tr("today") if back == 0 else words.weekday(midnight)
            width = min(60.0, self.width() - self._x(midnight))
            draw_text(painter, QRectF(self._x(midnight), top, width, 18), text, "secondary", -1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._said_at(QPointF(event.pos())), self)
            return True
        return bool(super().event(event))

    def _said_at(self, at: QPointF) -> str:
        lane = int(at.y() // ROW)
        if not 0 <= lane < len(self._lanes):
            return ""
        near = [r for r in self._lanes[lane].runs if self._bar(lane, r).adjusted(-3, -20, 3, 6).contains(at)]
        lines = (
            words.filled(
                words.tr("%1  %2: %3, %4 sent"),
                words.exact(r.created_at),
                r.sync_name,
                states.of_run(r).word,
                words.number(r.counts.updated),
            )
            for r in near
        )
        return "\n".join(list(lines)[:6])
