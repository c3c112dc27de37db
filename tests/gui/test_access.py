"""For those who do not see the window, or do not use a mouse: every place of it, control by control."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox, QApplication, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.main_window import MainWindow
from tests.gui.hands import rest
from tests.gui.places import pages, popups
from tests.gui.shop import Shop

SHORTCUT = re.compile(r" \([^()]*\)$")
"""At the end of a tooltip; screen readers are told the keys by the menus."""


@pytest.fixture
def window(shop: Shop, workspace: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.open_workspace()
    qtbot.waitUntil(lambda: made.session is not None, timeout=20_000)
    rest(made.jobs, seconds=20)
    yield made
    made.close()


def controls(root: QWidget) -> list[QWidget]:
    """What Tab or a click can reach; the line inside a spin box is the spin box."""
    return [
        w
        for w in root.findChildren(QWidget)
        if w.isVisible()
        and w.window() is root.window()
        and (isinstance(w, QAbstractButton) or w.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not isinstance(w.parentWidget(), QAbstractSpinBox)
    ]


def faults(root: QWidget) -> Iterator[str]:
    for widget in controls(root):
        said = QAccessible.queryAccessibleInterface(widget)
        where = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        if said is None:
            yield f"{where}: unknown to screen readers"
            continue
        name = said.text(QAccessible.Text.Name).strip()
        if not name:
            yield f"{where}: no name"
        if said.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            yield f"{where} “{name}”: no role ({said.role()})"
        tip, told = SHORTCUT.sub("", widget.toolTip()).replace("\n", " "), said.text(QAccessible.Text.Description)
        if tip and tip not in (name, told) and not isinstance(widget, QAbstractItemView):
            yield f"{where} “{name}”: its tooltip is not its description: {tip}"


def test_every_control_of_every_place_says_what_it_is(window: MainWindow, workspace: Path) -> None:
    found: dict[str, str] = {}
    for name, root in chain(pages(window, workspace / "data" / "customers.csv"), popups(window)):
        for fault in faults(root):
            found.setdefault(fault, name)
    said = [f"{name}: {fault}" for fault, name in found.items()]
    assert not said, "\n".join(said)


def where_tab_goes(window: MainWindow, most: int) -> list[QWidget]:
    """Controls in the order of Tab, from the one that has the focus until it has it again; at most so many."""
    seen: list[QWidget] = []
    for _ in range(most):
        at = QApplication.focusWidget()
        if at is None or (seen and at is seen[0]):
            break
        seen.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    return seen


def test_tab_reaches_every_control_of_every_page_and_comes_back(window: MainWindow, workspace: Path) -> None:
    found: list[str] = []
    for name, _ in pages(window, workspace / "data" / "customers.csv"):
        window.activateWindow()
        QApplication.processEvents()
        wanted = [w for w in controls(window) if w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
        seen = where_tab_goes(window, 2 * len(wanted) + 10)
        if not seen:
            found.append(f"{name}: {said_of(wanted[0])} does not take the focus")
        elif QApplication.focusWidget() is not seen[0]:
            found.append(f"{name}: Tab does not come back, it ends at {said_of(QApplication.focusWidget())}")
        left = [w for w in wanted if w not in seen and w.focusProxy() not in seen and w.isVisible() and not is_beside(w, seen)]
        found += [f"{name}: Tab does not reach {said_of(w)}" for w in left]
    assert not found, "\n".join(dict.fromkeys(found))


def is_beside(widget: QWidget, seen: list[QWidget]) -> bool:
    """Of buttons of which one is chosen, Tab goes to one and arrows to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive():
        return any(other in seen for other in group.buttons())
    beside = widget.parentWidget()
    return isinstance(widget, QAbstractButton) and widget.autoExclusive() and any(w.parentWidget() is beside for w in seen)


def said_of(widget: QWidget | None) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”" if widget is not None else "nothing"
