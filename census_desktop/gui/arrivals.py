"""What comes from outside to an open window: it comes forward and shows what was asked for. Nothing is started or changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from census_desktop.domain import links
from census_desktop.domain.errors import CensusError, NotFoundError
from census_desktop.gui.main_window import PAGES, MainWindow
from census_desktop.gui.session import Session
from census_desktop.gui.settings import card_classes
from census_desktop.usecases.arrivals import Arrival, arrival_of

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


class Arrivals(QObject):
    """Takes arrivals at any time; those before the workspace is open wait for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: Arrival | None = None
        window.opened.connect(self._on_opened)

    def take(self, arrival: Arrival) -> None:
        bring_forward(self._window, arrival.token)
        self.open(arrival)

    def open(self, arrival: Arrival) -> None:
        """Without coming forward: for the arrival that the window is opened with."""
        session = self._window.session
        if session is None or not self._window.is_opened:
            if arrival.do != "raise" or self._waiting is None:  # the window alone takes nothing from what waits
                self._waiting = arrival
        elif arrival.do == "open-link":
            open_link(session, arrival.what)
        elif arrival.do == "open-file":
            open_file(session, arrival.what)

    def _on_opened(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.open(waiting)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Links and files that macOS brings to a program that runs."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return False
        text = event.url().toString(event.url().ComponentFormattingOption.FullyEncoded)
        try:
            self.take(arrival_of(event.file() or text))
        except CensusError as error:
            if self._window.session is not None:
                self._window.session.fail(error)
        return True


def bring_forward(window: MainWindow, token: str = "") -> None:
    """Show the window where the person is. The token of the second start tells the window manager that a person asked."""
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def open_link(session: Session, text: str) -> None:
    """Show what the link names; what it cannot name is said in the window."""
    try:
        link = links.parse(text)
        if link.kind == "settings" and link.name not in {card.id for card in card_classes()}:
            raise links.LinkError("The link names no card of the settings.")
    except CensusError as error:
        session.fail(error)
        return
    if link.kind == "settings":
        session.open_page("settings", card=link.name)
    else:
        session.ask(
            session, _place, session.app, link, done=lambda place: session.open_page(place[0], **place[1]), slot="go-to"
        )


def _place(app: App, link: links.Link) -> tuple[str, dict[str, str]]:
    """In the pool."""
    try:
        if link.kind == "run":
            return "runs", {"run": app.runs.get(link.name).id}
        return app.finding.where(link.kind, link.name)
    except NotFoundError as error:
        hint = "It may have been removed, or belong to another workspace."
        raise NotFoundError("What the link names is not in this workspace.", kept="Nothing was changed.", hint=hint) from error


def open_file(session: Session, path: str) -> None:
    """Show what the document would change; nothing is changed until that is confirmed."""
    args: dict[str, Any] = {"path": path} if "import" in PAGES else {"card": "workspace"}
    session.open_page("import" if "import" in PAGES else "settings", **args)
