"""Finding controls as a person with a screen reader would: by what they are and what they are called."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

W = TypeVar("W", bound=QWidget)


def find(root: QWidget, kind: type[W], name: str) -> W:
    """The one visible control with this accessible name."""
    found = [w for w in root.findChildren(kind) if w.accessibleName() == name and w.isVisibleTo(root)]
    assert len(found) == 1, f"{len(found)} × {kind.__name__} “{name}”; there are: {names(root, kind)}"
    return found[0]


def names(root: QWidget, kind: type[QWidget]) -> list[str]:
    return [w.accessibleName() for w in root.findChildren(kind) if w.isVisibleTo(root)]


def popup(kind: type[W]) -> W:
    """The popup or dialog of this class that is open."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1, f"{len(found)} open {kind.__name__}"
    return found[0]
