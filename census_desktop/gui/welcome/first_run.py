"""What a window begins with: the welcome while there is no workspace, else the workspace. Help brings it and the tour back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from census_desktop.gui.session import Session
from census_desktop.paths import WorkspacePaths

if TYPE_CHECKING:
    from census_desktop.gui.main_window import MainWindow
    from census_desktop.gui.welcome.tour import Tour
    from census_desktop.gui.welcome.welcome import Welcome

GOES = {
    "go-home": "home",
    "go-segments": "segments",
    "go-datasets": "datasets",
    "go-destinations": "destinations",
    "go-runs": "runs",
    "settings": "settings",
}


class FirstRun(QObject):
    """Lives as long as its window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._layers: QStackedWidget | None = None
        self.welcome: Welcome | None = None
        self.tour: Tour | None = None
        bind = window.commands.bind
        bind("welcome", window, self.show_welcome)
        bind("tour", window, self.take_tour, enabled=lambda: window.session is not None)

    def begin(self) -> None:
        """The window is on the screen."""
        if WorkspacePaths(self._window.root).is_there:
            self._window.open_workspace()
        else:
            self.show_welcome()

    # The welcome ----------------------------------------------------------------------------------------------------

    def show_welcome(self) -> None:
        from census_desktop.gui.welcome.welcome import Welcome

        if self.welcome is not None:
            return
        window = self._window
        self.welcome = Welcome(window.root, window.jobs, self._open_at, window.session)
        self.welcome.left.connect(self._on_left)
        self.welcome.tour_wanted.connect(self.take_tour)
        for command, page in GOES.items():
            window.commands.bind(command, self.welcome, partial(self._on_left, page, {}))
        if window.session is not None:
            window.session.page_requested.connect(self._on_left_for)
        layers = self._made_layers()
        layers.addWidget(self.welcome)
        layers.setCurrentWidget(self.welcome)
        self.welcome.begin()

    def _made_layers(self) -> QStackedWidget:
        """What the window shows otherwise stays as it is, below the welcome."""
        if self._layers is None:
            self._layers = QStackedWidget()
            if (body := self._window.takeCentralWidget()) is not None:
                self._layers.addWidget(body)
            self._window.setCentralWidget(self._layers)
        return self._layers

    def _open_at(self, root: Path) -> Session | None:
        """The workspace in this folder: in this window, or in its place where another one is open."""
        if self._window.session is not None:
            self._on_left("", {})
            self._window.workspaces.open(root)
            return None
        self._window.open_at(root)
        session: Session | None = self._window.session
        if session is not None:
            session.page_requested.connect(self._on_left_for)
        return session

    def _on_left_for(self, page: str, args: dict[str, Any]) -> None:
        """Something opened a page: it shall be seen."""
        if self.welcome is not None:
            self._put_away()

    def _on_left(self, page: str, args: dict[str, Any]) -> None:
        self._put_away()
        if self._window.session is None:
            self._window.open_workspace()
        elif page:
            self._window.session.open_page(page, **args)
        else:
            self._window.show_page("segments")

    def _put_away(self) -> None:
        welcome, self.welcome = self.welcome, None
        if welcome is not None and self._layers is not None:
            self._layers.setCurrentIndex(0)
            self._layers.removeWidget(welcome)
            welcome.hide()
            welcome.deleteLater()

    # The tour -------------------------------------------------------------------------------------------------------

    def take_tour(self) -> None:
        from census_desktop.gui.welcome.tour import Tour

        if self.welcome is not None:
            self._on_left("segments", {})
        if self._window.session is None or self._window.findChild(Tour) is not None:
            return
        self.tour = Tour(self._window, self._window.session)
        self.tour.begin()
