"""What runs, waits and failed, above the history of the Runs page: live, in its order, with its acts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import RunStatus, Trigger
from census_desktop.domain.plan import Progress
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.runs.now_panel import NowPanel
from census_desktop.gui.runs.runs_page import RunsPage
from census_desktop.gui.session import Session
from census_desktop.gui.status_line import StatusLine
from tests.conftest import FakeClock
from tests.gui.hands import end_pause, find, names
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]
VIP, GERMANY = "High value customers → Marketing files", "Germany → Archive"


@pytest.fixture
def page(shop: Shop, session: Session, show: Show, settle: Settle) -> RunsPage:
    made = RunsPage(session)
    session.changed.connect(made.refresh)
    show(made)
    made.open()
    settle()
    return made


@pytest.fixture
def panel(page: RunsPage) -> NowPanel:
    return page.now


@pytest.fixture
def held(session: Session) -> Jobs:
    """All is paused, so that what is asked for waits."""
    session.jobs.hold_runs(True)
    return session.jobs


def lines(panel: NowPanel) -> list[tuple[str, str]]:
    model = find(panel, QTableView, "Runs now").model()
    return [(model.index(n, 0).data(), model.index(n, 1).data()) for n in range(model.rowCount())]


def select(panel: NowPanel, name: str) -> None:
    row = [n for n, _ in lines(panel)].index(name)
    panel.table.setCurrentIndex(panel.model.index(row, 0))


def press(panel: NowPanel, name: str) -> None:
    act(panel, name).click()


def act(panel: NowPanel, name: str) -> QPushButton:
    return find(panel, QPushButton, name if name.endswith(" all") else f"{name}: the selected line")


def paused_run(session: Session, qtbot: QtBot, sync_id: str) -> None:
    """Begin a run that rests before it is over."""
    jobs = session.jobs

    def pause() -> None:
        if jobs.is_running(sync_id) and not jobs.is_paused(sync_id):
            jobs.queue_changed.disconnect(pause)
            jobs.pause_run(sync_id)

    jobs.queue_changed.connect(pause)
    jobs.run_sync(sync_id)
    qtbot.waitUntil(lambda: jobs.is_paused(sync_id), timeout=20_000)


def test_with_nothing_to_tell_there_is_only_the_history(page: RunsPage, panel: NowPanel) -> None:
    assert not panel.isVisibleTo(page)


def test_runs_wait_in_their_order_while_all_is_paused(panel: NowPanel, held: Jobs, settle: Settle) -> None:
    held.run_sync("sync-vip")
    held.run_sync("sync-de")
    settle()
    assert lines(panel) == [(VIP, "Queued"), (GERMANY, "Queued")]
    assert panel._count.text() == "paused, nothing starts · 2 queued"
    assert panel.model.index(0, 2).data() == "starts when runs go on"
    press(panel, "Resume all")
    settle()
    assert not held.running
    assert not panel.isVisible()


def test_the_line_is_put_into_another_order(panel: NowPanel, held: Jobs, session: Session, settle: Settle) -> None:
    for sync_id in ("sync-vip", "sync-de", "sync-paused"):
        held.run_sync(sync_id)
    settle()
    select(panel, GERMANY)
    press(panel, "Run next")
    assert held.queued == ("sync-de", "sync-vip", "sync-paused")
    assert [name for name, _ in lines(panel)][:2] == [GERMANY, VIP], "at once"
    assert not act(panel, "Earlier").isEnabled()
    press(panel, "Later")
    assert held.queued == ("sync-vip", "sync-de", "sync-paused")
    press(panel, "Later")
    assert held.queued == ("sync-vip", "sync-paused", "sync-de")
    assert panel._current() == panel.model.rows[2], "the selection goes along"
    press(panel, "Cancel")
    assert held.queued == ("sync-vip", "sync-paused")
    session.jobs.hold_runs(False)
    settle()


def test_keys_of_the_lines_are_taken_from_nothing_else(
    page: RunsPage, panel: NowPanel, held: Jobs, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    field = QLineEdit()
    panel.layout().addWidget(field)  # type: ignore[union-attr]
    held.run_sync("sync-vip")
    settle()
    field.show()
    field.setFocus()
    with qtbot.waitSignal(field.returnPressed, timeout=1000):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    session.jobs.hold_runs(False)
    settle()


def test_a_double_click_cancels_one_run(panel: NowPanel, held: Jobs, session: Session, settle: Settle, qtbot: QtBot) -> None:
    for sync_id in ("sync-vip", "sync-de", "sync-paused"):
        held.run_sync(sync_id)
    settle()
    select(panel, GERMANY)
    for _ in range(2):
        qtbot.mouseClick(act(panel, "Cancel"), Qt.MouseButton.LeftButton)
    assert held.queued == ("sync-vip", "sync-paused")
    end_pause(panel._pause_after)
    press(panel, "Cancel")
    assert len(held.queued) == 1
    session.jobs.hold_runs(False)
    settle()


def test_the_line_is_moved_by_the_keyboard(panel: NowPanel, held: Jobs, settle: Settle, qtbot: QtBot) -> None:
    held.run_sync("sync-vip")
    held.run_sync("sync-de")
    settle()
    panel.table.setFocus()
    select(panel, GERMANY)
    qtbot.keyClick(panel.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert held.queued == ("sync-de", "sync-vip")
    qtbot.keyClick(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert held.queued == ("sync-vip", "sync-de")
    held.cancel_run("sync-vip")
    held.cancel_run("sync-de")


def test_a_run_says_how_far_how_fast_and_how_long(panel: NowPanel, session: Session, settle: Settle, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000):
        paused_run(session, qtbot, "sync-vip")
        qtbot.waitUntil(lambda: lines(panel) == [(VIP, "Run paused")])
        select(panel, VIP)
        press(panel, "Resume")
        assert lines(panel) == [(VIP, "Running")]
        for second in range(5):
            step = Progress("r", "sync-vip", "sending", second * 100, 1000, 0, 100.0, second)
            session.jobs._on_progress(step)
        row = [panel.model.index(0, column) for column in range(4)]
        assert row[2].data() == "400 of 1,000"
        assert row[3].data() == "100/s"
        assert row[2].data(Qt.ItemDataRole.AccessibleTextRole) == "400 of 1,000, 100/s, 6 s left"
        panel.grab()
    settle()


def test_cancel_is_answered_within_a_fifth_of_a_second(
    page: RunsPage, panel: NowPanel, session: Session, settle: Settle, qtbot: QtBot
) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.attach(session)
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000) as finished:
        paused_run(session, qtbot, "sync-vip")
        qtbot.waitUntil(lambda: lines(panel) == [(VIP, "Run paused")])
        select(panel, VIP)
        began = time.perf_counter()
        press(panel, "Cancel")
        panel.table.viewport().repaint()
        took = time.perf_counter() - began
        assert lines(panel) == [(VIP, "Stopping…")]
        assert not act(panel, "Cancel").isEnabled()
        assert took < 0.2
    assert finished.args[0].status is RunStatus.CANCELLED
    settle()


def test_what_failed_is_tried_again(panel: NowPanel, session: Session, settle: Settle, clock: FakeClock, qtbot: QtBot) -> None:
    data = session.app.paths.root / "data"
    data.rename(data.with_name("away"))
    session.app.runs.run("sync-vip")
    data.with_name("away").rename(data)
    panel.refresh()
    settle()
    assert lines(panel) == [(VIP, "Failed")]
    assert panel._count.text() == "1 failed"
    assert "does not exist" in panel.model.index(0, 2).data()
    assert not find_all(panel, "Pause all")
    panel.grab()
    clock.advance(60)
    select(panel, VIP)
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000):
        press(panel, "Run again")
        assert lines(panel) == [(VIP, "Queued")]
    settle()
    assert not panel.isVisible()


def find_all(panel: NowPanel, name: str) -> list[QPushButton]:
    return [b for b in panel.findChildren(QPushButton) if b.accessibleName() == name and b.isVisibleTo(panel)]


def test_runs_of_other_programs_are_listed_and_left_alone(panel: NowPanel, session: Session, settle: Settle) -> None:
    ledger, now = session.app.ledger, session.now()
    run = ledger.create_run("sync-de", Trigger.SCHEDULE, now)
    assert ledger.begin(run.id, "elsewhere:1", now)
    panel.refresh()
    settle()
    assert lines(panel) == [(GERMANY, "Running")]
    assert "another window" in panel.model.index(0, 2).data()
    assert [n for n in names(panel, QPushButton) if n] == []
    ledger.finish(run.id, RunStatus.CANCELLED, run.counts, "", now)


def test_one_line_is_selected_above_or_below(
    page: RunsPage, panel: NowPanel, session: Session, settle: Settle, clock: FakeClock
) -> None:
    sent = session.app.runs.run("sync-de")
    clock.advance(1)  # runs of one moment have no order
    data = session.app.paths.root / "data"
    data.rename(data.with_name("away"))
    failed = session.app.runs.run("sync-vip")
    settle()
    page.open(run=sent.id)
    settle()
    history = find(page, QTableView, "Runs")

    def selected() -> tuple[list[int], list[int]]:
        return tuple([i.row() for i in t.selectionModel().selectedRows()] for t in (panel.table, history))  # type: ignore[return-value]

    assert selected() == ([], [1])
    assert page.detail._line is not None
    assert not find_all(panel, "Run again: the selected line"), "no line, no act"
    select(panel, VIP)
    settle()
    assert selected() == ([0], [])
    assert page.detail._line.run.id == failed.id
    clock.advance(1)
    session.app.runs.run("sync-de")
    settle()
    assert selected() == ([1], []), "a newer line stands above; the selected one stays it"
    history.setCurrentIndex(history.model().index(1, 0))
    settle()
    assert selected() == ([], [1])
    assert page.detail._line.run.id == failed.id
    session.jobs.hold_runs(True)
    session.jobs.run_sync("sync-de")
    settle()
    select(panel, GERMANY)
    assert not page.detail.isVisible(), "it has no run yet"
    assert selected()[1] == []


def test_a_double_click_shows_the_run_below(panel: NowPanel, session: Session, settle: Settle) -> None:
    data = session.app.paths.root / "data"
    data.rename(data.with_name("away"))
    run = session.app.runs.run("sync-vip")
    panel.refresh()
    settle()
    went: list[tuple[str, Any]] = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    select(panel, VIP)
    panel.table.doubleClicked.emit(panel.model.index(0, 0))
    assert went == [("runs", {"run": run.id})]


def test_the_command_pauses_and_resumes_all(panel: NowPanel, session: Session, settle: Settle, show: Show) -> None:
    line = StatusLine()
    show(line)
    line.attach(session)
    assert session.commands.run("pause-all")
    assert session.jobs.are_held
    assert panel.isVisible()
    assert line._runs.text().startswith("Paused · ")
    assert session.commands.run("pause-all")
    assert not session.jobs.are_held
    settle()


def test_the_model_is_sound(panel: NowPanel, held: Jobs, settle: Settle, qtmodeltester: ModelTester) -> None:
    held.run_sync("sync-vip")
    settle()
    qtmodeltester.check(panel.model)
    held.cancel_run("sync-vip")
