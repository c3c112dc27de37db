"""What pages are made of is imported in the pool while nobody has asked for them yet, so that the first click need not wait."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from census_desktop.domain.errors import Cancelled
from census_desktop.domain.ports import CancelToken

if TYPE_CHECKING:
    from census_desktop.gui.main_window import MainWindow

AFTER_MS = 1500
"""How long the window is left alone before: it was opened for something."""
BELOW = (
    "census_desktop.gui.command_palette.command_palette",
    "liquid",
    "census_desktop.usecases.document",
    "census_desktop.usecases.analysis",
)
"""What pages import when they are used."""


def warm_when_opened(window: MainWindow) -> None:
    window.opened.connect(lambda: QTimer.singleShot(AFTER_MS, window, partial(begin, window)))


def begin(window: MainWindow) -> None:
    from census_desktop.gui.main_window import PAGES
    from census_desktop.gui.segments.segment_view import TABS
    from census_desktop.gui.settings import CARDS

    modules = [f"census_desktop.gui.{module}" for _, module, _ in TABS]
    modules += [f"census_desktop.gui.{page.module}" for page in PAGES.values()]
    modules += [f"census_desktop.gui.settings.{place.partition('.')[0]}" for place in CARDS]
    window.jobs.ask(window, warm, (*modules, *BELOW), slot="warm")


def warm(modules: Iterable[str], cancel: CancelToken) -> None:
    """In the pool. A module that cannot be imported says so when it is needed."""
    for name in modules:
        if cancel.is_cancelled:
            raise Cancelled
        try:
            importlib.import_module(name)
        except ImportError:
            continue
