"""The user's own shortcuts, on this computer, and which keys a command may have."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, QSettings, Qt
from PySide6.QtGui import QKeySequence

from census_desktop.gui.kit.words import tr

GROUP = "shortcuts"
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_EDITING = ("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Ins", "Shift+Ins", "Shift+Del")
"""Keys of text fields everywhere."""
_ALONE = (Qt.Key.Key_Question,)


def kept_shortcuts(known: Mapping[str, str]) -> dict[str, str]:
    """The keys of every command: the user's own, else those given in `known`, unless the user gave these to another one."""
    settings = QSettings()
    settings.beginGroup(GROUP)
    own = {id_: str(settings.value(id_, "")) for id_ in settings.childKeys() if id_ in known}
    settings.endGroup()
    taken = {portable(keys) for keys in own.values() if keys}
    return {id_: own.get(id_, "" if keys and portable(keys) in taken else keys) for id_, keys in known.items()}


def keep_shortcut(id_: str, keys: str | None) -> None:
    """Remember it; "" is no keys at all, None those that the program came with."""
    settings = QSettings()
    if keys is None:
        settings.remove(f"{GROUP}/{id_}")
    else:
        settings.setValue(f"{GROUP}/{id_}", keys)


def portable(keys: str) -> str:
    return QKeySequence(keys).toString(_PORTABLE)


def refusal(keys: QKeySequence) -> str:
    """Why a command cannot have these keys, "" if it can."""
    if keys.count() != 1:
        return tr("Shortcuts are one press of keys.")
    pressed: QKeyCombination = keys[0]  # type: ignore[index]  # PySide's stubs do not know it
    held, key = pressed.keyboardModifiers(), pressed.key()
    if keys.toString(_PORTABLE) in _EDITING:
        return tr("These keys belong to text fields.")
    if held == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return tr("Alt with a letter opens a menu.")
    with_others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    if not held & with_others and not Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35 and key not in _ALONE:
        return tr("These keys are for typing and moving. Hold Ctrl or Alt too, or take a function key.")
    return ""
