"""A stack whose layers join the window when they are first shown: until then they cost no styling and no layout."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QStackedWidget, QWidget


class LateStack(QStackedWidget):
    """Layers are numbered as they are added. Those that were not shown yet wait in a place outside the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._late: dict[int, QWidget] = {}
        self._place = place = QWidget()
        self.destroyed.connect(lambda: place.deleteLater() if shiboken6.isValid(place) else None)

    def add_late(self, layer: QWidget) -> int:
        """The layer's number. The first one is shown at once."""
        if not self.count():
            return self.addWidget(layer)
        number = self.addWidget(QWidget())
        layer.setParent(self._place)
        self._late[number] = layer
        return number

    def setCurrentIndex(self, index: int) -> None:
        if layer := self._late.pop(index, None):
            if place := self.widget(index):
                self.removeWidget(place)
                place.deleteLater()
            self.insertWidget(index, layer)
        super().setCurrentIndex(index)

    def setCurrentWidget(self, layer: QWidget) -> None:
        number = next((n for n, late in self._late.items() if late is layer), None)
        self.setCurrentIndex(self.indexOf(layer) if number is None else number)
