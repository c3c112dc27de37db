"""The types of destinations as cards, by what they are for; searched, with marks for what is to be known beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from census_desktop.domain.manifest import Manifest
from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import tab_in_reading_order
from census_desktop.gui.kit.gallery import GalleryCard
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

COLUMNS, MOST_COLUMNS = 3, 5
WIDE_ENOUGH = 340
"""A card that is wider makes room for another column."""
LAST_ROW = 100
GROUPS = (
    ("advertising", QT_TRANSLATE_NOOP("Gallery", "Advertising")),
    ("marketing", QT_TRANSLATE_NOOP("Gallery", "Marketing")),
    ("sales", QT_TRANSLATE_NOOP("Gallery", "Sales")),
    ("files", QT_TRANSLATE_NOOP("Gallery", "Files and databases")),
    ("own", QT_TRANSLATE_NOOP("Gallery", "Your own")),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A type that can be connected, the extra that it still needs here, and what it does beside writing."""

    manifest: Manifest
    extra: str = ""
    abilities: frozenset[str] = frozenset()

    @property
    def group(self) -> str:
        known = {group for group, _ in GROUPS}
        return self.manifest.group if self.manifest.group in known else "own"


def read_offers(app: App) -> tuple[Offer, ...]:
    """In the pool."""
    found = app.destinations
    return tuple(Offer(m, found.missing_extra(m.type), found.abilities(m.type)) for m in found.types())


class Gallery(QWidget):
    """Emits the type that was chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[GalleryCard] = []
        self._parts: list[tuple[QWidget, QGridLayout, list[GalleryCard], list[QWidget]]] = []
        self._columns, self._search = COLUMNS, ""
        self._group = QButtonGroup(self)
        self._none = label(self.tr("No destination is called that."), "secondary")
        self._none.hide()
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        outer = QVBoxLayout(canvas)
        outer.setContentsMargins(20, 2, 0, 16)
        outer.addWidget(self._none)
        outer.addLayout(self._column)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        for card in self._cards:
            self._group.removeButton(card)
        for part, *_ in self._parts:
            part.hide()
            part.deleteLater()
        self._cards, self._parts = [], []
        for group, title in GROUPS:
            self._section(self.tr(title), [self._card(offer) for offer in offers if offer.group == group])
        self.filter("")
        tab_in_reading_order(self)

    def _card(self, offer: Offer) -> GalleryCard:
        manifest = offer.manifest
        tips, mark = [manifest.summary], ""
        if manifest.unverified:
            number = words.counted(len(manifest.unverified), self.tr("point"), self.tr("points"))
            tips.append(self.tr("%1 of it not found in the vendor's documents: see About.").replace("%1", number))
            mark = "info"
        if offer.extra:
            tips.append(self.tr("Needs a package: %1").replace("%1", install_words(offer.extra)))
            mark = "download"
        more = f"{manifest.type} {manifest.keywords} {manifest.summary} {dict(GROUPS)[offer.group]}"
        more += " " + " ".join(o.label for o in manifest.objects) + (" needs package" if offer.extra else "")
        summary = self.tr("Needs a package") if offer.extra else manifest.summary
        card = GalleryCard(manifest.title, summary, manifest.icon, manifest.tint, more, tip="\n".join(tips), mark=mark)
        card.setAccessibleDescription(" ".join(tips))
        card.clicked.connect(lambda _checked=False, t=manifest.type: self.chosen.emit(t))
        self._group.addButton(card)
        self._cards.append(card)
        return card

    def _section(self, title: str, cards: list[GalleryCard]) -> None:
        if not cards:
            return
        part = QWidget()
        inner = QVBoxLayout(part)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(label(title, "field"))
        grid = QGridLayout()
        grid.setSpacing(8)
        fillers = [QWidget() for _ in range(MOST_COLUMNS)]
        for column, filler in enumerate(fillers):  # a column of nothing would make those beside it wider than in other groups
            filler.setFixedHeight(0)
            grid.addWidget(filler, LAST_ROW, column)
        inner.addLayout(grid)
        self._parts.append((part, grid, cards, fillers))
        self._column.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More columns in a wide window; never fewer than three."""
        super().resizeEvent(event)
        columns = max(COLUMNS, min(MOST_COLUMNS, self.width() // WIDE_ENOUGH))
        if columns != self._columns:
            self._columns = columns
            self.filter(self._search)

    def filter(self, search: str) -> None:
        self._search = search
        wanted = search.casefold().split()
        for part, grid, cards, fillers in self._parts:
            for column in range(MOST_COLUMNS):
                grid.setColumnStretch(column, 1 if column < self._columns else 0)
                fillers[column].setVisible(column < self._columns)
            fitting = [card for card in cards if all(word in card.haystack for word in wanted)]
            for card in cards:
                grid.removeWidget(card)
                card.setVisible(card in fitting)
            for number, card in enumerate(fitting):
                grid.addWidget(card, number // self._columns, number % self._columns)
            part.setVisible(bool(fitting))
        self._none.setVisible(bool(self._cards) and all(card.isHidden() for card in self._cards))


def install_words(extra: str) -> str:
    return f'pip install "census-desktop[{extra}]"'
