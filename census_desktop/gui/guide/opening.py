"""Opens a page of the guide: in the browser where the pages are built and there is one, else in a reader of our own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from census_desktop.gui.guide.pages import INDEX
from census_desktop.paths import guide_folder

Open = Callable[[QUrl], bool]


def open_page(page: str, over: QWidget, open_url: Open = QDesktopServices.openUrl) -> None:
    """Nothing of it needs a network."""
    folder = guide_folder()
    if folder is not None:
        path = folder / f"{page}.html"
        if open_url(QUrl.fromLocalFile(str(path if path.is_file() else folder / f"{INDEX}.html"))):
            return
    from census_desktop.gui.guide.reader import GuideReader

    reader = over.window().findChild(GuideReader) or GuideReader(folder, over.window())
    reader.show_page(page)
    reader.show()
    reader.raise_()
    reader.activateWindow()
