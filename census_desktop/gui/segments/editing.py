"""The edits of one segment's definition: as saved, as on the screen, the steps between, and what a draft of them holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QUndoCommand, QUndoStack

from census_desktop.gui.segments import definition as definitions
from census_desktop.gui.segments.definition import Definition


@dataclass
class Editing:
    base: Definition
    now: Definition
    stack: QUndoStack
    draft_asked: bool = False

    @property
    def is_dirty(self) -> bool:
        return self.now.finished() != self.base.finished()

    def plain(self) -> dict[str, Any]:
        """What the draft keeps."""
        return {"base": definitions.to_plain(self.base), "now": definitions.to_plain(self.now)}


def draft_from(plain: Mapping[str, Any]) -> tuple[Definition, Definition]:
    """(base, now). Raises ConfigError, KeyError, TypeError or ValueError for what this version cannot read."""
    if "now" not in plain:  # of a version that kept the conditions alone
        return definitions.from_plain({"where": plain["base"]}), definitions.from_plain({"where": plain["where"]})
    return definitions.from_plain(plain["base"]), definitions.from_plain(plain["now"])


class Edit(QUndoCommand):
    """A step from one definition to another. Typing in one value is one step."""

    def __init__(self, what: str, before: Definition, after: Definition, key: str, put: Callable[[Definition], None]) -> None:
        super().__init__(what)
        self._before, self._after, self._key, self._put = before, after, key, put

    def id(self) -> int:
        return hash(self._key) & 0x7FFFFFFF if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Edit) or other._key != self._key:
            return False
        self._after = other._after
        return True

    def undo(self) -> None:
        self._put(self._before)

    def redo(self) -> None:
        self._put(self._after)
