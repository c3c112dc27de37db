"""Credentials for this session only."""

from __future__ import annotations

from collections.abc import Mapping


class SessionSecrets:
    """domain.ports.Secrets in memory; gone when the program ends."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, str]] = {}

    def get(self, connection_id: str, *, in_keyring: bool = True, anew: bool = False) -> dict[str, str]:
        return dict(self._values.get(connection_id, {}))

    def set(self, connection_id: str, values: Mapping[str, str]) -> None:
        self._values[connection_id] = dict(values)

    def delete(self, connection_id: str) -> None:
        self._values.pop(connection_id, None)

    def state(self) -> str:
        return f"Kept for this session only: {len(self._values)}." if self._values else ""
