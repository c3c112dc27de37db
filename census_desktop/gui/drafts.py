"""Unsaved edits of definitions, syncs and forms: in the workspace within a second, until they are saved or discarded."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer

from census_desktop.domain.errors import CensusError
from census_desktop.gui.session import Session

WRITE_AFTER_MS = 250


class Drafts(QObject):
    """Drafts by key: the id of what is edited. One writer per key at a time, newest last, so that an older draft never
    overwrites a newer one."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._newest: dict[str, str] = {}
        self._waiting: dict[str, str] = {}
        self._writing: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=WRITE_AFTER_MS)
        self._soon.timeout.connect(self.flush)
        self._at: dict[str, datetime] = {}
        session.leaving.connect(self.flush)

    def keep(self, key: str, plain: Mapping[str, Any]) -> None:
        at = self._at[key] = self._session.now()
        self._later(key, json.dumps({"at": at.isoformat(), "draft": plain}, ensure_ascii=False))

    def kept_at(self, key: str) -> datetime | None:
        """When the draft that was found was last typed at; None where that is not known."""
        return self._at.get(key)

    def forget(self, key: str) -> None:
        self._later(key, "")

    def _later(self, key: str, text: str) -> None:
        self._newest[key] = self._waiting[key] = text
        if not self._soon.isActive():  # while somebody types without a pause, too
            self._soon.start()

    def flush(self) -> None:
        """Write what waits now."""
        for key in [i for i in self._waiting if i not in self._writing]:
            self._write(key, self._waiting.pop(key))

    def _write(self, key: str, text: str) -> None:
        self._writing.add(key)
        self._session.ask(
            self,
            self._session.app.catalog.set_setting,
            _name(key),
            text,
            done=lambda _: self._written(key),
            failed=lambda error: self._not_written(key, text, error),
        )

    def _written(self, key: str) -> None:
        self._writing.discard(key)
        if self._waiting:
            self._soon.start()

    def _not_written(self, key: str, text: str, error: CensusError) -> None:
        self._writing.discard(key)
        self._waiting.setdefault(key, text)
        self._session.fail(error)

    def load(self, key: str, found: Callable[[Mapping[str, Any]], None], otherwise: Callable[[], None] = lambda: None) -> None:
        """Call `found` if there is a draft of that key, written or still to be written, else `otherwise`."""
        if key in self._newest:
            self._tell(key, self._newest[key], found, otherwise)
            return

        def done(text: str) -> None:
            self._tell(key, text, found, otherwise)

        self._session.ask(self, self._session.app.catalog.setting, _name(key), done=done)

    def _tell(self, key: str, text: str, found: Callable[[Mapping[str, Any]], None], otherwise: Callable[[], None]) -> None:
        plain = None
        with suppress(ValueError):
            plain = json.loads(text or "null")
        if isinstance(plain, dict) and plain.keys() == {"at", "draft"}:
            with suppress(ValueError, TypeError):
                self._at[key] = datetime.fromisoformat(plain["at"])
            plain = plain["draft"]
        if isinstance(plain, dict):
            found(plain)
        else:
            otherwise()


def _name(key: str) -> str:
    return f"draft:{key}"
