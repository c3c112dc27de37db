"""Pages one over the other, of which the shown one alone says how much room it needs; what is more than there is, scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget


class PageStack(QStackedWidget):
    """With large texts a page can need more than the window has; its stack lies in `area`."""

    def __init__(self) -> None:
        super().__init__()
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self)
        self.currentChanged.connect(self._on_current)

    def _on_current(self, _number: int) -> None:
        self.updateGeometry()
        self.area.horizontalScrollBar().setValue(0)
        self.area.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown is not None else QSize(0, 0)
