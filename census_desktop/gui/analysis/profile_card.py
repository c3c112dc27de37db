"""What sets a segment apart from its data set: the values that are certainly more or less common in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from census_desktop.domain.analysis import Breakdown, Profile, Studied
from census_desktop.domain.model import Segment
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.analysis.bar_words import trait_name
from census_desktop.gui.analysis.breakdown_card import open_offers
from census_desktop.gui.analysis.study_card import StudyCard
from census_desktop.gui.analysis.trait_chart import TraitChart
from census_desktop.gui.kit import words
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.session import Session


class ProfileCard(StudyCard):
    chart: TraitChart
    column_asked = Signal(str)
    """The user wants the breakdown by this column."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("More common here than overall"), TraitChart(), parent)
        self.whole = QCheckBox(self.tr("Also what the definition asks for"))
        self.whole.setAccessibleName(self.whole.text())
        self.whole.toggled.connect(self._show_traits)
        self._foot = label("", "small", wrap=True)
        self.column.addWidget(self.whole)
        self.column.addWidget(self._foot)
        self.column.addStretch(1)
        self.chart.picked.connect(self._offer)
        self._show_foot()

    def ask_kept(self) -> Callable[[], Studied | None] | None:
        return partial(self.session.app.analysis.known_profile, self.segment) if self.segment else None

    def ask_study(self, segment: Segment) -> Callable[[CancelToken], Studied]:
        return partial(self.session.app.analysis.profile, segment)

    def show_found(self, found: Profile) -> None:
        self._show_traits()

    def load(self) -> None:
        super().load()
        self._show_foot()

    def _show_traits(self) -> None:
        if self.studied is not None:
            self.chart.set_profile(self.studied.found, whole=self.whole.isChecked())
        self._show_foot()
        self.told.emit()

    def _show_foot(self) -> None:
        profile: Profile | None = self.studied.found if self.studied else None
        self.whole.setVisible(profile is not None and any(t.defined for t in profile.traits))
        self._foot.setVisible(profile is not None)
        if profile is not None:
            text = self.tr("%1 compared; told is what chance explains in 1 of 1,000 (z-test)")
            text = text.replace("%1", words.counted(profile.columns, self.tr("column"), self.tr("columns")))
            if profile.left_out:
                text += " · " + self.tr("too many values: %1").replace("%1", ", ".join(profile.left_out))
            self._foot.setText(text)

    def _offer(self, key: object) -> None:
        trait, segment = self.chart.trait(key), self.segment
        if trait is None or segment is None or self.studied is None:
            return
        profile: Profile = self.studied.found
        node = Breakdown(trait.column, trait.kind, profile.size, profile.of, (trait.bar,)).condition(trait.bar)
        menu = open_offers(self, node, trait_name(trait), self.chart.place_of(key))
        menu.addAction(self.tr("Break down by %1").replace("%1", trait.column), lambda: self.column_asked.emit(trait.column))
