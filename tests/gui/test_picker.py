"""The list that opens under a cell: searched, chosen from, closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.kit.picker import Entry, Picker

Show = Callable[[QWidget], QWidget]
ENTRIES = [Entry(n, f"column {n}", "text", note="text") for n in range(12)]


@pytest.fixture
def parent(show: Show) -> QWidget:
    return show(QWidget())


def opened(parent: QWidget, chosen: list[object], entries: list[Entry], typed: str = "", **options: object) -> Picker:
    picker = Picker("Columns", entries, parent, **options)  # type: ignore[arg-type]
    picker.chosen.connect(chosen.append)
    picker.open_under(QRect(parent.mapToGlobal(parent.rect().topLeft()), parent.size() / 4), typed)
    return picker


def test_typing_narrows_and_enter_chooses(parent: QWidget, qtbot: QtBot):
    chosen: list[object] = []
    picker = opened(parent, chosen, ENTRIES, current=3)
    assert picker.view.currentIndex().row() == 3
    qtbot.keyClicks(picker.search, "1")
    assert picker.texts() == ["column 1", "column 10", "column 11"]
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert chosen == [10]


def test_a_few_entries_need_no_search(parent: QWidget, qtbot: QtBot):
    chosen: list[object] = []
    picker = opened(parent, chosen, [Entry("a", "Alpha", second="the first"), Entry("b", "Beta", second="the second")])
    assert picker.search.isHidden()
    assert picker.view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Beta, the second"
    qtbot.keyClick(picker.view, Qt.Key.Key_Down)
    qtbot.keyClick(picker.view, Qt.Key.Key_Space)
    assert chosen == ["b"]


def test_what_is_typed_may_be_new(parent: QWidget, qtbot: QtBot):
    chosen: list[object] = []
    picker = opened(parent, chosen, ENTRIES[:2], free="Use “%1” as a new field")
    assert any(w.text() == "Or type the name of a new one." for w in picker.findChildren(QLabel))
    qtbot.keyClicks(picker.search, "column 1")
    assert picker.texts() == ["column 1"], "a name that is there is not offered as new"
    picker.search.clear()
    qtbot.keyClicks(picker.search, " land ")
    assert picker.texts() == ["Use “land” as a new field"]
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert chosen == ["land"]


def test_nothing_found_says_so_and_chooses_nothing(parent: QWidget, qtbot: QtBot):
    chosen: list[object] = []
    picker = opened(parent, chosen, ENTRIES, typed="zebra", nothing="No column is called so.")
    assert picker.texts() == []
    assert [w.text() for w in picker.findChildren(QLabel) if w.isVisible()] == ["No column is called so."]
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert chosen == []
    picker.close()


def test_it_opens_above_where_there_is_no_room_below(parent: QWidget):
    chosen: list[object] = []
    picker = Picker("Columns", ENTRIES, parent)
    screen = parent.screen().availableGeometry()
    low = QRect(screen.left() + 50, screen.bottom() - 30, 100, 20)
    picker.open_under(low)
    assert picker.y() + picker.height() <= low.top()
    assert chosen == []
    picker.close()


def test_entries_are_painted(parent: QWidget):
    picker = opened(parent, [], [*ENTRIES, Entry("x", "with more", "hash", "note", "a second line")])
    assert not picker.view.viewport().grab().toImage().isNull()
    picker.close()
