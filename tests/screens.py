"""Pictures of the window for docs/screens: `python -m tests.screens [FOLDER]`.

1280 × 800, light and dark, on the sample workspace (made in a temporary folder). Runs under whatever display there is;
without one, offscreen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from census_desktop.gui.kit.palette import Theme
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.segments.segment_view import TABS
from census_desktop.gui.segments.segments_page import SegmentsPage
from census_desktop.gui.start import make_application
from census_desktop.gui.syncs.syncs_tab import SyncsTab

SETTLE_MS = 250
SHOWN = "High value customers"


def settle(window: MainWindow, least: int = SETTLE_MS) -> None:
    """Turn the event loop until the pool is quiet."""
    for _ in range(60):
        loop = QEventLoop()
        QTimer.singleShot(least, loop.quit)
        loop.exec()
        if window.jobs.is_idle:
            return


def tab(title: str) -> Callable[[MainWindow], QPixmap]:
    def show(window: MainWindow) -> QPixmap:
        page = window.page("segments")
        assert isinstance(page, SegmentsPage)
        window.show_page("segments")
        settle(window)
        row = page.model.find(lambda r: r.name == SHOWN)
        page.list.setCurrentIndex(page.model.index(max(row, 0), 0))
        page.view.tabs.setCurrentIndex([t for t, _, _ in TABS].index(title))
        settle(window)
        return window.grab()

    return show


def quick_sync(window: MainWindow) -> QPixmap:
    tab("Syncs")(window)
    page = window.page("segments")
    assert isinstance(page, SegmentsPage)
    syncs = page.view.tab(2)
    assert isinstance(syncs, SyncsTab)
    syncs.open_quick_sync()
    settle(window)
    shot = window.grab()
    syncs.menu.close()
    return shot


def sync_page(name: str) -> Callable[[MainWindow], QPixmap]:
    """A page about the first sync of the shown segment."""

    def show(window: MainWindow) -> QPixmap:
        tab("Syncs")(window)
        segments = window.page("segments")
        assert isinstance(segments, SegmentsPage)
        syncs = segments.view.tab(2)
        assert isinstance(syncs, SyncsTab)
        assert syncs.line is not None
        assert window.session is not None
        window.session.open_page(name, sync=syncs.line.sync.id)
        settle(window)
        return window.grab()

    return show


def page(name: str) -> Callable[[MainWindow], QPixmap]:
    def show(window: MainWindow) -> QPixmap:
        window.show_page(name)
        settle(window)
        return window.grab()

    return show


SCENES: dict[str, Callable[[MainWindow], QPixmap]] = {
    "syncs": tab("Syncs"),
    "quick-sync": quick_sync,
    "definition": tab("Definition"),
    "members": tab("Members"),
    "analyze": tab("Analyze"),
    "activity": tab("Activity"),
    "review-changes": sync_page("review"),
    "edit-sync": sync_page("sync-editor"),
    "home": page("home"),
    "datasets": page("datasets"),
    "destinations": page("destinations"),
    "runs": page("runs"),
    "settings": page("settings"),
}


def make_workspace(root: Path) -> None:
    from census_desktop.sample import ensure_sample

    ensure_sample(root)


def main(folder: Path, workspace: Path | None, only: list[str]) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, scratch)
        if workspace is None:
            workspace = Path(scratch) / "Shop"
            make_workspace(workspace)
        folder.mkdir(parents=True, exist_ok=True)
        make_application()
        window = MainWindow(workspace)
        window.resize(1280, 800)
        window.show()
        window.open_workspace()
        settle(window, 600)
        assert window.session is not None
        for theme in (Theme.LIGHT, Theme.DARK):
            window.session.set_theme(theme)
            for name, scene in SCENES.items():
                if not only or name in only:
                    suffix = "-dark" if theme is Theme.DARK else ""
                    scene(window).save(str(folder / f"{name}{suffix}.png"))
        window.close()
        QApplication.processEvents()


if __name__ == "__main__":
    arguments = dict(a.split("=", 1) for a in sys.argv[1:] if "=" in a)
    main(
        Path(arguments.get("to", "docs/screens")),
        Path(arguments["workspace"]) if "workspace" in arguments else None,
        [n for n in arguments.get("only", "").split(",") if n],
    )
