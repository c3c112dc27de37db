"""Pictures of the window when there is little, nothing or something wrong to show; drawn by `python -m tests.screens`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from census_desktop.domain.model import RunStatus, Schedule, SyncStatus
from census_desktop.domain.plan import ChangeKind
from census_desktop.gui.help import AboutDialog, ShortcutSheet
from census_desktop.gui.kit import palette
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.support.crash_dialog import Acts, CrashDialog
from census_desktop.paths import WorkspacePaths

Settle = Callable[..., None]
Scene = Callable[[MainWindow], QPixmap]

TRACE = """Traceback (most recent call last):
  File "census_desktop/gui/jobs.py", line 214, in run
  File "census_desktop/usecases/runs.py", line 88, in overview
KeyError"""


def over(window: MainWindow, dialog: QDialog) -> QPixmap:
    """The window with the dialog in its middle, as a desktop shows them."""
    dialog.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    dialog.ensurePolished()
    dialog.show()
    QApplication.processEvents()
    shot, top = window.grab(), dialog.grab()
    place = QRect(QPoint(0, 0), dialog.size())
    place.moveCenter(window.rect().center())
    painter = QPainter(shot)
    shade = palette.color("shadow")
    shade.setAlpha(60)
    painter.fillRect(window.rect(), shade)
    painter.drawPixmap(place, top)
    painter.setPen(palette.color("edge"))
    painter.drawRect(place.adjusted(0, 0, -1, -1))
    painter.end()
    dialog.close()
    return shot


def another(like: MainWindow, root: Path, settle: Settle) -> MainWindow:
    """A window on another workspace."""
    made = MainWindow(root)
    made.resize(like.size())
    made.show()
    made.open_workspace()
    settle(made)
    return made


def end(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def empty(page: str, settle: Settle) -> Scene:
    """A page of a workspace in which nothing is yet."""

    def show(window: MainWindow) -> QPixmap:
        with tempfile.TemporaryDirectory() as scratch:
            made = another(window, Path(scratch) / "New shop", settle)
            made.show_page(page)
            settle(made)
            shot = made.grab()
            end(made)
        return shot

    return show


def opening(page: str, settle: Settle) -> Scene:
    """What stands there until the first answer comes."""

    def show(window: MainWindow) -> QPixmap:
        QSettings().setValue("window/page", page)
        made = MainWindow(window.root)
        made.resize(window.size())
        made.show()
        made.open_workspace()
        shot = made.grab()
        settle(made)
        end(made)
        return shot

    return show


def unreadable(settle: Settle, window: MainWindow) -> QPixmap:
    """A workspace whose file is damaged."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "Shop"
        root.mkdir()
        WorkspacePaths(root).store.write_bytes(b"not a database" * 512)
        made = another(window, root, settle)
        shot = made.grab()
        end(made)
    return shot


def refused(settle: Settle, window: MainWindow) -> QPixmap:
    """Changes that cannot be reviewed, because the source's file is gone."""
    session = window.session
    assert session is not None
    file = next(window.root.rglob("customers.parquet"))
    away = file.with_suffix(".away")
    file.rename(away)
    sync = next(s for s in session.app.syncs.all() if s.status is SyncStatus.ACTIVE and s.name.startswith("High value"))
    session.open_page("review", sync=sync.id)
    settle(window)
    shot = window.grab()
    away.rename(file)
    return shot


def record_asked(settle: Settle, window: MainWindow) -> QPixmap:
    """The record that was looked at, while its source is asked."""
    session = window.session
    assert session is not None
    run = next(r for r in session.app.runs.list() if r.counts.changed and r.status is RunStatus.COMPLETED)
    change = session.app.runs.changes(session.app.ledger.plan_of(run.id), (ChangeKind.CHANGED,), limit=1).changes[0]
    session.open_page("record", sync=run.sync_id, key=change.key)
    shot = window.grab()
    settle(window)
    return shot


def history(settle: Settle, window: MainWindow) -> QPixmap:
    session = window.session
    assert session is not None
    sync = next(s for s in session.app.syncs.all() if s.status is SyncStatus.PAUSED)
    if sync.schedule.kind != "every":
        every = replace(sync, schedule=Schedule("every", minutes=60))
        session.app.syncs.save(every)
        session.app.syncs.save(replace(every, schedule=Schedule("every", minutes=15)))
    session.page_requested.emit("sync-history", {"sync": sync.id, "name": sync.name})
    settle(window)
    return window.grab()


def card(name: str, settle: Settle) -> Scene:
    def show(window: MainWindow) -> QPixmap:
        assert window.session is not None
        window.session.open_page("settings", card=name)
        settle(window)
        return window.grab()

    return show


def dialog(make: Callable[[MainWindow], QDialog], settle: Settle) -> Scene:
    def show(window: MainWindow) -> QPixmap:
        window.show_page("home")
        settle(window)
        return over(window, make(window))

    return show


def _crash(window: MainWindow, *, again: bool = False) -> CrashDialog:
    nothing = Acts(lambda: True, lambda: True, lambda: True)
    return CrashDialog(TRACE, nothing, again=again, parent=window)


def states_of(settle: Settle) -> dict[str, Scene]:
    return {
        "refused": partial(refused, settle),
        "unreadable": partial(unreadable, settle),
        "opening-record": partial(record_asked, settle),
        "sync-history": partial(history, settle),
        "settings-alerts": card("channels", settle),
        "settings-updates": card("updates", settle),
        "shortcuts": dialog(lambda window: ShortcutSheet(window.commands, window), settle),
        "about-program": dialog(AboutDialog, settle),
        "crash": dialog(_crash, settle),
        "crash-last-time": dialog(partial(_crash, again=True), settle),
        "empty-home": empty("home", settle),
        "empty-segments": empty("segments", settle),
        "empty-datasets": empty("datasets", settle),
        "empty-destinations": empty("destinations", settle),
        "empty-runs": empty("runs", settle),
        "opening-home": opening("home", settle),
        "opening-segments": opening("segments", settle),
        "opening-runs": opening("runs", settle),
    }
