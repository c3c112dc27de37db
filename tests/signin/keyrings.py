"""A keyring in a file, as two processes share one, and a process that asks for a token."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend

from census_desktop.domain.errors import CensusError
from census_desktop.domain.ports import SystemClock
from census_desktop.secrets import LayeredSecrets, open_secrets
from census_desktop.signin import KeptTokens, Registration, renewal

CONNECTION = "c0ffee"


class FileKeyring(KeyringBackend):
    priority = 5

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def _items(self) -> dict[str, str]:
        with suppress(FileNotFoundError):
            items: dict[str, str] = json.loads(self._path.read_text())
            return items
        return {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._items().get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps({**self._items(), username: password}))
        new.replace(self._path)

    def delete_password(self, service: str, username: str) -> None:
        items = self._items()
        del items[username]
        self._path.write_text(json.dumps(items))


class KeyringPlace:
    """signin.Place: the keyring of this computer. `writes` what was kept."""

    def __init__(self, secrets: LayeredSecrets | None = None) -> None:
        self._secrets = secrets or open_secrets({}, lambda _id: "")
        self.writes: list[Mapping[str, str]] = []

    def read(self) -> Mapping[str, str]:
        return self._secrets.get(CONNECTION, anew=True)

    def keep(self, fields: Mapping[str, str]) -> None:
        self._secrets.set(CONNECTION, {**self._secrets.get(CONNECTION), **fields})
        self.writes.append(fields)


def main(folder: Path, server: str) -> None:
    """Say that it is ready, wait for a line, and answer with the token or the kind of error."""
    keyring.set_keyring(FileKeyring(folder / "keyring.json"))
    client = Registration("CRM", f"{server}/authorize", f"{server}/token", "desktop")
    clock = SystemClock()
    tokens = KeptTokens("CRM", KeyringPlace(), renewal(client, clock), clock, folder / "lock")
    refused = tokens.access()
    _say(refused)
    sys.stdin.readline()
    try:
        _say(tokens.access(refused))
    except CensusError as error:
        _say(f"{type(error).__name__}: {error}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
