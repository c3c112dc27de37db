"""Pictures of the window, light and dark, on the sample workspace (made in a temporary folder).

    python -m tests.screens                                  # docs/screens: all at 1280 × 800, the main six larger too
    python -m tests.screens size=1920x1200 to=FOLDER         # all of them, so large
    python -m tests.screens scale=2 only=home,syncs to=FOLDER

Runs under whatever display there is; without one, offscreen. A factor holds for a whole process, so that docs/screens is
drawn by one for each size.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QTabBar, QTableView

from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.model import Exclusion, Operation, Run, RunStatus, Schedule, Segment, SyncStatus, new_id
from census_desktop.domain.plan import ChangeKind
from census_desktop.domain.rows import RunFilter
from census_desktop.gui.command_palette.command_palette import CommandPalette
from census_desktop.gui.datasets.dataset_detail import LISTS, DatasetDetail
from census_desktop.gui.datasets.lists_tab import ListsTab
from census_desktop.gui.destinations.destinations_page import DestinationsPage
from census_desktop.gui.kit.gallery import GalleryCard
from census_desktop.gui.kit.palette import Theme
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.runs.run_detail import REQUESTS
from census_desktop.gui.runs.runs_page import RunsPage
from census_desktop.gui.segments.segment_view import TABS
from census_desktop.gui.segments.segments_page import SegmentsPage
from census_desktop.gui.start import make_application
from census_desktop.gui.syncs.review_page import ReviewPage
from census_desktop.gui.syncs.sync_editor import SyncEditor
from census_desktop.gui.syncs.sync_setup import Step
from census_desktop.gui.syncs.syncs_tab import SyncsTab
from census_desktop.usecases.receiver import Receiver
from tests.screen_states import states_of

MAIN = ("home", "syncs", "quick-sync", "definition", "review-changes", "destinations")
"""Those that docs/screens has in other sizes too."""
PLAIN = "1280x800"
LARGER = (("1920x1200", "1"), (PLAIN, "2"))
"""(size, factor)"""
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


SCENES: dict[str, Callable[[MainWindow], QPixmap]] = {
    "syncs": tab("Syncs"),
    "quick-sync": quick_sync,
    "definition": tab("Definition"),
    "members": tab("Members"),
    "analyze": tab("Analyze"),
    "activity": tab("Activity"),
    "review-changes": left_out,
    "held": about_run("review", "held", lambda r: bool(r.held)),
    "undo": about_run("review", "undo", lambda r: r.counts.updated > 0 and not r.counts.rejected),
    "record": record,
    "edit-sync": sync_page("sync-editor"),
    "edit-sync-operation": sync_step(Step.OPERATION),
    "edit-sync-mappings": sync_step(Step.MAPPINGS),
    "edit-sync-safety": sync_step(Step.SAFETY),
    "home": page("home"),
    "datasets": page("datasets"),
    "destinations": page("destinations"),
    "gallery": gallery,
    "about": about,
    "forget": forget,
    "jobs": jobs,
    "runs": about_run("runs", "run", lambda r: r.counts.rejected > 0),
    "requests": requests,
    "settings": page("settings"),
    "settings-keyboard": about_card("keyboard"),
    "palette": palette("hi v"),
    "palette-at-rest": palette(""),
    "lists": lists,
    "welcome": welcome,
    "welcome-segment": welcome_segment,
    "tour": tour,
    "import": import_review,
    "restored": restored,
    "offline": offline,
    "settings-network": about_card("network"),
    "backups": backups,
    "log": log,
    "health": page("health"),
}


STATES = states_of(settle)


def make_workspace(root: Path) -> None:
    from census_desktop.sample import ensure_sample

    ensure_sample(root)


def main(folder: Path, workspace: Path | None, only: list[str], size: str = PLAIN, mark: str = "") -> None:
    """`mark` ends the name of each picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")
    width, _, height = size.partition("x")
    with tempfile.TemporaryDirectory() as scratch:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, scratch)
        if workspace is None:
            workspace = Path(scratch) / "Shop"
            make_workspace(workspace)
        folder.mkdir(parents=True, exist_ok=True)
        make_application()
        window = MainWindow(workspace)
        window.resize(int(width), int(height))
        window.show()
        window.open_workspace()
        settle(window, 600)
        assert window.session is not None
        for theme in (Theme.LIGHT, Theme.DARK):
            window.session.set_theme(theme)
            for name, scene in {**SCENES, **STATES}.items():
                if not only or name in only:
                    window._toast.hide()  # what the scene before said
                    suffix = "-dark" if theme is Theme.DARK else ""
                    scene(window).save(str(folder / f"{name}{mark}{suffix}.png"))
        window.close()
        QApplication.processEvents()


def draw_documents(folder: Path) -> None:
    """All pictures of docs/screens, each size in a process of its own."""
    main(folder, None, [])
    for size, scale in LARGER:
        mark = f"@{scale}x" if scale != "1" else f"-{size}"
        more = (f"to={folder}", f"size={size}", f"scale={scale}", f"only={','.join(MAIN)}", f"mark={mark}")
        subprocess.run([sys.executable, "-m", "tests.screens", *more], check=True)


if __name__ == "__main__":
    arguments = dict(a.split("=", 1) for a in sys.argv[1:] if "=" in a)
    to = Path(arguments.get("to", "docs/screens"))
    if not arguments.keys() & {"size", "scale", "only", "workspace"}:
        draw_documents(to)
        sys.exit()
    os.environ["QT_SCALE_FACTOR"] = arguments.get("scale", "1")
    main(
        to,
        Path(arguments["workspace"]) if "workspace" in arguments else None,
        [n for n in arguments.get("only", "").split(",") if n],
        arguments.get("size", PLAIN),
        arguments.get("mark", ""),
    )
