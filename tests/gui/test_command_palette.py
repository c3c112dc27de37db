"""The command palette: finds what there is, does what it says, and is used by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.command_palette import command_palette
from census_desktop.gui.command_palette.command_palette import CommandPalette
from census_desktop.gui.command_palette.entries import matching, of_commands, of_settings
from census_desktop.gui.command_palette.palette_list import _caps
from census_desktop.gui.commands import COMMANDS
from census_desktop.gui.session import Session
from census_desktop.gui.settings import card_classes
from tests.gui.hands import find
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]


@pytest.fixture
def window(shop: Shop, session: Session, show: Show) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.addWidget(QPushButton("Here"))
    show(made)
    session.commands.bind("palette", made, lambda: command_palette.toggle(session, made))
    return made


def opened(window: QWidget, session: Session, settle: Settle) -> CommandPalette:
    assert session.commands.run("palette")
    settle()
    return next(found for found in window.findChildren(CommandPalette) if found.isVisible())


def texts(palette: CommandPalette) -> list[str]:
    return [entry.text for entry in palette.model.rows if not entry.is_heading]


def test_every_command_and_every_card_can_be_found(window: QWidget, session: Session) -> None:
    entries = (*of_commands(session), *of_settings(session))
    for command in COMMANDS:
        if command.id != "palette":
            found = matching(session.commands.text(command.id).rstrip("…"), (), entries, ())
            assert f"command:{command.id}" in [entry.key for entry in found]
    for card in card_classes():
        assert f"settings:{card.id}" in [entry.key for entry in matching(card.title, (), entries, ())]


def test_a_segment_is_opened_by_letters_and_enter(window: QWidget, session: Session, settle: Settle, qtbot: QtBot) -> None:
    went: list[tuple[str, dict[str, Any]]] = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    palette = opened(window, session, settle)
    qtbot.keyClicks(palette.field, "high val")
    settle()
    assert palette.current is not None
    assert palette.current.text == "High value customers"
    assert "Segment" in find(palette, QLineEdit, "Find anything").accessibleDescription()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settle()
    assert went == [("segments", {"segment": "seg-vip"})]
    again = opened(window, session, settle)
    assert again.model.rows[0].text == "Recent"
    assert again.current is not None
    assert again.current.key == "segment:seg-vip"


def test_enter_before_the_answer_opens_what_is_found(window: QWidget, session: Session, settle: Settle, qtbot: QtBot) -> None:
    went: list[tuple[str, dict[str, Any]]] = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    palette = opened(window, session, settle)
    qtbot.keyClicks(palette.field, "high value cust")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert went == []
    settle()
    assert went == [("segments", {"segment": "seg-vip"})]


def test_what_was_used_lately_stands_first(window: QWidget, session: Session, settle: Settle) -> None:
    done: list[str] = []
    for id_ in ("theme-light", "theme-dark", "theme-system"):
        session.commands.bind(id_, window, lambda id_=id_: done.append(id_))
    palette = opened(window, session, settle)
    palette.field.setText("theme")
    settle()
    wanted = texts(palette).index("Theme: light")
    assert wanted > 0
    palette._choose(palette.model.index(wanted, 0))
    assert done == ["theme-light"]
    palette = opened(window, session, settle)
    palette.field.setText("theme")
    settle()
    assert texts(palette)[0] == "Theme: light"


def test_a_command_that_cannot_run_is_offered_last_and_does_nothing(
    window: QWidget, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    palette = opened(window, session, settle)
    palette.field.setText("Duplicate condition")
    settle()
    assert palette.current is not None
    assert not palette.current.can_run
    assert palette.current.spoken.endswith("cannot be done here")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_the_keyboard_moves_over_headings_and_esc_gives_it_back(
    window: QWidget, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    before = window.findChild(QPushButton)
    assert before is not None
    before.setFocus()
    session.commands.bind("theme-dark", window, lambda: None)
    palette = opened(window, session, settle)
    rows = [row for row, entry in enumerate(palette.model.rows) if not entry.is_heading]
    assert palette.current is None  # Enter by mistake does nothing
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    seen = []
    for _ in rows:
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
        seen.append(palette.list.currentIndex().row())
    assert seen == rows
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == rows[0]
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == rows[min(8, len(rows) - 1)]
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.focusWidget() is before


def test_it_closes_by_its_own_shortcut_and_by_a_click_beside_it(
    window: QWidget, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    palette = opened(window, session, settle)
    session.commands.run("palette")
    assert not palette.isVisible()
    palette = opened(window, session, settle)
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 700))
    assert not palette.isVisible()


def test_what_is_not_there_is_said(window: QWidget, session: Session, settle: Settle) -> None:
    palette = opened(window, session, settle)
    palette.field.setText("qqqq")
    settle()
    assert texts(palette) == []
    assert palette._nothing.text() == "Nothing is called “qqqq”."
    palette.field.setText("")
    assert texts(palette)


@pytest.mark.parametrize(
    ("shortcut", "caps"),
    [
        ("Ctrl+Shift+N", ["Ctrl", "Shift", "N"]),
        ("Ctrl++", ["Ctrl", "+"]),
        ("?", ["?"]),
        ("F5", ["F5"]),
        ("", []),
        ("⌘K", ["⌘K"]),
    ],
)
def test_keys_are_drawn_one_by_one(shortcut: str, caps: list[str]) -> None:
    assert _caps(shortcut) == caps
