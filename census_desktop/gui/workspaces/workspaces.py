"""The way to other workspaces: new, open, recent; and this one in and out as a document or a pack.

A window holds one workspace as long as it lives. To open another one it closes, in its usual way, which asks about runs and
ends the schedules, and leaves word of what comes next: start.py opens that in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from census_desktop.domain.errors import CensusError, NotFoundError
from census_desktop.domain.ports import SystemClock
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.choose_file import ask_file, ask_folder, ask_save
from census_desktop.gui.rail import Rail
from census_desktop.gui.workspaces import recent
from census_desktop.gui.workspaces.notice import WorkspaceNotice

if TYPE_CHECKING:
    from census_desktop.gui.main_window import MainWindow
    from census_desktop.gui.opening import OpeningPage
    from census_desktop.usecases.packing import Packed, Unpacked

Done, Failed = Callable[[Any], None], Callable[[CensusError], None]
YAML = "YAML (*.yaml *.yml);;JSON (*.json)"
ZIP = "Zip (*.zip)"


@dataclass(frozen=True, slots=True)
class Next:
    """What is opened in the place of a window that closed; `restore` is a backup to go back to before."""

    root: Path
    restore: str = ""


class Workspaces(QObject):
    """Lives as long as its window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.next: Next | None = None
        self.notice = WorkspaceNotice(window)
        bind = window.commands.bind
        bind("new-workspace", window, self.ask_new)
        bind("open-workspace", window, self.ask_open)
        bind("switch-workspace", window, self.show_menu)
        bind("unpack-workspace", window, self.ask_unpack)
        for command, run in (
            ("export-document", self.ask_export),
            ("import-document", self.ask_import),
            ("pack-workspace", self.ask_pack),
            ("back-up-now", self.back_up),
            ("restore-backup", partial(self._show_card, "backups")),
            ("linked-document", partial(self._show_card, "sharing")),
        ):
            bind(command, window, run, enabled=self._is_open)
        window.opened.connect(self._on_opened)

    def _is_open(self) -> bool:
        return self._window.is_opened

    def _on_opened(self) -> None:
        session = self._window.session
        if session is not None:
            self.notice.attach(session)
            session.workspace_wanted.connect(self.leave_for, Qt.ConnectionType.QueuedConnection)
            session.ask(self, lambda: session.app.name, done=partial(recent.remember, session.app.paths.root), slot="name")

    def _show_card(self, card: str) -> None:
        if self._window.session is not None:
            self._window.session.open_page("settings", card=card)

    # Other workspaces -----------------------------------------------------------------------------------------------

    def leave_for(self, root: Path, restore: str = "") -> None:
        """Close this window and open that workspace in its place, unless its runs shall go on."""
        self.next = Next(root.absolute(), restore)
        if not self._window.close():
            self.next = None

    def ask_new(self) -> None:
        from census_desktop.usecases.places import check_can_begin

        title = self.tr("New, empty folder for the workspace")
        ask_folder(self._window, title, partial(self._leave_if, check_can_begin))

    def ask_open(self) -> None:
        ask_folder(self._window, self.tr("Open the workspace in this folder"), self.open)

    def open(self, folder: Path) -> None:
        """Open another workspace, if there is one."""
        from census_desktop.usecases.places import check_can_open

        self._leave_if(check_can_open, folder)

    def _leave_if(self, check: Callable[[Path], None], folder: Path) -> None:
        def looked(_: None) -> None:
            if folder.absolute() != self._window.root.absolute() or not self._is_open():
                self.leave_for(folder)

        self._ask(check, folder, done=looked, failed=partial(self._on_not_there, folder))

    def _on_not_there(self, folder: Path, error: CensusError) -> None:
        self._window.show_failure(error)
        session = self._window.session
        if session is not None and isinstance(error, NotFoundError) and folder in [one.folder for one in recent.recent()]:
            text = self.tr("“%1” is not there").replace("%1", folder.name)
            session.toast(text, self.tr("Take off the list"), partial(recent.forget, folder))

    def _ask(
        self, fn: Callable[..., Any], *args: Any, done: Callable[[Any], None], failed: Callable[[CensusError], None]
    ) -> None:
        self._window.jobs.ask(self, fn, *args, done=done, failed=failed, slot="workspaces")

    def show_menu(self, at: QPoint | None = None) -> QMenu:
        """The popup of the rail's name: recent workspaces, and the way to others."""
        menu = QMenu(self._window)
        menu.setAccessibleName(self.tr("Workspaces"))
        menu.aboutToHide.connect(menu.deleteLater)
        here = self._window.root.absolute()
        for one in recent.recent():
            action = menu.addAction(one.name if one.name == one.folder.name else f"{one.name}  ·  {one.folder.name}")
            action.setToolTip(str(one.folder))
            action.setCheckable(True)
            action.setChecked(one.folder == here)
            action.triggered.connect(partial(self._on_recent, one.folder))
        menu.setToolTipsVisible(True)
        menu.addSeparator()
        for command in ("new-workspace", "open-workspace"):
            action = menu.addAction(self._window.commands.text(command))
            icons.set_icon(action, "plus" if command.startswith("new") else "folder", "secondary")
            action.triggered.connect(lambda _checked=False, id_=command: self._window.commands.run(id_))
        menu.popup(at or self._below_the_name())
        return menu

    def _below_the_name(self) -> QPoint:
        rail = self._window.findChild(Rail)
        return rail.mapToGlobal(QPoint(12, 40)) if rail is not None else self._window.pos()

    def _on_recent(self, folder: Path, _checked: bool = False) -> None:
        if folder != self._window.root.absolute():
            self.open(folder)

    # Documents, packs, backups --------------------------------------------------------------------------------------

    def ask_export(self) -> None:
        ask_save(self._window, self.tr("Export the workspace document"), "workspace.yaml", self.export, YAML)

    def export(self, file: Path) -> None:
        session = self._window.session
        if session is None:
            return

        def said(wrote: bool) -> None:
            text = self.tr("Exported to %1") if wrote else self.tr("%1 has that text already")
            session.toast(text.replace("%1", file.name))

        session.ask(self, _exported, session.app, file, done=said, slot="export")

    def ask_import(self) -> None:
        ask_file(self._window, self.tr("Import a workspace document"), "YAML, JSON (*.yaml *.yml *.json)", self.review)

    def review(self, file: Path) -> None:
        if self._window.session is not None:
            self._window.session.open_page("import", path=str(file))

    def ask_pack(self) -> None:
        name = f"{self._window.root.name}.zip"
        ask_save(self._window, self.tr("Pack the workspace into one file"), name, self.pack, ZIP)

    def pack(self, file: Path) -> None:
        session = self._window.session
        if session is None:
            return

        def said(made: Packed) -> None:
            files = words.counted(made.files, self.tr("file"), self.tr("files"))
            text = self.tr("Packed %1 into %2, without credentials").replace("%1", files).replace("%2", made.file.name)
            if made.outside:
                text += f". {self.tr('Not in it, because they lie elsewhere: %1').replace('%1', ', '.join(made.outside))}"
            session.toast(text)
            session.status(text)

        def not_packed(error: CensusError) -> None:
            session.fail(error)
            session.status(error.title, "fail")

        session.status(self.tr("Packing the workspace…"), "info")
        session.ask(self, session.app.packing.pack, file, done=said, failed=not_packed, slot="pack")

    def ask_unpack(self) -> None:
        ask_file(self._window, self.tr("Unpack a workspace"), ZIP, self._ask_unpack_to)

    def _ask_unpack_to(self, file: Path) -> None:
        ask_folder(self._window, self.tr("New, empty folder for the workspace"), partial(self.unpack, file))

    def unpack(self, file: Path, folder: Path) -> None:
        from census_desktop.usecases.packing import unpack

        def unpacked(made: Unpacked) -> None:
            self.leave_for(made.folder)

        self._ask(unpack, file, folder, SystemClock(), done=unpacked, failed=self._window.show_failure)

    def back_up(self) -> None:
        session = self._window.session
        if session is not None:
            session.ask(
                self, session.app.backups.make, done=lambda _: session.toast(self.tr("Backed up and checked")), slot="backup"
            )


def _exported(app: Any, file: Path) -> bool:
    """In the pool."""
    import json

    if file.suffix.casefold() != ".json":
        return bool(app.sharing.write(file))
    text = json.dumps(app.document.export(file.parent), indent=2, ensure_ascii=False) + "\n"
    return bool(app.sharing.write(file, text))


def add_ways_out(page: OpeningPage, workspaces: Workspaces) -> None:
    """Buttons of the first page after a failure: to another workspace, to the newest backup."""
    page.add_act(words.tr("Open another workspace…"), "folder", workspaces.ask_open)
    page.add_act(words.tr("Restore the newest backup"), "history", partial(_restore_newest, workspaces))


def _restore_newest(workspaces: Workspaces) -> None:
    from census_desktop.bootstrap import begin_workspace

    window = workspaces._window
    root = window.root

    def newest() -> str:
        found = begin_workspace(root).backups.all()
        if not found:
            raise NotFoundError("There is no backup yet.", kept="Nothing was changed.", hint="Open another workspace.")
        return found[0].name

    workspaces._ask(newest, done=lambda name: workspaces.leave_for(root, name), failed=window.show_failure)
