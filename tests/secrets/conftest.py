"""Real keyring back ends that keep what they get in memory, put in the place of the system's."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError, PasswordSetError

from tests.desktop_session import desktop

__all__ = ["desktop"]


class MemoryKeyring(KeyringBackend):
    """As strict as Windows: 1,280 characters an item. `writes_left` cuts a write short, as a crash does."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[tuple[str, str], str] = {}
        self.reads = 0
        self.writes_left = 1_000_000

    def get_password(self, service: str, username: str) -> str | None:
        self.reads += 1
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2560:
            raise PasswordSetError("The stub received bad data")
        if self.writes_left == 0:
            raise OSError("pulled the plug")
        self.writes_left -= 1
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.items.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """The keyring of this computer, for one test."""
    before = keyring.core._keyring_backend
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.core._keyring_backend = before


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A computer without one."""
    from keyring.backends.fail import Keyring

    before = keyring.core._keyring_backend
    keyring.set_keyring(Keyring())
    yield
    keyring.core._keyring_backend = before
