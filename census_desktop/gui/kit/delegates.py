"""How lists and tables are painted: two-line cells, state badges, hairlines between rows. No widgets inside items."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QIcon, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.models import RIGHT, SecondRole, ToneRole
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.text_size import px

Index = QModelIndex | QPersistentModelIndex

BADGE_HEIGHT = px(20)
ROW_TWO_LINES = px(51)
ROW_ONE_LINE = px(35)


def badge_size(state: State) -> QSize:
    metrics = QFontMetricsF(palette.sized(-1))
    return QSize(round(metrics.horizontalAdvance(state.word)) + 34, BADGE_HEIGHT)


def draw_badge(painter: QPainter, rect: QRectF, state: State) -> None:
    """The state's icon and word on its tint, filling the rectangle's height of 20."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(f"{state.tone}_tint"))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    ink = palette.color(state.tone)
    icons.draw(painter, state.icon, QRectF(rect.x() + 8, rect.y() + (rect.height() - 12) / 2, 12, 12), ink)
    painter.setFont(palette.sized(-1))
    painter.setPen(ink)
    painter.drawText(rect.adjusted(24, 0, -8, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, state.word)
    painter.restore()


def draw_row_ground(painter: QPainter, option: QStyleOptionViewItem, *, line: bool = True) -> None:
    """Selection or hover colour and the hairline below. A view that is `quiet` marks its row strongly only with the focus: the
    page shows the details of another list's row."""
    rect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        view = option.widget
        quiet = view is not None and bool(view.property("quiet")) and not view.hasFocus()
        painter.fillRect(rect, palette.color("hover" if quiet else "selection"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, palette.color("hover"))
    if line:
        painter.setPen(palette.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def draw_text(
    painter: QPainter, rect: QRectF, text: str, role: str, step: int = 0, *, bold: bool = False, right: bool = False
) -> None:
    """One elided line in a palette role."""
    painter.setFont(palette.sized(step, bold=bold))
    painter.setPen(palette.color(role))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip), shown)


def in_two_lines(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """The text as at most two lines of this width, the second cut with an ellipsis."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    used = line.textLength()
    if used >= len(text):
        return (text,)
    rest = QFontMetricsF(font).elidedText(text[used:].strip(), Qt.TextElideMode.ElideRight, width)
    return text[:used].rstrip(), rest


def placed(painter: QPainter, within: QRectF, rect: QRectF) -> QRectF:
    """The rectangle, or its mirror image within the other where texts run from right to left."""
    if painter.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return rect
    return QRectF(within.left() + within.right() - rect.right(), rect.y(), rect.width(), rect.height())


def draw_check(painter: QPainter, rect: QRectF, *, checked: bool, enabled: bool = True) -> None:
    """A check box as the style sheet draws it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled = checked and enabled
    painter.setPen(palette.color("accent" if filled else "field" if enabled else "line"))
    painter.setBrush(palette.color("accent" if filled else "pane" if enabled else "track"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if checked:
        icons.draw(painter, "check", rect.adjusted(1, 1, -1, -1), palette.color("on_accent" if enabled else "disabled"))


class CellDelegate(QStyledItemDelegate):
    """A table cell: icon, text, and the second line that explains the first. `bold` makes first lines of a column semi-bold;
    `badge` is a state after the first line, made from the index."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        bold: bool = False,
        first_margin: int = 20,
        icon_size: int = 16,
        badge: Callable[[Any], State | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._bold = bold
        self._margin = first_margin
        self._icon_size = icon_size
        self._badge = badge

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        draw_row_ground(painter, option)
        left = self._margin if index.column() == 0 else 8
        rect = QRectF(option.rect).adjusted(left, 0, -8, -1)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon) and not icon.isNull():
            side = self._icon_size
            icon.paint(painter, int(rect.x()), int(rect.y() + (rect.height() - side) / 2), side, side)
            rect.adjust(side + 12 if side > 20 else side + 8, 0, 0, 0)
        right = bool(index.data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT)
        tone = index.data(ToneRole) or "text"
        second = index.data(SecondRole)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if second:
            below = QRectF(rect.x(), rect.y() + px(26), rect.width(), px(16))
            draw_text(painter, below, str(second), "secondary", -1, right=right)
            rect = QRectF(rect.x(), rect.y() + px(8), rect.width(), px(18))
        if self._badge and (state := self._badge(index)):
            size = badge_size(state)
            top = rect.y() + (rect.height() - size.height()) / 2
            after = rect.x() + QFontMetricsF(palette.sized(bold=self._bold)).horizontalAdvance(text) + 8
            x = min(after, rect.right() - size.width())
            draw_badge(painter, QRectF(x, top, size.width(), size.height()), state)
            rect.setRight(max(rect.x(), x - 4))  # wider than the text, by less than a pixel, is not enough
        draw_text(painter, rect, text, tone, bold=self._bold, right=right)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW_TWO_LINES if index.data(SecondRole) else ROW_ONE_LINE)


class BadgeDelegate(QStyledItemDelegate):
    """A cell that shows a state badge; `state` makes it from the index."""

    def __init__(self, state: Callable[[Any], State | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        draw_row_ground(painter, option)
        if state := self._state(index):
            size = badge_size(state)
            top = option.rect.y() + (option.rect.height() - 1 - size.height()) / 2
            width = min(size.width(), option.rect.width() - 12)
            draw_badge(painter, QRectF(option.rect.x() + 8, top, width, size.height()), state)
        painter.restore()


def focus_frame(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """A bar at the left edge: the row that the keyboard is on."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(QPen(palette.color("accent"), 3))
        x = option.rect.x() + 1.5
        painter.drawLine(QPointF(x, option.rect.top()), QPointF(x, option.rect.bottom()))


LEAST_STRETCH = px(160)


def prepare_table(table: QTableView, *, row_height: int = ROW_TWO_LINES, name: str = "") -> None:
    """The house's table: no grid, whole rows, fixed heights, hover; Tab leaves it."""
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setWordWrap(False)
    table.setMouseTracking(True)
    table.setTabKeyNavigation(False)
    table.setItemDelegate(CellDelegate(table))
    vertical, horizontal = table.verticalHeader(), table.horizontalHeader()
    vertical.hide()
    vertical.setMinimumSectionSize(row_height)
    vertical.setDefaultSectionSize(row_height)
    horizontal.setHighlightSections(False)
    horizontal.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    horizontal.setMinimumSectionSize(40)
    horizontal.setFixedHeight(px(33))


def set_widths(table: QTableView) -> None:
    """Column widths from the model's columns: 0 takes the room that is left."""
    from PySide6.QtWidgets import QHeaderView

    header = table.horizontalHeader()
    for number, column in enumerate(getattr(table.model(), "columns", ())):
        stretch = column.width == 0
        header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive)
        if not stretch:
            table.setColumnWidth(number, px(column.width))
    table.installEventFilter(_Fit(table))


class _Fit(QObject):
    """In a narrow table the other columns give way, so that the first can still be read."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._share = 1.0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            columns = getattr(self._table.model(), "columns", ())
            room = self._table.width() - LEAST_STRETCH * sum(column.width == 0 for column in columns)
            narrow = room < sum(px(column.width) for column in columns)
            for number, column in enumerate(columns):
                if column.spare:
                    self._table.setColumnHidden(number, narrow)
            fixed = sum(px(column.width) for column in columns if not (narrow and column.spare))
            share = min(1.0, max(0.5, room / fixed)) if fixed else 1.0
            if share != self._share:  # else the widths are the user's
                self._share = share
                for number, column in enumerate(columns):
                    if column.width:
                        self._table.setColumnWidth(number, round(px(column.width) * share))
        return False
