"""F1, Help → Help on this page and Help → User guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from census_desktop.gui.guide.pages import INDEX, page_for

if TYPE_CHECKING:
    from census_desktop.gui.guide.opening import Open
    from census_desktop.gui.main_window import MainWindow


class HelpCommands(QObject):
    """Of one window; lives as long as it does."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.open_url: Open = QDesktopServices.openUrl
        window.commands.bind("help-page", window, self.help_on_this)
        window.commands.bind("guide", window, lambda: self._open(INDEX))

    def help_on_this(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or not self._window.isAncestorOf(focused):
            focused = self._window.focusWidget()
        self._open(page_for(self._window.page_name, self._window.centralWidget(), focused))

    def _open(self, page: str) -> None:
        from census_desktop.gui.guide.opening import open_page

        open_page(page, self._window, self.open_url)
