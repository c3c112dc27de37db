"""The fields of a data set: a list with search, type pictograms and notes, used beside the definition and as a popup."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QPoint, QRectF, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from census_desktop.domain.conditions import ColumnType
from census_desktop.gui.kit import icons, palette, said, words
from census_desktop.gui.kit.delegates import Index, draw_row_ground, draw_text, placed
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import SearchField
from census_desktop.gui.segments.condition_tree import Field

MIME = "application/x-census-field"

TYPE_ICONS = {
    ColumnType.TEXT: "text",
    ColumnType.INTEGER: "hash",
    ColumnType.NUMBER: "hash",
    ColumnType.BOOLEAN: "toggle",
    ColumnType.DATE: "calendar",
    ColumnType.DATETIME: "clock",
    ColumnType.ARRAY: "list",
    ColumnType.OBJECT: "braces",
    ColumnType.OTHER: "braces",
}

_NameRole = Qt.ItemDataRole.UserRole + 1
_IconRole = Qt.ItemDataRole.UserRole + 2
_NoteRole = Qt.ItemDataRole.UserRole + 3


def note_of(field: Field) -> str:
    """What is worth knowing of a field at a glance."""
    return words.tr("PII") if field.pii else words.tr("computed") if field.computed else said.said(field.type.value)


class _Model(QStandardItemModel):
    """Fields as items that can be dragged into the definition."""

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(MIME, QByteArray(str(indexes[0].data(_NameRole)).encode()))
        return data


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        draw_row_ground(painter, option, line=False)
        rect = QRectF(option.rect).adjusted(6, 0, -6, 0)
        glyph = placed(painter, rect, QRectF(rect.x(), rect.center().y() - 7, 14, 14))
        icons.draw(painter, index.data(_IconRole), glyph, palette.color("secondary"))
        note = str(index.data(_NoteRole))
        painter.setFont(palette.sized(-1))
        width = painter.fontMetrics().horizontalAdvance(note) + 2
        draw_text(painter, placed(painter, rect, rect.adjusted(22, 0, -width - 8, 0)), str(index.data(_NameRole)), "text")
        place = placed(painter, rect, rect.adjusted(rect.width() - width, 0, 0, 0))
        draw_text(painter, place, note, "secondary", -1, right=True)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, px(26))


class FieldList(QWidget):
    """Search above, fields below. Enter, a double click (in a popup one click) or a drag chooses a field."""

    chosen = Signal(str)

    def __init__(self, name: str = words.tr("Fields"), *, one_click: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._one_click = one_click
        self._fields: tuple[Field, ...] = ()
        self.search = SearchField(self.tr("Find a field"))
        self.search.setAccessibleName(f"{name}: {self.tr('find a field')}")
        self._model = _Model(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = named(QListView(), name)
        self.view.setModel(self._shown)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.view.setDragEnabled(not one_click)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        self.search.textChanged.connect(self._on_search)
        self.search.installEventFilter(self)
        self.view.activated.connect(self._on_activated)
        if one_click:
            self.view.clicked.connect(self._on_activated)

    def set_fields(self, fields: Sequence[Field]) -> None:
        if tuple(fields) == self._fields:
            return
        self._fields = tuple(fields)
        self._model.clear()
        for field in fields:
            item = QStandardItem(field.name)
            item.setData(field.name, _NameRole)
            item.setData(TYPE_ICONS[field.type], _IconRole)
            item.setData(note_of(field), _NoteRole)
            item.setData(f"{field.name}, {note_of(field)}", Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(f"{field.name}: {field.native or said.said(field.type.value)}")
            item.setDropEnabled(False)
            self._model.appendRow(item)
        self._point_at_first()

    def names(self) -> list[str]:
        """Names that the search leaves."""
        return [self._shown.index(n, 0).data(_NameRole) for n in range(self._shown.rowCount())]

    def _on_search(self, text: str) -> None:
        self._shown.setFilterFixedString(text.strip())
        self._point_at_first()

    def _point_at_first(self) -> None:
        """What Enter would choose is marked while the list is searched or open as a popup."""
        wanted = self._one_click or bool(self.search.text().strip())
        self.view.setCurrentIndex(self._shown.index(0, 0) if wanted else QModelIndex())

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(str(index.data(_NameRole)))

    def eventFilter(self, watched: object, event: object) -> bool:
        """Up, Down and Enter in the search field are for the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_activated(self.view.currentIndex())
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                row = self.view.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
                if 0 <= row < self._shown.rowCount():
                    self.view.setCurrentIndex(self._shown.index(row, 0))
                return True
        return False


class FieldPopup(QWidget):
    """The list of fields under a button. Closes when a field is chosen, with Esc, or when something else is clicked."""

    chosen = Signal(str)

    def __init__(self, fields: Sequence[Field], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = FieldList(self.tr("Choose a field"), one_click=True)
        self.list.set_fields(fields)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.list)
        self.list.chosen.connect(self._on_chosen)
        self.resize(300, min(420, 74 + 26 * max(1, len(fields))))

    def open_below(self, widget: QWidget) -> None:
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
        self.show()
        self.list.search.setFocus()

    def _on_chosen(self, name: str) -> None:
        self.close()
        self.chosen.emit(name)
