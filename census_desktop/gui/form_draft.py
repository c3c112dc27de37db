"""What is typed into a form, kept until it is saved or given up, and put back when the same form is opened again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from census_desktop.gui.drafts import Drafts
from census_desktop.gui.kit import words
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Banner
from census_desktop.gui.session import Session

_CREDENTIAL_IN_TEXT = re.compile(r"://[^/@\s]*:[^/@\s]*@")


class RestoredNote(Banner):
    """A quiet line: from when what stands here is, and the way to drop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(px(36))

    def show_restored(self, at: datetime | None, now: datetime) -> None:
        self.show_text(restored_text(at, now), "run", "history", self.tr("Discard"))


def restored_text(at: datetime | None, now: datetime) -> str:
    """ "Restored from 14:02"; of another day with the day too."""
    if at is None:
        return words.tr("Restored from last time.")
    when = words.clock(at) if at.astimezone().date() == now.astimezone().date() else f"{words.day(at)}, {words.clock(at)}"
    return words.tr("Restored from %1.").replace("%1", when)


class FormDraft(QObject):
    """`values` gives what the form says, `restore` shows it again; both as plain data, never with a credential."""

    def __init__(
        self,
        session: Session,
        note: RestoredNote,
        values: Callable[[], Mapping[str, Any]],
        restore: Callable[[Mapping[str, Any]], None],
    ) -> None:
        super().__init__(note)
        self._session = session
        self._note = note
        self._values = values
        self._restore = restore
        self._drafts = Drafts(session, self)
        self._key = ""
        self._base: dict[str, Any] = {}
        self._touched = False
        note.action.clicked.connect(lambda _checked=False: self.discard())

    def begin(self, key: str) -> None:
        """The form shows what is saved, or nothing; what was typed the last time comes back."""
        self._drafts.flush()
        self._key, self._base, self._touched = key, dict(self._values()), False
        self._note.hide()
        self._drafts.load(key, partial(self._on_found, key))

    def _on_found(self, key: str, plain: Mapping[str, Any]) -> None:
        if key != self._key or self._touched or plain == self._base:
            return
        try:
            self._restore(plain)
        except (KeyError, TypeError, ValueError):
            return  # of a version that knows more than this one
        self._note.show_restored(self._drafts.kept_at(key), self._session.now())

    def edited(self) -> None:
        """Something was typed or chosen."""
        if not self._key:
            return
        self._touched = True
        now = dict(self._values())
        if now == self._base:
            self._drafts.forget(self._key)
        else:
            self._drafts.keep(self._key, now)

    def end(self) -> None:
        """It was saved, or given up."""
        if self._key:
            self._drafts.forget(self._key)
        self._key = ""
        self._note.hide()

    def discard(self) -> None:
        """Back to what the form showed first."""
        if self._key:
            self._note.hide()
            self._restore(self._base)
            self._drafts.forget(self._key)


def without_credentials(config: Mapping[str, Any]) -> dict[str, Any]:
    """Settings that may be kept: no address with a password in it, and no headers, which may be anything."""
    return {
        name: value
        for name, value in config.items()
        if not isinstance(value, Mapping) and not (isinstance(value, str) and _CREDENTIAL_IN_TEXT.search(value))
    }
