"""An authorization server, a browser, and a keyring that keeps what it gets in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from census_desktop.signin import Registration
from tests.secrets.conftest import MemoryKeyring, memory
from tests.signin.authorization_server import AuthorizationServer, Browser

__all__ = ["MemoryKeyring", "memory"]


@pytest.fixture
def server() -> Iterator[AuthorizationServer]:
    with AuthorizationServer() as running:
        yield running


@pytest.fixture
def browser() -> Iterator[Browser]:
    opened = Browser()
    yield opened
    opened.close()


@pytest.fixture
def client(server: AuthorizationServer) -> Registration:
    """A public client."""
    return Registration("CRM", f"{server.url}/authorize", f"{server.url}/token", "desktop", scopes=("read", "openid"))
