"""Destinations: the connections of the workspace, and the gallery in which another one is added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.model import Connection
from census_desktop.domain.rows import Kind
from census_desktop.gui.destinations.about_page import AboutPage
from census_desktop.gui.destinations.connect_panel import ConnectPanel
from census_desktop.gui.destinations.gallery import Gallery, Offer, read_offers
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.delegates import BadgeDelegate, CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import RIGHT, Column, RowRole, TableModel
from census_desktop.gui.kit.states import State, of_environment
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import EmptyState, SearchField, button, label
from census_desktop.gui.session import Page, Session
from census_desktop.gui.syncs.sync_lines import Look, look_of

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

LIST, GALLERY, EMPTY, ABOUT = range(4)


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """A line of the list."""

    connection: Connection
    look: Look
    syncs: tuple[str, ...]


def read_lines(app: App) -> tuple[ConnectionLine, ...]:
    """In the pool."""
    return tuple(
        ConnectionLine(c, look_of(app, c.type)[0], tuple(s.name for s in app.catalog.syncs_of(connection_id=c.id)))
        for c in app.destinations.all()
    )


def columns(now: Callable[[], datetime]) -> tuple[Column[ConnectionLine], ...]:
    def tested(line: ConnectionLine) -> str:
        if line.connection.tested_at is None:
            return words.tr("not tested")
        return words.ago(line.connection.tested_at, now())

    def verdict(line: ConnectionLine) -> str:
        found = line.connection
        return words.tr("ok") if found.test_ok else words.tr("failed") if found.tested_at else ""

    def test_icon(line: ConnectionLine) -> QIcon | None:
        if line.connection.test_ok is None:
            return None
        return icons.icon("check", "ok") if line.connection.test_ok else icons.icon("cross", "fail")

    return (
        Column(
            words.tr("Destination"),
            lambda n: n.connection.name,
            second=lambda n: n.look.title,
            icon=lambda n: icons.tile(n.look.icon, n.look.tint, 26),
        ),
        Column(words.tr("Environment"), environment_word, width=130),
        Column(
            words.tr("Last test"),
            tested,
            second=lambda n: n.connection.test_message,
            icon=test_icon,
            width=220,
            tooltip=lambda n: f"{words.exact(n.connection.tested_at)} {n.connection.test_message}".strip(),
            accessible=lambda n: f"{verdict(n)} {tested(n)}",
        ),
        Column(
            words.tr("Syncs"),
            lambda n: words.number(len(n.syncs)),
            width=70,
            align=RIGHT,
            tooltip=lambda n: "\n".join(n.syncs[:20]),
        ),
    )


def environment_state(index: Any) -> State | None:
    line = index.data(RowRole)
    return of_environment(line.connection.environment) if line is not None else None


def environment_word(line: ConnectionLine) -> str:
    mark = of_environment(line.connection.environment)
    return mark.word if mark else ""


class DestinationsPage(Page):
    title = words.tr("Destinations")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("destinations")
        self._wanted = ""
        self._offers: dict[str, Offer] = {}
        self._type, self._came_from = "", LIST
        self._model = TableModel[ConnectionLine](columns(session.now), key=lambda n: n.connection.id, parent=self)
        self._table = QTableView()
        prepare_table(self._table, name=self.tr("Destinations"))
        self._table.setModel(self._model)
        self._table.setItemDelegateForColumn(0, CellDelegate(self._table, bold=True, first_margin=20, icon_size=26))
        self._table.setItemDelegateForColumn(1, BadgeDelegate(environment_state, self._table))
        set_widths(self._table)
        self._gallery, self._about = Gallery(), AboutPage()
        self._panel = ConnectPanel(session)
        self._panel.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._title = label(self.title, "title")
        self._count = label("", "secondary")
        self._search = SearchField(self.tr("Search destinations"))
        self._search.setFixedWidth(px(260))
        self._back = button(self.tr("Back to the list"), on=self._on_back)
        self._tell = button("", "info", name=self.tr("About this destination"), on=self.show_about)
        self._tell.hide()
        self._add = button(self.tr("Add a destination"), "plus", kind="primary", on=self.show_gallery)
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(8)
        head.addWidget(self._title)
        self._count.setContentsMargins(0, 4, 0, 0)  # on the title's base line
        head.addWidget(self._count)
        head.addStretch(1)
        for control in (self._search, self._tell, self._back, self._add):
            head.addWidget(control)
        self._layers = QStackedWidget()
        first = button(self.tr("Add a destination"), "plus", kind="primary", name=self.tr("Add the first destination"))
        first.clicked.connect(self.show_gallery)
        text = self.tr("A destination is where records are sent: a folder, a database, a tool. Rehearsal needs no account.")
        self._layers.addWidget(self._table)
        self._layers.addWidget(self._gallery)
        self._layers.addWidget(EmptyState("destinations", self.tr("No destination yet"), text, first))
        self._layers.addWidget(self._about)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 20, 16)
        beside.addWidget(self._panel)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(self._layers, 1)
        body.addLayout(beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self._table.selectionModel().currentChanged.connect(self._on_current)
        self._search.searched.connect(self._gallery.filter)
        self._gallery.chosen.connect(self._on_type)
        self._panel.saved.connect(self._on_saved)
        self._panel.removed.connect(self._on_removed)
        self._panel.cancelled.connect(self.show_list)

    # What is shown --------------------------------------------------------------------------------------------------

    def open(self, *, connection: str = "", add: bool = False, **_: Any) -> None:
        self._wanted = connection
        if add:
            self.show_gallery()
        else:
            self.show_list()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.CONNECTIONS, Kind.SYNCS}:
            self._read()

    def _read(self) -> None:
        self.session.ask(self, read_lines, self.session.app, done=self._on_lines, slot="lines")

    def show_list(self) -> None:
        """The connections; the selected one can be edited beside them."""
        self._layers.setCurrentIndex(LIST)
        self._show_head()
        self._panel.hide()
        self._read()

    def _on_lines(self, lines: tuple[ConnectionLine, ...]) -> None:
        self._model.set_rows(lines)
        self._show_head()
        if self._layers.currentIndex() in (GALLERY, ABOUT):
            return
        self._layers.setCurrentIndex(LIST if lines else EMPTY)
        self._add.setVisible(bool(lines))
        row = self._model.row_of(self._wanted) if self._wanted else self._table.currentIndex().row()
        self._wanted = ""
        if lines and not (self._panel.isVisibleTo(self) and row == self._table.currentIndex().row()):
            self._table.selectRow(max(0, row))
            self._on_current(self._model.index(max(0, row), 0))

    def _show_head(self) -> None:
        layer = self._layers.currentIndex()
        gallery, about = layer == GALLERY, layer == ABOUT
        offer = self._offers.get(self._type)
        title = self.tr("About %1").replace("%1", offer.manifest.title if offer else "")
        self._title.setText(title if about else self.tr("Add a destination") if gallery else self.title)
        count = len(self._model.rows)
        known = "" if gallery or about or not count else words.counted(count, self.tr("connection"), self.tr("connections"))
        self._count.setText(known)
        self._search.setVisible(gallery)
        self._back.setText(self.tr("Back") if about else self.tr("Back to the list"))
        self._back.setAccessibleName(self._back.text())
        self._back.setVisible(about or (gallery and bool(self._model.rows)))
        self._add.setVisible(layer == LIST)
        self._tell.setText(title)
        self._tell.setVisible(not about and offer is not None and self._panel.isVisibleTo(self))

    def show_gallery(self) -> None:
        """What can be connected."""
        self._layers.setCurrentIndex(GALLERY)
        self._panel.hide()
        self._type = ""
        self._show_head()
        self._search.clear()
        self._search.setFocus()
        self.session.ask(self, read_offers, self.session.app, done=self._on_offers, slot="types")

    def _on_offers(self, offers: tuple[Offer, ...]) -> None:
        self._offers = {offer.manifest.type: offer for offer in offers}
        if self._layers.currentIndex() == GALLERY:
            self._gallery.show_offers(offers)
        count = self.tr("Search %1 destinations").replace("%1", str(len(offers)))
        self._search.setPlaceholderText(count)
        self._show_head()

    def show_about(self) -> None:
        """Everything that is known of the type whose card is open."""
        if offer := self._offers.get(self._type):
            self._came_from = self._layers.currentIndex()
            self._about.show_offer(offer)
            self._layers.setCurrentIndex(ABOUT)
            self._show_head()
            self._about.setFocus()

    def _on_back(self) -> None:
        if self._layers.currentIndex() == ABOUT:
            self._layers.setCurrentIndex(self._came_from)
            self._show_head()
        else:
            self.show_list()

    def _on_type(self, type_: str) -> None:
        self._type = type_
        self._panel.begin(type_)
        self._panel.show()
        self._show_head()

    def _on_current(self, index: QModelIndex) -> None:
        line = index.data(RowRole) if index.isValid() else None
        self._panel.setVisible(line is not None)
        self._type = line.connection.type if line is not None else ""
        if line is not None:
            self._panel.edit(line.connection.id)
            if not self._offers:
                self.session.ask(self, read_offers, self.session.app, done=self._on_offers, slot="types")
        self._show_head()

    def _on_saved(self, connection: Connection) -> None:
        self._wanted = connection.id
        self.show_list()

    def _on_removed(self, connection: Connection) -> None:
        self.session.toast(self.tr("“%1” removed").replace("%1", connection.name))
        self._panel.hide()
        self._table.clearSelection()
        self.show_list()
