"""An empty workspace, and the shop beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.secrets import SessionSecrets
from tests.conftest import FakeClock
from tests.shop import write_shop


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder of the shop's document."""
    return write_shop(tmp_path / "home").parent


@pytest.fixture
def app(tmp_path: Path, clock: FakeClock) -> Iterator[App]:
    opened = open_workspace(tmp_path / "workspace", clock=clock, secrets=SessionSecrets(), environ={})
    yield opened
    opened.close()
