"""QApplication and the first window. Nothing heavy is imported before the first paint; the workspace opens in the pool."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from census_desktop import __version__
from census_desktop.gui.arrivals import Arrivals
from census_desktop.gui.crash import CrashReporter
from census_desktop.gui.front_door import FrontDoor
from census_desktop.gui.handover import Answer, door_of
from census_desktop.gui.kit import icons, language, palette, roles, text_size
from census_desktop.gui.kit.focus_ring import Rings
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.session import saved_theme
from census_desktop.gui.support.after_crash import AfterCrash
from census_desktop.gui.support.told_to_end import ToldToEnd
from census_desktop.gui.tray import Tray
from census_desktop.gui.warming import warm_when_opened
from census_desktop.gui.workspaces.workspaces import Next
from census_desktop.paths import log_folder
from census_desktop.usecases.arrivals import NOTHING, Arrival


def start(root: Path, argv: Sequence[str] = (), arrival: Arrival = NOTHING) -> int:
    """Show the window, at what it was asked to open, and run until it is closed; or let the workspace's other window do so.
    A window that closed for another workspace is followed by one of that."""
    app = make_application(argv)
    then, code = Next(root), 0
    while True:
        code, after = _run(app, then, arrival)
        if after is None:
            return code
        then, arrival = after, NOTHING


def _run(app: QApplication, what: Next, arrival: Arrival) -> tuple[int, Next | None]:
    door = FrontDoor(door_of(what.root))
    if door.claim(arrival) is Answer.TAKEN:
        return 0, None
    reporter = CrashReporter(app)
    reporter.install()
    window = MainWindow(what.root, what.restore)
    warm_when_opened(window)
    Tray(window)
    arrivals = Arrivals(window)
    arrivals.open(arrival)
    door.arrived.connect(arrivals.take)
    app.aboutToQuit.connect(door.close)
    if sys.platform == "darwin":  # which hands links and files over as events; a filter in Python is called for each event
        app.installEventFilter(arrivals)
    window.show()
    QTimer.singleShot(0, window.first_run.begin)
    after_crash = AfterCrash(window, window.commands, reporter, log_folder())
    QTimer.singleShot(0, after_crash.begin)
    told = ToldToEnd(window.end, app)
    code = app.exec()
    told.close()
    app.removeEventFilter(arrivals)
    reporter.uninstall()
    after_crash.start_again(window.root)
    window.deleteLater()
    return code, window.workspaces.next


def make_application(argv: Sequence[str] = ()) -> QApplication:
    """The application with the house's style, font, locale and theme."""
    language.name_program()
    QApplication.setApplicationDisplayName("Census Desktop")
    QApplication.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("census-desktop")
    if QLocale().language() is QLocale.Language.C:  # LANG=C groups no thousands
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app = text_size.prepare(argv)
    language.install(app)
    app.setStyle("Fusion")
    app.setFont(palette.ui_font())
    app.setWindowIcon(icons.tile("people", "indigo", 64))
    palette.set_theme(app, saved_theme())
    Rings(app)
    roles.install()
    hints = palette.style_hints(app)
    hints.colorSchemeChanged.connect(lambda _scheme: palette.apply_theme(app, saved_theme()))
    hints.accessibility().contrastPreferenceChanged.connect(lambda _contrast: palette.apply_theme(app, saved_theme()))
    return app
