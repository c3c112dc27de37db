"""What drawn controls are to a screen reader. Qt knows its own kinds; ours say it in a class attribute `accessible_role`."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QKeySequenceEdit, QScrollArea, QWidget

_KNOWN = ((QKeySequenceEdit, QAccessible.Role.HotkeyField), (QScrollArea, QAccessible.Role.Pane))


def install() -> None:
    """Once, before the first window. Asked only where a screen reader, or a test, asks."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_interface)


def _interface(_name: str, of: QObject) -> QAccessibleInterface | None:
    if not isinstance(of, QWidget):
        return None
    role = getattr(of, "accessible_role", None) or next((role for kind, role in _KNOWN if isinstance(of, kind)), None)
    return QAccessibleWidget(of, role) if isinstance(role, QAccessible.Role) else None


_installed = False
