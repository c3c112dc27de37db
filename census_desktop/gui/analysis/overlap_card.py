"""Compare a segment with up to five others: UpSet, circles or pairs, and any region saved as a segment of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from census_desktop.domain.analysis import MOST_SEGMENTS, Overlap, Studied
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.venn import Venn, venn
from census_desktop.gui.analysis.matrix_chart import MatrixChart
from census_desktop.gui.analysis.study_card import Giving, StudyCard
from census_desktop.gui.analysis.upset_chart import UpsetChart
from census_desktop.gui.analysis.venn_chart import VennChart
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.flow_layout import FlowLayout
from census_desktop.gui.kit.picker import Entry, Picker
from census_desktop.gui.kit.plots import Chart
from census_desktop.gui.kit.widgets import button
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session

FIRST_OTHERS = 3
"""So many are compared before the user chooses: the largest."""
VIEWS = (
    ("upset", QT_TRANSLATE_NOOP("OverlapCard", "Regions")),
    ("venn", QT_TRANSLATE_NOOP("OverlapCard", "Circles")),
    ("pairs", QT_TRANSLATE_NOOP("OverlapCard", "Pairs")),
)
NUMBERS = {2: words.tr("two"), 3: words.tr("three"), 4: words.tr("four"), 5: words.tr("five")}


@dataclass(frozen=True, slots=True)
class Part:
    """A region that can become a segment; `outside` None is every segment that it is not in."""

    inside: tuple[int, ...]
    outside: tuple[int, ...] | None = None


class OverlapCard(StudyCard):
    segment_saved = Signal(object)
    """Segment"""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.upset, self.circles, self.pairs = UpsetChart(), VennChart(), MatrixChart()
        self._alike: tuple[Segment, ...] = ()
        self._others: tuple[str, ...] = ()
        self._view = "upset"
        self._overlap = Overlap((), 0, ())
        self._venn: Venn | None = None
        self._loaded = ""
        super().__init__(session, self.tr("Overlap"), self.upset, parent)
        self._add_controls()
        self._add_chips()
        self._add_region()
        for chart in (self.circles, self.pairs):
            self.column.insertWidget(self.column.indexOf(self.upset) + 1, chart)
            chart.hide()
        self.upset.picked.connect(lambda region: self.show_part(Part(tuple(region))))
        self.circles.picked.connect(lambda region: self.show_part(Part(tuple(region))))
        self.pairs.picked.connect(lambda pair: self.show_part(Part(tuple(dict.fromkeys(pair)), ())))

    def _add_controls(self) -> None:
        self._views = QButtonGroup(self)
        for name, text in VIEWS:
            choice = button(self.tr(text), name=f"{self.tr('Overlap as')} {self.tr(text)}")
            choice.setCheckable(True)
            choice.setProperty("kind", "chip")
            choice.setChecked(name == self._view)
            choice.clicked.connect(partial(self._choose_view, name))
            self._views.addButton(choice)
            self.controls.addWidget(choice)
        self.add = button(self.tr("Segment"), "plus", name=self.tr("Compare with a segment"), on=self.choose_segment)
        self.controls.addWidget(self.add)

    def _add_chips(self) -> None:
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=6)
        self.column.insertWidget(1, self._chips)

    def _add_region(self) -> None:
        self._region = QWidget()
        row = QHBoxLayout(self._region)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._said = Giving("", "run")
        self.save_exact = button(self.tr("Save as a segment"), on=lambda: self._save(0))
        self.save_wide = button("", kind="link", on=lambda: self._save(1))
        row.addWidget(self._said)
        row.addWidget(self.save_exact)
        row.addWidget(self.save_wide)
        row.addStretch(1)
        self._parts: tuple[Part, ...] = ()
        self._region.hide()
        self.column.addWidget(self._region)

    # Which segments -------------------------------------------------------------------------------------------------

    def show_segment(self, segment: Segment, dataset: Dataset) -> None:
        if self.segment is None or self.segment.id != segment.id:
            self._others, self._alike, self._loaded = (), (), ""
            self._parts = ()
            self._region.hide()
        super().show_segment(segment, dataset)

    def take(self, alike: tuple[Segment, ...], choices: Mapping[str, Any]) -> None:
        """The segments that there are to compare with, and what was chosen last."""
        self._alike = alike
        known = [s.id for s in alike]
        if self.segment is not None and self._loaded != self.segment.id:
            self._loaded = self.segment.id
            chosen = choices.get("others")
            listed = chosen if isinstance(chosen, list) else known[:FIRST_OTHERS]
            self._others = tuple(i for i in listed if i in known)[: MOST_SEGMENTS - 1]
            self._view = str(choices.get("view", "upset"))
        self._others = tuple(i for i in self._others if i in known)
        self._show_choice()

    def _show_choice(self) -> None:
        count = len(self._others)
        several = self.tr("Overlap with %1 segments").replace("%1", NUMBERS.get(count, ""))
        self.set_title(self.tr("Overlap with one segment") if count == 1 else several if count else self.tr("Overlap"))
        self.add.setEnabled(count < MOST_SEGMENTS - 1 and any(s.id not in self._others for s in self._alike))
        self._flow.clear()
        names = {s.id: s.name for s in self._alike}
        for id_ in self._others:
            chip = QPushButton(f"{names[id_]}\u00a0")  # a little room before the cross
            chip.setProperty("kind", "chip")
            chip.setAccessibleName(self.tr("Do not compare with %1").replace("%1", names[id_]))
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            icons.set_icon(chip, "x", "secondary")
            chip.setIconSize(QSize(12, 12))
            chip.clicked.connect(partial(self._drop, id_))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(self._others))
        self._show_views()

    def _compared(self) -> list[Segment]:
        known = {s.id: s for s in self._alike}
        return [self.segment, *(known[i] for i in self._others)] if self.segment else []

    def choose_segment(self) -> None:
        """Offer the segments of the data set that are not compared yet."""
        entries = [
            Entry(s.id, s.name, "segments", note=words.number(s.size) if s.size is not None else "")
            for s in self._alike
            if s.id not in self._others
        ]
        picker = Picker(self.tr("Segments to compare with"), entries, self)
        picker.chosen.connect(self._take_segment)
        picker.open_under(QRect(self.add.mapToGlobal(self.add.rect().topLeft()), self.add.size()))

    def _take_segment(self, id_: str) -> None:
        self._change((*self._others, id_))

    def _drop(self, id_: str, _checked: bool = False) -> None:
        self._change(tuple(i for i in self._others if i != id_))

    def _change(self, others: tuple[str, ...]) -> None:
        self._others = others
        self._parts = ()
        self._region.hide()
        self._show_choice()
        self._remember()
        self.load()

    def _remember(self) -> None:
        if self.segment is not None:
            analysis, id_ = self.session.app.analysis, self.segment.id
            choices = {"others": list(self._others), "view": self._view}
            self.session.ask(self, analysis.choose, id_, choices, slot="remember")

    # Study ----------------------------------------------------------------------------------------------------------

    def nothing_to_study(self) -> str:
        if not self._alike:
            return self.tr("This data set has no other segment yet.")
        return self.tr("Choose segments to compare with.")

    def ask_kept(self) -> Callable[[], Studied | None] | None:
        segments = self._compared()
        return partial(self.session.app.analysis.known_overlap, segments) if len(segments) > 1 else None

    def ask_study(self, segment: Segment) -> Callable[[CancelToken], Studied]:
        return partial(self.session.app.analysis.overlap, self._compared())

    def show_found(self, found: Overlap) -> None:
        self._overlap, self._venn = found, None
        self.upset.set_overlap(found)
        self.pairs.set_overlap(found)
        if len(found.segments) <= 3:
            self.session.ask(self, circles_of, found, done=partial(self._on_circles, found), slot="circles")
        self._show_views()

    def _on_circles(self, found: Overlap, drawn: Venn) -> None:
        if found is self._overlap:
            self._venn = drawn
            self.circles.set_overlap(found, drawn)
            if self._view == "venn":
                self._show_body()

    def _choose_view(self, name: str, _checked: bool = False) -> None:
        self._view = name
        self._region.hide()
        self._show_views()
        self._remember()

    def _show_views(self) -> None:
        fits = len(self._others) in (1, 2)
        for choice, (name, _) in zip(self._views.buttons(), VIEWS, strict=True):
            choice.setEnabled(name != "venn" or fits)
            choice.setToolTip("" if choice.isEnabled() else self.tr("Circles show two or three segments."))
            choice.setChecked(name == self._shown_view())
        charts: dict[str, Chart] = {"upset": self.upset, "venn": self.circles, "pairs": self.pairs}
        for chart in charts.values():
            chart.hide()
        self.chart = charts[self._shown_view()]
        self._show_body()

    def _shown_view(self) -> str:
        return "upset" if self._view == "venn" and len(self._others) not in (1, 2) else self._view

    # Regions --------------------------------------------------------------------------------------------------------

    def show_part(self, part: Part) -> None:
        """Tell of a region, and offer to save it."""
        wide = Part(part.inside, ())
        without = Part(part.inside[:1], part.inside[1:])
        other = without if part.outside == () and len(part.inside) == 2 else wide
        self._parts = (part, other) if other != part and self._count(other) else (part,)
        self._said.setText(f"{words.number(self._count(part))} · {self._name(part)}")
        self._said.setAccessibleName(self._said.text())
        self.save_wide.setVisible(len(self._parts) > 1)
        if len(self._parts) > 1:
            text = self.tr("or wherever else they are: %1") if other == wide else self.tr("or without those of the second: %1")
            self.save_wide.setText(text.replace("%1", words.number(self._count(other))))
            self.save_wide.setAccessibleName(self.tr("Save as a segment: %1").replace("%1", self._name(other)))
        self._region.show()

    def _name(self, part: Part) -> str:
        return self._overlap.region_name(part.inside, part.outside)

    def _count(self, part: Part) -> int:
        outside = self._overlap.others(part.inside) if part.outside is None else part.outside
        return self._overlap.count(part.inside, outside)

    def _save(self, number: int) -> None:
        if number >= len(self._parts):
            return
        part = self._parts[number]
        save = self.session.app.analysis.save_region
        self.session.ask(self, save, self._overlap, part.inside, part.outside, done=self._on_saved, failed=self._not_saved)

    def _on_saved(self, segment: Segment) -> None:
        show = partial(self.session.open_page, "segments", segment=segment.id)
        self.session.toast(self.tr("“%1” saved").replace("%1", segment.name), self.tr("Show"), show)
        self.segment_saved.emit(segment)

    def _not_saved(self, error: CensusError) -> None:
        self._banner.show_error(error)


def circles_of(overlap: Overlap) -> Venn:
    """In the pool: where the circles go."""
    numbers = range(len(overlap.segments))
    pairs = {(a, b): overlap.size(a, b) for a in numbers for b in numbers if a < b}
    return venn([overlap.size(n) for n in numbers], pairs, dict(overlap.regions))
