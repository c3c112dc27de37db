"""A layout that puts widgets side by side and begins a new line where the room ends."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    def __init__(self, parent: QWidget | None = None, *, margin: int = 0, gap: int = 8) -> None:
        super().__init__(parent)
        self.setContentsMargins(margin, margin, margin, margin)
        self.setSpacing(gap)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def clear(self, keep: Collection[QWidget] = ()) -> None:
        """Take every widget out; those not in `keep` are deleted."""
        items, self._items = self._items, []
        for item in items:
            widget = item.widget()
            if widget is not None and widget not in keep:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(h.width() for h in hints) + self.spacing() * max(0, len(hints) - 1)
        return self._with_margins(QSize(width, max((h.height() for h in hints), default=0)))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return self._with_margins(
            QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))
        )

    def _with_margins(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out in `rect`, those of a line at one middle; gives the height that this takes."""
        room = rect.marginsRemoved(self.contentsMargins())
        x, y, tallest = room.x(), room.y(), 0
        line: list[tuple[QLayoutItem, int, QSize]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if line and x + size.width() > room.right() + 1:
                _settle(line, y, tallest, move)
                x, y, tallest, line = room.x(), y + tallest + self.spacing(), 0, []
            line.append((item, x, size.boundedTo(QSize(room.width(), size.height()))))
            x, tallest = x + size.width() + self.spacing(), max(tallest, size.height())
        _settle(line, y, tallest, move)
        return y + tallest - rect.y() + self.contentsMargins().bottom()


def _settle(line: list[tuple[QLayoutItem, int, QSize]], y: int, tallest: int, move: bool) -> None:
    for item, x, size in line if move else ():
        item.setGeometry(QRect(QPoint(x, y + (tallest - size.height()) // 2), size))
