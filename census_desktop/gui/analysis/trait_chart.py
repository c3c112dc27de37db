"""What sets a segment apart: values that are more and less common in it than in its data set, as bars of the ratio."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from census_desktop.domain.analysis import Profile, Trait
from census_desktop.gui.analysis.bar_words import bar_name, trait_name
from census_desktop.gui.kit import words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.plots import Chart, Mark, Share, Table, fill, width_of
from census_desktop.gui.kit.text_size import px

ROW, GAP = px(27), 10
SHOWN = 12
MOST_LESS = 4
SPOKEN = 5


class TraitChart(Chart):
    """Picking gives the trait."""

    def __init__(self) -> None:
        super().__init__(self.tr("More and less common here"))
        self._profile = Profile(0, 0, (), 0)
        self._shown: tuple[Trait, ...] = ()
        self.pickable = True
        self.renew(ROW)

    def set_profile(self, profile: Profile, *, whole: bool = False) -> None:
        """`whole` also shows what was to be expected, because a condition of the segment names the column."""
        self._profile = profile
        traits = [t for t in profile.traits if whole or not t.defined]
        less = [t for t in traits if t.ratio < 1]
        more = [t for t in traits if t.ratio > 1]
        room = SHOWN - min(len(less), MOST_LESS)
        chosen = more[:room] + less[: SHOWN - min(len(more), room)]
        self._shown = tuple(sorted(chosen, key=lambda t: -t.ratio))
        self.renew(max(1, len(self._shown)) * ROW)

    @property
    def shown(self) -> tuple[Trait, ...]:
        return self._shown

    def summary(self) -> str:
        return ", ".join(f"{trait_name(t)} {times(t.ratio)}" for t in self._shown[:SPOKEN])

    def table(self) -> Table:
        titles = (
            words.tr("Column"),
            words.tr("Value"),
            words.tr("Members"),
            words.tr("Share of the segment"),
            words.tr("Share of the data set"),
            words.tr("Ratio"),
            words.tr("Low"),
            words.tr("High"),
            "z",
        )
        profile = self._profile
        rows = tuple(
            (
                t.column,
                bar_name(t.bar, t.kind),
                t.bar.here,
                Share(t.bar.here / profile.size),
                Share(t.bar.everywhere / profile.of),
                float(t.ratio),
                float(t.low),
                float(t.high),
                float(t.z),
            )
            for t in profile.traits
        )
        return Table(tuple(self.tr(t) for t in titles), rows)

    def _words(self, trait: Trait) -> str:
        profile = self._profile
        text = self.tr("%1: %2 of the segment, %3 of the data set").replace("%1", trait_name(trait))
        text = text.replace("%2", words.percent(trait.bar.here, profile.size))
        text = text.replace("%3", words.percent(trait.bar.everywhere, profile.of))
        counts = self.tr("%1 members · %2 to %3 with 95 % confidence").replace("%1", words.number(trait.bar.here))
        counts = counts.replace("%2", times(trait.low)).replace("%3", times(trait.high))
        return f"{text}\n{counts}"

    def lay_out(self, size: QSizeF) -> list[Mark]:
        return [
            Mark((t.column, t.bar), self._words(t), QRectF(0, n * ROW, size.width(), ROW)) for n, t in enumerate(self._shown)
        ]

    def trait(self, key: object) -> Trait | None:
        return next((t for t in self._shown if (t.column, t.bar) == key), None)

    def draw(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        if not marks:
            text = self.tr("Nothing differs enough to be sure of it.")
            draw_text(painter, QRectF(0, 0, size.width(), ROW), text, "secondary")
            return
        longest = max(width_of(trait_name(t), 0) for t in self._shown)
        names = min(size.width() * 0.62, longest + 24)
        room = size.width() - names - 64
        most = max(abs(_length(t.ratio)) for t in self._shown) or 1.0
        for mark, trait in zip(marks, self._shown, strict=True):
            if self.is_lit(mark):
                fill(painter, mark.area, "hover", 4)
            y = mark.area.y()
            draw_text(painter, QRectF(4, y, names - 16, ROW), trait_name(trait), "text")
            width = max(8.0, room * abs(_length(trait.ratio)) / most)
            fill(painter, QRectF(names, y + 10, width, 7), "accent" if trait.ratio > 1 else "secondary", 3.5)
            ratio = QRectF(size.width() - 60, y, 56, ROW)
            draw_text(painter, ratio, times(trait.ratio), "text", bold=True, right=True)


def _length(ratio: float) -> float:
    """Twice as common and half as common are equally far from usual; nothing at all counts as a twentieth."""
    return math.log2(max(ratio, 0.05))


def times(ratio: float) -> str:
    """ "3.1 ×"; more digits where they say something."""
    if ratio and ratio < 0.095:
        return f"{ratio:.2f} ×"
    return f"{ratio:,.1f} ×" if ratio < 100 else f"{ratio:,.0f} ×"
