"""Tooltips that teach: what a button does, when one wants it, and its shortcut as the user has set it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from census_desktop.gui.commands import Commands
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP, tr

TIPS: Mapping[str, str] = {
    "quick-sync": QT_TRANSLATE_NOOP("", "Copies a sync that works for this segment: same fields, same schedule"),
    "new-sync": QT_TRANSLATE_NOOP("", "Sets up a sync step by step, where there is none to copy"),
    "review-changes": QT_TRANSLATE_NOOP("", "Shows what a run would add, change and remove; nothing is sent"),
    "run-now": QT_TRANSLATE_NOOP("", "Sends what changed since the last run, without waiting for the schedule"),
    "edit-sync": QT_TRANSLATE_NOOP("", "Opens the steps of this sync"),
    "cancel-run": QT_TRANSLATE_NOOP("", "Stops the run; what was acknowledged stays, the next run sends the rest"),
    "pause-run": QT_TRANSLATE_NOOP("", "Begins nothing new until it is resumed; what is under way goes on"),
    "pause-sync": QT_TRANSLATE_NOOP("", "Stops its schedule and keeps everything; it can still be run by hand"),
    "add-condition": QT_TRANSLATE_NOOP("", "One more line: a column, a comparison, a value"),
    "view-sql": QT_TRANSLATE_NOOP("", "Shows the query that runs in your source"),
    "new-segment": QT_TRANSLATE_NOOP("", "A new segment; it begins with everyone in a data set"),
}
"""By command."""


def tip_of(commands: Commands, command: str) -> str:
    shortcut = commands.shortcut(command)
    return f"{tr(TIPS[command])} ({shortcut})" if shortcut else tr(TIPS[command])


class _Tip(QObject):
    """Lives as long as its control, and tells the shortcut of now."""

    def __init__(self, control: QWidget, commands: Commands, command: str) -> None:
        super().__init__(control)
        self._control, self._commands, self._command = control, commands, command
        commands.shortcuts_changed.connect(self.show)
        self.show()

    def show(self) -> None:
        self._control.setToolTip(tip_of(self._commands, self._command))
        self._control.setAccessibleDescription(tr(TIPS[self._command]))


def teach(control: QWidget, commands: Commands, command: str) -> None:
    """Put the tip on the control, and keep it true when shortcuts change."""
    _Tip(control, commands, command)
