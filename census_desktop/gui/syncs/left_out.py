"""Records that a person leaves out of a plan under review. What is left out waits for a later run; every step can be undone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from census_desktop.domain.plan import Change, ChangeKind


class LeftOut(QObject):
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: dict[int, Change] = {}
        self._before: list[dict[int, Change]] = []
        self._after: list[dict[int, Change]] = []

    @property
    def changes(self) -> tuple[Change, ...]:
        """In the order of the plan."""
        return tuple(self._changes[row] for row in sorted(self._changes))

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(sorted(self._changes))

    def __len__(self) -> int:
        return len(self._changes)

    def holds(self, change: Change) -> bool:
        return change.excluded or change.row in self._changes

    def begin(self, changes: Iterable[Change] = ()) -> None:
        """Another plan, with what is left out of it from the start."""
        self._changes = {c.row: c for c in changes}
        self._before.clear()
        self._after.clear()
        self.changed.emit()

    def toggle(self, changes: Iterable[Change]) -> None:
        """Leave all of these out; when they already are, take them all back in."""
        wanted = {c.row: c for c in changes if may_be_left_out(c)}
        if not wanted:
            return
        self._before.append(dict(self._changes))
        self._after.clear()
        if all(row in self._changes for row in wanted):
            self._changes = {row: c for row, c in self._changes.items() if row not in wanted}
        else:
            self._changes |= wanted
        self.changed.emit()

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._after)

    def undo(self) -> None:
        self._step(self._before, self._after)

    def redo(self) -> None:
        self._step(self._after, self._before)

    def _step(self, source: list[dict[int, Change]], other: list[dict[int, Change]]) -> None:
        if source:
            other.append(self._changes)
            self._changes = source.pop()
            self.changed.emit()


def may_be_left_out(change: Change) -> bool:
    """An invalid record is not sent anyway, and one that the plan itself leaves out cannot come back into it."""
    return change.kind is not ChangeKind.INVALID and not change.excluded
