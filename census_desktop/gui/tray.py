"""The icon in the system's tray: optional, off at first, never needed. With it on, closing the window leaves it running."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from census_desktop.domain.model import Run
from census_desktop.domain.rows import Kind, Overview, RunFilter
from census_desktop.gui.kit import icons, states, words
from census_desktop.gui.session import Session
from census_desktop.gui.workspaces.leaving import LEAVES, leave_for_good

if TYPE_CHECKING:
    from census_desktop.gui.main_window import MainWindow

RECENT = 5
_ON, _TOLD = "tray/on", "tray/told"


def is_on() -> bool:
    return QSettings().value(_ON, False, type=bool) is True


def set_on(on: bool) -> None:
    QSettings().setValue(_ON, on)


def is_available() -> bool:
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """Of one window, once its workspace is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._runs: tuple[Run, ...] = ()
        self._overview = Overview()
        window.installEventFilter(self)
        window.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        session = self._window.session
        if session is not None:
            session.changed.connect(self._on_changed)
            session.surroundings_changed.connect(self._show_state)
            session.tray_changed.connect(self.follow)
            session.jobs.queue_changed.connect(self._show_state)
        self.follow()

    def follow(self) -> None:
        """Be there or not, as the setting says and the desktop can."""
        if not (is_on() and is_available()):
            if self._icon is not None:
                self._icon.hide()
                self._icon.deleteLater()
                self._icon = None
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(self)
            self._menu = QMenu(self._window)
            self._menu.aboutToShow.connect(self._fill)
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._on_activated)
            self._fill()
        self._ask()
        self._show_state()
        self._icon.show()

    @property
    def is_shown(self) -> bool:
        return self._icon is not None

    @property
    def text(self) -> str:
        """What the icon says when it is pointed at."""
        return self._icon.toolTip() if self._icon is not None else ""

    @property
    def menu(self) -> QMenu | None:
        return self._menu

    # State ----------------------------------------------------------------------------------------------------------

    def _on_changed(self, kinds: frozenset[Kind]) -> None:
        if self._icon is not None and kinds & {Kind.RUNS, Kind.SYNCS}:
            self._ask()

    def _ask(self) -> None:
        session = self._window.session
        if session is not None:
            session.ask(self, partial(_read, session), done=self._on_read, slot="tray")

    def _on_read(self, read: tuple[tuple[Run, ...], Overview]) -> None:
        self._runs, self._overview = read
        self._show_state()

    def _show_state(self) -> None:
        session = self._window.session
        if self._icon is None or session is None:
            return
        running = len(session.jobs.running)
        if session.app.around.last.offline:
            name, role, said = "cloud-off", "warn", self.tr("Offline")
        elif running:
            name, role, said = "play", "run", self.tr("%1 running").replace("%1", words.number(running))
        elif self._overview.attention:
            name, role, said = "alert", "warn", self.tr("%1 need attention").replace("%1", str(self._overview.attention))
        else:
            name, role, said = "check", "ok", self.tr("All is well")
        self._icon.setIcon(icons.icon(name, role))
        self._icon.setToolTip(" – ".join(("Census Desktop", said)))

    # Menu -----------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        menu, session = self._menu, self._window.session
        if menu is None or session is None:
            return
        menu.clear()
        menu.addAction(self.tr("Open Census Desktop")).triggered.connect(lambda _checked=False: self.open())
        text = session.commands.text("rest-schedules")
        menu.addAction(text).triggered.connect(lambda _checked=False: self._rest())
        if self._runs:
            menu.addSeparator()
        for run in self._runs:
            line = menu.addAction(f"{run.sync_name} · {states.of_run(run).word}".replace("&", "&&"))
            line.triggered.connect(lambda _checked=False, run=run: self._open_run(run))
        menu.addSeparator()
        menu.addAction(self.tr("Quit")).triggered.connect(lambda _checked=False: self.quit())

    def _rest(self) -> None:
        if self._window.scheduler is not None:
            self._window.scheduler.toggle()

    def _open_run(self, run: Run) -> None:
        self.open()
        if self._window.session is not None:
            self._window.session.open_page("runs", run=run.id)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open()

    def open(self) -> None:
        """The window is there again, before all others."""
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def quit(self) -> None:
        """Close for good, whether or not the icon is there."""
        leave_for_good(self._window)

    # Close ----------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that is closed by hand while the icon is there hides; without a tray nobody could get it back."""
        if event.type() is not QEvent.Type.Close or not self._stays():
            return super().eventFilter(watched, event)
        event.ignore()
        self._window.hide()
        if QSettings().value(_TOLD, False, type=bool) is not True and self._icon is not None:
            QSettings().setValue(_TOLD, True)
            text = self.tr("It goes on in the tray and runs what is due. Quit from its menu there.")
            self._icon.showMessage("Census Desktop", text, QSystemTrayIcon.MessageIcon.Information)
        return True

    def _stays(self) -> bool:
        window = self._window
        going = window.property(LEAVES) or window.told_to_end or window.workspaces.next is not None
        return self._icon is not None and is_available() and not going


def _read(session: Session) -> tuple[tuple[Run, ...], Overview]:
    """In the pool."""
    return session.app.runs.list(RunFilter(limit=RECENT)), session.app.runs.overview()
