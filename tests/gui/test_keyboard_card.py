"""Shortcuts of one's own: changed, cleared, reset, and told of where they are taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.commands import Commands
from census_desktop.gui.help import ShortcutSheet
from census_desktop.gui.keys import refusal
from census_desktop.gui.kit.widgets import SearchField
from census_desktop.gui.segments.segment_view import SegmentView
from census_desktop.gui.session import Session
from census_desktop.gui.settings.keyboard_card import KeyboardCard
from tests.gui.hands import end_pause, find
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]


@pytest.fixture
def card(session: Session, show: Show) -> KeyboardCard:
    made = KeyboardCard(session)
    show(made)
    made.open()
    return made


def choose(card: KeyboardCard, text: str) -> None:
    field = find(card, SearchField, "Find a command or its keys")
    field.setText(text)
    end_pause(field._soon)
    assert card.current is not None


def press(card: KeyboardCard, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(find(card, QKeySequenceEdit, "New keys"), key, held)


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_keys_are_changed_kept_and_seen_everywhere(card: KeyboardCard, session: Session, qtbot: QtBot) -> None:
    choose(card, "Quick Sync")
    press(card, qtbot, Qt.Key.Key_Y, CTRL | SHIFT)
    assert session.commands.shortcut("quick-sync") == "Ctrl+Shift+Y"
    assert session.commands.action("quick-sync").shortcut() == QKeySequence("Ctrl+Shift+Y")
    assert card._keys_of(card.current) == "Ctrl+Shift+Y (yours)"
    again = Commands()
    assert again.shortcut("quick-sync") == "Ctrl+Shift+Y"
    sheet = ShortcutSheet(again)
    qtbot.addWidget(sheet)
    assert "Ctrl+Shift+Y" in {label.text() for label in sheet.findChildren(QLabel)}
    find(card, QPushButton, "Reset the keys of Quick Sync").click()
    assert session.commands.shortcut("quick-sync") == "Ctrl+J"
    assert not QSettings().contains("shortcuts/quick-sync")


def test_keys_that_are_taken_are_told_of_and_can_be_had(card: KeyboardCard, session: Session, qtbot: QtBot) -> None:
    choose(card, "Delete sync")
    press(card, qtbot, Qt.Key.Key_N, CTRL)
    assert session.commands.shortcut("delete-sync") == ""
    assert card._said.accessibleName() == "Ctrl+N belongs to “New segment”."
    find(card, QPushButton, "Use it here").click()
    assert (session.commands.shortcut("delete-sync"), session.commands.shortcut("new-segment")) == ("Ctrl+N", "")
    again = Commands()
    assert (again.shortcut("delete-sync"), again.shortcut("new-segment")) == ("Ctrl+N", "")
    choose(card, "New segment")
    find(card, QPushButton, "Reset the keys of New segment").click()
    assert card._said.accessibleName() == "Ctrl+N belongs to “Delete sync”."


def test_keys_are_cleared_and_all_are_reset_with_a_way_back(card: KeyboardCard, session: Session) -> None:
    undo: list[Callable[[], None]] = []
    session.toast_requested.connect(lambda _text, _label, callback: undo.append(callback))
    choose(card, "Run now")
    find(card, QPushButton, "Clear the keys of Run now").click()
    assert Commands().shortcut("run-now") == ""
    find(card, QPushButton, "Reset all shortcuts").click()
    assert Commands().shortcut("run-now") == "Ctrl+R"
    assert QSettings().allKeys() == [] or not any(key.startswith("shortcuts/") for key in QSettings().allKeys())
    undo[0]()
    assert Commands().shortcut("run-now") == ""


@pytest.mark.parametrize(
    "keys", ["N", "Shift+N", "Return", "Esc", "Ctrl+C", "Ctrl+V", "Alt+F", "Space", "Del", "Ctrl+K, Ctrl+S"]
)
def test_keys_that_no_command_may_have(keys: str) -> None:
    assert refusal(QKeySequence(keys))


@pytest.mark.parametrize("keys", ["F5", "Shift+F5", "Ctrl+N", "Alt+1", "Alt+Left", "Ctrl+.", "?", "Ctrl+Alt+X", "Meta+J"])
def test_keys_that_a_command_may_have(keys: str) -> None:
    assert refusal(QKeySequence(keys)) == ""


def test_a_refusal_is_said_and_changes_nothing(card: KeyboardCard, session: Session, qtbot: QtBot) -> None:
    choose(card, "Run now")
    press(card, qtbot, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier)
    assert card._said.accessibleName().startswith("X: These keys are for typing")
    assert session.commands.shortcut("run-now") == "Ctrl+R"


def test_keys_of_ones_own_outlive_a_new_program_that_gives_them_to_another_command(session: Session) -> None:
    QSettings().setValue("shortcuts/delete-sync", "Ctrl+J")  # Quick Sync's own by now
    commands = Commands()
    assert (commands.shortcut("delete-sync"), commands.shortcut("quick-sync")) == ("Ctrl+J", "")


def test_the_card_is_used_by_keyboard_and_found_by_its_keywords(card: KeyboardCard, qtbot: QtBot) -> None:
    assert card.says("shortcut")
    field, table = find(card, SearchField, "Find a command or its keys"), find(card, QTableView, "Shortcuts")
    edit = find(card, QKeySequenceEdit, "New keys")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert card.focusWidget() is table
    table.activated.emit(table.currentIndex())
    assert edit.hasFocus() or card.focusWidget() in (edit, *edit.findChildren(QWidget))
    before = card.current
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert card.current == before
    assert card.focusWidget() is card._clear


def test_the_link_of_a_segment_is_copied(shop: Shop, session: Session, show: Show, settle: Settle) -> None:
    view = SegmentView(session)
    show(view)
    assert not session.commands.can_run("copy-link")
    view.show_segment("seg-vip")
    settle()
    assert session.commands.run("copy-link")
    assert QGuiApplication.clipboard().text() == "census-desktop://segment/seg-vip"
