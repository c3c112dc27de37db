"""What else was sent of a member beside the sync key: a removal carries the key alone, but has to name all that was added."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from census_desktop.domain.ports import RemoteIds


class Beside:
    """Kept with the destination's ids, for one audience, and only for those who have more than the key. The latest come first
    and `most` are kept. Without a place to keep them nothing is known."""

    def __init__(self, ids: RemoteIds | None, kind: str, most: int) -> None:
        self._ids = ids
        self._kind = kind
        self._most = most

    def known(self, keys: Sequence[str]) -> dict[str, list[Any]]:
        if self._ids is None:
            return {}
        return {key: json.loads(text) for key, text in self._ids.known(self._kind, keys).items()}

    def remember(self, sent: Mapping[str, Sequence[Any]]) -> None:
        """Before it is sent: what was asked for and never arrived does no harm in a removal."""
        if self._ids is None or not any(sent.values()):
            return
        known, new = self.known(list(sent)), dict[str, str]()
        for key, items in sent.items():
            before = known.get(key, [])
            kept = [*items, *(item for item in before if item not in items)][: self._most]
            if kept != before:
                new[key] = json.dumps(kept)
        if new:
            self._ids.remember(self._kind, new)

    def forget(self, keys: Sequence[str]) -> None:
        if self._ids is not None:
            self._ids.forget(self._kind, keys)
