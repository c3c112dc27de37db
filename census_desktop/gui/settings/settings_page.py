"""The settings page: a search field and the cards' titles at the left, the cards at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from census_desktop.domain.rows import Kind
from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import named, tab_in_reading_order
from census_desktop.gui.kit.picker import Entry, EntryDelegate
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import SearchField, announce, label
from census_desktop.gui.session import Page, Session
from census_desktop.gui.settings import card_classes
from census_desktop.gui.settings.card import SettingsCard

_WIDE, _ROW = px(232), px(32)


class SettingsPage(Page):
    title = words.tr("Settings")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("settings")
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cards: dict[str, SettingsCard] = {made.id: made for made in (cls(session) for cls in card_classes())}
        self.search = SearchField(self.tr("Find a setting"), session.commands.shortcut("find"))
        self.titles = named(QListWidget(), self.tr("Settings"))
        self._nothing = label("", "secondary", wrap=True)
        self._nothing.setContentsMargins(4, 8, 4, 8)
        self._nothing.hide()
        self._wanted = ""
        self._held: SettingsCard | None = None
        """The card that was gone to. It stays in its place while the cards above it read what they show, and grow."""
        self._scroll = QScrollArea()
        self._canvas = QWidget()
        self._lay_out()
        tab_in_reading_order(self)
        self.search.searched.connect(self.filter)
        self.search.finished.connect(self._on_search_finished)
        self.titles.currentRowChanged.connect(self._on_title)
        self.titles.itemActivated.connect(lambda item: self.show_card(item.data(Qt.ItemDataRole.UserRole).value))
        bar = self._scroll.verticalScrollBar()
        bar.valueChanged.connect(self._follow)
        bar.actionTriggered.connect(self._let_go)
        bar.rangeChanged.connect(self._hold)
        session.commands.bind("find", self, self._find)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setProperty("kind", "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_WIDE)
        left = QVBoxLayout(side)
        left.setContentsMargins(12, 16, 12, 12)
        left.setSpacing(12)
        heading = label(self.title, "title")
        self.titles.setItemDelegate(EntryDelegate(self.titles, _ROW))
        self.titles.setMouseTracking(True)
        self.titles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for made in self.cards.values():
            item = QListWidgetItem(words.tr(made.title))
            item.setData(Qt.ItemDataRole.UserRole, Entry(made.id, words.tr(made.title), made.icon))
            item.setSizeHint(QSize(120, _ROW))
            self.titles.addItem(item)
        for widget in (heading, self.search, self._nothing):
            left.addWidget(widget)
        left.addWidget(self.titles, 1)
        self._canvas.setProperty("kind", "canvas")
        narrow = QWidget()
        narrow.setMaximumWidth(px(760))
        column = QVBoxLayout(narrow)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        for made in self.cards.values():
            column.addWidget(made)
        column.addStretch(1)
        across = QHBoxLayout(self._canvas)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(narrow, 1)
        across.addStretch(0)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._canvas)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(self._scroll, 1)

    def open(self, *, card: str = "", **_: Any) -> None:
        for made in self.cards.values():
            made.open()
        if card in self.cards:
            with QSignalBlocker(self.search):  # or it would say a moment later that nothing is searched for any more
                self.search.clear()
            self.filter("")
            self.show_card(card)
        elif self.titles.currentRow() < 0:
            self._mark(0)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        for made in self.cards.values():
            made.refresh(kinds)

    # Finding --------------------------------------------------------------------------------------------------------

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def filter(self, wanted: str) -> None:
        """Show the cards that say all these words."""
        if not wanted and not self._wanted:
            return
        self._wanted = wanted
        self._let_go()
        found = 0
        for row, made in enumerate(self.cards.values()):
            fits = made.says(wanted)
            made.setHidden(not fits)
            self.titles.item(row).setHidden(not fits)
            found += fits
        if not found:
            self._nothing.setText(self.tr("No setting says “%1”.").replace("%1", wanted))
            announce(self, self._nothing.text())
        self._nothing.setHidden(bool(found))
        self._mark(next((row for row in range(len(self.cards)) if not self.titles.item(row).isHidden()), -1))

    def _on_search_finished(self) -> None:
        if self.titles.currentRow() >= 0:
            self.titles.setFocus(Qt.FocusReason.OtherFocusReason)

    # Going to a card ------------------------------------------------------------------------------------------------

    def show_card(self, id_: str) -> None:
        """Bring the card into view and put the keyboard on its first control."""
        self._mark(list(self.cards).index(id_))
        self._scroll_to(self.cards[id_])
        self.cards[id_].take_focus()

    def _on_title(self, row: int) -> None:
        if row >= 0:
            self._scroll_to(list(self.cards.values())[row])

    def _hold(self) -> None:
        if self._held is not None and not self._held.isHidden():
            self._scroll_to(self._held)

    def _let_go(self) -> None:
        self._held = None

    def _scroll_to(self, made: SettingsCard) -> None:
        self._held = made
        for part in (self._canvas, made.parentWidget()):
            if part is not None and (layout := part.layout()) is not None:
                layout.activate()  # not shown yet, or shown anew: places are known only when they are laid out
        bar = self._scroll.verticalScrollBar()
        with QSignalBlocker(bar):
            bar.setMaximum(max(bar.maximum(), self._canvas.sizeHint().height() - self._scroll.viewport().height()))
            bar.setValue(self._top(made) - 16)
        self._canvas.move(0, -bar.value())

    def _follow(self, value: int) -> None:
        """While the cards are scrolled, the list marks the one that is read: another one when its title leaves the view."""
        if self._held is not None:
            return
        seen = range(value, value + self._scroll.viewport().height())
        shown = {row: self._top(made) for row, made in enumerate(self.cards.values()) if not made.isHidden()}
        if shown.get(self.titles.currentRow(), -1) not in seen:
            self._mark(next((row for row, top in shown.items() if top in seen), self.titles.currentRow()))

    def _top(self, made: SettingsCard) -> int:
        return made.mapTo(self._canvas, QPoint()).y()

    def _mark(self, row: int) -> None:
        with QSignalBlocker(self.titles):
            self.titles.setCurrentRow(row)
