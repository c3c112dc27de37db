"""The Quick Sync dropdown: the newest active sync of each destination, one key away from being copied for this segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from census_desktop.domain.quicksync import missing_columns
from census_desktop.domain.rows import QuickSyncOffer, QuickSyncOffers
from census_desktop.gui.kit import icons, palette, said, words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.models import Column, RowRole, TableModel
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import button, label
from census_desktop.gui.kit.words import tr
from census_desktop.gui.syncs.sync_lines import Look, look_of, name_of, object_of

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

Index = QModelIndex | QPersistentModelIndex

WIDTH = px(428)
TEXT_LEFT, TEXT_RIGHT = 51, 14
HAIR = 4
FILTER_FROM = 8
MOST_HEIGHT = px(460)
SHADOW = 14


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer in words. `fits` is False for one that cannot be copied as it is; `warnings` then says why."""

    offer: QuickSyncOffer
    look: Look
    title: str
    what: str
    schedule: str
    fits: bool

    @property
    def warnings(self) -> tuple[str, ...]:
        asks = (tr("becomes a draft: it touches people's consent, which you confirm first"),) if self.offer.consent else ()
        return (*self.offer.warnings, *asks)

    @property
    def spoken(self) -> str:
        return ", ".join((self.title, self.what, self.schedule, *self.warnings, *(() if self.fits else (tr("does not fit"),))))


@dataclass(frozen=True, slots=True)
class OfferLines:
    offers: QuickSyncOffers
    lines: tuple[OfferLine, ...]


def read_offers(app: App, segment_id: str) -> OfferLines:
    """In the pool: what Quick Sync can do for a segment, in words."""
    offers = app.syncs.quick_sync_offers(segment_id)
    return OfferLines(offers, tuple(_line(app, offers, offer) for offer in offers.offers))


def _line(app: App, offers: QuickSyncOffers, offer: QuickSyncOffer) -> OfferLine:
    look, manifest = look_of(app, offer.connection.type)
    template = offer.template
    spec = object_of(manifest, template.object)
    word = spec.audience_word if spec else "audience"
    fields = tr("%1 of “%2”").replace("%1", words.counted(offer.fields, tr("field"), tr("fields"))).replace("%2", template.name)
    made = offer.audience or (offer.object if offer.object != template.object else "")
    creates = tr("Creates %1 “%2”").replace("%1", word).replace("%2", made)
    what = f"{creates} · {fields}" if made else fields
    if offer.audience_column:
        fills = tr("Fills %1s named by %2").replace("%1", word).replace("%2", offer.audience_column)
        what = f"{fills} · {fields}"
    object_name = word if made else spec.label if spec and spec.name == template.object else template.object
    after = name_of(app, template.schedule.after)
    return OfferLine(
        offer=offer,
        look=look,
        title=f"{offer.connection.name} · {object_name}",
        what=what,
        schedule=said.schedule(template.schedule, after),
        fits=not missing_columns(template, offers.dataset),
    )


class _OfferDelegate(QStyledItemDelegate):
    """Tile, destination and object, schedule at the right, what it copies, warnings in amber. Text wraps; heights differ."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(RowRole)
        height = float(px(33))
        if isinstance(line, OfferLine):
            height += self._height(line.what, 0) + sum(self._height(w, 17) + 1 for w in line.warnings)
        return QSize(WIDTH - 2, round(height + 2))

    def _height(self, text: str, indent: int) -> float:
        # A little less than is painted in: a screen's own metrics may break a line that is just as wide.
        width = WIDTH - 2 - TEXT_LEFT - TEXT_RIGHT - indent - HAIR
        metrics = QFontMetricsF(palette.sized(-1))
        return metrics.boundingRect(QRectF(0, 0, width, 1000), int(Qt.TextFlag.TextWordWrap), text).height()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(RowRole)
        if not isinstance(line, OfferLine):
            return
        painter.save()
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected and line.fits:
            painter.fillRect(option.rect, palette.color("selection"))
        if not line.fits:
            painter.setOpacity(0.75)
        icons.draw_tile(painter, line.look.icon, line.look.tint, QRectF(rect.x() + 13, rect.y() + 9, 26, 26))
        left, width = rect.x() + TEXT_LEFT, rect.width() - TEXT_LEFT - TEXT_RIGHT
        schedule = QFontMetricsF(palette.sized(-1)).horizontalAdvance(line.schedule) + 2
        draw_text(painter, QRectF(left, rect.y() + px(8), width - schedule - 10, px(18)), line.title, "text", bold=True)
        draw_text(
            painter,
            QRectF(left + width - schedule, rect.y() + px(8), schedule, px(18)),
            line.schedule,
            "secondary",
            -1,
            right=True,
        )
        top = rect.y() + px(26)
        top += self._wrapped(painter, QRectF(left, top, width, 1000), line.what, "secondary")
        for warning in line.warnings:
            icons.draw(painter, "alert", QRectF(left, top + 2, 12, 12), palette.color("warn"))
            top += self._wrapped(painter, QRectF(left + 17, top + 1, width - 17, 1000), warning, "warn") + 1
        painter.restore()

    def _wrapped(self, painter: QPainter, rect: QRectF, text: str, role: str) -> float:
        painter.setFont(palette.sized(-1))
        painter.setPen(palette.color(role))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return float(painter.drawText(rect, flags, text).height())


class _OfferModel(TableModel[OfferLine]):
    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.row_at(index.row())
        if line is not None and not line.fits:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class QuickSyncMenu(QWidget):
    """Opens under its button, first entry selected. Arrows and Enter choose, typing filters, Esc or a click outside closes.

    A child of the window and not a window of its own: its shadow and round corners need no compositor that way.
    """

    chosen = Signal(object, bool)
    """(QuickSyncOffer, run at once)"""
    new_sync = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quick-sync")
        self.setAccessibleName(self.tr("Quick Sync"))
        self.hide()
        self._anchor: QWidget | None = None
        self._lines: tuple[OfferLine, ...] = ()
        self.heading = label("", "small")
        self.heading.setTextFormat(Qt.TextFormat.RichText)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Type to filter"))
        self.filter.setAccessibleName(self.tr("Filter destinations"))
        self.model = _OfferModel(
            (Column(words.tr("Template"), lambda line: line.title, accessible=lambda line: line.spoken),), parent=self
        )
        self.list = QListView()
        self.run_at_once = QCheckBox(self.tr("Run at once"))
        self._left_out = label("", "small")
        self._reason = label("", wrap=True)
        self._make = button(self.tr("New Sync"), "plus", kind="primary", name=self.tr("New Sync instead"), on=self._on_new_sync)
        self._build()

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(_OfferDelegate(self.list))
        self.list.setAccessibleName(self.tr("Active templates"))
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._choose)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.filter.textChanged.connect(self._filter)
        self.run_at_once.setChecked(True)
        self.run_at_once.setToolTip(self.tr("The new sync runs as soon as it is made; otherwise when its schedule says"))
        head = QVBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.addWidget(self.heading)
        head.addWidget(self.filter)
        self._nothing = QWidget()
        nothing = QVBoxLayout(self._nothing)
        nothing.setContentsMargins(16, 4, 16, 12)
        nothing.setSpacing(12)
        nothing.addWidget(self._reason)
        nothing.addWidget(self._make, 0, Qt.AlignmentFlag.AlignLeft)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(rule)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.run_at_once, 1)
        row.addWidget(self._left_out)
        foot.addLayout(row)
        frame = QFrame()
        frame.setProperty("kind", "popup")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for part in (self.list, self._nothing, self._foot):
            column.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        layout.addWidget(frame)
        frame.setFixedWidth(WIDTH)

    # Opening --------------------------------------------------------------------------------------------------------

    def show_offers(self, read: OfferLines, anchor: QWidget) -> None:
        """Fill and open under the anchor, aligned with its right edge where there is no room to the right."""
        offers = read.offers
        self._lines = read.lines
        name = f"<b>{_escaped(offers.dataset.name)}</b>"
        self.heading.setText(self.tr("Copy the newest active sync of %1, one per destination").replace("%1", name))
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        self.filter.setVisible(len(self._lines) >= FILTER_FROM)
        has_offers = bool(self._lines)
        self.list.setVisible(has_offers)
        self._foot.setVisible(has_offers)
        self._nothing.setVisible(not has_offers)
        self._reason.setText(offers.reason)
        self._left_out.setText(_left_out(offers.paused, offers.drafts))
        self._anchor = anchor
        self.setParent(anchor.window())
        self._show_lines(self._lines)
        self.show()
        self._place()  # again: only now is the style known that the sizes come from
        self.raise_()
        (self.list if has_offers else self._make).setFocus(Qt.FocusReason.PopupFocusReason)
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(self)

    def _place(self) -> None:
        """Under the anchor, its left edges in line where there is room, inside the window in any case."""
        anchor, window = self._anchor, self.parentWidget()
        if anchor is None or window is None:
            return
        self.adjustSize()
        below = anchor.mapTo(window, QPoint(0, anchor.height() + 4))
        x = min(below.x(), window.width() - WIDTH - 8)
        self.move(x - SHADOW, min(below.y(), window.height() - self.height() + SHADOW) - SHADOW)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if (app := QApplication.instance()) is not None:
            app.removeEventFilter(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shadow of what floats."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        color = palette.color("shadow")
        frame = QRectF(self.rect()).adjusted(SHADOW, SHADOW + 3, -SHADOW, -SHADOW + 3)
        for step in range(SHADOW - 3, 0, -1):
            color.setAlphaF(0.004 * (1 + (SHADOW - step) / 5))
            painter.setBrush(color)
            painter.drawRoundedRect(frame.adjusted(-step, -step, step, step), 8 + step, 8 + step)

    def _show_lines(self, lines: tuple[OfferLine, ...]) -> None:
        self.model.set_rows(lines)
        height = sum(self.list.sizeHintForRow(n) for n in range(len(lines)))
        self.list.setFixedHeight(max(44, min(height + 2, MOST_HEIGHT)))
        first = next((n for n, line in enumerate(lines) if line.fits), -1)
        if first >= 0:
            self.list.setCurrentIndex(self.model.index(first, 0))
        self._place()

    def _filter(self, text: str) -> None:
        wanted = text.casefold().strip()
        self._show_lines(tuple(line for line in self._lines if wanted in line.spoken.casefold()))

    # Keys -----------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            if not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.close()
                return watched is self._anchor
        elif watched is self.parentWidget() and event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.close()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in (self.list, self.filter):
            return self._on_key(watched, event)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._escape()
            return True
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif watched is self.filter and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif watched is self.list and event.text().isprintable() and event.text().strip():
            self.filter.setVisible(True)
            self.filter.setFocus()
            self.filter.insert(event.text())
            self._place()
        else:
            return False
        return True

    def _escape(self) -> None:
        """Empty the filter first, then close."""
        if self.filter.text():
            self.filter.clear()
        else:
            self.close()
            if self._anchor is not None:
                self._anchor.setFocus()

    def _step(self, by: int) -> None:
        rows = [n for n, line in enumerate(self.model.rows) if line.fits]
        if rows:
            at = self.list.currentIndex().row()
            place = rows.index(at) if at in rows else -1
            self.list.setCurrentIndex(self.model.index(rows[max(0, min(place + by, len(rows) - 1))], 0))

    def _choose(self, index: Index) -> None:
        line = self.model.row_at(index.row()) if index.isValid() else None
        if line is not None and line.fits:
            self.close()
            self.chosen.emit(line.offer, self.run_at_once.isChecked())

    def _on_new_sync(self) -> None:
        self.close()
        self.new_sync.emit()


def _left_out(paused: int, drafts: int) -> str:
    parts = [tr("%1 paused").replace("%1", words.number(paused))] if paused else []
    parts += [words.counted(drafts, tr("draft"), tr("drafts"))] if drafts else []
    return tr("%1 not offered").replace("%1", ", ".join(parts)) if parts else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
