"""Settings: backups of the workspace file: which there are, one more, a second folder, and back to one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.rows import Kind
from census_desktop.gui.kit import states, words
from census_desktop.gui.kit.choose_file import ask_file, ask_folder
from census_desktop.gui.kit.widgets import Badge, Banner, ElidedLabel, button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from census_desktop.usecases.backups import Backup

WHOLE = states.State(QT_TRANSLATE_NOOP("", "Verified"), "check", "ok")
DAMAGED = states.State(QT_TRANSLATE_NOOP("", "Damaged"), "cross", "fail")


class BackupsCard(SettingsCard):
    id = "backups"
    title = QT_TRANSLATE_NOOP("", "Backups")
    keywords = QT_TRANSLATE_NOOP("", "restore copy safety go back damaged verified folder")
    icon = "database"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        text = self.tr("Made once a day while the program runs, then opened and checked; the newest seven are kept.")
        self.inner.addWidget(label(text, "small", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.inner.addLayout(self._list)
        self.result = Banner()
        self.inner.addWidget(self.result)
        self._folder = label("", "secondary", wrap=True)
        self.inner.addWidget(self._folder)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(button(self.tr("Back up now"), "database", on=self.make))
        acts.addWidget(button(self.tr("Second folder…"), "folder", on=self._ask_folder))
        self._no_folder = button(self.tr("No second folder"), on=lambda: self.set_folder(None))
        acts.addWidget(self._no_folder)
        acts.addWidget(button(self.tr("Restore from a file…"), "history", on=self._ask_file))
        acts.addStretch(1)
        self.inner.addLayout(acts)

    def open(self) -> None:
        self.session.ask(self, _read, self.session.app, done=self._on_read, slot="backups")

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if Kind.SETTINGS in kinds:
            self.open()

    def _on_read(self, read: tuple[tuple[tuple[Backup, str], ...], str]) -> None:
        found, folder = read
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for backup, fault in found:
            self._list.addWidget(self._line(backup, fault))
        if not found:
            self._list.addWidget(label(self.tr("There is none yet."), "secondary"))
        none = self.tr("They lie in the workspace folder, so they go if that is lost. A second folder keeps copies elsewhere.")
        self._folder.setText(self.tr("Copies are kept in %1 too.").replace("%1", folder) if folder else none)
        self._no_folder.setVisible(bool(folder))

    def _line(self, backup: Backup, fault: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        when = words.exact(backup.made_at) or backup.name
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(ElidedLabel(when, "heading"))
        size = words.size(backup.size)
        texts.addWidget(ElidedLabel(f"{words.ago(backup.made_at, self.session.now())}  ·  {size}", "small"))
        row.addLayout(texts, 1)
        badge = Badge(DAMAGED if fault else WHOLE)
        badge.setToolTip(fault)
        row.addWidget(badge)
        ask = partial(self.ask_restore, backup.name, when)
        restore = button(self.tr("Restore…"), name=f"{self.tr('Restore')} {when}", on=ask)
        restore.setEnabled(not fault)
        row.addWidget(restore)
        return line

    # Make -----------------------------------------------------------------------------------------------------------

    def make(self) -> None:
        done, failed = self._on_made, self._on_failed
        self.session.ask(self, self.session.app.backups.make, done=done, failed=failed, slot="make")

    def _on_made(self, _made: Backup) -> None:
        self.session.toast(self.tr("Backed up and checked"))
        self.open()

    def _on_failed(self, error: CensusError) -> None:
        self.result.show_error(error)
        self.open()

    def _ask_folder(self) -> None:
        ask_folder(self, self.tr("Folder for copies of every backup"), self.set_folder)

    def set_folder(self, folder: Path | None) -> None:
        done, failed = self._on_folder, self._on_failed
        self.session.ask(self, self.session.app.backups.set_folder, folder, done=done, failed=failed, slot="folder")

    def _on_folder(self, _done: None) -> None:
        self.result.hide()
        self.open()

    # Restore --------------------------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        ask_file(self, self.tr("Restore from a backup"), "SQLite (*.db)", lambda file: self.ask_restore(str(file), file.name))

    def ask_restore(self, backup: str, when: str) -> None:
        """Say what that means; then the window closes, goes back, and opens again."""
        box = QMessageBox(self)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(self.tr("Go back to the backup of %1?").replace("%1", when))
        box.setInformativeText(
            self.tr(
                "The workspace as it is now is kept beside it. Destinations do not go back: they may hold newer data, and the "
                "next runs know what they hold. Schedules are off until you turn them on."
            )
        )
        go = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        go.clicked.connect(lambda: self.session.workspace_wanted.emit(self.session.app.paths.root, backup))
        box.open()


def _read(app: App) -> tuple[tuple[tuple[Backup, str], ...], str]:
    """In the pool: each backup is opened and checked."""
    backups = app.backups
    found = []
    for one in backups.all():
        try:
            found.append((one, backups.fault(one.name)))
        except CensusError:  # it went meanwhile
            continue
    return tuple(found), backups.folder
