"""The rail by keyboard: one stop for Tab, arrows move, Enter or Space opens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from census_desktop.gui.rail import NARROW, WIDE, Rail, RailButton
from tests.gui.hands import find

SECTIONS = (("home", "home", "Home"), ("segments", "segments", "Segments"), ("runs", "runs", "Runs"))


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail(SECTIONS, ("settings", "settings", "Settings"))
    qtbot.addWidget(made)
    made.resize(WIDE, 600)
    made.show()
    made.activateWindow()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_arrows_move_and_a_key_opens(rail: Rail, qtbot: QtBot, key: Qt.Key) -> None:
    rail.set_current("home")
    opened: list[str] = []
    rail.chosen.connect(opened.append)
    find(rail, RailButton, "Home").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is find(rail, RailButton, "Segments")
    qtbot.keyClick(QApplication.focusWidget(), key)
    assert opened[-1] == "segments"
    assert find(rail, RailButton, "Segments").isChecked()


def test_what_needs_the_user_is_counted_and_said(rail: Rail) -> None:
    rail.set_attention("home", 3)
    assert find(rail, RailButton, "Home").accessibleDescription() == "3 need you"
    rail.set_attention("home", 1)
    assert find(rail, RailButton, "Home").accessibleDescription() == "1 needs you"
    rail.set_attention("home", 0)
    assert find(rail, RailButton, "Home").accessibleDescription() == ""
    assert not rail.grab().isNull()


def test_narrow_shows_words_as_tooltips(rail: Rail) -> None:
    rail.set_narrow(True)
    assert rail.width() == NARROW
    assert find(rail, RailButton, "Runs").toolTip() == "Runs"
    assert not rail.grab().isNull()
    rail.set_narrow(False)
    assert find(rail, RailButton, "Runs").toolTip() == ""
