"""The line above every page that says what holds of the workspace as a whole: it was put back or moved here, its linked
document changed, or it lies where it should not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from census_desktop.domain.rows import Kind
from census_desktop.gui.kit import words
from census_desktop.gui.kit.widgets import Banner, button
from census_desktop.gui.session import Session
from census_desktop.usecases.standing import RESTORED, Standing

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from census_desktop.usecases.sharing import Linked

LOOK_MS = 30_000
SOON_MS = 400


class WorkspaceNotice(Banner):
    """Shows the most pressing of them. What was dismissed stays away until it is something else, or the next start."""

    _woken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, flush=True)
        self._session: Session | None = None
        self._watching: Any = None
        self._watched = ""
        self._dismissed: set[str] = set()
        self._what = ""
        self._more = button(self.tr("Destinations…"), kind="link", on=lambda: self._open("destinations"))
        self.add(self._more)
        self.action.clicked.connect(self._on_action)
        self.closed.connect(lambda: self._dismissed.add(self._what))
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.look)
        self._woken.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)

    def attach(self, session: Session) -> None:
        self._session = session
        session.changed.connect(self._on_changed)
        self._timer.start()
        self.look()

    def close_watch(self) -> None:
        """The window closes."""
        self._timer.stop()
        self._soon.stop()
        watching, self._watching = self._watching, None
        if watching is not None:
            watching.close()

    def _on_changed(self, kinds: frozenset[Kind]) -> None:
        if Kind.SETTINGS in kinds:
            self.look()

    def look(self) -> None:
        if self._session is not None:
            self._session.ask(self, _looked, self._session.app, done=self._on_looked, failed=lambda _: None, slot="look")

    def _on_looked(self, found: tuple[Standing | None, Linked | None, str]) -> None:
        standing, linked, place = found
        self._follow(linked)
        self._more.hide()
        if standing is not None and self._may_say(f"standing {standing.at}"):
            text = self._restored(standing) if standing.reason == RESTORED else self._unpacked()
            self.show_text(text, "warn", "clock", self.tr("Turn schedules on"), closable=False)
            self._more.setVisible(standing.reason != RESTORED)
        elif linked is not None and linked.there == "changed" and self._may_say(f"changed {linked.file}"):
            text = self.tr("The linked document %1 changed.").replace("%1", linked.file.name)
            self.show_text(text, "run", "file", self.tr("Review…"))
        elif linked is not None and linked.there in ("missing", "unreadable") and self._may_say(f"lost {linked.file}"):
            text = self.tr("The linked document %1 cannot be read.").replace("%1", str(linked.file))
            self.show_text(text, "warn", "alert", self.tr("Settings…"))
        elif place and self._may_say("place"):
            self.show_text(place, "warn", "alert")
        else:
            self._what = ""
            self.hide()

    def _may_say(self, what: str) -> bool:
        self._what = what
        return what not in self._dismissed

    def _restored(self, standing: Standing) -> str:
        made = standing.made_at
        when = f"{words.day(made)}, {words.clock(made)}" if made is not None else ""
        said = self.tr("Schedules are off: this workspace went back to the backup of %1.").replace("%1", when)
        if standing.ahead:
            more = self.tr("Destinations hold newer data from %1; their next runs know it.")
            said += " " + more.replace("%1", words.counted(len(standing.ahead), self.tr("sync"), self.tr("syncs")))
        if standing.begin_anew:
            said += " " + self.tr("Everything is sent again by: %1.").replace("%1", ", ".join(standing.begin_anew))
        if standing.unknown:
            more = self.tr("%1 made since then are gone; what they sent stays.")
            said += " " + more.replace("%1", words.counted(standing.unknown, self.tr("sync"), self.tr("syncs")))
        return said

    def _unpacked(self) -> str:
        return self.tr(
            "Schedules are off: this workspace came from another computer. Give credentials anew, and turn schedules off there."
        )

    def _follow(self, linked: Linked | None) -> None:
        """Be woken when something happens in the folder of the linked document."""
        wanted = str(linked.file) if linked else ""
        if self._session is None or wanted == self._watched:
            return
        self._watched = wanted
        old, self._watching = self._watching, None
        session = self._session
        session.ask(self, _watch, session.app, old, self._woken.emit, wanted, done=self._on_watching, slot="watch")

    def _on_watching(self, watching: Any) -> None:
        self._watching = watching

    def _on_action(self) -> None:
        if self._session is None:
            return
        if self._what.startswith("standing"):
            self.hide()
            # On, whatever they are by now: the command would turn them off again at the second press of a double click.
            self._session.ask(self, self._session.app.syncs.set_schedules, True, slot="on")
        elif self._what.startswith("changed"):
            self._session.open_page("import", path=self._what.partition(" ")[2])
        else:
            self._open("settings", card="sharing")

    def _open(self, page: str, **args: Any) -> None:
        if self._session is not None:
            self._session.open_page(page, **args)


def _looked(app: App) -> tuple[Standing | None, Linked | None, str]:
    """In the pool."""
    from census_desktop.usecases.standing import standing_of

    return standing_of(app.catalog), app.sharing.linked(), app.store.place_warning()


def _watch(app: App, old: Any, wake: Any, wanted: str) -> Any:
    """In the pool: leave the old folder, watch the new one."""
    if old is not None:
        old.close()
    return app.sharing.watch(wake) if wanted else None
