"""Which page of the user guide is about what: screens, tabs, dialogs. A test holds it against docs/guide."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget

INDEX = "index"
PROPERTY = "guide"
"""Of a widget that has a page of its own: it goes before the page of the screen that it is in."""

OF_SCREEN: Mapping[str, str] = {
    "home": "home",
    "segments": "segments",
    "sync-editor": "syncs",
    "review": "review",
    "sync-history": "syncs",
    "record": "records",
    "forget": "forget",
    "datasets": "datasets",
    "destinations": "destinations",
    "runs": "runs",
    "settings": "settings",
    "log": "troubleshooting",
    "health": "troubleshooting",
    "import": "workspaces",
}
"""By the names of `PAGES` in main_window.py."""

OF_TABS: Mapping[str, tuple[str, ...]] = {
    "segments": ("segments", "members", "syncs", "analysis", "activity"),
    "datasets": ("datasets", "datasets", "datasets", "lists"),
}
"""By screen, in the order of its tabs."""

OF_WELCOME, OF_TOUR, OF_SHORTCUTS = "first-sync", "first-sync", "keyboard"


def all_pages() -> frozenset[str]:
    return frozenset((INDEX, OF_WELCOME, OF_TOUR, OF_SHORTCUTS, *OF_SCREEN.values(), *chain(*OF_TABS.values())))


def page_for(screen: str, inside: QWidget | None, focused: QWidget | None) -> str:
    """The page about what the user looks at: the control with the focus, else the tab, else the screen."""
    widget = focused
    while widget is not None:
        if own := widget.property(PROPERTY):
            return str(own)
        widget = widget.parentWidget()
    for tabs in inside.findChildren(QTabBar) if inside is not None else ():
        pages = OF_TABS.get(screen, ())
        if tabs.isVisible() and tabs.currentIndex() < len(pages) and (page := pages[tabs.currentIndex()]):
            return page
    return OF_SCREEN.get(screen, INDEX)


def help_in(dialog: QWidget, page: str) -> None:
    """F1 in a dialog, which the window's own F1 does not reach."""
    from census_desktop.gui.guide.opening import open_page

    dialog.setProperty(PROPERTY, page)
    shortcut = QShortcut(QKeySequence("F1"), dialog)
    shortcut.activated.connect(lambda: open_page(page, dialog))
