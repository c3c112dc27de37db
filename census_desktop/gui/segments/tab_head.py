"""The row of tabs with the open tab's own acts at its right end; where there is no room for both, the acts stand below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QTabBar, QWidget

MARGIN, BELOW = 20, 6


class TabHead(QWidget):
    def __init__(self, tabs: QTabBar) -> None:
        super().__init__()
        self._tabs = tabs
        self._acts = QWidget()
        self._row = QHBoxLayout(self._acts)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._below = False
        self._grid = QGridLayout(self)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it may become too narrow for one row
        self._grid.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._grid.setHorizontalSpacing(0)  # the last tab ends with room
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(tabs, 0, 0, Qt.AlignmentFlag.AlignBottom)
        self._grid.addWidget(self._acts, 0, 1)

    def add_tools(self, tools: QWidget) -> None:
        self._row.addWidget(tools)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two."""
        width = max(self._tabs.sizeHint().width(), self._acts.sizeHint().width()) + 2 * MARGIN
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _place(self) -> None:
        acts = self._acts.sizeHint().width()
        below = acts > 0 and self._tabs.sizeHint().width() + acts > self.width() - 2 * MARGIN
        if below is not self._below:
            self._below = below
            self._grid.removeWidget(self._acts)
            self._grid.setContentsMargins(MARGIN, 0, MARGIN, BELOW if below else 0)
            if below:
                self._grid.addWidget(self._acts, 1, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
            else:
                self._grid.addWidget(self._acts, 0, 1)
            self.updateGeometry()
