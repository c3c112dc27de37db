"""Held, paused and undone across the window: card, Home, status line, toasts, and the diagnostics bundle."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import ConfigError, PlanStale
from census_desktop.domain.model import Run, RunStatus, Trigger
from census_desktop.gui.help import save_diagnostics
from census_desktop.gui.home_page import HomePage
from census_desktop.gui.kit.choose_file import TABLES, ask_save
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.session import Session
from census_desktop.gui.status_line import StatusLine
from census_desktop.gui.syncs.sync_card import SyncCard
from census_desktop.gui.syncs.sync_editor import SyncEditor
from census_desktop.gui.syncs.sync_setup import Step
from census_desktop.gui.syncs.syncs_tab import SyncsTab
from census_desktop.usecases.run_queue import RunQueue
from tests.gui.hands import find
from tests.gui.shop import Shop
from tests.gui.test_main_window import quiet

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]
Went = list[tuple[str, dict[str, Any]]]


def hold(session: Session) -> Run:
    """The VIP sync ran; then everybody left the segment, so the guard kept the next run back."""
    session.app.runs.run("sync-vip")
    path = session.app.paths.root / "data" / "customers.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{header}\n1,Anna 1,anna.1@example.com,DE,1,true\n", encoding="utf-8")
    run = session.app.runs.run("sync-vip")
    assert run.held
    return run


def start_paused(session: Session, qtbot: QtBot) -> None:
    """Begin the VIP sync's run and pause it in the same moment, so that it is not over before it is looked at."""
    jobs = session.jobs

    def pause() -> None:
        if jobs.is_running("sync-vip") and not jobs.is_paused("sync-vip"):
            jobs.queue_changed.disconnect(pause)
            jobs.pause_run("sync-vip")

    jobs.queue_changed.connect(pause)
    jobs.run_sync("sync-vip")
    qtbot.waitUntil(lambda: jobs.is_paused("sync-vip"), timeout=20_000)


@pytest.fixture
def went(session: Session) -> Went:
    pages: Went = []
    session.page_requested.connect(lambda name, args: pages.append((name, args)))
    return pages


@pytest.fixture
def tab(shop: Shop, session: Session, show: Show) -> SyncsTab:
    made = SyncsTab(session)
    session.changed.connect(made.refresh)
    show(made)
    return made


def open_tab(tab: SyncsTab, session: Session, shop: Shop, settle: Settle) -> SyncCard:
    tab.show_segment(session.app.segments.get("seg-vip"), shop.dataset)
    tab.activate()
    settle()
    return tab.card


def test_a_held_sync_says_why_and_what_to_do(
    tab: SyncsTab, session: Session, shop: Shop, settle: Settle, qtbot: QtBot, went: Went
) -> None:
    run = hold(session)
    card = open_tab(tab, session, shop, settle)
    assert tab.model.index(0, 2).data() == "Held"
    assert card.held.accessibleName() == run.held
    assert not card.trouble.isVisible()
    assert card.figures["Added"].accessibleName() == "Added: –", "nothing was added yet"
    for name in ("Review and send…", "Edit guard", "Dismiss what is held"):
        qtbot.mouseClick(find(card, QPushButton, name), Qt.MouseButton.LeftButton)
    settle()
    assert went == [("review", {"held": run.id}), ("sync-editor", {"sync": "sync-vip", "step": "safety"})]
    assert session.app.runs.get(run.id).held == ""
    qtbot.waitUntil(lambda: not card.held.isVisible())
    settle()


def test_a_run_is_paused_from_the_card_and_told_in_the_status_line(
    tab: SyncsTab, session: Session, shop: Shop, settle: Settle, qtbot: QtBot
) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.attach(session)
    card = open_tab(tab, session, shop, settle)
    jobs = session.jobs
    with qtbot.waitSignal(jobs.run_finished, timeout=20_000):
        start_paused(session, qtbot)
        assert line._runs.text().startswith("1 paused · ")
        assert tab.model.index(0, 2).data() == "Run paused"
        for press, paused in (
            (find(card, QPushButton, "Resume run").click, False),
            (card.pause_run.click, True),
            (find(line, QPushButton, "Resume runs").click, False),
            (line._pause.click, True),
            (lambda: session.commands.run("pause-run"), False),
        ):
            press()
            assert jobs.is_paused("sync-vip") is paused
    settle()
    assert not card.pause_run.isVisible()


def test_runs_are_cancelled_from_the_status_line(shop: Shop, session: Session, settle: Settle, qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.attach(session)
    with qtbot.waitSignal(session.jobs.run_finished, timeout=20_000) as finished:
        start_paused(session, qtbot)
        find(line, QPushButton, "Cancel runs").click()
    settle()
    assert finished.args[0].status is RunStatus.CANCELLED
    assert not line._cancel.isVisibleTo(line)


def test_the_card_leads_to_a_record(tab: SyncsTab, session: Session, shop: Shop, settle: Settle, went: Went) -> None:
    open_tab(tab, session, shop, settle)
    assert session.commands.run("find-record")
    assert went == [("record", {"sync": "sync-vip"})]


def test_what_is_held_needs_you_first(
    shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot, went: Went
) -> None:
    run = hold(session)
    home = HomePage(session)
    show(home)
    home.open()
    settle()
    name = "Review and send… Marketing files · High value customers"
    qtbot.mouseClick(find(home, QPushButton, name), Qt.MouseButton.LeftButton)
    assert went == [("review", {"held": run.id})]


def test_only_a_working_run_can_be_paused() -> None:
    queue = RunQueue(1)
    queue.announce("a", "", Trigger.MANUAL)
    queue.set_paused("a", True)
    assert not queue.is_paused("a")
    queue.locate("a", ("c", "o", ""))
    (job,) = queue.take()
    queue.set_paused("a", True)
    assert job.token.is_paused
    queue.set_paused("a", False)
    assert not queue.is_paused("a")


@pytest.fixture
def window(shop: Shop, workspace: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.show()
    made.open_workspace()
    quiet(made, qtbot)
    yield made
    made.close()


def test_a_run_by_hand_offers_to_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.jobs.run_finished, timeout=20_000) as finished:
        window.jobs.run_sync("sync-vip")
    qtbot.waitUntil(lambda: window._toast.action.text() == "Undo…" and window._toast.isVisible())
    window._toast.action.click()
    quiet(window, qtbot)
    review: Any = window.page("review")
    assert review.isVisible()
    assert review._name.text() == f"Undo of run {finished.args[0].id[:8]}"


def test_a_run_by_hand_that_is_held_offers_the_review(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    run = hold(window.session)
    window._on_run_finished(run)
    assert "held" in window._toast.accessibleName()
    assert window._toast.action.text() == "Review…"
    quiet(window, qtbot)


def test_the_page_that_tells_of_a_stale_plan_spares_the_window_s_banner(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.open_page("review", sync="sync-vip")
    quiet(window, qtbot)
    window._on_run_failed("sync-vip", PlanStale("It moved on."))
    assert not window._banner.isVisible()
    window._on_run_failed("sync-vip", ConfigError("It is a draft."))
    assert window._banner.isVisible()


def test_diagnostics_are_saved_where_the_user_says(
    shop: Shop, session: Session, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.toast_requested, timeout=20_000) as said:
        save_diagnostics(session, tmp_path / "diagnostics.zip")
    assert "no personal data" in said.args[0]
    assert zipfile.ZipFile(tmp_path / "diagnostics.zip").namelist()
    settle()


def test_the_help_menu_asks_where_to_save_diagnostics(window: MainWindow, qtbot: QtBot) -> None:
    assert window.commands.run("save-diagnostics")
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.nameFilters() == ["ZIP (*.zip)"]
    dialog.reject()


def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(show: Show) -> None:
    parent = show(QWidget())
    dialog = ask_save(parent, "Export", "records", lambda _path: None, TABLES)
    assert dialog.defaultSuffix() == "csv"
    dialog.filterSelected.emit("JSON Lines (*.jsonl)")
    assert dialog.defaultSuffix() == "jsonl"
    dialog.reject()


def test_the_guard_of_a_sync_is_where_the_editor_opens(
    shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot
) -> None:
    editor = SyncEditor(session)
    show(editor)
    editor.open(sync="sync-vip", step=Step.SAFETY.value)
    settle()
    safety = editor._cards[Step.SAFETY]
    qtbot.waitUntil(lambda: safety.first_control().hasFocus())
    assert not safety.visibleRegion().isEmpty()
