"""How the values of a column are spread: bars of a histogram, or the most frequent values with their share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from census_desktop.domain.profile import Bin, ColumnProfile
from census_desktop.gui.kit import words
from census_desktop.gui.kit.charts import draw_bar
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.plots import Chart, Mark, Share, Table, fill, width_of
from census_desktop.gui.kit.text_size import px

ROW = float(px(34))
PLOT = 110.0
SHOWN = 8
"""Frequent values that are drawn."""


def value_text(value: Any) -> str:
    """A value as people read it; times without the seconds' fractions."""
    if isinstance(value, bool):
        return words.tr("true") if value else words.tr("false")
    if isinstance(value, int):
        return words.number(value)
    if isinstance(value, float):
        return f"{value:,.2f}"
    text = "–" if value is None else str(value)
    if len(text) > 18 and text[4] == "-" and text[10] == "T":
        return text[:16].replace("T", " ")
    return text or words.tr("(empty text)")


class HistogramChart(Chart):
    """Bars from the least to the greatest value."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._bins: tuple[Bin, ...] = ()
        self.show_bins(())

    def show_bins(self, bins: Sequence[Bin]) -> None:
        self._bins = tuple(bins)
        self.renew(round(PLOT) + 22 if bins else 0)

    def lay_out(self, size: QSizeF) -> list[Mark]:
        """Empty bars between full ones keep their place."""
        if not self._bins:
            return []
        steps = self._places()
        wide = size.width() / (max(steps) + 1)
        most = max(b.count for b in self._bins)
        marks = []
        for number, (bin_, step) in enumerate(zip(self._bins, steps, strict=True)):
            high = max(2.0, (PLOT - 4) * bin_.count / most)
            area = QRectF(step * wide + 0.5, PLOT - high, max(1.0, wide - 1), high)
            marks.append(Mark(number, _bar_words(bin_), area))
        return marks

    def _places(self) -> list[int]:
        """The place of each bar, counted in bars from the left."""
        first, width = self._bins[0], _measure(self._bins[0].high) - _measure(self._bins[0].low)
        return [round((_measure(b.low) - _measure(first.low)) / width) if width else n for n, b in enumerate(self._bins)]

    def draw(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        if not marks:
            return
        fill(painter, QRectF(0, PLOT, size.width(), 1), "line", 0)
        for mark in marks:
            fill(painter, mark.area, "link" if self.is_lit(mark) else "accent", 1)
        below = QRectF(0, PLOT + 4, size.width(), 16)
        draw_text(painter, below, value_text(self._bins[0].low), "secondary", -1)
        draw_text(painter, below, value_text(self._bins[-1].high), "secondary", -1, right=True)

    def table(self) -> Table:
        rows = tuple((value_text(b.low), value_text(b.high), b.count) for b in self._bins)
        return Table((self.tr("From"), self.tr("To"), self.tr("Records")), rows)

    def summary(self) -> str:
        return ", ".join(_bar_words(b) for b in sorted(self._bins, key=lambda b: -b.count)[:5])


class TopChart(Chart):
    """The most frequent values, each with a bar of its share."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._top: tuple[tuple[Any, int], ...] = ()
        self._rows = 0
        self.show_top((), 0)

    def show_top(self, top: Sequence[tuple[Any, int]], rows: int) -> None:
        self._top, self._rows = tuple(top)[:SHOWN], rows
        self.renew(round(ROW * len(self._top)))

    def lay_out(self, size: QSizeF) -> list[Mark]:
        return [Mark(n, self._words(*pair), QRectF(0, n * ROW, size.width(), ROW)) for n, pair in enumerate(self._top)]

    def _words(self, value: Any, count: int) -> str:
        return f"{value_text(value)}: {words.number(count)}, {words.percent(count, self._rows)}"

    def draw(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        for (value, count), mark in zip(self._top, marks, strict=True):
            area = mark.area
            told = f"{words.number(count)} · {words.percent(count, self._rows)}"
            wide = width_of(told) + 4
            draw_text(painter, QRectF(0, area.y() + 2, area.width() - wide - 8, px(18)), value_text(value), "text", -1)
            draw_text(painter, QRectF(area.right() - wide, area.y() + 2, wide, px(18)), told, "secondary", -1, right=True)
            draw_bar(painter, QRectF(0, area.y() + px(22), area.width(), 5), count / self._rows if self._rows else 0)
            if self.is_lit(mark):
                fill(painter, QRectF(0, area.bottom() - 2, area.width(), 1), "accent", 0)

    def table(self) -> Table:
        rows = tuple((value_text(v), n, Share(n / self._rows if self._rows else 0)) for v, n in self._top)
        return Table((self.tr("Value"), self.tr("Records"), self.tr("Share")), rows)

    def summary(self) -> str:
        return ", ".join(self._words(*pair) for pair in self._top)


def facts_of(column: ColumnProfile, rows: int) -> tuple[tuple[str, str], ...]:
    """What there is to say of a column, as names and values."""
    facts = [(words.tr("Empty"), f"{words.number(column.nulls)} ({words.percent(column.nulls, rows)})")]
    if column.distinct is not None:
        unique = 0 < rows == column.distinct
        told = words.tr("%1, each stands once") if unique else "%1"
        facts.append((words.tr("Different values"), told.replace("%1", words.number(column.distinct))))
    if column.hidden:
        return tuple(facts)
    if column.lowest is not None:
        facts.append((words.tr("Least"), value_text(column.lowest)))
        facts.append((words.tr("Greatest"), value_text(column.highest)))
    if column.mean is not None:
        facts.append((words.tr("Mean"), f"{column.mean:,.2f}"))
    return tuple(facts)


def _bar_words(bin_: Bin) -> str:
    return f"{value_text(bin_.low)} – {value_text(bin_.high)}: {words.number(bin_.count)}"


def _measure(value: Any) -> float:
    if isinstance(value, str):
        from datetime import UTC, datetime

        moment = datetime.fromisoformat(value)
        return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment).timestamp()
    return float(value)
