"""Finding controls as a person with a screen reader would: by what they are and what they are called."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from census_desktop.gui.jobs import Jobs

W = TypeVar("W", bound=QWidget)

ROUNDS_AT_REST = 4
"""Times that the window looks at its events and finds no question: what an answer causes is caused by then."""


def find(root: QWidget, kind: type[W], name: str) -> W:
    """The one visible control with this accessible name."""
    found = [w for w in root.findChildren(kind) if w.accessibleName() == name and w.isVisibleTo(root)]
    assert len(found) == 1, f"{len(found)} × {kind.__name__} “{name}”; there are: {names(root, kind)}"
    return found[0]


def names(root: QWidget, kind: type[QWidget]) -> list[str]:
    return [w.accessibleName() for w in root.findChildren(kind) if w.isVisibleTo(root)]


def end_pause(timer: QTimer) -> None:
    """Let the pause that it waits for be over, as if nobody had typed for as long as it asks."""
    if not timer.isActive():
        return
    pause = timer.interval()
    timer.start(0)
    while timer.isActive():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    timer.setInterval(pause)


def rest(jobs: Jobs, *pauses: QTimer, seconds: float = 10) -> None:
    """Wait until every question is answered and told, nobody asks another one because of it, and none of these waits."""
    alarm = QTimer(singleShot=True, interval=int(seconds * 1000))
    alarm.start()
    quiet = 0
    while quiet < ROUNDS_AT_REST:
        assert alarm.isActive(), f"still busy after {seconds:g} seconds"
        waiting = [pause for pause in pauses if pause.isActive()]
        for pause in waiting:
            end_pause(pause)
        if jobs.is_idle:
            quiet = 0 if waiting else quiet + 1
            QCoreApplication.processEvents()
        else:
            quiet = 0
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def popup(kind: type[W]) -> W:
    """The popup or dialog of this class that is open."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1, f"{len(found)} open {kind.__name__}"
    return found[0]
