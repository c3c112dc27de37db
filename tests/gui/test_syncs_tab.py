"""The Syncs tab: what it shows of each sync, Quick Sync from click to finished run, and every act with its way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.ageing import RENEWED
from census_desktop.domain.model import RunStatus, SyncStatus, Trigger
from census_desktop.domain.plan import Progress
from census_desktop.domain.rows import Kind, RunFilter
from census_desktop.gui.kit import states, words
from census_desktop.gui.kit.delegates import set_widths
from census_desktop.gui.kit.models import RowRole, SecondRole
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.sync_card import SyncCard
from census_desktop.gui.syncs.sync_lines import progress_text
from census_desktop.gui.syncs.syncs_tab import SyncsTab
from tests.conftest import FakeClock
from tests.gui.hands import find
from tests.gui.shop import Shop, write_customers

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


@pytest.fixture
def open_tab(shop: Shop, session: Session, show: Show, settle: Settle) -> Callable[[str], SyncsTab]:
    def opened(segment_id: str) -> SyncsTab:
        tab = SyncsTab(session)
        assert tab.tools is not None
        tab.tools.setParent(tab)
        session.changed.connect(tab.refresh)
        show(tab)
        tab.tools.setGeometry(900, 0, 340, 36)
        tab.tools.show()
        tab.show_segment(session.app.segments.get(segment_id), shop.dataset)
        tab.activate()
        settle()
        return tab

    return opened


@pytest.fixture
def tab(open_tab: Callable[[str], SyncsTab]) -> SyncsTab:
    return open_tab("seg-vip")


def cells(tab: SyncsTab, column: int) -> list[tuple[str, str]]:
    indexes = [tab.model.index(n, column) for n in range(tab.model.rowCount())]
    return [(i.data(), i.data(SecondRole) or "") for i in indexes]


def click(tab: QWidget, name: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(find(tab, QPushButton, name), Qt.MouseButton.LeftButton)


def card_texts(tab: SyncsTab) -> list[str]:
    return [label.text() for label in tab.findChild(SyncCard).findChildren(QLabel) if label.isVisible()]


def test_the_table_says_where_how_and_when(tab: SyncsTab, qtmodeltester: ModelTester) -> None:
    assert find(tab, QTableView, "Syncs") is tab.table
    assert cells(tab, 0) == [("Marketing files", "vip"), ("Partner share", "vip"), ("Archive", "log")]
    assert cells(tab, 1) == [("Mirror", ""), ("Mirror", ""), ("Append", "")]
    assert cells(tab, 2) == [("Active", ""), ("Paused", ""), ("Draft", "")]
    assert cells(tab, 3) == [("every 15 min", "due"), ("daily", "not while paused"), ("by hand", "")]
    assert cells(tab, 4) == [("never", ""), ("never", ""), ("never", "")]
    qtmodeltester.check(tab.model)


def test_the_first_sync_is_selected_and_its_card_has_the_acts(tab: SyncsTab) -> None:
    assert "Marketing files · vip" in card_texts(tab)
    for name in ("Review changes", "Run now", "Pause", "More for this sync"):
        assert find(tab, QPushButton, name).isEnabled()


def test_a_draft_cannot_run_and_a_paused_one_can_be_resumed(tab: SyncsTab, qtbot: QtBot, settle: Settle) -> None:
    qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    settle()
    assert find(tab, QPushButton, "Resume")
    qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    settle()
    assert not tab.card.run.isVisible()
    assert not tab.session.commands.can_run("run-now")
    assert tab.session.commands.can_run("edit-sync")


def test_pause_and_resume(tab: SyncsTab, session: Session, qtbot: QtBot, settle: Settle) -> None:
    click(tab, "Pause", qtbot)
    settle()
    assert session.app.syncs.get("sync-vip").status is SyncStatus.PAUSED
    assert cells(tab, 2)[0] == ("Paused", "")
    click(tab, "Resume", qtbot)
    settle()
    assert session.app.syncs.get("sync-vip").status is SyncStatus.ACTIVE


def test_run_now_sends_shows_progress_and_what_became_of_it(
    tab: SyncsTab, session: Session, workspace: Path, qtbot: QtBot, settle: Settle
) -> None:
    told: list[Progress] = []
    session.jobs.progress.connect(told.append)
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000) as finished:
        click(tab, "Run now", qtbot)
        assert find(tab, QPushButton, "Cancel run").isVisible()
        assert cells(tab, 2)[0][0] in ("Queued", "Running")
    settle()
    run = finished.args[0]
    assert run.status is RunStatus.COMPLETED, run.error
    assert (workspace / "out" / "con-files" / "vip.csv").read_text().count("\n") == 55
    assert cells(tab, 4)[0] == ("just now", "+54")
    assert {"54", "0"} <= set(card_texts(tab))
    assert find(tab, QPushButton, "Run now").isVisible()
    assert told
    assert {p.sync_id for p in told} == {"sync-vip"}


def test_a_second_run_sends_only_what_changed(
    tab: SyncsTab, session: Session, workspace: Path, clock: FakeClock, qtbot: QtBot, settle: Settle
) -> None:
    assert session.app.runs.run("sync-vip").status is RunStatus.COMPLETED
    clock.advance(300)
    write_customers(workspace / "data" / "customers.csv", 220)
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000):
        click(tab, "Run now", qtbot)
    settle()
    clock.advance(120)
    tab.activate()
    settle()
    when, what = cells(tab, 4)[0]
    assert when == "2 min ago"
    assert what.startswith("+")
    assert tab.card.bars._runs[-1].counts.processed < 54


def test_a_failed_run_says_why_and_opens(
    tab: SyncsTab, session: Session, workspace: Path, qtbot: QtBot, settle: Settle
) -> None:
    (workspace / "data" / "customers.csv").unlink()
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000):
        click(tab, "Run now", qtbot)
    settle()
    assert cells(tab, 2)[0] == ("Failed", "")
    assert tab.card.trouble.isVisible()
    assert "customers.csv" in tab.card.trouble.accessibleName()
    with qtbot.waitSignal(session.page_requested) as asked:
        click(tab, "Open run", qtbot)
    name, args = asked.args
    assert name == "runs"
    assert args["sync"] == "sync-vip"
    assert args["run"]


def test_two_syncs_of_one_object_run_one_after_the_other(session: Session, tab: SyncsTab, qtbot: QtBot, settle: Settle) -> None:
    session.app.syncs.save(replace(session.app.syncs.get("sync-vip"), id="twin", name="Twin", created_at=None))
    finished: list[Any] = []
    session.jobs.run_finished.connect(finished.append)
    assert session.jobs.run_sync("sync-vip")
    assert session.jobs.run_sync("twin")
    assert not session.jobs.run_sync("twin")
    assert session.jobs.is_queued("twin")
    qtbot.waitUntil(lambda: len(finished) == 2, timeout=20_000)
    first, second = finished
    assert [first.sync_id, second.sync_id] == ["sync-vip", "twin"]
    settle()


def test_pausing_a_sync_whose_run_still_waits_takes_it_out_of_the_line(
    session: Session, tab: SyncsTab, qtbot: QtBot, settle: Settle
) -> None:
    twin = session.app.syncs.save(replace(session.app.syncs.get("sync-vip"), id="twin", name="Twin", created_at=None))
    settle()
    finished: list[Any] = []
    session.jobs.run_finished.connect(finished.append)
    session.jobs.run_sync("sync-vip")
    session.jobs.run_sync("twin")
    tab.select_sync(twin.id)
    tab.pause_or_resume()
    assert not session.jobs.is_queued("twin")
    settle()
    qtbot.waitUntil(lambda: not session.jobs.running)
    assert [run.sync_id for run in finished] == ["sync-vip"]
    assert session.app.syncs.get("twin").status is SyncStatus.PAUSED


def test_a_queued_run_can_be_taken_back(session: Session, tab: SyncsTab, qtbot: QtBot, settle: Settle) -> None:
    session.jobs.run_sync("sync-vip")
    tab.session.commands.run("cancel-run")
    settle()
    qtbot.waitUntil(lambda: not session.jobs.running and not session.jobs.queued)
    assert all(r.status is not RunStatus.WORKING for r in session.app.runs.list(RunFilter(sync_id="sync-vip")))


def test_a_draft_that_is_run_all_the_same_is_refused_with_a_reason(session: Session, shop: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.jobs.run_failed) as told:
        session.jobs.run_sync("sync-draft")
    assert told.args[0] == "sync-draft"
    assert "draft" in str(told.args[1])


def test_a_stale_plan_is_refused_with_a_reason(session: Session, shop: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.jobs.run_failed) as told:
        session.jobs.run_sync("sync-vip", plan_digest="not-a-plan")
    assert told.args[1].title == "The plan is out of date"


# Quick Sync -----------------------------------------------------------------------------------------------------------


def test_quick_sync_makes_the_sync_at_once_selects_it_and_runs_it(
    open_tab: Callable[[str], SyncsTab], session: Session, workspace: Path, qtbot: QtBot, settle: Settle
) -> None:
    tab = open_tab("seg-all")
    assert tab.model.rowCount() == 0
    click(tab, "Quick Sync this segment", qtbot)
    qtbot.waitUntil(tab.menu.isVisible)
    qtbot.keyClick(tab.menu.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000) as finished:
        qtbot.keyClick(tab.menu.list, Qt.Key.Key_Return)
    settle()
    run = finished.args[0]
    assert run.status is RunStatus.COMPLETED, run.error
    assert run.trigger is Trigger.QUICK_SYNC
    made = session.app.syncs.get(run.sync_id)
    assert (made.status, made.template_id, made.connection_id) == (SyncStatus.ACTIVE, "sync-vip", "con-files")
    assert made.source.id == "seg-all"
    assert made.schedule == session.app.syncs.get("sync-vip").schedule
    assert made.mappings == session.app.syncs.get("sync-vip").mappings
    line = tab.line
    assert line is not None
    assert line.sync.id == made.id
    assert any("copied from “High value customers → Marketing files”" in text for text in card_texts(tab))


def test_the_card_says_when_members_that_expire_are_sent_again(
    tab: SyncsTab, session: Session, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, at = session.app, session.now()
    known = app.destinations.known_objects
    monkeypatch.setattr(app.destinations, "known_objects", lambda c: [replace(spec, expires_days=30) for spec in known(c)])
    assert not any("members expire" in text for text in card_texts(tab))
    app.catalog.set_mark("sync-vip", RENEWED, at.isoformat(), at)
    assert app.runs.run("sync-vip").status is RunStatus.COMPLETED
    tab.refresh(frozenset({Kind.SYNCS}))
    settle()
    due = words.day(app.syncs.row("sync-vip").ageing.due_at)
    assert any(f"members expire, so all are sent again from {due} on" in text for text in card_texts(tab))


def test_quick_sync_without_running_can_be_undone(
    open_tab: Callable[[str], SyncsTab], session: Session, qtbot: QtBot, settle: Settle
) -> None:
    tab = open_tab("seg-all")
    session.commands.run("quick-sync")
    qtbot.waitUntil(tab.menu.isVisible)
    tab.menu.run_at_once.setChecked(False)
    with qtbot.waitSignal(session.toast_requested) as toast:
        qtbot.keyClick(tab.menu.list, Qt.Key.Key_Return)
    settle()
    assert tab.model.rowCount() == 1
    assert cells(tab, 4) == [("never", "")]
    toast.args[2]()
    settle()
    qtbot.waitUntil(lambda: tab.model.rowCount() == 0)


def test_new_sync_opens_the_editor_for_this_segment(tab: SyncsTab, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.page_requested) as asked:
        click(tab, "New Sync", qtbot)
    assert asked.args == ["sync-editor", {"segment": "seg-vip"}]


def test_review_and_edit_open_their_pages(tab: SyncsTab, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.page_requested) as asked:
        click(tab, "Review changes", qtbot)
    assert asked.args == ["review", {"sync": "sync-vip"}]
    with qtbot.waitSignal(session.page_requested) as asked:
        session.commands.run("edit-sync")
    assert asked.args == ["sync-editor", {"sync": "sync-vip"}]


def test_delete_hides_and_undo_brings_back(tab: SyncsTab, session: Session, qtbot: QtBot, settle: Settle) -> None:
    with qtbot.waitSignal(session.toast_requested) as toast:
        session.commands.run("delete-sync")
    settle()
    assert [c[0] for c in cells(tab, 0)] == ["Partner share", "Archive"]
    assert "Nothing was removed at the destination" in toast.args[0]
    toast.args[2]()
    settle()
    qtbot.waitUntil(lambda: tab.model.rowCount() == 3)
    assert tab.line is not None
    assert tab.line.sync.id == "sync-vip"


def test_another_segment_does_not_show_the_old_ones_syncs(tab: SyncsTab, session: Session, shop: Shop, settle: Settle) -> None:
    tab.show_segment(session.app.segments.get("seg-de"), shop.dataset)
    tab.activate()
    settle()
    assert cells(tab, 0) == [("Archive", "germany")]
    assert tab.line is not None
    assert tab.line.sync.id == "sync-de"


def test_bars_open_their_run_by_key(tab: SyncsTab, session: Session, clock: FakeClock, qtbot: QtBot, settle: Settle) -> None:
    runs = []
    for _ in range(2):
        runs.append(session.app.runs.run("sync-vip"))
        clock.advance(60)
    tab.activate()
    settle()
    with qtbot.waitSignal(session.page_requested) as asked:
        qtbot.keyClick(tab.card.bars, Qt.Key.Key_Left)
        qtbot.keyClick(tab.card.bars, Qt.Key.Key_Return)
    assert asked.args[1]["run"] == runs[0].id


def test_progress_in_words() -> None:
    assert progress_text(Progress("r", "s", "reading", 500)) == ("reading… 500", "")
    assert progress_text(Progress("r", "s", "sending", 7340, 12418, rate=1120.4)) == ("7,340 of 12,418", "1,120/s")
    assert progress_text(Progress("r", "s", "finishing")) == ("finishing…", "")


def test_states_of_syncs_come_from_the_queue_first(tab: SyncsTab) -> None:
    row = tab.model.index(0, 0).data(RowRole).row
    assert states.of_sync(row, tab.session.jobs) is states.ACTIVE
    assert states.of_sync(row) is states.ACTIVE


def test_a_draft_says_how_it_goes_on(tab: SyncsTab, session: Session, qtbot: QtBot, settle: Settle) -> None:
    tab.select_sync("sync-draft")
    settle()
    went: list[tuple[str, Any]] = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    click(tab, "Finish setting up", qtbot)
    assert went == [("sync-editor", {"sync": "sync-draft"})]
    tab.select_sync("sync-vip")
    settle()
    assert not tab.card.go_on.isVisible()


def test_in_a_narrow_table_the_destination_can_still_be_read(tab: SyncsTab, show: Show, qtbot: QtBot) -> None:
    table = QTableView()
    table.setModel(tab.model)
    set_widths(table)
    show(table)
    wide = [table.columnWidth(n) for n in range(tab.model.columnCount())]
    table.resize(560, 500)
    qtbot.waitUntil(lambda: sum(table.columnWidth(n) for n in range(tab.model.columnCount())) <= 560)
    assert table.columnWidth(0) >= 120
    table.resize(1280, 800)
    qtbot.waitUntil(lambda: [table.columnWidth(n) for n in range(tab.model.columnCount())] == wide)
