"""The history of a sync in the window: what each edit changed, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.gui.session import Session
from census_desktop.gui.syncs.history_page import SyncHistoryPage
from tests.gui.hands import find, names
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


@pytest.fixture
def page(shop: Shop, session: Session, show: Show, settle: Settle) -> SyncHistoryPage:
    """A sync that has sent, and then lost its last field."""
    session.app.runs.run("sync-vip")
    session.app.syncs.save(replace(shop.vip_files, mappings=shop.vip_files.mappings[:-1]))
    made = SyncHistoryPage(session)
    show(made)
    made.open(sync="sync-vip")
    settle()
    return made


def test_an_edit_is_shown_with_what_it_changed_and_restored(
    page: SyncHistoryPage, shop: Shop, session: Session, settle: Settle, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    lost = shop.vip_files.mappings[-1].field
    assert any(name.startswith(f"removed: field “{lost}”") for name in names(page.panel, QWidget))
    qtmodeltester.check(page.model)
    restore = find(page, QPushButton, "Restore the version before")
    qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)
    settle()
    assert "sent again with the next run" in page.consequences.accessibleName()
    assert find(page, QPushButton, "Leave it").hasFocus()
    with qtbot.waitSignal(session.toast_requested) as toast:
        qtbot.mouseClick(find(page, QPushButton, "Restore and accept this"), Qt.MouseButton.LeftButton)
    assert session.app.syncs.get("sync-vip").mappings == shop.vip_files.mappings
    toast.args[2]()
    settle()
    assert session.app.syncs.get("sync-vip").mappings == shop.vip_files.mappings[:-1]


def test_leaving_it_changes_nothing(page: SyncHistoryPage, session: Session, settle: Settle, qtbot: QtBot) -> None:
    before = session.app.syncs.get("sync-vip")
    qtbot.mouseClick(find(page, QPushButton, "Restore the version before"), Qt.MouseButton.LeftButton)
    settle()
    qtbot.keyClick(page.consequences, Qt.Key.Key_Escape)
    assert page.consequences.isHidden()
    assert session.app.syncs.get("sync-vip") == before


def test_the_keyboard_reaches_the_lines_and_goes_back(page: SyncHistoryPage, session: Session, qtbot: QtBot) -> None:
    table = find(page, QTableView, "Changes of the sync")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert page.panel.isHidden(), "the sync's beginning replaced nothing"
    with qtbot.waitSignal(session.back_requested):
        qtbot.keyClick(table, Qt.Key.Key_Escape)
