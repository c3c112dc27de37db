"""Connecting a source: the kinds there are, and the sources that there are already, beside the form of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from census_desktop.domain.manifest import SourceType
from census_desktop.domain.model import Source
from census_desktop.gui.datasets.source_panel import LOOKS, SourcePanel
from census_desktop.gui.kit.forms import tab_in_reading_order
from census_desktop.gui.kit.gallery import GalleryCard
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import SearchField, button, label
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Kinds:
    """What can be connected, with the extra that each still needs ("" for none), and what is connected."""

    types: tuple[tuple[SourceType, str], ...]
    sources: tuple[Source, ...]


def read_kinds(app: App) -> Kinds:
    """In the pool."""
    types = app.sources.types()
    return Kinds(tuple((t, app.sources.missing_extra(t.type)) for t in types.values()), app.sources.all())


class SourceGallery(QWidget):
    """Kinds on the left, the form of the chosen one on the right."""

    connected = Signal(object)
    """Source: it was saved."""
    cancelled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._cards: list[GalleryCard] = []
        self._parts: list[QWidget] = []
        self._wanted = ""
        self._group = QButtonGroup(self)
        self._panel = SourcePanel(session)
        self._panel.hide()
        self._search = SearchField(self.tr("Search sources"))
        self._search.setFixedWidth(px(240))
        self._back = button(self.tr("Back"), name=self.tr("Back to data sets"), on=self.cancelled.emit)
        self._none = label(self.tr("No source is called that."), "secondary")
        self._lay_out()
        self.setAccessibleName(self.tr("Connect a source"))
        self._search.searched.connect(lambda _text: self._filter())
        self._panel.saved.connect(self.connected)
        self._panel.removed.connect(self._on_removed)
        self._panel.cancelled.connect(self._on_cancelled)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(8)
        head.addWidget(label(self.tr("Connect a source"), "title"))
        head.addStretch(1)
        head.addWidget(self._search)
        head.addWidget(self._back)
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        outer = QVBoxLayout(canvas)
        outer.setContentsMargins(20, 2, 0, 16)
        outer.setSpacing(12)
        outer.addWidget(self._none)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        outer.addLayout(self._column)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(canvas)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 20, 16)
        beside.addWidget(self._panel)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(scroll, 1)
        body.addLayout(beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    def begin(self, source: str = "") -> None:
        """Show what there is; with the id of a source its form."""
        self._wanted = source
        self._panel.hide()
        self._search.clear()
        self._search.setFocus()
        self._read()

    def _read(self) -> None:
        self._session.ask(self, read_kinds, self._session.app, done=self._on_kinds, slot="kinds")

    def _on_kinds(self, kinds: Kinds) -> None:
        for part in (*self._cards, *self._parts):
            part.hide()
            part.deleteLater()
        self._cards, self._parts = [], []
        self._show_sources(kinds)
        groups = (
            ("database", self.tr("Databases")),
            ("warehouse", self.tr("Warehouses")),
            ("files", self.tr("Files on this computer")),
        )
        for group, title in groups:
            found = [(type_, extra) for type_, extra in kinds.types if type_.group == group]
            self._section(title, [self._of_kind(type_, extra) for type_, extra in found])
        self._filter()
        tab_in_reading_order(self)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self._edit(wanted)

    def _show_sources(self, kinds: Kinds) -> None:
        types = {type_.type: type_ for type_, _ in kinds.types}
        cards = []
        for source in kinds.sources:
            type_ = types.get(source.type)
            icon, tint = LOOKS[type_.group if type_ else "files"]
            kind = type_.label if type_ else source.type
            place = source.config.get("host") or source.config.get("path") or ""
            card = self._card(GalleryCard(source.name, f"{kind} · {place}" if place else kind, icon, tint, source.type))
            card.clicked.connect(lambda _checked=False, id_=source.id: self._edit(id_))
            card.setChecked(source.id == self._wanted)
            cards.append(card)
        self._section(self.tr("Connected"), cards)

    def _of_kind(self, type_: SourceType, extra: str) -> GalleryCard:
        icon, tint = LOOKS[type_.group]
        summary = self.tr("Needs a package") if extra else type_.summary
        card = self._card(GalleryCard(type_.label, summary, icon, tint, f"{type_.type} {type_.summary}", tip=type_.summary))
        card.clicked.connect(lambda _checked=False: self._begin(type_.type))
        return card

    def _card(self, card: GalleryCard) -> GalleryCard:
        self._group.addButton(card)
        self._cards.append(card)
        return card

    def _section(self, title: str, cards: Sequence[GalleryCard]) -> None:
        if not cards:
            return
        part = QWidget()
        inner = QVBoxLayout(part)
        inner.setContentsMargins(0, 0, 0, 8)
        inner.setSpacing(8)
        inner.addWidget(label(title, "heading"))
        grid = QGridLayout()
        grid.setSpacing(12)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        for number, card in enumerate(cards):
            grid.addWidget(card, number // COLUMNS, number % COLUMNS)
        inner.addLayout(grid)
        self._parts.append(part)
        self._column.addWidget(part)
        part.show()

    def _filter(self) -> None:
        words = self._search.text().casefold().split()
        for card in self._cards:
            card.setVisible(all(w in card.haystack for w in words))
        for part in self._parts:
            part.setVisible(any(not c.isHidden() for c in part.findChildren(GalleryCard)))
        self._none.setVisible(bool(self._cards) and all(c.isHidden() for c in self._cards))

    def _begin(self, type_: str) -> None:
        self._panel.begin(type_)
        self._panel.show()

    def _edit(self, source_id: str) -> None:
        self._panel.edit(source_id)
        self._panel.show()

    def _on_removed(self, source: Source) -> None:
        self._session.toast(self.tr("“%1” removed").replace("%1", source.name))
        self.begin()

    def _on_cancelled(self) -> None:
        self._panel.hide()
        if checked := self._group.checkedButton():
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)
            checked.setFocus()
