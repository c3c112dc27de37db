"""Due syncs start by themselves while the window is open, unless schedules rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import Trigger
from census_desktop.gui.scheduler import Scheduler
from census_desktop.gui.session import Session
from tests.conftest import FakeClock
from tests.gui.shop import Shop

Settle = Callable[[], None]


@pytest.fixture
def scheduler(shop: Shop, session: Session) -> Scheduler:
    return Scheduler(session)


def test_what_is_due_runs_once(scheduler: Scheduler, session: Session, clock: FakeClock, qtbot: QtBot, settle: Settle) -> None:
    finished = []
    session.jobs.run_finished.connect(finished.append)
    scheduler.look()
    qtbot.waitUntil(lambda: len(finished) == 2, timeout=20_000)
    assert {run.sync_id for run in finished} == {"sync-vip", "sync-de"}
    assert {run.trigger for run in finished} == {Trigger.SCHEDULE}
    scheduler.look()
    settle()
    assert len(finished) == 2
    clock.advance(15 * 60)
    scheduler.look()
    qtbot.waitUntil(lambda: len(finished) == 3, timeout=20_000)
    assert finished[2].sync_id == "sync-vip"
    settle()


def test_schedules_can_rest_and_go_on(scheduler: Scheduler, session: Session, qtbot: QtBot, settle: Settle) -> None:
    with qtbot.waitSignal(scheduler.rests_changed) as told:
        scheduler.start()
    assert told.args == [False]
    with qtbot.waitSignals([scheduler.rests_changed, session.toast_requested]):
        scheduler.toggle()
    assert session.app.catalog.setting("schedules") == "off"
    scheduler.look()
    settle()
    assert session.app.runs.list() == ()
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000):
        scheduler.toggle()
    qtbot.waitUntil(lambda: not session.jobs.running and not session.jobs.queued, timeout=20_000)
    settle()
    assert len(session.app.runs.list()) == 2


def test_the_workspace_is_backed_up_once_a_day(
    scheduler: Scheduler, session: Session, clock: FakeClock, settle: Settle
) -> None:
    folder = session.app.paths.backups
    before = len(list(folder.glob("*.db")))
    for hours, made in ((25, 1), (1, 1), (25, 2)):
        clock.advance(hours * 3600)
        scheduler.back_up()
        settle()
        assert len(list(folder.glob("*.db"))) == before + made
