"""Scenes of the pictures: what stands around the main job: log, palette, job list, network, workspaces, welcome and tour."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QTableView

from census_desktop.domain.model import Operation, RunStatus, Schedule, Segment, SyncStatus, new_id
from census_desktop.domain.rows import RunFilter
from census_desktop.gui.command_palette.command_palette import CommandPalette
from census_desktop.gui.main_window import MainWindow
from tests.screen_scenes import (
    FAR,
    SHOWN,
    SLOW,
    page,
    settle,
    settle_for,
    tab,
)


def log(window: MainWindow) -> QPixmap:
    """The log of a few runs and of a sync that failed, written for the picture."""
    assert window.session is not None
    from census_desktop.gui.support import log_page
    from census_desktop.logs import PROGRAM, WINDOW_LOG, LogFile, event

    folder = window.session.app.paths.root.with_name("log")
    if not folder.exists():
        program = logging.getLogger("census_desktop.runs")
        handler = LogFile(folder / WINDOW_LOG)
        PROGRAM.addHandler(handler)
        PROGRAM.setLevel(logging.INFO)
        event(logging.getLogger("census_desktop.gui.crash"), "window.began", version="0.1.0")
        for run in window.session.app.runs.list(RunFilter(limit=8)):
            event(program, "run.began", run=run.id, sync=run.sync_id, trigger=run.trigger.value)
            ended = "run.ended" if run.status is RunStatus.COMPLETED else "run.failed"
            level = logging.INFO if run.status is RunStatus.COMPLETED else logging.WARNING
            event(program, ended, level=level, run=run.id, sync=run.sync_id, sent=run.counts.updated, seconds=0.4)
        try:
            raise KeyError
        except KeyError:
            logging.getLogger("census_desktop.gui.jobs").exception("Internal error: KeyError")
        PROGRAM.removeHandler(handler)
        handler.close()
    log_page.log_folder = lambda: folder
    window.show_page("log")
    settle(window)
    page = window.page("log")
    assert isinstance(page, log_page.LogPage)
    page.findChild(QTableView).selectRow(0)
    settle(window)
    return window.grab()


def about_card(card: str) -> Callable[[MainWindow], QPixmap]:
    """Settings at one of its cards."""

    def show(window: MainWindow) -> QPixmap:
        assert window.session is not None
        window.session.open_page("settings", card=card)
        settle(window)
        return window.grab()

    return show


def palette(text: str) -> Callable[[MainWindow], QPixmap]:
    """The command palette over Home, with this typed in it."""

    def show(window: MainWindow) -> QPixmap:
        page("home")(window)
        window.commands.run("palette")
        settle(window)
        found = window.findChild(CommandPalette)
        assert found is not None
        found.field.setText(text)
        settle(window)
        shot = window.grab()
        found.close_again()
        return shot

    return show


def jobs(window: MainWindow) -> QPixmap:
    """Runs while one works, slowly, and others wait behind it."""
    session = window.session
    assert session is not None
    app, queue = session.app, session.jobs
    made = app.destinations.new("rehearsal", SLOW)
    slow = app.destinations.save(replace(made, config={**made.config, "latency_ms": 1500}))
    for sync in app.syncs.all()[:3]:
        app.syncs.save(
            replace(
                sync,
                id=new_id(),
                name=f"{sync.name.partition(' →')[0]} → {SLOW}",
                connection_id=slow.id,
                object="contacts",
                operation=Operation.UPSERT,
                status=SyncStatus.ACTIVE,
                schedule=Schedule(),
            )
        )
    mine = [sync.id for sync in app.syncs.all() if sync.connection_id == slow.id]
    for sync_id in mine:
        queue.run_sync(sync_id)
    window.show_page("runs")
    for _ in range(40):
        settle_for(100)
        pace = next((queue.pace_of(id_) for id_ in queue.running), None)
        if pace is not None and pace.seconds_left is not None:
            break
    shot = window.grab()
    for sync_id in mine:
        queue.cancel_run(sync_id)
    settle(window)
    for sync_id in mine:
        app.syncs.remove(sync_id)
    app.destinations.remove(slow.id)
    return shot


def offline(window: MainWindow) -> QPixmap:
    """Runs without a network: one waits for it."""
    session, scheduler = window.session, window.scheduler
    assert session is not None
    assert scheduler is not None
    app = session.app
    scheduler.surroundings.tell(offline=True, metered=False)
    far = app.destinations.save(replace(app.destinations.new("webhook", "Newsletter"), config={"url": FAR, "concurrency": 1}))
    of = app.syncs.all()[0]
    far_too = {"connection_id": far.id, "object": "records", "operation": Operation.UPSERT, "status": SyncStatus.ACTIVE}
    made = replace(of, id=new_id(), name=f"{SHOWN} → Newsletter", schedule=Schedule(), **far_too)
    app.syncs.save(made)
    session.jobs.run_sync(made.id)
    for _ in range(600):
        settle_for(100)
        if not session.jobs.is_running(made.id) and not session.jobs.is_queued(made.id):
            break
    window.show_page("runs")
    settle(window)
    shot = window.grab()
    for waits in app.runs.waiting.all():
        app.runs.stop_waiting(waits.run.id)
    app.syncs.remove(made.id)
    app.destinations.remove(far.id)
    scheduler.surroundings.tell(offline=False, metered=False)
    return shot


def import_review(window: MainWindow) -> QPixmap:
    """A document of the team, which changed where this workspace changed too."""
    assert window.session is not None
    app = window.session.app
    file = app.paths.root / "team.yaml"
    app.sharing.link(file)
    text = file.read_text(encoding="utf-8")
    first, second = [s for s in app.catalog.all(Segment) if s.description][:2]
    text = text.replace(first.description, "Bought for more than 500 in the last year").replace(
        second.description, "Gone quiet"
    )
    file.write_text(text.replace("status: active", "status: paused", 1), encoding="utf-8")
    app.catalog.put(replace(first, description="Our best customers"))
    shot = page_with("import", path=str(file))(window)
    app.catalog.put(first)
    app.sharing.unlink()
    file.unlink()
    return shot


def page_with(name: str, **args: str) -> Callable[[MainWindow], QPixmap]:
    def show(window: MainWindow) -> QPixmap:
        assert window.session is not None
        window.session.open_page(name, **args)
        settle(window)
        return window.grab()

    return show


def restored(window: MainWindow) -> QPixmap:
    """Home of a workspace that went back to a backup."""
    assert window.session is not None
    catalog = window.session.app.catalog
    told = {"reason": "restored", "at": "2026-11-24T10:20:00+00:00", "from": "2026-11-23T09:00:00+00:00", "ahead": ["a", "b"]}
    catalog.set_setting("standing", json.dumps(told))
    window.workspaces.notice.look()
    shot = page("home")(window)
    catalog.set_setting("standing", "")
    window.workspaces.notice.look()
    settle(window)
    return shot


def backups(window: MainWindow) -> QPixmap:
    assert window.session is not None
    window.session.app.backups.make()
    return about_card("backups")(window)


def welcome(window: MainWindow) -> QPixmap:
    """The first step, as a window without a workspace begins."""
    window.first_run.show_welcome()
    made = window.first_run.welcome
    assert made is not None
    settle(window)
    made.show_begin()
    shot = window.grab()
    made.leave()
    settle(window)
    return shot


def welcome_segment(window: MainWindow) -> QPixmap:
    """The second step: a segment with what is left after each line."""
    window.first_run.show_welcome()
    settle(window, 600)
    made = window.first_run.welcome
    assert made is not None
    shot = window.grab()
    made.leave()
    settle(window)
    return shot


def tour(window: MainWindow) -> QPixmap:
    tab("Syncs")(window)
    window.first_run.take_tour()
    made = window.first_run.tour
    assert made is not None
    for _ in range(2):
        settle(window)
        made.go_on()
    settle(window)
    made.look()
    shot = window.grab()
    made.end()
    return shot
