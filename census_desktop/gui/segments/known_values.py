"""Values to choose from: those that a column was seen to hold, with their counts; any other can be typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from census_desktop.domain.errors import CensusError
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.chips import ChipsField
from census_desktop.gui.kit.delegates import Index, draw_check, draw_row_ground, draw_text
from census_desktop.gui.kit.forms import Compound, named
from census_desktop.gui.kit.picker import below
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import SearchField, button, label
from census_desktop.gui.segments.scope import Scope
from census_desktop.gui.segments.value_editors import ValueLine
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.usecases.profiles import Profiles

SHOWN = 500
ROW = px(28)
_EXACT = frozenset({"is", "is_not", "one_of", "not_one_of"})


def offers_values(op: str, scope: Scope, column: str) -> bool:
    """Whether known values help: the operator compares whole values, and the column is not personal data."""
    field = scope.field(column)
    return op in _EXACT and field is not None and not field.pii and scope.dataset is not None


@dataclass(frozen=True, slots=True)
class Look:
    """(value, records), the most frequent first; `at` is when they were read, `more` that there are others."""

    values: tuple[tuple[Any, int], ...]
    at: datetime
    more: bool


def look(profiles: Profiles, dataset_id: str, column: str, search: str, refresh: bool, cancel: CancelToken) -> Look:
    """In the pool: the values that contain the text."""
    known = profiles.known_values(dataset_id, column, refresh=refresh, cancel=cancel)
    found = profiles.values(dataset_id, column, search, limit=SHOWN + 1)
    return Look(found[:SHOWN], known.at, len(found) > SHOWN or not known.complete)


class _Model(QAbstractListModel):
    """Values with a tick for those chosen. What was typed and is not known stands first, to be added."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[tuple[Any, int | None]] = []
        self.chosen: list[Any] = []
        self.many = True

    def show(self, rows: Sequence[tuple[Any, int | None]]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def is_chosen(self, value: Any) -> bool:
        return value in self.chosen

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        value, count = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(value)
        if role == Qt.ItemDataRole.UserRole:
            return self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and self.many:
            return Qt.CheckState.Checked if self.is_chosen(value) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = words.tr(", chosen") if self.is_chosen(value) else ""
            return f"{value}, {(words.tr('as typed') if count is None else words.number(count))}{state}"
        return None


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        value, count = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        draw_row_ground(painter, option, line=False)
        rect = QRectF(option.rect).adjusted(8, 0, -8, 0)
        if isinstance(model, _Model) and model.many:
            draw_check(painter, QRectF(rect.x(), rect.center().y() - 7, 14, 14), checked=model.is_chosen(value))
            rect.setLeft(rect.left() + 22)
        note = index.model().tr("as typed") if count is None else words.number(count)
        painter.setFont(palette.sized(-1))
        width = painter.fontMetrics().horizontalAdvance(note) + 2
        draw_text(painter, rect.adjusted(0, 0, -width - 8, 0), str(value), "text")
        draw_text(painter, rect.adjusted(rect.width() - width, 0, 0, 0), note, "secondary", -1, right=True)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, ROW)


class ValuePicker(QWidget):
    """Opens under a field. Space, Enter or a click ticks a value; typing searches, and offers the text itself."""

    chosen = Signal(tuple)
    """All values that are chosen now."""

    def __init__(
        self,
        session: Session,
        dataset_id: str,
        column: str,
        parent: QWidget,
        *,
        chosen: Sequence[Any] = (),
        parse: Callable[[str], Any] = str,
        many: bool = True,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "popup")
        self.setAccessibleName(f"{self.tr('Values of')} {column}")
        self._session, self._dataset_id, self._column, self._parse = session, dataset_id, column, parse
        self._first = list(chosen)
        self.model = _Model(self)
        self.model.chosen, self.model.many = list(chosen), many
        self.search = SearchField(self.tr("Find, type or paste values"))
        self.search.setAccessibleName(f"{self.tr('Values of')} {column}: {self.tr('find')}")
        self.view = named(QListView(), f"{self.tr('Values of')} {column}")
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.note = label(self.tr("Reading values…"), "small", wrap=True)
        self._refresh = button(
            "", "refresh", kind="flat", name=self.tr("Read the values again"), on=lambda: self._ask(refresh=True)
        )
        self.as_list = button("", "list", kind="flat", name=f"{self.tr('Value of')} {column}: {self.tr('edit as a list')}")
        self.as_list.setVisible(many)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.as_list)
        foot.addWidget(self._refresh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self._soon = QTimer(self, singleShot=True, interval=80)
        self._soon.timeout.connect(self._ask)
        self.search.textChanged.connect(self._on_text)
        self.view.clicked.connect(self._toggle)
        for watched in (self.search, self.view):
            watched.installEventFilter(self)
        self.resize(300, 340)

    def open_below(self, widget: QWidget) -> None:
        self.move(below(widget.rect().translated(widget.mapToGlobal(QPoint(0, 0))), self))
        self.show()
        self.search.setFocus()
        self._ask()

    # Values ---------------------------------------------------------------------------------------------------------

    def _ask(self, refresh: bool = False) -> None:
        text = self.search.text().strip()
        self._session.ask(
            self,
            look,
            self._session.app.profiles,
            self._dataset_id,
            self._column,
            text,
            refresh,
            done=self._on_look,
            failed=self._on_failed,
            slot="values",
        )

    def _on_look(self, found: Look) -> None:
        rows: list[tuple[Any, int | None]] = list(found.values)
        known = {value for value, _ in rows}
        if not self.search.text().strip():  # what is chosen stands first, so that it is seen and can be unticked
            first = [v for v in self._first if v not in known]
            counts = dict(found.values)
            rows = [*((v, counts.get(v)) for v in self._first if v in known), *((v, None) for v in first)]
            rows += [pair for pair in found.values if pair[0] not in self._first]
        self._show(rows)
        age = words.ago(found.at, self._session.now())
        text = self.tr("Values as of %1.").replace("%1", age) if found.values else self.tr("No known value; type one.")
        if found.more:
            text += " " + self.tr("Type to find more.")
        self.note.setText(text)

    def _on_failed(self, error: CensusError) -> None:
        self._show([])
        self.note.setText(f"{error} {self.tr('Any value can be typed.')}")

    def _show(self, rows: Sequence[tuple[Any, int | None]]) -> None:
        typed = self._parse(self.search.text().strip()) if self.search.text().strip() else None
        known = typed is None or any(value == typed for value, _ in rows)
        self.model.show(rows if known else [(typed, None), *rows])
        at = 1 if not known and rows else 0
        self.view.setCurrentIndex(self.model.index(at, 0))

    # Choosing -------------------------------------------------------------------------------------------------------

    def _on_text(self, text: str) -> None:
        self._soon.start()

    def take_pasted(self, text: str) -> bool:
        """A column or list of values: all are chosen. False for one line, which is a search."""
        lines = [part.strip() for part in text.replace("\t", "\n").splitlines() if part.strip()]
        if len(lines) < 2 or not self.model.many:
            return False
        values = [value for line in lines if (value := self._parse(line)) is not None]
        self._put([*self.model.chosen, *(v for v in dict.fromkeys(values) if v not in self.model.chosen)])
        refused = len(lines) - len(values)
        text = self.tr("%1 pasted.").replace("%1", words.counted(len(values), self.tr("value"), self.tr("values")))
        self.note.setText(text + (" " + self.tr("%1 do not fit the column.").replace("%1", str(refused)) if refused else ""))
        return True

    def _toggle(self, index: Index) -> None:
        if not index.isValid():
            return
        value = index.data(Qt.ItemDataRole.UserRole)[0]
        if not self.model.many:
            self._put([value])
            self.close()
        elif self.model.is_chosen(value):
            self._put([v for v in self.model.chosen if v != value])
        else:
            self._put([*self.model.chosen, value])

    def _put(self, values: list[Any]) -> None:
        self.model.chosen = values
        self.view.viewport().update()
        self.chosen.emit(tuple(values))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Space tick; Up and Down in the search field are for the list; a paste of several values chooses them."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if watched is self.search and event.matches(QKeySequence.StandardKey.Paste):
            return self.take_pasted(QGuiApplication.clipboard().text())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (key == Qt.Key.Key_Space and watched is self.view):
            self._toggle(self.view.currentIndex())
            return True
        if watched is self.search and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = self.view.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= row < self.model.rowCount():
                self.view.setCurrentIndex(self.model.index(row, 0))
            return True
        return False


class ValuesField(Compound):
    """A field for values, and a button that opens those that are known (Alt+Down)."""

    edited = Signal()

    def __init__(self, session: Session, dataset_id: str, column: str, field: ValueLine | ChipsField, name: str) -> None:
        super().__init__()
        self.first = self.field = field
        self._session, self._dataset_id, self._column = session, dataset_id, column
        self.open = button(
            "", "chevron-down", kind="flat", name=f"{name}: {self.tr('choose from known values')}", on=self.choose
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        many = isinstance(field, ChipsField)
        if isinstance(field, ChipsField):
            field.hide_list_button()
        row.addWidget(field, 1 if many else 0)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        if many:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        field.edited.connect(self.edited)

    def value(self) -> Any:
        return self.field.value()

    def set_value(self, value: Any) -> None:
        self.field.set_value(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.choose()
        else:
            super().keyPressEvent(event)

    def choose(self) -> None:
        many = isinstance(self.field, ChipsField)
        value = self.field.value()
        chosen = tuple(value or ()) if many else () if value is None else (value,)
        picker = ValuePicker(
            self._session, self._dataset_id, self._column, self, chosen=chosen, parse=self.field.parse, many=many
        )
        picker.chosen.connect(self._on_chosen)
        picker.as_list.clicked.connect(lambda _checked=False: self._as_list(picker))
        picker.open_below(self)

    def _as_list(self, picker: ValuePicker) -> None:
        picker.close()
        if isinstance(self.field, ChipsField):
            self.field.edit_as_list()

    def _on_chosen(self, values: tuple[Any, ...]) -> None:
        if isinstance(self.field, ChipsField):
            self.field.set_value(values)
        else:
            self.field.set_value(values[0] if values else None)
        self.edited.emit()
