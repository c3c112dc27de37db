"""Scenes of the pictures: segments, syncs, reviews, runs, records, destinations and data sets."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QTabBar

from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.model import Exclusion, Operation, Run, RunStatus, SyncStatus, new_id
from census_desktop.domain.plan import ChangeKind
from census_desktop.domain.rows import RunFilter
from census_desktop.gui.datasets.dataset_detail import LISTS, DatasetDetail
from census_desktop.gui.datasets.lists_tab import ListsTab
from census_desktop.gui.destinations.destinations_page import DestinationsPage
from census_desktop.gui.kit.gallery import GalleryCard
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.runs.run_detail import REQUESTS
from census_desktop.gui.runs.runs_page import RunsPage
from census_desktop.gui.segments.segment_view import TABS
from census_desktop.gui.segments.segments_page import SegmentsPage
from census_desktop.gui.syncs.review_page import ReviewPage
from census_desktop.gui.syncs.sync_editor import SyncEditor
from census_desktop.gui.syncs.sync_setup import Step
from census_desktop.gui.syncs.syncs_tab import SyncsTab
from census_desktop.usecases.receiver import Receiver

SETTLE_MS = 250
SHOWN = "High value customers"
HOOK = "Own hook"
SLOW = "Partner portal"
FAR = "https://hooks.invalid/in"
"""A name that nobody has (RFC 6761)."""


def settle_for(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle(window: MainWindow, least: int = SETTLE_MS) -> None:
    """Turn the event loop until the pool is quiet."""
    for _ in range(60):
        loop = QEventLoop()
        QTimer.singleShot(least, loop.quit)
        loop.exec()
        if window.jobs.is_idle:
            return


def tab(title: str) -> Callable[[MainWindow], QPixmap]:
    def show(window: MainWindow) -> QPixmap:
        page = window.page("segments")
        assert isinstance(page, SegmentsPage)
        window.show_page("segments")
        settle(window)
        row = page.model.find(lambda r: r.name == SHOWN)
        page.list.setCurrentIndex(page.model.index(max(row, 0), 0))
        page.view.tabs.setCurrentIndex([t for t, _, _ in TABS].index(title))
        settle(window)
        return window.grab()

    return show


def quick_sync(window: MainWindow) -> QPixmap:
    tab("Syncs")(window)
    page = window.page("segments")
    assert isinstance(page, SegmentsPage)
    syncs = page.view.tab(2)
    assert isinstance(syncs, SyncsTab)
    syncs.open_quick_sync()
    settle(window)
    shot = window.grab()
    syncs.menu.close()
    return shot


def sync_page(name: str) -> Callable[[MainWindow], QPixmap]:
    """A page about the first sync of the shown segment."""

    def show(window: MainWindow) -> QPixmap:
        tab("Syncs")(window)
        segments = window.page("segments")
        assert isinstance(segments, SegmentsPage)
        syncs = segments.view.tab(2)
        assert isinstance(syncs, SyncsTab)
        assert syncs.line is not None
        assert window.session is not None
        window.session.open_page(name, sync=syncs.line.sync.id)
        settle(window)
        return window.grab()

    return show


def sync_step(step: Step) -> Callable[[MainWindow], QPixmap]:
    """A step of editing the first sync of the shown segment."""

    def show(window: MainWindow) -> QPixmap:
        sync_page("sync-editor")(window)
        editor = window.page("sync-editor")
        assert isinstance(editor, SyncEditor)
        editor.show_step(step)
        settle(window)
        return window.grab()

    return show


def run_where(window: MainWindow, fits: Callable[[Run], bool]) -> Run:
    assert window.session is not None
    runs = window.session.app.runs.list(RunFilter(limit=200))
    return next(run for run in runs if fits(run) and not run.sync_name.endswith(HOOK))


def about_run(name: str, argument: str, fits: Callable[[Run], bool]) -> Callable[[MainWindow], QPixmap]:
    """A page about the newest run that fits."""

    def show(window: MainWindow) -> QPixmap:
        run = run_where(window, fits)
        assert window.session is not None
        window.session.open_page(name, **{argument: run.id})
        settle(window)
        return window.grab()

    return show


def left_out(window: MainWindow) -> QPixmap:
    sync_page("review")(window)
    review = window.page("review")
    assert isinstance(review, ReviewPage)
    changes = {row.change.row: row.change for row in review.panel.model.rows}
    review.panel.left_out.toggle(list(changes.values())[1:3])
    settle(window)
    return window.grab()


def requests(window: MainWindow) -> QPixmap:
    """The run of a webhook on this computer, made for the picture."""
    assert window.session is not None
    app = window.session.app
    made = next((r for r in app.runs.list(RunFilter(limit=200)) if r.sync_name.endswith(HOOK)), None)
    if made is None:
        with tempfile.TemporaryDirectory() as folder, Receiver(Path(folder)) as receiver:
            hook = replace(app.destinations.new("webhook", HOOK), config={"url": receiver.url})
            app.destinations.save(hook)
            like = next(s for s in app.syncs.all() if s.status is SyncStatus.ACTIVE and s.name.startswith(SHOWN))
            sync = replace(like, id=new_id(), name=f"{SHOWN} → {HOOK}", connection_id=hook.id, object="records", audience="")
            app.syncs.save(replace(sync, operation=Operation.UPSERT))
            made = app.runs.run(sync.id)
    window.session.open_page("runs", run=made.id)
    settle(window)
    runs = window.page("runs")
    assert isinstance(runs, RunsPage)
    runs.detail.tabs.setCurrentIndex(REQUESTS)
    settle(window)
    shot = window.grab()
    runs.detail.tabs.setCurrentIndex(0)
    return shot


def record(window: MainWindow) -> QPixmap:
    """Everything about a record that changed and is still sent."""
    assert window.session is not None
    app = window.session.app
    run = run_where(window, lambda r: r.counts.changed > 0 and r.status is RunStatus.COMPLETED)
    plan_id = app.ledger.plan_of(run.id)
    change = app.runs.changes(plan_id, (ChangeKind.CHANGED,), limit=1).changes[0]
    window.session.open_page("record", sync=run.sync_id, key=change.key)
    settle(window)
    return window.grab()


def page(name: str) -> Callable[[MainWindow], QPixmap]:
    def show(window: MainWindow) -> QPixmap:
        window.show_page(name)
        settle(window)
        return window.grab()

    return show


def gallery(window: MainWindow) -> QPixmap:
    assert window.session is not None
    window.session.open_page("destinations", add=True)
    settle(window)
    return window.grab()


def about(window: MainWindow) -> QPixmap:
    """What is known of a destination before it is connected."""
    gallery(window)
    shown = window.page("destinations")
    assert isinstance(shown, DestinationsPage)
    next(card for card in shown.findChildren(GalleryCard) if card.accessibleName() == "Klaviyo").click()
    settle(window)
    shown.show_about()
    settle(window)
    return window.grab()


def forget(window: MainWindow) -> QPixmap:
    """What would be taken away of a person; nothing is."""
    assert window.session is not None
    app = window.session.app
    run = run_where(window, lambda r: r.counts.changed > 0 and r.status is RunStatus.COMPLETED)
    change = app.runs.changes(app.ledger.plan_of(run.id), (ChangeKind.CHANGED,), limit=1).changes[0]
    window.session.open_page("forget", key=change.key)
    settle(window, 600)
    return window.grab()


def lists(window: MainWindow) -> QPixmap:
    """An exclusion list that is about to be turned on, and what that would do. It stays off."""
    assert window.session is not None
    app = window.session.app
    dataset = app.datasets.get("Customers")
    where = Group("any", (Condition("country", "one_of", ("NO", "SE")), Condition("complained", "is_true")))
    if not dataset.exclusions:
        app.lists.put_exclusion(dataset.id, Exclusion("Not to be written to", where, enabled=False))
    window.session.open_page("datasets", dataset=dataset.id)
    settle(window)
    page = window.page("datasets")
    page.findChild(DatasetDetail).findChild(QTabBar).setCurrentIndex(LISTS)
    settle(window)
    shown = page.findChild(ListsTab)
    shown.switch()
    settle(window, 700)
    shot = window.grab()
    shown.exclusion_form.cancelled.emit()
    return shot
