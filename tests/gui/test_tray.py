"""The icon in the tray: off at first, with it on a closed window goes on, and without a tray closing closes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from census_desktop.gui import tray
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.settings.tray_card import TrayCard
from census_desktop.gui.tray import Tray
from tests.gui.hands import find, rest
from tests.gui.shop import Shop

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "does not support (raise|propagateSizeHints)", extend=True)
"""What Qt says of a tray where its platform has none."""


@pytest.fixture
def window(shop: Shop, workspace: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(tray, "is_available", lambda: True)  # there is none off screen
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    Tray(made)
    made.show()
    made.open_workspace()
    qtbot.waitUntil(lambda: made.is_opened, timeout=20_000)
    rest(made.jobs, seconds=20)
    yield made
    made.told_to_end = True
    made.close()


def icon(window: MainWindow) -> Tray:
    return window.findChildren(Tray)[0]


def turn_on(window: MainWindow, qtbot: QtBot) -> TrayCard:
    assert window.session is not None
    card = TrayCard(window.session)
    qtbot.addWidget(card)
    card.show()
    card.open()
    find(card, QCheckBox, "Stay in the tray when the window is closed, and run what is due").click()
    rest(window.jobs)
    return card


def test_it_is_off_at_first_and_closing_closes(window: MainWindow) -> None:
    assert not icon(window).is_shown
    window.close()
    assert window.session is not None
    assert window.jobs.is_idle
    assert not list(window.root.glob("session-*"))


def test_with_it_on_a_closed_window_goes_on_and_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    turn_on(window, qtbot)
    assert icon(window).text == "Census Desktop – All is well"
    window.close()
    assert window.isHidden()
    assert window.session is not None
    assert window.session.app.runs.list() == ()  # its workspace is open
    menu = icon(window).menu
    assert menu is not None
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == ["Open Census Desktop", "Turn schedules on or off", "Quit"]
    menu.actions()[0].trigger()
    assert window.isVisible()


def test_a_word_about_the_tray_is_said_once(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(tray.QSystemTrayIcon, "showMessage", lambda _self, _title, text, _kind: said.append(text))
    turn_on(window, qtbot)
    for _ in range(2):
        window.close()
        icon(window).open()
    assert said == ["It goes on in the tray and runs what is due. Quit from its menu there."]


def test_quitting_closes_for_good(window: MainWindow, qtbot: QtBot) -> None:
    turn_on(window, qtbot)
    window.commands.run("quit")
    assert window.isHidden()
    assert not list(window.root.glob("session-*"))


def test_without_a_tray_the_setting_says_so_and_closing_closes(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = turn_on(window, qtbot)
    monkeypatch.setattr(tray, "is_available", lambda: False)
    card.open()
    box = find(card, QCheckBox, "Stay in the tray when the window is closed, and run what is due")
    assert not box.isEnabled()
    assert "no tray" in box.accessibleDescription()
    window.close()
    assert not list(window.root.glob("session-*"))
