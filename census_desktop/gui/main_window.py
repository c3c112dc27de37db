"""The frame: rail, pages, status line, menus. It only wires; what a page shows is the page's own matter."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Run, RunStatus
from census_desktop.domain.rows import Kind, Overview
from census_desktop.gui.commands import Commands
from census_desktop.gui.guide.help_commands import HelpCommands
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit import palette, said, states, words
from census_desktop.gui.kit.page_stack import PageStack
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.toast import Toast
from census_desktop.gui.kit.widgets import Banner
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.notices import Notices
from census_desktop.gui.opening import OpeningPage
from census_desktop.gui.rail import Rail
from census_desktop.gui.scheduler import Scheduler
from census_desktop.gui.session import Page, Session
from census_desktop.gui.status_line import StatusLine
from census_desktop.gui.support.updates import UpdateWatch
from census_desktop.gui.welcome.first_run import FirstRun
from census_desktop.gui.workspaces.leaving import close_unasked, leave_for_good, may_stop_runs
from census_desktop.gui.workspaces.workspaces import Workspaces, add_ways_out

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


@dataclass(frozen=True, slots=True)
class PageSpec:
    """Where a page is written and which section of the rail it belongs to. Modules are imported when first shown."""

    module: str
    cls: str
    section: str


PAGES: Mapping[str, PageSpec] = {
    "home": PageSpec("home_page", "HomePage", "home"),
    "segments": PageSpec("segments.segments_page", "SegmentsPage", "segments"),  # segment=, tab=, sync=
    "sync-editor": PageSpec("syncs.sync_editor", "SyncEditor", "segments"),  # segment=, dataset= or sync=
    "sync-history": PageSpec("syncs.history_page", "SyncHistoryPage", "segments"),  # sync=, name=
    "review": PageSpec("syncs.review_page", "ReviewPage", "segments"),  # sync=, or held= or undo= with a run
    "record": PageSpec("runs.record_page", "RecordPage", "segments"),  # sync=, key=
    "forget": PageSpec("runs.forget_page", "ForgetPage", "segments"),  # key=, dataset=
    "import": PageSpec("workspaces.import_page", "ImportPage", "settings"),  # path=
    "datasets": PageSpec("datasets.datasets_page", "DatasetsPage", "datasets"),  # dataset=
    "destinations": PageSpec("destinations.destinations_page", "DestinationsPage", "destinations"),  # connection=
    "runs": PageSpec("runs.runs_page", "RunsPage", "runs"),  # run=, sync=, records="rejected" | "unknown" | "invalid"
    "settings": PageSpec("settings.settings_page", "SettingsPage", "settings"),  # card=
    "log": PageSpec("support.log_page", "LogPage", "settings"),  # run=, search=, level=
    "health": PageSpec("support.health_page", "HealthPage", "settings"),
}
"""Page names of `Session.open_page`, with the arguments that their `open` takes (all optional)."""

SECTIONS = (
    ("home", "home", QT_TRANSLATE_NOOP("MainWindow", "Home")),
    ("segments", "segments", QT_TRANSLATE_NOOP("MainWindow", "Segments")),
    ("datasets", "datasets", QT_TRANSLATE_NOOP("MainWindow", "Data sets")),
    ("destinations", "destinations", QT_TRANSLATE_NOOP("MainWindow", "Destinations")),
    ("runs", "runs", QT_TRANSLATE_NOOP("MainWindow", "Runs")),
)
CRAMPED_BELOW = px(1040)
"""In a window that is less wide the rail shows icons only: pages need the room more than its words do."""
FIRST_SIGHT_MS = 400
"""At most this long the first page may show what it can before the workspace's file is opened."""
PAINT_MS = 20
"""Time to paint what was seen, before the import of the database layer competes for the interpreter."""
FOOT = ("settings", "settings", QT_TRANSLATE_NOOP("MainWindow", "Settings"))


def open_store(app: App, backup: str = "") -> None:
    """In the pool: open the workspace's file, as it was in the backup if one is named, and bring runs whose process died to
    their end."""
    if backup:
        app.backups.restore(backup)
    app.store.open()
    app.runs.recover()


class MainWindow(QMainWindow):
    """One workspace in one window. `open_workspace` is called once it is on the screen."""

    opened = Signal()
    """The workspace's file is open."""

    def __init__(self, root: Path, restore: str = "") -> None:
        """`restore` is a backup that the workspace goes back to before it is opened."""
        super().__init__()
        self._root, self._backup = root, restore
        self.jobs = Jobs(self)
        self.commands = Commands(self)
        self.session: Session | None = None
        self._opening_session: Session | None = None
        self.scheduler: Scheduler | None = None
        self._notices: Notices | None = None
        self._pages: dict[str, Page] = {}
        self._trail: list[tuple[str, dict[str, Any]]] = []
        self._cramped = self._wants_narrow = self.told_to_end = False
        self._rail = Rail(tuple((name, icon, self.tr(text)) for name, icon, text in SECTIONS), (*FOOT[:2], self.tr(FOOT[2])))
        self._body = QWidget()
        self._stack = PageStack()
        self._opening = OpeningPage()
        self._banner = Banner(flush=True)
        self._status = StatusLine()
        self.workspaces = Workspaces(self)
        self._build()
        self._toast = Toast(self._body)
        palette.dress(self)
        self._restore()
        self._connect()
        self.help, self.first_run = HelpCommands(self), FirstRun(self)

    def _build(self) -> None:
        self.setWindowTitle("Census Desktop")
        self.setMinimumSize(880, 560)
        self._rail.setEnabled(False)
        self._stack.addWidget(self._opening)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.workspaces.notice)
        right.addWidget(self._banner)
        right.addWidget(self._stack.area, 1)
        right.addWidget(self._status)
        self._stack.currentChanged.connect(self._status.turn_page)
        layout = QHBoxLayout(self._body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._rail)
        layout.addLayout(right, 1)
        self.setCentralWidget(self._body)
        self.commands.fill(self.menuBar())
        for action in self.commands.actions:
            self.addAction(action)

    def _connect(self) -> None:
        self._rail.chosen.connect(self.show_page)
        self._rail.switch_wanted.connect(self.workspaces.show_menu)
        add_ways_out(self._opening, self.workspaces)
        self._opening.again.connect(self.open_workspace)
        self.jobs.run_finished.connect(self._on_run_finished)
        self.jobs.run_failed.connect(self._on_run_failed)
        bind = self.commands.bind
        bind("quit", self, partial(leave_for_good, self))
        bind("collapse-rail", self, self._toggle_rail)
        bind("shortcuts", self, self._show_shortcuts)
        bind("palette", self, self._find_anything, enabled=self._is_open)
        bind("about", self, self._show_about)
        for theme in palette.Theme:
            bind(f"theme-{theme.value}", self, partial(self._set_theme, theme))
        for command, page in (
            ("settings", "settings"),
            ("go-home", "home"),
            ("go-segments", "segments"),
            ("go-datasets", "datasets"),
            ("go-destinations", "destinations"),
            ("go-runs", "runs"),
            ("show-log", "log"),
            ("check-health", "health"),
        ):
            bind(command, self, partial(self.show_page, page), enabled=self._is_open)
        bind("find-record", self, partial(self.show_page, "record"), enabled=self._is_open)
        bind("forget-person", self, partial(self.show_page, "forget"), enabled=self._is_open)
        bind("save-diagnostics", self, self._ask_diagnostics, enabled=self._is_open)
        bind("back", self, self.back, enabled=lambda: len(self._trail) > 1)

    def _is_open(self) -> bool:
        return self.session is not None

    @property
    def root(self) -> Path:
        """The folder of the workspace that is open, or that would be opened."""
        return self._root

    def show_failure(self, error: CensusError) -> None:
        """What happened, whether or not a workspace is open."""
        self._banner.show_error(error)

    def open_at(self, root: Path) -> None:
        """Open the workspace in this folder, while none is open."""
        self._root = root
        self.open_workspace()

    # Workspace ------------------------------------------------------------------------------------------------------

    def open_workspace(self) -> None:
        """Show the page of last time at once, with the segment list at first sight; open the workspace's file in the pool
        when that is painted, because importing the database layer takes the interpreter for itself for a while."""
        from census_desktop.bootstrap import begin_workspace

        app = begin_workspace(self._root)
        self.jobs.attach(app)
        self.session = Session(app, self.jobs, self.commands, self)
        self.session.page_requested.connect(self._on_page_requested)
        self.session.back_requested.connect(self.back)
        last = str(QSettings().value("window/page", "segments"))
        page = last if last in [name for name, _, _ in SECTIONS] else "segments"
        self.show_page(page)
        seen = self.page(page).first_sight
        if seen is not None:
            seen.connect(self._open_store_soon)
        QTimer.singleShot(FIRST_SIGHT_MS if seen is not None else 0, self._open_store)

    def _open_store_soon(self, *_seen: object) -> None:
        QTimer.singleShot(PAINT_MS, self._open_store)

    def _open_store(self) -> None:
        """Once for each opening, whichever comes first: the list is there, or it takes too long."""
        if self.session is None or self.session is self._opening_session:
            return
        self._opening_session = self.session
        backup, self._backup = self._backup, ""
        if not backup:  # else whoever waits for the file goes on waiting until it is put back
            self.session.app.store.permit()
        do = partial(open_store, self.session.app, backup)
        self.jobs.ask(self, do, done=self._on_opened, failed=self._on_open_failed, slot="open")

    def _on_opened(self, _done: None) -> None:
        if self.session is None:
            return
        self.jobs.watch()
        self.session.toast_requested.connect(self._toast.say)
        self.session.failure_shown.connect(self._banner.show_error)
        self.session.changed.connect(self._on_changed)
        self._status.attach(self.session)
        self._notices = Notices(self.session, self)
        self.scheduler = Scheduler(self.session, self)
        self.scheduler.rests_changed.connect(self._status.show_rest)
        self.scheduler.agent_changed.connect(self._status.show_agent)
        self.scheduler.start()
        self.commands.bind("rest-schedules", self, self.scheduler.toggle)
        self._rail.setEnabled(True)
        UpdateWatch(self.session, self).look_if_due()
        self._ask_name()
        self.opened.emit()

    @property
    def is_opened(self) -> bool:
        return self.scheduler is not None

    def _on_open_failed(self, error: CensusError) -> None:
        """Back to the first page, with what happened; pages that waited for the workspace go."""
        if self.session is not None:
            self.session.app.close()
            self.session.deleteLater()
            self.session = None
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._trail.clear()
        self._stack.setCurrentWidget(self._opening)
        self._opening.show_error(error, self._root)
        self._status.say(said.said(error.title), "fail")

    def _ask_name(self) -> None:
        if self.session:
            self.session.ask(self, _name_and_overview, self.session.app, done=self._on_name, slot="name")

    def _on_name(self, answer: tuple[str, Overview]) -> None:
        name, overview = answer
        self._rail.set_workspace(name, words.counted(overview.segments, self.tr("segment"), self.tr("segments")))
        self._rail.set_attention("home", overview.attention)
        self.setWindowTitle(f"{name} – Census Desktop")

    def _on_changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.RUNS, Kind.SYNCS, Kind.SEGMENTS, Kind.SETTINGS}:
            self._ask_name()

    # Pages ----------------------------------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        self._on_page_requested(name, {})

    def _on_page_requested(self, name: str, args: dict[str, Any]) -> None:
        if self.session is None:
            return
        page = self.page(name)
        if not self._trail or self._trail[-1] != (name, args):
            self._trail = [*self._trail[-29:], (name, args)]
        self._rail.set_current(PAGES[name].section)
        self._banner.hide()
        self._stack.setCurrentWidget(page)
        page.open(**args)

    def page(self, name: str) -> Page:
        """The page, made when it is first needed."""
        if name not in self._pages:
            spec = PAGES[name]
            made: Page = getattr(importlib.import_module(f"census_desktop.gui.{spec.module}"), spec.cls)(self.session)
            self._pages[name] = made
            self._stack.addWidget(made)
        return self._pages[name]

    def back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            name, args = self._trail.pop()
            self._on_page_requested(name, args)

    @property
    def page_name(self) -> str:
        """The page that is shown, "" before there is one."""
        return next((name for name, page in self._pages.items() if page is self._stack.currentWidget()), "")

    # Runs -----------------------------------------------------------------------------------------------------------

    def _on_run_finished(self, run: Run) -> None:
        sent, tone = words.number(run.counts.updated), ""
        if run.held:
            text, tone = self.tr("%1: held, it waits for you"), "warn"
        elif run.status is RunStatus.COMPLETED and (trouble := states.trouble(run.counts)):
            text = self.tr("%1: %2 sent, %3").replace("%3", trouble)
            tone = "warn"
        elif run.status is RunStatus.COMPLETED:
            text = self.tr("%1: %2 sent") if run.counts.processed else self.tr("%1: nothing to send")
        elif run.status is RunStatus.CANCELLED:
            text, tone = self.tr("%1: cancelled after %2"), "info"
        elif run.status is RunStatus.WAITING:
            text, tone = self.tr("%1: waits for the network"), "info"
        elif run.status is RunStatus.SKIPPED:
            text, tone = self.tr("%1: already running elsewhere"), "info"
        else:
            text, tone = self.tr("%1: failed"), "fail"
        text = text.replace("%1", run.sync_name).replace("%2", sent)
        self._status.say(text, tone)
        if not run.trigger.is_by_itself and self.session is not None:
            self._offer_more(run, " ".join(filter(None, (f"{text}." if run.note else text, run.note))))

    def _offer_more(self, run: Run, text: str) -> None:
        """A word about a run that a person began, with what can be done about it now."""
        go = self._on_page_requested
        if run.held:
            self._toast.say(text, self.tr("Review…"), partial(go, "review", {"held": run.id}))
        elif run.note:
            self._toast.say(text)
        elif run.counts.updated and self.session is not None:
            undo = partial(self._toast.say, text, self.tr("Undo…"), partial(go, "review", {"undo": run.id}))
            offered = self.session.app.runs.undo_offer
            self.session.ask(self, offered, run.id, done=lambda offer: undo() if offer.possible else None, slot="undo")

    def _on_run_failed(self, sync_id: str, error: CensusError) -> None:
        page = self._stack.currentWidget()
        if not (isinstance(page, Page) and page.tells_of(sync_id, error)):
            self._banner.show_error(error)

    # View -----------------------------------------------------------------------------------------------------------

    def _set_theme(self, theme: palette.Theme) -> None:
        if self.session is not None:
            self.session.set_theme(theme)

    def _toggle_rail(self) -> None:
        self._rail.set_narrow(not self._rail.is_narrow)
        if not self._cramped:
            self._wants_narrow = self._rail.is_narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cramped = self.width() < CRAMPED_BELOW
        if cramped != self._cramped:
            self._cramped = cramped
            self._rail.set_narrow(cramped or self._wants_narrow)

    def _find_anything(self) -> None:
        from census_desktop.gui.command_palette.command_palette import toggle

        if self.session is not None:
            toggle(self.session, self)

    def _show_shortcuts(self) -> None:
        from census_desktop.gui.help import ShortcutSheet

        sheet = ShortcutSheet(self.commands, self)
        sheet.change_wanted.connect(lambda: self._on_page_requested("settings", {"card": "keyboard"}))
        sheet.open()

    def _show_about(self) -> None:
        from census_desktop.gui.help import AboutDialog

        AboutDialog(self).open()

    def _ask_diagnostics(self) -> None:
        from census_desktop.gui.help import ask_diagnostics

        if self.session is not None:
            ask_diagnostics(self.session, self)

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    # Coming and going -----------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        settings = QSettings()
        geometry = settings.value("window/geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(1280, 800)
        self._wants_narrow = settings.value("window/narrow", False, type=bool) is True
        self._rail.set_narrow(self._cramped or self._wants_narrow)

    def _remember(self) -> None:
        settings = QSettings()
        settings.setValue("window/geometry", self.saveGeometry())
        settings.setValue("window/narrow", self._wants_narrow)
        settings.setValue("window/page", PAGES[self.page_name or "segments"].section)

    def end(self) -> None:
        """The operating system ends the program: nobody is there to be asked."""
        self.told_to_end = True
        close_unasked(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once; only runs that would be stopped are worth a question."""
        running = () if self.told_to_end else self.jobs.running
        if running and not may_stop_runs(self, len(running)) and not self.told_to_end:
            event.ignore()
            return
        self._remember()
        for page in self._pages.values():
            page.leave()
        if self.session is not None:
            self.session.leaving.emit()
        if self._notices is not None:
            self._notices.close()
        self.workspaces.notice.close_watch()
        self.hide()  # what still works is asked to stop, which can take a moment
        if self.jobs.shutdown() and self.scheduler is not None:
            self.scheduler.close()
        event.accept()


def _name_and_overview(app: App) -> tuple[str, Overview]:
    return app.name, app.runs.overview()
