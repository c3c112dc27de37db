"""Unsaved definitions: kept in memory at once and in the workspace within a second, until they are saved or discarded."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from census_desktop.domain.codec import group_from_plain, group_to_plain
from census_desktop.domain.conditions import Group
from census_desktop.domain.errors import CensusError
from census_desktop.gui.session import Session

WRITE_AFTER_MS = 250


class Drafts(QObject):
    """One writer per segment at a time, newest text last, so that an older draft never overwrites a newer one."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: dict[str, str] = {}
        self._writing: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=WRITE_AFTER_MS)
        self._soon.timeout.connect(self.flush)

    def keep(self, segment_id: str, base: Group, where: Group) -> None:
        """Remember the draft of a definition that was `base` when its editing began."""
        self._later(segment_id, json.dumps({"base": group_to_plain(base), "where": group_to_plain(where)}, ensure_ascii=False))

    def forget(self, segment_id: str) -> None:
        self._later(segment_id, "")

    def _later(self, segment_id: str, text: str) -> None:
        self._waiting[segment_id] = text
        self._soon.start()

    def flush(self) -> None:
        """Write what waits now."""
        for segment_id in [i for i in self._waiting if i not in self._writing]:
            self._write(segment_id, self._waiting.pop(segment_id))

    def _write(self, segment_id: str, text: str) -> None:
        self._writing.add(segment_id)
        self._session.ask(
            self,
            self._session.app.catalog.set_setting,
            _name(segment_id),
            text,
            done=lambda _: self._written(segment_id),
            failed=lambda error: self._not_written(segment_id, text, error),
        )

    def _written(self, segment_id: str) -> None:
        self._writing.discard(segment_id)
        if self._waiting:
            self._soon.start()

    def _not_written(self, segment_id: str, text: str, error: CensusError) -> None:
        self._writing.discard(segment_id)
        self._waiting.setdefault(segment_id, text)
        self._session.fail(error)

    def load(self, segment_id: str, found: Callable[[Group, Group], None]) -> None:
        """Call `found(base, where)` if the workspace has a draft of the segment."""
        self._session.ask(
            self, self._session.app.catalog.setting, _name(segment_id), done=lambda text: self._loaded(text, found)
        )

    def _loaded(self, text: str, found: Callable[[Group, Group], None]) -> None:
        if read := read_draft(text):
            found(*read)


def _name(segment_id: str) -> str:
    return f"draft:{segment_id}"


def read_draft(text: str) -> tuple[Group, Group] | None:
    """(base, where) of a stored draft; None if there is none, or if it is of a version that cannot be read here."""
    if not text:
        return None
    try:
        plain = json.loads(text)
        return group_from_plain(plain["base"]), group_from_plain(plain["where"])
    except (ValueError, KeyError, TypeError, CensusError):
        return None
