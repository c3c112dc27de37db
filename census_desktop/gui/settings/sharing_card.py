"""Settings: the linked document, which a team keeps in a file: whether it or the workspace changed, and what to do then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.rows import Kind
from census_desktop.gui.kit import states
from census_desktop.gui.kit.choose_file import ask_file, ask_save
from census_desktop.gui.kit.widgets import Badge, Banner, button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard

if TYPE_CHECKING:
    from census_desktop.usecases.sharing import Linked

YAML = "YAML (*.yaml *.yml)"
IN_STEP = states.State(QT_TRANSLATE_NOOP("", "In step"), "check", "ok")
CHANGED_THERE = states.State(QT_TRANSLATE_NOOP("", "The file changed"), "arrow-down", "run")
CHANGED_HERE = states.State(QT_TRANSLATE_NOOP("", "Changed here"), "arrow-up", "run")
CHANGED_BOTH = states.State(QT_TRANSLATE_NOOP("", "Both changed"), "alert", "warn")
LOST = states.State(QT_TRANSLATE_NOOP("", "Cannot be read"), "alert", "warn")


def state_of(linked: Linked) -> states.State:
    if linked.there in ("missing", "unreadable"):
        return LOST
    if linked.there == "changed":
        return CHANGED_BOTH if linked.here else CHANGED_THERE
    return CHANGED_HERE if linked.here else IN_STEP


class SharingCard(SettingsCard):
    id = "sharing"
    title = QT_TRANSLATE_NOOP("", "Linked document")
    keywords = QT_TRANSLATE_NOOP("", "team share git yaml file export import conflict merge")
    icon = "link"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        text = self.tr(
            "Keep sources, segments, destinations and syncs in a file that a team shares, as in a Git folder. Credentials are "
            "never in it. You review what changed there before it is taken in, and nothing is written over unseen."
        )
        self.inner.addWidget(label(text, "small", wrap=True))
        self._file = label("", wrap=True)
        self._file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._badge = Badge()
        row = QHBoxLayout()
        row.addWidget(self._file, 1)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        self.inner.addLayout(row)
        self.result = Banner()
        self.inner.addWidget(self.result)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        self._new = button(self.tr("Link a new file…"), "link", on=self._ask_new)
        self._known = button(self.tr("Link a file that is there…"), "file", on=self._ask_known)
        self._review = button(self.tr("Review…"), "eye", name=self.tr("Review the linked document"), on=self._on_review)
        self._write = button(self.tr("Write to the file"), "arrow-up", on=self.write)
        self._unlink = button(self.tr("Unlink"), on=self.unlink)
        for act in (self._new, self._known, self._review, self._write, self._unlink):
            acts.addWidget(act)
        acts.addStretch(1)
        self.inner.addLayout(acts)
        self._linked: Linked | None = None
        self._on_linked(None)

    def open(self) -> None:
        self.session.ask(self, self.session.app.sharing.linked, done=self._on_linked, slot="linked")

    def refresh(self, kinds: frozenset[Kind]) -> None:
        self.open()

    def _on_linked(self, linked: Linked | None) -> None:
        self._linked = linked
        self._file.setText(str(linked.file) if linked else self.tr("No document is linked."))
        self._badge.set_state(state_of(linked) if linked else None)
        self._badge.setVisible(linked is not None)
        for act in (self._new, self._known):
            act.setVisible(linked is None)
        for act in (self._review, self._write, self._unlink):
            act.setVisible(linked is not None)
        if linked is not None:
            lost = linked.there == "missing"
            self._review.setEnabled(not lost)
            self._write.setEnabled(lost or (linked.there == "same" and linked.here))

    def _ask_new(self) -> None:
        ask_save(self, self.tr("Link a new document"), "workspace.yaml", self.link, YAML)

    def _ask_known(self) -> None:
        ask_file(self, self.tr("Link a document"), "YAML (*.yaml *.yml *.json)", self.link)

    def link(self, file: Path) -> None:
        self._do(self.session.app.sharing.link, file)

    def write(self) -> None:
        self._do(self.session.app.sharing.write_linked)

    def unlink(self) -> None:
        self._do(self.session.app.sharing.unlink)

    def _do(self, fn: Callable[..., object], *args: object) -> None:
        self.session.ask(self, fn, *args, done=self._on_done, failed=self._on_failed, slot="do")

    def _on_done(self, _done: object) -> None:
        self.result.hide()
        self.open()

    def _on_failed(self, error: CensusError) -> None:
        self.result.show_error(error)
        self.open()

    def _on_review(self) -> None:
        if self._linked is not None:
            self.session.open_page("import", path=str(self._linked.file))
