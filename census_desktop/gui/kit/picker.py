"""A list to choose from that opens under what it fills: searchable, one key or click chooses, Esc closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.delegates import Index, draw_row_ground, draw_text
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import SearchField, label

ENOUGH_TO_SEARCH = 8
ROW, TALL_ROW = px(28), px(44)
_WIDTH, _MOST_HEIGHT = px(320), px(400)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose. `note` stands at the right, `second` explains below."""

    value: Any
    text: str
    icon: str = ""
    note: str = ""
    second: str = ""
    tip: str = ""


def below(place: QRect, popup: QWidget) -> QPoint:
    """Where a popup goes: under a rectangle of the screen, above it where there is no room, within its window's width."""
    screen = QGuiApplication.screenAt(place.center()) or QGuiApplication.primaryScreen()
    room, at = screen.availableGeometry(), place.bottomLeft() + QPoint(0, 4)
    parent = popup.parentWidget()
    right = min(room.right(), parent.window().frameGeometry().right() - 8) if parent else room.right()
    if at.y() + popup.height() > room.bottom():
        at.setY(max(room.top(), place.top() - 4 - popup.height()))
    at.setX(max(room.left(), min(at.x(), right - popup.width())))
    return at


class Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.shown = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.text, entry.note, entry.second) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tip or None
        return entry if role == Qt.ItemDataRole.UserRole else None


class EntryDelegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget, height: int) -> None:
        super().__init__(parent)
        self._height = height

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        draw_row_ground(painter, option, line=False)
        rect = QRectF(option.rect).adjusted(8, 0, -8, 0)
        if entry.icon:
            top = rect.y() + (px(8) if entry.second else (rect.height() - 14) / 2)
            icons.draw(painter, entry.icon, QRectF(rect.x(), top, 14, 14), palette.color("secondary"))
            rect.adjust(22, 0, 0, 0)
        painter.setFont(palette.sized(-1))
        width = painter.fontMetrics().horizontalAdvance(entry.note) + 2 if entry.note else 0
        first = QRectF(
            rect.x(), rect.y() + (px(5) if entry.second else 0), rect.width(), px(18) if entry.second else rect.height()
        )
        draw_text(painter, first.adjusted(0, 0, -width - (8 if width else 0), 0), entry.text, "text")
        if entry.note:
            draw_text(painter, first.adjusted(first.width() - width, 0, 0, 0), entry.note, "secondary", -1, right=True)
        if entry.second:
            draw_text(painter, QRectF(rect.x(), rect.y() + px(23), rect.width(), px(16)), entry.second, "secondary", -1)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._height)


class Picker(QWidget):
    """A popup of entries. With `free` (“Use “%1” as a new field”) what is typed may be chosen too."""

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        entries: Sequence[Entry],
        parent: QWidget,
        *,
        current: Any = None,
        free: str = "",
        nothing: str = "",
        width: int = _WIDTH,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "popup")
        self.setAccessibleName(name)
        self._entries = tuple(entries)
        self._free = free
        tall = any(entry.second for entry in entries)
        self._row = TALL_ROW if tall else ROW
        self.search = SearchField(self.tr("Find or type a name") if free else self.tr("Find"))
        self.search.setAccessibleName(f"{name}: {self.tr('find')}")
        self.search.setVisible(bool(free) or len(entries) >= ENOUGH_TO_SEARCH)
        self._model = Entries(self)
        self.view = named(QListView(), name)
        self.view.setModel(self._model)
        self.view.setItemDelegate(EntryDelegate(self.view, self._row))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._none_found = nothing or self.tr("Nothing is called so.")
        self._nothing = label("", "small", wrap=True)
        self._nothing.setContentsMargins(8, 4, 8, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._nothing)
        self.search.textChanged.connect(self._filter)
        for watched in (self.search, self.view):
            watched.installEventFilter(self)
        self.view.clicked.connect(self._choose)
        self._filter("")
        at = next((n for n, entry in enumerate(entries) if entry.value == current), 0)
        self.view.setCurrentIndex(self._model.index(at, 0))
        lines = max(1, len(entries)) * self._row
        search = px(36) if not self.search.isHidden() else 0
        self.resize(width, min(_MOST_HEIGHT, 18 + search + lines + (self._row if free else 0)))

    def texts(self) -> list[str]:
        """What the search leaves, as it is shown."""
        return [entry.text for entry in self._model.shown]

    def open_under(self, place: QRect, typed: str = "") -> None:
        """Show below a rectangle of the screen, above it where there is no room; `typed` is already searched for."""
        self.move(below(place, self))
        self.show()
        self.view.scrollTo(self.view.currentIndex())
        if typed:
            self.search.show()
        if self.search.isHidden():
            self.view.setFocus()
        else:
            self.search.setFocus()
            self.search.setText(typed)

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        found = [e for e in self._entries if wanted in e.text.casefold() or wanted in e.second.casefold()]
        found.sort(key=lambda e: not e.text.casefold().startswith(wanted) if wanted else False)
        if self._free and wanted and all(e.text != text.strip() for e in found):
            found.append(Entry(text.strip(), self._free.replace("%1", text.strip()), "plus"))
        self._model.show(found)
        self.view.setCurrentIndex(self._model.index(0, 0))
        self.view.setVisible(bool(found))
        waits = bool(self._free) and not wanted
        self._nothing.setText(self.tr("Or type the name of a new one.") if waits else self._none_found)
        self._nothing.setVisible(waits or not found)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            entry: Entry = index.data(Qt.ItemDataRole.UserRole)
            self.close()
            self.chosen.emit(entry.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses; Up and Down in the search field are for the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (key == Qt.Key.Key_Space and watched is self.view):
                self._choose(self.view.currentIndex())
                return True
            if watched is self.search and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                row = self.view.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
                if 0 <= row < self._model.rowCount():
                    self.view.setCurrentIndex(self._model.index(row, 0))
                return True
        return False
