"""One registry of commands: unique, reachable, and acting on what is visible."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.commands import COMMANDS, MENUS, Commands
from census_desktop.gui.help import ShortcutSheet
from census_desktop.gui.kit import icons
from census_desktop.gui.kit.widgets import QLabel


def test_ids_and_shortcuts_are_unique_and_every_menu_exists() -> None:
    assert max(Counter(c.id for c in COMMANDS).values()) == 1
    assert max(Counter(QKeySequence(c.shortcut).toString() for c in COMMANDS if c.shortcut).values()) == 1
    assert {c.menu for c in COMMANDS} == set(MENUS)
    assert all(icons.exists(c.icon) for c in COMMANDS if c.icon)


def test_a_command_acts_on_the_visible_widget_bound_last(qtbot: QtBot) -> None:
    commands, done = Commands(), []
    one, other = QWidget(), QWidget()
    for widget, name in ((one, "one"), (other, "other")):
        qtbot.addWidget(widget)
        commands.bind("run-now", widget, lambda name=name: done.append(name))
    assert not commands.run("run-now")
    one.show()
    assert commands.run("run-now")
    other.show()
    commands.action("run-now").trigger()
    assert done == ["one", "other"]


def test_a_command_that_cannot_act_is_greyed_while_its_menu_is_open(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.fill(window.menuBar())
    window.show()
    commands.bind("run-now", window, lambda: None, enabled=lambda: False)
    commands.bind("new-sync", window, lambda: None)
    sync_menu = next(a.menu() for a in window.menuBar().actions() if a.text().replace("&", "") == "Sync")
    sync_menu.aboutToShow.emit()
    assert not commands.action("run-now").isEnabled()
    assert not commands.action("quick-sync").isEnabled()
    sync_menu.aboutToHide.emit()
    assert commands.action("run-now").isEnabled()


def test_a_widget_that_is_gone_is_no_longer_asked(qtbot: QtBot) -> None:
    commands = Commands()
    widget = QWidget()
    widget.show()
    commands.bind("find", widget, lambda: None)
    assert commands.can_run("find")
    widget.deleteLater()
    qtbot.waitUntil(lambda: not commands.can_run("find"))


def test_the_sheet_shows_every_shortcut(qtbot: QtBot) -> None:
    commands = Commands()
    sheet = ShortcutSheet(commands)
    qtbot.addWidget(sheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    for command in COMMANDS:
        if command.shortcut:
            assert commands.shortcut(command.id) in shown


def test_every_menu_opens_by_alt_and_a_letter_of_its_own(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    Commands(window).fill(window.menuBar())
    texts = [action.text() for action in window.menuBar().actions()]
    letters = [text[text.index("&") + 1].casefold() for text in texts]
    assert len(set(letters)) == len(MENUS)
