"""Every command of the window, once: text, shortcut, icon, menu. Menus, buttons, the shortcut sheet and tests read it here.

A page binds what it can do to a command with `bind`; the command acts on the bound widget that is visible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from census_desktop.gui import keys
from census_desktop.gui.kit import icons
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Command:
    """`menu` is the menu that holds it; `break_before` puts a line above it."""

    id: str
    menu: str
    text: str
    shortcut: str = ""
    icon: str = ""
    break_before: bool = False


MENUS = (
    QT_TRANSLATE_NOOP("Commands", "File"),
    QT_TRANSLATE_NOOP("Commands", "Workspace"),
    QT_TRANSLATE_NOOP("Commands", "Segment"),
    QT_TRANSLATE_NOOP("Commands", "Sync"),
    QT_TRANSLATE_NOOP("Commands", "Go"),
    QT_TRANSLATE_NOOP("Commands", "View"),
    QT_TRANSLATE_NOOP("Commands", "Help"),
)

COMMANDS = (
    Command("new-segment", "File", QT_TRANSLATE_NOOP("Commands", "New segment"), "Ctrl+N", "plus"),
    Command("new-sync", "File", QT_TRANSLATE_NOOP("Commands", "New Sync"), "Ctrl+Shift+N", "arrow-right"),
    Command("new-workspace", "Workspace", QT_TRANSLATE_NOOP("Commands", "New workspace…"), "", "plus"),
    Command("open-workspace", "Workspace", QT_TRANSLATE_NOOP("Commands", "Open workspace…"), "Ctrl+O", "folder"),
    Command("switch-workspace", "Workspace", QT_TRANSLATE_NOOP("Commands", "Switch workspace"), "Ctrl+Shift+O", "history"),
    Command(
        "import-document",
        "Workspace",
        QT_TRANSLATE_NOOP("Commands", "Import document…"),
        "",
        "arrow-down",
        break_before=True,
    ),
    Command("export-document", "Workspace", QT_TRANSLATE_NOOP("Commands", "Export document…"), "", "arrow-up"),
    Command("linked-document", "Workspace", QT_TRANSLATE_NOOP("Commands", "Linked document…"), "", "link"),
    Command("back-up-now", "Workspace", QT_TRANSLATE_NOOP("Commands", "Back up now"), "", "database", break_before=True),
    Command("restore-backup", "Workspace", QT_TRANSLATE_NOOP("Commands", "Restore a backup…"), "", "history"),
    Command("pack-workspace", "Workspace", QT_TRANSLATE_NOOP("Commands", "Pack for another computer…"), "", "download"),
    Command("unpack-workspace", "Workspace", QT_TRANSLATE_NOOP("Commands", "Unpack a workspace…"), "", "folder"),
    Command("settings", "File", QT_TRANSLATE_NOOP("Commands", "Settings"), "Ctrl+,", "settings", break_before=True),
    Command("restart", "File", QT_TRANSLATE_NOOP("Commands", "Restart"), "", "refresh"),
    Command("quit", "File", QT_TRANSLATE_NOOP("Commands", "Quit"), "Ctrl+Q", break_before=True),
    Command("find", "Segment", QT_TRANSLATE_NOOP("Commands", "Find on the page"), "Ctrl+F", "search"),
    Command("rename-segment", "Segment", QT_TRANSLATE_NOOP("Commands", "Rename"), "F2", "pencil", break_before=True),
    Command("duplicate-segment", "Segment", QT_TRANSLATE_NOOP("Commands", "Duplicate"), "Ctrl+D", "copy"),
    Command("copy-link", "Segment", QT_TRANSLATE_NOOP("Commands", "Copy link"), "Ctrl+Shift+L", "link"),
    Command("move-segment", "Segment", QT_TRANSLATE_NOOP("Commands", "Move to a folder…"), "Ctrl+Shift+M", "folder"),
    Command("tag-segment", "Segment", QT_TRANSLATE_NOOP("Commands", "Tag…"), "Ctrl+Shift+T", "hash"),
    Command("count-segment", "Segment", QT_TRANSLATE_NOOP("Commands", "Count again"), "F5", "refresh"),
    Command(
        "add-condition", "Segment", QT_TRANSLATE_NOOP("Commands", "Add condition"), "Ctrl+Shift+A", "plus", break_before=True
    ),
    Command("undo-edit", "Segment", QT_TRANSLATE_NOOP("Commands", "Undo"), "Ctrl+Z", "undo"),
    Command("redo-edit", "Segment", QT_TRANSLATE_NOOP("Commands", "Redo"), "Ctrl+Shift+Z", "redo"),
    Command(
        "condition-below",
        "Segment",
        QT_TRANSLATE_NOOP("Commands", "Add condition below"),
        "Ctrl+Shift+Return",
        "plus",
        break_before=True,
    ),
    Command("condition-up", "Segment", QT_TRANSLATE_NOOP("Commands", "Move condition up"), "Ctrl+Shift+Up"),
    Command("condition-down", "Segment", QT_TRANSLATE_NOOP("Commands", "Move condition down"), "Ctrl+Shift+Down"),
    Command("condition-in", "Segment", QT_TRANSLATE_NOOP("Commands", "Move condition into a group"), "Ctrl+]", "group"),
    Command("condition-out", "Segment", QT_TRANSLATE_NOOP("Commands", "Move condition out of its group"), "Ctrl+["),
    Command("condition-duplicate", "Segment", QT_TRANSLATE_NOOP("Commands", "Duplicate condition"), "Ctrl+Shift+D", "copy"),
    Command("condition-delete", "Segment", QT_TRANSLATE_NOOP("Commands", "Remove condition"), "Ctrl+Shift+Del", "trash"),
    Command("copy-conditions", "Segment", QT_TRANSLATE_NOOP("Commands", "Copy conditions as text"), "Ctrl+Shift+C", "copy"),
    Command("paste-conditions", "Segment", QT_TRANSLATE_NOOP("Commands", "Paste conditions"), "Ctrl+Shift+V"),
    Command("save-definition", "Segment", QT_TRANSLATE_NOOP("Commands", "Save definition"), "Ctrl+S", "check"),
    Command("view-sql", "Segment", QT_TRANSLATE_NOOP("Commands", "View SQL"), "Ctrl+Shift+Q", "code"),
    Command(
        "count-again-analysis",
        "Segment",
        QT_TRANSLATE_NOOP("Commands", "Count all studies again"),
        "Shift+F5",
        "refresh",
        break_before=True,
    ),
    Command(
        "export-analysis", "Segment", QT_TRANSLATE_NOOP("Commands", "Export charts and tables…"), "Ctrl+Shift+E", "download"
    ),
    Command("delete-segment", "Segment", QT_TRANSLATE_NOOP("Commands", "Delete segment"), "", "trash", break_before=True),
    Command("quick-sync", "Sync", QT_TRANSLATE_NOOP("Commands", "Quick Sync"), "Ctrl+J", "bolt"),
    Command("review-changes", "Sync", QT_TRANSLATE_NOOP("Commands", "Review changes"), "Ctrl+E", "eye", break_before=True),
    Command("send-changes", "Sync", QT_TRANSLATE_NOOP("Commands", "Send the reviewed changes"), "Ctrl+Return"),
    Command("run-now", "Sync", QT_TRANSLATE_NOOP("Commands", "Run now"), "Ctrl+R", "play"),
    Command("cancel-run", "Sync", QT_TRANSLATE_NOOP("Commands", "Cancel run"), "Ctrl+.", "stop"),
    Command("pause-run", "Sync", QT_TRANSLATE_NOOP("Commands", "Pause or resume the run"), "Ctrl+Shift+.", "pause"),
    Command("pause-all", "Sync", QT_TRANSLATE_NOOP("Commands", "Pause or resume all runs"), "", "pause"),
    Command("pause-sync", "Sync", QT_TRANSLATE_NOOP("Commands", "Pause or resume the sync"), "Ctrl+P", "pause"),
    Command("show-waiting", "Sync", QT_TRANSLATE_NOOP("Commands", "Show runs that wait for the network"), "", "cloud-off"),
    Command("rest-schedules", "Sync", QT_TRANSLATE_NOOP("Commands", "Turn schedules on or off"), "", "clock"),
    Command(
        "find-record", "Sync", QT_TRANSLATE_NOOP("Commands", "Find a record…"), "Ctrl+Shift+F", "search", break_before=True
    ),
    Command("check-audience", "Sync", QT_TRANSLATE_NOOP("Commands", "Check the audience"), "", "list"),
    Command("forget-person", "Sync", QT_TRANSLATE_NOOP("Commands", "Forget a person…"), "", "people"),
    Command("edit-sync", "Sync", QT_TRANSLATE_NOOP("Commands", "Edit sync"), "", "pencil", break_before=True),
    Command("sync-history", "Sync", QT_TRANSLATE_NOOP("Commands", "History of the sync…"), "", "history"),
    Command("delete-sync", "Sync", QT_TRANSLATE_NOOP("Commands", "Delete sync"), "", "trash"),
    Command("palette", "Go", QT_TRANSLATE_NOOP("Commands", "Find anything…"), "Ctrl+K", "search"),
    Command("go-home", "Go", QT_TRANSLATE_NOOP("Commands", "Home"), "Alt+0", "home", break_before=True),
    Command("go-segments", "Go", QT_TRANSLATE_NOOP("Commands", "Segments"), "Alt+1", "segments"),
    Command("go-datasets", "Go", QT_TRANSLATE_NOOP("Commands", "Data sets"), "Alt+2", "datasets"),
    Command("go-destinations", "Go", QT_TRANSLATE_NOOP("Commands", "Destinations"), "Alt+3", "destinations"),
    Command("go-runs", "Go", QT_TRANSLATE_NOOP("Commands", "Runs"), "Alt+4", "runs"),
    Command("tab-1", "Go", QT_TRANSLATE_NOOP("Commands", "Definition"), "Ctrl+1", break_before=True),
    Command("tab-2", "Go", QT_TRANSLATE_NOOP("Commands", "Members"), "Ctrl+2"),
    Command("tab-3", "Go", QT_TRANSLATE_NOOP("Commands", "Syncs"), "Ctrl+3"),
    Command("tab-4", "Go", QT_TRANSLATE_NOOP("Commands", "Analyze"), "Ctrl+4"),
    Command("tab-5", "Go", QT_TRANSLATE_NOOP("Commands", "Activity"), "Ctrl+5"),
    Command("back", "Go", QT_TRANSLATE_NOOP("Commands", "Back"), "Alt+Left", "arrow-left", break_before=True),
    Command("collapse-rail", "View", QT_TRANSLATE_NOOP("Commands", "Narrow side bar"), "Ctrl+B", "sidebar"),
    Command("theme-system", "View", QT_TRANSLATE_NOOP("Commands", "Theme: as the system"), break_before=True),
    Command("theme-light", "View", QT_TRANSLATE_NOOP("Commands", "Theme: light"), "", "sun"),
    Command("theme-dark", "View", QT_TRANSLATE_NOOP("Commands", "Theme: dark"), "", "moon"),
    Command("theme-contrast-light", "View", QT_TRANSLATE_NOOP("Commands", "Theme: high contrast, light"), "", "sun"),
    Command("theme-contrast-dark", "View", QT_TRANSLATE_NOOP("Commands", "Theme: high contrast, dark"), "", "moon"),
    Command("help-page", "Help", QT_TRANSLATE_NOOP("Commands", "Help on this page"), "F1", "info"),
    Command("guide", "Help", QT_TRANSLATE_NOOP("Commands", "User guide"), "Shift+F1", "file"),
    Command("tour", "Help", QT_TRANSLATE_NOOP("Commands", "Take the tour"), "", "eye"),
    Command("welcome", "Help", QT_TRANSLATE_NOOP("Commands", "Welcome…"), "", "home"),
    Command("shortcuts", "Help", QT_TRANSLATE_NOOP("Commands", "Keyboard shortcuts"), "?", "keyboard"),
    Command(
        "save-diagnostics",
        "Help",
        QT_TRANSLATE_NOOP("Commands", "Save diagnostics…"),
        "",
        "download",
        break_before=True,
    ),
    Command("show-log", "Help", QT_TRANSLATE_NOOP("Commands", "Log"), "", "list"),
    Command("check-health", "Help", QT_TRANSLATE_NOOP("Commands", "Health check"), "", "shield"),
    Command("about", "Help", QT_TRANSLATE_NOOP("Commands", "About Census Desktop"), "", "info"),
)


_BY_ID = {command.id: command for command in COMMANDS}


@dataclass(slots=True)
class _Binding:
    widget: QWidget
    run: Callable[[], object]
    enabled: Callable[[], bool] | None

    @property
    def is_live(self) -> bool:
        return shiboken6.isValid(self.widget) and self.widget.isVisible()

    @property
    def can_run(self) -> bool:
        return self.is_live and (self.enabled is None or self.enabled())


class Commands(QObject):
    """The registry of one window."""

    shortcuts_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._bindings: dict[str, list[_Binding]] = {}
        shortcuts = keys.kept_shortcuts({command.id: command.shortcut for command in COMMANDS})
        for command in COMMANDS:
            action = QAction(self.tr(command.text), self)
            action.setObjectName(command.id)
            action.setShortcut(QKeySequence(shortcuts[command.id]))
            action.triggered.connect(lambda _checked=False, id_=command.id: self.run(id_))
            self._actions[command.id] = action

    def action(self, id_: str) -> QAction:
        """The one action of the command, for menus and buttons. Its icon is drawn now: none is needed for the first paint."""
        action, command = self._actions[id_], _BY_ID[id_]
        if command.icon and action.icon().isNull():
            icons.set_icon(action, command.icon, "secondary")
        return action

    @property
    def actions(self) -> tuple[QAction, ...]:
        return tuple(self._actions.values())

    def shortcut(self, id_: str) -> str:
        """The shortcut as this platform writes it, "" without one."""
        return self._actions[id_].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def is_own(self, id_: str) -> bool:
        """Whether the user changed its shortcut."""
        return keys.portable(self._actions[id_].shortcut().toString()) != keys.portable(_BY_ID[id_].shortcut)

    def holder(self, shortcut: QKeySequence) -> str:
        """The id of the command that has these keys, "" if none has."""
        if shortcut.isEmpty():
            return ""
        return next((id_ for id_, action in self._actions.items() if action.shortcut() == shortcut), "")

    def set_shortcut(self, id_: str, shortcut: QKeySequence) -> None:
        """Give the command these keys from now on; an empty sequence takes them away. Another one that had them loses them."""
        if (other := self.holder(shortcut)) and other != id_:
            self.set_shortcut(other, QKeySequence())
        self._actions[id_].setShortcut(shortcut)
        keys.keep_shortcut(id_, shortcut.toString(QKeySequence.SequenceFormat.PortableText) if self.is_own(id_) else None)
        self.shortcuts_changed.emit()

    def default_shortcut(self, id_: str) -> QKeySequence:
        """Those that the program came with."""
        return QKeySequence(_BY_ID[id_].shortcut)

    @property
    def shortcuts(self) -> dict[str, QKeySequence]:
        return {id_: action.shortcut() for id_, action in self._actions.items()}

    def set_shortcuts(self, wanted: Mapping[str, QKeySequence]) -> None:
        """All at once, such as those that the program came with."""
        for action in self._actions.values():
            action.setShortcut(QKeySequence())
        for id_, shortcut in wanted.items():
            self.set_shortcut(id_, shortcut)

    def is_bound(self, id_: str) -> bool:
        """Whether anything that is visible could ever do it, now or in another state."""
        return any(binding.is_live for binding in self._bindings.get(id_, []))

    def bind(self, id_: str, widget: QWidget, run: Callable[[], object], enabled: Callable[[], bool] | None = None) -> None:
        """Let the command act on this widget while it is visible. The last one bound goes first."""
        kept = [b for b in self._bindings.get(id_, []) if shiboken6.isValid(b.widget)]
        self._bindings[id_] = [_Binding(widget, run, enabled), *kept]

    def run(self, id_: str) -> bool:
        """Do it, as the menu or the shortcut would. False if nothing visible can."""
        for binding in self._bindings.get(id_, []):
            if binding.can_run:
                binding.run()
                return True
        return False

    def text(self, id_: str) -> str:
        """What menus call it."""
        return self.tr(_BY_ID[id_].text)

    def can_run(self, id_: str) -> bool:
        return any(b.can_run for b in self._bindings.get(id_, []))

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus. A command that nothing visible can do is greyed while its menu is open."""
        taken: set[str] = set()
        for name in MENUS:
            text = self.tr(name)
            at = next((n for n, letter in enumerate(text) if letter.casefold() not in taken), 0)
            taken.add(text[at].casefold())
            menu = bar.addMenu(f"{text[:at]}&{text[at:]}")  # Alt with that letter opens it
            for command in COMMANDS:
                if command.menu == name:
                    if command.break_before:
                        menu.addSeparator()
                    menu.addAction(self._actions[command.id])
            menu.aboutToShow.connect(lambda menu=menu: self._grey(menu))
            menu.aboutToHide.connect(lambda menu=menu: self._ungrey(menu))

    def _grey(self, menu: QMenu) -> None:
        for action in menu.actions():
            if not action.isSeparator():
                self.action(action.objectName()).setEnabled(self.can_run(action.objectName()))

    def _ungrey(self, menu: QMenu) -> None:
        """A greyed action swallows its shortcut; outside the menu `run` decides."""
        for action in menu.actions():
            action.setEnabled(True)
