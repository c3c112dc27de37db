"""The Members tab: pages of rows, masked personal data, and what it says when the source is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.segments.members_tab import MembersTab, shown
from census_desktop.gui.session import Session
from tests.gui.hands import find
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


@pytest.fixture
def tab(shop: Shop, session: Session, show: Show, settle: Settle) -> MembersTab:
    made = MembersTab(session)
    assert made.tools is not None
    made.tools.setParent(made)
    show(made)
    made.show_segment(session.app.segments.get("seg-all"), shop.dataset)
    made.activate()
    settle()
    return made


def cell(tab: MembersTab, row: int, name: str) -> str:
    names = [c.title for c in tab.model.columns]
    return str(tab.model.index(row, names.index(name)).data())


def test_rows_come_with_personal_data_masked(tab: MembersTab) -> None:
    assert find(tab, QTableView, "Members") is tab.table
    assert [c.title for c in tab.model.columns] == ["id", "name", "email", "country", "spent", "opted_in"]
    assert cell(tab, 0, "name").startswith("Anna") or cell(tab, 0, "name")
    assert {cell(tab, n, "email") for n in range(25)} == {"••••••"}


def test_personal_data_is_shown_when_asked_and_hidden_for_the_next_segment(
    tab: MembersTab, shop: Shop, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.mouseClick(find(tab, QPushButton, "Show personal data"), Qt.MouseButton.LeftButton)
    settle()
    assert cell(tab, 0, "email").endswith("@example.com")
    assert find(tab, QPushButton, "Hide personal data")
    tab.show_segment(session.app.segments.get("seg-vip"), shop.dataset)
    tab.activate()
    settle()
    assert cell(tab, 0, "email") == "••••••"


def test_more_rows_come_on_scrolling_until_all_are_here(tab: MembersTab, qtbot: QtBot, settle: Settle) -> None:
    members = sum(n % 3 > 0 for n in range(1, 201))
    for _ in range(4):
        tab.table.scrollToBottom()
        settle()
    assert tab.model.rowCount() == members
    ids = [cell(tab, n, "id") for n in range(members)]
    assert len(set(ids)) == members
    assert "rows" in tab._count.text()


def test_a_change_of_the_definition_is_read_anew_and_other_news_is_not(
    tab: MembersTab, shop: Shop, session: Session, settle: Settle
) -> None:
    before = tab.model.rows
    tab.show_segment(session.app.segments.get("seg-all"), shop.dataset)
    tab.activate()
    settle()
    assert tab.model.rows == before
    tab.show_segment(session.app.segments.get("seg-vip"), shop.dataset)
    tab.activate()
    settle()
    assert tab.model.rows != before


def test_a_source_that_is_gone_is_said_and_comes_back(tab: MembersTab, workspace: Path, qtbot: QtBot, settle: Settle) -> None:
    file = workspace / "data" / "customers.csv"
    kept = file.read_bytes()
    file.unlink()
    qtbot.mouseClick(find(tab, QPushButton, "Read again"), Qt.MouseButton.LeftButton)
    settle()
    assert tab.model.rowCount() == 0
    assert tab._banner.isVisible()
    assert "customers.csv" in tab._banner.accessibleName()
    file.write_bytes(kept)
    tab.activate()
    settle()
    assert tab.model.rowCount() > 0
    assert not tab._banner.isVisible()


def test_cancel_keeps_what_is_here(tab: MembersTab, settle: Settle) -> None:
    before = tab.model.rows
    tab.read()
    tab.stop()
    settle()
    assert tab.model.rows == before
    assert not tab.cancel.isVisible()


def test_values_are_one_line_and_null_is_not_empty() -> None:
    assert shown(None) == "null"
    assert shown("") == ""
    assert shown(True) == "true"
    assert shown("two\nlines") == "two lines"
    assert len(shown("x" * 5000)) == 201
