"""Undo and redo in the sync editor, and what it reads and saves in the pool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from census_desktop.domain.model import FieldMapping, Sync
from census_desktop.gui.commands import Commands
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP, tr
from census_desktop.gui.session import Session
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.sync_setup import Choices

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

Put = Callable[[Sync], None]

_WORDS = {
    "source": QT_TRANSLATE_NOOP("", "Change source"),
    "connection_id": QT_TRANSLATE_NOOP("", "Change destination"),
    "object": QT_TRANSLATE_NOOP("", "Change object"),
    "operation": QT_TRANSLATE_NOOP("", "Change operation"),
    "removal": QT_TRANSLATE_NOOP("", "Change operation"),
    "key": QT_TRANSLATE_NOOP("", "Change sync key"),
    "mappings": QT_TRANSLATE_NOOP("", "Change fields"),
    "sync_all": QT_TRANSLATE_NOOP("", "Change fields"),
    "schedule": QT_TRANSLATE_NOOP("", "Change schedule"),
    "alerts": QT_TRANSLATE_NOOP("", "Change alerts"),
    "name": QT_TRANSLATE_NOOP("", "Rename"),
}
_OTHER = QT_TRANSLATE_NOOP("", "Change options")


class _Edit(QUndoCommand):
    def __init__(self, before: Sync, after: Sync, put: Put) -> None:
        what = changed(before, after)
        super().__init__(tr(next((text for name, text in _WORDS.items() if name in what), _OTHER)))
        self.before, self.after = before, after
        self._put = put
        self._is_new = True
        self.about = _about(before, after, what)

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Typing into one field is one step."""
        if not isinstance(other, _Edit) or not self.about or other.about != self.about:
            return False
        self.after = other.after
        return True

    def undo(self) -> None:
        self._put(self.before)

    def redo(self) -> None:
        if not self._is_new:
            self._put(self.after)
        self._is_new = False


class SyncSteps(QUndoStack):
    """Steps of one sync. `put` shows a sync that a step leads to."""

    def __init__(self, put: Put, parent: QObject) -> None:
        super().__init__(parent)
        self._put = put

    def bind(self, commands: Commands, owner: QWidget) -> None:
        """Undo and redo as commands while the owner is on the screen."""
        commands.bind("undo-edit", owner, self.undo, self.canUndo)
        commands.bind("redo-edit", owner, self.redo, self.canRedo)

    def took(self, before: Sync, after: Sync) -> None:
        """The user made this of that; it is on the screen already."""
        if before != after:
            self.push(_Edit(before, after, self._put))

    def amend(self, after: Sync) -> None:
        """What followed by itself from the newest step belongs to it."""
        newest = self.command(self.index() - 1)
        if isinstance(newest, _Edit):
            newest.after, newest.about = after, ""


def changed(before: Sync, after: Sync) -> frozenset[str]:
    """Names of the parts that differ."""
    return frozenset(f.name for f in fields(Sync) if getattr(before, f.name) != getattr(after, f.name))


def _about(before: Sync, after: Sync, what: frozenset[str]) -> str:
    """What is typed into: the name, or one field's mapping; "" for anything else, which is a step by itself."""
    if what == {"name"}:
        return "name"
    if what == {"mappings"} and len(before.mappings) == len(after.mappings):
        pairs = [(old, new) for old, new in zip(before.mappings, after.mappings, strict=True) if old != new]
        if len(pairs) == 1 and _is_typed(*pairs[0]):
            return f"field {pairs[0][1].field}"
    return ""


def _is_typed(old: FieldMapping, new: FieldMapping) -> bool:
    return (old.field, old.kind, old.column) == (new.field, new.kind, new.column)


def show_saved(session: Session, sync: Sync) -> None:
    """Go to where the sync is listed."""
    if sync.source.kind == "segment":
        session.open_page("segments", segment=sync.source.id, tab="Syncs", sync=sync.id)
    else:
        session.open_page("datasets", dataset=sync.source.id, sync=sync.id)


# In the pool ----------------------------------------------------------------------------------------------------------


def read(app: App, sync_id: str) -> tuple[Choices, Sync | None]:
    return sync_setup.read_choices(app), (app.syncs.get(sync_id) if sync_id else None)


def save(app: App, sync: Sync) -> Sync:
    """Save under a free name; what a run learnt meanwhile (the audience's id) is taken from what is saved."""
    names = {s.name: s.id for s in app.syncs.all()}
    if names.get(sync.name, sync.id) != sync.id:
        sync = replace(sync, name=app.syncs.free_name(sync.name))
    known = next((s for s in app.syncs.all() if s.id == sync.id), None)
    keeps = known is not None and sync_setup.is_fixed(known)
    return app.syncs.save(replace(sync, audience_id=known.audience_id) if known and keeps else sync)
