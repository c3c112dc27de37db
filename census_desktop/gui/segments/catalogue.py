"""Everything that a definition can be made of, beside it: the fields of the data set, of those related to it, and segments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QEvent, QMimeData, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from census_desktop.domain.profile import Profile
from census_desktop.gui.kit import icons, palette, said, words
from census_desktop.gui.kit.delegates import Index, draw_row_ground, draw_text, placed
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import SearchField
from census_desktop.gui.segments.condition_tree import Field
from census_desktop.gui.segments.field_list import TYPE_ICONS, note_of
from census_desktop.gui.segments.scope import World, is_event

FIELD_MIME = "application/x-census-field"
ROW = px(26)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a line can be made of: a field, a field of the data set behind a relationship, or a segment (its id)."""

    field: str = ""
    related: str = ""
    segment: str = ""


def offer_from(data: QMimeData) -> Offer:
    return Offer(**json.loads(bytes(data.data(FIELD_MIME).data())))


def offer_data(offer: Offer) -> QMimeData:
    data = QMimeData()
    plain = {"field": offer.field, "related": offer.related, "segment": offer.segment}
    data.setData(FIELD_MIME, QByteArray(json.dumps(plain).encode()))
    return data


@dataclass(frozen=True, slots=True)
class Item:
    """A line: a section's head (no offer) or something to add."""

    section: str
    text: str
    icon: str
    note: str = ""
    offer: Offer | None = None
    tip: str = ""

    @property
    def is_head(self) -> bool:
        return self.offer is None


def items_of(world: World, profile: Profile | None = None) -> tuple[Item, ...]:
    """All sections with their lines, in order."""
    own = world.scope_of(world.dataset)
    dataset = world.dataset
    items = [Item("own", dataset.name, "people" if dataset.type == "person" else "table", str(len(own.fields)))]
    figures = {c.name: c for c in profile.columns} if profile else {}
    for field in own.fields:
        items.append(Item("own", field.name, TYPE_ICONS[field.type], _note(field, figures), Offer(field.name), _tip(field)))
    for relationship, related in world.reachable(dataset):
        fields = world.scope_of(related).fields
        section = words.filled(words.tr("related %1"), relationship.name)
        icon = "bolt" if is_event(related) else "table"
        items.append(Item(section, relationship.name, icon, str(len(fields))))
        for field in fields:
            offer = Offer(field.name, relationship.name)
            items.append(Item(section, field.name, TYPE_ICONS[field.type], note_of(field), offer, _tip(field)))
    if world.segments:
        items.append(Item("segments", words.tr("Segments"), "segments", str(len(world.segments))))
        for segment in world.segments:
            note = "" if segment.size is None else words.number(segment.size)
            items.append(Item("segments", segment.name, "segments", note, Offer(segment=segment.id)))
    return tuple(items)


def _note(field: Field, figures: dict[str, Any]) -> str:
    """How many different values there are, where that is known; else what kind of field it is."""
    known = figures.get(field.name)
    if field.pii or field.computed or known is None or known.distinct is None:
        return note_of(field)
    return words.number(known.distinct)


def _tip(field: Field) -> str:
    return f"{field.name}: {field.native or said.said(field.type.value)}"


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: tuple[Item, ...] = ()
        self.shown: list[Item] = []
        self.open: set[str] = {"own"}
        self.search = ""

    def show(self) -> None:
        wanted = self.search.casefold()
        found = {i.section for i in self.items if not i.is_head and wanted in i.text.casefold()}
        self.beginResetModel()
        self.shown = [item for item in self.items if self._is_shown(item, wanted, found)]
        self.endResetModel()

    def _is_shown(self, item: Item, wanted: str, found: set[str]) -> bool:
        if item.is_head:
            return not wanted or item.section in found
        return wanted in item.text.casefold() if wanted else item.section in self.open

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.UserRole:
            return item
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not item.is_head:
                return f"{item.text}, {item.note}" if item.note else item.text
            state = self.tr("open") if item.section in self.open or self.search else self.tr("closed")
            return f"{item.text}, {item.note}, {state}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and not self.shown[index.row()].is_head:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [FIELD_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        offers = [offer for index in indexes if (offer := self.shown[index.row()].offer)]
        return offer_data(offers[0]) if offers else QMimeData()


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        draw_row_ground(painter, option, line=False)
        rect = placed(painter, QRectF(option.rect), QRectF(option.rect).adjusted(0 if item.is_head else 6, 0, -6, 0))
        ink = palette.color("text" if item.is_head else "secondary")
        icons.draw(painter, item.icon, placed(painter, rect, QRectF(rect.x(), rect.center().y() - 7, 14, 14)), ink)
        painter.setFont(palette.sized(bold=item.is_head))
        if item.is_head:
            used = painter.fontMetrics().horizontalAdvance(item.text)
            draw_text(painter, placed(painter, rect, rect.adjusted(22, 0, -18, 0)), item.text, "text", bold=True)
            place = rect.x() + 22 + used + 6
            note = QRectF(place, rect.y(), rect.right() - 16 - place, rect.height())
            draw_text(painter, placed(painter, rect, note), item.note, "secondary")
            model = index.model()
            is_open = isinstance(model, _Model) and (item.section in model.open or bool(model.search))
            arrow = placed(painter, rect, QRectF(rect.right() - 12, rect.center().y() - 6, 12, 12))
            icons.draw(painter, "chevron-down" if is_open else "chevron-right", arrow, palette.color("secondary"))
        else:
            painter.setFont(palette.sized(-1))
            width = painter.fontMetrics().horizontalAdvance(item.note) + 2
            draw_text(painter, placed(painter, rect, rect.adjusted(22, 0, -width - 8, 0)), item.text, "text")
            note = placed(painter, rect, rect.adjusted(rect.width() - width, 0, 0, 0))
            draw_text(painter, note, item.note, "secondary", -1, right=True)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, ROW)


class Catalogue(QWidget):
    """Search above, sections below. Enter, a double click or a drag adds; on a section's head it opens or closes."""

    chosen = Signal(object)
    """Offer"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(self.tr("Find a field"))
        self.search.setAccessibleName(f"{self.tr('Fields')}: {self.tr('find a field')}")
        self._model = _Model(self)
        self.view = named(QListView(), self.tr("Fields"))
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setDragDropMode(QListView.DragDropMode.DragOnly)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        self.search.textChanged.connect(self._on_search)
        for watched in (self.search, self.view):
            watched.installEventFilter(self)
        self.view.doubleClicked.connect(self._choose)
        self.view.clicked.connect(self._on_clicked)

    def show_items(self, items: tuple[Item, ...]) -> None:
        if items != self._model.items:
            at = self.view.currentIndex().row()
            top = self.view.verticalScrollBar().value()
            self._model.items = items
            self._model.show()
            self.view.setCurrentIndex(self._model.index(at, 0) if at >= 0 else QModelIndex())
            self.view.verticalScrollBar().setValue(top)

    def names(self) -> list[str]:
        """What is to be added now, without the heads."""
        return [item.text for item in self._model.shown if not item.is_head]

    def heads(self) -> list[str]:
        return [item.text for item in self._model.shown if item.is_head]

    def _on_search(self, text: str) -> None:
        self._model.search = text.strip()
        self._model.show()
        first = next((n for n, item in enumerate(self._model.shown) if not item.is_head), -1)
        wanted = bool(text.strip()) and first >= 0
        self.view.setCurrentIndex(self._model.index(first, 0) if wanted else QModelIndex())

    def _on_clicked(self, index: Index) -> None:
        if index.isValid() and self._model.shown[index.row()].is_head:
            self._choose(index)

    def _choose(self, index: Index) -> None:
        if not index.isValid():
            return
        item = self._model.shown[index.row()]
        if item.offer is not None:
            self.chosen.emit(item.offer)
        elif not self._model.search:
            self._model.open ^= {item.section}
            self._model.show()
            self.view.setCurrentIndex(self._model.index(self._model.shown.index(item), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds; Up and Down in the search field are for the list; Left and Right close and open a section."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key, index = event.key(), self.view.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(index)
            return True
        if watched is self.search and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = index.row() + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= row < self._model.rowCount():
                self.view.setCurrentIndex(self._model.index(row, 0))
            return True
        if watched is self.view and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and index.isValid():
            item = self._model.shown[index.row()]
            if item.is_head and (item.section in self._model.open) is (key == Qt.Key.Key_Left):
                self._choose(index)
                return True
        return False
