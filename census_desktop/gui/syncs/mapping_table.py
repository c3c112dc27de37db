"""The mappings of a sync as a painted table: five hundred scroll as five do; keys and clicks open what edits a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QItemSelectionModel, QMimeData, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from census_desktop.domain.model import FieldMapping, MappingKind
from census_desktop.gui.kit import icons, palette, words
from census_desktop.gui.kit.delegates import Index, draw_row_ground, draw_text, prepare_table
from census_desktop.gui.kit.models import Column, RowRole, TableModel
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.syncs.mapping_rules import KINDS

FIELD, KIND, VALUE, OPTIONS, REMOVE = range(5)
ROW_HEIGHT = px(36)
SHOWN_ROWS = 11
_MIME = "application/x-census-mapping-rows"
_PAINTED = 27


@dataclass(frozen=True, slots=True)
class Line:
    """A mapping as the table shows it. `fault` keeps the sync from being made, `doubt` does not."""

    number: int
    mapping: FieldMapping
    value: str
    field_icon: str = ""
    value_icon: str = ""
    note: str = ""
    options: tuple[str, ...] = ()
    locked: bool = False
    fault: str = ""
    doubt: str = ""


def _columns() -> tuple[Column[Line], ...]:
    def problem(line: Line) -> str:
        return line.fault or line.doubt

    def field(line: Line) -> str:
        said = [line.mapping.field or words.tr("no field yet"), line.note, problem(line)]
        return ", ".join(part for part in said if part)

    return (
        Column(words.tr("Field there"), lambda r: r.mapping.field, tooltip=problem, accessible=field),
        Column(words.tr("From"), lambda r: KINDS[r.mapping.kind][0], width=126, tooltip=lambda r: KINDS[r.mapping.kind][2]),
        Column(words.tr("Value"), lambda r: r.value, tooltip=lambda r: r.mapping.template or r.value),
        Column(
            words.tr("Options"),
            lambda r: " · ".join(r.options),
            width=184,
            tooltip=lambda r: " · ".join(r.options) or words.tr("Options of this field"),
            accessible=lambda r: " · ".join(r.options) or words.tr("no options"),
        ),
        Column(
            "",
            lambda r: "",
            width=40,
            tooltip=lambda r: words.tr("Remove the mapping"),
            accessible=lambda r: words.tr("Remove"),
        ),
    )


class MappingModel(TableModel[Line]):
    """Rows that may be dragged to another place. The order itself is the sync's: `dropped` only says what is wanted."""

    dropped = Signal(list, int)
    """(numbers of rows, place before which they go)"""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(_columns(), key=lambda line: line.number, parent=parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = sorted({index.row() for index in indexes})
        data.setData(_MIME, QByteArray(",".join(map(str, rows)).encode()))
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        if not data.hasFormat(_MIME):
            return False
        place = row if row >= 0 else parent.row() if parent.isValid() else self.rowCount()
        rows = [int(part) for part in bytes(data.data(_MIME).data()).decode().split(",")]
        self.dropped.emit(rows, place)
        return False  # the view would otherwise take the rows out itself


class MappingTable(QTableView):
    """`opened(row, column, text)`: a cell is to be edited; `text` is what was typed to open it."""

    opened = Signal(int, int, str)
    removed = Signal(list)
    moved = Signal(list, int)
    duplicated = Signal(list)
    pasted = Signal()
    copied = Signal(list)

    def __init__(self, name: str) -> None:
        super().__init__()
        prepare_table(self, row_height=ROW_HEIGHT, name=name)
        self.model_ = MappingModel(self)
        self.model_.dropped.connect(self.moved)
        self.setModel(self.model_)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDragEnabled(True)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(32)
        for number, column in enumerate(self.model_.columns):
            header.setSectionResizeMode(
                number, QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            )
            if column.width:
                self.setColumnWidth(number, column.width)
        self.clicked.connect(self._on_clicked)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The rows as they are now; the place of the keyboard stays."""
        current, several = self.currentIndex(), self.selected_rows()
        row, column = current.row(), current.column()
        before = self.model_.rowCount()
        self.model_.set_rows(lines)
        if before != len(lines):
            if lines and row >= 0:
                self.point_at(min(row, len(lines) - 1), max(column, 0))
            self.setFixedHeight(px(34) + ROW_HEIGHT * min(len(lines), SHOWN_ROWS) + 1)
        elif several and not self.selected_rows():
            self.point_at(several[0], max(column, 0))

    def point_at(self, row: int, column: int = FIELD) -> None:
        index = self.model_.index(row, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)  # a Ctrl that is still down shall not add to the selection
        self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the options give way, so that fields and values can still be read."""
        super().resizeEvent(event)
        wide = self.model_.columns[OPTIONS].width
        self.setColumnWidth(OPTIONS, wide if event.size().width() >= 660 else wide * 2 // 3)

    def also_select(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(self.model_.index(row, 0), flags)

    def selected_rows(self) -> list[int]:
        model = self.selectionModel()
        return sorted({index.row() for index in model.selectedRows()}) if model else []

    def place_of(self, row: int, column: int) -> QRect:
        """Where a cell is on the screen."""
        rect = self.visualRect(self.model_.index(row, column))
        return QRect(self.viewport().mapToGlobal(rect.topLeft() + QPoint(4, 4)), QSize(rect.width(), _PAINTED + 4))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == REMOVE:
            self.removed.emit([index.row()])
        else:
            self.opened.emit(index.row(), index.column(), "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """With Ctrl or Shift a click only selects."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            blocked = self.blockSignals(True)
            super().mouseReleaseEvent(event)
            self.blockSignals(blocked)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows, current = self.selected_rows(), self.currentIndex()
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif not rows or not current.isValid():
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(rows)
        elif key == Qt.Key.Key_D and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.duplicated.emit(rows)
        elif alt and key == Qt.Key.Key_Up:
            self.moved.emit(rows, max(0, rows[0] - 1))
        elif alt and key == Qt.Key.Key_Down:
            self.moved.emit(rows, min(self.model_.rowCount(), rows[-1] + 2))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(rows)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self._on_clicked(current)
        elif (
            event.text().strip() and event.text().isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.opened.emit(current.row(), current.column(), event.text())
        else:
            super().keyPressEvent(event)


class _CellDelegate(QStyledItemDelegate):
    """Cells that look like what they are: something to open."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(RowRole)
        painter.save()
        draw_row_ground(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # not before: the hairline would become a smear
        rect = QRectF(option.rect).adjusted(4, 4, -4, -5)
        match index.column():
            case 0:
                self._field(painter, rect.adjusted(14, 0, 0, 0), option, line)
            case 1:
                self._kind(painter, rect, option, line)
            case 2:
                self._value(painter, rect, option, line)
            case 3:
                self._options(painter, rect, option, line)
            case _:
                self._remove(painter, rect, option)
        painter.restore()

    def _pill(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, role: str = "field") -> None:
        view = option.widget
        focused = isinstance(view, QTableView) and view.hasFocus() and _is_current(view, option)
        painter.setPen(QPen(palette.color("focus" if focused else role), 1))
        painter.setBrush(palette.color("pane"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _field(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, line: Line) -> None:
        if option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            _grip(painter, QRectF(rect.x() - 14, rect.y(), 14, rect.height()))
        self._pill(painter, rect, option, "fail" if line.fault else "field")
        inner = rect.adjusted(9, 0, -8, 0)
        if line.fault or line.doubt:
            tone = "fail" if line.fault else "warn"
            icons.draw(painter, "alert", QRectF(inner.right() - 14, rect.center().y() - 7, 14, 14), palette.color(tone))
            inner.adjust(0, 0, -20, 0)
        if line.field_icon:
            place = QRectF(inner.x(), rect.center().y() - 7, 14, 14)
            icons.draw(painter, line.field_icon, place, palette.color("secondary"))
            inner.adjust(22, 0, 0, 0)
        if line.note:
            painter.setFont(palette.sized(-1))
            width = painter.fontMetrics().horizontalAdvance(line.note) + 2
            if inner.width() > width + 70:
                draw_text(painter, inner.adjusted(inner.width() - width, 0, 0, 0), line.note, "secondary", -1, right=True)
                inner.adjust(0, 0, -width - 8, 0)
        text, role = (line.mapping.field, "text") if line.mapping.field else (self.tr("choose a field"), "secondary")
        draw_text(painter, inner, text, role, bold=bool(line.mapping.field))

    def _kind(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, line: Line) -> None:
        word, icon, _ = KINDS[line.mapping.kind]
        self._pill(painter, rect, option)
        icons.draw(painter, icon, QRectF(rect.x() + 8, rect.center().y() - 7, 14, 14), palette.color("secondary"))
        draw_text(painter, rect.adjusted(28, 0, -22, 0), word, "text")
        chevron = QRectF(rect.right() - 20, rect.center().y() - 6, 12, 12)
        icons.draw(painter, "chevron-down", chevron, palette.color("secondary"))

    def _value(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, line: Line) -> None:
        self._pill(painter, rect, option)
        inner = rect.adjusted(9, 0, -8, 0)
        if line.value_icon:
            icons.draw(painter, line.value_icon, QRectF(inner.x(), rect.center().y() - 7, 14, 14), palette.color("secondary"))
            inner.adjust(22, 0, 0, 0)
        empty = line.mapping.kind is MappingKind.CONSTANT and line.mapping.constant is None
        if line.mapping.kind is MappingKind.TEMPLATE:
            painter.setFont(fixed_font(-1))
            painter.setPen(palette.color("text"))
            shown = painter.fontMetrics().elidedText(line.value, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        else:
            draw_text(painter, inner, line.value, "secondary" if empty else "text")

    def _options(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, line: Line) -> None:
        view = option.widget
        if isinstance(view, QTableView) and view.hasFocus() and _is_current(view, option):
            self._pill(painter, rect, option)
        inner = rect.adjusted(6, 0, -6, 0)
        if not line.options:
            hot = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
            draw_text(painter, inner, self.tr("options"), "text" if hot else "secondary", -1)
            return
        painter.setFont(palette.sized(-1))
        text = " · ".join(line.options)
        extra = 18 if line.locked else 0
        width = min(inner.width(), painter.fontMetrics().horizontalAdvance(text) + 16 + extra)
        chip = QRectF(inner.x(), rect.center().y() - 10, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("track"))
        painter.drawRoundedRect(chip, 4, 4)
        if line.locked:
            icons.draw(painter, "lock", QRectF(chip.x() + 6, chip.y() + 4, 12, 12), palette.color("secondary"))
        draw_text(painter, chip.adjusted(8 + extra, 0, -6, 0), text, "text", -1)

    def _remove(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        view = option.widget
        if isinstance(view, QTableView) and view.hasFocus() and _is_current(view, option):
            self._pill(painter, rect.adjusted(0, 0, 0, 0), option)
        place = QRectF(rect.center().x() - 6, rect.center().y() - 6, 12, 12)
        icons.draw(painter, "x", place, palette.color("secondary"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, ROW_HEIGHT)


def _is_current(view: QTableView, option: QStyleOptionViewItem) -> bool:
    return view.visualRect(view.currentIndex()) == option.rect


def _grip(painter: QPainter, rect: QRectF) -> None:
    """Six dots: this row can be dragged."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color("field"))
    for x in (3.0, 7.5):
        for y in (-5.0, 0.0, 5.0):
            painter.drawEllipse(QRectF(rect.x() + x, rect.center().y() + y - 1, 2.2, 2.2))


def fixed_font(step: int = 0) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(palette.base_size() + step)
    return font
