"""The Quick Sync dropdown: what it offers and says, and that one key makes and starts a sync."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import FieldMapping, Sync, SyncStatus
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.quick_sync_menu import QuickSyncMenu, read_offers
from tests.gui.hands import find
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]


class Chosen:
    """Notes what the menu was told to do."""

    def __init__(self, menu: QuickSyncMenu) -> None:
        self.offers: list[tuple[str, bool]] = []
        self.new_sync = 0
        menu.chosen.connect(lambda offer, run: self.offers.append((offer.template.id, run)))
        menu.new_sync.connect(self._on_new_sync)

    def _on_new_sync(self) -> None:
        self.new_sync += 1


@pytest.fixture
def anchor(show: Show) -> Iterator[QPushButton]:
    window = QWidget()
    button = QPushButton("Quick Sync", window)
    button.setGeometry(900, 80, 140, 30)
    show(window)
    yield button
    window.close()


@pytest.fixture
def menu(anchor: QPushButton) -> QuickSyncMenu:
    return QuickSyncMenu(anchor.window())


@pytest.fixture
def chosen(menu: QuickSyncMenu) -> Chosen:
    return Chosen(menu)


def open_for(menu: QuickSyncMenu, session: Session, segment_id: str, anchor: QWidget) -> None:
    menu.show_offers(read_offers(session.app, segment_id), anchor)


def entries(menu: QuickSyncMenu) -> list[str]:
    return [menu.model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(menu.model.rowCount())]


def test_each_entry_says_destination_object_fields_template_and_schedule(
    shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton
) -> None:
    open_for(menu, session, "seg-all", anchor)
    assert entries(menu) == [
        "Archive · file, Creates file “Newsletter readers” · 3 fields of “Germany → Archive”, hourly",
        "Marketing files · file, Creates file “Newsletter readers” · 3 fields of “High value customers → Marketing files”, "
        "every 15 min",
    ]
    texts = [label.text() for label in menu.findChildren(QLabel)]
    assert "Copy the newest active sync of <b>Customers</b>, one per destination" in texts
    assert "1 paused, 1 draft not offered" in texts


def test_enter_chooses_the_first_entry_and_runs_it_at_once(
    shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton, chosen: Chosen, qtbot: QtBot
) -> None:
    open_for(menu, session, "seg-all", anchor)
    assert find(menu, QListView, "Active templates").hasFocus()
    assert find(menu, QCheckBox, "").isChecked()
    qtbot.keyClick(menu.list, Qt.Key.Key_Return)
    assert chosen.offers == [("sync-de", True)]
    assert not menu.isVisible()


def test_arrows_choose_another_and_the_tick_says_whether_it_runs(
    shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton, chosen: Chosen, qtbot: QtBot
) -> None:
    open_for(menu, session, "seg-all", anchor)
    qtbot.keyClick(menu.list, Qt.Key.Key_Down)
    menu.run_at_once.setChecked(False)
    qtbot.keyClick(menu.list, Qt.Key.Key_Return)
    assert chosen.offers == [("sync-vip", False)]


def test_a_click_chooses(
    shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton, chosen: Chosen, qtbot: QtBot
) -> None:
    open_for(menu, session, "seg-all", anchor)
    place = menu.list.visualRect(menu.model.index(1, 0)).center()
    qtbot.mouseClick(menu.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.offers == [("sync-vip", True)]


def test_typing_filters_and_esc_takes_back_before_it_closes(
    shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton, chosen: Chosen, qtbot: QtBot
) -> None:
    open_for(menu, session, "seg-all", anchor)
    assert not menu.filter.isVisible()
    qtbot.keyClick(menu.list, "m")
    filter_ = find(menu, QLineEdit, "Filter destinations")
    assert filter_.hasFocus()
    qtbot.keyClicks(filter_, "arketing")
    assert len(entries(menu)) == 1
    qtbot.keyClick(filter_, Qt.Key.Key_Escape)
    assert len(entries(menu)) == 2
    qtbot.keyClick(filter_, Qt.Key.Key_Down)
    qtbot.keyClick(filter_, Qt.Key.Key_Return)
    assert chosen.offers == [("sync-vip", True)]
    open_for(menu, session, "seg-all", anchor)
    qtbot.keyClick(menu.list, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert anchor.hasFocus()


def test_a_click_outside_closes(
    shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton, chosen: Chosen, qtbot: QtBot
) -> None:
    open_for(menu, session, "seg-all", anchor)
    qtbot.mouseClick(anchor.window(), Qt.MouseButton.LeftButton)
    assert not menu.isVisible()
    assert chosen.offers == []


def test_it_stays_inside_the_window(shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton) -> None:
    anchor.move(1200, 700)
    open_for(menu, session, "seg-all", anchor)
    frame = menu.geometry().adjusted(14, 14, -14, -14)
    assert anchor.window().rect().contains(frame)


def with_missing_column(sync: Sync) -> Sync:
    return replace(sync, mappings=(*sync.mappings, FieldMapping("region", column="region")))


def test_an_offer_that_does_not_fit_says_why_and_cannot_be_chosen(
    shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton, chosen: Chosen, qtbot: QtBot
) -> None:
    session.app.catalog.put(with_missing_column(shop.germany_files))
    open_for(menu, session, "seg-all", anchor)
    assert "region is not in this data set: map or drop it, does not fit" in entries(menu)[0]
    assert menu.list.currentIndex().row() == 1
    qtbot.keyClick(menu.list, Qt.Key.Key_Up)
    qtbot.keyClick(menu.list, Qt.Key.Key_Return)
    assert chosen.offers == [("sync-vip", True)]


def test_without_templates_it_says_why_and_leads_to_new_sync(
    shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton, chosen: Chosen, qtbot: QtBot
) -> None:
    for id_ in ("sync-vip", "sync-de"):
        session.app.syncs.pause(id_)
    open_for(menu, session, "seg-all", anchor)
    reason = "Customers has 3 paused syncs and 1 draft; only active syncs can be copied."
    assert reason in [label.text() for label in menu.findChildren(QLabel)]
    assert not menu.list.isVisible()
    qtbot.mouseClick(find(menu, QPushButton, "New Sync instead"), Qt.MouseButton.LeftButton)
    assert chosen.new_sync == 1
    assert not menu.isVisible()


def test_a_data_set_name_is_text_and_not_markup(shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton) -> None:
    session.app.datasets.save(replace(shop.dataset, name="<i>A & B</i>"))
    open_for(menu, session, "seg-all", anchor)
    assert "&lt;i>A &amp; B&lt;/i>" in menu.heading.text()


def test_the_newest_active_sync_of_a_destination_is_offered(
    shop: Shop, session: Session, menu: QuickSyncMenu, anchor: QPushButton
) -> None:
    session.app.syncs.save(replace(shop.draft, status=SyncStatus.ACTIVE))
    open_for(menu, session, "seg-all", anchor)
    assert [e for e in entries(menu) if e.startswith("Archive")] == [
        "Archive · file, Creates file “Newsletter readers” · 3 fields of “High value customers → Archive”, by hand"
    ]
