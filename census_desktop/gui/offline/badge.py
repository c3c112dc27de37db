"""The word in the status line that the computer is offline, or spares something, and which runs wait for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.rows import Kind
from census_desktop.domain.surroundings import Surroundings, reason_to_hold
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.widgets import announce
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from census_desktop.usecases.waiting import WaitingRun


@dataclass(frozen=True, slots=True)
class _Read:
    now: Surroundings
    waiting: tuple[WaitingRun, ...]
    held: str


def _read(app: App) -> _Read:
    """In the pool."""
    now = app.around.now()
    held = reason_to_hold(now, app.around.rules) if app.syncs.schedules_on else ""
    return _Read(now, app.runs.waiting.all(), held)


def act(fn: Callable[..., Any], *args: Any, **options: Any) -> Callable[[bool], None]:
    """What an action calls, without the word whether it is checked."""

    def call(_checked: bool = False) -> None:
        fn(*args, **options)

    return call


class OfflineBadge(QPushButton):
    """Not there while nothing is to tell. Its menu lists the runs that wait."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "status")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._session: Session | None = None
        self._waiting: tuple[WaitingRun, ...] = ()
        self.clicked.connect(self.open_menu)
        self.hide()

    def attach(self, session: Session) -> None:
        self._session = session
        session.changed.connect(self._on_changed)
        session.surroundings_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        if self._session is not None:
            self._session.ask(self, _read, self._session.app, done=self._show, slot="waiting")

    def _on_changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.RUNS, Kind.SETTINGS}:
            self.refresh()

    def _show(self, read: _Read) -> None:
        self._waiting = read.waiting
        text, icon = self._words(read)
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            if text:
                announce(self, text)
        if icon:
            icons.set_icon(self, icon, "warn")
        self.setToolTip(self.tr("What waits, and what can be done about it"))
        self.setVisible(bool(text))

    def _words(self, read: _Read) -> tuple[str, str]:
        count = len(read.waiting)
        wait = self.tr("1 run waits") if count == 1 else self.tr("%1 runs wait").replace("%1", words.number(count))
        if read.now.offline:
            offline = self.tr("Offline")
            return (f"{offline} – {wait}" if count else offline), "cloud-off"
        if count:
            return self.tr("Waiting for network – %1").replace("%1", wait), "cloud-off"
        held = {
            "metered": self.tr("Metered network – scheduled runs wait"),
            "battery": self.tr("Battery low – scheduled runs wait"),
            "saver": self.tr("Saving power – scheduled runs wait"),
        }
        return held.get(read.held, ""), "pause" if read.held else ""

    # Menu -----------------------------------------------------------------------------------------------------------

    def open_menu(self) -> None:
        """Under the badge: each run that waits, with what can be done."""
        menu = self.make_menu()
        menu.adjustSize()
        place = self if self.isVisible() else self.parentWidget() or self
        menu.popup(place.mapToGlobal(place.rect().topLeft()) - menu.rect().bottomLeft())

    def make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        session = self._session
        if session is None:
            return menu
        menu.setAccessibleName(self.tr("Runs that wait"))
        for each in self._waiting:
            since = words.ago(each.since, session.now())
            part = menu.addMenu(f"{each.sync.name} · {each.destination} · {since}".replace("&", "&&"))
            open_ = part.addAction(icons.icon("runs"), self.tr("Open run"))
            open_.triggered.connect(act(session.open_page, "runs", run=each.run.id))
            again = part.addAction(icons.icon("play"), self.tr("Try now"))
            again.triggered.connect(act(session.jobs.run_sync, each.sync.id, "", each.run.trigger))
            stop = part.addAction(icons.icon("x"), self.tr("Stop waiting"))
            stop.triggered.connect(act(self._stop, each))
        if self._waiting:
            menu.addSeparator()
        else:
            menu.addAction(self.tr("No run waits for the network")).setEnabled(False)
        settings = menu.addAction(icons.icon("settings"), self.tr("Network and power…"))
        settings.triggered.connect(act(session.open_page, "settings", card="network"))
        return menu

    def _stop(self, each: WaitingRun) -> None:
        session = self._session
        if session is None:
            return
        said = self.tr("%1 waits no more; what it had sent is kept").replace("%1", each.sync.name)

        def failed(error: CensusError) -> None:
            session.fail(error)

        session.ask(self, session.app.runs.stop_waiting, each.run.id, done=lambda _: session.toast(said), failed=failed)
