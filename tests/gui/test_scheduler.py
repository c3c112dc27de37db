"""Due syncs start by themselves while the window is open, unless schedules rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import Schedule, Trigger
from census_desktop.gui.scheduler import Scheduler
from census_desktop.gui.session import Session
from census_desktop.gui.status_line import StatusLine
from census_desktop.usecases.agent import AgentLease
from tests.conftest import FakeClock
from tests.gui.shop import Shop

Settle = Callable[[], None]


@pytest.fixture
def scheduler(shop: Shop, session: Session, settle: Settle) -> Iterator[Scheduler]:
    made = Scheduler(session)
    yield made
    settle()
    made.close()


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


def set_schedules(session: Session, **schedules: Schedule) -> None:
    """By hand, but for these (underscores stand for hyphens in ids)."""
    for sync in session.app.syncs.all():
        session.app.catalog.put(replace(sync, schedule=schedules.get(sync.id.replace("-", "_"), Schedule())))


def test_a_change_and_a_sequence_run_in_the_window(
    scheduler: Scheduler, session: Session, shop: Shop, clock: FakeClock, qtbot: QtBot, settle: Settle
) -> None:
    set_schedules(session, sync_de=Schedule("on_change"), sync_vip=Schedule("after", after="sync-de"))
    finished: list[Any] = []
    session.jobs.run_finished.connect(finished.append)
    scheduler.look()
    settle()
    assert finished == []
    for file in (session.app.paths.root / "data").glob("*.csv"):
        file.write_text(file.read_text() + "\n")
    scheduler.look()
    settle()
    clock.advance(1)
    scheduler.look()
    qtbot.waitUntil(lambda: len(finished) == 2, timeout=30_000)
    assert [(run.sync_id, run.trigger) for run in finished] == [("sync-de", Trigger.CHANGE), ("sync-vip", Trigger.SEQUENCE)]
    settle()


def test_a_window_leaves_the_work_to_an_agent_and_says_so(
    scheduler: Scheduler, session: Session, clock: FakeClock, qtbot: QtBot, settle: Settle
) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.attach(session)
    scheduler.agent_changed.connect(line.show_agent)
    lease = AgentLease(session.app.paths.root, clock)
    with qtbot.waitSignal(scheduler.agent_changed) as told:
        scheduler.look()
    assert told.args[0].startswith("process ")
    settle()
    assert session.app.runs.list() == ()
    assert line._next.text().endswith("by the agent")
    assert told.args[0] in line._next.toolTip()
    lease.release()
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000):
        scheduler.look()
    qtbot.waitUntil(lambda: not session.jobs.running and not session.jobs.queued, timeout=20_000)
    assert not line._next.text().endswith("by the agent")
    settle()
