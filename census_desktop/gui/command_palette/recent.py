"""What was used last, on this computer and in this workspace."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QSettings

KEPT = 8


class Recent:
    """Keys of palette entries, newest first."""

    def __init__(self, root: Path) -> None:
        self._name = f"palette/recent-{sha256(str(root).encode()).hexdigest()[:12]}"

    @property
    def keys(self) -> tuple[str, ...]:
        kept = QSettings().value(self._name, [])
        kept = [kept] if isinstance(kept, str) else kept  # a list of one comes back as its text
        return tuple(str(key) for key in kept) if isinstance(kept, list) else ()

    def add(self, key: str) -> None:
        QSettings().setValue(self._name, [key, *(known for known in self.keys if known != key)][:KEPT])
