"""The window without a network: runs wait, the status line says so, and they go on when it is back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import Connection, Operation, RunStatus, Schedule
from census_desktop.domain.surroundings import HoldRules
from census_desktop.gui.offline.badge import OfflineBadge
from census_desktop.gui.runs.runs_page import RunsPage
from census_desktop.gui.scheduler import Scheduler
from census_desktop.gui.session import Session
from census_desktop.gui.settings.network_card import NetworkCard
from census_desktop.gui.status_line import StatusLine
from tests.conftest import FakeClock
from tests.gui.hands import find
from tests.gui.shop import Shop
from tests.line import HOST, Line

Settle = Callable[..., None]
Show = Callable[[QWidget], QWidget]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch, session: Session) -> Line:
    """One sync of the shop goes to a host beyond this computer; the others are by hand."""
    catalog = session.app.catalog
    catalog.put(Connection("far", "Far away", "webhook", {"url": f"https://{HOST}/in", "concurrency": 1}))
    for sync in session.app.syncs.all():
        catalog.put(replace(sync, schedule=Schedule()))
    sync = session.app.syncs.get("sync-vip")
    catalog.put(
        replace(sync, id="sync-far", name="Far", connection_id="far", object="records", operation=Operation.UPSERT, audience="")
    )
    return Line(monkeypatch)


@pytest.fixture
def scheduler(shop: Shop, session: Session, settle: Settle) -> Iterator[Scheduler]:
    made = Scheduler(session)
    session.app.around.tell(offline=False, metered=False)
    yield made
    settle()
    made.close()


@pytest.fixture
def status(session: Session, show: Show, settle: Settle) -> StatusLine:
    status = StatusLine()
    status.resize(1200, 28)
    show(status)
    status.attach(session)
    settle()
    return status


def run_offline(session: Session, line: Line, scheduler: Scheduler, qtbot: QtBot, settle: Settle) -> None:
    line.up = False
    scheduler.surroundings.tell(offline=True, metered=False)
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000):
        session.jobs.run_sync("sync-far")
    settle()


def test_a_run_waits_and_the_status_line_says_so_until_the_network_is_back(
    session: Session, line: Line, scheduler: Scheduler, status: StatusLine, clock: FakeClock, qtbot: QtBot, settle: Settle
) -> None:
    assert status.findChildren(OfflineBadge)[0].isHidden()
    run_offline(session, line, scheduler, qtbot, settle)
    badge = find(status, OfflineBadge, "Offline – 1 run waits")
    part = badge.make_menu().actions()[0]
    assert "Far away" in part.text()
    clock.advance(5)
    line.up = True
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000) as done:
        scheduler.surroundings.tell(offline=False, metered=False)
        scheduler.look()
    assert done.args[0].status is RunStatus.COMPLETED
    settle()
    assert badge.isHidden()
    assert line.receiver.records


def test_a_run_that_waits_is_let_go_from_the_badge(
    session: Session, line: Line, scheduler: Scheduler, status: StatusLine, qtbot: QtBot, settle: Settle
) -> None:
    run_offline(session, line, scheduler, qtbot, settle)
    badge = find(status, OfflineBadge, "Offline – 1 run waits")
    part = badge.make_menu().actions()[0].menu()
    stop = next(action for action in part.actions() if action.text() == "Stop waiting")
    with qtbot.waitSignal(session.toast_requested):
        stop.trigger()
    settle()
    assert badge.text() == "Offline"
    assert session.app.runs.list()[0].status is RunStatus.CANCELLED


def test_a_metered_network_is_said_and_spared_unless_the_settings_say_otherwise(
    session: Session, line: Line, scheduler: Scheduler, status: StatusLine, show: Show, settle: Settle
) -> None:
    scheduler.surroundings.tell(offline=False, metered=True)
    settle()
    badge = find(status, OfflineBadge, "Metered network – scheduled runs wait")
    card = NetworkCard(session)
    show(card)
    card.open()
    settle()
    assert any("online, metered" in said.text() for said in card.findChildren(QLabel))
    find(card, QCheckBox, "On a metered network, scheduled runs wait").click()
    settle()
    assert session.app.around.rules == HoldRules(on_metered=False)
    assert badge.isHidden()


def test_after_sleep_what_was_due_runs_once(
    session: Session, line: Line, scheduler: Scheduler, clock: FakeClock, qtbot: QtBot, settle: Settle
) -> None:
    session.app.catalog.put(replace(session.app.syncs.get("sync-far"), schedule=Schedule("every", minutes=15)))
    finished = []
    session.jobs.run_finished.connect(finished.append)
    clock.advance(5 * 3600)
    with qtbot.waitSignal(session.surroundings_changed):
        scheduler.surroundings.on_sleep(False)
    scheduler.look()
    qtbot.waitUntil(lambda: len(finished) == 1, timeout=20_000)
    scheduler.look()
    settle()
    assert len(finished) == 1


def test_the_runs_page_lists_what_waits_and_lets_it_go(
    session: Session, line: Line, scheduler: Scheduler, qtbot: QtBot, show: Show, settle: Settle
) -> None:
    run_offline(session, line, scheduler, qtbot, settle)
    page = RunsPage(session)
    session.changed.connect(page.refresh)
    show(page)
    page.open()
    settle()
    model = page.now.model
    assert (model.index(0, 0).data(), model.index(0, 1).data()) == ("Far", "No network")
    assert any(said.text() == "1 waiting for the network" for said in page.now.findChildren(QLabel))
    page.now.table.setCurrentIndex(model.index(0, 0))
    find(page.now, QPushButton, "Cancel: the selected line").click()
    settle()
    assert session.app.runs.waiting.all() == ()
    assert model.rowCount() == 0
