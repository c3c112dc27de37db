"""What a page is given, and nothing else: the open workspace, the pool, the way to other pages, and a word to the user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.rows import Kind
from census_desktop.gui.commands import Commands
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit import palette

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


class Session(QObject):
    """An open workspace in a window. Lives as long as the window; pages connect bound methods to its signals."""

    page_requested = Signal(str, dict)
    """(page name, arguments): the window shows the page and calls its `open`."""
    back_requested = Signal()
    workspace_wanted = Signal(object, str)
    """(folder, backup): leave this workspace for that one, gone back to the backup if one is named."""
    toast_requested = Signal(str, str, object)
    """(text, action label, callback)"""
    failure_shown = Signal(object)
    """CensusError for the banner: what happened, what is kept, what to do."""
    status_changed = Signal(str, str)
    """The last thing worth a line ("Counted in 38 ms by DuckDB"), and its tone: "" went well, "info", "warn" or "fail"."""
    surroundings_changed = Signal()
    """The network, the power or sleep of this computer: how things stand is in `app.around`."""
    tray_changed = Signal()
    """The setting of the icon in the system's tray."""
    leaving = Signal()
    """The window closes: write down what is only on the screen."""
    changed = Signal(object)
    """frozenset[Kind]"""

    def __init__(self, app: App, jobs: Jobs, commands: Commands | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self.jobs = jobs
        self.commands = commands or Commands(self)
        jobs.changed.connect(self.changed)

    def ask(
        self,
        owner: QObject,
        fn: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[CensusError], None] | None = None,
        **options: Any,
    ) -> CancelToken:
        """`Jobs.ask`, where a failure that nobody handles is shown to the user."""
        return self.jobs.ask(owner, fn, *args, done=done, failed=failed or self.fail, **options)

    def open_page(self, name: str, **args: Any) -> None:
        """Go to a page. Names and arguments: see `PAGES` in main_window.py."""
        self.page_requested.emit(name, args)

    def back(self) -> None:
        """Return to the page before this one."""
        self.back_requested.emit()

    def toast(self, text: str, action_label: str = "", callback: Callable[[], None] | None = None) -> None:
        """A passing word, with Undo where there is one. Failures that need work are never toasts."""
        self.toast_requested.emit(text, action_label, callback)

    def fail(self, error: CensusError) -> None:
        if not isinstance(error, Cancelled):
            self.failure_shown.emit(error)

    def status(self, text: str, tone: str = "") -> None:
        self.status_changed.emit(text, tone)

    def now(self) -> datetime:
        return self.app.clock.now()

    @property
    def theme(self) -> palette.Theme:
        return saved_theme()

    def set_theme(self, theme: palette.Theme) -> None:
        """Put the theme on the screen and remember it on this computer."""
        QSettings().setValue("look/theme", theme.value)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            palette.apply_theme(app, theme)


def saved_theme() -> palette.Theme:
    """The remembered theme. Kept with the window's geometry, because it must be known before the workspace is open."""
    known = {t.value: t for t in palette.Theme}
    return known.get(str(QSettings().value("look/theme", "")), palette.Theme.SYSTEM)


class Page(QWidget):
    """A page of the window's stack. `title` names it for screen readers and in the window's title."""

    title = ""
    first_sight: SignalInstance | None = None
    """Emitted when the page shows something before the workspace is open, if it can."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAccessibleName(self.title)
        session.changed.connect(self._on_changed)

    def open(self, **args: Any) -> None:
        """The page is about to be seen, with the arguments of `Session.open_page`."""

    def tells_of(self, sync_id: str, error: CensusError) -> bool:
        """Whether the page itself says that this run could not begin, so that the window need not."""
        return False

    def leave(self) -> None:
        """The window closes: remember what only this page knows."""

    def _on_changed(self, kinds: frozenset[Kind]) -> None:
        if self.isVisible():
            self.refresh(kinds)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        """Something changed while the page is visible: ask again for what this page shows of these kinds."""


class SegmentTab(QWidget):
    """A tab of a segment. `tools` (optional) stands at the right end of the tab row while the tab is current."""

    title = ""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.segment: Segment | None = None
        self.dataset: Dataset | None = None
        self.tools: QWidget | None = None
        self.setAccessibleName(self.title)

    def show_segment(self, segment: Segment, dataset: Dataset) -> None:
        """Called when another segment is selected, and again when the same one was changed. Load only while visible;
        `activate` is called when the tab becomes current."""
        self.segment, self.dataset = segment, dataset

    def activate(self) -> None:
        """The tab became current (or its segment changed while it is): load what is shown."""

    def refresh(self, kinds: frozenset[Kind]) -> None:
        """Something changed while the tab is current."""
