"""Where the keyboard is can be seen: a ring in the focus colour round every kind of control, once keys brought it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from census_desktop.gui.kit import palette
from census_desktop.gui.kit.focus_ring import FocusRing, Rings
from census_desktop.gui.kit.gallery import GalleryCard
from census_desktop.gui.kit.widgets import button

MAKE: dict[str, Callable[[], QWidget]] = {
    "button": lambda: button("Send"),
    "primary": lambda: button("Send", kind="primary"),
    "icon": lambda: button("", "plus", kind="icon", name="Add"),
    "flat": lambda: button("", "x", kind="flat", name="Dismiss"),
    "link": lambda: button("Undo", kind="link"),
    "line": QLineEdit,
    "text": QPlainTextEdit,
    "number": QSpinBox,
    "choice": QComboBox,
    "check": QCheckBox,
    "radio": QRadioButton,
    "list": lambda: QListWidget(),
    "tabs": QTabBar,
    "card": lambda: GalleryCard("Files", "A folder", "folder", "amber"),
}


@pytest.fixture
def rings(qapp: QApplication) -> Iterator[Rings]:
    made = Rings(qapp)
    yield made
    qapp.focusChanged.disconnect(made._follow)
    made.deleteLater()


def in_front(window: QWidget) -> None:
    window.activateWindow()
    QApplication.processEvents()


def pixels(image: QImage, within: QRect) -> int:
    """How many are in the colour of the focus."""
    wanted = palette.color("focus").rgb()
    places = (QPoint(x, y) for x in range(within.left(), within.right() + 1) for y in range(within.top(), within.bottom() + 1))
    return sum(image.pixel(at) == wanted for at in places if image.rect().contains(at))


@pytest.mark.parametrize("kind", MAKE)
def test_a_ring_is_drawn_where_keys_brought_the_focus(kind: str, rings: Rings, show: Callable[[QWidget], QWidget]) -> None:
    root, control = QWidget(), MAKE[kind]()
    if isinstance(control, QTabBar):
        control.addTab("One")
    first = QLineEdit()
    layout = QVBoxLayout(root)
    for widget in (first, control):
        layout.addWidget(widget)
    in_front(show(root))
    root.resize(300, 200)
    first.setFocus()
    assert root.findChild(FocusRing) is None
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert control.hasFocus()
    QApplication.processEvents()
    ring = root.findChild(FocusRing)
    assert ring is not None
    assert ring.isVisible()
    around = ring.geometry()
    image = root.grab().toImage()
    edges = [
        QRect(around.left(), around.top(), around.width(), 2),
        QRect(around.left(), around.bottom() - 1, around.width(), 2),
        QRect(around.left(), around.top(), 2, around.height()),
        QRect(around.right() - 1, around.top(), 2, around.height()),
    ]
    for edge in edges:
        assert pixels(image, edge) > max(edge.width(), edge.height()) * 0.3, kind


def test_the_ring_stays_within_what_the_control_fills(rings: Rings, show: Callable[[QWidget], QWidget]) -> None:
    """A list that fills its pane to the edge has a ring all the same."""
    root, first, filled = QWidget(), QLineEdit(), QListWidget()
    layout = QVBoxLayout(root)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(first)
    layout.addWidget(filled)
    in_front(show(root))
    root.resize(200, 160)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    QApplication.processEvents()
    image = root.grab().toImage()
    assert pixels(image, QRect(20, root.height() - 2, 100, 2)) > 100
    assert pixels(image, QRect(0, 60, 2, 60)) > 60


def test_the_ring_goes_with_its_window_and_comes_again(rings: Rings, show: Callable[[QWidget], QWidget]) -> None:
    for _ in range(2):
        root, first, second = QWidget(), QLineEdit(), QLineEdit()
        layout = QVBoxLayout(root)
        layout.addWidget(first)
        layout.addWidget(second)
        in_front(show(root))
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_Tab)
        assert root.findChild(FocusRing) is not None
        root.close()
        root.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
